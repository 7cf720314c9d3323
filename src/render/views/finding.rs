//! Findings as they are shown: the figure with its unit, the interval, a strip that shows both, and where it comes from.

use serde::Serialize;

use super::Making;
use crate::model::{Detail, Direction, Entry, Finding, Measure};
use crate::render::citations::Cited;
use crate::render::words::grouped;

/// Which way something points: always a word and a shape, never a colour alone.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct DirectionView {
    pub class: &'static str,
    pub words: String,
}

impl DirectionView {
    fn of(direction: Direction, making: &Making<'_>) -> Self {
        let class = direction.as_str();
        DirectionView { class, words: making.words.get(&format!("direction_{}", class.replace('-', "_"))) }
    }

    /// The direction that a review's terms name, if they name one.
    pub fn of_entry(making: &Making<'_>, entry: &Entry) -> Option<Self> {
        if !matches!(entry.detail, Detail::Review(_)) {
            return None;
        }
        let typology = &making.hub.typology;
        let facet = typology.facet_named("direction")?;
        let term = entry.terms.iter().find(|term| term.facet == facet)?;
        let term = typology.term(*term);
        let direction = Direction::from_word(&term.name)?;
        Some(DirectionView { class: direction.as_str(), words: term.label.in_language(making.language).to_owned() })
    }
}

/// A strip: where the interval, the estimate and no effect lie, from 0 at its left end to 100 at its right.
#[derive(Debug, Clone, Serialize)]
struct Strip {
    lower: f64,
    width: f64,
    estimate: f64,
    none: f64,
}

/// A finding.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FindingView {
    outcome: String,
    measure: String,
    estimate: String,
    interval: Option<String>,
    strip: Option<Strip>,
    direction: DirectionView,
    reading: String,
    studies: Option<String>,
    participants: Option<String>,
    method: Option<String>,
    is_recomputed: bool,
    /// The citation of its source, as HTML.
    source: String,
}

/// A finding as it is shown.
pub(super) fn view(finding: &Finding, cited: &Cited, making: &Making<'_>) -> FindingView {
    let words = making.words;
    let measure = finding.measure;
    let interval = finding.interval.as_ref().map(|interval| interval.value);
    FindingView {
        outcome: finding.outcome.clone(),
        measure: words.get(&format!("measure_{}", measure.as_str().replace('-', "_"))),
        estimate: figure(measure, finding.estimate.value),
        interval: interval.map(|interval| {
            let (lower, upper) = (figure(measure, interval.lower), figure(measure, interval.upper));
            format!("{lower} {} {upper}", words.get("to"))
        }),
        strip: interval.and_then(|interval| strip(measure, finding.estimate.value, interval.lower, interval.upper)),
        direction: DirectionView::of(finding.direction.value, making),
        reading: finding.reading.clone(),
        studies: finding.studies.map(|n| words.count("n_studies", n as usize)),
        participants: finding.participants.map(|n| grouped(n as usize)),
        method: finding.method.clone(),
        is_recomputed: finding.recomputed.unwrap_or(false),
        source: cited.by_key.get(&finding.source.value).cloned().unwrap_or_default(),
    }
}

/// A figure in its measure's unit, with the digits that the author wrote.
fn figure(measure: Measure, value: f64) -> String {
    match measure {
        Measure::PercentageChange => format!("{}%", signed(value)),
        Measure::Sensitivity | Measure::Specificity | Measure::Proportion => format!("{}%", plain(value)),
        // Two roundings apart at most: a difference of proportions has four decimals in the literature.
        Measure::RiskDifference => signed((value * 1e6).round() / 1e4),
        Measure::MeanDifference | Measure::StandardisedMeanDifference | Measure::LogOddsRatio => signed(value),
        _ => plain(value),
    }
}

/// A number with a true minus sign.
fn plain(value: f64) -> String {
    let text = if value.fract() != 0.0 && value.abs() >= 0.01 && (value * 10.0).fract() == 0.0 && value.abs() < 10.0 {
        // Ratios and areas are read with two decimals: 1.20, not 1.2.
        format!("{value:.2}")
    } else {
        value.to_string()
    };
    text.replace('-', "\u{2212}")
}

fn signed(value: f64) -> String {
    let text = value.to_string().replace('-', "\u{2212}");
    if value > 0.0 { format!("+{text}") } else { text }
}

/// The strip of an interval about no effect, on the logarithm for ratios; none where the measure has no such point.
fn strip(measure: Measure, estimate: f64, lower: f64, upper: f64) -> Option<Strip> {
    let none = measure.no_effect()?;
    let is_ratio = none == 1.0;
    if is_ratio && lower <= 0.0 {
        return None;
    }
    let scale = |value: f64| if is_ratio { libm::log(value) } else { value };
    let (low, high, at, none) = (scale(lower), scale(upper), scale(estimate), scale(none));
    let reach = [low, high, at].into_iter().map(|value| (value - none).abs()).fold(0.0, f64::max) * 1.15;
    if reach <= 0.0 {
        return None;
    }
    let place = |value: f64| ((50.0 + 50.0 * (value - none) / reach) * 10.0).round() / 10.0;
    Some(Strip {
        lower: place(low),
        width: ((place(high) - place(low)) * 10.0).round() / 10.0,
        estimate: place(at),
        none: 50.0,
    })
}
