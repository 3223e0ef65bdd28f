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

/// What words are made of: a word ends where the class changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// A letter of a script without blanks between words: a word by itself.
    Ideograph,
    Blank,
    Sign,
}

impl Folded {
    /// Folds `text`: full case folding, accents off, every blank a space, invisible letters out.
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self::default();
        folded.refill(text);
        folded
    }

    /// Folds `text` in the memory of another.
    pub(super) fn refill(&mut self, text: &str) {
        self.letters.clear();
        self.places.clear();
        self.capitals.clear();
        for (start, letter) in text.char_indices() {
            let place = (start, start + letter.len_utf8());
            let capital = letter.is_uppercase();
            fold(letter, |lower| self.push(lower, place, capital));
        }
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

    /// Whether a word starts at `at`: after a blank, where letters, digits and signs meet, at a
    /// hump.
    pub(super) fn is_start(&self, at: usize) -> bool {
        let hump = || self.capitals[at] && !self.capitals[at - 1];
        self.letters[at] != ' ' && (self.is_border(at) || hump())
    }

    /// Whether a word ends before `at`.
    pub(super) fn is_end(&self, at: usize) -> bool {
        self.is_border(at)
    }

    /// Whether `at` stands inside a number.
    pub(super) fn is_in_number(&self, at: usize) -> bool {
        at > 0 && at < self.len() && self.letters[at - 1..=at].iter().all(|one| one.is_numeric())
    }

    /// Where the letters begin of a name that starts with a number and a blank; 0 for others.
    pub(super) fn number_end(&self) -> usize {
        let digits = self.letters.iter().take_while(|letter| letter.is_numeric()).count();
        if digits > 0 && self.letters.get(digits) == Some(&' ') { digits + 1 } else { 0 }
    }

    fn is_border(&self, at: usize) -> bool {
        if at == 0 || at >= self.len() {
            return true;
        }
        let (before, after) = (class(self.letters[at - 1]), class(self.letters[at]));
        before != after || after == Class::Ideograph
    }

    /// The words, as ranges of letters.
    pub(super) fn words(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < self.len() && !is_word(self.letters[at]) {
                at += 1;
            }
            let start = at;
            while at < self.len() && (at == start || !self.is_border(at)) {
                at += 1;
            }
            (start < at).then_some(start..at)
        })
    }
}

/// Hands over the folded letters of `letter`: none, one, or several.
fn fold(letter: char, mut see: impl FnMut(char)) {
    if letter.is_ascii() {
        see(if letter.is_ascii_whitespace() { ' ' } else { letter.to_ascii_lowercase() });
    } else if letter.is_whitespace() {
        see(' ');
    } else if matches!(letter, '\u{4e00}'..='\u{9fff}') {
        // Most of a Chinese text: there is nothing to look up.
        see(letter);
    } else if !matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}') {
        let bases = std::iter::once(letter).nfd().filter(|letter| !is_combining_mark(*letter));
        // Upper case first makes `ß` and `SS`, `ς` and `σ` the same.
        let lower = bases.flat_map(char::to_uppercase).flat_map(char::to_lowercase);
        lower.filter(|letter| !is_combining_mark(*letter)).for_each(see);
    }
}

fn class(letter: char) -> Class {
    match letter {
        ' ' => Class::Blank,
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Class::Ideograph,
        letter if letter.is_numeric() => Class::Digit,
        letter if letter.is_alphanumeric() => Class::Letter,
        _ => Class::Sign,
    }
}

fn is_word(letter: char) -> bool {
    !matches!(class(letter), Class::Blank | Class::Sign)
}

/// The folded words of a text: `Q.850;cause=16` → `q`, `850`, `cause`, `16`.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    each_word(text, |word, _| all.push(word.to_owned()));
    all
}

/// Hands over each folded word of a text and the bytes that it stands for.
pub(super) fn each_word(text: &str, mut see: impl FnMut(&str, std::ops::Range<usize>)) {
    if text.is_ascii() {
        return each_ascii_word(&text.to_ascii_lowercase(), see);
    }
    let mut word = String::new();
    let mut own = Class::Blank;
    let mut place = 0..0;
    for (start, letter) in text.char_indices() {
        let end = start + letter.len_utf8();
        fold(letter, |lower| {
            let class = class(lower);
            if (class != own || class == Class::Ideograph) && !word.is_empty() {
                see(&word, place.clone());
                word.clear();
            }
            own = class;
            if !matches!(class, Class::Blank | Class::Sign) {
                if word.is_empty() {
                    place.start = start;
                }
                word.push(lower);
                place.end = end;
            }
        });
    }
    if !word.is_empty() {
        see(&word, place);
    }
}

/// The same for a text in small letters of ASCII, as most are: its words are parts of it.
fn each_ascii_word(text: &str, mut see: impl FnMut(&str, std::ops::Range<usize>)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    while let Some(first) = bytes.get(start) {
        let is_same = match first {
            b'a'..=b'z' => u8::is_ascii_lowercase,
            b'0'..=b'9' => u8::is_ascii_digit,
            _ => {
                start += 1;
                continue;
            }
        };
        let length = bytes[start..].iter().take_while(|byte| is_same(byte)).count();
        see(&text[start..start + length], start..start + length);
        start += length;
    }
}

/// What each byte of a plain ASCII text is in [`squeeze`]; 0 for what is left out.
const SQUEEZED: [u8; 256] = {
    let mut squeezed = [0; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        if byte.is_ascii_alphanumeric() {
            squeezed[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    squeezed
};

/// Writes the words of `text` behind `squeezed`, without anything between them.
pub(super) fn squeeze(text: &str, squeezed: &mut Vec<u8>) {
    if !text.is_ascii() {
        return each_word(text, |word, _| squeezed.extend_from_slice(word.as_bytes()));
    }
    let start = squeezed.len();
    squeezed.resize(start + text.len(), 0);
    let mut end = start;
    for byte in text.bytes() {
        let own = SQUEEZED[usize::from(byte)];
        // Written in any case and then kept or not, which is quicker than a decision.
        squeezed[end] = own;
        end += usize::from(own != 0);
    }
    squeezed.truncate(end);
}

#[cfg(test)]
mod tests {
    use crate::search::fold::{Folded, words};

    #[test]
    fn words_end_where_letters_and_digits_do() {
        let cases: &[(&str, &[&str])] = &[
            ("Reason: Q.850;cause=16", &["reason", "q", "850", "cause", "16"]),
            ("USER_BUSY", &["user", "busy"]),
            ("T38 t.38", &["t", "38", "t", "38"]),
            ("/etc/ssh --no-pager", &["etc", "ssh", "no", "pager"]),
            ("Straße Über cafe\u{301}", &["strasse", "uber", "cafe"]),
            ("日本語 Привет", &["日", "本", "語", "привет"]),
            ("::;", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), *expected);
            let folded = Folded::new(text);
            let ranges = folded.words().map(|range| folded.letters[range].iter().collect());
            assert_eq!(ranges.collect::<Vec<String>>(), *expected);
        }
    }
}
