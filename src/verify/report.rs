//! What was found, all of it.

use std::path::PathBuf;

use super::code::Code;
use super::finding::{Finding, Findings};
use crate::diagnostic::Severity;
use crate::error::Error;

/// What was found in a docset or a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was looked at.
    pub subject: Subject,
    /// Name of the bundle without `.docset`.
    pub name: String,
    /// What `Info.plist` has for `CFBundleIdentifier`.
    pub identifier: Option<String>,
    /// The name by which Zeal knows it, if it knows it.
    pub zeal_name: Option<String>,
    /// The folder beside an archive that holds the very same.
    pub equals: Option<PathBuf>,
    /// By kind, errors first; empty when the docset is fine.
    pub findings: Vec<Finding>,
}

impl Report {
    /// How many kinds of findings are this grave.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let grave = |finding: &&Finding| finding.severity() == severity;
        self.findings.iter().filter(grave).count()
    }
}

/// What was looked at, and how much there was to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A docset.
    Docset {
        /// Rows of the index.
        rows: usize,
        /// Pages that were read.
        pages: usize,
    },
    /// A feed.
    Feed {
        /// Addresses to download from.
        addresses: usize,
    },
}

impl Default for Subject {
    fn default() -> Self {
        Self::Docset { rows: 0, pages: 0 }
    }
}

/// The report of a docset that the system does not let us read.
#[must_use]
pub fn unreadable(error: &Error) -> Report {
    let mut findings = Findings::default();
    findings.add(Code::Unreadable, &error.to_string());
    Report { findings: findings.into_vec(), ..Report::default() }
}
