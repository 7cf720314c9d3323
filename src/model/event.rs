//! Events: seminars, workshops and training days.

use jiff::civil::DateTime;

use crate::diagnostic::Sourced;
use crate::yaml::schema::Schema;
use crate::yaml::{FromYaml, Node, Reader, record, words};

words! {
    /// How people take part.
    pub enum Format {
        /// From where they are.
        Online = "online",
        /// In one place.
        InPerson = "in-person",
        /// Either way.
        Hybrid = "hybrid",
    }
}

/// A day and time of day in Europe/London.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub DateTime);

impl FromYaml for Moment {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = String::from_yaml(node, reader)?;
        let moment = if text.len() == 16 { text.parse::<DateTime>().ok() } else { None };
        if moment.is_none() {
            reader.bad_value(
                node.span,
                format!("`{text}` is not a day and time"),
                "write day and time in Europe/London as in 2027-03-04T10:00",
            );
        }
        moment.map(Moment)
    }

    fn schema() -> Schema {
        Schema::of_type("string").with("pattern", r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$")
    }
}

record! {
    /// An event's words.
    pub struct EventWords {
        /// Where it is, in words.
        pub place: Option<String>,
    }
}

record! {
    /// What an event says once.
    pub struct EventFacts {
        /// When it starts.
        pub starts: Sourced<Moment>,
        /// When it ends.
        pub ends: Option<Sourced<Moment>>,
        /// How people take part.
        pub format: Format,
    }
}

/// An event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its words.
    pub words: EventWords,
    /// What it says once.
    pub facts: EventFacts,
}
