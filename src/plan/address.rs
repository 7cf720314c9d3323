//! Addresses, from the hub's root: `reviews/second-responders/` for a page, `feed.xml` for a file, nothing for the home page.

use std::fmt;

use super::{Item, Lists};
use crate::model::{Entry, Hub, Kind, Language};

/// An address from the hub's root.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that a host serves for it.
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { format!("{}index.html", self.0) } else { self.0.clone() }
    }

    /// What leads from this address back to the hub's root: `../../` for `reviews/second-responders/`.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The folder of a language: none for the hub's first one.
fn in_language(hub: &Hub, language: Language) -> String {
    if language == hub.settings.primary() { String::new() } else { format!("{}/", language.as_str()) }
}

/// The folder of a kind's pages, which is also the part of the hub that they belong to; none for other pages.
pub fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Review => "reviews",
        Kind::Session => "sessions",
        Kind::Course | Kind::Module => "training",
        Kind::Tool => "tools",
        Kind::Project => "projects",
        Kind::Event => "events",
        Kind::News => "news",
        Kind::Partner => "partners",
        Kind::Page => "",
    }
}

/// The address of a page that an author wrote.
pub fn of_entry(hub: &Hub, entry: &Entry) -> Address {
    let language = in_language(hub, entry.language);
    let slug = &entry.slug;
    Address(match entry.kind() {
        Kind::Page if super::is_home(entry) => language,
        Kind::Page => format!("{language}{slug}/"),
        Kind::Module => {
            // A module whose course cannot be read still has the place of its folder.
            let folder = entry.source.folder().rsplit('/').next().unwrap_or_default();
            let course = entry.course.map_or(folder, |id| hub.entry(id).slug.as_str());
            format!("{language}training/{course}/{slug}/")
        }
        kind => format!("{language}{}/{slug}/", folder(kind)),
    })
}

/// The address as it stands in a link: what a link would take for something else is written as `%20`.
pub fn in_link(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The address of a file under `static/`.
pub fn of_static(path: &str) -> Address {
    Address(path.to_owned())
}

fn part(address: String, number: u32) -> String {
    if number == 1 { address } else { format!("{address}page-{number}/") }
}

/// The address of anything that is not a page of an author's.
pub fn of_item(hub: &Hub, lists: &Lists, item: Item) -> Address {
    let typology = &hub.typology;
    let at = |language: Language| in_language(hub, language);
    let term_folder = |term: crate::model::TermId, language: Language| {
        format!("{}typology/{}/{}/", at(language), typology.facet(term.facet).name, typology.term(term).name)
    };
    Address(match item {
        Item::Home(language) => at(language),
        Item::Entry(id) => return of_entry(hub, hub.entry(id)),
        Item::List(kind, language, number) => part(format!("{}{}/", at(language), folder(kind)), number),
        Item::Typology(language) => format!("{}typology/", at(language)),
        Item::Facet(facet, language) => format!("{}typology/{}/", at(language), typology.facet(facet).name),
        Item::Term(term, language, number) => part(term_folder(term, language), number),
        Item::AToZ(language) => format!("{}a-to-z/", at(language)),
        Item::Letter(language, place) => {
            format!("{}a-to-z/{}/", at(language), lists.letters(language)[place as usize].0.to_lowercase())
        }
        Item::SiteMap(language) => format!("{}site-map/", at(language)),
        Item::NotFound(language) => format!("{}404.html", at(language)),
        Item::Feed(language) => format!("{}feed.xml", at(language)),
        Item::KindFeed(kind, language) => format!("{}{}/feed.xml", at(language), folder(kind)),
        Item::TermFeed(term, language) => format!("{}feed.xml", term_folder(term, language)),
        Item::SitemapXml => "sitemap.xml".to_owned(),
        Item::Robots => "robots.txt".to_owned(),
        Item::Static(place) => return of_static(&hub.static_files[place as usize].0),
    })
}
