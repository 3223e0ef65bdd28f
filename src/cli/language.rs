//! `docsheet language`: the words of a definition, what of Ruby it may use, and the bounds.

use clap::Args;
use docsheet::definition::document::{RULES, SHAPE};
use docsheet::definition::vocabulary::{Home, Takes, Word, words_of};
use docsheet::error::Error;
use docsheet::ruby;
use docsheet::ruby::meter::{BOUNDS, Bound, MAX_DEPTH, MAX_SOURCE_BYTES};
use docsheet::wording::grouped;

use super::status::Status;
use super::terminal::Terminal;

/// Lists the words that a definition is written with, and what of Ruby it may use
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Tell how a definition is written in Markdown
    #[arg(long)]
    markdown: bool,
}

/// Where the third column begins, and how wide it is.
const MARGIN: usize = 33;
const WIDTH: usize = 47;

/// How wide a line of methods is.
const LINE: usize = 76;

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    if arguments.markdown {
        terminal.result(markdown().trim_end())?;
        return Ok(Status::Fine);
    }
    let mut text = String::from("A definition is a Ruby file of these words.\n");
    for home in [Home::File, Home::Cheatsheet, Home::Category, Home::Entry] {
        let described = home.described();
        let (first, rest) = described.split_at(1);
        text += &format!("\n{}{rest}:\n\n", first.to_uppercase());
        text.extend(words_of(home).map(row));
    }
    text += "\nAround them stands Ruby: strings in every spelling, constants, variables, `def`,\n\
             `class`, `module`, `if`, `case` and blocks, with these methods.\n";
    for (on, methods) in ruby::reference() {
        text += &format!("\n{on}:\n\n");
        text.extend(wrapped(&methods.join(" "), LINE).iter().map(|line| format!("  {line}\n")));
    }
    text += "\nReading a definition never runs a program and never touches a file or the\n\
             network. These are its bounds:\n\n";
    text += &bounds();
    terminal.result(text.trim_end())?;
    Ok(Status::Fine)
}

/// The bounds, one a line: most of them grow with the definition.
fn bounds() -> String {
    let fixed = |what: &str, most: usize, unit: &str| {
        format!("  {what:25}{} {unit}\n", grouped(most as u64))
    };
    let growing = |Bound { of, least, for_each_byte, unit }: &Bound| {
        let least = grouped(*least);
        format!("  {of:25}{least} {unit}, {for_each_byte} more for each of its bytes\n")
    };
    fixed("size of the definition", MAX_SOURCE_BYTES, "bytes")
        + &BOUNDS.iter().map(growing).collect::<String>()
        + &fixed("calls inside each other", MAX_DEPTH as usize, "levels")
}

/// How a definition is written in Markdown.
fn markdown() -> String {
    let mut text = String::from("A definition may be a Markdown file, such as\n\n");
    text.extend(SHAPE.lines().map(|line| format!("    {line}\n").trim_end().to_owned() + "\n"));
    text += "\n";
    for (number, rule) in RULES.iter().enumerate() {
        let mut lines = wrapped(rule, LINE - 3).into_iter();
        text += &format!("{}. {}\n", number + 1, lines.next().unwrap_or_default());
        text.extend(lines.map(|line| format!("   {line}\n")));
    }
    text += "\nThese are the words of the front matter:\n\n";
    let words = words_of(Home::Cheatsheet).filter(|word| !matches!(word.takes, Takes::Block(_)));
    text.extend(words.map(|word| row(&Word { required: false, ..*word })));
    text
}

fn row(word: &Word) -> String {
    let takes = match word.takes {
        Takes::Block(_) => "do … end",
        Takes::Text => "text",
        Takes::Markdown => "Markdown",
        Takes::Html => "HTML",
        Takes::TextList => "texts",
        Takes::MarkdownList => "Markdown …",
        Takes::HtmlList => "HTML …",
        Takes::Flag => "",
    };
    let about =
        if word.required { format!("{} (required)", word.about) } else { word.about.into() };
    let mut lines = wrapped(&about, WIDTH).into_iter();
    let first = lines.next().unwrap_or_default();
    let rest = lines.map(|line| format!("\n{:MARGIN$}{line}", "")).collect::<Vec<_>>().concat();
    format!("  {:19}{takes:12}{first}{rest}\n", word.name)
}

/// The text in lines that are not wider than `width` where words allow.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
