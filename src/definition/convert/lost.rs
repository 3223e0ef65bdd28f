//! What the other language cannot say, once for each place.

use crate::definition::draft::{Block, Given};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Language, Span};

/// Collects what cannot be said.
pub(super) struct Lost {
    to: Language,
    pub(super) findings: Vec<Diagnostic>,
}

impl Lost {
    pub(super) fn new(to: Language) -> Self {
        Self { to, findings: Vec::new() }
    }

    pub(super) fn tell(&mut self, what: &str, span: Span) {
        let language = match self.to {
            Language::Ruby => "Ruby",
            Language::Markdown => "Markdown",
        };
        let message = format!("{what} in {language}");
        if !self
            .findings
            .iter()
            .any(|finding| finding.place.as_ref().is_some_and(|label| label.span == span))
        {
            self.findings.push(Diagnostic::new(Code::NotConverted, message).at(span, ""));
        }
    }

    pub(super) fn word(&mut self, word: &str, given: &Given) {
        self.tell(&format!("`{word}` cannot be said"), given.span);
    }

    pub(super) fn knows_of(&self, block: &Block) -> bool {
        let spans = block.fields.iter().flat_map(|field| &field.values).map(|given| given.span);
        let spans: Vec<_> = spans.chain([block.span]).collect();
        let places = self.findings.iter().filter_map(|finding| finding.place.as_ref());
        places.into_iter().any(|label| spans.contains(&label.span))
    }
}
