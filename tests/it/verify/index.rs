//! What the search index can have wrong.

use docsheet::bundle::INDEX;
use tempfile::TempDir;

use super::{check, found, look, row, with_page};
use crate::shelf::{Files, GOOD_INDEX, good, index, save, with, with_sql};

#[test]
fn each_damage_to_the_index_has_its_finding() {
    let remade = |from: &str, to: &str| with(INDEX, index(&GOOD_INDEX.replace(from, to)));
    let damages: &[(&str, Files)] = &[
        ("index-schema", with(INDEX, index("CREATE TABLE other(name, type, path)"))),
        ("index-schema", with(INDEX, index(&GOOD_INDEX.replace("type", "kind")))),
        ("first-table", with(INDEX, index(&format!("CREATE TABLE first(a); {GOOD_INDEX}")))),
        ("no-rows", with_sql("DELETE FROM searchIndex;")),
        ("no-unique-index", remade("UNIQUE INDEX", "INDEX")),
        ("no-zeal-index", remade("__zi_name0001", "zi")),
        ("index-extra", with_sql("CREATE VIEW v AS SELECT 1;")),
        (
            "index-extra",
            with_sql("CREATE TRIGGER t AFTER INSERT ON searchIndex BEGIN SELECT 1; END;"),
        ),
        ("index-extra", with_sql("CREATE VIRTUAL TABLE f USING fts5(name);")),
        ("null-field", with_sql("INSERT INTO searchIndex(name, path) VALUES ('a', 'index.html');")),
        ("empty-field", row("", "Entry", "index.html")),
        ("empty-field", row("a", " ", "index.html")),
        ("empty-field", row("a", "Entry", "")),
        (
            "field-type",
            with_sql("INSERT INTO searchIndex VALUES (9, x'ff80', 'Entry', 'index.html');"),
        ),
        (
            "field-type",
            with_sql(
                "INSERT INTO searchIndex VALUES (9, CAST(x'c328' AS TEXT), 'Entry', 'index.html');",
            ),
        ),
        ("multi-line-field", row("a\nb", "Entry", "index.html")),
        ("pipe", row("a | b", "Entry", "index.html")),
        ("space-in-path", with_page("b c.html", "", "b c.html")),
        ("long-name", row(&"x".repeat(201), "Entry", "index.html")),
        ("unknown-type", row("a", "Funtion", "index.html")),
        ("missing-page", row("a", "Entry", "gone.html#x")),
        ("missing-page", row("a", "Entry", "#plain")),
        ("page-case", row("a", "Entry", "Index.html#plain")),
        ("remote-row", row("a", "Entry", "https://example.org/a#b")),
        ("leaves-bundle", row("a", "Entry", "../../../../Info.plist")),
        ("missing-page", row("a", "Entry", "/etc/passwd")),
        ("query-in-path", row("a", "Entry", "index.html?q=1#plain")),
        ("leaves-bundle", row("a", "Entry", "file:///etc/passwd")),
        ("leaves-bundle", row("a", "Entry", "..%2f..%2f..%2f..%2fInfo.plist")),
        ("dead-anchor", row("a", "Entry", "index.html#gone")),
        ("dead-anchor", row("a", "Entry", "index.html#PLAIN")),
        (
            "dead-anchor-zeal",
            with_page("z.html", "<p id='//apple_ref/a b'>", "z.html#//apple_ref/a%20b"),
        ),
        ("dead-anchor-zeal", with_page("z.html", "<p id='a#b'>", "z.html#a#b")),
        (
            "no-unique-index duplicate-row",
            with(
                INDEX,
                index(&format!(
                    "{} INSERT INTO searchIndex SELECT 9, name, type, path FROM searchIndex LIMIT 1;",
                    GOOD_INDEX.replace("UNIQUE INDEX", "INDEX")
                )),
            ),
        ),
    ];
    check(damages);
}

#[test]
fn hostile_indexes_end_within_limits() {
    let recursive = "CREATE VIEW searchIndex AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL \
                     SELECT x + 1 FROM c) SELECT x AS name, x AS type, x AS path FROM c;";
    assert_eq!(found(&with(INDEX, index(recursive))), ["index-schema", "index-extra"]);
    let huge = "CREATE TABLE searchIndex(id INTEGER PRIMARY KEY, name TEXT, type TEXT, \
                path TEXT GENERATED ALWAYS AS (hex(zeroblob(3000000))));
                CREATE UNIQUE INDEX anchor ON searchIndex (name, type);
                CREATE INDEX __zi_name0001 ON searchIndex (name COLLATE NOCASE);
                INSERT INTO searchIndex(name, type) VALUES ('a', 'b');";
    assert_eq!(found(&with(INDEX, index(huge))), ["too-large"]);
    let mut lying = Vec::from("CREATE TABLE x");
    lying.extend_from_slice(&good()[INDEX][14..]);
    assert_eq!(found(&with(INDEX, lying)), ["index-broken"]);
}

#[test]
fn indexes_with_bytes_changed_anywhere_never_break_verify() {
    let whole = good()[INDEX].clone();
    for at in (0..whole.len()).step_by(97) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let folder = TempDir::new().unwrap();
        look(&save(&with(INDEX, changed), folder.path(), "Calls.docset"));
    }
}

#[test]
fn docsets_of_the_old_schema_are_read() {
    let sql = "CREATE TABLE ZTOKENTYPE(Z_PK INTEGER PRIMARY KEY, ZTYPENAME TEXT);
        CREATE TABLE ZFILEPATH(Z_PK INTEGER PRIMARY KEY, ZPATH TEXT);
        CREATE TABLE ZTOKENMETAINFORMATION(Z_PK INTEGER PRIMARY KEY, ZFILE INTEGER, ZANCHOR TEXT);
        CREATE TABLE ZTOKEN(Z_PK INTEGER PRIMARY KEY, ZTOKENNAME TEXT, ZTOKENTYPE INTEGER, ZMETAINFORMATION INTEGER);
        INSERT INTO ZTOKENTYPE VALUES (1, 'func');
        INSERT INTO ZFILEPATH VALUES (1, 'index.html');
        INSERT INTO ZTOKENMETAINFORMATION VALUES (1, 1, 'plain'), (2, 1, 'gone');
        INSERT INTO ZTOKEN VALUES (1, 'plain', 1, 1);";
    assert_eq!(found(&with(INDEX, index(sql))), ["core-data"]);
    let dead = format!("{sql} INSERT INTO ZTOKEN VALUES (2, 'gone', 1, 2);");
    assert_eq!(found(&with(INDEX, index(&dead))), ["dead-anchor", "core-data"]);
}

#[test]
fn types_that_no_reader_knows_are_told_once_each() {
    let rows = "INSERT INTO searchIndex(name, type, path) VALUES
        ('a', 'Funtion', 'index.html'), ('b', 'Funtion', 'index.html'),
        ('c', 'CLASS', 'index.html'), ('d', 'Mumble', 'index.html'),
        ('e', 'clm', 'index.html'), ('f', 'Public Slots', 'index.html');";
    let folder = TempDir::new().unwrap();
    let report = look(&save(&with_sql(rows), folder.path(), "Calls.docset"));
    let [finding] = &report.findings[..] else { panic!("{report:?}") };
    assert_eq!(finding.message(), "the index has 3 types that no reader knows");
    assert_eq!(
        finding.examples,
        [
            "`Funtion`, first of `a`; did you mean `Function`?",
            "`CLASS`, first of `c`; did you mean `Class`?",
            "`Mumble`, first of `d`",
        ]
    );
}
