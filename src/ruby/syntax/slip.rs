//! A mistake that is recognised, with what mends it; and a text in which slips are mended in memory,
//! so that reading goes on behind them.

use std::borrow::Cow;

use super::view::{Error, View, begins_as_text, leading_word};
use crate::diagnostic::{Diagnostic, Label};
use crate::source::{Source, Span};

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
        self.view.wants_text(self.word) && !begins_as_text(self.argument())
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

/// The author's text with patches.
#[derive(Debug)]
pub(crate) struct Patched<'a> {
    pub(crate) source: Cow<'a, Source>,
    /// What each set of patches made of the text before it, the author's first.
    layers: Vec<Vec<Run>>,
}

/// A part of a text, in order, and where the text before has it.
#[derive(Debug)]
pub(super) struct Run {
    start: usize,
    before: usize,
    /// Whether it is copied; what is inserted stands for one place.
    is_copied: bool,
}

/// A text that begins at `base` with patches, and the runs of it.
pub(super) fn mended<'p>(
    old: &str,
    base: usize,
    patches: impl Iterator<Item = &'p Patch>,
) -> (String, Vec<Run>) {
    let mut patches: Vec<_> = patches.collect();
    patches.sort_by_key(|patch| patch.at);
    let (mut text, mut runs, mut at) = (String::with_capacity(old.len()), Vec::new(), 0);
    for patch in patches {
        let (start, end) = (patch.at - base, patch.at - base + patch.remove);
        if start >= at && old.is_char_boundary(start) && old.is_char_boundary(end) {
            runs.push(Run { start: text.len(), before: at, is_copied: true });
            text.push_str(&old[at..start]);
            runs.push(Run { start: text.len(), before: start, is_copied: false });
            text.push_str(&patch.insert);
            at = end;
        }
    }
    runs.push(Run { start: text.len(), before: at, is_copied: true });
    text.push_str(&old[at..]);
    (text, runs)
}

impl<'a> Patched<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        Self { source: Cow::Borrowed(source), layers: Vec::new() }
    }

    /// The text with the patches of `slips`. One that overlaps another is left out.
    pub(super) fn with(mut self, slips: &[Slip]) -> Self {
        let patches = slips.iter().flat_map(|slip| &slip.patches);
        let (text, runs) = mended(&self.source.text, 0, patches);
        self.source = Cow::Owned(Source::new(self.source.name.clone(), text.as_bytes()));
        self.layers.push(runs);
        self
    }

    /// Where in the author's text the place is.
    pub(crate) fn original(&self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }

    fn offset(&self, offset: usize) -> usize {
        self.layers.iter().rev().fold(offset, |offset, runs| {
            let behind = runs.partition_point(|run| run.start <= offset);
            match behind.checked_sub(1).map(|last| &runs[last]) {
                Some(run) if run.is_copied => run.before + (offset - run.start),
                Some(run) => run.before,
                None => offset,
            }
        })
    }

    /// The finding with the author's places.
    pub(crate) fn in_the_original(&self, mut finding: Diagnostic) -> Diagnostic {
        let mend = |label: &mut Label| label.span = self.original(label.span);
        finding.place.iter_mut().for_each(mend);
        finding.related.iter_mut().for_each(mend);
        finding
    }
}
