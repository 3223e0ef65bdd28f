//! Every entry keeps to the one form.

use docsheet::sheet::Entry;

use super::{SHEET, category, classes, code, codes, entries, facts, is_class, name};

/// Labels of a registered code, in order, and whether each must be there.
const CODE: [(&str, bool); 8] = [
    ("Sent by", true),
    ("Do", true),
    ("Carries", false),
    ("Lookalikes", false),
    ("Q.850", false),
    ("Typical cause", false),
    ("Status", false),
    ("Defined in", true),
];

const CLASS: [(&str, bool); 8] = [
    ("Sent by", true),
    ("Do", true),
    ("Carries", false),
    ("Forking proxy", true),
    ("ACK", true),
    ("Unknown code", true),
    ("In HTTP", true),
    ("Defined in", true),
];

const UNREGISTERED: [(&str, bool); 5] =
    [("Seen in", true), ("Do", true), ("Carries", false), ("Lookalikes", false), ("Status", true)];

/// More than this does not fit on a screen at 700 pixels.
const MOST_WORDS: usize = 140;

#[test]
fn labels_never_vary() {
    let beyond = &category("Not in the Registry").entries;
    let classes = classes().flat_map(|class| &class.entries).filter(|entry| is_class(entry));
    let wrong: Vec<_> = codes()
        .flat_map(|entry| departures(entry, &CODE))
        .chain(classes.flat_map(|entry| departures(entry, &CLASS)))
        .chain(beyond.iter().flat_map(|entry| departures(entry, &UNREGISTERED)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// In what the facts of `entry` depart from `form`.
fn departures(entry: &Entry, form: &[(&str, bool)]) -> Vec<String> {
    let labels: Vec<_> = facts::of(entry).into_iter().map(|fact| fact.label).collect();
    let place = |label: &String| form.iter().position(|(known, _)| known == label);
    let places: Vec<_> = labels.iter().map(place).collect();
    let unknown = labels.iter().zip(&places).filter(|(_, place)| place.is_none());
    let unknown = unknown.map(|(label, _)| format!("{}: unknown label `{label}`", name(entry)));
    let missing = form.iter().filter(|(label, must)| *must && !labels.iter().any(|l| l == label));
    let missing = missing.map(|(label, _)| format!("{}: no `{label}`", name(entry)));
    let order = (!places.is_sorted_by(|a, b| a < b)).then(|| format!("{}: order", name(entry)));
    unknown.chain(missing).chain(order).collect()
}

#[test]
fn notes_are_one_short_paragraph_and_one_list() {
    let beyond = &category("Not in the Registry").entries;
    for entry in classes().flat_map(|class| &class.entries).chain(beyond) {
        let html = entry.notes.as_ref().unwrap().html.as_str();
        let shape = html.starts_with("<p>") && html.trim_end().ends_with("</ul>");
        let lists = html.matches("<ul class=\"facts\">").count();
        let paragraphs = html.matches("<p>").count();
        assert!(shape && lists == 1 && paragraphs == 1, "{}: {html}", name(entry));
        assert!((1..=3).contains(&sentences(entry)), "{}: {}", name(entry), sentences(entry));
        assert!(!html.contains("<br"), "{}: a line break in {html}", name(entry));
    }
}

fn sentences(entry: &Entry) -> usize {
    let text = facts::paragraph(entry);
    assert!(text.ends_with('.'), "{}: no full stop after `{text}`", name(entry));
    text.matches(". ").count() + 1
}

#[test]
fn an_entry_fits_on_a_screen() {
    for entry in classes().flat_map(|class| &class.entries) {
        let words = entry.notes.as_ref().unwrap().plain.split(' ').count();
        assert!(words <= MOST_WORDS, "{}: {words} words", name(entry));
    }
}

#[test]
fn a_fact_is_no_sentence() {
    for entry in classes().flat_map(|class| &class.entries) {
        for fact in facts::of(entry) {
            assert!(!fact.text.ends_with('.'), "{}: {}", name(entry), fact.text);
            assert!(!fact.text.is_empty(), "{}: empty {}", name(entry), fact.label);
        }
    }
}

#[test]
fn an_unknown_code_counts_as_the_first_of_its_class_and_1xx_as_183() {
    for class in classes() {
        let entry = &class.entries[0];
        let told = super::fact(entry, "Unknown code").unwrap().text;
        let digit = &code(entry)[..1];
        let wanted = if digit == "1" { "183".to_owned() } else { format!("{digit}00") };
        assert_eq!(told, format!("treat as {wanted}"));
    }
}

#[test]
fn spelling_is_american() {
    let british = ["colour", "behaviour", "authoris", "recognis", "honour", "dialling", "fulfil "];
    let texts = entries().flat_map(|entry| entry.notes.iter().chain(&entry.td_notes));
    for text in texts.chain(&SHEET.introduction).chain(&SHEET.notes) {
        let lower = text.plain.to_lowercase();
        assert!(!british.iter().any(|word| lower.contains(word)), "{}", text.plain);
    }
}
