//! Names that were probably meant, when nothing was found: near enough for a slip of the fingers.

use std::collections::HashMap;

use rayon::prelude::*;

use super::fold::{each_word, words};
use super::query::{Query, meant};
use super::shelf::Shelved;
use crate::bundle;

/// How many names are proposed.
const MOST: usize = 3;

/// Names of the docsets that `query` means whose words are spelled almost as its words.
#[must_use]
pub fn near(query: &Query, shelf: &[Shelved]) -> Vec<String> {
    let wanted = words(&query.rest);
    if wanted.is_empty() {
        return Vec::new();
    }
    let meant = meant(query, shelf).into_par_iter();
    let mut close: Vec<_> = meant.flat_map_iter(|(_, docset)| near_in(docset, &wanted)).collect();
    close.sort();
    close.dedup();
    close.into_iter().take(MOST).map(|(.., name)| name).collect()
}

/// A name with its length and the number of slips in it.
type Proposal = (usize, usize, String);

/// The nearest names of a docset, in their order.
fn near_in(docset: &Shelved, wanted: &[String]) -> Vec<Proposal> {
    let (mut close, mut known) = (Vec::new(), HashMap::new());
    let Ok(bundle) = bundle::open_unlisted(&docset.path) else { return close };
    // What cannot be read was said when it was searched.
    let _ = bundle.each_row(&mut |name, _, _| {
        let Some(slips) = slips_in(wanted, name, &mut known) else { return };
        let proposal = (slips, name.chars().count(), name.to_owned());
        if let Err(at) = close.binary_search(&proposal) {
            close.insert(at, proposal);
            close.truncate(MOST);
        }
    });
    close
}

/// How many slips make the words of `wanted` words of `name`.
fn slips_in(
    wanted: &[String],
    name: &str,
    known: &mut HashMap<String, Vec<Option<usize>>>,
) -> Option<usize> {
    let mut best = vec![None; wanted.len()];
    each_word(name, |own, _| {
        if !known.contains_key(own) {
            let all = wanted.iter().map(|word| slips(word, own)).collect();
            known.insert(own.to_owned(), all);
        }
        for (best, slips) in best.iter_mut().zip(&known[own]) {
            *best = best.iter().chain(slips).min().copied();
        }
    });
    best.into_iter().sum()
}

/// How many letters are wrong in `typed` if `meant` was meant; `None` when that is too many to be
/// a slip. Numbers are other numbers, and in three letters only an exchange is one.
fn slips(typed: &str, meant: &str) -> Option<usize> {
    if typed == meant {
        return Some(0);
    }
    if [typed, meant].iter().any(|word| word.chars().any(char::is_numeric)) {
        return None;
    }
    let length = typed.chars().count();
    let most = match length {
        0..=2 => return None,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    if meant.chars().count().abs_diff(length) > most || (length == 3 && !same_letters(typed, meant))
    {
        return None;
    }
    Some(strsim::osa_distance(typed, meant)).filter(|slips| *slips <= most)
}

fn same_letters(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}
