//! Partners: forces, universities and companies.

use crate::yaml::{record, words};

words! {
    /// What a partner is.
    pub enum Role {
        /// A police force.
        PoliceForce = "police-force",
        /// A university.
        University = "university",
        /// A company or sector body.
        Company = "company",
    }
}

record! {
    /// A partner.
    pub struct Partner {
        /// What it is.
        pub role: Role,
        /// Whether it leads the collaboration.
        pub lead: Option<bool>,
    }
}
