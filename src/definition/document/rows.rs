//! Blocks below a heading → the entries that stand there as rows: of a table, of a list that begins
//! with code, or as "what it does:" followed by code.

use std::collections::BTreeSet;

use super::blocks::{Block, Item, Kind, Line};
use super::codes::{behind, code_at, codes, leading_codes, typed};
use super::columns;
use super::commented;
use super::row::Row;
use super::text::Texts;
use crate::definition::draft::Given;
use crate::source::Span;

/// The longest line, in characters, that says what the code behind it does.
const LONGEST_LABEL: usize = 120;

/// A part of what stands below a heading.
pub(super) enum Unit<'b, 'a> {
    /// What is shown as it stands.
    Text(&'b Block<'a>),
    /// A line across, which sets apart what stands above and below.
    Rule,
    /// Entries, under the headings of their columns.
    Rows { header: Vec<Given>, rows: Vec<Row> },
}

/// The parts of what stands below a heading, in order.
pub(super) fn units<'b, 'a>(texts: &Texts, blocks: &'b [Block<'a>]) -> Vec<Unit<'b, 'a>> {
    let mut units = Vec::new();
    let mut rest = blocks;
    while let [block, behind @ ..] = rest {
        let (unit, taken) = match &block.kind {
            Kind::Rule => (Some(Unit::Rule), 1),
            Kind::Table { header, rows } => {
                let rows = columns::rows(texts, block.span, header, rows);
                (rows.map(|(header, rows)| Unit::Rows { header, rows }), 1)
            }
            Kind::List(items) => match labelled(texts, items, behind) {
                Some((rows, more)) => (Some(Unit::Rows { header: Vec::new(), rows }), 1 + more),
                None => (Some(Unit::Text(block)), 1),
            },
            Kind::Code { language, text } => match commented::rows(texts, block, language, text) {
                Some(rows) => (Some(Unit::Rows { header: Vec::new(), rows }), 1),
                None => (Some(Unit::Text(block)), 1),
            },
            Kind::Paragraph(_) => match pairs(texts, rest) {
                Some((rows, taken)) => (Some(Unit::Rows { header: Vec::new(), rows }), taken),
                None => (texts.shows(block).then_some(Unit::Text(block)), 1),
            },
            _ => (texts.shows(block).then_some(Unit::Text(block)), 1),
        };
        units.extend(unit);
        rest = &rest[taken..];
    }
    units
}

/// The entries of a list that says what something does and shows the code: in each item, or for a
/// list of one item in the block behind it. With them how many blocks behind were taken.
fn labelled(texts: &Texts, items: &[Item], behind: &[Block]) -> Option<(Vec<Row>, usize)> {
    if let [item] = items
        && let [Block { kind: Kind::Paragraph(label), span }] = item.blocks.as_slice()
        && let [code, ..] = behind
        && let Some(commands) = only_code(texts, code)
        && codes(texts, &label.pieces).is_none()
    {
        let name = label.span().and_then(|span| texts.given(span)).map(without_colon);
        let span = Span::new(span.start, code.span.end);
        return Some((vec![Row { span: Some(span), commands, name, ..Row::default() }], 1));
    }
    let rows: Option<Vec<_>> = items.iter().map(|item| item_row(texts, &item.blocks)).collect();
    Some((rows?, 0))
}

/// Lines that say what something does, each another thing and each with its code behind it, two or
/// more and nothing else up to a line across. With them how many blocks they are.
fn pairs(texts: &Texts, blocks: &[Block]) -> Option<(Vec<Row>, usize)> {
    let end = blocks.iter().position(|block| matches!(block.kind, Kind::Rule));
    let blocks: Vec<_> = blocks[..end.unwrap_or(blocks.len())].iter().collect();
    let shown: Vec<_> = blocks.iter().filter(|block| texts.shows(block)).collect();
    if shown.len() < 4 || !shown.len().is_multiple_of(2) {
        return None;
    }
    let rows: Option<Vec<_>> =
        shown.chunks(2).map(|pair| pair_row(texts, pair[0], pair[1])).collect();
    let rows = rows?;
    let names = rows.iter().filter_map(|row| Some(row.name.as_ref()?.text.as_str()));
    let names: BTreeSet<_> = names.collect();
    (names.len() == rows.len()).then_some((rows, blocks.len()))
}

fn pair_row(texts: &Texts, label: &Block, code: &Block) -> Option<Row> {
    let Kind::Paragraph(line) = &label.kind else { return None };
    let Kind::Code { text, .. } = &code.kind else { return None };
    let name = line.span().and_then(|span| texts.given(span)).map(without_colon)?;
    if name.text.contains('\n') || name.text.chars().count() > LONGEST_LABEL {
        return None;
    }
    let span = Some(Span::new(label.span.start, code.span.end));
    let given = |text: &str| Given { text: text.to_owned(), span: code.span };
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    if lines().count() == 1 || lines().all(|line| line.starts_with("$ ")) {
        let commands = typed(lines().map(|line| given(line.trim())).collect());
        return Some(Row { span, commands, name: Some(name), ..Row::default() });
    }
    let notes = texts.prose([code]);
    Some(Row { span, name: Some(name), notes, ..Row::default() })
}

/// An item that begins with code or ends with it: `- code: what it does`, `- what it does: code`.
fn item_row(texts: &Texts, item: &[Block]) -> Option<Row> {
    let [Block { kind: Kind::Paragraph(line), span }, rest @ ..] = item else { return None };
    let (codes, length) = leading_codes(texts, &line.pieces);
    if !codes.is_empty() {
        let name = behind(texts, &line.pieces, length);
        let notes = texts.prose(rest);
        return Some(Row { span: Some(*span), commands: codes, name, notes, ..Row::default() });
    }
    if let [code, more @ ..] = rest
        && let Some(commands) = only_code(texts, code)
    {
        let name = line.span().and_then(|span| texts.given(span)).map(without_colon);
        let notes = texts.prose(more);
        return Some(Row { span: Some(*span), commands, name, notes, ..Row::default() });
    }
    if let Some((name, notes)) = explained(texts, line) {
        return Some(Row {
            span: Some(*span),
            name: Some(name),
            notes: Some(notes),
            ..Row::default()
        });
    }
    let (label, commands) = ends_with_code(texts, line)?;
    let notes = texts.prose(rest);
    Some(Row { span: Some(*span), commands, name: Some(label), notes, ..Row::default() })
}

/// A line "what it does: `code`" as its two parts.
fn ends_with_code(texts: &Texts, line: &Line) -> Option<(Given, Vec<Given>)> {
    let at = (0..line.pieces.len()).find(|at| code_at(texts, &line.pieces[*at..]).is_some())?;
    let (label, code) = line.pieces.split_at(at);
    let span = Span::new(label.first()?.span.start, label.last()?.span.end);
    let label = texts.given(span).filter(|label| label.text.ends_with(':'))?;
    Some((without_colon(label), typed(codes(texts, code)?)))
}

/// A line whose mark at the end explains it: its text and the explanation.
fn explained(texts: &Texts, line: &Line) -> Option<(Given, Given)> {
    let span = line.span()?;
    let cut = texts.cuts_in(span).last()?;
    let tooltip = cut.tooltip.filter(|_| cut.span.end >= span.end)?;
    let name = texts.given(Span::new(span.start, cut.span.start))?;
    let text = texts.text.get(tooltip.start..tooltip.end)?.to_owned();
    Some((name, commented::literal(&Given { text, span: tooltip })))
}

/// The commands of a block that is a line of code and nothing else.
fn only_code(texts: &Texts, block: &Block) -> Option<Vec<Given>> {
    match &block.kind {
        Kind::Paragraph(line) => codes(texts, &line.pieces).map(typed),
        Kind::Code { text, .. } => {
            let text = text.trim_end();
            let is_line = !text.is_empty() && !text.contains('\n');
            is_line.then(|| typed(vec![Given { text: text.to_owned(), span: block.span }]))
        }
        _ => None,
    }
}

fn without_colon(mut given: Given) -> Given {
    given.text.truncate(given.text.trim_end().trim_end_matches(':').len());
    given
}
