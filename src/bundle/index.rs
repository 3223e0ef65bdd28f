//! A [`Bundle`] → its search index, wherever that is kept, and the rows in it.

use std::path::PathBuf;

use rusqlite::Connection;

use super::entry::{INDEX_LIMIT, JOURNALED_LIMIT};
use super::store::{Bundle, Store};
use super::{database, journal, rows};
use crate::error::Error;
use crate::layout::{INDEX, JOURNAL};

impl Bundle {
    /// Opens the search index: read-only, within limits on time and memory, so that a hostile
    /// one can do nothing but fail.
    ///
    /// # Errors
    /// What SQLite says of it; an index that is not there or too large to hold is one too.
    pub(crate) fn database(&self) -> rusqlite::Result<Connection> {
        if let Some(index) = self.journaled() {
            return database::from_bytes(Some(&index));
        }
        match &self.store {
            Store::Folder { root, .. } if self.has_file(INDEX) => {
                let size = self.size(INDEX).unwrap_or_default();
                database::from_file(&root.join(INDEX), size)
            }
            Store::Memory(files) => database::from_bytes(files.get(INDEX)),
            Store::Archive { kept, .. } if kept.contains_key(INDEX) => {
                database::from_bytes(kept.get(INDEX))
            }
            Store::Archive { .. } => self.database_anew(),
            Store::Folder { .. } => database::from_bytes(None),
        }
    }

    /// The index with what its journal holds, where that is anything.
    fn journaled(&self) -> Option<Vec<u8>> {
        let read = |path| self.read(path, JOURNALED_LIMIT).ok().flatten();
        let journal = read(JOURNAL).filter(|journal| !journal.is_empty())?;
        let mut index = read(INDEX)?;
        journal::apply(&mut index, &journal).then_some(index)
    }

    /// Opens an index that is too large to be kept, right out of its archive.
    fn database_anew(&self) -> rusqlite::Result<Connection> {
        let size = self.own_size(INDEX).filter(|size| *size <= INDEX_LIMIT);
        let Some(size) = size else { return database::from_bytes(None) };
        let mut opened = database::from_bytes(None);
        // What the system refuses leaves the index unread.
        let _ = self.visit_own(INDEX, &mut |_, bytes| opened = database::from_reader(bytes, size));
        opened
    }

    /// Calls `see` with name, type and path of every row of the index.
    ///
    /// # Errors
    /// Names the index that cannot be read, and why.
    pub fn each_row(&self, see: &mut dyn FnMut(&str, &str, &str)) -> Result<(), Error> {
        let see = &mut |_, [name, kind, path]: [&str; 3]| see(name, kind, path);
        self.each_wanted_row(&mut |_| true, see)
    }

    /// Calls `see` with the place, from 1, and the name, type and path of each row whose name, as it
    /// is stored, is `wanted`; of the others nothing else is read.
    ///
    /// # Errors
    /// Names the index that cannot be read, and why.
    pub fn each_wanted_row(
        &self,
        wanted: &mut dyn FnMut(&[u8]) -> bool,
        see: &mut dyn FnMut(usize, [&str; 3]),
    ) -> Result<(), Error> {
        let rows = self.database().and_then(|index| rows::each_row(&index, wanted, see));
        rows.map_err(|error| {
            let place = match &self.store {
                Store::Memory(_) => PathBuf::from(INDEX),
                Store::Folder { root, .. } => root.join(INDEX),
                Store::Archive { path, .. } => path.clone(),
            };
            Error::new("read", &place, database::reason(&error))
                .with_hint("`docsheet verify` says all that is wrong with it")
        })
    }
}
