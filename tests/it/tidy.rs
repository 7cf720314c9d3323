//! Rules of the house that only a reader of the sources can keep: layers, openings, sizes, words, the map.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of `src/`, lowest first. A module uses only what stands below it.
const LAYERS: &[&str] = &[
    "diagnostic",
    "world",
    "yaml",
    "model",
    "load",
    "resolve",
    "plan",
    "artifact",
    "render",
    "publish",
    "pipeline",
    "disk",
    "serve",
    "cli",
];

/// Files longer than 600 lines, each with the reason. A file that has become shorter must leave the list.
const LONG_FILES: &[(&str, &str)] = &[];

/// Functions longer than 70 lines, each with the reason. A function that has become shorter must leave the list.
const LONG_FUNCTIONS: &[(&str, &str, &str)] = &[];

const FILE_LINES_MAX: usize = 600;
const FUNCTION_LINES_MAX: usize = 70;
const FILE_BYTES_MAX: u64 = 256 * 1024;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file that git tracks or would track, as a path from the root.
fn files() -> Vec<PathBuf> {
    let output = std::process::Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    assert!(output.status.success(), "git ls-files failed: {}", String::from_utf8_lossy(&output.stderr));
    let mut files: Vec<PathBuf> = output
        .stdout
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
        .map(|name| PathBuf::from(String::from_utf8_lossy(name).into_owned()))
        .filter(|path| root().join(path).is_file())
        .collect();
    files.sort();
    assert!(files.len() > 5, "git sees hardly any files");
    files
}

fn rust_files() -> Vec<(PathBuf, String)> {
    files()
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| {
            let text = fs::read_to_string(root().join(&path)).expect("a readable source");
            (path, text)
        })
        .collect()
}

#[track_caller]
fn none(bad: &[String]) {
    assert!(bad.is_empty(), "\n{}\n", bad.join("\n"));
}

/// The names that follow `prefix` in `text`: `crate::a::b` gives `a`, `crate::{a, b::c}` gives `a` and `b`.
fn names_after(text: &str, prefix: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices(prefix) {
        if text[..at]
            .chars()
            .next_back()
            .is_some_and(|before| before.is_alphanumeric() || before == '_' || before == ':')
        {
            continue;
        }
        let rest = &text[at + prefix.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 1usize;
            let mut name = String::new();
            let mut fresh = true;
            for character in group.chars() {
                match character {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
                if depth == 1 && character == ',' {
                    fresh = true;
                    continue;
                }
                if fresh && (character.is_alphanumeric() || character == '_') {
                    name.push(character);
                } else if !name.is_empty() {
                    names.insert(std::mem::take(&mut name));
                    fresh = false;
                }
            }
            if !name.is_empty() {
                names.insert(name);
            }
        } else {
            names.insert(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    names
}

/// Lines without comments, so that a doc link does not count as a use.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn breaches(path: &Path, text: &str) -> Vec<String> {
    let parts: Vec<String> =
        path.components().map(|part| part.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()).collect();
    let Some(module) = parts.get(1).filter(|name| !matches!(name.as_str(), "lib" | "main")) else { return Vec::new() };
    let Some(mine) = LAYERS.iter().position(|layer| layer == module) else {
        return vec![format!("{}: `{module}` is not among the layers of tests/it/tidy.rs", path.display())];
    };
    let depth = parts.len() - 1 - usize::from(parts.last().is_some_and(|last| last == "mod"));
    let mut used = names_after(&code(text), "crate::");
    used.extend(names_after(&code(text), &"super::".repeat(depth)));
    LAYERS[mine + 1..]
        .iter()
        .filter(|above| used.contains(**above))
        .map(|above| format!("{}: `{module}` may not use `{above}`, which stands above it", path.display()))
        .collect()
}

#[test]
fn nothing_points_up() {
    let mut bad = Vec::new();
    for (path, text) in rust_files().iter().filter(|(path, _)| path.starts_with("src")) {
        bad.extend(breaches(path, text));
    }
    none(&bad);
}

#[test]
fn the_layer_test_sees_a_breach() {
    for source in [
        "use crate::render::Theme;",
        "use crate::{diagnostic::Span, render};",
        "use super::render::Theme;",
        "fn f() { crate::cli::main() }",
        "use crate::{\n    diagnostic::{Code, Span},\n    plan::Plan,\n};",
    ] {
        assert!(!breaches(Path::new("src/model.rs"), source).is_empty(), "not seen: {source}");
    }
    assert!(!breaches(Path::new("src/model/review.rs"), "use super::super::load::x;").is_empty());
    assert!(!breaches(Path::new("src/model/mod.rs"), "use super::load::x;").is_empty());
    assert!(breaches(Path::new("src/model/review.rs"), "use super::load::x;").is_empty(), "model::load is not load");
    assert!(breaches(Path::new("src/cli/mod.rs"), "use crate::{load, render};").is_empty());
    assert!(breaches(Path::new("src/model.rs"), "//! See [`crate::render`].").is_empty());
}

#[test]
fn every_source_file_opens_with_a_sentence() {
    let mut bad = Vec::new();
    for (path, text) in rust_files() {
        let opening = text.lines().next().unwrap_or_default();
        if !opening.starts_with("//! ") || opening.len() < 20 {
            bad.push(format!(
                "{}:1: the first line says in a sentence what the file is for (`//! ...`)",
                path.display()
            ));
        }
    }
    none(&bad);
}

#[test]
fn files_and_functions_stay_short() {
    let mut bad = Vec::new();
    let mut long_files = BTreeSet::new();
    let mut long_functions = BTreeSet::new();
    for (path, text) in rust_files() {
        let name = path.to_string_lossy().into_owned();
        if text.lines().count() > FILE_LINES_MAX {
            long_files.insert(name.clone());
        }
        for (function, lines) in functions(&text) {
            if lines > FUNCTION_LINES_MAX {
                long_functions.insert((name.clone(), function));
            }
        }
    }
    for name in &long_files {
        if !LONG_FILES.iter().any(|(file, _)| file == name) {
            bad.push(format!("{name}: more than {FILE_LINES_MAX} lines"));
        }
    }
    for (name, function) in &long_functions {
        if !LONG_FUNCTIONS.iter().any(|(file, known, _)| file == name && known == function) {
            bad.push(format!("{name}: `{function}` has more than {FUNCTION_LINES_MAX} lines"));
        }
    }
    for (name, _) in LONG_FILES {
        if !long_files.contains(*name) {
            bad.push(format!("{name} is short now: take it off the list of long files"));
        }
    }
    for (name, function, _) in LONG_FUNCTIONS {
        if !long_functions.contains(&((*name).to_owned(), (*function).to_owned())) {
            bad.push(format!("{name}: `{function}` is short now: take it off the list of long functions"));
        }
    }
    none(&bad);
}

/// Each function's name and its number of lines, read from rustfmt's indentation.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        let is_function = trimmed.split(" fn ").next().is_some_and(|before| {
            trimmed.starts_with("fn ")
                || (trimmed.contains(" fn ")
                    && before.split(' ').all(|word| {
                        matches!(word, "pub" | "const" | "async" | "unsafe" | "extern") || word.starts_with("pub(")
                    }))
        });
        if !is_function {
            continue;
        }
        let name: String = trimmed
            .split("fn ")
            .nth(1)
            .unwrap_or_default()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        let close = format!("{}}}", " ".repeat(indent));
        if let Some(length) = lines[start..].iter().position(|later| *later == close) {
            found.push((name, length + 1));
        }
    }
    found
}

#[test]
fn no_file_is_large_and_none_holds_unfinished_work() {
    let unfinished = ["FIX", "ME"].concat();
    let mut bad = Vec::new();
    for path in files() {
        let size = fs::metadata(root().join(&path)).expect("a file that git listed").len();
        if size > FILE_BYTES_MAX && path != Path::new("Cargo.lock") {
            bad.push(format!("{}: {size} bytes, more than {FILE_BYTES_MAX}", path.display()));
        }
        let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
        for (number, line) in text.lines().enumerate() {
            if line.contains(&unfinished) {
                bad.push(format!("{}:{}: unfinished work may not reach main", path.display(), number + 1));
            }
            if line.ends_with(' ') && path.extension().is_some_and(|ending| ending == "rs" || ending == "toml") {
                bad.push(format!("{}:{}: a blank at the end of the line", path.display(), number + 1));
            }
        }
    }
    none(&bad);
}

/// The map names files and types in backquotes: each must still exist.
#[test]
fn the_map_names_what_exists() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let sources: String = rust_files().into_iter().map(|(_, text)| text).collect();
    let mut bad = Vec::new();
    assert!(map.lines().count() <= 150, "the map has {} lines: at most 150 are read", map.lines().count());
    for name in map.split('`').skip(1).step_by(2) {
        let is_path = name.contains('/') || name.ends_with(".rs") || name.ends_with(".yaml") || name.ends_with(".md");
        let is_type = name.chars().next().is_some_and(char::is_uppercase) && name.chars().all(char::is_alphanumeric);
        if is_path && !name.contains(['<', '*', ' ', '$']) {
            let below_src = root().join("src").join(name);
            if !root().join(name).exists() && !below_src.exists() {
                bad.push(format!("ARCHITECTURE.md names `{name}`, which is not there"));
            }
        } else if is_type && !is_path && name.chars().any(char::is_lowercase) {
            let known = ["struct", "enum", "trait", "type", "macro_rules!"]
                .iter()
                .any(|keyword| sources.contains(&format!("{keyword} {name}")));
            if !known {
                bad.push(format!("ARCHITECTURE.md names the type `{name}`, which no source defines"));
            }
        }
    }
    none(&bad);
}

/// The oldest Rust that works is the newest that a dependency asks for, or what our own code needs (clippy's `incompatible_msrv`).
#[test]
fn the_rust_version_is_not_older_than_a_dependencys() {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo tells of the dependencies");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let version = |package: &serde_json::Value| -> Vec<u32> {
        let text = package["rust_version"].as_str().unwrap_or("1.0");
        text.split('.').map(|part| part.parse().expect("a number")).take(2).collect()
    };
    let packages = metadata["packages"].as_array().expect("packages");
    let own = packages.iter().find(|package| package["name"] == "peel").map(version).expect("our own package");
    let newer: Vec<&str> = packages
        .iter()
        .filter(|package| version(package) > own)
        .filter_map(|package| package["name"].as_str())
        .collect();
    assert!(newer.is_empty(), "these need a newer Rust than {own:?}: {newer:?}");
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    assert!(readme.contains(&format!("Rust ({}.{} or newer)", own[0], own[1])), "README.md names another Rust");
}
