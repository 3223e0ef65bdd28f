//! Slips with single characters: `name = '…'`, curly quotes, spaces that are none, texts without
//! quotes, half an escape.

use super::case::{Case, Slip, leading_word, unreadable};
use super::patched::Patch;
use crate::source::Span;

/// Quotes that Ruby does not know.
const QUOTES: &[char] =
    &['‘', '’', '‚', '‛', '“', '”', '„', '‟', '«', '»', '‹', '›', '＇', '＂', '´'];

/// Characters that look like a space or like nothing.
const SPACES: &[(char, &str)] = &[
    ('\u{A0}', "a no-break space"),
    ('\u{2002}', "an en space"),
    ('\u{2003}', "an em space"),
    ('\u{2007}', "a figure space"),
    ('\u{2009}', "a thin space"),
    ('\u{200A}', "a hair space"),
    ('\u{200B}', "a zero-width space"),
    ('\u{200C}', "an invisible character"),
    ('\u{200D}', "an invisible character"),
    ('\u{200E}', "an invisible character"),
    ('\u{200F}', "an invisible character"),
    ('\u{202F}', "a narrow no-break space"),
    ('\u{2060}', "an invisible character"),
    ('\u{3000}', "an ideographic space"),
    ('\u{FEFF}', "an invisible character"),
];

/// A name that holds a character which only looks like the one that was meant.
pub(crate) fn lookalike(case: &Case) -> Option<Slip> {
    let limit = case.first().map_or(usize::MAX, |first| case.line_end(first.span.start));
    let strange =
        |letter: char| QUOTES.contains(&letter) || SPACES.iter().any(|(space, _)| *space == letter);
    let names = case.shape.names.iter().filter(|name| name.start < limit);
    let at = names.filter_map(|name| Some(name.start + case.slice(*name).find(strange)?)).min()?;
    let letter = case.after(at).chars().next()?;
    let span = Span::new(at, at + letter.len_utf8());
    match SPACES.iter().find(|(space, _)| *space == letter) {
        Some((_, called)) => Some(Slip {
            finding: unreadable(
                span,
                format!("{called} stands here, where Ruby wants a plain space"),
            )
            .hint("replace it with a plain space; it often comes with text that was copied"),
            subject: at,
            patches: vec![Patch::replace(span, " ")],
        }),
        None => curly(case, letter, at),
    }
}

/// A text in curly quotes: the first and the last on the line are mended.
fn curly(case: &Case, letter: char, at: usize) -> Option<Slip> {
    let line = Span::new(case.line_start(at), case.line_end(at));
    let found: Vec<_> = case
        .slice(line)
        .match_indices(QUOTES)
        .map(|(at, quote)| (line.start + at, quote))
        .collect();
    let (first, last) = (found.first()?, found.last()?);
    let between = case.slice(Span::new(first.0 + first.1.len(), last.0));
    let straight = match found.as_slice() {
        [_] => case.slice(line).chars().rfind(|letter| ['\'', '"'].contains(letter)).unwrap_or('"'),
        _ if between.contains('"') => '\'',
        _ => '"',
    };
    let mut patches = vec![Patch::replace(Span::new(first.0, first.0 + first.1.len()), straight)];
    if last.0 > first.0 {
        patches.push(Patch::replace(Span::new(last.0, last.0 + last.1.len()), straight));
    }
    let finding = unreadable(
        Span::new(at, at + letter.len_utf8()),
        format!("`{letter}` is no quote that can hold a text"),
    )
    .hint("write straight quotes: `'text'` or `\"text\"`");
    Some(Slip { finding, subject: line.start, patches })
}

/// `name = 'x'`, which sets a variable that nobody reads.
pub(crate) fn equals(case: &Case, unused: &[Span]) -> Option<Slip> {
    let limit = case.first().map_or(usize::MAX, |first| first.span.start);
    let variable = unused.iter().find(|name| {
        let begins = case.begins_its_line(name.start);
        name.start < limit && begins && case.words.is_word(case.slice(**name))
    })?;
    let word = case.slice(*variable);
    let rest = case.after(variable.end);
    let sign = variable.end + (rest.len() - rest.trim_start().len());
    let is_sign = case.after(sign).starts_with('=');
    is_sign.then(|| Slip {
        finding: unreadable(
            Span::new(sign, sign + 1),
            format!("`{word}` takes its text without `=`"),
        )
        .hint(format!("leave out the `=`: `{word} '…'`")),
        subject: variable.start,
        patches: vec![Patch::replace(Span::new(sign, sign + 1), " ")],
    })
}

/// `name 486 Busy Here`: a text without quotes, at which the parser stumbles.
pub(crate) fn bare_text(case: &Case) -> Option<Slip> {
    let first = case.first()?;
    let start = case.line_start(first.span.start) + case.indent(first.span.start);
    let (word, text) = after_word(case, start)?;
    let shown = case.slice(text);
    let plain = !shown.contains(['\'', '"', '`', '[', '{', '%', '<', '=']) && shown.contains(' ');
    (plain && first.span.start >= text.start).then(|| unquoted(case, word, text))
}

/// `name Plain web pages`: a text without quotes that happens to be Ruby.
pub(crate) fn bare_words(case: &Case) -> Option<Slip> {
    let limit = case.first().map_or(usize::MAX, |first| first.span.start);
    let names = case.shape.names.iter().filter(|name| name.start < limit);
    let begins = |name: &&Span| case.begins_its_line(name.start);
    names.filter(begins).find_map(|name| {
        let (word, text) = after_word(case, name.start)?;
        let mut words = case.slice(text).split(' ');
        let plain =
            |word: &str| word.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        let many = words.clone().count() > 1;
        let is_text = many && words.all(|word| plain(word) && !KEYWORDS.contains(&word));
        is_text.then(|| unquoted(case, word, text))
    })
}

/// Words of Ruby that can stand behind or before a value.
const KEYWORDS: &[&str] = &[
    "if", "unless", "while", "until", "and", "or", "not", "do", "rescue", "in", "then", "yield",
    "super", "defined",
];

/// A word of the language that takes a text, and what stands behind it on its line.
fn after_word<'a>(case: &Case<'a>, start: usize) -> Option<(&'a str, Span)> {
    let word = leading_word(case.after(start));
    let end = case.visible_end(start);
    let rest = case.slice(Span::new(start + word.len(), end));
    let text = Span::new(end - rest.trim_start().len(), end);
    let suits = case.words.is_word(word) && !case.words.takes_block(word) && rest.starts_with(' ');
    (suits && text.start < text.end).then_some((word, text))
}

fn unquoted(case: &Case, word: &str, text: Span) -> Slip {
    let shown = case.slice(text);
    let example = if shown.len() < 40 { shown } else { "…" };
    Slip {
        finding: unreadable(text, format!("the text after `{word}` has no quotes"))
            .hint(format!("put quotes around it: `{word} '{example}'`")),
        subject: text.start,
        patches: vec![Patch::insert(text.start, "'"), Patch::insert(text.end, "'")],
    }
}

/// `"C:\users"`: a backslash that begins an escape which makes no sense.
pub(crate) fn half_escape(case: &Case) -> Option<Slip> {
    let first = case.first()?;
    let about = ["escape", "Unicode list", "Invalid escape"];
    if !about.iter().any(|part| first.message.contains(part))
        || first.message.contains("unexpected escaped")
    {
        return None;
    }
    let from = first.span.end.max(first.span.start + 1).min(case.text.len());
    let at = case.before(from).rfind('\\')?;
    let letter = case.after(at + 1).chars().next()?;
    let span = Span::new(at, at + 1 + letter.len_utf8());
    Some(Slip {
        finding: unreadable(span, format!("`\\{letter}` begins an escape that is not complete"))
            .hint("write `\\\\` for a backslash, or put the text into '…', where a backslash stays as it is"),
        subject: at,
        patches: vec![Patch::insert(at, "\\")],
    })
}
