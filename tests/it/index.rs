//! The index holds the rows that readers search, in the order of the page.

use docsheet::anchor::Anchors;
use docsheet::index::{Row, database, rows};
use docsheet::sheet::Cheatsheet;
use rusqlite::{Connection, MAIN_DB};

use crate::sample::{category, entry, sheet};

/// A sheet with one of everything that makes a row.
fn everything() -> Cheatsheet {
    let anchors = &mut Anchors::default();
    let mut first = category(anchors, "First", &["One", "One"]);
    first.entries[0].commands = vec!["cmd  -x\n -y".to_owned(), "cmd".to_owned()];
    first.entries[0].td_commands = vec![String::new(), "cell".to_owned(), "cmd".to_owned()];
    first.entries[0].extra_index_names = vec!["Uno".to_owned(), "One".to_owned()];
    let mut hidden = entry(anchors, "First", "Hidden");
    hidden.in_main_index = false;
    hidden.commands = vec!["secret".to_owned()];
    hidden.extra_index_names = vec!["Found".to_owned()];
    let mut renamed = entry(anchors, "First", "Shown");
    renamed.index_name = Some("Indexed".to_owned());
    let mut nameless = entry(anchors, "First", "");
    nameless.commands = vec!["lone".to_owned()];
    first.entries.extend([hidden, renamed, nameless]);
    let same = category(anchors, "Sheet", &["Last"]);
    sheet("Sheet", vec![first, same])
}

fn shown(rows: &[Row]) -> Vec<String> {
    let text = |row: &Row| format!("{} {}", row.kind, row.name);
    rows.iter().map(text).collect()
}

fn open(bytes: &[u8]) -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    connection.deserialize_read_exact(MAIN_DB, bytes, bytes.len(), false).unwrap();
    connection
}

fn texts(connection: &Connection, query: &str) -> Vec<String> {
    let mut statement = connection.prepare(query).unwrap();
    let texts = statement.query_map([], |row| row.get(0)).unwrap();
    texts.map(Result::unwrap).collect()
}

#[test]
fn rows_come_in_page_order_and_each_once() {
    assert_eq!(
        shown(&rows(&everything())),
        [
            "Category Sheet",
            "Category First",
            "Command cmd -x -y",
            "Command cmd",
            "Command cell",
            "Entry One",
            "Entry Uno",
            "Entry One",
            "Entry Found",
            "Entry Indexed",
            "Command lone",
            "Entry Last",
        ]
    );
}

#[test]
fn equal_names_lead_to_their_own_places() {
    let rows = rows(&everything());
    let ones: Vec<_> = rows.iter().filter(|row| row.name == "One").collect();
    assert_eq!(ones.len(), 2);
    assert_ne!(ones[0].path, ones[1].path);
}

#[test]
fn the_file_has_the_schema_that_readers_expect() {
    let connection = open(&database(rows(&everything())).unwrap());
    assert_eq!(
        texts(&connection, "SELECT sql FROM sqlite_schema ORDER BY rowid"),
        [
            "CREATE TABLE searchIndex(id INTEGER PRIMARY KEY, name TEXT, type TEXT, path TEXT)",
            "CREATE UNIQUE INDEX anchor ON searchIndex (name, type, path)",
            "CREATE INDEX __zi_name0001 ON searchIndex (name COLLATE NOCASE)",
        ]
    );
    assert_eq!(texts(&connection, "PRAGMA integrity_check"), ["ok"]);
    assert_eq!(texts(&connection, "PRAGMA encoding"), ["UTF-8"]);
}

#[test]
fn the_file_holds_the_rows_in_order_without_gaps() {
    let rows = rows(&everything());
    let connection = open(&database(rows.clone()).unwrap());
    let query = "SELECT id || ' ' || type || ' ' || name || ' ' || path FROM searchIndex";
    let numbered = rows.iter().enumerate();
    let expected: Vec<_> = numbered
        .map(|(at, row)| format!("{} {} {} {}", at + 1, row.kind, row.name, row.path))
        .collect();
    assert_eq!(texts(&connection, query), expected);
}

#[test]
fn the_index_refuses_a_row_that_is_there() {
    let connection = open(&database(rows(&everything())).unwrap());
    let again = "INSERT INTO searchIndex(name, type, path) \
                 SELECT name, type, path FROM searchIndex LIMIT 1";
    let error = connection.execute(again, []).unwrap_err();
    assert!(error.to_string().contains("UNIQUE"), "{error}");
}

#[test]
fn equal_rows_give_equal_bytes_without_slack() {
    let rows = rows(&everything());
    let bytes = database(rows.clone()).unwrap();
    assert_eq!(bytes, database(rows).unwrap());
    let connection = open(&bytes);
    let count =
        |pragma: &str| -> i64 { connection.query_row(pragma, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("PRAGMA page_size"), 4096);
    assert_eq!(count("PRAGMA freelist_count"), 0);
}
