//! The disk: path → bytes, and back. No other module touches it.
//!
//! Reading a file stands here, reading a folder in `tree`, one that nobody
//! vouches for in `walk`, and saving, whole or not at all, in
//! `save`.

#![expect(clippy::disallowed_methods, reason = "this is the module that touches the disk")]

mod portable;
mod stamp;
mod spare;
mod walk;
mod tree;
mod save;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub use portable::unportable;
pub use save::{
    Safety, Saved, abandon, clear_away, clear_away_below, create_file, holds, refuse_foreign,
    remove_folder, remove_if_empty, save_file, save_folder, save_folder_and_file,
};
pub use spare::{Draft, clear_spare, draft};
pub use stamp::{Stamp, stamp};
pub use tree::{Item, Kind, MOST_ITEMS, Place, Tree, list, look, read_tree, work_tree};

pub use walk::{
    Found, FoundKind, find, is_folder, is_linked, open, plain_size, real_path, real_path_inside,
    walk,
};

use walkdir::{DirEntry, WalkDir};

use crate::error::Error;
use crate::layout::ENDING;

/// Why a device, a pipe or a socket is not read.
const NO_FILE: &str = "it is neither a file nor a folder";

/// Reads a whole file.
///
/// # Errors
/// Names the path when the system refuses.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|error| Error::io("read", path, &error))
}

/// Reads the first `most` bytes of a file, or all of a shorter one.
///
/// # Errors
/// Names the path when the system refuses, or when it is a device or a pipe, which may never end.
pub fn read_at_most(path: &Path, most: usize) -> Result<Vec<u8>, Error> {
    let failed = |error: io::Error| Error::io("read", path, &error);
    if may_never_end(path) {
        return Err(Error::new("read", path, NO_FILE));
    }
    let file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_or(0, |metadata| metadata.len()).min(most as u64);
    let mut bytes = Vec::new();
    // One byte of room more, into which nothing is read, tells that there is no more.
    bytes.try_reserve_exact(usize::try_from(size).unwrap_or_default() + 1).ok();
    file.take(most as u64).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Reads the first `most` bytes of a file, or nothing when there is no file.
///
/// # Errors
/// Names the path when the system refuses for another reason, or when it is a device or a pipe.
pub fn read_if_there(path: &Path, most: usize) -> Result<Option<Vec<u8>>, Error> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => read_at_most(path, most).map(Some),
    }
}

fn may_never_end(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|place| !place.is_file() && !place.is_dir())
}

/// The definitions at `path`: the file itself, or every `*.rb` and `*.md` below a folder, sorted.
/// Hidden files and folders, and docsets, are passed over.
///
/// # Errors
/// Names the path that does not exist or cannot be read.
pub fn definitions(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let place = fs::metadata(path).map_err(|error| Error::io("read", path, &error))?;
    if place.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !place.is_dir() {
        return Err(Error::new("read", path, NO_FILE));
    }
    let is_wanted = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !name.starts_with('.') && !name.ends_with(ENDING)
    };
    let mut found = Vec::new();
    for entry in WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(is_wanted) {
        let entry = entry.map_err(|error| walk_error(path, &error))?;
        if !entry.file_type().is_dir() && is_definition(entry.path()) {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}

/// Whether a file in a folder is a definition, by its ending.
#[must_use]
pub fn is_definition(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "rb" || ending == "md")
}

fn walk_error(root: &Path, error: &walkdir::Error) -> Error {
    let path = error.path().unwrap_or(root);
    match error.io_error() {
        Some(reason) => Error::io("read", path, reason),
        None => Error::new("read", path, "its links lead in a circle"),
    }
}

/// The signals that this process passes over, as bits from signal 1 on; none where the system does
/// not say.
#[must_use]
pub fn passed_over_signals() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).unwrap_or_default()
}

/// Whether there is anything at `path`, be it a link that leads nowhere.
///
/// # Errors
/// When the system does not let us look: then nobody knows.
pub fn is_there(path: &Path) -> Result<bool, Error> {
    use io::ErrorKind::{NotADirectory, NotFound};
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => Ok(false),
        Err(error) => Err(Error::io("read", path, &error)),
    }
}

/// The same for what is only a help to have: what cannot be seen is not there.
#[must_use]
pub fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
