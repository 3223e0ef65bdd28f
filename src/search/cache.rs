//! A docset and the user's cache folder → the file that holds what was made of the docset.

use std::path::{Path, PathBuf};

use crate::bundle::hash;
use crate::files;

/// The file whose name ends so for the docset that is really at `docset`.
pub(super) fn place(docset: &Path, cache: &Path, ending: &str) -> PathBuf {
    cache.join(format!("{:016x}.{ending}", hash(docset)))
}

/// Takes away the files of docsets that are gone; `docset` says of which docset a file is.
pub(super) fn forget_those_gone(
    cache: &Path,
    ending: &str,
    docset: impl Fn(&Path) -> Option<String>,
) {
    files::clear_spare(cache, ending, |place| {
        docset(place).is_none_or(|docset| files::exists(Path::new(&docset)))
    });
}
