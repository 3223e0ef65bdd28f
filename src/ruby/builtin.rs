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
mod data;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use indexmap::IndexMap;

pub(crate) use self::row::{Given, count_arguments, run};

use self::row::Row;
use super::words::MODULES;

/// What is called without a receiver, and what every value has.
pub(crate) const FUNCTIONS: &str = "functions";
pub(crate) const ANY: &str = "any value";

/// Every table, with the classes whose values have its methods; the most special first.
const TABLES: &[(&str, &[Row])] = &[
    (FUNCTIONS, function::ROWS),
    (ANY, object::ANY),
    ("Integer, Float, String", object::ORDERED),
    ("String", string::ROWS),
    ("String", cut::ROWS),
    ("String", pattern::STRING),
    ("Symbol", string::SYMBOL),
    ("Integer, Float", number::NUMBER),
    ("Integer", number::INTEGER),
    ("Array", list::ROWS),
    ("Hash", hash::ROWS),
    ("Range", object::RANGE),
    ("Array, Hash, Range", items::ROWS),
    ("Regexp", pattern::REGEXP),
    ("MatchData", pattern::MATCH),
    ("classes and modules", object::MODULE),
    ("`File` itself", file::ROWS),
    ("`Hash` itself", hash::CLASS),
    ("`Regexp` itself", pattern::CLASS),
    ("`JSON` itself", data::JSON),
    ("`YAML` itself", data::YAML),
];

/// Ruby's own modules and classes that a sheet may use, with the tables of their own methods.
pub(crate) fn modules() -> impl Iterator<Item = (&'static str, &'static str)> {
    MODULES.split(' ').map(|name| {
        let table = TABLES.iter().find(|(on, _)| *on == format!("`{name}` itself"));
        (name, table.map_or(ANY, |table| table.0))
    })
}

static ROWS: LazyLock<BTreeMap<(&str, &str), &Row>> = LazyLock::new(|| {
    let mut rows = BTreeMap::new();
    for (classes, table) in TABLES {
        for (class, row) in
            classes.split(", ").flat_map(|on| table.iter().map(move |row| (on, row)))
        {
            for name in row.names.split(' ') {
                rows.entry((class, name)).or_insert(row);
            }
        }
    }
    rows
});

/// The method `name` in the first of these tables that has it.
pub(crate) fn find(tables: &[&str], name: &str) -> Option<&'static Row> {
    tables.iter().find_map(|on| ROWS.get(&(*on, name)).copied())
}

/// Names of the methods in these tables.
pub(crate) fn names(tables: &[&str]) -> impl Iterator<Item = &'static str> {
    ROWS.keys().filter(|(on, _)| tables.contains(on)).map(|(_, name)| *name)
}

/// The built-in methods by what they are called on, for the documentation.
pub(crate) fn reference() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut sections: IndexMap<_, Vec<_>> = IndexMap::new();
    for (on, table) in TABLES {
        let names = sections.entry(*on).or_default();
        names.extend(table.iter().flat_map(|row| row.names.split(' ')));
        names.sort_unstable();
    }
    sections.into_iter().collect()
}
