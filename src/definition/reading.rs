//! A definition in either language: source → cheat sheet, and findings.

use super::allowed::Allowed;
use super::draft::Draft;
use super::{assembly, checks, document, other_format};
use crate::diagnostic::{self, Code, Diagnostic, any_error};
use crate::ruby::meter::MAX_SOURCE_BYTES;
use crate::ruby::{self, Evaluated};
use crate::sheet::Cheatsheet;
use crate::source::{Language, Source, Span};
use crate::wording::grouped;

/// What a definition says.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The sheet, unless a finding is an error.
    pub sheet: Option<Cheatsheet>,
    /// What is wrong with it, in the order of the places.
    pub findings: Vec<Diagnostic>,
    /// What its author does not want to hear about.
    pub allowed: Allowed,
}

/// Reads a definition.
#[must_use]
pub fn read(source: &Source) -> Reading {
    if let Some(finding) = unreadable(source) {
        return Reading { findings: vec![finding], ..Reading::default() };
    }
    let other = other_format::find(source).filter(|_| source.language() == Language::Ruby);
    if let Some(finding) = other {
        return Reading { findings: vec![finding], ..Reading::default() };
    }
    let mut draft = Draft::new();
    let Evaluated { is_read, comments } = fill(&mut draft, source);
    if is_read {
        checks::check(&mut draft, source);
    }
    let mut findings = std::mem::take(&mut draft.findings);
    let sheet = if any_error(&findings) { None } else { assembly::assemble(&draft, &mut findings) };
    let (allowed, about_comments) = Allowed::of(source, &comments);
    findings.extend(about_comments);
    for finding in &mut findings {
        at_its_fence(finding, source);
    }
    findings.retain(|finding| !allowed.covers(finding, source));
    diagnostic::sort(&mut findings);
    Reading { sheet, findings: diagnostic::together(findings), allowed }
}

/// Moves what is said of a fence that never ends from the text it stands in to the fence.
fn at_its_fence(finding: &mut Diagnostic, source: &Source) {
    if let (Code::UnclosedFence, Some(label)) = (finding.code, &mut finding.place) {
        label.span = open_fence(source, label.span).unwrap_or(label.span);
    }
}

/// The fence that is open at the end of the text at `place`, which may be the mark of a heredoc.
fn open_fence(source: &Source, place: Span) -> Option<Span> {
    let written = source.slice(place);
    let is_heredoc = written.starts_with("<<");
    let end = written.trim_matches(|sign: char| !(sign.is_alphanumeric() || sign == '_'));
    let (mut at, text) =
        if is_heredoc { (place.end, &source.text[place.end..]) } else { (place.start, written) };
    let mut open: Option<Span> = None;
    for line in text.split_inclusive('\n') {
        let fence =
            line.trim_start_matches(|sign: char| sign.is_whitespace() || "'\"".contains(sign));
        let start = at + line.len() - fence.len();
        let fence = fence.trim_end();
        at += line.len();
        if is_heredoc && fence == end {
            break;
        }
        if fence.starts_with("```") || fence.starts_with("~~~") {
            open = match open {
                None => Some(Span::new(start, start + fence.len())),
                Some(_) if fence.trim_matches(['`', '~', '\'', '"']).is_empty() => None,
                other => other,
            };
        }
    }
    open
}

/// What a definition that can be read gives, before anything is rendered.
pub(super) fn drafted(source: &Source) -> Option<Draft> {
    let mut draft = Draft::new();
    fill(&mut draft, source).is_read.then_some(draft)
}

/// Reads the text into the draft.
fn fill(draft: &mut Draft, source: &Source) -> Evaluated {
    match source.language() {
        Language::Ruby => ruby::evaluate(source, draft),
        Language::Markdown => Evaluated {
            is_read: document::read(source, draft),
            comments: document::comments(source),
        },
    }
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
