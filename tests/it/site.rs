//! The hub of this repository, built in memory: every page is whole, every link leads somewhere, nothing runs inline.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::OnceLock;

use jiff::civil::date;
use peel::artifact::Digest;
use peel::diagnostic::{Diagnostic, Severity};
use peel::disk::DiskWorld;
use peel::pipeline;
use peel::publish::MemorySink;
use scraper::{Html, Selector};

pub struct Site {
    pub files: BTreeMap<String, Vec<u8>>,
    pub diagnostics: Vec<Diagnostic>,
}

/// The repository's own hub, built once for all tests.
pub fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let world = DiskWorld::open(Path::new(env!("CARGO_MANIFEST_DIR")), date(2026, 11, 24)).unwrap();
        let mut sink = MemorySink::default();
        let built = pipeline::build(&world, &mut sink, &Digest::of(b"test")).unwrap();
        Site { files: sink.site, diagnostics: built.diagnostics }
    })
}

fn pages() -> impl Iterator<Item = (&'static str, Html)> {
    let files = site().files.iter().filter(|(path, _)| path.ends_with(".html"));
    files.map(|(path, bytes)| (path.as_str(), Html::parse_document(std::str::from_utf8(bytes).unwrap())))
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

fn ids(html: &Html) -> BTreeSet<String> {
    html.select(&selector("[id]")).map(|element| element.attr("id").unwrap().to_owned()).collect()
}

#[test]
fn the_hub_builds_with_nothing_worse_than_notes() {
    let grave: Vec<&Diagnostic> =
        site().diagnostics.iter().filter(|one| one.code.severity() != Severity::Note).collect();
    assert!(grave.is_empty(), "{grave:#?}");
    assert!(site().files.len() > 300, "only {} files", site().files.len());
}

#[test]
fn every_page_has_a_title_a_summary_one_heading_a_language_and_a_way_back() {
    let mut bad = Vec::new();
    let mut titles: HashMap<String, &str> = HashMap::new();
    for (path, html) in pages() {
        let mut need = |what: &str, holds: bool| {
            if !holds {
                bad.push(format!("{path}: {what}"));
            }
        };
        let text = |css: &str| {
            let found: Vec<String> = html.select(&selector(css)).map(|one| one.text().collect::<String>()).collect();
            found
        };
        let title = text("title").concat();
        need("a title", title.trim().len() > 5);
        let summary = html.select(&selector("meta[name=description]")).next().and_then(|meta| meta.attr("content"));
        need("a summary", summary.is_some_and(|summary| summary.len() > 10));
        need("one first-level heading", text("h1").len() == 1 && !text("h1")[0].trim().is_empty());
        need("a language", html.root_element().attr("lang").is_some_and(|lang| lang == "en" || lang == "cy"));
        let is_home = matches!(path, "index.html" | "cy/index.html");
        need("a way back", is_home || html.select(&selector("nav.breadcrumbs a")).next().is_some());
        need("no unresolved phrase", !title.contains('{') && !text("body").concat().contains("{n}"));
        if !path.ends_with("404.html")
            && let Some(other) = titles.insert(format!("{:?}{title}", html.root_element().attr("lang")), path)
        {
            need(&format!("a title of its own, not that of {other}"), false);
        }
    }
    assert!(bad.is_empty(), "\n{}", bad.join("\n"));
}

/// The path of a file of the site to which a relative address leads from a page, and the anchor on it.
fn target(page: &str, address: &str) -> (String, Option<String>) {
    let (path, anchor) = match address.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (address, None),
    };
    if path.is_empty() {
        return (page.to_owned(), anchor);
    }
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { page.split('/').collect() };
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().expect("a link does not climb out of the site");
            }
            part => parts.push(part),
        }
    }
    let mut joined = parts.join("/");
    if path.ends_with('/') || path.ends_with("..") || path == "." {
        joined = if joined.is_empty() { "index.html".to_owned() } else { format!("{joined}/index.html") };
    }
    (joined, anchor)
}

#[test]
fn every_link_leads_to_a_page_and_every_anchor_to_a_place_on_it() {
    let anchors: HashMap<&str, BTreeSet<String>> = pages().map(|(path, html)| (path, ids(&html))).collect();
    let mut bad = Vec::new();
    let mut n_links = 0;
    for (path, html) in pages() {
        for element in html.select(&selector("[href], [src]")) {
            let address = element.attr("href").or(element.attr("src")).unwrap();
            if address.contains("://") || address.starts_with("mailto:") {
                continue;
            }
            n_links += 1;
            let (file, anchor) = target(path, address);
            if !site().files.contains_key(&file) {
                bad.push(format!("{path}: `{address}` leads to {file}, which is not there"));
            } else if let Some(anchor) = anchor.filter(|anchor| !anchors[file.as_str()].contains(anchor)) {
                bad.push(format!("{path}: {file} has no place `{anchor}`"));
            }
        }
    }
    assert!(bad.is_empty(), "\n{}", bad.join("\n"));
    assert!(n_links > 10_000, "only {n_links} links were seen");
}

#[test]
fn no_page_runs_or_styles_anything_inline_and_none_asks_another_host() {
    let mut bad = Vec::new();
    for (path, html) in pages() {
        for element in html.select(&selector("*")) {
            for (name, value) in element.value().attrs() {
                if name.starts_with("on")
                    || name == "style"
                    || value.trim_start().to_lowercase().starts_with("javascript:")
                {
                    bad.push(format!("{path}: {name}=\"{value}\""));
                }
                let loads = matches!(name, "src" | "srcset" | "data" | "poster")
                    || (name == "href" && matches!(element.attr("rel"), Some("stylesheet" | "icon" | "preload")));
                if loads && value.contains("//") {
                    bad.push(format!("{path}: loads {value}"));
                }
            }
            let is_data = element.attr("type") == Some("application/ld+json");
            if (element.value().name() == "script" && !is_data) || element.value().name() == "style" {
                bad.push(format!("{path}: an inline <{}>", element.value().name()));
            }
        }
    }
    assert!(bad.is_empty(), "\n{}", bad.join("\n"));
}

#[test]
fn every_id_is_unique_on_its_page() {
    let mut bad = Vec::new();
    for (path, html) in pages() {
        let mut seen = BTreeSet::new();
        for element in html.select(&selector("[id]")) {
            let id = element.attr("id").unwrap();
            if !seen.insert(id.to_owned()) {
                bad.push(format!("{path}: `{id}` twice"));
            }
        }
    }
    assert!(bad.is_empty(), "\n{}", bad.join("\n"));
}

#[test]
fn structured_data_is_json_with_a_type_and_whole_addresses() {
    for (path, html) in pages().filter(|(path, _)| !path.ends_with("404.html")) {
        let script =
            html.select(&selector("script[type='application/ld+json']")).next().unwrap_or_else(|| panic!("{path}"));
        let data: serde_json::Value = serde_json::from_str(&script.text().collect::<String>()).expect(path);
        assert_eq!(data["@context"], "https://schema.org", "{path}");
        for item in data["@graph"].as_array().expect(path) {
            assert!(item["@type"].is_string(), "{path}: {item}");
            if let Some(url) = item["url"].as_str() {
                assert!(url.starts_with("https://better-policing.example/"), "{path}: {url}");
            }
        }
    }
}

#[test]
fn threads_are_joined_at_both_ends() {
    let page = |path: &str| Html::parse_document(std::str::from_utf8(&site().files[path]).unwrap());
    let leads = |path: &str, css: &str, to: &str| {
        page(path).select(&selector(css)).any(|link| link.attr("href").is_some_and(|href| href.ends_with(to)))
    };
    let session = "sessions/second-responders/index.html";
    let review = "reviews/second-responders/index.html";
    assert!(leads(session, "section[aria-labelledby=hub-based-on] a", "reviews/second-responders/"));
    assert!(leads(review, "section[aria-labelledby=hub-used-by] a", "sessions/second-responders/"));
    let welsh_session = "cy/sessions/second-responders/index.html";
    let welsh_review = "cy/reviews/second-responders/index.html";
    assert!(leads(welsh_session, "section[aria-labelledby=hub-based-on] a", "cy/reviews/second-responders/"));
    assert!(leads(welsh_review, "section[aria-labelledby=hub-used-by] a", "cy/sessions/second-responders/"));
}

#[test]
fn a_review_can_be_saved_by_a_reference_manager() {
    let html = Html::parse_document(std::str::from_utf8(&site().files["reviews/scared-straight/index.html"]).unwrap());
    let meta = |name: &str| {
        let found = html.select(&selector(&format!("meta[name={name}]"))).next();
        found.and_then(|meta| meta.attr("content")).unwrap_or_default().to_owned()
    };
    assert!(meta("citation_title").starts_with("Scared Straight"));
    assert_eq!(meta("citation_author"), "Better Policing Collaborative");
    assert_eq!(meta("citation_publication_date"), "2026/11/24");
    assert!(meta("citation_public_url").starts_with("https://better-policing.example/reviews/scared-straight/"));
}

#[test]
fn feeds_are_atom_with_a_feed_for_each_kind_and_term() {
    let feeds: Vec<&String> = site().files.keys().filter(|path| path.ends_with("feed.xml")).collect();
    assert!(feeds.iter().any(|path| *path == "feed.xml") && feeds.iter().any(|path| *path == "cy/feed.xml"));
    assert!(feeds.iter().any(|path| *path == "reviews/feed.xml"));
    assert!(feeds.iter().any(|path| *path == "typology/problem/domestic-abuse/feed.xml"));
    for path in feeds {
        let text = std::str::from_utf8(&site().files[path]).unwrap();
        let feed: atom_syndication::Feed = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(feed.id().starts_with("https://better-policing.example/"), "{path}");
        let own = feed.links().iter().find(|link| link.rel() == "self").expect(path);
        assert_eq!(own.href(), format!("https://better-policing.example/{path}"));
        for entry in feed.entries() {
            let address = entry.id().strip_prefix("https://better-policing.example/").expect("an address of the hub");
            assert!(site().files.contains_key(&format!("{address}index.html")), "{path}: {address} is not there");
        }
    }
}

#[test]
fn the_sitemap_names_every_page_that_may_be_found() {
    let sitemap = std::str::from_utf8(&site().files["sitemap.xml"]).unwrap();
    for (path, _) in site().files.iter().filter(|(path, _)| path.ends_with("/index.html")) {
        let address = format!("<loc>https://better-policing.example/{}</loc>", path.trim_end_matches("index.html"));
        assert!(sitemap.contains(&address), "{path} is missing");
    }
    assert!(!sitemap.contains("404"));
    assert!(sitemap.contains("hreflang=\"cy\" href=\"https://better-policing.example/cy/\""));
    let robots = std::str::from_utf8(&site().files["robots.txt"]).unwrap();
    assert!(robots.contains("Sitemap: https://better-policing.example/sitemap.xml"));
}

#[test]
fn the_hub_says_that_it_is_a_demonstration_and_examples_say_that_they_are() {
    for (path, html) in pages() {
        let body = html.root_element().text().collect::<String>().to_lowercase();
        assert!(body.contains("demonstration hub") || path.starts_with("cy/"), "{path}");
    }
    for (path, html) in pages().filter(|(path, _)| path.starts_with("events/") && *path != "events/index.html") {
        let banner = html.select(&selector(".banner-example")).next();
        assert!(banner.is_some_and(|banner| banner.text().collect::<String>().contains("invented example")), "{path}");
    }
}
