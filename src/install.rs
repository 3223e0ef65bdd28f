//! Docsets in the readers' folders: where each reader looks, and what is put there.

mod load;
mod reader;
mod settings;
mod places;

use std::path::{Path, PathBuf};

pub use load::load;
pub use places::{Environment, Place, System, places};
pub use reader::Reader;

use crate::bundle;
use crate::docset::{self, Docset};
use crate::error::Error;
use crate::files::{self, Safety, Saved};
use crate::identity::{self, Clash};
use crate::layout::{ENDING, INFO, META};

/// What installing a docset in a place does to what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There was none of that name.
    Added,
    /// There was another one of that name.
    Replaced,
    /// The very same one was there.
    None,
}

/// The places to use: those of the `wanted` readers, or else those of all readers seen.
///
/// A wanted reader that is not seen gets its first place all the same, since the user knows better.
#[must_use]
pub fn choose(places: &[Place], wanted: &[Reader]) -> Vec<Place> {
    if wanted.is_empty() {
        return places.iter().filter(|place| place.seen.is_some()).cloned().collect();
    }
    let of = |reader| places.iter().filter(move |place| place.reader == Some(reader));
    Reader::ALL
        .into_iter()
        .filter(|reader| wanted.contains(reader))
        .flat_map(|reader| {
            let seen: Vec<_> = of(reader).filter(|place| place.seen.is_some()).cloned().collect();
            if seen.is_empty() { of(reader).take(1).cloned().collect() } else { seen }
        })
        .collect()
}

/// Where the docset `name` belongs in `place`.
#[must_use]
pub fn bundle_path(place: &Place, name: &str) -> PathBuf {
    docset::bundle_path(&folder_of(place, name), name)
}

/// The names of the docsets in `place`, sorted; none when the folder is not there.
///
/// # Errors
/// When the system does not let us look.
pub fn installed(place: &Place) -> Result<Vec<String>, Error> {
    if !files::is_there(&place.folder)? {
        return Ok(Vec::new());
    }
    let bundles = bundle::docsets_in(&place.folder)?;
    let name = |path: &PathBuf| path.file_name()?.to_str()?.strip_suffix(ENDING).map(str::to_owned);
    Ok(bundles.iter().filter_map(name).collect())
}

/// Clears away what killed runs left in `place`.
pub fn clear_away(place: &Place) {
    files::clear_away(&place.folder);
    if place.nested {
        files::clear_away_below(&place.folder);
    }
}

/// What [`install`] would do.
///
/// # Errors
/// When there is something of that name that is no docset.
pub fn preview(docset: &Docset, place: &Place) -> Result<Change, Error> {
    let path = bundle_path(place, &docset.name);
    files::refuse_foreign("replace", &path, INFO)?;
    Ok(change(files::is_there(&path)?, files::holds(&path, &docset.files)))
}

/// Puts `docset` into `place`: whole or not at all, in place of an older one of that name, and on
/// the disk when this returns.
///
/// # Errors
/// When there is something of that name that is no docset, or when the system refuses; what was
/// there before is then still there.
pub fn install(docset: &Docset, place: &Place) -> Result<Change, Error> {
    let path = bundle_path(place, &docset.name);
    let there = files::is_there(&path)?;
    let saved = docset::save(docset, &folder_of(place, &docset.name), Safety::PowerCut)?;
    Ok(change(there, saved == Saved::Unchanged))
}

/// The docsets in `place`, each by the name of its bundle and by the name by which Zeal knows it;
/// those that do not say enough of themselves aside.
///
/// # Errors
/// When the system does not let us look.
pub fn known_to_zeal(place: &Place) -> Result<Vec<(String, String)>, Error> {
    if !files::is_there(&place.folder)? {
        return Ok(Vec::new());
    }
    let known = |path: &PathBuf| {
        let bundle = bundle::open_unlisted(path).ok().filter(|bundle| !bundle.is_archive())?;
        Some((bundle.name.clone(), bundle.zeal_name()?))
    };
    Ok(bundle::docsets_in(&place.folder)?.iter().filter_map(known).collect())
}

/// Which of the docsets that are `known` to Zeal are in the way of `docset`, and how.
#[must_use]
pub fn in_the_way(docset: &Docset, known: &[(String, String)]) -> Vec<(String, Clash)> {
    let read = |path| docset.files.get(path).map(Vec::as_slice).unwrap_or_default();
    let Some(own) = bundle::zeal_name(read(INFO), read(META)) else { return Vec::new() };
    let others = known.iter().filter(|(name, _)| *name != docset.name);
    others.filter_map(|(name, other)| Some((name.clone(), identity::clash(&own, other)?))).collect()
}

/// Takes the docset `name` out of `place`.
///
/// # Errors
/// When what is there is no docset, or when the system refuses.
pub fn uninstall(name: &str, place: &Place) -> Result<(), Error> {
    files::remove_folder(&bundle_path(place, name), INFO)?;
    if place.nested {
        files::remove_if_empty(&folder_of(place, name));
    }
    Ok(())
}

fn change(there: bool, same: bool) -> Change {
    match (there, same) {
        (false, _) => Change::Added,
        (true, false) => Change::Replaced,
        (true, true) => Change::None,
    }
}

fn folder_of(place: &Place, name: &str) -> PathBuf {
    if place.nested { place.folder.join(name) } else { place.folder.clone() }
}

/// The place that a user names.
#[must_use]
pub fn given_place(folder: &Path) -> Place {
    Place {
        reader: None,
        label: "the given folder",
        folder: folder.to_owned(),
        why: "given with `--to`".to_owned(),
        seen: Some("given with `--to`".to_owned()),
        nested: false,
    }
}
