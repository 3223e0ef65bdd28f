//! The bytes of an archive → its entries one after the other, within limits.
//!
//! A gzip bomb ends at [`inflated_limit`]; the extension headers that give an entry a long name are
//! read here and not by the tar crate, which would hold them whole however long they are.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use flate2::bufread::GzDecoder;
use tar::{Archive, EntryType, PaxExtensions};

use super::super::entry::{ENTRY_LIMIT, Flaw, FlawKind, Kind, SMALL_LIMIT};
use super::super::medium::{GZIP, Medium, PACKINGS, medium};

/// Longest path inside an archive in bytes: `PATH_MAX` of Linux.
const PATH_LIMIT: u64 = 4096;
/// The smallest and the largest of what [`inflated_limit`] allows.
const INFLATED: (u64, u64) = (64 << 20, 4 << 30);
/// How many times its size an archive may grow: documentation packs 5 to 30 times smaller.
const RATIO: u64 = 100;
/// Bytes of deflate's window (RFC 1951), of which each member of a gzip file has its own.
const WINDOW: u64 = 32 << 10;
/// Bytes of a block of a tar.
const BLOCK: u64 = 512;
/// Where a tar says that it is one.
const TAR: (usize, &[u8]) = (257, b"ustar");

pub(super) fn size(file: &File) -> u64 {
    file.metadata().map_or(0, |metadata| metadata.len())
}

pub(super) fn is_bare_tar(file: &mut File) -> io::Result<bool> {
    let mut start = Vec::new();
    file.take(BLOCK).read_to_end(&mut start)?;
    Ok(!start.starts_with(GZIP) && start.get(TAR.0..).is_some_and(|rest| rest.starts_with(TAR.1)))
}

/// An entry of an archive, its path as it is written there.
pub(super) struct Item {
    pub(super) path: String,
    pub(super) is_utf8: bool,
    pub(super) kind: Kind,
    pub(super) size: u64,
}

/// Walks through an archive, and says whether something follows its gzip data; ends early with the
/// first flaw that makes going on pointless.
pub(super) fn walk(
    file: &mut dyn Read,
    packed: u64,
    see: &mut dyn FnMut(Item, &mut dyn Read) -> Result<(), Flaw>,
) -> Result<bool, Flaw> {
    let mut start = Vec::new();
    file.take(BLOCK).read_to_end(&mut start).map_err(|error| broken(&error))?;
    if let Some((_, name)) = PACKINGS.iter().find(|(magic, _)| start.starts_with(magic)) {
        let detail = format!("it is {name}, and was not looked into");
        return Err(Flaw { kind: FlawKind::Packing, detail });
    }
    let is_tar = start.get(TAR.0..).is_some_and(|rest| rest.starts_with(TAR.1));
    let is_bare = is_tar && !start.starts_with(GZIP);
    let all = BufReader::with_capacity(1 << 16, io::Cursor::new(&start).chain(file));
    let limit = inflated_limit(packed);
    let follows = Rc::new(Cell::new(false));
    let left = Rc::new(Cell::new(limit));
    let members = |all| Members {
        member: Some(GzDecoder::new(all)),
        held: 0,
        left: left.clone(),
        follows: follows.clone(),
    };
    let inner: Box<dyn Read> = if is_bare { Box::new(all) } else { Box::new(members(all)) };
    let mut inflated = Bounded { inner, left: left.clone() };
    let judged = |flaw| match left.get() {
        0 => too_large(format!("it inflates from {packed} bytes to more than {} MB", limit >> 20)),
        _ => flaw,
    };
    let mut first = Vec::new();
    inflated.by_ref().take(BLOCK).read_to_end(&mut first).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidInput => no_archive("it is", &start, "no gzip"),
        _ => judged(broken(&error)),
    })?;
    let mut archive = Archive::new(io::Cursor::new(&first).chain(inflated));
    let walked = walk_entries(&mut archive, &first, see);
    let (_, mut rest) = archive.into_inner().into_inner();
    // What follows the last entry holds the checksum.
    let drained = walked.and_then(|()| {
        io::copy(&mut rest, &mut io::sink()).map(drop).map_err(|error| broken(&error))
    });
    drained.map(|()| follows.get()).map_err(judged)
}

/// What the members of a gzip file hold, one after the other. What follows the last and is none is
/// passed over, as by gzip itself and by libarchive, with which Zeal unpacks.
struct Members<R> {
    member: Option<GzDecoder<R>>,
    /// How many bytes the member has held so far.
    held: u64,
    /// What the archive may still inflate to.
    left: Rc<Cell<u64>>,
    /// Whether anything follows but zeros, with which some devices fill up.
    follows: Rc<Cell<bool>>,
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let read = member.read(buffer)?;
            self.held += read as u64;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            // To begin another costs as much as to inflate a window, whatever it holds.
            let short = WINDOW.saturating_sub(std::mem::take(&mut self.held));
            self.left.set(self.left.get().saturating_sub(short));
            if self.left.get() == 0 {
                return Err(over_limit());
            }
            let Some(mut rest) = self.member.take().map(GzDecoder::into_inner) else { break };
            match rest.fill_buf()?.first() {
                first if first == GZIP.first() => self.member = Some(GzDecoder::new(rest)),
                first => self.follows.set(first.is_some_and(|byte| *byte != 0)),
            }
        }
        Ok(0)
    }
}

fn walk_entries(
    archive: &mut Archive<impl Read>,
    first: &[u8],
    see: &mut dyn FnMut(Item, &mut dyn Read) -> Result<(), Flaw>,
) -> Result<(), Flaw> {
    let entries = archive.entries().map_err(|error| broken(&error))?;
    let mut long = Long::default();
    let mut seen = 0_usize;
    for entry in entries.raw(true) {
        let mut entry = entry.map_err(|error| match seen {
            0 => no_archive("it holds", first, "no tar"),
            _ => broken(&error),
        })?;
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

pub(super) fn broken(error: &io::Error) -> Flaw {
    let text = error.to_string();
    let detail = match error.kind() {
        io::ErrorKind::UnexpectedEof => "it is cut short".to_owned(),
        _ if text.contains("entire block") => "it is cut short".to_owned(),
        _ if text.contains("invalid gzip header") => "what follows its end is not gzip".to_owned(),
        _ if text.contains("header") => "the header of a file in it is damaged".to_owned(),
        _ => text.lines().next().unwrap_or_default().to_owned(),
    };
    Flaw { kind: FlawKind::Broken, detail }
}

/// What is in the place of an archive that begins with these bytes.
fn no_archive(holds: &str, start: &[u8], lacks: &str) -> Flaw {
    let what = match medium("", start) {
        Medium::Other(what) => what,
        _ if start.trim_ascii_start().starts_with(b"<") => "a page",
        _ => "text",
    };
    let detail = format!("{holds} {what} and {lacks}");
    Flaw { kind: FlawKind::Broken, detail }
}

pub(super) fn too_large(detail: String) -> Flaw {
    Flaw { kind: FlawKind::TooLarge, detail }
}

fn long_name() -> Flaw {
    too_large(format!("the name of a file is longer than {PATH_LIMIT} bytes"))
}

/// A reader that fails, and does not just end, when more than a number of bytes are asked of it.
struct Bounded<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            return Err(over_limit());
        }
        let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let count = self.inner.read(&mut buffer[..most])?;
        self.left.set(self.left.get().saturating_sub(count as u64));
        Ok(count)
    }
}

fn over_limit() -> io::Error {
    io::Error::other("more bytes than the limit")
}
