//! The corpus: pages of the hub's own kinds, the same ones every time. A page is made from its number alone, so that 50,000 of
//! them need no more memory than one.

use std::fs;
use std::path::{Path, PathBuf};

use super::names::{self, INTERVENTIONS, OUTCOMES, PROBLEMS};
use super::prose::{Prose, Random};

/// Raise it when the same parameters make other files than before.
const EDITION: u32 = 2;

/// The day that both programs are told it is.
pub const TODAY: &str = "2026-11-24";

/// [`TODAY`] in the corpus's days: from 1 January 2021, in months of 28 days.
const TODAY_NUMBER: usize = 5 * 336 + 10 * 28 + 23;

/// What stands for a link in a body until it is known from where and for which program it leads there.
const LINK: char = '\u{1}';

/// The kinds of page, in the shares that a hub has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Review,
    Session,
    News,
    Project,
    Tool,
}

impl Kind {
    /// The kind of the page of this number: of every 20 pages 12 are reviews, 3 sessions, 2 news, 2 projects and 1 a tool.
    pub fn of(page: usize) -> Self {
        match page % 20 {
            0..12 => Kind::Review,
            12..15 => Kind::Session,
            15..17 => Kind::News,
            17..19 => Kind::Project,
            _ => Kind::Tool,
        }
    }

    /// The folder of its pages in addresses.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Review => "reviews",
            Kind::Session => "sessions",
            Kind::News => "news",
            Kind::Project => "projects",
            Kind::Tool => "tools",
        }
    }

    fn has_review_by(self) -> bool {
        matches!(self, Kind::Review | Kind::Session | Kind::Tool)
    }
}

/// The address of a page from the hub's root, without a slash at either end.
pub fn address(page: usize) -> String {
    format!("{}/{}", Kind::of(page).folder(), slug(page))
}

/// A page's name in addresses. Its number makes it unique.
pub fn slug(page: usize) -> String {
    let title = names::title(page);
    format!("{}-{}-{page}", names::slug(INTERVENTIONS[title.intervention]), names::slug(PROBLEMS[title.problem]))
}

/// A page.
pub struct Page {
    pub kind: Kind,
    pub title: String,
    pub summary: String,
    pub created: String,
    pub updated: String,
    pub review_by: Option<String>,
    /// Places in [`PROBLEMS`], [`INTERVENTIONS`] and [`OUTCOMES`].
    pub terms: [Vec<usize>; 3],
    /// Sentences for what only its kind has.
    pub said: Vec<String>,
    /// Markdown, in which a page's number between two [`LINK`]s stands for a link to it.
    body: String,
}

impl Page {
    /// The Markdown with the addresses that `link` gives.
    pub fn markdown(&self, link: impl Fn(usize) -> String) -> String {
        let parts = self.body.split(LINK).enumerate();
        parts
            .map(|(place, part)| match part.parse() {
                Ok(page) if place % 2 == 1 => link(page),
                _ => part.to_owned(),
            })
            .collect()
    }

    /// Minutes of reading, at 200 words a minute.
    pub fn minutes(&self) -> usize {
        self.body.split_whitespace().count().div_ceil(200)
    }

    /// The names of its terms, facet by facet.
    pub fn facets(&self) -> [(&'static str, Vec<String>); 3] {
        let slugs = |places: &[usize], names: &[&str]| places.iter().map(|place| names::slug(names[*place])).collect();
        [
            ("problem", slugs(&self.terms[0], &PROBLEMS)),
            ("intervention", slugs(&self.terms[1], &INTERVENTIONS)),
            ("outcome", slugs(&self.terms[2], &OUTCOMES)),
        ]
    }
}

/// All pages of a hub of this size.
pub struct Corpus {
    /// The number of pages.
    pub n_pages: usize,
    prose: Prose,
}

impl Corpus {
    /// The corpus of a size.
    pub fn new(root: &Path, n_pages: usize) -> Result<Self, String> {
        if !(20..=names::N_TITLES).contains(&n_pages) {
            return Err(format!("--pages must be from 20 to {}", names::N_TITLES));
        }
        Ok(Corpus { n_pages, prose: Prose::gather(root)? })
    }

    /// What the files depend on, for the marker that says whether they must be written again.
    pub fn parameters(&self) -> String {
        format!("edition {EDITION}, {} pages, prose {:016x}", self.n_pages, self.prose.digest())
    }

    /// What a page rests on: sessions on two reviews, tools and projects on one.
    pub fn based_on(&self, page: usize) -> Vec<usize> {
        let n_bases = match Kind::of(page) {
            Kind::Session => 2,
            Kind::Tool | Kind::Project => 1,
            Kind::Review | Kind::News => 0,
        };
        let n_reviews = self.n_pages / 20 * 12 + (self.n_pages % 20).min(12);
        let mut random = Random::of_page(2, page);
        let mut bases: Vec<usize> = Vec::new();
        while bases.len() < n_bases {
            let review = random.below(n_reviews);
            let review = review / 12 * 20 + review % 12;
            if !bases.contains(&review) {
                bases.push(review);
            }
        }
        bases
    }

    /// What rests on each page.
    pub fn used_by(&self) -> Vec<Vec<usize>> {
        let mut used_by = vec![Vec::new(); self.n_pages];
        for page in 0..self.n_pages {
            for base in self.based_on(page) {
                used_by[base].push(page);
            }
        }
        used_by
    }

    /// The page of a number.
    pub fn page(&self, number: usize) -> Page {
        let kind = Kind::of(number);
        let title = names::title(number);
        let mut random = Random::of_page(1, number);
        let created = random.below(TODAY_NUMBER - 60);
        let updated = if random.below(2) == 0 { created } else { random.between(created, TODAY_NUMBER - 1) };
        // One page in fifty is past its day, and carries a banner.
        let review_by = match random.below(50) {
            0 => random.between(created, TODAY_NUMBER - 1),
            _ => TODAY_NUMBER + random.between(1, 336),
        };
        Page {
            kind,
            summary: self.summary(&mut random),
            created: date(created),
            updated: date(updated),
            review_by: kind.has_review_by().then(|| date(review_by)),
            terms: [
                some_terms(&mut random, title.problem, PROBLEMS.len()),
                some_terms(&mut random, title.intervention, INTERVENTIONS.len()),
                {
                    let first = random.below(OUTCOMES.len());
                    some_terms(&mut random, first, OUTCOMES.len())
                },
            ],
            title: title.words,
            said: (0..8).map(|_| self.sentence(&mut random).to_owned()).collect(),
            body: self.body(kind, &mut random),
        }
    }

    /// A sentence for something of this number that is not a page.
    pub fn definition(&self, number: usize) -> String {
        self.summary(&mut Random::of_page(3, number))
    }

    fn sentence(&self, random: &mut Random) -> &str {
        random.one(&self.prose.sentences).as_str()
    }

    fn summary(&self, random: &mut Random) -> String {
        let mut summary = self.sentence(random).to_owned();
        while summary.len() < 100 {
            summary.push(' ');
            summary.push_str(self.sentence(random));
        }
        // A summary has at most 300 characters: the longest that can come together is cut back to its first sentence.
        if summary.len() > 300 {
            summary.split_inclusive(". ").next().unwrap_or_default().trim().to_owned()
        } else {
            summary
        }
    }

    fn body(&self, kind: Kind, random: &mut Random) -> String {
        let is_session = kind == Kind::Session;
        let n_sections = if is_session { 7 } else { random.between(5, 8) };
        let n_words = if is_session { random.between(900, 1_200) } else { random.between(700, 900) };
        let budget = n_words / n_sections;
        let mut headings: Vec<&str> = Vec::new();
        let mut out = String::with_capacity(n_words * 7);
        for section in 0..n_sections {
            let heading = loop {
                let heading = random.one(&self.prose.headings).as_str();
                if !headings.contains(&heading) {
                    break heading;
                }
            };
            headings.push(heading);
            // From the fifth on some are of the third level; a session's are all of the second.
            let is_lower = !is_session && section >= 4 && random.below(3) == 0;
            out.push_str(&format!("{} {heading}\n\n", if is_lower { "###" } else { "##" }));
            match section {
                0 => {
                    self.paragraphs(&mut out, budget, "[^1]", random);
                    self.link(&mut out, "See also", random);
                }
                1 => {
                    self.paragraphs(&mut out, budget.saturating_sub(40), "", random);
                    table(&mut out, random);
                }
                2 => {
                    self.paragraphs(&mut out, budget / 2, "", random);
                    self.list(&mut out, budget / 2, random);
                }
                3 => {
                    self.paragraphs(&mut out, budget, "", random);
                    self.link(&mut out, "The same question is asked in", random);
                }
                _ => self.paragraphs(&mut out, budget, "", random),
            }
        }
        out.push_str(&format!("[^1]: {}\n", self.sentence(random)));
        out
    }

    /// Paragraphs of three to six sentences, about this many words in all; `mark` stands behind the first sentence.
    fn paragraphs(&self, out: &mut String, n_words: usize, mark: &str, random: &mut Random) {
        let (mut written, mut mark) = (0, mark);
        while written < n_words {
            let n_sentences = random.between(3, 6);
            for place in 0..n_sentences {
                if written >= n_words {
                    break;
                }
                let sentence = self.sentence(random);
                written += sentence.split(' ').count();
                // Lines are broken where authors break them: after a sentence or two.
                out.push_str(if place == 0 {
                    ""
                } else if place % 2 == 0 {
                    "\n"
                } else {
                    " "
                });
                out.push_str(sentence);
                out.push_str(std::mem::take(&mut mark));
            }
            out.push_str("\n\n");
        }
    }

    fn list(&self, out: &mut String, n_words: usize, random: &mut Random) {
        let mut written = 0;
        while written < n_words {
            let sentence = self.sentence(random);
            written += sentence.split(' ').count();
            let (first, rest) = sentence.split_once(' ').unwrap_or((sentence, ""));
            out.push_str(&format!("- **{first}** {rest}\n"));
        }
        out.push('\n');
    }

    fn link(&self, out: &mut String, lead: &str, random: &mut Random) {
        let page = random.below(self.n_pages);
        out.push_str(&format!("{lead} [{}]({LINK}{page}{LINK}).\n\n", names::title(page).words));
    }
}

/// One to three terms, one of them given.
fn some_terms(random: &mut Random, first: usize, n_terms: usize) -> Vec<usize> {
    let mut terms = vec![first];
    for _ in 0..random.below(3) {
        let term = random.below(n_terms);
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    terms.sort_unstable();
    terms
}

fn table(out: &mut String, random: &mut Random) {
    out.push_str("| Outcome | Before | After | Change |\n|---|---:|---:|---|\n");
    for _ in 0..random.between(4, 6) {
        let (before, after) = (random.between(10, 900), random.between(10, 900));
        let change = if after > before { "more" } else { "fewer" };
        out.push_str(&format!("| {} | {before} | {after} | {change} |\n", random.one(&OUTCOMES)));
    }
    out.push('\n');
}

/// A day of the corpus as it is written. Months have 28 days, so that no calendar is needed.
fn date(number: usize) -> String {
    format!("{:04}-{:02}-{:02}", 2021 + number / 336, number % 336 / 28 + 1, number % 28 + 1)
}

/// A text in YAML's double quotes.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A folder that the benchmark fills. What it made of the same parameters is kept; what it made of others goes.
pub struct Folder {
    path: PathBuf,
    marker: PathBuf,
    parameters: String,
}

impl Folder {
    /// The folder of this name; nothing is done yet.
    pub fn new(bench: &Path, name: &str, parameters: String) -> Self {
        Folder { path: bench.join(name), marker: bench.join(format!("{name}.made")), parameters }
    }

    /// Fills the folder by `fill`, unless it is full already.
    pub fn make(&self, fill: impl FnOnce(&Folder) -> Result<(), String>) -> Result<PathBuf, String> {
        let made = fs::read_to_string(&self.marker).ok();
        if made.as_ref() == Some(&self.parameters) && self.path.is_dir() {
            return Ok(self.path.clone());
        }
        if self.path.exists() {
            if made.is_none() {
                return Err(format!("{} was not made by this benchmark; move it away", self.path.display()));
            }
            fs::remove_dir_all(&self.path).map_err(|error| format!("{}: {error}", self.path.display()))?;
        }
        fs::create_dir_all(&self.path).map_err(|error| format!("{}: {error}", self.path.display()))?;
        self.mark("unfinished")?;
        fill(self)?;
        self.mark(&self.parameters)?;
        Ok(self.path.clone())
    }

    fn mark(&self, text: &str) -> Result<(), String> {
        fs::write(&self.marker, text).map_err(|error| format!("{}: {error}", self.marker.display()))
    }

    /// Writes a file below the folder.
    pub fn put(&self, path: &str, text: impl AsRef<[u8]>) -> Result<(), String> {
        let path = self.path.join(path);
        let failed = |error: std::io::Error| format!("{}: {error}", path.display());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&path, text).map_err(failed)
    }
}
