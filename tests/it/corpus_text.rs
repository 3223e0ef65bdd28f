//! Public sheets read as upstream reads them, or differently for a reason that is written down.
//!
//! The sheets and what upstream makes of them lie beside a checkout, not in it; without them the
//! test says that it skips. `tests/corpus_differences.tsv` lists what may differ, with the reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use docsheet::diagnostic::any_error;
use docsheet::sheet::Cheatsheet;
use docsheet::source::Source;
use docsheet::{compile, index, page};

use crate::markup::{self, Element, Node};
use crate::needs;

/// A difference from upstream: sheet, `row` or `text`, and what upstream has.
type Difference = (String, &'static str, String);

/// What the comparison of all sheets came to.
#[derive(Debug, Default)]
struct Tally {
    rows: usize,
    entries: usize,
    repeated: usize,
    different: BTreeMap<Difference, String>,
}

#[test]
fn public_sheets_show_what_upstream_shows_or_what_their_authors_meant() {
    let Some(corpus) = needs::corpus() else { return };
    let mut tally = Tally::default();
    for path in sheets(&corpus) {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let sheet = read(&path);
        let expected = |kind: &str| {
            fs::read_to_string(corpus.join(format!("expected/{name}.{kind}"))).unwrap()
        };
        compare_rows(&name, &sheet, &expected("rows.tsv"), &mut tally);
        compare_entries(&name, &sheet, &expected("text"), &mut tally);
    }
    println!(
        "{} rows and {} entries, {} of them given twice; {} differ",
        tally.rows,
        tally.entries,
        tally.repeated,
        tally.different.len()
    );
    let listed = listed();
    let unlisted: Vec<_> =
        tally.different.iter().filter(|(key, _)| !listed.contains(key)).collect();
    let stale: Vec<_> = listed.iter().filter(|key| !tally.different.contains_key(key)).collect();
    assert!(unlisted.is_empty(), "different and not listed: {unlisted:#?}");
    assert!(stale.is_empty(), "listed and not different: {stale:#?}");
}

fn sheets(corpus: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(corpus).unwrap().map(|file| file.unwrap().path());
    let mut sheets: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|end| end == "rb")).collect();
    sheets.sort();
    sheets
}

fn read(path: &Path) -> Cheatsheet {
    let source = Source::new(path.display().to_string(), fs::read(path).unwrap());
    let (sheet, findings) = compile(&source);
    let errors: Vec<_> = findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(!any_error(&findings), "{}: {errors:#?}", path.display());
    sheet.unwrap()
}

/// The distinct (type, name) rows of the index.
fn compare_rows(name: &str, sheet: &Cheatsheet, expected: &str, tally: &mut Tally) {
    let row = |kind: &str, name: &str| format!("{kind} {}", squeezed(name));
    let ours: BTreeSet<_> =
        index::rows(sheet).iter().map(|found| row(found.kind, &found.name)).collect();
    let upstream: BTreeSet<_> = expected
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(kind, name)| row(kind, name))
        .collect();
    tally.rows += upstream.len();
    for missing in upstream.difference(&ours) {
        tally.different.insert((name.to_owned(), "row", missing.clone()), "no such row".to_owned());
    }
    for added in ours.difference(&upstream) {
        tally.different.insert((name.to_owned(), "row", format!("+{added}")), added.clone());
    }
}

/// The visible text of the entries, in page order, without white space. An entry that upstream
/// shows twice in a category may be there once.
fn compare_entries(name: &str, sheet: &Cheatsheet, expected: &str, tally: &mut Tally) {
    let page = markup::parse(&page::render(sheet, docsheet::page::Permissions::default()));
    let ours: Vec<String> =
        page.find(".entry").into_iter().map(|entry| dense(&visible(entry))).collect();
    let mut ours = ours.iter().peekable();
    let mut seen = BTreeSet::new();
    for line in expected.lines() {
        tally.entries += 1;
        let upstream = dense(line);
        let is_next = ours.peek().is_some_and(|next| **next == upstream);
        if !is_next && seen.contains(&upstream) {
            tally.repeated += 1;
            continue;
        }
        let found = ours.next().cloned().unwrap_or_default();
        if !is_next {
            tally.different.insert((name.to_owned(), "text", squeezed(line)), found);
        }
        seen.insert(upstream);
    }
    assert_eq!(ours.count(), 0, "{name}: entries that upstream does not have");
}

fn visible(element: &Element) -> String {
    let texts = element.content.iter().map(|node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(hidden) if matches!(hidden.name.as_str(), "script" | "style") => {
            String::new()
        }
        Node::Element(element) => visible(element),
    });
    texts.collect()
}

fn dense(text: &str) -> String {
    text.split_whitespace().collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The differences that are known, each with a reason.
fn listed() -> BTreeSet<Difference> {
    let list = include_str!("../corpus_differences.tsv");
    let known = list.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let [sheet, kind, upstream, reason] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not four columns: {line}");
        };
        assert!(!reason.is_empty(), "no reason: {line}");
        let kind = if kind == "row" { "row" } else { "text" };
        (sheet.to_owned(), kind, upstream.to_owned())
    });
    known.collect()
}
