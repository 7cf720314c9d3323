//! `references.bib`: BibTeX, read by biblatex and hayagriva, with places for every mistake.

use std::collections::HashMap;
use std::sync::Arc;

use biblatex::Bibliography as Raw;

use super::Bibliography;
use crate::diagnostic::{Code, Diagnostic, FileId, Outcome, Span};
use crate::model::Reference;

/// Reads the references of a folder; entries that cannot be read are told and left out.
pub fn load(file: &FileId, text: &str) -> Outcome<Option<Bibliography>> {
    let bad = |message: String, span: std::ops::Range<usize>| {
        let span = Span::new(span.start.min(text.len()), span.end.min(text.len()));
        Diagnostic::new(Code::BadReferences, message)
            .at(file, span, "")
            .help("check commas between the fields, braces that close, and years written as numbers")
    };
    let mut diagnostics = duplicates(file, text);
    let raw = match Raw::parse(text) {
        Ok(raw) => raw,
        Err(error) => {
            if diagnostics.is_empty() {
                diagnostics.push(bad(format!("this is not BibTeX: {}", error.kind), error.span));
            }
            return Outcome { value: None, diagnostics };
        }
    };
    let mut bibliography = Bibliography::new();
    for entry in raw.iter() {
        match hayagriva::Entry::try_from(entry) {
            Ok(read) => {
                let reference = Reference { key: entry.key.clone(), entry: read };
                bibliography.insert(entry.key.clone(), Arc::new(reference));
            }
            Err(error) => {
                diagnostics.push(bad(format!("the entry `{}` cannot be read: {}", entry.key, error.kind), error.span));
            }
        }
    }
    Outcome { value: Some(bibliography), diagnostics }
}

/// Keys that are given twice, found in the text because the reader keeps one of them.
fn duplicates(file: &FileId, text: &str) -> Vec<Diagnostic> {
    let mut first: HashMap<&str, Span> = HashMap::new();
    let mut diagnostics = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some((kind, rest)) = line.trim_start().strip_prefix('@').and_then(|rest| rest.split_once('{')) {
            let key = rest.split(',').next().unwrap_or_default().trim();
            let start = at + (line.len() - line.trim_start().len()) + 1 + kind.len() + 1;
            let start = start + (rest.len() - rest.trim_start().len());
            let span = Span::new(start, start + key.len());
            let is_entry = !matches!(kind.trim().to_lowercase().as_str(), "comment" | "preamble" | "string");
            if is_entry && !key.is_empty() {
                if let Some(earlier) = first.get(key) {
                    diagnostics.push(
                        Diagnostic::new(Code::DuplicateReference, format!("the key `{key}` is given twice"))
                            .at(file, span, "given again here")
                            .at(file, *earlier, "given first here")
                            .help("take one away if they are the same source, or add a letter to one of the keys"),
                    );
                } else {
                    first.insert(key, span);
                }
            }
        }
        at += line.len();
    }
    diagnostics
}
