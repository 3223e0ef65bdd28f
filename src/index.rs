//! The search index: a cheat sheet → rows → the bytes of `docSet.dsidx`.

use std::path::Path;

use indexmap::IndexSet;
use rusqlite::serialize::Data;
use rusqlite::{Connection, MAIN_DB, params};

use crate::anchor::{Anchor, PAGE};
use crate::error::Error;
use crate::layout::INDEX;
use crate::sheet::{Category, Cheatsheet, Entry};

/// One row of the search index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row {
    /// What is searched and shown; one line, not empty.
    pub name: String,
    /// `Category`, `Command` or `Entry`.
    pub kind: &'static str,
    /// Page and fragment.
    pub path: String,
}

/// The index of a sheet in page order, each (name, kind, path) once.
///
/// Zeal lists the rows of a page in this order as its table of contents.
#[must_use]
pub fn rows(sheet: &Cheatsheet) -> Vec<Row> {
    let title = row(&sheet.title, "Category", PAGE.to_owned());
    let categories =
        sheet.categories.iter().flat_map(|category| category_rows(category, &sheet.title));
    let rows: IndexSet<_> = title.into_iter().chain(categories).collect();
    rows.into_iter().collect()
}

/// The rows as a compact `SQLite` file: equal rows, equal bytes.
///
/// The schema is what Dash and Zeal read. `__zi_name0001` is the index that Zeal would add on
/// first sight; with it there, a docset opens from read-only storage.
///
/// # Errors
/// When two rows are equal, or memory runs out.
pub fn database(rows: Vec<Row>) -> Result<Vec<u8>, Error> {
    fill(rows).map_err(|error| Error::new("make", Path::new(INDEX), error.to_string()))
}

/// Indexes come after the rows: built from sorted rows they fill their pages.
fn fill(rows: Vec<Row>) -> rusqlite::Result<Vec<u8>> {
    let mut connection = Connection::open_in_memory()?;
    connection.execute_batch(
        "PRAGMA page_size = 4096;
         PRAGMA encoding = 'UTF-8';
         CREATE TABLE searchIndex(id INTEGER PRIMARY KEY, name TEXT, type TEXT, path TEXT);",
    )?;
    let transaction = connection.transaction()?;
    {
        let mut insert =
            transaction.prepare("INSERT INTO searchIndex(name, type, path) VALUES (?1, ?2, ?3)")?;
        for row in rows {
            insert.execute(params![row.name, row.kind, row.path])?;
        }
    }
    transaction.execute_batch(
        "CREATE UNIQUE INDEX anchor ON searchIndex (name, type, path);
         CREATE INDEX __zi_name0001 ON searchIndex (name COLLATE NOCASE);",
    )?;
    transaction.commit()?;
    match connection.serialize(MAIN_DB)? {
        Data::Owned(bytes) => {
            // Its pages, which are as large again.
            drop(connection);
            Ok(bytes.to_vec())
        }
        shared @ Data::Shared(_) => Ok(shared.to_vec()),
    }
}

fn category_rows<'a>(category: &'a Category, title: &str) -> impl Iterator<Item = Row> + 'a {
    let heading = (one_line(&category.id) != one_line(title))
        .then(|| row_at(&category.id, "Category", &category.anchor))
        .flatten();
    heading.into_iter().chain(category.entries.iter().flat_map(entry_rows))
}

fn entry_rows(entry: &Entry) -> impl Iterator<Item = Row> + '_ {
    let commands = entry.commands.iter().chain(&entry.td_commands);
    let main = commands
        .map(|command| (command.as_str(), "Command"))
        .chain(std::iter::once((entry.title(), "Entry")))
        .filter(|_| entry.in_main_index);
    let extra = entry.extra_index_names.iter().map(|name| (name.as_str(), "Entry"));
    main.chain(extra).filter_map(|(name, kind)| row_at(name, kind, &entry.anchor))
}

fn row_at(name: &str, kind: &'static str, anchor: &Anchor) -> Option<Row> {
    row(name, kind, anchor.row_path())
}

/// No row where the name is empty: Dash drops such rows.
fn row(name: &str, kind: &'static str, path: String) -> Option<Row> {
    let name = one_line(name);
    (!name.is_empty()).then_some(Row { name, kind, path })
}

/// dash-docs splits rows at newlines; other control characters would show as boxes.
fn one_line(name: &str) -> String {
    let words = name.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
