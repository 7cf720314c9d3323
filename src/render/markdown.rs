//! Markdown to HTML: headings with anchors, links followed, citations made, callouts, tables that scroll; nothing passes through.
//!
//! Every character of an author's goes through an escape; the tags are this file's own. No attribute is ever an author's but the
//! address of a link that `resolve` has followed and the text alternative of an image.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use crate::load::markdown::{Tagged, allowed_tag, events, is_citation};
use crate::model::Text;

/// What the writer asks about the page.
pub trait Page {
    /// The address of the link of this number, or `None` where it leads nowhere.
    fn link(&self, number: usize) -> Option<String>;
    /// The address of the image of this number.
    fn image(&self, number: usize) -> Option<String>;
    /// The HTML of the citation of this number.
    fn citation(&self, number: usize) -> String;
    /// The heading of a callout.
    fn callout(&self, kind: BlockQuoteKind) -> String;
    /// The words for a footnote's way back, and for the label of a table that can be scrolled.
    fn phrase(&self, name: &str) -> String;
}

/// The page's text as HTML.
pub fn html(text: &Text, page: &dyn Page) -> String {
    let markdown = text.markdown();
    let mut writer = Writer {
        text,
        page,
        out: String::with_capacity(markdown.len() + markdown.len() / 2),
        n_headings: 0,
        n_links: 0,
        n_images: 0,
        n_tables: 0,
        n_citations: 0,
        in_citation: false,
        alternative: None,
        alignments: Vec::new(),
        column: 0,
        in_head: false,
        open_links: Vec::new(),
        footnotes: HashMap::new(),
        defined: HashSet::new(),
    };
    for (event, _) in events(markdown) {
        writer.event(event);
    }
    writer.out
}

struct Writer<'t> {
    text: &'t Text,
    page: &'t dyn Page,
    out: String,
    n_headings: usize,
    n_links: usize,
    n_images: usize,
    n_tables: usize,
    n_citations: usize,
    in_citation: bool,
    /// The alternative of the image that is open.
    alternative: Option<String>,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// Whether each open link was written.
    open_links: Vec<bool>,
    /// Numbers of footnotes, and how often each was referred to.
    footnotes: HashMap<String, (usize, usize)>,
    /// Numbers of the footnotes whose words have been written.
    defined: HashSet<usize>,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words),
            Event::Code(words) => {
                if self.alternative.is_none() {
                    self.out.push_str("<code>");
                }
                self.words(&words);
                if self.alternative.is_none() {
                    self.out.push_str("</code>");
                }
            }
            Event::SoftBreak => self.words("\n"),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::InlineHtml(html) => self.inline_html(&html),
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::TaskListMarker(is_done) => self.out.push_str(if is_done { "☑ " } else { "☐ " }),
            // HTML blocks are comments, all else having been refused; maths is not switched on.
            Event::Html(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_citation {
            return;
        }
        match &mut self.alternative {
            Some(alternative) => alternative.push_str(words),
            None => escape(&mut self.out, words),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { level, .. } => self.heading(level as u8),
            Tag::BlockQuote(kind) => self.block_quote(kind),
            Tag::CodeBlock(kind) => self.code_block(&kind),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.out.push_str(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::Item => self.out.push_str("<li>"),
            Tag::FootnoteDefinition(name) => self.footnote(&name),
            Tag::Table(alignments) => self.table(alignments),
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.mark("<em>"),
            Tag::Strong => self.mark("<strong>"),
            Tag::Strikethrough => self.mark("<del>"),
            Tag::Link { link_type, .. } => self.link(link_type),
            Tag::Image { .. } => self.alternative = Some(String::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => self.out.push_str(&format!("</h{}>\n", level as u8)),
            TagEnd::BlockQuote(Some(_)) => self.out.push_str("</div>\n"),
            TagEnd::BlockQuote(None) => self.out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => self.out.push_str("</div></div>\n"),
            TagEnd::Table => self.out.push_str("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.out.push_str("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.mark("</em>"),
            TagEnd::Strong => self.mark("</strong>"),
            TagEnd::Strikethrough => self.mark("</del>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.image(),
            _ => {}
        }
    }

    /// Inline markup, which has no place in an image's alternative.
    fn mark(&mut self, tag: &str) {
        if self.alternative.is_none() && !self.in_citation {
            self.out.push_str(tag);
        }
    }

    fn heading(&mut self, level: u8) {
        self.out.push_str(&format!("<h{level} id=\""));
        if let Some(heading) = self.text.headings.get(self.n_headings) {
            escape(&mut self.out, &heading.anchor);
        }
        self.out.push_str("\">");
        self.n_headings += 1;
    }

    fn block_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else {
            self.out.push_str("<blockquote>\n");
            return;
        };
        let class = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        self.out.push_str(&format!("<div class=\"callout callout-{class}\" role=\"note\"><p class=\"callout-title\">"));
        let title = self.page.callout(kind);
        escape(&mut self.out, &title);
        self.out.push_str("</p>\n");
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.out.push_str("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            escape(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn table(&mut self, alignments: Vec<Alignment>) {
        self.alignments = alignments;
        self.n_tables += 1;
        let label = self.page.phrase("table_x_scrolls").replace("{x}", &self.n_tables.to_string());
        self.out.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        escape(&mut self.out, &label);
        self.out.push_str("\"><table>");
    }

    fn end_cell(&mut self) {
        // A heading without words heads nothing: the corner of a table is a plain cell.
        match self.out.rfind("<th") {
            Some(start) if self.in_head && self.out.ends_with('>') && !self.out[start + 1..].contains('<') => {
                self.out.truncate(start);
                self.out.push_str("<td></td>");
            }
            _ => self.out.push_str(if self.in_head { "</th>" } else { "</td>" }),
        }
        self.column += 1;
    }

    fn cell(&mut self) {
        self.out.push_str(if self.in_head { "<th scope=\"col\"" } else { "<td" });
        match self.alignments.get(self.column) {
            Some(Alignment::Right) => self.out.push_str(" class=\"right\">"),
            Some(Alignment::Center) => self.out.push_str(" class=\"middle\">"),
            _ => self.out.push('>'),
        }
    }

    fn link(&mut self, link_type: LinkType) {
        if is_citation(link_type) {
            let citation = self.page.citation(self.n_citations);
            if self.alternative.is_none() {
                self.out.push_str(&citation);
            }
            self.n_citations += 1;
            self.in_citation = true;
            self.open_links.push(false);
            return;
        }
        let address = self.page.link(self.n_links);
        self.n_links += 1;
        let is_written = address.is_some() && self.alternative.is_none();
        if let (true, Some(address)) = (is_written, address) {
            self.out.push_str("<a href=\"");
            escape(&mut self.out, &address);
            self.out.push_str("\">");
        }
        self.open_links.push(is_written);
    }

    fn end_link(&mut self) {
        self.in_citation = false;
        if self.open_links.pop() == Some(true) {
            self.out.push_str("</a>");
        }
    }

    fn image(&mut self) {
        let alternative = self.alternative.take().unwrap_or_default();
        if let Some(address) = self.page.image(self.n_images) {
            self.out.push_str("<img src=\"");
            escape(&mut self.out, &address);
            self.out.push_str("\" alt=\"");
            escape(&mut self.out, &alternative);
            self.out.push_str("\" loading=\"lazy\">");
        }
        self.n_images += 1;
    }

    fn inline_html(&mut self, html: &CowStr<'_>) {
        match allowed_tag(html) {
            Some(Tagged::Open(name)) => self.mark(&format!("<{name}>")),
            Some(Tagged::Close(name)) => self.mark(&format!("</{name}>")),
            Some(Tagged::Break) => self.mark("<br>"),
            Some(Tagged::Comment) | None => {}
        }
    }

    fn footnote_number(&mut self, name: &str) -> usize {
        let next = self.footnotes.len() + 1;
        self.footnotes.entry(name.to_owned()).or_insert((next, 0)).0
    }

    fn footnote_reference(&mut self, name: &str) {
        let number = self.footnote_number(name);
        let count = self.footnotes.get_mut(name).map_or(1, |(_, count)| {
            *count += 1;
            *count
        });
        let id = if count == 1 { format!("hub-note-{number}-from") } else { format!("hub-note-{number}-from-{count}") };
        self.out.push_str(&format!(
            "<sup class=\"note-mark\"><a id=\"{id}\" href=\"#hub-note-{number}\">{number}</a></sup>"
        ));
    }

    fn footnote(&mut self, name: &str) {
        let number = self.footnote_number(name);
        let is_first = self.defined.insert(number);
        let is_referred = self.text.footnotes.iter().any(|referred| referred == name);
        self.out.push_str("<div class=\"footnote\"");
        if is_first {
            self.out.push_str(&format!(" id=\"hub-note-{number}\""));
        }
        if is_first && is_referred {
            let back = self.page.phrase("back_to_text");
            self.out.push_str(&format!("><a class=\"note-back\" href=\"#hub-note-{number}-from\" aria-label=\""));
            escape(&mut self.out, &back);
            self.out.push_str(&format!("\">{number}</a><div>"));
        } else {
            self.out.push_str(&format!("><span>{number}</span><div>"));
        }
    }
}

/// Writes text so that it means itself, in HTML text and in quoted attributes.
pub fn escape(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// The text, escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(&mut out, text);
    out
}
