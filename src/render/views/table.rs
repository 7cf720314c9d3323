//! A review's studies as a table.

use serde::Serialize;

use super::Making;
use crate::model::{StudyTable, StudyTableFacts};
use crate::render::citations::{self, Cited};

#[derive(Debug, Clone, Serialize)]
struct CellView {
    text: String,
    /// Where the text leads, for references.
    anchor: Option<String>,
    is_number: bool,
}

#[derive(Debug, Clone, Serialize)]
struct RowView {
    name: String,
    anchor: String,
    year: String,
    cells: Vec<CellView>,
}

#[derive(Debug, Clone, Serialize)]
struct ColumnView {
    heading: String,
    is_number: bool,
}

/// The table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TableView {
    caption: String,
    source: String,
    has_years: bool,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
    n_studies: String,
    /// Whether there are so many rows that the table starts closed.
    is_long: bool,
}

/// Above this number of studies the table starts closed.
const ROWS_OPEN_MAX: usize = 20;

/// A review's table as it is shown.
pub(super) fn view(table: &StudyTable, facts: &StudyTableFacts, cited: &Cited, making: &Making<'_>) -> TableView {
    let typology = &making.hub.typology;
    let design = |name: &str| {
        let facet = typology.facet_named("design")?;
        let term = typology.term_named(facet, name)?;
        Some(typology.term(term).label.in_language(making.language).to_owned())
    };
    let rows = table.studies.iter().map(|study| RowView {
        name: study.name.clone(),
        anchor: study.anchor.clone(),
        year: study.year.map(|year| year.to_string()).unwrap_or_default(),
        cells: study
            .cells
            .iter()
            .zip(&table.columns)
            .map(|(cell, column)| CellView {
                text: match column.as_str() {
                    "design" => design(&cell.text).unwrap_or_else(|| cell.text.clone()),
                    _ if cell.is_number => cell.text.replace('-', "\u{2212}"),
                    _ => cell.text.clone(),
                },
                anchor: (column == "ref" && !cell.text.is_empty())
                    .then(|| format!("hub-ref-{}", citations::anchor(&cell.text))),
                is_number: cell.is_number,
            })
            .collect(),
    });
    let is_number = |column: usize| table.studies.iter().any(|study| study.cells[column].is_number);
    TableView {
        caption: facts.caption.clone(),
        source: cited.by_key.get(&facts.source.value).cloned().unwrap_or_default(),
        has_years: table.studies.iter().any(|study| study.year.is_some()),
        columns: table
            .headings
            .iter()
            .enumerate()
            .map(|(place, heading)| ColumnView { heading: heading.clone(), is_number: is_number(place) })
            .collect(),
        n_studies: making.words.count("n_rows", table.studies.len()),
        is_long: table.studies.len() > ROWS_OPEN_MAX,
        rows: rows.collect(),
    }
}
