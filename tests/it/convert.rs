//! `docsheet convert`: there and back, a sheet says the same.

use std::fs;
use std::path::{Path, PathBuf};

use docsheet::compile;
use docsheet::definition::convert::{convert, ending};
use docsheet::diagnostic::Diagnostic;
use docsheet::source::{Language, Source};

use crate::project::Project;

fn files(folders: &[&str], end: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = folders.iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)));
    let files = files.filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    let mut files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|e| e == end)).collect();
    files.sort();
    files
}

/// What became of a sheet that went to the other language and back.
enum Trip {
    NoSheet,
    /// Something of it was told to be lost.
    Told(Vec<String>),
    Equal,
    Different(String),
}

fn there_and_back(path: &Path) -> Trip {
    let source = Source::new(path.display().to_string(), fs::read(path).unwrap());
    let (Some(sheet), _) = compile(&source) else { return Trip::NoSheet };
    let (to, back) = match source.language() {
        Language::Ruby => (Language::Markdown, Language::Ruby),
        Language::Markdown => (Language::Ruby, Language::Markdown),
    };
    let told = |findings: &[Diagnostic]| {
        Trip::Told(findings.iter().map(|finding| finding.message.clone()).collect())
    };
    let there = convert(&source, to).unwrap();
    if !there.findings.is_empty() {
        return told(&there.findings);
    }
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let other = Source::new(format!("{stem}.{}", ending(to)), there.text.as_bytes());
    let again = convert(&other, back).unwrap_or_else(|found| panic!("{found:#?}"));
    if !again.findings.is_empty() {
        return told(&again.findings);
    }
    let text = Source::new(format!("{stem}.{}", ending(back)), again.text.as_bytes());
    match compile(&text) {
        (Some(same), _) if same == sheet => Trip::Equal,
        _ => Trip::Different(path.display().to_string()),
    }
}

#[test]
fn there_and_back_a_sheet_says_the_same() {
    let ruby = files(&["data", "tests/golden", "../shared/corpus"], "rb");
    let markdown = files(&["tests/golden", "../shared/markdown"], "md");
    let (mut equal, mut told) = (0, 0);
    for path in ruby.iter().chain(&markdown) {
        match there_and_back(path) {
            Trip::NoSheet => {}
            Trip::Told(why) => {
                told += 1;
                println!("{}: {} told: {}", path.display(), why.len(), why[0]);
            }
            Trip::Equal => equal += 1,
            Trip::Different(how) => panic!("{how}"),
        }
    }
    println!("{equal} equal, {told} with something told");
    let tea = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/Tea.md");
    assert!(matches!(there_and_back(&tea), Trip::Equal), "{}", tea.display());
    assert!(equal >= told || ruby.len() + markdown.len() < 10, "{equal} equal, {told} told");
}

fn converted(name: &str, text: &str, to: Language) -> String {
    let converted = convert(&Source::new(name, text.as_bytes()), to).unwrap();
    let findings: Vec<_> = converted.findings.iter().map(|finding| &finding.message).collect();
    assert!(findings.is_empty(), "{findings:?}\n{}", converted.text);
    converted.text
}

const RUBY: &str = "\
cheatsheet do
  title 'Well-known Ports'
  docset_file_name 'Ports'
  keyword 'port'
  introduction \"It's where they listen.\"

  category do
    id 'Web'

    entry do
      name 'HTTP'
      notes <<~'NOTES'
        Plain web pages:

        - old
        - slow
      NOTES
      command '80'
      extra_index_name 'Web'
    end

    entry do
      name 'HTTPS'
      command '443'
    end
  end
end
";

const MARKDOWN: &str = "\
---
title: Well-known Ports
docset_file_name: Ports
keyword: port
---
It's where they listen.

## Web

### `80` HTTP

Plain web pages:

- old
- slow

* **Also:** Web

### `443` HTTPS
";

#[test]
fn what_is_written_is_what_a_person_writes() {
    assert_eq!(converted("Ports.rb", RUBY, Language::Markdown), MARKDOWN);
    assert_eq!(converted("Ports.md", MARKDOWN, Language::Ruby), RUBY);
}

#[test]
fn what_cannot_be_said_is_told() {
    let ruby = RUBY.replace("id 'Web'", "id 'Web'\n    html_class 'wide'");
    let converted = convert(&Source::new("Ports.rb", ruby.as_bytes()), Language::Markdown).unwrap();
    let told: Vec<_> = converted.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(told, ["`html_class` cannot be said in Markdown"]);
    assert_eq!(converted.text, MARKDOWN);
}

#[test]
fn the_command_prints_or_writes() {
    let project = Project::new().file("Ports.rb", RUBY);
    let run = project.run(&["convert", "Ports.rb", "--to", "markdown"]).exits(0);
    assert_eq!(run.stdout, MARKDOWN);
    project.run(&["convert", "Ports.rb", "--to", "markdown", "-o", "Ports.md"]).exits(0);
    project.run(&["build", "Ports.md", "--no-archive"]).exits(0);
    project.run(&["convert", "Missing.rb", "--to", "ruby"]).exits(2);
}

/// Asserts that a text goes to the other language and back without a word, and says the same.
fn comes_back(name: &str, text: &str) -> String {
    let source = Source::new(name, text.as_bytes());
    let (to, back) = match source.language() {
        Language::Ruby => (Language::Markdown, Language::Ruby),
        Language::Markdown => (Language::Ruby, Language::Markdown),
    };
    let there = converted(name, text, to);
    let again = converted(&format!("Ports.{}", ending(to)), &there, back);
    let sheet = |text: &str| compile(&Source::new(name, text.as_bytes())).0.unwrap();
    assert_eq!(sheet(&again), sheet(text), "{there}\n{again}");
    there
}

#[test]
fn headings_that_say_the_same_and_styles_come_back_as_they_were() {
    let entry = |rest: &str| format!("entry do\n{rest}\nend\n");
    let category = |id: &str, entries: &str| format!("category do\nid '{id}'\n{entries}end\n");
    let ruby = |categories: &str| {
        let head = "title 'Ports'\ndocset_file_name 'Ports'\nkeyword 'port'\n";
        format!("cheatsheet do\n{head}style '\n  a {{\n    b: c;\n  }}\n  '\n{categories}end\n")
    };
    let example = entry("name 'Example'\nnotes 'text'");
    let open = entry("name 'Open  it'\nnotes 'text'");
    let categories = category("Web", &format!("{example}{open}{open}"))
        + &category("Mail", &format!("{example}{open}"));
    let markdown = comes_back("Ports.rb", &ruby(&categories));
    assert_eq!(markdown.matches("- **Index name:** Example").count(), 2, "{markdown}");
    assert_eq!(markdown.matches("### Open  it").count(), 2, "{markdown}");
}

#[test]
fn text_among_rows_and_lines_that_run_on_come_back_as_they_were() {
    let head = "---\ntitle: Ports\n---\nLines that\nrun on.\n";
    let table = "| a | b |\n| --- | --- |\n| `80` | HTTP |\n";
    let ruby = comes_back("Ports.md", &format!("{head}\n## Web\n\nText.\n\n---\n\n{table}"));
    assert!(ruby.contains("introduction 'Lines that run on.'"), "{ruby}");
    comes_back("Ports.md", &format!("{head}\n## Web\n\n- `80`: HTTP\n\nText.\n\n- `443`: HTTPS\n"));
    comes_back("Ports.md", &format!("{head}\n## Web\n\n### A\n\nb\n\n###\n\nText.\n\n### C\n"));
}
