//! Markdown: one way to read it, and what is found in a page's text on the way in.
//!
//! [`events`] is the only place that sets the parser up; rendering reads the same events, so that headings, links and citations
//! are counted alike on both sides.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, FileId, Outcome, Span};
use crate::model::{Anchors, Citation, Heading, Image, Link, Text};

/// Quotations and lists may stand inside each other this deep.
pub const NESTING_MAX: usize = 32;

/// The inline tags that may be written, without attributes.
pub const INLINE_TAGS: &[&str] = &["sub", "sup", "kbd", "mark"];

/// The events of a Markdown text with their bytes in it. A citation comes as a link of the type `ShortcutUnknown`.
pub fn events(markdown: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let citation = |link: BrokenLink<'_>| {
        let is_shortcut = matches!(link.link_type, LinkType::Shortcut | LinkType::ShortcutUnknown);
        (is_shortcut && link.reference.starts_with('@')).then_some((CowStr::Borrowed("#"), CowStr::Borrowed("")))
    };
    Parser::new_with_broken_link_callback(markdown, options, Some(citation)).into_offset_iter()
}

/// Whether a link is a citation.
pub fn is_citation(link_type: LinkType) -> bool {
    link_type == LinkType::ShortcutUnknown
}

/// The citations in `[@key, p. 4; @other]`, whose first byte in the file is `offset`.
pub fn citations(written: &str, offset: usize) -> Vec<Citation> {
    let inner_start = written.find('[').map_or(0, |at| at + 1);
    let inner = written[inner_start..].trim_end_matches(']');
    let mut at = offset + inner_start;
    let mut found = Vec::new();
    for part in inner.split(';') {
        let lead = part.len() - part.trim_start().len();
        let trimmed = part.trim();
        let (key, locator) = match trimmed.split_once(',') {
            Some((key, locator)) => (key.trim(), Some(locator.trim().to_owned())),
            None => (trimmed, None),
        };
        let span = Span::new(at + lead, at + lead + key.len());
        let key = key.strip_prefix('@').unwrap_or(key).trim_start().to_owned();
        found.push(Citation { key, locator: locator.filter(|locator| !locator.is_empty()), span });
        at += part.len() + 1;
    }
    found
}

/// Whether inline HTML may pass: an allowed tag without attributes, or a comment, which is left out.
pub fn allowed_tag(html: &str) -> Option<Tagged<'_>> {
    if html.starts_with("<!--") {
        return Some(Tagged::Comment);
    }
    let inner = html.strip_prefix('<')?.strip_suffix('>')?;
    if matches!(inner, "br" | "br/" | "br /") {
        return Some(Tagged::Break);
    }
    match inner.strip_prefix('/') {
        Some(name) => INLINE_TAGS.contains(&name).then_some(Tagged::Close(name)),
        None => INLINE_TAGS.contains(&inner).then_some(Tagged::Open(inner)),
    }
}

/// A piece of inline HTML that may pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tagged<'h> {
    /// An opening tag of this name.
    Open(&'h str),
    /// A closing tag of this name.
    Close(&'h str),
    /// A line break.
    Break,
    /// A comment.
    Comment,
}

/// Looks through a page's text, whose Markdown starts at byte `start` of the file.
pub fn scan(file: &FileId, whole: Arc<str>, start: usize) -> Outcome<Text> {
    let mut scan = Scan {
        file,
        start,
        text: Text {
            file: whole.clone(),
            start,
            headings: Vec::new(),
            links: Vec::new(),
            images: Vec::new(),
            citations: Vec::new(),
            footnotes: Vec::new(),
            n_words: 0,
        },
        anchors: Anchors::default(),
        heading: None,
        image: None,
        in_citation: false,
        depth: 0,
        open_tags: Vec::new(),
        told_tags: HashSet::new(),
        diagnostics: Vec::new(),
    };
    for (event, range) in events(&whole[start..]) {
        if !scan.event(&event, &range, &whole) {
            break;
        }
    }
    Outcome { value: scan.text, diagnostics: scan.diagnostics }
}

struct Scan<'f> {
    file: &'f FileId,
    start: usize,
    text: Text,
    anchors: Anchors,
    /// The heading that is open: level, words, bytes.
    heading: Option<(u8, String, Span)>,
    /// The image that is open: its alternative so far and its bytes.
    image: Option<(String, Span)>,
    in_citation: bool,
    depth: usize,
    open_tags: Vec<(String, Span)>,
    /// Names of tags that were refused: their ends are not told again.
    told_tags: HashSet<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Scan<'_> {
    /// Takes an event in; `false` ends the reading.
    fn event(&mut self, event: &Event<'_>, range: &Range<usize>, whole: &str) -> bool {
        let span = Span::new(self.start + range.start, self.start + range.end);
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => {
                self.depth += 1;
                if self.depth > NESTING_MAX {
                    let first_line = Span::new(span.start, span.end.min(span.start + 1));
                    self.tell(
                        Diagnostic::new(
                            Code::DeepNesting,
                            format!("quotations and lists stand more than {NESTING_MAX} deep in each other"),
                        )
                        .at(self.file, first_line, "one too many")
                        .help("take some of the levels away"),
                    );
                    return false;
                }
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) => self.depth -= 1,
            Event::Start(Tag::Heading { level, .. }) => self.heading = Some((*level as u8, String::new(), span)),
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => self.link(*link_type, dest_url, span, whole),
            Event::End(TagEnd::Link) => self.in_citation = false,
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.image = Some((String::new(), span));
                self.text.images.push(Image { destination: dest_url.to_string(), span });
            }
            Event::End(TagEnd::Image) => self.end_image(),
            Event::Text(words) | Event::Code(words) => self.words(words),
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            Event::FootnoteReference(name) => self.text.footnotes.push(name.to_string()),
            Event::Start(Tag::HtmlBlock) => self.html_block(&whole[span.start..span.end], span),
            Event::InlineHtml(html) => self.inline_html(html, span),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => self.close_tags(),
            _ => {}
        }
        true
    }

    fn tell(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn words(&mut self, words: &str) {
        if self.in_citation {
            return;
        }
        if let Some((alternative, _)) = &mut self.image {
            alternative.push_str(words);
            return;
        }
        if let Some((_, heading, _)) = &mut self.heading {
            heading.push_str(words);
        }
        self.text.n_words += n_words(words);
    }

    fn end_heading(&mut self) {
        self.close_tags();
        let Some((level, words, span)) = self.heading.take() else { return };
        let words = words.trim().to_owned();
        if words.is_empty() {
            self.tell(
                Diagnostic::new(Code::EmptyHeading, "a heading without words")
                    .at(self.file, span, "")
                    .help("give it words, or take it away"),
            );
            return;
        }
        if level == 1 {
            self.tell(
                Diagnostic::new(
                    Code::TitleInText,
                    "a first-level heading in the text; the page's title is its `title`",
                )
                .at(self.file, span, "")
                .help(format!("write `## {words}`, or take it away if it repeats the title")),
            );
        }
        let before = self.text.headings.last().map_or(1, |heading| heading.level);
        if level > before + 1 {
            self.tell(
                Diagnostic::new(
                    Code::SkippedHeading,
                    format!("a heading of level {level} follows one of level {before}"),
                )
                .at(self.file, span, "")
                .help(format!("write `{} {words}`", "#".repeat(usize::from(before) + 1))),
            );
        }
        let anchor = self.anchors.of_heading(&words);
        self.text.headings.push(Heading { level, words, anchor, span });
    }

    fn end_image(&mut self) {
        let Some((alternative, span)) = self.image.take() else { return };
        if alternative.trim().is_empty() {
            self.tell(
                Diagnostic::new(Code::MissingAlternative, "an image without a text alternative")
                    .at(self.file, span, "")
                    .help("say between the square brackets what it shows: `![A map of the thirteen forces](...)`"),
            );
        }
    }

    fn link(&mut self, link_type: LinkType, destination: &CowStr<'_>, span: Span, whole: &str) {
        if is_citation(link_type) {
            self.in_citation = true;
            self.text.citations.push(citations(&whole[span.start..span.end], span.start));
            return;
        }
        let destination =
            if link_type == LinkType::Email { format!("mailto:{destination}") } else { destination.to_string() };
        self.text.links.push(Link { destination, span });
    }

    fn html_block(&mut self, html: &str, span: Span) {
        let comment = html.trim().strip_prefix("<!--");
        // Nothing of the block is shown, so that it must end where its comment does.
        let is_comment = comment.is_some_and(|rest| rest.find("-->").is_some_and(|end| end + 3 == rest.len()));
        if !is_comment {
            let line = html.lines().next().unwrap_or_default();
            self.raw_html(line, Span::new(span.start, span.start + line.len()));
        }
    }

    fn inline_html(&mut self, html: &CowStr<'_>, span: Span) {
        match allowed_tag(html) {
            Some(Tagged::Open(name)) => self.open_tags.push((name.to_owned(), span)),
            Some(Tagged::Close(name)) => match self.open_tags.pop() {
                Some((open, _)) if open == name => {}
                Some((open, _)) => self.misplaced(format!("`</{name}>` stands where `</{open}>` is due"), span),
                None if self.told_tags.contains(name) => {}
                None => self.misplaced(format!("`</{name}>` closes no `<{name}>`"), span),
            },
            Some(Tagged::Break | Tagged::Comment) => {}
            None => self.raw_html(html, span),
        }
    }

    fn misplaced(&mut self, message: String, span: Span) {
        self.tell(
            Diagnostic::new(Code::RawHtml, message)
                .at(self.file, span, "")
                .help("open and close a tag in the same paragraph, and an inner one before the one around it"),
        );
    }

    fn close_tags(&mut self) {
        for (name, span) in std::mem::take(&mut self.open_tags) {
            self.tell(
                Diagnostic::new(Code::RawHtml, format!("`<{name}>` is not closed in its paragraph"))
                    .at(self.file, span, "opened here")
                    .help(format!("add `</{name}>` where it ends")),
            );
        }
    }

    fn raw_html(&mut self, html: &str, span: Span) {
        let name: String =
            html.trim_start_matches(['<', '/']).chars().take_while(|character| character.is_alphanumeric()).collect();
        let name = name.to_lowercase();
        if html.starts_with("</") && self.told_tags.contains(&name) {
            return;
        }
        let help = match name.as_str() {
            _ if html.trim_start().starts_with("<!--") => {
                "end the comment with `-->`, and start what follows on a line of its own".to_owned()
            }
            "br" => "leave the attributes out: `<br>`".to_owned(),
            name if INLINE_TAGS.contains(&name) => format!("leave the attributes out: `<{name}>`"),
            "b" | "strong" => "write `**words**`".to_owned(),
            "i" | "em" => "write `*words*`".to_owned(),
            "a" => "write `[words](address)`".to_owned(),
            "img" => "write `![what it shows](file)`".to_owned(),
            "table" | "tr" | "td" | "th" => "write a Markdown table with `|` between the cells".to_owned(),
            "ul" | "ol" | "li" => "write a list with `- ` before each item".to_owned(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "write `## Heading`".to_owned(),
            "p" | "div" | "span" | "section" => "leave the tags out: a blank line starts a paragraph".to_owned(),
            "details" | "aside" | "blockquote" => {
                "write a callout: `> [!NOTE]` and the text in lines that start with `> `".to_owned()
            }
            "pre" | "code" => "write code between backquotes".to_owned(),
            "script" | "iframe" | "object" | "embed" | "style" | "form" | "input" | "svg" | "video" | "audio" => {
                "take it out: pages hold no code, forms or foreign content".to_owned()
            }
            _ => "write it in Markdown; to show `<` itself, write `\\<` or put it between backquotes".to_owned(),
        };
        self.tell(Diagnostic::new(Code::RawHtml, "HTML in the text").at(self.file, span, "").help(help));
        self.told_tags.insert(name);
    }
}

/// The number of words: runs between blanks that hold a letter or digit. Counted by bytes, since every character of every page
/// passes here; what is not ASCII counts as a letter.
fn n_words(text: &str) -> usize {
    let mut n = 0;
    let mut is_counted = false;
    for byte in text.bytes() {
        if byte.is_ascii_whitespace() {
            is_counted = false;
        } else if !is_counted && (byte.is_ascii_alphanumeric() || !byte.is_ascii()) {
            is_counted = true;
            n += 1;
        }
    }
    n
}
