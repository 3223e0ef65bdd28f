//! Ruby that a sheet cannot use: what it is or does, and what to write instead.
//!
//! A line of the table names what belongs together: kinds of nodes of Prism's tree, or functions,
//! methods, classes and global variables (`def:name` is the definition of one). Behind them stands
//! what they are or do, unless they only are not there, and what to write instead.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::LazyLock;

use ruby_prism::Node;

use super::parse::span_of;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

const TABLE: &str = include_str!("refused.txt");

/// What something is or does, and what to write instead.
type Row = (Option<&'static str>, &'static str);

static ROWS: LazyLock<HashMap<&str, Row>> = LazyLock::new(|| {
    let mut rows = HashMap::new();
    for (names, row) in TABLE.lines().filter_map(|line| line.split_once(" — ")) {
        let row = row.split_once(" — ").map_or((None, row), |(does, way)| (Some(does), way));
        for name in names.split(' ') {
            rows.entry(name).or_insert(row);
        }
    }
    rows
});

fn row(name: &str) -> Option<Row> {
    ROWS.get(name).copied()
}

/// What to write instead of a method that Ruby has.
pub(crate) fn instead(name: &str) -> Option<&'static str> {
    row(name).map(|row| row.1)
}

fn unsupported(message: String, instead: &'static str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::UnsupportedRuby, message).at(span, "").hint(instead)
}

/// The finding for what is refused as `called`, such as `File.read`, or whatever it is called on.
pub(crate) fn finding(called: &str, name: &str, span: Span) -> Option<Diagnostic> {
    let refused = |name: &str| row(name).and_then(|(does, instead)| Some((does?, instead)));
    let (does, instead) = refused(called).or_else(|| refused(name))?;
    Some(unsupported(format!("`{called}` {does}"), instead, span))
}

/// The finding for the definition of a method that is refused.
pub(crate) fn definition(name: &str, span: Span) -> Option<Diagnostic> {
    let (does, instead) = row(&format!("def:{name}"))?;
    Some(unsupported(format!("`{name}` {}", does?), instead, span))
}

/// The finding for a kind of node that no sheet can use.
pub(crate) fn node(node: &Node) -> Diagnostic {
    let (what, instead) = row(&kind(node)).unwrap_or((None, "write the text or list directly"));
    let what = what.unwrap_or("this piece of Ruby");
    unsupported(format!("{what} is not supported in a sheet"), instead, span_of(node))
}

/// Takes what is written up to the first sign that is no letter.
struct FirstWord(String);

impl Write for FirstWord {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let end = text.find(|letter: char| !letter.is_alphanumeric());
        self.0.push_str(&text[..end.unwrap_or(text.len())]);
        end.map_or(Ok(()), |_| Err(std::fmt::Error))
    }
}

/// The name of a kind of node: what its debugging form begins with.
fn kind(node: &Node) -> String {
    let mut name = FirstWord(String::new());
    let _ = write!(name, "{node:?}");
    name.0
}
