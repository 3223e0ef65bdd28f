//! What a response carries: entries ↔ `tests/sip/carries.tsv` ↔ the table of header fields.

use std::collections::BTreeSet;

use super::{category, classes, code, fact, facts, name, table};

/// Part of a message, level, code.
type Rule = (String, String, String);

const LEVELS: [&str; 4] = ["MUST", "SHOULD", "expected", "MAY"];

fn wanted() -> BTreeSet<Rule> {
    let rows = table(include_str!("../../sip/carries.tsv"));
    rows.map(|row| (row[0].to_owned(), row[1].to_owned(), row[2].to_owned())).collect()
}

#[test]
fn entries_carry_what_the_table_says() {
    let beyond = &category("Not in the Registry").entries;
    let mut found = BTreeSet::new();
    for entry in classes().flat_map(|class| &class.entries).chain(beyond) {
        let Some(fact) = fact(entry, "Carries") else { continue };
        let mut last = 0;
        for (level, items) in groups(&fact.text) {
            let place = LEVELS.iter().position(|known| *known == level);
            let place = place.unwrap_or_else(|| panic!("{}: level `{level}`", name(entry)));
            assert!(place >= last, "{}: the strongest level comes first", name(entry));
            last = place;
            for item in items {
                let rule = (item, level.clone(), code(entry).to_owned());
                assert!(found.insert(rule.clone()), "{rule:?} twice");
            }
        }
    }
    let mut wanted = wanted();
    wanted.retain(|(_, _, code)| code != "any response");
    same(&found, &wanted);
}

#[test]
fn the_table_of_header_fields_says_the_same() {
    let mut found = BTreeSet::new();
    for entry in &category("Header Fields in Responses").entries {
        for (level, codes) in groups(&entry.td_notes[0].plain) {
            for code in codes.iter().flat_map(|codes| codes.split(" and ")) {
                found.insert((name(entry).to_owned(), level.clone(), code.to_owned()));
            }
        }
    }
    let mut wanted = wanted();
    wanted.retain(|(part, _, _)| is_header_field(part));
    same(&found, &wanted);
}

fn same(found: &BTreeSet<Rule>, wanted: &BTreeSet<Rule>) {
    let missing: Vec<_> = wanted.difference(found).collect();
    let extra: Vec<_> = found.difference(wanted).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing {missing:#?}, extra {extra:#?}");
}

#[test]
fn a_rule_names_where_it_was_read() {
    for row in table(include_str!("../../sip/carries.tsv")) {
        assert!(row[3].starts_with("RFC ") || row[3].starts_with("90 FR "), "{row:?}");
    }
}

#[test]
fn header_fields_are_sorted() {
    let names: Vec<_> = category("Header Fields in Responses").entries.iter().map(name).collect();
    assert!(names.is_sorted_by_key(|name| name.to_lowercase()), "{names:?}");
}

/// Bodies, phrases and tags are parts of a message too.
fn is_header_field(part: &str) -> bool {
    !part.contains(' ') && part != "body"
}

/// `MUST A (note), B; MAY C: value` → (MUST, [A, B]), (MAY, [C]).
fn groups(text: &str) -> Vec<(String, Vec<String>)> {
    let text = facts::without_notes(text);
    let groups = text.split("; ").map(|group| group.split_once(' ').unwrap());
    groups
        .map(|(level, items)| {
            let items = items.split(", ").map(|item| item.split(": ").next().unwrap_or(item));
            (level.to_owned(), items.map(|item| item.trim().to_owned()).collect())
        })
        .collect()
}
