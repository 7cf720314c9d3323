//! Every kind of mistake that Peel knows has a case in which it is told.

use std::fs;

use libtest_mimic::Failed;
use peel::diagnostic::{Code, Severity};

use crate::case::Case;

/// Codes that no world in memory can bring about, each with the reason.
const FROM_A_DISK_ONLY: &[(Code, &str)] = &[
    (Code::SpecialFile, "a world in memory holds files and symbolic links, and no pipes, sockets or devices"),
    (Code::UnreadableFile, "a world in memory has no operating system that could refuse to read"),
];

/// Looks for each code in what the cases expect.
pub fn every_code_has_a_case() -> Result<(), Failed> {
    let mut said = String::new();
    for file in crate::files() {
        let text = fs::read_to_string(&file)?;
        let case = Case::parse(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        said.push_str(case.diagnostics());
        said.push('\n');
    }
    let mut faults = Vec::new();
    for code in Code::ALL {
        let severity = match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let headline = format!("{severity}[{}]: ", code.name());
        let has_case = said.lines().any(|line| line.starts_with(&headline));
        let is_excepted = FROM_A_DISK_ONLY.iter().any(|(excepted, _)| excepted == code);
        if has_case && is_excepted {
            faults.push(format!("`{}` has a case now: take it off the list of exceptions", code.name()));
        }
        if !has_case && !is_excepted {
            faults.push(format!("`{}` has no case", code.name()));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}
