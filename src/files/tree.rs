//! A folder on disk → its files, sorted, with `/` between the parts of their paths.

#![expect(clippy::disallowed_methods, reason = "this is the module that touches the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::error::Error;
use crate::files::{read, real_path};

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

/// What an [`Item`] is. Links count as what they lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file, with its length in bytes.
    File(u64),
    /// A link that leads out of the allowed folder, to something hidden, in a circle, or nowhere.
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
    /// A device, a socket or a pipe in the folder.
    Special,
    /// Something in the folder that is hidden, or in a hidden folder.
    Hidden,
    /// Something outside the folder.
    Outside,
}

/// How many files and folders [`list`] looks at; links can make more of few.
pub const MOST_ITEMS: usize = 100_000;

/// The folder whose files belong together with those in `folder`: the nearest one from there
/// upwards that holds `.git`, or else `current` if `folder` is in it, or else `folder` itself.
///
/// # Errors
/// Names the folder that is not there.
pub fn work_tree(folder: &Path, current: Option<&Path>) -> Result<PathBuf, Error> {
    let folder = real_path(folder)?;
    if let Some(root) = folder.ancestors().find(|above| above.join(".git").exists()) {
        return Ok(root.to_owned());
    }
    let current = current.and_then(|current| fs::canonicalize(current).ok());
    Ok(current.filter(|current| folder.starts_with(current)).unwrap_or(folder))
}

/// What `path` is, links followed, seen from `within`; `None` when there is nothing.
///
/// # Errors
/// When the system does not let us look.
pub fn look(within: &Path, path: &Path) -> Result<Option<Place>, Error> {
    let real = |path: &Path| fs::canonicalize(path).map_err(|error| (path.to_owned(), error));
    let found = real(within).and_then(|within| {
        let path = real(path)?;
        let metadata = fs::metadata(&path).map_err(|error| (path.clone(), error))?;
        Ok(match path.strip_prefix(within) {
            Err(_) => Place::Outside,
            Ok(inside) if is_hidden(inside) => Place::Hidden,
            Ok(_) if metadata.is_dir() => Place::Folder,
            Ok(_) if metadata.is_file() => Place::File(metadata.len()),
            Ok(_) => Place::Special,
        })
    });
    match found {
        Ok(place) => Ok(Some(place)),
        Err((_, error)) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err((path, error)) => Err(Error::io("read", &path, &error)),
    }
}

/// Whether a part of `path` is one that systems and editors hide.
fn is_hidden(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."))
}

/// What stands in the folder `root`, sorted by path; folders themselves and what is hidden are left
/// out. `None` when there is more than [`MOST_ITEMS`].
///
/// Links are followed as long as they stay in `within`, a folder around `root`, and lead to nothing
/// hidden.
///
/// # Errors
/// When the folder or a part of it cannot be read.
pub fn list(root: &Path, within: &Path) -> Result<Option<Vec<Item>>, Error> {
    let within = real_path(within)?;
    let (mut items, mut looked_at) = (Vec::new(), 0);
    let is_shown = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let mut walk = WalkDir::new(root).follow_links(true).into_iter();
    while let Some(step) = walk.next() {
        looked_at += 1;
        if looked_at > MOST_ITEMS {
            return Ok(None);
        }
        let (path, kind) = match step {
            Ok(entry) if !is_shown(&entry) => {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            Ok(entry) => match kind(&entry, root, &within)? {
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
    Ok(Some(items))
}

/// Reads every file of the folder `root`.
///
/// # Errors
/// When a part of it cannot be read, or is no plain file inside `root`.
pub fn read_tree(root: &Path) -> Result<Tree, Error> {
    let items = list(root, root)?;
    let items = items.ok_or_else(|| Error::new("read", root, "there are too many files in it"))?;
    items
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
fn kind(entry: &DirEntry, root: &Path, within: &Path) -> Result<Option<Kind>, Error> {
    if entry.path_is_symlink() && entry.depth() > 0 {
        let real = fs::canonicalize(entry.path())
            .map_err(|error| Error::io("read", entry.path(), &error))?;
        if real.strip_prefix(within).map_or(true, is_hidden) {
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
