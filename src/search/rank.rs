//! How well a name fits a query: one of a few tiers, and which letters of the name are meant.

use std::cmp::Ordering;
use std::ops::Range;

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memrchr};

use super::fold::{Folded, squeeze, words};
use super::query::phrases;

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
    /// Every word of the query starts a word of the name, in any order.
    Words,
    /// The words of the query, written as one, are words of the name: `time out`, `Timeout`.
    Joined,
    /// The query stands somewhere in the name.
    Substring,
    /// The words stand in the text of the entry, or not all of them in its name.
    Text,
}

/// That a name fits, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// How.
    pub tier: Tier,
    /// The bytes of the name that are meant.
    pub marks: Vec<Range<usize>>,
}

/// What was asked, made ready for many names.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The query, folded, its blanks squeezed.
    letters: Vec<char>,
    /// Its words.
    words: Vec<String>,
    /// The words of its phrases in quotes.
    phrases: Vec<Vec<String>>,
    joined: String,
    /// Numbers and letters, each with the word that it follows: `timer`, `b`.
    numbered: Vec<[String; 2]>,
    /// What looks for its words, the longest first.
    finders: Vec<Finder<'static>>,
}

impl Wanted {
    /// Takes the query apart.
    #[must_use]
    pub fn new(query: &str) -> Self {
        let (plain, phrases) = phrases(query);
        let parts = plain.split_whitespace().map(|part| Folded::new(part).letters);
        let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
        let words = words(&plain);
        let mut finders: Vec<_> = words.iter().map(|word| Finder::new(word).into_owned()).collect();
        finders.sort_by_key(|finder| std::cmp::Reverse(finder.needle().len()));
        finders.dedup_by(|one, other| one.needle() == other.needle());
        Self {
            letters: parts.join(&' '),
            finders,
            joined: words.concat(),
            numbered: numbered(&words),
            words,
            phrases: phrases.iter().map(|phrase| self::words(phrase)).collect(),
        }
    }

    /// Whether nothing is asked, so that every name fits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Whether `name` has the letters of every word, as whatever fits has: most names are done with
    /// here. `room` is scratch space for many calls.
    #[must_use]
    pub fn may_fit(&self, name: &[u8], room: &mut Vec<u8>) -> bool {
        // What is not UTF-8 becomes other letters before it is shown.
        let Ok(name) = std::str::from_utf8(name) else { return true };
        room.clear();
        squeeze(name, room);
        self.finders.iter().all(|finder| finder.find(room).is_some())
    }

    /// The places of the lines that hold the letters of every word, in their order.
    pub(super) fn lines(&self, squeezed: &[u8]) -> Vec<usize> {
        let Some((longest, others)) = self.finders.split_first() else {
            return (0..memchr_iter(b'\n', squeezed).count()).collect();
        };
        let (mut places, mut place, mut counted) = (Vec::new(), 0, 0);
        while let Some(found) = longest.find(&squeezed[counted..]) {
            let at = counted + found;
            place += memchr_iter(b'\n', &squeezed[counted..at]).count();
            let start = memrchr(b'\n', &squeezed[..at]).map_or(0, |end| end + 1);
            let end = memchr(b'\n', &squeezed[at..]).map_or(squeezed.len(), |end| at + end);
            if others.iter().all(|finder| finder.find(&squeezed[start..end]).is_some()) {
                places.push(place);
            }
            counted = end;
        }
        places
    }

    /// How `name` fits; `None` when it does not.
    #[must_use]
    pub fn fit(&self, name: &str) -> Option<Fit> {
        self.fit_folded(&Folded::new(name))
    }

    /// How a folded name fits.
    pub(super) fn fit_folded(&self, name: &Folded) -> Option<Fit> {
        if !self.phrases.iter().all(|phrase| has_phrase(name, phrase)) {
            return None;
        }
        match self.whole(name) {
            Some(fit) if fit.tier < Tier::Words => Some(fit),
            whole => whole.into_iter().chain(self.in_words(name)).min_by_key(|fit| fit.tier),
        }
    }

    /// The query in one piece.
    fn whole(&self, name: &Folded) -> Option<Fit> {
        let found = occurrences(&name.letters, &self.letters);
        let (tier, at) = found.map(|at| (self.tier_at(name, at), at)).min()?;
        Some(fit(tier, &[(at, at + self.letters.len())], name))
    }

    fn tier_at(&self, name: &Folded, at: usize) -> Tier {
        let end = at + self.letters.len();
        // The number of a code is not what it is called: `486 Busy Here` begins with `busy`, too.
        let begins = at == 0 || at == name.number_end();
        match (at, name.is_start(at), name.is_end(end)) {
            (0, ..) if end == name.len() => Tier::Exact,
            (_, _, true) if begins => Tier::FirstWord,
            _ if begins => Tier::Prefix,
            (_, true, true) => Tier::WholeWord,
            (_, true, false) => Tier::WordStart,
            (_, false, _) => Tier::Substring,
        }
    }

    /// The words of the query, wherever they are.
    fn in_words(&self, name: &Folded) -> Option<Fit> {
        if self.words.is_empty() {
            return None;
        }
        let places: Option<Vec<_>> = self.words.iter().map(|word| word_start(name, word)).collect();
        match places {
            Some(places) if self.has_numbered(name) => Some(fit(Tier::Words, &places, name)),
            _ => Some(fit(Tier::Joined, &[self.joined_at(name)?], name)),
        }
    }

    /// Whether each number and letter stands beside its word in the name, too: `Timer B` is no
    /// answer to `timer 2` because it has a 2 elsewhere.
    fn has_numbered(&self, name: &Folded) -> bool {
        let own: Vec<_> = name.words().collect();
        let stands = |word: &str, at: &Range<usize>| {
            let word: Vec<char> = word.chars().collect();
            let end = at.start + word.len();
            name.letters[at.clone()].starts_with(&word) && !name.is_in_number(end)
        };
        self.numbered.iter().all(|[word, number]| {
            own.windows(2).any(|pair| {
                let beside = |one, other| stands(word, one) && stands(number, other);
                beside(&pair[0], &pair[1]) || beside(&pair[1], &pair[0])
            })
        })
    }

    /// Where words of the name, written as one, are the words of the query written as one.
    fn joined_at(&self, name: &Folded) -> Option<(usize, usize)> {
        let own: Vec<_> = name.words().collect();
        let joined: Vec<char> = self.joined.chars().collect();
        for (first, start) in own.iter().enumerate() {
            let mut left = joined.as_slice();
            for word in &own[first..] {
                let Some(rest) = left.strip_prefix(&name.letters[word.clone()]) else { break };
                if rest.is_empty() {
                    return Some((start.start, word.end));
                }
                left = rest;
            }
        }
        None
    }
}

fn numbered(words: &[String]) -> Vec<[String; 2]> {
    let is_number = |word: &str| word.len() == 1 || word.bytes().all(|one| one.is_ascii_digit());
    let is_word = |word: &str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    let pairs = words.array_windows().filter(|[word, number]| is_word(word) && is_number(number));
    pairs.cloned().collect()
}

/// The order of two names that fit in the same tier, best first: names that begin with a number
/// (`486 Busy Here`, `Q.850 17`) come first and stay as they were; of the others the shorter comes
/// first, then the one whose capitals and accents are those of the query, then `file2` before
/// `file10`.
#[must_use]
pub fn order(one: (Key, &str), other: (Key, &str)) -> Ordering {
    let is_numbered = |key: Key| !key.0;
    let both = is_numbered(one.0) && is_numbered(other.0);
    let equal = || if both { Ordering::Equal } else { natural(one.1, other.1) };
    one.0.cmp(&other.0).then_with(equal)
}

/// What decides first in [`order`]: whether the name begins otherwise than with a number, then its
/// length in letters and whether it is spelled otherwise than the query.
pub type Key = (bool, usize, bool);

/// The key of a name.
#[must_use]
pub fn key(query: &str, name: &str) -> Key {
    if is_numbered(name) {
        return (false, 0, false);
    }
    (true, name.chars().count(), !name.contains(query))
}

/// Whether the first or the second word is a number.
fn is_numbered(name: &str) -> bool {
    let (mut words, mut is_in_word) = (0, false);
    for letter in name.chars() {
        let is_letter = letter.is_alphanumeric();
        if is_letter && !is_in_word {
            words += 1;
            if letter.is_numeric() || words > 2 {
                return words <= 2;
            }
        }
        is_in_word = is_letter;
    }
    false
}

/// Compares texts, but numbers in them by their value.
fn natural(one: &str, other: &str) -> Ordering {
    let (mut left, mut right) = (one, other);
    while let (Some(a), Some(b)) = (left.chars().next(), right.chars().next()) {
        let (first, second) = (number(left), number(right));
        let (ordering, skips) = if first.is_empty() || second.is_empty() {
            (a.cmp(&b), (a.len_utf8(), b.len_utf8()))
        } else {
            let (x, y) = (first.trim_start_matches('0'), second.trim_start_matches('0'));
            (x.len().cmp(&y.len()).then_with(|| x.cmp(y)), (first.len(), second.len()))
        };
        if ordering.is_ne() {
            return ordering;
        }
        (left, right) = (&left[skips.0..], &right[skips.1..]);
    }
    left.len().cmp(&right.len()).then_with(|| one.cmp(other))
}

fn number(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    &text[..end]
}

/// Where a word of `name` starts with `word`, a whole one if there is one. A number is not the
/// beginning of another.
fn word_start(name: &Folded, word: &str) -> Option<(usize, usize)> {
    let word: Vec<char> = word.chars().collect();
    let starting = || occurrences(&name.letters, &word).filter(|at| name.is_start(*at));
    let whole = starting().find(|at| name.is_end(at + word.len()));
    let begun = || starting().find(|at| !name.is_in_number(at + word.len()));
    whole.or_else(begun).map(|at| (at, at + word.len()))
}

fn has_phrase(name: &Folded, phrase: &[String]) -> bool {
    let own: Vec<String> = name.words().map(|word| name.letters[word].iter().collect()).collect();
    phrase.is_empty() || own.windows(phrase.len()).any(|window| window == phrase)
}

fn occurrences<'a>(name: &'a [char], part: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let windows = name.windows(part.len().max(1)).enumerate();
    windows.filter(move |(_, window)| *window == part).map(|(at, _)| at)
}

/// A fit whose marks are in order and do not touch.
fn fit(tier: Tier, places: &[(usize, usize)], name: &Folded) -> Fit {
    let bytes = places.iter().map(|(start, end)| name.bytes(*start, *end));
    Fit { tier, marks: joined(bytes.map(|(start, end)| start..end).collect()) }
}

/// Ranges in order, those that touch made one.
pub(super) fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
