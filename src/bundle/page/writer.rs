//! Pieces, one after the other → lines, each told as soon as it is whole: a large page has more of
//! them than there need be at a time.

use unicode_width::UnicodeWidthStr;

use super::part::Emphasis;

/// A line of text, or some of it.
#[derive(Clone, Debug, Default)]
pub struct Line {
    text: String,
    /// Where its pieces end, and how they stand out.
    ends: Vec<(u32, Emphasis)>,
}

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

impl Line {
    /// What it says, without control characters.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it says, piece by piece, and how each stands out.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Emphasis)> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(end, _)| *end));
        let piece = |(start, (end, emphasis)): (u32, &(u32, Emphasis))| {
            (&self.text[start as usize..*end as usize], *emphasis)
        };
        starts.zip(&self.ends).map(piece)
    }

    /// How it stands out at its end.
    pub(super) fn last(&self) -> Option<Emphasis> {
        self.ends.last().map(|(_, emphasis)| *emphasis)
    }

    pub(super) fn push(&mut self, text: &str, emphasis: Emphasis) {
        self.text.push_str(text);
        self.end_piece(emphasis);
    }

    fn push_blank(&mut self, width: usize) {
        self.text.extend(std::iter::repeat_n(' ', width));
        self.end_piece(Emphasis::None);
    }

    fn end_piece(&mut self, emphasis: Emphasis) {
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        match self.ends.last_mut() {
            Some((last, like)) if *like == emphasis => *last = end,
            _ => self.ends.push((end, emphasis)),
        }
    }

    pub(super) fn append(&mut self, other: &Self) {
        other.pieces().for_each(|(text, emphasis)| self.push(text, emphasis));
    }

    pub(super) fn clear(&mut self) {
        self.truncate(0, 0);
    }

    fn truncate(&mut self, bytes: usize, pieces: usize) {
        self.text.truncate(bytes);
        self.ends.truncate(pieces);
        if let Some((end, _)) = self.ends.last_mut() {
            *end = u32::try_from(bytes).unwrap_or(u32::MAX).min(*end);
        }
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(see: &'a mut dyn FnMut(&Line)) -> Self {
        Self { see, line: Line::default(), margin: 0, head: Line::default(), told: 0 }
    }

    /// How many lines were told.
    pub(super) fn told(&self) -> usize {
        self.told
    }

    /// How the line stands out at its end so far.
    pub(super) fn last(&self) -> Option<Emphasis> {
        self.line.last()
    }

    /// Goes on with the line.
    pub(super) fn push(&mut self, text: &str, emphasis: Emphasis) {
        self.begin();
        self.line.push(text, emphasis);
    }

    /// Goes on with blanks.
    pub(super) fn push_blank(&mut self, width: usize) {
        self.begin();
        self.line.push_blank(width);
    }

    /// Goes on with some of a line.
    pub(super) fn append(&mut self, line: &Line) {
        self.begin();
        self.line.append(line);
    }

    fn begin(&mut self) {
        if self.line.ends.is_empty() {
            std::mem::swap(&mut self.line, &mut self.head);
            self.head.clear();
        }
    }

    /// Ends the line; without a piece it stays empty.
    pub(super) fn end(&mut self) {
        (self.see)(&self.line);
        self.line.clear();
        self.told += 1;
        self.begin_blank();
    }

    /// Writes lines with `mark` before the first, and blanks as wide before the others.
    pub(super) fn within(&mut self, mark: &[(&str, Emphasis)], write: impl FnOnce(&mut Self)) {
        let (told, bytes, pieces) = (self.told, self.head.text.len(), self.head.ends.len());
        for (text, emphasis) in mark {
            self.head.push(text, *emphasis);
        }
        let width = mark.iter().map(|(text, _)| text.width()).sum::<usize>();
        self.margin += width;
        write(self);
        self.margin -= width;
        if self.told == told { self.head.truncate(bytes, pieces) } else { self.begin_blank() }
    }

    fn begin_blank(&mut self) {
        self.head.clear();
        if self.margin > 0 {
            self.head.push_blank(self.margin);
        }
    }
}
