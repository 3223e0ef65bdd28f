//! A query and the docsets on this machine → the entries that a person expects, best first.
//!
//! | tier | the name … | `sip:busy` |
//! | --- | --- | --- |
//! | exact | is the query | `Busy` |
//! | first word | starts with the query as a whole word | `486 Busy Here` |
//! | prefix | starts with it | `Busybody` |
//! | whole word | has it as a whole word | `Fast busy` |
//! | word start | has a word that starts with it | `The busybody` |
//! | words | has words that start with its words, in any order | |
//! | joined | has its words written as one, or apart | `Time-out` for `timeout` |
//! | substring | has it somewhere | `Nonbusy` |
//!
//! A number that a name begins with is left aside where it is not asked for: `486 Busy Here` starts
//! with `busy`.
//!
//! Among equals [`rank::order`] decides, then the order of docsets and rows.

mod cache;
mod fold;
mod shelf;
mod groups;
mod query;
pub mod rank;
mod hit;
mod catalogue;
mod names;
mod text;
mod near;
mod entry;

use std::collections::HashSet;
use std::path::Path;

pub use entry::{Entry, entries};
pub use fold::words;
pub use groups::Groups;
pub use hit::{Found, Hit, Snippet};
pub use names::search;
pub use near::near;
pub use query::{Query, parse};
pub use rank::Tier;
pub use shelf::{Failed, Shelved, shelve, shelve_docset};
pub use text::{Progress, page_texts, prepare, rules, search_text};

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Names, and the text where no name fits.
    Names,
    /// Names and the text.
    Text,
}

/// Most lines of a paste that are tried.
const LINES: usize = 50;

/// Searches the docsets that `query` means: names first, then the text of entries. `cache` is the
/// folder for the files with their words, `progress` is told of those that have to be made. Of
/// several lines, as in a message out of a trace, the first that is answered counts.
#[must_use]
pub fn find(
    query: &Query,
    shelf: &[Shelved],
    depth: Depth,
    cache: Option<&Path>,
    progress: Progress,
) -> Found {
    let lines = query.rest.lines().filter(|line| !line.trim().is_empty()).take(LINES);
    let lines: Vec<&str> = lines.map(str::trim).collect();
    let mut found = Found::default();
    for rest in if lines.is_empty() { &[""][..] } else { &lines } {
        let line = Query { rest: (*rest).to_owned(), ..query.clone() };
        found = find_line(&line, shelf, depth, cache, progress);
        if !found.hits.is_empty() {
            break;
        }
    }
    found
}

fn find_line(
    query: &Query,
    shelf: &[Shelved],
    depth: Depth,
    cache: Option<&Path>,
    progress: Progress,
) -> Found {
    let mut found = search(query, shelf, cache);
    if query.rest.is_empty() || (depth == Depth::Names && !found.hits.is_empty()) {
        return found;
    }
    let text = search_text(query, shelf, &found.failed, cache, progress);
    if found.hits.is_empty() {
        found.left_out = text.left_out;
    }
    found.is_cut |= text.is_cut;
    let known: HashSet<_> = found.hits.iter().map(|hit| (hit.docset, hit.path.clone())).collect();
    let new = |hit: &Hit| !known.contains(&(hit.docset, hit.path.clone()));
    found.hits.extend(text.hits.into_iter().filter(new));
    found.failed.extend(text.failed);
    found
}
