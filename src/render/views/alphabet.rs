//! The A to Z, the site map, and the page for addresses that lead nowhere.

use serde::Serialize;
use serde_json::json;

use super::{About, LinkView, Making, in_each_language, kind_phrase};
use crate::model::Kind;
use crate::plan::{Item, Line};

/// A line of the A to Z.
#[derive(Debug, Clone, Serialize)]
struct LineView {
    title: String,
    address: String,
    /// What it is, in words.
    what: String,
    /// Of another word for a term: the term's label.
    see: Option<String>,
    language: Option<&'static str>,
}

/// A letter: with its lines, or with the page that has them.
#[derive(Debug, Clone, Serialize)]
struct LetterView {
    letter: String,
    count: String,
    address: String,
    is_current: bool,
    lines: Vec<LineView>,
}

/// The A to Z, or one letter of it.
#[derive(Serialize)]
pub(super) struct AlphabetView {
    lead: String,
    letters: Vec<LetterView>,
}

fn line(making: &Making<'_>, title: &str, line: &Line) -> LineView {
    let hub = making.hub;
    let term_address = |id| making.address_of(Item::Term(id, making.language, 1));
    match line {
        Line::Entry(id) => {
            let entry = hub.entry(*id);
            LineView {
                title: title.to_owned(),
                address: making.plan.entry(*id).to_string(),
                what: making.words.get(kind_phrase(entry.kind(), false)),
                see: None,
                language: (entry.language != making.language).then(|| entry.language.as_str()),
            }
        }
        Line::Term(id) | Line::Synonym(id, _) => LineView {
            title: title.to_owned(),
            address: term_address(*id),
            what: hub.typology.facet(id.facet).label.in_language(making.language).to_owned(),
            see: matches!(line, Line::Synonym(..))
                .then(|| hub.typology.term(*id).label.in_language(making.language).to_owned()),
            language: None,
        },
    }
}

/// The letters, with the lines of those that `is_open` names.
fn letters(making: &Making<'_>, is_open: impl Fn(usize) -> bool, current: Option<usize>) -> Vec<LetterView> {
    let has_pages = !making.plan.lists.letters(making.language).is_empty();
    let letters = making.plan.lists.alphabet(making.language);
    letters
        .iter()
        .enumerate()
        .map(|(place, (letter, lines))| LetterView {
            letter: letter.clone(),
            count: making.words.count("n_entries", lines.len()),
            address: if has_pages {
                making.address_of(Item::Letter(making.language, place as u32))
            } else {
                format!("{}#hub-letter-{letter}", making.address_of(Item::AToZ(making.language)))
            },
            is_current: current == Some(place),
            lines: if is_open(place) {
                lines.iter().map(|(title, one)| line(making, title, one)).collect()
            } else {
                Vec::new()
            },
        })
        .collect()
}

/// The whole A to Z, or the letters' pages where there are too many lines for one.
pub(super) fn whole(making: &Making<'_>) -> (About, AlphabetView) {
    let lead = making.words.get("a_to_z_lead");
    let mut about = About::new(making.words.get("a_to_z"), lead.clone(), "a-to-z", "a-to-z");
    about.alternates = in_each_language(making, Item::AToZ);
    about.json_ld = json!({ "@type": "CollectionPage" });
    let has_pages = !making.plan.lists.letters(making.language).is_empty();
    (about, AlphabetView { lead, letters: letters(making, |_| !has_pages, None) })
}

/// One letter.
pub(super) fn letter(making: &Making<'_>, place: u32) -> (About, AlphabetView) {
    let place = place as usize;
    let view = AlphabetView {
        lead: making.words.get("a_to_z_lead"),
        letters: letters(making, |other| other == place, Some(place)),
    };
    let title = making.words.get("a_to_z");
    let letter = making.plan.lists.alphabet(making.language)[place].0.as_str();
    let mut about = About::new(format!("{title}: {letter}"), view.lead.clone(), "a-to-z", "a-to-z");
    about.breadcrumbs = vec![LinkView { title, address: making.address_of(Item::AToZ(making.language)) }];
    about.json_ld = json!({ "@type": "CollectionPage" });
    (about, view)
}

/// A group of the site map.
#[derive(Debug, Clone, Serialize)]
struct MapGroup {
    title: String,
    address: Option<String>,
    links: Vec<LinkView>,
    /// Of a group that is too long to be shown here: how long it is.
    more: Option<String>,
}

/// The site map.
#[derive(Serialize)]
pub(super) struct SiteMapView {
    lead: String,
    groups: Vec<MapGroup>,
}

/// Above this number of pages the site map names a kind's list only.
const GROUP_MAX: usize = 100;

/// The site map.
pub(super) fn site_map(making: &Making<'_>) -> (About, SiteMapView) {
    let words = making.words;
    let language = making.language;
    let entry_link = |id| {
        let id = making.hub.in_language(id, language);
        LinkView { title: making.hub.entry(id).title.clone(), address: making.plan.entry(id).to_string() }
    };
    let mut groups = Vec::new();
    for kind in Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Module) {
        let mut ids = Vec::new();
        for id in making.plan.lists.of_kind(kind) {
            ids.push(*id);
            ids.extend(making.plan.lists.modules_of(*id));
        }
        if ids.is_empty() {
            continue;
        }
        let is_long = ids.len() > GROUP_MAX;
        groups.push(MapGroup {
            title: words.get(kind_phrase(kind, true)),
            address: (kind != Kind::Page).then(|| making.address_of(Item::List(kind, language, 1))),
            more: is_long.then(|| words.count("n_pages", ids.len())),
            links: if is_long { Vec::new() } else { ids.into_iter().map(entry_link).collect() },
        });
    }
    let facets = making.hub.typology.facet_ids().map(|id| LinkView {
        title: making.hub.typology.facet(id).label.in_language(language).to_owned(),
        address: making.address_of(Item::Facet(id, language)),
    });
    groups.push(MapGroup {
        title: words.get("typology"),
        address: Some(making.address_of(Item::Typology(language))),
        links: facets.collect(),
        more: None,
    });
    let lead = words.get("site_map_lead");
    let mut about = About::new(words.get("site_map"), lead.clone(), "site-map", "site-map");
    about.alternates = in_each_language(making, Item::SiteMap);
    about.json_ld = json!({ "@type": "CollectionPage" });
    (about, SiteMapView { lead, groups })
}

/// The page for addresses that lead nowhere.
#[derive(Serialize)]
pub(super) struct NotFoundView {
    lead: String,
}

/// The page for addresses that lead nowhere.
pub(super) fn not_found(making: &Making<'_>) -> (About, NotFoundView) {
    let lead = making.words.get("not_found_lead");
    let mut about = About::new(making.words.get("not_found"), lead.clone(), "", "not-found");
    about.is_hidden = true;
    (about, NotFoundView { lead })
}
