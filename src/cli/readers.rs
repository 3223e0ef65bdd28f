//! `docsheet readers`: this machine → its readers, their folders, and the docsets in them.

use clap::Args;
use docsheet::error::Error;
use docsheet::install::{self, Place};
use docsheet::wording::count;

use super::environment;
use super::status::Status;
use super::terminal::Terminal;

/// Lists the readers of this machine, their folders, and the docsets in them
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet readers          which readers are seen here, and why
  docsheet readers --all    where docsheet looks for readers that are not, too")]
pub(super) struct Arguments {
    /// List readers that are not seen, too
    #[arg(short, long)]
    all: bool,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let places = install::places(&environment::machine())?;
    let (seen, unseen): (Vec<_>, Vec<_>) = places.iter().partition(|place| place.seen.is_some());
    for place in &seen {
        install::clear_away(place);
        show(place, terminal)?;
    }
    if arguments.all || seen.is_empty() {
        for place in unseen {
            let folder = place.folder.display();
            terminal.result(&format!("{}: not seen; would be `{folder}`", place.label))?;
        }
    }
    Ok(if seen.is_empty() { Status::Findings } else { Status::Fine })
}

fn show(place: &Place, terminal: &Terminal) -> Result<(), Error> {
    let installed = install::installed(place)?;
    terminal.result(place.label)?;
    terminal.result(&format!("  folder   `{}` ({})", place.folder.display(), place.why))?;
    if let Some(sign) = &place.seen {
        terminal.result(&format!("  seen by  {sign}"))?;
    }
    let number = count(installed.len(), "docset", "docsets");
    terminal.result(&format!("  {number}"))?;
    installed.iter().try_for_each(|name| terminal.result(&format!("    {name}")))
}
