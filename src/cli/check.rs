//! `docsheet check`: the findings of `build`, and nothing is written.

use std::path::{Path, PathBuf};

use clap::Args;
use docsheet::Definition;
use docsheet::error::Error;
use docsheet::wording::count;

use super::lints::Lints;
use super::report::{self, Format, Most, Tally};
use super::sheets;
use super::status::Status;
use super::terminal::Terminal;

/// Reports what is wrong with definitions, and writes nothing
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet check                          check every definition under `data`
  docsheet check Git.rb --deny-warnings   exit with status 1 for a warning too
  docsheet check --format github          annotate the lines of a pull request
  docsheet check - --stdin-name Git.rb    check what an editor holds, as if it were saved")]
pub(super) struct Arguments {
    /// Definitions, or folders that are walked for `*.rb` and `*.md`; `-` alone is standard input
    /// [default: data]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Where the text on standard input belongs: messages name this file, its ending tells the
    /// language, and pictures are looked for beside it
    #[arg(long, value_name = "FILE")]
    stdin_name: Option<PathBuf>,
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
    let (mut tally, mut status, mut checked) = (Tally::default(), Status::Fine, 0);
    let mut unread = 0;
    for definition in definitions(arguments, terminal)? {
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
            Format::Short => report::short(&definition, terminal)?,
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

/// The definitions that are checked.
fn definitions(
    arguments: &Arguments,
    terminal: &Terminal,
) -> Result<Vec<Result<Definition, Error>>, Error> {
    let policy = arguments.lints.for_check();
    let input = Path::new("-");
    if arguments.paths == [input] {
        let name = arguments.stdin_name.as_deref().unwrap_or(input);
        return Ok(vec![sheets::from_input(name, &arguments.reach, &policy)]);
    }
    if let Some(name) = &arguments.stdin_name {
        let error = Error::new("read", name, "`--stdin-name` is for standard input alone");
        return Err(
            error.with_hint(format!("write `docsheet check - --stdin-name {}`", name.display()))
        );
    }
    let candidates = sheets::find(&arguments.paths)?;
    sheets::load(&candidates, &arguments.reach, &policy, terminal)
}
