//! Texts without quotes: `notes use it or lose it`, and lists and lines below a word.

use super::foreign::literal;
use super::slip::{Broken, Patch, Slip};
use super::view::unreadable;
use crate::source::Span;

/// The longest text that a hint repeats, in bytes.
const SHORT: usize = 40;

/// A word of the sheet with a text that has no quotes.
pub(super) fn text(broken: &Broken) -> Vec<Slip> {
    let word = broken.word;
    let behind = broken.view.after(broken.span.start + word.len());
    if !broken.view.wants_text(word) || broken.rest.start >= broken.rest.end {
        return Vec::new();
    }
    if !behind.starts_with([' ', '\t', '\n', '\u{A0}']) {
        return Vec::new();
    }
    if MODIFIERS.iter().any(|word| behind_quote(broken.argument()) == *word) {
        return Vec::new();
    }
    let one_line = Span::new(broken.rest.start, broken.first_line_end().max(broken.rest.start));
    let begins_below = broken.view.line_start(broken.rest.start) > broken.span.start;
    let mut slips = Vec::new();
    if !begins_below && !broken.is_one_line() && broken.argument().starts_with(['\'', '"']) {
        slips.push(unquoted(broken, one_line));
    }
    slips.push(unquoted(broken, broken.rest));
    slips
}

/// Words of Ruby behind a text that want a condition.
const MODIFIERS: &[&str] = &["if", "unless", "while", "until"];

/// What stands behind the last quote of an argument that begins with one.
fn behind_quote(argument: &str) -> &str {
    let quote = argument.chars().next().filter(|first| matches!(first, '\'' | '"'));
    let rest = quote.and_then(|quote| argument.rsplit(quote).next());
    rest.map_or("", str::trim)
}

fn unquoted(broken: &Broken, text: Span) -> Slip {
    let (view, word) = (broken.view, broken.word);
    let shown = view.slice(text);
    let first_line = Span::new(text.start, view.visible_end(text.start).min(text.end));
    let finding = unreadable(first_line, format!("the text after `{word}` has no quotes"));
    let finding = if shown.contains('\n') {
        finding.hint(format!(
            "write `{word} <<~'TEXT'`, the text below it, and `TEXT` alone on a line"
        ))
    } else {
        finding.hint(format!("put quotes around it: `{word} {}`", quoted(shown)))
    };
    // The text must begin on the line of its word.
    let start = broken.span.start + word.len();
    let patch = Patch::replace(Span::new(start, text.end), format!(" {}", literal(shown)));
    broken.slip_to(text.end, finding, vec![patch])
}

/// The text in quotes that need no backslash, where there are such.
fn quoted(text: &str) -> String {
    let shown = if text.len() < SHORT { text } else { "…" };
    if !text.contains(['\'', '\\']) {
        format!("'{shown}'")
    } else if !text.contains(['"', '\\', '#']) {
        format!("\"{shown}\"")
    } else if !text.contains(['{', '}', '\\']) {
        format!("%q{{{shown}}}")
    } else {
        literal(shown)
    }
}

/// Lines that belong to no word of the sheet.
pub(super) fn stray(broken: &Broken) -> Vec<Slip> {
    if broken.view.wants(broken.word).is_some() || broken.word == "end" {
        return Vec::new();
    }
    let first = Span::new(broken.span.start, broken.first_line_end());
    let finding = unreadable(first, "this text belongs to no word of the sheet")
        .hint("put it into the text of a word, such as `notes '…'`, or write `#` before it");
    vec![broken.slip(finding, vec![Patch::replace(broken.span, "")])]
}
