//! Built-in methods: tables of rows. What is in no table cannot be called.

mod row;
mod number;
mod format;
mod object;
mod string;
mod pattern;
mod cut;
mod hash;
mod list;
mod items;
mod function;
mod file;
mod yaml;
mod json;

use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) use self::row::{Given, On, amount, run};

use self::row::Row;
use super::words::Kind;

/// Every table, with what its methods are called on.
const TABLES: &[(On, &[Row])] = &[
    (On::Function, function::ROWS),
    (On::Any, object::ANY),
    (On::Ordered, object::ORDERED),
    (On::Kind(Kind::String), string::ROWS),
    (On::Kind(Kind::String), cut::ROWS),
    (On::Kind(Kind::String), pattern::STRING),
    (On::Kind(Kind::Symbol), string::SYMBOL),
    (On::Number, number::NUMBER),
    (On::Kind(Kind::Integer), number::INTEGER),
    (On::Kind(Kind::Array), list::ROWS),
    (On::Kind(Kind::Array), list::CHANGING),
    (On::Kind(Kind::Hash), hash::ROWS),
    (On::Kind(Kind::Hash), hash::CHANGING),
    (On::Kind(Kind::Range), object::RANGE),
    (On::Items, items::ROWS),
    (On::Items, items::ORDER),
    (On::Kind(Kind::Regexp), pattern::REGEXP),
    (On::Kind(Kind::Match), pattern::MATCH),
    (On::Kind(Kind::Module), object::MODULE),
    (On::Module("File"), file::ROWS),
    (On::Module("Hash"), hash::CLASS),
    (On::Module("JSON"), json::ROWS),
    (On::Module("YAML"), yaml::ROWS),
];

/// Ruby's own modules and classes that a sheet may name.
const MODULES: &str = "ArgumentError Array Class Exception FalseClass File Float Hash IndexError Integer JSON \
    Kernel KeyError MatchData Module NilClass Numeric Object Range Regexp RuntimeError StandardError \
    String Symbol TrueClass TypeError YAML";

/// Names of Ruby's own modules and classes that a sheet may use.
pub(crate) fn modules() -> impl Iterator<Item = &'static str> {
    MODULES.split(' ')
}

static ROWS: LazyLock<HashMap<(On, &'static str), &'static Row>> = LazyLock::new(|| {
    let names = |row: &'static Row| row.names.split(' ').map(move |name| (name, row));
    let rows = TABLES
        .iter()
        .flat_map(|(on, table)| table.iter().flat_map(names).map(|(name, row)| ((*on, name), row)));
    rows.collect()
});

/// The built-in method `name` of what is of these kinds, the most special first.
pub(crate) fn find(kinds: &[On], name: &str) -> Option<&'static Row> {
    kinds.iter().find_map(|on| ROWS.get(&(*on, name)).copied())
}

/// Names of the methods of what is of these kinds.
pub(crate) fn names(kinds: &[On]) -> impl Iterator<Item = &'static str> {
    let tables = TABLES.iter().filter(|(on, _)| kinds.contains(on));
    tables.flat_map(|(_, table)| table.iter().flat_map(|row| row.names.split(' ')))
}

/// The built-in methods by what they are called on, for the documentation.
pub(crate) fn reference() -> Vec<(String, Vec<&'static str>)> {
    let mut sections: Vec<(String, Vec<&str>)> = Vec::new();
    for (on, table) in TABLES {
        let heading = heading(*on);
        let at = sections.iter().position(|(known, _)| *known == heading);
        let at = at.unwrap_or_else(|| {
            sections.push((heading, Vec::new()));
            sections.len() - 1
        });
        sections[at].1.extend(table.iter().flat_map(|row| row.names.split(' ')));
    }
    for (_, names) in &mut sections {
        names.sort_unstable();
    }
    sections
}

fn heading(on: On) -> String {
    match on {
        On::Kind(kind) => kind.name().to_owned(),
        On::Number => "Integer and Float".to_owned(),
        On::Any => "any value".to_owned(),
        On::Ordered => "Integer, Float, String".to_owned(),
        On::Items => "Array, Hash, Range".to_owned(),
        On::Function => "functions".to_owned(),
        On::Module(name) => format!("`{name}` itself"),
    }
}
