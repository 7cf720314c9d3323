//! A figure from a study or review, with what it measures, how sure it is, which way it points, and where it comes from.

use crate::diagnostic::Sourced;
use crate::yaml::schema::Schema;
use crate::yaml::{FromYaml, Node, Reader, record, words};

words! {
    /// What a figure measures.
    pub enum Measure {
        /// Odds ratio; 1 is no effect.
        OddsRatio = "odds-ratio",
        /// Risk ratio; 1 is no effect.
        RiskRatio = "risk-ratio",
        /// Difference of two risks, each between 0 and 1; 0 is no effect. Shown in percentage points.
        RiskDifference = "risk-difference",
        /// Standardised mean difference (Cohen's d, Hedges' g); 0 is no effect.
        StandardisedMeanDifference = "standardised-mean-difference",
        /// Difference of means in the outcome's own unit; 0 is no effect.
        MeanDifference = "mean-difference",
        /// Natural logarithm of an odds ratio; 0 is no effect.
        LogOddsRatio = "log-odds-ratio",
        /// Incidence-rate ratio, also the relative effect size of area-based studies; 1 is no effect.
        IncidenceRateRatio = "incidence-rate-ratio",
        /// Change in per cent; 0 is no effect.
        PercentageChange = "percentage-change",
        /// Area under the receiver operating characteristic curve, 0 to 1; 0.5 is chance.
        AreaUnderCurve = "area-under-curve",
        /// Share of true cases that are found, in per cent.
        Sensitivity = "sensitivity",
        /// Share of others that are left alone, in per cent.
        Specificity = "specificity",
        /// A share, in per cent.
        Proportion = "proportion",
    }
}

impl Measure {
    /// The value that means no effect, where there is one.
    pub fn no_effect(self) -> Option<f64> {
        match self {
            Measure::OddsRatio | Measure::RiskRatio | Measure::IncidenceRateRatio => Some(1.0),
            Measure::RiskDifference
            | Measure::StandardisedMeanDifference
            | Measure::MeanDifference
            | Measure::LogOddsRatio
            | Measure::PercentageChange => Some(0.0),
            Measure::AreaUnderCurve => Some(0.5),
            Measure::Sensitivity | Measure::Specificity | Measure::Proportion => None,
        }
    }

    /// Whether a figure can have this value. A ratio is above 0: its logarithm must exist.
    pub fn can_be(self, value: f64) -> bool {
        let (lowest, highest) = self.range();
        (lowest..=highest).contains(&value) && (self.no_effect() != Some(1.0) || value > 0.0)
    }

    /// The lowest and highest values that can be.
    pub fn range(self) -> (f64, f64) {
        match self {
            Measure::OddsRatio | Measure::RiskRatio | Measure::IncidenceRateRatio => (0.0, f64::INFINITY),
            Measure::RiskDifference => (-1.0, 1.0),
            Measure::PercentageChange => (-100.0, f64::INFINITY),
            Measure::AreaUnderCurve => (0.0, 1.0),
            Measure::Sensitivity | Measure::Specificity | Measure::Proportion => (0.0, 100.0),
            Measure::StandardisedMeanDifference | Measure::MeanDifference | Measure::LogOddsRatio => {
                (f64::NEG_INFINITY, f64::INFINITY)
            }
        }
    }
}

words! {
    /// Which way a finding points.
    pub enum Direction {
        /// Things got better.
        Benefit = "benefit",
        /// Things got worse.
        Harm = "harm",
        /// The figures are compatible with no effect.
        NoClearEffect = "no-clear-effect",
        /// Better in some respects or places, worse in others.
        Mixed = "mixed",
        /// Two things go together; nothing is said of cause.
        Association = "association",
        /// How well something tells cases apart.
        Accuracy = "accuracy",
    }
}

/// A 95 per cent interval, lower end first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub lower: f64,
    /// Its upper end.
    pub upper: f64,
}

impl Interval {
    /// Whether the value lies in the interval, its ends included.
    pub fn includes(self, value: f64) -> bool {
        self.lower <= value && value <= self.upper
    }
}

impl FromYaml for Interval {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        match Vec::<f64>::from_yaml(node, reader)?.as_slice() {
            [lower, upper] if lower <= upper => Some(Interval { lower: *lower, upper: *upper }),
            _ => {
                reader.bad_value(
                    node.span,
                    "this is not an interval".to_owned(),
                    "write its lower and upper end: `[1.20, 2.36]`",
                );
                None
            }
        }
    }

    fn schema() -> Schema {
        Schema::of_type("array").with_schema("items", Schema::of_type("number")).with("minItems", 2).with("maxItems", 2)
    }
}

record! {
    /// A figure and where it comes from.
    pub struct Finding {
        /// What was measured.
        pub outcome: String,
        /// What the figure is.
        pub measure: Measure,
        /// The figure, in the measure's own unit.
        pub estimate: Sourced<f64>,
        /// Its 95 per cent interval.
        pub interval: Option<Sourced<Interval>>,
        /// The number of studies behind it.
        pub studies: Option<u32>,
        /// The number of people, cases or places behind it.
        pub participants: Option<u32>,
        /// How it was pooled or estimated.
        pub method: Option<String>,
        /// Which way it points.
        pub direction: Sourced<Direction>,
        /// The finding in plain words.
        pub reading: String,
        /// The key of its source in references.bib.
        pub source: Sourced<String>,
        /// Whether the figure is this hub's own arithmetic on that source's data.
        pub recomputed: Option<bool>,
    }
}
