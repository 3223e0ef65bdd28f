//! The parts of a text → lines for a terminal, or plain text.

use unicode_width::UnicodeWidthStr;

use super::paragraph::{clean, wrapped};
use super::part::{Emphasis, Part, Piece, Term};
use super::writer::{Line, Writer, blank};

/// Widest column of terms.
const TERM_WIDTH: usize = 20;
/// Narrowest column of text, however deep it stands.
const NARROWEST: usize = 10;
/// Narrowest column of text beside a term; a narrower one stands below it.
const NARROWEST_BESIDE: usize = 15;
/// Between columns.
const GAP: usize = 2;
/// As wide as any text.
const ENDLESS: usize = usize::MAX >> 8;

/// Tells the parts in lines of `width` columns, a blank one between them.
pub(super) fn lines(parts: &[Part], width: usize, see: &mut dyn FnMut(&Line)) {
    all(parts, width, &mut Writer::new(see));
}

/// The parts as plain text, a paragraph, an item or a row a line.
pub(super) fn plain(parts: &[Part]) -> String {
    let mut text = String::new();
    lines(parts, ENDLESS, &mut |line| {
        let start = text.len();
        for piece in line {
            text.push_str(&piece.text);
        }
        text.truncate(start + text[start..].trim_end().len());
        if text.len() > start {
            text.push('\n');
        }
    });
    text.truncate(text.trim_end().len());
    text
}

fn all(parts: &[Part], width: usize, to: &mut Writer) {
    let width = width.clamp(NARROWEST, ENDLESS);
    let before = to.told();
    for part in parts {
        if to.told() > before {
            to.end();
        }
        one(part, width, to);
    }
}

fn one(part: &Part, width: usize, to: &mut Writer) {
    match part {
        Part::Text(pieces) => wrapped(pieces.iter().map(own), width, to),
        Part::Heading(_, pieces) => wrapped(pieces.iter().map(strong), width, to),
        Part::Code(text) => {
            for line in text.lines() {
                to.push(&clean(line.trim_end()), Emphasis::Code);
                to.end();
            }
        }
        Part::List(first, items) => list(*first, items, width, to),
        Part::Terms(terms) => facts(terms, width, to),
        Part::Table(headings, rows) => table(headings, rows, width, to),
        Part::Quote(parts) => {
            to.within(vec![blank(GAP)], GAP, |to| all(parts, width.saturating_sub(GAP), to));
        }
    }
}

/// A piece as it stands out by itself.
fn own(piece: &Piece) -> (&str, Emphasis) {
    (&piece.text, piece.emphasis)
}

/// A piece of a heading.
fn strong(piece: &Piece) -> (&str, Emphasis) {
    (&piece.text, Emphasis::Strong)
}

fn list(first: Option<u64>, items: &[Vec<Part>], width: usize, to: &mut Writer) {
    for (item, count) in items.iter().zip(0..) {
        let marker =
            first.map_or("• ".to_owned(), |first| format!("{}. ", first.saturating_add(count)));
        let indent = marker.width();
        let marker = Piece { text: marker, emphasis: Emphasis::None };
        to.within(vec![marker], indent, |to| tight(item, width.saturating_sub(indent), to));
    }
}

/// Parts without blank lines where the first is a paragraph and a list follows, as in most lists.
fn tight(parts: &[Part], width: usize, to: &mut Writer) {
    match parts {
        [text @ Part::Text(_), list @ Part::List(..)] => {
            let width = width.max(NARROWEST);
            one(text, width, to);
            one(list, width, to);
        }
        parts => all(parts, width, to),
    }
}

/// Terms as a column, and what there is to say of each beside or below it.
fn facts(terms: &[Term], width: usize, to: &mut Writer) {
    let widths = terms.iter().map(|term| term.name.width());
    let column = widths.max().unwrap_or_default().min(TERM_WIDTH);
    for term in terms {
        fact(term, column, width, to);
    }
}

fn fact(term: &Term, column: usize, width: usize, to: &mut Writer) {
    let name = clean(&term.name);
    let has_room = GAP + column + GAP + NARROWEST_BESIDE <= width;
    let indent = if has_room { GAP + column + GAP } else { 2 * GAP };
    let body = |to: &mut Writer| all(&term.body, width.saturating_sub(indent), to);
    if has_room && name.width() <= column {
        let gap = blank(column - name.width() + GAP);
        let before = to.told();
        to.within(vec![blank(GAP), Piece::new(&name, Emphasis::Strong), gap], indent, body);
        if to.told() > before {
            return;
        }
    }
    to.push_blank(GAP);
    to.push(&name, Emphasis::Strong);
    to.end();
    to.within(vec![blank(indent)], indent, body);
}

/// A table with columns where they fit, else a row after the other.
fn table(headings: &[Vec<Piece>], rows: &[Vec<Vec<Piece>>], width: usize, to: &mut Writer) {
    let is_plain = width > ENDLESS / 2;
    let widths = if is_plain { Vec::new() } else { widths(headings, rows) };
    let total = widths.iter().fold(0_usize, |sum, width| sum.saturating_add(width + GAP));
    if total > width {
        return match headings {
            [] => rows.iter().for_each(|row| wrapped(row_pieces(row), width, to)),
            headings => records(headings, rows, width, to),
        };
    }
    let mut row = |row: &[Vec<Piece>], shown: fn(&Piece) -> (&str, Emphasis)| {
        for (at, cell) in row.iter().enumerate() {
            let mut own = 0;
            for (text, emphasis) in cell.iter().map(shown) {
                to.push(&clean(text), emphasis);
                own += text.width();
            }
            if at + 1 < row.len() {
                to.push_blank(widths.get(at).map_or(0, |width| width - own) + GAP);
            }
        }
        to.end();
    };
    if !headings.is_empty() {
        row(headings, strong);
    }
    for cells in rows {
        row(cells, own);
    }
}

/// How wide the columns of a table are.
fn widths(headings: &[Vec<Piece>], rows: &[Vec<Vec<Piece>>]) -> Vec<usize> {
    let all = || std::iter::once(headings).chain(rows.iter().map(Vec::as_slice));
    let mut widths = vec![0; all().map(<[_]>::len).max().unwrap_or_default()];
    for (cell, at) in all().flat_map(|row| row.iter().zip(0..)) {
        widths[at] = widths[at].max(cell.iter().map(|piece| piece.text.width()).sum());
    }
    widths
}

/// The cells of a row in one paragraph.
fn row_pieces(row: &[Vec<Piece>]) -> impl Iterator<Item = (&str, Emphasis)> {
    let gaps = (1..row.len()).map(Some).chain([None]);
    row.iter()
        .zip(gaps)
        .flat_map(|(cell, next)| cell.iter().map(own).chain(next.map(|_| (" ", Emphasis::None))))
}

/// The rows of a wide table, each with its headings as terms.
fn records(headings: &[Vec<Piece>], rows: &[Vec<Vec<Piece>>], width: usize, to: &mut Writer) {
    let before = to.told();
    for row in rows {
        let cells = row.iter().zip(headings).filter(|(cell, _)| !cell.is_empty());
        let terms: Vec<_> = cells
            .map(|(cell, heading)| Term {
                name: heading.iter().map(|piece| piece.text.as_str()).collect(),
                body: vec![Part::Text(cell.clone())],
            })
            .collect();
        if to.told() > before {
            to.end();
        }
        facts(&terms, width, to);
    }
}
