//! A docset or a feed, anybody's → what is wrong with it.
//!
//! Looks at the container, the layout, `Info.plist`, the index and every page, each once, with
//! what the readers do as the measure. Whatever the bytes, it ends with findings, within the
//! limits of [`crate::bundle`].

mod code;
mod finding;
mod report;
mod compare;
mod layout;
mod meta;
mod index;
mod container;
mod address;
mod markup;
mod info;
mod links;
mod resources;
mod pages;
mod feed;

use std::path::{Path, PathBuf};

use crate::bundle::Bundle;
use crate::error::Error;
use crate::files;

pub use code::{Code, Rule, rules};
pub use compare::compare;
pub use feed::{feed_beside, is_feed, offered, verify_feed};
pub use finding::Finding;
pub use report::{Report, Subject, unreadable};

use finding::Findings;

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
        let pages = pages::check(bundle, info.scripts, &rows.landings, &mut findings)?;
        report.subject = Subject::Docset { rows: rows.count, pages };
        report.identifier = info.identifier;
        report.zeal_name = bundle.zeal_name();
        if let Some(folder) = beside {
            container::compare(bundle, folder, &mut findings)?;
        }
    }
    report.findings = findings.into_vec();
    let differs = report.findings.iter().any(|finding| finding.code == Code::ArchiveDiffers);
    report.equals = beside.filter(|_| bundle.complete && !differs).and_then(Bundle::folder);
    Ok(report)
}

/// The folder `NAME.docset` that stands beside the archive `NAME.tgz`, if it does.
#[must_use]
pub fn folder_beside(archive: &Path, bundle: &Bundle) -> Option<PathBuf> {
    let folder = archive.with_file_name(crate::layout::folder(&bundle.name));
    let found = bundle.is_archive() && matches!(files::is_folder(&folder), Ok(true));
    found.then_some(folder)
}
