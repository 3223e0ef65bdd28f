//! A mistake that is recognised, with what mends it.

use super::view::{Error, OPENINGS, View, leading_word};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The most places of one kind that are tried one by one.
pub(super) const MOST_TRIED: usize = 24;

/// What is to be replaced, in the text as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Patch {
    pub(super) at: usize,
    pub(super) remove: usize,
    pub(super) insert: String,
}

impl Patch {
    pub(super) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { at, remove: 0, insert: text.into() }
    }

    pub(super) fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { at: span.start, remove: span.end - span.start, insert: text.into() }
    }
}

/// A recognised mistake, and how to mend it.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    pub(super) finding: Diagnostic,
    pub(super) patches: Vec<Patch>,
    /// The part of the text that it explains; reading goes on behind that.
    pub(super) span: Span,
}

impl Slip {
    /// One that is mended at one place.
    pub(super) fn new(finding: Diagnostic, patch: Patch) -> Self {
        Self { finding, span: Span::new(patch.at, patch.at), patches: vec![patch] }
    }
}

/// A statement that cannot be read, or is not what its author meant.
pub(super) struct Broken<'a> {
    pub(super) view: View<'a>,
    /// From its first visible character to its last.
    pub(super) span: Span,
    /// The identifier that it begins with.
    pub(super) word: &'a str,
    /// What stands behind that; it may begin on the next line.
    pub(super) rest: Span,
    /// In the places of the whole text.
    pub(super) errors: Vec<Error>,
}

impl<'a> Broken<'a> {
    pub(super) fn new(view: View<'a>, span: Span, errors: Vec<Error>) -> Self {
        let word = leading_word(view.slice(span));
        let behind = view.slice(Span::new(span.start + word.len(), span.end));
        let rest = Span::new(span.end - behind.trim_start().len(), span.end);
        Self { view, span, word, rest, errors }
    }

    pub(super) fn text(&self) -> &'a str {
        self.view.slice(self.span)
    }

    /// What stands behind the word.
    pub(super) fn argument(&self) -> &'a str {
        self.view.slice(self.rest)
    }

    /// Whether it is a word that takes a text, and what stands behind it begins as no text does.
    pub(super) fn is_bare(&self) -> bool {
        self.view.wants_text(self.word) && !self.argument().starts_with(OPENINGS)
    }

    /// Whether a block stands behind the word.
    pub(super) fn has_block(&self) -> bool {
        self.argument().lines().next().is_some_and(|line| line.trim_end() == "do")
    }

    /// The word.
    pub(super) fn head(&self) -> Span {
        Span::new(self.span.start, self.span.start + self.word.len())
    }

    /// The end of what its first line shows.
    pub(super) fn first_line_end(&self) -> usize {
        self.view.visible_end(self.span.start).min(self.span.end)
    }

    pub(super) fn is_one_line(&self) -> bool {
        self.first_line_end() == self.span.end
    }

    /// Where `needle` stands in it.
    pub(super) fn places(&self, needle: &'a str) -> impl Iterator<Item = usize> + use<'a> {
        let start = self.span.start;
        self.text().match_indices(needle).map(move |(at, _)| start + at)
    }

    /// A slip that is mended within the statement.
    pub(super) fn slip(&self, finding: Diagnostic, patches: Vec<Patch>) -> Slip {
        self.slip_to(self.span.end, finding, patches)
    }

    /// A slip that is mended up to `end`.
    pub(super) fn slip_to(&self, end: usize, finding: Diagnostic, patches: Vec<Patch>) -> Slip {
        Slip { finding, patches, span: Span::new(self.span.start, end) }
    }
}
