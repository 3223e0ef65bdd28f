//! The bytes of a search index → a connection that a hostile index can do no harm with.

use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, Error, OpenFlags, Result, ffi};

use super::INDEX_LIMIT;

/// Longest field or row in bytes; names and paths have a few hundred.
const FIELD_LIMIT: i32 = 4 << 20;
/// Between two calls of the progress handler, in SQLite's virtual machine steps.
const STEPS_PER_CALL: i32 = 100_000;
/// Most calls: 500 million steps, a few seconds. An index of a million rows takes a tenth.
const CALL_LIMIT: u32 = 5_000;
/// What has to be escaped in a `file:` URI (SQLite, "Uniform Resource Identifiers").
const URI: &AsciiSet = &CONTROLS.add(b'%').add(b'?').add(b'#').add(b' ');

/// Most rows that are read; the largest public docsets have under a million.
pub const ROW_LIMIT: usize = 2_000_000;
/// Selects name, type and path of every row.
pub const ROWS: &str = "SELECT name, type, path FROM searchIndex";
/// The same from Apple's old schema, which Core Data made.
pub const APPLE_ROWS: &str = "SELECT token.ztokenname, kind.ztypename, \
            file.zpath || coalesce('#' || nullif(meta.zanchor, ''), '') \
     FROM ztoken AS token \
     JOIN ztokenmetainformation AS meta ON token.zmetainformation = meta.z_pk \
     JOIN zfilepath AS file ON meta.zfile = file.z_pk \
     JOIN ztokentype AS kind ON token.ztokentype = kind.z_pk";

/// Opens the file without ever writing beside it or waiting for a lock.
pub(super) fn from_file(path: &Path) -> Result<Connection> {
    let path = path.to_string_lossy();
    let uri = format!("file:{}?mode=ro&immutable=1", utf8_percent_encode(&path, URI));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    tamed(Connection::open_with_flags(uri, flags)?)
}

/// Opens an index that is held in memory.
pub(super) fn from_bytes(bytes: Option<&Vec<u8>>) -> Result<Connection> {
    let Some(bytes) = bytes else {
        let most = INDEX_LIMIT >> 20;
        let reason = format!("it is larger than {most} MB, too large to read from an archive");
        let code = ffi::Error::new(ffi::SQLITE_TOOBIG);
        return Err(Error::SqliteFailure(code, Some(reason)));
    };
    let mut connection = Connection::open_in_memory()?;
    connection.deserialize_read_exact("main", bytes.as_slice(), bytes.len(), true)?;
    tamed(connection)
}

/// Reads the rows of `searchIndex`, or else of Apple's old schema.
pub(super) fn each_row(
    connection: &Connection,
    see: &mut dyn FnMut(&str, &str, &str),
) -> Result<()> {
    let table = "SELECT count(*) FROM sqlite_schema \
                 WHERE type = 'table' AND lower(name) = 'searchindex'";
    let has_table = connection.query_row(table, [], |row| row.get::<_, bool>(0))?;
    let mut select = connection.prepare(if has_table { ROWS } else { APPLE_ROWS })?;
    let mut rows = select.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let text = |column: usize| row.get_ref(column).map(|field| field.as_str().ok());
        if let (Some(name), Some(kind), Some(path)) = (text(0)?, text(1)?, text(2)?) {
            see(name, kind, path);
        }
        count += 1;
        if count == ROW_LIMIT {
            break;
        }
    }
    Ok(())
}

fn tamed(mut connection: Connection) -> Result<Connection> {
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, FIELD_LIMIT)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    let mut calls = 0_u32;
    let too_many = move || {
        calls += 1;
        calls > CALL_LIMIT
    };
    connection.progress_handler(STEPS_PER_CALL, Some(too_many))?;
    Ok(connection)
}
