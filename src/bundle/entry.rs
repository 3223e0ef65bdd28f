//! What a docset on disk is made of: its things, what can be wrong with their container, and how
//! much of each is read.

use std::collections::BTreeMap;
use std::io::Read;

/// Most bytes of one page or style that are read: as much as a sheet of 100,000 entries needs.
pub const PAGE_LIMIT: u64 = 64 << 20;
/// Most bytes of a small file (`Info.plist`, `meta.json`, an icon): real ones have a few thousand.
pub const SMALL_LIMIT: u64 = 1 << 20;
/// Most bytes of an index inside an archive, which has to be held in memory; the largest public
/// ones have about 100 MB.
pub const INDEX_LIMIT: u64 = 256 << 20;
/// Most bytes of an index that has a journal, and of the journal: both are held in memory.
pub(super) const JOURNALED_LIMIT: u64 = 48 << 20;
/// Most files and folders of a docset; the largest public ones have about 200,000.
pub const ENTRY_LIMIT: usize = 500_000;

/// A thing in a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Bytes, 0 for what is not a file.
    pub size: u64,
}

/// What a thing in a bundle is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, with what it points to.
    Link(String),
    /// A hard link in an archive, with what it points to.
    HardLink(String),
    /// A device, a pipe, a socket.
    Special,
}

/// Something wrong with a folder or an archive as a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Its kind.
    pub kind: FlawKind,
    /// The path, or the reason where there is no path.
    pub detail: String,
}

/// What can be wrong with a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FlawKind {
    /// Cut short, or no tar inside.
    Broken,
    /// Not packed with gzip, which is the one form that all readers take.
    Packing,
    /// Something follows its gzip data.
    Trailing,
    /// More bytes or files than the limits.
    TooLarge,
    /// A path that begins with `./`.
    Dot,
    /// A path outside the one `NAME.docset/` folder.
    Root,
    /// A path with `..`, or an absolute one.
    Outside,
    /// A path that stands twice in an archive.
    Twice,
    /// A path that is not UTF-8.
    NotUtf8,
}

/// What is called for each file of a bundle: its path and its bytes.
pub type Visitor<'a> = &'a mut dyn FnMut(&str, &mut dyn Read);

/// What stands in a folder or an archive.
#[derive(Debug)]
pub(super) struct Listing {
    /// The name of the docset without `.docset`.
    pub(super) name: String,
    pub(super) is_named_docset: bool,
    /// Path inside the bundle → what is there.
    pub(super) entries: BTreeMap<String, Entry>,
    pub(super) flaws: Vec<Flaw>,
    /// Whether all of it was seen; else the first flaw says why not.
    pub(super) complete: bool,
}
