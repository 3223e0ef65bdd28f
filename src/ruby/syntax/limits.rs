//! What the parser must not be given: rows of signs and numbers for which it needs quadratic time;
//! and what is deeper than any sheet needs.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::ruby::lower::lower;
use crate::ruby::parse::span;
use crate::source::Span;

/// A byte that is an error in code, and none in a text.
const NO_CODE: u8 = 1;

/// The most signs such as `-` and `!` before one value, and the most digits of a number.
const MOST_SIGNS: usize = 200;
const MOST_DIGITS: usize = 1_000;

/// From how many `def` on a text is read in parts first: the parser needs quadratic time for
/// `def a = def a = …`, and a part shows that sooner.
const MANY_METHODS: usize = 200;
const FIRST_PART: usize = 2 << 10;

/// Finds what would take the parser too long, if it is code and no text.
pub(crate) fn before(text: &str) -> Option<Diagnostic> {
    long_row(text).or_else(|| nested_methods(text))
}

fn nested_methods(text: &str) -> Option<Diagnostic> {
    if text.matches("def ").count() < MANY_METHODS {
        return None;
    }
    let parts = std::iter::successors(Some(FIRST_PART), |end| Some(end * 2));
    let mut parts = parts.take_while(|end| *end < text.len());
    parts.find_map(|end| {
        let part = &text[..text.floor_char_boundary(end)];
        lower(&ruby_prism::parse(part.as_bytes())).facts.beyond.map(too_deep)
    })
}

fn long_row(text: &str) -> Option<Diagnostic> {
    let rows = long_rows(text);
    if rows.is_empty() {
        return None;
    }
    let mut shorter = text.as_bytes().to_vec();
    for row in &rows {
        let least = if row.signs { MOST_SIGNS } else { MOST_DIGITS };
        shorter[row.span.start + least..row.span.end].fill(b' ');
    }
    let mark = |row: &Row| row.span.start + blank(&text[row.span.start..]);
    for row in &rows {
        shorter[mark(row)] = NO_CODE;
    }
    let parsed = ruby_prism::parse(&shorter);
    let errors: BTreeSet<_> = parsed.errors().map(|error| span(&error.location()).start).collect();
    let found = rows.iter().find(|row| errors.contains(&mark(row)))?;
    Some(if found.signs {
        too_deep(found.span)
    } else {
        beyond(found.span, "this number has too many digits")
    })
}

/// How much white space a text begins with.
fn blank(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

struct Row {
    span: Span,
    signs: bool,
}

fn long_rows(text: &str) -> Vec<Row> {
    let is_sign = |byte: &u8| matches!(byte, b'-' | b'+' | b'!' | b'~' | b't' | b'n' | b'o' | b'_');
    let is_part = |byte: &u8| is_sign(byte) || byte.is_ascii_digit() || byte.is_ascii_whitespace();
    let mut rows = Vec::new();
    let mut start = 0;
    for stretch in text.as_bytes().split(|byte| !is_part(byte)) {
        if stretch.len() > MOST_SIGNS {
            rows.extend(rows_of(stretch, start));
        }
        start += stretch.len() + 1;
    }
    rows
}

/// The long rows in what has nothing but signs, digits and white space.
fn rows_of(stretch: &[u8], from: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut start, mut signs, mut digits) = (from, 0, 0);
    for (at, byte) in (from..).zip(stretch.iter().chain(b"\0")) {
        match byte {
            // Of `not`, a sign in letters, the last one counts.
            b'-' | b'+' | b'!' | b'~' | b't' if digits == 0 => signs += 1,
            b'n' | b'o' | b' ' | b'\t' | b'\r' | b'\n' if digits == 0 => {}
            b'0'..=b'9' | b'_' if signs == 0 => digits += 1,
            _ => {
                if signs > MOST_SIGNS || digits > MOST_DIGITS {
                    rows.push(Row { span: Span::new(start, at), signs: signs > MOST_SIGNS });
                }
                (start, signs, digits) = (at + 1, 0, 0);
            }
        }
    }
    rows
}

/// The finding for what is deeper than any sheet needs.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    beyond(span, "this is nested too deeply, or a chain of too many parts")
}

/// The finding for what is longer or deeper than any sheet needs.
fn beyond(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::LimitReached, what)
        .at(Span::new(span.start, span.start), "")
        .hint("close what is open before it, or write the parts as one text or a list")
}
