//! Lists: of a kind, of facets, of a facet's terms, of a term's pages.

use serde::Serialize;
use serde_json::json;

use super::card::{Card, cards};
use super::{About, LinkView, Making, in_each_language, kind_phrase};
use crate::model::{Detail, EntryId, FacetId, Kind, Role, TermId};
use crate::plan::{Item, LIST_LENGTH, folder};

/// The parts of a long list.
#[derive(Debug, Clone, Serialize)]
struct Pager {
    /// "Page 2 of 5".
    position: String,
    previous: Option<String>,
    next: Option<String>,
}

/// Cards under a heading; without one where the list is not divided.
#[derive(Debug, Clone, Serialize)]
struct Group {
    heading: Option<String>,
    cards: Vec<Card>,
}

/// A list of pages.
#[derive(Serialize)]
pub(super) struct ListView {
    lead: String,
    count: String,
    groups: Vec<Group>,
    pager: Option<Pager>,
    feed: String,
}

fn part<T>(items: &[T], number: u32) -> &[T] {
    let from = (number as usize - 1) * LIST_LENGTH;
    &items[from.min(items.len())..(from + LIST_LENGTH).min(items.len())]
}

fn pager(making: &Making<'_>, length: usize, number: u32, item: impl Fn(u32) -> Item) -> Option<Pager> {
    let last = length.div_ceil(LIST_LENGTH) as u32;
    (last > 1).then(|| Pager {
        position: making.words.with("page_x_of_y", &number.to_string()).replace("{y}", &last.to_string()),
        previous: (number > 1).then(|| making.address_of(item(number - 1))),
        next: (number < last).then(|| making.address_of(item(number + 1))),
    })
}

fn numbered(making: &Making<'_>, title: &str, number: u32) -> String {
    if number == 1 {
        title.to_owned()
    } else {
        format!("{title}, {}", making.words.with("page_x", &number.to_string()))
    }
}

/// The list of a kind.
pub(super) fn list(making: &Making<'_>, kind: Kind, number: u32) -> (About, ListView) {
    let words = making.words;
    let language = making.language;
    let ids = making.plan.lists.of_kind(kind);
    let shown = part(ids, number);
    let name = kind_phrase(kind, true);
    let title = words.get(name);
    let feed = making.address_of(Item::KindFeed(kind, language));
    let view = ListView {
        lead: words.get(&format!("{name}_lead")),
        count: words.count("n_pages", ids.len()),
        groups: groups(making, kind, shown),
        pager: pager(making, ids.len(), number, |number| Item::List(kind, language, number)),
        feed: feed.clone(),
    };
    let mut about =
        About::new(numbered(making, &title, number), words.get(&format!("{name}_lead")), folder(kind), "list");
    if number > 1 {
        about.breadcrumbs =
            vec![LinkView { title: title.clone(), address: making.address_of(Item::List(kind, language, 1)) }];
    }
    about.alternates = in_each_language(making, |language| Item::List(kind, language, number));
    about.feed = Some(LinkView { title, address: feed });
    about.json_ld = collection(making, shown);
    (about, view)
}

/// Partners stand under what they are, events under whether they are past; other lists are not divided.
fn groups(making: &Making<'_>, kind: Kind, ids: &[EntryId]) -> Vec<Group> {
    let divided: Vec<(&str, Vec<EntryId>)> = match kind {
        Kind::Partner => [
            (Role::University, "role_universities"),
            (Role::PoliceForce, "role_police_forces"),
            (Role::Company, "role_companies"),
        ]
        .into_iter()
        .map(|(role, heading)| {
            let has = |id: &&EntryId| matches!(&making.hub.entry(**id).detail, Detail::Partner(partner) if partner.role == role);
            (heading, ids.iter().filter(has).copied().collect())
        })
        .collect(),
        Kind::Event => {
            let (past, coming) = ids.iter().partition(|id| match &making.hub.entry(**id).detail {
                Detail::Event(event) => event.facts.starts.value.0.date() < making.hub.today,
                _ => false,
            });
            vec![("events_coming", coming), ("events_past", past)]
        }
        _ => return vec![Group { heading: None, cards: cards(making, ids) }],
    };
    divided
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(heading, ids)| Group { heading: Some(making.words.get(heading)), cards: cards(making, &ids) })
        .collect()
}

fn collection(making: &Making<'_>, ids: &[EntryId]) -> serde_json::Value {
    let items: Vec<serde_json::Value> = ids
        .iter()
        .enumerate()
        .map(|(place, id)| {
            let id = making.hub.in_language(*id, making.language);
            json!({ "@type": "ListItem", "position": place + 1, "url": making.canonical(making.plan.entry(id).as_str()) })
        })
        .collect();
    json!({ "@type": "CollectionPage", "mainEntity": { "@type": "ItemList", "itemListElement": items } })
}

/// A term in a list of terms.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TermLine {
    label: String,
    address: String,
    definition: String,
    synonyms: Vec<String>,
    count: usize,
    /// "12 pages".
    count_words: String,
    narrower: Vec<TermLine>,
}

fn term_line(making: &Making<'_>, id: TermId) -> TermLine {
    let term = making.hub.typology.term(id);
    let count = making.plan.lists.of_term(id).len();
    TermLine {
        label: term.label.in_language(making.language).to_owned(),
        address: making.address_of(Item::Term(id, making.language, 1)),
        definition: term.definition.in_language(making.language).to_owned(),
        synonyms: term.synonyms.clone(),
        count,
        count_words: making.words.count("n_pages", count),
        narrower: making.hub.typology.narrower(id).map(|id| term_line(making, id)).collect(),
    }
}

/// The terms of a facet that have no broader one, with those below them.
pub(super) fn broadest(making: &Making<'_>, facet: FacetId) -> Vec<TermLine> {
    let typology = &making.hub.typology;
    let ids = typology.term_ids(facet).filter(|id| typology.term(*id).broader.is_none());
    ids.map(|id| term_line(making, id)).collect()
}

/// A facet in the list of facets.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FacetView {
    label: String,
    address: String,
    definition: String,
    source: Option<String>,
    count_words: String,
    terms: Vec<TermLine>,
}

fn facet_view(making: &Making<'_>, id: FacetId) -> FacetView {
    let facet = making.hub.typology.facet(id);
    FacetView {
        label: facet.label.in_language(making.language).to_owned(),
        address: making.address_of(Item::Facet(id, making.language)),
        definition: facet.definition.in_language(making.language).to_owned(),
        source: facet.source.clone(),
        count_words: making.words.count("n_terms", facet.terms.len()),
        terms: broadest(making, id),
    }
}

/// The list of facets.
#[derive(Serialize)]
pub(super) struct TypologyView {
    lead: String,
    facets: Vec<FacetView>,
}

fn typology_crumb(making: &Making<'_>) -> LinkView {
    LinkView { title: making.words.get("typology"), address: making.address_of(Item::Typology(making.language)) }
}

/// The list of facets.
pub(super) fn typology(making: &Making<'_>) -> (About, TypologyView) {
    let lead = making.words.get("typology_lead");
    let mut about = About::new(making.words.get("typology"), lead.clone(), "typology", "typology");
    about.alternates = in_each_language(making, Item::Typology);
    about.json_ld = json!({ "@type": "CollectionPage" });
    let facets = making.hub.typology.facet_ids().map(|id| facet_view(making, id)).collect();
    (about, TypologyView { lead, facets })
}

/// A facet with its terms.
pub(super) fn facet(making: &Making<'_>, id: FacetId) -> (About, FacetView) {
    let view = facet_view(making, id);
    let mut about = About::new(view.label.clone(), view.definition.clone(), "typology", "facet");
    about.breadcrumbs = vec![typology_crumb(making)];
    about.alternates = in_each_language(making, |language| Item::Facet(id, language));
    about.json_ld = json!({
        "@type": "DefinedTermSet", "name": view.label, "description": view.definition,
        "url": making.canonical(making.address.as_str()),
    });
    (about, view)
}

/// A term and its pages.
#[derive(Serialize)]
pub(super) struct TermView {
    definition: String,
    synonyms: Vec<String>,
    source: Option<String>,
    code: Option<String>,
    facet: LinkView,
    broader: Option<LinkView>,
    narrower: Vec<TermLine>,
    count: String,
    cards: Vec<Card>,
    pager: Option<Pager>,
    feed: String,
}

/// A part of a term's page.
pub(super) fn term(making: &Making<'_>, id: TermId, number: u32) -> (About, TermView) {
    let typology = &making.hub.typology;
    let language = making.language;
    let term = typology.term(id);
    let facet = typology.facet(id.facet);
    let ids = making.plan.lists.of_term(id);
    let label = term.label.in_language(language).to_owned();
    let link = |id: TermId| LinkView {
        title: typology.term(id).label.in_language(language).to_owned(),
        address: making.address_of(Item::Term(id, language, 1)),
    };
    let facet_link = LinkView {
        title: facet.label.in_language(language).to_owned(),
        address: making.address_of(Item::Facet(id.facet, language)),
    };
    let feed = making.address_of(Item::TermFeed(id, language));
    let view = TermView {
        definition: term.definition.in_language(language).to_owned(),
        synonyms: term.synonyms.clone(),
        source: term.source.clone().or_else(|| facet.source.clone()),
        code: term.code.clone(),
        facet: facet_link.clone(),
        broader: term.broader.map(link),
        narrower: typology.narrower(id).map(|id| term_line(making, id)).collect(),
        count: making.words.count("n_pages", ids.len()),
        cards: cards(making, part(ids, number)),
        pager: pager(making, ids.len(), number, |number| Item::Term(id, language, number)),
        feed: feed.clone(),
    };
    let mut about = About::new(numbered(making, &label, number), view.definition.clone(), "typology", "term");
    let mut broader: Vec<LinkView> = typology.with_broader(id).skip(1).map(link).collect();
    broader.reverse();
    about.title_note = Some(facet_link.title.clone());
    about.breadcrumbs = vec![typology_crumb(making), facet_link];
    about.breadcrumbs.extend(broader);
    if number > 1 {
        about.breadcrumbs.push(link(id));
    }
    about.alternates = in_each_language(making, |language| Item::Term(id, language, number));
    about.feed = Some(LinkView { title: label.clone(), address: feed });
    about.json_ld = json!({
        "@type": "DefinedTerm", "name": label, "description": view.definition, "alternateName": term.synonyms,
        "termCode": term.code, "url": making.canonical(making.address.as_str()),
        "inDefinedTermSet": making.canonical(&view.facet.address),
    });
    (about, view)
}
