//! The parts of a text → lines for a terminal, or plain text.

use unicode_width::UnicodeWidthStr;

use super::paragraph::{clean, wrapped};
use super::part::{Emphasis, Kind, Part, Parts};
use super::writer::{Line, Writer};

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
pub(super) fn lines(parts: &Parts, width: usize, see: &mut dyn FnMut(&Line)) {
    all(parts.top(), width, &mut Writer::new(see));
}

/// The parts as plain text, a paragraph, an item or a row a line.
pub(super) fn plain(parts: &Parts) -> String {
    let mut text = String::new();
    lines(parts, ENDLESS, &mut |line| {
        let start = text.len();
        text.push_str(line.text());
        text.truncate(start + text[start..].trim_end().len());
        if text.len() > start {
            text.push('\n');
        }
    });
    text.truncate(text.trim_end().len());
    text
}

fn all<'a>(parts: impl Iterator<Item = Part<'a>>, width: usize, to: &mut Writer) {
    let width = width.clamp(NARROWEST, ENDLESS);
    let before = to.told();
    for part in parts {
        if to.told() > before {
            to.end();
        }
        one(part, width, to);
    }
}

fn one(part: Part, width: usize, to: &mut Writer) {
    match part.kind() {
        Kind::Heading(_) => wrapped(strong(part), width, to),
        Kind::Code => {
            for line in part.text().lines() {
                to.push(&clean(line.trim_end()), Emphasis::Code);
                to.end();
            }
        }
        Kind::List | Kind::Numbered => list(part, width, to),
        Kind::Terms => {
            let terms = || {
                part.inside().filter_map(|term| {
                    let mut inside = term.inside();
                    Some((inside.next()?.text(), inside))
                })
            };
            facts(terms, width, to, &|body, width, to| all(body.clone(), width, to));
        }
        Kind::Table => table(part, width, to),
        Kind::Quote => {
            let inner = part.inside();
            to.within(&[(&blank(GAP), Emphasis::None)], |to| {
                all(inner, width.saturating_sub(GAP), to);
            });
        }
        _ => wrapped(pieces(part), width, to),
    }
}

/// The pieces of a line, as they stand out by themselves.
fn pieces(line: Part<'_>) -> impl Iterator<Item = (&str, Emphasis)> {
    line.inside().map(|piece| (piece.text(), piece.emphasis()))
}

/// The pieces of a heading.
fn strong(line: Part<'_>) -> impl Iterator<Item = (&str, Emphasis)> {
    line.inside().map(|piece| (piece.text(), Emphasis::Strong))
}

fn list(list: Part, width: usize, to: &mut Writer) {
    for (item, count) in list.inside().zip(0..) {
        let marker = match list.kind() {
            Kind::Numbered => format!("{}. ", list.number().saturating_add(count)),
            _ => "• ".to_owned(),
        };
        let indent = marker.width();
        to.within(&[(&marker, Emphasis::None)], |to| tight(item, width.saturating_sub(indent), to));
    }
}

/// Parts without blank lines where the first is a paragraph and a list follows, as in most lists.
fn tight(item: Part, width: usize, to: &mut Writer) {
    let mut parts = item.inside();
    match (parts.next(), parts.next(), parts.next()) {
        (Some(text), Some(list), None)
            if text.kind() == Kind::Text && matches!(list.kind(), Kind::List | Kind::Numbered) =>
        {
            let width = width.max(NARROWEST);
            one(text, width, to);
            one(list, width, to);
        }
        _ => all(item.inside(), width, to),
    }
}

/// Terms as a column, and what there is to say of each beside or below it, which `write` writes.
fn facts<'a, T, Terms: Iterator<Item = (&'a str, T)>>(
    terms: impl Fn() -> Terms,
    width: usize,
    to: &mut Writer,
    write: &dyn Fn(&T, usize, &mut Writer),
) {
    let widths = terms().map(|(name, _)| name.width());
    let column = widths.max().unwrap_or_default().min(TERM_WIDTH);
    for (name, body) in terms() {
        fact(name, column, width, to, &|width, to| write(&body, width, to));
    }
}

fn fact(
    name: &str,
    column: usize,
    width: usize,
    to: &mut Writer,
    write: &dyn Fn(usize, &mut Writer),
) {
    let has_room = GAP + column + GAP + NARROWEST_BESIDE <= width;
    let indent = if has_room { GAP + column + GAP } else { 2 * GAP };
    let body = |to: &mut Writer| write(width.saturating_sub(indent), to);
    if has_room && name.width() <= column {
        let (first, gap) = (blank(GAP), blank(column - name.width() + GAP));
        let before = to.told();
        let mark = [(&*first, Emphasis::None), (name, Emphasis::Strong), (&*gap, Emphasis::None)];
        to.within(&mark, body);
        if to.told() > before {
            return;
        }
    }
    to.push_blank(GAP);
    to.push(name, Emphasis::Strong);
    to.end();
    to.within(&[(&blank(indent), Emphasis::None)], body);
}

/// A table with columns where they fit, else a row after the other.
fn table(table: Part, width: usize, to: &mut Writer) {
    let is_plain = width > ENDLESS / 2;
    let widths = if is_plain { Vec::new() } else { widths(table) };
    let total = widths.iter().fold(0_usize, |sum, width| sum.saturating_add(width + GAP));
    let headings = table.inside().find(|row| row.kind() == Kind::Headings);
    if total > width {
        return match headings {
            None => table.inside().for_each(|row| wrapped(row_pieces(row), width, to)),
            Some(headings) => records(headings, table, width, to),
        };
    }
    for row in table.inside() {
        let mut cells = row.inside().zip(0..).peekable();
        while let Some((cell, at)) = cells.next() {
            let mut own = 0;
            for piece in cell.inside() {
                let emphasis = if Some(row.place()) == headings.map(Part::place) {
                    Emphasis::Strong
                } else {
                    piece.emphasis()
                };
                to.push(&clean(piece.text()), emphasis);
                own += if is_plain { 0 } else { piece.text().width() };
            }
            if cells.peek().is_some() {
                to.push_blank(widths.get(at).map_or(0, |width: &usize| width - own) + GAP);
            }
        }
        to.end();
    }
}

/// How wide the columns of a table are.
fn widths(table: Part) -> Vec<usize> {
    let mut widths = Vec::new();
    for (cell, at) in table.inside().flat_map(|row| row.inside().zip(0..)) {
        if at == widths.len() {
            widths.push(0);
        }
        widths[at] = widths[at].max(cell.inside().map(|piece| piece.text().width()).sum());
    }
    widths
}

/// The cells of a row in one paragraph.
fn row_pieces(row: Part<'_>) -> impl Iterator<Item = (&str, Emphasis)> {
    let gaps = std::iter::once(None).chain(std::iter::repeat(Some((" ", Emphasis::None))));
    row.inside().zip(gaps).flat_map(|(cell, gap)| gap.into_iter().chain(pieces(cell)))
}

/// The rows of a wide table, each with its headings as terms.
fn records(headings: Part, table: Part, width: usize, to: &mut Writer) {
    let name = |cell: Part| cell.texts().map(clean).collect();
    let names: Vec<String> = headings.inside().map(name).collect();
    let before = to.told();
    for row in table.inside().filter(|row| row.kind() == Kind::Row) {
        let cells = || {
            let cells = names.iter().map(String::as_str).zip(row.inside());
            cells.filter(|(_, cell)| cell.inside().next().is_some())
        };
        if to.told() > before {
            to.end();
        }
        facts(cells, width, to, &|cell, width, to| {
            wrapped(pieces(*cell), width.max(NARROWEST), to);
        });
    }
}

fn blank(width: usize) -> String {
    " ".repeat(width)
}
