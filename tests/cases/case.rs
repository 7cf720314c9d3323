//! The form of a case: prose, then sections that are files of a hub, options or expectations.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use jiff::civil::{Date, date};
use peel::diagnostic::FileId;
use peel::world::MemoryWorld;

/// The settings of a hub whose case has none.
const SETTINGS: &str = "\
schema: 1
name: {en: Hub of the cases}
tagline: {en: Evidence for tests}
description: {en: A hub that is made for one case.}
url: https://hub.example/
languages: [en]
classification: OFFICIAL
licence: {name: CC BY 4.0, url: \"https://creativecommons.org/licenses/by/4.0/\"}
";

/// The typology of a hub whose case has none.
const TYPOLOGY: &str = "\
facets:
  problem:
    label: {en: Problem, cy: Problem}
    definition: {en: What the police want to reduce.}
    terms:
      burglary:
        label: {en: Burglary, cy: Bwrgleriaeth}
        definition: {en: Entering a building to steal.}
        synonyms: [break-in]
      violence:
        label: {en: Violence, cy: Trais}
        definition: {en: Force against a person.}
        narrower:
          knife-crime:
            label: {en: Knife crime, cy: Troseddau cyllyll}
            definition: {en: Violence with a blade.}
            synonyms: [stabbing]
  intervention:
    label: {en: Intervention}
    definition: {en: What is done about it.}
    terms:
      alley-gates:
        label: {en: Alley gates}
        definition: {en: Gates that close the alleys behind houses.}
      hot-spots:
        label: {en: Hot spots policing}
        definition: {en: Patrols where crime gathers.}
  direction:
    label: {en: Direction of effect}
    definition: {en: Which way the evidence points.}
    terms:
      benefit:
        label: {en: Things got better, cy: Gwellodd pethau}
        definition: {en: What was measured got better.}
      harm:
        label: {en: Things got worse, cy: Gwaethygodd pethau}
        definition: {en: What was measured got worse.}
      no-clear-effect:
        label: {en: No clear effect, cy: Dim effaith glir}
        definition: {en: The figures are compatible with no effect.}
";

/// The section that holds what Peel must say.
const DIAGNOSTICS: &str = "expect/diagnostics";

/// One file of cases, read.
pub struct Case {
    written: String,
    sections: Vec<Section>,
    /// The hub.
    pub world: MemoryWorld,
}

/// A marker and the text below it, by their bytes.
struct Section {
    name: String,
    modifiers: Vec<String>,
    marker: usize,
    text: Range<usize>,
}

struct Options {
    today: Date,
    without: Vec<String>,
}

/// What a case expects besides diagnostics.
pub enum Expected<'c> {
    /// These lines occur in this published file, in this order.
    File(&'c str, &'c str),
    /// This file is not published.
    Absent(&'c str),
    /// None of these lines occurs anywhere in what is published.
    Nowhere(&'c str),
    /// Each of these lines is the path of a published file.
    Published(&'c str),
}

impl Case {
    /// Reads a case.
    pub fn parse(written: &str) -> Result<Case, String> {
        let sections = sections(written)?;
        let prose = &written[..sections.first().map_or(written.len(), |section| section.marker)];
        if !prose.trim().ends_with('.') {
            return Err("a case opens with sentences that say what it specifies".to_owned());
        }
        let options = options(written, &sections)?;
        let world = world(written, &sections, &options)?;
        let case = Case { written: written.to_owned(), sections, world };
        case.expected()?;
        Ok(case)
    }

    /// What Peel must say.
    pub fn diagnostics(&self) -> &str {
        let section = self.sections.iter().find(|section| section.name == DIAGNOSTICS);
        section.map_or("", |section| self.written[section.text.clone()].trim())
    }

    /// What else is expected.
    pub fn expected(&self) -> Result<Vec<Expected<'_>>, String> {
        let mut expected = Vec::new();
        for section in &self.sections {
            let Some(rest) = section.name.strip_prefix("expect/") else { continue };
            let text = &self.written[section.text.clone()];
            expected.push(match rest.split_once(' ').unwrap_or((rest, "")) {
                ("diagnostics", "") => continue,
                ("nowhere", "") => Expected::Nowhere(text),
                ("published", "") => Expected::Published(text),
                ("file", path) if !path.is_empty() => Expected::File(path, text),
                ("absent", path) if !path.is_empty() => Expected::Absent(path),
                _ => return Err(format!("no expectation is called `{}`", section.name)),
            });
        }
        Ok(expected)
    }

    /// The same case with other expected diagnostics.
    pub fn with_diagnostics(&self, said: &str) -> String {
        let section = self.sections.iter().find(|section| section.name == DIAGNOSTICS);
        let (before, after) = match section {
            Some(section) => (&self.written[..section.marker], &self.written[section.text.end..]),
            None => {
                let first = self.sections.iter().find(|section| section.name.starts_with("expect/"));
                self.written.split_at(first.map_or(self.written.len(), |section| section.marker))
            }
        };
        let mut text = before.to_owned();
        if !said.is_empty() {
            let _ = write!(text, "-- {DIAGNOSTICS} --\n{said}\n");
        }
        text.push_str(after);
        text
    }
}

/// Cuts a case at its markers.
fn sections(written: &str) -> Result<Vec<Section>, String> {
    let mut sections: Vec<Section> = Vec::new();
    let mut at = 0;
    for line in written.split_inclusive('\n') {
        let inner = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
        if let Some(header) = inner {
            let (name, modifiers) = match header.strip_suffix(')').and_then(|header| header.rsplit_once(" (")) {
                Some((name, modifiers)) => (name, modifiers.split(", ").map(str::to_owned).collect()),
                None => (header, Vec::new()),
            };
            if let Some(last) = sections.last_mut() {
                last.text.end = at;
            }
            let text = at + line.len()..written.len();
            sections.push(Section { name: name.to_owned(), modifiers, marker: at, text });
        }
        at += line.len();
    }
    let twice = sections.iter().filter(|section| section.name == DIAGNOSTICS).count() > 1;
    if twice { Err(format!("`{DIAGNOSTICS}` stands there twice")) } else { Ok(sections) }
}

fn options(written: &str, sections: &[Section]) -> Result<Options, String> {
    let mut options = Options { today: date(2026, 11, 24), without: Vec::new() };
    for section in sections.iter().filter(|section| section.name == "options") {
        for line in written[section.text.clone()].lines().filter(|line| !line.trim().is_empty()) {
            match line.split_once(": ") {
                Some(("today", day)) => {
                    options.today = day.trim().parse().map_err(|error| format!("{day}: {error}"))?;
                }
                Some(("without", files)) => options.without.extend(files.split_whitespace().map(str::to_owned)),
                _ => return Err(format!("no option reads `{line}`")),
            }
        }
    }
    Ok(options)
}

/// The hub of the sections that are files, with what is supplied to it.
fn world(written: &str, sections: &[Section], options: &Options) -> Result<MemoryWorld, String> {
    let mut files: BTreeMap<FileId, Option<Vec<u8>>> = BTreeMap::new();
    let is_file = |section: &&Section| section.name != "options" && !section.name.starts_with("expect/");
    for section in sections.iter().filter(is_file) {
        let file = FileId::new(&section.name);
        if section.modifiers.iter().any(|modifier| modifier == "link") {
            files.insert(file, None);
            continue;
        }
        let bytes = bytes(&written[section.text.clone()], &section.modifiers)?;
        files.entry(file).or_default().get_or_insert_default().extend(bytes);
    }
    for (path, text) in [("hub.yaml", SETTINGS), ("evidence/typology.yaml", TYPOLOGY)] {
        if !options.without.iter().any(|without| without == path) {
            files.entry(FileId::new(path)).or_insert_with(|| Some(text.into()));
        }
    }
    Ok(MemoryWorld { files, today: options.today })
}

/// The bytes of a section's text after its modifiers.
fn bytes(text: &str, modifiers: &[String]) -> Result<Vec<u8>, String> {
    let mut bytes = text.as_bytes().to_vec();
    for modifier in modifiers {
        bytes = match modifier.split_once(' ').unwrap_or((modifier, "")) {
            ("crlf", "") => text.replace('\n', "\r\n").into_bytes(),
            ("hex", "") => from_hex(text)?,
            ("unended", "") => text.strip_suffix('\n').unwrap_or(text).as_bytes().to_vec(),
            ("repeated", n) => bytes.repeat(n.parse().map_err(|error| format!("{modifier}: {error}"))?),
            _ => return Err(format!("no modifier is called `{modifier}`")),
        };
    }
    Ok(bytes)
}

fn from_hex(text: &str) -> Result<Vec<u8>, String> {
    let digits: Vec<u32> = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|digit| digit.to_digit(16).ok_or_else(|| format!("`{digit}` is no hexadecimal digit")))
        .collect::<Result<_, _>>()?;
    if !digits.len().is_multiple_of(2) {
        return Err("half a byte is left over".to_owned());
    }
    Ok(digits.chunks_exact(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect())
}
