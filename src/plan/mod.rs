//! Where everything goes: every page and file that will be published, its address, and what each list holds.

mod address;
mod collisions;
mod lists;

pub use address::{Address, folder};
pub use lists::{Line, Lists};

use std::collections::HashMap;

use crate::diagnostic::Outcome;
use crate::model::{Entry, EntryId, FacetId, Hub, Kind, Language, Target, TermId};

/// The number of pages that a list shows at once.
pub const LIST_LENGTH: usize = 24;

/// One page or file to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    /// The home page.
    Home(Language),
    /// A page that an author wrote.
    Entry(EntryId),
    /// A part of the list of a kind; parts are counted from 1.
    List(Kind, Language, u32),
    /// The list of facets.
    Typology(Language),
    /// A facet with its terms.
    Facet(FacetId, Language),
    /// A part of the list of a term's pages.
    Term(TermId, Language, u32),
    /// Everything in the order of the alphabet.
    AToZ(Language),
    /// The pages under one letter, where there are too many for one page: the letter's place.
    Letter(Language, u32),
    /// The site map.
    SiteMap(Language),
    /// What is shown for an address that leads nowhere.
    NotFound(Language),
    /// The feed of everything.
    Feed(Language),
    /// The feed of a kind.
    KindFeed(Kind, Language),
    /// The feed of a term.
    TermFeed(TermId, Language),
    /// The list of all addresses for search engines.
    SitemapXml,
    /// What search engines may read.
    Robots,
    /// A file to copy, by its place among the hub's.
    Static(u32),
}

/// The plan.
#[derive(Debug)]
pub struct Plan {
    /// Everything to be made, with its address; the order is that of the hub, not of the addresses.
    pub items: Vec<(Item, Address)>,
    /// What each list holds.
    pub lists: Lists,
    entry_addresses: Vec<Address>,
    addresses: HashMap<Item, usize>,
}

impl Plan {
    /// The address of a page that an author wrote.
    pub fn entry(&self, id: EntryId) -> &Address {
        &self.entry_addresses[id.0 as usize]
    }

    /// The address of an item, if it is planned.
    pub fn address(&self, item: Item) -> Option<&Address> {
        self.addresses.get(&item).map(|place| &self.items[*place].1)
    }

    /// The address to which a target leads from a page in this language, from the hub's root; addresses outside as they are.
    pub fn follow(&self, hub: &Hub, target: &Target, language: Language) -> Option<String> {
        let with_anchor = |address: &Address, anchor: &Option<String>| match anchor {
            Some(anchor) => format!("{address}#{anchor}"),
            None => address.to_string(),
        };
        match target {
            Target::Entry(id, anchor) => {
                // An anchor is one of the page that was named, whatever its language.
                let id = if anchor.is_none() { hub.in_language(*id, language) } else { *id };
                Some(with_anchor(self.entry(id), anchor))
            }
            Target::List(kind) => self.address(Item::List(*kind, language, 1)).map(Address::to_string),
            Target::Typology => self.address(Item::Typology(language)).map(Address::to_string),
            Target::Facet(facet) => self.address(Item::Facet(*facet, language)).map(Address::to_string),
            Target::Term(term) => self.address(Item::Term(*term, language, 1)).map(Address::to_string),
            Target::Static(path) => Some(address::in_link(path)),
            Target::Here(anchor) => Some(format!("#{anchor}")),
            Target::Outside(url) => Some(url.clone()),
            Target::Nowhere => None,
        }
    }
}

/// Plans the hub; two things at one address are told.
pub fn plan(hub: &Hub) -> Outcome<Plan> {
    let lists = Lists::of(hub);
    let entry_addresses: Vec<Address> = hub.entries.iter().map(|entry| address::of_entry(hub, entry)).collect();
    let mut items = Vec::with_capacity(hub.entries.len() * 2);
    for language in hub.settings.languages() {
        items.push(Item::Home(language));
    }
    items.extend(hub.ids().filter(|(_, entry)| !is_home(entry)).map(|(id, _)| Item::Entry(id)));
    for language in hub.settings.languages() {
        items.extend(generated(hub, &lists, language));
    }
    items.extend([Item::SitemapXml, Item::Robots]);
    items.extend((0..hub.static_files.len() as u32).map(Item::Static));
    let items: Vec<(Item, Address)> = items
        .into_iter()
        .map(|item| {
            let address = match item {
                Item::Entry(id) => entry_addresses[id.0 as usize].clone(),
                item => address::of_item(hub, &lists, item),
            };
            (item, address)
        })
        .collect();
    let addresses = items.iter().enumerate().map(|(place, (item, _))| (*item, place)).collect();
    let diagnostics = collisions::check(hub, &items);
    Outcome { value: Plan { items, lists, entry_addresses, addresses }, diagnostics }
}

/// Whether a page is the home page's text.
pub fn is_home(entry: &Entry) -> bool {
    entry.kind() == Kind::Page && entry.slug == "index"
}

fn parts(length: usize) -> std::ops::RangeInclusive<u32> {
    1..=(length.div_ceil(LIST_LENGTH).max(1) as u32)
}

fn generated(hub: &Hub, lists: &Lists, language: Language) -> Vec<Item> {
    let mut items = vec![Item::Feed(language)];
    for kind in Kind::listed().filter(|kind| !lists.of_kind(*kind).is_empty()) {
        items.extend(parts(lists.of_kind(kind).len()).map(|part| Item::List(kind, language, part)));
        items.push(Item::KindFeed(kind, language));
    }
    items.push(Item::Typology(language));
    for facet in hub.typology.facet_ids() {
        items.push(Item::Facet(facet, language));
        for term in hub.typology.term_ids(facet) {
            items.extend(parts(lists.of_term(term).len()).map(|part| Item::Term(term, language, part)));
            items.push(Item::TermFeed(term, language));
        }
    }
    items.push(Item::AToZ(language));
    items.extend((0..lists.letters(language).len() as u32).map(|letter| Item::Letter(language, letter)));
    items.extend([Item::SiteMap(language), Item::NotFound(language)]);
    items
}
