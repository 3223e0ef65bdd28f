//! Markdown as sheets write it → trusted HTML and the plain text that the index uses.

mod balance;
mod dialect;
#[rustfmt::skip]
mod elements;
mod events;
mod remarks;
mod spans;
mod tags;

use std::borrow::Cow;

use crate::diagnostic::Code;
use crate::html::Html;

use self::remarks::Remarks;
use self::tags::{Piece, Pieces};

/// Stands where CommonMark must not see what it would see; a noncharacter of Unicode, made for such
/// use inside a program. It is in no result.
const MARK: char = '\u{FDD0}';

/// A rendered field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// What the page shows.
    pub html: Html,
    /// The same without tags: entities decoded, white space squeezed.
    pub plain: String,
}

/// A warning about a text; whoever rendered it knows the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its kind.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hints: Vec<String>,
}

/// Finds where a link inside the page leads: percent-decoded fragment → real fragment.
pub type Resolve<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Renders `markdown`.
#[must_use]
pub fn render(markdown: &str, resolve: Resolve) -> (Prose, Vec<Remark>) {
    let mut remarks = Remarks::default();
    let source = dialect::common_mark(markdown);
    if source.unclosed_fence {
        remarks.unclosed_fence();
    }
    let rendered = events::html(&source.text, resolve, &mut remarks);
    let html = if rendered.needs_balance {
        balance::balance(&rendered.html, &mut remarks)
    } else {
        rendered.html
    };
    let html = Html::trusted(html);
    let plain = plain_text(&html);
    (Prose { html, plain }, remarks.0)
}

/// HTML that the author wrote, with its tags balanced.
#[must_use]
pub fn balanced(html: &str) -> (Html, Vec<Remark>) {
    let mut remarks = Remarks::default();
    let html = balance::balance(html, &mut remarks);
    (Html::trusted(html), remarks.0)
}

/// What a reader sees of `html`: tags stripped, entities decoded, white space squeezed.
#[must_use]
pub fn plain_text(html: &Html) -> String {
    let mut text = String::with_capacity(html.as_str().len());
    let mut hidden = None;
    for piece in Pieces::new(html.as_str()) {
        match piece {
            Piece::Text(seen) if hidden.is_none() => text.push_str(seen),
            Piece::Start(tag) if hidden.is_none() => {
                let is_hidden = |name: &&&str| tag.name.eq_ignore_ascii_case(name);
                hidden = ["script", "style"].iter().find(is_hidden);
                text.push_str(gap(tag.name));
            }
            Piece::End(tag) => {
                hidden = hidden.filter(|name| !tag.name.eq_ignore_ascii_case(name));
                text.push_str(gap(tag.name));
            }
            _ => {}
        }
    }
    let text =
        if text.contains('&') { htmlize::unescape(&text) } else { Cow::Borrowed(text.as_str()) };
    squeezed(&text)
}

/// What a tag leaves between two words: nothing inside a line, a space otherwise.
fn gap(element: &str) -> &'static str {
    const BETWEEN: &[&str] = &["br", "caption", "img", "option", "td", "th", "tr"];
    let name = element.to_ascii_lowercase();
    let name = name.as_str();
    if BETWEEN.contains(&name) || elements::CLOSES_PARAGRAPH.contains(&name) { " " } else { "" }
}

fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}
