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
    /// In the order of their places, each place counted in the text as it is now.
    patches: Vec<Applied>,
}

#[derive(Clone, Copy, Debug)]
struct Applied {
    at: usize,
    removed: usize,
    inserted: usize,
}

impl<'a> Patched<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        Self { source: Cow::Borrowed(source), patches: Vec::new() }
    }

    /// Applies patches, the last one first, so that each finds its place. A patch that does not
    /// fit the text is left out.
    pub(crate) fn apply(&mut self, mut patches: Vec<Patch>) {
        patches.sort_by_key(|patch| std::cmp::Reverse(patch.at));
        let mut text = self.source.text.clone();
        for Patch { at, remove, insert } in patches {
            let end = at + remove;
            if !(text.is_char_boundary(at) && end <= text.len() && text.is_char_boundary(end)) {
                continue;
            }
            text.replace_range(at..end, &insert);
            for earlier in &mut self.patches {
                if earlier.at >= end {
                    earlier.at = earlier.at + insert.len() - remove;
                }
            }
            self.patches.push(Applied { at, removed: remove, inserted: insert.len() });
        }
        self.patches.sort_by_key(|patch| patch.at);
        self.source = Cow::Owned(Source::new(self.source.name.clone(), text.as_bytes()));
    }

    /// Where in the author's text the place is.
    pub(crate) fn original(&self, span: Span) -> Span {
        let end = self.offset(span.end);
        Span::new(self.offset(span.start).min(end), end)
    }

    fn offset(&self, offset: usize) -> usize {
        let mut original = offset;
        for patch in self.patches.iter().filter(|patch| patch.at < offset) {
            let inside = (offset - patch.at).min(patch.inserted);
            original = original - inside + if inside == patch.inserted { patch.removed } else { 0 };
        }
        original
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
