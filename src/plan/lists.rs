//! What the lists hold: the pages of each kind and term, and everything in the order of the alphabet.

use std::collections::BTreeMap;

use crate::model::{Detail, EntryId, Hub, Kind, Language, TermId};

/// Above this number of pages the alphabet is cut into a page for each letter.
const ONE_PAGE_MAX: usize = 1_000;

/// One line of the A to Z.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// A page.
    Entry(EntryId),
    /// A term, under its label.
    Term(TermId),
    /// A term, under another word for it.
    Synonym(TermId, String),
}

/// A letter and the lines under it, each with the title it stands under.
pub type Letter = (String, Vec<(String, Line)>);

/// What the lists hold, in their order.
#[derive(Debug)]
pub struct Lists {
    kinds: BTreeMap<Kind, Vec<EntryId>>,
    terms: BTreeMap<TermId, Vec<EntryId>>,
    modules: BTreeMap<EntryId, Vec<EntryId>>,
    alphabet: BTreeMap<Language, Vec<Letter>>,
    is_cut_by_letter: bool,
}

impl Lists {
    /// Gathers the hub's lists. Pages stand in them under the hub's first language.
    pub fn of(hub: &Hub) -> Self {
        let mut kinds: BTreeMap<Kind, Vec<EntryId>> = BTreeMap::new();
        let mut terms: BTreeMap<TermId, Vec<EntryId>> = BTreeMap::new();
        let mut modules: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
        let primary = hub.settings.primary();
        for (id, entry) in hub.ids().filter(|(_, entry)| entry.language == primary && !super::is_home(entry)) {
            kinds.entry(entry.kind()).or_default().push(id);
            if let Some(course) = entry.course {
                modules.entry(course).or_default().push(id);
            }
            // A page stands once under a broader term, however many of its narrower terms it names.
            let mut under: Vec<TermId> = entry.terms.iter().flat_map(|term| hub.typology.with_broader(*term)).collect();
            under.sort_unstable();
            under.dedup();
            for term in under {
                terms.entry(term).or_default().push(id);
            }
        }
        for (kind, ids) in &mut kinds {
            sort(hub, *kind, ids);
        }
        for ids in terms.values_mut() {
            ids.sort_by_key(|id| (hub.entry(*id).kind(), std::cmp::Reverse(hub.entry(*id).updated), *id));
        }
        for ids in modules.values_mut() {
            ids.sort_by_key(|id| position(hub, *id));
        }
        let alphabet = hub.settings.languages().map(|language| (language, alphabet(hub, language))).collect();
        Lists { kinds, terms, modules, alphabet, is_cut_by_letter: hub.entries.len() > ONE_PAGE_MAX }
    }

    /// The pages of a kind.
    pub fn of_kind(&self, kind: Kind) -> &[EntryId] {
        self.kinds.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// The pages under a term or one narrower than it.
    pub fn of_term(&self, term: TermId) -> &[EntryId] {
        self.terms.get(&term).map(Vec::as_slice).unwrap_or_default()
    }

    /// The modules of a course, in its order.
    pub fn modules_of(&self, course: EntryId) -> &[EntryId] {
        self.modules.get(&course).map(Vec::as_slice).unwrap_or_default()
    }

    /// Everything in the order of the alphabet, letter by letter.
    pub fn alphabet(&self, language: Language) -> &[Letter] {
        self.alphabet.get(&language).map(Vec::as_slice).unwrap_or_default()
    }

    /// The letters that have pages of their own: none while everything fits on one.
    pub fn letters(&self, language: Language) -> &[Letter] {
        if self.is_cut_by_letter { self.alphabet(language) } else { &[] }
    }
}

fn position(hub: &Hub, id: EntryId) -> u32 {
    match &hub.entry(id).detail {
        Detail::Module(module) => module.facts.position.value,
        _ => 0,
    }
}

/// Events by their day, news by newest, the rest by title.
fn sort(hub: &Hub, kind: Kind, ids: &mut [EntryId]) {
    match kind {
        Kind::Event => ids.sort_by_key(|id| match &hub.entry(*id).detail {
            Detail::Event(event) => (Some(event.facts.starts.value), *id),
            _ => (None, *id),
        }),
        Kind::News => ids.sort_by_key(|id| (std::cmp::Reverse(hub.entry(*id).created), *id)),
        _ => ids.sort_by_cached_key(|id| (hub.entry(*id).title.to_lowercase(), *id)),
    }
}

fn alphabet(hub: &Hub, language: Language) -> Vec<Letter> {
    let mut lines: Vec<(String, Line)> = Vec::new();
    let primary = hub.settings.primary();
    for (id, _) in hub.ids().filter(|(_, entry)| entry.language == primary && !super::is_home(entry)) {
        let shown = hub.in_language(id, language);
        lines.push((hub.entry(shown).title.clone(), Line::Entry(shown)));
    }
    for facet in hub.typology.facet_ids() {
        for id in hub.typology.term_ids(facet) {
            let term = hub.typology.term(id);
            lines.push((term.label.in_language(language).to_owned(), Line::Term(id)));
            lines.extend(term.synonyms.iter().map(|word| (word.clone(), Line::Synonym(id, word.clone()))));
        }
    }
    let mut letters: BTreeMap<String, Vec<(String, Line)>> = BTreeMap::new();
    for (title, line) in lines {
        letters.entry(letter(&title)).or_default().push((title, line));
    }
    for lines in letters.values_mut() {
        lines.sort_by_cached_key(|(title, line)| (title.to_lowercase(), line.clone()));
    }
    letters.into_iter().collect()
}

/// The letter under which a title stands; digits and all else stand under `0-9`.
fn letter(title: &str) -> String {
    let first = title.chars().find(|character| character.is_alphanumeric());
    match first {
        Some(first) if first.is_alphabetic() => plain(first).to_uppercase().take(1).collect(),
        _ => "0-9".to_owned(),
    }
}

/// A Welsh vowel without its circumflex: words with and without it stand together.
fn plain(character: char) -> char {
    match character {
        'â' | 'Â' => 'a',
        'ê' | 'Ê' => 'e',
        'î' | 'Î' => 'i',
        'ô' | 'Ô' => 'o',
        'û' | 'Û' => 'u',
        'ŵ' | 'Ŵ' => 'w',
        'ŷ' | 'Ŷ' => 'y',
        other => other,
    }
}
