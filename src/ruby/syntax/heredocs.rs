//! Slips with `<<MARKER` texts: the line that ends one is not there, or is not exactly the marker.

use super::case::{Case, Slip, leading_word, unreadable};
use super::patched::Patch;
use crate::source::Span;

/// A text whose marker never comes.
pub(crate) fn unclosed(case: &Case) -> Option<Slip> {
    let error =
        case.errors.iter().find(|error| error.message.starts_with("unterminated heredoc"))?;
    if case.first().is_some_and(|first| first.span.start < error.span.start) {
        return None;
    }
    let at = error.span.start;
    let line = case.line_start(at);
    let open = line + case.slice(Span::new(line, error.span.end)).rfind("<<")?;
    let opening = Span::new(open, error.span.end);
    let marker = case.slice(error.span).trim_matches(['\'', '"', '`', '-', '~', '<']);
    if marker.is_empty() {
        return None;
    }
    let indented = case.slice(opening).starts_with("<<-") || case.slice(opening).starts_with("<<~");
    let where_to = if indented { "alone on a line" } else { "alone on a line, at its very start" };
    let finding = unreadable(
        opening,
        format!("the text that begins with `<<` has no closing line `{marker}`"),
    );
    let finish = |finding: crate::diagnostic::Diagnostic| {
        finding.hint(format!("end the text with `{marker}` {where_to}"))
    };
    let (finding, patch) = match near_miss(case, case.line_end(at) + 1, marker) {
        Some(near) => {
            let why = reason(case.slice(near), marker, case.indent(near.start));
            let finding = finding.related(near, why);
            let finding = if !indented && case.slice(near).trim_end() == marker {
                finish(finding)
                    .hint(format!("or begin with `<<-{marker}`, which allows spaces before it"))
            } else {
                finish(finding)
            };
            let line = Span::new(case.line_start(near.start), case.line_end(near.start));
            (finding, Patch::replace(line, marker))
        }
        None => (finish(finding), Patch::insert(code_after(case, at), format!("{marker}\n"))),
    };
    Some(Slip { finding, subject: open, patches: vec![patch] })
}

/// A text without its marker that goes on to where a later text with the same marker ends.
pub(crate) fn swallowed(case: &Case) -> Option<Slip> {
    let mut line_end = 0;
    for string in &case.shape.strings {
        let opening = case.slice(string.open);
        // Of several on a line, the first: what is below belongs to all of them.
        if !opening.starts_with("<<") || string.open.start < line_end {
            continue;
        }
        line_end = case.line_end(string.open.end);
        let marker = opening.trim_matches(['<', '-', '~', '\'', '"']);
        let Some((first, later)) = opened_again(case, marker, line_end + 1, string.close.start)
        else {
            continue;
        };
        let message = format!("the text that begins with `<<` has no closing line `{marker}`");
        let finding = unreadable(string.open, message)
            .related(later, format!("so it goes on to the `{marker}` of this one"))
            .hint(format!("end the text with `{marker}` alone on a line, before that one begins"));
        let patches = vec![Patch::insert(first, format!("{marker}\n"))];
        return Some(Slip { finding, subject: string.open.start, patches });
    }
    None
}

/// The first line of code within a text, and a line of code there whose text has the same marker.
fn opened_again(case: &Case, marker: &str, start: usize, end: usize) -> Option<(usize, Span)> {
    let mut first = None;
    let mut at = start;
    for line in case.slice(Span::new(start, end)).split_inclusive('\n') {
        if case.is_code(at) {
            first = first.or(Some(at));
            let open = line.find("<<").unwrap_or(line.len());
            let name = line[open..].trim_start_matches(['<', '-', '~', '\'', '"']);
            if open < line.len() && leading_word(name) == marker {
                return Some((first?, Span::new(at + open, at + line.trim_end().len())));
            }
        }
        at += line.len();
    }
    None
}

/// The first line that is almost the marker.
fn near_miss(case: &Case, mut line: usize, marker: &str) -> Option<Span> {
    while line < case.text.len() {
        let end = case.line_end(line);
        let text = case.slice(Span::new(line, end));
        let start = line + (text.len() - text.trim_start().len());
        let shown = text.trim();
        let same =
            shown.get(..marker.len()).is_some_and(|first| first.eq_ignore_ascii_case(marker));
        let rest = shown.get(marker.len()..).unwrap_or_default();
        if same
            && !case.is_code(line)
            && rest.chars().all(|letter| !letter.is_alphanumeric() && letter != '_')
            && rest.len() < 4
        {
            return Some(Span::new(start, end.max(start + 1)));
        }
        line = end + 1;
    }
    None
}

fn reason(line: &str, marker: &str, indent: usize) -> String {
    let shown = line.trim_end();
    if shown != line {
        "spaces behind it keep this from ending the text".to_owned()
    } else if shown == marker && indent > 0 {
        "spaces before it keep this from ending the text".to_owned()
    } else if shown.eq_ignore_ascii_case(marker) {
        format!("this is spelled otherwise than `{marker}`")
    } else {
        "more than the marker stands on this line".to_owned()
    }
}

/// Where the next line begins that is code for certain.
fn code_after(case: &Case, at: usize) -> usize {
    let mut line = case.line_end(at) + 1;
    while line < case.text.len() {
        if case.is_code(line) {
            return line;
        }
        line = case.line_end(line) + 1;
    }
    case.text.len()
}
