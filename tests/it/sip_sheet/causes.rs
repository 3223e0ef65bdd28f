//! Q.850 causes: entries, the two lookup tables and `tests/sip/codes.tsv` say the same.

use std::collections::BTreeSet;

use docsheet::sheet::Entry;
use regex::Regex;

use super::{CODES, Code, category, code, fact, facts, name, pairs, table};

#[test]
fn an_entry_names_the_causes_of_the_table() {
    for (wanted, entry) in pairs() {
        let text = fact(entry, "Q.850").map(|fact| fact.text).unwrap_or_default();
        let (becomes, comes_from) = both_ways(&text);
        assert_eq!(becomes, wanted.becomes, "{}: {text}", name(entry));
        assert_eq!(comes_from, wanted.comes_from, "{}: {text}", name(entry));
    }
}

/// The causes of a `Q.850` fact: those that the code becomes, and those that it comes from.
fn both_ways(text: &str) -> (Vec<String>, Vec<String>) {
    let text = facts::without_notes(text);
    if text.starts_with("none") {
        return Default::default();
    }
    if let Some(cause) = text.strip_suffix(", both ways") {
        return (numbers(cause), numbers(cause));
    }
    let part = |word| text.split("; ").find_map(|part| part.strip_prefix(word));
    (
        part("becomes ").map_or_else(Vec::new, numbers),
        part("comes from ").map_or_else(Vec::new, numbers),
    )
}

fn numbers(text: &str) -> Vec<String> {
    let number = Regex::new(r"\b\d+\b").unwrap();
    number.find_iter(text).map(|number| number.as_str().to_owned()).collect()
}

#[test]
fn a_cause_is_called_alike_everywhere() {
    let labels: Vec<_> = causes().map(name).collect();
    let mut named = 0;
    for (_, entry) in pairs() {
        let links = fact(entry, "Q.850").map(|fact| fact.links).unwrap_or_default();
        let to_a_cause =
            |target: &str| causes().any(|cause| target == format!("#{}", cause.anchor.link()));
        for (text, _) in links.iter().filter(|(_, target)| to_a_cause(target)) {
            let alike = labels.iter().any(|label| label.starts_with(text));
            assert!(alike, "{}: `{text}` is no cause", name(entry));
            named += 1;
        }
    }
    assert!(named > 40);
}

#[test]
fn the_table_of_causes_leads_to_the_codes() {
    let wanted = table(include_str!("../../sip/causes.tsv"));
    let wanted: Vec<_> = wanted.map(|row| format!("{} {}", row[0], row[1])).collect();
    assert_eq!(causes().map(name).collect::<Vec<_>>(), wanted);
    for entry in causes() {
        let cause = code(entry);
        let (to_sip, from_sip) = (linked(entry, 0), linked(entry, 1));
        let mut wanted = codes_where(|code| code.comes_from.contains(&cause));
        if wanted.is_empty() && !entry.td_notes[0].plain.starts_with("none") {
            wanted = BTreeSet::from(["500".to_owned()]);
        }
        assert_eq!(to_sip, wanted, "{}: ISDN to SIP", name(entry));
        let wanted = codes_where(|code| code.becomes.contains(&cause));
        assert_eq!(from_sip, wanted, "{}: SIP to ISDN", name(entry));
    }
}

#[test]
fn a_cause_tells_what_the_two_pbxs_call_it_and_send() {
    let facts = table(include_str!("../../sip/causes.tsv"));
    for (row, entry) in facts.zip(causes()) {
        let told = entry.td_notes[2].plain.as_str();
        assert_eq!(told, in_products(&row), "{}", name(entry));
    }
}

/// `USER_BUSY: 486`, or what each of the two calls it and sends.
fn in_products(row: &[&str]) -> String {
    let (freeswitch, sends, asterisk, asterisk_sends) = (row[2], row[3], row[4], row[5]);
    let alike = (freeswitch == asterisk, sends == asterisk_sends);
    match (freeswitch, asterisk, alike) {
        ("", "", _) => "–".to_owned(),
        (name, "", _) => format!("FreeSWITCH {name}: {sends}"),
        ("", name, _) => format!("Asterisk {name}: {asterisk_sends}"),
        (name, _, (true, true)) if sends.is_empty() => name.to_owned(),
        (name, _, (true, true)) => format!("{name}: {sends}"),
        (name, _, (true, false)) => {
            format!("{name}: FreeSWITCH {sends}, Asterisk {asterisk_sends}")
        }
        (name, other, (false, true)) => format!("FreeSWITCH {name}, Asterisk {other}: {sends}"),
        (name, other, (false, false)) => {
            format!("FreeSWITCH {name}: {sends}; Asterisk {other}: {asterisk_sends}")
        }
    }
}

/// The entries of causes, without the one for all others.
fn causes() -> impl Iterator<Item = &'static Entry> {
    let entries = category("ISDN Cause (Q.850) to SIP").entries.iter();
    entries.filter(|entry| code(entry).parse::<u8>().is_ok())
}

fn linked(entry: &Entry, column: usize) -> BTreeSet<String> {
    let links = facts::links(entry.td_notes[column].html.as_str());
    links.into_iter().map(|(text, _)| text).collect()
}

fn codes_where(holds: impl Fn(&Code) -> bool) -> BTreeSet<String> {
    CODES.iter().filter(|code| holds(code)).map(|code| code.number.to_owned()).collect()
}

#[test]
fn the_table_of_codes_leads_to_the_causes() {
    let html =
        category("SIP to ISDN Cause (Q.850)").entries[0].notes.as_ref().unwrap().html.as_str();
    let rows: Vec<_> = html.split("<tr>").filter(|row| row.contains("<td")).collect();
    let mut told = BTreeSet::new();
    for cells in rows.iter().map(|row| row.split("<td").skip(1).collect::<Vec<_>>()) {
        let causes = facts::links(cells[1]).into_iter().map(|(text, _)| numbers(&text).remove(0));
        let Some((code, _)) = facts::links(cells[0]).into_iter().next() else { continue };
        let causes: Vec<_> = causes.collect();
        let wanted = CODES.iter().find(|wanted| wanted.number == code).unwrap();
        assert_eq!(causes, wanted.becomes, "{code}");
        let label = facts::plain(&format!("<td{}", cells[0]));
        assert_eq!(label, format!("{} {}", wanted.number, wanted.phrase));
        told.insert(code);
    }
    let mut wanted = codes_where(|code| !code.becomes.is_empty());
    wanted.insert("487".to_owned());
    assert_eq!(told, wanted);
}

#[test]
fn products_that_differ_are_those_of_the_table() {
    let html =
        category("SIP to ISDN Cause (Q.850)").entries[0].notes.as_ref().unwrap().html.as_str();
    let rows = html.split("<tr>").filter(|row| row.contains("<td"));
    let mut found = BTreeSet::new();
    for cells in rows.map(|row| row.split("<td").skip(1).collect::<Vec<_>>()) {
        let text = |cell: &str| facts::plain(&format!("<td{cell}"));
        let code = text(cells[0]).split(' ').next().unwrap_or_default().to_owned();
        if !text(cells[2]).is_empty() {
            found.insert((code, text(cells[2])));
        }
    }
    let wanted = table(include_str!("../../sip/products.tsv"));
    let wanted: BTreeSet<_> = wanted.map(|row| (row[0].to_owned(), row[1].to_owned())).collect();
    assert_eq!(found, wanted);
}
