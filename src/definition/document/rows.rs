//! Blocks below a heading → the entries that stand there as rows: of a table, of a list that begins
//! with code, or as "what it does:" followed by code.

use std::collections::BTreeSet;

use super::blocks::{Block, Item, Kind, Line, Piece, PieceKind};
use super::commented;
use super::placeholders;
use super::row::Row;
use super::text::Texts;
use crate::definition::draft::Given;
use crate::markdown::{self, Dialect};
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
            Kind::Table { header, rows } => (table(texts, block.span, header, rows), 1),
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

/// The texts of a line that is code and nothing else: codes side by side are typed one after the
/// other, those between commas or slashes are several.
pub(super) fn codes(texts: &Texts, pieces: &[Piece]) -> Option<Vec<Given>> {
    let (codes, length) = leading_codes(texts, pieces);
    (length == pieces.len() && length > 0).then_some(codes)
}

/// The codes at the start of a line, and how many of its pieces they are.
pub(super) fn leading_codes(texts: &Texts, pieces: &[Piece]) -> (Vec<Given>, usize) {
    let mut codes: Vec<Given> = Vec::new();
    let (mut at, mut length) = (0, 0);
    let mut joint = Some(String::new());
    while let Some(piece) = pieces.get(at) {
        if let Some((code, taken)) = code_at(texts, &pieces[at..]) {
            match (codes.last_mut(), &joint) {
                (Some(last), Some(joint)) => {
                    let joint = if joint.trim().is_empty() { " " } else { joint };
                    last.text.extend([joint, &code.text]);
                    last.span.end = code.span.end;
                }
                _ => codes.push(code),
            }
            at += taken;
            length = at;
            joint = Some(String::new());
            continue;
        }
        let between = texts.slice(piece.span);
        let sign = between.trim().trim_matches(['_', '*']).trim();
        let is_break = piece.kind == PieceKind::Break || sign.starts_with("<br");
        let is_choice = is_break || sign.contains([',', '/', '|']);
        match joint.filter(|_| !is_choice) {
            Some(mut all) if sign.is_empty() || sign == "+" => {
                all.push_str(&between);
                joint = Some(all);
            }
            _ if is_break || sign.chars().all(|sign| ",/|".contains(sign)) => joint = None,
            _ => break,
        }
        at += 1;
        if sign.is_empty() && at == pieces.len() {
            length = at;
        }
    }
    (codes, length)
}

/// The code that pieces begin with, as Markdown or as HTML, and how many of them it is.
fn code_at(texts: &Texts, pieces: &[Piece]) -> Option<(Given, usize)> {
    let first = pieces.first()?;
    let end = match &first.kind {
        PieceKind::Code(code) => {
            return Some((Given { text: code.to_string(), span: first.span }, 1));
        }
        PieceKind::Html if texts.slice(first.span) == "<kbd>" => "</kbd>",
        PieceKind::Html if texts.slice(first.span) == "<code>" => "</code>",
        _ => return None,
    };
    let is_end = |piece: &Piece| piece.kind == PieceKind::Html && texts.slice(piece.span) == end;
    let last = pieces.iter().position(is_end)?;
    let text = texts.plain(&pieces[1..last]);
    let span = Span::new(first.span.start, pieces[last].span.end);
    (!text.is_empty()).then_some((Given { text, span }, last + 1))
}

/// What stands in a line behind its first pieces, without the sign that joins them.
pub(super) fn behind(texts: &Texts, pieces: &[Piece], length: usize) -> Option<Given> {
    let (first, last) = (pieces.get(length)?, pieces.last()?);
    let span = Span::new(first.span.start, last.span.end);
    let given = texts.given(span)?;
    let text = given.text.trim_start();
    let rest = text.trim_start_matches([':', '-', '–', '—', '=', ',']);
    let joined = rest.starts_with(char::is_whitespace);
    let text = if joined { rest.trim_start() } else { text };
    (!text.is_empty()).then(|| Given { text: text.to_owned(), span: given.span })
}

fn table<'b, 'a>(
    texts: &Texts,
    span: Span,
    header: &[Line],
    rows: &[Vec<Line>],
) -> Option<Unit<'b, 'a>> {
    let filled: Vec<_> =
        rows.iter().filter(|row| row.iter().any(|cell| shows(texts, cell))).collect();
    let columns = header.len();
    let is_code: Vec<_> = (0..columns).map(|at| is_code_column(texts, &filled, at)).collect();
    let name = is_code.iter().position(|is_code| !is_code);
    let first_code = is_code.iter().position(|is_code| *is_code);
    let order: Vec<usize> = (0..columns)
        .filter(|at| is_code[*at])
        .chain((0..columns).filter(|at| !is_code[*at]))
        .collect();
    let is_empty = |cell: &Line| {
        let text = texts.plain(&cell.pieces);
        text.chars().all(|sign| matches!(sign, '-' | ':' | ' '))
    };
    let mut titles: Vec<Given> = Vec::new();
    if !header.iter().all(is_empty) {
        titles.extend(
            order
                .iter()
                .map(|&at| texts.cell(&header[at]).unwrap_or(Given { text: String::new(), span })),
        );
    }
    let rows = filled.into_iter().map(|cells| {
        let mut row = Row { span: row_span(cells), ..Row::default() };
        for &at in &order {
            let cell = cells.get(at);
            let empty = || Given { text: String::new(), span: row.span.unwrap_or(span) };
            if is_code[at] {
                let codes = cell.map_or_else(Vec::new, |cell| cell_codes(texts, cell));
                if Some(at) == first_code && codes.len() > 1 {
                    row.commands = codes;
                } else {
                    let joined = codes.into_iter().reduce(|mut all, code| {
                        all.text.extend([" ", &code.text]);
                        all.span.end = code.span.end;
                        all
                    });
                    row.td_commands.push(joined.unwrap_or_else(empty));
                }
            } else {
                let given = cell.and_then(|cell| texts.cell(cell));
                let names = |given: &Given| has_word(&given.text) || first_code.is_none();
                match given {
                    Some(given) if Some(at) == name && names(&given) => row.name = Some(given),
                    given => row.td_notes.push(given.unwrap_or_else(empty)),
                }
            }
        }
        row
    });
    let rows: Vec<_> = rows.collect();
    let rows = if rows.is_empty() && !titles.is_empty() {
        // Some sites write a table of one row as its header.
        vec![Row { span: Some(span), td_notes: std::mem::take(&mut titles), ..Row::default() }]
    } else {
        rows
    };
    (!rows.is_empty()).then_some(Unit::Rows { header: titles, rows })
}

/// Whether a text shows a letter or a digit: the sign of a link such as `[#](…)` names nothing.
fn has_word(text: &str) -> bool {
    let plain = markdown::read_name(text, Dialect::GitHub).plain();
    plain.chars().any(char::is_alphanumeric)
}

fn row_span(cells: &[Line]) -> Option<Span> {
    let spans: Vec<_> = cells.iter().filter_map(Line::span).collect();
    Some(Span::new(spans.first()?.start, spans.last()?.end))
}

/// Whether a cell holds more than a line across.
fn shows(texts: &Texts, cell: &Line) -> bool {
    let text = texts.plain(&cell.pieces);
    !text.is_empty() && (text.len() < 3 || text.chars().any(|sign| sign != '-'))
}

/// A column is code if most of its filled cells are code and nothing else, and the others lose
/// nothing as code.
fn is_code_column(texts: &Texts, rows: &[&Vec<Line>], at: usize) -> bool {
    let cells = rows.iter().filter_map(|row| row.get(at)).filter(|cell| shows(texts, cell));
    let (mut code, mut other) = (0, 0);
    for cell in cells {
        if codes(texts, &cell.pieces).is_some() {
            code += 1;
        } else if cell.pieces.iter().all(|piece| loses_nothing(texts, piece)) {
            other += 1;
        } else {
            return false;
        }
    }
    code > other
}

/// Whether a piece of a line shows the same as code.
fn loses_nothing(texts: &Texts, piece: &Piece) -> bool {
    match &piece.kind {
        PieceKind::Text(_) | PieceKind::Code(_) | PieceKind::Html | PieceKind::Emphasis => true,
        _ => texts.slice(piece.span).trim().is_empty(),
    }
}

fn cell_codes(texts: &Texts, cell: &Line) -> Vec<Given> {
    codes(texts, &cell.pieces).unwrap_or_else(|| {
        let text = texts.plain(&cell.pieces);
        let given = cell.span().filter(|_| !text.is_empty()).map(|span| Given { text, span });
        given.into_iter().collect()
    })
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
        let name = self::behind(texts, &line.pieces, length);
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

/// Commands as one types them: without prompt, braces around placeholders, and choices of options.
fn typed(commands: Vec<Given>) -> Vec<Given> {
    let forms = |given: Given| {
        let text = given.text.strip_prefix("$ ").unwrap_or(&given.text);
        let forms = placeholders::forms(text).into_iter();
        forms.map(move |text| Given { text, span: given.span }).collect::<Vec<_>>()
    };
    commands.into_iter().flat_map(forms).collect()
}

fn without_colon(mut given: Given) -> Given {
    given.text.truncate(given.text.trim_end().trim_end_matches(':').len());
    given
}
