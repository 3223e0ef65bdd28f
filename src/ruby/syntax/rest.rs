//! What no slip explains: the parser's errors, worded for the author of a sheet.

use super::view::{Error, View, unreadable};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// How many letters of the author's own text a message repeats.
const QUOTED: usize = 30;

/// Parts of the parser's messages — what they mean — what to do.
const MEANINGS: &str = include_str!("rest.txt");

/// The finding for the first of the errors; the others are its consequences.
pub(super) fn worded(view: View, errors: &[Error]) -> Option<Diagnostic> {
    if let Some(error) = errors.iter().find(|error| error.message == "nesting too deep") {
        let finding = unreadable(error.span, "brackets or blocks are nested too deeply here");
        return Some(
            finding.hint("close what is open before it; no sheet needs thousands of levels"),
        );
    }
    let error =
        errors.iter().min_by_key(|error| (error.is_about_an_opening(), error.span.start))?;
    let span = visible(view, error.span);
    let meaning = MEANINGS
        .lines()
        .filter_map(|line| line.split_once(" — "))
        .find(|(parts, _)| parts.split(" | ").any(|part| error.message.contains(part)));
    if let Some((message, hint)) = meaning.and_then(|(_, meaning)| meaning.split_once(" — ")) {
        return Some(unreadable(span, message).hint(hint));
    }
    let shown = view.slice(span).lines().next().unwrap_or_default().trim();
    let message = match shown.char_indices().nth(QUOTED) {
        _ if shown.is_empty() => "something is missing here".to_owned(),
        Some((end, _)) => format!("`{}…` does not belong here", &shown[..end]),
        None => format!("`{shown}` does not belong here"),
    };
    let finding = unreadable(span, message);
    Some(if shown.chars().all(char::is_alphanumeric) && !shown.is_empty() {
        finding.hint("put quotes around it if it belongs to a text, or a comma before it")
    } else {
        finding.hint("check the quotes, commas and brackets here and on the line before")
    })
}

/// The place, moved from a line end to what is visible before it.
fn visible(view: View, span: Span) -> Span {
    let blank = view.slice(span).trim().is_empty();
    let end = view.before(span.start).trim_end().len();
    if blank && end > 0 {
        let last = view.before(end).chars().next_back().map_or(0, char::len_utf8);
        Span::new(end - last, end)
    } else {
        span
    }
}
