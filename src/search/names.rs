//! A query → the entries whose names fit, best first.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;

use super::catalogue;
use super::hit::{ENTRY, Found, Hit, entry_of};
use super::query::{Query, meant};
use super::rank::{self, Fit, Key, Tier, Wanted};
use super::shelf::Shelved;
use crate::bundle;

/// Searches the names in the docsets that `query` means; `cache` is the folder for the files with
/// the names of large ones.
#[must_use]
pub fn search(query: &Query, shelf: &[Shelved], cache: Option<&Path>) -> Found {
    let wanted = Wanted::new(&query.rest);
    let searched: Vec<_> = meant(query, shelf)
        .into_par_iter()
        .map(|(place, docset)| (place, search_one(place, docset, &wanted, cache)))
        .collect();
    let mut found = Found::default();
    for (place, hits) in searched {
        match hits {
            Ok(hits) => found.hits.extend(hits),
            Err(reason) => found.failed.push((place, reason)),
        }
    }
    let hits = std::mem::take(&mut found.hits).into_par_iter();
    let mut hits: Vec<_> = hits.map(|hit| (rank::key(&query.rest, &hit.name), hit)).collect();
    hits.par_sort_by(order);
    found.hits = hits.into_iter().map(|(_, hit)| hit).collect();
    keep_one_of_each_entry(&mut found.hits, &wanted);
    found
}

fn search_one(
    place: usize,
    docset: &Shelved,
    wanted: &Wanted,
    cache: Option<&Path>,
) -> Result<Vec<Hit>, String> {
    let mut hits = Vec::new();
    if let Some(mut catalogue) = catalogue::open(docset, cache) {
        let see = &mut |row, fields: [&str; 3]| hits.extend(hit(place, row, fields, wanted));
        if catalogue.each_wanted_row(wanted, see).is_ok() {
            return Ok(hits);
        }
        hits.clear();
    }
    let bundle = bundle::open_unlisted(&docset.path).map_err(|error| error.to_string())?;
    let mut room = Vec::new();
    let read =
        bundle.each_wanted_row(&mut |name| wanted.may_fit(name, &mut room), &mut |row, fields| {
            hits.extend(hit(place, row, fields, wanted));
        });
    read.map_err(|error| error.reason)?;
    Ok(hits)
}

/// What a row is, if its name fits.
fn hit(docset: usize, row: usize, [name, kind, path]: [&str; 3], wanted: &Wanted) -> Option<Hit> {
    let fit = if wanted.is_empty() { Some(Fit::default()) } else { wanted.fit(name) };
    let Fit { tier, marks } = fit.filter(|_| !name.trim().is_empty() && !path.is_empty())?;
    let (name, kind, path) = (name.to_owned(), kind.to_owned(), path.to_owned());
    let entry = entry_of(&path);
    Some(Hit { docset, name, entry, kind, path, tier, marks, snippet: None, row })
}

/// Names of one entry make one hit, under the entry's own name where that fits too. Rows that only
/// share a place are different things.
fn keep_one_of_each_entry(hits: &mut Vec<Hit>, wanted: &Wanted) {
    let mut seen = HashSet::new();
    hits.retain_mut(|hit| {
        let Some((_, own)) = &hit.entry else { return true };
        if !seen.insert((hit.docset, hit.path.clone())) {
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
