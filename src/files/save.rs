//! Files in memory → a folder or a file on disk, whole or not at all.
//!
//! What is saved is first written into a hidden sibling, the workshop, then takes its place by
//! one rename, so that a killed run leaves the old or the new. A workshop is locked by the
//! process that uses it; the next save into the same folder clears away those of killed runs.

#![expect(clippy::disallowed_methods, reason = "this is the module that touches the disk")]

mod swap;
mod workshop;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use crate::error::Error;
use crate::files::tree::Tree;
use crate::files::walk::{FoundKind, walk};
use crate::files::{exists, read};
use swap::{swap_back, swap_in};
use workshop::Workshop;

/// What saving did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The bytes are on the disk now.
    Written,
    /// The very same bytes were there before; nothing was written.
    Unchanged,
}

/// What must not be able to spoil what was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// The end of the process at any moment. For what can be made again: waiting for the disk takes
    /// ten times as long as all the rest of a build.
    Kill,
    /// A power cut at any moment, too: everything is on the disk, not only in the system's memory,
    /// before it takes its place, and its place is on the disk before saving returns.
    PowerCut,
}

/// Saves `files` as the folder `path`, in place of what was there.
///
/// The folders above are made where they are missing.
///
/// # Errors
/// When there is something at `path` that does not hold the file `mark`, by which our folders are
/// recognised, or when the system refuses; what was there before is then still there.
pub fn save_folder(path: &Path, files: &Tree, mark: &str, safety: Safety) -> Result<Saved, Error> {
    let (parent, name) = place(path)?;
    create_folders(parent, safety)?;
    workshop::clear_away(parent);
    refuse_foreign("replace", path, mark)?;
    if holds(path, files) {
        return Ok(Saved::Unchanged);
    }
    let workshop = Workshop::in_folder(parent)?;
    let [new, old] = [workshop.new_path(name), workshop.old_path(name)];
    write_tree(&new, files, safety).map_err(|error| moved(error, &new, path))?;
    // Where a swap takes two renames, another one in between would find the place taken.
    let turn = workshop::turn(parent);
    swap_in(&new, path, &old)?;
    drop(turn);
    settle(parent, safety);
    Ok(Saved::Written)
}

/// Saves `files` as the folder `path` and `bytes` as the file `beside` in the same folder, both or
/// neither, with the promises of [`save_folder`] for each of them.
///
/// # Errors
/// As [`save_folder`]; what was there before is then still there, the folder and the file.
pub fn save_folder_and_file(
    (path, files): (&Path, &Tree),
    (beside, bytes): (&Path, &[u8]),
    mark: &str,
    safety: Safety,
) -> Result<Saved, Error> {
    let [(parent, name), (_, name_beside)] = [place(path)?, place(beside)?];
    create_folders(parent, safety)?;
    workshop::clear_away(parent);
    refuse_foreign("replace", path, mark)?;
    if is_file_of(beside, bytes) && holds(path, files) {
        return Ok(Saved::Unchanged);
    }
    let workshop = Workshop::in_folder(parent)?;
    let [new, old] = [workshop.new_path(name), workshop.old_path(name)];
    let new_beside = workshop.new_path(name_beside);
    write_tree(&new, files, safety).map_err(|error| moved(error, &new, path))?;
    write_file(&new_beside, bytes, safety).map_err(|error| moved(error, &new_beside, beside))?;
    workshop.note_pair(&new, name, name_beside).map_err(|error| refused("write", path, &error))?;
    // Two builds at once must not each place one of the two.
    let turn = workshop::turn(parent);
    swap_in(&new, path, &old)?;
    put(&new_beside, beside).inspect_err(|_| swap_back(&new, path, &old))?;
    drop(turn);
    settle(parent, safety);
    Ok(Saved::Written)
}

/// Saves `bytes` as the file `path`, with the promises of [`save_folder`].
///
/// # Errors
/// When the system refuses; what was there before is then still there.
pub fn save_file(path: &Path, bytes: &[u8], safety: Safety) -> Result<Saved, Error> {
    let (parent, name) = place(path)?;
    create_folders(parent, safety)?;
    workshop::clear_away(parent);
    if is_file_of(path, bytes) {
        return Ok(Saved::Unchanged);
    }
    let workshop = Workshop::in_folder(parent)?;
    let new = workshop.new_path(name);
    write_file(&new, bytes, safety).map_err(|error| moved(error, &new, path))?;
    put(&new, path)?;
    settle(parent, safety);
    Ok(Saved::Written)
}

/// Writes `bytes` as the file `path`, where nothing is yet.
///
/// # Errors
/// When something is there, which is left as it is, or when the system refuses.
pub fn create_file(path: &Path, bytes: &[u8], safety: Safety) -> Result<(), Error> {
    let (parent, _) = place(path)?;
    create_folders(parent, safety)?;
    if exists(path) {
        let error = Error::new("write", path, "it is there already");
        return Err(error.with_hint("choose another name, or move it away"));
    }
    write_file(path, bytes, safety)?;
    sync_folder(parent, safety)
}

/// Moves the file `new` to `path`.
fn put(new: &Path, path: &Path) -> Result<(), Error> {
    fs::rename(new, path).map_err(|error| refused("write", path, &error))
}

/// Removes the folder `path`, at once as readers see it.
///
/// # Errors
/// When `path` does not hold the file `mark`, or when the system refuses.
pub fn remove_folder(path: &Path, mark: &str) -> Result<(), Error> {
    let (parent, name) = place(path)?;
    workshop::clear_away(parent);
    refuse_foreign("remove", path, mark)?;
    let workshop = Workshop::in_folder(parent)?;
    let turn = workshop::turn(parent);
    fs::rename(path, workshop.new_path(name)).map_err(|error| refused("remove", path, &error))?;
    drop(turn);
    settle(parent, Safety::PowerCut);
    Ok(())
}

/// Clears away what killed runs left in `folder`, as far as the system allows.
pub fn clear_away(folder: &Path) {
    workshop::clear_away(folder);
}

/// Clears away what killed runs left in the folders in `folder`, as far as the system allows.
pub fn clear_away_below(folder: &Path) {
    let folders = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in folders.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
        workshop::clear_away(&entry.path());
    }
}

/// Takes away everything unfinished of this process, for which nothing can begin from now on: the
/// process has to end next.
pub fn abandon() {
    workshop::abandon();
}

/// Removes the folder `path` if there is nothing in it.
pub fn remove_if_empty(path: &Path) {
    // One that is not empty is to stay.
    let _ = fs::remove_dir(path);
}

/// Splits `path` into the folder that it is in and its name.
fn place(path: &Path) -> Result<(&Path, &OsStr), Error> {
    let name = path.file_name();
    let name = name.ok_or_else(|| Error::new("write", path, "the path has no name at its end"))?;
    let parent = path.parent().unwrap_or(Path::new(""));
    if parent.as_os_str().is_empty() {
        return Ok((Path::new("."), name));
    }
    Ok((parent, name))
}

fn create_folders(path: &Path, safety: Safety) -> Result<(), Error> {
    if path.is_dir() {
        return Ok(());
    }
    // Another process may have just made it.
    if exists(path) && !path.is_dir() {
        let error = Error::new("write into", path, "it is not a folder");
        return Err(error.with_hint("choose another place to write to"));
    }
    let (parent, _) = place(path)?;
    create_folders(parent, safety)?;
    match fs::create_dir(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(refused("create", path, &error))
        }
        _ => sync_folder(parent, safety),
    }
}

/// Makes sure that there is nothing at `path` but a folder that holds the file `mark`.
///
/// # Errors
/// Says that `action` cannot be done to what is there.
pub fn refuse_foreign(action: &'static str, path: &Path, mark: &str) -> Result<(), Error> {
    let (parent, _) = place(path)?;
    let _turn = workshop::turn(parent);
    if !exists(path) || path.join(mark).is_file() {
        return Ok(());
    }
    let error = Error::new(action, path, format!("it is no docset: there is no `{mark}` in it"));
    Err(error.with_hint("move it away, or choose another place to write to"))
}

/// Whether the folder `path` holds `files`, byte for byte, and nothing else.
#[must_use]
pub fn holds(path: &Path, files: &Tree) -> bool {
    let found = walk(path)
        .filter(|found| !found.as_ref().is_ok_and(|found| found.kind == FoundKind::Folder));
    let Ok(mut found) = found.collect::<Result<Vec<_>, _>>() else { return false };
    found.sort_by(|one, other| one.path.cmp(&other.path));
    let same_lengths = found.len() == files.len()
        && found.iter().zip(files).all(|(found, (name, bytes))| {
            let length = bytes.len() as u64;
            (&found.path, &found.kind, found.size) == (name, &FoundKind::File, length)
        });
    same_lengths
        && files
            .iter()
            .all(|(name, bytes)| read(&path.join(name)).is_ok_and(|there| there == *bytes))
}

fn is_file_of(path: &Path, bytes: &[u8]) -> bool {
    let length = fs::symlink_metadata(path).map(|metadata| (metadata.is_file(), metadata.len()));
    length.is_ok_and(|length| length == (true, bytes.len() as u64))
        && read(path).is_ok_and(|there| there == bytes)
}

fn write_tree(root: &Path, files: &Tree, safety: Safety) -> Result<(), Error> {
    let folders = folders(root, files)?;
    folders.iter().try_for_each(|folder| create_folder(folder))?;
    let at_once = safety == Safety::PowerCut && files.len() > MANY && cfg!(target_os = "linux");
    let each = if at_once { Safety::Kill } else { safety };
    for (name, bytes) in files {
        write_file(&root.join(name), bytes, each)?;
    }
    if at_once {
        return sync_disk(root);
    }
    folders.iter().try_for_each(|folder| sync_folder(folder, safety))
}

/// From so many files on, waiting once for the whole disk is sooner done than for each of them.
const MANY: usize = 200;

/// Waits until everything on the disk of `path` is there, not only in the system's memory.
#[cfg(target_os = "linux")]
fn sync_disk(path: &Path) -> Result<(), Error> {
    File::open(path)
        .and_then(|folder| Ok(rustix::fs::syncfs(folder)?))
        .map_err(|error| refused("write", path, &error))
}

#[cfg(not(target_os = "linux"))]
fn sync_disk(_: &Path) -> Result<(), Error> {
    Ok(())
}

/// The folders that `files` need, `root` first, each after the one that it is in.
fn folders(root: &Path, files: &Tree) -> Result<BTreeSet<PathBuf>, Error> {
    let mut folders = BTreeSet::from([root.to_owned()]);
    for name in files.keys().map(Path::new) {
        if !name.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(Error::new("write", &root.join(name), "the path leads out of its folder"));
        }
        // Above a folder that is known all are.
        let mut above = name.ancestors().skip(1);
        while above.next().is_some_and(|folder| folders.insert(root.join(folder))) {}
    }
    Ok(folders)
}

fn create_folder(path: &Path) -> Result<(), Error> {
    fs::create_dir(path).map_err(|error| refused("create", path, &error))
}

fn write_file(path: &Path, bytes: &[u8], safety: Safety) -> Result<(), Error> {
    File::create_new(path)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            if safety == Safety::PowerCut { file.sync_all() } else { Ok(()) }
        })
        .map_err(|error| refused("write", path, &error))
}

/// Where a folder cannot be opened like a file, renames need no such help.
fn sync_folder(path: &Path, safety: Safety) -> Result<(), Error> {
    if safety == Safety::Kill || !cfg!(unix) {
        return Ok(());
    }
    File::open(path)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| refused("write", path, &error))
}

/// Makes a move last. When the system refuses, all the same it was made: what was there before or
/// what is there now is whole after a power cut, too.
fn settle(parent: &Path, safety: Safety) {
    let _ = sync_folder(parent, safety);
}

/// Messages name the place that the user knows, not the workshop.
fn moved(error: Error, new: &Path, path: &Path) -> Error {
    let known: PathBuf = match error.path.strip_prefix(new) {
        Ok(inside) if inside.as_os_str().is_empty() => path.to_owned(),
        Ok(inside) => path.join(inside),
        Err(_) => return error,
    };
    Error { path: known, ..error }
}

fn refused(action: &'static str, path: &Path, error: &io::Error) -> Error {
    let hint = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space on that disk",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "make it writable for you, or choose another place to write to"
        }
        io::ErrorKind::IsADirectory => "move it away, or choose another place to write to",
        _ => return Error::io(action, path, error),
    };
    Error::io(action, path, error).with_hint(hint)
}
