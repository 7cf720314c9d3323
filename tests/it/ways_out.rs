//! Sixty ways to have a file from outside the hub's folder published. None works.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::hub::{Hub, SETTINGS, page, tree};

/// Words that stand in a file beside the hub's folder and must never be published.
const CANARY: &str = "canary-7d1f-of-the-outside";

/// Links to the file beside the hub, as an attacker might write them.
const ADDRESSES: &[&str] = &[
    "../../secret.txt",
    "../../../secret.txt",
    "../../../../../../../../etc/passwd",
    "..\\..\\secret.txt",
    "../..\\secret.txt",
    "%2e%2e/%2e%2e/secret.txt",
    "..%2f..%2fsecret.txt",
    "%2e%2e%2f%2e%2e%2fsecret.txt",
    "..%5c..%5csecret.txt",
    "./../.././../hub/../secret.txt",
    "../content/../../secret.txt",
    "static/../../secret.txt",
    "/secret.txt",
    "/etc/passwd",
    "//secret.txt",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "file://localhost/etc/passwd",
    "file:../../secret.txt",
    "../../secret.txt#part",
    "../../secret.txt?query",
    "../../secret.txt%00.md",
    ".../.../secret.txt",
    "....//....//secret.txt",
];

#[track_caller]
fn stays_inside(what: &str, hub: &Hub) {
    let output = hub.peel(&["build", "--today", "2026-11-24"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(0..=2)), "{what}: {said}");
    assert!(!said.contains(CANARY), "{what}: the message gives it away: {said}");
    if hub.site().exists() {
        for (path, bytes) in tree(&hub.site()) {
            assert!(!String::from_utf8_lossy(&bytes).contains(CANARY), "{what}: published in {path}");
            assert!(!String::from_utf8_lossy(&bytes).contains("root:x:0"), "{what}: published in {path}");
        }
    }
}

fn hub() -> Hub {
    let hub = Hub::new();
    fs::write(hub.beside("secret.txt"), CANARY).unwrap();
    fs::create_dir_all(hub.beside("folder")).unwrap();
    let text = page("Secret", &format!("{CANARY}\n"));
    for name in ["secret.md", "index.md", "secret.txt", "references.bib", "studies.csv", "typology.yaml", "page.html"] {
        fs::write(hub.beside("folder").join(name), &text).unwrap();
    }
    hub
}

#[test]
fn links_and_images_that_lead_outside_are_errors() {
    for address in ADDRESSES {
        let hub = hub();
        hub.page("link", "Link", &format!("[a link](<{address}>)\n"));
        stays_inside(&format!("a link to {address}"), &hub);
        assert!(hub.build_fails().contains("error["), "a link to {address}");

        hub.page("link", "Link", &format!("![an image](<{address}>)\n"));
        stays_inside(&format!("an image at {address}"), &hub);
        assert!(hub.build_fails().contains("error["), "an image at {address}");
    }
}

#[test]
fn front_matter_and_settings_that_lead_outside_are_errors() {
    for key in ["based_on: [../../secret.txt]", "partners: [../../folder/secret.md]", "based_on: [/etc/passwd]"] {
        let hub = hub();
        hub.write("content/bad.md", page("Bad", "Text.\n").replace("summary", &format!("{key}\nsummary")));
        stays_inside(key, &hub);
        assert!(hub.build_fails().contains("error["), "{key}");
    }
    for line in ["menu: [../secret.txt]", "footer: [../folder/secret.md]", "theme: ../folder", "theme: /etc"] {
        let hub = hub();
        hub.write("hub.yaml", format!("{SETTINGS}{line}\n"));
        stays_inside(line, &hub);
        assert!(hub.build_fails().contains("error["), "{line}");
    }
}

#[test]
fn symbolic_links_are_errors_wherever_they_stand() {
    let places: &[(&str, &str)] = &[
        ("content/secret.md", "../../folder/secret.md"),
        ("content/projects/secret.md", "../../../folder/secret.md"),
        ("content/projects", "../../folder"),
        ("content/loop", "."),
        ("content/news", "news"),
        ("static/secret.txt", "../../secret.txt"),
        ("static/folder", "../../folder"),
        ("static/passwd", "/etc/passwd"),
        ("static/self", "/proc/self/environ"),
        ("evidence/typology.yaml", "../../folder/typology.yaml"),
        ("evidence/references.bib", "../../folder/references.bib"),
        ("evidence/reviews/secret", "../../../folder"),
        ("themes/hub/templates/page.html", "../../../../folder/page.html"),
        ("themes/hub/assets/secret.txt", "../../../../secret.txt"),
        ("themes", "../folder"),
        ("static/dangling", "nowhere"),
    ];
    for (place, target) in places {
        let hub = hub();
        let path = hub.root().join(place);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(target, &path).unwrap();
        stays_inside(place, &hub);
        assert!(hub.build_fails().contains("error[symbolic-link]"), "{place}");
    }
}

#[test]
fn a_named_pipe_is_told_and_never_waited_for() {
    let hub = hub();
    fs::create_dir_all(hub.root().join("static")).unwrap();
    let made = Command::new("mkfifo").arg(hub.root().join("static/pipe")).status().unwrap();
    assert!(made.success());
    stays_inside("a pipe", &hub);
    assert!(hub.build_fails().contains("error[special-file]"));
}

#[test]
fn files_of_the_folder_that_are_not_the_hubs_are_not_published() {
    let hub = hub();
    for path in [".git/config", "content/.secret.md", "static/.env", "notes.txt", "src/main.rs"] {
        hub.write(path, CANARY);
    }
    stays_inside("hidden and other files", &hub);
    hub.build();
    assert!(hub.site().join("about/index.html").exists());
}
