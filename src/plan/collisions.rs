//! Two things at one address, or at two that some hosts cannot tell apart.

use std::collections::HashMap;

use super::{Address, Item};
use crate::diagnostic::{Code, Diagnostic, FileId};
use crate::model::Hub;

/// Tells every address that is taken twice.
pub fn check(hub: &Hub, items: &[(Item, Address)]) -> Vec<Diagnostic> {
    let mut first: HashMap<String, Item> = HashMap::with_capacity(items.len());
    let mut diagnostics = Vec::new();
    for (item, address) in items {
        let file = address.file().to_lowercase();
        let Some(earlier) = first.insert(file, *item) else { continue };
        let shown = format!("/{address}");
        let mut diagnostic = Diagnostic::new(
            Code::AddressCollision,
            format!("{} and {} would both be published at `{shown}`", name(hub, earlier), name(hub, *item)),
        );
        for file in [source(hub, *item), source(hub, earlier)].into_iter().flatten() {
            diagnostic = diagnostic.in_file(&file);
        }
        diagnostics.push(diagnostic.help("rename one of the files"));
    }
    diagnostics.extend(items.iter().filter_map(|(item, address)| in_the_way(hub, *item, address, &first)));
    diagnostics
}

/// A copied file whose name is that of a folder that other files need.
fn in_the_way(hub: &Hub, item: Item, address: &Address, taken: &HashMap<String, Item>) -> Option<Diagnostic> {
    let file = address.file().to_lowercase();
    let folder = file.match_indices('/').map(|(at, _)| &file[..at]).find(|folder| taken.contains_key(*folder))?;
    let copied = *taken.get(folder)?;
    let message = format!("{} stands where {} needs a folder", name(hub, copied), name(hub, item));
    let files = [source(hub, copied), source(hub, item)].into_iter().flatten();
    let diagnostic = Diagnostic::new(Code::AddressCollision, message).help("rename one of the files");
    Some(files.fold(diagnostic, |diagnostic, file| diagnostic.in_file(&file)))
}

fn source(hub: &Hub, item: Item) -> Option<FileId> {
    match item {
        Item::Entry(id) => Some(hub.entry(id).source.clone()),
        Item::Static(place) => Some(FileId::new(&format!("static/{}", hub.static_files[place as usize].0))),
        _ => None,
    }
}

fn name(hub: &Hub, item: Item) -> String {
    if let Some(file) = source(hub, item) {
        return format!("`{file}`");
    }
    match item {
        Item::Home(_) => "the home page".to_owned(),
        Item::List(kind, ..) => format!("the list of pages of the kind `{}`", kind.as_str()),
        Item::Typology(_) => "the list of facets".to_owned(),
        Item::Facet(facet, _) => format!("the page of the facet `{}`", hub.typology.facet(facet).name),
        Item::Term(term, ..) => format!("the page of the term `{}`", hub.typology.term(term).name),
        Item::AToZ(_) | Item::Letter(..) => "the A to Z".to_owned(),
        Item::SiteMap(_) => "the site map".to_owned(),
        Item::NotFound(_) => "the page for addresses that lead nowhere".to_owned(),
        Item::Feed(_) | Item::KindFeed(..) | Item::TermFeed(..) => "a feed".to_owned(),
        Item::SitemapXml => "the sitemap".to_owned(),
        Item::Robots => "`robots.txt`".to_owned(),
        Item::Entry(_) | Item::Static(_) => String::new(),
    }
}
