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

mod fold;
mod groups;
mod query;
pub mod rank;
mod text;
mod near;
mod entry;

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::anchor;
use crate::bundle::{self, Info, SMALL_LIMIT, Value};
use crate::error::Error;
use crate::layout::{INDEX, INFO, META};

pub use entry::{Entry, entries};
pub use fold::words;
pub use groups::Groups;
pub use near::near;
pub use query::{Query, parse};
pub use rank::Tier;
pub use text::{Progress, Snippet, prepare, search_text};

use rank::{Fit, Wanted};

/// The keys of `Info.plist` that hold keywords, in the order in which Zeal reads them.
const KEYWORD_KEYS: &[&str] =
    &["DocSetPlatformFamily", "DashDocSetPluginKeyword", "DashDocSetKeyword", "DashDocSetFamily"];
/// The type of rows that name an entry.
const ENTRY: &str = "Entry";

/// A docset that can be searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// Where it is.
    pub path: PathBuf,
    /// What readers call it.
    pub title: String,
    /// What is typed before a query to search only it; the first one is the docset's own.
    pub keywords: Vec<String>,
}

/// An entry that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Place of its docset in the shelf.
    pub docset: usize,
    /// The name that fits.
    pub name: String,
    /// Category and own name of its entry, where the anchor says them.
    pub entry: Option<(String, String)>,
    /// Its type: `Entry`, `Command`.
    pub kind: String,
    /// Page and fragment, as the index has them.
    pub path: String,
    /// How it fits.
    pub tier: Tier,
    /// The bytes of the name that fit the query.
    pub marks: Vec<Range<usize>>,
    /// The line of its text in which the words stand, if they do not stand in the name.
    pub snippet: Option<Snippet>,
    row: usize,
}

impl Hit {
    /// The own name of the entry, where the name that fits is another one.
    #[must_use]
    pub fn leads_to(&self) -> Option<&str> {
        let (_, own) = self.entry.as_ref()?;
        (*own != self.name).then_some(own)
    }
}

/// What a search came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Best first, each place once.
    pub hits: Vec<Hit>,
    /// The docsets that could not be searched, and why.
    pub failed: Vec<(usize, String)>,
    /// The words of the query that the best hit does not have.
    pub left_out: Vec<String>,
}

impl Shelved {
    /// Whether `keyword` is one of its own; capitals make no difference.
    #[must_use]
    pub fn answers_to(&self, keyword: &str) -> bool {
        let keyword = keyword.to_lowercase();
        self.keywords.iter().any(|own| own.to_lowercase() == keyword)
    }
}

/// Reads what the docset at `path` calls itself; `None` when no reader would show it.
///
/// # Errors
/// Names the path when the system refuses.
pub fn shelve(path: &Path) -> Result<Option<Shelved>, Error> {
    let bundle = bundle::open_unlisted(path)?;
    let info = bundle.read(INFO, SMALL_LIMIT)?;
    let Some(info) = info.and_then(|bytes| bundle::read_info(&bytes).ok()) else {
        return Ok(None);
    };
    if !bundle.has_file(INDEX) {
        return Ok(None);
    }
    let meta = bundle.read(META, SMALL_LIMIT)?.unwrap_or_default();
    let title = info.get("CFBundleName").and_then(Value::text).unwrap_or(&bundle.name);
    Ok(Some(Shelved {
        path: path.to_owned(),
        title: title.to_owned(),
        keywords: keywords(&info, &meta),
    }))
}

fn keywords(info: &Info, meta: &[u8]) -> Vec<String> {
    let meta: serde_json::Value = serde_json::from_slice(meta).unwrap_or_default();
    let more = meta["extra"]["keywords"].as_array();
    let more = more.into_iter().flatten().filter_map(serde_json::Value::as_str);
    let own = KEYWORD_KEYS.iter().filter_map(|key| info.get(*key).and_then(Value::text));
    let mut seen = BTreeSet::new();
    own.chain(more)
        .filter(|keyword| !keyword.trim().is_empty() && !keyword.contains("dashtoc"))
        .filter(|keyword| seen.insert(keyword.to_lowercase()))
        .map(str::to_owned)
        .collect()
}

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Names, and the text where no name fits.
    Names,
    /// Names and the text.
    Text,
}

/// Searches the docsets that `query` means: names first, then the text of entries. `cache` is the
/// folder for the files with their words, `progress` is told of those that have to be made.
#[must_use]
pub fn find(
    query: &Query,
    shelf: &[Shelved],
    depth: Depth,
    cache: Option<&Path>,
    progress: Progress,
) -> Found {
    let mut found = search(query, shelf);
    if query.rest.is_empty() || (depth == Depth::Names && !found.hits.is_empty()) {
        return found;
    }
    let text = search_text(query, shelf, cache, progress);
    if found.hits.is_empty() {
        found.left_out = text.left_out;
    }
    let known: HashSet<_> = found.hits.iter().map(|hit| (hit.docset, hit.path.clone())).collect();
    let new = |hit: &Hit| !known.contains(&(hit.docset, hit.path.clone()));
    found.hits.extend(text.hits.into_iter().filter(new));
    let failed: BTreeSet<_> = found.failed.iter().map(|(docset, _)| *docset).collect();
    let new = text.failed.into_iter().filter(|(docset, _)| !failed.contains(docset));
    found.failed.extend(new);
    found
}

/// Searches the names in the docsets that `query` means.
#[must_use]
pub fn search(query: &Query, shelf: &[Shelved]) -> Found {
    let wanted = Wanted::new(&query.rest);
    let searched: Vec<_> = meant(query, shelf)
        .into_par_iter()
        .map(|(place, docset)| (place, search_one(place, docset, &wanted)))
        .collect();
    let mut found = Found::default();
    for (place, hits) in searched {
        match hits {
            Ok(hits) => found.hits.extend(hits),
            Err(reason) => found.failed.push((place, reason)),
        }
    }
    found.hits.par_sort_by(|one, other| order(&query.rest, one, other));
    keep_one_of_each_entry(&mut found.hits, &wanted);
    found
}

/// The docsets that `query` means, with their places in the shelf.
fn meant<'a>(query: &Query, shelf: &'a [Shelved]) -> Vec<(usize, &'a Shelved)> {
    let is_meant = |docset: &Shelved| {
        let mut keywords = query.keywords.iter();
        query.keywords.is_empty() || keywords.any(|keyword| docset.answers_to(keyword))
    };
    shelf.iter().enumerate().filter(|(_, docset)| is_meant(docset)).collect()
}

fn search_one(place: usize, docset: &Shelved, wanted: &Wanted) -> Result<Vec<Hit>, String> {
    let bundle = bundle::open_unlisted(&docset.path).map_err(|error| error.to_string())?;
    let mut hits = Vec::new();
    let mut row = 0;
    let mut room = String::new();
    let everything = wanted.is_empty();
    bundle
        .each_row(&mut |name, kind, path| {
            row += 1;
            let fit = if everything { Some(Fit::default()) } else { wanted.fit(name, &mut room) };
            let Some(Fit { tier, marks }) = fit else { return };
            if !name.trim().is_empty() && !path.is_empty() {
                let (name, kind, path) = (name.to_owned(), kind.to_owned(), path.to_owned());
                let entry = entry_of(&path);
                let snippet = None;
                hits.push(Hit {
                    docset: place,
                    name,
                    entry,
                    kind,
                    path,
                    tier,
                    marks,
                    snippet,
                    row,
                });
            }
        })
        .map_err(|error| error.to_string())?;
    Ok(hits)
}

/// Category and name of the entry that a row leads to, where its anchor says them.
fn entry_of(path: &str) -> Option<(String, String)> {
    anchor::parts(path.split_once('#')?.1)
}

/// Names of one entry make one hit, under the entry's own name where that fits too. Rows that only
/// share a place are different things.
fn keep_one_of_each_entry(hits: &mut Vec<Hit>, wanted: &Wanted) {
    let mut room = String::new();
    let mut seen = HashSet::new();
    hits.retain_mut(|hit| {
        let Some((_, own)) = &hit.entry else { return true };
        if !seen.insert((hit.docset, hit.path.clone())) {
            return false;
        }
        if hit.kind == ENTRY
            && *own != hit.name
            && let Some(fit) = wanted.fit(own, &mut room)
        {
            (hit.name, hit.marks) = (own.clone(), fit.marks);
        }
        true
    });
}

fn order(query: &str, one: &Hit, other: &Hit) -> Ordering {
    let place = |hit: &Hit| (hit.docset, hit.row);
    let tiers = one.tier.cmp(&other.tier);
    let names = || match one.tier {
        Tier::Everything => Ordering::Equal,
        _ => rank::order(query, &one.name, &other.name),
    };
    tiers.then_with(names).then_with(|| place(one).cmp(&place(other)))
}
