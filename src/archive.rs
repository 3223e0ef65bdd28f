//! A docset as a download: a docset → the bytes of `NAME.tgz`, the same on every machine.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use flate2::{Compression, GzBuilder};
use tar::{Builder, EntryType, Header, HeaderMode};

use crate::docset::Docset;
use crate::error::Error;

/// The byte for "unknown" in a gzip header, in place of the system that packed it (RFC 1952).
const UNKNOWN_SYSTEM: u8 = 255;

/// The time for entries when nobody names one, 1980-01-01: old enough to be nobody's, and not so
/// old that GNU tar calls it implausible.
pub const EARLY: u64 = 315_532_800;

/// How hard gzip tries, of 9: a twelfth larger than with 9, in a third of the time.
const LEVEL: u32 = 4;

/// Packs `docset`. `modified` is the time that all entries bear, in seconds since 1970.
///
/// Entries start with `NAME.docset/`; a leading `./` would break Zeal.
///
/// # Errors
/// When a path is too long for an archive.
pub fn pack(docset: &Docset, modified: u64) -> Result<Vec<u8>, Error> {
    let name = format!("{}.tgz", docset.name);
    write(docset, modified).map_err(|error| Error::io("pack", Path::new(&name), &error))
}

fn write(docset: &Docset, modified: u64) -> io::Result<Vec<u8>> {
    let gzip = GzBuilder::new()
        .mtime(0)
        .operating_system(UNKNOWN_SYSTEM)
        .write(Vec::new(), Compression::new(LEVEL));
    let mut archive = Builder::new(gzip);
    archive.mode(HeaderMode::Deterministic);
    let root = format!("{}.docset/", docset.name);
    for folder in folders(docset) {
        let mut header = header(EntryType::Directory, 0o755, 0, modified);
        archive.append_data(&mut header, format!("{root}{folder}"), io::empty())?;
    }
    for (path, bytes) in &docset.files {
        let mut header = header(EntryType::Regular, 0o644, bytes.len() as u64, modified);
        archive.append_data(&mut header, format!("{root}{path}"), bytes.as_slice())?;
    }
    let mut gzip = archive.into_inner()?;
    gzip.flush()?;
    gzip.finish()
}

/// Every folder of the bundle, itself as the empty path, those above before those below.
fn folders(docset: &Docset) -> BTreeSet<&str> {
    let ends = |path: &str| path.match_indices('/').map(|(at, _)| at + 1).collect::<Vec<_>>();
    docset
        .files
        .keys()
        .flat_map(|path| ends(path).into_iter().map(|end| &path[..end]))
        .chain([""])
        .collect()
}

fn header(kind: EntryType, mode: u32, size: u64, modified: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_entry_type(kind);
    header.set_mode(mode);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(modified);
    header.set_size(size);
    header
}
