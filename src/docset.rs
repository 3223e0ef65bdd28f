//! A docset as a value: page, index, icons and the rest → a name and its files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::anchor::PAGE;
use crate::error::Error;
use crate::files::{self, Safety, Saved, Tree};
use crate::icon::Icons;
use crate::index::{self, Row};
use crate::info::{self, Edition, Publication};
use crate::layout::{self, DOCUMENTS, ICON, INDEX, INFO, LARGE_ICON, META};
use crate::sheet::Cheatsheet;

/// A docset's files in memory.
///
/// Two docsets are the same when they are `==`; saving, archiving, verifying and searching
/// all take this value, wherever it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docset {
    /// Name of the bundle without `.docset`.
    pub name: String,
    /// Path inside the bundle (`Contents/Info.plist`, always with `/`) → bytes.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// How many hexadecimal digits of its hash a docset's own version has.
const VERSION_DIGITS: usize = 12;

/// What a docset is made of beside its sheet.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The page, as HTML.
    pub page: String,
    /// The rows of the index.
    pub rows: Vec<Row>,
    /// The icons.
    pub icons: Icons,
    /// Further documents: path beside the page → bytes.
    pub resources: Tree,
}

/// Puts a docset together. Of the sheet it needs no category.
///
/// # Errors
/// When the index cannot be made.
pub fn assemble(sheet: &Cheatsheet, parts: Parts, edition: &Edition) -> Result<Docset, Error> {
    let documents = parts
        .resources
        .into_iter()
        .chain([(PAGE.to_owned(), parts.page.into_bytes())])
        .map(|(path, bytes)| (format!("{DOCUMENTS}/{path}"), bytes));
    let mut files: Tree = documents.collect();
    files.extend([
        (INDEX.to_owned(), index::database(parts.rows)?),
        (INFO.to_owned(), info::plist(sheet, edition)),
        (ICON.to_owned(), parts.icons.small),
        (LARGE_ICON.to_owned(), parts.icons.large),
    ]);
    let version = version(&files, edition.publication.as_ref());
    let meta = info::meta(sheet, edition, &version);
    files.insert(META.to_owned(), meta);
    Ok(Docset { name: sheet.docset_file_name.clone(), files })
}

/// What readers compare to notice an update: the version that was given, or else one that changes
/// with the content alone. `meta.json`, which holds it, does not count.
#[must_use]
pub fn version(files: &Tree, publication: Option<&Publication>) -> String {
    let given = publication.and_then(|publication| publication.version.clone());
    given.unwrap_or_else(|| content_version(files))
}

/// Saves `docset` as `NAME.docset` in `folder`, whole or not at all, in place of an older one.
///
/// # Errors
/// When there is something of that name that is no docset, or when the system refuses; what was
/// there before is then still there.
pub fn save(docset: &Docset, folder: &Path, safety: Safety) -> Result<Saved, Error> {
    let path = bundle_path(folder, &docset.name);
    files::save_folder(&path, &docset.files, INFO, safety)
}

/// Where the docset `name` is in `folder`.
#[must_use]
pub fn bundle_path(folder: &Path, name: &str) -> PathBuf {
    folder.join(layout::folder(name))
}

fn content_version(files: &Tree) -> String {
    let mut hash = Sha256::new();
    for (path, bytes) in files.iter().filter(|(path, _)| *path != META) {
        for part in [path.as_bytes(), bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    let mut digits = hex(&hash.finalize());
    digits.truncate(VERSION_DIGITS);
    digits
}

/// `bytes` as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
