//! A rendered field: HTML → the same HTML with its code in colours.

use std::borrow::Cow;
use std::ops::Range;

use crate::highlight::{Grammar, highlight};
use crate::html::Html;

/// A rendered field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// What the page shows.
    pub html: Html,
    /// The same without tags: entities decoded, white space squeezed.
    pub plain: String,
    /// The code blocks in `html` that have colours, which nobody needs but the page.
    pub code: Vec<CodeBlock>,
}

/// Code of a language that can be coloured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeBlock {
    /// Where it stands in the field's HTML, as bytes.
    pub place: Range<usize>,
    /// The code.
    pub text: String,
    /// How it is read.
    pub grammar: Grammar,
}

impl Prose {
    /// The HTML with its code in colours.
    #[must_use]
    pub fn coloured(&self) -> Cow<'_, Html> {
        if self.code.is_empty() {
            return Cow::Borrowed(&self.html);
        }
        let html = self.html.as_str();
        let mut coloured = String::with_capacity(html.len() * 2);
        let mut done = 0;
        for CodeBlock { place, text, grammar } in &self.code {
            coloured.push_str(&html[done..place.start]);
            coloured.push_str(highlight(text, *grammar).as_str());
            done = place.end;
        }
        coloured.push_str(&html[done..]);
        Cow::Owned(Html::trusted(coloured))
    }
}
