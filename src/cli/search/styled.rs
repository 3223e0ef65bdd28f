//! Text for a terminal: what could steer it taken out, parts of it made to stand out.

use std::ops::Range;

use docsheet::wording::printable;

use super::super::terminal::Terminal;

pub(super) const BOLD: &str = "\x1B[1m";
pub(super) const MARK: &str = "\x1B[1;4m";
pub(super) const CODE: &str = "\x1B[36m";
pub(super) const DIM: &str = "\x1B[2m";
const OFF: &str = "\x1B[0m";

pub(super) fn styled(text: &str, style: &str, terminal: &Terminal) -> String {
    if terminal.color_results && !text.is_empty() {
        format!("{style}{text}{OFF}")
    } else {
        text.to_owned()
    }
}

/// A text with what fits the query in bold and underlined.
pub(super) fn marked(text: &str, marks: &[Range<usize>], terminal: &Terminal) -> String {
    let mut drawn = String::new();
    let mut done = 0;
    for mark in marks {
        let (before, inside) = (text.get(done..mark.start), text.get(mark.clone()));
        drawn += &printable(before.unwrap_or_default());
        drawn += &styled(&printable(inside.unwrap_or_default()), MARK, terminal);
        done = mark.end;
    }
    drawn + &printable(text.get(done..).unwrap_or_default())
}
