//! Pages that lack one of the hub's languages.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Hub;

/// One note for each page and language that is missing.
pub fn check(hub: &Hub) -> Vec<Diagnostic> {
    let primary = hub.settings.primary();
    let mut diagnostics = Vec::new();
    for (_, entry) in hub.ids().filter(|(_, entry)| entry.language == primary) {
        for language in hub.settings.languages().filter(|language| *language != primary) {
            if !entry.languages.iter().any(|(has, _)| *has == language) {
                let code = language.as_str();
                let name = entry.source.name().trim_end_matches(".md");
                diagnostics.push(
                    Diagnostic::new(Code::Untranslated, format!("no page in the language `{code}`"))
                        .in_file(&entry.source)
                        .help(format!("put it beside this file as `{name}.{code}.md`")),
                );
            }
        }
    }
    diagnostics
}
