//! A docset as an archive → its list of files, and their bytes one after the other.
//!
//! Read are `.tgz`, which all readers take, and a bare `.tar`; other forms are known by name.
//!
//! Nothing is unpacked. A gzip bomb ends at [`inflated_limit`], a bomb of names at
//! [`NAMES_LIMIT`]; the extension headers that give an entry a long name are read here and not by
//! the tar crate, which would hold them whole however long they are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::OnceLock;

use flate2::bufread::MultiGzDecoder;
use tar::{Archive, EntryType, PaxExtensions};

use super::{
    Bundle, ENTRY_LIMIT, Entry, Flaw, FlawKind, INDEX_LIMIT, Kind, SMALL_LIMIT, Store, Visitor,
};
use crate::error::Error;
use crate::files;
use crate::layout::{ICON, INDEX, INFO, LARGE_ICON, META};

/// Longest path inside an archive in bytes: `PATH_MAX` of Linux.
const PATH_LIMIT: u64 = 4096;
/// Most bytes of all paths of an archive together.
const NAMES_LIMIT: usize = 64 << 20;
/// The smallest and the largest of what [`inflated_limit`] allows.
const INFLATED: (u64, u64) = (256 << 20, 4 << 30);
/// How many times its size an archive may grow: documentation packs 5 to 30 times smaller.
const RATIO: u64 = 200;
/// Paths below the bundle that are kept in memory while listing, each with its largest size.
const KEPT: &[(&str, u64)] = &[
    (INFO, SMALL_LIMIT),
    (INDEX, INDEX_LIMIT),
    (ICON, SMALL_LIMIT),
    (LARGE_ICON, SMALL_LIMIT),
    (META, SMALL_LIMIT),
];

/// How the names of archives end that all readers take, in whatever capitals.
pub(super) const ENDINGS: &[&str] = &[".tgz", ".tar.gz"];
/// How the names of other archives end.
pub(super) const OTHER_ENDINGS: &[&str] =
    &[".tar", ".tbz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz", ".tar.zst", ".zip", ".7z"];
/// How archives begin that are not looked into, and what they are.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"PK\x03\x04", "zip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf", "7z"),
];
/// How gzip begins, and where a tar says that it is one.
const GZIP: &[u8] = b"\x1f\x8b";
const TAR: (usize, &[u8]) = (257, b"ustar");
/// Most bytes of all files together that are kept in memory.
const KEPT_LIMIT: u64 = INDEX_LIMIT + 8 * SMALL_LIMIT;

/// Lists the archive `path`.
pub(super) fn open(path: &Path) -> Result<Bundle, Error> {
    let mut listing = Listing::default();
    let mut file = files::open(path)?;
    let packed = size(&file);
    if is_bare_tar(&mut file).is_ok_and(|bare| bare) {
        listing.flaw(FlawKind::Packing, "it is a tar without gzip");
    }
    let mut file = files::open(path)?;
    let end = walk(&mut file, packed, &mut |item, bytes| listing.add(item, bytes));
    if let Err(flaw) = end {
        listing.flaws.push(flaw);
        listing.complete = false;
    }
    Ok(listing.into_bundle(path))
}

/// Calls `see` for every plain file below `root` that is `wanted`, in the archive's order.
pub(super) fn visit(
    path: &Path,
    root: &str,
    wanted: &dyn Fn(&str) -> bool,
    see: Visitor,
) -> Result<(), Error> {
    let mut read = |item: Item, bytes: &mut dyn Read| {
        let plain = item.path.trim_start_matches("./");
        let inside = plain.strip_prefix(root);
        if let Some(inside) = inside.filter(|inside| item.kind == Kind::File && wanted(inside)) {
            see(inside, bytes);
        }
        Ok(())
    };
    // What is wrong with the archive was said when it was listed.
    let mut file = files::open(path)?;
    let packed = size(&file);
    let _ = walk(&mut file, packed, &mut read);
    Ok(())
}

/// Calls `see` with path inside the bundle, size and bytes of every plain file of an archive that
/// stands in a bundle itself and holds a part of it.
pub(super) fn visit_inner(
    packed: u64,
    bytes: &mut dyn Read,
    see: &mut dyn FnMut(&str, u64, &mut dyn Read),
) {
    // What is wrong with it ends it; what came before is there.
    let _ = walk(bytes, packed, &mut |item, bytes| {
        let inside = item.path.split_once(".docset/").map_or(item.path.as_str(), |(_, path)| path);
        let climbs = inside.split('/').any(|part| matches!(part, "" | "." | ".."));
        if item.kind == Kind::File && !climbs {
            see(inside, item.size, bytes);
        }
        Ok(())
    });
}

fn size(file: &File) -> u64 {
    file.metadata().map_or(0, |metadata| metadata.len())
}

fn is_bare_tar(file: &mut File) -> io::Result<bool> {
    let mut start = Vec::new();
    file.take(512).read_to_end(&mut start)?;
    Ok(!start.starts_with(GZIP) && start.get(TAR.0..).is_some_and(|rest| rest.starts_with(TAR.1)))
}

/// An entry of an archive, its path as it is written there.
struct Item {
    path: String,
    is_utf8: bool,
    kind: Kind,
    size: u64,
}

/// Walks through an archive; ends early with the first flaw that makes going on pointless.
fn walk(
    file: &mut dyn Read,
    packed: u64,
    see: &mut dyn FnMut(Item, &mut dyn Read) -> Result<(), Flaw>,
) -> Result<(), Flaw> {
    let mut start = Vec::new();
    file.take(512).read_to_end(&mut start).map_err(|error| broken(&error))?;
    if let Some((_, name)) = FOREIGN.iter().find(|(magic, _)| start.starts_with(magic)) {
        let detail = format!("it is {name}, and was not looked into");
        return Err(Flaw { kind: FlawKind::Packing, detail });
    }
    let is_tar = start.get(TAR.0..).is_some_and(|rest| rest.starts_with(TAR.1));
    let is_bare = is_tar && !start.starts_with(GZIP);
    let all = BufReader::with_capacity(1 << 16, io::Cursor::new(start).chain(file));
    let limit = inflated_limit(packed);
    let inner: Box<dyn Read> =
        if is_bare { Box::new(all) } else { Box::new(MultiGzDecoder::new(all)) };
    let inflated = Bounded { inner, left: limit };
    let mut archive = Archive::new(inflated);
    let walked = walk_entries(&mut archive, see);
    let mut rest = archive.into_inner();
    // What follows the last entry holds the checksum.
    let drained = match walked {
        Ok(()) => io::copy(&mut rest, &mut io::sink()).map(drop).map_err(|error| broken(&error)),
        Err(flaw) => Err(flaw),
    };
    match drained {
        Err(_) if rest.left == 0 => Err(Flaw {
            kind: FlawKind::TooLarge,
            detail: format!("it inflates from {packed} bytes to more than {} MB", limit >> 20),
        }),
        other => other,
    }
}

fn walk_entries(
    archive: &mut Archive<impl Read>,
    see: &mut dyn FnMut(Item, &mut dyn Read) -> Result<(), Flaw>,
) -> Result<(), Flaw> {
    let entries = archive.entries().map_err(|error| broken(&error))?;
    let mut long = Long::default();
    let mut seen = 0_usize;
    for entry in entries.raw(true) {
        let mut entry = entry.map_err(|error| broken(&error))?;
        seen += 1;
        if seen > ENTRY_LIMIT {
            return Err(too_large(format!("it has more than {ENTRY_LIMIT} files")));
        }
        match entry.header().entry_type() {
            EntryType::GNULongName => long.path = Some(read_name(&mut entry)?),
            EntryType::GNULongLink => long.link = Some(read_name(&mut entry)?),
            EntryType::XHeader => long.read_extensions(&mut entry)?,
            EntryType::XGlobalHeader => {}
            _ => {
                let item = item(&entry, std::mem::take(&mut long));
                see(item, &mut entry)?;
            }
        }
    }
    Ok(())
}

/// How many bytes an archive of `packed` bytes may inflate to.
fn inflated_limit(packed: u64) -> u64 {
    packed.saturating_mul(RATIO).clamp(INFLATED.0, INFLATED.1)
}

/// A name that an extension header gives to the entry after it.
#[derive(Default)]
struct Long {
    path: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
}

impl Long {
    /// Reads the records of a pax header (POSIX.1-2001), of which only names matter here.
    fn read_extensions(&mut self, entry: &mut impl Read) -> Result<(), Flaw> {
        let mut records = Vec::new();
        let mut bounded = entry.take(SMALL_LIMIT);
        bounded.read_to_end(&mut records).map_err(|error| broken(&error))?;
        for record in PaxExtensions::new(&records).flatten() {
            match record.key_bytes() {
                b"path" => self.path = Some(record.value_bytes().to_vec()),
                b"linkpath" => self.link = Some(record.value_bytes().to_vec()),
                _ => {}
            }
        }
        let longest = [&self.path, &self.link].into_iter().flatten().map(Vec::len);
        if longest.max().unwrap_or_default() as u64 > PATH_LIMIT {
            return Err(long_name());
        }
        Ok(())
    }
}

fn read_name(entry: &mut impl Read) -> Result<Vec<u8>, Flaw> {
    let mut name = Vec::new();
    let mut bounded = entry.take(PATH_LIMIT + 2);
    bounded.read_to_end(&mut name).map_err(|error| broken(&error))?;
    if name.last() == Some(&0) {
        name.pop();
    }
    if name.len() as u64 > PATH_LIMIT {
        return Err(long_name());
    }
    Ok(name)
}

fn item<R: Read>(entry: &tar::Entry<R>, long: Long) -> Item {
    let path = long.path.unwrap_or_else(|| entry.path_bytes().into_owned());
    let link = || {
        let short = entry.link_name_bytes().unwrap_or_default();
        let link = long.link.unwrap_or_else(|| short.into_owned());
        String::from_utf8_lossy(&link).into_owned()
    };
    let kind = match entry.header().entry_type() {
        EntryType::Regular | EntryType::Continuous if path.ends_with(b"/") => Kind::Folder,
        EntryType::Regular | EntryType::Continuous => Kind::File,
        EntryType::Directory => Kind::Folder,
        EntryType::Symlink => Kind::Link(link()),
        EntryType::Link => Kind::HardLink(link()),
        _ => Kind::Special,
    };
    Item {
        is_utf8: std::str::from_utf8(&path).is_ok(),
        path: String::from_utf8_lossy(&path).into_owned(),
        size: if kind == Kind::File { entry.size() } else { 0 },
        kind,
    }
}

/// What a walk has gathered so far, under the paths of the archive.
struct Listing {
    entries: BTreeMap<String, Entry>,
    kept: BTreeMap<String, Vec<u8>>,
    flaws: Vec<Flaw>,
    names: usize,
    complete: bool,
}

impl Default for Listing {
    fn default() -> Self {
        Self {
            entries: BTreeMap::new(),
            kept: BTreeMap::new(),
            flaws: Vec::new(),
            names: 0,
            complete: true,
        }
    }
}

impl Listing {
    fn add(&mut self, item: Item, bytes: &mut dyn Read) -> Result<(), Flaw> {
        self.names += item.path.len();
        if self.names > NAMES_LIMIT {
            return Err(too_large("the names of its files alone are too long".to_owned()));
        }
        let path = self.judge(&item);
        let kept: u64 = self.kept.values().map(|bytes| bytes.len() as u64).sum();
        let fits = |limit: &u64| *limit >= item.size && kept + item.size <= KEPT_LIMIT;
        if let Some(limit) = kept_limit(&path).filter(fits) {
            let mut content = Vec::new();
            let read = bytes.take(limit).read_to_end(&mut content);
            read.map_err(|error| broken(&error))?;
            self.kept.insert(path.clone(), content);
        }
        let entry = Entry { kind: item.kind, size: item.size };
        let is_folder = entry.kind == Kind::Folder;
        if self.entries.insert(path, entry).is_some() && !is_folder {
            self.flaw(FlawKind::Twice, &item.path);
        }
        Ok(())
    }

    /// Notes what is wrong with the path and gives it back without a leading `./`.
    fn judge(&mut self, item: &Item) -> String {
        let path = item.path.as_str();
        if !item.is_utf8 {
            self.flaw(FlawKind::NotUtf8, path);
        }
        if path.starts_with('/') || path.split(['/', '\\']).any(|part| part == "..") {
            self.flaw(FlawKind::Outside, path);
        } else if path == "." || path.starts_with("./") {
            self.flaw(FlawKind::Dot, path);
        }
        let plain = path.trim_start_matches("./").trim_end_matches('/');
        if plain == "." { String::new() } else { plain.to_owned() }
    }

    fn flaw(&mut self, kind: FlawKind, detail: &str) {
        self.flaws.push(Flaw { kind, detail: detail.to_owned() });
    }

    fn into_bundle(mut self, path: &Path) -> Bundle {
        let root = self.root();
        let inside = |path: &str| path.strip_prefix(&root).map(str::to_owned);
        let listed = std::mem::take(&mut self.entries);
        let entries = listed.into_iter().filter_map(|(path, entry)| Some((inside(&path)?, entry)));
        let kept = std::mem::take(&mut self.kept);
        let kept = kept.into_iter().filter_map(|(path, bytes)| Some((inside(&path)?, bytes)));
        let name = root.strip_suffix(".docset/").and_then(|path| path.rsplit('/').next());
        let name = name.map(str::to_owned);
        Bundle {
            name: name.unwrap_or_else(|| stem(path)),
            is_named_docset: true,
            entries: entries.collect(),
            flaws: self.flaws,
            complete: self.complete,
            store: Store::Archive { path: path.to_owned(), kept: kept.collect(), root },
            packed: OnceLock::new(),
            folded: OnceLock::new(),
        }
    }

    /// The one folder that everything stands in, with its `/`; notes what stands elsewhere.
    fn root(&mut self) -> String {
        let first = |path: &str| path.split('/').next().unwrap_or_default().to_owned();
        let mut tops: BTreeSet<String> = self.entries.keys().map(|path| first(path)).collect();
        tops.retain(|top| !top.is_empty() && !is_apple_leftover(top));
        let root = tops.iter().find(|top| top.ends_with(".docset")).cloned();
        if root.is_none()
            && let Some(root) = self.root_below()
        {
            let (folder, _) = root.rsplit_once('/').unwrap_or_default();
            self.flaw(FlawKind::Root, &format!("the docset stands in the folder `{folder}/`"));
            return root + "/";
        }
        for top in tops.iter().filter(|top| Some(*top) != root.as_ref()) {
            self.flaw(FlawKind::Root, top);
        }
        root.map(|root| root + "/").unwrap_or_default()
    }

    /// The first docset that stands in a folder of the archive.
    fn root_below(&self) -> Option<String> {
        const END: &str = ".docset/";
        let ends = |path: &String| Some(path[..path.find(END)? + END.len() - 1].to_owned());
        self.entries.keys().find_map(ends)
    }
}

/// `NAME` of `NAME.tgz` and `NAME.tar.gz`.
pub(super) fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut endings = ENDINGS.iter().chain(OTHER_ENDINGS);
    let ending = endings.find(|ending| name.to_ascii_lowercase().ends_with(*ending));
    name[..name.len() - ending.map_or(0, |ending| ending.len())].to_owned()
}

/// What macOS adds to archives beside the files themselves.
fn is_apple_leftover(top: &str) -> bool {
    top.starts_with("._") || top == "__MACOSX" || top == ".DS_Store"
}

/// How much of `path` is kept, if it is one of [`KEPT`] in whatever folder.
fn kept_limit(path: &str) -> Option<u64> {
    let inside = path.split_once(".docset/").map_or(path, |(_, inside)| inside);
    let kept = KEPT.iter().find(|(kept, _)| *kept == inside);
    kept.map(|(_, limit)| *limit)
}

fn broken(error: &io::Error) -> Flaw {
    let text = error.to_string();
    let detail = match error.kind() {
        io::ErrorKind::UnexpectedEof => "it is cut short".to_owned(),
        _ if text.contains("invalid gzip header") => "it is not gzip".to_owned(),
        _ => text.lines().next().unwrap_or_default().to_owned(),
    };
    Flaw { kind: FlawKind::Broken, detail }
}

fn too_large(detail: String) -> Flaw {
    Flaw { kind: FlawKind::TooLarge, detail }
}

fn long_name() -> Flaw {
    too_large(format!("the name of a file is longer than {PATH_LIMIT} bytes"))
}

/// A reader that fails, and does not just end, when more than a number of bytes are asked of it.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other("more bytes than the limit"));
        }
        let most = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let count = self.inner.read(&mut buffer[..most])?;
        self.left -= count as u64;
        Ok(count)
    }
}
