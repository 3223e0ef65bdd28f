//! How well a name fits a query: one of a few tiers, and which letters of the name are meant.

use std::ops::Range;

use super::fold::{Folded, words};

/// How a name fits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// The query is the name.
    Exact,
    /// The name starts with the query as a whole word or words: the bare code.
    FirstWord,
    /// The name starts with the query.
    Prefix,
    /// The query stands in the name as a whole word or words.
    WholeWord,
    /// A word of the name starts with the query.
    WordStart,
    /// The query stands somewhere in the name.
    Substring,
    /// Every word of the query starts a word of the name, in any order.
    Words,
    /// Every word of the query stands somewhere in the name, in any order.
    WordParts,
    /// The letters of the query stand in the name, in this order, close together.
    Scattered,
}

/// That a name fits, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) tier: Tier,
    /// Letters between the first and the last of a scattered fit; else 0.
    pub(super) spread: usize,
    /// The bytes of the name that are meant.
    pub(super) marks: Vec<Range<usize>>,
}

/// How far letters may be scattered, in letters of the name for each of the query.
const SCATTER: usize = 4;

/// What was asked, made ready for many names.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    letters: Vec<char>,
    words: Vec<Vec<char>>,
}

impl Wanted {
    /// `query` with its blanks squeezed.
    pub(super) fn new(query: &str) -> Self {
        let words = words(query);
        Self { letters: words.join(&' '), words }
    }

    /// Whether nothing is asked, so that every name fits.
    pub(super) fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// How `name` fits; `None` when it does not.
    pub(super) fn fit(&self, name: &Folded) -> Option<Fit> {
        self.whole(name).or_else(|| self.in_words(name)).or_else(|| self.scattered(name))
    }

    /// The query in one piece.
    fn whole(&self, name: &Folded) -> Option<Fit> {
        let found = occurrences(&name.letters, &self.letters);
        let (tier, at) = found.map(|at| (self.tier_at(name, at), at)).min()?;
        Some(fit(tier, 0, &[(at, at + self.letters.len())], name))
    }

    fn tier_at(&self, name: &Folded, at: usize) -> Tier {
        let end = at + self.letters.len();
        match (at, name.is_start(at), name.is_end(end)) {
            (0, ..) if end == name.len() => Tier::Exact,
            (0, _, true) => Tier::FirstWord,
            (0, ..) => Tier::Prefix,
            (_, true, true) => Tier::WholeWord,
            (_, true, false) => Tier::WordStart,
            (_, false, _) => Tier::Substring,
        }
    }

    /// The words of the query, wherever they are.
    fn in_words(&self, name: &Folded) -> Option<Fit> {
        if self.words.len() < 2 {
            return None;
        }
        let mut tier = Tier::Words;
        let mut places = Vec::new();
        for word in &self.words {
            let starting = occurrences(&name.letters, word).find(|at| name.is_start(*at));
            let at = starting.or_else(|| {
                tier = Tier::WordParts;
                occurrences(&name.letters, word).next()
            })?;
            places.push((at, at + word.len()));
        }
        Some(fit(tier, 0, &places, name))
    }

    /// The letters of the query as the first letters of words, or close together.
    fn scattered(&self, name: &Folded) -> Option<Fit> {
        let letters: Vec<char> = self.words.concat();
        if letters.len() < 2 {
            return None;
        }
        let starts = |at: usize| name.is_start(at);
        let places = follow(&letters, name, 0, &starts).or_else(|| {
            let most = letters.len() * SCATTER;
            let begins = (0..name.len()).filter(|at| name.letters[*at] == letters[0]);
            let found = begins.filter_map(|at| follow(&letters, name, at, &|_| true));
            found.filter(|places| spread(places) <= most).min_by_key(|places| spread(places))
        })?;
        let ranges: Vec<_> = places.iter().map(|at| (*at, at + 1)).collect();
        Some(fit(Tier::Scattered, spread(&places), &ranges, name))
    }
}

/// Where `letters` follow one another in `name` from `begin` on, each the next one `allowed`.
fn follow(
    letters: &[char],
    name: &Folded,
    begin: usize,
    allowed: &dyn Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    let mut at = begin;
    let mut places = Vec::with_capacity(letters.len());
    for letter in letters {
        at += name
            .letters
            .get(at..)?
            .iter()
            .enumerate()
            .position(|(more, candidate)| candidate == letter && allowed(at + more))?;
        places.push(at);
        at += 1;
    }
    Some(places)
}

fn spread(places: &[usize]) -> usize {
    let ends = places.first().zip(places.last());
    ends.map_or(0, |(first, last)| last - first + 1)
}

fn occurrences<'a>(name: &'a [char], part: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let windows = name.windows(part.len().max(1)).enumerate();
    windows.filter(move |(_, window)| *window == part).map(|(at, _)| at)
}

/// A fit whose marks are in order and do not touch.
fn fit(tier: Tier, spread: usize, places: &[(usize, usize)], name: &Folded) -> Fit {
    let mut marks: Vec<Range<usize>> = Vec::new();
    let mut places: Vec<_> = places.iter().map(|(start, end)| name.bytes(*start, *end)).collect();
    places.sort_unstable();
    for (start, end) in places {
        match marks.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => marks.push(start..end),
        }
    }
    Fit { tier, spread, marks }
}
