//! The words are our own: no run of seven is shared with another text about the codes.

use std::collections::{BTreeMap, BTreeSet};

use super::{CODES, SHEET, entries, name};

const RUN: usize = 7;

/// Texts that the sheet must not repeat; they are not part of the repository.
const OTHERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seeds");

#[test]
fn no_run_of_seven_words_is_shared() {
    let Ok(folder) = std::fs::read_dir(OTHERS) else {
        return println!("skipped: there is no {OTHERS}");
    };
    let others = folder.map(|file| std::fs::read(file.unwrap().path()).unwrap());
    let others: Vec<_> = others.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    let known: BTreeSet<_> = others.iter().flat_map(|text| runs(&words(text))).collect();
    assert!(known.len() > 3000, "{}", known.len());
    let shared: BTreeMap<_, _> = texts()
        .into_iter()
        .flat_map(|(place, text)| own_runs(&text).into_iter().map(move |run| (run, place.clone())))
        .filter(|(run, _)| known.contains(run))
        .collect();
    assert!(shared.is_empty(), "{shared:#?}");
}

#[test]
fn a_copied_sentence_would_be_noticed() {
    let copied = "the request was terminated by a bye or a cancel request";
    assert_eq!(runs(&words(copied)).len(), 5);
    assert_eq!(
        own_runs("401 Unauthorized, 407 Proxy Authentication Required, 486 Busy Here").len(),
        0
    );
}

/// Every text of the sheet, with its place.
fn texts() -> Vec<(String, String)> {
    let own = SHEET.introduction.iter().chain(&SHEET.notes);
    let own = own.map(|prose| ("the sheet".to_owned(), prose.plain.clone()));
    let inside = entries().flat_map(|entry| {
        let prose = entry.notes.iter().chain(&entry.td_notes);
        prose.map(|prose| (name(entry).to_owned(), prose.plain.clone()))
    });
    own.chain(inside).collect()
}

/// The runs of a text of ours; a code with its registered phrase is nobody's words.
fn own_runs(text: &str) -> Vec<String> {
    let registered = CODES.iter().map(|code| words(&format!("{} {}", code.number, code.phrase)));
    let text = registered
        .fold(words(text).join(" "), |text, phrase| text.replace(&phrase.join(" "), "\n"));
    text.lines().flat_map(|part| runs(&words(part))).collect()
}

/// Letters and digits only, in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn runs(words: &[String]) -> Vec<String> {
    words.windows(RUN).map(|run| run.join(" ")).collect()
}
