//! Bytes to documents, file by file and in parallel, never stopping at a mistake.
//!
//! 1. [`read`]: every file of the hub, as bytes ([`Sources`]).
//! 2. [`load`]: each file by what its place says it is ([`place`]): pages ([`front_matter`], [`markdown`]), references, study
//!    tables, the typology, the settings.

pub mod front_matter;
pub mod markdown;
mod place;
mod references;
mod studies;
mod typology;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, FileId, Outcome, Span};
use crate::model::{Common, Detail, DetailWords, Kind, Language, Reference, Settings, TermNames, Text, Typology};
use crate::world::{NotRead, What, World};
use crate::yaml::{self, FromYaml, Reader};

pub use place::Place;
pub use studies::RawTable;

/// The largest page, in bytes.
pub const PAGE_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// The largest file of any other kind, in bytes.
pub const FILE_BYTES_MAX: u64 = 100 * 1024 * 1024;

/// Every file of the hub.
#[derive(Debug, Default)]
pub struct Sources {
    /// The files with their bytes, in the order of the paths.
    pub read: Vec<(FileId, Vec<u8>)>,
    /// The files that are there and could not be read.
    pub unread: BTreeSet<FileId>,
}

/// A page as written.
#[derive(Debug)]
pub struct Document {
    /// Its file.
    pub file: FileId,
    /// Its kind.
    pub kind: Kind,
    /// The language of a translation; `None` for a page in the hub's first language.
    pub translated_into: Option<Language>,
    /// Its name in addresses.
    pub slug: String,
    /// What every page carries.
    pub common: Common,
    /// What its kind carries.
    pub matter: Matter,
    /// Its text.
    pub text: Text,
}

/// A page whose front matter could not be read as a whole. What can be seen of it is still checked, so that its author hears of
/// everything at once; what links to it is not to be blamed.
#[derive(Debug)]
pub struct Broken {
    /// Its file.
    pub file: FileId,
    /// The terms it names, as far as they can be read.
    pub terms: TermNames,
    /// Its text, if the end of the front matter was found.
    pub text: Option<Text>,
}

/// What only one kind of page carries, as written.
#[derive(Debug)]
pub enum Matter {
    /// By a page in the hub's first language.
    Original(Detail),
    /// By a translation.
    Translation(DetailWords),
}

/// The references of one folder, by key.
pub type Bibliography = BTreeMap<String, Arc<Reference>>;

/// Everything that was read, as written.
#[derive(Debug)]
pub struct Loaded {
    /// The hub's settings.
    pub settings: Settings,
    /// The typology.
    pub typology: Typology,
    /// The pages, in the order of their files.
    pub documents: Vec<Document>,
    /// The pages that could not be read.
    pub broken: Vec<Broken>,
    /// The other files of which nothing could be made. What names them, or something in them, is not to be blamed.
    pub unread: BTreeSet<FileId>,
    /// The references by folder.
    pub bibliographies: BTreeMap<String, Bibliography>,
    /// The study tables by folder.
    pub tables: BTreeMap<String, RawTable>,
    /// The files to copy, by their paths below `static/`.
    pub static_files: Vec<(String, Vec<u8>)>,
    /// The files that take the place of the built-in theme's, by their paths below the theme's folder.
    pub theme_files: BTreeMap<String, Vec<u8>>,
}

/// Reads every file of the hub. What cannot or must not be read is told and left out.
pub fn read(world: &dyn World) -> Outcome<Sources> {
    let mut diagnostics = Vec::new();
    let listed = world.list().tell(&mut diagnostics);
    // What stands at its path and cannot be read is told for what it is.
    if !listed.iter().any(|listed| Place::of(&listed.file) == Place::Settings) {
        diagnostics.push(Diagnostic::new(Code::MissingHub, "this folder is not a hub: it has no `hub.yaml`").help(
            "run `peel` in a hub's folder, name the folder with `--root DIR`, or start a hub with `peel new DIR`",
        ));
    }
    let read: Vec<Result<(FileId, Vec<u8>), Diagnostic>> =
        listed.par_iter().map(|listed| read_one(world, listed.file.clone(), listed.what)).collect();
    let mut sources = Vec::with_capacity(read.len());
    let mut unread = BTreeSet::new();
    for (listed, result) in listed.into_iter().zip(read) {
        match result {
            Ok(source) => sources.push(source),
            Err(diagnostic) => {
                unread.insert(listed.file);
                diagnostics.push(diagnostic);
            }
        }
    }
    Outcome { value: Sources { read: sources, unread }, diagnostics }
}

fn read_one(world: &dyn World, file: FileId, what: What) -> Result<(FileId, Vec<u8>), Diagnostic> {
    let special = |file: &FileId| {
        Diagnostic::new(Code::SpecialFile, format!("`{file}` is not a plain file"))
            .in_file(file)
            .help("take it out of the hub's folder")
    };
    match what {
        What::File => {}
        What::Link => {
            return Err(Diagnostic::new(Code::SymbolicLink, format!("`{file}` is a symbolic link"))
                .in_file(&file)
                .help("put a copy of what it leads to in its place"));
        }
        What::Special => return Err(special(&file)),
    }
    let (bytes_max, limit) = match Place::of(&file) {
        Place::Page { .. } => (PAGE_BYTES_MAX, "a page is at most 4 MiB"),
        Place::Settings | Place::Typology => (yaml::FILE_BYTES_MAX as u64, "a file of YAML is at most 1 MiB"),
        _ => (FILE_BYTES_MAX, "a file is at most 100 MiB"),
    };
    match world.read(&file, bytes_max) {
        Ok(bytes) => Ok((file, bytes)),
        Err(NotRead::Special) => Err(special(&file)),
        Err(NotRead::TooLarge(size)) => {
            Err(Diagnostic::new(Code::TooLarge, format!("`{file}` has {size} bytes: {limit}"))
                .in_file(&file)
                .help("split it, or keep only what readers need"))
        }
        Err(NotRead::Failed(reason)) => {
            Err(Diagnostic::new(Code::UnreadableFile, format!("`{file}` could not be read: {reason}")).in_file(&file))
        }
    }
}

/// What one file turned out to be.
enum Piece {
    Settings(Box<Settings>),
    Typology(Typology),
    Page(Box<Document>),
    Broken(Box<Broken>),
    Bibliography(String, Bibliography),
    Table(String, RawTable),
    Static(String, Vec<u8>),
    Theme(String, Vec<u8>),
    Unread(FileId),
    Nothing,
}

/// Makes documents of the files. Without settings there is no hub: `None`; [`read`] or the settings' own
/// mistakes tell the reason.
pub fn load(sources: Sources) -> Outcome<Option<Loaded>> {
    let pieces: Vec<Outcome<Piece>> = sources.read.into_par_iter().map(|(file, bytes)| piece(file, bytes)).collect();
    let mut diagnostics = Vec::new();
    let mut settings = None;
    let mut loaded = Gathered { unread: sources.unread, ..Gathered::default() };
    for outcome in pieces {
        match outcome.tell(&mut diagnostics) {
            Piece::Settings(found) => settings = Some(*found),
            Piece::Typology(typology) => loaded.typology = typology,
            Piece::Page(document) => loaded.documents.push(*document),
            Piece::Broken(broken) => loaded.broken.push(*broken),
            Piece::Bibliography(folder, bibliography) => {
                loaded.bibliographies.insert(folder, bibliography);
            }
            Piece::Table(folder, table) => {
                loaded.tables.insert(folder, table);
            }
            Piece::Static(path, bytes) => loaded.static_files.push((path, bytes)),
            Piece::Theme(path, bytes) => {
                loaded.theme_files.insert(path, bytes);
            }
            Piece::Unread(file) => {
                loaded.unread.insert(file);
            }
            Piece::Nothing => {}
        }
    }
    Outcome { value: settings.map(|settings| loaded.with(settings)), diagnostics }
}

/// The pieces, before it is known whether there are settings.
#[derive(Default)]
struct Gathered {
    typology: Typology,
    documents: Vec<Document>,
    broken: Vec<Broken>,
    unread: BTreeSet<FileId>,
    bibliographies: BTreeMap<String, Bibliography>,
    tables: BTreeMap<String, RawTable>,
    static_files: Vec<(String, Vec<u8>)>,
    theme_files: BTreeMap<String, Vec<u8>>,
}

impl Gathered {
    fn with(self, settings: Settings) -> Loaded {
        let theme = settings.theme.as_deref().unwrap_or("hub").to_owned();
        let prefix = format!("{theme}/");
        Loaded {
            settings,
            typology: self.typology,
            documents: self.documents,
            broken: self.broken,
            unread: self.unread,
            bibliographies: self.bibliographies,
            tables: self.tables,
            static_files: self.static_files,
            theme_files: self
                .theme_files
                .into_iter()
                .filter_map(|(path, bytes)| Some((path.strip_prefix(&prefix)?.to_owned(), bytes)))
                .collect(),
        }
    }
}

fn piece(file: FileId, bytes: Vec<u8>) -> Outcome<Piece> {
    let folder = file.folder().to_owned();
    match Place::of(&file) {
        Place::Static(path) => Outcome::clean(Piece::Static(path, bytes)),
        Place::Theme(path) => Outcome::clean(Piece::Theme(path, bytes)),
        Place::Reserved => Outcome::clean(Piece::Nothing),
        Place::Unknown(help) => Outcome {
            value: Piece::Nothing,
            diagnostics: vec![
                Diagnostic::new(Code::UnknownPlace, format!("nothing is made of `{file}`")).in_file(&file).help(help),
            ],
        },
        place => match text(&file, bytes) {
            Err(diagnostic) => Outcome { value: unreadable(file, &place), diagnostics: vec![diagnostic] },
            Ok(text) => match place {
                Place::Settings => whole_yaml(&file, &text).map_piece(file, |found| Piece::Settings(Box::new(found))),
                Place::Typology => typology::load(&file, &text).map_piece(file, Piece::Typology),
                Place::References => {
                    references::load(&file, &text).map_piece(file, |found| Piece::Bibliography(folder, found))
                }
                Place::Studies => studies::load(&file, &text).map_piece(file, |found| Piece::Table(folder, found)),
                _ => page(file, text, place),
            },
        },
    }
}

impl<T> Outcome<Option<T>> {
    fn map_piece(self, file: FileId, piece: impl FnOnce(T) -> Piece) -> Outcome<Piece> {
        Outcome { value: self.value.map_or(Piece::Unread(file), piece), diagnostics: self.diagnostics }
    }
}

fn unreadable(file: FileId, place: &Place) -> Piece {
    if matches!(place, Place::Page { .. }) { broken(file, TermNames::default(), None) } else { Piece::Unread(file) }
}

fn broken(file: FileId, terms: TermNames, text: Option<Text>) -> Piece {
    Piece::Broken(Box::new(Broken { file, terms, text }))
}

/// The text of a file, or the first byte at which it is none.
fn text(file: &FileId, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        Diagnostic::new(
            Code::NotUtf8,
            format!("`{file}` is not UTF-8: byte {at}, in line {line}, belongs to no character"),
        )
        .in_file(file)
        .help("open the file in the program that wrote it and save it again as UTF-8")
    })?;
    // Nearly every file holds only bytes that cannot belong to such a character; the others are looked at one by one.
    let is_plain = text.bytes().all(|byte| match byte {
        b'\t' | b'\n' | b'\r' => true,
        0x7f | 0xc2 | 0xe2 | 0xef => false,
        byte => byte >= 0x20,
    });
    if is_plain {
        return Ok(text);
    }
    match text.char_indices().find(|(at, character)| is_invisible(*at, *character)) {
        None => Ok(text),
        Some((at, character)) => Err(Diagnostic::new(
            Code::ControlCharacter,
            format!("the text holds a character that cannot be seen, U+{:04X}", u32::from(character)),
        )
        .at(file, Span::new(at, at + character.len_utf8()), "between these characters")
        .help("delete it")),
    }
}

fn is_invisible(at: usize, character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{feff}' => at != 0,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        other => other.is_control(),
    }
}

fn whole_yaml<T: FromYaml>(file: &FileId, text: &str) -> Outcome<Option<T>> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    match yaml::parse(file, &text[start..], start) {
        Err(diagnostic) => Outcome { value: None, diagnostics: vec![diagnostic] },
        Ok(node) => {
            let mut reader = Reader::new(file);
            let value = T::from_yaml(&node, &mut reader);
            Outcome { value, diagnostics: reader.diagnostics }
        }
    }
}

fn page(file: FileId, text: String, place: Place) -> Outcome<Piece> {
    let Place::Page { kind, language, slug } = place else { return Outcome::clean(Piece::Nothing) };
    let mut diagnostics = Vec::new();
    if let Some(diagnostic) = place::bad_name(&file, &slug) {
        diagnostics.push(diagnostic);
    }
    let is_translation = language.is_some();
    let front = front_matter::split(&file, &text).and_then(|front| {
        let node = yaml::parse(&file, &text[front.yaml.clone()], front.yaml.start)?;
        Ok((front.body, node))
    });
    let (body, node) = match front {
        Ok(front) => front,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return Outcome { value: broken(file, TermNames::default(), None), diagnostics };
        }
    };
    let mut reader = Reader::new(&file);
    let read = front_matter::read(kind, is_translation, &node, &mut reader);
    diagnostics.extend(reader.diagnostics);
    let text = markdown::scan(&file, text.into(), body).tell(&mut diagnostics);
    let value = match read {
        None => broken(file, front_matter::terms(&node), Some(text)),
        Some((common, matter)) => {
            Piece::Page(Box::new(Document { file, kind, translated_into: language, slug, common, matter, text }))
        }
    };
    Outcome { value, diagnostics }
}

/// The JSON Schema of `evidence/typology.yaml`.
pub fn typology_schema() -> serde_json::Value {
    typology::schema()
}

/// The JSON Schema of `hub.yaml`.
pub fn settings_schema() -> serde_json::Value {
    Settings::schema().into_json()
}
