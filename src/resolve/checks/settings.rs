//! The settings: an address that addresses can be made of, languages that make sense, a form that this version reads.

use crate::diagnostic::{Code, Diagnostic, FileId};
use crate::model::Settings;

/// Looks the settings through.
pub fn check(settings: &Settings) -> Vec<Diagnostic> {
    let file = FileId::new("hub.yaml");
    let mut diagnostics = Vec::new();
    if settings.schema.value != 1 {
        diagnostics.push(
            Diagnostic::new(
                Code::BadValue,
                format!("this Peel reads settings of the form 1, not {}", settings.schema.value),
            )
            .at(&file, settings.schema.span, "")
            .help("use the Peel that the hub was written for, or write `schema: 1` and look the file through"),
        );
    }
    let url = &settings.url;
    let rest = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
    if !rest.is_some_and(|rest| rest.ends_with('/') && rest.len() > 1 && !rest.contains(['?', '#', ' ', '"', '<'])) {
        diagnostics.push(
            Diagnostic::new(Code::BadValue, format!("`{}` is not the address of a hub", url.value))
                .at(&file, url.span, "")
                .help("write the whole address with a slash at the end, as in `https://example.org/hub/`"),
        );
    }
    if settings.languages.value.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::BadValue, "a hub has at least one language")
                .at(&file, settings.languages.span, "")
                .help("write `languages: [en]`"),
        );
    }
    for (place, language) in settings.languages.value.iter().enumerate() {
        if settings.languages.value[..place].iter().any(|earlier| earlier.value == language.value) {
            diagnostics.push(
                Diagnostic::new(Code::BadValue, format!("the language `{}` is listed twice", language.value.as_str()))
                    .at(&file, language.span, "")
                    .help("take one away"),
            );
        }
    }
    if let Some(theme) = settings.theme.as_deref().filter(|theme| *theme != "hub" && !crate::model::is_slug(theme)) {
        diagnostics.push(
            Diagnostic::new(Code::BadName, format!("`{theme}` cannot be the name of a theme"))
                .in_file(&file)
                .help("use lower-case letters, digits and single hyphens"),
        );
    }
    diagnostics
}
