//! Public collections of Markdown sheets, where they are there: each file with an entry makes a
//! docset, and no word of it is lost.
//!
//! `DOCSHEET_SHEETS=folder:folder` looks at other folders than those of the shared material.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use docsheet::markdown::{Dialect, read_html, render};
use docsheet::source::Source;
use docsheet::{compile, index, page};
use regex::Regex;

fn sheets() -> Vec<PathBuf> {
    let folders = std::env::var("DOCSHEET_SHEETS").unwrap_or_else(|_| {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/markdown").display().to_string()
    });
    let files = folders.split(':').flat_map(walkdir::WalkDir::new).filter_map(Result::ok);
    let files = files.map(walkdir::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|end| end == "md")).collect()
}

#[test]
fn no_word_of_a_public_sheet_is_lost() {
    let sheets = sheets();
    if sheets.is_empty() {
        println!("skipped: there are no public sheets");
        return;
    }
    let (mut lost, mut without) = (Vec::new(), Vec::new());
    for path in &sheets {
        let text = fs::read_to_string(path).unwrap();
        let (sheet, findings) = compile(&Source::new(path.display().to_string(), text.as_bytes()));
        let Some(sheet) = sheet else {
            without.push(format!(
                "{}: {:?}",
                path.display(),
                findings.iter().map(|f| f.code).collect::<Vec<_>>()
            ));
            continue;
        };
        assert!(index::rows(&sheet).len() > 1, "{}", path.display());
        let html = page::render(&sheet, docsheet::page::Permissions::default());
        let body = html.split("<body").nth(1).unwrap();
        let shown = words(&read_html(body).plain);
        let missing: Vec<_> = words(&plain(&text))
            .into_iter()
            .filter(|(word, count)| shown.get(word).is_none_or(|shown| shown < count))
            .map(|(word, _)| word)
            .collect();
        if !missing.is_empty() {
            lost.push(format!("{}: {}", path.display(), missing.join(" ")));
        }
    }
    println!(
        "{} sheets, {} without a docset, {} with words lost",
        sheets.len(),
        without.len(),
        lost.len()
    );
    assert!(lost.is_empty(), "{}\n{}", lost.join("\n"), without.join("\n"));
    assert!(without.len() <= sheets.len() / 30, "{}", without.join("\n"));
}

/// The text of a whole document without what lays it out.
fn plain(text: &str) -> String {
    let unwanted = [
        (r"(?s)\A---\n.*?\n---\n", ""),
        (r#"\{data-tooltip="(.*?)"\}"#, " $1 "),
        (r"(?m)\{[:.#][^}\n]*\}([ \t]*($|\|))", "$1"),
        (r"([)`*_>\]])\{\.[-\w ]+\}", "$1"),
        (r"(?m)\{%[^\n]*?%\}$", ""),
        (r"(?s)<!--.*?-->", ""),
        (r"</?(yel|red|pur)>", ""),
    ];
    let mut text = text.replace("\r\n", "\n");
    for (pattern, instead) in unwanted {
        text = Regex::new(pattern).unwrap().replace_all(&text, instead).into_owned();
    }
    render(&text, Dialect::GitHub, &|_| None).prose.plain
}

/// How often each word stands in a text.
fn words(text: &str) -> BTreeMap<String, usize> {
    let word = Regex::new(r"[\p{L}\p{N}]+").unwrap();
    let mut words = BTreeMap::new();
    for word in word.find_iter(text) {
        *words.entry(word.as_str().to_owned()).or_default() += 1;
    }
    words
}
