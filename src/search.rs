//! A query and the docsets on this machine → the entries that a person expects, best first.
//!
//! | tier | the name … | `sip:busy` |
//! | --- | --- | --- |
//! | exact | is the query | `Busy` |
//! | first word | starts with the query as a whole word | `Busy Here` |
//! | prefix | starts with it | `Busybody` |
//! | whole word | has it as a whole word | `486 Busy Here` |
//! | word start | has a word that starts with it | `The busybody` |
//! | substring | has it somewhere | `Nonbusy` |
//! | words | has words that start with its words, in any order | |
//! | parts of words | has its words somewhere, in any order | |
//! | scattered letters | has its letters in this order, close together or at the starts of words | `Back up system` |
//!
//! Shorter names come first among equals, then those with the same capitals and accents, then the
//! order of names, docsets and rows. Parts of words, and then scattered letters, count only when
//! nothing else fits.

mod entry;
mod excerpt;
mod fold;
mod near;
mod query;
mod rank;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::bundle::{self, INDEX, INFO, Info, SMALL_LIMIT, Value};
use crate::error::Error;

pub use entry::{Emphasis, Line, Piece, entry};
pub use near::near;
pub use query::{Query, parse};
pub use rank::Tier;

use fold::Folded;
use rank::{Fit, Wanted};

/// The keys of `Info.plist` that hold keywords, in the order in which Zeal reads them.
const KEYWORD_KEYS: &[&str] =
    &["DocSetPlatformFamily", "DashDocSetPluginKeyword", "DashDocSetKeyword", "DashDocSetFamily"];
/// Zeal's file beside `Contents`, which can hold keywords too.
const META: &str = "meta.json";
/// The type of rows that name an entry; its own name comes before its further ones.
const ENTRY: &str = "Entry";

/// Most hits that are held while a docset is searched; nobody reads as many.
const HELD: usize = 10_000;

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
    /// Its name.
    pub name: String,
    /// Its type: `Entry`, `Command`.
    pub kind: String,
    /// Page and fragment, as the index has them.
    pub path: String,
    /// How it fits.
    pub tier: Tier,
    /// The bytes of the name that fit the query.
    pub marks: Vec<Range<usize>>,
    skipped: usize,
    letters: usize,
    /// Whether capitals or accents differ from the query's.
    differs: bool,
    row: usize,
}

/// What a search came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Best first, each place once.
    pub hits: Vec<Hit>,
    /// The docsets that could not be searched, and why.
    pub failed: Vec<(usize, String)>,
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
    let bundle = bundle::open_part(path, &[INFO, INDEX, META])?;
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

/// Searches the docsets that `query` means.
#[must_use]
pub fn search(query: &Query, shelf: &[Shelved]) -> Found {
    let meant = meant(query, shelf);
    let wanted = Wanted::new(&query.rest);
    let mut found = search_all(&meant, &|name| wanted.fit(name), &wanted, query);
    if found.hits.is_empty() && !wanted.is_empty() {
        found = search_all(&meant, &|name| wanted.scattered(name), &wanted, query);
    }
    // `busy here` means 486 Busy Here, and not 600 Busy Everywhere, too.
    if found.hits.first().is_some_and(|best| best.tier < Tier::WordParts) {
        found.hits.retain(|hit| hit.tier < Tier::WordParts);
    }
    found
}

/// How a name fits.
type Judge<'a> = &'a (dyn Fn(&Folded) -> Option<Fit> + Sync);

fn search_all(meant: &[(usize, &Shelved)], judge: Judge, wanted: &Wanted, query: &Query) -> Found {
    let everything = |_: &Folded| Some(Fit::default());
    let judge: Judge = if wanted.is_empty() { &everything } else { judge };
    let searched: Vec<_> = meant
        .par_iter()
        .map(|(place, docset)| (*place, search_one(*place, docset, judge, &query.rest)))
        .collect();
    let mut found = Found::default();
    for (place, hits) in searched {
        match hits {
            Ok(hits) => found.hits.extend(hits),
            Err(reason) => found.failed.push((place, reason)),
        }
    }
    found.hits.sort_by(order);
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

fn search_one(
    place: usize,
    docset: &Shelved,
    judge: Judge,
    query: &str,
) -> Result<Vec<Hit>, String> {
    let bundle = bundle::open_part(&docset.path, &[INDEX]).map_err(|error| error.to_string())?;
    let mut hits = Vec::new();
    let mut row = 0;
    bundle
        .each_row(&mut |name, kind, path| {
            row += 1;
            let folded = Folded::new(name);
            let Some(fit) = judge(&folded) else { return };
            if name.trim().is_empty() || path.is_empty() {
                return;
            }
            hits.push(Hit {
                docset: place,
                name: name.to_owned(),
                kind: kind.to_owned(),
                path: path.to_owned(),
                tier: fit.tier,
                skipped: fit.skipped,
                marks: fit.marks,
                letters: folded.len(),
                differs: !name.contains(query),
                row,
            });
            if hits.len() == 2 * HELD {
                keep_best(&mut hits);
            }
        })
        .map_err(|error| error.to_string())?;
    keep_best(&mut hits);
    Ok(hits)
}

/// Sorts, and keeps one hit for each place. What fits under a further name is shown under its own
/// name, where that fits too.
fn keep_best(hits: &mut Vec<Hit>) {
    hits.sort_by(order);
    let mut own: BTreeMap<String, Hit> = BTreeMap::new();
    for hit in hits.iter().filter(|hit| hit.kind == ENTRY) {
        if own.get(&hit.path).is_none_or(|known| hit.row < known.row) {
            own.insert(hit.path.clone(), hit.clone());
        }
    }
    let mut seen = HashSet::new();
    hits.retain(|hit| seen.insert(hit.path.clone()));
    for hit in hits.iter_mut().filter(|hit| hit.kind == ENTRY) {
        if let Some(own) = own.remove(&hit.path) {
            (hit.row, hit.name, hit.marks) = (own.row, own.name, own.marks);
        }
    }
    hits.truncate(HELD);
}

fn order(one: &Hit, other: &Hit) -> Ordering {
    if one.tier == Tier::Everything {
        return (one.docset, one.row).cmp(&(other.docset, other.row));
    }
    let key = |hit: &Hit| (hit.tier, hit.skipped, hit.letters, hit.differs);
    let rest = |hit: &Hit| (hit.docset, hit.row);
    key(one)
        .cmp(&key(other))
        .then_with(|| one.name.cmp(&other.name))
        .then_with(|| rest(one).cmp(&rest(other)))
}
