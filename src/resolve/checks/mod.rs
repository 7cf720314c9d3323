//! The checks, one file each. To add one: a file here, a line below, a code in diagnostic/code.rs, a case in tests/cases.

mod courses;
mod dates;
mod findings;
mod sessions;
pub mod settings;
mod translated;

use std::collections::BTreeSet;

use super::Known;
use crate::diagnostic::{Diagnostic, FileId};
use crate::load::Document;
use crate::model::Hub;

/// The checks of a single page, as written.
pub fn page(document: &Document, known: &Known<'_>, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(dates::check(document, known.today));
    diagnostics.extend(findings::check(document));
    diagnostics.extend(sessions::check(document));
}

/// The checks of the whole hub, as meant.
pub fn hub(hub: &Hub, unreadable: &BTreeSet<FileId>) -> Vec<Diagnostic> {
    let mut diagnostics = courses::check(hub);
    diagnostics.extend(translated::check(hub, unreadable));
    diagnostics
}
