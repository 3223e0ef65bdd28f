//! Pieces, one after the other → lines, each told as soon as it is whole: a large page has more of
//! them than there need be at a time.

use super::part::{Emphasis, Piece};

/// A line of text.
pub type Line = Vec<Piece>;

/// A line that is written, and what stands before it.
pub(super) struct Writer<'a> {
    see: &'a mut dyn FnMut(&Line),
    line: Line,
    /// Columns that are left blank before a line.
    margin: usize,
    /// What the next line begins with, as wide as the margin: blanks, or the marks of its items.
    head: Line,
    /// How many lines were told.
    told: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(see: &'a mut dyn FnMut(&Line)) -> Self {
        Self { see, line: Line::new(), margin: 0, head: Line::new(), told: 0 }
    }

    /// How many lines were told.
    pub(super) fn told(&self) -> usize {
        self.told
    }

    /// How the line stands out at its end so far.
    pub(super) fn last(&self) -> Option<Emphasis> {
        self.line.last().map(|piece| piece.emphasis)
    }

    /// Goes on with the line.
    pub(super) fn push(&mut self, text: &str, emphasis: Emphasis) {
        if self.line.is_empty() {
            self.line.append(&mut self.head);
        }
        match self.line.last_mut() {
            Some(last) if last.emphasis == emphasis => last.text.push_str(text),
            _ => self.line.push(Piece::new(text, emphasis)),
        }
    }

    /// Goes on with blanks.
    pub(super) fn push_blank(&mut self, width: usize) {
        self.push(&" ".repeat(width), Emphasis::None);
    }

    /// Ends the line; without a piece it stays empty.
    pub(super) fn end(&mut self) {
        (self.see)(&self.line);
        self.line.clear();
        self.told += 1;
        self.begin_blank();
    }

    /// Writes lines with `mark` before the first, and blanks as wide before the others.
    pub(super) fn within(&mut self, mark: Vec<Piece>, width: usize, write: impl FnOnce(&mut Self)) {
        let (told, before) = (self.told, self.head.len());
        self.head.extend(mark);
        self.margin += width;
        write(self);
        self.margin -= width;
        if self.told == told { self.head.truncate(before) } else { self.begin_blank() }
    }

    fn begin_blank(&mut self) {
        self.head.clear();
        self.head.extend((self.margin > 0).then(|| blank(self.margin)));
    }
}

pub(super) fn blank(width: usize) -> Piece {
    Piece { text: " ".repeat(width), emphasis: Emphasis::None }
}
