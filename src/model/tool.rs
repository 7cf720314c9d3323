//! Tools: what each is for, what it is not for, and what is known of how well it works.

use crate::model::Finding;
use crate::yaml::{record, words};

words! {
    /// How far a tool may be relied on.
    pub enum ToolStatus {
        /// Validated where it is used.
        Validated = "validated",
        /// Published in full, not validated locally.
        Published = "published",
        /// Replaced by a newer one.
        Superseded = "superseded",
        /// Its content is not public.
        Restricted = "restricted",
        /// Made up to show a form: not to be used on real cases.
        Synthetic = "synthetic",
        /// Not there yet.
        Planned = "planned",
    }
}

record! {
    /// A tool's words.
    pub struct ToolWords {
        /// What it is for.
        pub used_for: Vec<String>,
        /// What it is not for.
        pub not_for: Vec<String>,
        /// Who may use it, and where it is.
        pub availability: String,
    }
}

record! {
    /// What a tool says once.
    pub struct ToolFacts {
        /// How far it may be relied on.
        pub status: ToolStatus,
        /// What is known of how well it works, each figure with its source.
        pub findings: Vec<Finding>,
    }
}

/// A tool.
#[derive(Debug, Clone)]
pub struct Tool {
    /// Its words.
    pub words: ToolWords,
    /// What it says once.
    pub facts: ToolFacts,
}
