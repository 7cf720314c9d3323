//! 7@7 sessions: seven headed points, seven minutes.

use crate::diagnostic::{Code, Diagnostic};
use crate::load::Document;
use crate::model::{Kind, POINTS, WORDS_MAX};

/// Looks a session through.
pub fn check(document: &Document) -> Vec<Diagnostic> {
    if document.kind != Kind::Session {
        return Vec::new();
    }
    let file = &document.file;
    let mut diagnostics = Vec::new();
    let points: Vec<_> = document.text.headings.iter().filter(|heading| heading.level == 2).collect();
    if points.len() != POINTS {
        let diagnostic = Diagnostic::new(
            Code::SevenPoints,
            format!("the session has {} headed points; a 7@7 session has {POINTS}", points.len()),
        );
        let diagnostic = match points.get(POINTS) {
            Some(eighth) => diagnostic.at(file, eighth.span, "the eighth point"),
            None => diagnostic.in_file(file),
        };
        diagnostics
            .push(diagnostic.help("each point starts with a second-level heading, `## Point`; join or split points"));
    }
    if document.text.n_words > WORDS_MAX {
        diagnostics.push(
            Diagnostic::new(
                Code::LongSession,
                format!("the session has {} words; seven minutes hold {WORDS_MAX}", document.text.n_words),
            )
            .in_file(file)
            .help("move detail to the review it rests on, and link there"),
        );
    }
    diagnostics
}
