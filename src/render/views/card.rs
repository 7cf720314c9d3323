//! A page as it is shown in lists.

use serde::Serialize;

use super::finding::DirectionView;
use super::{DateView, Making, kind_phrase};
use crate::model::{Detail, Entry, EntryId, Language};

/// A page in a list.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Card {
    pub title: String,
    pub address: String,
    pub summary: String,
    /// What kind of page it is, in words.
    pub kind: String,
    pub kind_class: &'static str,
    pub date: DateView,
    /// The language, where it is not that of the list.
    pub language: Option<&'static str>,
    /// Of a review: which way its findings point.
    pub direction: Option<DirectionView>,
    /// Of an event: when it is, in words.
    pub when: Option<String>,
    /// Of a tool: how far it may be relied on.
    pub status: Option<String>,
    pub is_example: bool,
}

/// The card of a page, in the page's language where it has been translated.
pub(super) fn card(making: &Making<'_>, id: EntryId) -> Card {
    let id = making.hub.in_language(id, making.language);
    let entry = making.hub.entry(id);
    let words = making.words;
    let kind = entry.kind();
    Card {
        title: entry.title.clone(),
        address: making.plan.entry(id).to_string(),
        summary: entry.summary.clone(),
        kind: words.get(kind_phrase(kind, false)),
        kind_class: kind.as_str(),
        date: DateView::of(entry.updated, words),
        language: foreign(entry, making.language),
        direction: DirectionView::of_entry(making, entry),
        when: match &entry.detail {
            Detail::Event(event) => {
                let starts = event.facts.starts.value.0;
                Some(format!("{}, {}", words.day(starts.date()), words.time(starts)))
            }
            _ => None,
        },
        status: match &entry.detail {
            Detail::Tool(tool) => Some(words.get(&format!("status_{}", tool.facts.status.as_str()))),
            _ => None,
        },
        is_example: entry.is_example,
    }
}

/// The cards of several pages.
pub(super) fn cards(making: &Making<'_>, ids: &[EntryId]) -> Vec<Card> {
    ids.iter().map(|id| card(making, *id)).collect()
}

fn foreign(entry: &Entry, language: Language) -> Option<&'static str> {
    (entry.language != language).then(|| entry.language.as_str())
}
