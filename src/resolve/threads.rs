//! The threads of the hub: what rests on what, who takes part, which course a module belongs to; joined at both ends.

use std::collections::HashMap;

use super::{Known, kind_words, links};
use crate::diagnostic::{Code, Diagnostic, FileId, Outcome, Sourced};
use crate::load::{Document, Matter};
use crate::model::{Basis, Detail, EntryId, Kind, Rests, Target};

/// One page's threads.
#[derive(Debug, Clone, Default)]
pub struct Thread {
    /// What it rests on.
    pub based_on: Vec<Rests>,
    /// What rests on it.
    pub used_by: Vec<EntryId>,
    /// The partners who take part.
    pub partners: Vec<EntryId>,
    /// Of a partner: what it takes part in.
    pub takes_part_in: Vec<EntryId>,
    /// The course of a module.
    pub course: Option<EntryId>,
}

/// Every page's threads.
#[derive(Debug, Default)]
pub struct Threads(HashMap<EntryId, Thread>);

impl Threads {
    /// The threads of a page.
    pub fn of(&self, id: EntryId) -> Thread {
        self.0.get(&id).cloned().unwrap_or_default()
    }
}

/// Joins the threads of all originals.
pub fn join(known: &Known<'_>) -> Outcome<Threads> {
    let mut diagnostics = Vec::new();
    let mut threads = Threads::default();
    for (place, document) in known.documents.iter().enumerate() {
        let id = EntryId(place as u32);
        let Some(facts) = &document.common.facts else { continue };
        for basis in &facts.based_on {
            match rests(document, basis, known) {
                Ok(Some((rests, warning))) => {
                    diagnostics.extend(warning);
                    threads.0.entry(id).or_default().based_on.push(rests);
                    threads.0.entry(rests.on).or_default().used_by.push(id);
                }
                Ok(None) => {}
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        for partner in &facts.partners {
            match partner_named(document, partner, known) {
                Ok(Some(partner)) => {
                    threads.0.entry(id).or_default().partners.push(partner);
                    threads.0.entry(partner).or_default().takes_part_in.push(id);
                }
                Ok(None) => {}
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        if document.kind == Kind::Module {
            match course_of(document, known) {
                Ok(course) => threads.0.entry(id).or_default().course = course,
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
    }
    diagnostics.extend(circles(&threads, known));
    Outcome { value: threads, diagnostics }
}

type Joined = Option<(Rests, Option<Diagnostic>)>;

fn rests(document: &Document, basis: &Basis, known: &Known<'_>) -> Result<Joined, Diagnostic> {
    let file = &document.file;
    let Target::Entry(on, _) = entry(file, &basis.page, known)? else { return Ok(None) };
    let other = known.document(on);
    let Matter::Original(Detail::Review(review)) = &other.matter else {
        return Ok(Some((Rests { on, version: None }, None)));
    };
    let current = review.facts.version.value;
    let title = &other.common.words.title.value;
    let Some(version) = &basis.version else {
        return Err(Diagnostic::new(Code::MissingVersion, format!("which version of the review `{title}` was read?"))
            .at(file, basis.page.span, "a review is named with its version")
            .help(format!("write `- page: {}` and, below it, `version: {current}`", basis.page.value)));
    };
    let warning = if version.value > current || version.value == 0 {
        return Err(Diagnostic::new(
            Code::UnknownVersion,
            format!("the review `{title}` has no version {}; its version is {current}", version.value),
        )
        .at(file, version.span, "")
        .help(format!("write `version: {current}`")));
    } else if version.value < current {
        let old = version.value;
        Some(
            Diagnostic::new(
                Code::StaleBasis,
                format!("the review `{title}` is at version {current}; this page rests on version {old}"),
            )
            .at(file, version.span, "")
            .help(format!("read what changed, mend the page, then write `version: {current}`")),
        )
    } else {
        None
    };
    Ok(Some((Rests { on, version: Some(version.value) }, warning)))
}

/// The page that a link of the front matter names.
fn entry(file: &FileId, name: &Sourced<String>, known: &Known<'_>) -> Result<Target, Diagnostic> {
    let link = links::as_link(name);
    match links::follow(file, &link.destination, link.span, known)? {
        Target::Entry(id, anchor) => Ok(Target::Entry(id, anchor)),
        Target::Nowhere => Ok(Target::Nowhere),
        _ => Err(Diagnostic::new(Code::BrokenLink, format!("`{}` is not a page of this hub", name.value))
            .at(file, name.span, "")
            .help("name the page's Markdown file, relative to this one")),
    }
}

fn partner_named(
    document: &Document,
    name: &Sourced<String>,
    known: &Known<'_>,
) -> Result<Option<EntryId>, Diagnostic> {
    let Target::Entry(id, _) = entry(&document.file, name, known)? else { return Ok(None) };
    let other = known.document(id);
    if other.kind == Kind::Partner {
        return Ok(Some(id));
    }
    Err(Diagnostic::new(
        Code::WrongPartner,
        format!("`{}` is {}, not a partner", other.common.words.title.value, kind_words(other.kind)),
    )
    .at(&document.file, name.span, "")
    .help("name a page under `content/partners/`, or put this one under `based_on`"))
}

/// The file of the course that a module belongs to.
pub fn course_file(module: &Document) -> FileId {
    FileId::new(&format!("{}/index.md", module.file.folder()))
}

fn course_of(document: &Document, known: &Known<'_>) -> Result<Option<EntryId>, Diagnostic> {
    let course = course_file(document);
    match known.by_source.get(&course) {
        Some(id) => Ok(Some(*id)),
        None if known.unreadable.contains(&course) || known.withheld.contains(&course) => Ok(None),
        None => Err(Diagnostic::new(
            Code::ModuleWithoutCourse,
            format!("there is no course for the module `{}`", document.file),
        )
        .in_file(&document.file)
        .help(format!("write the course's page, `{course}`"))),
    }
}

/// Pages that rest on themselves by way of others: one diagnostic a circle.
fn circles(threads: &Threads, known: &Known<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut done = vec![false; known.documents.len()];
    for start in 0..known.documents.len() as u32 {
        let mut path: Vec<(EntryId, usize)> = vec![(EntryId(start), 0)];
        while let Some((id, next)) = path.pop() {
            if done[id.0 as usize] {
                continue;
            }
            let on = threads.0.get(&id).and_then(|thread| thread.based_on.get(next));
            let Some(rests) = on else {
                done[id.0 as usize] = true;
                continue;
            };
            path.push((id, next + 1));
            if let Some(from) = path.iter().position(|(earlier, _)| *earlier == rests.on) {
                let names: Vec<String> = path[from..]
                    .iter()
                    .map(|(id, _)| known.document(*id).file.to_string())
                    .chain([known.document(rests.on).file.to_string()])
                    .collect();
                diagnostics.push(
                    Diagnostic::new(Code::CircularBasis, format!("this page rests on itself: {}", names.join(" -> ")))
                        .in_file(&known.document(rests.on).file)
                        .help("take one of these out of `based_on`"),
                );
                done[id.0 as usize] = true;
            } else {
                path.push((rests.on, 0));
            }
        }
    }
    diagnostics
}
