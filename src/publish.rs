//! What a folder of docsets needs to be offered on the web: docsets with their archives → feeds,
//! checksums and the reader.

use sha2::{Digest, Sha256};

use crate::docset::{self, Docset, hex};
use crate::feed::{self, Offer};
use crate::files::Tree;
use crate::info::Publication;
use crate::sheet::Cheatsheet;
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
}

/// The files that go beside the docsets and archives of `releases`, by name: `NAME.xml` for each,
/// the checksums of archives and feeds, and the reader.
#[must_use]
pub fn files(releases: &[Release], publication: &Publication) -> Tree {
    let versions: Vec<_> = releases
        .iter()
        .map(|release| docset::version(&release.docset.files, Some(publication)))
        .collect();
    let offers: Vec<_> = releases.iter().zip(&versions).map(offer).collect();
    let mut files: Tree = offers
        .iter()
        .map(|offer| {
            let feed = feed::feed(offer, &publication.base_url);
            (format!("{}.xml", offer.name), feed.into_bytes())
        })
        .collect();
    let checksums = checksums(releases, &files);
    files.insert(CHECKSUMS.to_owned(), checksums.into_bytes());
    let shelf: Vec<_> = releases
        .iter()
        .zip(offers)
        .map(|(release, offer)| {
            let Release { sheet, docset, .. } = *release;
            web::Shown { sheet, docset, offer: Some(offer) }
        })
        .collect();
    files.extend(web::files(&shelf, web::Place::Published(&publication.base_url)));
    files
}

fn offer<'a>((release, version): (&Release<'a>, &'a String)) -> Offer<'a> {
    let name = &release.sheet.docset_file_name;
    Offer { name, version, archive_size: release.archive.len() }
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
