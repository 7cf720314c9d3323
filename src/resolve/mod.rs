//! Documents to the hub: what was written becomes what was meant.
//!
//! 1. Pages that may not be published are set aside ([`withhold`]), so that nothing after this can leak them.
//! 2. Translations find their originals ([`translations`]); study tables are read as their reviews describe them ([`tables`]).
//! 3. Each page, in parallel: links ([`links`]), terms ([`terms`]), citations ([`citations`]), and the checks of a single page.
//! 4. What rests on what is joined at both ends ([`threads`]), and the checks of the whole hub run.

mod checks;
mod citations;
mod links;
mod tables;
mod terms;
mod threads;
mod translations;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, FileId, Outcome};
use crate::load::{Broken, Document, Loaded, Matter};
use crate::model::{
    Common, CommonFacts, Detail, Entry, EntryId, Hub, Kind, Language, Settings, StudyTable, TermId, TermNames, Typology,
};

/// What a page is resolved against.
struct Known<'l> {
    typology: &'l Typology,
    documents: &'l [Document],
    by_source: &'l HashMap<FileId, EntryId>,
    /// Of each translation, its original.
    originals: &'l HashMap<FileId, EntryId>,
    unreadable: &'l BTreeSet<FileId>,
    withheld: &'l BTreeSet<FileId>,
    static_paths: &'l HashSet<&'l str>,
    tables: &'l BTreeMap<EntryId, Arc<StudyTable>>,
    bibliographies: &'l citations::Bibliographies<'l>,
    today: Date,
}

impl Known<'_> {
    fn document(&self, id: EntryId) -> &Document {
        &self.documents[id.0 as usize]
    }

    /// The terms of these names; none, and nothing to say, where the typology could not be read.
    fn terms(&self, file: &FileId, named: &TermNames) -> Outcome<Vec<TermId>> {
        if self.unreadable.contains(&FileId::new(links::TYPOLOGY)) {
            return Outcome::clean(Vec::new());
        }
        terms::resolve(file, named, self.typology)
    }

    /// The document whose facts hold: of a translation, its original.
    fn original_of<'k>(&'k self, document: &'k Document) -> &'k Document {
        self.originals.get(&document.file).map_or(document, |id| self.document(*id))
    }
}

/// Makes the hub of what was loaded.
pub fn resolve(mut loaded: Loaded, today: Date) -> Outcome<Hub> {
    let mut diagnostics = checks::settings::check(&loaded.settings);
    // A language that is listed twice has been told; made twice, every page of it would collide with itself.
    let mut seen = BTreeSet::new();
    loaded.settings.languages.value.retain(|language| seen.insert(language.value));
    let mut unreadable = std::mem::take(&mut loaded.unread);
    unreadable.extend(loaded.broken.iter().map(|broken| broken.file.clone()));
    let (documents, withheld) = withhold(loaded.documents, &loaded.settings, &mut diagnostics);
    let mut documents = documents;
    documents.sort_by(|a, b| (a.kind, &a.file).cmp(&(b.kind, &b.file)));
    let originals = translations::pair(&mut documents, &loaded.settings, &withheld, &unreadable).tell(&mut diagnostics);
    let by_source: HashMap<FileId, EntryId> =
        documents.iter().enumerate().map(|(place, document)| (document.file.clone(), EntryId(place as u32))).collect();
    let originals: HashMap<FileId, EntryId> =
        originals.into_iter().filter_map(|(file, original)| Some((file, *by_source.get(&original)?))).collect();
    let static_paths: HashSet<&str> = loaded.static_files.iter().map(|(path, _)| path.as_str()).collect();
    let bibliographies = citations::Bibliographies { by_folder: loaded.bibliographies, unreadable: &unreadable };
    diagnostics.extend(tables::alone(&loaded.tables, |review| {
        by_source.contains_key(review) || withheld.contains(review) || unreadable.contains(review)
    }));
    let tables = tables::resolve(loaded.tables, &documents, &by_source, &bibliographies).tell(&mut diagnostics);
    let known = Known {
        typology: &loaded.typology,
        documents: &documents,
        by_source: &by_source,
        originals: &originals,
        unreadable: &unreadable,
        withheld: &withheld,
        static_paths: &static_paths,
        tables: &tables,
        bibliographies: &bibliographies,
        today,
    };
    let found: Vec<Found> = documents
        .par_iter()
        .map(|document| find(document, &known))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|outcome| outcome.tell(&mut diagnostics))
        .collect();
    for broken in &loaded.broken {
        diagnostics.extend(find_broken(broken, &known));
    }
    let menu = links::follow_settings(&loaded.settings.menu, &known).tell(&mut diagnostics);
    let footer = links::follow_settings(&loaded.settings.footer, &known).tell(&mut diagnostics);
    diagnostics.extend(citations::uncited(&known, &found));
    let threads = threads::join(&known).tell(&mut diagnostics);
    let entries = entries(documents, found, threads, &originals, &tables, &loaded.settings, today);
    let hub = Hub {
        settings: loaded.settings,
        menu,
        footer,
        typology: loaded.typology,
        entries,
        by_source,
        static_files: loaded.static_files,
        today,
    };
    diagnostics.extend(checks::hub(&hub, &unreadable));
    Outcome { value: hub, diagnostics }
}

/// Sets pages aside that are classified above what the hub may publish, with the modules of such courses and the translations of
/// such pages.
fn withhold(
    documents: Vec<Document>,
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Document>, BTreeSet<FileId>) {
    let ceiling = settings.classification.as_str();
    let mut reasons: BTreeMap<FileId, String> = BTreeMap::new();
    for document in &documents {
        let classification = document.common.facts.as_ref().and_then(|facts| facts.classification);
        if classification.is_some_and(|classification| classification > settings.classification) {
            reasons.insert(document.file.clone(), format!("classified above {ceiling}"));
        }
    }
    for module in documents.iter().filter(|document| document.kind == Kind::Module) {
        if reasons.contains_key(&threads::course_file(module)) {
            let reason = || format!("its course is classified above {ceiling}");
            reasons.entry(module.file.clone()).or_insert_with(reason);
        }
    }
    for document in &documents {
        let Some(language) = document.translated_into else { continue };
        if reasons.contains_key(&translations::original_file(&document.file, language)) {
            reasons.insert(document.file.clone(), format!("it translates a page that is classified above {ceiling}"));
        }
    }
    for (file, reason) in &reasons {
        let message = format!("{reason}: left out of everything that is published");
        diagnostics.push(Diagnostic::new(Code::Withheld, message).in_file(file));
    }
    let documents = documents.into_iter().filter(|document| !reasons.contains_key(&document.file)).collect();
    (documents, reasons.into_keys().collect())
}

/// What was found for one page.
struct Found {
    targets: Vec<crate::model::Target>,
    images: Vec<crate::model::Target>,
    terms: Vec<TermId>,
    cited: Vec<Arc<crate::model::Reference>>,
}

fn find(document: &Document, known: &Known<'_>) -> Outcome<Found> {
    let mut diagnostics = Vec::new();
    let targets = links::follow_text(&document.file, &document.text, known).tell(&mut diagnostics);
    let images = links::follow_images(&document.file, &document.text, known).tell(&mut diagnostics);
    let original = known.original_of(document);
    let terms = match &original.common.facts {
        None => Vec::new(),
        Some(facts) => {
            let terms = known.terms(&original.file, &facts.terms);
            // The original tells its own mistakes once.
            if original.file == document.file { terms.tell(&mut diagnostics) } else { terms.value }
        }
    };
    let cited = citations::resolve(document, known).tell(&mut diagnostics);
    checks::page(document, known, &mut diagnostics);
    Outcome { value: Found { targets, images, terms, cited }, diagnostics }
}

/// What is wrong with a page besides what makes it unreadable.
fn find_broken(broken: &Broken, known: &Known<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = known.terms(&broken.file, &broken.terms).diagnostics;
    if let Some(text) = &broken.text {
        diagnostics.extend(links::follow_text(&broken.file, text, known).diagnostics);
        diagnostics.extend(links::follow_images(&broken.file, text, known).diagnostics);
        diagnostics.extend(citations::in_text(&broken.file, text, known));
    }
    diagnostics
}

fn entries(
    documents: Vec<Document>,
    found: Vec<Found>,
    threads: threads::Threads,
    originals: &HashMap<FileId, EntryId>,
    tables: &BTreeMap<EntryId, Arc<StudyTable>>,
    settings: &Settings,
    today: Date,
) -> Vec<Entry> {
    let facts: Vec<Option<CommonFacts>> = documents.iter().map(|document| document.common.facts.clone()).collect();
    let details: Vec<Option<Detail>> = documents
        .iter()
        .map(|document| match &document.matter {
            Matter::Original(detail) => Some(detail.clone()),
            Matter::Translation(_) => None,
        })
        .collect();
    let mut versions: BTreeMap<EntryId, Vec<(Language, EntryId)>> = BTreeMap::new();
    for (place, document) in documents.iter().enumerate() {
        let id = EntryId(place as u32);
        let original = originals.get(&document.file).copied().unwrap_or(id);
        let language = document.translated_into.unwrap_or_else(|| settings.primary());
        versions.entry(original).or_default().push((language, id));
    }
    for versions in versions.values_mut() {
        versions.sort();
    }
    documents
        .into_iter()
        .zip(found)
        .enumerate()
        .filter_map(|(place, (document, found))| {
            let id = EntryId(place as u32);
            let original = originals.get(&document.file).copied().unwrap_or(id);
            let facts = facts[original.0 as usize].as_ref()?;
            let detail = match document.matter {
                Matter::Original(detail) => detail,
                Matter::Translation(words) => details[original.0 as usize].as_ref()?.in_words(words),
            };
            Some(entry(
                document.common,
                facts,
                Parts {
                    source: document.file,
                    slug: document.slug,
                    language: document.translated_into.unwrap_or_else(|| settings.primary()),
                    is_translation: original != id,
                    languages: versions.get(&original).cloned().unwrap_or_default(),
                    detail,
                    text: document.text,
                    found,
                    thread: threads.of(original),
                    table: tables.get(&original).cloned(),
                    today,
                },
            ))
        })
        .collect()
}

/// The parts of an entry that do not come from what every page carries.
struct Parts {
    source: FileId,
    slug: String,
    language: Language,
    is_translation: bool,
    languages: Vec<(Language, EntryId)>,
    detail: Detail,
    text: crate::model::Text,
    found: Found,
    thread: threads::Thread,
    table: Option<Arc<StudyTable>>,
    today: Date,
}

fn entry(common: Common, facts: &CommonFacts, parts: Parts) -> Entry {
    let words = common.words;
    let review_by = facts.review_by.as_ref().map(|date| date.value);
    Entry {
        source: parts.source,
        language: parts.language,
        slug: parts.slug,
        course: parts.thread.course,
        title: words.title.value,
        summary: words.summary.value,
        created: words.created.value,
        updated: words.updated.map_or(words.created.value, |date| date.value),
        review_by,
        is_past_review: review_by.is_some_and(|date| date < parts.today),
        authors: facts.authors.clone(),
        terms: parts.found.terms,
        based_on: parts.thread.based_on,
        used_by: parts.thread.used_by,
        partners: parts.thread.partners,
        takes_part_in: parts.thread.takes_part_in,
        is_example: facts.example.unwrap_or(false),
        translation: if parts.is_translation { words.translation } else { None },
        languages: parts.languages,
        detail: parts.detail,
        table: parts.table,
        text: parts.text,
        targets: parts.found.targets,
        images: parts.found.images,
        cited: parts.found.cited,
    }
}

/// A page's kind, said in an author's words.
fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Review => "a review",
        Kind::Session => "a 7@7 session",
        Kind::Course => "a course",
        Kind::Module => "a module",
        Kind::Tool => "a tool",
        Kind::Project => "a project",
        Kind::Event => "an event",
        Kind::News => "a news item",
        Kind::Partner => "a partner",
        Kind::Page => "a page",
    }
}
