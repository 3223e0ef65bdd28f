//! `docsheet language`: the words of a definition, and the bounds on reading it.

use clap::Args;
use docsheet::definition::vocabulary::{Home, Takes, Word, words_of};
use docsheet::error::Error;
use docsheet::ruby::limits::LIMITS;
use docsheet::wording::grouped;

use super::Status;
use super::terminal::Terminal;

/// Lists the words that a definition is written with
#[derive(Debug, Args)]
pub(super) struct Arguments {}

/// Where the third column begins, and how wide it is.
const MARGIN: usize = 33;
const WIDTH: usize = 47;

pub(super) fn run(terminal: &Terminal) -> Result<Status, Error> {
    let mut text = String::from("A definition is a Ruby file of these words.\n");
    for home in [Home::File, Home::Cheatsheet, Home::Category, Home::Entry] {
        let described = home.described();
        let (first, rest) = described.split_at(1);
        text += &format!("\n{}{rest}:\n\n", first.to_uppercase());
        text.extend(words_of(home).map(row));
    }
    text += "\nReading a definition never runs a program and never touches a file or the\n\
             network. These are its bounds:\n\n";
    text.extend(
        LIMITS.iter().map(|(what, most, unit)| format!("  {what:30} {} {unit}\n", grouped(*most))),
    );
    terminal.result(text.trim_end())?;
    Ok(Status::Fine)
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
    let mut lines = wrapped(&about).into_iter();
    let first = lines.next().unwrap_or_default();
    let rest = lines.map(|line| format!("\n{:MARGIN$}{line}", "")).collect::<Vec<_>>().concat();
    format!("  {:19}{takes:12}{first}{rest}\n", word.name)
}

/// The text in lines as wide as the third column.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
