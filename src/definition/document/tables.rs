//! Tables that no parser reads as they are meant: a document's text → the same text with rules that
//! have as many columns as the header, and rows that have no more cells.
//!
//! A parser takes a table with another rule for text, ends a cell at a pipe inside code, and drops
//! the cells that the header has no column for.

use super::blocks::{Kind, PIPE, Parsed};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::wording::count;

/// A text in which every table is one.
pub(super) struct Mended {
    /// The text; nothing in it has moved.
    pub(super) text: String,
    /// What was mended.
    pub(super) findings: Vec<Diagnostic>,
}

/// Mends the tables; `None` when none needs it.
pub(super) fn mend(text: &str, parsed: &Parsed) -> Option<Mended> {
    let mut mended = Mended { text: String::new(), findings: Vec::new() };
    let mut done = 0;
    for block in &parsed.blocks {
        let rule = match block.kind {
            Kind::Paragraph(_) => unfitting(text, block.span),
            Kind::Table { .. } => rule(text, block.span),
            _ => None,
        };
        let Some(Rule { span, columns, wanted }) = rule else { continue };
        if columns != wanted {
            let Some(fitted) = fitted(&text[span.start..span.end], wanted) else { continue };
            mended.text.extend([&text[done..span.start], &fitted]);
            done = span.end;
            mended.findings.push(broken(columns, wanted, span));
        }
        let mut start = span.end;
        for row in text[span.end..block.span.end].split_inclusive('\n') {
            if self::columns(row) > wanted {
                mended.text.extend([&text[done..start], &narrowed(row, wanted)]);
                done = start + row.len();
            }
            start += row.len();
        }
    }
    mended.text.push_str(&text[done..]);
    (done > 0).then_some(mended)
}

fn broken(columns: usize, wanted: usize, rule: Span) -> Diagnostic {
    let columns = count(columns, "column", "columns");
    let message = format!("the rule of this table has {columns}, and its header {wanted}");
    Diagnostic::new(Code::BrokenTable, message)
        .at(rule, "")
        .hint("give the rule as many columns as the header: other programs show no table")
}

/// The rule of a table.
struct Rule {
    span: Span,
    columns: usize,
    /// How many columns the header has.
    wanted: usize,
}

/// The first rule in a paragraph, as it makes no table there.
fn unfitting(text: &str, paragraph: Span) -> Option<Rule> {
    rule(text, paragraph).filter(|rule| rule.columns != rule.wanted)
}

/// The first rule in a block, below a header that begins with a pipe or in a table.
fn rule(text: &str, paragraph: Span) -> Option<Rule> {
    let mut start = paragraph.start;
    let mut header = "";
    for line in text[paragraph.start..paragraph.end].split_inclusive('\n') {
        let row = line.trim_end();
        if is_rule(row) && header.trim_start().starts_with('|') {
            let span = Span::new(start, start + row.len());
            return Some(Rule { span, columns: columns(row), wanted: columns(header) });
        }
        header = row;
        start += line.len();
    }
    None
}

fn is_rule(row: &str) -> bool {
    let signs = row.chars().all(|letter| matches!(letter, '|' | '-' | ':' | ' ' | '\t'));
    signs && row.contains('|') && row.contains('-')
}

/// How many cells a row has: a pipe behind a backslash parts none.
fn columns(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').filter(|row| !row.ends_with('\\')).unwrap_or(row);
    let pipes = row.match_indices('|').filter(|(at, _)| !row[..*at].ends_with('\\'));
    pipes.count() + 1
}

/// The rule with another number of columns and the same length, if there is room for it.
fn fitted(rule: &str, wanted: usize) -> Option<String> {
    let inside = rule.trim_start().strip_prefix('|')?;
    let lead = rule.len() - inside.len();
    let end = inside.match_indices('|').nth(wanted - 1).map(|(at, _)| lead + at + 1);
    if let Some(end) = end {
        return Some(format!("{}{}", &rule[..end], " ".repeat(rule.len() - end)));
    }
    let room = inside.len().checked_sub(2 * wanted)?;
    Some(format!("{}{}{}|", &rule[..lead], "-|".repeat(wanted - 1), "-".repeat(room + 1)))
}

/// A row whose last cell takes what there is no column for: first the pipes in code part no cells,
/// then the last ones.
fn narrowed(row: &str, wanted: usize) -> String {
    let mut row = row.to_owned();
    let mut in_code = false;
    let code: Vec<usize> = row
        .char_indices()
        .filter(|(_, sign)| {
            in_code ^= *sign == '`';
            in_code && *sign == '|'
        })
        .map(|(at, _)| at)
        .collect();
    for at in code {
        hide(&mut row, at);
    }
    while columns(&row) > wanted {
        let end = row.trim_end().len();
        let inside = row[..end].strip_suffix('|').unwrap_or(&row[..end]);
        let Some(last) = inside.rfind('|') else { break };
        hide(&mut row, last);
    }
    row
}

fn hide(row: &mut String, pipe: usize) {
    row.replace_range(pipe..=pipe, PIPE.encode_utf8(&mut [0; 4]));
}
