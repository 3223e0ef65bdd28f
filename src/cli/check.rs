//! `docsheet check`: the findings of `build`, and nothing is written.

use std::path::PathBuf;

use clap::Args;
use docsheet::error::Error;
use docsheet::wording::count;

use super::lints::Lints;
use super::report::{self, Format, Most, Tally};
use super::terminal::Terminal;
use super::{Status, sheets};

/// Reports what is wrong with definitions, and writes nothing
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet check                          check every definition under `data`
  docsheet check Git.rb --deny-warnings   exit with status 1 for a warning too
  docsheet check --format github          annotate the lines of a pull request")]
pub(super) struct Arguments {
    /// Definitions, or folders that are walked for `*.rb` and `*.md` [default: data]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    reach: sheets::Reach,
    #[command(flatten)]
    lints: Lints,
    /// Exit with status 1 for a warning too
    #[arg(long)]
    deny_warnings: bool,
}

/// The most that people are shown of one sheet.
const MOST: Most = Most { errors: 20, warnings: 200 };

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let paths = sheets::find(&arguments.paths)?;
    let (mut tally, mut status, mut checked) = (Tally::default(), Status::Fine, 0);
    let mut unread = 0;
    let policy = arguments.lints.for_check();
    for definition in sheets::load(&paths, &arguments.reach, &policy, terminal)? {
        let definition = match definition {
            Ok(definition) => definition,
            Err(error) => {
                terminal.error(&error);
                status = Status::Unable;
                unread += 1;
                continue;
            }
        };
        checked += 1;
        tally.add(Tally::of(&definition.findings));
        match arguments.format {
            Format::Human => report::human(&definition, MOST, terminal),
            Format::Json => report::json(&definition, terminal)?,
            Format::Github => report::github(&definition, terminal)?,
        }
    }
    if arguments.format == Format::Human {
        let sheets = count(checked, "sheet", "sheets");
        terminal.result(&match unread {
            0 => format!("{sheets} checked: {tally}"),
            _ if checked == 0 => format!("no sheet checked: {unread} cannot be read"),
            _ => format!("{sheets} checked: {tally}; {unread} cannot be read"),
        })?;
    }
    let stops = tally.errors > 0 || arguments.deny_warnings && tally.warnings > 0;
    Ok(status.max(if stops { Status::Findings } else { Status::Fine }))
}
