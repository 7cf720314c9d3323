//! What is wrong, where, why it matters and how to mend it: plain data, printed by the command line alone.

mod code;

pub use code::{Code, Severity};

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A file of the hub: its path from the hub's root, with `/` on every system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId(Arc<str>);

impl FileId {
    /// The file at this path from the hub's root.
    pub fn new(path: &str) -> Self {
        FileId(Arc::from(path))
    }

    /// The path from the hub's root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of the folder that holds the file, without a slash at the end; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A range of bytes in a file, `start <= end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// A value that an author wrote, with the place where it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Sourced<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Sourced { value, span }
    }
}

/// A file and, where one can be named, a range in it, with what is to be said there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes; `None` says the file as a whole.
    pub span: Option<Span>,
    /// A few words under the place; may be empty.
    pub label: String,
}

/// One thing to tell an author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The kind of mistake; `peel explain` tells its story.
    pub code: Code,
    /// What is wrong, in the author's words, in one sentence without a full stop.
    pub message: String,
    /// Where; the first place is the one to go to.
    pub places: Vec<Place>,
    /// Why it matters.
    pub notes: Vec<String>,
    /// What to type instead.
    pub helps: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic without a place yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Diagnostic { code, message: message.into(), places: Vec::new(), notes: Vec::new(), helps: Vec::new() }
    }

    /// At these bytes of this file, with a few words under them.
    #[must_use]
    pub fn at(mut self, file: &FileId, span: Span, label: impl Into<String>) -> Self {
        self.places.push(Place { file: file.clone(), span: Some(span), label: label.into() });
        self
    }

    /// In this file as a whole.
    #[must_use]
    pub fn in_file(mut self, file: &FileId) -> Self {
        self.places.push(Place { file: file.clone(), span: None, label: String::new() });
        self
    }

    /// Says why it matters.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.helps.push(help.into());
        self
    }

    /// Says how to mend it by the known name that is nearest to the one written, or lists the known names where few enough.
    #[must_use]
    pub fn help_nearest<'n>(self, written: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        match suggestion(written, known) {
            Some(help) => self.help(help),
            None => self,
        }
    }

    /// Whether the build stops.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

/// "did you mean `x`?", or the list of what is known.
pub fn suggestion<'n>(written: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    const LISTED_MAX: usize = 12;
    let mut known: Vec<&str> = known.into_iter().collect();
    known.sort_unstable();
    known.dedup();
    let lower = written.to_lowercase();
    let mut near: Vec<(f64, &str)> = known
        .iter()
        .map(|name| (strsim::jaro_winkler(&lower, &name.to_lowercase()), *name))
        .filter(|(likeness, name)| {
            *likeness > 0.84
                || (lower.len() > 2 && name.len() > 2 && (name.contains(lower.as_str()) || lower.contains(*name)))
        })
        .collect();
    near.sort_by(|(a, left), (b, right)| b.total_cmp(a).then(left.cmp(right)));
    let quoted = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match near.as_slice() {
        [] if known.is_empty() => None,
        [] if known.len() == 1 => Some(format!("the only one known is {}", quoted(&known))),
        [] if known.len() <= LISTED_MAX => Some(format!("known are {}", quoted(&known))),
        [] => None,
        [(_, only)] => Some(format!("did you mean `{only}`?")),
        several => {
            let names: Vec<&str> = several.iter().take(4).map(|(_, name)| *name).collect();
            Some(format!("did you mean one of {}?", quoted(&names)))
        }
    }
}

/// A value together with all that is to be said of it: a stage never stops at the first mistake.
#[derive(Debug)]
pub struct Outcome<T> {
    /// What could be made.
    pub value: T,
    /// What is to be said, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// A value of which nothing is to be said.
    pub fn clean(value: T) -> Self {
        Outcome { value, diagnostics: Vec::new() }
    }

    /// Hands over the value and keeps what is to be said.
    pub fn tell(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        diagnostics.extend(self.diagnostics);
        self.value
    }
}

/// Puts diagnostics in the order in which a reader goes through the files: by file, place, then code.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        (a.places.first(), a.code.name(), &a.message).cmp(&(b.places.first(), b.code.name(), &b.message))
    });
}
