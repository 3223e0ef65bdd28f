//! `bundle`: what an index row shows of somebody else's page.

mod blocks;
mod writing;

use docsheet::bundle::tags::{self, Syntax, Token};
use docsheet::bundle::{Page, plain};

#[test]
fn of_many_attributes_with_one_name_the_first_is_kept() {
    let (mut count, mut first) = (0, String::new());
    let page = format!("<p {} a=z><b c>", "a=x a=y b=1 ".repeat(5_000));
    tags::read(&page, Syntax::Html, &mut |token| {
        let Token::Start(tag) = token else { return };
        count += tag.attributes.len();
        first += tag.get("a").or(tag.get("c")).unwrap_or("none");
    });
    assert_eq!(first, "x");
    assert!(count < 50, "{count}");
}

/// The text of the block that `fragment` leads to, its lines joined by ` / `.
fn shown(page: &str, fragment: &str) -> String {
    let page = Page::read("a.html", page.as_bytes());
    let fragment = Some(fragment).filter(|fragment| !fragment.is_empty());
    match page.block(fragment) {
        Some(block) => plain(&block.parts()).lines().map(str::trim).collect::<Vec<_>>().join(" / "),
        None => "no such place".to_owned(),
    }
}
