//! What every kind of page carries: title, summary, terms, authors, dates, classification, and what it rests on.

use jiff::civil::Date;

use crate::diagnostic::Sourced;
use crate::yaml::schema::Schema;
use crate::yaml::{Fields, FromYaml, Mapping, Node, Reader, Value, record, words};

words! {
    /// The tiers of the Government Security Classifications Policy, and the handling marking within OFFICIAL.
    pub enum Classification {
        /// Cleared for publication.
        Official = "OFFICIAL",
        /// OFFICIAL with a marking that limits who may see it.
        OfficialSensitive = "OFFICIAL-SENSITIVE",
        /// Secret.
        Secret = "SECRET",
        /// Top secret.
        TopSecret = "TOP SECRET",
    }
}

words! {
    /// How far a translation has come.
    pub enum TranslationState {
        /// It awaits a translator's review.
        Draft = "draft",
        /// A translator has reviewed it.
        Reviewed = "reviewed",
    }
}

record! {
    /// Who wrote a page.
    pub struct Author {
        /// The name, as it is to be cited: given name first.
        pub name: String,
        /// The ORCID iD, as in 0000-0002-1825-0097.
        pub orcid: Option<Orcid>,
        /// Where the author works.
        pub affiliation: Option<String>,
    }
}

/// An ORCID iD whose check digit is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orcid(String);

impl Orcid {
    /// The iD with its hyphens.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The iD, if its sixteen characters satisfy ISO 7064 MOD 11-2 (ORCID, "Structure of the ORCID Identifier").
    pub fn new(text: &str) -> Option<Self> {
        let groups: Vec<&str> = text.split('-').collect();
        if groups.len() != 4 || groups.iter().any(|group| group.len() != 4) {
            return None;
        }
        let characters: Vec<char> = groups.concat().chars().collect();
        let (check, digits) = characters.split_last()?;
        let mut total = 0u32;
        for digit in digits {
            total = (total + digit.to_digit(10)?) * 2;
        }
        let expected = (12 - total % 11) % 11;
        let given = if *check == 'X' { 10 } else { check.to_digit(10)? };
        (expected == given).then(|| Orcid(text.to_owned()))
    }
}

impl FromYaml for Orcid {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = String::from_yaml(node, reader)?;
        let orcid = Orcid::new(&text);
        if orcid.is_none() {
            reader.bad_value(
                node.span,
                format!("`{text}` is not an ORCID iD"),
                "an iD has four groups of four as in 0000-0002-1825-0097, the last character being a check digit",
            );
        }
        orcid
    }

    fn schema() -> Schema {
        Schema::of_type("string").with("pattern", r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")
    }
}

/// What a page rests on: a page and, for a review, the version of it that was read.
#[derive(Debug, Clone)]
pub struct Basis {
    /// The path of the other page's file, relative to this one's.
    pub page: Sourced<String>,
    /// The version that was read.
    pub version: Option<Sourced<u32>>,
}

record! {
    /// What a page rests on, with the version that was read.
    struct VersionedBasis {
        /// The path of the other page's file, relative to this one's.
        page: Sourced<String>,
        /// The version of the review that was read.
        version: Option<Sourced<u32>>,
    }
}

impl FromYaml for Basis {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        if matches!(node.value, Value::Mapping(_)) {
            let VersionedBasis { page, version } = VersionedBasis::from_yaml(node, reader)?;
            return Some(Basis { page, version });
        }
        Sourced::from_yaml(node, reader).map(|page| Basis { page, version: None })
    }

    fn schema() -> Schema {
        Schema::any_of(vec![Schema::of_type("string"), VersionedBasis::schema()])
    }
}

/// Terms as written: each facet with the names of its terms.
pub type TermNames = Mapping<Vec<Sourced<String>>>;

/// The longest summary, in characters: what lists, feeds and previews have room for.
pub const SUMMARY_CHARACTERS_MAX: usize = 300;

record! {
    /// The words that every page has, in each language.
    pub struct CommonWords {
        /// The page's title, without a full stop.
        pub title: Sourced<String>,
        /// One or two sentences of plain text, at most 300 characters, that make sense alone.
        pub summary: Sourced<String>,
        /// The day on which the page was first written.
        pub created: Sourced<Date>,
        /// The day on which its meaning last changed; `created` where it is left out.
        pub updated: Option<Sourced<Date>>,
        /// In a translation only: how far it has come.
        pub translation: Option<TranslationState>,
    }
}

record! {
    /// What every page says once, in the hub's first language.
    pub struct CommonFacts {
        /// The day by which someone must have looked at the page again.
        pub review_by: Option<Sourced<Date>>,
        /// Terms of the typology: each facet with a list of its terms.
        pub terms: TermNames,
        /// Who wrote the page; the hub itself where it is left out.
        pub authors: Vec<Author>,
        /// What the page rests on.
        pub based_on: Vec<Basis>,
        /// The partners who take part.
        pub partners: Vec<Sourced<String>>,
        /// The page's classification; OFFICIAL where it is left out.
        pub classification: Option<Classification>,
        /// Whether this is an invented example; the page then says so.
        pub example: Option<bool>,
    }
}

/// What every kind of page carries.
#[derive(Debug, Clone)]
pub struct Common {
    /// Its words.
    pub words: CommonWords,
    /// The rest; `None` in a translation, which takes it from its original.
    pub facts: Option<CommonFacts>,
}

impl Common {
    /// Takes the fields out of a page's front matter.
    pub fn read(fields: &mut Fields<'_>, is_translation: bool, reader: &mut Reader) -> Option<Self> {
        let words = CommonWords::read(fields, reader);
        if is_translation {
            return Some(Common { words: words?, facts: None });
        }
        let facts = CommonFacts::read(fields, reader);
        Some(Common { words: words?, facts: Some(facts?) })
    }

    /// Adds the fields to the schema of a kind's front matter.
    pub fn describe(schema: &mut Schema) {
        CommonWords::describe(schema);
        CommonFacts::describe(schema);
    }
}
