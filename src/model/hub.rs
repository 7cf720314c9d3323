//! The hub as meant: every page with its links followed, its terms found, and both ends of each thread joined.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::FileId;
use crate::model::{
    Author, Course, CourseWords, Event, EventWords, FacetId, Language, Module, ModuleWords, News, Page, Partner,
    Project, Review, ReviewWords, Session, Settings, StudyTable, TermId, Text, Tool, ToolWords, TranslationState,
    Typology,
};
use crate::yaml::words;

words! {
    /// The kinds of page that authors write, in the order in which the hub shows them.
    pub enum Kind {
        /// An evidence review.
        Review = "review",
        /// A 7@7 session.
        Session = "session",
        /// A course.
        Course = "course",
        /// A module of a course.
        Module = "module",
        /// A tool.
        Tool = "tool",
        /// A project.
        Project = "project",
        /// An event.
        Event = "event",
        /// A news item.
        News = "news",
        /// A partner.
        Partner = "partner",
        /// Any other page.
        Page = "page",
    }
}

impl Kind {
    /// The folder of its files; modules stand in their course's folder.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Review => "evidence/reviews",
            Kind::Session => "content/sessions",
            Kind::Course | Kind::Module => "content/training",
            Kind::Tool => "content/tools",
            Kind::Project => "content/projects",
            Kind::Event => "content/events",
            Kind::News => "content/news",
            Kind::Partner => "content/partners",
            Kind::Page => "content",
        }
    }

    /// The kinds that have a list of their own.
    pub fn listed() -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(|kind| !matches!(kind, Kind::Module | Kind::Page))
    }
}

/// A page, by its place among the hub's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page and, perhaps, a place on it.
    Entry(EntryId, Option<String>),
    /// The list of all pages of a kind.
    List(Kind),
    /// The list of facets.
    Typology,
    /// A facet of the typology.
    Facet(FacetId),
    /// A term of the typology.
    Term(TermId),
    /// A file that is copied as it is, by its path below `static/`.
    Static(String),
    /// A place on the page itself.
    Here(String),
    /// An address outside the hub.
    Outside(String),
    /// Nowhere: an error that has been told.
    Nowhere,
}

/// A source that pages cite.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Its key.
    pub key: String,
    /// Its bibliographic data.
    pub entry: hayagriva::Entry,
}

/// One thread from a page to what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rests {
    /// The page it rests on.
    pub on: EntryId,
    /// The version that was read, where that page is a review.
    pub version: Option<u32>,
}

/// What only its own kind of page has.
#[derive(Debug, Clone)]
pub enum Detail {
    /// An evidence review.
    Review(Review),
    /// A 7@7 session.
    Session(Session),
    /// A course.
    Course(Course),
    /// A module.
    Module(Module),
    /// A tool.
    Tool(Tool),
    /// A project.
    Project(Project),
    /// An event.
    Event(Event),
    /// A news item.
    News(News),
    /// A partner.
    Partner(Partner),
    /// Any other page.
    Page(Page),
}

impl Detail {
    /// The kind of page.
    pub fn kind(&self) -> Kind {
        match self {
            Detail::Review(_) => Kind::Review,
            Detail::Session(_) => Kind::Session,
            Detail::Course(_) => Kind::Course,
            Detail::Module(_) => Kind::Module,
            Detail::Tool(_) => Kind::Tool,
            Detail::Project(_) => Kind::Project,
            Detail::Event(_) => Kind::Event,
            Detail::News(_) => Kind::News,
            Detail::Partner(_) => Kind::Partner,
            Detail::Page(_) => Kind::Page,
        }
    }

    /// The same facts in a translation's words.
    #[must_use]
    pub fn in_words(&self, words: DetailWords) -> Detail {
        match (self, words) {
            (Detail::Review(review), DetailWords::Review(words)) => {
                Detail::Review(Review { words, facts: review.facts.clone() })
            }
            (Detail::Course(course), DetailWords::Course(words)) => {
                Detail::Course(Course { words, facts: course.facts.clone() })
            }
            (Detail::Module(module), DetailWords::Module(words)) => {
                Detail::Module(Module { words, facts: module.facts.clone() })
            }
            (Detail::Event(event), DetailWords::Event(words)) => {
                Detail::Event(Event { words, facts: event.facts.clone() })
            }
            (Detail::Tool(tool), DetailWords::Tool(words)) => Detail::Tool(Tool { words, facts: tool.facts.clone() }),
            (_, DetailWords::Session(words)) => Detail::Session(words),
            (_, DetailWords::Project(words)) => Detail::Project(words),
            (original, _) => original.clone(),
        }
    }
}

/// The words that only one kind of page has, as a translation writes them.
#[derive(Debug, Clone)]
pub enum DetailWords {
    /// Of a review.
    Review(ReviewWords),
    /// Of a session.
    Session(Session),
    /// Of a course.
    Course(CourseWords),
    /// Of a module.
    Module(ModuleWords),
    /// Of a tool.
    Tool(ToolWords),
    /// Of a project.
    Project(Project),
    /// Of an event.
    Event(EventWords),
    /// Of a kind that has none.
    None,
}

/// A page of the hub.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file it was written in.
    pub source: FileId,
    /// Its language.
    pub language: Language,
    /// Its name in addresses; `index` for the home page.
    pub slug: String,
    /// The course that a module belongs to.
    pub course: Option<EntryId>,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: String,
    /// When it was written.
    pub created: Date,
    /// When its meaning last changed.
    pub updated: Date,
    /// When it is to be looked at again.
    pub review_by: Option<Date>,
    /// Whether that day has passed.
    pub is_past_review: bool,
    /// Who wrote it; empty where the hub did.
    pub authors: Vec<Author>,
    /// Its terms, in the order of the typology.
    pub terms: Vec<TermId>,
    /// What it rests on.
    pub based_on: Vec<Rests>,
    /// The pages in the same language that rest on it or link to it as their basis.
    pub used_by: Vec<EntryId>,
    /// The partners who take part.
    pub partners: Vec<EntryId>,
    /// On a partner's page: what it takes part in.
    pub takes_part_in: Vec<EntryId>,
    /// Whether it is an invented example.
    pub is_example: bool,
    /// How far the translation has come, if it is one.
    pub translation: Option<TranslationState>,
    /// The same page in the hub's languages, this one among them.
    pub languages: Vec<(Language, EntryId)>,
    /// What only its kind has.
    pub detail: Detail,
    /// A review's studies, where their figures are known.
    pub table: Option<Arc<StudyTable>>,
    /// Its text.
    pub text: Text,
    /// Where the text's links lead, in their order.
    pub targets: Vec<Target>,
    /// Where the text's images are, in their order.
    pub images: Vec<Target>,
    /// The sources it cites, in text and front matter, each once, in the order in which they are first cited.
    pub cited: Vec<Arc<Reference>>,
}

impl Entry {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.detail.kind()
    }
}

/// Everything the hub knows.
#[derive(Debug)]
pub struct Hub {
    /// Its settings.
    pub settings: Settings,
    /// Where the menu leads.
    pub menu: Vec<Target>,
    /// Where the foot of each page leads.
    pub footer: Vec<Target>,
    /// Its typology.
    pub typology: Typology,
    /// Its pages, ordered by kind, then file.
    pub entries: Vec<Entry>,
    /// The pages by their files.
    pub by_source: HashMap<FileId, EntryId>,
    /// The files that are copied as they are, by their paths below `static/`, with their bytes.
    pub static_files: Vec<(String, Vec<u8>)>,
    /// The day for which it is built.
    pub today: Date,
}

impl Hub {
    /// A page.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// Every page with its number.
    pub fn ids(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.entries.iter().enumerate().map(|(place, entry)| (EntryId(place as u32), entry))
    }

    /// The pages of a kind in the hub's first language.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (EntryId, &Entry)> {
        let primary = self.settings.primary();
        self.ids().filter(move |(_, entry)| entry.kind() == kind && entry.language == primary)
    }

    /// The page in this language where there is one, else as it is.
    pub fn in_language(&self, id: EntryId, language: Language) -> EntryId {
        self.entry(id).languages.iter().find(|(other, _)| *other == language).map_or(id, |(_, id)| *id)
    }
}
