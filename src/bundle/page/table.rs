//! A table of a page → its rows, their cells, and the row that has the headings.

use super::super::tree::Place;
use super::sight::Sight;

/// The rows of a table, those of tables in it aside.
pub(super) fn rows(sight: &Sight, table: Place) -> impl Iterator<Item = Place> {
    let tree = &sight.tree;
    tree.children(table).flat_map(|child| {
        let within = match tree.name(child) {
            "tr" => child..tree.end(child),
            "thead" | "tbody" | "tfoot" => child + 1..tree.end(child),
            _ => child..child,
        };
        tree.siblings(within.start, within.end).filter(|row| tree.name(*row) == "tr")
    })
}

/// Whether a table does not show short cells, but lays out a page.
pub(super) fn lays_out(sight: &Sight, table: Place) -> bool {
    let tree = &sight.tree;
    (table + 1..tree.end(table)).any(|place| {
        tree.level(place).is_some()
            || matches!(tree.name(place), "table" | "pre" | "ul" | "ol" | "dl")
    })
}

pub(super) fn cells(sight: &Sight, row: Place) -> impl Iterator<Item = Place> {
    let tree = &sight.tree;
    tree.children(row).filter(|cell| matches!(tree.name(*cell), "td" | "th"))
}

/// The row that has the headings of the columns: the first one, if it has headings alone.
pub(super) fn headings(sight: &Sight, table: Place) -> Option<Place> {
    let tree = &sight.tree;
    let first = rows(sight, table).next()?;
    let mut cells = cells(sight, first).peekable();
    (cells.peek().is_some() && cells.all(|cell| tree.name(cell) == "th")).then_some(first)
}
