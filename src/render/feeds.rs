//! Atom feeds (RFC 4287): of the hub, of each kind, of each term.

use std::cmp::Reverse;

use atom_syndication::{Entry as AtomEntry, Feed, FixedDateTime, Generator, Link, Person, Text};
use jiff::civil::Date;

use super::theme::Theme;
use super::views::{kind_phrase, language_of};
use crate::model::{EntryId, Hub, Kind};
use crate::plan::{Address, Item, Plan};

/// The number of entries that a feed holds.
const FEED_LENGTH: usize = 20;

/// The bytes of a feed.
pub(super) fn feed(hub: &Hub, plan: &Plan, theme: &Theme, item: Item, address: &Address) -> String {
    let language = language_of(hub, item);
    let words = theme.words(language);
    let name = hub.settings.name.in_language(language);
    let (title, page, ids): (String, Item, Vec<EntryId>) = match item {
        Item::KindFeed(kind, _) => (
            format!("{name}: {}", words.get(kind_phrase(kind, true))),
            Item::List(kind, language, 1),
            plan.lists.of_kind(kind).to_vec(),
        ),
        Item::TermFeed(term, _) => (
            format!("{name}: {}", hub.typology.term(term).label.in_language(language)),
            Item::Term(term, language, 1),
            plan.lists.of_term(term).to_vec(),
        ),
        _ => (
            name.to_owned(),
            Item::Home(language),
            Kind::ALL.iter().flat_map(|kind| plan.lists.of_kind(*kind)).copied().collect(),
        ),
    };
    let mut ids: Vec<EntryId> = ids.into_iter().map(|id| hub.in_language(id, language)).collect();
    ids.sort_by_key(|id| (Reverse(hub.entry(*id).updated), *id));
    ids.truncate(FEED_LENGTH);
    let url = &hub.settings.url.value;
    let page = plan.address(page).map(ToString::to_string).unwrap_or_default();
    let newest = ids.iter().map(|id| hub.entry(*id).updated).max().unwrap_or(hub.today);
    let mut feed = Feed {
        title: Text::plain(title),
        id: format!("{url}{address}"),
        updated: midnight(newest),
        subtitle: Some(Text::plain(hub.settings.description.in_language(language))),
        rights: Some(Text::plain(hub.settings.licence.name.clone())),
        generator: Some(Generator { value: "Peel".to_owned(), ..Generator::default() }),
        authors: vec![Person { name: name.to_owned(), ..Person::default() }],
        lang: Some(language.as_str().to_owned()),
        ..Feed::default()
    };
    feed.set_links(vec![
        link(format!("{url}{address}"), "self", "application/atom+xml"),
        link(format!("{url}{page}"), "alternate", "text/html"),
    ]);
    feed.set_entries(ids.into_iter().map(|id| entry(hub, plan, id)).collect::<Vec<_>>());
    let mut text = feed.to_string();
    text.push('\n');
    text
}

fn link(href: String, rel: &str, mime_type: &str) -> Link {
    Link { href, rel: rel.to_owned(), mime_type: Some(mime_type.to_owned()), ..Link::default() }
}

fn entry(hub: &Hub, plan: &Plan, id: EntryId) -> AtomEntry {
    let entry = hub.entry(id);
    let address = format!("{}{}", hub.settings.url.value, plan.entry(id));
    AtomEntry {
        title: Text::plain(entry.title.clone()),
        id: address.clone(),
        updated: midnight(entry.updated),
        published: Some(midnight(entry.created)),
        summary: Some(Text::plain(entry.summary.clone())),
        authors: entry.authors.iter().map(|author| Person { name: author.name.clone(), ..Person::default() }).collect(),
        links: vec![link(address, "alternate", "text/html")],
        ..AtomEntry::default()
    }
}

/// The beginning of a day, in UTC: pages carry days, feeds want moments.
fn midnight(date: Date) -> FixedDateTime {
    format!("{date}T00:00:00Z").parse().unwrap_or_default()
}
