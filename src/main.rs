//! The command line's entry point.

use std::process::ExitCode;

/// A build is thousands of small values on every thread; with the system's allocator a quarter of its time goes into `malloc` and `free`
/// (glibc 2.36, 10,000 pages). Only the program sets it: the library leaves the choice to whoever uses it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    peel::cli::main()
}
