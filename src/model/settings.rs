//! What a hub says of itself in `hub.yaml`.

use crate::diagnostic::Sourced;
use crate::model::Classification;
use crate::yaml::{record, words};

words! {
    /// A language of the hub. Each needs its interface words in the theme.
    pub enum Language {
        /// English.
        English = "en",
        /// Welsh.
        Welsh = "cy",
    }
}

record! {
    /// A text in the hub's languages.
    pub struct LocalText {
        /// In English.
        pub en: String,
        /// In Welsh; the English text stands in where it is missing.
        pub cy: Option<String>,
    }
}

impl LocalText {
    /// The text in this language, or in English.
    pub fn in_language(&self, language: Language) -> &str {
        self.translated(language).unwrap_or(&self.en)
    }

    /// The text in this language, if there is one.
    pub fn translated(&self, language: Language) -> Option<&str> {
        match language {
            Language::English => Some(&self.en),
            Language::Welsh => self.cy.as_deref(),
        }
    }
}

record! {
    /// The licence under which the hub's content may be used.
    pub struct Licence {
        /// Its short name, as in CC BY 4.0.
        pub name: String,
        /// Where its text stands.
        pub url: String,
    }
}

record! {
    /// The hub's settings.
    pub struct Settings {
        /// The version of this file's form: 1.
        pub schema: Sourced<u32>,
        /// The hub's name.
        pub name: LocalText,
        /// A few words beside the name.
        pub tagline: LocalText,
        /// One sentence for search engines and feeds.
        pub description: LocalText,
        /// The address at which the hub will be published, with a slash at the end.
        pub url: Sourced<String>,
        /// The hub's languages, the first one being that of the pages without a suffix.
        pub languages: Sourced<Vec<Sourced<Language>>>,
        /// The highest classification that may be published.
        pub classification: Classification,
        /// The theme's name; `hub` is built in.
        pub theme: Option<String>,
        /// The licence of the content.
        pub licence: Licence,
        /// A notice that every page shows, such as that this is a demonstration.
        pub notice: Option<LocalText>,
        /// What the menu leads to: folders (with a slash at the end), pages, or the typology.
        pub menu: Vec<Sourced<String>>,
        /// What the foot of each page leads to.
        pub footer: Vec<Sourced<String>>,
    }
}

impl Settings {
    /// The hub's languages.
    pub fn languages(&self) -> impl Iterator<Item = Language> + '_ {
        self.languages.value.iter().map(|language| language.value)
    }

    /// The language of pages without a suffix.
    pub fn primary(&self) -> Language {
        self.languages().next().unwrap_or(Language::English)
    }
}
