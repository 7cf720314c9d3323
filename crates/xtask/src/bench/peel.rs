//! The corpus as a hub for Peel.

use std::path::{Path, PathBuf};

use super::corpus::{self, Corpus, Folder, Kind, Page, quoted};
use super::names::{self, INTERVENTIONS, OUTCOMES, PROBLEMS};

/// What both programs say of the hub.
pub const NAME: &str = "Hub for measuring";
pub const TAGLINE: &str = "The same words, shuffled";
pub const DESCRIPTION: &str = "A hub of shuffled sentences, made to measure how fast pages are made.";
pub const NOTICE: &str = "This hub was made for measuring. Its sentences were shuffled and mean nothing.";
pub const URL: &str = "https://hub.example/";
pub const LICENCE: (&str, &str) = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/");
pub const ABOUT: &str = "## What this is\n\nPages for measuring, made from sentences that were shuffled.\n\n## What it is not\n\nEvidence.\n";
pub const HOME: &str =
    "Every page of this hub was put together by a program, to see how long it takes to publish them.\n";

/// The facets with their terms and what they are.
pub const FACETS: [(&str, &[&str], &str); 3] = [
    ("Problem", &PROBLEMS, "What the police want to reduce."),
    ("Intervention", &INTERVENTIONS, "What is done about it."),
    ("Outcome", &OUTCOMES, "What is measured to see whether it worked."),
];

/// Where the facets are said to come from.
pub const SCHEME: &str = "This benchmark";

/// Writes the hub and tells its folder.
pub fn write(corpus: &Corpus, bench: &Path) -> Result<PathBuf, String> {
    Folder::new(bench, &format!("peel-{}", corpus.n_pages), corpus.parameters()).make(|folder| {
        folder.put("hub.yaml", settings())?;
        folder.put("evidence/typology.yaml", typology(corpus))?;
        let front = |title: &str, summary: &str| {
            format!("---\ntitle: {title}\nsummary: {}\ncreated: 2026-01-01\n---\n\n", quoted(summary))
        };
        folder.put("content/index.md", front(NAME, DESCRIPTION) + HOME)?;
        folder.put("content/about.md", front("About this hub", DESCRIPTION) + ABOUT)?;
        (0..corpus.n_pages).try_for_each(|number| folder.put(&file(number), page(corpus, number)))
    })
}

fn file(page: usize) -> String {
    let slug = corpus::slug(page);
    match Kind::of(page) {
        Kind::Review => format!("evidence/reviews/{slug}/index.md"),
        kind => format!("content/{}/{slug}.md", kind.folder()),
    }
}

/// The way from a page's folder to the hub's root.
fn to_root(kind: Kind) -> &'static str {
    if kind == Kind::Review { "../../../" } else { "../../" }
}

fn settings() -> String {
    let (licence, licence_url) = LICENCE;
    format!(
        "schema: 1\nname: {{en: {NAME}}}\ntagline: {{en: {}}}\ndescription: {{en: {}}}\nurl: {URL}\nlanguages: [en]\n\
         classification: OFFICIAL\nlicence: {{name: {licence}, url: \"{licence_url}\"}}\nnotice: {{en: {}}}\n\
         menu: [evidence/reviews/, evidence/typology.yaml, content/sessions/, content/tools/, content/projects/, content/news/]\n\
         footer: [content/about.md]\n",
        quoted(TAGLINE),
        quoted(DESCRIPTION),
        quoted(NOTICE)
    )
}

fn typology(corpus: &Corpus) -> String {
    let mut out = "facets:\n".to_owned();
    for (facet, (label, terms, definition)) in FACETS.iter().enumerate() {
        out.push_str(&format!(
            "  {}:\n    label: {{en: {label}}}\n    definition: {{en: {}}}\n    source: {SCHEME}\n    terms:\n",
            names::slug(label),
            quoted(definition)
        ));
        for (place, term) in terms.iter().enumerate() {
            out.push_str(&format!(
                "      {}:\n        label: {{en: {term}}}\n        definition: {{en: {}}}\n        synonyms: [{}]\n",
                names::slug(term),
                quoted(&corpus.definition(facet * 100 + place)),
                quoted(&names::synonym(term))
            ));
        }
    }
    out
}

fn page(corpus: &Corpus, number: usize) -> String {
    let page = corpus.page(number);
    let mut out = format!(
        "---\ntitle: {}\nsummary: {}\ncreated: {}\nupdated: {}\n",
        page.title,
        quoted(&page.summary),
        page.created,
        page.updated
    );
    if let Some(review_by) = &page.review_by {
        out.push_str(&format!("review_by: {review_by}\n"));
    }
    out.push_str("terms:\n");
    for (facet, terms) in page.facets() {
        out.push_str(&format!("  {facet}: [{}]\n", terms.join(", ")));
    }
    let bases = corpus.based_on(number);
    if !bases.is_empty() {
        out.push_str("based_on:\n");
        for base in bases {
            out.push_str(&format!("  - page: {}{}\n    version: 1\n", to_root(page.kind), file(base)));
        }
    }
    out.push_str(&own(&page));
    out.push_str("---\n\n");
    out.push_str(&page.markdown(|target| format!("{}{}", to_root(page.kind), file(target))));
    out
}

/// What only one kind has.
pub fn own(page: &Page) -> String {
    let said: Vec<String> = page.said.iter().map(|sentence| quoted(sentence)).collect();
    match page.kind {
        Kind::Review => format!(
            "version: 1\nquestion: {}\nanswer:\n  what_works: {}\n  how_sure: {}\n  what_to_do: {}\n",
            quoted(&format!("Do {} work?", page.title.to_lowercase())),
            said[0],
            said[1],
            said[2]
        ),
        Kind::Session => {
            format!("action: {}\nprompts:\n  - {}\n  - {}\n  - {}\n", said[0], said[1], said[2], said[3])
        }
        Kind::Project => format!("outputs:\n  - {}\n  - {}\n", said[0], said[1]),
        Kind::Tool => format!(
            "status: published\nused_for:\n  - {}\n  - {}\nnot_for:\n  - {}\n  - {}\navailability: {}\n",
            said[0], said[1], said[2], said[3], said[4]
        ),
        Kind::News => String::new(),
    }
}
