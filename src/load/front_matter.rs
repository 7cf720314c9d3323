//! Front matter: where it ends, and what each kind of page reads from it.

use std::ops::Range;

use serde_json::json;

use super::Matter;
use crate::diagnostic::{Code, Diagnostic, FileId, Span};
use crate::model::{
    Common, Course, CourseFacts, CourseWords, Detail, DetailWords, Event, EventFacts, EventWords, Kind, Module,
    ModuleFacts, ModuleWords, News, Page, Partner, Project, Review, ReviewFacts, ReviewWords, SUMMARY_CHARACTERS_MAX,
    Session, TermNames, Tool, ToolFacts, ToolWords,
};
use crate::yaml::schema::Schema;
use crate::yaml::{self, Fields, Node, Reader};

/// Where a page's front matter and text stand in its file.
#[derive(Debug)]
pub struct Front {
    /// The bytes of the YAML.
    pub yaml: Range<usize>,
    /// The byte at which the text starts.
    pub body: usize,
}

/// Finds the front matter.
///
/// # Errors
/// A diagnostic if the file does not start with it, does not end it, or if it is too large.
pub fn split(file: &FileId, text: &str) -> Result<Front, Diagnostic> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let first = text[start..].split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err(Diagnostic::new(Code::MissingFrontMatter, "the page does not open with front matter")
            .at(file, Span::new(start, start + first.trim_end().len()), "")
            .help("start the file with a line of three hyphens, then `title:`, `summary:` and `created:`, then another line of three hyphens"));
    }
    let yaml = start + first.len();
    let mut at = yaml;
    for line in text[yaml..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Ok(Front { yaml: yaml..at, body: at + line.len() });
        }
        at += line.len();
        if at - yaml > yaml::FRONT_MATTER_BYTES_MAX {
            return Err(Diagnostic::new(Code::TooLarge, "the front matter is longer than 64 KiB, or is never closed")
                .at(file, Span::new(start, start + 3), "it opens here")
                .help("close it with a line of three hyphens"));
        }
    }
    Err(Diagnostic::new(Code::MissingFrontMatter, "the front matter is never closed")
        .at(file, Span::new(start, start + 3), "it opens here")
        .help("close it with a line of three hyphens"))
}

/// Reads the front matter of a kind; every mistake in it is told.
pub fn read(kind: Kind, is_translation: bool, node: &Node, reader: &mut Reader) -> Option<(Common, Matter)> {
    let mut fields = Fields::new(node, reader)?;
    let common = Common::read(&mut fields, is_translation, reader);
    let matter = if is_translation {
        words(kind, &mut fields, reader).map(Matter::Translation)
    } else {
        detail(kind, &mut fields, reader).map(Matter::Original)
    };
    fields.finish(reader);
    let common = common?;
    check_common(kind, &common, node.span, reader)?;
    Some((common, matter?))
}

/// The terms that front matter names, as far as they can be read, for a page that has other mistakes.
pub fn terms(node: &Node) -> TermNames {
    // Whatever is wrong with them has been told by `read`.
    let mut silent = Reader::new(&FileId::new(""));
    let terms = Fields::new(node, &mut silent).and_then(|mut fields| fields.take("terms", &mut silent));
    terms.unwrap_or_default()
}

fn check_common(kind: Kind, common: &Common, top: Span, reader: &mut Reader) -> Option<()> {
    let file = reader.file.clone();
    let summary = &common.words.summary;
    let length = summary.value.chars().count();
    if length > SUMMARY_CHARACTERS_MAX {
        reader.report(
            Diagnostic::new(
                Code::LongSummary,
                format!(
                    "the summary has {length} characters; lists and previews have room for {SUMMARY_CHARACTERS_MAX}"
                ),
            )
            .at(&file, summary.span, "")
            .help("keep the one thing that matters, and let the text say the rest"),
        );
    }
    let needs_review = matches!(kind, Kind::Review | Kind::Session | Kind::Tool);
    if needs_review && common.facts.as_ref().is_some_and(|facts| facts.review_by.is_none()) {
        reader.report(
            Diagnostic::new(Code::MissingKey, "`review_by` is missing")
                .at(&file, top, "this needs `review_by:`")
                .help("add the day by which someone must look at it again, as in `review_by: 2027-11-24`"),
        );
        return None;
    }
    Some(())
}

fn detail(kind: Kind, fields: &mut Fields<'_>, reader: &mut Reader) -> Option<Detail> {
    macro_rules! both {
        ($words:ident, $facts:ident, $variant:ident) => {{
            let words = $words::read(fields, reader);
            let facts = $facts::read(fields, reader);
            Some(Detail::$variant($variant { words: words?, facts: facts? }))
        }};
    }
    match kind {
        Kind::Review => both!(ReviewWords, ReviewFacts, Review),
        Kind::Course => both!(CourseWords, CourseFacts, Course),
        Kind::Module => both!(ModuleWords, ModuleFacts, Module),
        Kind::Tool => both!(ToolWords, ToolFacts, Tool),
        Kind::Event => both!(EventWords, EventFacts, Event),
        Kind::Session => Session::read(fields, reader).map(Detail::Session),
        Kind::Project => Project::read(fields, reader).map(Detail::Project),
        Kind::Partner => Partner::read(fields, reader).map(Detail::Partner),
        Kind::News => Some(Detail::News(News)),
        Kind::Page => Some(Detail::Page(Page)),
    }
}

fn words(kind: Kind, fields: &mut Fields<'_>, reader: &mut Reader) -> Option<DetailWords> {
    match kind {
        Kind::Review => ReviewWords::read(fields, reader).map(DetailWords::Review),
        Kind::Session => Session::read(fields, reader).map(DetailWords::Session),
        Kind::Course => CourseWords::read(fields, reader).map(DetailWords::Course),
        Kind::Module => ModuleWords::read(fields, reader).map(DetailWords::Module),
        Kind::Tool => ToolWords::read(fields, reader).map(DetailWords::Tool),
        Kind::Project => Project::read(fields, reader).map(DetailWords::Project),
        Kind::Event => EventWords::read(fields, reader).map(DetailWords::Event),
        Kind::Partner | Kind::News | Kind::Page => Some(DetailWords::None),
    }
}

/// The JSON Schema of a kind's front matter.
pub fn schema(kind: Kind) -> serde_json::Value {
    let mut schema = Schema::of_record(&format!("Front matter of a page of the kind `{}`.", kind.as_str()));
    Common::describe(&mut schema);
    match kind {
        Kind::Review => {
            ReviewWords::describe(&mut schema);
            ReviewFacts::describe(&mut schema);
        }
        Kind::Session => Session::describe(&mut schema),
        Kind::Course => {
            CourseWords::describe(&mut schema);
            CourseFacts::describe(&mut schema);
        }
        Kind::Module => {
            ModuleWords::describe(&mut schema);
            ModuleFacts::describe(&mut schema);
        }
        Kind::Tool => {
            ToolWords::describe(&mut schema);
            ToolFacts::describe(&mut schema);
        }
        Kind::Project => Project::describe(&mut schema),
        Kind::Event => {
            EventWords::describe(&mut schema);
            EventFacts::describe(&mut schema);
        }
        Kind::Partner => Partner::describe(&mut schema),
        Kind::News | Kind::Page => {}
    }
    let mut json = schema.into_json();
    if let Some(object) = json.as_object_mut() {
        object.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        object.insert("title".to_owned(), json!(format!("Peel: {}", kind.as_str())));
    }
    json
}
