//! Which findings somebody wants to see, and how grave they are to them.

use std::collections::BTreeSet;

use super::code::{Code, Severity};
use super::finding::Diagnostic;

/// What to make of findings that are not errors by themselves. Errors stay, whatever it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Not to be shown.
    pub allow: BTreeSet<Code>,
    /// To be errors; this wins over `allow`.
    pub deny: BTreeSet<Code>,
    /// Whether matters of style are shown without being denied.
    pub style: bool,
}

impl Policy {
    /// Leaves out what is allowed, and makes errors of what is denied.
    pub fn apply(&self, findings: &mut Vec<Diagnostic>) {
        findings.retain_mut(|finding| {
            if finding.is_error() {
                return true;
            }
            if self.deny.contains(&finding.code) {
                finding.severity = Severity::Error;
                return true;
            }
            let hidden = finding.code.rule().style && !self.style;
            !hidden && !self.allow.contains(&finding.code)
        });
    }
}
