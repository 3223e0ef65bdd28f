//! `bundle`: what an index row shows of somebody else's page.

mod blocks;
mod writing;

use docsheet::bundle::{Page, plain};

/// The text of the block that `fragment` leads to, its lines joined by ` / `.
fn shown(page: &str, fragment: &str) -> String {
    let page = Page::read("a.html", page.as_bytes());
    let fragment = Some(fragment).filter(|fragment| !fragment.is_empty());
    match page.block(fragment) {
        Some(block) => plain(&block.parts()).lines().map(str::trim).collect::<Vec<_>>().join(" / "),
        None => "no such place".to_owned(),
    }
}
