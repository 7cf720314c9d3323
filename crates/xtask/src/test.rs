//! `cargo xtask test`: everything that must hold before a change lands. What a test needs and is not there is installed or named.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::root;

/// The day for which the hub under test is built, so that no test depends on when it runs.
const TODAY: &str = "2026-11-24";

/// One part of the tests, by the word that runs it alone.
struct Part {
    word: &'static str,
    about: &'static str,
    run: fn() -> Result<(), String>,
}

const PARTS: &[Part] = &[
    Part { word: "format", about: "the sources are formatted (rustfmt)", run: format },
    Part { word: "lint", about: "no lint is broken, the fence around the outside among them (clippy)", run: lint },
    Part { word: "rust", about: "all Rust tests: units, cases, publishing, the hub's pages", run: rust },
    Part { word: "browser", about: "the hub in a real browser (Chromium, axe, html-validate)", run: browser },
];

/// Runs all parts, or those whose words are given.
pub fn run(words: &[String]) -> Result<(), String> {
    if let Some(unknown) = words.iter().find(|word| !PARTS.iter().any(|part| part.word == word.as_str())) {
        let known: Vec<String> = PARTS.iter().map(|part| format!("  {:<8} {}", part.word, part.about)).collect();
        return Err(format!("there is no part `{unknown}`; the parts are\n{}", known.join("\n")));
    }
    for part in PARTS.iter().filter(|part| words.is_empty() || words.iter().any(|word| word == part.word)) {
        println!("== {}: {}", part.word, part.about);
        (part.run)()?;
    }
    println!("all of it holds");
    Ok(())
}

fn format() -> Result<(), String> {
    component("rustfmt", "cargo-fmt")?;
    cargo(&["fmt", "--all", "--check"])
}

fn lint() -> Result<(), String> {
    component("clippy", "cargo-clippy")?;
    cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])
}

fn rust() -> Result<(), String> {
    cargo(&["test", "--workspace"])
}

/// The browser tests, against the hub of this repository as the release program builds and serves it.
fn browser() -> Result<(), String> {
    let chromium = chromium()?;
    let tests = root().join("tests/browser");
    need("node", "Node.js 20 or newer", &["--version"])?;
    need("npm", "npm, which comes with Node.js", &["--version"])?;
    run_in(&tests, Command::new("npm").args(["ci", "--silent", "--no-audit", "--no-fund"]))?;
    cargo(&["build", "--quiet", "--release"])?;
    let peel = root().join("target/release/peel");
    let site = root().join("target/browser-test/site");
    run_in(&root(), Command::new(&peel).args(["build", "--today", TODAY, "--out"]).arg(&site))?;
    let server = Server::start(&peel)?;
    let files = test_files(&tests)?;
    run_in(
        &tests,
        Command::new("node")
            .args(["--test", "--test-reporter=spec"])
            .args(files)
            .env("PEEL_HUB", &server.url)
            .env("PEEL_SITE", &site)
            .env("PEEL_CHROMIUM", &chromium),
    )
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() { Err("there are no browser tests".to_owned()) } else { Ok(files) }
}

/// The hub, served for as long as the tests run.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start(peel: &Path) -> Result<Self, String> {
        let mut child = Command::new(peel)
            .args(["serve", "--port", "0", "--today", TODAY])
            .current_dir(root())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("the hub could not be served: {error}"))?;
        let stderr = child.stderr.take().ok_or("the server says nothing")?;
        let mut lines = BufReader::new(stderr).lines();
        let url = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let at = line.find("http://")?;
            line.contains(" pages at ").then(|| line[at..].trim().to_owned())
        });
        // What the server goes on to say is read, so that it never waits to be heard.
        std::thread::spawn(move || lines.for_each(drop));
        match url {
            Some(url) => Ok(Server { child, url }),
            None => Err("the hub could not be served: it has errors, see `cargo run -- check`".to_owned()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Chromium, from Debian where it is not there yet.
fn chromium() -> Result<PathBuf, String> {
    let find = || {
        let given = std::env::var_os("PEEL_CHROMIUM").map(PathBuf::from);
        let usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
        given.into_iter().chain(usual).find(|path| path.exists())
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    println!("installing Chromium from Debian's packages");
    let missing = "the browser tests need Chromium: install it (on Debian: `apt-get install chromium`), or name it with PEEL_CHROMIUM";
    let quiet = ["-o", "Dpkg::Use-Pty=0", "-qq"];
    let mut update = Command::new("apt-get");
    let mut install = Command::new("apt-get");
    update.args(quiet).arg("update");
    install.args(quiet).args(["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"]);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    for command in [&mut update, &mut install] {
        run_in(&root(), command).map_err(|error| format!("{missing} ({error})"))?;
    }
    find().ok_or_else(|| missing.to_owned())
}

/// A component of the toolchain, by rustup where it is not there yet.
fn component(name: &str, program: &str) -> Result<(), String> {
    let is_there = || Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if is_there().is_ok_and(|status| status.success()) {
        return Ok(());
    }
    run_in(&root(), Command::new("rustup").args(["component", "add", name])).map_err(|error| {
        format!("{name} is missing and could not be added ({error}): install it for your Rust toolchain")
    })
}

fn need(program: &str, about: &str, args: &[&str]) -> Result<(), String> {
    match Command::new(program).args(args).stdout(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(format!("the browser tests need {about}: `{program}` was not found")),
    }
}

fn cargo(args: &[&str]) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    run_in(&root(), Command::new(cargo).args(args))
}

/// Runs a command in a folder; its failure is named by what was run.
fn run_in(folder: &Path, command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let args: Vec<String> = command.get_args().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let status = command.current_dir(folder).status().map_err(|error| format!("`{name}` could not be run: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{name} {}` failed ({status})", args.join(" "))) }
}
