//! Runs a case through the pipeline and compares what came of it with what is expected.

use std::collections::BTreeMap;

use peel::artifact::Digest;
use peel::cli::report;
use peel::diagnostic::{Diagnostic, FileId};
use peel::pipeline;
use peel::publish::MemorySink;

use crate::case::{Case, Expected};

/// What came of a case.
pub struct Ran {
    /// What was said, as people read it.
    pub said: String,
    has_error: bool,
    is_published: bool,
    site: BTreeMap<String, Vec<u8>>,
}

/// Builds the case's hub.
pub fn run(case: &Case) -> Result<Ran, String> {
    let mut sink = MemorySink::default();
    let built = pipeline::build(&case.world, &mut sink, &Digest::of(b"case"))
        .map_err(|error| format!("the sink would not take the site: {error}"))?;
    let texts =
        |file: &FileId| case.world.files.get(file)?.as_ref().and_then(|bytes| String::from_utf8(bytes.clone()).ok());
    let said = report::human(&built.diagnostics, &texts, false);
    // A blank at the end of a line cannot be seen, and editors take it away.
    let said = said.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    Ok(Ran {
        said: said.trim().to_owned(),
        has_error: built.diagnostics.iter().any(Diagnostic::is_error),
        is_published: built.published.is_some(),
        site: sink.site,
    })
}

/// Compares; the message of failure holds all that differs.
pub fn check(case: &Case, ran: &Ran) -> Result<(), String> {
    let mut faults = Vec::new();
    if case.diagnostics() != ran.said {
        faults.push(difference(case.diagnostics(), &ran.said));
    }
    if ran.has_error && (ran.is_published || !ran.site.is_empty()) {
        faults.push("there was an error, and still something was published".to_owned());
    }
    if !ran.has_error && (!ran.is_published || ran.site.is_empty()) {
        faults.push("there was no error, and still nothing was published".to_owned());
    }
    for expected in case.expected()? {
        faults.extend(unmet(&expected, ran));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n\n")) }
}

fn unmet(expected: &Expected<'_>, ran: &Ran) -> Vec<String> {
    match expected {
        Expected::File(path, lines) => match ran.site.get(*path) {
            Some(bytes) => in_order(path, lines, &as_read(bytes)).into_iter().collect(),
            None => vec![format!("`{path}` is not published; published are:\n{}", paths(ran))],
        },
        Expected::Absent(path) => {
            let is_there = ran.site.contains_key(*path);
            is_there.then(|| format!("`{path}` is published, and should not be")).into_iter().collect()
        }
        Expected::Nowhere(lines) => wanted(lines).flat_map(|line| leaks(&line, ran)).collect(),
        Expected::Published(lines) => {
            let missing: Vec<String> = wanted(lines).filter(|path| !ran.site.contains_key(path)).collect();
            let message = || format!("not published: {}; published are:\n{}", missing.join(", "), paths(ran));
            (!missing.is_empty()).then(message).into_iter().collect()
        }
    }
}

fn paths(ran: &Ran) -> String {
    ran.site.keys().map(|path| format!("  {path}\n")).collect()
}

/// The lines that are not empty, with their blanks in a row made one.
fn wanted(lines: &str) -> impl Iterator<Item = String> + '_ {
    lines.lines().map(one_blank).filter(|line| !line.is_empty())
}

fn one_blank(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A file's text as a browser reads it where it matters here: templates write slashes as entities.
fn as_read(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("&#x2f;", "/")
}

fn in_order(path: &str, lines: &str, text: &str) -> Option<String> {
    let text = one_blank(text);
    let mut at = 0;
    for line in wanted(lines) {
        match text[at..].find(&line) {
            Some(found) => at += found + line.len(),
            None => {
                let before =
                    if text.contains(&line) { ", where it is wanted: it stands before the line above it" } else { "" };
                return Some(format!("`{path}` does not hold `{line}`{before}\n--- the file, blanks made one\n{text}"));
            }
        }
    }
    None
}

fn leaks(line: &str, ran: &Ran) -> Vec<String> {
    let occurs = |bytes: &[u8]| bytes.windows(line.len()).any(|window| window == line.as_bytes());
    let files =
        ran.site.iter().filter(|(path, bytes)| path.contains(line) || occurs(bytes) || as_read(bytes).contains(line));
    files.map(|(path, _)| format!("`{path}` holds `{line}`, which may be nowhere")).collect()
}

/// Both texts and the first line in which they differ.
fn difference(expected: &str, actual: &str) -> String {
    let (wanted, got): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let longest = wanted.len().max(got.len());
    let first = (0..longest).find(|line| wanted.get(*line) != got.get(*line)).unwrap_or(0);
    let line = |lines: &[&str]| lines.get(first).map_or("(nothing)".to_owned(), |line| format!("`{line}`"));
    format!(
        "other diagnostics than expected; the first line that differs is line {}:\n  expected {}\n  actual   {}\n\
         --- expected\n{expected}\n--- actual\n{actual}\n---",
        first + 1,
        line(&wanted),
        line(&got)
    )
}
