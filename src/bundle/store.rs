//! A docset on disk, in an archive or in memory → a [`Bundle`] to look into.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::entry::{Entry, Flaw, FlawKind, Kind, Listing, Visitor};
use super::{archive, folder};
use crate::docset::Docset;
use crate::error::Error;
use crate::files;
use crate::layout::PACKED;

/// A docset to look into, wherever it stands.
#[derive(Debug)]
pub struct Bundle {
    /// Name of the bundle without `.docset`.
    pub name: String,
    /// Whether the folder's name ends in `.docset`, as readers want it.
    pub is_named_docset: bool,
    /// Path inside the bundle, with `/` → what is there.
    pub entries: BTreeMap<String, Entry>,
    /// What is wrong with the folder or the archive itself.
    pub flaws: Vec<Flaw>,
    /// Whether all of it was seen: not when an archive is broken or larger than the limits.
    pub complete: bool,
    pub(super) store: Store,
    /// What is in [`PACKED`], listed when the first page is missed.
    packed: OnceLock<Packed>,
    /// Paths in lower case → as they are, made when the first page is missed.
    pub(super) folded: OnceLock<BTreeMap<String, String>>,
}

/// What is in [`PACKED`].
#[derive(Debug)]
struct Packed {
    /// Path inside the bundle → bytes.
    files: BTreeMap<String, u64>,
    /// Why there may be more of them.
    flaw: Option<Flaw>,
}

#[derive(Debug)]
pub(super) enum Store {
    Memory(BTreeMap<String, Vec<u8>>),
    Folder {
        root: PathBuf,
        /// Whether what is in it stands in [`Bundle::entries`].
        is_listed: bool,
    },
    Archive {
        path: PathBuf,
        /// The folder inside the archive, with its `/`.
        root: String,
        /// The small files that every check starts from.
        kept: archive::Kept,
    },
}

/// Opens the docset at `path`: a folder is the bundle itself, a file is an archive.
///
/// A broken archive is no error but a [`Flaw`] of the bundle.
///
/// # Errors
/// Names the path when it is not there or the system refuses to read it.
pub fn open(path: &Path) -> Result<Bundle, Error> {
    if files::is_folder(path)? {
        let store = Store::Folder { root: path.to_owned(), is_listed: true };
        return Ok(Bundle::of(folder::list(path)?, store));
    }
    let (listing, root, kept) = archive::list(path)?;
    Ok(Bundle::of(listing, Store::Archive { path: path.to_owned(), root, kept }))
}

/// Opens the docset at `path` without listing what is in a folder, so that a page of a large docset
/// costs little: [`Bundle::entries`] stays empty, and each file is looked for when it is asked for.
/// An archive is listed whole.
///
/// # Errors
/// Names the path when it is not there or the system refuses to read it.
pub fn open_unlisted(path: &Path) -> Result<Bundle, Error> {
    if files::is_folder(path)? {
        let store = Store::Folder { root: path.to_owned(), is_listed: false };
        return Ok(Bundle::of(folder::unlisted(path), store));
    }
    open(path)
}

impl From<Docset> for Bundle {
    /// The docset as it was built, before it is on disk.
    fn from(docset: Docset) -> Self {
        let file = |bytes: &Vec<u8>| Entry { kind: Kind::File, size: bytes.len() as u64 };
        let listing = Listing {
            name: docset.name,
            is_named_docset: true,
            entries: docset.files.iter().map(|(path, bytes)| (path.clone(), file(bytes))).collect(),
            flaws: Vec::new(),
            complete: true,
        };
        Self::of(listing, Store::Memory(docset.files))
    }
}

impl Bundle {
    fn of(listing: Listing, store: Store) -> Self {
        let Listing { name, is_named_docset, entries, flaws, complete } = listing;
        let (packed, folded) = (OnceLock::new(), OnceLock::new());
        Self { name, is_named_docset, entries, flaws, complete, store, packed, folded }
    }

    /// Whether `path` is a plain file of the bundle.
    #[must_use]
    pub fn has_file(&self, path: &str) -> bool {
        self.size(path).is_some()
    }

    /// The size of the plain file `path`.
    #[must_use]
    pub fn size(&self, path: &str) -> Option<u64> {
        self.own_size(path).or_else(|| self.packed().get(path).copied())
    }

    /// The files that are packed into [`PACKED`], with their sizes.
    #[must_use]
    pub fn packed(&self) -> &BTreeMap<String, u64> {
        &self.packing().files
    }

    /// What is wrong with [`PACKED`].
    #[must_use]
    pub fn packed_flaw(&self) -> Option<&Flaw> {
        self.packing().flaw.as_ref()
    }

    fn packing(&self) -> &Packed {
        self.packed.get_or_init(|| {
            let mut files = BTreeMap::new();
            let listed = self.visit_packed(&mut |path, size, _| {
                files.insert(path.to_owned(), size);
            });
            Packed { files, flaw: listed.err() }
        })
    }

    /// Calls `see` with path, size and bytes of each file in [`PACKED`].
    fn visit_packed(&self, see: &mut dyn FnMut(&str, u64, &mut dyn Read)) -> Result<(), Flaw> {
        let Some(size) = self.own_size(PACKED) else { return Ok(()) };
        let flaw = |kind, detail| Flaw { kind, detail: format!("{PACKED}: {detail}") };
        let mut walked = Ok(());
        let visit = &mut |_: &str, bytes: &mut dyn Read| {
            walked = archive::visit_inner(size, bytes, see);
        };
        self.visit_own(PACKED, visit).map_err(|error| flaw(FlawKind::Broken, error.to_string()))?;
        walked.map_err(|found| flaw(found.kind, found.detail))
    }

    pub(super) fn own_size(&self, path: &str) -> Option<u64> {
        if let Store::Folder { root, is_listed: false } = &self.store {
            return files::plain_size(root, path);
        }
        let entry = self.entries.get(path)?;
        (entry.kind == Kind::File).then_some(entry.size)
    }

    /// The paths of all plain files, those that are packed too.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let own = self.entries.iter().filter(|(_, entry)| entry.kind == Kind::File);
        let own = own.map(|(path, _)| path.as_str());
        own.chain(self.packed().keys().map(String::as_str))
    }

    /// Whether there is anything at `path` or below it.
    #[must_use]
    pub fn has_folder(&self, path: &str) -> bool {
        let below = format!("{path}/");
        let is_below = |found: &str| found.starts_with(&below);
        let kind = self.entries.get(path).map(|entry| &entry.kind);
        kind == Some(&Kind::Folder)
            || self.entries.range(below.clone()..).next().is_some_and(|(found, _)| is_below(found))
            || self.packed().range(below.clone()..).next().is_some_and(|(found, _)| is_below(found))
    }

    /// Whether `path` is a plain file, or behind a link that stays inside the bundle.
    #[must_use]
    pub fn leads_to_file(&self, path: &str) -> bool {
        if let Store::Folder { root, is_listed: false } = &self.store {
            return self.has_file(path) || files::is_linked(root, path);
        }
        let linked = |path: &str| {
            let kind = self.entries.get(path).map(|entry| &entry.kind);
            matches!(kind, Some(Kind::Link(_) | Kind::HardLink(_)))
        };
        let above = path.match_indices('/').map(|(end, _)| &path[..end]);
        self.has_file(path) || above.chain([path]).any(linked)
    }

    /// Whether this is an archive and not a folder.
    #[must_use]
    pub fn is_archive(&self) -> bool {
        matches!(self.store, Store::Archive { .. })
    }

    /// The folder that it is.
    #[must_use]
    pub fn folder(&self) -> Option<PathBuf> {
        let Store::Folder { root, .. } = &self.store else { return None };
        Some(root.clone())
    }

    /// The name of an archive without `.tgz`; `None` for a folder.
    #[must_use]
    pub fn archive_name(&self) -> Option<String> {
        let Store::Archive { path, .. } = &self.store else { return None };
        Some(archive::stem(path))
    }

    /// Reads the plain file `path`; `None` when it is not there or larger than `limit` bytes.
    ///
    /// # Errors
    /// Names the path when the system refuses.
    pub fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Error> {
        if self.size(path).is_none_or(|size| size > limit) {
            return Ok(None);
        }
        let mut content = Vec::new();
        let mut failed = None;
        self.visit_one(path, &mut |_, bytes| {
            failed = bytes.take(limit).read_to_end(&mut content).err();
        })?;
        match failed {
            Some(error) => Err(Error::io("read", Path::new(path), &error)),
            None => Ok(Some(content)),
        }
    }

    /// Calls `see` for the plain file `path`, if there is one.
    ///
    /// # Errors
    /// Names the path when the system refuses.
    pub fn visit_one(&self, path: &str, see: Visitor) -> Result<(), Error> {
        self.visit(&BTreeSet::from([path.to_owned()]), see)
    }

    pub(super) fn visit_own(&self, path: &str, see: Visitor) -> Result<(), Error> {
        match &self.store {
            Store::Memory(files) => see_bytes(path, files, see),
            Store::Folder { root, .. } => see(path, &mut files::open(&root.join(path))?),
            Store::Archive { kept, .. } if kept.contains_key(path) => see_bytes(path, kept, see),
            Store::Archive { path: archive, root, .. } => {
                archive::visit(archive, root, &BTreeSet::from([path.to_owned()]), see)?;
            }
        }
        Ok(())
    }

    /// Calls `see` for each of the plain files `paths` that is there, in an order that costs least.
    ///
    /// # Errors
    /// Names the path when the system refuses.
    pub fn visit(&self, paths: &BTreeSet<String>, see: Visitor) -> Result<(), Error> {
        let (own, packed): (BTreeSet<_>, BTreeSet<_>) =
            paths.iter().cloned().partition(|path| self.own_size(path).is_some());
        match &self.store {
            Store::Archive { path, root, .. } if own.len() > 1 => {
                archive::visit(path, root, &own, see)?;
            }
            _ => own.iter().try_for_each(|path| self.visit_own(path, see))?,
        }
        if packed.iter().any(|path| self.packed().contains_key(path)) {
            // What is wrong with it was said when it was listed.
            let _ = self.visit_packed(&mut |path, _, bytes| {
                if packed.contains(path) {
                    see(path, bytes);
                }
            });
        }
        Ok(())
    }
}

fn see_bytes(path: &str, files: &BTreeMap<String, Vec<u8>>, see: Visitor) {
    let bytes = files.get(path).map(Vec::as_slice).unwrap_or_default();
    see(path, &mut Cursor::new(bytes));
}
