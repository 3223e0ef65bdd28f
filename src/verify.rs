//! A docset, anybody's → what is wrong with it.
//!
//! Looks at the container, the layout, `Info.plist`, the index and every page, each once, with
//! what the readers do as the measure. Whatever the bytes, it ends with findings, within the
//! limits of [`crate::open`].

mod code;
mod container;
mod finding;
mod index;
mod info;
mod layout;
mod markup;
mod pages;

use std::path::{Path, PathBuf};

use crate::diagnostic::Severity;
use crate::error::Error;
use crate::files;
use crate::open::Bundle;

pub use code::{Code, RULES, Rule};
pub use finding::Finding;

use finding::Findings;

/// What was found in a docset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows of the index.
    pub rows: usize,
    /// Pages that were read.
    pub pages: usize,
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

/// Looks through `bundle`. `beside` is the folder that an archive should be equal to, if there is
/// one.
///
/// # Errors
/// Names the path when the system refuses to read a part of it.
pub fn verify(bundle: &Bundle, beside: Option<&Bundle>) -> Result<Report, Error> {
    let mut findings = Findings::default();
    let mut report = Report::default();
    container::check(bundle, &mut findings);
    if bundle.complete {
        layout::check(bundle, &mut findings)?;
        let scripts = info::check(bundle, &mut findings)?;
        let (rows, landings) = index::check(bundle, &mut findings);
        report.rows = rows;
        report.pages = pages::check(bundle, scripts, &landings, &mut findings)?;
        if let Some(folder) = beside {
            container::compare(bundle, folder, &mut findings)?;
        }
    }
    report.findings = findings.into_vec();
    Ok(report)
}

/// The folder `NAME.docset` that stands beside the archive `NAME.tgz`, if it does.
#[must_use]
pub fn folder_beside(archive: &Path, bundle: &Bundle) -> Option<PathBuf> {
    let folder = archive.with_file_name(format!("{}.docset", bundle.name));
    let found = bundle.is_archive() && matches!(files::is_folder(&folder), Ok(true));
    found.then_some(folder)
}
