//! A safe subset of Ruby: source → calls of the words of a language on top, and findings.
//!
//! Ruby's own parser (Prism) makes the tree; an ordinary small interpreter walks it. There is no
//! way to a process, file, network, clock or random number: methods come from the tables in
//! `builtin` or from the sheet itself, and [`limits`] bounds what they cost.

mod arguments;
mod builtin;
mod calls;
mod code;
mod compare;
mod constants;
mod control;
mod definitions;
mod interpreter;
mod items;
pub mod limits;
mod literals;
mod procs;
mod refused;
mod regexp;
pub mod room;
mod syntax;
mod text;
mod unsupported;
mod value;
mod variables;
pub(crate) mod words;

use crate::source::{Source, Span};
use room::with_room;
use syntax::patched::Mapped;
use words::Words;

/// Ruby's own methods that a sheet may use: what they are called on → their names, sorted.
#[must_use]
pub fn reference() -> Vec<(String, Vec<&'static str>)> {
    builtin::reference()
}

/// Evaluates `source`, calling `words`; what is wrong goes to [`Words::report`]. Whether it could
/// be read at all: a mistake that is recognised does not keep the rest from being evaluated.
pub(crate) fn evaluate(source: &Source, words: &mut (dyn Words + Send)) -> bool {
    with_room(|| on_this_thread(source, words))
}

/// The places of the comments.
pub(crate) fn comments(source: &Source) -> Vec<Span> {
    with_room(|| {
        let parsed = ruby_prism::parse(source.text.as_bytes());
        let places = parsed.comments().map(|comment| comment.location());
        places.map(|place| Span::new(place.start() as usize, place.end() as usize)).collect()
    })
}

fn on_this_thread(source: &Source, words: &mut dyn Words) -> bool {
    let syntax::Reading { mended, findings } = syntax::read(source, words);
    for finding in findings {
        words.report(finding);
    }
    let Some(patched) = mended else { return false };
    let parsed = ruby_prism::parse(patched.source.text.as_bytes());
    let mut words = Mapped { words, patched: &patched };
    interpreter::Interpreter::new(&patched.source, &mut words).program(&parsed.node());
    true
}
