//! The terms that a page names, found in the typology.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, FileId, Outcome, Span};
use crate::model::{TermId, TermNames, Typology};

/// The terms that a file names, in the order of the typology.
pub fn resolve(file: &FileId, named: &TermNames, typology: &Typology) -> Outcome<Vec<TermId>> {
    let mut diagnostics = Vec::new();
    let mut found: HashMap<TermId, Span> = HashMap::new();
    for (facet_name, terms) in &named.0 {
        let Some(facet) = typology.facet_named(&facet_name.value) else {
            diagnostics.push(
                Diagnostic::new(Code::UnknownFacet, format!("the typology has no facet `{}`", facet_name.value))
                    .at(file, facet_name.span, "not known")
                    .help_nearest(&facet_name.value, typology.facets.iter().map(|facet| facet.name.as_str()))
                    .note("facets are defined in evidence/typology.yaml"),
            );
            continue;
        };
        for term in terms {
            let Some(id) = typology.term_named(facet, &term.value) else {
                let known = typology.facet(facet).terms.iter().map(|term| term.name.as_str());
                let unknown = Diagnostic::new(
                    Code::UnknownTerm,
                    format!("the facet `{}` has no term `{}`", facet_name.value, term.value),
                )
                .at(file, term.span, "not known")
                .note("terms are defined in evidence/typology.yaml");
                let elsewhere = typology.facet_ids().find(|facet| typology.term_named(*facet, &term.value).is_some());
                diagnostics.push(match elsewhere {
                    Some(facet) => unknown.help(format!(
                        "`{}` is a term of the facet `{}`: name it there",
                        term.value,
                        typology.facet(facet).name
                    )),
                    None => unknown.help_nearest(&term.value, known),
                });
                continue;
            };
            if let Some(first) = found.insert(id, term.span) {
                diagnostics.push(
                    Diagnostic::new(Code::DuplicateTerm, format!("the page names the term `{}` twice", term.value))
                        .at(file, term.span, "again here")
                        .at(file, first, "first here")
                        .help("take one away"),
                );
            }
        }
    }
    let mut terms: Vec<TermId> = found.into_keys().collect();
    terms.sort();
    Outcome { value: terms, diagnostics }
}
