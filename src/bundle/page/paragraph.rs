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

/// A paragraph that is gathered: single spaces, and none at the ends or around a line break.
pub(super) struct Paragraph {
    pieces: Vec<Piece>,
    at_space: bool,
    at_break: bool,
}

impl Paragraph {
    pub(super) fn new() -> Self {
        Self { pieces: Vec::new(), at_space: true, at_break: false }
    }

    /// Adds text; the end of a line of the page alone between what stands out is a line break.
    pub(super) fn push(&mut self, text: &str, emphasis: Emphasis) {
        let is_like_last = self.pieces.last().is_some_and(|last| last.emphasis == emphasis);
        if text == "\n" && (self.at_break || !is_like_last) {
            self.break_line();
        } else if is_like_last {
            self.go_on(text);
        } else {
            self.push_apart(text, emphasis);
        }
    }

    /// Begins another piece, though it may stand out like the one before it.
    pub(super) fn push_apart(&mut self, text: &str, emphasis: Emphasis) {
        self.pieces.push(Piece::new("", emphasis));
        self.go_on(text);
    }

    fn go_on(&mut self, text: &str) {
        let Some(last) = self.pieces.last_mut() else { return };
        for letter in text.chars() {
            if !is_space(letter) {
                last.text.push(letter);
            } else if !self.at_space {
                last.text.push(' ');
            }
            self.at_space = is_space(letter);
        }
        self.at_break = false;
    }

    pub(super) fn break_line(&mut self) {
        self.trim_end();
        if let Some(last) = self.pieces.last_mut() {
            last.text.push('\n');
        }
        (self.at_space, self.at_break) = (true, true);
    }

    /// What was gathered; what comes begins another.
    pub(super) fn finish(&mut self) -> Vec<Piece> {
        while let Some(Piece { text, .. }) = self.pieces.last_mut() {
            let start = text.rfind('\n');
            match start {
                _ if !text[start.unwrap_or_default()..].trim().is_empty() => break,
                Some(start) => text.truncate(start),
                None => _ = self.pieces.pop(),
            }
        }
        self.trim_end();
        self.pieces.retain(|piece| !piece.text.is_empty());
        (self.at_space, self.at_break) = (true, false);
        // Most have one piece and there are many, so none has room to grow.
        self.pieces.shrink_to_fit();
        std::mem::take(&mut self.pieces)
    }

    fn trim_end(&mut self) {
        while let Some(Piece { text, .. }) = self.pieces.last_mut() {
            text.truncate(text.trim_end_matches(' ').len());
            if !text.is_empty() {
                break;
            }
            self.pieces.pop();
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
