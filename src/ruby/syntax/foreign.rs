//! Texts without quotes, and slips into other languages: `name: '…'`, `name => '…'`, texts as YAML
//! writes them, lists, comments, and what a merge leaves behind.

use super::slip::{Broken, Patch, Slip};
use super::view::unreadable;
use crate::diagnostic::Diagnostic;
use crate::ruby::words::Wants;
use crate::source::Span;

/// The longest text that a hint repeats, in bytes.
const SHORT: usize = 40;

/// Words of Ruby behind a text that want a condition.
const MODIFIERS: &[&str] = &["if", "unless", "while", "until"];

/// Signs that stand between a name and its value elsewhere, and what they are called.
const SIGNS: &[(&str, &str)] = &[
    ("=>", "the `=>`"),
    ("->", "the `->`"),
    ("<-", "the `<-`"),
    (":=", "the `:=`"),
    ("==", "the `==`"),
    (":", "the colon"),
    ("=", "the `=`"),
];

/// The lines of a merge, in their order.
const MARKERS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

/// What comments begin with elsewhere.
const COMMENTS: &[&str] = &["//", "/*", "<!--", "--", ";"];

/// `if` or the like with nothing behind it.
pub(super) fn modifier(broken: &Broken) -> Vec<Slip> {
    let (text, end) = (broken.text(), broken.span.end);
    let Some(word) = ends_with_modifier(text) else { return Vec::new() };
    let place = Span::new(end - word.len(), end);
    let finding = unreadable(place, "this word needs a condition behind it")
        .hint("add the condition, or leave the word out");
    vec![broken.slip(finding, vec![Patch::replace(place, "")])]
}

/// The word that wants a condition and ends a line.
pub(super) fn ends_with_modifier(line: &str) -> Option<&'static str> {
    let behind = |word: &&&str| line.strip_suffix(**word).is_some_and(|line| line.ends_with(' '));
    MODIFIERS.iter().find(behind).copied()
}

/// A word of the sheet with a text that has no quotes.
pub(super) fn bare_text(broken: &Broken) -> Vec<Slip> {
    let (view, argument) = (broken.view, broken.argument());
    let apart = view.after(broken.head().end).starts_with([' ', '\t', '\n', '\u{A0}']);
    let quote = argument.chars().next().filter(|first| matches!(first, '\'' | '"'));
    let behind = quote.and_then(|quote| argument.rsplit(quote).next()).unwrap_or_default();
    if !view.wants_text(broken.word)
        || argument.is_empty()
        || broken.has_block()
        || !apart
        || MODIFIERS.contains(&behind.trim())
    {
        return Vec::new();
    }
    vec![unquoted(broken, broken.rest)]
}

fn unquoted(broken: &Broken, text: Span) -> Slip {
    let (view, word) = (broken.view, broken.word);
    let shown = view.slice(text);
    let first_line = Span::new(text.start, view.visible_end(text.start).min(text.end));
    let finding = unreadable(first_line, format!("the text after `{word}` has no quotes"));
    let finding = if shown.contains('\n') {
        text_below(finding, word)
    } else {
        finding.hint(format!("put quotes around it: `{word} {}`", quoted(shown)))
    };
    // The text must begin on the line of its word.
    let patch =
        Patch::replace(Span::new(broken.head().end, text.end), format!(" {}", literal(shown)));
    broken.slip_to(text.end, finding, vec![patch])
}

pub(super) fn text_below(finding: Diagnostic, word: &str) -> Diagnostic {
    finding.hint(format!("write `{word} <<~'TEXT'`, the text below it, and `TEXT` alone on a line"))
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

/// A text in single quotes.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
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

/// `// words`, `/* words */` and `<!-- words -->` on a line of their own, or behind a text.
pub(super) fn comment(broken: &Broken) -> Vec<Slip> {
    let (start, end) = (broken.span.start, broken.first_line_end());
    let line = broken.view.slice(Span::new(start, end));
    let slip = |(sign, at): (&&str, usize)| {
        let place = Span::new(at, at + sign.len());
        let finding = unreadable(place, format!("`{sign}` begins no comment here"))
            .hint("write `#` before a comment, on each of its lines");
        broken.slip_to(end, finding, vec![Patch::replace(Span::new(at, end), "#")])
    };
    let at_start =
        COMMENTS.iter().filter(|sign| line.starts_with(**sign)).map(|sign| (sign, start));
    let behind = COMMENTS.iter().filter_map(|sign| {
        let at = line.find(&format!(" {sign} "))?;
        Some((sign, start + at + 1))
    });
    at_start.take(1).chain(behind).map(slip).collect()
}

/// `name: 'x'`, `name = 'x'`, `name => 'x'`, and `notes: |` with the text below it.
pub(super) fn sign(broken: &Broken) -> Vec<Slip> {
    let (view, word) = (broken.view, broken.word);
    let Some((place, called)) = sign_behind(broken) else { return Vec::new() };
    let behind = Span::new(place.end, broken.span.end);
    let value = view.slice(behind).trim();
    let finding = unreadable(place, format!("`{word}` takes its text without {called}"));
    let is_below = !broken.is_one_line() && value.starts_with(['|', '>', '\n']);
    let quoted = value.starts_with(['\'', '"', '%', '<', '[']);
    let (finding, text) = if is_below {
        (text_below(finding, word), value.trim_start_matches(['|', '>', '-', '+']))
    } else if quoted || value.is_empty() {
        (finding.hint(format!("leave out {called}: `{word} '…'`")), value)
    } else {
        let hint = format!("leave out {called}, and put quotes around the text: `{word} '…'`");
        (finding.hint(hint), value)
    };
    let alone = quoted.then(|| vec![Patch::replace(place, " ")]);
    let all = Span::new(place.start, broken.span.end);
    let both = vec![Patch::replace(all, format!(" {}", literal(text)))];
    alone.into_iter().chain([both]).map(|patches| broken.slip(finding.clone(), patches)).collect()
}

/// `entry: do`, `entry do do`, `entry do {` and `entry (`.
pub(super) fn block(broken: &Broken) -> Vec<Slip> {
    let (view, word) = (broken.view, broken.word);
    let line = Span::new(broken.span.start, broken.first_line_end());
    let behind = view.slice(line)[word.len()..].trim();
    let odd = behind.strip_prefix("do").or(behind.strip_suffix("do")).unwrap_or(behind).trim();
    let is_text = odd != "do" && odd.contains(|letter: char| !letter.is_ascii_punctuation());
    let takes = matches!(view.wants(word), Some(Wants::Block(_)));
    let Some(at) = view.slice(line).rfind(odd).filter(|_| takes && !odd.is_empty() && !is_text)
    else {
        return Vec::new();
    };
    let place = Span::new(line.start + at, line.start + at + odd.len());
    let finding = unreadable(place, format!("`{word}` begins its block with `do` alone"))
        .hint(format!("write `{word} do`"));
    vec![broken.slip_to(line.end, finding, vec![Patch::replace(line, format!("{word} do"))])]
}

/// Where the sign behind the word stands, and what it is called.
fn sign_behind(broken: &Broken) -> Option<(Span, &'static str)> {
    let behind = broken.view.after(broken.head().end);
    let rest = behind.trim_start_matches(' ');
    let (sign, called) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    let next = rest[sign.len()..].chars().next().unwrap_or(' ');
    let other = match *sign {
        ":" => rest.len() < behind.len() || next == ':',
        "=" => next == '~',
        "<-" => !matches!(next, ' ' | '\'' | '"'),
        _ => false,
    };
    let at = broken.head().end + behind.len() - rest.len();
    let takes = broken.view.wants_text(broken.word) && !other;
    takes.then_some((Span::new(at, at + sign.len()), called))
}

/// What a merge writes between the versions that it cannot bring together.
pub(super) fn merge(broken: &Broken) -> Vec<Slip> {
    let (view, start) = (broken.view, broken.span.start);
    if !MARKERS.iter().any(|marker| broken.text().starts_with(marker)) {
        return Vec::new();
    }
    let line = Span::new(start, broken.first_line_end());
    let finding = unreadable(line, "a merge has left its marks here")
        .hint("keep one of the two versions, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`");
    let find =
        |marker: &str| view.after(start).find(&format!("\n{marker}")).map(|at| start + at + 1);
    let ends = find(MARKERS[1]).zip(find(MARKERS[2]));
    let ends = ends.filter(|(middle, end)| middle < end && broken.text().starts_with(MARKERS[0]));
    let Some((middle, end)) = ends else {
        return vec![broken.slip_to(line.end, finding, vec![Patch::replace(line, "")])];
    };
    let finding = finding
        .related(Span::new(middle, view.visible_end(middle)), "the other version begins")
        .related(Span::new(end, view.visible_end(end)), "and ends here");
    // Between them stands what both versions come from, if the merge shows it.
    let other = find(MARKERS[3]).map_or(middle, |base| base.min(middle));
    let other = Span::new(other, view.line_end(end));
    let patches = [line, other].map(|part| Patch::replace(part, "")).to_vec();
    vec![broken.slip_to(other.end, finding, patches)]
}
