//! The command line's entry point.

use std::process::ExitCode;

fn main() -> ExitCode {
    peel::cli::main()
}
