//! A folder to write into → a hidden folder in it that only this process uses.

#![expect(clippy::disallowed_methods, reason = "this is the module that touches the disk")]

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::refused;
use crate::error::Error;

/// Hidden, so that readers pass it by.
const PREFIX: &str = ".docsheet-";
const SUFFIX: &str = ".tmp";
const LOCK: &str = "lock";
const NEW: &str = ".new";
const OLD: &str = ".old";

/// How many names to try; they are taken only where processes on several machines, or in several
/// containers, have the same number.
const ATTEMPTS: usize = 1000;

/// No two workshops of a process have one name, even where one is gone: another process may just
/// be clearing it away.
static NEXT: AtomicUsize = AtomicUsize::new(0);

/// A hidden folder for what is not finished; gone when dropped.
pub(super) struct Workshop {
    folder: PathBuf,
    lock: Option<File>,
}

impl Workshop {
    pub(super) fn in_folder(parent: &Path) -> Result<Self, Error> {
        for _ in 0..ATTEMPTS {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let folder = parent.join(format!("{PREFIX}{}-{number}{SUFFIX}", process::id()));
            match claim(&folder) {
                Ok(Some(lock)) => {
                    return Ok(Self { folder, lock: Some(lock) });
                }
                Ok(None) => {}
                Err(error) => return Err(refused("write into", parent, &error)),
            }
        }
        Err(Error::new("write into", parent, "too many unfinished runs"))
    }

    /// Where to write what shall be called `name`.
    pub(super) fn new_path(&self, name: &OsStr) -> PathBuf {
        self.folder.join(with_ending(name, NEW))
    }

    /// Where to keep what was called `name` while the new one moves in.
    pub(super) fn old_path(&self, name: &OsStr) -> PathBuf {
        self.folder.join(with_ending(name, OLD))
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // Where open files cannot be removed, the lock has to go first.
        self.lock = None;
        sweep(&self.folder);
    }
}

/// Clears away the workshops that killed runs left in `parent`, as far as the system allows.
pub(super) fn clear_away(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    for entry in entries.flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && is_workshop_name(&entry.file_name()) {
            clear_if_left(&entry.path());
        }
    }
}

/// Makes `folder` and locks it; `None` when another process has it or has just cleared it away.
fn claim(folder: &Path) -> io::Result<Option<File>> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
        made => made?,
    }
    let path = folder.join(LOCK);
    let lock = match File::create_new(&path) {
        Err(error) if is_overtaken(&error) => return Ok(None),
        made => made.inspect_err(|_| drop(fs::remove_dir(folder)))?,
    };
    match lock.try_lock() {
        Err(TryLockError::WouldBlock) => Ok(None),
        // Where files cannot be locked nobody clears away either.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(path.exists().then_some(lock)),
    }
}

/// Whether the folder was cleared away, and perhaps made again, since we made it.
fn is_overtaken(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists)
}

fn clear_if_left(folder: &Path) {
    // Network file systems lock only what is open for writing.
    match File::options().write(true).open(folder.join(LOCK)) {
        Ok(lock) if lock.try_lock().is_ok() => {
            drop_unless_unix(lock, || sweep(folder));
        }
        Ok(_) => {}
        // A workshop gets its lock before anything else and loses it last.
        Err(_) => {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Holds the lock while sweeping, except where open files cannot be removed.
fn drop_unless_unix(lock: File, sweep: impl FnOnce()) {
    let held = cfg!(unix).then_some(lock);
    sweep();
    drop(held);
}

/// Removes a workshop, but never the only copy of what it had set aside.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if entry.file_name() == LOCK || put_back(folder, &path) {
            continue;
        }
        let _ = match entry.file_type() {
            Ok(kind) if kind.is_dir() => fs::remove_dir_all(&path),
            _ => fs::remove_file(&path),
        };
    }
    let only_lock = fs::read_dir(folder).is_ok_and(|entries| entries.count() <= 1);
    if only_lock {
        let _ = fs::remove_file(folder.join(LOCK));
        let _ = fs::remove_dir(folder);
    }
}

/// Moves what was set aside back to its place if that is empty; whether it must not be removed.
fn put_back(folder: &Path, path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let (Some(name), Some(parent)) = (name.strip_suffix(OLD), folder.parent()) else {
        return false;
    };
    let place = parent.join(name);
    if fs::symlink_metadata(&place).is_ok() {
        return false;
    }
    let _ = fs::rename(path, place);
    true
}

fn is_workshop_name(name: &OsStr) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    name.to_str()
        .and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX))
        .and_then(|numbers| numbers.split_once('-'))
        .is_some_and(|(process, number)| digits(process) && digits(number))
}

fn with_ending(name: &OsStr, ending: &str) -> OsString {
    let mut name = name.to_owned();
    name.push(ending);
    name
}
