//! English for the corpus: sentences and headings of this repository's own pages, drawn at random but always the same.

use std::fs;
use std::path::{Path, PathBuf};

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same numbers everywhere for the same seed.
pub struct Random(u64);

impl Random {
    /// The numbers of one page: its own stream, so that a page does not depend on those before it.
    pub fn of_page(seed: u64, page: usize) -> Self {
        let mut random = Random(seed ^ (page as u64).wrapping_mul(0xD134_2543_DE82_EF95));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but not including, `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        // The bias of the remainder is far below anything that could be seen in a few thousand draws.
        (self.next() % end.max(1) as u64) as usize
    }

    /// A number from `first` to `last`.
    pub fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below((last + 1).saturating_sub(first))
    }

    /// One of the items.
    pub fn one<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.below(items.len())]
    }
}

/// What pages are written with.
pub struct Prose {
    /// Whole sentences of 5 to 40 words, each once, in the order of the files.
    pub sentences: Vec<String>,
    /// Words of headings, each once.
    pub headings: Vec<String>,
}

impl Prose {
    /// Gathers the sentences and headings of the repository's English pages.
    pub fn gather(root: &Path) -> Result<Self, String> {
        let mut files = Vec::new();
        markdown_below(&root.join("content"), &mut files)?;
        markdown_below(&root.join("evidence/reviews"), &mut files)?;
        files.sort();
        let mut prose = Prose { sentences: Vec::new(), headings: Vec::new() };
        for file in files {
            let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            prose.add(body(&text));
        }
        keep_first(&mut prose.sentences);
        keep_first(&mut prose.headings);
        if prose.sentences.len() < 100 || prose.headings.len() < 20 {
            return Err(format!("too little English under {}/content and evidence/reviews", root.display()));
        }
        Ok(prose)
    }

    /// The first numbers of an FNV-1a digest over everything: pages change when the prose does.
    pub fn digest(&self) -> u64 {
        digest(self.sentences.iter().chain(&self.headings).map(String::as_bytes))
    }

    fn add(&mut self, body: &str) {
        let mut paragraph = String::new();
        let mut in_code = false;
        for line in body.lines().chain([""]) {
            let line = line.trim();
            if line.starts_with("```") {
                in_code = !in_code;
                continue;
            }
            let bare = line.trim_start_matches(['>', ' ', '-', '*']);
            let starts_block = line.is_empty() || bare.len() != line.len() || line.starts_with('#');
            if starts_block {
                self.sentences.extend(sentences(&plain(&std::mem::take(&mut paragraph))));
            }
            let is_prose = !in_code && !line.starts_with(['|', '#', '[', '<']) && !bare.starts_with('[');
            if let Some(words) = line.strip_prefix("## ")
                && words.chars().all(|one| one.is_alphanumeric() || " -,'".contains(one))
            {
                self.headings.push(words.to_owned());
            } else if is_prose {
                paragraph.push_str(bare);
                paragraph.push(' ');
            }
        }
    }
}

/// An FNV-1a digest of some pieces, each with its end marked.
pub fn digest<'b>(pieces: impl Iterator<Item = &'b [u8]>) -> u64 {
    let mut state: u64 = 0xCBF2_9CE4_8422_2325;
    for piece in pieces {
        for byte in piece.iter().chain(&[0]) {
            state = (state ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
    state
}

/// Keeps the first of those that are the same.
fn keep_first(texts: &mut Vec<String>) {
    let mut seen = std::collections::BTreeSet::new();
    texts.retain(|text| seen.insert(text.clone()));
}

fn markdown_below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            markdown_below(&path, files)?;
        } else if name.ends_with(".md") && !name.ends_with(".cy.md") {
            files.push(path);
        }
    }
    Ok(())
}

/// The text below the front matter.
fn body(text: &str) -> &str {
    let rest = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    rest.map_or(text, |(_, body)| body)
}

/// The words of a paragraph without its markup: links by what they say, citations not at all.
fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let Some((inside, after)) = after.split_once(']') else { return out };
        if !inside.starts_with(['@', '^']) {
            out.push_str(inside);
        }
        rest = match after.strip_prefix('(').and_then(|after| after.split_once(')')) {
            Some((_, after)) => after,
            None => after,
        };
    }
    out.push_str(rest);
    let joined: Vec<&str> = out.split_whitespace().collect();
    joined.join(" ").replace(['*', '_', '`'], "").replace(" .", ".").replace(" ,", ",")
}

/// The whole sentences of a paragraph that can be used anywhere, in Markdown as in YAML.
fn sentences(paragraph: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, _) in paragraph.match_indices(['.', '?']) {
        let ends = !paragraph[at + 1..].starts_with(|next: char| next != ' ');
        let follows = paragraph[at + 1..].trim_start().chars().next();
        if ends && follows.is_none_or(char::is_uppercase) {
            found.push(paragraph[from..=at].trim().to_owned());
            from = at + 1;
        }
    }
    let is_fit = |sentence: &String| {
        let n_words = sentence.split(' ').count();
        (5..=40).contains(&n_words)
            && sentence.starts_with(char::is_uppercase)
            && sentence.chars().all(|one| one.is_alphanumeric() || " ,.;'?()%£-".contains(one))
            && !sentence.contains("--")
            && !sentence.contains(". ")
            && !sentence.contains(" - ")
            && sentence.matches('(').count() == sentence.matches(')').count()
    };
    found.retain(is_fit);
    found
}
