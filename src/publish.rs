//! What a folder of docsets needs to be offered on the web: docsets with their archives → feeds,
//! checksums and the reader.

use std::time::{Duration, UNIX_EPOCH};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::definition::convert::convert;
use crate::docset::{self, Docset, hex};
use crate::feed::{self, Offer};
use crate::files::Tree;
use crate::info::Publication;
use crate::sheet::Cheatsheet;
use crate::source::{Language, Source};
use crate::web;

/// Name of the file of checksums, which `sha256sum --check` reads.
pub const CHECKSUMS: &str = "SHA256SUMS";

/// A docset as it is offered.
#[derive(Clone, Copy, Debug)]
pub struct Release<'a> {
    /// What it was made from.
    pub sheet: &'a Cheatsheet,
    /// The docset.
    pub docset: &'a Docset,
    /// The bytes of its archive.
    pub archive: &'a [u8],
    /// What it was written as.
    pub source: &'a Source,
}

/// The files that go beside the docsets and archives of `releases`, by name: the feed `NAME.xml`
/// and the text `NAME.md` for each, the checksums of archives and feeds, and the reader. `date` is
/// the second since 1970 in which they were made, where that is known.
#[must_use]
pub fn files(releases: &[Release], publication: &Publication, date: Option<u64>) -> Tree {
    let texts: Vec<_> = releases.par_iter().map(|release| markdown(release.source)).collect();
    let version = |release: &Release| docset::version(&release.docset.files, Some(publication));
    let versions: Vec<_> = releases.iter().map(version).collect();
    let date = date.and_then(day);
    let dated = releases.iter().zip(&versions).zip(&texts);
    let offers: Vec<_> = dated
        .map(|((release, version), text)| Offer {
            name: &release.sheet.docset_file_name,
            version,
            archive_size: release.archive.len(),
            date: date.as_deref(),
            has_text: text.is_some(),
        })
        .collect();
    let mut files: Tree = offers
        .iter()
        .map(|offer| {
            let feed = feed::feed(offer, &publication.base_url);
            (format!("{}.xml", offer.name), feed.into_bytes())
        })
        .collect();
    let checksums = checksums(releases, &files);
    files.insert(CHECKSUMS.to_owned(), checksums.into_bytes());
    let lookup = |release: &Release| web::lookup(release.sheet, release.docset);
    let lookups: Vec<_> = releases.par_iter().map(lookup).collect();
    let shelf: Vec<_> = releases
        .iter()
        .zip(offers)
        .zip(&lookups)
        .map(|((release, offer), lookup)| {
            let Release { sheet, docset, .. } = *release;
            web::Shown { sheet, docset, lookup, offer: Some(offer) }
        })
        .collect();
    for (release, text) in releases.iter().zip(texts) {
        let name = format!("{}.md", release.docset.name);
        files.extend(text.map(|text| (name, text.into_bytes())));
    }
    files.extend(web::files(&shelf, web::Place::Published(&publication.base_url)));
    files
}

/// How the last line of the text of a sheet begins, which nobody wrote.
const MADE: &str = "<!-- made by docsheet from ";

/// Whether a text is one that was made here, and no sheet of an author's.
#[must_use]
pub fn is_made(text: &str) -> bool {
    text.trim_end().lines().next_back().is_some_and(|line| line.starts_with(MADE))
}

/// A sheet as Markdown, as its author wrote it if that is what it was written in.
fn markdown(source: &Source) -> Option<String> {
    let text = match source.language() {
        Language::Markdown => source.text.clone(),
        Language::Ruby => convert(source, Language::Markdown).ok()?.text,
    };
    let name = source.name.rsplit(['/', '\\']).next().unwrap_or_default();
    Some(format!("{}\n\n{MADE}{} -->\n", text.trim_end(), name.replace("--", "-")))
}

/// The day of a second since 1970, in the years that have four digits.
fn day(second: u64) -> Option<String> {
    const LAST: u64 = 253_402_300_799;
    let second = UNIX_EPOCH + Duration::from_secs(Some(second).filter(|second| *second <= LAST)?);
    let date = plist::Date::from(second).to_xml_format();
    date.split_once('T').map(|(day, _)| day.to_owned())
}

fn checksums(releases: &[Release], feeds: &Tree) -> String {
    let archives =
        releases.iter().map(|release| (format!("{}.tgz", release.docset.name), release.archive));
    let feeds = feeds.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice()));
    let mut lines: Vec<_> = archives
        .chain(feeds)
        .map(|(name, bytes)| (format!("{}  {name}\n", hex(&Sha256::digest(bytes))), name))
        .collect();
    lines.sort_by(|(_, one), (_, other)| one.cmp(other));
    lines.into_iter().map(|(line, _)| line).collect()
}
