//! Dates: in order, not in the future, and the day by which a page must be looked at again.

use jiff::civil::{Date, DateTime};

use crate::diagnostic::{Code, Diagnostic};
use crate::load::{Document, Matter};
use crate::model::Detail;

/// Looks a page's dates through.
pub fn check(document: &Document, today: Date) -> Vec<Diagnostic> {
    let file = &document.file;
    let words = &document.common.words;
    let mut diagnostics = Vec::new();
    let mut order = |message: String, span, help: &str| {
        diagnostics.push(Diagnostic::new(Code::DateOrder, message).at(file, span, "").help(help));
    };
    if let Some(updated) = words.updated.as_ref().filter(|updated| updated.value < words.created.value) {
        order(
            format!("updated on {}, before it was created on {}", updated.value, words.created.value),
            updated.span,
            "exchange the two, or take `updated` away",
        );
    }
    if let Matter::Original(Detail::Event(event)) = &document.matter {
        let starts = &event.facts.starts;
        if let Some(ends) = event.facts.ends.as_ref().filter(|ends| ends.value <= starts.value) {
            order(
                format!("ends at {}, not after it starts at {}", minute(ends.value.0), minute(starts.value.0)),
                ends.span,
                "write a later time",
            );
        }
    }
    let review_by = document.common.facts.as_ref().and_then(|facts| facts.review_by.as_ref());
    if let Some(review_by) = review_by.filter(|review_by| review_by.value < words.created.value) {
        order(
            format!("to be looked at again by {}, before it was created on {}", review_by.value, words.created.value),
            review_by.span,
            "write a later day",
        );
    }
    let written = [("created", Some(&words.created)), ("updated", words.updated.as_ref())];
    for (what, date) in written {
        let Some(date) = date.filter(|date| date.value > today) else { continue };
        diagnostics.push(
            Diagnostic::new(Code::FutureDate, format!("{what} on {}, a day that has not come yet", date.value))
                .at(file, date.span, "")
                .help(format!("write {today} or an earlier day")),
        );
    }
    if let Some(review_by) = review_by.filter(|review_by| review_by.value < today) {
        diagnostics.push(
            Diagnostic::new(Code::PastReview, format!("this was to be looked at again by {}", review_by.value))
                .at(file, review_by.span, "")
                .help("read it against the newest evidence, mend it, and set a new day; until then the page carries a banner"),
        );
    }
    diagnostics
}

/// A moment as authors write it.
fn minute(moment: DateTime) -> String {
    moment.strftime("%Y-%m-%dT%H:%M").to_string()
}
