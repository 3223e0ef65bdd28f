//! Slips into other languages: their comments, `name: '…'`, and texts as YAML writes them.

use super::case::{Case, Slip, unreadable};
use super::patched::Patch;
use crate::source::Span;

/// `// words`, `/* words */` and `<!-- words -->` on a line of their own.
pub(crate) fn comment(case: &Case) -> Option<Slip> {
    let first = case.first()?;
    let start = case.line_start(first.span.start) + case.indent(first.span.start);
    let opening =
        ["//", "/*", "<!--"].into_iter().find(|sign| case.after(start).starts_with(sign))?;
    let span = Span::new(start, start + opening.len());
    Some(Slip {
        finding: unreadable(span, format!("`{opening}` begins no comment here"))
            .hint("write `#` before a comment, on each of its lines"),
        subject: start,
        patches: vec![Patch::replace(span, "#")],
    })
}

/// `name: 'x'`.
pub(crate) fn colon(case: &Case) -> Option<Slip> {
    let first = case.first()?;
    let at = case.line_start(first.span.start) + case.indent(first.span.start);
    let word = case.first_word(first.span.start);
    let colon = at + word.len();
    if !case.words.is_word(word)
        || !case.after(colon).starts_with(':')
        || case.after(colon).starts_with("::")
    {
        return None;
    }
    Some(Slip {
        finding: unreadable(
            Span::new(colon, colon + 1),
            format!("`{word}` takes its text without a colon"),
        )
        .hint(format!("leave out the colon: `{word} '…'`")),
        subject: at,
        patches: vec![Patch::replace(Span::new(colon, colon + 1), "")],
    })
}

/// `notes: |` with the text below it, further to the right.
pub(crate) fn yaml_text(case: &Case) -> Option<Slip> {
    let first = case.first()?;
    let at = yaml_opening(case, first.span.start)
        .or_else(|| yaml_opening(case, case.line_above(first.span.start)?))?;
    let word = case.first_word(at);
    let colon = at + word.len();
    let opening = Span::new(colon, case.visible_end(at));
    let end = text_end(case, at);
    let finding = unreadable(opening, format!("`{word}` takes its text without YAML's `:`"))
        .hint(format!("write `{word} <<~TEXT`, the text below it, and `TEXT` alone on a line"));
    let begin = Patch::replace(opening, format!(" <<~'{MARKER}'"));
    let close = Patch::insert(end, format!("\n{MARKER}"));
    Some(Slip { finding, subject: at, patches: vec![begin, close] })
}

/// What ends a mended text; no text holds it.
const MARKER: &str = "END_OF_MENDED_TEXT";

/// Where the line at `offset` begins, if it is `word: |` or `word: >`.
fn yaml_opening(case: &Case, offset: usize) -> Option<usize> {
    let start = case.line_start(offset) + case.indent(offset);
    let word = case.first_word(offset);
    let sign = case.line(offset).trim().strip_prefix(word)?.strip_prefix(':')?.trim();
    let is_sign = ["|", ">", "|-", ">-", "|+", ">+"].contains(&sign);
    (is_sign && case.words.is_word(word)).then_some(start)
}

/// The end of the last line that stands further to the right than the line at `at`.
fn text_end(case: &Case, at: usize) -> usize {
    let indent = case.indent(at);
    let mut end = case.line_end(at);
    let mut line = end + 1;
    while line < case.text.len() {
        let blank = case.line(line).trim().is_empty();
        if !blank && case.indent(line) <= indent {
            break;
        }
        if !blank {
            end = case.line_end(line);
        }
        line = case.line_end(line) + 1;
    }
    end
}
