//! A query → the entries whose names fit, best first.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;

use super::catalogue;
use super::fold::Folded;
use super::hit::{ENTRY, Found, Hit, entry_of};
use super::query::{Query, meant};
use super::rank::{self, Fit, Key, Tier, Wanted};
use super::shelf::Shelved;
use crate::bundle;

/// Most hits of all docsets together, and fewest of each that are kept: a page of the best is right
/// whatever else there is.
const MOST: usize = 10_000;
const FEWEST: usize = 50;
/// Rows are looked at for so many names of each entry.
const NAMES: usize = 8;

/// Searches the names in the docsets that `query` means; `cache` is the folder for the files with
/// the names of large ones.
#[must_use]
pub fn search(query: &Query, shelf: &[Shelved], cache: Option<&Path>) -> Found {
    let wanted = Wanted::new(&query.rest);
    let meant = meant(query, shelf, &[]);
    let most = if wanted.is_empty() { usize::MAX } else { MOST / meant.len().max(1) };
    let asked = Asked { query, wanted: &wanted, cache, most: most.max(FEWEST) };
    let searched: Vec<_> = meant
        .into_par_iter()
        .map_init(Room::default, |room, (place, docset)| (place, asked.of(place, docset, room)))
        .collect();
    let mut found = Found::default();
    let mut hits = Vec::new();
    for (place, one) in searched {
        match one {
            Ok((mut own, is_cut)) => {
                // Of a million hits there is no second copy.
                if hits.is_empty() {
                    hits = own;
                } else {
                    hits.append(&mut own);
                }
                found.is_cut |= is_cut;
            }
            Err(reason) => found.failed.push((place, reason)),
        }
    }
    // No two are equal, and a sort that need not keep their order needs no memory.
    hits.par_sort_unstable_by(order);
    found.hits = hits.into_iter().map(|(_, hit)| hit).collect();
    found
}

/// What is looked for.
struct Asked<'a> {
    query: &'a Query,
    wanted: &'a Wanted,
    cache: Option<&'a Path>,
    /// How many hits of a docset are kept.
    most: usize,
}

/// Memory that serves for one docset after the other.
#[derive(Default)]
struct Room {
    buffers: catalogue::Buffers,
    rows: Rows,
}

/// The rows of a docset whose names fit.
#[derive(Default)]
struct Rows {
    fitting: Vec<Fitting>,
    /// Name, type and path of each, one after the other.
    texts: String,
    folded: Folded,
}

/// A row whose name fits.
struct Fitting {
    fit: Fit,
    key: Key,
    /// Its place in the index.
    row: usize,
    /// Where its name begins in the texts, and where name, type and path end.
    ends: [usize; 4],
}

impl Asked<'_> {
    /// The best hits of a docset, in their order, and whether there are more.
    fn of(
        &self,
        place: usize,
        docset: &Shelved,
        room: &mut Room,
    ) -> Result<(Vec<(Key, Hit)>, bool), String> {
        self.read(docset, room)?;
        let Rows { fitting, texts, .. } = &mut room.rows;
        let worth = |one: &Fitting| (one.fit.tier, one.key);
        let last = self.most.saturating_mul(NAMES);
        let has_more = last < fitting.len();
        if has_more {
            // Of names that are equal so far the letters decide, which are looked at below.
            let (_, last, _) = fitting.select_nth_unstable_by_key(last, worth);
            let last = worth(last);
            fitting.retain(|one| worth(one) <= last);
        }
        let hits = fitting.drain(..).map(|one| (one.key, hit(place, one, texts)));
        let mut hits: Vec<_> = hits.collect();
        room.rows.shrink();
        hits.sort_unstable_by(order);
        keep_one_of_each_entry(&mut hits, self.wanted);
        let is_cut = has_more || hits.len() > self.most;
        hits.truncate(self.most);
        Ok((hits, is_cut))
    }

    /// Collects the rows of a docset whose names fit.
    fn read(&self, docset: &Shelved, room: &mut Room) -> Result<(), String> {
        let Room { buffers, rows } = room;
        rows.clear();
        if let Some(mut catalogue) = catalogue::open(docset, self.cache, buffers).transpose()? {
            let see = &mut |row, fields: [&str; 3]| rows.add(self, row, fields);
            let wanted = |letters: &[u8]| self.wanted.lines(letters);
            if catalogue.each_wanted_row(wanted, see).is_ok() {
                return Ok(());
            }
            rows.clear();
        }
        let bundle = bundle::open_unlisted(&docset.path).map_err(|error| error.to_string())?;
        let mut letters = Vec::new();
        let read = bundle.each_wanted_row(
            &mut |name| self.wanted.may_fit(name, &mut letters),
            &mut |row, fields| rows.add(self, row, fields),
        );
        read.map_err(|error| error.reason)
    }
}

impl Rows {
    fn clear(&mut self) {
        self.fitting.clear();
        self.texts.clear();
    }

    /// Gives back what only a docset of very many rows needs.
    fn shrink(&mut self) {
        self.fitting.shrink_to(MOST);
        self.texts.clear();
        self.texts.shrink_to(MOST * NAMES);
    }

    /// Adds a row if its name fits.
    fn add(&mut self, asked: &Asked, row: usize, fields: [&str; 3]) {
        let [name, _, path] = fields;
        if name.trim().is_empty() || path.is_empty() {
            return;
        }
        self.folded.refill(name);
        let fit = if asked.wanted.is_empty() {
            Some(Fit::default())
        } else {
            asked.wanted.fit_folded(&self.folded)
        };
        let Some(fit) = fit else { return };
        let mut ends = [self.texts.len(); 4];
        for (end, field) in ends[1..].iter_mut().zip(fields) {
            self.texts.push_str(field);
            *end = self.texts.len();
        }
        let key = rank::key(&asked.query.rest, name);
        self.fitting.push(Fitting { fit, key, row, ends });
    }
}

fn hit(docset: usize, one: Fitting, texts: &str) -> Hit {
    let Fitting { fit: Fit { tier, marks }, row, ends, .. } = one;
    let text = |at: usize| texts[ends[at]..ends[at + 1]].to_owned();
    let (name, kind, path) = (text(0), text(1), text(2));
    let entry = entry_of(&path).map(Box::new);
    Hit { docset, name, entry, kind, path, tier, marks, snippet: None, row }
}

/// Names of one entry make one hit, under the entry's own name where that fits too. Rows that only
/// share a place are different things.
fn keep_one_of_each_entry(hits: &mut Vec<(Key, Hit)>, wanted: &Wanted) {
    let mut seen = HashSet::new();
    hits.retain_mut(|(_, hit)| {
        let Some((_, own)) = hit.entry.as_deref() else { return true };
        if !seen.insert(hit.path.clone()) {
            return false;
        }
        if hit.kind == ENTRY
            && *own != hit.name
            && let Some(fit) = wanted.fit(own)
        {
            (hit.name, hit.marks) = (own.clone(), fit.marks);
        }
        true
    });
}

fn order((key, one): &(Key, Hit), (other_key, other): &(Key, Hit)) -> Ordering {
    let place = |hit: &Hit| (hit.docset, hit.row);
    let tiers = one.tier.cmp(&other.tier);
    let names = || match one.tier {
        Tier::Everything => Ordering::Equal,
        _ => rank::order((*key, &one.name), (*other_key, &other.name)),
    };
    tiers.then_with(names).then_with(|| place(one).cmp(&place(other)))
}
