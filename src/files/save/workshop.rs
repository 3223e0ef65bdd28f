//! A folder to write into → a hidden folder in it that only this process uses.

#![expect(clippy::disallowed_methods, reason = "this is the module that touches the disk")]

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::refused;
use crate::error::Error;
use crate::files::read_at_most;

/// Hidden, so that readers pass it by.
const PREFIX: &str = ".docsheet-";
const SUFFIX: &str = ".tmp";
const LOCK: &str = "lock";
const NEW: &str = ".new";
const OLD: &str = ".old";
/// Says which folder and which file take their places together.
const PAIR: &str = "pair";
/// Most bytes of what it says.
const LONGEST_NOTE: usize = 4096;

/// How long to wait for another one that moves what is finished to its place, at most.
const LONGEST_TURN: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(2);

/// The workshops of this process. Whoever holds it keeps the process from ending in between.
static LIVE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

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
            let mut live = live();
            match claim(&folder) {
                Ok(Some(lock)) => {
                    live.insert(folder.clone());
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

    /// Remembers that the file `beside` belongs to the folder `name` which is now at `new`: whoever
    /// finds the one moved and the other one not finishes it.
    #[cfg(unix)]
    pub(super) fn note_pair(&self, new: &Path, name: &OsStr, beside: &OsStr) -> io::Result<()> {
        use std::os::unix::fs::MetadataExt;
        let number = fs::symlink_metadata(new)?.ino();
        let note = [number.to_string().as_ref(), name, beside].join(OsStr::new("\n"));
        fs::write(self.folder.join(PAIR), note.as_encoded_bytes())
    }

    /// Elsewhere a folder has no number by which it is known again.
    #[cfg(not(unix))]
    pub(super) fn note_pair(&self, _: &Path, _: &OsStr, _: &OsStr) -> io::Result<()> {
        Ok(())
    }
}

/// The right to look at what has its place in a folder, and to change it, until it is dropped.
#[expect(dead_code, reason = "kept for what happens at its end")]
pub(super) struct Turn(Option<File>, MutexGuard<'static, BTreeSet<PathBuf>>);

/// Waits for the turn in `parent`.
pub(super) fn turn(parent: &Path) -> Turn {
    let live = live();
    Turn(locked(parent), live)
}

/// Locks a folder. Where folders cannot be locked, or somebody keeps the lock, it goes on without.
fn locked(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    let start = Instant::now();
    let is_busy = || matches!(folder.try_lock(), Err(TryLockError::WouldBlock));
    while is_busy() && start.elapsed() < LONGEST_TURN {
        sleep(PAUSE);
    }
    Some(folder)
}

/// Clears away the workshops of this process; none can be made any more.
pub(super) fn abandon() {
    let live = live();
    let start = Instant::now();
    for folder in live.iter() {
        // Other threads may still write into it.
        while fs::symlink_metadata(folder).is_ok() && start.elapsed() < LONGEST_TURN {
            sweep(folder);
        }
    }
    std::mem::forget(live);
}

fn live() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // Where open files cannot be removed, the lock has to go first.
        self.lock = None;
        sweep(&self.folder);
        live().remove(&self.folder);
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
    match open_lock(&folder.join(LOCK)) {
        Ok(Some(lock)) if lock.try_lock().is_ok() => {
            drop_unless_unix(lock, || sweep(folder));
            // NFS and FUSE keep a removed file under another name while it is open.
            let _ = fs::remove_dir(folder);
        }
        Ok(_) => {}
        // A workshop gets its lock before anything else and loses it last.
        Err(_) => {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The lock at `path`; nothing when what is there is none of ours, which are empty files.
fn open_lock(path: &Path) -> io::Result<Option<File>> {
    let is_ours = |about: &fs::Metadata| about.is_file() && about.len() == 0;
    if !is_ours(&fs::symlink_metadata(path)?) {
        return Ok(None);
    }
    // Network file systems lock only what is open for writing.
    let mut options = File::options();
    options.write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.custom_flags(flags.bits().cast_signed());
    }
    let lock = options.open(path)?;
    let is_ours = is_ours(&lock.metadata()?);
    Ok(is_ours.then_some(lock))
}

/// Holds the lock while sweeping, except where open files cannot be removed.
fn drop_unless_unix(lock: File, sweep: impl FnOnce()) {
    let held = cfg!(unix).then_some(lock);
    sweep();
    drop(held);
}

/// Removes a workshop, but never the only copy of what it had set aside.
fn sweep(folder: &Path) {
    // What cannot be finished leaves the old file beside the new folder.
    let _ = finish_pair(folder);
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

/// Moves the file of a pair to its place if its folder is there already.
#[cfg(unix)]
fn finish_pair(folder: &Path) -> Option<()> {
    use std::os::unix::fs::MetadataExt;
    let note = String::from_utf8(read_at_most(&folder.join(PAIR), LONGEST_NOTE).ok()?).ok()?;
    let mut lines = note.lines();
    let (number, name, beside) = (lines.next()?, lines.next()?, lines.next()?);
    let is_name = |name: &str| {
        let mut parts = Path::new(name).components();
        matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
    };
    let place = folder.parent().filter(|_| is_name(name) && is_name(beside))?;
    let there = fs::symlink_metadata(place.join(name)).ok()?.ino();
    let new = folder.join(with_ending(OsStr::new(beside), NEW));
    (there.to_string() == number).then_some(())?;
    fs::rename(new, place.join(beside)).ok()
}

#[cfg(not(unix))]
fn finish_pair(_: &Path) -> Option<()> {
    None
}

/// Moves what was set aside back to its place if that is empty; whether it must not be removed.
fn put_back(folder: &Path, path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let (Some(name), Some(parent)) = (name.strip_suffix(OLD), folder.parent()) else {
        return false;
    };
    let place = parent.join(name);
    // Somebody may just be moving another one in.
    let _locked = locked(parent);
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
