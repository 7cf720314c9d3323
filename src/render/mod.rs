//! The plan to artifacts: what the bytes of every page and file are.
//!
//! Each item of the plan is made on its own, in parallel: its view ([`views`]) from the hub, its HTML from the view by a template of
//! the [`Theme`]. Feeds ([`feeds`]) and the sitemap need no template. Nothing here reads a file or knows what day it is.

mod citations;
mod feeds;
mod json_ld;
mod markdown;
mod sitemap;
mod theme;
pub mod views;
mod words;

pub use theme::{BUILT_IN, FILTERS, Theme};

use std::io;

use rayon::prelude::*;

use crate::artifact::Artifact;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::model::Hub;
use crate::plan::{Item, Plan};

/// Makes every artifact and hands each to `stage`; the value is the number of pages.
///
/// # Errors
/// What `stage` says.
pub fn render(
    hub: &Hub,
    plan: &Plan,
    theme: &Theme,
    stage: &(dyn Fn(Artifact) -> io::Result<()> + Sync),
) -> io::Result<Outcome<usize>> {
    let assets = theme.assets();
    let sites = views::Sites::of(hub, plan, theme);
    let made: Vec<Option<Diagnostic>> = plan
        .items
        .par_iter()
        .map(|(item, address)| {
            let bytes = match item {
                Item::Static(place) => Ok(hub.static_files[*place as usize].1.clone()),
                Item::Robots => Ok(sitemap::robots(hub).into_bytes()),
                Item::SitemapXml => Ok(sitemap::sitemap(hub, plan).into_bytes()),
                Item::Feed(..) | Item::KindFeed(..) | Item::TermFeed(..) => {
                    Ok(feeds::feed(hub, plan, theme, *item, address).into_bytes())
                }
                page => views::page(hub, plan, theme, &sites, *page, address),
            };
            match bytes {
                Ok(bytes) => stage(Artifact { path: address.file(), bytes }).map(|()| None),
                Err(diagnostic) => Ok(Some(*diagnostic)),
            }
        })
        .collect::<io::Result<_>>()?;
    for artifact in assets {
        stage(artifact)?;
    }
    let n_pages = plan.items.iter().filter(|(item, _)| is_page(item)).count();
    let mut diagnostics: Vec<Diagnostic> = made.into_iter().flatten().collect();
    // One fault of a template shows on every page that is made with it: it is told once.
    diagnostics.sort_by(|a, b| a.message.cmp(&b.message));
    diagnostics.dedup_by(|a, b| a.message == b.message);
    Ok(Outcome { value: n_pages, diagnostics })
}

fn is_page(item: &Item) -> bool {
    !matches!(
        item,
        Item::Static(_) | Item::Robots | Item::SitemapXml | Item::Feed(_) | Item::KindFeed(..) | Item::TermFeed(..)
    )
}
