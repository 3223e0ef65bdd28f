//! Docsets that a command is given: a folder or a `.tgz` → a docset.

use std::path::Path;

use docsheet::docset::Docset;
use docsheet::error::Error;
use docsheet::{files, info};

/// Whether `path` is a docset and no definition or folder of definitions.
pub(super) fn is_docset(path: &Path) -> bool {
    is_archive(path) || has_ending(path, "docset") || files::exists(&path.join(info::PATH))
}

/// Reads the docset at `path`.
///
/// # Errors
/// When it cannot be read, or lacks what every reader needs.
pub(super) fn load(path: &Path) -> Result<Docset, Error> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let docset = Docset { name, files: files::read_tree(path)? };
    for needed in [info::PATH, docsheet::index::PATH] {
        if !docset.files.contains_key(needed) {
            return Err(Error::new("install", path, format!("there is no `{needed}` in it"))
                .with_hint("`docsheet verify` says all that is wrong with it"));
        }
    }
    Ok(docset)
}

fn is_archive(path: &Path) -> bool {
    has_ending(path, "tgz") || path.to_string_lossy().ends_with(".tar.gz")
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
}
