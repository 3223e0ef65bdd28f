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
    /// The docsets: each name once, those that were just built first. `tell` hears of what cannot
    /// be read beside them.
    ///
    /// # Errors
    /// When there is none that can be read.
    pub(super) fn shelf(&self, tell: &mut dyn FnMut(&Error)) -> Result<Vec<Shelved>, Error> {
        let (mut paths, mut docsets, mut unread) = (Vec::new(), Vec::new(), Vec::new());
        for folder in self.places()? {
            files::clear_away(&folder);
            match bundle::docsets_in(&folder) {
                Ok(found) => paths.extend(found),
                Err(error) => unread.push(error),
            }
        }
        let mut names = BTreeSet::new();
        paths.retain(|path| names.insert(bundle::bare_name(path).to_lowercase()));
        let shelved: Vec<_> = paths.par_iter().map(|path| search::shelve(path)).collect();
        for one in shelved {
            match one {
                Ok(docset) => docsets.push(docset),
                Err(error) => unread.push(error),
            }
        }
        let last = if docsets.is_empty() { unread.pop() } else { None };
        unread.iter().for_each(tell);
        match last {
            Some(error) => Err(error),
            None if docsets.is_empty() => Err(self.nothing()),
            None => Ok(docsets),
        }
    }

    /// Where docsets are looked for.
    fn places(&self) -> Result<Vec<PathBuf>, Error> {
        if !self.folders.is_empty() {
            return Ok(self.folders.clone());
        }
        let installed = install::places(&environment::machine())?;
        let mut places = vec![PathBuf::from(BUILT)];
        places.extend(installed.into_iter().map(|place| place.folder));
        places.retain(|folder| files::exists(folder));
        Ok(places)
    }

    fn nothing(&self) -> Error {
        let looked = self.folders.first().map_or(Path::new(BUILT), PathBuf::as_path);
        Error::new("search", looked, "there is no docset in it")
            .with_hint("build one with `docsheet build`, or name a folder with `--docsets`")
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
