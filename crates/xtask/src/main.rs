//! The project's own commands, run as `cargo xtask COMMAND`: what is done to Peel, not by it.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "telling the person at the terminal is what this program is for"
)]

mod bench;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
The project's own commands.

  cargo xtask test [PART ...]
      Run everything that must hold before a change lands, or the parts that are named: format, lint, rust, browser.
      What a test needs and is not there is installed where that can be done, and named where not.

  cargo xtask bench [build] [--pages N] [--runs N] [--scale]
      Measure `peel build` beside Hugo on the same generated hub, on this machine; see `cargo xtask bench --help`.

Each command says what it does with --help. What they make lies under target/ and may be deleted.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        None => Err(USAGE.to_owned()),
        Some((command, rest)) => match command.as_str() {
            "test" => test::run(rest),
            "bench" => bench::run(rest),
            "help" | "--help" | "-h" => {
                println!("{USAGE}");
                Ok(())
            }
            other => Err(format!("there is no command `{other}`\n\n{USAGE}")),
        },
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The repository's root.
fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(std::path::Path::new(".")).to_owned()
}
