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

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;
use syntax::patched::Mapped;
use words::Words;

/// Stack for reading one sheet, in bytes: Prism follows 10,000 levels of nesting before it gives
/// up, which is more than a worker thread's stack holds. Only what is used becomes memory.
const STACK_BYTES: usize = 256 << 20;

/// Evaluates `source`, calling `words`; what is wrong goes to [`Words::report`]. Whether it could
/// be read at all: a mistake that is recognised does not keep the rest from being evaluated.
pub(crate) fn evaluate(source: &Source, words: &mut (dyn Words + Send)) -> bool {
    let run = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
        thread
            .spawn_scoped(scope, || on_this_thread(source, words))
            .map(std::thread::ScopedJoinHandle::join)
    });
    match run {
        Ok(Ok(read)) => read,
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(_) => {
            let message = "there is not enough memory to read a sheet";
            words.report(Diagnostic::new(Code::LimitReached, message));
            false
        }
    }
}

fn on_this_thread(source: &Source, words: &mut dyn Words) -> bool {
    let syntax::Reading { mended, findings } = syntax::read(source, words);
    findings.into_iter().for_each(|finding| words.report(finding));
    let Some(patched) = mended else { return false };
    let parsed = ruby_prism::parse(patched.source.text.as_bytes());
    let mut words = Mapped { words, patched: &patched };
    interpreter::Interpreter::new(&patched.source, &mut words).program(&parsed.node());
    true
}
