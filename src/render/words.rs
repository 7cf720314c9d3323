//! The interface's words in each language, with the plural forms that each language has.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use crate::diagnostic::{Diagnostic, FileId, Outcome};
use crate::model::Language;
use crate::yaml::schema::Schema;
use crate::yaml::{self, FromYaml, Mapping, Node, Reader, Value, record};

record! {
    /// One phrase in the plural forms of a language, named as Unicode CLDR names them; `{n}` stands for the number.
    struct Plural {
        /// For 0, where the language has a form for it.
        zero: Option<String>,
        /// For 1.
        one: Option<String>,
        /// For 2, where the language has a form for it.
        two: Option<String>,
        /// For 3 in Welsh.
        few: Option<String>,
        /// For 6 in Welsh.
        many: Option<String>,
        /// For all other numbers.
        other: String,
    }
}

/// A phrase, or its plural forms.
#[derive(Debug, Clone)]
enum Phrase {
    Plain(String),
    Plural(Box<Plural>),
}

impl FromYaml for Phrase {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.value {
            Value::Mapping(_) => Plural::from_yaml(node, reader).map(|plural| Phrase::Plural(Box::new(plural))),
            _ => String::from_yaml(node, reader).map(Phrase::Plain),
        }
    }

    fn schema() -> Schema {
        Schema::any_of(vec![Schema::of_type("string"), Plural::schema()])
    }
}

/// The words of one language.
#[derive(Debug, Clone)]
pub struct Words {
    language: Language,
    phrases: BTreeMap<String, Phrase>,
}

impl Words {
    /// Reads a file of words.
    pub fn read(file: &FileId, text: &str, language: Language) -> Outcome<Option<Words>> {
        let mut reader = Reader::new(file);
        let read = yaml::parse(file, text, 0).map(|node| Mapping::<Phrase>::from_yaml(&node, &mut reader));
        let mut diagnostics: Vec<Diagnostic> = reader.diagnostics;
        let value = match read {
            Ok(mapping) => mapping.map(|mapping| Words {
                language,
                phrases: mapping.0.into_iter().map(|(key, phrase)| (key.value, phrase)).collect(),
            }),
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                None
            }
        };
        Outcome { value, diagnostics }
    }

    /// The phrase of this name. A missing one shows its name, in braces, so that it is seen.
    pub fn get(&self, name: &str) -> String {
        match self.phrases.get(name) {
            Some(Phrase::Plain(text)) => text.clone(),
            Some(Phrase::Plural(plural)) => plural.other.clone(),
            None => format!("{{{name}}}"),
        }
    }

    /// The phrase of this name for a number of things.
    pub fn count(&self, name: &str, n: usize) -> String {
        let phrase = match self.phrases.get(name) {
            Some(Phrase::Plural(plural)) => form(plural, self.language, n),
            Some(Phrase::Plain(text)) => text,
            None => return format!("{{{name}}}"),
        };
        phrase.replace("{n}", &grouped(n))
    }

    /// The phrase of this name with `{x}` replaced.
    pub fn with(&self, name: &str, x: &str) -> String {
        self.get(name).replace("{x}", x)
    }

    /// The names and texts of the phrases that have no plural, for templates.
    pub fn plain(&self) -> BTreeMap<String, String> {
        let plain = self.phrases.iter().filter_map(|(name, phrase)| match phrase {
            Phrase::Plain(text) => Some((name.clone(), text.clone())),
            Phrase::Plural(_) => None,
        });
        plain.collect()
    }

    /// The names of all phrases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.phrases.keys().map(String::as_str)
    }

    /// A day in words: 24 November 2026.
    pub fn date(&self, date: Date) -> String {
        format!("{} {} {}", date.day(), self.get(MONTHS[(date.month() - 1) as usize]), date.year())
    }

    /// A day with its weekday: Thursday 4 March 2027.
    pub fn day(&self, date: Date) -> String {
        let weekday = WEEKDAYS[date.weekday().to_monday_zero_offset() as usize];
        format!("{} {}", self.get(weekday), self.date(date))
    }

    /// A time of day: 10:00.
    pub fn time(&self, moment: DateTime) -> String {
        format!("{:02}:{:02}", moment.hour(), moment.minute())
    }

    /// Minutes in words: 45 minutes, 3 hours, 1 hour 30 minutes.
    pub fn duration(&self, minutes: u32) -> String {
        let (hours, minutes) = ((minutes / 60) as usize, (minutes % 60) as usize);
        match (hours, minutes) {
            (0, minutes) => self.count("n_minutes", minutes),
            (hours, 0) => self.count("n_hours", hours),
            (hours, minutes) => format!("{} {}", self.count("n_hours", hours), self.count("n_minutes", minutes)),
        }
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The plural form for a number (Unicode CLDR 44, cardinal rules of `en` and `cy`).
fn form(plural: &Plural, language: Language, n: usize) -> &str {
    let special = match (language, n) {
        (_, 1) => &plural.one,
        (Language::Welsh, 0) => &plural.zero,
        (Language::Welsh, 2) => &plural.two,
        (Language::Welsh, 3) => &plural.few,
        (Language::Welsh, 6) => &plural.many,
        _ => &None,
    };
    special.as_deref().unwrap_or(&plural.other)
}

/// A number with commas between its thousands.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
