//! A folder on disk → its files, sorted, with `/` between the parts of their paths.

#![expect(clippy::disallowed_methods, reason = "this is the module that touches the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::error::Error;
use crate::files::read;

/// The files of a folder: path inside it, with `/` → bytes.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Something that stands in a folder, at any depth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Path inside the folder, with `/`; replacement characters where it is not UTF-8.
    pub path: String,
    /// The same as the system knows it.
    pub on_disk: PathBuf,
    /// What it is.
    pub kind: Kind,
}

/// What an [`Item`] is. Links count as what they lead to, as long as that is in the same folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file, with its length in bytes.
    File(u64),
    /// A link that leads out of the folder, in a circle, or nowhere.
    BadLink,
    /// A file whose path is not UTF-8.
    NotUtf8,
    /// A device, a socket or a pipe.
    Special,
}

/// What a path is, seen from a folder that it must not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file in the folder, with its length in bytes.
    File(u64),
    /// A folder in the folder.
    Folder,
    /// Something outside the folder.
    Outside,
}

/// What `path` is, links followed; `None` when there is nothing.
///
/// # Errors
/// When the system does not let us look.
pub fn look(folder: &Path, path: &Path) -> Result<Option<Place>, Error> {
    let real = |path: &Path| fs::canonicalize(path).map_err(|error| (path.to_owned(), error));
    let found = real(folder).and_then(|folder| {
        let path = real(path)?;
        let metadata = fs::metadata(&path).map_err(|error| (path.clone(), error))?;
        Ok(match path.starts_with(folder) {
            false => Place::Outside,
            true if metadata.is_dir() => Place::Folder,
            true => Place::File(metadata.len()),
        })
    });
    match found {
        Ok(place) => Ok(Some(place)),
        Err((_, error)) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err((path, error)) => Err(Error::io("read", &path, &error)),
    }
}

/// What stands in the folder `root`, sorted by path; folders themselves are left out.
///
/// Nothing behind a link that leads out of `root` is looked at.
///
/// # Errors
/// When the folder or a part of it cannot be read.
pub fn list(root: &Path) -> Result<Vec<Item>, Error> {
    let real_root = fs::canonicalize(root).map_err(|error| Error::io("read", root, &error))?;
    let mut items = Vec::new();
    let mut walk = WalkDir::new(root).follow_links(true).into_iter();
    while let Some(step) = walk.next() {
        let (path, kind) = match step {
            Ok(entry) => match kind(&entry, root, &real_root)? {
                Some(kind) => {
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                    (entry.into_path(), kind)
                }
                None => continue,
            },
            Err(error) => (bad_link(root, &error)?, Kind::BadLink),
        };
        items.push(item(root, path, kind));
    }
    items.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(items)
}

/// Reads every file of the folder `root`.
///
/// # Errors
/// When a part of it cannot be read, or is no plain file inside `root`.
pub fn read_tree(root: &Path) -> Result<Tree, Error> {
    list(root)?
        .into_iter()
        .map(|item| match item.kind {
            Kind::File(_) => Ok((item.path, read(&item.on_disk)?)),
            Kind::BadLink => Err(refused(&item, "the link does not lead to a file in the folder")),
            Kind::NotUtf8 => Err(refused(&item, "the name is not UTF-8")),
            Kind::Special => Err(refused(&item, "it is not a file")),
        })
        .collect()
}

fn refused(item: &Item, reason: &str) -> Error {
    Error::new("read", &item.on_disk, reason)
}

/// `None` for a folder to walk into.
fn kind(entry: &DirEntry, root: &Path, real_root: &Path) -> Result<Option<Kind>, Error> {
    if entry.path_is_symlink() && entry.depth() > 0 {
        let real = fs::canonicalize(entry.path())
            .map_err(|error| Error::io("read", entry.path(), &error))?;
        if !real.starts_with(real_root) {
            return Ok(Some(Kind::BadLink));
        }
    }
    let file_type = entry.file_type();
    if file_type.is_dir() {
        return Ok(None);
    }
    let inside = entry.path().strip_prefix(root).unwrap_or(entry.path());
    if inside.to_str().is_none() {
        return Ok(Some(Kind::NotUtf8));
    }
    if !file_type.is_file() {
        return Ok(Some(Kind::Special));
    }
    let length = entry.metadata().map(|metadata| metadata.len());
    Ok(Some(Kind::File(length.unwrap_or_default())))
}

/// The link that an error of the walk is about; other errors are the disk's.
fn bad_link(root: &Path, error: &walkdir::Error) -> Result<PathBuf, Error> {
    let path = error.path().unwrap_or(root).to_owned();
    let link = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_symlink());
    if link && path != root {
        return Ok(path);
    }
    let reason = error.io_error().map(|error| Error::io("read", &path, error));
    Err(reason.unwrap_or_else(|| Error::new("read", &path, error.to_string())))
}

fn item(root: &Path, on_disk: PathBuf, kind: Kind) -> Item {
    let inside = on_disk.strip_prefix(root).unwrap_or(&on_disk);
    let parts: Vec<_> =
        inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Item { path: parts.join("/"), on_disk, kind }
}
