//! The parts of a text → lines for a terminal, or plain text.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::part::{Emphasis, Part, Piece, Term};

/// A line of text.
pub type Line = Vec<Piece>;

/// Widest column of terms.
const TERM_WIDTH: usize = 20;
/// Narrowest column of text, however deep it stands.
const NARROWEST: usize = 10;
/// Narrowest column of text beside a term; a narrower one stands below it.
const NARROWEST_BESIDE: usize = 15;
/// Between columns.
const GAP: usize = 2;
/// As wide as any text.
const ENDLESS: usize = usize::MAX >> 8;

/// The parts in lines of `width` columns, a blank one between them.
pub(super) fn lines(parts: &[Part], width: usize) -> Vec<Line> {
    let width = width.clamp(NARROWEST, ENDLESS);
    let mut all = Vec::new();
    for part in parts {
        if !all.is_empty() {
            all.push(Line::new());
        }
        all.extend(one(part, width));
    }
    all
}

/// The parts as plain text, a paragraph, an item or a row a line.
pub(super) fn plain(parts: &[Part]) -> String {
    let mut text = String::new();
    for line in lines(parts, ENDLESS) {
        let start = text.len();
        for piece in line {
            text.push_str(&piece.text);
        }
        text.truncate(start + text[start..].trim_end().len());
        if text.len() > start {
            text.push('\n');
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn one(part: &Part, width: usize) -> Vec<Line> {
    match part {
        Part::Text(pieces) => wrapped(pieces, width),
        Part::Heading(_, pieces) => {
            let strong = |piece: &Piece| Piece::new(&piece.text, Emphasis::Strong);
            wrapped(&pieces.iter().map(strong).collect::<Vec<_>>(), width)
        }
        Part::Code(text) => {
            text.lines().map(|line| vec![clean(line.trim_end(), Emphasis::Code)]).collect()
        }
        Part::List(first, items) => list(*first, items, width),
        Part::Terms(terms) => facts(terms, width),
        Part::Table(headings, rows) => table(headings, rows, width),
        Part::Quote(parts) => indented(lines(parts, width.saturating_sub(GAP)), GAP),
    }
}

fn list(first: Option<u64>, items: &[Vec<Part>], width: usize) -> Vec<Line> {
    let mut all = Vec::new();
    for (item, count) in items.iter().zip(0..) {
        let marker =
            first.map_or("• ".to_owned(), |first| format!("{}. ", first.saturating_add(count)));
        let indent = marker.width();
        let body = tight(item, width.saturating_sub(indent));
        let mut body = indented(body, indent);
        if let Some(blank) = body.first_mut().and_then(|line| line.first_mut()) {
            blank.text = marker;
        }
        all.extend(body);
    }
    all
}

/// Parts without blank lines where the first is a paragraph and a list follows, as in most lists.
fn tight(parts: &[Part], width: usize) -> Vec<Line> {
    match parts {
        [text @ Part::Text(_), list @ Part::List(..)] => {
            let width = width.max(NARROWEST);
            [one(text, width), one(list, width)].concat()
        }
        parts => lines(parts, width),
    }
}

/// Terms as a column, and what there is to say of each beside or below it.
fn facts(terms: &[Term], width: usize) -> Vec<Line> {
    let widths = terms.iter().map(|term| term.name.width());
    let column = widths.max().unwrap_or_default().min(TERM_WIDTH);
    terms.iter().flat_map(|term| fact(term, column, width)).collect()
}

fn fact(term: &Term, column: usize, width: usize) -> Vec<Line> {
    let is_beside = GAP + column + GAP + NARROWEST_BESIDE <= width;
    let indent = if is_beside { GAP + column + GAP } else { 2 * GAP };
    let name = clean(&term.name, Emphasis::Strong);
    let mut body = indented(lines(&term.body, width.saturating_sub(indent)), indent);
    match body.first_mut() {
        Some(first) if is_beside && name.text.width() <= column => {
            let gap = " ".repeat(column - name.text.width() + GAP);
            let head = [blank(GAP), name, Piece::new(&gap, Emphasis::None)];
            first.splice(..1, head);
        }
        _ => body.insert(0, vec![blank(GAP), name]),
    }
    body
}

/// A table with columns where they fit, else a row after the other.
fn table(headings: &[Vec<Piece>], rows: &[Vec<Vec<Piece>>], width: usize) -> Vec<Line> {
    let all = || std::iter::once(headings).chain(rows.iter().map(Vec::as_slice));
    let count = all().map(<[_]>::len).max().unwrap_or_default();
    let mut widths = vec![0; count];
    for (cell, at) in all().flat_map(|row| row.iter().zip(0..)) {
        widths[at] = widths[at].max(cell.iter().map(|piece| piece.text.width()).sum());
    }
    let total = widths.iter().fold(0_usize, |sum, width| sum.saturating_add(width + GAP));
    let is_plain = width > ENDLESS / 2;
    if total > width && !headings.is_empty() && !is_plain {
        return records(headings, rows, width);
    }
    let strong = |cell: &Vec<Piece>| -> Vec<Piece> {
        cell.iter().map(|piece| Piece::new(&piece.text, Emphasis::Strong)).collect()
    };
    let headings: Vec<Vec<Piece>> = headings.iter().map(strong).collect();
    let head = (!headings.is_empty()).then_some(headings);
    let mut lines = Vec::new();
    for row in head.iter().chain(rows) {
        let mut line = Line::new();
        for (at, cell) in row.iter().enumerate() {
            let own: usize = cell.iter().map(|piece| piece.text.width()).sum();
            line.extend(cell.iter().map(|piece| clean(&piece.text, piece.emphasis)));
            if at + 1 < row.len() {
                let gap = if is_plain || total > width { GAP } else { widths[at] - own + GAP };
                line.push(blank(gap));
            }
        }
        if total > width { lines.extend(wrapped(&line, width)) } else { lines.push(line) }
    }
    lines
}

/// The rows of a wide table, each with its headings as terms.
fn records(headings: &[Vec<Piece>], rows: &[Vec<Vec<Piece>>], width: usize) -> Vec<Line> {
    let mut all = Vec::new();
    for row in rows {
        let cells = row.iter().zip(headings).filter(|(cell, _)| !cell.is_empty());
        let terms: Vec<_> = cells
            .map(|(cell, heading)| Term {
                name: heading.iter().map(|piece| piece.text.as_str()).collect(),
                body: vec![Part::Text(cell.clone())],
            })
            .collect();
        if !all.is_empty() {
            all.push(Line::new());
        }
        all.extend(facts(&terms, width));
    }
    all
}

/// Breaks a paragraph between words; a word that is too long stands alone.
fn wrapped(pieces: &[Piece], width: usize) -> Vec<Line> {
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

fn indented(lines: Vec<Line>, indent: usize) -> Vec<Line> {
    let indent = |mut line: Line| {
        if !line.is_empty() {
            line.insert(0, blank(indent));
        }
        line
    };
    lines.into_iter().map(indent).collect()
}

fn blank(width: usize) -> Piece {
    Piece { text: " ".repeat(width), emphasis: Emphasis::None }
}

/// A piece that cannot steer a terminal.
fn clean(text: &str, emphasis: Emphasis) -> Piece {
    let text = text.replace('\t', "    ");
    Piece { text: text.replace(crate::wording::steers, " "), emphasis }
}
