//! What the search index can have wrong.

use std::fs;

use docsheet::bundle::INDEX;
use rusqlite::Connection;
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
        ("escaped-name", row("operator&lt;&lt;", "Function", "index.html")),
        ("escaped-name", row("map%20%26%20set", "Class", "index.html")),
        ("escaped-name", row("it&#39;s", "Class", "index.html")),
        // each sign looks no farther than an entity is long
        ("long-name", row(&"&".repeat(2_000_000), "Class", "index.html")),
        ("", row("a & b; %5d 100% &c", "Class", "index.html")),
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

/// [`good`] with an index whose schema somebody has written over.
fn rewritten(table: &str) -> Files {
    let table = table.replace('\'', "''");
    with_sql(&format!(
        "PRAGMA writable_schema = 1;
         UPDATE sqlite_master SET sql = '{table}' WHERE name = 'searchIndex';"
    ))
}

#[test]
fn what_an_index_would_compute_is_refused_at_once() {
    let computed =
        "CREATE TABLE searchIndex(id INTEGER PRIMARY KEY, name TEXT, type TEXT, path TEXT";
    let slow = "instr(hex(zeroblob(1900000)), hex(zeroblob(900000)) || '1')";
    let damages: &[(&str, Files)] = &[
        ("index-schema", rewritten(&format!("{computed} AS ({slow}))"))),
        ("index-schema", rewritten(&format!("{computed} GENERATED ALWAYS AS ({slow}) STORED)"))),
        (
            "index-schema",
            with_sql("ALTER TABLE searchIndex ADD COLUMN more AS (replace(name, 'a', path));"),
        ),
        // what a view calls, repeats, or does without end
        (
            "index-schema",
            with(
                INDEX,
                index(&format!(
                    "CREATE VIEW searchIndex AS SELECT {slow} AS name, 'a' AS type, 'b' AS path"
                )),
            ),
        ),
        (
            "index-schema",
            with(
                INDEX,
                index(
                    "CREATE VIEW searchIndex AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL \
                     SELECT x + 1 FROM c) SELECT x AS name, x AS type, x AS path FROM c;",
                ),
            ),
        ),
    ];
    refused(damages);
}

/// An index with `count` rows of another table.
fn rows(count: usize, sql: &str) -> Files {
    let rows = (0..count).map(|at| format!("({at}, 'n{at}')"));
    let rows = rows.collect::<Vec<_>>().join(", ");
    with(INDEX, index(&format!("CREATE TABLE t(a, b); INSERT INTO t VALUES {rows}; {sql}")))
}

/// Each has its finding at once, and no row is read of it.
fn refused(damages: &[(&str, Files)]) {
    for (at, (expected, files)) in damages.iter().enumerate() {
        let begun = std::time::Instant::now();
        let folder = TempDir::new().unwrap();
        let path = save(files, folder.path(), "Calls.docset");
        let findings = look(&path).findings;
        let finding = findings.iter().find(|it| it.code.rule().name == *expected);
        let finding = finding.unwrap_or_else(|| panic!("damage {at}: {findings:?}"));
        let bundle = docsheet::bundle::open(&path).unwrap();
        let error = bundle.each_row(&mut |_, _, _| ()).unwrap_err().to_string();
        // Those who read it say the same as those who look for what is wrong.
        let is_said = finding.examples.iter().any(|example| error.contains(example));
        assert!(is_said || error.contains("no such table"), "damage {at}: {error}");
        assert!(begun.elapsed().as_secs() < 10, "damage {at} takes long");
    }
}

#[test]
fn what_a_view_would_repeat_or_hold_is_refused_at_once() {
    let endless = |condition: &str| {
        let sql = "CREATE VIEW searchIndex AS SELECT one.b AS name, 'Entry' AS type, \
                   'index.html' AS path FROM t AS one, t AS two, t AS three";
        ("too-large", rows(2_000, &format!("{sql} {condition}")))
    };
    let plain = "CREATE TABLE t(name, type, path); INSERT INTO t VALUES ('a', 'Entry', 'x');";
    let view = |sql: &str| ("index-schema", with(INDEX, index(&format!("{plain} {sql}"))));
    let nested = |sql: &str| ("too-large", with(INDEX, index(&format!("{plain} {sql}"))));
    // what SQLite sorts, or holds all at once
    let long = "INSERT INTO t VALUES ('x', hex(zeroblob(900)));";
    let held = |sql: &str| {
        ("too-large", rows(2_000, &format!("{long} CREATE VIEW searchIndex AS SELECT {sql}")))
    };
    let all = "x.b AS name, one.b AS type, two.b AS path FROM t AS one, t AS two, t AS x";
    // what SQLite writes out before it asks for leave
    let doubled = |way: &str| {
        let views = (1..30).map(|at| {
            format!("CREATE VIEW v{at} AS {};", way.replace("OLD", &format!("v{}", at - 1)))
        });
        let views: String = views.collect();
        nested(&format!(
            "CREATE VIEW v0 AS SELECT * FROM t; {views} CREATE VIEW searchIndex AS SELECT * FROM v29"
        ))
    };
    let within = |start: &str, level: &dyn Fn(usize) -> String, end: &str| {
        let levels: String = (1..30).map(level).collect();
        nested(&format!("CREATE VIEW searchIndex AS {start}{levels}{end}"))
    };
    let apple = "CREATE TABLE ztoken(z_pk, ztokenname, ztokentype, zmetainformation);
        CREATE TABLE ztokenmetainformation(z_pk, zfile, zanchor); CREATE TABLE zfilepath(z_pk, zpath);
        CREATE VIEW ztokentype AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)
            SELECT x AS z_pk, x AS ztypename FROM c;";
    refused(&[
        endless(""),
        endless("WHERE one.a + two.a + three.a < 0"),
        doubled("SELECT name || name AS name, type, path FROM OLD"),
        doubled("SELECT * FROM OLD UNION ALL SELECT * FROM OLD"),
        doubled("SELECT a.* FROM OLD AS a, OLD AS b"),
        doubled("SELECT \",\",\",\",\",\" FROM OLD, OLD AS \"\"\"\""),
        within(
            "WITH v0 AS (SELECT * FROM t)",
            &|at| {
                let old = at - 1;
                format!(", v{at} AS ( /* */ SELECT name || name AS name, type, path FROM v{old})")
            },
            " SELECT * FROM v29",
        ),
        within(
            "",
            &|_| "SELECT coalesce(name, name, name) AS name, type, path FROM (".to_owned(),
            &format!("SELECT * FROM t{}", ")".repeat(29)),
        ),
        held(&format!("{all} ORDER BY two.b, one.b")),
        held(&format!("DISTINCT {all}")),
        held(&format!("{all} UNION SELECT {all}")),
        held(&format!("{all} GROUP BY 1, 2, 3")),
        held("b AS name, b AS type, count(*) OVER (ORDER BY b ROWS 1500 PRECEDING) AS path FROM t"),
        held("b AS name, (SELECT count(*) FROM t AS u WHERE u.b < t.b) AS type, b AS path FROM t"),
        view("CREATE VIEW searchIndex AS SELECT trim(name, path) AS name, type, path FROM t"),
        view("CREATE VIEW searchIndex AS SELECT name, type, path FROM t WHERE name LIKE '%a%a%a%'"),
        view("CREATE VIEW searchIndex AS SELECT group_concat(name) AS name, type, path FROM t"),
        view("CREATE VIEW searchIndex AS SELECT randomblob(9) AS name, type, path FROM t"),
        view("CREATE VIEW searchIndex AS SELECT printf('%*c', 9, 'x') AS name, type, path FROM t"),
        view("CREATE VIRTUAL TABLE searchIndex USING fts5(name, type, path)"),
        ("index-schema", with(INDEX, index(apple))),
    ]);
}

#[test]
fn indexes_of_every_form_are_read() {
    let view = "CREATE TABLE t(name TEXT, type TEXT, path TEXT, __id INTEGER);
        INSERT INTO t VALUES ('Calls', 'Category', 'index.html', 1);
        CREATE VIEW searchIndex AS SELECT name, type, path FROM t;";
    // Zeal asks a view for the fragments
    assert_eq!(found(&with(INDEX, index(view))), ["index-schema", "index-extra"]);
    let fragment = |fragment: &str| {
        found(&with(INDEX, index(&view.replace("path FROM", &format!("path, {fragment} FROM")))))
    };
    assert_eq!(fragment("'plain' AS fragment"), ["index-extra"]);
    assert_eq!(fragment("NULL AS Fragment"), ["index-extra"]);
    assert_eq!(fragment("'gone' AS fragment"), ["dead-anchor", "index-extra"]);
    // what costs no more than the rows
    for honest in [
        "SELECT name, type, path, fragment FROM t ORDER BY name DESC",
        "SELECT DISTINCT name, type, path, fragment FROM t",
        "SELECT name, min(type) AS type, max(path) AS path, fragment FROM t GROUP BY name HAVING count(*) > 0",
        "SELECT name, type, path, fragment FROM t UNION SELECT name, type, path, fragment FROM t WHERE type = 'Class'",
        "WITH c AS (SELECT * FROM t) SELECT name, type, path, fragment FROM c WHERE name IN (SELECT name FROM t)",
        "SELECT name, type, path, fragment FROM (SELECT DISTINCT name, type, path, fragment FROM t) ORDER BY name",
        "SELECT name, type, path, fragment FROM sorted",
        "SELECT iif(length(name) > 0, name, type) AS name, substr(type, 1) AS type, \
             concat(path, '') AS path, fragment FROM t WHERE typeof(name) = 'text'",
    ] {
        let sql = format!(
            "CREATE TABLE t(name TEXT, type TEXT, path TEXT, fragment TEXT);
             INSERT INTO t VALUES ('Calls', 'Category', 'index.html', 'plain');
             CREATE VIEW sorted AS SELECT * FROM t ORDER BY name;
             CREATE VIEW searchIndex AS {honest};"
        );
        assert_eq!(found(&with(INDEX, index(&sql))), ["index-extra"], "{honest}");
    }
    // long views side by side, and `SELECT`s in a long one: none repeats another
    let beside = (0..9).map(|at| format!(
        "CREATE VIEW v{at} AS SELECT name, type, path, fragment FROM t WHERE type = 'Class' OR {};",
        vec!["name = 'x'"; 20].join(" OR ")
    ));
    let beside: String = beside.collect();
    let sql = format!(
        "CREATE TABLE t(name, type, path, fragment);
         INSERT INTO t VALUES ('Calls', 'Category', 'index.html', 'plain');
         {beside}
         CREATE VIEW searchIndex AS SELECT name, type, path, fragment FROM t
             WHERE name IN (SELECT name FROM t WHERE {0}) AND name IN (SELECT name FROM t WHERE {0});",
        vec!["type <> 'x'"; 20].join(" AND ")
    );
    assert_eq!(found(&with(INDEX, index(&sql))), ["index-extra"]);
    // names that are words of SQL elsewhere, and a view that is none of ours
    let quoted = "CREATE TABLE t([order] TEXT, \"group\" TEXT, `select` TEXT, over TEXT);
        INSERT INTO t VALUES ('Calls', 'Category', 'index.html', 'plain');
        CREATE VIEW sorted AS SELECT DISTINCT * FROM t ORDER BY 1;
        CREATE VIEW searchIndex AS -- the distinct union of sorted things
            SELECT \"order\" AS name, \"group\" AS type, t.[select] AS path, over AS fragment FROM t;";
    assert_eq!(found(&with(INDEX, index(quoted))), ["index-extra"]);
    let mixed = GOOD_INDEX
        .replace("id INTEGER PRIMARY KEY, name TEXT, type TEXT, path TEXT", "PATH, x, Type, nAme");
    assert_eq!(found(&with(INDEX, index(&mixed))), [""; 0]);
    let blobs =
        with_sql("INSERT INTO searchIndex VALUES (9, x'61', 'Entry', x'696e6465782e68746d6c');");
    assert_eq!(found(&blobs), ["field-type"]);
    let mut names = Vec::new();
    let folder = TempDir::new().unwrap();
    let bundle = docsheet::bundle::open(&save(&blobs, folder.path(), "Calls.docset")).unwrap();
    bundle.each_row(&mut |name, _, path| names.push(format!("{name} {path}"))).unwrap();
    assert!(names.contains(&"a index.html".to_owned()), "{names:?}");
    // What an index of the table itself computes is nothing that rows need.
    let partial = with_sql(
        "CREATE INDEX p ON searchIndex (name) WHERE instr(name, 'a');
         CREATE INDEX e ON searchIndex (replace(name, 'a', 'b'));",
    );
    assert_eq!(found(&partial), [""; 0]);
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

/// An index whose last row stands in the journal alone, and the journal.
fn left_with_journal() -> (Vec<u8>, Vec<u8>) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("index");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(GOOD_INDEX).unwrap();
    let more = "PRAGMA journal_mode = WAL; INSERT INTO searchIndex(name, type, path) \
                VALUES ('gone', 'Entry', 'gone.html');";
    connection.execute_batch(more).unwrap();
    let journal = fs::read(folder.path().join("index-wal")).unwrap();
    (fs::read(path).unwrap(), journal)
}

#[test]
fn rows_in_the_journal_are_rows() {
    let (index, journal) = left_with_journal();
    let left = |journal: &[u8]| {
        let mut files = with(INDEX, index.clone());
        files.insert(format!("{INDEX}-wal"), journal.to_vec());
        found(&files)
    };
    assert_eq!(left(&journal), ["missing-page", "journal"]);
    // What was not committed whole, or is damaged, is none.
    assert_eq!(left(&journal[..journal.len() - 1]), ["journal"]);
    let mut damaged = journal;
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(left(&damaged), ["journal"]);
    assert_eq!(found(&with(INDEX, index)), ["journal"]);
}
