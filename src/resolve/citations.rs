//! Citations and the sources they name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Found, Known};
use crate::diagnostic::{Code, Diagnostic, FileId, Outcome, Sourced, Span};
use crate::load::{Bibliography, Document, Matter};
use crate::model::{Detail, Kind, Reference, Text};

/// The folder whose references every page sees.
const SHARED_FOLDER: &str = "evidence";

/// The references of each folder.
pub struct Bibliographies<'l> {
    /// Those that could be read.
    pub by_folder: BTreeMap<String, Bibliography>,
    /// The files that could not.
    pub unreadable: &'l BTreeSet<FileId>,
}

impl Bibliographies<'_> {
    /// The source of this key as a file sees it: its own folder's, else the shared ones'.
    pub fn find(&self, file: &FileId, key: &str) -> Option<&Arc<Reference>> {
        self.seen_by(file).find_map(|bibliography| bibliography.get(key))
    }

    fn seen_by(&self, file: &FileId) -> impl Iterator<Item = &Bibliography> {
        self.by_folder.get(file.folder()).into_iter().chain(self.by_folder.get(SHARED_FOLDER))
    }

    /// Says that no source has this key, unless it may stand in a file that could not be read.
    pub fn unknown(&self, file: &FileId, place: &FileId, key: &str, span: Span) -> Option<Diagnostic> {
        let mut looked_in = [file.folder(), SHARED_FOLDER].into_iter().map(in_folder);
        if looked_in.any(|file| self.unreadable.contains(&file)) {
            return None;
        }
        let keys = self.seen_by(file).flat_map(BTreeMap::keys).map(String::as_str);
        let unknown = Diagnostic::new(Code::UnknownCitation, format!("no reference has the key `{key}`"))
            .at(place, span, "cited here")
            .help_nearest(key, keys)
            .note(format!(
                "references are looked for in `{}`, then in `{}`",
                in_folder(file.folder()),
                in_folder(SHARED_FOLDER)
            ));
        Some(unknown)
    }
}

/// The references of a folder.
fn in_folder(folder: &str) -> FileId {
    FileId::new(&format!("{folder}/references.bib"))
}

/// The sources that a page cites, each once, in the order in which they are first cited.
pub fn resolve(document: &Document, known: &Known<'_>) -> Outcome<Vec<Arc<Reference>>> {
    let mut diagnostics = Vec::new();
    let mut cited: Vec<Arc<Reference>> = Vec::new();
    let mut seen = BTreeSet::new();
    let is_original = matches!(document.matter, Matter::Original(_));
    let in_text = document.text.citations.iter().flatten().map(|citation| (citation.key.as_str(), citation.span, true));
    // A translation shows its original's figures, whose mistakes the original tells.
    let original = known.original_of(document);
    let in_facts: Vec<&Sourced<String>> = match &original.matter {
        Matter::Original(detail) => keys_of(detail),
        Matter::Translation(_) => Vec::new(),
    };
    let in_facts = in_facts.into_iter().map(|source| (source.value.as_str(), source.span, is_original));
    // The keys of a study table are told where the table is read.
    let table = known.by_source.get(&original.file).and_then(|id| known.tables.get(id));
    let in_table = table.into_iter().flat_map(|table| table.reference_keys()).map(|key| (key, Span::default(), false));
    for (key, span, is_told) in in_facts.chain(in_text).chain(in_table) {
        match known.bibliographies.find(&document.file, key) {
            Some(reference) if seen.insert(key) => cited.push(reference.clone()),
            None if is_told => {
                diagnostics.extend(known.bibliographies.unknown(&document.file, &document.file, key, span));
            }
            _ => {}
        }
    }
    Outcome { value: cited, diagnostics }
}

/// Citations of a text that name no source, for a page that has other mistakes.
pub fn in_text(file: &FileId, text: &Text, known: &Known<'_>) -> Vec<Diagnostic> {
    let unknown =
        text.citations.iter().flatten().filter(|citation| known.bibliographies.find(file, &citation.key).is_none());
    unknown.filter_map(|citation| known.bibliographies.unknown(file, file, &citation.key, citation.span)).collect()
}

fn keys_of(detail: &Detail) -> Vec<&Sourced<String>> {
    match detail {
        Detail::Review(review) => {
            let findings = review.facts.findings.iter().map(|finding| &finding.source);
            findings.chain(review.facts.studies.iter().map(|studies| &studies.value.source)).collect()
        }
        Detail::Tool(tool) => tool.facts.findings.iter().map(|finding| &finding.source).collect(),
        _ => Vec::new(),
    }
}

/// Entries of a review's own references that the review never cites.
pub fn uncited(known: &Known<'_>, found: &[Found]) -> Vec<Diagnostic> {
    let mut cited: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (document, found) in known.documents.iter().zip(found).filter(|(document, _)| document.kind == Kind::Review) {
        let keys = cited.entry(document.file.folder()).or_default();
        keys.extend(found.cited.iter().map(|reference| reference.key.as_str()));
    }
    let mut diagnostics = Vec::new();
    for (folder, keys) in cited {
        let Some(bibliography) = known.bibliographies.by_folder.get(folder) else { continue };
        let file = in_folder(folder);
        for key in bibliography.keys().filter(|key| !keys.contains(key.as_str())) {
            diagnostics.push(
                Diagnostic::new(Code::UncitedReference, format!("`{key}` is cited nowhere in this review"))
                    .in_file(&file),
            );
        }
    }
    diagnostics
}
