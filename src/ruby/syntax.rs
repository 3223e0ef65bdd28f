//! What Ruby cannot read, and what it reads otherwise than it was meant, worded for the author of a
//! sheet. A mistake that is recognised is mended in memory and reading goes on, so that one run shows
//! every mistake of a file.
//!
//! Where the whole cannot be read, [`outline`] reads each statement by itself, and [`repair`] tries
//! what would mend those that cannot be. So every mistake is found in its own statement.

mod view;
pub(crate) mod slip;
mod rest;
mod foreign;
mod pieces;
mod quotes;
mod heredocs;
mod repair;
mod outline;
mod blocks;
mod limits;
mod silent;

use ruby_prism::{ParseResult, parse};

pub(crate) use self::limits::before;
use self::outline::Outline;

use self::slip::{Patched, Slip};
use self::view::{Notes, View, errors};
use super::lower::facts::Facts;
use super::lower::{Lowered, lower};
use super::words::Words;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// What became of a text.
#[derive(Default)]
pub(crate) struct Reading<'a> {
    /// The text with mistakes mended, if it can be read.
    pub(crate) text: Option<(Patched<'a>, Lowered)>,
    /// In the author's places.
    pub(crate) findings: Vec<Diagnostic>,
    /// What they explain: nothing more is to be said about it.
    told: Vec<Span>,
}

/// Finds what is wrong with a text that `parsed` was made of.
pub(crate) fn read<'a>(source: &'a Source, parsed: ParseResult, words: &dyn Words) -> Reading<'a> {
    let (mut reading, patched) = (Reading::default(), Patched::new(source));
    if parsed.errors().next().is_none() {
        return reading.lowered(patched, parsed, words);
    }
    if let Some(span) = lower(&parsed).facts.beyond {
        reading.findings.push(limits::too_deep(span));
        return reading;
    }
    let notes = Notes::default();
    let view = View::new(&source.text, words, &notes);
    let slips = slips(view);
    reading.tell(&patched, &slips);
    let patched = patched.with(&slips);
    let mended = patched.source.clone();
    let parsed_again = parse(mended.text.as_bytes());
    if parsed_again.errors().next().is_none() {
        return reading.lowered(patched, parsed_again, words);
    }
    if slips.is_empty() {
        reading.findings.extend(rest::worded(view, &errors(&parsed)));
    }
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

impl<'a> Reading<'a> {
    /// Lowers a text that can be read, and notes what it says otherwise than it was meant.
    fn lowered(mut self, patched: Patched<'a>, parsed: ParseResult, words: &dyn Words) -> Self {
        let mut lowered = lower(&parsed);
        // Prism's tree is as large as all that follows.
        drop(parsed);
        let facts = std::mem::take(&mut lowered.facts);
        if let Some(span) = facts.beyond {
            self.findings.push(patched.in_the_original(limits::too_deep(span)));
            return self;
        }
        let slips = self.mistakes(&patched, &facts, words);
        self.text = Some(if slips.is_empty() {
            (patched, lowered)
        } else {
            let patched = patched.with(&slips);
            let lowered = lower(&parse(patched.source.text.as_bytes()));
            (patched, lowered)
        });
        self
    }

    /// The mistakes in a text that can be read.
    fn mistakes(&mut self, patched: &Patched, facts: &Facts, words: &dyn Words) -> Vec<Slip> {
        let notes = Notes::default();
        let view = View::new(&patched.source.text, words, &notes);
        let slips = silent::mistakes(view, facts);
        self.tell(patched, &slips);
        for finding in silent::losses(view, facts) {
            let finding = patched.in_the_original(finding);
            let place = finding.place.as_ref().map_or(0, |label| label.span.start);
            if !self.told.iter().any(|span| (span.start..span.end).contains(&place)) {
                self.findings.push(finding);
            }
        }
        slips
    }

    fn tell(&mut self, patched: &Patched, slips: &[Slip]) {
        let findings = slips.iter().map(|slip| patched.in_the_original(slip.finding.clone()));
        self.findings.extend(findings);
        self.told.extend(slips.iter().map(|slip| patched.original(slip.span)));
    }
}
