//! A table → the entries that its rows are: columns of code are commands, the first other one the
//! name, the rest notes.

use super::blocks::{Line, Piece, PieceKind};
use super::codes::codes;
use super::row::Row;
use super::text::Texts;
use crate::definition::draft::Given;
use crate::markdown::{self, Dialect};
use crate::source::Span;

/// What the columns of a table are.
struct Columns<'t, 's> {
    texts: &'t Texts<'s>,
    /// Where a cell without text stands.
    table: Span,
    is_code: Vec<bool>,
    /// Those of code first.
    order: Vec<usize>,
    name: Option<usize>,
    first_code: Option<usize>,
}

/// A table's rows, under the headings of their columns; `None` when it shows none.
pub(super) fn rows(
    texts: &Texts,
    table: Span,
    header: &[Line],
    rows: &[Vec<Line>],
) -> Option<(Vec<Given>, Vec<Row>)> {
    let filled: Vec<_> =
        rows.iter().filter(|row| row.iter().any(|cell| shows(texts, cell))).collect();
    let columns = Columns::new(texts, table, header.len(), &filled);
    let mut titles = columns.titles(header);
    let mut rows: Vec<_> = filled.into_iter().map(|cells| columns.row(cells)).collect();
    if rows.is_empty() && !titles.is_empty() {
        // Some sites write a table of one row as its header.
        let td_notes = std::mem::take(&mut titles);
        rows.push(Row { span: Some(table), td_notes, ..Row::default() });
    }
    (!rows.is_empty()).then_some((titles, rows))
}

impl<'t, 's> Columns<'t, 's> {
    fn new(texts: &'t Texts<'s>, table: Span, columns: usize, rows: &[&Vec<Line>]) -> Self {
        let is_code: Vec<_> = (0..columns).map(|at| is_code_column(texts, rows, at)).collect();
        let mut order: Vec<_> = (0..columns).collect();
        order.sort_by_key(|at| !is_code[*at]);
        let name = is_code.iter().position(|is_code| !is_code);
        let first_code = is_code.iter().position(|is_code| *is_code);
        Self { texts, table, is_code, order, name, first_code }
    }

    /// The headings; none where all are empty.
    fn titles(&self, header: &[Line]) -> Vec<Given> {
        let is_empty = |cell: &Line| {
            let text = self.texts.plain(&cell.pieces);
            text.chars().all(|sign| matches!(sign, '-' | ':' | ' '))
        };
        if header.iter().all(is_empty) {
            return Vec::new();
        }
        let title = |at: &usize| self.texts.cell(&header[*at]).unwrap_or(nothing(self.table));
        self.order.iter().map(title).collect()
    }

    fn row(&self, cells: &[Line]) -> Row {
        let mut row = Row { span: row_span(cells), ..Row::default() };
        let nothing = || nothing(row.span.unwrap_or(self.table));
        let names = |given: &Given| has_word(&given.text) || self.first_code.is_none();
        for &at in &self.order {
            let cell = cells.get(at);
            if self.is_code[at] {
                let codes = cell.map_or_else(Vec::new, |cell| cell_codes(self.texts, cell));
                if Some(at) == self.first_code && codes.len() > 1 {
                    row.commands = codes;
                } else {
                    row.td_commands.push(joined(codes).unwrap_or_else(nothing));
                }
                continue;
            }
            match cell.and_then(|cell| self.texts.cell(cell)) {
                Some(given) if Some(at) == self.name && names(&given) => row.name = Some(given),
                given => row.td_notes.push(given.unwrap_or_else(nothing)),
            }
        }
        row
    }
}

fn nothing(span: Span) -> Given {
    Given { text: String::new(), span }
}

/// Codes of one cell as one.
fn joined(codes: Vec<Given>) -> Option<Given> {
    codes.into_iter().reduce(|mut all, code| {
        all.text.extend([" ", &code.text]);
        all.span.end = code.span.end;
        all
    })
}

/// Whether a text shows a letter or a digit: the sign of a link such as `[#](…)` names nothing.
fn has_word(text: &str) -> bool {
    let plain = markdown::read_name(text, Dialect::GitHub).plain;
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
