//! Finished HTML → the same HTML, fit for any width of window.
//!
//! Code and tables that are wide scroll where they stand, and the keyboard reaches them by a
//! `tabindex`. Code in a line is never broken, but for long code at its blanks.

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::html::Html;

/// Longest line of a code block that shows whole in the narrowest window, in columns.
const NARROW: usize = 32;

/// Longest code that is kept in one line, in columns.
const WHOLE: usize = 24;

/// Elements whose text is no text of the page.
const RAW: &[&str] = &["script", "style", "textarea"];

/// `html` with wide code and wide tables made to scroll.
pub(super) fn fit(whole: Cow<Html>) -> Cow<Html> {
    let html = whole.as_str();
    if !["<code", "<pre", "<table"].iter().any(|tag| html.contains(tag)) {
        return whole;
    }
    let tags = tags(html);
    let mut fitted = String::with_capacity(html.len() + html.len() / 8);
    let mut done = 0;
    let mut nested = 0_usize;
    let mut block = 0;
    for (at, tag) in tags.iter().enumerate() {
        let inside = tag.place.end..end(&tags, at);
        match (tag.name, tag.is_end) {
            ("table", false) => {
                if nested == 0 && is_wide(&html[inside]) {
                    fitted.push_str(&html[done..tag.place.start]);
                    fitted.push_str("<div class=\"scroller\" tabindex=\"0\">");
                    done = tag.place.start;
                    nested = 1;
                } else if nested > 0 {
                    nested += 1;
                }
            }
            ("table", true) if nested > 0 => {
                nested -= 1;
                if nested == 0 {
                    fitted.push_str(&html[done..tag.place.end]);
                    fitted.push_str("</div>");
                    done = tag.place.end;
                }
            }
            ("pre", false) => {
                block = inside.end;
                let own = &html[tag.place.clone()];
                let lines = html[inside].lines().map(width);
                if lines.max().unwrap_or_default() > NARROW && !own.contains("tabindex") {
                    fitted.push_str(&html[done..tag.place.end - 1]);
                    fitted.push_str(" tabindex=\"0\">");
                    done = tag.place.end;
                }
            }
            ("code", false) if tag.place.start >= block && width(&html[inside.clone()]) > WHOLE => {
                fitted.push_str(&html[done..tag.place.end]);
                fitted.push_str(&breakable(&html[inside.clone()]));
                done = inside.end;
            }
            _ => {}
        }
    }
    fitted.push_str(&html[done..]);
    Cow::Owned(Html::trusted(fitted))
}

/// Code as HTML that breaks at its blanks only, and only when it is long.
pub(super) fn code(text: &str) -> Html {
    let html = Html::escaped(text);
    if text.width() > WHOLE { Html::trusted(breakable(html.as_str())) } else { html }
}

/// The widest part of `text` that is kept in one line, in columns.
pub(super) fn widest_part(text: &str) -> usize {
    let width = text.lines().map(UnicodeWidthStr::width).max().unwrap_or_default();
    if width > WHOLE { widest_word(text) } else { width }
}

/// The widest word of `text`, in columns.
pub(super) fn widest_word(text: &str) -> usize {
    text.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or_default()
}

/// The widest part of the code in `html` that is kept in one line, in columns.
pub(super) fn widest_code(html: &Html) -> usize {
    let html = html.as_str();
    if !html.contains("<code") {
        return 0;
    }
    let tags = tags(html);
    let mut block = 0;
    let mut widest = 0;
    for (at, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.is_end) {
        let inside = tag.place.end..end(&tags, at);
        match tag.name {
            "pre" => block = inside.end,
            "code" if tag.place.start >= block => {
                widest = widest.max(widest_part(&text(&html[inside])));
            }
            _ => {}
        }
    }
    widest
}

fn breakable(html: &str) -> String {
    let mut in_tag = false;
    let mut broken = String::with_capacity(html.len() + 16);
    let mut letters = html.chars().peekable();
    while let Some(letter) = letters.next() {
        in_tag = (in_tag || letter == '<') && letter != '>';
        broken.push(letter);
        let ends_blank = letters.peek().is_some_and(|next| !next.is_whitespace());
        if letter.is_whitespace() && !in_tag && ends_blank {
            broken.push_str("<wbr>");
        }
    }
    broken
}

/// Whether a table may be too wide for the narrowest window.
fn is_wide(table: &str) -> bool {
    let rows = table.split("<tr").map(|row| {
        let cells = row.split("<td").flat_map(|cell| cell.split("<th"));
        cells.map(|cell| width(cell) + 3).sum::<usize>()
    });
    rows.max().unwrap_or_default() > NARROW
}

/// How many columns the text of `html` takes.
fn width(html: &str) -> usize {
    text(html).width()
}

/// The text of `html`, a letter for each character reference.
fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(letter) = rest.chars().next() {
        let end = match letter {
            '<' => rest.find('>'),
            '&' => rest.find(';').filter(|end| *end <= 10),
            _ => None,
        };
        if letter != '<' {
            text.push(letter);
        }
        rest = &rest[end.map_or(letter.len_utf8(), |end| end + 1)..];
    }
    text
}

/// A tag of well-formed HTML.
struct Tag<'a> {
    name: &'a str,
    is_end: bool,
    /// Where it stands, its brackets included.
    place: Range<usize>,
}

/// Where the element of the tag `at` has its end tag, or else where all ends.
fn end(tags: &[Tag], at: usize) -> usize {
    let mut depth = 0_usize;
    for tag in tags[at + 1..].iter().filter(|tag| tag.name == tags[at].name) {
        match (tag.is_end, depth) {
            (true, 0) => return tag.place.start,
            (true, _) => depth -= 1,
            (false, _) => depth += 1,
        }
    }
    tags.last().map_or(0, |tag| tag.place.end)
}

/// The tags of `code`, `pre` and `table`.
fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|start| at + start) {
        let rest = &html[start + 1..];
        if rest.starts_with("!--") {
            at = html[start..].find("-->").map_or(html.len(), |end| start + end + 3);
            continue;
        }
        let is_end = rest.starts_with('/');
        let name = rest[usize::from(is_end)..].split(|letter: char| !letter.is_alphanumeric());
        let name = name.into_iter().next().unwrap_or_default();
        at = start + 1 + tag_length(rest);
        if !is_end && RAW.contains(&name) {
            at = html[at..].find(&format!("</{name}")).map_or(html.len(), |end| at + end);
        } else if ["code", "pre", "table"].contains(&name) {
            tags.push(Tag { name, is_end, place: start..at });
        }
    }
    tags
}

/// How long a tag is after its `<`: a `>` between quotes does not end it.
fn tag_length(tag: &str) -> usize {
    let mut quote = None;
    for (at, letter) in tag.char_indices() {
        match (quote, letter) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    tag.len()
}
