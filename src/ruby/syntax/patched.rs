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
    /// What each set of patches made of the text before it, the author's first.
    layers: Vec<Vec<Run>>,
}

/// A part of a text, in order, and where the text before has it.
#[derive(Debug)]
struct Run {
    start: usize,
    before: usize,
    /// Whether it is copied; what is inserted stands for one place.
    is_copied: bool,
}

impl<'a> Patched<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        Self { source: Cow::Borrowed(source), layers: Vec::new() }
    }

    /// The text with the patches of `slips`. One that overlaps another is left out.
    pub(super) fn with(mut self, slips: &[Slip]) -> Self {
        let mut patches: Vec<_> = slips.iter().flat_map(|slip| &slip.patches).collect();
        patches.sort_by_key(|patch| patch.at);
        let old = self.source.text.as_str();
        let (mut text, mut runs, mut at) = (String::with_capacity(old.len()), Vec::new(), 0);
        for Patch { at: start, remove, insert } in patches {
            if *start >= at && old.is_char_boundary(*start) && old.is_char_boundary(start + remove)
            {
                runs.push(Run { start: text.len(), before: at, is_copied: true });
                text.push_str(&old[at..*start]);
                runs.push(Run { start: text.len(), before: *start, is_copied: false });
                text.push_str(insert);
                at = start + remove;
            }
        }
        runs.push(Run { start: text.len(), before: at, is_copied: true });
        text.push_str(&old[at..]);
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
