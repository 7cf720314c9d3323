//! `evidence/typology.yaml`: facets and their trees of terms, laid flat with each term before those narrower than it.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, FileId, Outcome, Sourced, Span};
use crate::model::{Facet, FacetId, LocalText, Term, TermId, Typology, is_slug};
use crate::yaml::schema::Schema;
use crate::yaml::{FromYaml, Mapping, Node, Reader, record};

record! {
    /// The file.
    struct File {
        /// The facets by their names.
        facets: Mapping<FacetAsWritten>,
    }
}

record! {
    /// A facet as written.
    struct FacetAsWritten {
        /// What readers see.
        label: LocalText,
        /// What it means.
        definition: LocalText,
        /// The published scheme that it comes from.
        source: Option<String>,
        /// Its terms by their names.
        terms: Terms,
    }
}

record! {
    /// A term as written.
    struct TermAsWritten {
        /// What readers see.
        label: LocalText,
        /// What it means.
        definition: LocalText,
        /// Other words for it, acronyms among them.
        synonyms: Vec<String>,
        /// The scheme that it comes from, if other than the facet's.
        source: Option<String>,
        /// Its code in that scheme.
        code: Option<String>,
        /// Narrower terms by their names.
        narrower: Terms,
    }
}

/// Terms by their names. A type of its own because terms hold terms, and a schema that repeats itself would never end.
#[derive(Debug, Clone)]
struct Terms(Mapping<TermAsWritten>);

impl FromYaml for Terms {
    fn from_yaml(node: &Node, reader: &mut Reader) -> Option<Self> {
        Mapping::from_yaml(node, reader).map(Terms)
    }

    fn absent() -> Option<Self> {
        Some(Terms(Mapping(Vec::new())))
    }

    fn schema() -> Schema {
        Schema::of_type("object")
    }
}

/// Reads the typology.
pub fn load(file: &FileId, text: &str) -> Outcome<Option<Typology>> {
    let read = super::whole_yaml::<File>(file, text);
    let mut diagnostics = read.diagnostics;
    let value = read.value.map(|written| {
        let mut typology = Typology::default();
        for (name, facet) in written.facets.0 {
            check_name(file, &name, &mut diagnostics);
            let id = FacetId(typology.facets.len() as u16);
            let mut flat = Flat { file, facet: id, terms: Vec::new(), names: HashMap::new(), diagnostics: Vec::new() };
            flat.add(facet.terms, None);
            diagnostics.extend(flat.diagnostics);
            typology.facets.push(Facet {
                name: name.value,
                label: facet.label,
                definition: facet.definition,
                source: facet.source,
                terms: flat.terms,
            });
        }
        typology
    });
    Outcome { value, diagnostics }
}

fn check_name(file: &FileId, name: &Sourced<String>, diagnostics: &mut Vec<Diagnostic>) {
    if !is_slug(&name.value) {
        diagnostics.push(
            Diagnostic::new(Code::BadName, format!("`{}` cannot be an address", name.value))
                .at(file, name.span, "")
                .help("use lower-case letters, digits and single hyphens"),
        );
    }
}

struct Flat<'f> {
    file: &'f FileId,
    facet: FacetId,
    terms: Vec<Term>,
    names: HashMap<String, Span>,
    diagnostics: Vec<Diagnostic>,
}

impl Flat<'_> {
    fn add(&mut self, terms: Terms, broader: Option<TermId>) {
        for (name, term) in terms.0.0 {
            check_name(self.file, &name, &mut self.diagnostics);
            if let Some(first) = self.names.insert(name.value.clone(), name.span) {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicateTerm,
                        format!("the term `{}` stands twice in its facet", name.value),
                    )
                    .at(self.file, name.span, "again here")
                    .at(self.file, first, "first here")
                    .help("keep one, where it belongs"),
                );
                // Made twice, its page would collide with itself.
                self.add(term.narrower, broader);
                continue;
            }
            let id = TermId { facet: self.facet, place: self.terms.len() as u16 };
            self.terms.push(Term {
                name: name.value,
                label: term.label,
                definition: term.definition,
                synonyms: term.synonyms,
                source: term.source,
                code: term.code,
                broader,
            });
            self.add(term.narrower, Some(id));
        }
    }
}

/// The JSON Schema of the file.
pub fn schema() -> serde_json::Value {
    File::schema().into_json()
}
