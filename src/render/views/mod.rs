//! Views: what templates see. Plain values made from the hub, with every word, date and address ready to be shown.

mod alphabet;
mod card;
mod entry;
mod finding;
mod home;
mod listing;
mod site;
mod table;

pub use site::Sites;

use serde::Serialize;

use super::json_ld;
use super::theme::Theme;
use super::words::Words;
use crate::diagnostic::Diagnostic;
use crate::model::{EntryId, Hub, Kind, Language};
use crate::plan::{Address, Item, Plan};

/// What is known while a page is made.
#[derive(Clone, Copy)]
pub(super) struct Making<'m> {
    pub hub: &'m Hub,
    pub plan: &'m Plan,
    pub words: &'m Words,
    pub language: Language,
    pub address: &'m Address,
}

impl Making<'_> {
    /// The address of an item of the plan in this page's language; empty where it is not planned.
    pub fn address_of(&self, item: Item) -> String {
        self.plan.address(item).map(Address::to_string).unwrap_or_default()
    }

    /// The whole address, as other sites see it.
    pub fn canonical(&self, address: &str) -> String {
        format!("{}{address}", self.hub.settings.url.value)
    }
}

/// A link: what it says and where it leads, from the hub's root.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LinkView {
    pub title: String,
    pub address: String,
}

/// A day.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DateView {
    /// As machines write it.
    pub iso: String,
    /// As people write it.
    pub words: String,
}

impl DateView {
    fn of(date: jiff::civil::Date, words: &Words) -> Self {
        DateView { iso: date.to_string(), words: words.date(date) }
    }
}

/// The same page in another language.
#[derive(Debug, Clone, Serialize)]
struct Alternate {
    language: &'static str,
    name: String,
    address: String,
    canonical: String,
    is_current: bool,
}

/// A line of a page's head: a name and what it says.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Meta {
    pub name: &'static str,
    pub content: String,
}

/// What every page shows around its own content.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PageView {
    root: String,
    address: String,
    canonical: String,
    language: &'static str,
    /// The title; the hub's name alone on the home page.
    title: String,
    /// What tells the page from another of the same title, in the browser's tab.
    title_note: Option<String>,
    is_home: bool,
    summary: String,
    /// The part of the hub that the menu marks.
    section: String,
    /// The kind of page, for styles.
    kind: &'static str,
    breadcrumbs: Vec<LinkView>,
    alternates: Vec<Alternate>,
    feed: Option<LinkView>,
    meta: Vec<Meta>,
    json_ld: String,
    /// Whether search engines shall leave it out.
    is_hidden: bool,
}

/// What a view says of its page, before it is put on one.
pub(super) struct About {
    pub title: String,
    pub title_note: Option<String>,
    pub summary: String,
    pub section: &'static str,
    pub kind: &'static str,
    pub breadcrumbs: Vec<LinkView>,
    /// The same page in each language of the hub.
    pub alternates: Vec<(Language, String)>,
    pub feed: Option<LinkView>,
    pub meta: Vec<Meta>,
    pub json_ld: serde_json::Value,
    pub is_hidden: bool,
}

impl About {
    fn new(title: String, summary: String, section: &'static str, kind: &'static str) -> Self {
        About {
            title,
            title_note: None,
            summary,
            section,
            kind,
            breadcrumbs: Vec::new(),
            alternates: Vec::new(),
            feed: None,
            meta: Vec::new(),
            json_ld: serde_json::Value::Null,
            is_hidden: false,
        }
    }
}

fn page_view(about: About, making: &Making<'_>) -> PageView {
    let Making { hub, words, language, address, .. } = *making;
    let is_home = about.kind == "home";
    let mut breadcrumbs = about.breadcrumbs;
    if !is_home {
        breadcrumbs.insert(0, LinkView { title: words.get("home"), address: making.address_of(Item::Home(language)) });
    }
    let alternates = about.alternates.into_iter().map(|(other, address)| Alternate {
        language: other.as_str(),
        name: words.get(if other == Language::Welsh { "language_cy" } else { "language_en" }),
        canonical: making.canonical(&address),
        address,
        is_current: other == language,
    });
    // The page for lost addresses is served at any depth, so that its links start at the host's root.
    let is_lost = address.as_str().ends_with("404.html");
    let host_root = || {
        let url = &hub.settings.url.value;
        let path = url.splitn(4, '/').nth(3).unwrap_or_default();
        format!("/{path}")
    };
    PageView {
        root: if is_lost { host_root() } else { address.to_root() },
        address: address.to_string(),
        canonical: making.canonical(address.as_str()),
        language: language.as_str(),
        json_ld: json_ld::script(&about.json_ld, &breadcrumbs, &about.title, making),
        title: about.title,
        title_note: about.title_note,
        is_home,
        summary: about.summary,
        section: about.section.to_owned(),
        kind: about.kind,
        breadcrumbs,
        alternates: alternates.collect(),
        feed: about.feed,
        meta: about.meta,
        is_hidden: about.is_hidden,
    }
}

/// A page of the plan, as the bytes of its HTML.
pub(super) fn page(
    hub: &Hub,
    plan: &Plan,
    theme: &Theme,
    sites: &Sites,
    item: Item,
    address: &Address,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let language = language_of(hub, item);
    let making = Making { hub, plan, words: theme.words(language), language, address };
    let site = sites.get(language);
    macro_rules! make {
        ($template:literal, $view:expr) => {{
            let (about, it) = $view;
            theme.page($template, site, page_view(about, &making), it)
        }};
    }
    match item {
        Item::Home(_) => make!("home.html", home::view(&making)),
        Item::Entry(id) => {
            let (about, it) = entry::view(&making, id);
            theme.page(template_of(hub, id), site, page_view(about, &making), it)
        }
        Item::List(kind, _, part) => make!("list.html", listing::list(&making, kind, part)),
        Item::Typology(_) => make!("typology.html", listing::typology(&making)),
        Item::Facet(facet, _) => make!("facet.html", listing::facet(&making, facet)),
        Item::Term(term, _, part) => make!("term.html", listing::term(&making, term, part)),
        Item::AToZ(_) => make!("a-to-z.html", alphabet::whole(&making)),
        Item::Letter(_, place) => make!("a-to-z.html", alphabet::letter(&making, place)),
        Item::SiteMap(_) => make!("site-map.html", alphabet::site_map(&making)),
        Item::NotFound(_) => make!("404.html", alphabet::not_found(&making)),
        Item::Feed(_) | Item::KindFeed(..) | Item::TermFeed(..) | Item::SitemapXml | Item::Robots | Item::Static(_) => {
            Ok(Vec::new())
        }
    }
}

fn template_of(hub: &Hub, id: EntryId) -> &'static str {
    match hub.entry(id).kind() {
        Kind::Review => "review.html",
        Kind::Session => "session.html",
        Kind::Course => "course.html",
        Kind::Module => "module.html",
        Kind::Tool => "tool.html",
        Kind::Project => "project.html",
        Kind::Event => "event.html",
        Kind::News => "news.html",
        Kind::Partner => "partner.html",
        Kind::Page => "page.html",
    }
}

/// The language of an item of the plan; files without one have the hub's first.
pub(super) fn language_of(hub: &Hub, item: Item) -> Language {
    match item {
        Item::Home(language)
        | Item::List(_, language, _)
        | Item::Typology(language)
        | Item::Facet(_, language)
        | Item::Term(_, language, _)
        | Item::AToZ(language)
        | Item::Letter(language, _)
        | Item::SiteMap(language)
        | Item::NotFound(language)
        | Item::Feed(language)
        | Item::KindFeed(_, language)
        | Item::TermFeed(_, language) => language,
        Item::Entry(id) => hub.entry(id).language,
        Item::SitemapXml | Item::Robots | Item::Static(_) => hub.settings.primary(),
    }
}

/// The name of a kind of page in the interface's words: of one, or of many.
pub(super) fn kind_phrase(kind: Kind, many: bool) -> &'static str {
    match (kind, many) {
        (Kind::Review, false) => "review",
        (Kind::Review, true) => "reviews",
        (Kind::Session, false) => "session",
        (Kind::Session, true) => "sessions",
        (Kind::Course, false) => "course",
        (Kind::Course, true) => "courses",
        (Kind::Module, false) => "module",
        (Kind::Module, true) => "modules",
        (Kind::Tool, false) => "tool",
        (Kind::Tool, true) => "tools",
        (Kind::Project, false) => "project",
        (Kind::Project, true) => "projects",
        (Kind::Event, false) => "event",
        (Kind::Event, true) => "events",
        (Kind::News, _) => "news",
        (Kind::Partner, false) => "partner",
        (Kind::Partner, true) => "partners",
        (Kind::Page, false) => "page",
        (Kind::Page, true) => "pages",
    }
}

/// The same item in each language of the hub, with its address.
fn in_each_language(making: &Making<'_>, item: impl Fn(Language) -> Item) -> Vec<(Language, String)> {
    let languages = making.hub.settings.languages();
    languages.filter_map(|language| Some((language, making.plan.address(item(language))?.to_string()))).collect()
}
