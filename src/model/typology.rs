//! The typology: facets, each a tree of terms taken from a published scheme.

use crate::model::LocalText;

/// A facet, by its place in the typology.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacetId(pub u16);

/// A term, by its facet and its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId {
    /// The facet.
    pub facet: FacetId,
    /// The term's place among the facet's terms, broader ones before narrower ones.
    pub place: u16,
}

/// A term.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its name in front matter and addresses.
    pub name: String,
    /// What readers see.
    pub label: LocalText,
    /// What it means.
    pub definition: LocalText,
    /// Other words for it, acronyms among them.
    pub synonyms: Vec<String>,
    /// The scheme that it comes from, if other than the facet's.
    pub source: Option<String>,
    /// Its code in that scheme.
    pub code: Option<String>,
    /// The next broader term.
    pub broader: Option<TermId>,
}

/// A facet: one question that can be asked of any page.
#[derive(Debug, Clone)]
pub struct Facet {
    /// Its name in front matter and addresses.
    pub name: String,
    /// What readers see.
    pub label: LocalText,
    /// What it means.
    pub definition: LocalText,
    /// The published scheme that it comes from.
    pub source: Option<String>,
    /// Its terms, each before those narrower than it.
    pub terms: Vec<Term>,
}

/// All facets, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Typology {
    /// The facets.
    pub facets: Vec<Facet>,
}

impl Typology {
    /// A facet.
    pub fn facet(&self, id: FacetId) -> &Facet {
        &self.facets[usize::from(id.0)]
    }

    /// A term.
    pub fn term(&self, id: TermId) -> &Term {
        &self.facet(id.facet).terms[usize::from(id.place)]
    }

    /// The facet of this name.
    pub fn facet_named(&self, name: &str) -> Option<FacetId> {
        self.facet_ids().find(|id| self.facet(*id).name == name)
    }

    /// The term of this name in a facet.
    pub fn term_named(&self, facet: FacetId, name: &str) -> Option<TermId> {
        self.term_ids(facet).find(|id| self.term(*id).name == name)
    }

    /// Every facet.
    pub fn facet_ids(&self) -> impl Iterator<Item = FacetId> + use<> {
        (0..self.facets.len() as u16).map(FacetId)
    }

    /// Every term of a facet.
    pub fn term_ids(&self, facet: FacetId) -> impl Iterator<Item = TermId> + use<> {
        (0..self.facet(facet).terms.len() as u16).map(move |place| TermId { facet, place })
    }

    /// The term and every broader one, the term itself first.
    pub fn with_broader(&self, id: TermId) -> impl Iterator<Item = TermId> + '_ {
        std::iter::successors(Some(id), |id| self.term(*id).broader)
    }

    /// The terms one step narrower.
    pub fn narrower(&self, id: TermId) -> impl Iterator<Item = TermId> + '_ {
        self.term_ids(id.facet).filter(move |other| self.term(*other).broader == Some(id))
    }
}
