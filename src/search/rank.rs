//! How well a name fits a query: one of a few tiers, and which letters of the name are meant.

use std::ops::Range;

use super::fold::{Folded, words};

/// How a name fits, best first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Everything was asked for.
    #[default]
    Everything,
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) tier: Tier,
    /// How many letters and words a scattered fit skips; else 0.
    pub(super) skipped: usize,
    /// The bytes of the name that are meant.
    pub(super) marks: Vec<Range<usize>>,
}

/// Longest name in which letters may be scattered: in a whole sentence they always are.
const SCATTER_LENGTH: usize = 100;
/// Below so many letters less may be skipped.
const SHORT: usize = 5;

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

    /// How `name` fits, by its words or parts of them; `None` when it does not.
    pub(super) fn fit(&self, name: &Folded) -> Option<Fit> {
        self.whole(name).or_else(|| self.in_words(name))
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

    /// How the letters of the query stand in `name`, in their order: close together, or at the
    /// starts of its words. Little may be skipped, else a few letters are found everywhere.
    pub(super) fn scattered(&self, name: &Folded) -> Option<Fit> {
        let letters: Vec<char> = self.words.concat();
        if letters.len() < 2 || name.len() > SCATTER_LENGTH || !follow(&letters, name) {
            return None;
        }
        let (skipped, places) = least_skipped(&letters, name)?;
        let ranges: Vec<_> = places.iter().map(|at| (*at, at + 1)).collect();
        let count = letters.len();
        let most = if count < SHORT { count / 2 } else { count * 2 / 3 + 1 };
        (skipped <= most).then(|| fit(Tier::Scattered, skipped, &ranges, name))
    }
}

/// Whether `letters` follow one another in `name`.
fn follow(letters: &[char], name: &Folded) -> bool {
    let mut rest = name.letters.iter();
    letters.iter().all(|letter| rest.any(|candidate| candidate == letter))
}

/// The places of `letters` in `name` that skip least, and how much that is.
fn least_skipped(letters: &[char], name: &Folded) -> Option<(usize, Vec<usize>)> {
    // Starts of words up to each letter.
    let mut starts = Vec::with_capacity(name.len());
    for at in 0..name.len() {
        let before = starts.last().copied().unwrap_or_default();
        starts.push(before + usize::from(name.is_start(at)));
    }
    let places_of = |letter: char| (0..name.len()).filter(move |at| name.letters[*at] == letter);
    // For each place of the letter so far: what is skipped, and the places before it.
    let first = places_of(letters[0]).map(|at| (usize::from(!name.is_start(at)), vec![at]));
    let mut paths: Vec<(usize, Vec<usize>)> = first.collect();
    for letter in &letters[1..] {
        let reached = places_of(*letter).filter_map(|at| {
            let steps = paths.iter().filter_map(|(skipped, places)| {
                let last = places.last().copied().filter(|last| *last < at)?;
                Some((skipped + gap(last, at, name, &starts), places))
            });
            let (skipped, places) = steps.min_by_key(|(skipped, _)| *skipped)?;
            Some((skipped, [&places[..], &[at]].concat()))
        });
        paths = reached.collect();
    }
    paths.into_iter().min()
}

/// What is skipped between two letters: words on the way to the start of one, else letters.
fn gap(from: usize, to: usize, name: &Folded, starts: &[usize]) -> usize {
    if name.is_start(to) { starts[to] - starts[from] - 1 } else { to - from - 1 }
}

fn occurrences<'a>(name: &'a [char], part: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let windows = name.windows(part.len().max(1)).enumerate();
    windows.filter(move |(_, window)| *window == part).map(|(at, _)| at)
}

/// A fit whose marks are in order and do not touch.
fn fit(tier: Tier, skipped: usize, places: &[(usize, usize)], name: &Folded) -> Fit {
    let mut marks: Vec<Range<usize>> = Vec::new();
    let mut places: Vec<_> = places.iter().map(|(start, end)| name.bytes(*start, *end)).collect();
    places.sort_unstable();
    for (start, end) in places {
        match marks.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => marks.push(start..end),
        }
    }
    Fit { tier, skipped, marks }
}
