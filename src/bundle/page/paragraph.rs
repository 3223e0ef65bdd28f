//! The pieces of a paragraph → single spaces between them, and lines that break between words.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::part::{Emphasis, Piece};

/// A line of text.
pub type Line = Vec<Piece>;

/// Breaks a paragraph between words; a word that is too long stands alone.
pub(super) fn wrapped(pieces: &[Piece], width: usize) -> Vec<Line> {
    let mut all = vec![Line::new()];
    let mut column = 0;
    let mut is_start = true;
    for word in words(pieces) {
        let Some(word) = word else {
            all.push(Line::new());
            (column, is_start) = (0, true);
            continue;
        };
        let own: usize = word.pieces.iter().map(|piece| piece.text.width()).sum();
        let gap = usize::from(word.spaced && !is_start);
        if !is_start && column + gap + own > width {
            all.push(Line::new());
            column = 0;
        } else if gap > 0 {
            let inside = |word: &Word| word.pieces.first().map(|piece| piece.emphasis);
            let last = all.last().and_then(|line| line.last()).map(|piece| piece.emphasis);
            let is_strong = last == inside(&word) && last == Some(Emphasis::Strong);
            push(
                &mut all,
                Piece::new(" ", if is_strong { Emphasis::Strong } else { Emphasis::None }),
            );
            column += 1;
        }
        for piece in word.pieces {
            push(&mut all, piece);
        }
        column += own;
        is_start = false;
    }
    all
}

fn push(all: &mut [Line], piece: Piece) {
    let Some(line) = all.last_mut() else { return };
    match line.last_mut() {
        Some(last) if last.emphasis == piece.emphasis => last.text.push_str(&piece.text),
        _ => line.push(piece),
    }
}

/// Letters that stand together.
struct Word {
    pieces: Vec<Piece>,
    /// Whether a space is before it.
    spaced: bool,
}

/// The words of a paragraph; `None` for a line break.
fn words(pieces: &[Piece]) -> Vec<Option<Word>> {
    let mut all: Vec<Option<Word>> = Vec::new();
    let mut spaced = true;
    for piece in pieces {
        for (at, text) in chunks(piece).into_iter().enumerate() {
            let word = text.trim_matches(is_space);
            spaced |= text.starts_with(is_space);
            if !word.is_empty() {
                let part = clean(word, piece.emphasis);
                match all.last_mut() {
                    Some(Some(last)) if !spaced && at == 0 => last.pieces.push(part),
                    _ => all.push(Some(Word { pieces: vec![part], spaced })),
                }
                spaced = false;
            }
            if text.ends_with('\n') {
                all.push(None);
            }
            spaced |= text.ends_with(is_space);
        }
    }
    all
}

/// What of a piece is not broken: a word, or code whole.
fn chunks(piece: &Piece) -> Vec<&str> {
    if piece.emphasis == Emphasis::Code {
        return vec![&piece.text];
    }
    let mut all = Vec::new();
    let (mut start, mut last) = (0, ' ');
    for (at, letter) in piece.text.char_indices() {
        if at > 0 && (is_space(last) || stand_apart(last, letter)) {
            all.push(&piece.text[start..at]);
            start = at;
        }
        last = letter;
    }
    all.push(&piece.text[start..]);
    all
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

/// A piece that cannot steer a terminal.
pub(super) fn clean(text: &str, emphasis: Emphasis) -> Piece {
    let text = text.replace('\t', "    ");
    Piece { text: text.replace(crate::wording::steers, " "), emphasis }
}
