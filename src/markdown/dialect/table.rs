//! Tables: sheets' rows of pipes → tables as CommonMark parsers with tables read them.

use super::lines::indent;
use crate::markdown::spans;

/// The number of columns, if a table starts at `lines`: a row with pipes over a row of dashes.
pub(super) fn columns(lines: &[&str]) -> Option<usize> {
    let [header, rule, ..] = lines else {
        return None;
    };
    if !header.contains('|') || !is_rule(rule) {
        return None;
    }
    let columns = cells(&row(header, is_open(rule)));
    let rules = rule.trim().trim_matches('|').split(['|', '+']).count();
    (rules >= columns || rule.contains('|')).then_some(columns)
}

/// A table as CommonMark writes it: set apart, a rule of as many columns as its header, and a pipe
/// at the start of every row.
pub(super) fn write(lines: &[&str], columns: usize, out: &mut Vec<String>) -> usize {
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
    out.extend(lines[2..2 + rows].iter().map(|line| row(line, is_open)));
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

/// The number of cells of a table row.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let ends = |at: usize| !row[..at].ends_with('\\') && at + 1 < row.len();
    1 + row.match_indices('|').filter(|(at, _)| ends(*at)).count()
}
