//! Links: every one is followed, and one that leads nowhere is told.

use super::Known;
use crate::diagnostic::{Code, Diagnostic, FileId, Outcome, Sourced, Span};
use crate::model::{Kind, Link, Target, Text};

/// Schemes that a link may have.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// The file of the menu and the foot of each page.
const SETTINGS: &str = "hub.yaml";

/// The file of the typology.
pub const TYPOLOGY: &str = "evidence/typology.yaml";

/// Follows the links of a page's text.
pub fn follow_text(file: &FileId, text: &Text, known: &Known<'_>) -> Outcome<Vec<Target>> {
    let links = text.links.iter().map(|link| (link.destination.as_str(), link.span));
    follow_all(file, links, known, |_| None)
}

/// Finds the images of a page's text.
pub fn follow_images(file: &FileId, text: &Text, known: &Known<'_>) -> Outcome<Vec<Target>> {
    let images = text.images.iter().map(|image| (image.destination.as_str(), image.span));
    follow_all(file, images, known, |target| match target {
        Target::Static(_) | Target::Nowhere => None,
        Target::Outside(_) => Some("an image from another host would tell that host who reads this page".to_owned()),
        _ => Some("an image is a file under `static/`".to_owned()),
    })
}

/// Follows what hub.yaml names.
pub fn follow_settings(names: &[Sourced<String>], known: &Known<'_>) -> Outcome<Vec<Target>> {
    let file = FileId::new(SETTINGS);
    follow_all(&file, names.iter().map(|name| (name.value.as_str(), name.span)), known, |_| None)
}

fn follow_all<'l>(
    file: &FileId,
    links: impl Iterator<Item = (&'l str, Span)>,
    known: &Known<'_>,
    refuse: impl Fn(&Target) -> Option<String>,
) -> Outcome<Vec<Target>> {
    let mut diagnostics = Vec::new();
    let targets = links
        .map(|(destination, span)| {
            let followed = follow(file, destination, span, known).and_then(|target| match refuse(&target) {
                None => Ok(target),
                Some(reason) => Err(Diagnostic::new(Code::BrokenLink, format!("`{destination}` cannot be shown here"))
                    .at(file, span, "")
                    .note(reason)
                    .help("put the file under `static/` and name it from there")),
            });
            followed.unwrap_or_else(|diagnostic| {
                diagnostics.push(diagnostic);
                Target::Nowhere
            })
        })
        .collect();
    Outcome { value: targets, diagnostics }
}

/// Follows one link from a file.
///
/// # Errors
/// A diagnostic that says why it leads nowhere.
pub fn follow(file: &FileId, destination: &str, span: Span, known: &Known<'_>) -> Result<Target, Diagnostic> {
    let here = |code: Code, message: String| Diagnostic::new(code, message).at(file, span, "");
    let (path, anchor) = match destination.split_once('#') {
        Some((path, anchor)) => (path, Some(decoded(anchor)).filter(|anchor| !anchor.is_empty())),
        None => (destination, None),
    };
    if let Some(scheme) = scheme(destination) {
        if SCHEMES.contains(&scheme.as_str()) {
            return Ok(Target::Outside(destination.to_owned()));
        }
        return Err(here(Code::UnsafeLink, format!("links may not lead to `{scheme}:` addresses"))
            .help("link to an `https:` address or to a file of the hub"));
    }
    // What follows a question mark means nothing to a file.
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        return match anchor {
            None => Err(here(Code::BrokenLink, "this link leads nowhere".to_owned()).help("name a file or an address")),
            Some(anchor) => has_anchor(file, &anchor, known)
                .map(|()| Target::Here(anchor.clone()))
                .map_err(|help| no_anchor(here, &anchor, "this page", help)),
        };
    }
    if path.starts_with('/') {
        return Err(here(Code::RootedLink, format!("`{path}` starts at the root of whatever host it is on"))
            .help("write it relative to this file, as in `../about.md` or `../sessions/`"));
    }
    let Some(joined) = join(file.folder(), &decoded(path)) else {
        return Err(here(Code::OutsideLink, format!("`{path}` climbs out of the hub's folder"))
            .help("copy what readers need into the hub, or link to its public address"));
    };
    let target = FileId::new(&joined);
    if known.unreadable.contains(&target) {
        return Ok(Target::Nowhere);
    }
    if joined == TYPOLOGY {
        return typology(anchor.as_deref(), here, known);
    }
    if let Some(kind) = Kind::listed().find(|kind| kind.folder() == joined.trim_end_matches('/')) {
        return list(kind, &joined, file, here, known);
    }
    if let Some(static_path) = joined.strip_prefix("static/").filter(|path| known.static_paths.contains(*path)) {
        return Ok(Target::Static(static_path.to_owned()));
    }
    if let Some(id) = known.by_source.get(&target) {
        let page = known.document(*id);
        if let Some(anchor) = &anchor {
            has_anchor(&target, anchor, known)
                .map_err(|help| no_anchor(here, anchor, &format!("`{}`", page.common.words.title.value), help))?;
        }
        return Ok(Target::Entry(*id, anchor));
    }
    if known.withheld.contains(&target) {
        return Err(here(Code::WithheldLink, format!("`{path}` leads to a page that may not be published"))
            .help("take the link away, and see that the words around it give nothing away"));
    }
    let broken = here(Code::BrokenLink, format!("there is no file `{joined}`"));
    Err(match nearest(file, &joined, known) {
        Some(near) => broken.help(format!("did you mean `{near}`?")),
        None => broken,
    })
}

/// The list of a kind. A text must not lead to one that is empty, as nothing is made of it; a menu does without it.
fn list(
    kind: Kind,
    joined: &str,
    file: &FileId,
    here: impl Fn(Code, String) -> Diagnostic,
    known: &Known<'_>,
) -> Result<Target, Diagnostic> {
    let is_menu = file.as_str() == SETTINGS;
    let may_have_pages = known.documents.iter().any(|document| document.kind == kind)
        || known.unreadable.iter().any(|file| file.as_str().starts_with(kind.folder()));
    if is_menu || may_have_pages {
        return Ok(Target::List(kind));
    }
    Err(here(Code::BrokenLink, format!("there is no list for `{joined}`: it would be empty"))
        .help("write the first page of that kind, or take the link away"))
}

/// What the author may have meant, as a link from the same file. A name says more than the folders before it, and of a page that
/// is called `index.md` its folder is the name.
fn nearest(file: &FileId, joined: &str, known: &Known<'_>) -> Option<String> {
    const LIKENESS_MIN: f64 = 0.84;
    let (folder, name) = named(joined.trim_end_matches('/'));
    let files = known.by_source.keys().map(ToString::to_string);
    let files = files.chain(known.static_paths.iter().map(|path| format!("static/{path}")));
    let near = files.filter(|other| other != file.as_str()).filter_map(|other| {
        let (other_folder, other_name) = named(&other);
        let likeness = strsim::jaro_winkler(name, other_name);
        let is_near = if other_folder == folder { likeness > LIKENESS_MIN } else { name == other_name };
        is_near.then_some((likeness, other))
    });
    let best = near.max_by(|(a, left), (b, right)| a.total_cmp(b).then(right.cmp(left)));
    best.map(|(_, other)| relative(file.folder(), &other))
}

/// A path as the folder that it is looked for in and the name that tells it from others there.
fn named(path: &str) -> (&str, &str) {
    let own = path.strip_suffix("/index.md").unwrap_or(path);
    own.rsplit_once('/').unwrap_or(("", own))
}

/// The way from a folder to a file.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let n_shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(one, other)| one == other).count();
    format!("{}{}", "../".repeat(from.len() - n_shared), to[n_shared..].join("/"))
}

fn no_anchor(here: impl Fn(Code, String) -> Diagnostic, anchor: &str, page: &str, known: Vec<String>) -> Diagnostic {
    let known: Vec<String> = known.iter().map(|anchor| format!("#{anchor}")).collect();
    here(Code::BrokenAnchor, format!("{page} has no heading with the anchor `#{anchor}`"))
        .help_nearest(&format!("#{anchor}"), known.iter().map(String::as_str))
}

/// Whether a page has an anchor; if not, those that it has.
fn has_anchor(file: &FileId, anchor: &str, known: &Known<'_>) -> Result<(), Vec<String>> {
    let Some(id) = known.by_source.get(file) else { return Err(Vec::new()) };
    let document = known.document(*id);
    let original = known.originals.get(file).copied().unwrap_or(*id);
    let studies = known.tables.get(&original).map(|table| table.studies.as_slice()).unwrap_or_default();
    if document.text.has_anchor(anchor) || studies.iter().any(|study| study.anchor == anchor) {
        return Ok(());
    }
    let headings = document.text.headings.iter().map(|heading| heading.anchor.clone());
    Err(headings.chain(studies.iter().map(|study| study.anchor.clone())).collect())
}

fn typology(
    anchor: Option<&str>,
    here: impl Fn(Code, String) -> Diagnostic,
    known: &Known<'_>,
) -> Result<Target, Diagnostic> {
    let typology = known.typology;
    let Some(anchor) = anchor else { return Ok(Target::Typology) };
    if typology.facets.is_empty() {
        return Err(here(Code::UnknownFacet, format!("`{TYPOLOGY}` has no facets, or is not there")));
    }
    let (facet_name, term_name) = match anchor.split_once('/') {
        Some((facet, term)) => (facet, Some(term)),
        None => (anchor, None),
    };
    let Some(facet) = typology.facet_named(facet_name) else {
        return Err(here(Code::UnknownFacet, format!("the typology has no facet `{facet_name}`"))
            .help_nearest(facet_name, typology.facets.iter().map(|facet| facet.name.as_str())));
    };
    let Some(term_name) = term_name else { return Ok(Target::Facet(facet)) };
    typology.term_named(facet, term_name).map(Target::Term).ok_or_else(|| {
        here(Code::UnknownTerm, format!("the facet `{facet_name}` has no term `{term_name}`"))
            .help_nearest(term_name, typology.facet(facet).terms.iter().map(|term| term.name.as_str()))
    })
}

/// The scheme of an address, in lower case, if it has one. Characters that a browser would skip do not hide it.
fn scheme(destination: &str) -> Option<String> {
    let visible: String =
        destination.chars().filter(|character| !character.is_control() && *character != ' ').collect();
    let (scheme, _) =
        decoded(&visible).split_once(':').map(|(scheme, rest)| (scheme.to_lowercase(), rest.to_owned()))?;
    let first = scheme.chars().next()?;
    let well_formed = first.is_ascii_alphabetic()
        && scheme.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '+' | '.' | '-'));
    well_formed.then_some(scheme)
}

/// The text with `%41` as `A`; what is not well formed stays as it is.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// A relative path from a folder, or `None` if it climbs above the hub's root.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let mut joined = parts.join("/");
    if path.ends_with('/') {
        joined.push('/');
    }
    Some(joined)
}

/// A link as the front matter writes it.
pub fn as_link(name: &Sourced<String>) -> Link {
    Link { destination: name.value.clone(), span: name.span }
}
