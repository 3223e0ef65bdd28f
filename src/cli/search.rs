//! `docsheet search`: a query → the entries that a person expects, in the terminal.

mod print;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use docsheet::error::Error;
use docsheet::search::{self, Query, Shelved};
use docsheet::wording::nearest;
use docsheet::{bundle, files, install};

use super::terminal::Terminal;
use super::{Status, environment};

/// Where docsets are when nobody says, before the readers' folders.
const BUILT: &str = "output";
/// How many hits are shown of a query with words.
const MOST: usize = 20;

/// Finds entries by keyword and words, as Zeal's search field does
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet search sip:486              the entry itself, when there is one hit
  docsheet search sip:busy             all hits, best first
  docsheet search sip:                 everything in the docset
  docsheet search http,sip:404         two docsets
  docsheet search not found            all docsets, words in any order
  docsheet search sip:486 --format json | jq -r .url")]
pub(super) struct Arguments {
    /// Words to look for, after the keyword of a docset and a colon
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    /// A docset, or a folder with docsets; may be given again [default: output and the folders of
    /// the readers on this machine]
    #[arg(long = "docsets", value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// How hits are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// Show no more than N hits [default: 20; all when only a keyword is given]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Print the entries themselves
    #[arg(long)]
    full: bool,
}

/// How hits are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A hit a line, or the entry
    #[default]
    Human,
    /// One JSON object a line, for launchers
    Json,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let shelf = shelf(&arguments.folders)?;
    let query = search::parse(&arguments.query.join(" "), &shelf);
    let found = search::search(&query, &shelf);
    for (docset, reason) in &found.failed {
        let path = shelf[*docset].path.display();
        terminal.note(&format!("cannot search `{path}`: {reason}"));
    }
    if query.rest.is_empty() && query.keywords.is_empty() {
        terminal.note("the query is empty");
        say_keywords(&shelf, terminal);
        return Ok(Status::Findings);
    }
    if found.hits.is_empty() {
        say_nothing_found(&query, &shelf, terminal);
        return Ok(Status::Findings);
    }
    if !query.keywords.is_empty() {
        say_unknown(&query, &shelf, terminal);
    }
    let most = if query.rest.is_empty() { usize::MAX } else { MOST };
    let limit = arguments.limit.map_or(most, |limit| limit as usize);
    let shown = &found.hits[..found.hits.len().min(limit)];
    match arguments.format {
        Format::Json => print::json(shown, &shelf, arguments.full, terminal)?,
        Format::Human if arguments.full => print::entries(shown, &shelf, terminal)?,
        Format::Human if found.hits.len() == 1 => print::one(&shown[0], &shelf, terminal)?,
        Format::Human => print::list(shown, &shelf, terminal)?,
    }
    if shown.len() < found.hits.len() && arguments.format == Format::Human {
        let (all, shown) = (found.hits.len(), shown.len());
        terminal.note(&format!("{shown} of {all} hits; `--limit {all}` shows all"));
    }
    Ok(Status::Fine)
}

/// The docsets to search: each name once, those that were just built first.
fn shelf(folders: &[PathBuf]) -> Result<Vec<Shelved>, Error> {
    let mut paths = Vec::new();
    for folder in folders {
        paths.extend(docsets_in(folder)?);
    }
    if folders.is_empty() {
        let installed = install::places(&environment::machine())?;
        let places = std::iter::once(PathBuf::from(BUILT));
        let places = places.chain(installed.into_iter().map(|place| place.folder));
        for folder in places.filter(|folder| files::exists(folder)) {
            paths.extend(docsets_in(&folder)?);
        }
    }
    let mut names = BTreeSet::new();
    let mut shelf = Vec::new();
    for path in paths {
        if names.insert(path.file_name().map(std::ffi::OsStr::to_ascii_lowercase)) {
            shelf.extend(search::shelve(&path)?);
        }
    }
    if shelf.is_empty() {
        let looked = folders.first().map_or(Path::new(BUILT), PathBuf::as_path);
        return Err(Error::new("search", looked, "there is no docset in it")
            .with_hint("build one with `docsheet build`, or name a folder with `--docsets`"));
    }
    Ok(shelf)
}

/// The docsets below `folder`; archives only when they are named themselves.
fn docsets_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = bundle::docsets_in(folder)?;
    found.retain(|path| path == folder || !bundle::is_archive(path));
    Ok(found)
}

fn say_nothing_found(query: &Query, shelf: &[Shelved], terminal: &Terminal) {
    terminal.note(&format!("nothing found for `{}`", query.rest));
    say_unknown(query, shelf, terminal);
    let near = search::near(query, shelf);
    if !near.is_empty() {
        let names = near.iter().map(|name| format!("`{}`", print::plain(name)));
        terminal.note(&format!("did you mean {}", names.collect::<Vec<_>>().join(", ")));
    }
    // `sip 486` for `sip:486`
    if let Some((first, rest)) = query.rest.split_once(' ')
        && query.keywords.is_empty()
        && shelf.iter().any(|docset| docset.answers_to(first))
    {
        terminal.note(&format!("did you mean `{first}:{}`", rest.trim()));
    }
}

/// Names the keywords that no docset has, and the nearest that one has.
fn say_unknown(query: &Query, shelf: &[Shelved], terminal: &Terminal) {
    for keyword in &query.unknown {
        let near = nearest_keyword(keyword, shelf);
        let near = near.map(|near| format!("; did you mean `{}:`", print::plain(&near)));
        let keyword = print::plain(keyword);
        terminal
            .note(&format!("no docset has the keyword `{keyword}`{}", near.unwrap_or_default()));
    }
    if !query.unknown.is_empty() && query.keywords.is_empty() {
        say_keywords(shelf, terminal);
    }
}

/// A keyword that is spelled almost the same, starts the same, or whose docset is called so.
fn nearest_keyword(keyword: &str, shelf: &[Shelved]) -> Option<String> {
    let known = shelf.iter().flat_map(|docset| &docset.keywords);
    let known: Vec<String> = known.map(|keyword| keyword.to_lowercase()).collect();
    let starting = known.iter().find(|known| known.starts_with(keyword));
    let titled = shelf.iter().find(|docset| docset.title.to_lowercase().contains(keyword));
    let near = nearest(keyword, known.iter().map(String::as_str)).map(str::to_owned);
    near.or(starting.cloned()).or_else(|| titled?.keywords.first().cloned())
}

fn say_keywords(shelf: &[Shelved], terminal: &Terminal) {
    const SHOWN: usize = 12;
    let own = shelf.iter().filter_map(|docset| docset.keywords.first());
    let own: BTreeSet<String> =
        own.map(|keyword| format!("`{}:`", print::plain(keyword))).collect();
    let more = if own.len() > SHOWN { " and more" } else { "" };
    let own: Vec<String> = own.into_iter().take(SHOWN).collect();
    if !own.is_empty() {
        terminal.note(&format!("keywords are {}{more}", own.join(", ")));
    }
}
