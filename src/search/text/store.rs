//! A docset → the file with the words of its text, made when it is missing or no longer true.
//!
//! The file may be deleted at any time. It is written beside its place and put there whole, so
//! that processes do not disturb one another; where it cannot be written, read or believed, its
//! content is made in memory instead.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rayon::prelude::*;
use rusqlite::{Connection, OpenFlags, Result, params};

use super::super::cache;
use super::super::shelf::Shelved;
use super::best;
use super::fill::{self, Read, Size};
use crate::error::Error;
use crate::files::{self, Stamp};

/// Counts up when the content of the files changes.
const VERSION: i64 = 7;
/// How the names of the files end.
const ENDING: &str = "words";
/// Up to so many bytes a docset is read anew until its stamp can be trusted; for a larger one the
/// moment is waited for.
const SMALL: u64 = 8 << 20;
/// What has to be escaped in a `file:` URI (SQLite, "Uniform Resource Identifiers").
const URI: &AsciiSet = &CONTROLS.add(b'%').add(b'?').add(b'#').add(b' ');
/// `ascii` takes everything but ASCII signs and blanks for letters: the words come ready made.
const SCHEMA: &str = "
    PRAGMA journal_mode = off;
    PRAGMA synchronous = off;
    CREATE TABLE about(stamp INTEGER, settled INTEGER, entries INTEGER, words INTEGER,
                       docset TEXT);
    CREATE TABLE entry(id INTEGER PRIMARY KEY, names TEXT, kind TEXT, path TEXT, title TEXT,
                       text TEXT, command TEXT);
    CREATE VIRTUAL TABLE words USING fts5(names, title, text, content='', tokenize='ascii');
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row');
    INSERT INTO words(words, rank) VALUES ('hashsize', 33554432);";

/// Told how many of how many bytes were read.
pub type Progress<'a> = &'a (dyn Fn(u64, u64) + Sync);

/// The words of a docset's text.
#[derive(Debug)]
pub(super) struct Store {
    pub(super) connection: Connection,
    /// How many entries it has.
    pub(super) entries: usize,
    /// How many words an entry has on average.
    pub(super) length: f64,
}

/// A docset, its place in the shelf, and its store or why there is none.
pub(super) type Opened<'a> = (usize, &'a Shelved, Result<Store, String>);

/// The store of each docset of a shelf, made where it is missing.
pub(super) fn open_all<'a>(
    shelf: &[(usize, &'a Shelved)],
    cache: Option<&Path>,
    progress: Progress,
) -> Vec<Opened<'a>> {
    let looked: Vec<_> = shelf
        .par_iter()
        .map(|(place, docset)| {
            let wanted = look(docset, cache).map_err(|error| error.to_string());
            let cached = wanted.as_ref().ok().and_then(Wanted::cached);
            (*place, *docset, wanted, cached)
        })
        .collect();
    let missing = looked.iter().filter(|(.., cached)| cached.is_none());
    let all: u64 =
        missing.filter_map(|(_, _, wanted, _)| wanted.as_ref().ok()).map(Wanted::bytes).sum();
    let done = AtomicU64::new(0);
    let read = |bytes: u64| progress(done.fetch_add(bytes, Ordering::Relaxed) + bytes, all);
    let opened = looked
        .into_par_iter()
        .map(|(place, docset, wanted, cached)| {
            let make =
                |wanted: Wanted| wanted.make(docset, &read).map_err(|error| error.to_string());
            (place, docset, cached.map_or_else(|| wanted.and_then(make), Ok))
        })
        .collect();
    // Once for all that were made: each file has to be opened to see whose it is.
    if let Some(cache) = cache.filter(|_| all > 0) {
        cache::forget_those_gone(cache, ENDING, docset_of);
    }
    opened
}

/// What is known of a docset before its store is opened.
#[derive(Debug)]
pub(super) struct Wanted {
    real: PathBuf,
    stamp: Stamp,
    place: Option<PathBuf>,
}

/// Looks at the files of a docset; `cache` is the folder for the files with the words.
pub(super) fn look(docset: &Shelved, cache: Option<&Path>) -> Result<Wanted, Error> {
    let real = files::real_path(&docset.path)?;
    let place = cache.map(|folder| cache::place(&real, folder, ENDING));
    Ok(Wanted { stamp: files::stamp(&real)?, place, real })
}

impl Wanted {
    /// The store in the cache, if it is there and true.
    pub(super) fn cached(&self) -> Option<Store> {
        open(self.place.as_ref()?, &self.stamp).ok().flatten()
    }

    /// The bytes of the docset.
    pub(super) fn bytes(&self) -> u64 {
        self.stamp.bytes
    }

    /// Reads the docset, into the cache if that can be written; `read` is called with the bytes
    /// of each page that was read.
    pub(super) fn make(&self, docset: &Shelved, read: Read) -> Result<Store, Error> {
        if let Some(store) = self.place.as_ref().and_then(|place| self.save(place, docset, read)) {
            return Ok(store);
        }
        let failed = |error: rusqlite::Error| Error::new("read", &docset.path, error.to_string());
        let connection = Connection::open_in_memory().map_err(failed)?;
        prepare(&connection).map_err(failed)?;
        let size = fill::fill(&connection, docset, read)?;
        self.finish(&connection, size, true).map_err(failed)?;
        store(connection).map_err(failed)
    }

    /// Makes the file and opens it; `None` when that fails, for whatever reason.
    fn save(&self, place: &Path, docset: &Shelved, read: Read) -> Option<Store> {
        let draft = files::draft(place).ok()?;
        let mut left = self.stamp.unsettled(&draft.path).ok()?;
        if let Some(time) = left.filter(|_| self.stamp.bytes > SMALL) {
            std::thread::sleep(time);
            left = None;
        }
        let connection = Connection::open(&draft.path).ok()?;
        prepare(&connection).ok()?;
        let size = fill::fill(&connection, docset, read).ok()?;
        self.finish(&connection, size, left.is_none()).ok()?;
        connection.close().ok()?;
        // What changed while it was read is not in it, or only in part.
        if files::stamp(&files::real_path(&docset.path).ok()?).ok()? != self.stamp {
            return None;
        }
        draft.put().ok()?;
        open_file(place).and_then(store).ok()
    }

    fn finish(&self, connection: &Connection, size: Size, settled: bool) -> Result<()> {
        best::fill(connection, size)?;
        let digest = self.stamp.digest.cast_signed();
        connection.execute(
            "INSERT INTO about VALUES (?1, ?2, ?3, ?4, ?5)",
            params![digest, settled, size.entries, size.words, self.real.to_str()],
        )?;
        connection.execute_batch(&format!("COMMIT; PRAGMA user_version = {VERSION};"))
    }
}

fn prepare(connection: &Connection) -> Result<()> {
    connection.execute_batch(SCHEMA)?;
    connection.execute_batch(best::SCHEMA)?;
    connection.execute_batch("BEGIN")
}

/// Of which docset the file is.
fn docset_of(place: &Path) -> Option<String> {
    let sql = "SELECT docset FROM about";
    open_file(place).ok()?.query_row(sql, [], |row| row.get(0)).ok()
}

/// The file at `place`, if it was made of files with this stamp, and not within the time in which
/// a stamp may stay the same.
fn open(place: &Path, stamp: &Stamp) -> Result<Option<Store>> {
    let connection = open_file(place)?;
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version != VERSION {
        return Ok(None);
    }
    let (digest, settled, size) =
        connection.query_row("SELECT stamp, settled, entries, words FROM about", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?, (row.get(2)?, row.get(3)?)))
        })?;
    let is_true = digest == stamp.digest.cast_signed() && settled;
    Ok(is_true.then(|| of_size(connection, size)))
}

fn open_file(place: &Path) -> Result<Connection> {
    let uri = utf8_percent_encode(&place.to_string_lossy(), URI).to_string();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(format!("file:{uri}?mode=ro&immutable=1"), flags)
}

fn store(connection: Connection) -> Result<Store> {
    let about = "SELECT entries, words FROM about";
    let size = connection.query_row(about, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(of_size(connection, size))
}

fn of_size(connection: Connection, (entries, words): (u32, f64)) -> Store {
    let length = (words / f64::from(entries.max(1))).max(1.0);
    Store { connection, entries: entries as usize, length }
}
