//! Findings: figures that can be right together, and words that claim no more than the interval.

use crate::diagnostic::{Code, Diagnostic, FileId};
use crate::load::{Document, Matter};
use crate::model::{Detail, Direction, Finding};

/// Looks the findings of a review or tool through.
pub fn check(document: &Document) -> Vec<Diagnostic> {
    let findings = match &document.matter {
        Matter::Original(Detail::Review(review)) => &review.facts.findings,
        Matter::Original(Detail::Tool(tool)) => &tool.facts.findings,
        _ => return Vec::new(),
    };
    let mut diagnostics = version(document).unwrap_or_default();
    diagnostics.extend(findings.iter().flat_map(|finding| check_one(finding, &document.file)));
    diagnostics
}

/// Versions are counted from 1, so that what rests on a review can name one.
fn version(document: &Document) -> Option<Vec<Diagnostic>> {
    let Matter::Original(Detail::Review(review)) = &document.matter else { return None };
    let version = &review.facts.version;
    (version.value == 0).then(|| {
        vec![
            Diagnostic::new(Code::BadValue, "a review's versions are counted from 1")
                .at(&document.file, version.span, "")
                .help("write `version: 1`"),
        ]
    })
}

fn check_one(finding: &Finding, file: &FileId) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let (lowest, highest) = finding.measure.range();
    let estimate = &finding.estimate;
    let measure = finding.measure.as_str();
    if !finding.measure.can_be(estimate.value) {
        diagnostics.push(
            Diagnostic::new(Code::ImpossibleFinding, format!("{} is not a possible {measure}", estimate.value))
                .at(file, estimate.span, "")
                .help(if highest.is_finite() {
                    format!("write a value from {lowest} to {highest}, or name another measure")
                } else if finding.measure.can_be(lowest) {
                    format!("write a value of {lowest} or more, or name another measure")
                } else {
                    format!("write a value above {lowest}, or name another measure")
                }),
        );
    }
    let Some(interval) = &finding.interval else { return diagnostics };
    let ends = [interval.value.lower, interval.value.upper];
    if let Some(end) = ends.into_iter().find(|end| !finding.measure.can_be(*end)) {
        diagnostics.push(
            Diagnostic::new(Code::ImpossibleFinding, format!("an interval of a {measure} cannot reach {end}"))
                .at(file, interval.span, "")
                .help("look it up in the source again, or name another measure"),
        );
    }
    if !interval.value.includes(estimate.value) {
        diagnostics.push(
            Diagnostic::new(
                Code::ImpossibleFinding,
                format!("the interval does not include the estimate, {}", estimate.value),
            )
            .at(file, interval.span, "")
            .at(file, estimate.span, "the estimate")
            .help("look both up in the source again"),
        );
    }
    let claims = matches!(finding.direction.value, Direction::Benefit | Direction::Harm);
    let includes_none = finding.measure.no_effect().is_some_and(|none| interval.value.includes(none));
    if claims && includes_none {
        let word = finding.direction.value.as_str();
        diagnostics.push(
            Diagnostic::new(
                Code::OverstatedFinding,
                format!(
                    "the finding says `{word}`, but from {} to {} its interval includes no effect",
                    interval.value.lower, interval.value.upper
                ),
            )
            .at(file, finding.direction.span, "claims more than the figures")
            .at(file, interval.span, "the interval")
            .help("write `direction: no-clear-effect`"),
        );
    }
    diagnostics
}
