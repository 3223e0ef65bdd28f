//! Text as people type it: capitals, accents and kinds of blanks make no difference.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text in its folded form, each letter with its place in the text itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    /// The folded letters.
    pub(super) letters: Vec<char>,
    /// For each letter the bytes it stands for.
    places: Vec<(usize, usize)>,
    /// For each letter whether it was a capital.
    capitals: Vec<bool>,
}

/// What words are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Word,
    Blank,
    Sign,
}

impl Folded {
    /// Folds `text`: full case folding, accents off, every blank a space, invisible letters out.
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self::default();
        for (start, letter) in text.char_indices() {
            let place = (start, start + letter.len_utf8());
            if letter.is_ascii() {
                let blank = letter.is_ascii_whitespace();
                let lower = if blank { ' ' } else { letter.to_ascii_lowercase() };
                folded.push(lower, place, letter.is_ascii_uppercase());
                continue;
            }
            if matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}') {
                continue;
            }
            if letter.is_whitespace() {
                folded.push(' ', place, false);
                continue;
            }
            let bases = std::iter::once(letter).nfd().filter(|letter| !is_combining_mark(*letter));
            // Upper case first makes `ß` and `SS`, `ς` and `σ` the same.
            let lower = bases.flat_map(char::to_uppercase).flat_map(char::to_lowercase);
            for lower in lower.filter(|letter| !is_combining_mark(*letter)) {
                folded.push(lower, place, letter.is_uppercase());
            }
        }
        folded
    }

    fn push(&mut self, letter: char, place: (usize, usize), capital: bool) {
        self.letters.push(letter);
        self.places.push(place);
        self.capitals.push(capital);
    }

    /// How many letters it has.
    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// The bytes that the letters from `start` to before `end` stand for.
    pub(super) fn bytes(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.places.get(start).map_or(0, |place| place.0);
        let to = self.places.get(end.wrapping_sub(1)).map_or(from, |place| place.1);
        (from, to)
    }

    /// Whether a word starts at `at`: after a blank, where letters and signs meet, at a hump.
    pub(super) fn is_start(&self, at: usize) -> bool {
        let hump = || self.capitals[at] && !self.capitals[at - 1];
        self.letters[at] != ' ' && (self.is_border(at) || hump())
    }

    /// Whether a word ends before `at`.
    pub(super) fn is_end(&self, at: usize) -> bool {
        self.is_border(at)
    }

    fn is_border(&self, at: usize) -> bool {
        at == 0 || at >= self.len() || class(self.letters[at - 1]) != class(self.letters[at])
    }
}

fn class(letter: char) -> Class {
    if letter == ' ' {
        Class::Blank
    } else if letter.is_alphanumeric() {
        Class::Word
    } else {
        Class::Sign
    }
}

/// The words of a text, folded, without blanks.
pub(super) fn words(text: &str) -> Vec<Vec<char>> {
    let words = text.split_whitespace().map(|word| Folded::new(word).letters);
    words.filter(|word| !word.is_empty()).collect()
}
