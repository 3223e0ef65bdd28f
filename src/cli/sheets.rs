//! Which definitions a command works on: paths → definitions, read in parallel, in order.

use std::path::{Path, PathBuf};

use docsheet::Definition;
use docsheet::error::Error;
use docsheet::files;
use rayon::prelude::*;

/// Where definitions are when nobody says.
pub(super) const DEFAULT_FOLDER: &str = "data";

/// Files as they are given, folders walked for `*.rb` in sorted order; each file once.
///
/// # Errors
/// When a path does not exist or a folder has no definition.
pub(super) fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let default = [PathBuf::from(DEFAULT_FOLDER)];
    let paths = if paths.is_empty() { &default[..] } else { paths };
    let mut found: Vec<PathBuf> = Vec::new();
    for path in paths {
        let definitions = files::definitions(path)?;
        if definitions.is_empty() {
            return Err(Error::new("read", path, "there is no definition (`*.rb`) in it")
                .with_hint("name a definition, or a folder that holds some"));
        }
        for definition in definitions {
            if !found.contains(&definition) {
                found.push(definition);
            }
        }
    }
    Ok(found)
}

/// Reads definitions, several at a time; the results keep the order of the paths.
pub(super) fn load(paths: &[PathBuf]) -> Vec<Result<Definition, Error>> {
    paths.par_iter().map(|path: &PathBuf| docsheet::load(Path::new(path))).collect()
}
