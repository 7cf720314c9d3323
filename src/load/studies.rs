//! `studies.csv`: a header and a line for each study, every cell with its place.

use crate::diagnostic::{Code, Diagnostic, FileId, Outcome, Sourced, Span};

/// A study table as written: only known to have as many cells in each line as in its header.
#[derive(Debug)]
pub struct RawTable {
    /// The file.
    pub file: FileId,
    /// The names of the columns.
    pub header: Vec<Sourced<String>>,
    /// The lines, each with its cells.
    pub rows: Vec<Vec<Sourced<String>>>,
}

/// Reads a study table.
pub fn load(file: &FileId, text: &str) -> Outcome<Option<RawTable>> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&text.as_bytes()[start..]);
    let mut diagnostics = Vec::new();
    let mut lines = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                diagnostics
                    .push(Diagnostic::new(Code::BadStudyTable, format!("this is not a table: {error}")).in_file(file));
                break;
            }
        }
        let at = start + record.position().map_or(0, |position| position.byte() as usize);
        let cells: Vec<Sourced<String>> = record
            .iter()
            .zip(cell_spans(text, at))
            .map(|(cell, span)| Sourced::new(cell.trim().to_owned(), span))
            .collect();
        if cells.len() > 1 || cells.iter().any(|cell| !cell.value.is_empty()) {
            lines.push(cells);
        }
    }
    let mut lines = lines.into_iter();
    let Some(header) = lines.next() else {
        diagnostics.push(
            Diagnostic::new(Code::BadStudyTable, "the table is empty")
                .in_file(file)
                .help("start it with a line `study,year,...`"),
        );
        return Outcome { value: None, diagnostics };
    };
    let mut rows = Vec::new();
    for cells in lines {
        if cells.len() == header.len() {
            rows.push(cells);
        } else if let (Some(first), Some(last)) = (cells.first(), cells.last()) {
            diagnostics.push(
                Diagnostic::new(
                    Code::BadStudyTable,
                    format!("this line has {} cells, the header has {}", cells.len(), header.len()),
                )
                .at(file, Span::new(first.span.start, last.span.end), "")
                .help("put a cell that holds a comma in quotation marks; leave a cell empty between two commas"),
            );
        }
    }
    Outcome { value: Some(RawTable { file: file.clone(), header, rows }), diagnostics }
}

/// The bytes of the cells of the line that starts at `at`, quotation marks included.
fn cell_spans(text: &str, at: usize) -> impl Iterator<Item = Span> + '_ {
    // The reader's position may be that of a line break before the line.
    let mut start = at + text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len();
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let mut quoted = false;
        let mut end = text.len();
        ended = true;
        for (offset, byte) in text.as_bytes()[start..].iter().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                b',' if !quoted => {
                    end = start + offset;
                    ended = false;
                    break;
                }
                b'\n' | b'\r' if !quoted => {
                    end = start + offset;
                    break;
                }
                _ => {}
            }
        }
        let span = Span::new(start, end);
        start = end + 1;
        Some(span)
    })
}
