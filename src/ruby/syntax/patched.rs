//! A text in which slips are mended in memory, so that reading goes on behind them: patches → the
//! mended text, and places in it → places in the author's text.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Label};
use crate::ruby::words::{Reply, Scope, WordCall, Words};
use crate::source::{Source, Span};

/// What is to be replaced, in the text as it is at that moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Patch {
    pub(crate) at: usize,
    pub(crate) remove: usize,
    pub(crate) insert: String,
}

impl Patch {
    pub(crate) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { at, remove: 0, insert: text.into() }
    }

    pub(crate) fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { at: span.start, remove: span.end - span.start, insert: text.into() }
    }
}

/// The author's text with patches.
#[derive(Debug)]
pub(crate) struct Patched<'a> {
    pub(crate) source: Cow<'a, Source>,
    /// For each byte of the text, and for its end, the byte of the author's text that it stands
    /// for; empty where that is the same. A source is far smaller than 4 GB.
    places: Vec<u32>,
}

impl<'a> Patched<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        Self { source: Cow::Borrowed(source), places: Vec::new() }
    }

    /// Applies patches, the last one first, so that each finds its place. A patch that does not
    /// fit the text is left out.
    pub(crate) fn apply(&mut self, mut patches: Vec<Patch>) {
        patches.sort_by_key(|patch| std::cmp::Reverse(patch.at));
        let mut text = self.source.text.clone();
        if self.places.is_empty() {
            self.places = (0..).take(text.len() + 1).collect();
        }
        for Patch { at, remove, insert } in patches {
            let end = at + remove;
            if end <= text.len() && text.is_char_boundary(at) && text.is_char_boundary(end) {
                let place = self.places[at];
                self.places.splice(at..end, insert.bytes().map(|_| place));
                text.replace_range(at..end, &insert);
            }
        }
        self.source = Cow::Owned(Source::new(self.source.name.clone(), text.as_bytes()));
    }

    /// Where in the author's text the place is.
    pub(crate) fn original(&self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }

    fn offset(&self, offset: usize) -> usize {
        let last = self.places.last().copied();
        self.places.get(offset).copied().or(last).map_or(offset, |place| place as usize)
    }

    /// The finding with the author's places.
    pub(crate) fn in_the_original(&self, mut finding: Diagnostic) -> Diagnostic {
        let mend = |label: &mut Label| label.span = self.original(label.span);
        finding.place.iter_mut().for_each(mend);
        finding.related.iter_mut().for_each(mend);
        finding
    }
}

/// The words of a language, which are told the author's places.
pub(crate) struct Mapped<'a> {
    pub(crate) words: &'a mut dyn Words,
    pub(crate) patched: &'a Patched<'a>,
}

impl Words for Mapped<'_> {
    fn call(&mut self, mut call: WordCall) -> Reply {
        call.span = self.patched.original(call.span);
        for argument in &mut call.arguments {
            argument.span = self.patched.original(argument.span);
        }
        self.words.call(call)
    }

    fn known(&self, scope: Scope, word: &str) -> bool {
        self.words.known(scope, word)
    }

    fn unknown(&self, scope: Scope, word: &str, span: Span) -> Diagnostic {
        self.words.unknown(scope, word, span)
    }

    fn report(&mut self, finding: Diagnostic) {
        self.words.report(self.patched.in_the_original(finding));
    }

    fn is_word(&self, word: &str) -> bool {
        self.words.is_word(word)
    }

    fn takes_block(&self, word: &str) -> bool {
        self.words.takes_block(word)
    }
}
