//! Slips with quotes: a quote inside a text, a text that never ends, `#{` that is not meant.

use super::case::{Case, Slip, unreadable};
use super::patched::Patch;
use super::shape::Quoted;
use crate::source::Span;

/// A quote that ends a text early, or a text that has no closing quote and so ends at the next
/// one's opening.
pub(crate) fn early_end(case: &Case) -> Option<Slip> {
    let first = case.first()?;
    let stumble = first.span.start;
    let next = case.after(stumble).trim_start();
    if first.message.contains("`,` separator") && !next.starts_with(char::is_alphabetic) {
        return None;
    }
    let ended = |string: &&Quoted| {
        case.quote(string).is_some() && string.close.end <= stumble && !is_empty(string.close)
    };
    let string = case.shape.strings.iter().filter(ended).max_by_key(|string| string.close.end)?;
    let between = case.slice(Span::new(string.close.end, stumble));
    if between.contains('\n') {
        return None;
    }
    if several_lines(case, string)
        && (opens_a_text(case, string.close.start) || holds_code(case, string))
    {
        return Some(unclosed(case, string));
    }
    let quote = case.quote(string)?;
    let rest = case.slice(Span::new(string.close.end, case.line_end(string.close.end)));
    let in_a_word = rest.starts_with(char::is_alphanumeric)
        && case.before(string.close.start).ends_with(char::is_alphanumeric);
    let is_closed_later = rest.contains(quote);
    (in_a_word || is_closed_later || rest.starts_with(char::is_alphanumeric))
        .then(|| inner_quote(string, quote))
}

fn inner_quote(string: &Quoted, quote: char) -> Slip {
    let (name, inside, other) = match quote {
        '\'' => ("apostrophe", "\\'", "\"…\""),
        _ => ("double quote", "\\\"", "'…'"),
    };
    let message = format!("this {name} ends the text early");
    let around = format!("{quote}…{quote}");
    let finding = unreadable(string.close, message)
        .related(string.open, "the text begins here")
        .hint(format!(
            "write `{inside}` inside `{around}`, or put the text into `{other}` or `%q{{…}}`"
        ));
    Slip { finding, subject: string.open.start, patches: vec![Patch::replace(string.close, "_")] }
}

/// A text without its closing quote.
fn unclosed(case: &Case, string: &Quoted) -> Slip {
    let quote = case.slice(string.open).to_owned();
    if let Some(slip) = doubled(case, string) {
        return slip;
    }
    let end = case.meant_end(string.open.start);
    let typographic = case.before(end).chars().next_back().filter(|last| "‘’‚“”„".contains(*last));
    let finding =
        unreadable(string.open, format!("the text that begins here has no closing `{quote}`"));
    let finding = match typographic {
        Some(last) => finding.hint(format!(
            "it ends with `{last}`, which is another character; write `{quote}` instead"
        )),
        None => finding.hint(format!("put `{quote}` at the end of the text")),
    };
    Slip { finding, subject: string.open.start, patches: vec![Patch::insert(end, quote)] }
}

/// `'text''` with nothing behind it: one quote too many.
fn doubled(case: &Case, string: &Quoted) -> Option<Slip> {
    let rest = case.slice(Span::new(string.open.end, case.line_end(string.open.end)));
    let before = case.before(string.open.start);
    let line = case.line(string.open.start).trim_start();
    let at_once = before.ends_with(case.slice(string.open)) && !before.ends_with('\\');
    let several = line.matches(case.slice(string.open)).count() > 2;
    (at_once && several && rest.trim().is_empty()).then(|| Slip {
        finding: unreadable(string.open, "there is one quote too many here").hint("remove it"),
        subject: string.open.start,
        patches: vec![Patch::replace(string.open, "")],
    })
}

/// A text that runs on to the end of the file.
pub(crate) fn never_ends(case: &Case) -> Option<Slip> {
    let error = case.errors.iter().find(|error| {
        error.message.starts_with("unterminated string")
            || error.message.starts_with("unterminated list")
            || error.message.starts_with("unterminated quoted string")
            || error.message.contains("regexp meets end of file")
            || error.message.contains("backtick string")
    })?;
    let stumbled = case.first().is_some_and(|first| first.span.start < error.span.start);
    if stumbled {
        return None;
    }
    let string = Quoted { open: error.span, close: Span::new(error.span.end, error.span.end) };
    if case.quote(&string).is_some() {
        return Some(unclosed(case, &string));
    }
    let opening = case.slice(error.span);
    let (first, last) = (opening.chars().next()?, opening.chars().next_back()?);
    let (close, balance) = match last {
        '(' => (')', true),
        '[' => (']', true),
        '{' => ('}', true),
        '<' => ('>', true),
        other => (other, false),
    };
    let kind = match first {
        '/' => "regular expression",
        '`' => "command",
        _ => "text",
    };
    let finding = unreadable(
        error.span,
        format!("the {kind} that begins with `{opening}` has no closing `{close}`"),
    );
    let finding = if balance {
        finding.hint(format!("put `{close}` at its end; a `{last}` inside it needs a `{close}` too, or is written `\\{last}`"))
    } else {
        finding.hint(format!("put `{close}` at its end"))
    };
    let end = case.meant_end(error.span.start);
    Some(Slip { finding, subject: error.span.start, patches: vec![Patch::insert(end, close)] })
}

/// `#{` in "…", which inserts a value, where nothing is to be inserted.
pub(crate) fn unmeant_insert(case: &Case) -> Option<Slip> {
    let first = case.first().map_or(usize::MAX, |first| first.span.start);
    let hurt = |insert: &&Quoted| {
        let unclosed = is_empty(insert.close)
            || case.slice(Span::new(insert.open.start, insert.close.start)).contains('\n');
        insert.open.start < first
            && (unclosed
                || case.errors.iter().any(|error| {
                    !error.is_about_an_opening()
                        && insert.open.start <= error.span.start
                        && error.span.start < insert.close.end
                }))
    };
    let insert = case.shape.inserts.iter().filter(hurt).min_by_key(|insert| insert.open.start)?;
    let on_the_line = case.slice(Span::new(insert.open.end, case.line_end(insert.open.end)));
    let message = if on_the_line.contains('}') {
        "what `#{…}` is to insert here cannot be read"
    } else {
        "`#{` begins something to insert here, and nothing ends it"
    };
    let finding = unreadable(insert.open, message).hint(
        "write `\\#{` to show it as it is, or put the text into `'…'`, where `#{` means nothing",
    );
    Some(Slip {
        finding,
        subject: insert.open.start,
        patches: vec![Patch::replace(insert.open, "__")],
    })
}

fn several_lines(case: &Case, string: &Quoted) -> bool {
    case.slice(Span::new(string.open.end, string.close.start)).contains('\n')
}

/// Whether a line inside the text is another word of the sheet with its text.
fn holds_code(case: &Case, string: &Quoted) -> bool {
    let mut line = case.line_end(string.open.end) + 1;
    while line < string.close.start {
        if case.is_code(line) && case.first_word(line) != "end" {
            return true;
        }
        line = case.line_end(line) + 1;
    }
    false
}

/// Whether the quote at `at` looks like the opening of a text: a word of the language is before it
/// on its line, and nothing else.
fn opens_a_text(case: &Case, at: usize) -> bool {
    let line = case.slice(Span::new(case.line_start(at), at)).trim_start();
    let word = super::case::leading_word(line);
    let rest = &line[word.len()..];
    case.words.is_word(word) && !rest.is_empty() && rest.trim_matches([' ', '(', '[']).is_empty()
}

pub(crate) const fn is_empty(span: Span) -> bool {
    span.start >= span.end
}
