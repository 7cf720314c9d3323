//! The command line as a user meets it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use crate::hub::{Hub, page, peel, program};

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_folder_without_a_hub_is_told_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let output = peel(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(output.stderr);
    assert!(said.contains("error[missing-hub]") && said.contains("peel new"), "{said}");
}

#[test]
fn check_writes_nothing_and_its_exit_status_says_whether_the_hub_would_be_published() {
    let hub = Hub::new();
    assert_eq!(hub.peel(&["check", "--today", "2026-11-24"]).status.code(), Some(0));
    hub.page("bad", "Bad", "[gone](gone.md)\n");
    let output = hub.peel(&["check", "--today", "2026-11-24"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(output.stdout).contains("error[broken-link]"));
    assert!(!hub.site().exists());
}

#[test]
fn check_speaks_json_with_lines_and_columns() {
    let hub = Hub::new();
    hub.page("bad", "Bad", "Some words, then [gone](gone.md).\n");
    let said = text(hub.peel(&["check", "--format", "json", "--today", "2026-11-24"]).stdout);
    let found: serde_json::Value = serde_json::from_str(said.lines().next().unwrap()).unwrap();
    assert_eq!(found["code"], "broken-link");
    assert_eq!(found["severity"], "error");
    // Five lines of front matter, then the link at the 18th character.
    assert_eq!(found["places"][0]["line"], 6);
    assert_eq!(found["places"][0]["column"], 18);
    assert_eq!(found["places"][0]["file"], "content/bad.md");
}

#[test]
fn check_speaks_sarif() {
    let hub = Hub::new();
    hub.page("bad", "Bad", "[gone](gone.md)\n");
    let said = text(hub.peel(&["check", "--format", "sarif", "--today", "2026-11-24"]).stdout);
    let log: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "broken-link");
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 6);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), peel::diagnostic::Code::ALL.len());
}

#[test]
fn explain_tells_the_story_of_every_code_and_offers_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    for code in peel::diagnostic::Code::ALL {
        let output = peel(folder.path(), &["explain", code.name()]);
        assert!(output.status.success());
        assert!(text(output.stdout).len() > 60, "{} has no story", code.name());
    }
    let said = text(peel(folder.path(), &["explain", "unknwon-term"]).stderr);
    assert!(said.contains("unknown-term"), "{said}");
    let listed = text(peel(folder.path(), &["explain"]).stdout);
    assert_eq!(listed.lines().count(), peel::diagnostic::Code::ALL.len());
}

#[test]
fn schemas_are_json_schema_with_descriptions() {
    let folder = tempfile::tempdir().unwrap();
    let kinds = ["review", "session", "course", "module", "tool", "project", "event", "news", "partner", "page"];
    for kind in kinds {
        let schema: serde_json::Value = serde_json::from_slice(&peel(folder.path(), &["schema", kind]).stdout).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["additionalProperties"], false);
        let required: Vec<&str> =
            schema["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        assert!(
            required.contains(&"title") && required.contains(&"summary") && required.contains(&"created"),
            "{kind}"
        );
        for (name, property) in schema["properties"].as_object().unwrap() {
            assert!(property["description"].as_str().is_some_and(|about| about.len() > 10), "{kind}: {name}");
        }
    }
    let review: serde_json::Value = serde_json::from_slice(&peel(folder.path(), &["schema", "review"]).stdout).unwrap();
    assert_eq!(review["properties"]["answer"]["required"], serde_json::json!(["what_works", "how_sure", "what_to_do"]));
    assert!(peel(folder.path(), &["schema", "typology"]).status.success());
    assert!(peel(folder.path(), &["schema", "settings"]).status.success());
    let said = text(peel(folder.path(), &["schema", "reviw"]).stderr);
    assert!(said.contains("`review`"), "{said}");
}

#[test]
fn a_new_hub_builds_without_a_word_of_complaint() {
    let folder = tempfile::tempdir().unwrap();
    let output = peel(folder.path(), &["new", "my-hub"]);
    assert!(output.status.success(), "{}", text(output.stderr));
    let output = peel(&folder.path().join("my-hub"), &["build", "--today", "2026-11-24"]);
    let said = text(output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("error[") && !said.contains("warning["), "{said}");
    assert!(folder.path().join("my-hub/site/reviews/index.html").exists());
    let again = peel(folder.path(), &["new", "my-hub"]);
    assert!(!again.status.success() && text(again.stderr).contains("not empty"));
}

#[test]
fn help_completions_and_the_manual_name_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let help = text(peel(folder.path(), &["--help"]).stdout);
    let manual = text(peel(folder.path(), &["man"]).stdout);
    for command in ["build", "check", "serve", "new", "explain", "schema", "completions", "man"] {
        assert!(help.contains(command), "--help does not name {command}");
        assert!(manual.contains(command), "the manual does not name {command}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(text(peel(folder.path(), &["completions", shell]).stdout).contains("peel"), "{shell}");
    }
    let build = text(peel(folder.path(), &["build", "--help"]).stdout);
    assert!(build.contains("--today") && build.contains("--jobs") && build.contains("all of it or nothing"), "{build}");
}

#[test]
fn nothing_but_the_result_is_said_where_no_one_looks() {
    let hub = Hub::new();
    let output = hub.peel(&["build", "--today", "2026-11-24"]);
    assert!(output.stdout.is_empty());
    let said = text(output.stderr);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(!said.contains('\u{1b}'), "colour or cursor codes: {said:?}");
}

/// A request by hand, so that its path and host are what the test says.
fn get(address: &str, path: &str, host: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn serve_shows_the_hub_builds_it_again_and_keeps_the_last_good_one() {
    let hub = Hub::new();
    hub.write("content/projects/one.md", page("One", "First words.\n"));
    let mut child = program(&hub.root())
        .args(["serve", "--port", "0", "--today", "2026-11-24"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut wait_for = |words: &str| lines.by_ref().map(Result::unwrap).find(|line| line.contains(words)).unwrap();
    let line = wait_for("pages at http://");
    let address = line.split("http://").nth(1).unwrap().trim_end_matches('/').to_owned();
    wait_for("watching");

    let answer = get(&address, "/projects/one/", &address);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("First words."), "{answer}");
    let lower = answer.to_lowercase();
    assert!(lower.contains("content-security-policy: default-src 'none'") && lower.contains("nosniff"), "{answer}");
    assert!(get(&address, "/projects/one", &address).starts_with("HTTP/1.1 308"));
    assert!(get(&address, "/nowhere/", &address).starts_with("HTTP/1.1 404"));
    assert!(get(&address, "/", "evil.example").starts_with("HTTP/1.1 421"), "another site's name is answered");
    for path in
        ["/../hub.yaml", "/..%2fhub.yaml", "/%2e%2e/hub.yaml", "//etc/passwd", "/projects/../../hub.yaml", "/%00"]
    {
        let answer = get(&address, path, &address);
        assert!(!answer.contains("A hub for tests.}"), "{path}: {answer}");
    }

    hub.write("content/projects/one.md", page("One", "Second words.\n"));
    wait_for("pages at http://");
    assert!(get(&address, "/projects/one/", &address).contains("Second words."));

    hub.write("content/projects/one.md", "no front matter");
    wait_for("error[missing-front-matter]");
    wait_for("still shows the last hub that was whole");
    assert!(get(&address, "/projects/one/", &address).contains("Second words."));

    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_port_that_is_taken_is_named() {
    let hub = Hub::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = hub.peel(&["serve", "--port", &port]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(output.stderr).contains(&port));
}
