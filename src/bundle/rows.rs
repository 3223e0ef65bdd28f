//! The search index, opened → name, type and path of its rows, wherever it keeps them.

use std::borrow::Cow;
use std::cell::Cell;

use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error, OptionalExtension, Result, ffi};

/// The tables of Apple's schema.
const APPLE: &[&str] = &["ztoken", "ztokenmetainformation", "zfilepath", "ztokentype"];

/// Most bytes of a field that a search looks at: readers cut what they list far before.
const SHOWN: usize = 16 << 10;
/// The longest field or row where a view can repeat a field.
const VIEW_FIELD_LIMIT: i32 = 1 << 10;
/// How many times the size of the file its rows may have together; a view repeats what it joins.
const REPEATS: u64 = 8;
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
    fn select(self, connection: &Connection) -> Result<&'static str> {
        Ok(match self {
            Self::View if has_fragments(connection)? => {
                "SELECT name, type, path || coalesce('#' || nullif(fragment, ''), '') \
                 FROM searchIndex"
            }
            Self::Table | Self::View => "SELECT name, type, path FROM searchIndex",
            Self::Apple => {
                "SELECT token.ztokenname, kind.ztypename, \
                        file.zpath || coalesce('#' || nullif(meta.zanchor, ''), '') \
                 FROM ztoken AS token \
                 JOIN ztokenmetainformation AS meta ON token.zmetainformation = meta.z_pk \
                 JOIN zfilepath AS file ON meta.zfile = file.z_pk \
                 JOIN ztokentype AS kind ON token.ztokentype = kind.z_pk"
            }
        })
    }

    /// Where the rows are, as Zeal looks for them; `None` when they are nowhere.
    ///
    /// # Errors
    /// What SQLite says of the index.
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
            return Ok(Some(Self::View));
        }
        Ok(None)
    }
}

/// Whether a view has the column that Zeal's own, over Apple's tables, has for the anchors
/// (`docset.cpp`): without it Zeal finds nothing in a view.
///
/// # Errors
/// What SQLite says of the view.
pub fn has_fragments(connection: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM pragma_table_xinfo('searchIndex') \
               WHERE lower(name) = 'fragment')";
    connection.query_row(sql, [], |row| row.get(0))
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
    let mut select = connection.prepare(rows.select(connection)?)?;
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

fn size(connection: &Connection) -> Result<u64> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let pages = pragma("page_count")?.saturating_mul(pragma("page_size")?);
    Ok(u64::try_from(pages).unwrap_or_default())
}

/// What an index is refused for, in the words of SQLite's own errors.
pub(super) fn refusal(code: i32, reason: String) -> Error {
    Error::SqliteFailure(ffi::Error::new(code), Some(reason))
}
