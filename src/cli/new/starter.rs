//! The sheet that an author begins with: a name → its text, with an example of each word.
//!
//! What a word means is told by the table of the language; here is what to write behind it.

use docsheet::definition::vocabulary::{Home, Takes, Word, words_of};
use docsheet::source::Language;

/// What the example gives a word.
enum Example {
    /// In use.
    Used(&'static str),
    /// In a comment, since most sheets do without.
    Spare(&'static str),
}

use Example::{Spare, Used};

/// `TITLE`, `NAME` and `KEYWORD` stand for those of the sheet.
fn example(home: Home, word: &str) -> Option<Example> {
    Some(match (home, word) {
        (Home::Cheatsheet, "title") => Used("TITLE"),
        (Home::Cheatsheet, "docset_file_name") => Used("NAME"),
        (Home::Cheatsheet, "keyword") => Used("KEYWORD"),
        (Home::Cheatsheet, "platform") => Spare("KEYWORD"),
        (Home::Cheatsheet, "source_url") => Spare("https://github.com/YOU/sheets"),
        (Home::Cheatsheet, "language") => Used("en"),
        (Home::Cheatsheet, "introduction") => Used("What this sheet answers."),
        (Home::Cheatsheet, "notes") => Spare("Where all this comes from."),
        (Home::Cheatsheet, "style") => Spare(".name { color: teal }"),
        (Home::Cheatsheet, "head_inject") => Spare("<!-- HTML -->"),
        (Home::Cheatsheet, "resources") => Spare("images"),
        (Home::Category, "id") => Used("First Category"),
        (Home::Category, "header") => Spare("Command"),
        (Home::Category, "html_class") => Spare("wide"),
        (Home::Entry, "name") => Used("List everything"),
        (Home::Entry, "notes") => Used(NOTES),
        (Home::Entry, "html_notes") => Spare("<p>As above, in <b>HTML</b>.</p>"),
        (Home::Entry, "command") => Used("ls --all"),
        (Home::Entry, "td_command") => Spare("ls -a"),
        (Home::Entry, "td_notes") => Spare("a **column** of notes"),
        (Home::Entry, "index_name") => Spare("List all files"),
        (Home::Entry, "extra_index_name") => Used("Show hidden files"),
        (Home::Entry, "not_in_main_index") => Spare(""),
        _ => return None,
    })
}

const NOTES: &str = "\
Markdown, with `code`, **bold** and [links](https://example.org/).

- **When:** a list of labels is a table of facts
- **See:** names of entries and categories are links, [like this](#First Category)
";

/// A sheet called `name`, which has no error unless no docset can be called that.
pub(super) fn text(name: &str, language: Language) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join("_");
    let keyword = name.to_lowercase().replace([':', ','], "");
    let own = |text: &str| match language {
        Language::Ruby => text.replace('\\', "\\\\").replace('\'', "\\'"),
        Language::Markdown => text.replace('\'', "''"),
    };
    let names =
        [("TITLE", own(&name.replace('_', " "))), ("NAME", own(&name)), ("KEYWORD", own(&keyword))];
    match language {
        Language::Ruby => ruby(&names),
        Language::Markdown => markdown(&names),
    }
}

/// What stands for a name of the sheet → the name.
type Names = [(&'static str, String)];

fn filled(value: &str, names: &Names) -> String {
    let own = names.iter().find(|(known, _)| *known == value);
    own.map_or(value, |(_, name)| name).to_owned()
}

/// Where the explanation of a word begins.
const MARGIN: usize = 48;

fn explained(line: &str, about: &str) -> String {
    format!("{line:MARGIN$}  # {about}\n")
}

fn ruby(names: &Names) -> String {
    let mut text = String::from(
        "# Behind `#` stands what is not read: here, what each word means. Where a line begins with it,\n\
         # take the first `#` away to use its word. Copy `entry do … end` for each thing to look up, and\n\
         # `category do … end` for each group of them. `docsheet language` tells the rest.\n\n",
    );
    for word in words_of(Home::File) {
        block(word, "", names, &mut text);
    }
    text
}

fn block(word: &Word, margin: &str, names: &Names, text: &mut String) {
    let Takes::Block(home) = word.takes else { return };
    text.push_str(&explained(&format!("{margin}{} do", word.name), word.about));
    let inside = format!("{margin}  ");
    for word in words_of(home) {
        match example(home, word.name) {
            Some(Used(value)) => text.push_str(&ruby_line(word, &inside, &filled(value, names))),
            Some(Spare(value)) => {
                let margin = format!("{inside}# ");
                text.push_str(&ruby_line(word, &margin, &filled(value, names)));
            }
            None => {
                text.push('\n');
                block(word, &inside, names, text);
            }
        }
    }
    text.push_str(&format!("{margin}end\n"));
}

fn ruby_line(word: &Word, margin: &str, value: &str) -> String {
    let name = word.name;
    if value.is_empty() {
        return explained(&format!("{margin}{name}"), word.about);
    }
    if !value.contains('\n') {
        return explained(&format!("{margin}{name} '{value}'"), word.about);
    }
    let lines = value.lines().map(|line| format!("{margin}  {line}").trim_end().to_owned() + "\n");
    let head = explained(&format!("{margin}{name} <<~'END'"), word.about);
    format!("{head}{}{margin}END\n", lines.collect::<String>())
}

fn markdown(names: &Names) -> String {
    let mut text = String::from("---\n");
    for word in words_of(Home::Cheatsheet) {
        let (margin, value) = match example(Home::Cheatsheet, word.name) {
            Some(Used(value)) => ("", value),
            Some(Spare(value)) => ("# ", value),
            None => continue,
        };
        let line = format!("{margin}{}: '{}'", word.name, filled(value, names));
        text.push_str(&explained(&line, word.about));
    }
    format!("{text}---\n{DOCUMENT}")
}

/// What stands below the words of the sheet, in Markdown.
const DOCUMENT: &str = "
<!-- A heading with entries below it is a category. `docsheet language --markdown` tells the rest. -->

## First Category

### `ls --all` List everything

<!-- Every other heading is an entry: code at its start is a command, the rest is the name. -->

Markdown, with `code`, **bold** and [links](https://example.org/).

- **When:** a list of labels is a table of facts
- **See:** names of entries and categories are links, [like this](#First Category)
- **Also:** Show hidden files

## Rows of a Table

| Command  | Name           | Notes                    |
| -------- | -------------- | ------------------------ |
| `ls -l`  | List in detail | each row is an entry too |
| `ls -t`  | Newest first   | by when it was changed   |
";
