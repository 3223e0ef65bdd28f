//! dasht and Emacs' dash-docs find every row and resolve it to its file and anchor.
//!
//! Neither is in the distribution's package archives. dasht is a shell script around `sqlite3` and
//! `awk`, and dash-docs runs `sqlite3` and splits what it prints: the same programs are run here
//! in the same way.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::built::{Row, build, data, documents, index, rows, run};
use crate::project::Project;
use crate::{nasty, needs};

#[test]
fn dasht_finds_every_row_and_its_anchor() {
    let (Some(_), Some(_)) = (needs::program(&["sqlite3"]), needs::program(&["awk"])) else {
        return;
    };
    for_every_row(|docset, row| {
        let url = format!("url = file://{}/{}", documents(docset).display(), row.path);
        let found = dasht(docset, &row.name);
        let place = found.iter().position(|line| *line == format!("name = {}", row.name));
        assert!(place.is_some() && found.contains(&url), "{row:?} in {found:#?}");
    });
}

/// The lines that dasht shows for a search. White space in it is a wildcard, its own wildcards are
/// not; the address is what `awk` takes for the third word of sqlite3's line.
fn dasht(docset: &Path, search: &str) -> Vec<String> {
    let words: Vec<_> = search.split_whitespace().map(literally).collect();
    let sql = format!(
        "SELECT name, type, path AS url FROM searchIndex
         WHERE name LIKE '%{}%' ESCAPE '\\' ORDER BY name COLLATE NOCASE LIMIT 100",
        words.join("%")
    );
    let script = r#"sqlite3 -line "$1" "$2" | awk -v base="file://$3/" '
        { $1 = $1 }
        $1 == "url" { gsub("<.*>", "", $3); $3 = base $3 }
        /./'"#;
    let mut shell = Command::new("sh");
    shell.args(["-c", script, "sh"]).arg(index(docset)).arg(sql).arg(documents(docset));
    run(&mut shell).lines().map(str::to_owned).collect()
}

/// A backslash is dasht's own escape, as the one that is added here is.
fn literally(word: &str) -> String {
    ["\\", "%", "_"]
        .iter()
        .fold(word.to_owned(), |word, special| word.replace(special, &format!("\\{special}")))
        .replace('\'', "''")
}

#[test]
fn dash_docs_finds_every_row_and_its_anchor() {
    if needs::program(&["sqlite3"]).is_none() {
        return;
    }
    for_every_row(|docset, row| {
        let tables = "SELECT name FROM sqlite_master WHERE type = 'table' LIMIT 1";
        assert_eq!(dash_docs(docset, tables), [["searchIndex"]]);
        let found = dash_docs(docset, &search(&row.name));
        let wanted = [row.kind.as_str(), row.name.as_str(), row.path.as_str()];
        // It takes a bar for the end of a column, and no docset can help that.
        let readable = !row.name.contains('|');
        assert!(!readable || found.iter().any(|found| *found == wanted), "{row:?} in {found:#?}");
    });
}

/// The query for a search: every word is somewhere in the name. It breaks at a quote, so that a
/// name with one is searched by what precedes it.
fn search(name: &str) -> String {
    let searched = name.split('\'').next().unwrap();
    let words: Vec<_> = searched.split(' ').map(|word| format!("name LIKE '%{word}%'")).collect();
    let words = words.join(" AND ");
    format!(
        "SELECT type, name, path FROM searchIndex WHERE {words}
         ORDER BY LENGTH(name), LOWER(name) LIMIT 1000"
    )
}

/// The cells that dash-docs sees in what sqlite3 prints: lines are rows, bars part columns, and
/// empty ones are dropped.
fn dash_docs(docset: &Path, sql: &str) -> Vec<Vec<String>> {
    let mut sqlite = Command::new("sqlite3");
    let printed = run(sqlite.args(["-list", "-init", "''"]).arg(index(docset)).arg(sql));
    let lines = printed.split('\n').filter(|line| !line.is_empty());
    let cells =
        |line: &str| line.split('|').filter(|cell| !cell.is_empty()).map(str::to_owned).collect();
    lines.map(cells).collect()
}

/// Every row of the sheets that ship and of a nasty one; that its file has its anchor is checked
/// here, that a reader finds it is `found`'s part.
fn for_every_row(found: impl Fn(&Path, &Row)) {
    let project = Project::new().file("Nasty.rb", nasty::definition());
    for docset in build(&[&project.path("Nasty.rb"), data()], &project.path("docsets")) {
        for row in rows(&docset) {
            let page = fs::read_to_string(documents(&docset).join(row.file())).unwrap();
            let anchor = row.fragment().map(|fragment| format!("id=\"{fragment}\""));
            assert!(anchor.is_none_or(|anchor| page.contains(&anchor)), "{row:?}");
            found(&docset, &row);
        }
    }
}
