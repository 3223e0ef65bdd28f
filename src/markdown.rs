//! Markdown as sheets write it → trusted HTML and the plain text that the index uses.

use crate::diagnostic::Code;
use crate::html::Html;

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
pub fn render(markdown: &str, _resolve: Resolve) -> (Prose, Vec<Remark>) {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(markdown));
    let html = Html::trusted(html);
    let plain = plain_text(&html);
    (Prose { html, plain }, Vec::new())
}

/// HTML that the author wrote, with its tags balanced.
#[must_use]
pub fn balanced(html: &str) -> (Html, Vec<Remark>) {
    (Html::trusted(html), Vec::new())
}

/// What a reader sees of `html`: tags stripped, entities decoded, white space squeezed.
#[must_use]
pub fn plain_text(html: &Html) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for letter in html.as_str().chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => plain.push(letter),
            _ => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
