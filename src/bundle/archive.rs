//! A docset as an archive → its list of files, and their bytes one after the other.
//!
//! Read are `.tgz`, which all readers take, and a bare `.tar`; other forms are known by name.
//! Nothing is unpacked. A bomb of names ends at [`NAMES_LIMIT`].

mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use super::entry::{Entry, Flaw, FlawKind, Kind, Listing, SMALL_LIMIT, Visitor};
use crate::error::Error;
use crate::files;
use crate::layout::{ENDING, ICON, INDEX, INFO, LARGE_ICON, META, SMALL_INFO, parted};

use walk::{Item, broken, is_bare_tar, size, too_large, walk};

/// Most bytes of all paths of an archive together.
const NAMES_LIMIT: usize = 64 << 20;
/// Most bytes of an index that is kept in memory; a larger one is read anew for each use.
const KEPT_INDEX: u64 = 16 << 20;
/// Paths below the bundle that are kept in memory while listing, each with its largest size.
const KEPT: &[(&str, u64)] = &[
    (INFO, SMALL_LIMIT),
    (SMALL_INFO, SMALL_LIMIT),
    (INDEX, KEPT_INDEX),
    (ICON, SMALL_LIMIT),
    (LARGE_ICON, SMALL_LIMIT),
    (META, SMALL_LIMIT),
];

/// How the names of archives end that all readers take, in whatever capitals.
pub(super) const ENDINGS: &[&str] = &[".tgz", ".tar.gz"];
/// How the names of other archives end.
pub(super) const OTHER_ENDINGS: &[&str] =
    &[".tar", ".tbz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz", ".tar.zst", ".zip", ".7z"];
/// Most bytes of all files together that are kept in memory.
const KEPT_LIMIT: u64 = KEPT_INDEX + 8 * SMALL_LIMIT;

/// The small files of an archive that every check starts from: path inside the bundle → bytes.
pub(super) type Kept = BTreeMap<String, Vec<u8>>;

/// Lists the archive `path`: what is in it, the folder in it that is the docset, with its `/`, and
/// what of that is kept.
pub(super) fn list(path: &Path) -> Result<(Listing, String, Kept), Error> {
    let mut gathered = Gathered::default();
    let mut file = files::open(path)?;
    let packed = size(&file);
    if is_bare_tar(&mut file).is_ok_and(|bare| bare) {
        gathered.flaw(FlawKind::Packing, "it is a tar without gzip");
    }
    let mut file = files::open(path)?;
    let end = walk(&mut file, packed, &mut |item, bytes| gathered.add(item, bytes));
    match end {
        Ok(true) => gathered.flaw(FlawKind::Trailing, "what follows was not looked into"),
        Ok(false) => {}
        Err(flaw) => {
            gathered.flaws.insert(0, flaw);
            gathered.complete = false;
        }
    }
    Ok(gathered.into_listing(path))
}

/// Calls `see` for every plain file below `root` that is `wanted`, in the archive's order.
pub(super) fn visit(
    path: &Path,
    root: &str,
    wanted: &BTreeSet<String>,
    see: Visitor,
) -> Result<(), Error> {
    let mut read = |item: Item, bytes: &mut dyn Read| {
        let plain = item.path.trim_start_matches("./");
        let inside = plain.strip_prefix(root);
        if let Some(inside) =
            inside.filter(|inside| item.kind == Kind::File && wanted.contains(*inside))
        {
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

/// Calls `see` with path inside the bundle, size and bytes of every plain file of an archive of
/// `packed` bytes that stands in a bundle itself; ends with the first flaw.
pub(super) fn visit_inner(
    packed: u64,
    bytes: &mut dyn Read,
    see: &mut dyn FnMut(&str, u64, &mut dyn Read),
) -> Result<(), Flaw> {
    let mut names = Names::default();
    walk(bytes, packed, &mut |item, bytes| {
        names.add(&item.path)?;
        let inside = parted(&item.path).map_or(item.path.as_str(), |(_, inside)| inside);
        let climbs = inside.split('/').any(|part| matches!(part, "" | "." | ".."));
        if item.kind == Kind::File && !climbs {
            see(inside, item.size, bytes);
        }
        Ok(())
    })
    .map(drop)
}

/// How many bytes the paths of an archive have that came so far.
#[derive(Default)]
struct Names(usize);

impl Names {
    fn add(&mut self, path: &str) -> Result<(), Flaw> {
        self.0 += path.len();
        if self.0 > NAMES_LIMIT {
            return Err(too_large("the names of its files alone are too long".to_owned()));
        }
        Ok(())
    }
}

/// What a walk has gathered so far, under the paths of the archive.
struct Gathered {
    entries: BTreeMap<String, Entry>,
    kept: Kept,
    /// How many bytes have been kept, those of a file that stands twice each time.
    kept_bytes: u64,
    flaws: Vec<Flaw>,
    names: Names,
    complete: bool,
}

impl Default for Gathered {
    fn default() -> Self {
        Self {
            entries: BTreeMap::new(),
            kept: BTreeMap::new(),
            kept_bytes: 0,
            flaws: Vec::new(),
            names: Names::default(),
            complete: true,
        }
    }
}

impl Gathered {
    fn add(&mut self, item: Item, bytes: &mut dyn Read) -> Result<(), Flaw> {
        self.names.add(&item.path)?;
        let path = self.judge(&item);
        let fits = |limit: &u64| *limit >= item.size && self.kept_bytes + item.size <= KEPT_LIMIT;
        if let Some(limit) = kept_limit(&path).filter(fits) {
            let mut content = Vec::new();
            let read = bytes.take(limit).read_to_end(&mut content);
            read.map_err(|error| broken(&error))?;
            self.kept_bytes += content.len() as u64;
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

    fn into_listing(mut self, path: &Path) -> (Listing, String, Kept) {
        let root = self.root();
        let inside = |path: &str| path.strip_prefix(&root).map(str::to_owned);
        let listed = std::mem::take(&mut self.entries);
        let entries = listed.into_iter().filter_map(|(path, entry)| Some((inside(&path)?, entry)));
        let kept = std::mem::take(&mut self.kept);
        let kept = kept.into_iter().filter_map(|(path, bytes)| Some((inside(&path)?, bytes)));
        let name = parted(&root).and_then(|(docset, _)| docset.rsplit('/').next());
        let name = name.and_then(|name| name.strip_suffix(ENDING));
        let name = name.map(str::to_owned);
        let listing = Listing {
            name: name.unwrap_or_else(|| stem(path)),
            is_named_docset: true,
            entries: entries.collect(),
            flaws: self.flaws,
            complete: self.complete,
        };
        let kept = kept.collect();
        (listing, root, kept)
    }

    /// The one folder that everything stands in, with its `/`; notes what stands elsewhere.
    fn root(&mut self) -> String {
        let first = |path: &str| path.split('/').next().unwrap_or_default().to_owned();
        let mut tops: BTreeSet<String> = self.entries.keys().map(|path| first(path)).collect();
        tops.retain(|top| !top.is_empty() && !is_apple_leftover(top));
        let root = tops.iter().find(|top| top.ends_with(ENDING)).cloned();
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
        self.entries.keys().find_map(|path| Some(parted(path)?.0.to_owned()))
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
    let inside = parted(path).map_or(path, |(_, inside)| inside);
    let kept = KEPT.iter().find(|(kept, _)| *kept == inside);
    kept.map(|(_, limit)| *limit)
}
