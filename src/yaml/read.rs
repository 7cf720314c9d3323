//! Typed reading of YAML nodes: every mistake of a file is reported, each at its place.

use jiff::civil::Date;

use super::schema::Schema;
use super::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, FileId, Sourced, Span, suggestion};

/// Reads one file's nodes and collects what is wrong with them.
#[derive(Debug)]
pub struct Reader {
    /// The file that is read.
    pub file: FileId,
    /// What was found so far.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reader {
    /// A reader of this file.
    pub fn new(file: &FileId) -> Self {
        Reader { file: file.clone(), diagnostics: Vec::new() }
    }

    /// Reports a mistake.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type(&mut self, node: &Node, expected: &str) {
        let mut diagnostic =
            Diagnostic::new(Code::WrongType, format!("expected {expected}, found {}", node.value.what())).at(
                &self.file,
                node.span,
                match node.value {
                    Value::Null => "nothing stands here".to_owned(),
                    _ => format!("this is {}", node.value.what()),
                },
            );
        if expected == "text" && matches!(node.value, Value::Integer(_) | Value::Number(_) | Value::Bool(_)) {
            diagnostic = diagnostic.help("put it in quotation marks to make it text");
        }
        if expected == "`true` or `false`" {
            diagnostic = diagnostic.help("write `true` or `false`, without quotation marks");
        }
        if expected.starts_with("a list") && !matches!(node.value, Value::Null) {
            diagnostic = diagnostic.help("write a list as `[one, two]`, or each item on a line of its own after `- `");
        }
        if expected.starts_with("a mapping") {
            diagnostic = diagnostic.help("write keys with their values, as in `key: value`, each on a line of its own");
        }
        if matches!(node.value, Value::Null) && !expected.starts_with("a mapping") {
            diagnostic = diagnostic.help("write it, or take the key away");
        }
        self.report(diagnostic);
    }

    /// Reports a value that has the right type and cannot be right.
    pub fn bad_value(&mut self, span: Span, message: String, help: &str) {
        let file = self.file.clone();
        self.report(Diagnostic::new(Code::BadValue, message).at(&file, span, "").help(help));
    }
}

/// A type that can be read from YAML and described as JSON Schema.
pub trait FromYaml: Sized {
    /// Reads a node; `None` after at least one report.
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// What stands for a key that is not there; `None` makes the key required.
    fn absent() -> Option<Self> {
        None
    }

    /// The JSON Schema of what `from_yaml` takes.
    fn schema() -> Schema;
}

/// A mapping whose keys are asked for one by one; what nobody asked for is unknown.
#[derive(Debug)]
pub struct Fields<'n> {
    entries: &'n [(Sourced<String>, Node)],
    span: Span,
    asked: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// The fields of a mapping; reports anything else, and keys that are given twice.
    pub fn new(node: &'n Node, reader: &mut Reader) -> Option<Self> {
        let Value::Mapping(entries) = &node.value else {
            reader.wrong_type(node, "a mapping of keys to values");
            return None;
        };
        duplicates(entries, reader);
        Some(Fields { entries, span: node.span, asked: Vec::new() })
    }

    /// The value of a key, or what stands for it where it is not there.
    pub fn take<T: FromYaml>(&mut self, name: &'static str, reader: &mut Reader) -> Option<T> {
        self.asked.push(name);
        match self.entries.iter().find(|(key, _)| key.value == name) {
            Some((_, node)) => T::from_yaml(node, reader),
            None => {
                let absent = T::absent();
                if absent.is_none() {
                    let file = reader.file.clone();
                    reader.report(
                        Diagnostic::new(Code::MissingKey, format!("`{name}` is missing"))
                            .at(&file, self.span, format!("this needs `{name}:`"))
                            .help(format!("add a line `{name}: ...`")),
                    );
                }
                absent
            }
        }
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, reader: &mut Reader) {
        for (key, _) in self.entries.iter().filter(|(key, _)| !self.asked.contains(&key.value.as_str())) {
            let file = reader.file.clone();
            let help = suggestion(&key.value, self.asked.iter().copied())
                .unwrap_or_else(|| "take it away; `peel schema KIND` lists the keys of each kind of page".to_owned());
            reader.report(
                Diagnostic::new(Code::UnknownKey, format!("`{}` is not a key that belongs here", key.value))
                    .at(&file, key.span, "not known here")
                    .help(help),
            );
        }
    }
}

fn duplicates(entries: &[(Sourced<String>, Node)], reader: &mut Reader) {
    for (index, (key, _)) in entries.iter().enumerate() {
        if let Some((first, _)) = entries[..index].iter().find(|(earlier, _)| earlier.value == key.value) {
            let file = reader.file.clone();
            reader.report(
                Diagnostic::new(Code::DuplicateKey, format!("`{}` is given twice", key.value))
                    .at(&file, key.span, "given again here")
                    .at(&file, first.span, "given first here")
                    .help("keep one of the two"),
            );
        }
    }
}

impl FromYaml for String {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Text(text) if text.trim().is_empty() => {
                reader.bad_value(node.span, "this text is empty".to_owned(), "write it, or take the key away");
                None
            }
            Value::Text(text) => Some(text.trim().to_owned()),
            _ => {
                reader.wrong_type(node, "text");
                None
            }
        }
    }

    fn schema() -> Schema {
        Schema::of_type("string")
    }
}

impl FromYaml for bool {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.value {
            Value::Bool(value) => Some(value),
            _ => {
                reader.wrong_type(node, "`true` or `false`");
                None
            }
        }
    }

    fn schema() -> Schema {
        Schema::of_type("boolean")
    }
}

impl FromYaml for u32 {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.value {
            Value::Integer(value) => match u32::try_from(value) {
                Ok(value) => Some(value),
                Err(_) => {
                    reader.bad_value(
                        node.span,
                        format!("{value} is out of range"),
                        "write a whole number from 0 to 4,294,967,295",
                    );
                    None
                }
            },
            _ => {
                reader.wrong_type(node, "a whole number");
                None
            }
        }
    }

    fn schema() -> Schema {
        Schema::of_type("integer").with("minimum", 0)
    }
}

impl FromYaml for f64 {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.value {
            Value::Integer(value) => Some(value as f64),
            Value::Number(value) if value.is_finite() => Some(value),
            _ => {
                reader.wrong_type(node, "a number");
                None
            }
        }
    }

    fn schema() -> Schema {
        Schema::of_type("number")
    }
}

impl FromYaml for Date {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Value::Text(text) = &node.value else {
            reader.wrong_type(node, "a date");
            return None;
        };
        let strict = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
        match text.parse::<Date>() {
            Ok(date) if strict => Some(date),
            _ => {
                reader.bad_value(
                    node.span,
                    format!("`{text}` is not a day of the calendar"),
                    "write year, month and day as in 2026-11-24",
                );
                None
            }
        }
    }

    fn schema() -> Schema {
        Schema::of_type("string").with("format", "date")
    }
}

impl<T: FromYaml> FromYaml for Option<T> {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::from_yaml(node, reader).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn schema() -> Schema {
        T::schema()
    }
}

impl<T: FromYaml> FromYaml for Sourced<T> {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::from_yaml(node, reader).map(|value| Sourced::new(value, node.span))
    }

    fn schema() -> Schema {
        T::schema()
    }
}

impl<T: FromYaml> FromYaml for Vec<T> {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Value::List(items) = &node.value else {
            reader.wrong_type(node, "a list");
            return None;
        };
        // Every item is read, so that each mistake is told, before one of them makes the list fail.
        let read: Vec<Option<T>> = items.iter().map(|item| T::from_yaml(item, reader)).collect();
        read.into_iter().collect()
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn schema() -> Schema {
        Schema::of_type("array").with_schema("items", T::schema())
    }
}

/// A mapping whose keys are the author's own, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Mapping<T>(pub Vec<(Sourced<String>, T)>);

impl<T: FromYaml> FromYaml for Mapping<T> {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Value::Mapping(entries) = &node.value else {
            reader.wrong_type(node, "a mapping of keys to values");
            return None;
        };
        duplicates(entries, reader);
        let read: Vec<Option<(Sourced<String>, T)>> =
            entries.iter().map(|(key, value)| T::from_yaml(value, reader).map(|value| (key.clone(), value))).collect();
        read.into_iter().collect::<Option<Vec<_>>>().map(Mapping)
    }

    fn absent() -> Option<Self> {
        Some(Mapping(Vec::new()))
    }

    fn schema() -> Schema {
        Schema::of_type("object").with_schema("additionalProperties", T::schema())
    }
}
