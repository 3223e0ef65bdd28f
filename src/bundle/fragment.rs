//! The fragment of an address → the names of the element that readers look for, in their order,
//! and the places of a page that have such names.
//!
//! Source: the HTML standard ("scrolling to a fragment"), the URL standard ("fragment
//! percent-encode set"), Zeal (`docset.cpp`).

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What a browser escapes in a fragment before it looks for anything.
const ESCAPED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');
/// The same where `%` means itself.
const ESCAPED_TOO: &AsciiSet = &ESCAPED.add(b'%');
/// How the fragments begin that Zeal hands on in a form of their own.
const DASH_ANCHORS: &[&str] = &["//apple_ref", "//dash_ref"];

/// What a browser looks for: the fragment as an address holds it, then decoded.
#[must_use]
pub fn names_in_browser(fragment: &str) -> [Cow<'_, str>; 2] {
    let fragment = fragment.split(":~:").next().unwrap_or_default();
    let decoded = percent_decode_str(fragment).decode_utf8_lossy();
    [utf8_percent_encode(fragment, ESCAPED).into(), decoded]
}

/// What Zeal looks for: it takes what stands between the first and the second `#`, and escapes the
/// `%` of Dash's own anchors once more, so that its browser decodes them to the very bytes.
#[must_use]
pub fn names_in_zeal(fragment: &str) -> [Cow<'_, str>; 2] {
    let fragment = fragment.split('#').next().unwrap_or_default();
    if DASH_ANCHORS.iter().any(|start| fragment.starts_with(start)) {
        return [utf8_percent_encode(fragment, ESCAPED_TOO).into(), Cow::Borrowed(fragment)];
    }
    names_in_browser(fragment)
}

/// The names on a page, each with its first place: as hashes, since a page can have a million.
#[derive(Debug, Default)]
pub struct Anchors(Vec<(u64, u32)>);

impl Anchors {
    /// Adds a name; looking for any needs [`Anchors::sort`] first.
    pub fn add(&mut self, name: &str, place: usize) {
        self.0.push((hash(name), u32::try_from(place).unwrap_or(u32::MAX)));
    }

    /// Makes the names fit to be looked for.
    pub fn sort(&mut self) {
        self.0.sort_unstable();
        self.0.dedup_by_key(|(name, _)| *name);
    }

    /// The first place that has one of `names`, asked in their order.
    #[must_use]
    pub fn find(&self, names: &[Cow<str>]) -> Option<usize> {
        names.iter().find_map(|name| {
            let at = self.0.binary_search_by_key(&hash(name), |(name, _)| *name).ok()?;
            Some(self.0[at].1 as usize)
        })
    }

    /// Where names stand first.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|(_, place)| *place as usize)
    }
}

/// A number that stands for a value.
pub(crate) fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
