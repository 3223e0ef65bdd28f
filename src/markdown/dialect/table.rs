//! Tables: sheets' rows of pipes → tables as CommonMark parsers with tables read them.

use crate::markdown::spans;

/// The number of columns, if a table starts at `lines`: a row with pipes over a row of dashes.
pub(super) fn columns(lines: &[&str]) -> Option<usize> {
    let [header, rule, ..] = lines else {
        return None;
    };
    let rule = rule.trim();
    let is_rule = rule.contains('-') && rule.bytes().all(|letter| b"-:|+ ".contains(&letter));
    if !header.contains('|') || !is_rule {
        return None;
    }
    let columns = cells(&spans::row(header));
    let rules = rule.trim_matches('|').split(['|', '+']).count();
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
    let row = |line: &str| {
        let line = line.trim();
        let start = if line.starts_with('|') { "" } else { "|" };
        format!("{start}{}", spans::row(line))
    };
    out.extend([String::new(), row(lines[0]), rule]);
    out.extend(lines[2..2 + rows].iter().map(|line| row(line)));
    out.push(String::new());
    rows + 2
}

/// The number of cells of a table row.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let ends = |at: usize| !row[..at].ends_with('\\') && at + 1 < row.len();
    1 + row.match_indices('|').filter(|(at, _)| ends(*at)).count()
}
