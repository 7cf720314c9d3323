//! One binary for all integration tests; a module for each subject.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test may panic and print"
)]

mod budgets;
mod cli;
mod determinism;
mod hostile;
mod hub;
mod publishing;
mod site;
mod theme;
mod tidy;
mod ways_out;
