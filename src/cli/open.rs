//! `docsheet open`: a query → the first hit in Zeal, Dash or the browser.

use std::path::Path;
use std::process::{Command, Stdio};

use clap::{Args, ValueEnum};
use docsheet::error::Error;
use docsheet::install::{self, Reader};
use docsheet::search::{Depth, Hit, Shelved};
use docsheet::{files, wording};

use super::completions::keywords;
use super::find::find;
use super::shelf::Choice;
use super::status::Status;
use super::terminal::Terminal;
use super::{environment, links};

/// Opens the first hit of a search in Zeal, Dash or the browser
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet open sip:486                    where the docset is installed, else in the browser
  docsheet open sip:486 --in browser       the page itself, at the entry
  docsheet open sip:486 --dry-run          say what would be started, and start nothing")]
pub(super) struct Arguments {
    /// Words to look for, as for `docsheet search`
    #[arg(value_name = "QUERY", required = true, add = keywords())]
    query: Vec<String>,
    #[command(flatten)]
    choice: Choice,
    /// Where to open it [default: the reader in whose folder the docset is, else the browser]
    #[arg(long = "in", value_enum, value_name = "PROGRAM")]
    place: Option<Place>,
    /// Say what would be started, and start nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
}

/// Where a hit can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Place {
    /// Zeal
    Zeal,
    /// Dash
    Dash,
    /// The browser
    Browser,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let answer = find(&arguments.query, &arguments.choice, Depth::Names, terminal)?;
    let Some(hit) = answer.hits().first() else { return Ok(answer.nothing()) };
    let docset = &answer.shelf[hit.docset];
    let place = match arguments.place {
        Some(place) => place,
        None => home(docset)?,
    };
    let Some(command) = command(hit, docset, place) else {
        let path = wording::printable(&hit.path);
        terminal.note(&format!("`{path}` leads out of the docset, so it is not opened"));
        return Ok(Status::Findings);
    };
    let line: Vec<String> = command.iter().map(|word| quoted(word)).collect();
    terminal.result(&line.join(" "))?;
    if !arguments.dry_run {
        start(&command)?;
    }
    Ok(Status::Fine)
}

/// The reader in whose folder the docset is, if it is one that can be told what to show.
fn home(docset: &Shelved) -> Result<Place, Error> {
    let real = files::real_path(&docset.path)?;
    let all = install::places(&environment::machine())?;
    let own = all
        .iter()
        .filter(|place| place.seen.is_some())
        .find(|place| files::real_path(&place.folder).is_ok_and(|folder| real.starts_with(folder)));
    Ok(match own.and_then(|place| place.reader) {
        Some(Reader::Zeal) => Place::Zeal,
        Some(Reader::Dash) => Place::Dash,
        _ => Place::Browser,
    })
}

/// The command that opens a hit; `None` when it leads to no page.
fn command(hit: &Hit, docset: &Shelved, place: Place) -> Option<Vec<String>> {
    let keyword = docset.keywords.first().map(|keyword| format!("{}:", keyword.to_lowercase()));
    let query = keyword.clone().unwrap_or_default() + &hit.name;
    let words: Vec<String> = match place {
        Place::Zeal => vec!["zeal".into(), query],
        Place::Dash => vec!["open".into(), format!("dash://{}", links::escaped(&query))],
        Place::Browser => {
            let url = links::url(docset, &hit.path)?;
            match environment::browser() {
                Some(browser) => browser.split_whitespace().map(Into::into).chain([url]).collect(),
                None if cfg!(windows) => {
                    ["rundll32", "url.dll,FileProtocolHandler", &url].map(Into::into).to_vec()
                }
                None if cfg!(target_os = "macos") => vec!["open".into(), url],
                None => vec!["xdg-open".into(), url],
            }
        }
    };
    Some(words)
}

#[expect(clippy::disallowed_methods, reason = "the user asked for a program to be started")]
fn start(command: &[String]) -> Result<(), Error> {
    let Some((program, words)) = command.split_first() else { return Ok(()) };
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(_) => Ok(()),
        Err(error) => Err(Error::io("start", Path::new(program), &error)
            .with_hint("name another place with `--in`, or set `BROWSER`")),
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./:=@%+,#".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) && !word.starts_with('#') {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
