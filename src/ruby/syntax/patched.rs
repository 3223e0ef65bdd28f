//! A text in which slips are mended in memory, so that reading goes on behind them: patches → the
//! mended text, and places in it → places in the author's text.

use std::borrow::Cow;

use super::slip::{Patch, Slip};
use crate::diagnostic::{Diagnostic, Label};
use crate::ruby::words::{Reply, Scope, Wants, WordCall, Words};
use crate::source::{Source, Span};

/// The author's text with patches.
#[derive(Debug)]
pub(crate) struct Patched<'a> {
    pub(crate) source: Cow<'a, Source>,
    /// For each byte of the text, and for its end, the byte of the author's text that it stands
    /// for; empty where that is the same.
    places: Vec<usize>,
}

impl<'a> Patched<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        Self { source: Cow::Borrowed(source), places: Vec::new() }
    }

    /// The text with the patches of `slips`. One that overlaps another is left out.
    pub(super) fn with(mut self, slips: &[Slip]) -> Self {
        let mut patches: Vec<_> = slips.iter().flat_map(|slip| &slip.patches).collect();
        patches.sort_by_key(|patch| patch.at);
        let old = self.source.text.as_str();
        let (mut text, mut places, mut at) = (String::with_capacity(old.len()), Vec::new(), 0);
        for Patch { at: start, remove, insert } in patches {
            if *start >= at && old.is_char_boundary(*start) && old.is_char_boundary(start + remove)
            {
                text.push_str(&old[at..*start]);
                places.extend((at..*start).map(|offset| self.offset(offset)));
                text.push_str(insert);
                places.extend(std::iter::repeat_n(self.offset(*start), insert.len()));
                at = start + remove;
            }
        }
        text.push_str(&old[at..]);
        places.extend((at..=old.len()).map(|offset| self.offset(offset)));
        self.source = Cow::Owned(Source::new(self.source.name.clone(), text.as_bytes()));
        self.places = places;
        self
    }

    /// Where in the author's text the place is.
    pub(crate) fn original(&self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }

    fn offset(&self, offset: usize) -> usize {
        let last = self.places.last().copied();
        self.places.get(offset).copied().or(last).unwrap_or(offset)
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

    fn wants(&self, word: &str) -> Option<Wants> {
        self.words.wants(word)
    }
}
