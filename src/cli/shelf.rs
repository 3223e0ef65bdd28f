//! The docsets to search and the user's groups: options and environment → a shelf.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use docsheet::error::Error;
use docsheet::search::{self, Groups, Shelved};
use docsheet::{bundle, files, install};
use rayon::prelude::*;

use super::environment;

/// Where docsets are when nobody says, before the readers' folders.
const BUILT: &str = "output";

/// Most bytes of the settings; a line of a group has a few dozen.
const SETTINGS_LIMIT: usize = 1 << 20;

/// Which docsets a command looks into.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Choice {
    /// A docset, or a folder with docsets; may be given again [default: output and the folders of
    /// the readers on this machine]
    #[arg(long = "docsets", value_name = "DIR")]
    folders: Vec<PathBuf>,
}

impl Choice {
    /// The docsets: each name once, those that were just built first.
    ///
    /// # Errors
    /// When there is none, or a folder cannot be read.
    pub(super) fn shelf(&self) -> Result<Vec<Shelved>, Error> {
        let mut names = BTreeSet::new();
        let mut paths = self.paths()?;
        paths
            .retain(|path| names.insert(path.file_name().map(std::ffi::OsStr::to_ascii_lowercase)));
        let docsets: Vec<Option<Shelved>> =
            paths.par_iter().map(|path| search::shelve(path)).collect::<Result<_, _>>()?;
        let docsets: Vec<Shelved> = docsets.into_iter().flatten().collect();
        if docsets.is_empty() {
            let looked = self.folders.first().map_or(Path::new(BUILT), PathBuf::as_path);
            return Err(Error::new("search", looked, "there is no docset in it")
                .with_hint("build one with `docsheet build`, or name a folder with `--docsets`"));
        }
        Ok(docsets)
    }

    fn paths(&self) -> Result<Vec<PathBuf>, Error> {
        let mut paths = Vec::new();
        for folder in &self.folders {
            paths.extend(docsets_in(folder)?);
        }
        if self.folders.is_empty() {
            let installed = install::places(&environment::machine())?;
            let places = std::iter::once(PathBuf::from(BUILT));
            let places = places.chain(installed.into_iter().map(|place| place.folder));
            for folder in places.filter(|folder| files::exists(folder)) {
                paths.extend(docsets_in(&folder)?);
            }
        }
        Ok(paths)
    }
}

/// The user's groups of docsets; none when there is no file of settings.
///
/// # Errors
/// When the settings cannot be read; says where.
pub(super) fn groups() -> Result<Groups, Error> {
    let Some(path) = environment::settings() else { return Ok(Groups::default()) };
    match files::read_if_there(&path, SETTINGS_LIMIT)? {
        Some(bytes) => Groups::read(&path, &bytes),
        None => Ok(Groups::default()),
    }
}

/// The docsets below `folder`; archives only when they are named themselves.
fn docsets_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    files::clear_away(folder);
    let mut found = bundle::docsets_in(folder)?;
    found.retain(|path| path == folder || !bundle::is_archive(path));
    Ok(found)
}
