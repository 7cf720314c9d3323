//! `peel new`: a hub to start from, with a page of each kind that most hubs begin with.

use std::path::Path;
use std::process::ExitCode;

use super::Done;
use crate::disk;

macro_rules! files {
    ($($path:literal)+) => {
        /// The files of a new hub.
        pub const FILES: &[(&str, &[u8])] =
            &[$(($path, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/new/", $path))),)+];
    };
}

files! {
    "hub.yaml"
    "README.md"
    "content/index.md"
    "content/about.md"
    "content/partners/our-force.md"
    "content/sessions/an-example-session.md"
    "evidence/typology.yaml"
    "evidence/references.bib"
    "evidence/reviews/an-example-review/index.md"
    "evidence/reviews/an-example-review/references.bib"
    "evidence/reviews/an-example-review/studies.csv"
}

/// Writes a new hub.
pub fn new(dir: &Path) -> Done {
    disk::write_new(dir, FILES).map_err(|error| error.to_string())?;
    println!("A new hub is in {}. Next:\n  cd {}\n  peel serve", dir.display(), dir.display());
    Ok(ExitCode::SUCCESS)
}
