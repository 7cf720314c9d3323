//! What a file is, told by its place alone.

use crate::diagnostic::{Code, Diagnostic, FileId, suggestion};
use crate::model::{Kind, Language, is_slug};

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// `hub.yaml`.
    Settings,
    /// `evidence/typology.yaml`.
    Typology,
    /// A page; `language` is `None` for the hub's first language.
    Page {
        /// Its kind.
        kind: Kind,
        /// The language of a translation.
        language: Option<Language>,
        /// Its name in addresses.
        slug: String,
    },
    /// A `references.bib`.
    References,
    /// A `studies.csv`.
    Studies,
    /// A file to copy, by its path below `static/`.
    Static(String),
    /// A file of a theme, by its path below `themes/`.
    Theme(String),
    /// A file of a tool that is not read yet, or that is there for the people who work on the hub.
    Reserved,
    /// None of these; with a word on where it may belong.
    Unknown(String),
}

impl Place {
    /// What stands at this file's path.
    pub fn of(file: &FileId) -> Place {
        let path = file.as_str();
        let name = file.name();
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["hub.yaml"] => Place::Settings,
            ["static", rest @ ..] => Place::Static(rest.join("/")),
            ["themes", rest @ ..] => Place::Theme(rest.join("/")),
            _ if name == "README.md" || name.starts_with('.') => Place::Reserved,
            ["evidence", "typology.yaml"] => Place::Typology,
            ["evidence", "references.bib"] | ["evidence", "reviews", _, "references.bib"] => Place::References,
            ["content", .., "references.bib"] => Place::References,
            ["evidence", "reviews", _, "studies.csv"] => Place::Studies,
            ["evidence", "instruments" | "lost-person" | "data", ..] => Place::Reserved,
            ["evidence", "reviews", folder, _] if stem(name).0 == "index" => page(Kind::Review, name, folder),
            ["content", _] if name.ends_with(".md") => page(Kind::Page, name, stem(name).0),
            ["content", "training", folder, _] if name.ends_with(".md") => match stem(name).0 {
                "index" => page(Kind::Course, name, folder),
                stem => page(Kind::Module, name, stem),
            },
            ["content", folder, _] if name.ends_with(".md") => {
                let kind = Kind::listed().find(|kind| kind.folder() == format!("content/{folder}"));
                match kind {
                    Some(Kind::Course) => unknown(path),
                    None => unknown_folder(folder),
                    Some(kind) => page(kind, name, stem(name).0),
                }
            }
            _ => unknown(path),
        }
    }
}

fn unknown(path: &str) -> Place {
    Place::Unknown(if path.starts_with("evidence/reviews/") {
        "a review is `evidence/reviews/<slug>/index.md`, with `references.bib` and `studies.csv` beside it".to_owned()
    } else if path.starts_with("evidence/") {
        "under `evidence/` stand `typology.yaml`, `references.bib`, `reviews/`, `instruments/`, `lost-person/` and `data/`".to_owned()
    } else if path.starts_with("content/training/") {
        "a course is `content/training/<course>/index.md`, its modules stand beside it".to_owned()
    } else {
        "pages are Markdown files (`.md`) in the folder of their kind; pictures and other files belong under `static/`"
            .to_owned()
    })
}

fn unknown_folder(folder: &str) -> Place {
    let folders = Kind::listed().filter_map(|kind| kind.folder().strip_prefix("content/"));
    let help = suggestion(folder, folders).unwrap_or_default();
    Place::Unknown(format!("no kind of page stands in `content/{folder}/`; {help}"))
}

/// A file's name without `.md`, and the language that it names before that.
fn stem(name: &str) -> (&str, Option<&str>) {
    let stem = name.strip_suffix(".md").unwrap_or(name);
    match stem.rsplit_once('.') {
        Some((stem, language)) => (stem, Some(language)),
        None => (stem, None),
    }
}

fn page(kind: Kind, name: &str, slug: &str) -> Place {
    if !name.ends_with(".md") {
        return Place::Unknown("a page's name ends in `.md`".to_owned());
    }
    match stem(name).1 {
        None => Place::Page { kind, language: None, slug: slug.to_owned() },
        Some(language) => match Language::from_word(language) {
            Some(found) => Place::Page { kind, language: Some(found), slug: slug.to_owned() },
            None => {
                Place::Unknown(format!("`.{language}` is not a language of this hub; a Welsh page is `name.cy.md`"))
            }
        },
    }
}

/// What is wrong with a page's name, if anything is.
pub fn bad_name(file: &FileId, slug: &str) -> Option<Diagnostic> {
    if is_slug(slug) {
        return None;
    }
    let mut mend: String = slug
        .to_lowercase()
        .chars()
        .map(|character| without_accent(character).unwrap_or(character))
        .map(|character| if character.is_ascii_alphanumeric() { character } else { '-' })
        .collect();
    while mend.contains("--") {
        mend = mend.replace("--", "-");
    }
    let mend: String = mend.trim_matches('-').chars().take(80).collect();
    let diagnostic = Diagnostic::new(Code::BadName, format!("`{slug}` cannot be an address")).in_file(file);
    Some(if is_slug(&mend) {
        diagnostic.help(format!("call it `{mend}`"))
    } else if mend == slug {
        diagnostic.help("choose another name: Windows keeps this one for itself")
    } else {
        diagnostic.help("use lower-case letters, digits and single hyphens")
    })
}

/// The plain letter of one with an accent, as Welsh has them.
fn without_accent(character: char) -> Option<char> {
    const PLAIN: [(char, &str); 7] =
        [('a', "âàáä"), ('e', "êèéë"), ('i', "îìíï"), ('o', "ôòóö"), ('u', "ûùúü"), ('w', "ŵẁẃẅ"), ('y', "ŷỳýÿ")];
    PLAIN.iter().find(|(_, accented)| accented.contains(character)).map(|(plain, _)| *plain)
}
