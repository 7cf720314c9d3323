//! Publishing: all or nothing, only what changed, nothing of what is gone, nothing of anybody else's.

use std::fs;
use std::process::Stdio;

use crate::hub::{Hub, SETTINGS, page, program, tree};

#[test]
fn a_page_deleted_from_the_source_is_gone_from_the_output() {
    let hub = Hub::new();
    hub.page("old", "Old", "Text.\n");
    hub.build();
    assert!(hub.site().join("old/index.html").exists());
    fs::remove_file(hub.root().join("content/old.md")).unwrap();
    hub.build();
    assert!(!hub.site().join("old").exists());
    assert!(hub.site().join("about/index.html").exists());
}

#[test]
fn a_build_that_changes_nothing_writes_nothing_and_says_so() {
    let hub = Hub::new();
    hub.build();
    let before = fs::metadata(hub.site().join("about/index.html")).unwrap().modified().unwrap();
    let output = hub.peel(&["build", "--today", "2026-11-24"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("up to date"), "{said}");
    assert_eq!(before, fs::metadata(hub.site().join("about/index.html")).unwrap().modified().unwrap());
}

#[test]
fn another_day_is_another_build() {
    let hub = Hub::new();
    hub.build();
    let output = hub.peel(&["build", "--today", "2026-11-25"]);
    assert!(!String::from_utf8(output.stderr).unwrap().contains("up to date"));
}

#[test]
fn a_file_of_the_site_that_someone_changed_is_put_right() {
    let hub = Hub::new();
    hub.build();
    let whole = tree(&hub.site());
    fs::write(hub.site().join("about/index.html"), "tampered").unwrap();
    hub.build();
    assert_eq!(tree(&hub.site()), whole);
    fs::remove_file(hub.site().join("404.html")).unwrap();
    hub.build();
    assert_eq!(tree(&hub.site()), whole);
}

#[test]
fn only_the_page_that_changed_is_written_again() {
    let hub = Hub::new();
    for number in 0..30 {
        hub.write(&format!("content/projects/project-{number}.md"), page(&format!("Project {number}"), "Text.\n"));
    }
    hub.build();
    hub.write("content/projects/project-7.md", page("Project 7", "Other text.\n"));
    let output = hub.peel(&["build", "--today", "2026-11-24"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("; 1 files written"), "{said}");
}

#[test]
fn warnings_and_notes_are_told_again_when_nothing_has_changed() {
    let hub = Hub::new();
    hub.write("content/news/late.md", page("Late", "Text.\n").replace("2026-11-01", "2027-01-01"));
    let first = String::from_utf8(hub.peel(&["build", "--today", "2026-11-24"]).stderr).unwrap();
    let second = String::from_utf8(hub.peel(&["build", "--today", "2026-11-24"]).stderr).unwrap();
    assert!(first.contains("warning[future-date]") && second.contains("warning[future-date]"), "{second}");
    assert!(second.contains("up to date"), "{second}");
}

/// What an author or a machine can do wrong, each of which must leave the old site as it was.
#[test]
fn an_error_leaves_the_old_site_whole() {
    let breaks: &[(&str, &str, Vec<u8>)] = &[
        ("broken YAML", "content/bad.md", b"---\ntitle: [unclosed\n---\nText.\n".to_vec()),
        ("invalid UTF-8", "content/bad.md", b"---\ntitle: A\xff\n---\n".to_vec()),
        ("no front matter", "content/bad.md", b"Text.\n".to_vec()),
        ("an alias bomb", "content/bad.md", alias_bomb()),
        (
            "10,000 nested quotations",
            "content/bad.md",
            page("Deep", &format!("{}text\n", ">".repeat(10_000))).into_bytes(),
        ),
        ("50 MB of Markdown", "content/bad.md", page("Large", &"Words and words.\n\n".repeat(3_000_000)).into_bytes()),
        ("500,000 equal headings", "content/bad.md", page("Equal", &"## Same\n\n".repeat(500_000)).into_bytes()),
        ("a broken link", "content/bad.md", page("Link", "[gone](gone.md)\n").into_bytes()),
        ("two pages with one address", "static/about/index.html", b"mine".to_vec()),
        ("a template that fails", "themes/hub/templates/page.html", b"{{ nothing }}".to_vec()),
        ("a template that cannot be read", "themes/hub/templates/page.html", b"{% if %}".to_vec()),
        ("settings that cannot be read", "hub.yaml", b"name: {en".to_vec()),
    ];
    for (what, path, bytes) in breaks {
        let hub = Hub::new();
        hub.build();
        let before = tree(&hub.site());
        hub.write(path, bytes);
        let said = hub.build_fails();
        assert!(said.contains("error[") && said.contains("nothing was published"), "{what}: {said}");
        assert_eq!(tree(&hub.site()), before, "{what}");
        let leftover = hub.root().join(".site.peel/staging");
        assert!(!leftover.exists(), "{what}: left {}", leftover.display());
    }
}

fn alias_bomb() -> Vec<u8> {
    let mut yaml =
        "---\ntitle: Bomb\nsummary: Bomb.\ncreated: 2026-11-01\na: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, of) in ["b", "c", "d", "e", "f", "g", "h", "i"].iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"]) {
        yaml.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{of}"); 9].join(", ")));
    }
    yaml.push_str("---\nText.\n");
    yaml.into_bytes()
}

#[test]
fn equal_headings_each_get_an_anchor_of_their_own() {
    let hub = Hub::new();
    // As many as the size of a page allows; a probe for each anchor would never end.
    hub.page("equal", "Equal", &"## Same\n\n".repeat(400_000));
    hub.build();
    let html = fs::read_to_string(hub.site().join("equal/index.html")).unwrap();
    assert!(html.contains("id=\"same\"") && html.contains("id=\"same-399999\""));
}

#[test]
fn a_folder_with_somebody_elses_files_is_refused_and_left_alone() {
    let hub = Hub::new();
    fs::create_dir_all(hub.site()).unwrap();
    fs::write(hub.site().join("thesis.docx"), "years of work").unwrap();
    let said = hub.build_fails();
    assert!(said.contains("holds files that Peel did not write"), "{said}");
    assert_eq!(tree(&hub.site()).len(), 1);

    let hub = Hub::new();
    hub.build();
    let before = tree(&hub.site());
    fs::write(hub.site().join("CNAME"), "hub.example").unwrap();
    let said = hub.build_fails();
    assert!(said.contains("`CNAME`"), "{said}");
    assert_eq!(tree(&hub.site()).len(), before.len() + 1);
}

#[test]
fn a_place_that_cannot_be_written_to_is_named() {
    let hub = Hub::new();
    fs::write(hub.beside("file"), "a file").unwrap();
    for out in ["file", "file/site"] {
        let path = hub.beside(out);
        let output = hub.peel(&["build", "--today", "2026-11-24", "--out", path.to_str().unwrap()]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("file") && said.contains("not published"), "{said}");
    }
    assert_eq!(fs::read_to_string(hub.beside("file")).unwrap(), "a file");
}

#[test]
fn the_hubs_own_folder_is_no_place_for_the_site() {
    let hub = Hub::new();
    let before = tree(&hub.root());
    let output = hub.peel(&["build", "--today", "2026-11-24", "--out", "."]);
    assert!(!output.status.success());
    let after = tree(&hub.root());
    assert!(before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)), "a file of the hub was touched");
}

/// A build killed at any moment leaves the old site or the new one, and the next build mends whatever else it left.
#[test]
fn a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one() {
    let hub = Hub::new();
    for number in 0..60 {
        hub.write(&format!("content/projects/project-{number}.md"), page(&format!("Project {number}"), "One.\n"));
    }
    hub.build();
    let old = tree(&hub.site());
    for number in 0..60 {
        hub.write(&format!("content/projects/project-{number}.md"), page(&format!("Project {number}"), "Two.\n"));
    }
    let elsewhere = hub.beside("new");
    let built = hub.peel(&["build", "--today", "2026-11-24", "--out", elsewhere.to_str().unwrap()]);
    assert!(built.status.success());
    let new = tree(&elsewhere);
    assert_ne!(old, new);
    let mut n_old = 0;
    for round in 0..40u32 {
        let mut child = program(&hub.root())
            .args(["build", "--today", "2026-11-24", "--jobs", "2"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Any moment will do: each round waits for a little more to happen.
        for _ in 0..(round * round * 40) {
            if child.try_wait().unwrap().is_some() {
                break;
            }
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let found = tree(&hub.site());
        assert!(found == old || found == new, "round {round}: a mixed site");
        if found == new {
            // Back to the old one, so that the next round has something to do.
            fs::remove_dir_all(hub.site()).unwrap();
            fs::create_dir_all(hub.site()).unwrap();
            for (path, bytes) in &old {
                let path = hub.site().join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        } else {
            n_old += 1;
        }
    }
    assert!(n_old > 0, "no build was killed before it had published");
    hub.build();
    assert_eq!(tree(&hub.site()), new);
    assert!(!hub.root().join(".site.peel/staging").exists());
}

#[test]
fn builds_at_once_into_one_folder_leave_one_of_their_sites_whole() {
    let one = Hub::new();
    let two = Hub::new();
    two.write("hub.yaml", SETTINGS.replace("A hub for tests", "Another hub for tests"));
    let alone = |hub: &Hub, name: &str| {
        let out = one.beside(name);
        assert!(hub.peel(&["build", "--today", "2026-11-24", "--out", out.to_str().unwrap()]).status.success());
        tree(&out)
    };
    let (first, second) = (alone(&one, "first"), alone(&two, "second"));
    assert_ne!(first, second);
    let shared = one.beside("shared");
    for _ in 0..5 {
        let children: Vec<_> = [&one, &two, &one, &two]
            .iter()
            .map(|hub| {
                let out = shared.to_str().unwrap();
                let mut command = program(&hub.root());
                command.args(["build", "--today", "2026-11-24", "--out", out]).stderr(Stdio::null()).spawn().unwrap()
            })
            .collect();
        for mut child in children {
            assert!(child.wait().unwrap().success());
        }
        let found = tree(&shared);
        assert!(found == first || found == second, "a mixed site");
    }
}

#[test]
fn the_release_lists_every_file_with_its_digest() {
    let hub = Hub::new();
    hub.write("static/hello.txt", "hello\n");
    hub.build();
    let files = tree(&hub.site());
    let release: serde_json::Value = serde_json::from_slice(&files["release.json"]).unwrap();
    let listed = release["files"].as_object().unwrap();
    assert_eq!(listed.len(), files.len() - 1);
    // b3sum of "hello\n", by the reference implementation's command line.
    assert_eq!(listed["hello.txt"]["digest"], blake3::hash(b"hello\n").to_hex().to_string());
    assert_eq!(listed["hello.txt"]["size"], 6);
}
