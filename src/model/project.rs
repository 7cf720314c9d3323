//! Projects: what the partners set out to find or make.

use crate::yaml::record;

record! {
    /// A project, all of it words.
    pub struct Project {
        /// What it is to bring forth.
        pub outputs: Vec<String>,
    }
}
