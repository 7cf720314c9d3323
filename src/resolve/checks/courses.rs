//! Courses: modules in an order that is the author's.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, FileId, Span};
use crate::model::{Detail, EntryId, Hub, Kind};

/// Looks for modules of a course that have the same position.
pub fn check(hub: &Hub) -> Vec<Diagnostic> {
    let mut first: HashMap<(EntryId, u32), (&FileId, Span)> = HashMap::new();
    let mut diagnostics = Vec::new();
    for (_, entry) in hub.of_kind(Kind::Module) {
        let (Detail::Module(module), Some(course)) = (&entry.detail, entry.course) else { continue };
        let position = &module.facts.position;
        if let Some((file, span)) = first.get(&(course, position.value)) {
            diagnostics.push(
                Diagnostic::new(
                    Code::DuplicatePosition,
                    format!("two modules of the course have the position {}", position.value),
                )
                .at(&entry.source, position.span, "again here")
                .at(file, *span, "first here")
                .help("number the modules 1, 2, 3 ..."),
            );
        } else {
            first.insert((course, position.value), (&entry.source, position.span));
        }
    }
    diagnostics
}
