//! The files below a folder → a stamp that changes when one of them does.

#![expect(clippy::disallowed_methods, reason = "this is the module that touches the disk")]

use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::error::Error;

/// What the paths, sizes and times of files come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Differs where any of them does.
    pub digest: u64,
    /// All their bytes together.
    pub bytes: u64,
    /// When the last of them changed.
    newest: SystemTime,
}

/// Within this time a file system may give a second change the time of the first; the coarsest
/// one in use, FAT, counts in steps of two seconds.
const TICK: Duration = Duration::from_secs(2);

impl Stamp {
    /// How long to wait until a further change is sure to change the stamp, if the file at `now`
    /// was just written.
    ///
    /// # Errors
    /// Names the path when the system refuses.
    pub fn unsettled(&self, now: &Path) -> Result<Option<Duration>, Error> {
        let now = fs::metadata(now).and_then(|file| file.modified());
        let now = now.map_err(|error| Error::io("read", Path::new("the clock"), &error))?;
        let age = now.duration_since(self.newest).unwrap_or_default();
        Ok(TICK.checked_sub(age).filter(|left| !left.is_zero()))
    }

    /// Adds a file, the path of which is already in the hash.
    fn add(&mut self, mut hasher: DefaultHasher, about: &Metadata) {
        about.len().hash(&mut hasher);
        let changed = changed(about);
        changed.hash(&mut hasher);
        // A sum does not depend on the order in which the system lists files.
        self.digest = self.digest.wrapping_add(hasher.finish());
        self.bytes += about.len();
        self.newest = self.newest.max(changed[1]);
    }
}

/// The stamp of the file or folder `root` and all below it, where links are not followed.
///
/// # Errors
/// Names the path that the system refuses to read.
pub fn stamp(root: &Path) -> Result<Stamp, Error> {
    let mut all = Stamp { digest: 0, bytes: 0, newest: SystemTime::UNIX_EPOCH };
    let about = fs::metadata(root).map_err(|error| Error::io("read", root, &error))?;
    let begun = DefaultHasher::new();
    if !about.is_dir() {
        all.add(begun, &about);
        return Ok(all);
    }
    let mut folders = vec![(root.to_owned(), begun)];
    while let Some((folder, begun)) = folders.pop() {
        let failed = |error: io::Error| Error::io("read", &folder, &error);
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let failed = |error: io::Error| Error::io("read", &entry.path(), &error);
            let mut hasher = begun.clone();
            entry.file_name().hash(&mut hasher);
            if entry.file_type().map_err(failed)?.is_dir() {
                folders.push((entry.path(), hasher));
            } else {
                // Asked of the open folder, which is quicker than by the whole path.
                all.add(hasher, &entry.metadata().map_err(failed)?);
            }
        }
    }
    Ok(all)
}

/// When the content was changed, and, where the system says it, when anything was: that time
/// cannot be set back.
#[cfg(unix)]
fn changed(about: &Metadata) -> [SystemTime; 2] {
    use std::os::unix::fs::MetadataExt;
    let seconds = u64::try_from(about.ctime()).unwrap_or_default();
    let nanoseconds = u64::try_from(about.ctime_nsec()).unwrap_or_default();
    let changed = Duration::from_secs(seconds) + Duration::from_nanos(nanoseconds);
    [about.modified().unwrap_or(SystemTime::UNIX_EPOCH), SystemTime::UNIX_EPOCH + changed]
}

#[cfg(not(unix))]
fn changed(about: &Metadata) -> [SystemTime; 2] {
    [about.modified().unwrap_or(SystemTime::UNIX_EPOCH); 2]
}
