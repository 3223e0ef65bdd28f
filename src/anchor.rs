//! The one spelling of an anchor: names → the bytes that page and index share.
//!
//! Zeal escapes the `%` of a `//dash_ref` fragment once more and the browser decodes once, so an
//! element is found only when its `id` holds the very bytes of the fragment, percent signs
//! included. Dash compares the raw fragment too. So an [`Anchor`] is one string, used for both.

use std::collections::HashMap;
use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The page of a cheat sheet, relative to `Contents/Resources/Documents`.
pub const PAGE: &str = "index.html";

/// Everything but RFC 3986's unreserved characters is escaped.
pub(crate) const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where a category or an entry stands on the page. Only [`Anchors`] makes one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    full: String,
    place: Option<usize>,
}

impl Anchor {
    /// The element's `id` and the fragment that leads there: the same bytes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.full
    }

    /// A second, short `id` inside the element of an entry, for the many links within the page.
    #[must_use]
    pub fn short(&self) -> Option<String> {
        self.place.map(|place| format!("~{place}"))
    }

    /// The fragment that leads here from within the page.
    #[must_use]
    pub fn link(&self) -> String {
        self.short().unwrap_or_else(|| self.full.clone())
    }

    /// The `path` of an index row that leads here.
    #[must_use]
    pub fn row_path(&self) -> String {
        format!("{PAGE}#{}", self.full)
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.full)
    }
}

/// Gives out the anchors of one page, each only once.
#[derive(Debug, Default)]
pub struct Anchors {
    /// Each anchor that was asked for or given out, with how often it was asked for.
    asked: HashMap<String, usize>,
    /// How many entries have theirs.
    entries: usize,
}

impl Anchors {
    /// The anchor of a category, in the form that makes Dash show it as a section.
    pub fn category(&mut self, id: &str) -> Anchor {
        let full = self.distinct(|repeat| format!("//dash_ref{repeat}/Category/{}/1", escape(id)));
        Anchor { full, place: None }
    }

    /// The anchor of an entry called `name` in the category `category`.
    pub fn entry(&mut self, category: &str, name: &str) -> Anchor {
        let (category, name) = (escape(category), escape(name));
        let full = self.distinct(|repeat| format!("//dash_ref_{category}{repeat}/Entry/{name}/0"));
        self.entries += 1;
        Anchor { full, place: Some(self.entries) }
    }

    /// Dash shows the name part, so a repeat is counted in the part before it.
    fn distinct(&mut self, spell: impl Fn(String) -> String) -> String {
        let plain = spell(String::new());
        let mut anchor = plain.clone();
        while self.asked.contains_key(&anchor) {
            let asked = self.asked.entry(plain.clone()).or_default();
            *asked += 1;
            anchor = spell(format!("~{asked}"));
        }
        self.asked.insert(anchor.clone(), 1);
        anchor
    }
}

/// What the anchor of an entry says: its category and its own name. `None` for any other fragment.
///
/// ```
/// let parts = docsheet::anchor::parts("//dash_ref_4xx/Entry/486%20Busy%20Here/0");
/// assert_eq!(parts, Some(("4xx".into(), "486 Busy Here".into())));
/// ```
#[must_use]
pub fn parts(fragment: &str) -> Option<(String, String)> {
    let (category, name) = fragment.strip_prefix("//dash_ref_")?.split_once("/Entry/")?;
    let name = name.strip_suffix("/0")?;
    let text = |part: &str| percent_decode_str(part).decode_utf8_lossy().into_owned();
    let category = match category.rsplit_once('~') {
        Some((first, repeat)) if repeat.bytes().all(|byte| byte.is_ascii_digit()) => first,
        _ => category,
    };
    Some((text(category), text(name)))
}

fn escape(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}
