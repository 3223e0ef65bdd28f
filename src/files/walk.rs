//! Folders that nobody vouches for → what stands in them, links listed and never followed.

#![expect(clippy::disallowed_methods, reason = "this is the module that touches the disk")]

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::error::Error;

/// Something that stands below a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Path inside the folder, with `/`; replacement characters where it is not UTF-8.
    pub path: String,
    /// Whether the name is UTF-8 throughout.
    pub is_utf8: bool,
    /// What it is.
    pub kind: FoundKind,
    /// Bytes, 0 for what is not a file.
    pub size: u64,
}

/// What a [`Found`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundKind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A link, with what it points to.
    Link(String),
    /// A device, a pipe, a socket.
    Special,
}

/// Opens a file for reading.
///
/// # Errors
/// Names the path when the system refuses.
pub fn open(path: &Path) -> Result<File, Error> {
    File::open(path).map_err(|error| Error::io("read", path, &error))
}

/// Whether `path`, links followed, is a folder and not a file.
///
/// # Errors
/// Names the path when it is not there, or neither of both.
pub fn is_folder(path: &Path) -> Result<bool, Error> {
    let metadata = fs::metadata(path).map_err(|error| Error::io("read", path, &error))?;
    if metadata.is_dir() || metadata.is_file() {
        return Ok(metadata.is_dir());
    }
    Err(Error::new("read", path, "neither a file nor a folder"))
}

/// The size of the plain file `path` below `root`; `None` when it is something else or a part of
/// its path is a link.
#[must_use]
pub fn plain_size(root: &Path, path: &str) -> Option<u64> {
    let mut place = root.to_owned();
    let mut size = None;
    for part in path.split('/') {
        place.push(part);
        let metadata = fs::symlink_metadata(&place).ok()?;
        if part == ".." || metadata.is_symlink() {
            return None;
        }
        size = metadata.is_file().then_some(metadata.len());
    }
    size
}

/// Whether a part of `path` below `root` is a link.
#[must_use]
pub fn is_linked(root: &Path, path: &str) -> bool {
    let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
    let mut parts = ends.map(|end| fs::symlink_metadata(root.join(&path[..end])));
    parts.any(|part| part.is_ok_and(|metadata| metadata.is_symlink()))
}

/// Where `path` below `root` really is below `root`, links resolved, with `/`; `None` when it is not
/// there or leads out.
#[must_use]
pub fn real_path_inside(root: &Path, path: &str) -> Option<String> {
    let real = fs::canonicalize(root.join(path)).ok()?;
    let inside = real.strip_prefix(fs::canonicalize(root).ok()?).ok()?;
    let parts: Option<Vec<_>> = inside.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// `path` made absolute, links resolved.
///
/// # Errors
/// Names the path when it is not there.
pub fn real_path(path: &Path) -> Result<PathBuf, Error> {
    fs::canonicalize(path).map_err(|error| Error::io("read", path, &error))
}

/// Everything below the folder `root`, sorted within each folder.
pub fn walk(root: &Path) -> impl Iterator<Item = Result<Found, Error>> {
    WalkDir::new(root).min_depth(1).sort_by_file_name().into_iter().map(move |step| match step {
        Ok(entry) => found(root, &entry),
        Err(error) => Err(failure(root, &error)),
    })
}

/// The folders for which `is_whole` says so and the files for which `is_file` does, sorted, from
/// `root` down to `depth`. Whole folders and hidden ones are not descended into, and a folder to
/// which several links lead is looked into once.
///
/// # Errors
/// Names the path that the system refuses to read.
pub fn find(
    root: &Path,
    depth: usize,
    is_whole: &dyn Fn(&Path) -> bool,
    is_file: &dyn Fn(&Path) -> bool,
) -> Result<Vec<PathBuf>, Error> {
    let (mut all, mut looked_into) = (Vec::new(), HashSet::new());
    let walk = WalkDir::new(root).min_depth(1).max_depth(depth);
    let mut walk = walk.follow_links(true).sort_by_file_name().into_iter();
    while let Some(step) = walk.next() {
        let entry = match step {
            Ok(entry) => entry,
            // A link that leads nowhere or in a circle is none of ours.
            Err(error) if error.depth() > 0 => continue,
            Err(error) => return Err(failure(root, &error)),
        };
        let is_folder = entry.file_type().is_dir();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let whole = is_folder && !hidden && is_whole(entry.path());
        if is_folder && (hidden || whole || !looked_into.insert(real_path(entry.path())?)) {
            walk.skip_current_dir();
        }
        if whole || (!is_folder && !hidden && is_file(entry.path())) {
            all.push(entry.into_path());
        }
    }
    Ok(all)
}

fn found(root: &Path, entry: &DirEntry) -> Result<Found, Error> {
    let inside = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
    let (kind, size) = kind(entry)?;
    Ok(Found {
        path: parts.collect::<Vec<_>>().join("/"),
        is_utf8: inside.to_str().is_some(),
        kind,
        size,
    })
}

fn kind(entry: &DirEntry) -> Result<(FoundKind, u64), Error> {
    let failed = |error: io::Error| Error::io("read", entry.path(), &error);
    let file_type = entry.file_type();
    Ok(if file_type.is_symlink() {
        let target = fs::read_link(entry.path()).map_err(failed)?;
        (FoundKind::Link(target.to_string_lossy().into_owned()), 0)
    } else if file_type.is_dir() {
        (FoundKind::Folder, 0)
    } else if file_type.is_file() {
        let metadata = entry.metadata().map_err(io::Error::from);
        (FoundKind::File, metadata.map_err(failed)?.len())
    } else {
        (FoundKind::Special, 0)
    })
}

fn failure(root: &Path, error: &walkdir::Error) -> Error {
    let path = error.path().unwrap_or(root);
    match error.io_error() {
        Some(error) => Error::io("read", path, error),
        None => Error::new("read", path, error.to_string()),
    }
}
