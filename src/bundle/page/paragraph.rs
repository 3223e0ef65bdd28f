//! The pieces of a paragraph → single spaces between them, and lines that break between words.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::part::{Emphasis, Piece};
use super::writer::Writer;

/// Writes a paragraph, broken between words; a word that is too long stands alone.
pub(super) fn wrapped<'a>(
    pieces: impl Iterator<Item = (&'a str, Emphasis)>,
    width: usize,
    to: &mut Writer,
) {
    let (word, column) = (Vec::new(), None);
    let mut wrapping = Wrapping { to, width, column, word, is_apart: true, spaced: true };
    for (text, emphasis) in pieces {
        let mut is_first = true;
        each_chunk(text, emphasis, &mut |chunk| {
            wrapping.chunk(chunk, emphasis, is_first);
            is_first = false;
        });
    }
    wrapping.end_line();
}

/// A paragraph that is written.
struct Wrapping<'a, 'b, 'c> {
    to: &'b mut Writer<'c>,
    width: usize,
    /// Where the line has come to, if it has begun.
    column: Option<usize>,
    /// Letters that stand together and may go on.
    word: Vec<(Cow<'a, str>, Emphasis)>,
    /// Whether a space is before the word.
    is_apart: bool,
    /// Whether a space is before what comes.
    spaced: bool,
}

impl<'a> Wrapping<'a, '_, '_> {
    fn chunk(&mut self, text: &'a str, emphasis: Emphasis, is_first: bool) {
        let word = text.trim_matches(is_space);
        self.spaced |= text.starts_with(is_space);
        if !word.is_empty() {
            if self.spaced || !is_first {
                self.end_word();
                self.is_apart = self.spaced;
            }
            self.word.push((clean(word), emphasis));
            self.spaced = false;
        }
        if text.ends_with('\n') {
            self.end_line();
        }
        self.spaced |= text.ends_with(is_space);
    }

    fn end_word(&mut self) {
        let Some((_, first)) = self.word.first() else { return };
        let own: usize = self.word.iter().map(|(text, _)| text.width()).sum();
        let gap = usize::from(self.is_apart);
        self.column = match self.column {
            Some(column) if column + gap + own > self.width => {
                self.to.end();
                Some(own)
            }
            Some(column) => {
                if self.is_apart {
                    let is_strong = [self.to.last(), Some(*first)] == [Some(Emphasis::Strong); 2];
                    self.to.push(" ", if is_strong { Emphasis::Strong } else { Emphasis::None });
                }
                Some(column + gap + own)
            }
            None => Some(own),
        };
        self.word.drain(..).for_each(|(text, emphasis)| self.to.push(&text, emphasis));
    }

    fn end_line(&mut self) {
        self.end_word();
        self.to.end();
        self.column = None;
    }
}

/// Calls `see` for what of a piece is not broken: a word, or code whole.
fn each_chunk<'a>(text: &'a str, emphasis: Emphasis, see: &mut dyn FnMut(&'a str)) {
    let (mut start, mut last) = (0, None);
    let letters = if emphasis == Emphasis::Code { "" } else { text };
    for (at, letter) in letters.char_indices() {
        if last.is_some_and(|last| is_space(last) || stand_apart(last, letter)) {
            see(&text[start..at]);
            start = at;
        }
        last = Some(letter);
    }
    see(&text[start..]);
}

/// Whether a line may break between two letters because one is of a script without blanks; marks
/// stay behind what they close and before what they open.
fn stand_apart(one: char, other: char) -> bool {
    let is_alone = |letter: char| {
        let is_hangul = matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}');
        letter.is_alphanumeric() && letter.width() == Some(2) && !is_hangul
    };
    let opens = "「『（［｛〈《【".contains(one);
    (is_alone(one) || is_alone(other)) && other.is_alphanumeric() && other != 'ー' && !opens
}

/// Whether a line may break there.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}')
}

/// Pieces with single spaces, and none at the ends or around a line break.
pub(super) fn squeezed(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    let mut at_space = true;
    for piece in pieces {
        if piece.text == "\n" {
            trim_end(&mut all);
            if !all.is_empty() {
                all.push(piece);
            }
            at_space = true;
            continue;
        }
        let mut text = String::with_capacity(piece.text.len());
        for letter in piece.text.chars() {
            if !is_space(letter) {
                text.push(letter);
            } else if !at_space {
                text.push(' ');
            }
            at_space = is_space(letter);
        }
        if !text.is_empty() {
            all.push(Piece { text, emphasis: piece.emphasis });
        }
    }
    while all.last().is_some_and(|last| last.text.trim().is_empty()) {
        all.pop();
    }
    trim_end(&mut all);
    all
}

fn trim_end(pieces: &mut Vec<Piece>) {
    if let Some(last) = pieces.last_mut().filter(|last| last.text != "\n") {
        last.text.truncate(last.text.trim_end_matches(' ').len());
        if last.text.is_empty() {
            pieces.pop();
        }
    }
}

/// A text that cannot steer a terminal.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(crate::wording::steers) {
        return text.into();
    }
    text.replace('\t', "    ").replace(crate::wording::steers, " ").into()
}
