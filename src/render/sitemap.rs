//! `sitemap.xml` with each page's languages (sitemaps.org 0.9), and `robots.txt`.

use std::collections::BTreeMap;

use super::markdown::escape;
use crate::model::{EntryId, Hub, Language};
use crate::plan::{Item, Plan};

/// The sitemap.
pub(super) fn sitemap(hub: &Hub, plan: &Plan) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let url = &hub.settings.url.value;
    for (item, address) in &plan.items {
        let (updated, versions) = match item {
            Item::Entry(id) => (Some(hub.entry(*id).updated), versions_of_entry(hub, plan, *id)),
            Item::Static(_) | Item::SitemapXml | Item::Robots | Item::NotFound(_) => continue,
            Item::Feed(_) | Item::KindFeed(..) | Item::TermFeed(..) | Item::Letter(..) => continue,
            generated => (None, versions_of_item(hub, plan, *generated)),
        };
        out.push_str("<url><loc>");
        escape(&mut out, &format!("{url}{address}"));
        out.push_str("</loc>");
        if let Some(updated) = updated {
            out.push_str(&format!("<lastmod>{updated}</lastmod>"));
        }
        if versions.len() > 1 {
            for (language, address) in versions {
                out.push_str(&format!("<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"", language.as_str()));
                escape(&mut out, &format!("{url}{address}"));
                out.push_str("\"/>");
            }
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

fn versions_of_entry(hub: &Hub, plan: &Plan, id: EntryId) -> BTreeMap<Language, String> {
    hub.entry(id).languages.iter().map(|(language, id)| (*language, plan.entry(*id).to_string())).collect()
}

fn versions_of_item(hub: &Hub, plan: &Plan, item: Item) -> BTreeMap<Language, String> {
    let in_language = |language: Language| match item {
        Item::Home(_) => Item::Home(language),
        Item::List(kind, _, part) => Item::List(kind, language, part),
        Item::Typology(_) => Item::Typology(language),
        Item::Facet(facet, _) => Item::Facet(facet, language),
        Item::Term(term, _, part) => Item::Term(term, language, part),
        Item::AToZ(_) => Item::AToZ(language),
        Item::SiteMap(_) => Item::SiteMap(language),
        other => other,
    };
    let languages = hub.settings.languages();
    languages.filter_map(|language| Some((language, plan.address(in_language(language))?.to_string()))).collect()
}

/// What search engines may read: everything.
pub(super) fn robots(hub: &Hub) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", hub.settings.url.value)
}
