//! Every reference leads where its text says.

use docsheet::sheet::Entry;
use regex::Regex;

use super::{SHEET, entries, facts, name};

/// All prose of the sheet with the name of what holds it.
fn prose() -> Vec<(String, &'static str)> {
    let own = SHEET.introduction.iter().chain(&SHEET.notes);
    let own = own.map(|prose| ("the sheet".to_owned(), prose.html.as_str()));
    let inside = entries().flat_map(|entry| {
        let prose = entry.notes.iter().chain(&entry.td_notes);
        prose.map(|prose| (name(entry).to_owned(), prose.html.as_str()))
    });
    own.chain(inside).collect()
}

#[test]
fn an_internal_reference_leads_to_the_entry_that_it_names() {
    let number = Regex::new(r"^\d(\d*|xx)\+?( |$)").unwrap();
    let mut followed = 0;
    for (place, html) in prose() {
        for (text, target) in facts::links(html) {
            let Some(fragment) = target.strip_prefix('#') else { continue };
            let entry = led_to(fragment);
            let entry =
                entry.unwrap_or_else(|| panic!("{place}: `{text}` leads nowhere: {target}"));
            followed += 1;
            let Some(number) = number.find(&text) else { continue };
            let names =
                name(entry).split([' ', '(', ')']).any(|word| word == number.as_str().trim());
            assert!(names, "{place}: `{text}` leads to {}", name(entry));
        }
    }
    assert!(followed > 300, "{followed}");
}

fn led_to(fragment: &str) -> Option<&'static Entry> {
    entries().find(|entry| entry.anchor.link() == fragment)
}

#[test]
fn an_external_link_is_of_a_known_form() {
    let known = Regex::new(
        r"^https://www\.(rfc-editor\.org/rfc/rfc\d+(#section-\d+(\.\d+)*)?|iana\.org/assignments/[\w./-]+(#[\w-]+)?)$",
    )
    .unwrap();
    for (place, html) in prose() {
        for (text, target) in facts::links(html) {
            let fine = target.starts_with('#') || known.is_match(&target);
            assert!(fine, "{place}: `{text}` leads to {target}");
        }
    }
}

#[test]
fn the_text_of_an_rfc_link_is_its_target() {
    let mut followed = 0;
    for entry in entries() {
        for fact in facts::of(entry).into_iter().filter(|fact| fact.label == "Defined in") {
            let texts = facts::sections(&fact);
            for (text, (_, target)) in texts.iter().zip(&fact.links) {
                let spelled = text.replace("RFC ", "rfc").replace(" §", "#section-");
                assert_eq!(*target, format!("https://www.rfc-editor.org/rfc/{spelled}"));
                followed += 1;
            }
        }
    }
    assert!(followed > 90, "{followed}");
}

#[test]
fn lookalikes_are_linked_and_told_apart() {
    for entry in super::codes() {
        let Some(fact) = super::fact(entry, "Lookalikes") else { continue };
        assert!(!fact.links.is_empty(), "{}: no link", name(entry));
        for (text, _) in &fact.links {
            assert_ne!(text, super::code(entry), "a code does not look like itself");
        }
        for clause in fact.text.split("; ") {
            assert!(clause.split(' ').count() > 1, "{}: `{clause}`", name(entry));
        }
    }
}
