//! The command line: arguments as typed ([`args`]), a file for each command, and the only printer ([`report`]).
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the command line is where the program meets the world"
)]

pub mod args;
mod build;
mod new;
pub mod report;
mod serve;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use jiff::civil::Date;

use crate::diagnostic::{Code, FileId, Severity, suggestion};
use crate::disk::DiskWorld;
use crate::load;
use crate::model::Kind;
use crate::world::World;
use args::{Args, Command};

/// Runs the command that was typed.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.command {
        Command::Build(build) => build::build(&build),
        Command::Check(check) => build::check(&check),
        Command::Serve(serve) => serve::serve(&serve),
        Command::New { dir } => new::new(&dir),
        Command::Explain { code } => explain(code.as_deref()),
        Command::Schema { kind } => schema(&kind),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Args::command(), "peel", &mut io::stdout());
            Ok(ExitCode::SUCCESS)
        }
        Command::Man => clap_mangen::Man::new(Args::command())
            .render(&mut io::stdout())
            .map(|()| ExitCode::SUCCESS)
            .map_err(|error| error.to_string()),
    };
    done.unwrap_or_else(|message| {
        let _ = writeln!(io::stderr(), "error: {message}");
        ExitCode::from(2)
    })
}

/// What a command comes to: how the program ends, or why it could not do its work.
type Done = Result<ExitCode, String>;

/// Opens the hub's folder, on the day that was typed or that it is in London, with the threads that were typed.
fn open(world: &args::World) -> Result<DiskWorld, String> {
    if let Some(jobs) = world.jobs {
        // Fails only if the pool was already made, and then its size no longer matters.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build_global();
    }
    let root = &world.root;
    DiskWorld::open(root, world.today.unwrap_or_else(today))
        .map_err(|error| format!("the folder {} cannot be opened: {error}", root.display()))
}

/// The day in London, where the hub's readers are.
fn today() -> Date {
    let now = jiff::Timestamp::now();
    now.in_tz("Europe/London").map_or(Date::constant(1970, 1, 1), |zoned| zoned.date())
}

/// The text of a file that a message names.
fn text_of(world: &DiskWorld, file: &FileId) -> Option<String> {
    let bytes = world.read(file, load::PAGE_BYTES_MAX).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Whether messages are shown in colour.
fn in_colour() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    io::stderr().is_terminal() && !is_set("NO_COLOR") && !is_set("CI")
}

fn explain(name: Option<&str>) -> Done {
    let Some(name) = name else {
        for code in Code::ALL {
            println!("{:<22} {}", code.name(), severity(*code));
        }
        return Ok(ExitCode::SUCCESS);
    };
    match Code::from_name(name) {
        Some(code) => {
            println!("{} ({})\n\n{}", code.name(), severity(code), wrapped(code.story()));
            Ok(ExitCode::SUCCESS)
        }
        None => Err(with_help(
            format!("no message has the code `{name}`"),
            suggestion(name, Code::ALL.iter().map(|code| code.name())),
        )),
    }
}

fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error: nothing is published",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn with_help(message: String, help: Option<String>) -> String {
    help.map_or_else(|| message.clone(), |help| format!("{message}; {help}"))
}

/// A paragraph in lines of at most 80 characters.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > 80 {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out
}

fn schema(name: &str) -> Done {
    let schema = match name {
        "typology" => load::typology_schema(),
        "settings" => load::settings_schema(),
        name => match Kind::from_word(name) {
            Some(kind) => load::front_matter::schema(kind),
            None => {
                let known = Kind::ALL.iter().map(|kind| kind.as_str()).chain(["typology", "settings"]);
                return Err(with_help(format!("there is no kind `{name}`"), suggestion(name, known)));
            }
        },
    };
    println!("{schema:#}");
    Ok(ExitCode::SUCCESS)
}
