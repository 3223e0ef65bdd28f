//! Slips with what a text is made of: brackets, commas, `%q{…}`, escapes and `#{…}`.

use super::slip::{Broken, MOST_TRIED, Patch, Slip};
use super::view::{closer, leading_word, unreadable};
use crate::source::Span;

/// Two items of a list without a comma between them.
pub(super) fn missing_comma(broken: &Broken) -> Vec<Slip> {
    let view = broken.view;
    let errors = broken.errors.iter().filter(|error| error.message.contains("`,` separator"));
    let slips = errors.filter_map(|error| {
        let end = view.before(error.span.start).trim_end().len();
        let next = end + (view.after(end).len() - view.after(end).trim_start().len());
        let letter = view.after(next).starts_with(char::is_alphabetic);
        let finding = unreadable(Span::new(end, next), "a comma is missing here")
            .hint("put a comma between two items of a list");
        (end > broken.rest.start && next > end && next < broken.span.end && !letter)
            .then(|| broken.slip(finding, vec![Patch::insert(end, ",")]))
    });
    slips.take(MOST_TRIED).collect()
}

/// Signs that stand between two texts, and what they are called. A dot behind a quote is none of a
/// sentence.
const BETWEEN: &[(&str, &str)] = &[
    (",", "comma"),
    ("+", "`+`"),
    ("\\", "backslash"),
    ("'.", "dot"),
    ("\".", "dot"),
    (" and", "`and`"),
    (" or", "`or`"),
];

/// The sign between two texts that `text` ends with, and what it is called.
pub(super) fn dangling(text: &str) -> Option<(&'static str, &'static str)> {
    let (sign, called) = BETWEEN.iter().find(|(sign, _)| text.ends_with(sign))?;
    Some((sign.trim_start_matches(['\'', '"', ' ']), called))
}

/// A comma or the like with nothing behind it.
pub(super) fn dangling_sign(broken: &Broken) -> Vec<Slip> {
    let view = broken.view;
    let ends = [broken.first_line_end(), broken.span.end];
    let signs = ends.into_iter().filter_map(|end| Some((end, dangling(view.before(end))?)));
    let slip = |(end, (sign, called)): (usize, (&str, &str))| {
        let sign = Span::new(end - sign.len(), end);
        let finding = unreadable(sign, format!("nothing follows this {called}"));
        let finding = view.next_visible(end).into_iter().fold(finding, |finding, next| {
            let place = Span::new(next, next + leading_word(view.after(next)).len());
            finding.related(place, "this is not another text")
        });
        let hint = format!("leave the {called} out, or add another text after it");
        broken.slip_to(end, finding.hint(hint), vec![Patch::replace(sign, "")])
    };
    signs.map(slip).collect()
}

/// `command ('a', 'b')`, where a space keeps the parentheses from being those of the call.
pub(super) fn space_before_parenthesis(broken: &Broken) -> Vec<Slip> {
    let (head, word) = (broken.head(), broken.word);
    let gap = Span::new(head.end, broken.rest.start);
    if gap.start == gap.end || !broken.argument().starts_with('(') {
        return Vec::new();
    }
    let message = format!("the space keeps `(` from belonging to `{word}`");
    let finding = unreadable(Span::new(gap.start, gap.end + 1), message)
        .hint(format!("write `{word}(…)`, or leave the parentheses out"));
    vec![broken.slip(finding, vec![Patch::replace(gap, "")])]
}

/// `[`, `%q{`, `/` or `` ` `` without its end.
pub(super) fn unclosed(broken: &Broken) -> Vec<Slip> {
    let view = broken.view;
    let never_ends = ["unterminated", "regexp meets end of file", "backtick string"];
    let is_open = |message: &str| never_ends.iter().any(|part| message.contains(part));
    let texts = broken.errors.iter().filter(|error| is_open(&error.message));
    let texts = texts.map(|error| error.span).take(1).filter(|open| {
        !matches!(view.slice(*open), "" | "'" | "\"") && !view.slice(*open).starts_with('<')
    });
    let brackets = ["[", "(", "{"].into_iter().filter_map(|open| broken.places(open).next());
    let mut slips = Vec::new();
    for open in texts.chain(brackets.map(|at| Span::new(at, at + 1))) {
        let shown = view.slice(open);
        let last = shown.chars().next_back().unwrap_or_default();
        let close = closer(last);
        let finding = unreadable(open, format!("this `{shown}` is never closed")).hint(format!(
            "put `{close}` {}",
            if shown.len() > 1 { "at its end" } else { "after the last item" }
        ));
        let finding = if shown.len() > 1 && close != last {
            finding.hint(format!(
                "a `{last}` inside it needs a `{close}` too, or is written `\\{last}`"
            ))
        } else {
            finding
        };
        for end in [broken.span.end, broken.first_line_end()] {
            let end = if shown.len() > 1 {
                end
            } else {
                view.before(end).trim_end_matches([',', ' ']).len()
            };
            slips.push(broken.slip_to(end, finding.clone(), vec![Patch::insert(end, close)]));
        }
    }
    slips
}

/// `"C:\users"`: a backslash that begins an escape which makes no sense.
pub(super) fn half_escape(broken: &Broken) -> Vec<Slip> {
    let view = broken.view;
    let about = |message: &str| message.contains("escape") || message.contains("Unicode list");
    let errors = broken.errors.iter().filter(|error| about(&error.message));
    let places = errors.filter_map(|error| {
        let from = error.span.end.max(error.span.start + 1).min(broken.span.end);
        view.before(from).rfind('\\').filter(|at| *at >= broken.span.start)
    });
    let mut places: Vec<_> = places.collect();
    places.dedup();
    let Some(at) = places.first().copied() else { return Vec::new() };
    let Some(letter) = view.after(at + 1).chars().next() else { return Vec::new() };
    let span = Span::new(at, at + 1 + letter.len_utf8());
    let message = format!("`\\{letter}` begins an escape that is not complete");
    let finding = unreadable(span, message).hint(
        "write `\\\\` for a backslash, or put the text into '…', where a backslash stays as it is",
    );
    vec![broken.slip(finding, escaped(&places))]
}

/// `#{` in "…", which inserts a value, where nothing is to be inserted.
pub(super) fn unmeant_insert(broken: &Broken) -> Vec<Slip> {
    let inserts: Vec<_> = broken.places("#{").collect();
    let slip = |places: &[usize]| {
        let line = Span::new(places[0], broken.view.line_end(places[0]));
        let message = if broken.view.slice(line).contains('}') {
            "what `#{…}` is to insert here cannot be read"
        } else {
            "`#{` begins something to insert here, and nothing ends it"
        };
        let finding = unreadable(Span::new(places[0], places[0] + 2), message).hint(
            "write `\\#{` to show it as it is, or put the text into `'…'`, where `#{` means nothing",
        );
        broken.slip(finding, escaped(places))
    };
    let all = inserts.chunks(inserts.len().max(1));
    inserts.chunks(1).take(MOST_TRIED).chain(all).map(slip).collect()
}

/// A backslash before each of the places.
pub(super) fn escaped(places: &[usize]) -> Vec<Patch> {
    places.iter().map(|at| Patch::insert(*at, "\\")).collect()
}
