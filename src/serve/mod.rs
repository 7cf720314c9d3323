//! The dev server: the last hub that was whole, at an address of this machine, and news of changed files.

mod respond;
mod watch;

pub use respond::Server;
pub use watch::{Changes, watch};
