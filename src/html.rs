//! Trusted HTML as a type: what is not `Html` is escaped by the templates.

use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Template};

/// HTML that docsheet made, or that the author wrote as HTML and docsheet balanced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Html(String);

impl Html {
    /// Takes `html` as it is. Whoever calls this answers for its being well formed.
    #[must_use]
    pub fn trusted(html: impl Into<String>) -> Self {
        Self(html.into())
    }

    /// Text as HTML that shows exactly this text.
    #[must_use]
    pub fn escaped(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                _ => html.push(letter),
            }
        }
        Self(html)
    }

    /// The HTML source.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no HTML at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A filled-in template.
pub(crate) fn filled(template: &impl Template) -> String {
    let mut text = String::new();
    let written = template.render_into(&mut text);
    debug_assert!(written.is_ok(), "a string takes all that is written");
    text
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

impl FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}
