//! Words on the command line → what is found in the docsets and what there is to say about it.

use std::collections::BTreeSet;
use std::io::{IsTerminal, stderr};
use std::sync::OnceLock;

use docsheet::error::Error;
use docsheet::search::{self, Depth, Failed, Found, Hit, Query, Shelved};
use docsheet::wording::{nearest, printable};
use indicatif::{ProgressBar, ProgressStyle};

use super::environment;
use super::shelf::{self, Choice};
use super::status::Status;
use super::terminal::Terminal;

/// What was asked, and what was found.
pub(super) struct Answer {
    pub(super) shelf: Vec<Shelved>,
    pub(super) query: Query,
    pub(super) found: Found,
    /// How many docsets could not be searched.
    unread: usize,
}

/// Searches, says what could not be searched, and when nothing is found what was probably meant.
///
/// # Errors
/// When there is nothing to search, or the settings cannot be read.
pub(super) fn find(
    words: &[String],
    choice: &Choice,
    depth: Depth,
    terminal: &Terminal,
) -> Result<Answer, Error> {
    let groups = shelf::groups()?;
    let mut unread = 0;
    let shelf = choice.shelf(&mut |error| {
        terminal.note(&error.to_string());
        unread += 1;
    })?;
    let query = search::parse(&words.join(" "), &shelf, &groups);
    let found = with_progress(|progress| {
        search::find(&query, &shelf, depth, environment::cache().as_deref(), progress)
    });
    for (docset, reason) in &found.failed {
        let path = shelf[*docset].path.display();
        terminal.note(&format!("cannot search `{path}`: {reason}"));
    }
    if query.rest.is_empty() && query.keywords.is_empty() {
        terminal.note("the query is empty");
        say_keywords(&shelf, terminal);
    } else if found.hits.is_empty() {
        say_nothing_found(&query, &shelf, &found.failed, terminal);
    } else if !query.keywords.is_empty() {
        say_unknown(&query, &shelf, terminal);
    }
    unread += found.failed.len();
    Ok(Answer { shelf, query, found, unread })
}

impl Answer {
    /// The hits; none where nothing was asked.
    pub(super) fn hits(&self) -> &[Hit] {
        let asked = !self.query.rest.is_empty() || !self.query.keywords.is_empty();
        if asked { &self.found.hits } else { &[] }
    }

    /// How the search ended where it has no hit: one may be in what could not be searched.
    pub(super) fn nothing(&self) -> Status {
        if self.unread > 0 { Status::Unable } else { Status::Findings }
    }
}

/// Does something that may take long, with a bar that shows how far it is.
pub(super) fn with_progress<T>(work: impl FnOnce(search::Progress) -> T) -> T {
    let bar: OnceLock<ProgressBar> = OnceLock::new();
    let done = work(&|read, all| {
        let bar = bar.get_or_init(|| {
            if stderr().is_terminal() { shown(all) } else { ProgressBar::hidden() }
        });
        bar.set_position(read);
    });
    if let Some(bar) = bar.get() {
        bar.finish_and_clear();
    }
    done
}

fn shown(all: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("reading docsets {bar:30} {bytes}/{total_bytes}");
    let bar = ProgressBar::new(all);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn say_nothing_found(query: &Query, shelf: &[Shelved], failed: &[Failed], terminal: &Terminal) {
    terminal.note(&format!("nothing found for `{}`", printable(&query.rest)));
    say_unknown(query, shelf, terminal);
    let near = search::near(query, shelf, failed, environment::cache().as_deref());
    if !near.is_empty() {
        let names = near.iter().map(|name| format!("`{}`", printable(name)));
        terminal.note(&format!("did you mean {}", names.collect::<Vec<_>>().join(", ")));
    }
}

/// Names the keywords that no docset has, and the nearest that one has.
fn say_unknown(query: &Query, shelf: &[Shelved], terminal: &Terminal) {
    for keyword in &query.unknown {
        let near = nearest_keyword(keyword, shelf);
        let near = near.map(|near| format!("; did you mean `{}:`", printable(&near)));
        let keyword = printable(keyword);
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
    let own: BTreeSet<String> = own.map(|keyword| format!("`{}:`", printable(keyword))).collect();
    let more = if own.len() > SHOWN { " and more" } else { "" };
    let own: Vec<String> = own.into_iter().take(SHOWN).collect();
    if !own.is_empty() {
        terminal.note(&format!("keywords are {}{more}", own.join(", ")));
    }
}
