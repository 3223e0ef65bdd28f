//! What no slip explains: the parser's errors, worded for the author of a sheet.

use super::view::{Error, View, unreadable};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// How many letters of the author's own text a message repeats.
const QUOTED: usize = 30;

/// Parts of the parser's messages → what they mean, and what to do.
const MEANINGS: &[(&[&str], &str, &str)] = &[
    (
        &["expression after `,`", "expected an argument"],
        "something is missing after the comma",
        "add it, or leave the comma out",
    ),
    (
        &["expression after the operator"],
        "something is missing after this sign",
        "add it, or put quotes around the text",
    ),
    (
        &["predicate expression"],
        "this word needs a condition behind it",
        "add the condition, or leave the word out",
    ),
    (
        &["embedded document"],
        "the comment that `=begin` opens never ends",
        "end it with a line `=end`, at the line's very start",
    ),
    (
        &["magic comment"],
        "this comment names an encoding that does not exist",
        "leave it out, and save the file as UTF-8",
    ),
    (
        &["variable name"],
        "this sign needs a name after it",
        "put quotes around it if it belongs to a text",
    ),
    (
        &[
            "number literal",
            "numeric literal",
            "invalid binary",
            "invalid octal",
            "invalid hexadecimal",
            "invalid decimal",
            "fractional part",
        ],
        "this number is not complete",
        "put quotes around it if it is a text",
    ),
    (
        &["regexp", "pattern"],
        "this regular expression cannot be read",
        "put `\\` before a sign that stands for itself",
    ),
    (&["unterminated"], "what begins here never ends", "close it"),
    (&["to end with `end`"], "this block has no `end`", "add `end` where the block ends"),
    (&["to end with `}`"], "this block has no `}`", "add `}` where the block ends"),
    (&["an `end` to close"], "this has no `end`", "add `end` where it ends"),
    (
        &["to close"],
        "this is not closed where it should be",
        "check the quotes and brackets before it",
    ),
    (&["`=>` between"], "this is not complete", "put quotes around it if it is a text"),
    (
        &["dynamic constant"],
        "a name with a capital letter cannot be set in here",
        "begin the name with a small letter",
    ),
    (&["duplicated"], "this name is there twice", "give one of them another name"),
];

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
    let about = |parts: &[&str]| parts.iter().any(|part| error.message.contains(part));
    let meaning = MEANINGS.iter().find(|(parts, ..)| about(parts));
    if let Some((_, message, hint)) = meaning {
        return Some(unreadable(span, *message).hint(*hint));
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

/// The finding for what is deeper than any sheet needs.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    beyond(span, "this is nested too deeply, or a chain of too many parts")
}

/// The finding for what is longer or deeper than any sheet needs.
pub(super) fn beyond(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::LimitReached, what)
        .at(Span::new(span.start, span.start), "")
        .hint("close what is open before it, or write the parts as one text or a list")
}
