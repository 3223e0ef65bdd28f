//! A page and a fragment → the part of the page that is the entry.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use percent_encoding::percent_decode_str;

/// Most bytes of an entry; what is longer is no entry but a chapter.
const LIMIT: usize = 64 << 10;
/// Elements that never have content.
const EMPTY: &[&str] = &["area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"];

/// Elements that end where the next one of their kind begins.
const OPEN_ENDED: &[&str] = &["p", "li", "dt", "dd", "tr", "td", "th", "tbody", "option"];

/// A start or an end tag.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) is_end: bool,
    /// Where it stands, its brackets included.
    pub(super) place: Range<usize>,
    pub(super) class: String,
    /// Its `id`, or the `name` of an `a`.
    anchor: Option<String>,
}

impl Tag {
    /// Whether it is the tag of an element that needs no end tag.
    pub(super) fn closes_itself(&self) -> bool {
        EMPTY.contains(&self.name.as_str()) || OPEN_ENDED.contains(&self.name.as_str())
    }

    /// Whether it starts or ends a heading.
    pub(super) fn is_heading(&self) -> bool {
        matches!(self.name.as_bytes(), [b'h', b'1'..=b'6'])
    }

    /// The level of the heading that it starts, as a digit.
    fn level(&self) -> Option<u8> {
        (self.is_heading() && !self.is_end).then(|| self.name.as_bytes()[1])
    }
}

/// An entry as HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Excerpt<'a> {
    /// The element and what is in it.
    pub(super) html: &'a str,
    /// When it is the row of a table: the HTML of the headings above its cells.
    pub(super) headings: Vec<&'a str>,
}

/// The part of `page` that `fragment` leads to, the whole page without one, cut at a limit;
/// `None` when it leads nowhere.
pub(super) fn excerpt<'a>(page: &'a str, fragment: Option<&str>) -> Option<Excerpt<'a>> {
    let tags = tags(page);
    let mut headings = Vec::new();
    let range = match fragment.filter(|fragment| !fragment.is_empty()) {
        Some(fragment) => {
            let decoded = percent_decode_str(fragment).decode_utf8_lossy();
            let anchored =
                |wanted: &str| tags.iter().position(|tag| tag.anchor.as_deref() == Some(wanted));
            let at = anchored(fragment).or_else(|| anchored(&decoded))?;
            if tags[at].name == "tr" {
                headings = headings_above(page, &tags[..at]);
            }
            tags[at].place.start..end(&tags, at, page.len())
        }
        None => 0..page.len(),
    };
    let longest = range.start + LIMIT;
    let cut = if range.end > longest {
        let before = tags.iter().map(|tag| tag.place.start).take_while(|start| *start <= longest);
        before.last().unwrap_or(range.start)
    } else {
        range.end
    };
    Some(Excerpt { html: page.get(range.start..cut)?, headings })
}

/// The headings of the table whose row comes after the tags `before`.
fn headings_above<'a>(page: &'a str, before: &[Tag]) -> Vec<&'a str> {
    let start = before.iter().rposition(|tag| tag.name == "table" && !tag.is_end);
    let in_table = &before[start.unwrap_or(before.len())..];
    let first_row = in_table.iter().take_while(|tag| !(tag.name == "tr" && tag.is_end));
    let cells: Vec<_> = first_row.filter(|tag| tag.name == "th").collect();
    let pairs = cells.windows(2).filter(|pair| !pair[0].is_end && pair[1].is_end);
    pairs.filter_map(|pair| page.get(pair[0].place.end..pair[1].place.start)).collect()
}

/// Where the entry ends that starts with the tag `at`.
fn end(tags: &[Tag], at: usize, length: usize) -> usize {
    let own = &tags[at];
    let after = &tags[at + 1..];
    if let Some(level) = own.level() {
        let next = after.iter().find(|tag| tag.level().is_some_and(|other| other <= level));
        return next.map_or(length, |tag| tag.place.start);
    }
    match own.name.as_str() {
        "dt" => end_of_term(after, length),
        "a" => end_of_anchor(after, length),
        name if EMPTY.contains(&name) => end_of_anchor(after, length),
        name => end_of_element(name, after, length),
    }
}

/// A term goes with its description, up to the next term.
fn end_of_term(after: &[Tag], length: usize) -> usize {
    let mut depth = 0_usize;
    for tag in after {
        match (tag.name.as_str(), tag.is_end) {
            ("dt", false) | ("dl", true) if depth == 0 => return tag.place.start,
            ("dl", false) => depth += 1,
            ("dl", true) => depth -= 1,
            _ => {}
        }
    }
    length
}

/// An anchor stands before what it is the anchor of, up to the next one or the second heading.
fn end_of_anchor(after: &[Tag], length: usize) -> usize {
    let mut headings = after.iter().filter(|tag| tag.level().is_some());
    let second = headings.nth(1).map(|tag| tag.place.start);
    let anchored = after.iter().find(|tag| tag.anchor.is_some() && tag.level().is_none());
    let next = anchored.map(|tag| tag.place.start);
    next.into_iter().chain(second).min().unwrap_or(length)
}

fn end_of_element(name: &str, after: &[Tag], length: usize) -> usize {
    let mut depth = 0_usize;
    for tag in after.iter().filter(|tag| tag.name == name) {
        match (tag.is_end, depth) {
            (true, 0) => return tag.place.end,
            (true, _) => depth -= 1,
            (false, _) => depth += 1,
        }
    }
    length
}

/// All tags of `page`, in order.
pub(super) fn tags(page: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut is_open = false;
    let mut attribute = Vec::new();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent, span: Span<usize>| {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                is_open = true;
                tags.push(Tag { name: text(name), place: span.start..span.end, ..Tag::default() });
            }
            CallbackEvent::AttributeName { name } => attribute = name.to_vec(),
            CallbackEvent::AttributeValue { value } if is_open => {
                if let Some(tag) = tags.last_mut() {
                    match attribute.as_slice() {
                        b"id" => tag.anchor = Some(text(value)),
                        b"name" if tag.name == "a" => tag.anchor = Some(text(value)),
                        b"class" => tag.class = text(value),
                        _ => {}
                    }
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                is_open = false;
                if let Some(tag) = tags.last_mut() {
                    tag.place.end = span.end;
                }
            }
            CallbackEvent::EndTag { name } => tags.push(Tag {
                name: text(name),
                is_end: true,
                place: span.start..span.end,
                ..Tag::default()
            }),
            _ => {}
        }
        None::<Infallible>
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(page, emitter).finish();
    tags
}

#[cfg(test)]
mod tests {
    use super::{excerpt, tags};

    #[test]
    fn tags_know_where_they_stand() {
        let page =
            "<!DOCTYPE html>ü<p id='a' class=b>x &amp; y</p ><br/>\n<script>'<b>'</script><i>";
        let found: Vec<_> = tags(page).into_iter().map(|tag| &page[tag.place]).collect();
        assert_eq!(found, ["<p id='a' class=b>", "</p >", "<br/>", "<script>", "</script>", "<i>"]);
    }

    #[test]
    fn entries_are_cut_out_whole() {
        let cases = [
            ("<p id=a>x<p id=b>y", "b", "<p id=b>y"),
            ("<div id=a><div>x</div>y</div>z", "a", "<div id=a><div>x</div>y</div>"),
            ("<h2 id=a>A</h2>x<h3>B</h3>y<h2>C</h2>", "a", "<h2 id=a>A</h2>x<h3>B</h3>y"),
            ("<dl><dt id=a>A<dd>x<dl><dt>i</dl><dt>B</dl>", "a", "<dt id=a>A<dd>x<dl><dt>i</dl>"),
            ("<a name='a'></a><h2>A</h2>x<a name=b></a>y", "a", "<a name='a'></a><h2>A</h2>x"),
            ("<tr id='%20'><td>x</td></tr><tr>", "%20", "<tr id='%20'><td>x</td></tr>"),
            ("<p id='a b'>x</p>", "a%20b", "<p id='a b'>x</p>"),
        ];
        for (page, fragment, expected) in cases {
            let found = excerpt(page, Some(fragment)).map(|excerpt| excerpt.html);
            assert_eq!(found, Some(expected), "{page}");
        }
        let table = "<table><tr><th>A</th><th><b>B</b></th></tr><tr id=x><td>1<td>2</table>";
        assert_eq!(excerpt(table, Some("x")).unwrap().headings, ["A", "<b>B</b>"]);
        assert_eq!(excerpt("<p>x", None).unwrap().html, "<p>x");
        assert_eq!(excerpt("<p>x", Some("gone")), None);
    }
}
