//! The `path` of an index row → the page it leads to and the place on it.
//!
//! Readers take the path for a relative URL: percent-escapes are decoded, `#` starts the fragment.
//! Dash puts metadata before it, `<dash_entry_name=…>`, which readers cut off.

use percent_encoding::percent_decode_str;

/// Where an index row leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A page of the docset.
    Page {
        /// Path below the documents, decoded, without `.` and `..`; empty for a bare fragment.
        page: String,
        /// What follows the first `#`, as it is written.
        fragment: Option<&'a str>,
    },
    /// A page on the web.
    Remote,
    /// Something outside the docset.
    Outside,
}

/// What begins the metadata that Dash puts before a path.
const METADATA: &str = "<dash_entry_";

/// Where the row with this `path` leads.
#[must_use]
pub fn target(path: &str) -> Target<'_> {
    let path = without_metadata(path);
    let (page, fragment) = match path.split_once('#') {
        Some((page, fragment)) => (page, Some(fragment)),
        None => (path, None),
    };
    if let Some(scheme) = scheme(page) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => Target::Remote,
            _ => Target::Outside,
        };
    }
    let decoded = percent_decode_str(page).decode_utf8_lossy();
    match normal(&decoded) {
        Some(page) => Target::Page { page, fragment },
        None => Target::Outside,
    }
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

/// `path` without `.` and `..`; `None` when it is absolute or climbs out.
fn normal(path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let mut parts = Vec::new();
    for part in path.split('/') {
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

#[cfg(test)]
mod tests {
    use super::{Target, target};

    fn page<'a>(page: &str, fragment: Option<&'a str>) -> Target<'a> {
        Target::Page { page: page.to_owned(), fragment }
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
            ("/etc/passwd", Target::Outside),
            ("a/../../b.html", Target::Outside),
            ("a/%2e%2e/%2e%2e/b.html", Target::Outside),
            ("#top", page("", Some("top"))),
        ];
        for (path, expected) in cases {
            assert_eq!(target(path), expected, "{path}");
        }
    }
}
