//! Translations and their originals.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::{Code, Diagnostic, FileId, Outcome};
use crate::load::Document;
use crate::model::{Language, Settings};

/// The file of which `file` is the translation into `language`: `name.md` for `name.cy.md`.
pub fn original_file(file: &FileId, language: Language) -> FileId {
    let suffix = format!(".{}.md", language.as_str());
    let stem = file.as_str().strip_suffix(&suffix).unwrap_or(file.as_str());
    FileId::new(&format!("{stem}.md"))
}

/// Each translation's file with its original's. Translations without one are told and dropped.
pub fn pair(
    documents: &mut Vec<Document>,
    settings: &Settings,
    withheld: &BTreeSet<FileId>,
    unreadable: &BTreeSet<FileId>,
) -> Outcome<HashMap<FileId, FileId>> {
    let originals: BTreeSet<FileId> = documents
        .iter()
        .filter(|document| document.translated_into.is_none())
        .map(|document| document.file.clone())
        .collect();
    let mut pairs = HashMap::new();
    let mut diagnostics = Vec::new();
    documents.retain(|document| {
        let Some(language) = document.translated_into else { return true };
        let original = original_file(&document.file, language);
        let is_known_language = settings.languages().any(|known| known == language) && language != settings.primary();
        if is_known_language && originals.contains(&original) {
            pairs.insert(document.file.clone(), original);
            return true;
        }
        if withheld.contains(&original) || unreadable.contains(&original) {
            return false;
        }
        let orphan = |message: String| Diagnostic::new(Code::OrphanTranslation, message).in_file(&document.file);
        let code = language.as_str();
        diagnostics.push(if is_known_language {
            let names = originals.iter().filter(|file| file.folder() == document.file.folder()).map(FileId::name);
            orphan(format!("`{}` translates nothing", document.file))
                .note(format!("`{original}` is not there"))
                .help_nearest(original.name(), names)
        } else if language == settings.primary() {
            orphan(format!("`{code}` is the hub's first language, whose pages have no ending for it"))
                .help(format!("call it `{}`, or take it away if that is there", original.name()))
        } else {
            orphan(format!("the hub has no pages in the language `{code}`"))
                .help(format!("add `{code}` to `languages` in hub.yaml, or take the page away"))
        });
        false
    });
    Outcome { value: pairs, diagnostics }
}
