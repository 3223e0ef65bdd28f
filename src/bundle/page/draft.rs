//! Parts that grow at their end, and what of them is still open.

use super::paragraph::Paragraph;
use super::part::{Emphasis, Kind, Parts};

/// Parts that grow.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) parts: Parts,
    /// Where what comes stands.
    pub(super) level: Level,
}

/// Parts side by side.
#[derive(Default)]
pub(super) struct Level {
    /// In how many others they stand.
    pub(super) depth: usize,
    /// Whether blocks are only parts of one line.
    pub(super) in_line: bool,
    /// What comes may join these terms.
    pub(super) terms: Option<Open>,
    /// The paragraph that is still open.
    paragraph: Option<Paragraph>,
}

/// The places of terms and of the last one of them.
#[derive(Clone, Copy)]
pub(super) struct Open {
    terms: usize,
    term: usize,
}

impl Draft {
    /// Goes one level down; gives the one around it.
    pub(super) fn enter(&mut self) -> Level {
        let level = Level { depth: self.level.depth + 1, ..Level::default() };
        std::mem::replace(&mut self.level, level)
    }

    /// Goes up again; gives the terms that what comes may join.
    pub(super) fn leave(&mut self, around: Level) -> Option<Open> {
        self.end_paragraph();
        std::mem::replace(&mut self.level, around).terms
    }

    /// Begins one line of pieces.
    pub(super) fn begin_line(&mut self) -> Level {
        let paragraph = Some(Paragraph::at_end(&self.parts));
        let level = Level { paragraph, in_line: true, ..Level::default() };
        std::mem::replace(&mut self.level, level)
    }

    pub(super) fn end_line(&mut self, around: Level) {
        let level = std::mem::replace(&mut self.level, around);
        if let Some(paragraph) = level.paragraph {
            paragraph.finish(&mut self.parts);
        }
    }

    /// Ends a part; without anything in it there is none.
    pub(super) fn end_part(&mut self, place: usize) {
        if self.parts.len() == place + 1 {
            return self.parts.truncate(place);
        }
        self.parts.close(place);
        self.level.terms = None;
    }

    /// Begins a term behind those right before it; gives the place before all that this adds.
    pub(super) fn begin_term(&mut self) -> (usize, Open) {
        self.end_paragraph();
        let before = self.parts.len();
        let joined = self.level.terms.map(|open| open.terms);
        let terms = joined.unwrap_or_else(|| self.parts.open(Kind::Terms, 0));
        (before, Open { terms, term: self.parts.open(Kind::Term, 0) })
    }

    pub(super) fn end_term(&mut self, open: Open) {
        self.parts.close(open.term);
        self.parts.close(open.terms);
        self.level.terms = Some(open);
    }

    pub(super) fn say(&mut self, text: &str, emphasis: Emphasis) {
        let (paragraph, parts) = self.paragraph();
        paragraph.push(parts, text, emphasis);
    }

    /// Says it in a piece of its own.
    pub(super) fn say_apart(&mut self, text: &str, emphasis: Emphasis) {
        let (paragraph, parts) = self.paragraph();
        paragraph.push_apart(parts, text, emphasis);
    }

    pub(super) fn break_line(&mut self) {
        let (paragraph, parts) = self.paragraph();
        paragraph.break_line(parts);
    }

    fn paragraph(&mut self) -> (&mut Paragraph, &mut Parts) {
        let Self { parts, level, .. } = self;
        let paragraph = level.paragraph.get_or_insert_with(|| {
            parts.open(Kind::Text, 0);
            Paragraph::at_end(parts)
        });
        (paragraph, parts)
    }

    pub(super) fn end_paragraph(&mut self) {
        if self.level.in_line {
            return;
        }
        if let Some(paragraph) = self.level.paragraph.take() {
            paragraph.finish(&mut self.parts);
            self.end_part(paragraph.first - 1);
        }
    }
}
