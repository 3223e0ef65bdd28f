//! The `path` of an index row → the page it leads to and the place on it.
//!
//! Readers take the path for a relative URL: percent-escapes are decoded, `#` starts the fragment.
//! Dash puts metadata before it, `<dash_entry_name=…>`, which readers cut off.

use percent_encoding::percent_decode_str;

use crate::layout::DOCUMENTS;

/// Where an index row leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A page of the docset.
    Page {
        /// Path inside the bundle, decoded, without `.` and `..`; that of the documents themselves
        /// for a bare fragment.
        file: String,
        /// What follows the first `#`, as it is written.
        fragment: Option<&'a str>,
    },
    /// A page on the web.
    Remote,
    /// Something outside the docset.
    Outside,
}

/// What begins the metadata that Dash puts before a path or a fragment.
const METADATA: &str = "<dash_entry_";

/// Where the row with this `path` leads.
///
/// Zeal appends the path to that of the documents, whatever it begins with.
#[must_use]
pub fn target(path: &str) -> Target<'_> {
    let path = without_metadata(path);
    let (page, fragment) = match path.split_once('#') {
        Some((page, fragment)) => (page, Some(without_metadata(fragment))),
        None => (path, None),
    };
    if let Some(scheme) = scheme(page) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => Target::Remote,
            _ => Target::Outside,
        };
    }
    match inside(DOCUMENTS, page) {
        Some(file) => Target::Page { file, fragment },
        None => Target::Outside,
    }
}

/// The path inside the bundle that `address` has when it stands in the folder `folder`, decoded and
/// without `.` and `..`; `None` when it climbs out.
#[must_use]
pub fn inside(folder: &str, address: &str) -> Option<String> {
    let decoded = percent_decode_str(address).decode_utf8_lossy();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `path` without the metadata before it.
fn without_metadata(path: &str) -> &str {
    let mut rest = path;
    while rest.starts_with(METADATA) {
        match rest.split_once('>') {
            Some((_, after)) => rest = after,
            None => break,
        }
    }
    rest
}

/// The scheme of a URL (RFC 3986, section 3.1); a drive letter counts as one.
fn scheme(page: &str) -> Option<&str> {
    let (scheme, rest) = page.split_once(':')?;
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.bytes().all(letter)
        && (rest.starts_with(['/', '\\']) || scheme.eq_ignore_ascii_case("javascript"));
    is_scheme.then_some(scheme)
}

#[cfg(test)]
mod tests {
    use crate::bundle::target::{Target, target};
    use crate::layout::DOCUMENTS;

    fn page<'a>(page: &str, fragment: Option<&'a str>) -> Target<'a> {
        let slash = if page.is_empty() { "" } else { "/" };
        Target::Page { file: format!("{DOCUMENTS}{slash}{page}"), fragment }
    }

    #[test]
    fn rows_lead_where_readers_go() {
        let cases = [
            ("index.html", page("index.html", None)),
            ("index.html#//dash_ref/a%20b", page("index.html", Some("//dash_ref/a%20b"))),
            ("a%20b/./c.html#x#y", page("a b/c.html", Some("x#y"))),
            (
                "<dash_entry_name=a%20b><dash_entry_menuDescription=x>p.html#f",
                page("p.html", Some("f")),
            ),
            ("A::B.html", page("A::B.html", None)),
            ("a/../b.html", page("b.html", None)),
            ("https://example.org/a", Target::Remote),
            ("file:///etc/passwd", Target::Outside),
            ("C:/Windows", Target::Outside),
            ("/a.html#x", page("a.html", Some("x"))),
            ("//a//b.html", page("a/b.html", None)),
            ("a.html?b=c#x", page("a.html?b=c", Some("x"))),
            ("a.html#<dash_entry_name=b>x", page("a.html", Some("x"))),
            ("../Documents/a.html", page("a.html", None)),
            ("../../../../b.html", Target::Outside),
            ("a/%2e%2e/%2e%2e/../../../b.html", Target::Outside),
            ("#top", page("", Some("top"))),
            (
                "a/../../b.html",
                Target::Page { file: "Contents/Resources/b.html".to_owned(), fragment: None },
            ),
        ];
        for (path, expected) in cases {
            assert_eq!(target(path), expected, "{path}");
        }
    }
}
