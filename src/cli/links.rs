//! A hit → the address of its page for a browser.

use std::fmt::Write as _;
use std::path::Path;

use docsheet::bundle::{Target, target};
use docsheet::files;
use docsheet::search::Shelved;
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a URL cannot hold as it is (RFC 3986); percent signs are left alone in fragments.
const IN_FRAGMENT: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'\\').add(b'^').add(b'|');
const IN_PATH: &AsciiSet = &IN_FRAGMENT.add(b'%').add(b'#').add(b'?').add(b'{').add(b'}');

/// The address of the page and the place on it; `None` when it is outside the docset.
pub(super) fn url(docset: &Shelved, path: &str) -> Option<String> {
    let (file, fragment) = match target(path) {
        Target::Page { file, fragment } => (file, fragment),
        Target::Remote => return Some(path.to_owned()),
        Target::Outside => return None,
    };
    let root = files::real_path(&docset.path).ok()?;
    let file = root.join(Path::new(&file));
    let file = file.to_string_lossy().replace('\\', "/");
    let slash = if file.starts_with('/') { "" } else { "/" };
    let mut url = format!("file://{slash}{}", utf8_percent_encode(&file, IN_PATH));
    if let Some(fragment) = fragment {
        // Writing to a string cannot fail.
        let _ = write!(url, "#{}", utf8_percent_encode(fragment, IN_FRAGMENT));
    }
    Some(url)
}

/// A text as a part of a URL.
pub(super) fn escaped(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
