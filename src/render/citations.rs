//! Citations and reference lists in the style of the American Psychological Association (7th edition), by hayagriva.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style, taxonomy};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, ElemChild, ElemChildren,
    ElemMeta, LocatorPayload, SpecificLocator,
};

use super::markdown::{escape, escaped};
use crate::artifact::Digest;
use crate::model::{Citation, Language, Reference};

static STYLE: LazyLock<Option<IndependentStyle>> =
    LazyLock::new(|| match ArchivedStyle::AmericanPsychologicalAssociation.get() {
        Style::Independent(style) => Some(style),
        Style::Dependent(_) => None,
    });

static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(locales);

/// A page's citations and its reference list, as HTML.
#[derive(Debug, Default)]
pub struct Cited {
    /// The citations of the text, by their number in it.
    pub in_text: Vec<String>,
    /// Of each source by its key: a citation that leads to it.
    pub by_key: HashMap<String, String>,
    /// The reference list: each source's key and its entry.
    pub references: Vec<(String, String)>,
}

/// Makes the citations of a page. `groups` are those of the text, `sources` all that it cites.
pub fn make(groups: &[&[Citation]], sources: &[Arc<Reference>], language: Language) -> Cited {
    let Some(style) = STYLE.as_ref().filter(|_| !sources.is_empty()) else { return Cited::default() };
    let locale = LocaleCode(match language {
        Language::English => "en-GB".to_owned(),
        Language::Welsh => "cy-GB".to_owned(),
    });
    let by_key: HashMap<&str, &Arc<Reference>> = sources.iter().map(|source| (source.key.as_str(), source)).collect();
    let mut driver = BibliographyDriver::new();
    let mut keys: Vec<Vec<&str>> = Vec::new();
    let request = |items| CitationRequest::new(items, style, Some(locale.clone()), &LOCALES, None);
    for group in groups {
        let found: Vec<(&Citation, &Arc<Reference>)> =
            group.iter().filter_map(|one| Some((one, *by_key.get(one.key.as_str())?))).collect();
        keys.push(found.iter().map(|(one, _)| one.key.as_str()).collect());
        driver.citation(request(found.into_iter().map(|(one, source)| item(one, source)).collect()));
    }
    for source in sources {
        keys.push(vec![source.key.as_str()]);
        driver.citation(request(vec![CitationItem::with_entry(&source.entry)]));
    }
    let rendered = driver.finish(BibliographyRequest { style, locale: Some(locale), locale_files: &LOCALES });
    let mut html: Vec<String> =
        rendered.citations.iter().zip(&keys).map(|(citation, keys)| linked(&citation.citation, keys)).collect();
    let own = html.split_off(groups.len().min(html.len()));
    // hayagriva names entries by their own keys, which are those of references.bib.
    let references = rendered.bibliography.map(|bibliography| bibliography.items).unwrap_or_default();
    Cited {
        in_text: html,
        by_key: sources.iter().map(|source| source.key.clone()).zip(own).collect(),
        references: references
            .into_iter()
            .map(|item| {
                let mut entry = String::new();
                write(&mut entry, &item.content, &[]);
                // hayagriva takes the "and others" of BibTeX for a person (its issue 505).
                (item.key, entry.replace("&amp; others", "et al."))
            })
            .collect(),
    }
}

fn item<'r>(citation: &'r Citation, source: &'r Reference) -> CitationItem<'r, hayagriva::Entry> {
    let locator = citation.locator.as_deref().map(|locator| {
        let (kind, place) = match locator.split_once(' ') {
            Some(("p." | "pp." | "page" | "pages" | "t.", place)) => (taxonomy::Locator::Page, place),
            Some(("ch." | "chapter", place)) => (taxonomy::Locator::Chapter, place),
            // Tables, figures and the like keep their own word.
            Some((word, _)) if word.chars().all(char::is_alphabetic) => (taxonomy::Locator::Custom, locator),
            _ => (taxonomy::Locator::Page, locator),
        };
        SpecificLocator(kind, LocatorPayload::Str(place))
    });
    CitationItem::with_locator(&source.entry, locator)
}

/// A citation in which each source leads to its entry in the reference list.
fn linked(citation: &ElemChildren, keys: &[&str]) -> String {
    let mut out = String::from("<span class=\"citation\">");
    write(&mut out, citation, keys);
    out.push_str("</span>");
    out
}

fn write(out: &mut String, children: &ElemChildren, keys: &[&str]) {
    for child in &children.0 {
        match child {
            ElemChild::Elem(elem) => {
                let key = match elem.meta {
                    Some(ElemMeta::Entry(place)) => keys.get(place),
                    _ => None,
                };
                if let Some(key) = key {
                    out.push_str(&format!("<a href=\"#hub-ref-{}\">", escaped(&anchor(key))));
                }
                write(out, &elem.children, keys);
                if key.is_some() {
                    out.push_str("</a>");
                }
            }
            ElemChild::Link { text, url } => {
                let safe = url.starts_with("https://") || url.starts_with("http://");
                if safe {
                    out.push_str("<a href=\"");
                    escape(out, url);
                    out.push_str("\">");
                }
                escape(out, &text.text);
                if safe {
                    out.push_str("</a>");
                }
            }
            other => text(out, other),
        }
    }
}

/// Text with its formatting: only emphasis survives, as everything else is the style sheet's.
fn text(out: &mut String, child: &ElemChild) {
    let ElemChild::Text(formatted) = child else {
        let mut plain = String::new();
        if child.write_buf(&mut plain, BufWriteFormat::Plain).is_ok() {
            escape(out, &plain);
        }
        return;
    };
    let is_italic = formatted.formatting.font_style == hayagriva::citationberg::FontStyle::Italic;
    if is_italic {
        out.push_str("<em>");
    }
    escape(out, &formatted.text);
    if is_italic {
        out.push_str("</em>");
    }
}

/// A key as an anchor. Keys that differ only in signs that an anchor does not keep still have anchors of their own.
pub fn anchor(key: &str) -> String {
    let slug = crate::model::slug_of(key);
    if slug == key { slug } else { format!("{slug}-{}", &Digest::of(key.as_bytes()).0[..8]) }
}
