//! A folder → the docsets and archives in it, as Zeal finds them.

use std::path::{Path, PathBuf};

use super::archive::{ENDINGS, OTHER_ENDINGS, stem};
use crate::error::Error;
use crate::files;
use crate::layout::{CONTENTS, ENDING};

/// How deep docsets are looked for below a folder.
const DEPTH: usize = 6;

/// The docset folders and archives below `path`, sorted; `path` itself if it is a docset or a file.
///
/// Like Zeal this descends into every folder that is no docset itself, hidden ones aside.
///
/// # Errors
/// Names the path that the system refuses to read.
pub fn docsets_in(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !files::is_folder(path)? || is_docset(path) {
        return Ok(vec![path.to_owned()]);
    }
    files::find(path, DEPTH, &is_docset, &is_tgz)
}

/// Whether `path` has the name of an archive, be it one that readers do not take.
#[must_use]
pub fn is_archive(path: &Path) -> bool {
    ends_in(path, ENDINGS) || ends_in(path, OTHER_ENDINGS)
}

/// Whether `path` has the name of an archive that all readers take.
#[must_use]
pub fn is_tgz(path: &Path) -> bool {
    ends_in(path, ENDINGS)
}

/// What the docset or archive at `path` is called by its own name, without the ending.
#[must_use]
pub fn bare_name(path: &Path) -> String {
    let name = stem(path);
    name.strip_suffix(ENDING).unwrap_or(&name).to_owned()
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    let name = path.to_string_lossy().to_ascii_lowercase();
    endings.iter().any(|ending| name.ends_with(ending))
}

/// Whether the folder `path` has the name or the inside of a docset.
fn is_docset(path: &Path) -> bool {
    ends_in(path, &[ENDING]) || matches!(files::is_folder(&path.join(CONTENTS)), Ok(true))
}
