//! Findings about a docset, counted and with a few examples of each kind.

use std::collections::BTreeMap;

use super::code::Code;
use crate::diagnostic::Severity;
use crate::wording::steers;

/// How many examples of a kind are kept.
const EXAMPLES: usize = 5;
/// Longest example in characters.
const EXAMPLE_LENGTH: usize = 200;

/// All cases of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Their kind.
    pub code: Code,
    /// How many there are.
    pub count: usize,
    /// The first few: rows, paths, reasons; in one line each, safe to print.
    pub examples: Vec<String>,
}

impl Finding {
    /// What is wrong: lower case, no final full stop.
    #[must_use]
    pub fn message(&self) -> String {
        let rule = self.code.rule();
        match self.count {
            1 => rule.one.to_owned(),
            count => rule.many.replace("{n}", &count.to_string()),
        }
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.rule().severity
    }
}

/// Gathers findings while a docset is looked through.
#[derive(Debug, Default)]
pub(super) struct Findings(BTreeMap<Code, Finding>);

impl Findings {
    /// One more case of `code`, without an example.
    pub(super) fn note(&mut self, code: Code) {
        self.get(code).count += 1;
    }

    /// One more case of `code`; `example` is kept if it is one of the first.
    pub(super) fn add(&mut self, code: Code, example: &str) {
        self.add_case(code, || example.to_owned());
    }

    /// The same where an example costs something to make.
    pub(super) fn add_case(&mut self, code: Code, example: impl FnOnce() -> String) {
        let finding = self.get(code);
        finding.count += 1;
        if finding.examples.len() < EXAMPLES {
            finding.examples.push(printable(&example()));
        }
    }

    /// Adds what was found elsewhere, behind what is there.
    pub(super) fn append(&mut self, others: Self) {
        for (code, other) in others.0 {
            let finding = self.get(code);
            finding.count += other.count;
            let left = EXAMPLES.saturating_sub(finding.examples.len());
            finding.examples.extend(other.examples.into_iter().take(left));
        }
    }

    /// The kinds, errors first.
    pub(super) fn into_vec(self) -> Vec<Finding> {
        self.0.into_values().collect()
    }

    fn get(&mut self, code: Code) -> &mut Finding {
        self.0.entry(code).or_insert(Finding { code, count: 0, examples: Vec::new() })
    }
}

/// `text` cut to a line, what steers a terminal escaped: a docset must not, where its findings are
/// shown.
pub(super) fn printable(text: &str) -> String {
    let mut line = String::new();
    for (at, letter) in text.chars().enumerate() {
        if at == EXAMPLE_LENGTH {
            line.push('…');
            break;
        }
        if steers(letter) {
            line.extend(letter.escape_debug());
        } else {
            line.push(letter);
        }
    }
    line
}
