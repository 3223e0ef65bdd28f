//! Damage at random: found or fine, at once, and never a panic.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use docsheet::bundle::{self, DOCUMENTS, INDEX, INFO};
use docsheet::{install, search};
use tempfile::TempDir;

use super::look;
use crate::robust::Numbers;
use crate::shelf::{Files, GOOD_INDEX, entries, good, gzip, index, save, tar};

/// How many docsets are damaged; `DOCSHEET_DAMAGES` asks for more.
const COUNT: usize = 150;

/// The longest that one may take, in a build without optimisation, beside other tests.
const LIMIT: Duration = Duration::from_secs(5);

/// Statements that do something to an index that is sound.
const MISCHIEF: &[&str] = &[
    "INSERT INTO searchIndex VALUES (9, NULL, x'00ff', 7);",
    "INSERT INTO searchIndex VALUES (-1, '', '', '');",
    "INSERT INTO searchIndex VALUES (8, 'a' || char(0) || 'b', 'Tag', '../../../../etc/passwd#x');",
    "INSERT INTO searchIndex VALUES (7, char(0x202e, 27, 10), '|', '%ff%00//?#%');",
    "INSERT INTO searchIndex VALUES (6, printf('%.*c', 100000, 'x'), 'Tag', 'index.html#plain');",
    "INSERT INTO searchIndex VALUES (5, 'a', 'Tag', 'index.html#' || printf('%.*c', 90000, '%'));",
    "ALTER TABLE searchIndex ADD COLUMN more AS (name || path);",
    "ALTER TABLE searchIndex RENAME COLUMN name TO title;",
    "ALTER TABLE searchIndex RENAME TO searchindex2;",
    "ALTER TABLE searchIndex RENAME TO old; CREATE VIEW searchIndex AS SELECT * FROM old, old;",
    "ALTER TABLE searchIndex RENAME TO old; CREATE VIEW searchIndex AS WITH RECURSIVE n(i) AS \
     (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, i AS name, i AS type, i AS path FROM n;",
    "CREATE TRIGGER more AFTER INSERT ON searchIndex BEGIN DELETE FROM searchIndex; END;",
    "CREATE INDEX dear ON searchIndex (hex(zeroblob(1000000)));",
    "CREATE INDEX part ON searchIndex (name) WHERE length(hex(zeroblob(100000))) > 1;",
    "DROP INDEX anchor; INSERT INTO searchIndex SELECT NULL, name, type, path FROM searchIndex;",
    "DELETE FROM searchIndex;",
    "DROP TABLE searchIndex;",
    "CREATE VIRTUAL TABLE words USING fts5(text);",
    "PRAGMA journal_mode = WAL;",
    "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = 'CREATE TABLE searchIndex(name)';",
    "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage = 2;",
    "PRAGMA encoding = 'UTF-16'; PRAGMA user_version = 7;",
];

/// What pages, plists and `meta.json` get in between.
const PIECES: &[&str] = &[
    "<",
    ">",
    "&",
    "\"",
    "'",
    "\0",
    "\u{feff}",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<table><td>",
    "<svg><a><p>",
    "</p></svg></table>",
    "<script>",
    "<style>@import url(",
    "<a name='",
    "<p id=",
    "<base href=//>",
    "<dict>",
    "</dict>",
    "<key>",
    "</plist>",
    "&#x0;",
    "&lt",
    "{",
    "[[[[",
    "\\u",
    "<meta charset=utf-16>",
    "<iframe srcdoc='<script>'>",
    "<td colspan=99999999>",
    "<li><dl><dt>",
];

#[test]
fn damage_is_found_or_does_no_harm() {
    let count = std::env::var("DOCSHEET_DAMAGES").ok().and_then(|count| count.parse().ok());
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut slowest = (Duration::ZERO, String::new());
    for at in 0..count.unwrap_or(COUNT) {
        let folder = TempDir::new().unwrap();
        let mut story = format!("{at}:");
        let mut files = rich();
        for _ in 0..=numbers.below(2) {
            damage(&mut files, &mut numbers, &mut story);
        }
        let start = Instant::now();
        use_all(&files, folder.path(), &mut numbers, &mut story);
        let taken = start.elapsed();
        assert!(taken < LIMIT, "{taken:?}: {story}");
        slowest = slowest.max((taken, story));
    }
    println!("slowest: {:?}: {}", slowest.0, slowest.1);
}

/// A docset with a page of many kinds of blocks, and its pages packed, too.
fn rich() -> Files {
    let mut files = good();
    let page = "<!DOCTYPE html><meta charset=utf-8><h1 id=top>Calls</h1><a name=a></a><h2>A</h2>\
        <dl><dt id=d>d<dd>e</dl><table><tr><th>x<th>y<tr><td><a name=t>1</a><td>2</table>\
        <ul><li id=l>one<ul><li>two</ul></ul><pre><b id=b>c</b></pre>";
    files.insert(format!("{DOCUMENTS}/b.html"), page.into());
    files.insert("meta.json".into(), br#"{"name": "Calls", "extra": {"keywords": ["c"]}}"#.into());
    let mut sql = String::from(GOOD_INDEX);
    for (at, anchor) in ["a", "d", "t", "l", "b", "gone"].iter().enumerate() {
        let row = (at + 20, anchor);
        let _ = write!(
            sql,
            "INSERT INTO searchIndex VALUES ({}, '{1}', 'Tag', 'b.html#{1}');",
            row.0, row.1
        );
    }
    files.insert(INDEX.into(), index(&sql));
    files
}

fn damage(files: &mut Files, numbers: &mut Numbers, story: &mut String) {
    let paths: Vec<_> = files.keys().cloned().collect();
    let path = &paths[numbers.below(paths.len())];
    let kind = numbers.below(8);
    let _ = write!(story, " {kind} {path};");
    let Some(bytes) = files.get_mut(path) else { return };
    let place = numbers.below(bytes.len() + 1);
    match kind {
        0 => bytes.truncate(place),
        1 => drop(files.remove(path)),
        2 => {
            let bytes = files.remove(path).unwrap_or_default();
            let names = ["x", "Contents/info.plist", "a\\b", "con", "Contents", "\u{202e}"];
            files.insert(names[numbers.below(names.len())].to_owned(), bytes);
        }
        3 | 4 if path != INDEX => {
            for _ in 0..=numbers.below(3) {
                let piece = PIECES[numbers.below(PIECES.len())].repeat(1 + numbers.below(30));
                let place = place.min(bytes.len());
                bytes.splice(place..place, piece.bytes());
            }
        }
        5 | 6 => {
            let mischief = MISCHIEF[numbers.below(MISCHIEF.len())];
            let _ = write!(story, " {mischief}");
            files.insert(INDEX.into(), mischievous(mischief));
        }
        _ => {
            for _ in 0..=numbers.below(20) {
                let place = numbers.below(bytes.len().max(1));
                if let Some(byte) = bytes.get_mut(place) {
                    *byte ^= 1 << numbers.below(8);
                }
            }
        }
    }
}

/// A sound index to which something is done that SQLite may refuse.
fn mischievous(sql: &str) -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("index");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch(GOOD_INDEX).unwrap();
    let _ = connection.execute_batch(sql);
    drop(connection);
    fs::read(path).unwrap()
}

/// Looks, searches and loads: as a folder, as an archive, and as a damaged archive.
fn use_all(files: &Files, folder: &Path, numbers: &mut Numbers, story: &mut String) {
    let is_possible = |path: &String| {
        let below = format!("{path}/");
        !files.keys().any(|other| other.starts_with(&below))
    };
    let possible = files.iter().filter(|(path, _)| is_possible(path));
    let possible: Files = possible.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    let path = save(&possible, folder, "Calls.docset");
    use_one(&path);
    let mut archive = gzip(&tar(&entries(files, "Calls.docset/")));
    fs::write(folder.join("Calls.tgz"), &archive).unwrap();
    use_one(&folder.join("Calls.tgz"));
    let place = numbers.below(archive.len());
    let _ = write!(story, " archive at {place}");
    archive[place] ^= 1 << numbers.below(8);
    fs::write(folder.join("Bad.tgz"), &archive).unwrap();
    use_one(&folder.join("Bad.tgz"));
}

fn use_one(path: &Path) {
    drop(look(path));
    let bundle = bundle::open_unlisted(path).unwrap();
    let mut paths = Vec::new();
    // What SQLite says is what `verify` reports.
    let _ = bundle.each_row(&mut |_, _, path| paths.push(path.to_owned()));
    let paths: Vec<_> = paths.iter().take(1000).map(String::as_str).collect();
    bundle
        .each_block(&paths, &mut |_, block| {
            let _ = block.map(|block| block.text().len());
        })
        .unwrap();
    let _ = (bundle.zeal_name(), bundle.read(INFO, 1 << 20));
    let _ = (search::shelve(path).is_ok(), install::load(path).is_ok());
}
