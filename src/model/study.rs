//! A study: a row of a review's table, with a name, a year and its figures.

use crate::diagnostic::{FileId, Span};

/// What a column holds, by its name. The data columns are named as metafor names them (its documentation of `escalc`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Words.
    Words,
    /// A calendar year.
    Year,
    /// A level of the Maryland Scientific Methods Scale.
    Design,
    /// A key of references.bib.
    Reference,
    /// A whole number of 0 or more: people or events.
    Count,
    /// A decimal number.
    Number,
    /// A decimal number above 0: a standard deviation, variance, standard error or time at risk.
    Positive,
}

/// The type of a column of this name; a column that no list names holds words.
pub fn column_type(name: &str) -> ColumnType {
    match name {
        "year" => ColumnType::Year,
        "design" => ColumnType::Design,
        "ref" => ColumnType::Reference,
        "ai" | "bi" | "ci" | "di" | "n1i" | "n2i" | "ni" | "x1i" | "x2i" | "xi" => ColumnType::Count,
        "m1i" | "m2i" | "ri" | "yi" => ColumnType::Number,
        "sd1i" | "sd2i" | "vi" | "sei" | "t1i" | "t2i" | "ti" => ColumnType::Positive,
        _ => ColumnType::Words,
    }
}

/// One cell, as written and already known to fit its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it; empty where nothing is known.
    pub text: String,
    /// Whether it is a number, to be aligned with others.
    pub is_number: bool,
}

/// One study.
#[derive(Debug, Clone)]
pub struct Study {
    /// Its name, unique in its review.
    pub name: String,
    /// The anchor of its row, made of its name.
    pub anchor: String,
    /// The year of its publication.
    pub year: Option<i16>,
    /// Its cells, in the order of the table's columns.
    pub cells: Vec<Cell>,
    /// The bytes of its line in studies.csv.
    pub span: Span,
}

/// The studies of a review.
#[derive(Debug, Clone)]
pub struct StudyTable {
    /// The file they come from.
    pub file: FileId,
    /// The headings of the columns after the study's name and year.
    pub headings: Vec<String>,
    /// Their names in the file.
    pub columns: Vec<String>,
    /// The studies, in the order of the file.
    pub studies: Vec<Study>,
}

impl StudyTable {
    /// The keys of references.bib that its studies name.
    pub fn reference_keys(&self) -> impl Iterator<Item = &str> {
        let column = self.columns.iter().position(|column| column == "ref");
        self.studies.iter().filter_map(move |study| study.cells.get(column?).map(|cell| cell.text.as_str()))
    }
}
