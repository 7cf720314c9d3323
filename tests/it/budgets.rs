//! Budgets: what a reader's line and device are asked for. Lowering one is free; raising one is a line that someone signs.

use crate::site::site;

/// The style sheet, in bytes.
const STYLE_BYTES_MAX: usize = 22_000;
/// What is around the text of a page, in bytes: head, menus, foot.
const CHROME_BYTES_MAX: usize = 9_000;
/// The largest page of the hub, in bytes: a review with a table of a hundred rows, or the A to Z.
const PAGE_BYTES_MAX: usize = 100_000;
/// The home page, in bytes.
const HOME_BYTES_MAX: usize = 45_000;

#[test]
fn the_style_sheet_is_small() {
    let (path, bytes) = site().files.iter().find(|(path, _)| path.ends_with(".css")).unwrap();
    assert!(bytes.len() <= STYLE_BYTES_MAX, "{path} has {} bytes", bytes.len());
}

#[test]
fn pages_are_small() {
    let pages = site().files.iter().filter(|(path, _)| path.ends_with(".html"));
    let (path, bytes) = pages.max_by_key(|(_, bytes)| bytes.len()).unwrap();
    assert!(bytes.len() <= PAGE_BYTES_MAX, "{path} has {} bytes", bytes.len());
    let home = site().files["index.html"].len();
    assert!(home <= HOME_BYTES_MAX, "the home page has {home} bytes");
}

#[test]
fn what_is_around_the_text_is_small() {
    // The page for lost addresses is next to nothing else.
    let lost = site().files["404.html"].len();
    assert!(lost <= CHROME_BYTES_MAX, "the empty page has {lost} bytes");
}
