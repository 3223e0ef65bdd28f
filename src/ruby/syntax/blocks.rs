//! Slips with blocks: an `end` that is missing, one too many, a `do` that is missing. Indentation
//! tells which block the author meant.

use super::case::{Case, Slip, unreadable};
use super::patched::Patch;
use super::quotes::is_empty;
use super::shape::Construct;
use crate::source::Span;

/// The message of the parser about an `end` or `}` that nothing waits for.
fn surplus(case: &Case) -> Option<Span> {
    let first = case.first()?;
    let closer = matches!(case.slice(first.span), "end" | "}");
    (closer && first.message.ends_with("ignoring it")).then_some(first.span)
}

/// Something that opens a block, without its `do`.
pub(crate) fn missing_do(case: &Case) -> Option<Slip> {
    let surplus = surplus(case)?;
    let mut line = 0;
    while line < surplus.start {
        let end = case.line_end(line);
        if let Some(slip) = headless(case, line, end) {
            return Some(slip);
        }
        line = end + 1;
    }
    None
}

/// `category` and more indented lines below, but no `do`.
fn headless(case: &Case, line: usize, end: usize) -> Option<Slip> {
    let word = case.first_word(line);
    let at = line + case.indent(line);
    let rest = case.slice(Span::new(at + word.len(), end));
    let has_block = rest.contains('{') || rest.split_whitespace().any(|word| word == "do");
    if !case.words.takes_block(word) || has_block || !is_outside_texts(case, at) {
        return None;
    }
    let next = next_line(case, end + 1)?;
    (case.indent(next) > case.indent(line)).then(|| Slip {
        finding: unreadable(Span::new(at, at + word.len()), format!("this `{word}` has no `do`"))
            .hint(format!("write `{word} do`")),
        subject: at,
        patches: vec![Patch::replace(Span::new(at + word.len(), end), " do")],
    })
}

fn is_outside_texts(case: &Case, at: usize) -> bool {
    case.shape.names.iter().any(|name| name.start == at)
}

fn next_line(case: &Case, mut line: usize) -> Option<usize> {
    while line < case.text.len() {
        if !case.line(line).trim().is_empty() {
            return Some(line);
        }
        line = case.line_end(line) + 1;
    }
    None
}

/// An `end` or `}` that nothing waits for.
pub(crate) fn one_too_many(case: &Case) -> Option<Slip> {
    let reported = surplus(case)?;
    let deeper = |block: &&Construct| {
        starts_its_line(case, block.close)
            && case.indent(block.close.start) > case.indent(block.head.start)
    };
    let early = case.shape.blocks.iter().filter(deeper).min_by_key(|block| block.close.start);
    let span = early.map_or(reported, |block| block.close);
    let closer = case.slice(span);
    let finding =
        unreadable(span, format!("there is one `{closer}` too many: this one closes nothing"));
    let finding = match early {
        Some(block) if closer == "end" => {
            let message =
                format!("it ends up closing this `{}`", case.first_word(block.head.start));
            finding.related(block.head, message).hint("remove it, or move it to where a block ends")
        }
        _ if closer == "end" => {
            finding.hint("remove it, or look for a `do` that is missing before it")
        }
        _ => finding.hint("remove it, or look for a `{` that is missing before it"),
    };
    Some(Slip { finding, subject: span.start, patches: vec![Patch::replace(span, "")] })
}

/// A block that nothing closes.
pub(crate) fn missing_end(case: &Case) -> Option<Slip> {
    let open = case.errors.iter().find(|error| {
        error.message.starts_with("expected a block beginning")
            || error.message.starts_with("expected an `end` to close")
    })?;
    if case
        .first()
        .is_some_and(|first| case.slice(first.span) != "}" && case.slice(first.span) != "end")
    {
        return None;
    }
    let blocks = &case.shape.blocks;
    let shallower = |block: &&Construct| {
        starts_its_line(case, block.close)
            && case.indent(block.close.start) < case.indent(block.head.start)
    };
    let mut shallow: Vec<_> = blocks.iter().filter(shallower).collect();
    shallow.sort_by_key(|block| block.close.start);
    let tidy = shallow.windows(2).all(|pair| pair[1].head.start < pair[0].head.start);
    let by_indent = shallow.first().copied().filter(|_| tidy);
    let by_error = || {
        let holds = |block: &&Construct| {
            block.head.end == open.span.end || block.head.start == open.span.start
        };
        blocks.iter().find(holds)
    };
    let block = by_indent.or_else(by_error)?;
    let head = case.slice(block.head);
    let closer = if head.ends_with('{') { "}" } else { "end" };
    let inside = |at: &&Span| {
        starts_its_line(case, **at) && case.indent(at.start) <= case.indent(block.head.start)
    };
    let indented = |first: &Span| case.indent(first.start) > case.indent(block.head.start);
    let indents = block.body.first().is_some_and(indented);
    let strayed = block.body.iter().find(|span| indents && inside(span)).copied();
    let finding = unreadable(block.head, format!("this `{}` has no `{closer}`", shown(head)));
    let finding = match (strayed, by_indent) {
        (Some(next), _) => {
            let word = super::case::leading_word(case.after(next.start));
            let word = Span::new(next.start, next.start + word.len());
            finding.related(word, format!("`{closer}` is missing before this"))
        }
        (None, Some(block)) => {
            finding.related(block.close, "going by its indentation, this closes another block")
        }
        (None, None) => finding,
    };
    let at = match strayed.or_else(|| by_indent.map(|block| block.close)) {
        Some(next) => case.line_start(next.start),
        None => case.text.len(),
    };
    let wrong = wrong_closer(case, closer);
    let finding = match wrong {
        Some(span) => finding.related(span, format!("this is no `{closer}`")),
        None => finding,
    };
    let finding = finding.hint(match wrong {
        Some(_) => format!("close it with `{closer}`"),
        None => format!("add `{closer}` where the block ends"),
    });
    let patch = match wrong {
        Some(span) => Some(Patch::replace(span, closer)),
        None => tidy.then(|| Patch::insert(at, format!("\n{closer}\n"))),
    };
    let finding = if patch.is_some() {
        finding
    } else {
        finding.hint("perhaps another block lacks it: with each block indented, this can say which")
    };
    Some(Slip { finding, subject: block.head.start, patches: patch.into_iter().collect() })
}

/// A `}` where an `end` is due, or the other way round.
fn wrong_closer(case: &Case, closer: &str) -> Option<Span> {
    let found = surplus(case)?;
    (case.slice(found) != closer).then_some(found)
}

fn starts_its_line(case: &Case, span: Span) -> bool {
    !is_empty(span) && case.begins_its_line(span.start)
}

/// The head of a block on one line, not too long.
fn shown(head: &str) -> String {
    let line = head.lines().next().unwrap_or_default();
    if line.len() > 40 { super::case::leading_word(line).to_owned() } else { line.to_owned() }
}
