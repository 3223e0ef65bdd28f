//! Tables whose rule has more or fewer columns than their header, which no parser takes for tables:
//! a document's text → the same text with rules that fit.

use super::blocks::{Kind, Parsed};
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

/// Mends the rules of tables; `None` when none needs it.
pub(super) fn mend(text: &str, parsed: &Parsed) -> Option<Mended> {
    let paragraphs = parsed.blocks.iter().filter(|block| matches!(block.kind, Kind::Paragraph(_)));
    let rules = paragraphs.filter_map(|block| unfitting(text, block.span));
    let mut mended = Mended { text: String::new(), findings: Vec::new() };
    let mut done = 0;
    for Rule { span, columns, wanted } in rules {
        let Some(rule) = fitted(&text[span.start..span.end], wanted) else { continue };
        mended.text.extend([&text[done..span.start], &rule]);
        done = span.end;
        let columns = count(columns, "column", "columns");
        let message = format!("the rule of this table has {columns}, and its header {wanted}");
        mended.findings.push(
            Diagnostic::new(Code::BrokenTable, message)
                .at(span, "")
                .hint("give the rule as many columns as the header: other programs show no table"),
        );
    }
    mended.text.push_str(&text[done..]);
    (!mended.findings.is_empty()).then_some(mended)
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
