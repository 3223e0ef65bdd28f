//! Definitions, in Ruby or in Markdown: source → cheat sheet, and findings.

mod draft;
mod document;
pub mod allowed;
mod assembly;
mod checks;
pub mod explanation;
mod links;
mod lint;
pub mod vocabulary;

use crate::diagnostic::{self, Code, Diagnostic, any_error};
use crate::ruby;
use crate::ruby::meter::MAX_SOURCE_BYTES;
use crate::sheet::Cheatsheet;
use crate::source::{Language, Source, Span};
use crate::wording::grouped;
use allowed::Allowed;
use draft::Draft;

/// Reads a definition. There is a sheet unless a finding is an error; the findings come in the
/// order of their places.
#[must_use]
pub fn read(source: &Source) -> (Option<Cheatsheet>, Vec<Diagnostic>) {
    if let Some(finding) = unreadable(source) {
        return (None, vec![finding]);
    }
    let mut draft = Draft::new();
    let is_read = match source.language() {
        Language::Ruby => ruby::evaluate(source, &mut draft),
        Language::Markdown => document::read(source, &mut draft),
    };
    if is_read {
        checks::check(&mut draft, source);
    }
    let mut findings = std::mem::take(&mut draft.findings);
    let sheet = if any_error(&findings) { None } else { assembly::assemble(&draft, &mut findings) };
    let (allowed, about_comments) = Allowed::of(source);
    findings.extend(about_comments);
    findings.retain(|finding| !allowed.covers(finding, source));
    diagnostic::sort(&mut findings);
    (sheet, findings)
}

/// What keeps the text from being read at all.
fn unreadable(source: &Source) -> Option<Diagnostic> {
    if source.text.len() > MAX_SOURCE_BYTES {
        let most = grouped(MAX_SOURCE_BYTES as u64);
        let message = format!("the file is larger than {most} bytes");
        return Some(
            Diagnostic::new(Code::LimitReached, message).hint("split it into several sheets"),
        );
    }
    if let Some(span) = source.not_utf8 {
        let finding = Diagnostic::new(Code::NotUtf8, "the file is not UTF-8 text");
        return Some(
            finding.at(span, "the first bytes that are not").hint("save the file as UTF-8"),
        );
    }
    let zero = source.text.find('\0')?;
    let finding = Diagnostic::new(Code::NotUtf8, "the file holds a zero byte, so it is no text");
    Some(
        finding.at(Span::new(zero, zero + 1), "").hint("remove it, or write `\\0` inside a string"),
    )
}
