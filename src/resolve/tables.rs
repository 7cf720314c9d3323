//! Study tables, read as their reviews describe them: every column has a heading, every cell fits its column.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::citations::Bibliographies;
use crate::diagnostic::{Code, Diagnostic, FileId, Outcome, Sourced};
use crate::load::{Document, Matter, RawTable};
use crate::model::{Anchors, Cell, ColumnType, Detail, EntryId, Study, StudyTable, StudyTableFacts, column_type};

/// The table of each review that has one.
pub fn resolve(
    raw: BTreeMap<String, RawTable>,
    documents: &[Document],
    by_source: &HashMap<FileId, EntryId>,
    bibliographies: &Bibliographies<'_>,
) -> Outcome<BTreeMap<EntryId, Arc<StudyTable>>> {
    let mut diagnostics = Vec::new();
    let mut tables = BTreeMap::new();
    for document in documents {
        let Matter::Original(Detail::Review(review)) = &document.matter else { continue };
        let (raw, facts) = match (raw.get(document.file.folder()), &review.facts.studies) {
            (Some(raw), Some(facts)) => (raw, facts),
            (None, None) => continue,
            (Some(raw), None) => {
                diagnostics.push(
                    Diagnostic::new(Code::BadStudyTable, "the review beside this table does not describe it")
                        .in_file(&raw.file)
                        .help("add `studies:` with `caption`, `source` and `columns` to the front matter of index.md"),
                );
                continue;
            }
            (None, Some(_)) if bibliographies.unreadable.contains(&studies_of(document)) => continue,
            (None, Some(facts)) => {
                diagnostics.push(
                    Diagnostic::new(Code::BadStudyTable, "`studies` describes a table that is not there")
                        .at(&document.file, facts.span, "")
                        .help("put `studies.csv` beside this file, or take `studies` away"),
                );
                continue;
            }
        };
        let mut reading = Reading { raw, review: &document.file, bibliographies, diagnostics: Vec::new() };
        let table = reading.table(&facts.value);
        diagnostics.extend(reading.diagnostics);
        if let (Some(table), Some(id)) = (table, by_source.get(&document.file)) {
            tables.insert(*id, Arc::new(table));
        }
    }
    Outcome { value: tables, diagnostics }
}

/// Tables beside which no review stands, so that nobody would ever see them.
pub fn alone(raw: &BTreeMap<String, RawTable>, is_there: impl Fn(&FileId) -> bool) -> Vec<Diagnostic> {
    let reviews = raw.iter().map(|(folder, table)| (FileId::new(&format!("{folder}/index.md")), table));
    let alone = reviews.filter(|(review, _)| !is_there(review));
    alone
        .map(|(review, table)| {
            Diagnostic::new(Code::BadStudyTable, "no review stands beside this table")
                .in_file(&table.file)
                .help(format!("write the review, `{review}`, or take the table away"))
        })
        .collect()
}

/// The file of a review's studies.
fn studies_of(document: &Document) -> FileId {
    FileId::new(&format!("{}/studies.csv", document.file.folder()))
}

struct Reading<'r> {
    raw: &'r RawTable,
    review: &'r FileId,
    bibliographies: &'r Bibliographies<'r>,
    diagnostics: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn table(&mut self, facts: &StudyTableFacts) -> Option<StudyTable> {
        let header = &self.raw.header;
        let names: Vec<&str> = header.iter().map(|name| name.value.as_str()).collect();
        if names.get(..2) != Some(&["study", "year"]) {
            let first = header.first()?;
            self.diagnostics.push(
                Diagnostic::new(Code::BadStudyTable, "the first two columns are `study` and `year`")
                    .at(&self.raw.file, first.span, "")
                    .help("start the header with `study,year`; a year that is not known is left empty"),
            );
            return None;
        }
        let mut headings = Vec::new();
        for (place, name) in header.iter().enumerate().skip(2) {
            if names[..place].contains(&name.value.as_str()) {
                self.diagnostics.push(
                    Diagnostic::new(Code::BadStudyTable, format!("the column `{}` stands there twice", name.value))
                        .at(&self.raw.file, name.span, "")
                        .help("give one of the two another name"),
                );
            }
            match facts.columns.0.iter().find(|(key, _)| key.value == name.value) {
                Some((_, heading)) => headings.push(heading.clone()),
                None => self.diagnostics.push(
                    Diagnostic::new(Code::BadStudyTable, format!("the column `{}` has no heading", name.value))
                        .at(&self.raw.file, name.span, "")
                        .help(format!("add `{}: ...` under `studies: columns:` in index.md", name.value)),
                ),
            }
        }
        for (key, _) in facts.columns.0.iter().filter(|(key, _)| !names[2..].contains(&key.value.as_str())) {
            self.diagnostics.push(
                Diagnostic::new(Code::BadStudyTable, format!("studies.csv has no column `{}`", key.value))
                    .at(self.review, key.span, "")
                    .help_nearest(&key.value, names[2..].iter().copied()),
            );
        }
        let studies = self.studies();
        self.same_names(&studies);
        Some(StudyTable {
            file: self.raw.file.clone(),
            headings,
            columns: names[2..].iter().map(|name| (*name).to_owned()).collect(),
            studies,
        })
    }

    fn studies(&mut self) -> Vec<Study> {
        let raw = self.raw;
        let mut anchors = Anchors::default();
        raw.rows
            .iter()
            .map(|row| {
                let name = row[0].value.clone();
                if name.is_empty() {
                    self.bad_cell(&row[0], "a study needs a name");
                }
                let year = self.year(&row[1]);
                let cells = row[2..]
                    .iter()
                    .zip(&raw.header[2..])
                    .map(|(cell, column)| self.cell(cell, &column.value))
                    .collect();
                let anchor = anchors.of_study(&name);
                Study { name, anchor, year, cells, span: row[0].span }
            })
            .collect()
    }

    fn same_names(&mut self, studies: &[Study]) {
        let mut first: HashMap<String, &Study> = HashMap::new();
        for study in studies {
            let slug = crate::model::slug_of(&study.name);
            if let Some(earlier) = first.get(&slug) {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicateStudy,
                        if earlier.name == study.name {
                            format!("two studies are called `{}`", study.name)
                        } else {
                            format!("`{}` and `{}` would have the same anchor", earlier.name, study.name)
                        },
                    )
                    .at(&self.raw.file, study.span, "again here")
                    .at(&self.raw.file, earlier.span, "first here")
                    .help("add a letter, or what tells them apart"),
                );
            } else {
                first.insert(slug, study);
            }
        }
    }

    fn bad_cell(&mut self, cell: &Sourced<String>, message: &str) {
        self.diagnostics.push(Diagnostic::new(Code::BadCell, message).at(&self.raw.file, cell.span, ""));
    }

    fn year(&mut self, cell: &Sourced<String>) -> Option<i16> {
        if cell.value.is_empty() {
            return None;
        }
        let year = cell.value.parse::<i16>().ok().filter(|year| (1800..=2200).contains(year));
        if year.is_none() {
            self.bad_cell(cell, &format!("`{}` is not a year", cell.value));
        }
        year
    }

    fn cell(&mut self, cell: &Sourced<String>, column: &str) -> Cell {
        let kind = column_type(column);
        let text = &cell.value;
        let is_number = matches!(kind, ColumnType::Count | ColumnType::Number | ColumnType::Positive);
        if !text.is_empty() {
            let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
            let problem = match kind {
                ColumnType::Words | ColumnType::Year => None,
                ColumnType::Design => (!matches!(text.as_str(), "sms-1" | "sms-2" | "sms-3" | "sms-4" | "sms-5"))
                    .then(|| format!("`{text}` is not a level of the Maryland scale, `sms-1` to `sms-5`")),
                ColumnType::Count => {
                    text.parse::<u32>().is_err().then(|| format!("`{text}` is not a whole number of 0 or more"))
                }
                ColumnType::Number => number.is_none().then(|| format!("`{text}` is not a number")),
                ColumnType::Positive => {
                    (!number.is_some_and(|number| number > 0.0)).then(|| format!("`{text}` is not a number above 0"))
                }
                ColumnType::Reference => {
                    if self.bibliographies.find(self.review, text).is_none() {
                        let unknown = self.bibliographies.unknown(self.review, &self.raw.file, text, cell.span);
                        self.diagnostics.extend(unknown);
                    }
                    None
                }
            };
            if let Some(problem) = problem {
                self.bad_cell(cell, &problem);
            }
        }
        Cell { text: text.clone(), is_number }
    }
}
