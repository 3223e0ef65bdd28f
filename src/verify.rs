//! A docset, anybody's → what is wrong with it.
//!
//! Looks at the container, the layout, `Info.plist`, the index and every page, each once, with
//! what the readers do as the measure. Whatever the bytes, it ends with findings, within the
//! limits of [`crate::bundle`].

mod address;
mod code;
mod container;
mod finding;
mod index;
mod info;
mod layout;
mod links;
mod markup;
mod meta;
mod pages;
mod resources;

use std::path::{Path, PathBuf};

use crate::bundle::Bundle;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::files;
use crate::identity;

pub use code::{Code, Rule, rules};
pub use finding::Finding;

use finding::Findings;

/// What was found in a docset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows of the index.
    pub rows: usize,
    /// Pages that were read.
    pub pages: usize,
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

/// Looks through `bundle`. `beside` is the folder that an archive should be equal to, if there is
/// one.
///
/// # Errors
/// Names the path when the system refuses to read a part of it.
pub fn verify(bundle: &Bundle, beside: Option<&Bundle>) -> Result<Report, Error> {
    let mut findings = Findings::default();
    let mut report = Report { name: bundle.name.clone(), ..Report::default() };
    container::check(bundle, &mut findings);
    if bundle.complete {
        layout::check(bundle, &mut findings)?;
        meta::check(bundle, &mut findings)?;
        let rows = index::check(bundle, &mut findings);
        let info = info::check(bundle, rows.source, &mut findings)?;
        report.pages = pages::check(bundle, info.scripts, &rows.landings, &mut findings)?;
        report.rows = rows.count;
        report.identifier = info.identifier;
        report.zeal_name = info.title.map(|title| meta::zeal_name(bundle, &title));
        if let Some(folder) = beside {
            container::compare(bundle, folder, &mut findings)?;
        }
    }
    report.findings = findings.into_vec();
    let differs = report.findings.iter().any(|finding| finding.code == Code::ArchiveDiffers);
    report.equals = beside.filter(|_| bundle.complete && !differs).and_then(Bundle::folder);
    Ok(report)
}

/// The report of a docset that the system does not let us read.
#[must_use]
pub fn unreadable(error: &Error) -> Report {
    let mut findings = Findings::default();
    findings.add(Code::Unreadable, &error.to_string());
    Report { findings: findings.into_vec(), ..Report::default() }
}

/// Notes docsets of other names that replace or shadow each other in Zeal, or have one identifier.
pub fn compare(reports: &mut [Report]) {
    compare_in_zeal(reports);
    compare_identifiers(reports);
}

fn compare_in_zeal(reports: &mut [Report]) {
    let known: Vec<_> = reports
        .iter()
        .filter_map(|report| Some((report.name.clone(), report.zeal_name.clone()?)))
        .collect();
    for report in reports {
        let Some(own) = report.zeal_name.clone() else { continue };
        let address = identity::address(&own);
        let others = || known.iter().filter(|(name, _)| *name != report.name);
        let same = others().find(|(_, other)| *other == own).map(|other| (Code::SameName, other));
        let near = || others().find(|(_, other)| identity::address(other) == address);
        let found = same.or_else(|| near().map(|other| (Code::SameAddress, other)));
        if let Some((code, (name, other))) = found {
            let example = match code {
                Code::SameName => format!("{own}: also {name}"),
                _ => format!("{own}: also {name}, which is `{other}` there"),
            };
            add(report, code, &example);
        }
    }
}

fn add(report: &mut Report, code: Code, example: &str) {
    let examples = vec![finding::printable(example)];
    report.findings.push(Finding { code, count: 1, examples });
    report.findings.sort_by_key(|finding| finding.code);
}

/// Empty identifiers are noted already.
fn compare_identifiers(reports: &mut [Report]) {
    let known: Vec<_> =
        reports.iter().map(|report| (report.name.clone(), report.identifier.clone())).collect();
    for report in reports {
        let twin = known
            .iter()
            .find(|(name, identifier)| *name != report.name && *identifier == report.identifier);
        if let (Some((name, _)), Some(identifier)) = (twin, &report.identifier) {
            let example = format!("{identifier}: also {name}");
            add(report, Code::SharedIdentifier, &example);
        }
    }
}

/// The folder `NAME.docset` that stands beside the archive `NAME.tgz`, if it does.
#[must_use]
pub fn folder_beside(archive: &Path, bundle: &Bundle) -> Option<PathBuf> {
    let folder = archive.with_file_name(format!("{}.docset", bundle.name));
    let found = bundle.is_archive() && matches!(files::is_folder(&folder), Ok(true));
    found.then_some(folder)
}
