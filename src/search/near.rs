//! Names that were probably meant, when nothing was found: near enough for a slip of the fingers.

use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::catalogue::{self, Buffers};
use super::fold::{each_word, words};
use super::query::{Query, meant};
use super::rank::Wanted;
use super::shelf::{Failed, Shelved};
use crate::bundle;

/// How many names are proposed.
const MOST: usize = 3;

/// Names of the docsets that `query` means whose words are spelled almost as its words, but for those
/// where the search has `failed`; `cache` is the folder for the files with the names of large ones.
#[must_use]
pub fn near(
    query: &Query,
    shelf: &[Shelved],
    failed: &[Failed],
    cache: Option<&Path>,
) -> Vec<String> {
    let typed: Vec<Typed> = words(&query.rest).into_iter().map(Typed::new).collect();
    if typed.is_empty() {
        return Vec::new();
    }
    let meant = meant(query, shelf, failed).into_par_iter();
    let look = |buffers: &mut Buffers, (_, docset)| look(docset, &typed, cache, buffers);
    let mut promising: Vec<_> = meant.map_init(Buffers::default, look).flatten_iter().collect();
    promising.sort_by_key(|one| one.least);
    let mut close: Vec<Proposal> = Vec::new();
    for equal in promising.chunk_by(|one, other| one.least == other.least) {
        if close.get(MOST - 1).is_some_and(|last| last.0 < equal[0].least) {
            break;
        }
        let propose = |buffers: &mut Buffers, one: &Promising| one.propose(&typed, cache, buffers);
        close.par_extend(equal.par_iter().map_init(Buffers::default, propose).flatten_iter());
        close.sort();
        close.dedup();
        close.truncate(MOST);
    }
    close.into_iter().map(|(.., name)| name).collect()
}

/// A docset that may have such names.
struct Promising<'a> {
    docset: &'a Shelved,
    /// No name of it has fewer slips.
    least: usize,
    /// Such names have one of these words; `None` when its names have to be looked through.
    words: Option<Vec<String>>,
}

/// A name with its length and the number of slips in it.
type Proposal = (usize, usize, String);

/// What the words of all names of a docset promise; nothing where one that was typed is near none.
fn look<'a>(
    docset: &'a Shelved,
    typed: &[Typed],
    cache: Option<&Path>,
    buffers: &mut Buffers,
) -> Option<Promising<'a>> {
    let near = catalogue::open(docset, cache, buffers).and_then(|catalogue| {
        let mut catalogue = catalogue.ok()?;
        let words = catalogue.words().ok()?;
        Some(typed.iter().map(|typed| typed.near_in(words)).collect::<Vec<_>>())
    });
    let Some(near) = near else { return Some(Promising { docset, least: 0, words: None }) };
    let least = near.iter().map(|own| own.iter().map(|(slips, _)| *slips).min()).sum::<Option<_>>();
    let fewest = near.into_iter().min_by_key(Vec::len)?;
    let words = Some(fewest.into_iter().map(|(_, word)| word).collect());
    Some(Promising { docset, least: least?, words })
}

impl Promising<'_> {
    /// The nearest names, in their order.
    fn propose(
        &self,
        typed: &[Typed],
        cache: Option<&Path>,
        buffers: &mut Buffers,
    ) -> Vec<Proposal> {
        let mut close = Vec::new();
        // What cannot be read was said when it was searched.
        let _ = self.each_name(cache, buffers, &mut |name| {
            let Some(slips) = slips_in(typed, name) else { return };
            let proposal = (slips, name.chars().count(), name.to_owned());
            if let Err(at) = close.binary_search(&proposal) {
                close.insert(at, proposal);
                close.truncate(MOST);
            }
        });
        close
    }

    /// Hands over the names that may be near.
    fn each_name(
        &self,
        cache: Option<&Path>,
        buffers: &mut Buffers,
        see: &mut dyn FnMut(&str),
    ) -> io::Result<()> {
        let catalogue = catalogue::open(self.docset, cache, buffers);
        if let (Some(Ok(mut catalogue)), Some(words)) = (catalogue, &self.words) {
            let having = |letters: &[u8]| {
                let mut lines: Vec<usize> =
                    words.iter().flat_map(|word| Wanted::new(word).lines(letters)).collect();
                lines.sort_unstable();
                lines.dedup();
                lines
            };
            return catalogue.each_wanted_row(having, &mut |_, [name, ..]| see(name));
        }
        let bundle = bundle::open_unlisted(&self.docset.path).map_err(io::Error::other)?;
        bundle.each_row(&mut |name, _, _| see(name)).map_err(io::Error::other)
    }
}

/// How many slips make the words that were typed words of `name`.
fn slips_in(typed: &[Typed], name: &str) -> Option<usize> {
    let mut best = vec![None; typed.len()];
    each_word(name, |own, _| {
        for (best, typed) in best.iter_mut().zip(typed) {
            *best = best.iter().copied().chain(typed.slips(own)).min();
        }
    });
    best.into_iter().sum()
}

/// A word that was typed, made ready for many others.
struct Typed {
    word: String,
    length: usize,
    letters: u32,
    /// More letters than these are not wrong in a slip.
    most: usize,
}

impl Typed {
    fn new(word: String) -> Self {
        let length = word.chars().count();
        let most = match length {
            _ if word.contains(char::is_numeric) => 0,
            0..=2 => 0,
            3..=5 => 1,
            6..=8 => 2,
            _ => 3,
        };
        Self { length, letters: letters(&word), most, word }
    }

    /// Those of the words, a line each, that were probably meant, with the number of slips.
    fn near_in(&self, words: &str) -> Vec<(usize, String)> {
        let near = |word: &str| Some((self.slips(word)?, word.to_owned()));
        words.lines().filter_map(near).collect()
    }

    /// How many letters are wrong if `meant` was meant; `None` when that is too many to be a slip.
    /// Numbers are other numbers, and in three letters only an exchange is one.
    fn slips(&self, meant: &str) -> Option<usize> {
        if self.word == meant {
            return Some(0);
        }
        // A slip takes one letter away at most, and adds one.
        let own = letters(meant);
        let most = u32::try_from(self.most).unwrap_or_default();
        let is_far = |one: u32, other: u32| (one & !other).count_ones() > most;
        if self.most == 0 || is_far(own, self.letters) || is_far(self.letters, own) {
            return None;
        }
        if meant.chars().count().abs_diff(self.length) > self.most
            || meant.contains(char::is_numeric)
            || (self.length == 3 && !same_letters(&self.word, meant))
        {
            return None;
        }
        Some(strsim::osa_distance(&self.word, meant)).filter(|slips| *slips <= self.most)
    }
}

/// The letters of a word, a bit each; those with the same last bits share one.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |letters, letter| letters | 1 << (letter as u32 & 31))
}

fn same_letters(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}
