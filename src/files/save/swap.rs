//! A finished folder and its place → the folder in its place, with no moment without one.

#![expect(clippy::disallowed_methods, reason = "this is the module that touches the disk")]

use std::fs;
use std::io;
use std::path::Path;

use super::refused;
use crate::error::Error;

/// How often to start again when another process takes or leaves the place in between.
const ATTEMPTS: usize = 16;

/// Moves the folder `new` to `path`. What was there ends up at `new` or `old`.
///
/// # Errors
/// When the system refuses; what was there before is then still there.
pub(super) fn swap_in(new: &Path, path: &Path, old: &Path) -> Result<(), Error> {
    let mut result = Ok(());
    for _ in 0..ATTEMPTS {
        result = if fs::symlink_metadata(path).is_ok() {
            match exchange(new, path) {
                Err(error) if unsupported(&error) => set_aside(new, path, old),
                exchanged => exchanged,
            }
        } else {
            fs::rename(new, path)
        };
        match &result {
            Err(error) if overtaken(error) => {}
            _ => break,
        }
    }
    result.map_err(|error| refused("replace", path, &error))
}

/// Undoes [`swap_in`], as far as the system allows.
pub(super) fn swap_back(new: &Path, path: &Path, old: &Path) {
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    // If this fails, the new folder stays, or the workshop keeps the old one for the next save to
    // put back.
    let _ = if is_there(new) {
        exchange(new, path)
    } else if is_there(old) {
        fs::rename(path, new).and_then(|()| fs::rename(old, path))
    } else {
        fs::rename(path, new)
    };
}

/// Whether the place was taken or left between looking and moving.
fn overtaken(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists
    )
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(new: &Path, path: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, path, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_new: &Path, _path: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the system or its file system cannot exchange; some say so as an invalid argument.
fn unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Two renames where one exchange is not to be had. Killed between them, the old folder waits in
/// the workshop and the next save puts it back.
fn set_aside(new: &Path, path: &Path, old: &Path) -> io::Result<()> {
    fs::rename(path, old)?;
    fs::rename(new, path).inspect_err(|_| {
        // If this fails too, the workshop keeps the old folder for the next save to put back.
        let _ = fs::rename(old, path);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_exchange_two_renames_do() {
        let folder = tempfile::tempdir().unwrap();
        let [new, path, old] = ["new", "path", "old"].map(|name| folder.path().join(name));
        fs::create_dir_all(new.join("fresh")).unwrap();
        fs::create_dir_all(path.join("stale")).unwrap();
        set_aside(&new, &path, &old).unwrap();
        assert!(path.join("fresh").is_dir());
        assert!(old.join("stale").is_dir());
    }

    #[test]
    fn what_was_swapped_in_is_swapped_back() {
        let folder = tempfile::tempdir().unwrap();
        let [new, path, old] = ["new", "path", "old"].map(|name| folder.path().join(name));
        let fill = || {
            fs::create_dir_all(new.join("fresh")).unwrap();
            fs::create_dir_all(path.join("stale")).unwrap();
        };
        fill();
        swap_in(&new, &path, &old).unwrap();
        swap_back(&new, &path, &old);
        assert!(path.join("stale").is_dir() && !path.join("fresh").exists());
        fs::remove_dir_all(&new).unwrap();
        fill();
        set_aside(&new, &path, &old).unwrap();
        swap_back(&new, &path, &old);
        assert!(path.join("stale").is_dir() && !path.join("fresh").exists());
        fs::remove_dir_all(&path).unwrap();
        swap_in(&new, &path, &old).unwrap();
        swap_back(&new, &path, &old);
        assert!(!path.exists());
    }

    #[test]
    fn without_exchange_a_failure_puts_the_old_one_back() {
        let folder = tempfile::tempdir().unwrap();
        let [new, path, old] = ["new", "path", "old"].map(|name| folder.path().join(name));
        fs::create_dir_all(path.join("stale")).unwrap();
        assert!(set_aside(&new, &path, &old).is_err());
        assert!(path.join("stale").is_dir());
    }
}
