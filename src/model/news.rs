//! News items: dated, and old the day after. They say no more than every page does.

/// A news item.
#[derive(Debug, Clone, Copy)]
pub struct News;
