//! `tests/computed/NAME.rb` and `NAME.txt`: a sheet that computes, and what Ruby 3.1 makes of it:
//! the calls of the words, each with its text as Ruby inspects it.

use std::fs;
use std::path::{Path, PathBuf};

use docsheet::sheet::{Category, Cheatsheet, Entry};
use docsheet::source::Source;

#[test]
fn sheets_that_compute_yield_what_ruby_yields() {
    let mut differences = String::new();
    for path in sheets() {
        let source = Source::new("x.rb", fs::read(&path).unwrap());
        let (sheet, findings) = docsheet::compile(&source);
        let messages: Vec<_> = findings.iter().map(|finding| finding.message.as_str()).collect();
        let lines = sheet.map_or_else(Vec::new, |sheet| lines(&sheet));
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap();
        let expected: Vec<_> = expected.lines().collect();
        let different = (0..lines.len().max(expected.len()))
            .filter(|&at| lines.get(at).map(String::as_str) != expected.get(at).copied());
        for at in different.take(6) {
            let name = path.file_name().unwrap().display();
            let (got, wanted) = (lines.get(at), expected.get(at));
            differences += &format!("{name}:{}\n  got    {got:?}\n  wanted {wanted:?}\n", at + 1);
        }
        if lines.is_empty() {
            differences += &format!("{}: {messages:#?}\n", path.display());
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

fn sheets() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/computed");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut sheets: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "rb")).collect();
    sheets.sort();
    sheets
}

fn lines(sheet: &Cheatsheet) -> Vec<String> {
    let mut lines = vec![line("title", &sheet.title)];
    sheet.categories.iter().for_each(|category| lines.extend(of_category(category)));
    lines
}

fn of_category(category: &Category) -> Vec<String> {
    let mut lines = vec![line("id", &category.id)];
    lines.extend(category.header.iter().map(|heading| line("header", &heading.to_string())));
    category.entries.iter().for_each(|entry| lines.extend(of_entry(entry)));
    lines
}

fn of_entry(entry: &Entry) -> Vec<String> {
    let mut lines = vec!["entry".to_owned()];
    let name = entry.name.as_ref().map(|prose| line("name", &prose.plain));
    let several = [
        ("command", &entry.commands),
        ("td_command", &entry.td_commands),
        ("extra_index_name", &entry.extra_index_names),
    ];
    lines.extend(name);
    for (word, texts) in several {
        lines.extend(texts.iter().map(|text| line(word, text)));
    }
    lines.extend(entry.index_name.as_deref().map(|text| line("index_name", text)));
    lines
}

/// A call as Ruby would inspect it.
fn line(word: &str, text: &str) -> String {
    let mut shown = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\n' => shown += "\\n",
            '\t' => shown += "\\t",
            '\u{1b}' => shown += "\\e",
            '"' | '\\' => shown.extend(['\\', letter]),
            '#' if matches!(letters.peek(), Some('{' | '$' | '@')) => shown += "\\#",
            other => shown.push(other),
        }
    }
    format!("{word} \"{shown}\"")
}
