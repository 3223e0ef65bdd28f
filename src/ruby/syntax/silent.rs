//! What Ruby reads, but not as the author meant it: a text that can be read → the mistakes in it, and
//! warnings of what is lost without one.

use super::foreign::{ends_with_modifier, text_below};
use super::heredocs::{Opening, opened_again, unclosed};
use super::outline::text_begins_below;
use super::pieces::dangling;
use super::quotes::is_lookalike;
use super::repair::{SILENT_KINDS, mistake};
use super::slip::{Broken, Slip};
use super::view::{View, closer, leading_word};
use crate::diagnostic::{Code, Diagnostic};
use crate::ruby::lower::facts::{Facts, Statement, StatementKind};
use crate::ruby::words::{MODULES, Wants};
use crate::source::Span;
use crate::wording::{count, nearest};

/// The mistakes in a text that can be read.
pub(super) fn mistakes(view: View, facts: &Facts) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut end = 0;
    let odd = facts.names.iter().filter(|name| view.slice(name.span).contains(is_lookalike));
    let mut lines: Vec<_> =
        facts.statements.iter().filter_map(|statement| suspect(view, facts, statement)).collect();
    lines.extend(odd.map(|name| {
        let line = view.line_start(name.span.start);
        let shown = Span::new(line + view.indent(line), view.visible_end(line));
        // A line may hold nothing but a space that Ruby takes for a name.
        if shown.start < shown.end { shown } else { name.span }
    }));
    lines.sort_by_key(|span| span.start);
    for span in lines {
        if span.start < end {
            continue;
        }
        if let Some((slip, _)) = mistake(&Broken::new(view, span, Vec::new()), SILENT_KINDS) {
            end = slip.span.end;
            slips.push(slip);
        }
    }
    let mut heredocs = facts.heredocs.clone();
    heredocs.dedup_by_key(|opening| view.line_start(opening.start));
    slips.extend(heredocs.into_iter().filter_map(|opening| swallowed(view, opening)));
    slips
}

/// The part of the text that begins with the statement and is probably a mistake.
fn suspect(view: View, facts: &Facts, statement: &Statement) -> Option<Span> {
    let start = statement.span.start;
    let word = leading_word(view.slice(statement.span));
    if !view.wants_text(word) || !view.begins_its_line(start) {
        return None;
    }
    let line = Span::new(start, view.visible_end(start).max(statement.span.end));
    if let Some(below) = text_begins_below(view, line) {
        return Some(below);
    }
    if takes_the_next_line(view, start) {
        return Some(Span::new(start, view.visible_end(start)));
    }
    let behind = view.slice(Span::new(start + word.len(), line.end));
    let argument = behind.trim_start();
    let is_set = facts.unused.iter().any(|name| name.start == start);
    if statement.kind == StatementKind::Odd || argument.starts_with('=') && is_set {
        return Some(line);
    }
    let bare = !argument.is_empty()
        && !argument.starts_with(['\'', '"', '='])
        && argument.len() < behind.len();
    if !bare {
        return None;
    }
    if argument.starts_with('.') {
        return Some(line);
    }
    let names = facts.names_in(Span::new(start + word.len(), statement.span.end));
    let unknown = names.iter().any(|name| {
        let is_class = name.span.start > line.end - argument.len()
            && MODULES.split(' ').any(|class| class == view.slice(name.span));
        !name.is_variable && !is_class && !known(view, facts, name.span)
    });
    unknown.then_some(line)
}

/// Whether a comma or the like makes the word on the next line a part of this statement.
fn takes_the_next_line(view: View, start: usize) -> bool {
    let is_word = |next: usize| view.wants(leading_word(view.after(next))).is_some();
    let line = view.before(view.visible_end(start));
    (dangling(line).is_some() || ends_with_modifier(line).is_some())
        && view.next_visible(start).is_some_and(is_word)
}

/// A heredoc that goes on to the marker of a later one.
fn swallowed(view: View, opening: Span) -> Option<Slip> {
    let here = Opening::on_line(view, opening.start)?;
    opened_again(view, &here, opening.start)?;
    let start = view.line_start(opening.start) + view.indent(opening.start);
    let line = Span::new(start, view.visible_end(start));
    unclosed(&Broken::new(view, line, Vec::new())).pop()
}

/// Whether a name has a value, as far as can be told: the text may define it, or it is called as no
/// word of a sentence is.
fn known(view: View, facts: &Facts, name: Span) -> bool {
    let word = view.slice(name);
    let is_called = is_called(word, view.after(name.end)) || FORMATS.contains(&word);
    is_called
        || facts.defined.contains(word)
        || nearest(word, facts.defined.iter().map(String::as_str)).is_some()
}

/// What Ruby has to put values into a text.
const FORMATS: &[&str] = &["format", "sprintf"];

/// `name(…)`, `name { … }`, `Name.new`, `Name[…]`.
fn is_called(word: &str, behind: &str) -> bool {
    let block = behind.trim_start_matches(' ');
    let constant = word.starts_with(char::is_uppercase);
    let method = behind.strip_prefix('.').or_else(|| behind.strip_prefix("::"));
    behind.starts_with(['(', '['])
        || block.starts_with('{')
        || block.starts_with("do ")
        || block.starts_with("do\n")
        || constant && method.is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// What Ruby leaves out without a word.
pub(super) fn losses(view: View, facts: &Facts) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    findings.extend(facts.statements.iter().filter_map(|statement| stray(view, statement)));
    findings.extend(facts.statements.iter().filter_map(|statement| unset(view, facts, statement)));
    findings.extend(facts.unused.iter().filter_map(|name| unread(view, facts, *name)));
    findings.extend(facts.joints.iter().filter_map(|joint| joined(view, facts, *joint)));
    findings.extend(facts.texts.iter().filter_map(|(open, parts)| backslashes(view, *open, parts)));
    findings
}

/// What the word that a statement begins with takes, and the word.
fn word(view: View<'_>, span: Span) -> Option<(&str, Wants)> {
    let word = leading_word(view.slice(span));
    let wants = view.wants(word)?;
    matches!(wants, Wants::Text | Wants::Texts).then_some((word, wants))
}

/// A text on a line of its own, behind a word with its text.
fn stray(view: View, statement: &Statement) -> Option<Diagnostic> {
    let before = statement.before.filter(|_| statement.kind == StatementKind::Text)?;
    let (word, wants) = word(view, before)?;
    let start = statement.span.start;
    let place = Span::new(start, view.visible_end(start).min(statement.span.end));
    let hint = match wants {
        Wants::Texts => format!("end the text of `{word}` with a comma, and this is another one"),
        _ => format!("end the line of `{word}` with `\\`, or leave out the quotes between the two"),
    };
    Some(
        Diagnostic::new(Code::LostText, "this text is not part of anything")
            .at(place, "it is lost")
            .related(
                Span::new(before.start, before.start + word.len()),
                "this ends on its own line",
            )
            .hint(hint),
    )
}

/// `@x` that is never set, where a text should be.
fn unset(view: View, facts: &Facts, statement: &Statement) -> Option<Diagnostic> {
    let (word, _) = word(view, statement.span)?;
    let names = facts.names_in(statement.span).iter();
    let unset = names.filter(|name| {
        let shown = view.slice(name.span);
        shown.starts_with('@') && !facts.defined.contains(shown)
    });
    let places: Vec<_> = unset.map(|name| name.span).collect();
    let first = *places.first()?;
    let shown = view.slice(first);
    let finding = Diagnostic::new(
        Code::LostText,
        format!("`{shown}` is a variable that nothing sets, so it shows nothing"),
    );
    let finding = places
        .iter()
        .skip(1)
        .take(3)
        .fold(finding.at(first, ""), |finding, more| finding.related(*more, "and this one"));
    Some(finding.hint(format!("put quotes around it to show it: `{word} '{shown}'`")))
}

/// `name label = 'x'`: a variable that nothing reads, whose value alone is shown.
fn unread(view: View, facts: &Facts, name: Span) -> Option<Diagnostic> {
    let statement =
        facts.statement_before(name.start).filter(|statement| name.end < statement.end)?;
    let (word, _) = word(view, statement)?;
    let place = Span::new(name.start, statement.end);
    let shown = view.slice(place);
    let quoted = match (shown.contains('\''), shown.contains('"')) {
        (false, _) => format!("'{shown}'"),
        (true, false) => format!("\"{shown}\""),
        (true, true) => format!("%q({shown})"),
    };
    let message = "this sets a variable that nothing reads, so only its value is shown";
    let hint = format!("put quotes around it to show it: `{word} {quoted}`");
    Some(Diagnostic::new(Code::LostText, message).at(place, "").hint(hint))
}

/// `'a' 'b'` where a comma was meant, and `'it''s'`.
fn joined(view: View, facts: &Facts, joint: Span) -> Option<Diagnostic> {
    let gap = view.slice(joint);
    let (word, wants) = word(view, facts.statement_before(joint.start)?)?;
    let place = Span::new(joint.start - 1, (joint.end + 1).min(view.text.len()));
    if gap.is_empty() {
        let quote = view.before(joint.start).chars().next_back()?;
        let triple = String::from(quote).repeat(3);
        if view.slice(facts.statement_before(joint.start)?)[word.len()..]
            .trim_start()
            .starts_with(&triple)
        {
            let at =
                joint.start.checked_sub(2).filter(|at| view.after(*at).starts_with(&triple))?;
            let message = format!("`{triple}` is no quote of its own: it shows nothing");
            let finding = Diagnostic::new(Code::JoinedTexts, message);
            return Some(text_below(finding.at(Span::new(at, at + 3), ""), word));
        }
        let finding = Diagnostic::new(
            Code::JoinedTexts,
            format!("`{quote}{quote}` ends a text and begins another, and shows no quote"),
        );
        return Some(
            finding.at(place, "").hint(format!("write `\\{quote}` for a quote inside a text")),
        );
    }
    (wants == Wants::Texts && !gap.contains('\n')).then(|| {
        Diagnostic::new(Code::JoinedTexts, format!("these two texts of `{word}` become one"))
            .at(place, "no comma is between them")
            .hint("put a comma between them, or write them as one text")
    })
}

/// What means something behind a backslash in `"…"`, apart from what ends or continues the text.
const ESCAPES: &str = "abefnrstvxucCM01234567\\\"'#\n";

/// Backslashes in `"…"` that Ruby drops, or takes for a tab where a path was meant.
fn backslashes(view: View, opening: Span, parts: &[Span]) -> Option<Diagnostic> {
    let delimiters = view.slice(opening);
    let mut lost = Vec::new();
    for part in parts {
        let text = view.slice(*part);
        let mut at = 0;
        while let Some(found) = text[at..].find('\\') {
            let (backslash, letter) = (at + found, text[at + found + 1..].chars().next()?);
            at = backslash + 1 + letter.len_utf8();
            let plain = !ESCAPES.contains(letter) && !closes(delimiters, letter);
            if plain || begins_a_path(&text[..backslash]) && letter.is_alphabetic() {
                lost.push((part.start + backslash, letter));
            }
        }
    }
    let (at, letter) = *lost.first()?;
    let what = match letter {
        'a'..='z' if ESCAPES.contains(letter) => "stands for another character here",
        _ => "means nothing here, so the backslash is not shown",
    };
    let finding = Diagnostic::new(Code::LostBackslash, format!("`\\{letter}` {what}"))
        .at(Span::new(at, at + 1 + letter.len_utf8()), "");
    let finding = match lost.len() - 1 {
        0 => finding,
        more => finding.hint(format!(
            "{} in this text {} lost the same way",
            count(more, "more backslash", "more backslashes"),
            if more == 1 { "is" } else { "are" }
        )),
    };
    let quoted = if delimiters.starts_with("<<") {
        let marker = delimiters.trim_matches(['<', '~', '-', '"']);
        format!("begin the text with `<<~'{marker}'`")
    } else {
        "put the text into '…'".to_owned()
    };
    Some(
        finding.hint(format!("write `\\\\` for a backslash, or {quoted}, where it stays as it is")),
    )
}

/// Whether the letter ends the text that begins so, or nests in it.
fn closes(opening: &str, letter: char) -> bool {
    let open = opening.chars().next_back().filter(|open| !open.is_alphanumeric());
    open.is_some_and(|open| letter == open || letter == closer(open))
}

/// Whether the text ends with `C:`, or with `C:\` and folders behind it.
fn begins_a_path(before: &str) -> bool {
    let path = before.rsplit([' ', '\n', '"', '(', '`', '\'']).next().unwrap_or_default();
    let mut letters = path.chars();
    let drive = letters.next().is_some_and(|letter| letter.is_ascii_uppercase());
    drive && letters.next() == Some(':')
}
