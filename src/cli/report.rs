//! The only printer: diagnostics as text for people, as JSON lines, and as SARIF for code hosts.

use std::collections::HashMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, FileId, Place, Severity, Span};

/// Where the printer finds the text of a file that a diagnostic names.
pub trait Texts {
    /// The text, if it is text.
    fn text(&self, file: &FileId) -> Option<String>;
}

impl<F: Fn(&FileId) -> Option<String>> Texts for F {
    fn text(&self, file: &FileId) -> Option<String> {
        self(file)
    }
}

/// A line and column, both counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The line and column of a byte.
pub fn line_column(text: &str, at: usize) -> LineColumn {
    let at = floor(text, at);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    LineColumn { line: text[..at].matches('\n').count() + 1, column: text[start..at].chars().count() + 1 }
}

/// The nearest beginning of a character at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Reads each file's text once.
struct Cache<'t> {
    texts: &'t dyn Texts,
    read: HashMap<FileId, Option<String>>,
}

impl Cache<'_> {
    fn get(&mut self, file: &FileId) -> Option<&str> {
        if !self.read.contains_key(file) {
            self.read.insert(file.clone(), self.texts.text(file));
        }
        self.read.get(file).and_then(|text| text.as_deref())
    }
}

/// Diagnostics for people, in colour or without.
pub fn human(diagnostics: &[Diagnostic], texts: &dyn Texts, in_colour: bool) -> String {
    let renderer = if in_colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(120);
    let mut cache = Cache { texts, read: HashMap::new() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&one(diagnostic, &renderer, &mut cache));
        out.push_str("\n\n");
    }
    out
}

fn one(diagnostic: &Diagnostic, renderer: &Renderer, cache: &mut Cache<'_>) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.name()));
    // The places of one file stand in one excerpt.
    let mut files: Vec<(&FileId, Vec<&Place>)> = Vec::new();
    for place in &diagnostic.places {
        match files.iter_mut().find(|(file, _)| *file == &place.file) {
            Some((_, places)) => places.push(place),
            None => files.push((&place.file, vec![place])),
        }
    }
    for (is_first, (file, places)) in files.iter().enumerate().map(|(place, file)| (place == 0, file)) {
        let spans: Vec<(Span, &str)> =
            places.iter().filter_map(|place| Some((place.span?, place.label.as_str()))).collect();
        let text = if spans.is_empty() { None } else { cache.get(file).map(str::to_owned) };
        group = match text {
            Some(text) => excerpt(group, file, &text, &spans, is_first),
            None => group.element(Origin::path(file.as_str().to_owned())),
        };
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    for help in &diagnostic.helps {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// The lines around the places, and no more of a file that may be large.
fn excerpt<'g>(group: Group<'g>, file: &FileId, text: &str, spans: &[(Span, &str)], is_first: bool) -> Group<'g> {
    let lines: Vec<(usize, usize)> = spans
        .iter()
        .map(|(span, _)| {
            let start = floor(text, span.start);
            let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
            let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
            (line_start, line_end)
        })
        .collect();
    let from = lines.iter().map(|(start, _)| *start).min().unwrap_or(0);
    let to = lines.iter().map(|(_, end)| *end).max().unwrap_or(text.len());
    let mut snippet = Snippet::source(text[from..to].replace('\r', " "))
        .line_start(text[..from].matches('\n').count() + 1)
        .path(file.as_str().to_owned())
        .fold(true);
    for (place, ((span, label), (_, line_end))) in spans.iter().zip(&lines).enumerate() {
        let start = floor(text, span.start);
        let end = floor(text, span.end).clamp(start, *line_end);
        let kind = if is_first && place == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(start - from..end - from);
        snippet = snippet.annotation(if label.is_empty() { annotation } else { annotation.label((*label).to_owned()) });
    }
    group.element(Element::from(snippet))
}

/// Diagnostics as JSON, one object a line.
pub fn json(diagnostics: &[Diagnostic], texts: &dyn Texts) -> String {
    let mut cache = Cache { texts, read: HashMap::new() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        let places: Vec<Value> = diagnostic
            .places
            .iter()
            .map(|place| {
                let range = range(place, &mut cache);
                json!({
                    "file": place.file.as_str(),
                    "label": place.label,
                    "line": range.map(|(start, _)| start.line),
                    "column": range.map(|(start, _)| start.column),
                    "end_line": range.map(|(_, end)| end.line),
                    "end_column": range.map(|(_, end)| end.column),
                })
            })
            .collect();
        let value = json!({
            "code": diagnostic.code.name(),
            "severity": severity_word(diagnostic.code.severity()),
            "message": diagnostic.message,
            "places": places,
            "notes": diagnostic.notes,
            "helps": diagnostic.helps,
        });
        out.push_str(&value.to_string());
        out.push('\n');
    }
    out
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn range(place: &Place, cache: &mut Cache<'_>) -> Option<(LineColumn, LineColumn)> {
    let span = place.span?;
    let text = cache.get(&place.file)?;
    Some((line_column(text, span.start), line_column(text, span.end)))
}

/// Diagnostics as a SARIF 2.1.0 log (OASIS, 2020).
pub fn sarif(diagnostics: &[Diagnostic], texts: &dyn Texts) -> String {
    let mut cache = Cache { texts, read: HashMap::new() };
    let rules: Vec<Value> = Code::ALL
        .iter()
        .map(|code| {
            json!({
                "id": code.name(),
                "shortDescription": { "text": code.name().replace('-', " ") },
                "fullDescription": { "text": code.story() },
                "defaultConfiguration": { "level": severity_word(code.severity()) },
            })
        })
        .collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let locations: Vec<Value> = diagnostic.places.iter().map(|place| location(place, &mut cache)).collect();
            let helps: String = diagnostic.helps.iter().map(|help| format!("\n{help}")).collect();
            json!({
                "ruleId": diagnostic.code.name(),
                "level": severity_word(diagnostic.code.severity()),
                "message": { "text": format!("{}{helps}", diagnostic.message) },
                "locations": locations.iter().take(1).collect::<Vec<_>>(),
                "relatedLocations": locations.iter().skip(1).collect::<Vec<_>>(),
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "peel", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn location(place: &Place, cache: &mut Cache<'_>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": place.file.as_str() } });
    if let Some((start, end)) = range(place, cache) {
        physical["region"] = json!({
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        });
    }
    let mut location = json!({ "physicalLocation": physical });
    if !place.label.is_empty() {
        location["message"] = json!({ "text": place.label });
    }
    location
}

/// "2 errors, 1 warning", or nothing where there is nothing to count.
pub fn count(diagnostics: &[Diagnostic]) -> String {
    let of = |severity: Severity| diagnostics.iter().filter(|one| one.code.severity() == severity).count();
    [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")]
        .into_iter()
        .map(|(severity, word)| (of(severity), word))
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {word}{}", if n == 1 { "" } else { "s" }))
        .collect::<Vec<_>>()
        .join(", ")
}
