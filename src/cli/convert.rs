//! `docsheet convert`: a definition in one language → the same in the other.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use docsheet::definition::convert::{Converted, convert};
use docsheet::diagnostic::{Diagnostic, draw};
use docsheet::error::Error;
use docsheet::files::{self, Safety};
use docsheet::source::{Language, Source};

use super::status::Status;
use super::terminal::Terminal;

/// Writes a definition in the other language
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet convert Git.rb --to markdown           print the sheet as Markdown
  docsheet convert git.md --to ruby -o Git.rb     write the sheet as Ruby

Warnings tell what the other language cannot say; the exit status is then 1.")]
pub(super) struct Arguments {
    /// The definition, `NAME.rb` or `NAME.md`
    #[arg(value_name = "FILE")]
    path: PathBuf,
    /// The language to write
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    to: To,
    /// File that gets the definition [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum To {
    Ruby,
    Markdown,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let bytes = files::read(&arguments.path)?;
    let source = Source::new(arguments.path.display().to_string(), bytes);
    let to = match arguments.to {
        To::Ruby => Language::Ruby,
        To::Markdown => Language::Markdown,
    };
    let (text, findings) = match convert(&source, to) {
        Ok(Converted { text, findings }) => (Some(text), findings),
        Err(findings) => (None, findings),
    };
    show(&source, &findings, terminal);
    if let Some(text) = text {
        match &arguments.output {
            Some(path) => {
                files::save_file(path, text.as_bytes(), Safety::Kill)?;
            }
            None => terminal.result(text.trim_end())?,
        }
    }
    Ok(if findings.is_empty() { Status::Fine } else { Status::Findings })
}

fn show(source: &Source, findings: &[Diagnostic], terminal: &Terminal) {
    for finding in findings {
        terminal.note(&format!("{}\n", draw(source, finding, terminal.look())));
    }
}
