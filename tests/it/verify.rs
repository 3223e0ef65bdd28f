//! `verify`: a good docset has no finding, and each damage has its own.

mod archives;
mod command;
mod damage;
mod feeds;
mod index;
mod layout;
mod pages;

use std::fs;
use std::path::Path;

use docsheet::bundle::{self, DOCUMENTS, INDEX, INFO};
use docsheet::verify::{self, Report};
use tempfile::TempDir;

use crate::shelf::{
    Files, GOOD_INDEX, entries, good, gzip, index, info, replaced, save, tar, with, with_sql,
    without,
};

fn look(path: &Path) -> Report {
    let bundle = bundle::open(path).unwrap();
    let beside = verify::folder_beside(path, &bundle).map(|folder| bundle::open(&folder).unwrap());
    verify::verify(&bundle, beside.as_ref()).unwrap()
}

fn names(report: &Report) -> Vec<&'static str> {
    report.findings.iter().map(|finding| finding.code.rule().name).collect()
}

/// The findings about the files, as a folder and as an archive, where they must be the same.
fn found(files: &Files) -> Vec<&'static str> {
    let folder = TempDir::new().unwrap();
    let as_folder = names(&look(&save(files, folder.path(), "Calls.docset")));
    let archive = TempDir::new().unwrap();
    let as_archive = packed(archive.path(), &gzip(&tar(&entries(files, "Calls.docset/"))));
    assert_eq!(as_folder, as_archive, "folder and archive differ");
    as_folder
}

/// The findings about an archive with these bytes.
fn packed(folder: &Path, bytes: &[u8]) -> Vec<&'static str> {
    let path = folder.join("Calls.tgz");
    fs::write(&path, bytes).unwrap();
    names(&look(&path))
}

fn page() -> String {
    format!("{DOCUMENTS}/index.html")
}

/// A row more in the index.
fn row(name: &str, kind: &str, path: &str) -> Files {
    let quote = |text: &str| text.replace('\'', "''");
    let [name, kind, path] = [name, kind, path].map(quote);
    with_sql(&format!(
        "INSERT INTO searchIndex(name, type, path) VALUES ('{name}', '{kind}', '{path}');"
    ))
}

/// Markup more on the page.
fn markup(more: &str) -> Files {
    replaced(&page(), "<h1 ", &format!("{more}<h1 "))
}

/// A page more, and a row that leads to it.
fn with_page(name: &str, page: &str, path: &str) -> Files {
    let mut files = row("a", "Entry", path);
    files.insert(format!("{DOCUMENTS}/{name}"), page.into());
    files
}

fn check(damages: &[(&str, Files)]) {
    for (at, (expected, files)) in damages.iter().enumerate() {
        assert_eq!(found(files).join(" "), *expected, "damage {at}");
    }
}

#[test]
fn good_docsets_are_fine() {
    let fine: &[Files] = &[
        good(),
        // metadata that Dash puts before a path
        row("a", "Guide", "<dash_entry_name=a%20b><dash_entry_menuDescription=c>index.html#plain"),
        // fragments that browsers decode
        with(&format!("{DOCUMENTS}/b c.html"), "<p id='ü x'>"),
        row("top", "Guide", "index.html#top"),
        // what pages show: files of the docset, and what is no file
        markup("<img src=index.html?x#y><img src=./x/../index.html><img src='../../../icon.png'>"),
        markup(
            "<img src='data:image/png;base64,AA=='><iframe src=about:blank></iframe><img src=''>",
        ),
        markup("<link rel=icon href=no.ico><link rel='alternate stylesheet' href=no.css>"),
        row("none", "Guide", "index.html#"),
        with_page("off.html", "<noscript><p id=off>Off</noscript>", "off.html#off"),
        row("dots", "Guide", "./a/../index.html#plain"),
        row("slash", "Guide", "/index.html#plain"),
        row("inside", "Guide", "../../Info.plist"),
        row("entity", "Guide", "index.html#plain"),
        // no icons at all
        {
            let mut files = without("icon.png");
            files.remove("icon@2x.png");
            files
        },
        // data is no script, a link is no resource
        markup(
            "<script type='application/ld+json'>{}</script><link rel=canonical href='https://example.org/'>",
        ),
        // what looks like a tag in a script is none
        markup(
            "<textarea><img src='https://example.org/x.png'></textarea><!-- <script></script> -->",
        ),
        with("meta.json", r#"{"name": "Calls"}"#),
        with(
            INFO,
            info("<key>extra</key><array><dict><key>x</key><integer>1</integer></dict></array>"),
        ),
    ];
    for (at, files) in fine.iter().enumerate() {
        assert_eq!(found(files), [""; 0], "good docset {at}");
    }
    let mut decoded = with(&format!("{DOCUMENTS}/b c.html"), "<p id='ü x'><p id='a&amp;b'>");
    decoded.insert(
        INDEX.into(),
        index(&format!(
            "{GOOD_INDEX} INSERT INTO searchIndex(name, type, path) VALUES
             ('1', 'Guide', 'b%20c.html#%C3%BC%20x'), ('2', 'Guide', 'b%20c.html#a&b');"
        )),
    );
    assert_eq!(found(&decoded), [""; 0]);
}

#[test]
fn examples_are_few_and_cannot_steer_a_terminal() {
    let mut sql = String::from(GOOD_INDEX);
    for at in 0..20 {
        let row = format!(
            "INSERT INTO searchIndex VALUES ({}, 'a\u{1b}[31m\u{202e}{at}', 'Tag', 'gone');",
            at + 10
        );
        sql.push_str(&row);
    }
    let folder = TempDir::new().unwrap();
    let report = look(&save(&with(INDEX, index(&sql)), folder.path(), "Calls.docset"));
    let [finding] = &report.findings[..] else { panic!("{report:?}") };
    assert_eq!((finding.count, finding.examples.len()), (20, 5));
    assert_eq!(finding.message(), "20 rows lead to pages that are not there");
    assert_eq!(finding.examples[0], "a\\u{1b}[31m\\u{202e}0 (Tag) -> gone");
}
