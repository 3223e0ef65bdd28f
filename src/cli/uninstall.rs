//! `docsheet uninstall`: names → the readers' folders without these docsets.

use std::path::{Path, PathBuf};

use clap::Args;
use docsheet::error::Error;
use docsheet::files::{is_there, unportable};
use docsheet::install;
use docsheet::layout::ENDING;
use docsheet::wording::nearest;

use super::places::{Choice, heading};
use super::status::Status;
use super::terminal::Terminal;

/// Takes docsets out of the folders in which readers find them
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet uninstall SIP_Response_Codes      from every reader that is seen
  docsheet uninstall Git --for zeal --dry-run")]
pub(super) struct Arguments {
    /// Names of docsets, as `docsheet readers` shows them
    #[arg(value_name = "NAME", required = true)]
    names: Vec<PathBuf>,
    #[command(flatten)]
    choice: Choice,
    /// Say what would be done, and do nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let names: Vec<_> = arguments.names.iter().map(|name| bare(name)).collect::<Result<_, _>>()?;
    let places = arguments.choice.places(terminal)?;
    if places.is_empty() {
        return Ok(Status::Findings);
    }
    let mut missing: Vec<_> = names.iter().map(String::as_str).collect();
    let mut installed = Vec::new();
    for place in &places {
        installed.extend(install::installed(place)?);
        let mut found = Vec::new();
        for name in names.iter().map(String::as_str) {
            if is_there(&install::bundle_path(place, name))? {
                found.push(name);
            }
        }
        if found.is_empty() {
            continue;
        }
        terminal.result(&heading(place))?;
        for name in found {
            missing.retain(|other| *other != name);
            if arguments.dry_run {
                terminal.result(&format!("  would remove {name}"))?;
            } else {
                install::uninstall(name, place)?;
                terminal.result(&format!("  removed {name}"))?;
            }
        }
    }
    for name in &missing {
        terminal.note(&format!("`{name}` is not installed{}", suggestion(name, &installed)));
    }
    Ok(if missing.is_empty() { Status::Fine } else { Status::Findings })
}

/// `Git` for `Git`, `Git.docset` and `output/Git.docset`.
fn bare(name: &Path) -> Result<String, Error> {
    let last = name.file_name().unwrap_or_default().to_string_lossy();
    let bare = [ENDING, ".tgz", ".rb", ".md"].iter().find_map(|ending| last.strip_suffix(ending));
    let bare = bare.unwrap_or(&last);
    match unportable(bare) {
        Some(reason) => {
            Err(Error::new("uninstall", name, format!("no docset has this name: {reason}")))
        }
        None => Ok(bare.to_owned()),
    }
}

fn suggestion(name: &str, installed: &[String]) -> String {
    match nearest(name, installed.iter().map(String::as_str)) {
        Some(other) => format!("; did you mean `{other}`?"),
        None => "; `docsheet readers` shows what is".to_owned(),
    }
}
