//! Many findings: in the order of their places, and those that say the same as one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::code::{Code, Severity};
use super::finding::Diagnostic;
use crate::source::{Source, Span};

/// Puts findings in the order of their places; errors first where places are equal.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|finding| {
        (finding.place.as_ref().map(|label| label.span.start), Reverse(finding.severity))
    });
}

/// From how many findings on that say the same they become one.
const MANY: usize = 4;

/// Makes one finding of many that differ in their places only; the others stay as they are.
#[must_use]
pub fn together(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut alike: BTreeMap<Said, Vec<Span>> = BTreeMap::new();
    for finding in &findings {
        if let Some((said, place)) = said(finding) {
            alike.entry(said).or_default().push(place);
        }
    }
    alike.retain(|_, places| places.len() >= MANY);
    let mut all = Vec::new();
    for mut finding in findings {
        match said(&finding).and_then(|(said, _)| alike.get_mut(&said)) {
            // It stands in the first one.
            Some(places) if places.is_empty() => {}
            Some(places) => {
                finding.also = std::mem::take(places).split_off(1);
                all.push(finding);
            }
            None => all.push(finding),
        }
    }
    all
}

/// What a finding says, wherever it is.
type Said = (Code, Severity, String, String, Vec<String>);

fn said(finding: &Diagnostic) -> Option<(Said, Span)> {
    let label = finding.place.as_ref().filter(|_| finding.related.len() <= 1)?;
    let said = (
        finding.code,
        finding.severity,
        finding.message.clone(),
        label.text.clone(),
        finding.hints.clone(),
    );
    Some((said, label.span))
}

/// The lines of the further places, for people.
#[must_use]
pub fn also(source: &Source, finding: &Diagnostic) -> Option<String> {
    const SHOWN: usize = 8;
    let mut lines: Vec<_> = finding.also.iter().map(|span| source.line(span.start)).collect();
    lines.dedup();
    let shown: Vec<_> = lines.iter().take(SHOWN).map(ToString::to_string).collect();
    let places = finding.also.len();
    match (shown.split_last()?, lines.len().saturating_sub(SHOWN)) {
        ((last, []), 0) => Some(format!("the same {places} times more in line {last}")),
        ((last, before), 0) => {
            Some(format!("the same {places} times more, in lines {} and {last}", before.join(", ")))
        }
        (_, more) => Some(format!(
            "the same {places} times more, in lines {} and {more} more",
            shown.join(", ")
        )),
    }
}
