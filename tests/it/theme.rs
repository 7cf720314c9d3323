//! The theme: what is built in, which words it needs, and how little templates can do.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use peel::render::{BUILT_IN, FILTERS};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/hub")
}

fn built_in(path: &str) -> &'static str {
    let (_, bytes) = BUILT_IN.iter().find(|(name, _)| *name == path).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn every_file_of_the_theme_is_built_in() {
    let mut files = BTreeSet::new();
    for part in ["assets", "templates", "words"] {
        for entry in fs::read_dir(folder().join(part)).unwrap() {
            files.insert(format!("{part}/{}", entry.unwrap().file_name().to_string_lossy()));
        }
    }
    let listed: BTreeSet<String> = BUILT_IN.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(files, listed);
}

/// The keys of a file of words, in its order.
fn keys(language: &str) -> Vec<String> {
    let text = built_in(&format!("words/{language}.yaml"));
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| line.split(':').next().unwrap().to_owned()).collect()
}

#[test]
fn both_languages_have_the_same_words() {
    let english: BTreeSet<String> = keys("en").into_iter().collect();
    let welsh: BTreeSet<String> = keys("cy").into_iter().collect();
    let missing: Vec<_> = english.symmetric_difference(&welsh).collect();
    assert!(missing.is_empty(), "in one language only: {missing:?}");
}

#[test]
fn templates_use_only_words_that_there_are_and_every_word_is_used() {
    let known: BTreeSet<String> = keys("en").into_iter().collect();
    let mut used = BTreeSet::new();
    for (path, bytes) in BUILT_IN.iter().filter(|(path, _)| path.starts_with("templates/")) {
        let text = std::str::from_utf8(bytes).unwrap();
        for (at, _) in text.match_indices("words.") {
            let name: String = text[at + 6..]
                .chars()
                .take_while(|character| character.is_alphanumeric() || *character == '_')
                .collect();
            assert!(known.contains(&name), "{path} shows the unknown phrase `{name}`");
            used.insert(name);
        }
    }
    let mut sources = String::new();
    for entry in walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render")) {
        sources.push_str(&fs::read_to_string(entry).unwrap());
    }
    // Phrases whose names are put together from a kind or a word of the model.
    let made = |name: &str| {
        ["all_", "status_", "measure_", "direction_", "format_", "level_"].iter().any(|start| name.starts_with(start))
            || name.ends_with("_lead")
    };
    let idle: Vec<&String> = known
        .iter()
        .filter(|name| !used.contains(*name) && !sources.contains(&format!("\"{name}\"")) && !made(name))
        .collect();
    assert!(idle.is_empty(), "used nowhere: {idle:?}");
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}

#[test]
fn templates_have_two_filters_and_nothing_else() {
    assert_eq!(FILTERS, ["length", "safe"]);
    for (path, bytes) in BUILT_IN.iter().filter(|(path, _)| path.starts_with("templates/")) {
        let text = std::str::from_utf8(bytes).unwrap();
        for forbidden in ["include ", "{% set ", "|tojson", "range(", "namespace(", "debug("] {
            assert!(!text.contains(forbidden), "{path} uses `{forbidden}`");
        }
        // What is shown without an escape is HTML that Peel's own writers made.
        for line in text.lines().filter(|line| line.contains("|safe")) {
            let known = [
                "it.body|safe",
                "page.json_ld|safe",
                "reference.html|safe",
                "finding.source|safe",
                "table.source|safe",
            ];
            assert!(known.iter().any(|known| line.contains(known)), "{path}: {line}");
        }
    }
}

#[test]
fn the_style_sheet_asks_for_nothing_from_outside() {
    let css = built_in("assets/hub.css");
    assert!(!css.contains("url(") && !css.contains("@import"), "the style sheet loads something");
}
