//! What the hub knows: its kinds of page, one file for each, and what joins them. No files, no HTML, no templates.

mod common;
mod course;
mod event;
mod finding;
mod hub;
mod news;
mod page;
mod partner;
mod project;
mod review;
mod session;
mod settings;
mod study;
mod text;
mod tool;
mod typology;

pub use common::{
    Author, Basis, Classification, Common, CommonFacts, CommonWords, Orcid, SUMMARY_CHARACTERS_MAX, TermNames,
    TranslationState,
};
pub use course::{Course, CourseFacts, CourseWords, Level, Module, ModuleFacts, ModuleWords};
pub use event::{Event, EventFacts, EventWords, Format, Moment};
pub use finding::{Direction, Finding, Interval, Measure};
pub use hub::{Detail, DetailWords, Entry, EntryId, Hub, Kind, Reference, Rests, Target};
pub use news::News;
pub use page::Page;
pub use partner::{Partner, Role};
pub use project::Project;
pub use review::{Answer, Review, ReviewFacts, ReviewWords, Searched, StudyTableFacts};
pub use session::{POINTS, Session, WORDS_MAX};
pub use settings::{Language, Licence, LocalText, Settings};
pub use study::{Cell, ColumnType, Study, StudyTable, column_type};
pub use text::{Anchors, Citation, Heading, Image, Link, Text, is_slug, slug_of};
pub use tool::{Tool, ToolFacts, ToolStatus, ToolWords};
pub use typology::{Facet, FacetId, Term, TermId, Typology};
