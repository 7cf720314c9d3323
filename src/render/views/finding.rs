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
    /// The left edge of the mark of the estimate.
    mark: f64,
    none: f64,
}

/// A finding.
#[derive(Debug, Clone, Serialize)]
struct FindingView {
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

/// The findings of a page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FiguresView {
    findings: Vec<FindingView>,
    has_strips: bool,
}

impl FiguresView {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}

/// The findings of a page as they are shown.
pub(super) fn figures_view(findings: &[Finding], cited: &Cited, making: &Making<'_>) -> FiguresView {
    let findings: Vec<FindingView> = findings.iter().map(|one| view(one, cited, making)).collect();
    FiguresView { has_strips: findings.iter().any(|finding| finding.strip.is_some()), findings }
}

fn view(finding: &Finding, cited: &Cited, making: &Making<'_>) -> FindingView {
    let words = making.words;
    let measure = finding.measure;
    let interval = finding.interval.as_ref().map(|interval| interval.value);
    let mut values = vec![finding.estimate.value];
    values.extend(interval.iter().flat_map(|interval| [interval.lower, interval.upper]));
    let shown = figures(measure, &values);
    FindingView {
        outcome: finding.outcome.clone(),
        measure: words.get(&format!("measure_{}", measure.as_str().replace('-', "_"))),
        estimate: shown.first().cloned().unwrap_or_default(),
        interval: shown.get(1).zip(shown.get(2)).map(|(lower, upper)| format!("{lower} {} {upper}", words.get("to"))),
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

/// The figure and the ends of its interval in their measure's unit, all with as many decimals as the one that has most.
fn figures(measure: Measure, values: &[f64]) -> Vec<String> {
    // A difference of proportions is shown in percentage points; the rounding takes binary dust away.
    let shown: Vec<f64> = values
        .iter()
        .map(|value| if measure == Measure::RiskDifference { (value * 1e6).round() / 1e4 } else { *value })
        .collect();
    let decimals = |value: &f64| value.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let is_ratio = measure.no_effect() == Some(1.0);
    // Ratios are read with two decimals at least: 1.20, not 1.2.
    let least = if is_ratio || measure == Measure::AreaUnderCurve { 2 } else { 0 };
    let n_decimals = shown.iter().map(decimals).max().unwrap_or(0).max(least);
    let is_signed = measure.no_effect() == Some(0.0);
    let is_percentage = matches!(
        measure,
        Measure::PercentageChange | Measure::Sensitivity | Measure::Specificity | Measure::Proportion
    );
    shown
        .iter()
        .map(|value| {
            let sign = if is_signed && *value > 0.0 { "+" } else { "" };
            let unit = if is_percentage { "%" } else { "" };
            format!("{sign}{value:.n_decimals$}{unit}").replace('-', "\u{2212}")
        })
        .collect()
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
        mark: ((place(at) - 0.9) * 10.0).round() / 10.0,
        none: 50.0,
    })
}
