//! What Ruby cannot read, and what it reads otherwise than it was meant, worded for the author of a
//! sheet. A mistake that is recognised is mended in memory and reading goes on, so that one run shows
//! every mistake of a file.
//!
//! Where the whole cannot be read, [`outline`] reads each statement by itself, and [`repair`] tries
//! what would mend those that cannot be. So every mistake is found in its own statement.

mod view;
mod slip;
pub(crate) mod patched;
mod rest;
mod foreign;
mod pieces;
mod quotes;
mod heredocs;
mod repair;
mod outline;
mod blocks;
mod tree;
mod limits;
mod silent;
mod losses;

use ruby_prism::ParseResult;

pub(crate) use self::limits::before;
use self::outline::Outline;
use self::patched::Patched;
use self::slip::Slip;
use self::tree::Tree;
use self::view::{Notes, View, errors};
use super::parse::span;
use super::words::Words;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// What became of a text.
pub(crate) struct Reading<'a> {
    pub(crate) text: Text<'a>,
    /// In the author's places.
    pub(crate) findings: Vec<Diagnostic>,
    /// What they explain: nothing more is to be said about it.
    told: Vec<Span>,
}

/// A text that can be evaluated, if it can be.
pub(crate) enum Text<'a> {
    /// As it is.
    Sound,
    /// With mistakes mended.
    Mended(Patched<'a>),
    Unreadable,
}

/// Finds what is wrong with a text that `parsed` was made of.
pub(crate) fn read<'a>(source: &'a Source, parsed: &ParseResult, words: &dyn Words) -> Reading<'a> {
    let mut reading = Reading { text: Text::Sound, findings: Vec::new(), told: Vec::new() };
    if parsed.errors().next().is_none() {
        let patched = Patched::new(source);
        reading.text =
            reading.mistakes(&patched, parsed, words).map_or(Text::Unreadable, |slips| {
                if slips.is_empty() { Text::Sound } else { Text::Mended(patched.with(&slips)) }
            });
        return reading;
    }
    let notes = Notes::default();
    let view = View::new(&source.text, words, &notes);
    if let Some(finding) = beyond_reason(view, parsed) {
        reading.text = Text::Unreadable;
        reading.findings.push(finding);
        return reading;
    }
    let slips = slips(view);
    reading.tell(&slips);
    let patched = Patched::new(source).with(&slips);
    let mended = patched.source.clone();
    let parsed_again = ruby_prism::parse(mended.text.as_bytes());
    if parsed_again.errors().next().is_some() {
        reading.text = Text::Unreadable;
        if slips.is_empty() {
            reading.findings.extend(rest::worded(view, &errors(parsed)));
        }
        return reading;
    }
    let more = reading.mistakes(&patched, &parsed_again, words);
    reading.text = more.map_or(Text::Unreadable, |slips| Text::Mended(patched.with(&slips)));
    reading
}

/// The mistakes in the statements and blocks of a text that cannot be read.
fn slips(view: View) -> Vec<Slip> {
    let outline = Outline::of(view);
    let mut slips = outline.slips;
    if outline.is_complete {
        slips.extend(blocks::slips(view, &outline.statements));
    }
    slips
}

impl Reading<'_> {
    /// Notes what a text that can be read says otherwise than it was meant; the mistakes to be mended,
    /// or `None` when it is deeper than any sheet needs.
    fn mistakes(
        &mut self,
        patched: &Patched,
        parsed: &ParseResult,
        words: &dyn Words,
    ) -> Option<Vec<Slip>> {
        let notes = Notes::default();
        let view = View::new(&patched.source.text, words, &notes);
        if let Some(finding) = beyond_reason(view, parsed) {
            self.findings.push(patched.in_the_original(finding));
            return None;
        }
        let tree = Tree::of(parsed, view.text);
        let slips = silent::mistakes(view, &tree, &unused(parsed));
        let original = |slip: &Slip| Slip {
            finding: patched.in_the_original(slip.finding.clone()),
            patches: Vec::new(),
            span: patched.original(slip.span),
        };
        self.tell(&slips.iter().map(original).collect::<Vec<_>>());
        for finding in losses::losses(view, &tree) {
            let finding = patched.in_the_original(finding);
            let place = finding.place.as_ref().map_or(0, |label| label.span.start);
            if !self.told.iter().any(|span| (span.start..span.end).contains(&place)) {
                self.findings.push(finding);
            }
        }
        Some(slips)
    }

    fn tell(&mut self, slips: &[Slip]) {
        self.findings.extend(slips.iter().map(|slip| slip.finding.clone()));
        self.told.extend(slips.iter().map(|slip| slip.span));
    }
}

/// The finding for what is deeper than any sheet needs.
fn beyond_reason(view: View, parsed: &ParseResult) -> Option<Diagnostic> {
    let span = Tree::of(parsed, view.text).beyond?;
    Some(rest::beyond(span, "this is nested too deeply, or a chain of too many parts"))
}

/// Variables that are set and never read.
fn unused(parsed: &ParseResult) -> Vec<Span> {
    let unused =
        parsed.warnings().filter(|warning| warning.message().starts_with(b"assigned but unused"));
    unused.map(|warning| span(&warning.location())).collect()
}
