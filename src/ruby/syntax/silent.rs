//! What Ruby reads, but not as the author meant it: a text that can be read → the mistakes in it, and
//! what is lost without one.

use super::heredocs::{Opening, opened_again, unclosed};
use super::outline::text_begins_below;
use super::quotes::is_lookalike;
use super::repair::silent_mistake;
use super::slip::{Broken, Slip};
use super::view::{View, leading_word};
use crate::ruby::lower::facts::{Facts, Statement, StatementKind};
use crate::ruby::words::{MODULES, Wants};
use crate::source::Span;
use crate::wording::nearest;

/// The mistakes in a text that can be read.
pub(super) fn mistakes(view: View, facts: &Facts) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut end = 0;
    let odd = facts.names.iter().filter(|name| view.slice(name.span).contains(is_lookalike));
    let odd: Vec<_> = odd.map(|name| view.line_start(name.span.start)).collect();
    let mut lines: Vec<_> =
        facts.statements.iter().filter_map(|statement| suspect(view, facts, statement)).collect();
    lines.extend(
        odd.into_iter().map(|line| Span::new(line + view.indent(line), view.visible_end(line))),
    );
    lines.sort_by_key(|span| span.start);
    for span in lines {
        if span.start < end {
            continue;
        }
        if let Some((slip, _)) = silent_mistake(&Broken::new(view, span, Vec::new())) {
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
    if takes_the_next_block(view, start) {
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

/// Whether a comma makes the block on the next line a part of this statement.
fn takes_the_next_block(view: View, start: usize) -> bool {
    let opens =
        |next: usize| matches!(view.wants(leading_word(view.after(next))), Some(Wants::Block(_)));
    view.before(view.visible_end(start)).ends_with(',')
        && view.next_visible(start).is_some_and(opens)
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
