//! What is the same on every page of a language: the hub's name, menu, foot, words and assets.

use std::collections::BTreeMap;

use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::{LinkView, kind_phrase};
use crate::model::{Hub, Language, Target};
use crate::plan::{Item, Plan, folder};
use crate::render::theme::Theme;
use crate::render::words::Words;

#[derive(Serialize)]
struct MenuLink {
    title: String,
    address: String,
    section: &'static str,
}

#[derive(Serialize)]
struct SiteView {
    name: String,
    tagline: String,
    description: String,
    notice: Option<String>,
    licence_name: String,
    licence_url: String,
    language: &'static str,
    menu: Vec<MenuLink>,
    footer: Vec<LinkView>,
    home: String,
    a_to_z: String,
    site_map: String,
    typology: String,
    feed: String,
    words: BTreeMap<String, String>,
    assets: BTreeMap<String, String>,
}

/// The view of the site in each language, made once.
pub struct Sites(BTreeMap<Language, Value>);

impl Sites {
    /// The views of a hub.
    pub fn of(hub: &Hub, plan: &Plan, theme: &Theme) -> Self {
        let views = hub.settings.languages().map(|language| {
            let view = view(hub, plan, theme, language);
            (language, Value::from(Serde(view)))
        });
        Sites(views.collect())
    }

    pub(super) fn get(&self, language: Language) -> &Value {
        // Invariant: `of` makes a view for every language of the hub, and pages are planned in no other.
        &self.0[&language]
    }
}

fn view(hub: &Hub, plan: &Plan, theme: &Theme, language: Language) -> SiteView {
    let words = theme.words(language);
    let settings = &hub.settings;
    let address = |item| plan.address(item).map(ToString::to_string).unwrap_or_default();
    let menu = hub.menu.iter().filter_map(|target| {
        let (title, section) = name(hub, target, words, language)?;
        Some(MenuLink { title, address: plan.follow(hub, target, language)?, section })
    });
    let footer = hub.footer.iter().filter_map(|target| {
        let (title, _) = name(hub, target, words, language)?;
        Some(LinkView { title, address: plan.follow(hub, target, language)? })
    });
    SiteView {
        name: settings.name.in_language(language).to_owned(),
        tagline: settings.tagline.in_language(language).to_owned(),
        description: settings.description.in_language(language).to_owned(),
        notice: settings.notice.as_ref().map(|notice| notice.in_language(language).to_owned()),
        licence_name: settings.licence.name.clone(),
        licence_url: settings.licence.url.clone(),
        language: language.as_str(),
        menu: menu.collect(),
        footer: footer.collect(),
        home: address(Item::Home(language)),
        a_to_z: address(Item::AToZ(language)),
        site_map: address(Item::SiteMap(language)),
        typology: address(Item::Typology(language)),
        feed: address(Item::Feed(language)),
        words: words.plain(),
        assets: theme.asset_addresses(),
    }
}

/// What a target is called in the menu, and the part of the hub it opens.
fn name(hub: &Hub, target: &Target, words: &Words, language: Language) -> Option<(String, &'static str)> {
    Some(match target {
        Target::List(kind) => (words.get(kind_phrase(*kind, true)), folder(*kind)),
        Target::Typology => (words.get("typology"), "typology"),
        Target::Facet(facet) => (hub.typology.facet(*facet).label.in_language(language).to_owned(), "typology"),
        Target::Term(term) => (hub.typology.term(*term).label.in_language(language).to_owned(), "typology"),
        Target::Entry(id, _) => (hub.entry(hub.in_language(*id, language)).title.clone(), ""),
        Target::Static(_) | Target::Here(_) | Target::Outside(_) | Target::Nowhere => return None,
    })
}
