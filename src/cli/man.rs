//! `docsheet man`: a command → its page of the manual.

use std::path::Path;

use clap::{Args, Command};
use clap_mangen::Man;
use docsheet::error::Error;
use docsheet::wording::any_of;

use super::status::Status;
use super::terminal::Terminal;

/// Prints a page of the manual, as `man` reads it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet man | man -l -                                        read it
  docsheet man search > /usr/local/share/man/man1/docsheet-search.1")]
pub(super) struct Arguments {
    /// The command that the page is about [default: docsheet itself]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn run(
    arguments: &Arguments,
    mut whole: Command,
    terminal: &Terminal,
) -> Result<Status, Error> {
    whole.build();
    let command = match &arguments.command {
        None => whole,
        Some(name) => match whole.find_subcommand(name) {
            Some(command) => {
                let name = format!("docsheet-{}", command.get_name());
                command.clone().display_name(name)
            }
            None => {
                let names: Vec<_> = whole.get_subcommands().map(Command::get_name).collect();
                return Err(Error::new("describe", Path::new(name), "there is no such command")
                    .with_hint(format!("one of {}", any_of(&names))));
            }
        },
    };
    let mut page = Vec::new();
    Man::new(command)
        .render(&mut page)
        .map_err(|error| Error::io("write", Path::new("the manual"), &error))?;
    terminal.result(String::from_utf8_lossy(&page).trim_end())?;
    Ok(Status::Fine)
}
