//! Files that can be made again: written beside their place, then put there whole.

#![expect(clippy::disallowed_methods, reason = "this is the module that touches the disk")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::error::Error;

/// How the names of files end that are being filled.
const DRAFT: &str = "draft";
/// A draft that nobody has written to for so long belongs to a process that was stopped.
const ABANDONED: Duration = Duration::from_hours(1);

/// A file to be filled; taken away again unless it is put in its place.
#[derive(Debug)]
pub struct Draft {
    /// Where to write.
    pub path: PathBuf,
    place: PathBuf,
}

/// An empty file to be filled, beside `place`; folders on the way are made.
///
/// # Errors
/// Names the path when the system refuses.
pub fn draft(place: &Path) -> Result<Draft, Error> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let failed = |error: std::io::Error| Error::io("write", place, &error);
    fs::create_dir_all(place.parent().unwrap_or(Path::new("."))).map_err(failed)?;
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let path = place.with_extension(format!("{}-{count}.{DRAFT}", std::process::id()));
    fs::File::create(&path).map_err(failed)?;
    Ok(Draft { path, place: place.to_owned() })
}

/// Takes away the files of `folder` that end in `ending` and that nobody needs any more. What cannot
/// be looked at or taken away stays.
pub fn clear_spare(folder: &Path, ending: &str, is_needed: impl Fn(&Path) -> bool) {
    let Ok(files) = fs::read_dir(folder) else { return };
    for path in files.flatten().map(|file| file.path()) {
        if path.extension().is_some_and(|own| own == ending) && !is_needed(&path) {
            let _ = fs::remove_file(&path);
        }
    }
}

impl Draft {
    /// Writes one part after the other.
    ///
    /// # Errors
    /// Names the path when the system refuses.
    pub fn write(&self, parts: &[Vec<u8>]) -> Result<(), Error> {
        let failed = |error: std::io::Error| Error::io("write", &self.path, &error);
        let mut file = fs::File::create(&self.path).map_err(failed)?;
        parts.iter().try_for_each(|part| file.write_all(part)).map_err(failed)
    }

    /// Puts the file in its place, whatever is there, and takes away what processes that were
    /// stopped left beside it.
    ///
    /// # Errors
    /// Names the path when the system refuses.
    pub fn put(self) -> Result<(), Error> {
        let failed = |error| Error::io("write", &self.place, &error);
        fs::rename(&self.path, &self.place).map_err(failed)?;
        let changed = |path: &Path| fs::metadata(path).and_then(|about| about.modified()).ok();
        let (Some(folder), Some(now)) = (self.place.parent(), changed(&self.place)) else {
            return Ok(());
        };
        clear_spare(folder, DRAFT, |draft| {
            let age = changed(draft).and_then(|time| now.duration_since(time).ok());
            age.is_none_or(|age| age < ABANDONED)
        });
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After `put` there is nothing left to take away.
        let _ = fs::remove_file(&self.path);
    }
}
