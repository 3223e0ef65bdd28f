//! A safe subset of Ruby: source → calls of the words of a language on top, and findings.
//!
//! Ruby's own parser (Prism) makes the tree; it is lowered once to a small tree of our own, which
//! one `match` evaluates. There is no way to a process, file, network, clock or random number:
//! methods come from the tables in `builtin` or from the sheet itself, and [`meter`] bounds what
//! they cost.

pub(crate) mod words;
pub mod room;
pub mod meter;
mod parse;
mod regexp;
mod value;
mod expr;
mod refused;
mod lower;
mod syntax;
mod frame;
mod machine;
mod search;
mod text;
mod compare;
mod builtin;
mod modules;
mod call;
mod eval;

use crate::diagnostic::Code;
use crate::source::{Source, Span};
use machine::Machine;
use meter::Meter;
use room::with_room;
use words::Words;

/// Ruby's own methods that a sheet may use: what they are called on → their names, sorted.
#[must_use]
pub fn reference() -> Vec<(&'static str, Vec<&'static str>)> {
    builtin::reference()
}

/// What became of a text.
pub(crate) struct Evaluated {
    /// Whether it could be read at all: a mistake that is recognised does not keep the rest from
    /// being evaluated.
    pub(crate) is_read: bool,
    /// The places of its comments.
    pub(crate) comments: Vec<Span>,
}

/// Evaluates `source`, calling `words`; what is wrong goes to [`Words::report`]. A sound text is
/// parsed once, for its mistakes, its comments and its evaluation.
pub(crate) fn evaluate(source: &Source, words: &mut (dyn Words + Send)) -> Evaluated {
    with_room(|levels| on_this_thread(source, words, levels))
}

fn on_this_thread(source: &Source, words: &mut dyn Words, levels: u32) -> Evaluated {
    if let Some(finding) = syntax::before(&source.text) {
        words.report(finding);
        return Evaluated { is_read: false, comments: Vec::new() };
    }
    let parsed = ruby_prism::parse(source.text.as_bytes());
    let comments = parsed.comments().map(|comment| parse::span(&comment.location())).collect();
    let syntax::Reading { text, findings, .. } = syntax::read(source, parsed, words);
    let mut told = Vec::new();
    for finding in findings {
        let place = finding.place.as_ref().filter(|_| finding.code == Code::Syntax);
        told.extend(place.map(|label| label.span));
        words.report(finding);
    }
    let Some((patched, lowered)) = text else { return Evaluated { is_read: false, comments } };
    let meter = Meter::new(patched.source.text.len(), levels);
    let mut machine = Machine::new(&patched, words, told, meter, lowered.names);
    for finding in lowered.findings {
        machine.tell(finding);
    }
    machine.program(&lowered.body);
    Evaluated { is_read: true, comments }
}
