//! Slips with brackets and commas: one that is never closed, a comma that is missing or dangles.

use super::case::{Case, Slip, leading_word, unreadable};
use super::patched::Patch;
use super::quotes::is_empty;
use super::shape::Quoted;
use crate::source::Span;

/// Two items of a list without a comma between them.
pub(crate) fn missing_comma(case: &Case) -> Option<Slip> {
    let first = case.first()?;
    if !first.message.contains("`,` separator") {
        return None;
    }
    let end = case.before(first.span.start).trim_end().len();
    let gap = case.after(end);
    let next = end + (gap.len() - gap.trim_start().len());
    if case.line_start(next) > end && (case.is_code(next) || next >= case.text.len()) {
        return None;
    }
    let finding = unreadable(Span::new(end, next.max(end + 1)), "a comma is missing here")
        .hint("put a comma between two items of a list");
    Some(Slip { finding, subject: end, patches: vec![Patch::insert(end, ",")] })
}

/// A bracket that is never closed.
pub(crate) fn unclosed(case: &Case) -> Option<Slip> {
    let complaint = case.errors.iter().find(|error| {
        ["to close the ar", "to close the hash", "matching `)`", "matching `]`", "`,` separator"]
            .iter()
            .any(|part| error.message.contains(part))
    })?;
    let first = case.first().map_or(complaint.span.start, |first| first.span.start);
    let open = |bracket: &&Quoted| {
        let closed =
            !is_empty(bracket.close) && closes(case.slice(bracket.open), case.slice(bracket.close));
        !closed && bracket.open.start <= first.max(complaint.span.start)
    };
    let bracket =
        case.shape.brackets.iter().filter(open).max_by_key(|bracket| bracket.open.start)?;
    let closer = match case.slice(bracket.open) {
        "(" => ")",
        "{" => "}",
        _ => "]",
    };
    let finding =
        unreadable(bracket.open, format!("this `{}` is never closed", case.slice(bracket.open)))
            .hint(format!("put `{closer}` after the last item"));
    let end = case.meant_end(bracket.open.start);
    let end = case.before(end).trim_end_matches(',').len();
    Some(Slip { finding, subject: bracket.open.start, patches: vec![Patch::insert(end, closer)] })
}

fn closes(open: &str, close: &str) -> bool {
    match open.chars().next_back() {
        Some('(') => close == ")",
        Some('{') => close == "}",
        Some('[') => close == "]",
        _ => true,
    }
}

/// A comma with nothing behind it, or with the next word of the sheet behind it.
pub(crate) fn dangling_comma(case: &Case) -> Option<Slip> {
    let first = case.first()?;
    let line = case.line_start(first.span.start);
    let near = [line, case.line_start(line.saturating_sub(1))];
    let comma = near.into_iter().find_map(|line| {
        let end = case.visible_end(line);
        let next = case.line_end(line) + 1;
        (case.before(end).ends_with(',') && case.is_code(next)).then_some(end - 1)
    })?;
    (comma < first.span.end || first.message.contains("argument")).then(|| {
        let next = case.line_end(comma) + 1;
        let word = leading_word(case.line(next).trim_start());
        let next = next + case.indent(next);
        Slip {
            finding: unreadable(Span::new(comma, comma + 1), "nothing follows this comma")
                .related(Span::new(next, next + word.len()), "this is not another text")
                .hint("leave the comma out, or add another text after it"),
            subject: comma,
            patches: vec![Patch::replace(Span::new(comma, comma + 1), "")],
        }
    })
}
