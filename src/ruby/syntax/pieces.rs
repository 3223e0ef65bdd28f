//! Slips with what a text is made of: brackets, commas, `%q{…}`, escapes and `#{…}`.

use super::slip::{Broken, Patch, Slip};
use super::view::unreadable;
use crate::source::Span;

/// The most places that are tried one by one.
const MOST_TRIED: usize = 16;

/// Two items of a list without a comma between them.
pub(super) fn missing_comma(broken: &Broken) -> Vec<Slip> {
    let view = broken.view;
    let errors = broken.errors.iter().filter(|error| error.message.contains("`,` separator"));
    let gaps = errors.filter_map(|error| {
        let end = view.before(error.span.start).trim_end().len();
        let next = end + (view.after(end).len() - view.after(end).trim_start().len());
        let letter = view.after(next).starts_with(char::is_alphabetic);
        (end > broken.rest.start && next > end && next < broken.span.end && !letter)
            .then_some((end, next))
    });
    gaps.take(MOST_TRIED)
        .map(|(end, next)| {
            let finding = unreadable(Span::new(end, next), "a comma is missing here")
                .hint("put a comma between two items of a list");
            broken.slip(finding, vec![Patch::insert(end, ",")])
        })
        .collect()
}

/// A comma with nothing behind it.
pub(super) fn dangling_comma(broken: &Broken) -> Vec<Slip> {
    let view = broken.view;
    let ends = [broken.first_line_end(), broken.span.end];
    let commas = ends.into_iter().filter(|end| view.before(*end).ends_with(','));
    commas
        .map(|end| {
            let comma = Span::new(end - 1, end);
            let finding = unreadable(comma, "nothing follows this comma");
            let finding = match view.next_visible(end) {
                Some(next) => {
                    let word = super::view::leading_word(view.after(next));
                    let place = Span::new(next, next + word.len());
                    finding.related(place, "this is not another text")
                }
                None => finding,
            };
            let finding = finding.hint("leave the comma out, or add another text after it");
            broken.slip_to(end, finding, vec![Patch::replace(comma, "")])
        })
        .collect()
}

/// A bracket that is never closed.
pub(super) fn unclosed_bracket(broken: &Broken) -> Vec<Slip> {
    let view = broken.view;
    let mut slips = Vec::new();
    for (open, close) in [("[", "]"), ("(", ")"), ("{", "}")] {
        let Some(at) = broken.places(open).next() else { continue };
        let finding = unreadable(Span::new(at, at + 1), format!("this `{open}` is never closed"))
            .hint(format!("put `{close}` after the last item"));
        for end in [broken.first_line_end(), broken.span.end] {
            let end = view.before(end).trim_end_matches([',', ' ']).len();
            slips.push(broken.slip_to(end, finding.clone(), vec![Patch::insert(end, close)]));
        }
    }
    slips
}

/// `%q{…`, `/…` or `` `… `` without its end.
pub(super) fn unclosed_delimiter(broken: &Broken) -> Vec<Slip> {
    let about = |message: &str| {
        message.starts_with("unterminated")
            || message.contains("regexp meets end of file")
            || message.contains("backtick string")
    };
    let Some(error) = broken.errors.iter().find(|error| about(&error.message)) else {
        return Vec::new();
    };
    let opening = broken.view.slice(error.span);
    let (Some(first), Some(last)) = (opening.chars().next(), opening.chars().next_back()) else {
        return Vec::new();
    };
    if matches!(last, '\'' | '"') && opening.len() == 1 || first == '<' {
        return Vec::new();
    }
    let closers = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];
    let balanced = closers.iter().find(|(open, _)| *open == last);
    let close = balanced.map_or(last, |(_, close)| *close);
    let kind = match first {
        '/' => "regular expression",
        '`' => "command",
        _ => "text",
    };
    let message = format!("the {kind} that begins with `{opening}` has no closing `{close}`");
    let hint = match balanced {
        Some(_) => format!(
            "put `{close}` at its end; a `{last}` inside it needs a `{close}` too, or is written `\\{last}`"
        ),
        None => format!("put `{close}` at its end"),
    };
    let finding = unreadable(error.span, message).hint(hint);
    let ends = [broken.span.end, broken.first_line_end()];
    let slip = |end| broken.slip_to(end, finding.clone(), vec![Patch::insert(end, close)]);
    ends.into_iter().map(slip).collect()
}

/// `"C:\users"`: a backslash that begins an escape which makes no sense.
pub(super) fn half_escape(broken: &Broken) -> Vec<Slip> {
    let view = broken.view;
    let about = ["escape", "Unicode list"];
    let mut places: Vec<_> = broken
        .errors
        .iter()
        .filter(|error| about.iter().any(|part| error.message.contains(part)))
        .filter_map(|error| {
            let from = error.span.end.max(error.span.start + 1).min(broken.span.end);
            view.before(from).rfind('\\').filter(|at| *at >= broken.span.start)
        })
        .collect();
    places.dedup();
    let Some(at) = places.first().copied() else { return Vec::new() };
    let Some(letter) = view.after(at + 1).chars().next() else { return Vec::new() };
    let span = Span::new(at, at + 1 + letter.len_utf8());
    let finding =
        unreadable(span, format!("`\\{letter}` begins an escape that is not complete")).hint(
            "write `\\\\` for a backslash, or put the text into '…', where a backslash stays as it is",
        );
    vec![broken.slip(finding, places.into_iter().map(|at| Patch::insert(at, "\\")).collect())]
}

/// `#{` in "…", which inserts a value, where nothing is to be inserted.
pub(super) fn unmeant_insert(broken: &Broken) -> Vec<Slip> {
    let inserts: Vec<_> = broken.places("#{").collect();
    let slip = |places: &[usize]| {
        let at = places.first().copied().unwrap_or(broken.span.start);
        let line = broken.view.slice(Span::new(at, broken.view.line_end(at)));
        let message = if line.contains('}') {
            "what `#{…}` is to insert here cannot be read"
        } else {
            "`#{` begins something to insert here, and nothing ends it"
        };
        let finding = unreadable(Span::new(at, at + 2), message).hint(SHOW_AS_IT_IS);
        broken.slip(finding, places.iter().map(|at| Patch::insert(*at, "\\")).collect())
    };
    let singly = inserts.iter().take(MOST_TRIED).map(|at| slip(&[*at]));
    singly.chain((inserts.len() > 1).then(|| slip(&inserts))).collect()
}

/// What to do about `#{` that means nothing.
const SHOW_AS_IT_IS: &str =
    "write `\\#{` to show it as it is, or put the text into `'…'`, where `#{` means nothing";
