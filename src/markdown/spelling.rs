//! Marks, tags and targets → what they are by their spelling.

use std::sync::LazyLock;

use pulldown_cmark::{HeadingLevel, TagEnd};
use regex::Regex;

use crate::elements;

/// The element of a tag that has just one, and whether it is a block.
pub(super) fn element(tag: TagEnd) -> Option<(&'static str, bool)> {
    Some(match tag {
        TagEnd::Paragraph => ("p", true),
        TagEnd::Heading(level) => (heading(level), true),
        TagEnd::BlockQuote(_) => ("blockquote", true),
        TagEnd::Emphasis => ("em", false),
        TagEnd::Strong => ("strong", false),
        TagEnd::Strikethrough => ("del", false),
        TagEnd::Link => ("a", false),
        _ => return None,
    })
}

fn heading(level: HeadingLevel) -> &'static str {
    ["h1", "h2", "h3", "h4", "h5", "h6"][level as usize - 1]
}

/// Whether it is an identifier such as `__init__`, which programming languages write so, and no
/// emphasis such as `__Note__`.
pub(super) fn is_dunder(strong: &str) -> bool {
    let name = strong.strip_prefix("__").and_then(|rest| rest.strip_suffix("__"));
    name.is_some_and(|name| {
        let starts_big = name.starts_with(|first: char| first.is_ascii_uppercase());
        let is_capitalised =
            starts_big && name.contains(|letter: char| letter.is_ascii_lowercase());
        let mut letters = name.bytes();
        name.len() > 1
            && !is_capitalised
            && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == b'_')
    })
}

/// Whether it is a tag of a block or of a part of a table, beside which a break would be one too
/// many.
pub(super) fn is_block_tag(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name[..end].to_ascii_lowercase();
    elements::CLOSES_PARAGRAPH.contains(&name.as_str())
        || elements::TABLE_PARTS.iter().any(|part| part.0 == name)
}

/// A link's target with everything percent-encoded that cannot stand in one.
pub(super) fn href(target: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    percent_encoding::utf8_percent_encode(target, KEPT).to_string()
}

/// What in a text that stands in HTML looks like Markdown, and means nothing there.
pub(super) fn leftover(text: &str) -> Option<&str> {
    static MARKED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let parts = [
            r"\*\*[^*\s][^*]*\*\*",
            "`[^`]+`",
            r"\[[^\]]+\]\((?:https?://|#)[^()\s]+\)",
            r"\n *(?:[-*+]|1\.|#{1,6}) [^\s-].*",
        ];
        Regex::new(&parts.join("|")).ok()
    });
    MARKED.as_ref()?.find(text).map(|marked| marked.as_str().trim())
}
