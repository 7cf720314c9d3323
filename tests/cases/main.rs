//! Cases: a whole hub in one text file, with what Peel must say of it and what it must publish.
//!
//! Every `tests/cases/*.txtar` is one test, named by a sentence. Prose comes first and says what is specified. Then come
//! sections, each opened by a line `-- path --`:
//!
//! * A path of the hub, as in `-- content/about.md --`, starts a file. The same path again goes on with that file.
//!   Modifiers in brackets change the bytes, from left to right: `(crlf)` ends lines as Windows does, `(hex)` reads
//!   hexadecimal digits, `(unended)` takes the last line end away, `(repeated 70000)` repeats what there is.
//!   `(link)` makes a symbolic link of it.
//! * `-- options --` sets `today: 2026-11-24` (which is the day without it) and names, after `without:`, supplied files that the
//!   hub shall not have. Supplied are a small `hub.yaml` and `evidence/typology.yaml`, where the case has none.
//! * `-- expect/diagnostics --` is all that Peel says, as `peel check` prints it. Without it, nothing may be said.
//! * `-- expect/file PATH --`: each line occurs in that published file, in this order; runs of blanks count as one.
//! * `-- expect/published --`: each line is the path of a published file.
//! * `-- expect/absent PATH --`: no such file is published.
//! * `-- expect/nowhere --`: no line occurs in any byte or path of what is published.
//!
//! An error publishes nothing, and anything else publishes something: that is checked for every case.
//! `UPDATE_EXPECT=1 cargo test --test cases` rewrites `expect/diagnostics` in place. Read what it wrote, line by line.
#![allow(clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test may panic and print")]

mod case;
mod codes;
mod faults;
mod run;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

use crate::case::Case;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let is_update = std::env::var_os("UPDATE_EXPECT").is_some();
    let files = files();
    let mut trials = vec![
        Trial::test("every-code-has-a-case", codes::every_code_has_a_case),
        Trial::test("a-case-that-is-not-met-fails", faults::a_case_that_is_not_met_fails),
    ];
    trials.extend(files.into_iter().map(|file| {
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Trial::test(name, move || one(&file, is_update).map_err(Into::into))
    }));
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn one(file: &Path, is_update: bool) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let case = Case::parse(&text)?;
    let ran = run::run(&case)?;
    if is_update {
        let updated = case.with_diagnostics(&ran.said);
        if updated != text {
            fs::write(file, &updated).map_err(|error| error.to_string())?;
        }
        return run::check(&Case::parse(&updated)?, &ran);
    }
    run::check(&case, &ran)
}

/// The case files, sorted.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let listed = fs::read_dir(folder).expect("the folder of the cases");
    let mut files: Vec<PathBuf> = listed.map(|entry| entry.expect("an entry of the folder").path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txtar"));
    files.sort();
    files
}
