//! Any other page: about, accessibility, how to read the numbers. It says no more than every page does.

/// A page that is nothing in particular.
#[derive(Debug, Clone, Copy)]
pub struct Page;
