//! A small hub on disk for tests, the program that builds it, and the site that comes out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with a hub in it, gone when the test is.
pub struct Hub {
    folder: tempfile::TempDir,
}

pub const SETTINGS: &str = "schema: 1\nname: {en: A hub}\ntagline: {en: For tests}\ndescription: {en: A hub for tests.}\n\
     url: https://hub.example/\nlanguages: [en]\nclassification: OFFICIAL\nlicence: {name: CC BY 4.0, url: 'https://creativecommons.org/licenses/by/4.0/'}\n";

impl Hub {
    /// A hub with its settings and one page.
    pub fn new() -> Self {
        let hub = Hub { folder: tempfile::tempdir().unwrap() };
        hub.write("hub.yaml", SETTINGS);
        hub.page("about", "About", "## What this is\n\nA page.\n");
        hub
    }

    /// The hub's folder, inside another that is the test's too.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("hub")
    }

    /// A path beside the hub's folder.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn site(&self) -> PathBuf {
        self.root().join("site")
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn page(&self, slug: &str, title: &str, text: &str) {
        self.write(&format!("content/{slug}.md"), page(title, text));
    }

    /// Runs the program in the hub's folder.
    pub fn peel(&self, args: &[&str]) -> Output {
        peel(&self.root(), args)
    }

    #[track_caller]
    pub fn build(&self) {
        let output = self.peel(&["build", "--today", "2026-11-24"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Builds, expects failure, and gives what was said.
    #[track_caller]
    pub fn build_fails(&self) -> String {
        let output = self.peel(&["build", "--today", "2026-11-24"]);
        assert!(!output.status.success(), "the build should have failed");
        assert_ne!(output.status.code(), Some(101), "a panic: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stderr).unwrap()
    }
}

pub fn page(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\nsummary: A page for a test.\ncreated: 2026-11-01\n---\n{text}")
}

pub fn program(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_peel"));
    command.current_dir(root).env("NO_COLOR", "1");
    command
}

pub fn peel(root: &Path, args: &[&str]) -> Output {
    program(root).args(args).output().unwrap()
}

/// Every file below a folder with its bytes.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}
