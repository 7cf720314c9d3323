//! Courses and the modules that they are made of.

use crate::diagnostic::Sourced;
use crate::yaml::{record, words};

words! {
    /// Whom a course is for.
    pub enum Level {
        /// Everyone.
        Awareness = "awareness",
        /// Those who use evidence in their work.
        Practitioner = "practitioner",
        /// Those who teach others.
        Trainer = "trainer",
    }
}

record! {
    /// A course's words.
    pub struct CourseWords {
        /// Whom it is for.
        pub audience: String,
        /// What it sets out to do.
        pub aims: Vec<String>,
        /// What a learner can do afterwards.
        pub outcomes: Vec<String>,
        /// What a learner needs beforehand.
        pub prerequisites: Vec<String>,
    }
}

record! {
    /// What a course says once.
    pub struct CourseFacts {
        /// Whom it is for, in one word.
        pub level: Level,
        /// How long it takes, in minutes.
        pub duration_minutes: u32,
    }
}

/// A course.
#[derive(Debug, Clone)]
pub struct Course {
    /// Its words.
    pub words: CourseWords,
    /// What it says once.
    pub facts: CourseFacts,
}

record! {
    /// A module's words.
    pub struct ModuleWords {
        /// What a learner can do afterwards.
        pub outcomes: Vec<String>,
    }
}

record! {
    /// What a module says once.
    pub struct ModuleFacts {
        /// Its place in the course, counted from 1.
        pub position: Sourced<u32>,
        /// How long it takes, in minutes.
        pub duration_minutes: u32,
    }
}

/// A module of a course.
#[derive(Debug, Clone)]
pub struct Module {
    /// Its words.
    pub words: ModuleWords,
    /// What it says once.
    pub facts: ModuleFacts,
}
