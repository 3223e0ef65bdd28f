//! What Ruby cannot read, worded for the author of a sheet. A slip that is recognised is mended in
//! memory and reading goes on, so that one run shows every mistake of a file.

mod blocks;
mod brackets;
mod case;
mod foreign;
mod heredocs;
pub(crate) mod patched;
mod quotes;
mod rest;
mod shape;
mod spelling;

use ruby_prism::ParseResult;

use self::case::{Case, Slip, errors};
use self::patched::Patched;
use self::shape::{MOST_DEPTH, Shape};
use super::words::Words;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// How many slips of a file are mended.
const MOST_SLIPS: usize = 50;

/// What looking for slips may cost, in bytes read: a sheet of the size limit can be read four times,
/// one of 20 KiB fifty times.
const MOST_WORK: usize = 1 << 20;

/// What an error of the parser counts for.
const ERROR_WORK: usize = 200;

/// From here on, a part of the text is read first: the parser is slow where things are nested
/// thousands of levels deep, or every byte is an error, and a part shows that sooner.
const SHORT: usize = 2 << 10;

/// A text that can be evaluated, if it can be, and what is wrong with it.
pub(crate) struct Reading<'a> {
    /// The author's text with the slips mended; `None` when it cannot be read.
    pub(crate) mended: Option<Patched<'a>>,
    /// In the author's places.
    pub(crate) findings: Vec<Diagnostic>,
}

/// Finds what Ruby cannot read.
pub(crate) fn read<'a>(source: &'a Source, words: &dyn Words) -> Reading<'a> {
    if let Some(findings) = beyond_reason(source, words) {
        return Reading { mended: None, findings };
    }
    let mut patched = Patched::new(source);
    let mut found: Vec<(usize, Diagnostic)> = Vec::new();
    let mut work = 0;
    loop {
        let Look { slip, rest, readable } = look(&patched.source, words, &mut work);
        if let Some(slip) = slip.filter(|_| found.len() < MOST_SLIPS) {
            let subject = patched.original(Span::new(slip.subject, slip.subject)).start;
            let news = note(&mut found, subject, patched.in_the_original(slip.finding));
            if news && !slip.patches.is_empty() {
                patched.apply(slip.patches);
                continue;
            }
        }
        let mut findings: Vec<_> = found.into_iter().map(|(_, finding)| finding).collect();
        findings.extend(rest.into_iter().map(|finding| patched.in_the_original(finding)));
        return Reading { mended: readable.then_some(patched), findings };
    }
}

/// What there is to say about a text.
struct Look {
    /// The next slip.
    slip: Option<Slip>,
    /// What is to be said where there is none.
    rest: Vec<Diagnostic>,
    /// Whether the parser has no error.
    readable: bool,
}

fn look(source: &Source, words: &dyn Words, work: &mut usize) -> Look {
    let parsed = ruby_prism::parse(source.text.as_bytes());
    let errors = errors(&parsed);
    let shape = Shape::of(&parsed);
    if let Some((span, what)) = shape.beyond {
        return Look { slip: None, rest: vec![rest::beyond(span, what)], readable: false };
    }
    let case = Case { text: &source.text, shape: &shape, errors: &errors, words };
    *work = work.saturating_add(source.text.len() + ERROR_WORK * errors.len());
    let hopeless = *work > MOST_WORK || rest::too_deep(&case);
    let slip = if hopeless { None } else { recognised(&case, &unused(&parsed)) };
    let rest = if slip.is_none() { rest::findings(&case) } else { Vec::new() };
    Look { slip, rest, readable: errors.is_empty() }
}

fn recognised(case: &Case, unused: &[Span]) -> Option<Slip> {
    heredocs::swallowed(case)
        .or_else(|| spelling::lookalike(case))
        .or_else(|| spelling::equals(case, unused))
        .or_else(|| spelling::bare_words(case))
        .or_else(|| if case.errors.is_empty() { None } else { broken(case) })
}

fn broken(case: &Case) -> Option<Slip> {
    let recognisers: &[fn(&Case) -> Option<Slip>] = &[
        spelling::half_escape,
        foreign::comment,
        foreign::yaml_text,
        foreign::colon,
        quotes::unmeant_insert,
        heredocs::unclosed,
        brackets::dangling_comma,
        quotes::early_end,
        spelling::bare_text,
        quotes::never_ends,
        brackets::missing_comma,
        brackets::unclosed,
        blocks::missing_do,
        blocks::missing_end,
        blocks::one_too_many,
    ];
    recognisers.iter().find_map(|recognise| recognise(case))
}

/// Variables that are set and never read.
fn unused(parsed: &ParseResult) -> Vec<Span> {
    let unused =
        parsed.warnings().filter(|warning| warning.message().starts_with(b"assigned but unused"));
    unused.map(|warning| shape::span(&warning.location())).collect()
}

/// How often the same is said of one thing before mending is given up.
const MOST_REPEATS: usize = 6;

/// Adds a finding; what is said about the same thing again only shows the further place. Whether
/// mending seems to help.
fn note(found: &mut Vec<(usize, Diagnostic)>, subject: usize, finding: Diagnostic) -> bool {
    let same = found
        .iter_mut()
        .find(|(known, earlier)| *known == subject && earlier.message == finding.message);
    match (same, finding.place.clone()) {
        (Some((_, earlier)), Some(label)) => {
            let progress =
                earlier.related.len() < MOST_REPEATS && earlier.place.as_ref() != Some(&label);
            if progress {
                *earlier = earlier.clone().related(label.span, "and this one");
            }
            progress
        }
        _ => {
            found.push((subject, finding));
            true
        }
    }
}

/// What no sheet has, found in a part of the text before the parser spends its time on the whole.
fn beyond_reason(source: &Source, words: &dyn Words) -> Option<Vec<Diagnostic>> {
    for end in ends_of_parts(&source.text) {
        let part = &source.text[..source.text.floor_char_boundary(end)];
        let parsed = ruby_prism::parse(part.as_bytes());
        let shape = Shape::of(&parsed);
        if let Some((span, what)) = shape.beyond {
            return Some(vec![rest::beyond(span, what)]);
        }
        if parsed.errors().nth(MOST_WORK / ERROR_WORK).is_some() {
            let errors = errors(&parsed);
            return Some(rest::findings(&Case {
                text: part,
                shape: &shape,
                errors: &errors,
                words,
            }));
        }
    }
    None
}

/// Each part is twice as long as the one before; one ends inside the first long row of signs, for
/// which the parser needs quadratic time wherever they begin.
fn ends_of_parts(text: &str) -> Vec<usize> {
    let doubled = std::iter::successors(Some(SHORT), |end| Some(end * 2));
    let mut ends: Vec<_> = doubled.take_while(|end| *end < text.len()).collect();
    ends.extend(end_of_signs(text));
    ends.sort_unstable();
    ends
}

/// Where so many signs such as `-` and `!` have followed each other that they are beyond reason,
/// if they are no text.
fn end_of_signs(text: &str) -> Option<usize> {
    let mut signs = 0;
    text.bytes().position(|byte| {
        match byte {
            // Of `not`, a sign in letters, the last one counts.
            b'-' | b'+' | b'!' | b'~' | b't' => signs += 1,
            b'n' | b'o' | b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => signs = 0,
        }
        signs > 2 * MOST_DEPTH
    })
}
