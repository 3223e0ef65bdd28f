//! The SIP sheet is true: `data/SIP_Response_Codes.rb` ↔ the facts in `tests/sip`, both ways.

mod carries;
mod causes;
mod facts;
mod form;
mod links;
mod troubleshooting;
mod claims;
mod search;
mod wire;
mod words;

use std::sync::LazyLock;

use docsheet::index::{self, Row};
use docsheet::sheet::{Category, Cheatsheet, Entry};
use docsheet::source::Source;

use facts::Fact;

static SHEET: LazyLock<Cheatsheet> = LazyLock::new(|| {
    let text = include_bytes!("../../data/SIP_Response_Codes.rb");
    let (sheet, findings) = docsheet::compile(&Source::new("SIP_Response_Codes.rb", text));
    assert!(findings.is_empty(), "{findings:#?}");
    sheet.unwrap()
});

/// A registered code as `tests/sip/codes.tsv` has it.
struct Code {
    number: &'static str,
    phrase: &'static str,
    defined_in: Vec<&'static str>,
    becomes: Vec<&'static str>,
    comes_from: Vec<&'static str>,
    status: &'static str,
    also: Vec<&'static str>,
}

static CODES: LazyLock<Vec<Code>> = LazyLock::new(|| {
    let rows = table(include_str!("../sip/codes.tsv"));
    rows.map(|row| Code {
        number: row[0],
        phrase: row[1],
        defined_in: list(row[2], ", "),
        becomes: list(row[3], ","),
        comes_from: list(row[4], ","),
        status: row[5],
        also: list(row[6], "; "),
    })
    .collect()
});

/// The rows of a table of facts: no comments, columns parted by tabs.
fn table(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

fn list(cell: &'static str, between: &str) -> Vec<&'static str> {
    cell.split(between).filter(|item| !item.is_empty()).collect()
}

fn category(id: &str) -> &'static Category {
    SHEET.categories.iter().find(|category| category.id == id).unwrap()
}

/// The six categories of registered codes.
fn classes() -> impl Iterator<Item = &'static Category> {
    SHEET.categories.iter().filter(|category| category.id[1..].starts_with("xx "))
}

/// The entry that speaks for a whole class, such as `4xx`.
fn is_class(entry: &Entry) -> bool {
    name(entry).len() == 3
}

/// The entries of registered codes, in page order.
fn codes() -> impl Iterator<Item = &'static Entry> {
    classes().flat_map(|class| &class.entries).filter(|entry| !is_class(entry))
}

fn entries() -> impl Iterator<Item = &'static Entry> {
    SHEET.categories.iter().flat_map(|category| &category.entries)
}

fn name(entry: &Entry) -> &str {
    entry.name.as_ref().map(|name| name.plain.as_str()).unwrap()
}

/// What a name begins with: `486`, `4xx`, `603+`.
fn code(entry: &Entry) -> &str {
    name(entry).split(' ').next().unwrap()
}

/// A registered code's facts from the table, with its entry.
fn pairs() -> impl Iterator<Item = (&'static Code, &'static Entry)> {
    CODES.iter().zip(codes())
}

fn fact(entry: &Entry, label: &str) -> Option<Fact> {
    facts::of(entry).into_iter().find(|fact| fact.label == label)
}

/// The index of the sheet.
fn rows() -> &'static [Row] {
    static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| index::rows(&SHEET));
    &ROWS
}

#[test]
fn every_registered_code_is_there_once_under_its_phrase() {
    let wanted: Vec<_> =
        CODES.iter().map(|code| format!("{} {}", code.number, code.phrase)).collect();
    assert_eq!(codes().map(name).collect::<Vec<_>>(), wanted);
}

#[test]
fn a_code_stands_in_its_class_after_the_entry_of_the_class() {
    for class in classes() {
        assert_eq!(name(&class.entries[0]), &class.id[..3]);
        for entry in &class.entries {
            assert_eq!(name(entry)[..1], class.id[..1], "{} in {}", name(entry), class.id);
        }
    }
    assert_eq!(classes().count(), 6);
}

#[test]
fn an_entry_is_defined_where_the_table_says() {
    for (wanted, entry) in pairs() {
        let fact = fact(entry, "Defined in").unwrap();
        assert_eq!(facts::sections(&fact), wanted.defined_in, "{}", name(entry));
    }
}

#[test]
fn a_status_is_told_where_there_is_one() {
    for (wanted, entry) in pairs() {
        let status = fact(entry, "Status").map(|fact| fact.text).unwrap_or_default();
        assert_eq!(status.is_empty(), wanted.status.is_empty(), "{}: {status}", name(entry));
        assert!(status.contains(wanted.status), "{}: {status}", name(entry));
    }
}

#[test]
fn a_code_is_also_found_under_the_names_of_the_table() {
    for (wanted, entry) in pairs() {
        assert_eq!(entry.extra_index_names, wanted.also, "{}", name(entry));
    }
}

#[test]
fn codes_beyond_the_registry_are_those_of_the_table_and_marked() {
    let wanted: Vec<_> = table(include_str!("../sip/unregistered.tsv")).collect();
    let found = &category("Not in the Registry").entries;
    assert_eq!(
        found.iter().map(name).collect::<Vec<_>>(),
        wanted.iter().map(|row| row[0]).collect::<Vec<_>>()
    );
    for (row, entry) in wanted.iter().zip(found) {
        let seen = fact(entry, "Seen in").unwrap().text;
        for place in list(row[1], ", ") {
            assert!(seen.contains(place), "{}: {place} is not in `{seen}`", name(entry));
        }
        let status = fact(entry, "Status").unwrap().text;
        assert!(status.contains(row[2]), "{}: {status}", name(entry));
        assert!(
            !CODES.iter().any(|code| name(entry) == format!("{} {}", code.number, code.phrase))
        );
    }
}
