//! What the sheets claim beyond the registry ↔ the tables of `tests/sip` that name the sources.

use std::collections::{BTreeMap, BTreeSet};

use docsheet::sheet::Entry;

use super::{CODES, entries, facts, name, rows, table, troubleshooting};

fn entry(wanted: &str) -> &'static Entry {
    let mut both = entries().chain(troubleshooting::entries());
    both.find(|entry| name(entry) == wanted).unwrap_or_else(|| panic!("no entry `{wanted}`"))
}

/// The text of an entry on one line.
fn told(entry: &Entry) -> String {
    let text = entry.notes.as_ref().map_or("", |notes| notes.plain.as_str());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of the table in an entry's notes, each as the texts of its cells.
fn cells(entry: &Entry) -> Vec<Vec<String>> {
    let html = entry.notes.as_ref().map_or("", |notes| notes.html.as_str());
    let rows = html.split("<tr>").filter(|row| row.contains("<td"));
    let text = |cell: &str| facts::plain(&format!("<td{}", cell.split("</td>").next().unwrap()));
    rows.map(|row| row.split("<td").skip(1).map(text).collect()).collect()
}

/// `400, 401–403 and 482–485` → 400, 401, 402, 403, 482, 483, 484, 485.
fn codes_in(text: &str) -> BTreeSet<u16> {
    let numbers = regex::Regex::new(r"\b(\d{3})\b(?:–(\d{3}))?").unwrap();
    let ranges = numbers.captures_iter(text).map(|range| {
        let first: u16 = range[1].parse().unwrap();
        first..=range.get(2).map_or(first, |last| last.as_str().parse().unwrap())
    });
    ranges
        .flatten()
        .filter(|code| CODES.iter().any(|known| known.number == code.to_string()))
        .collect()
}

#[test]
fn a_claim_stands_where_the_table_has_it_with_its_source() {
    for row in table(include_str!("../../sip/claims.tsv")) {
        let told = told(entry(row[0]));
        assert!(told.contains(row[1]), "{}: `{}` is not in `{told}`", row[0], row[1]);
        assert!(row.get(2).is_some_and(|source| !source.is_empty()), "{row:?}");
    }
}

#[test]
fn what_a_failure_ends_inside_a_call_is_that_of_the_table() {
    let shown: BTreeMap<_, _> = cells(entry("In a call: what a failure ends"))
        .into_iter()
        .map(|row| (row[0].trim().to_owned(), codes_in(&row[1])))
        .collect();
    for row in table(include_str!("../../sip/incall.tsv")) {
        let wanted: BTreeSet<u16> = row[1].split(' ').map(|code| code.parse().unwrap()).collect();
        assert_eq!(shown[row[0]], wanted, "{}", row[0]);
    }
}

#[test]
fn warn_codes_are_shown_and_found() {
    let shown: Vec<_> = cells(entry("Warn codes of the Warning header field"));
    let wanted: Vec<_> = table(include_str!("../../sip/warnings.tsv")).collect();
    assert_eq!(shown.len(), wanted.len());
    for (row, cells) in wanted.iter().zip(shown) {
        assert_eq!(cells[..2], [row[0], row[1]], "{}", row[0]);
        let found = format!("Warning {} {}", row[0], row[1]);
        assert!(rows().iter().any(|row| row.name.starts_with(&found)), "{found}");
    }
}

#[test]
fn hangup_causes_of_freeswitch_lead_to_what_it_sends() {
    let shown = cells(entry("Hangup causes of FreeSWITCH, Asterisk and JsSIP"));
    let mut told = BTreeSet::new();
    for row in &shown {
        let causes: Vec<_> = row[0].split([' ', ',']).filter(|word| is_cause(word)).collect();
        let sent: Vec<_> = codes_in(row[1].split("(the RFC").next().unwrap()).into_iter().collect();
        for (place, cause) in causes.iter().enumerate() {
            let code = if sent.len() == causes.len() { sent[place] } else { sent[0] };
            told.insert(((*cause).to_owned(), code.to_string()));
        }
    }
    let wanted: BTreeSet<_> = table(include_str!("../../sip/hangups.tsv"))
        .map(|row| (row[0].to_owned(), row[1].to_owned()))
        .collect();
    assert_eq!(told, wanted);
}

fn is_cause(word: &str) -> bool {
    word.len() > 3 && word.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_')
}
