//! The evidence review: a question, the answer an officer can use, the figures behind it, and the studies behind those.

use crate::diagnostic::Sourced;
use crate::model::Finding;
use crate::yaml::schema::Schema;
use crate::yaml::{FromYaml, Mapping, Node, Reader, Value, record};

record! {
    /// The answer in sixty seconds.
    pub struct Answer {
        /// What works, or does not, or harms.
        pub what_works: String,
        /// How sure we are, and why.
        pub how_sure: String,
        /// What an officer or a force should do.
        pub what_to_do: String,
    }
}

record! {
    /// A review's words.
    pub struct ReviewWords {
        /// The question that the review answers.
        pub question: String,
        /// The answer in sixty seconds.
        pub answer: Answer,
    }
}

record! {
    /// How the review's studies.csv is shown.
    pub struct StudyTableFacts {
        /// What the table shows.
        pub caption: String,
        /// The key of its source in references.bib.
        pub source: Sourced<String>,
        /// The heading of each column after `study` and `year`.
        pub columns: Mapping<String>,
    }
}

record! {
    /// What a review says once.
    pub struct ReviewFacts {
        /// The review's version: raised when its answer changes.
        pub version: Sourced<u32>,
        /// When the evidence was last searched: a year, a month or a day.
        pub searched: Option<Searched>,
        /// The figures, each with its source.
        pub findings: Vec<Finding>,
        /// How studies.csv is shown.
        pub studies: Option<Sourced<StudyTableFacts>>,
    }
}

/// When evidence was searched: `2021`, `2021-10` or `2021-10-31`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Searched(pub String);

impl FromYaml for Searched {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        let written = match &node.value {
            Value::Integer(year) => year.to_string(),
            Value::Text(text) => text.clone(),
            _ => {
                reader.wrong_type(node, "a year, month or day");
                return None;
            }
        };
        let full = match written.len() {
            4 => format!("{written}-01-01"),
            7 => format!("{written}-01"),
            _ => written.clone(),
        };
        if full.parse::<jiff::civil::Date>().is_ok() {
            return Some(Searched(written));
        }
        reader.bad_value(
            node.span,
            format!("`{written}` is not a year, month or day"),
            "write 2021, 2021-10 or 2021-10-31",
        );
        None
    }

    fn schema() -> Schema {
        Schema::any_of(vec![
            Schema::of_type("integer"),
            Schema::of_type("string").with("pattern", r"^\d{4}(-\d{2}){0,2}$"),
        ])
    }
}

/// An evidence review.
#[derive(Debug, Clone)]
pub struct Review {
    /// Its words.
    pub words: ReviewWords,
    /// What it says once.
    pub facts: ReviewFacts,
}
