//! What Ruby leaves out without a word: a text that can be read → warnings.

use super::tree::{NameKind, Statement, StatementKind, Tree};
use super::view::{View, closer, leading_word};
use crate::diagnostic::{Code, Diagnostic};
use crate::ruby::words::Wants;
use crate::source::Span;
use crate::wording::count;

pub(super) fn losses(view: View, tree: &Tree) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    findings.extend(tree.statements.iter().filter_map(|statement| stray(view, statement)));
    findings.extend(tree.statements.iter().filter_map(|statement| unset(view, tree, statement)));
    findings.extend(tree.joints.iter().filter_map(|joint| joined(view, tree, *joint)));
    findings.extend(tree.texts.iter().filter_map(|(open, parts)| backslashes(view, *open, parts)));
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
fn unset(view: View, tree: &Tree, statement: &Statement) -> Option<Diagnostic> {
    let (word, _) = word(view, statement.span)?;
    let names = tree.names_in(statement.span).iter();
    let unset = names.filter(|name| {
        let shown = view.slice(name.span);
        let special =
            shown.starts_with('$') && !shown[1..].starts_with(|c: char| c.is_alphabetic());
        name.kind == NameKind::Variable && !special && !tree.defined.contains(shown)
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

/// `'a' 'b'` where a comma was meant, and `'it''s'`.
fn joined(view: View, tree: &Tree, joint: Span) -> Option<Diagnostic> {
    let gap = view.slice(joint);
    let at = tree.statements.partition_point(|statement| statement.span.start < joint.start);
    let (word, wants) = word(view, tree.statements.get(at.checked_sub(1)?)?.span)?;
    let place = Span::new(joint.start - 1, (joint.end + 1).min(view.text.len()));
    if gap.is_empty() {
        let quote = view.before(joint.start).chars().next_back()?;
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
