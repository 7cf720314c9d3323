//! The page of an entry: what every kind shows, and what only its own kind shows.

use pulldown_cmark::BlockQuoteKind;
use serde::Serialize;

use super::card::{Card, card, cards};
use super::finding::{self, DirectionView, FiguresView};
use super::table::{self, TableView};
use super::{About, DateView, LinkView, Making, Meta, kind_phrase};
use crate::model::{Detail, Entry, EntryId, Kind, Rests, Role, TermId, TranslationState};
use crate::plan::{Item, folder};
use crate::render::citations::{self, Cited};
use crate::render::{json_ld, markdown};

#[derive(Debug, Clone, Serialize)]
struct AuthorView {
    name: String,
    orcid: Option<String>,
    affiliation: Option<String>,
}

/// The terms of one facet.
#[derive(Debug, Clone, Serialize)]
struct FacetTerms {
    facet: String,
    terms: Vec<LinkView>,
}

#[derive(Debug, Clone, Serialize)]
struct BasisView {
    card: Card,
    /// "version 1", where it is a review.
    version: Option<String>,
    /// Whether the review has moved on since.
    is_stale: bool,
}

#[derive(Debug, Clone, Serialize)]
struct ContentsLine {
    title: String,
    anchor: String,
}

/// A line of a reference list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ReferenceView {
    anchor: String,
    html: String,
}

/// An entry's page.
#[derive(Serialize)]
pub(super) struct EntryView {
    kind: String,
    body: String,
    contents: Vec<ContentsLine>,
    created: DateView,
    updated: DateView,
    is_updated: bool,
    review_by: Option<DateView>,
    is_past_review: bool,
    is_example: bool,
    is_draft_translation: bool,
    authors: Vec<AuthorView>,
    terms: Vec<FacetTerms>,
    based_on: Vec<BasisView>,
    used_by: Vec<Card>,
    partners: Vec<Card>,
    takes_part_in: Vec<Card>,
    references: Vec<ReferenceView>,
    reading_time: String,
    source_file: String,
    own: Own,
}

/// What only one kind of page shows.
#[derive(Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "one is made for a page and gone when the page is")]
enum Own {
    Review {
        question: String,
        what_works: String,
        how_sure: String,
        what_to_do: String,
        version: u32,
        searched: Option<String>,
        direction: Option<DirectionView>,
        figures: FiguresView,
        table: Option<Box<TableView>>,
    },
    Session {
        action: String,
        prompts: Vec<String>,
    },
    Course {
        level: String,
        audience: String,
        duration: String,
        aims: Vec<String>,
        outcomes: Vec<String>,
        prerequisites: Vec<String>,
        modules: Vec<Card>,
    },
    Module {
        duration: String,
        outcomes: Vec<String>,
        position: String,
        course: Option<Card>,
        previous: Option<Card>,
        next: Option<Card>,
    },
    Tool {
        status: String,
        status_class: &'static str,
        status_meaning: String,
        used_for: Vec<String>,
        not_for: Vec<String>,
        availability: String,
        figures: FiguresView,
    },
    Project {
        outputs: Vec<String>,
    },
    Event {
        day: String,
        time: String,
        starts: String,
        format: String,
        place: Option<String>,
        is_past: bool,
    },
    Partner {
        role: String,
        is_lead: bool,
    },
    Plain {},
}

/// The view of an entry's page.
pub(super) fn view(making: &Making<'_>, id: EntryId) -> (About, EntryView) {
    let entry = making.hub.entry(id);
    let words = making.words;
    let cited = cited(making, entry);
    let body = body(making, entry, &cited);
    let own = own(making, id, entry, &cited);
    let view = EntryView {
        kind: words.get(kind_phrase(entry.kind(), false)),
        body,
        contents: contents(making, entry, &own),
        created: DateView::of(entry.created, words),
        updated: DateView::of(entry.updated, words),
        is_updated: entry.updated != entry.created,
        review_by: entry.review_by.map(|date| DateView::of(date, words)),
        is_past_review: entry.is_past_review,
        is_example: entry.is_example,
        is_draft_translation: entry.translation == Some(TranslationState::Draft),
        authors: entry
            .authors
            .iter()
            .map(|author| AuthorView {
                name: author.name.clone(),
                orcid: author.orcid.as_ref().map(|orcid| orcid.as_str().to_owned()),
                affiliation: author.affiliation.clone(),
            })
            .collect(),
        terms: facet_terms(making, &entry.terms),
        based_on: entry.based_on.iter().map(|rests| basis(making, *rests)).collect(),
        used_by: cards(making, &entry.used_by),
        partners: cards(making, &entry.partners),
        takes_part_in: cards(making, &entry.takes_part_in),
        references: references(&cited),
        reading_time: words.count("n_minutes", entry.text.minutes()),
        source_file: entry.source.as_str().to_owned(),
        own,
    };
    (about(making, id, entry), view)
}

fn about(making: &Making<'_>, id: EntryId, entry: &Entry) -> About {
    let kind = entry.kind();
    let language = making.language;
    let mut about = About::new(entry.title.clone(), entry.summary.clone(), folder(kind), kind.as_str());
    let list = |kind: Kind| LinkView {
        title: making.words.get(kind_phrase(kind, true)),
        address: making.address_of(Item::List(kind, language, 1)),
    };
    about.breadcrumbs = match (kind, entry.course) {
        (Kind::Page, _) => Vec::new(),
        (Kind::Module, Some(course)) => {
            let course = card(making, course);
            vec![list(Kind::Course), LinkView { title: course.title, address: course.address }]
        }
        (kind, _) => vec![list(kind)],
    };
    about.alternates = entry.languages.iter().map(|(other, id)| (*other, making.plan.entry(*id).to_string())).collect();
    about.feed = (!matches!(kind, Kind::Page | Kind::Module)).then(|| LinkView {
        title: making.words.get(kind_phrase(kind, true)),
        address: making.address_of(Item::KindFeed(kind, language)),
    });
    about.meta = if kind == Kind::Review { highwire(making, id, entry) } else { Vec::new() };
    about.json_ld = json_ld::of_entry(making, id);
    about
}

/// The tags by which reference managers and scholarly search engines know a work.
fn highwire(making: &Making<'_>, id: EntryId, entry: &Entry) -> Vec<Meta> {
    let meta = |name: &'static str, content: String| Meta { name, content };
    let publisher = making.hub.settings.name.in_language(making.language).to_owned();
    let mut tags = vec![meta("citation_title", entry.title.clone())];
    if entry.authors.is_empty() {
        tags.push(meta("citation_author", publisher.clone()));
    }
    for author in &entry.authors {
        tags.push(meta("citation_author", author.name.clone()));
        tags.extend(
            author.affiliation.iter().map(|affiliation| meta("citation_author_institution", affiliation.clone())),
        );
        tags.extend(
            author
                .orcid
                .iter()
                .map(|orcid| meta("citation_author_orcid", format!("https://orcid.org/{}", orcid.as_str()))),
        );
    }
    let slashed = |date: jiff::civil::Date| format!("{:04}/{:02}/{:02}", date.year(), date.month(), date.day());
    tags.push(meta("citation_publication_date", slashed(entry.created)));
    tags.push(meta("citation_online_date", slashed(entry.updated)));
    tags.push(meta("citation_publisher", publisher));
    tags.push(meta("citation_language", entry.language.as_str().to_owned()));
    tags.push(meta("citation_public_url", making.canonical(making.plan.entry(id).as_str())));
    tags
}

/// The text of a page and its reference list.
pub(super) fn body_and_references(making: &Making<'_>, entry: &Entry) -> (String, Vec<ReferenceView>) {
    let cited = cited(making, entry);
    (body(making, entry, &cited), references(&cited))
}

fn cited(making: &Making<'_>, entry: &Entry) -> Cited {
    let groups: Vec<&[crate::model::Citation]> = entry.text.citations.iter().map(Vec::as_slice).collect();
    citations::make(&groups, &entry.cited, making.language)
}

fn references(cited: &Cited) -> Vec<ReferenceView> {
    let references = cited.references.iter();
    references.map(|(key, html)| ReferenceView { anchor: citations::anchor(key), html: html.clone() }).collect()
}

fn body(making: &Making<'_>, entry: &Entry, cited: &Cited) -> String {
    markdown::html(&entry.text, &Body { making, entry, cited, root: making.address.to_root() })
}

/// What the Markdown writer asks about a page.
struct Body<'b> {
    making: &'b Making<'b>,
    entry: &'b Entry,
    cited: &'b Cited,
    root: String,
}

impl Body<'_> {
    fn address(&self, target: &crate::model::Target) -> Option<String> {
        use crate::model::Target;
        let address = self.making.plan.follow(self.making.hub, target, self.making.language)?;
        Some(match target {
            Target::Here(_) | Target::Outside(_) => address,
            // The home page's address is empty: from it, the way to itself is the folder.
            _ if address.is_empty() && self.root.is_empty() => "./".to_owned(),
            _ => format!("{}{address}", self.root),
        })
    }
}

impl markdown::Page for Body<'_> {
    fn link(&self, number: usize) -> Option<String> {
        self.address(self.entry.targets.get(number)?)
    }

    fn image(&self, number: usize) -> Option<String> {
        self.address(self.entry.images.get(number)?)
    }

    fn citation(&self, number: usize) -> String {
        self.cited.in_text.get(number).cloned().unwrap_or_default()
    }

    fn callout(&self, kind: BlockQuoteKind) -> String {
        self.making.words.get(match kind {
            BlockQuoteKind::Note => "callout_note",
            BlockQuoteKind::Tip => "callout_tip",
            BlockQuoteKind::Important => "callout_important",
            BlockQuoteKind::Warning => "callout_warning",
            BlockQuoteKind::Caution => "callout_caution",
        })
    }

    fn phrase(&self, name: &str) -> String {
        self.making.words.get(name)
    }
}

/// The list of contents: the text's second-level headings, between what the theme shows before and after them.
fn contents(making: &Making<'_>, entry: &Entry, own: &Own) -> Vec<ContentsLine> {
    let line = |phrase: &str, anchor: &str| ContentsLine { title: making.words.get(phrase), anchor: anchor.to_owned() };
    let mut lines = Vec::new();
    if let Own::Review { figures, .. } | Own::Tool { figures, .. } = own
        && !figures.is_empty()
    {
        lines.push(line("figures", "hub-figures"));
    }
    let headings = entry.text.headings.iter().filter(|heading| heading.level == 2);
    lines.extend(headings.map(|heading| ContentsLine { title: heading.words.clone(), anchor: heading.anchor.clone() }));
    if matches!(own, Own::Review { table: Some(_), .. }) {
        lines.push(line("studies", "hub-studies"));
    }
    if !entry.cited.is_empty() {
        lines.push(line("references", "hub-references"));
    }
    lines
}

fn facet_terms(making: &Making<'_>, terms: &[TermId]) -> Vec<FacetTerms> {
    let typology = &making.hub.typology;
    let mut facets: Vec<(crate::model::FacetId, FacetTerms)> = Vec::new();
    for id in terms {
        let link = LinkView {
            title: typology.term(*id).label.in_language(making.language).to_owned(),
            address: making.address_of(Item::Term(*id, making.language, 1)),
        };
        match facets.last_mut() {
            Some((facet, group)) if *facet == id.facet => group.terms.push(link),
            _ => facets.push((
                id.facet,
                FacetTerms {
                    facet: typology.facet(id.facet).label.in_language(making.language).to_owned(),
                    terms: vec![link],
                },
            )),
        }
    }
    facets.into_iter().map(|(_, group)| group).collect()
}

fn basis(making: &Making<'_>, rests: Rests) -> BasisView {
    let current = match &making.hub.entry(rests.on).detail {
        Detail::Review(review) => Some(review.facts.version.value),
        _ => None,
    };
    BasisView {
        card: card(making, rests.on),
        version: rests.version.map(|version| making.words.with("version_x", &version.to_string())),
        is_stale: rests.version.is_some() && rests.version < current,
    }
}

fn own(making: &Making<'_>, id: EntryId, entry: &Entry, cited: &Cited) -> Own {
    let words = making.words;
    match &entry.detail {
        Detail::Review(review) => Own::Review {
            question: review.words.question.clone(),
            what_works: review.words.answer.what_works.clone(),
            how_sure: review.words.answer.how_sure.clone(),
            what_to_do: review.words.answer.what_to_do.clone(),
            version: review.facts.version.value,
            searched: review.facts.searched.as_ref().map(|searched| searched_words(making, &searched.0)),
            direction: DirectionView::of_entry(making, entry),
            figures: finding::figures_view(&review.facts.findings, cited, making),
            table: entry
                .table
                .as_ref()
                .zip(review.facts.studies.as_ref())
                .map(|(found, facts)| Box::new(table::view(found, &facts.value, cited, making))),
        },
        Detail::Session(session) => Own::Session { action: session.action.clone(), prompts: session.prompts.clone() },
        Detail::Course(course) => Own::Course {
            level: words.get(&format!("level_{}", course.facts.level.as_str())),
            audience: course.words.audience.clone(),
            duration: words.duration(course.facts.duration_minutes),
            aims: course.words.aims.clone(),
            outcomes: course.words.outcomes.clone(),
            prerequisites: course.words.prerequisites.clone(),
            modules: cards(making, making.plan.lists.modules_of(original(making, id))),
        },
        Detail::Module(module) => own_module(making, id, entry, module),
        Detail::Tool(tool) => Own::Tool {
            status: words.get(&format!("status_{}", tool.facts.status.as_str())),
            status_class: tool.facts.status.as_str(),
            status_meaning: words.get(&format!("status_{}_meaning", tool.facts.status.as_str())),
            used_for: tool.words.used_for.clone(),
            not_for: tool.words.not_for.clone(),
            availability: tool.words.availability.clone(),
            figures: finding::figures_view(&tool.facts.findings, cited, making),
        },
        Detail::Project(project) => Own::Project { outputs: project.outputs.clone() },
        Detail::Event(event) => own_event(making, event),
        Detail::Partner(partner) => Own::Partner {
            role: words.get(match partner.role {
                Role::PoliceForce => "role_police_force",
                Role::University => "role_university",
                Role::Company => "role_company",
            }),
            is_lead: partner.lead.unwrap_or(false),
        },
        Detail::News(_) | Detail::Page(_) => Own::Plain {},
    }
}

/// The page in the hub's first language of which this is a version.
fn original(making: &Making<'_>, id: EntryId) -> EntryId {
    making.hub.in_language(id, making.hub.settings.primary())
}

fn own_module(making: &Making<'_>, id: EntryId, entry: &Entry, module: &crate::model::Module) -> Own {
    let siblings = entry.course.map(|course| making.plan.lists.modules_of(course)).unwrap_or_default();
    let original = original(making, id);
    let place = siblings.iter().position(|sibling| *sibling == original);
    let beside = |step: isize| {
        let place = place?.checked_add_signed(step)?;
        siblings.get(place).map(|id| card(making, *id))
    };
    Own::Module {
        duration: making.words.duration(module.facts.duration_minutes),
        outcomes: module.words.outcomes.clone(),
        position: making.words.with("module_x", &module.facts.position.value.to_string()),
        course: entry.course.map(|course| card(making, course)),
        previous: beside(-1),
        next: beside(1),
    }
}

fn own_event(making: &Making<'_>, event: &crate::model::Event) -> Own {
    let words = making.words;
    let starts = event.facts.starts.value.0;
    let ends = event.facts.ends.as_ref().map(|ends| ends.value.0);
    let same_day = ends.filter(|ends| ends.date() == starts.date());
    Own::Event {
        day: match ends.filter(|ends| ends.date() != starts.date()) {
            Some(ends) => format!("{} {} {}", words.day(starts.date()), words.get("to"), words.day(ends.date())),
            None => words.day(starts.date()),
        },
        time: match same_day {
            Some(ends) => format!("{} {} {}", words.time(starts), words.get("to"), words.time(ends)),
            None => words.time(starts),
        },
        starts: starts.to_string(),
        format: words.get(&format!("format_{}", event.facts.format.as_str().replace('-', "_"))),
        place: event.words.place.clone(),
        is_past: ends.unwrap_or(starts).date() < making.hub.today,
    }
}

/// `2021-10-31`, `2021-10` or `2021` in words.
fn searched_words(making: &Making<'_>, searched: &str) -> String {
    match searched.len() {
        10 => searched.parse().map_or_else(|_| searched.to_owned(), |date| making.words.date(date)),
        7 => format!("{searched}-01").parse().map_or_else(
            |_| searched.to_owned(),
            |date| making.words.date(date).split_once(' ').map(|(_, month)| month.to_owned()).unwrap_or_default(),
        ),
        _ => searched.to_owned(),
    }
}
