//! A page's text: what was written, and what was found in it on the way in.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::Span;

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Its level, 2 to 6.
    pub level: u8,
    /// Its words, without markup.
    pub words: String,
    /// Its anchor, unique on the page.
    pub anchor: String,
    /// Where it stands.
    pub span: Span,
}

/// A link, as written.
#[derive(Debug, Clone)]
pub struct Link {
    /// Where it leads.
    pub destination: String,
    /// Where it stands.
    pub span: Span,
}

/// An image, as written.
#[derive(Debug, Clone)]
pub struct Image {
    /// Where it is.
    pub destination: String,
    /// Where it stands in the text.
    pub span: Span,
}

/// A citation of one source: a key and, perhaps, the place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The key in references.bib.
    pub key: String,
    /// The place in the source, as in `p. 4`.
    pub locator: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// The text of a page.
#[derive(Debug, Clone)]
pub struct Text {
    /// The whole file.
    pub file: Arc<str>,
    /// The byte at which the Markdown starts.
    pub start: usize,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The links, in order, images not among them.
    pub links: Vec<Link>,
    /// The images, in order.
    pub images: Vec<Image>,
    /// The citations, in order; one pair of brackets may name several sources.
    pub citations: Vec<Vec<Citation>>,
    /// The names of footnotes that are referred to.
    pub footnotes: Vec<String>,
    /// The number of words.
    pub n_words: usize,
}

impl Text {
    /// The Markdown.
    pub fn markdown(&self) -> &str {
        &self.file[self.start..]
    }

    /// Whether one of the headings has this anchor.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        self.headings.iter().any(|heading| heading.anchor == anchor)
    }

    /// Minutes of reading, at 200 words a minute, rounded up and at least 1.
    pub fn minutes(&self) -> usize {
        self.n_words.div_ceil(200).max(1)
    }
}

/// How the anchors start that are not made of a heading's words.
const KEPT: &[&str] = &["hub-", "study-"];

/// Makes anchors that are unique on a page. A counter for each base keeps it linear where every heading is the same.
#[derive(Debug, Default)]
pub struct Anchors {
    next: HashMap<String, usize>,
}

impl Anchors {
    /// The anchor of a heading of these words: `findings`, then `findings-1`, `findings-2`, as Git hosts make them. Anchors that the
    /// theme and study tables make for themselves are kept from headings.
    pub fn of_heading(&mut self, words: &str) -> String {
        let slug = slug_of(words);
        let is_kept = KEPT.iter().any(|kept| slug.starts_with(kept));
        self.unique(if slug.is_empty() || is_kept {
            format!("section-{slug}").trim_end_matches('-').to_owned()
        } else {
            slug
        })
    }

    /// The anchor of a study of this name.
    pub fn of_study(&mut self, name: &str) -> String {
        self.unique(format!("study-{}", slug_of(name)))
    }

    fn unique(&mut self, base: String) -> String {
        let mut count = self.next.get(&base).copied().unwrap_or(0);
        let mut anchor = if count == 0 { base.clone() } else { format!("{base}-{count}") };
        // A heading may itself be called "findings-1": step over what is taken.
        while count > 0 && self.next.contains_key(&anchor) {
            count += 1;
            anchor = format!("{base}-{count}");
        }
        self.next.insert(base, count + 1);
        self.next.entry(anchor.clone()).or_insert(1);
        anchor
    }
}

/// Words as an anchor: letters and digits in lower case, blanks as hyphens, all else left out, as Git hosts do.
pub fn slug_of(words: &str) -> String {
    words
        .trim()
        .chars()
        .filter_map(|character| match character {
            ' ' | '-' => Some('-'),
            '_' => Some('_'),
            other if other.is_alphanumeric() => Some(other),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a name can be an address: lower-case letters, digits and single hyphens, at most 80, and no name Windows keeps.
pub fn is_slug(name: &str) -> bool {
    const KEPT_BY_WINDOWS: &[&str] = &["con", "prn", "aux", "nul"];
    let well_formed = !name.is_empty()
        && name.len() <= 80
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !name.starts_with('-')
        && !name.ends_with('-')
        && !name.contains("--");
    let is_port = (name.starts_with("com") || name.starts_with("lpt"))
        && name.len() == 4
        && name.ends_with(|last: char| last.is_ascii_digit());
    well_formed && !is_port && !KEPT_BY_WINDOWS.contains(&name)
}
