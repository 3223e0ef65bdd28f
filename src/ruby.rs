//! A safe subset of Ruby: source → calls of the words of a language on top, and findings.
//!
//! Ruby's own parser (Prism) makes the tree; an ordinary small interpreter walks it. There is no
//! way to a process, file, network, clock or random number: methods come from the tables in
//! `builtin` or from the sheet itself, and [`limits`] bounds what they cost.

mod arguments;
mod builtin;
mod calls;
mod control;
mod definitions;
mod interpreter;
pub mod limits;
mod literals;
mod regexp;
mod syntax;
mod text;
mod unsupported;
mod value;
mod variables;
pub(crate) mod words;

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use words::Words;

/// Stack for reading one sheet, in bytes: Prism follows 10,000 levels of nesting before it gives
/// up, which is more than a worker thread's stack holds. Only what is used becomes memory.
const STACK_BYTES: usize = 256 << 20;

/// Evaluates `source`, calling `words`; what is wrong goes to [`Words::report`].
pub(crate) fn evaluate(source: &Source, words: &mut (dyn Words + Send)) {
    let run = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
        thread
            .spawn_scoped(scope, || on_this_thread(source, words))
            .map(std::thread::ScopedJoinHandle::join)
    });
    let _ = run;
}

fn on_this_thread(source: &Source, words: &mut dyn Words) {
    let parsed = ruby_prism::parse(source.text.as_bytes());
    let findings: Vec<Diagnostic> = syntax::findings(source, &parsed);
    if findings.is_empty() {
        interpreter::Interpreter::new(source, words).program(&parsed.node());
    } else {
        findings.into_iter().for_each(|finding| words.report(finding));
    }
}
