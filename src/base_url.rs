//! Where the output folder is served: a base URL → the addresses of what lies in it.

use std::fmt;
use std::str::FromStr;

use percent_encoding::utf8_percent_encode;

use crate::anchor::ESCAPED;
use crate::layout::{self, DOCUMENTS};

/// An `http` or `https` address of a folder; ends in a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// The address of `path`, one of the relative addresses below.
    #[must_use]
    pub fn to(&self, path: &str) -> String {
        format!("{self}{path}")
    }
}

/// The feed of the docset `name`, to which Dash and Zeal subscribe, in the output folder.
#[must_use]
pub fn feed(name: &str) -> String {
    format!("{}.xml", escape(name))
}

/// The archive of the docset `name` in the output folder.
#[must_use]
pub fn archive(name: &str) -> String {
    format!("{}.tgz", escape(name))
}

/// The sheet `name` as Markdown, for agents, in the output folder.
#[must_use]
pub fn markdown(name: &str) -> String {
    format!("{}.md", escape(name))
}

/// The documents of the docset `name` in the output folder; a page's path can be appended.
#[must_use]
pub fn documents(name: &str) -> String {
    format!("{}/{DOCUMENTS}/", layout::folder(&escape(name)))
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for BaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let schemes = ["https://", "http://"];
        let place = schemes.iter().find_map(|scheme| text.strip_prefix(scheme));
        let Some(place) = place else {
            return Err(format!("`{text}` is no web address; {EXAMPLE}"));
        };
        if place.is_empty() || place.starts_with(['/', ':', '?', '#']) {
            return Err(format!("`{text}` names no host; {EXAMPLE}"));
        }
        if let Some(letter) = place.chars().find(|&letter| !belongs(letter)) {
            return Err(format!(
                "`{text}` is no address of a folder: leave out `{}`, or write it as `{}`",
                letter.escape_debug(),
                escape(letter.encode_utf8(&mut [0; 4]))
            ));
        }
        Ok(Self(format!("{}/", text.trim_end_matches('/'))))
    }
}

const EXAMPLE: &str = "write it as in `https://example.org/docsets`";

/// Letters that a URL's path may hold (RFC 3986, section 3.3), and its host and port.
fn belongs(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~%!$&'()*+,;=:@/[]".contains(letter)
}

/// `text` as one component of a URL.
pub(crate) fn escape(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}
