//! What the author did wrong: findings with places, and how they are drawn.

mod code;
mod picture;
mod policy;

use std::cmp::Reverse;
use std::collections::BTreeMap;

pub use code::{Code, RULES, Rule, Severity};
pub use picture::draw;
pub use policy::Policy;

use crate::source::{Source, Span};

/// One finding about a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: Code,
    /// Whether it stops the sheet.
    pub severity: Severity,
    /// What is wrong: lower case, no final full stop.
    pub message: String,
    /// Where; `None` when it is about the whole file.
    pub place: Option<Label>,
    /// Other places that matter.
    pub related: Vec<Label>,
    /// What to do.
    pub hints: Vec<String>,
    /// Further places of which all of this is true.
    pub also: Vec<Span>,
}

/// A place with a few words, which may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there.
    pub text: String,
}

impl Diagnostic {
    /// A finding about the whole file, as grave as its code says.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.rule().severity,
            message: message.into(),
            place: None,
            related: Vec::new(),
            hints: Vec::new(),
            also: Vec::new(),
        }
    }

    /// Says where, with a few words on what is there.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.place = Some(Label { span, text: text.into() });
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Whether it stops the sheet.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Whether any of the findings stops the sheet.
#[must_use]
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
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

/// Puts findings in the order of their places; errors first where places are equal.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|finding| {
        (finding.place.as_ref().map(|label| label.span.start), Reverse(finding.severity))
    });
}
