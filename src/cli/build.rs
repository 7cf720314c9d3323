//! `peel build` and `peel check`: the pipeline, and what is said of it.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::args::{Build, Check, ReportFormat};
use super::{Done, in_colour, open, report, text_of};
use crate::artifact::{Artifact, Digest};
use crate::diagnostic::{Diagnostic, FileId, Severity};
use crate::disk::{DiskSink, DiskWorld, program_digest};
use crate::pipeline::{self, Built};
use crate::publish::{Memo, NullSink, Published, Sink};

/// Builds the hub and writes it.
pub fn build(args: &Build) -> Done {
    let world = open(&args.world)?;
    let out = args.out.clone().unwrap_or_else(|| args.world.root.join("site"));
    let started = Instant::now();
    let program = program_digest().map_err(|error| error.to_string())?;
    let built = pipeline::build(&world, &mut Watched::new(DiskSink::new(&out)), &program);
    let built = built.map_err(|error| format!("the hub was not published: {error}"))?;
    tell(&built, &world);
    let took = seconds(started.elapsed());
    match built.published {
        Some(_) if built.is_recalled => {
            say(&format!("{} is up to date: {} pages ({took})", out.display(), built.n_pages))
        }
        Some(published) => say(&format!(
            "{}: {} pages; {} files written, {} unchanged, {} removed ({took})",
            out.display(),
            built.n_pages,
            published.n_written,
            published.n_unchanged,
            published.n_removed
        )),
        None => {
            say(&format!("nothing was published: {}", report::count(&built.diagnostics)));
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs the pipeline and keeps nothing of it.
pub fn check(args: &Check) -> Done {
    let world = open(&args.world)?;
    let built = pipeline::build(&world, &mut Watched::new(NullSink), &Digest::of(b""));
    let built = built.map_err(|error| error.to_string())?;
    let texts = |file: &FileId| text_of(&world, file);
    match args.format {
        ReportFormat::Human => print!("{}", report::human(&built.diagnostics, &texts, in_colour())),
        ReportFormat::Json => print!("{}", report::json(&built.diagnostics, &texts)),
        ReportFormat::Sarif => print!("{}", report::sarif(&built.diagnostics, &texts)),
    }
    let has_error = built.diagnostics.iter().any(Diagnostic::is_error);
    if args.format == ReportFormat::Human {
        let count = report::count(&built.diagnostics);
        let said = if count.is_empty() { "nothing to say".to_owned() } else { count };
        say(&format!("{} pages: {said}", built.n_pages));
    }
    Ok(if has_error { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Says what a build has to say: errors and warnings whole, notes by their number.
pub fn tell(built: &Built, world: &DiskWorld) {
    let (notes, grave): (Vec<Diagnostic>, Vec<Diagnostic>) =
        built.diagnostics.iter().cloned().partition(|one| one.code.severity() == Severity::Note);
    let _ = write!(io::stderr(), "{}", report::human(&grave, &|file: &FileId| text_of(world, file), in_colour()));
    let mut notes = notes;
    notes.sort_by_key(|note| note.code);
    for same in notes.chunk_by(|a, b| a.code == b.code) {
        match same {
            [only] => say(&format!("note: {}; `peel check` lists them", only.message)),
            several => {
                say(&format!("note: {} of `{}`; `peel check` lists them", several.len(), several[0].code.name()))
            }
        }
    }
}

fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}

/// A sink with a progress bar on a terminal, and none anywhere else.
struct Watched<S> {
    sink: S,
    bar: ProgressBar,
}

impl<S> Watched<S> {
    fn new(sink: S) -> Self {
        if !io::stderr().is_terminal() {
            return Watched { sink, bar: ProgressBar::hidden() };
        }
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len} files, {elapsed}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        Watched { sink, bar: ProgressBar::no_length().with_style(style) }
    }
}

impl<S: Sink> Sink for Watched<S> {
    fn recall(&mut self, inputs: &Digest) -> io::Result<Option<Memo>> {
        self.sink.recall(inputs)
    }

    fn expect(&self, n_artifacts: usize) {
        self.bar.set_length(n_artifacts as u64);
        self.sink.expect(n_artifacts);
    }

    fn stage(&self, artifact: Artifact) -> io::Result<()> {
        self.bar.inc(1);
        self.sink.stage(artifact)
    }

    fn commit(&mut self, memo: &Memo) -> io::Result<Published> {
        self.bar.finish_and_clear();
        self.sink.commit(memo)
    }

    fn abandon(&mut self) {
        self.bar.finish_and_clear();
        self.sink.abandon();
    }
}
