//! The command line as typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Peel compiles a folder of evidence reviews, training and tools into a static knowledge-exchange hub.
///
/// A hub is a folder with a `hub.yaml`. Start one with `peel new DIR`, look at it with `peel serve`, and publish what
/// `peel build` writes on any web server. Whatever is wrong with a page is told with its file, line, column and mend.
#[derive(Debug, Parser)]
#[command(
    name = "peel",
    version,
    after_help = "In a hub's folder:\n  peel serve     build it and look at it at http://127.0.0.1:8017/\n  peel check     see whether it would build\n  peel build     write it to the folder `site`\n\n`peel explain CODE` tells the story of any message, as in `peel explain unknown-term`."
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What Peel can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the hub to a folder, all of it or nothing
    #[command(
        after_help = "The folder is replaced as a whole, in one step, and only if there is no error: a build that fails or is stopped leaves\nwhat was there. A folder that holds files Peel did not write is refused.\n\nThe same files and the same --today give the same bytes, on any machine and with any number of threads."
    )]
    Build(Build),
    /// Say what is wrong with the hub, and write nothing
    #[command(
        after_help = "The exit status is 0 if the hub would be published, 1 if not. --format sarif is what code hosts show beside a change."
    )]
    Check(Check),
    /// Build the hub and show it at an address of this machine; build it again whenever a file changes
    Serve(Serve),
    /// Start a hub in a folder of its own
    New {
        /// The folder; it must be empty or not there yet
        dir: PathBuf,
    },
    /// Tell the story of a message
    Explain {
        /// The message's code, as in `unknown-term`; all codes are listed without it
        code: Option<String>,
    },
    /// Print the JSON Schema of a kind of page's front matter, for an editor
    Schema {
        /// The kind: review, session, course, module, tool, project, event, news, partner, page; or typology, settings
        kind: String,
    },
    /// Print a shell's completions
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Where the hub is and which day it is built for.
#[derive(Debug, clap::Args)]
pub struct World {
    /// The hub's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The day to build for, as in 2026-11-24; review dates and past events depend on it [default: the day in London]
    #[arg(long, value_name = "DATE")]
    pub today: Option<Date>,
    /// The number of threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub jobs: Option<u16>,
}

/// `peel build`.
#[derive(Debug, clap::Args)]
pub struct Build {
    /// Where the hub is.
    #[command(flatten)]
    pub world: World,
    /// The folder to write to [default: `site` in the hub's folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// `peel check`.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Where the hub is.
    #[command(flatten)]
    pub world: World,
    /// How to say it
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub format: ReportFormat,
}

/// `peel serve`.
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// Where the hub is.
    #[command(flatten)]
    pub world: World,
    /// The port on this machine
    #[arg(long, default_value_t = 8017)]
    pub port: u16,
}

/// How diagnostics are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people
    Human,
    /// One JSON object a line
    Json,
    /// A SARIF 2.1.0 log
    Sarif,
}
