//! The parts of a text → lines for a terminal, or plain text.

use unicode_width::UnicodeWidthStr;

use super::paragraph::{Line, clean, wrapped};
use super::part::{Emphasis, Part, Piece, Term};

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

/// The parts in lines of `width` columns, a blank one between them.
pub(super) fn lines(parts: &[Part], width: usize) -> Vec<Line> {
    let width = width.clamp(NARROWEST, ENDLESS);
    let mut all = Vec::new();
    for part in parts {
        if !all.is_empty() {
            all.push(Line::new());
        }
        all.extend(one(part, width));
    }
    all
}

/// The parts as plain text, a paragraph, an item or a row a line.
pub(super) fn plain(parts: &[Part]) -> String {
    let mut text = String::new();
    for line in lines(parts, ENDLESS) {
        let start = text.len();
        for piece in line {
            text.push_str(&piece.text);
        }
        text.truncate(start + text[start..].trim_end().len());
        if text.len() > start {
            text.push('\n');
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn one(part: &Part, width: usize) -> Vec<Line> {
    match part {
        Part::Text(pieces) => wrapped(pieces, width),
        Part::Heading(_, pieces) => {
            let strong = |piece: &Piece| Piece::new(&piece.text, Emphasis::Strong);
            wrapped(&pieces.iter().map(strong).collect::<Vec<_>>(), width)
        }
        Part::Code(text) => {
            text.lines().map(|line| vec![clean(line.trim_end(), Emphasis::Code)]).collect()
        }
        Part::List(first, items) => list(*first, items, width),
        Part::Terms(terms) => facts(terms, width),
        Part::Table(headings, rows) => table(headings, rows, width),
        Part::Quote(parts) => indented(lines(parts, width.saturating_sub(GAP)), GAP),
    }
}

fn list(first: Option<u64>, items: &[Vec<Part>], width: usize) -> Vec<Line> {
    let mut all = Vec::new();
    for (item, count) in items.iter().zip(0..) {
        let marker =
            first.map_or("• ".to_owned(), |first| format!("{}. ", first.saturating_add(count)));
        let indent = marker.width();
        let body = tight(item, width.saturating_sub(indent));
        let mut body = indented(body, indent);
        if let Some(blank) = body.first_mut().and_then(|line| line.first_mut()) {
            blank.text = marker;
        }
        all.extend(body);
    }
    all
}

/// Parts without blank lines where the first is a paragraph and a list follows, as in most lists.
fn tight(parts: &[Part], width: usize) -> Vec<Line> {
    match parts {
        [text @ Part::Text(_), list @ Part::List(..)] => {
            let width = width.max(NARROWEST);
            [one(text, width), one(list, width)].concat()
        }
        parts => lines(parts, width),
    }
}

/// Terms as a column, and what there is to say of each beside or below it.
fn facts(terms: &[Term], width: usize) -> Vec<Line> {
    let widths = terms.iter().map(|term| term.name.width());
    let column = widths.max().unwrap_or_default().min(TERM_WIDTH);
    terms.iter().flat_map(|term| fact(term, column, width)).collect()
}

fn fact(term: &Term, column: usize, width: usize) -> Vec<Line> {
    let is_beside = GAP + column + GAP + NARROWEST_BESIDE <= width;
    let indent = if is_beside { GAP + column + GAP } else { 2 * GAP };
    let name = clean(&term.name, Emphasis::Strong);
    let mut body = indented(lines(&term.body, width.saturating_sub(indent)), indent);
    match body.first_mut() {
        Some(first) if is_beside && name.text.width() <= column => {
            let gap = " ".repeat(column - name.text.width() + GAP);
            let head = [blank(GAP), name, Piece::new(&gap, Emphasis::None)];
            first.splice(..1, head);
        }
        _ => body.insert(0, vec![blank(GAP), name]),
    }
    body
}

/// A table with columns where they fit, else a row after the other.
fn table(headings: &[Vec<Piece>], rows: &[Vec<Vec<Piece>>], width: usize) -> Vec<Line> {
    let all = || std::iter::once(headings).chain(rows.iter().map(Vec::as_slice));
    let count = all().map(<[_]>::len).max().unwrap_or_default();
    let mut widths = vec![0; count];
    for (cell, at) in all().flat_map(|row| row.iter().zip(0..)) {
        widths[at] = widths[at].max(cell.iter().map(|piece| piece.text.width()).sum());
    }
    let total = widths.iter().fold(0_usize, |sum, width| sum.saturating_add(width + GAP));
    let is_plain = width > ENDLESS / 2;
    if total > width && !headings.is_empty() && !is_plain {
        return records(headings, rows, width);
    }
    let strong = |cell: &Vec<Piece>| -> Vec<Piece> {
        cell.iter().map(|piece| Piece::new(&piece.text, Emphasis::Strong)).collect()
    };
    let headings: Vec<Vec<Piece>> = headings.iter().map(strong).collect();
    let head = (!headings.is_empty()).then_some(headings);
    let mut lines = Vec::new();
    for row in head.iter().chain(rows) {
        let mut line = Line::new();
        for (at, cell) in row.iter().enumerate() {
            let own: usize = cell.iter().map(|piece| piece.text.width()).sum();
            line.extend(cell.iter().map(|piece| clean(&piece.text, piece.emphasis)));
            if at + 1 < row.len() {
                let gap = if is_plain || total > width { GAP } else { widths[at] - own + GAP };
                line.push(blank(gap));
            }
        }
        if total > width { lines.extend(wrapped(&line, width)) } else { lines.push(line) }
    }
    lines
}

/// The rows of a wide table, each with its headings as terms.
fn records(headings: &[Vec<Piece>], rows: &[Vec<Vec<Piece>>], width: usize) -> Vec<Line> {
    let mut all = Vec::new();
    for row in rows {
        let cells = row.iter().zip(headings).filter(|(cell, _)| !cell.is_empty());
        let terms: Vec<_> = cells
            .map(|(cell, heading)| Term {
                name: heading.iter().map(|piece| piece.text.as_str()).collect(),
                body: vec![Part::Text(cell.clone())],
            })
            .collect();
        if !all.is_empty() {
            all.push(Line::new());
        }
        all.extend(facts(&terms, width));
    }
    all
}

fn indented(lines: Vec<Line>, indent: usize) -> Vec<Line> {
    let indent = |mut line: Line| {
        if !line.is_empty() {
            line.insert(0, blank(indent));
        }
        line
    };
    lines.into_iter().map(indent).collect()
}

fn blank(width: usize) -> Piece {
    Piece { text: " ".repeat(width), emphasis: Emphasis::None }
}
