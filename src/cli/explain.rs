//! `docsheet explain`: why a kind of finding matters, and how it is mended.

use clap::Args;
use docsheet::diagnostic::{Part, RULES, Rule, Severity};
use docsheet::error::Error;
use docsheet::verify;
use docsheet::wording::nearest;

use super::status::Status;
use super::terminal::Terminal;

/// Explains a kind of finding, or lists all kinds
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet explain               list every code
  docsheet explain title-case    the reason, a wrong and a right example")]
pub(super) struct Arguments {
    /// What stands in brackets behind `error` or `warning`
    #[arg(value_name = "CODE", value_parser = known)]
    code: Option<String>,
}

/// How wide the column of the codes is.
const WIDTH: usize = 20;

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let text = match &arguments.code {
        Some(code) => explained(code),
        None => list(),
    };
    terminal.result(text.trim_end())?;
    Ok(Status::Fine)
}

fn known(name: &str) -> Result<String, String> {
    let names = || names().into_iter();
    if names().any(|known| known == name) {
        return Ok(name.to_owned());
    }
    Err(match nearest(name, names()) {
        Some(near) => format!("there is no code `{name}`; did you mean `{near}`?"),
        None => format!("there is no code `{name}`; `docsheet explain` lists every code"),
    })
}

fn names() -> Vec<&'static str> {
    let own = RULES.iter().map(|rule| rule.name);
    own.chain(verify::rules().map(|rule| rule.name)).collect()
}

/// Everything that is called `name`: a definition and a docset can have findings of one name.
fn explained(name: &str) -> String {
    let sheets = RULES.iter().filter(|rule| rule.name == name).map(about_sheets);
    let docsets = verify::rules().filter(|rule| rule.name == name).map(about_docsets);
    sheets.chain(docsets).collect::<Vec<_>>().join("\n\n")
}

fn about_sheets(rule: &Rule) -> String {
    let Rule { reason, part, wrong, right, .. } = rule;
    let around = match part {
        Part::Sheet => " (inside `cheatsheet do … end`)",
        Part::Category => " (inside `category do … end`)",
        Part::Entry => " (inside `entry do … end`)",
        Part::File | Part::Markdown | Part::Story => "",
    };
    let silence = if rule.severity == Severity::Warning {
        format!(
            "\n\nTo leave it out, use `--allow {0}`, or write into the sheet:\n\n    # docsheet: allow {0}",
            rule.name
        )
    } else {
        String::new()
    };
    format!(
        "{}[{}] in a definition\n\n{}\n\nWrong{around}:\n\n{}\n\nRight:\n\n{}{silence}",
        level(rule),
        rule.name,
        filled(reason),
        indented(wrong),
        indented(right),
    )
}

fn about_docsets(rule: &verify::Rule) -> String {
    format!(
        "{}[{}] in a docset, from `docsheet verify`\n\n{}\n\nWhat to do: {}",
        rule.severity,
        rule.name,
        filled(rule.reason),
        filled(rule.hint),
    )
}

fn level(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Error => "error",
        Severity::Warning if rule.style => "style",
        Severity::Warning => "warning",
    }
}

fn list() -> String {
    let row = |name: &str, level: &str| format!("  {name:WIDTH$} {level}\n");
    let own: String = RULES.iter().map(|rule| row(rule.name, level(rule))).collect();
    let others = verify::rules().map(|rule| row(rule.name, &rule.severity.to_string()));
    let others: String = others.collect();
    format!(
        "In a definition, from `docsheet build` and `docsheet check`:\n\n{own}\n\
         `build` leaves out what is `style`, unless `--deny` asks for it. `--allow` leaves out\n\
         warnings, `--deny` makes them errors.\n\n\
         In a docset, from `docsheet verify`:\n\n{others}"
    )
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

/// The text in lines of at most 80 columns.
fn filled(text: &str) -> String {
    const COLUMNS: usize = 80;
    let (mut out, mut column) = (String::new(), 0);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > COLUMNS {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}
