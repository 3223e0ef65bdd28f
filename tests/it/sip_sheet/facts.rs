//! The notes of an entry → its paragraph and its facts.

use std::sync::LazyLock;

use docsheet::markdown;
use docsheet::sheet::Entry;
use regex::Regex;

/// A bullet of a facts list.
#[derive(Debug)]
pub(super) struct Fact {
    /// Without its colon.
    pub(super) label: String,
    /// What a reader sees after the label.
    pub(super) text: String,
    /// Text and target of each link.
    pub(super) links: Vec<(String, String)>,
}

static ITEM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)<li><strong>(.*?):</strong>(.*?)</li>").unwrap());
static LINK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?s)<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>"#).unwrap());

/// The facts of an entry, in page order.
pub(super) fn of(entry: &Entry) -> Vec<Fact> {
    let html = entry.notes.as_ref().map_or("", |notes| notes.html.as_str());
    ITEM.captures_iter(html)
        .map(|item| Fact { label: plain(&item[1]), text: plain(&item[2]), links: links(&item[2]) })
        .collect()
}

/// What stands before the facts.
pub(super) fn paragraph(entry: &Entry) -> String {
    let html = entry.notes.as_ref().map_or("", |notes| notes.html.as_str());
    plain(html.split("<ul").next().unwrap_or_default())
}

/// Text and target of each link in `html`.
pub(super) fn links(html: &str) -> Vec<(String, String)> {
    let links = LINK.captures_iter(html);
    links.map(|link| (plain(&link[2]), unescape(&link[1]))).collect()
}

/// `RFC 3261 §21.4.24` for every link of a fact; a bare `§6` belongs to the RFC before it.
pub(super) fn sections(fact: &Fact) -> Vec<String> {
    let mut rfc = String::new();
    let texts = fact.links.iter().map(|(text, _)| text);
    texts
        .map(|text| match text.strip_prefix("RFC ") {
            Some(number) => {
                rfc = format!("RFC {}", number.split(' ').next().unwrap_or_default());
                text.clone()
            }
            None => format!("{rfc} {text}"),
        })
        .collect()
}

/// `text` without what stands in parentheses.
pub(super) fn without_notes(text: &str) -> String {
    let mut depth = 0;
    let mut kept = String::new();
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    plain(&kept).replace(" ,", ",").replace(" ;", ";")
}

pub(super) fn plain(html: &str) -> String {
    markdown::read_html(html).plain
}

fn unescape(attribute: &str) -> String {
    plain(&attribute.replace("&amp;", "&"))
}
