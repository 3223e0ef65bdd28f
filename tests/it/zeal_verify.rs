//! What `verify` says of a row is what a real Zeal does with it: rows as other tools write them, each
//! with a page of its own.

use std::time::{Duration, Instant};

use docsheet::bundle::{self, DOCUMENTS, INDEX, INFO};
use docsheet::diagnostic::Severity;
use docsheet::verify;
use serde_json::Value;

use crate::home::Home;
use crate::running::wait_for;
use crate::shelf::{Files, GOOD_INDEX, good, index, info, save};
use crate::zeal_window::Zeal;

/// The file of a page, what stands on it, and the path of the row; `%N` is the row's number. A path
/// that lands in Zeal alone (`#a#b` at `a`) is none of them: it is dead for everyone else.
const ROWS: &[(&str, &str, &str)] = &[
    ("p%N.html", "<p id=a>x</p>", "p%N.html#a"),
    ("p%N.html", "<p id=a>x</p>", "p%N.html#b"),
    ("p%N.html", "<p id=a>x</p>", "p%N.html#A"),
    ("p%N.html", "<p>x</p>", "p%N.html"),
    ("p%N.html", "<p>x</p>", "p%N.html#"),
    ("p%N.html", "<p>x</p>", "p%N.html#top"),
    ("p%N.html", "<p>x</p>", "p%N.html#Top"),
    ("p%N.html", "<p>x</p>", "missing%N.html"),
    ("p%N.html", "<p id=a>x</p>", "missing%N.html#a"),
    // Anchors of other tools.
    (
        "p%N.html",
        "<a name='//apple_ref/cpp/Class/A' class=dashAnchor></a><p>x</p>",
        "p%N.html#//apple_ref/cpp/Class/A",
    ),
    (
        "p%N.html",
        "<a name='//apple_ref/cpp/Class/A%20B' class=dashAnchor></a><p>x</p>",
        "p%N.html#//apple_ref/cpp/Class/A%20B",
    ),
    (
        "p%N.html",
        "<a name='//apple_ref/cpp/Class/A B' class=dashAnchor></a><p>x</p>",
        "p%N.html#//apple_ref/cpp/Class/A%20B",
    ),
    (
        "p%N.html",
        "<a name='//apple_ref/cpp/Class/A%2FB' class=dashAnchor></a><p>x</p>",
        "p%N.html#//apple_ref/cpp/Class/A%2FB",
    ),
    (
        "p%N.html",
        "<a name='//dash_ref_a/Entry/%C3%A9/0'></a><p>x</p>",
        "p%N.html#//dash_ref_a/Entry/%C3%A9/0",
    ),
    (
        "p%N.html",
        "<a name='//dash_ref_a/Entry/é/0'></a><p>x</p>",
        "p%N.html#//dash_ref_a/Entry/%C3%A9/0",
    ),
    (
        "p%N.html",
        "<a name='//dash_ref_a/Entry/a b/0'></a><p>x</p>",
        "p%N.html#//dash_ref_a/Entry/a b/0",
    ),
    (
        "p%N.html",
        "<a name='//apple_ref/cpp/Class/A%20B%C3%A9'></a><p>x</p>",
        "p%N.html#//apple_ref/cpp/Class/A Bé",
    ),
    (
        "p%N.html",
        "<a name='//apple_ref/cpp/Class/A|B'></a><p>x</p>",
        "p%N.html#//apple_ref/cpp/Class/A|B",
    ),
    ("p%N.html", "<a name=one></a><a name=two></a><p>x</p>", "p%N.html#two"),
    ("p%N.html", "<dl><dt id=d>x</dt></dl>", "p%N.html#d"),
    ("p%N.html", "<p><b id=b>x</b></p>", "p%N.html#b"),
    ("p%N.html", "<p name=a>x</p>", "p%N.html#a"),
    ("p%N.html", "<!-- <p id=a>x</p> -->", "p%N.html#a"),
    ("p%N.html", "<template><p id=a>x</p></template>", "p%N.html#a"),
    ("p%N.html", "<script type=text/plain><p id=a>x</p></script>", "p%N.html#a"),
    ("p%N.html", "<p ID='a'>x</p>", "p%N.html#a"),
    ("p%N.html", "<p id='a&amp;b'>x</p>", "p%N.html#a&b"),
    ("p%N.html", "<p id=' a'>x</p>", "p%N.html#a"),
    // Signs in fragments.
    ("p%N.html", "<p id='a b'>x</p>", "p%N.html#a%20b"),
    ("p%N.html", "<p id='a%20b'>x</p>", "p%N.html#a%20b"),
    ("p%N.html", "<p id='a b'>x</p>", "p%N.html#a b"),
    ("p%N.html", "<p id='a%20b'>x</p>", "p%N.html#a b"),
    ("p%N.html", "<p id='a b%20c'>x</p>", "p%N.html#a b%20c"),
    ("p%N.html", "<p id='%C3%A9'>x</p>", "p%N.html#é"),
    ("p%N.html", "<p id='a<b>\"c'>x</p>", "p%N.html#a<b>\"c"),
    ("p%N.html", "<p id='a|b^c{d}'>x</p>", "p%N.html#a|b^c{d}"),
    ("p%N.html", "<p id='é'>x</p>", "p%N.html#é"),
    ("p%N.html", "<p id='é'>x</p>", "p%N.html#%C3%A9"),
    ("p%N.html", "<p id='operator()(int)'>x</p>", "p%N.html#operator()(int)"),
    ("p%N.html", "<p id='a+b'>x</p>", "p%N.html#a+b"),
    ("p%N.html", "<p id='a:b;c'>x</p>", "p%N.html#a:b;c"),
    ("p%N.html", "<p id='100%'>x</p>", "p%N.html#100%"),
    ("p%N.html", "<p id='a?b'>x</p>", "p%N.html#a?b"),
    ("p%N.html", "<p id='a#b'>x</p>", "p%N.html#a#b"),
    ("p%N.html", "<p id='a%23b'>x</p>", "p%N.html#a%23b"),
    ("p%N.html", "<p id='!a'>x</p>", "p%N.html#!a"),
    ("p%N.html", "<p id='a/b'>x</p>", "p%N.html#a/b"),
    // Paths.
    ("p%N.html", "<p id=a>x</p>", "/p%N.html#a"),
    ("p%N.html", "<p id=a>x</p>", "./p%N.html#a"),
    ("sub/p%N.html", "<p id=a>x</p>", "sub/p%N.html#a"),
    ("p%N.html", "<p id=a>x</p>", "sub/../p%N.html#a"),
    ("sub/p%N.html", "<p id=a>x</p>", "sub//p%N.html#a"),
    ("p%N.html", "<p id=a>x</p>", "P%N.html#a"),
    ("p%N.html", "<p id=a>x</p>", "p%N.HTML#a"),
    ("p%N.html", "<p id=a>x</p>", "p%N.html?x=1#a"),
    ("a b%N.html", "<p id=a>x</p>", "a b%N.html#a"),
    ("a b%N.html", "<p id=a>x</p>", "a%20b%N.html#a"),
    ("é%N.html", "<p id=a>x</p>", "é%N.html#a"),
    ("é%N.html", "<p id=a>x</p>", "%C3%A9%N.html#a"),
    ("sub/p%N.html", "<p id=a>x</p>", "sub\\p%N.html#a"),
    ("a+b%N.html", "<p id=a>x</p>", "a+b%N.html#a"),
];

/// Name, type and path, in SQL, of rows with fields that are no plain texts; they lead to a page
/// without a fault.
const FIELDS: &[[&str; 3]] = &[
    ["'Row %N ends'", "CAST('Entry' AS BLOB)", "'p%N.html'"],
    ["'Row %N ends'", "'Entry'", "CAST('p%N.html#a' AS BLOB)"],
    ["'Row %N ends' || char(10) || 'b'", "'Entry'", "'p%N.html'"],
    ["'Row %N ends'", "'En' || char(10) || 'try'", "'p%N.html'"],
];

#[test]
fn a_row_is_dead_in_verify_when_it_is_dead_in_zeal() {
    let home = Home::new();
    let mut all = good();
    let mut insert = GOOD_INDEX.to_owned();
    for number in 0..ROWS.len() + FIELDS.len() {
        let (path, page, row) = row(number);
        all.insert(path, page.into_bytes());
        insert += &row;
    }
    all.insert(INDEX.into(), index(&insert));
    save(&all, &home.path(".local/share/Zeal/Zeal/docsets"), "Calls.docset");
    let Some(zeal) = Zeal::open(&home, "calls:486") else { return };
    zeal.lands("calls:486", |landing| landing.shows("486 Busy"));
    let mut wrong = Vec::new();
    for number in 0..ROWS.len() + FIELDS.len() {
        let (said, done) = (errors(number), lands(&zeal, number));
        if said.is_empty() != done {
            let does = if done { "lands" } else { "does not" };
            let (_, _, row) = row(number);
            wrong.push(format!("{number} `{row}`: verify says {said:?}, Zeal {does}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The path of the page, the page, and the row that leads to it.
fn row(number: usize) -> (String, String, String) {
    let fill = |text: &str| text.replace("%N", &number.to_string());
    let quoted = |text: &str| format!("'{text}'");
    let (path, content, fields) = match ROWS.get(number) {
        Some((path, content, target)) => {
            (*path, *content, [quoted(&name(number)), quoted("Entry"), quoted(target)])
        }
        None => ("p%N.html", "<p id=a>x</p>", FIELDS[number - ROWS.len()].map(str::to_owned)),
    };
    let page = format!("<!DOCTYPE html><meta charset=utf-8><title>Page {number}</title>{content}");
    let row =
        format!("INSERT INTO searchIndex(name, type, path) VALUES ({});", fill(&fields.join(", ")));
    (format!("{DOCUMENTS}/{}", fill(path)), page, row)
}

fn name(number: usize) -> String {
    format!("Row {number} ends")
}

/// The errors that `verify` finds in a docset that has this row more.
fn errors(number: usize) -> Vec<&'static str> {
    let mut files: Files = good();
    let (path, page, row) = row(number);
    files.insert(path, page.into_bytes());
    files.insert(INDEX.into(), index(&format!("{GOOD_INDEX}{row}")));
    let folder = tempfile::TempDir::new().unwrap();
    let bundle = bundle::open(&save(&files, folder.path(), "Calls.docset")).unwrap();
    let rules =
        verify::verify(&bundle, None).unwrap().findings.into_iter().map(|it| it.code.rule());
    rules.filter(|rule| rule.severity == Severity::Error).map(|rule| rule.name).collect()
}

/// Whether Zeal shows the page of the row, and what its fragment names, if it names anything.
fn lands(zeal: &Zeal, number: usize) -> bool {
    zeal.value("window.asked = true");
    zeal.look_up(&format!("calls:{}", name(number)));
    let path = ROWS.get(number).map_or("", |(_, _, path)| path);
    let fragment = path.split_once('#').map_or("", |(_, fragment)| fragment);
    let wants_target = !["", "top", "Top"].contains(&fragment);
    let settled = wait_for("an answer", || {
        let page = zeal.value(
            "({ asked: window.asked, ready: document.readyState, title: document.title,
                target: Boolean(document.querySelector(':target')) })",
        );
        (page["asked"] != true && page["ready"] == "complete").then_some(page)
    });
    let is_right = |page: &Value| {
        page["title"] == format!("Page {number}") && (!wants_target || page["target"] == true)
    };
    // A target that is there is found at once, or a moment after.
    let end = Instant::now() + Duration::from_millis(if is_right(&settled) { 0 } else { 500 });
    let mut right = is_right(&settled);
    while !right && Instant::now() < end {
        let page = zeal.value(
            "({ title: document.title, target: Boolean(document.querySelector(':target')) })",
        );
        right = is_right(&page);
    }
    right
}

#[test]
fn an_index_that_is_a_view_is_searched_where_it_has_the_fragments() {
    let home = Home::new();
    let docsets = home.path(".local/share/Zeal/Zeal/docsets");
    save(&good(), &docsets, "Calls.docset");
    let (with, without) = (viewed("With", ", 'plain' AS fragment"), viewed("Without", ""));
    let (with, without) =
        (save(&with, &docsets, "With.docset"), save(&without, &docsets, "Without.docset"));
    let Some(zeal) = Zeal::open(&home, "calls:486") else { return };
    zeal.lands("calls:486", |landing| landing.shows("486 Busy"));
    let asked = |query: &str, title: &str| {
        zeal.look_up(query);
        let end = Instant::now() + Duration::from_secs(2);
        while Instant::now() < end && zeal.value("document.title") != title {}
        zeal.value("document.title") == title
    };
    let is_told = |path| {
        let findings = verify::verify(&bundle::open(path).unwrap(), None).unwrap().findings;
        findings.iter().any(|finding| finding.code.rule().name == "index-schema")
    };
    // What is not found leaves the page that is open.
    assert!(!asked("without:Only here", "Without") && is_told(&without));
    assert!(asked("with:Only here", "With") && !is_told(&with));
    zeal.lands("with:Only here", |landing| landing.shows("plain"));
}

/// A docset of this name whose index is a view, with these columns beside those that all have.
fn viewed(name: &str, columns: &str) -> Files {
    let mut files = good();
    let keyword = name.to_lowercase();
    let info = info("").replace("calls", &keyword).replace("Calls", name);
    files.insert(INFO.into(), info.into_bytes());
    let page = format!("<!DOCTYPE html><title>{name}</title><p id=plain>plain");
    files.insert(format!("{DOCUMENTS}/index.html"), page.into_bytes());
    let sql = format!(
        "CREATE TABLE kept(name TEXT, type TEXT, path TEXT);
         INSERT INTO kept VALUES ('Only here', 'Entry', 'index.html');
         CREATE VIEW searchIndex AS SELECT name, type, path{columns} FROM kept;"
    );
    files.insert(INDEX.into(), index(&sql));
    files
}
