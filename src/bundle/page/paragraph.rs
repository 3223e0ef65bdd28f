//! The pieces of a paragraph → single spaces between them, and lines that break between words.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::part::{Emphasis, Kind, Part, Parts};
use super::writer::{Line, Writer};

/// Writes a paragraph, broken between words; a word that is too long stands alone.
pub(super) fn wrapped<'a>(
    pieces: impl Iterator<Item = (&'a str, Emphasis)>,
    width: usize,
    to: &mut Writer,
) {
    let (word, column) = (Line::default(), None);
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
struct Wrapping<'a, 'b> {
    to: &'a mut Writer<'b>,
    width: usize,
    /// Where the line has come to, if it has begun.
    column: Option<usize>,
    /// Letters that stand together and may go on.
    word: Line,
    /// Whether a space is before the word.
    is_apart: bool,
    /// Whether a space is before what comes.
    spaced: bool,
}

impl Wrapping<'_, '_> {
    fn chunk(&mut self, text: &str, emphasis: Emphasis, is_first: bool) {
        let word = text.trim_matches(is_space);
        self.spaced |= text.starts_with(is_space);
        if !word.is_empty() {
            if self.spaced || !is_first {
                self.end_word();
                self.is_apart = self.spaced;
            }
            self.word.push(&clean(word), emphasis);
            self.spaced = false;
        }
        if text.ends_with('\n') {
            self.end_line();
        }
        self.spaced |= text.ends_with(is_space);
    }

    fn end_word(&mut self) {
        let Some((_, first)) = self.word.pieces().next() else { return };
        let own: usize = self.word.pieces().map(|(text, _)| text.width()).sum();
        let gap = usize::from(self.is_apart);
        self.column = match self.column {
            Some(column) if column + gap + own > self.width => {
                self.to.end();
                Some(own)
            }
            Some(column) => {
                if self.is_apart {
                    let is_strong = [self.to.last(), Some(first)] == [Some(Emphasis::Strong); 2];
                    self.to.push(" ", if is_strong { Emphasis::Strong } else { Emphasis::None });
                }
                Some(column + gap + own)
            }
            None => Some(own),
        };
        self.to.append(&self.word);
        self.word.clear();
    }

    fn end_line(&mut self) {
        self.end_word();
        self.to.end();
        self.column = None;
    }
}

/// Calls `see` for what of a piece is not broken: a word, or a line of code.
fn each_chunk<'a>(text: &'a str, emphasis: Emphasis, see: &mut dyn FnMut(&'a str)) {
    if emphasis == Emphasis::Code {
        return text.split_inclusive('\n').for_each(see);
    }
    let (mut start, mut last) = (0, None);
    for (at, letter) in text.char_indices() {
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

/// A paragraph that is gathered, piece after piece at the end of the parts: single spaces, and none
/// at the ends or around a line break.
pub(super) struct Paragraph {
    /// Where its first piece stands.
    pub(super) first: usize,
    at_space: bool,
}

impl Paragraph {
    /// A paragraph whose pieces stand from the end of `parts` on.
    pub(super) fn at_end(parts: &Parts) -> Self {
        Self { first: parts.len(), at_space: true }
    }

    /// Adds text.
    pub(super) fn push(&mut self, parts: &mut Parts, text: &str, emphasis: Emphasis) {
        match self.last(parts) {
            Some(last) if last.kind() == Kind::Piece(emphasis) => self.go_on(parts, text),
            _ => self.push_apart(parts, text, emphasis),
        }
    }

    /// Begins another piece, though it may stand out like the one before it.
    pub(super) fn push_apart(&mut self, parts: &mut Parts, text: &str, emphasis: Emphasis) {
        if let Some(last) = self.last(parts).filter(|last| last.text().is_empty()) {
            parts.truncate(last.place());
        }
        parts.begin_text(Kind::Piece(emphasis));
        self.go_on(parts, text);
    }

    fn go_on(&mut self, parts: &mut Parts, text: &str) {
        parts.change_text(|all, _| {
            for letter in text.chars() {
                if !is_space(letter) {
                    all.push(letter);
                } else if !self.at_space {
                    all.push(' ');
                }
                self.at_space = is_space(letter);
            }
        });
    }

    pub(super) fn break_line(&mut self, parts: &mut Parts) {
        self.trim_end(parts, |letter| letter == ' ');
        if self.last(parts).is_some() {
            parts.change_text(|all, _| all.push('\n'));
        }
        self.at_space = true;
    }

    /// Ends the paragraph: blanks and line breaks at its end are none.
    pub(super) fn finish(&self, parts: &mut Parts) {
        self.trim_end(parts, char::is_whitespace);
    }

    fn trim_end(&self, parts: &mut Parts, is_blank: fn(char) -> bool) {
        while let Some(last) = self.last(parts) {
            let (place, length) = (last.place(), last.text().trim_end_matches(is_blank).len());
            if length > 0 {
                return parts.change_text(|all, start| all.truncate(start + length));
            }
            parts.truncate(place);
        }
    }

    fn last<'a>(&self, parts: &'a Parts) -> Option<Part<'a>> {
        let last = parts.len().checked_sub(1)?;
        (last >= self.first).then(|| parts.at(last))
    }
}

/// A text that cannot steer a terminal.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(crate::wording::steers) {
        return text.into();
    }
    text.replace('\t', "    ").replace(crate::wording::steers, " ").into()
}
