//! The second sheet, `data/SIP_Troubleshooting.rb`: its forms, and its facts from `tests/sip`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use docsheet::index::{self, Row};
use docsheet::sheet::{Category, Cheatsheet, Entry};
use docsheet::source::Source;
use regex::Regex;

use super::{CODES, facts, name, table};

static SHEET: LazyLock<Cheatsheet> = LazyLock::new(|| {
    let text = include_bytes!("../../../data/SIP_Troubleshooting.rb");
    let (sheet, findings) = docsheet::compile(&Source::new("SIP_Troubleshooting.rb", text));
    assert!(findings.is_empty(), "{findings:#?}");
    sheet.unwrap()
});

/// The index of the second sheet.
pub(super) fn rows() -> &'static [Row] {
    static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| index::rows(&SHEET));
    &ROWS
}

pub(super) fn entries() -> impl Iterator<Item = &'static Entry> {
    SHEET.categories.iter().flat_map(|category| &category.entries)
}

fn category(id: &str) -> &'static Category {
    SHEET.categories.iter().find(|category| category.id == id).unwrap()
}

fn html(entry: &Entry) -> &str {
    entry.notes.as_ref().unwrap().html.as_str()
}

#[test]
fn a_symptom_tells_what_to_look_for_why_and_what_to_do() {
    let form = ["Look for", "Causes", "Do", "Codes", "Defined in"];
    let symptoms: Vec<_> = category("Symptoms").entries.iter().collect();
    assert!(symptoms.len() >= 30);
    for entry in symptoms.iter().filter(|entry| !html(entry).contains("<table")) {
        let labels: Vec<_> = facts::of(entry).into_iter().map(|fact| fact.label).collect();
        assert_eq!(labels[..3], form[..3], "{}", name(entry));
        let places = labels.iter().map(|label| form.iter().position(|known| known == label));
        let places: Vec<_> =
            places.map(|place| place.unwrap_or_else(|| panic!("{}", name(entry)))).collect();
        assert!(places.is_sorted(), "{}: {labels:?}", name(entry));
        assert!(facts::paragraph(entry).ends_with('.'), "{}", name(entry));
        let words = entry.notes.as_ref().unwrap().plain.split(' ').count();
        assert!(words <= 190, "{}: {words} words", name(entry));
    }
}

#[test]
fn timers_are_those_of_the_table() {
    let wanted: Vec<_> = table(include_str!("../../sip/timers.tsv")).collect();
    let timers = &category("Timers").entries;
    assert_eq!(timers.len(), wanted.len());
    for (row, entry) in wanted.iter().zip(timers) {
        assert_eq!(name(entry), row[0]);
        let cells: Vec<_> =
            entry.td_notes.iter().map(|cell| cell.plain.replace(['`', '\n'], "")).collect();
        assert_eq!(cells[..2], [row[1].replace('`', ""), row[2].replace('`', "")], "{}", row[0]);
        for section in row[3].split([';', ',', ' ']).filter(|part| part.starts_with('§')) {
            assert!(cells[2].contains(section), "{}: {section} is not in {}", row[0], cells[2]);
        }
    }
}

#[test]
fn a_flow_is_a_ladder_that_fits_and_says_where_it_stands() {
    let tag = Regex::new("(?s)^[^<]*?>|<[^>]*>").unwrap();
    for entry in &category("Message Flows").entries {
        let ladder = html(entry).split("<pre").nth(1).unwrap_or_else(|| panic!("{}", name(entry)));
        let ladder = tag.replace_all(ladder.split("</pre>").next().unwrap(), "");
        let ladder = ladder.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
        let widest = ladder.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(widest <= 60, "{}: {widest} columns", name(entry));
        let labels: Vec<_> = facts::of(entry).into_iter().map(|fact| fact.label).collect();
        assert_eq!(labels.last().map(String::as_str), Some("Defined in"), "{}", name(entry));
    }
}

#[test]
fn filters_are_those_that_ran_on_a_real_trace() {
    let entry = entries().find(|entry| name(entry).starts_with("Wireshark")).unwrap();
    let cells = html(entry).split("<tr>").filter(|row| row.contains("<td"));
    let shown: BTreeSet<_> = cells
        .map(|row| facts::plain(row.split("</td>").next().unwrap()).trim().to_owned())
        .collect();
    let ran: BTreeSet<_> =
        table(include_str!("../../sip/wire/filters.tsv")).map(|row| row[0].to_owned()).collect();
    assert_eq!(shown, ran);
}

#[test]
fn sections_are_linked_where_they_stand() {
    for entry in entries() {
        for fact in facts::of(entry).into_iter().filter(|fact| fact.label == "Defined in") {
            for (text, (_, target)) in facts::sections(&fact).iter().zip(&fact.links) {
                let spelled = text.replace("RFC ", "rfc").replace(" §", "#section-");
                assert_eq!(*target, format!("https://www.rfc-editor.org/rfc/{spelled}"));
            }
        }
    }
}

#[test]
fn no_row_collides_with_a_code_or_with_a_row_of_the_other_sheet() {
    let other: BTreeSet<_> = super::rows().iter().map(|row| row.name.to_lowercase()).collect();
    for row in rows() {
        assert!(!other.contains(&row.name.to_lowercase()), "{}", row.name);
        let mut words = row.name.split(|letter: char| !letter.is_alphanumeric());
        assert!(!words.any(|word| CODES.iter().any(|code| code.number == word)), "{}", row.name);
    }
    assert!(rows().len() <= 190, "{}", rows().len());
}
