//! Built-in methods: tables of rows. What is in no table cannot be called.

mod row;
mod pruned;
mod native;
mod number;
mod format;
mod letters;
mod string;
mod cut;
mod set;
mod hash;
mod pattern;
mod list;
mod items;
mod order;
mod object;
mod class;
mod function;
mod file;
mod yaml;
mod json;

use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) use self::native::{MIXED_IN, constant, module_named};
pub(crate) use self::pruned::instead;
pub(crate) use self::row::{Given, On, amount, run};

use self::row::Row;
use super::words::Kind;

/// Every table, with what its methods are called on.
const TABLES: &[(On, &[Row])] = &[
    (On::Function, function::ROWS),
    (On::Any, object::ANY),
    (On::Comparable, order::COMPARABLE),
    (On::Kind(Kind::String), string::ROWS),
    (On::Kind(Kind::String), cut::ROWS),
    (On::Kind(Kind::String), pattern::STRING),
    (On::Kind(Kind::String), letters::ROWS),
    (On::Kind(Kind::String), format::ROWS),
    (On::Kind(Kind::Symbol), string::SYMBOL),
    (On::Kind(Kind::Integer), number::INTEGER),
    (On::Number, number::NUMBER),
    (On::Kind(Kind::Array), list::ROWS),
    (On::Kind(Kind::Array), list::CHANGING),
    (On::Kind(Kind::Hash), hash::ROWS),
    (On::Kind(Kind::Hash), hash::CHANGING),
    (On::Kind(Kind::Set), set::ROWS),
    (On::Kind(Kind::Range), object::RANGE),
    (On::Enumerable, items::ROWS),
    (On::Enumerable, order::ROWS),
    (On::Kind(Kind::Enumerator), items::ENUMERATOR),
    (On::Kind(Kind::Regexp), pattern::REGEXP),
    (On::Kind(Kind::Match), pattern::MATCH),
    (On::Kind(Kind::Block), object::BLOCK),
    (On::Kind(Kind::Module), class::ROWS),
    (On::Error, class::ERROR),
    (On::Module("Array"), list::CLASS),
    (On::Module("File"), file::ROWS),
    (On::Module("Hash"), hash::CLASS),
    (On::Module("JSON"), json::ROWS),
    (On::Module("Proc"), object::PROC),
    (On::Module("Regexp"), pattern::CLASS),
    (On::Module("Set"), set::CLASS),
    (On::Module("String"), string::CLASS),
    (On::Module("YAML"), yaml::ROWS),
];

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
        On::Comparable => "Integer, Float, String, objects with `<=>`".to_owned(),
        On::Enumerable => "Array, Hash, Set, Range, objects with `each`".to_owned(),
        On::Error => "errors".to_owned(),
        On::Function => "functions".to_owned(),
        On::Module(name) => format!("`{name}` itself"),
    }
}
