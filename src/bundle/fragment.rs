//! The fragment of an address → the names of the element that readers look for, in their order.
//!
//! Source: the HTML standard ("scrolling to a fragment"), the URL standard ("fragment
//! percent-encode set"), Zeal (`docset.cpp`).

use std::borrow::Cow;

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
