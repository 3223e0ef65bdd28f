//! Tables: sheets' rows of pipes → tables as CommonMark parsers with tables read them.

use super::lines::indent;
use crate::markdown::remarks::Remarks;
use crate::markdown::spans;

/// The number of columns, if a table starts at `lines`: a row with pipes over a row of dashes.
pub(super) fn columns(lines: &[&str]) -> Option<usize> {
    let [header, rule, ..] = lines else {
        return None;
    };
    if !header.contains('|') || !is_rule(rule) {
        return None;
    }
    let columns = cells(&row(header, is_open(rule))).count();
    let rules = rule.trim().trim_matches('|').split(['|', '+']).count();
    (rules >= columns || rule.contains('|')).then_some(columns)
}

/// A table as CommonMark writes it: set apart, a rule of as many columns as its header, and a pipe
/// at the start of every row.
pub(super) fn write(
    lines: &[&str],
    columns: usize,
    out: &mut Vec<String>,
    remarks: &mut Remarks,
) -> usize {
    let rows = lines[2..].iter().take_while(|line| line.contains('|')).count();
    let mut rule = String::from("|");
    let mut rules = lines[1].trim().trim_start_matches('|').split(['|', '+']);
    for _ in 0..columns {
        let cell = rules.next().unwrap_or_default().trim();
        let start = if cell.starts_with(':') { ":" } else { "" };
        let end = if cell.len() > 1 && cell.ends_with(':') { ":" } else { "" };
        rule.extend([start, "---", end, "|"]);
    }
    let is_open = is_open(lines[1]);
    out.extend([String::new(), row(lines[0], is_open), rule]);
    for line in &lines[2..2 + rows] {
        let row = row(line, is_open);
        if cells(&row).skip(columns).any(|cell| !cell.trim().is_empty()) {
            remarks.cells_beyond_the_header(line);
        }
        out.push(row);
    }
    out.push(String::new());
    rows + 2
}

/// Dashes between pipes. A line of `+---+---+` is drawn, not Markdown.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && !line.starts_with('+')
        && line.bytes().all(|letter| b"-:|+ ".contains(&letter))
}

/// Whether the rows under or over this rule have no pipe at their start.
fn is_open(rule: &str) -> bool {
    !rule.trim_start().starts_with('|')
}

/// A row with a pipe at its start. In an open table, one behind spaces has an empty cell before it.
fn row(line: &str, is_open: bool) -> String {
    let text = line.trim();
    let has_start = text.starts_with('|') && text.len() > 1 && !(is_open && indent(line) > 0);
    let start = if has_start { "" } else { "| " };
    format!("{start}{}", spans::row(text))
}

/// The cells of a table row.
fn cells(row: &str) -> impl Iterator<Item = &str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut rest = Some(row);
    std::iter::from_fn(move || {
        let row = rest?;
        let is_end = |at: &usize| !row[..*at].ends_with('\\');
        let end = row.match_indices('|').map(|(at, _)| at).find(is_end);
        rest = end.map(|end| &row[end + 1..]).filter(|rest| !rest.is_empty());
        Some(&row[..end.unwrap_or(row.len())])
    })
}

/// Whether it looks like a table: two rows between pipes, of as many cells. Without a line of dashes
/// under its header it is none.
pub(super) fn has_no_rule(lines: &[&str]) -> bool {
    let columns = |line: &str| {
        let line = line.trim();
        let is_row = line.len() > 2 && line.starts_with('|') && line.ends_with('|');
        Some(cells(&row(line, false)).count()).filter(|columns| is_row && *columns > 1)
    };
    lines.windows(2).any(|pair| columns(pair[0]).is_some_and(|one| columns(pair[1]) == Some(one)))
}
