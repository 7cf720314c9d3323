//! The home page: what the collaborative is for, and the newest of what it has.

use serde::Serialize;
use serde_json::json;

use super::card::{Card, cards};
use super::entry::ReferenceView;
use super::listing::{TermLine, broadest};
use super::{About, LinkView, Making, in_each_language, kind_phrase};
use crate::model::{Detail, EntryId, Kind};
use crate::plan::{Item, is_home};

/// Some pages of a kind, and the way to all of them.
#[derive(Debug, Clone, Serialize)]
struct Shelf {
    title: String,
    lead: String,
    address: String,
    /// "All 25 reviews".
    all: String,
    class: &'static str,
    cards: Vec<Card>,
}

/// The home page.
#[derive(Serialize)]
pub(super) struct HomeView {
    summary: String,
    body: String,
    references: Vec<ReferenceView>,
    shelves: Vec<Shelf>,
    /// The broadest terms of the typology's first facet, as ways in.
    ways_in: Vec<TermLine>,
    ways_in_title: String,
    partners: Vec<LinkView>,
}

/// How many cards of a kind the home page shows.
fn n_shown(kind: Kind) -> usize {
    match kind {
        Kind::Review => 6,
        Kind::Course => 2,
        Kind::Session | Kind::Tool | Kind::News | Kind::Event => 3,
        Kind::Project => 4,
        Kind::Module | Kind::Partner | Kind::Page => 0,
    }
}

/// The home page.
pub(super) fn view(making: &Making<'_>) -> (About, HomeView) {
    let hub = making.hub;
    let language = making.language;
    let text = hub.ids().find(|(_, entry)| is_home(entry) && entry.language == language);
    let settings = &hub.settings;
    let title = settings.name.in_language(language).to_owned();
    let summary =
        text.map_or_else(|| settings.description.in_language(language).to_owned(), |(_, entry)| entry.summary.clone());
    let shelves = Kind::listed().filter(|kind| n_shown(*kind) > 0).filter_map(|kind| shelf(making, kind)).collect();
    let first_facet = hub.typology.facet_ids().next();
    let partners = making.plan.lists.of_kind(Kind::Partner).iter().map(|id| {
        let id = hub.in_language(*id, language);
        LinkView { title: hub.entry(id).title.clone(), address: making.plan.entry(id).to_string() }
    });
    let (body, references) =
        text.map(|(_, entry)| super::entry::body_and_references(making, entry)).unwrap_or_default();
    let view = HomeView {
        body,
        references,
        shelves,
        ways_in: first_facet.map(|facet| broadest(making, facet)).unwrap_or_default(),
        ways_in_title: first_facet
            .map(|facet| hub.typology.facet(facet).label.in_language(language).to_owned())
            .unwrap_or_default(),
        partners: partners.collect(),
        summary: summary.clone(),
    };
    let mut about = About::new(title.clone(), summary.clone(), "home", "home");
    about.alternates = in_each_language(making, Item::Home);
    about.feed = Some(LinkView { title: title.clone(), address: making.address_of(Item::Feed(language)) });
    about.json_ld = json!({
        "@type": "WebSite", "name": title, "description": summary, "url": making.canonical(making.address.as_str()),
        "inLanguage": language.as_str(),
    });
    (about, view)
}

fn shelf(making: &Making<'_>, kind: Kind) -> Option<Shelf> {
    let ids = making.plan.lists.of_kind(kind);
    if ids.is_empty() {
        return None;
    }
    let name = kind_phrase(kind, true);
    Some(Shelf {
        title: making.words.get(name),
        lead: making.words.get(&format!("{name}_lead")),
        address: making.address_of(Item::List(kind, making.language, 1)),
        all: making.words.count(&format!("all_{name}"), ids.len()),
        class: kind.as_str(),
        cards: cards(making, &chosen(making, kind, ids)),
    })
}

/// The newest pages of a kind; of events, those to come.
fn chosen(making: &Making<'_>, kind: Kind, ids: &[EntryId]) -> Vec<EntryId> {
    let hub = making.hub;
    let mut ids: Vec<EntryId> = ids.to_vec();
    match kind {
        Kind::Event => ids.retain(|id| match &hub.entry(*id).detail {
            Detail::Event(event) => event.facts.starts.value.0.date() >= hub.today,
            _ => true,
        }),
        _ => ids.sort_by_key(|id| std::cmp::Reverse(hub.entry(*id).updated)),
    }
    ids.truncate(n_shown(kind));
    ids
}
