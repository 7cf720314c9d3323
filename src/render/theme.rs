//! The theme: templates, words and assets, built in and overridable file by file from `themes/`.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;

use super::words::Words;
use crate::artifact::{Artifact, Digest};
use crate::diagnostic::{Code, Diagnostic, FileId, Outcome, Span};
use crate::model::{Language, Settings};

macro_rules! built_in {
    ($($path:literal)+) => {
        /// The files of the theme `hub`, by their paths below its folder.
        pub const BUILT_IN: &[(&str, &[u8])] =
            &[$(($path, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/hub/", $path))),)+];
    };
}

built_in! {
    "assets/hub.css"
    "assets/icon.svg"
    "templates/404.html"
    "templates/a-to-z.html"
    "templates/base.html"
    "templates/course.html"
    "templates/entry.html"
    "templates/event.html"
    "templates/facet.html"
    "templates/home.html"
    "templates/list.html"
    "templates/macros.html"
    "templates/module.html"
    "templates/news.html"
    "templates/page.html"
    "templates/partner.html"
    "templates/project.html"
    "templates/review.html"
    "templates/session.html"
    "templates/site-map.html"
    "templates/term.html"
    "templates/tool.html"
    "templates/typology.html"
    "words/cy.yaml"
    "words/en.yaml"
}

/// The filters that templates have; they have no functions and no tests.
pub const FILTERS: &[&str] = &["length", "safe"];

/// The work that one page may take, in minijinja's units of fuel: far more than the largest page needs.
const FUEL: u64 = 50_000_000;

/// A theme, ready to make pages with.
pub struct Theme {
    environment: Environment<'static>,
    words: BTreeMap<Language, Words>,
    assets: Vec<Asset>,
    files: BTreeMap<String, FileId>,
}

/// A file that pages lead to by a name made of its bytes, so that it may be kept for ever.
struct Asset {
    name: String,
    address: String,
    bytes: Vec<u8>,
}

impl Theme {
    /// The built-in theme with the hub's own files in the place of its own.
    pub fn load(own: BTreeMap<String, Vec<u8>>, settings: &Settings) -> Outcome<Option<Theme>> {
        let name = settings.theme.as_deref().unwrap_or("hub");
        let mut diagnostics = Vec::new();
        let mut files: BTreeMap<String, Vec<u8>> =
            BUILT_IN.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
        let mut origins = BTreeMap::new();
        for (path, bytes) in own {
            let file = FileId::new(&format!("themes/{name}/{path}"));
            let is_addition =
                path.starts_with("assets/") || path.starts_with("templates/") || path.starts_with("widgets/");
            if !files.contains_key(&path) && !is_addition {
                diagnostics.push(
                    Diagnostic::new(Code::UnknownThemeFile, format!("the theme has no file `{path}`"))
                        .in_file(&file)
                        .help_nearest(&path, BUILT_IN.iter().map(|(path, _)| *path)),
                );
                continue;
            }
            origins.insert(path.clone(), file);
            files.insert(path, bytes);
        }
        let mut theme =
            Theme { environment: environment(), words: BTreeMap::new(), assets: Vec::new(), files: origins };
        for (path, bytes) in files {
            theme.add(&path, bytes, settings, &mut diagnostics);
        }
        let is_sound = !diagnostics.iter().any(Diagnostic::is_error);
        Outcome { value: is_sound.then_some(theme), diagnostics }
    }

    fn file(&self, path: &str) -> FileId {
        self.files.get(path).cloned().unwrap_or_else(|| FileId::new(&format!("themes/hub/{path}")))
    }

    fn add(&mut self, path: &str, bytes: Vec<u8>, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) {
        if let Some(name) = path.strip_prefix("assets/") {
            self.assets.push(Asset { name: name.to_owned(), address: fingerprinted(name, &bytes), bytes });
            return;
        }
        let file = self.file(path);
        let Ok(text) = String::from_utf8(bytes) else {
            diagnostics.push(Diagnostic::new(Code::NotUtf8, format!("`{file}` is not UTF-8")).in_file(&file));
            return;
        };
        if let Some(name) = path.strip_prefix("templates/") {
            if let Err(error) = self.environment.add_template_owned(name.to_owned(), text) {
                diagnostics.push(*self.fault(&error, name));
            }
        } else if let Some(language) = path.strip_prefix("words/").and_then(|name| name.strip_suffix(".yaml")) {
            let Some(language) = Language::from_word(language) else { return };
            if settings.languages().any(|known| known == language) {
                let words = Words::read(&file, &text, language).tell(diagnostics);
                self.words.extend(words.map(|words| (language, words)));
            }
        }
    }

    /// The words of a language; the theme has them for every language of the hub.
    pub fn words(&self, language: Language) -> &Words {
        // Invariant: `load` gives no theme where a file of words could not be read, and every `Language` has one built in.
        &self.words[&language]
    }

    /// The addresses of the assets by their names, for templates.
    pub fn asset_addresses(&self) -> BTreeMap<String, String> {
        self.assets.iter().map(|asset| (asset.name.replace(['.', '-'], "_"), asset.address.clone())).collect()
    }

    /// The assets as files of the site.
    pub fn assets(&self) -> Vec<Artifact> {
        let artifact = |asset: &Asset| Artifact { path: asset.address.clone(), bytes: asset.bytes.clone() };
        self.assets.iter().map(artifact).collect()
    }

    /// A page made by a template.
    ///
    /// # Errors
    /// Where the template fails: a name that the view does not have, or too much work.
    pub fn page<P: Serialize, I: Serialize>(
        &self,
        template: &str,
        site: &Value,
        page: P,
        it: I,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let context = minijinja::context! {
            site => site,
            page => Value::from(Serde(page)),
            it => Value::from(Serde(it)),
        };
        let made = self.environment.get_template(template).and_then(|template| template.render(context));
        made.map(String::into_bytes).map_err(|error| self.fault(&error, template))
    }

    fn fault(&self, error: &minijinja::Error, template: &str) -> Box<Diagnostic> {
        let name = error.name().unwrap_or(template).to_owned();
        let file = self.file(&format!("templates/{name}"));
        let said = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        let line = error.line().map(|line| format!(", line {line}")).unwrap_or_default();
        let diagnostic = Diagnostic::new(Code::TemplateError, format!("the template `{name}`{line}: {said}"));
        Box::new(match error.range() {
            Some(range) => diagnostic.at(&file, Span::from(range), ""),
            None => diagnostic.in_file(&file),
        })
    }
}

/// An environment in which templates can do nothing but show what they are given.
fn environment() -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    // The two switches cannot clash with each other, which is all that `build` refuses.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment.set_fuel(Some(FUEL));
    environment.set_debug(true);
    environment.add_filter("safe", minijinja::filters::safe);
    environment.add_filter("length", minijinja::filters::length);
    environment
}

/// The address of an asset: its name with the beginning of its digest.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let digest = &Digest::of(bytes).0[..12];
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("assets/{stem}.{digest}.{ending}"),
        None => format!("assets/{name}.{digest}"),
    }
}
