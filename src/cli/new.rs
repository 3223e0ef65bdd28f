//! `docsheet new`: a name → a definition to begin with.

mod starter;

use std::path::{Path, PathBuf};

use clap::Args;
use docsheet::definition::convert::ending;
use docsheet::error::Error;
use docsheet::files::{self, Safety};
use docsheet::source::{Language, Source};
use docsheet::wording::printable;

use super::status::Status;
use super::terminal::Terminal;

/// Writes a sheet to begin with, in which each word of the language is shown and explained
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet new Ports               write `Ports.rb`
  docsheet new Ports --markdown    write `Ports.md`
  docsheet new sheets/Ports        write it into the folder `sheets`

The sheet builds as it is. Nothing is overwritten.")]
pub(super) struct Arguments {
    /// What the sheet is called, with the folder that it goes into
    #[arg(value_name = "NAME")]
    name: PathBuf,
    /// Write it in Markdown
    #[arg(long)]
    markdown: bool,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let (name, language) = named(arguments);
    let path = name.with_file_name(format!("{}.{}", stem(&name), ending(language)));
    let text = starter::text(&stem(&name), language);
    refuse_other(&path, &text)?;
    files::create_file(&path, text.as_bytes(), Safety::Kill)?;
    let path = printable(&path.display().to_string());
    terminal.result(&format!(
        "{path} is written; `docsheet preview {path} --open` shows it while you fill it in"
    ))?;
    Ok(Status::Fine)
}

/// The name without an ending, and the language that is meant.
fn named(arguments: &Arguments) -> (PathBuf, Language) {
    let wanted = if arguments.markdown { Language::Markdown } else { Language::Ruby };
    match arguments.name.extension().and_then(|ending| ending.to_str()) {
        Some("rb") => (arguments.name.with_extension(""), wanted),
        Some("md") => (arguments.name.with_extension(""), Language::Markdown),
        _ => (arguments.name.clone(), wanted),
    }
}

fn stem(name: &Path) -> String {
    name.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A name that no docset can have makes a sheet with an error.
fn refuse_other(path: &Path, text: &str) -> Result<(), Error> {
    let (_, findings) =
        docsheet::compile(&Source::new(path.display().to_string(), text.as_bytes()));
    let error = findings.iter().find(|finding| finding.is_error());
    let Some(finding) = error else { return Ok(()) };
    let error = Error::new("write", path, finding.message.clone());
    Err(match finding.hints.first() {
        Some(_) => {
            error.with_hint("use letters, digits, `_` and `-`, such as `docsheet new Ports`")
        }
        None => error,
    })
}
