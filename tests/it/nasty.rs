//! A sheet made to be nasty: its names hold every character that means something to an address, a
//! query, HTML, SQL or a shell, and its entries are tall, so that landing needs scrolling.

use std::fmt::Write;

/// The keyword of the sheet.
pub(crate) const KEYWORD: &str = "nasty";

/// The name of its docset's folder.
pub(crate) const DOCSET: &str = "Nasty.docset";

const CATEGORIES: [&str; 3] = ["A/B & C#1 100%", "Ελληνικά \"и\" кириллица", "%2F + '?' <b>"];

const NAMES: [&str; 25] = [
    "and/or",
    "C++",
    "100% sure",
    "100%25 sure",
    "%2F",
    "#pragma once",
    "it's",
    "say \"hello\"",
    "AT&T",
    "&amp;",
    "a<b>c",
    "?x=1&y=2",
    "{[(~)]}",
    "semi;colon, comma",
    "std::vector",
    "back\\slash",
    "under_score",
    "$HOME `date`",
    "Grüße",
    "日本語",
    "مرحبا بالعالم",
    "Привет, мир",
    "e\u{301}tude",
    "emoji 👩\u{200d}💻",
    "* ? : < > \" |",
];

/// A name that every category has twice.
const TWICE: &str = "486 Busy Here";

/// The definition, to be written as `Nasty.rb`.
pub(crate) fn definition() -> String {
    let mut text = format!(
        "cheatsheet do\n  title 'Nasty'\n  docset_file_name 'Nasty'\n  keyword '{KEYWORD}'\n"
    );
    for (nth, category) in CATEGORIES.iter().enumerate() {
        write!(text, "  category do\n    id {}\n", quoted(category)).unwrap();
        let own = NAMES.iter().skip(nth).step_by(CATEGORIES.len());
        own.chain(&[TWICE, TWICE]).enumerate().for_each(|(n, name)| text += &entry(n, name));
        text.push_str("  end\n");
    }
    text + "end\n"
}

/// An entry that no other equals, tall enough to push the next one out of the window.
fn entry(number: usize, name: &str) -> String {
    let fields = format!(
        "      name {}\n      command {}\n      notes <<-'END'\nNumber {number}\n{}      END\n",
        quoted(&format!("`` {name} ``")),
        quoted(&format!("run {name}")),
        "a line\n".repeat(12),
    );
    format!("    entry do\n{fields}    end\n")
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
