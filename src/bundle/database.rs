//! The bytes of a search index → its rows, with nothing in it that could run.
//!
//! An index is a program too: a column can be computed, a view can call functions or itself. What
//! would have to be computed is refused, and what is read is bounded by the size of the file.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::Read;
use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error, OpenFlags, OptionalExtension, Result, ffi};

use super::entry::INDEX_LIMIT;
use super::{journal, view};

/// What an index may have, many times what honest ones do: the longest field or row in bytes (names
/// and paths have a few hundred), the longest statement of its schema, and what is in statements.
const LIMITS: &[(Limit, i32)] = &[
    (Limit::SQLITE_LIMIT_LENGTH, 4 << 20),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 64 << 10),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 10),
    (Limit::SQLITE_LIMIT_VDBE_OP, 100_000),
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
];
/// Most bytes of a field that a search looks at: readers cut what they list far before.
const SHOWN: usize = 16 << 10;
/// The longest field or row where a view can repeat a field.
const VIEW_FIELD_LIMIT: i32 = 16 << 10;
/// Between two calls of the progress handler, in SQLite's virtual machine steps.
const STEPS_PER_CALL: i32 = 10_000;
/// Most steps: a constant and a multiple of the bytes. A row of an honest index has about 100 bytes
/// and takes 50 steps.
const STEPS: (u64, u64) = (10_000_000, 5);
/// The same for a view, where a step can compare two long fields.
const VIEW_STEPS: (u64, u64) = (1_000_000, 1);
/// How many times the size of the file its rows may have together; a view repeats what it joins.
const REPEATS: u64 = 8;
/// Bytes of the header of an index.
const HEAD: u64 = 100;
/// What has to be escaped in a `file:` URI (SQLite, "Uniform Resource Identifiers").
const URI: &AsciiSet = &CONTROLS.add(b'%').add(b'?').add(b'#').add(b' ');
/// Functions that cost no more than what they are given.
const FUNCTIONS: &[&str] =
    &["coalesce", "count", "ifnull", "lower", "nullif", "substr", "trim", "upper"];
/// What is asked of an index beside its rows.
const PRAGMAS: &[&str] = &[
    "cell_size_check",
    "ignore_check_constraints",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "page_count",
    "page_size",
    "table_xinfo",
];
/// The tables of Apple's schema.
const APPLE: &[&str] = &["ztoken", "ztokenmetainformation", "zfilepath", "ztokentype"];

/// Most rows that are looked at one by one; the largest public docsets have under a million.
pub const ROW_LIMIT: usize = 2_000_000;

/// Where the rows of an index are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// In the table `searchIndex`, Dash's own.
    Table,
    /// In tables that Apple's Core Data made; Zeal lays a view over them.
    Apple,
    /// In a view of that name.
    View,
}

impl Rows {
    /// Selects name, type and path of every row.
    fn select(self) -> &'static str {
        match self {
            Self::Table | Self::View => "SELECT name, type, path FROM searchIndex",
            Self::Apple => {
                "SELECT token.ztokenname, kind.ztypename, \
                        file.zpath || coalesce('#' || nullif(meta.zanchor, ''), '') \
                 FROM ztoken AS token \
                 JOIN ztokenmetainformation AS meta ON token.zmetainformation = meta.z_pk \
                 JOIN zfilepath AS file ON meta.zfile = file.z_pk \
                 JOIN ztokentype AS kind ON token.ztokentype = kind.z_pk"
            }
        }
    }

    /// Where the rows are, as Zeal looks for them; `None` when they are nowhere.
    ///
    /// # Errors
    /// What SQLite says of the index, and where a view does more than join tables.
    pub fn of(connection: &Connection) -> Result<Option<Self>> {
        let has = |kind: &str, name: &str| {
            let sql = "SELECT 1 FROM sqlite_schema WHERE type = ?1 AND lower(name) = ?2 \
                       AND coalesce(sql, '') NOT LIKE 'CREATE VIRTUAL%'";
            connection.query_row(sql, [kind, name], |_| Ok(())).optional().map(|row| row.is_some())
        };
        if has("table", "searchindex")? {
            return Ok(Some(Self::Table));
        }
        let apple: Vec<bool> =
            APPLE.iter().map(|table| has("table", table)).collect::<Result<_>>()?;
        if apple.into_iter().all(|there| there) {
            return Ok(Some(Self::Apple));
        }
        if has("view", "searchindex")? {
            return refuse_dear_view(connection).map(|()| Some(Self::View));
        }
        Ok(None)
    }
}

/// Opens the file of so many bytes without ever writing beside it or waiting for a lock.
pub(super) fn from_file(path: &Path, size: u64) -> Result<Connection> {
    let path = path.to_string_lossy();
    let uri = format!("file:{}?mode=ro&immutable=1", utf8_percent_encode(&path, URI));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    tamed(Connection::open_with_flags(uri, flags)?, size)
}

/// Opens an index that is held in memory.
pub(super) fn from_bytes(bytes: Option<&Vec<u8>>) -> Result<Connection> {
    let Some(bytes) = bytes else {
        let most = INDEX_LIMIT >> 20;
        let reason = format!("it is larger than {most} MB, too large to read from an archive");
        return Err(refusal(ffi::SQLITE_TOOBIG, reason));
    };
    from_reader(&mut bytes.as_slice(), bytes.len() as u64)
}

/// Opens an index of so many bytes, which are then held in memory once.
pub(super) fn from_reader(bytes: &mut dyn Read, size: u64) -> Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    let length = usize::try_from(size).unwrap_or(usize::MAX);
    let mut head = Vec::new();
    // What cannot be read is missing in a moment.
    let _ = bytes.take(HEAD).read_to_end(&mut head);
    journal::forget(&mut head);
    let mut bytes = head.chain(bytes);
    connection.deserialize_read_exact("main", &mut bytes, length, true)?;
    tamed(connection, size)
}

/// Calls `see` with name, type and path of each row, as they are stored.
///
/// # Errors
/// What SQLite says of the index, and what the caller says of a row.
pub fn each_field(
    connection: &Connection,
    rows: Rows,
    see: &mut dyn FnMut([ValueRef<'_>; 3]) -> Result<()>,
) -> Result<()> {
    each_wanted(connection, rows, &mut |_| true, see)
}

/// The same for the rows whose names are `wanted`; of the others nothing else is read.
fn each_wanted(
    connection: &Connection,
    rows: Rows,
    wanted: &mut dyn FnMut(ValueRef<'_>) -> bool,
    see: &mut dyn FnMut([ValueRef<'_>; 3]) -> Result<()>,
) -> Result<()> {
    if rows == Rows::View {
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, VIEW_FIELD_LIMIT)?;
    }
    let mut left = size(connection)?.saturating_mul(REPEATS);
    let mut pay = |field: ValueRef| -> Result<()> {
        let length = match field {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.len() as u64,
            _ => 0,
        };
        let reason = || "its rows repeat more than the file holds".to_owned();
        left = left.checked_sub(length).ok_or_else(|| refusal(ffi::SQLITE_TOOBIG, reason()))?;
        Ok(())
    };
    let mut select = connection.prepare(rows.select())?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let name = row.get_ref(0)?;
        pay(name)?;
        if wanted(name) {
            let (kind, path) = (row.get_ref(1)?, row.get_ref(2)?);
            pay(kind)?;
            pay(path)?;
            see([name, kind, path])?;
        }
    }
    Ok(())
}

/// Calls `see` with name, type and path, as texts of at most [`SHOWN`] bytes, of each row whose name
/// may be `wanted`, and with the place of the row among all.
pub(super) fn each_row(
    connection: &Connection,
    wanted: &mut dyn FnMut(&[u8]) -> bool,
    see: &mut dyn FnMut(usize, [&str; 3]),
) -> Result<()> {
    let Some(rows) = Rows::of(connection)? else {
        return Err(refusal(ffi::SQLITE_ERROR, "no such table: searchIndex".to_owned()));
    };
    let place = Cell::new(0);
    let mut wanted = |name: ValueRef| {
        place.set(place.get() + 1);
        match name {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => wanted(bytes),
            _ => wanted(text(name).as_bytes()),
        }
    };
    each_wanted(connection, rows, &mut wanted, &mut |fields| {
        let texts = fields.map(text);
        see(place.get(), texts.each_ref().map(|text| &text[..text.floor_char_boundary(SHOWN)]));
        Ok(())
    })
}

/// A field as readers take it: bytes and numbers for text, NULL for the empty text.
#[must_use]
pub fn text(field: ValueRef<'_>) -> Cow<'_, str> {
    match field {
        ValueRef::Null => Cow::Borrowed(""),
        ValueRef::Integer(number) => Cow::Owned(number.to_string()),
        ValueRef::Real(number) => Cow::Owned(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes),
    }
}

/// Why an index cannot be read, without SQLite's words for what is damaged.
pub(super) fn reason(error: &Error) -> String {
    use ffi::ErrorCode::{DatabaseCorrupt, NotADatabase};
    match error.sqlite_error_code() {
        Some(DatabaseCorrupt) if !error.to_string().contains("schema") => {
            "the search index is damaged".to_owned()
        }
        Some(NotADatabase) => "the search index is no SQLite file".to_owned(),
        _ => format!("the search index cannot be read: {error}"),
    }
}

fn tamed(mut connection: Connection, size: u64) -> Result<Connection> {
    for (limit, most) in LIMITS {
        connection.set_limit(*limit, *most)?;
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    bound_steps(&mut connection, size, STEPS)?;
    connection.authorizer(Some(authorize))?;
    // A check that an index promises is a function too, and nothing that rows depend on.
    connection.execute_batch(
        "PRAGMA ignore_check_constraints = 1;
         PRAGMA cell_size_check = 1;",
    )?;
    refuse_computed(&connection)?;
    if Rows::of(&connection)? == Some(Rows::View) {
        bound_steps(&mut connection, size, VIEW_STEPS)?;
    }
    Ok(connection)
}

/// Ends what takes more steps than a constant and a multiple of the `size`.
fn bound_steps(connection: &mut Connection, size: u64, (least, times): (u64, u64)) -> Result<()> {
    let steps = size.saturating_mul(times).saturating_add(least);
    let mut left = steps / u64::from(STEPS_PER_CALL.unsigned_abs());
    let too_many = move || {
        left = left.saturating_sub(1);
        left == 0
    };
    connection.progress_handler(STEPS_PER_CALL, Some(too_many))
}

/// Allows what reading takes, and nothing else.
fn authorize(context: AuthContext<'_>) -> Authorization {
    let is_one = |name: &str, all: &[&str]| all.iter().any(|one| name.eq_ignore_ascii_case(one));
    let is_ours = context.accessor.is_none();
    let is_needed = match context.action {
        AuthAction::Select | AuthAction::Read { .. } => true,
        AuthAction::Function { function_name } => {
            is_one(function_name, FUNCTIONS) || is_ours && is_one(function_name, &["like"])
        }
        AuthAction::Pragma { pragma_name, .. } => is_ours && is_one(pragma_name, PRAGMAS),
        _ => false,
    };
    if is_needed { Authorization::Allow } else { Authorization::Deny }
}

/// Refuses a view that costs more than the rows that it joins.
fn refuse_dear_view(connection: &Connection) -> Result<()> {
    let mut select =
        connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'view'")?;
    let views = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let views: Vec<(String, String)> = views.collect::<Result<_>>()?;
    let (own, others): (Vec<_>, Vec<_>) =
        views.into_iter().partition(|(name, _)| name.eq_ignore_ascii_case("searchIndex"));
    let others: Vec<String> = others.into_iter().map(|(name, _)| name).collect();
    if own.iter().any(|(_, sql)| view::is_dear(sql, &others)) {
        let reason = "the view `searchIndex` does more than join tables".to_owned();
        return Err(refusal(ffi::SQLITE_AUTH, reason));
    }
    Ok(())
}

/// What is computed as it is read cannot be stopped inside one of its functions.
fn refuse_computed(connection: &Connection) -> Result<()> {
    let sql = "SELECT thing.name, field.name \
               FROM sqlite_schema AS thing, pragma_table_xinfo(thing.name) AS field \
               WHERE thing.type = 'table' AND thing.rootpage > 0 AND field.hidden IN (2, 3) LIMIT 1";
    let computed = connection.query_row(sql, [], |row| {
        Ok(format!(
            "the column `{}` of `{}` is computed",
            text(row.get_ref(1)?),
            text(row.get_ref(0)?)
        ))
    });
    match computed.optional()? {
        Some(reason) => Err(refusal(ffi::SQLITE_AUTH, reason)),
        None => Ok(()),
    }
}

fn size(connection: &Connection) -> Result<u64> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let pages = pragma("page_count")?.saturating_mul(pragma("page_size")?);
    Ok(u64::try_from(pages).unwrap_or_default())
}

fn refusal(code: i32, reason: String) -> Error {
    Error::SqliteFailure(ffi::Error::new(code), Some(reason))
}
