//! A docset as a download: a docset → the bytes of `NAME.tgz`, the same on every machine; saved
//! with its docset.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use libdeflater::{CompressionError, CompressionLvl, Compressor};
use tar::{Builder, EntryType, Header, HeaderMode};

use crate::docset::{self, Docset};
use crate::error::Error;
use crate::files::{self, Safety, Saved};
use crate::layout::{self, INFO};

/// The time for entries when nobody names one, 1980-01-01: old enough to be nobody's, and not so
/// old that GNU tar calls it implausible.
pub const EARLY: u64 = 315_532_800;

/// How hard `libdeflate` tries, of 12: beyond it, a fiftieth less takes a fifth longer.
const LEVEL: i32 = 5;

/// What a file takes in a `tar` besides its bytes, if its path is no long one.
const ROOM: usize = 1024;

/// Packs `docset`. `modified` is the time that all entries bear, in seconds since 1970.
///
/// Entries start with `NAME.docset/`; a leading `./` would break Zeal.
///
/// # Errors
/// When a path is too long for an archive.
pub fn pack(docset: &Docset, modified: u64) -> Result<Vec<u8>, Error> {
    let name = format!("{}.tgz", docset.name);
    let packed = tarred(docset, modified).and_then(|tar| gzipped(&tar));
    packed.map_err(|error| Error::io("pack", Path::new(&name), &error))
}

/// Saves `docset` as `NAME.docset` in `folder` and `packed`, its archive, as `NAME.tgz` beside it:
/// both or neither, in place of older ones.
///
/// # Errors
/// As [`docset::save`]; what was there before is then still there, both of it.
pub fn save(docset: &Docset, packed: &[u8], folder: &Path, safety: Safety) -> Result<Saved, Error> {
    let path = docset::bundle_path(folder, &docset.name);
    let archive = folder.join(format!("{}.tgz", docset.name));
    files::save_folder_and_file((&path, &docset.files), (&archive, packed), INFO, safety)
}

fn tarred(docset: &Docset, modified: u64) -> io::Result<Vec<u8>> {
    let length = docset.files.values().map(|bytes| bytes.len() + ROOM).sum();
    let mut archive = Builder::new(Vec::with_capacity(length));
    archive.mode(HeaderMode::Deterministic);
    let root = layout::folder(&docset.name) + "/";
    for folder in folders(docset) {
        let mut header = header(EntryType::Directory, 0o755, 0, modified);
        archive.append_data(&mut header, format!("{root}{folder}"), io::empty())?;
    }
    for (path, bytes) in &docset.files {
        let mut header = header(EntryType::Regular, 0o644, bytes.len() as u64, modified);
        archive.append_data(&mut header, format!("{root}{path}"), bytes.as_slice())?;
    }
    archive.into_inner()
}

/// The header that `libdeflate` writes names neither a time nor a system (RFC 1952).
fn gzipped(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let level = CompressionLvl::new(LEVEL).unwrap_or_default();
    let mut compressor = Compressor::new(level);
    let bound = compressor.gzip_compress_bound(bytes.len());
    let mut compress = |room: usize| {
        let mut packed = vec![0; room];
        let length = compressor.gzip_compress(bytes, &mut packed)?;
        packed.truncate(length);
        Ok(packed)
    };
    // Page and index take a tenth of what they are; the bound, a little more than they are.
    match compress(bound / 4) {
        Err(CompressionError::InsufficientSpace) => compress(bound),
        packed => packed,
    }
    .map_err(io::Error::other)
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
