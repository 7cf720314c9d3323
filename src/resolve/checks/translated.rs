//! Pages that lack one of the hub's languages.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, FileId};
use crate::model::{Hub, Language};

/// One note for each language that pages are missing in, with all of those pages. A translation that is there and cannot be read
/// is not missing.
pub fn check(hub: &Hub, unreadable: &BTreeSet<FileId>) -> Vec<Diagnostic> {
    let primary = hub.settings.primary();
    let others = hub.settings.languages().filter(|language| *language != primary);
    others.filter_map(|language| missing(hub, language, unreadable)).collect()
}

fn missing(hub: &Hub, language: Language, unreadable: &BTreeSet<FileId>) -> Option<Diagnostic> {
    let code = language.as_str();
    let translation = |file: &FileId| format!("{}.{code}.md", file.as_str().trim_end_matches(".md"));
    let originals: Vec<_> = hub.ids().filter(|(_, entry)| entry.language == hub.settings.primary()).collect();
    let mut files: Vec<&FileId> = originals
        .iter()
        .filter(|(_, entry)| !entry.languages.iter().any(|(has, _)| *has == language))
        .map(|(_, entry)| &entry.source)
        .filter(|file| !unreadable.contains(&FileId::new(&translation(file))))
        .collect();
    files.sort();
    let first = files.first()?;
    let (n, total) = (files.len(), originals.len());
    let verb = if n == 1 { "is" } else { "are" };
    let message = format!("{n} of {total} pages {verb} not there in the language `{code}`");
    let diagnostic = files.iter().fold(Diagnostic::new(Code::Untranslated, message), |one, file| one.in_file(file));
    Some(diagnostic.help(format!("put each beside its original, as in `{}`", translation(first))))
}
