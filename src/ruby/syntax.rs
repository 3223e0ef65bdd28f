//! What Ruby cannot read: Prism's errors, worded for the author of a sheet.

use ruby_prism::ParseResult;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// Findings for every error of the parser.
pub(crate) fn findings(_source: &Source, parsed: &ParseResult) -> Vec<Diagnostic> {
    let errors = parsed.errors().map(|error| {
        let place = error.location();
        let span = Span::new(place.start() as usize, place.end() as usize);
        let message = String::from_utf8_lossy(error.message()).into_owned();
        Diagnostic::new(Code::Syntax, message).at(span, "")
    });
    errors.collect()
}
