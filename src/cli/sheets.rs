//! Which definitions a command works on: paths → definitions, read in parallel, in order.

use std::path::{Component, Path, PathBuf};

use clap::Args;
use docsheet::diagnostic::{Policy, any_error};
use docsheet::error::Error;
use docsheet::resources::Root;
use docsheet::ruby::room;
use docsheet::{Definition, bundle, clashes, files, info};
use rayon::prelude::*;

use super::{environment, panics};

/// Where definitions are when nobody says.
const DEFAULT_FOLDER: &str = "data";

/// How far the files of a sheet may be from its definition.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Reach {
    /// Folder that no `resources` lead out of [default: the repository that the definition is in,
    /// or else the current folder]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

const HINT: &str = "name a definition, or a folder that holds some";

/// Files as they are given, folders walked for `*.rb` in sorted order; each file once.
///
/// # Errors
/// When a path does not exist, is a docset, or is a folder without a definition.
pub(super) fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    if paths.is_empty() {
        let default = [PathBuf::from(DEFAULT_FOLDER)];
        return find(&default).map_err(|error| error.with_hint(HINT));
    }
    let mut found: Vec<PathBuf> = Vec::new();
    for path in paths {
        if files::exists(path) && is_docset(path) {
            return Err(Error::new("read", path, "it is a docset, not a definition").with_hint(
                format!("`docsheet verify {}` says what is wrong with it", path.display()),
            ));
        }
        let definitions = files::definitions(path)?;
        if definitions.is_empty() {
            return Err(
                Error::new("read", path, "there is no definition (`*.rb`) in it").with_hint(HINT)
            );
        }
        for definition in definitions.iter().map(|path| plain(path)) {
            if !found.contains(&definition) {
                found.push(definition);
            }
        }
    }
    Ok(found)
}

/// Whether `path` is a docset or an archive, and no definition or folder of definitions.
pub(super) fn is_docset(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docset"))
        || bundle::is_archive(path)
        || files::exists(&path.join(info::PATH))
}

/// A path without `./`, so that two spellings of one file are one.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

/// Reads definitions, several at a time; the results keep the order of the paths. Their findings
/// are what `policy` makes of them.
///
/// They are handed out one by one, as one may take as long as fifty others.
pub(super) fn load(
    paths: &[PathBuf],
    reach: &Reach,
    policy: &Policy,
) -> Vec<Result<Definition, Error>> {
    room::start_workers();
    let root = Root { named: reach.root.clone(), current: environment::current_folder() };
    let load = |path: &PathBuf| panics::caught(path, || docsheet::load(path, &root));
    let mut definitions: Vec<_> = paths.par_iter().with_max_len(1).map(load).collect();
    let mut read: Vec<_> = definitions.iter_mut().flatten().collect();
    clashes::find(&mut read);
    for definition in read {
        policy.apply(&mut definition.findings);
        if any_error(&definition.findings) {
            definition.sheet = None;
        }
    }
    definitions
}
