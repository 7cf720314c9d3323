//! YAML, behind one module: a tree in which every node knows its place, and typed reading that reports all mistakes at once.
//!
//! serde-saphyr reads the text under a budget; [`Node`] keeps the places; [`Reader`] and the `record!` and `words!` macros turn
//! nodes into the model's types. serde's own derive would stop at the first mistake of a file, which is why it is not used here.

mod read;
mod record;
pub mod schema;

pub use read::{Fields, FromYaml, Mapping, Reader};
pub(crate) use record::{record, words};

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use crate::diagnostic::{Code, Diagnostic, FileId, Sourced, Span};

/// The largest front matter and the largest YAML file, in bytes. Hostile YAML costs far more than its size.
pub const FRONT_MATTER_BYTES_MAX: usize = 64 * 1024;
/// The largest file of YAML (typology, settings), in bytes.
pub const FILE_BYTES_MAX: usize = 1024 * 1024;

/// A value with its place in the file.
#[derive(Debug, Clone)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its bytes in the file. Of a list or mapping in block style only the beginning is known.
    pub span: Span,
}

/// A YAML value. Text keeps what was written; whether it is a date or a word is the reader's business.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing: `~`, or no value at all.
    Null,
    /// `true` or `false`, and only these.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction or exponent.
    Number(f64),
    /// Anything else that is not a list or mapping.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order of the file; keys given twice are still twice.
    Mapping(Vec<(Sourced<String>, Node)>),
}

impl Value {
    /// What the value is, in an author's words.
    pub fn what(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Integer(_) => "a whole number",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Mapping(_) => "a mapping of keys to values",
        }
    }
}

/// Reads the YAML that starts at byte `offset` of `file`.
///
/// # Errors
/// A diagnostic with the place where the text stops being YAML, or with the limit that it breaks.
pub fn parse(file: &FileId, text: &str, offset: usize) -> Result<Node, Diagnostic> {
    let budget = serde_saphyr::budget! {
        max_events: 200_000,
        max_aliases: 100,
        max_anchors: 100,
        max_depth: 32,
        max_documents: 1,
        max_nodes: 100_000,
    };
    let mut alias_limits = serde_saphyr::options::AliasLimits::default();
    alias_limits.max_total_replayed_events = 1_000;
    alias_limits.max_replay_stack_depth = 8;
    alias_limits.max_alias_expansions_per_anchor = 100;
    let options = serde_saphyr::options! {
        budget: budget,
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins,
        merge_keys: serde_saphyr::MergeKeyPolicy::Error,
        alias_limits: alias_limits,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
    };
    match serde_saphyr::from_str_with_options::<Spanned<Tree>>(text, options) {
        Ok(tree) => Ok(node(tree, text.len(), offset)),
        Err(error) => Err(syntax_error(file, text, offset, &error)),
    }
}

fn syntax_error(file: &FileId, text: &str, offset: usize, error: &serde_saphyr::Error) -> Diagnostic {
    let place = error.location().map(|location| {
        let line_start: usize =
            text.split_inclusive('\n').take((location.line() as usize).saturating_sub(1)).map(str::len).sum();
        let line = text[line_start..].lines().next().unwrap_or_default();
        let column: usize = line.chars().take((location.column() as usize).saturating_sub(1)).map(char::len_utf8).sum();
        let start = line_start + column;
        Span::new(offset + start, offset + (start + 1).min(text.len()).max(start))
    });
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default().trim_end_matches('.').to_owned();
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let too_complex = |message: &str| {
        Diagnostic::new(Code::YamlTooComplex, message)
            .help("write the values out plainly: without anchors (`&`) and aliases (`*`), at most 32 deep")
    };
    let diagnostic = if says(&["Documents"]) {
        Diagnostic::new(Code::YamlSyntax, "a second YAML document starts here, and would never be read")
            .help("take the line `---` away")
    } else if says(&["merge key"]) {
        Diagnostic::new(Code::YamlSyntax, "merge keys (`<<`) are not read: what they bring in could not be seen here")
            .help("write the keys out")
    } else if says(&["non-finite"]) {
        Diagnostic::new(Code::YamlSyntax, "`.nan` and `.inf` are no figures")
            .help("write the figure, or put the words in quotation marks if they are meant as words")
    } else if says(&["unknown anchor", "scanning an anchor"]) {
        Diagnostic::new(Code::YamlSyntax, "text that starts with `*` or `&` means something else in YAML")
            .help("put it in quotation marks; take asterisks away that stand for emphasis")
    } else if says(&["depth", "Depth", "recursion", "too deep"]) {
        too_complex("this YAML is nested more than 32 deep")
    } else if says(&["alias", "anchor", "Alias", "Anchor"]) {
        too_complex("this YAML repeats too much by anchors and aliases to be read")
    } else if says(&["budget", "limit"]) {
        too_complex("this YAML holds too much to be read")
    } else {
        Diagnostic::new(Code::YamlSyntax, format!("this is not YAML: {said}"))
            .help("quote text that holds `: `, ` #` or starts with one of `[ { & * ! | > % @ \"`; indent with blanks, never tabs")
    };
    match place {
        Some(span) => diagnostic.at(file, span, ""),
        None => diagnostic.in_file(file),
    }
}

fn node(tree: Spanned<Tree>, length: usize, offset: usize) -> Node {
    let span = tree.referenced.span();
    let start = span.byte_offset().unwrap_or(0) as usize;
    let end = start + span.byte_len().unwrap_or(0) as usize;
    let clamp = |at: usize| offset + at.min(length);
    let value = match tree.value {
        Tree::Plain(value) => value,
        Tree::List(items) => Value::List(items.into_iter().map(|item| node(item, length, offset)).collect()),
        Tree::Mapping(entries) => Value::Mapping(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let span = key.referenced.span();
                    let start = span.byte_offset().unwrap_or(0) as usize;
                    let end = start + span.byte_len().unwrap_or(0) as usize;
                    (Sourced::new(key.value, Span::new(clamp(start), clamp(end))), node(value, length, offset))
                })
                .collect(),
        ),
    };
    Node { value, span: Span::new(clamp(start), clamp(end)) }
}

/// What serde-saphyr hands over, before the places are made the file's own.
enum Tree {
    Plain(Value),
    List(Vec<Spanned<Tree>>),
    Mapping(Vec<(Spanned<String>, Spanned<Tree>)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("YAML")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Plain(Value::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Plain(Value::Integer(value)))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Tree, E> {
        i64::try_from(value)
            .map(|value| Tree::Plain(Value::Integer(value)))
            .map_err(|_| E::custom("number out of range"))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Plain(Value::Number(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Plain(Value::Text(value.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Plain(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree::Plain(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        if entries.len() > 10_000 {
            return Err(A::Error::custom("mapping over its limit of 10,000 keys"));
        }
        Ok(Tree::Mapping(entries))
    }
}
