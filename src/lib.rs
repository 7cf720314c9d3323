//! Peel compiles a repository of evidence reviews, training and tools into a static knowledge-exchange hub.
//!
//! The modules stand in the order of the pipeline, lowest first; nothing points up.
#![deny(clippy::disallowed_methods, reason = "files, clock and environment come in through World")]

pub mod artifact;
pub mod cli;
pub mod diagnostic;
pub mod disk;
pub mod load;
pub mod model;
pub mod pipeline;
pub mod plan;
pub mod publish;
pub mod render;
pub mod resolve;
pub mod serve;
pub mod world;
pub mod yaml;
