//! The bytes of a search index → SQLite's look into it, bounded by the size of the file.
//!
//! An index is a program too: a column can be computed, a view can call functions, join, sort. What
//! could not be stopped is refused; all else may take so many steps and no more.

use std::io::Read;
use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, Error, OpenFlags, OptionalExtension, Result, ffi};

use super::entry::INDEX_LIMIT;
use super::journal;
use super::nesting::refuse_nested;
use super::rows::{Rows, refusal, text};

/// What an index may have, many times what honest ones do: the longest field or row in bytes (names
/// and paths have a few hundred), the longest statement of its schema, and what is in statements.
const LIMITS: &[(Limit, i32)] = &[
    (Limit::SQLITE_LIMIT_LENGTH, 4 << 20),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 64 << 10),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 100),
    (Limit::SQLITE_LIMIT_VDBE_OP, 100_000),
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
];
/// Between two calls of the progress handler, in SQLite's virtual machine steps.
const STEPS_PER_CALL: i32 = 10_000;
/// Most steps: so many, and so many for each two bytes. A row of an honest index has about 100 bytes
/// and takes 50 steps, one of a view 10.
const STEPS: (u64, u64) = (10_000_000, 10);
/// The same for a view, where a step can compare two long fields or keep one until all are sorted.
const VIEW_STEPS: (u64, u64) = (1_000_000, 1);
/// Bytes of the header of an index.
const HEAD: u64 = 100;
/// What has to be escaped in a `file:` URI (SQLite, "Uniform Resource Identifiers").
const URI: &AsciiSet = &CONTROLS.add(b'%').add(b'?').add(b'#').add(b' ');
/// Functions that go through what they are given once, which [`STEPS`] allow for. `LIKE`, `trim`,
/// `replace` and `instr` can compare all of one text with all of another in one step.
const FUNCTIONS: &[&str] = &[
    "abs", "avg", "coalesce", "concat", "count", "if", "ifnull", "iif", "length", "lower", "max",
    "min", "nullif", "round", "substr", "sum", "total", "typeof", "unicode", "upper",
];
/// What may be wrong with a view and not with a table.
const WAY_OUT: &str = "a plain table `searchIndex` would do";
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

/// Why an index cannot be read, without SQLite's words for what is damaged, too long or stopped.
pub(crate) fn reason(error: &Error) -> String {
    use ffi::ErrorCode::{DatabaseCorrupt, NotADatabase, OperationInterrupted, TooBig};
    let text = error.to_string();
    match error.sqlite_error_code() {
        Some(DatabaseCorrupt) if !text.contains("schema") => {
            "the search index is damaged".to_owned()
        }
        Some(NotADatabase) => "the search index is no SQLite file".to_owned(),
        Some(OperationInterrupted) => {
            format!("the search index takes more steps to read than its size allows; {WAY_OUT}")
        }
        Some(TooBig) if text == "string or blob too big" => {
            "the search index has a field or a row that is too long".to_owned()
        }
        _ if is_refused(error) => format!("the search index cannot be read: {text}; {WAY_OUT}"),
        _ => format!("the search index cannot be read: {text}"),
    }
}

/// Whether an index would do what is not allowed.
pub(crate) fn is_refused(error: &Error) -> bool {
    error.sqlite_error_code() == Some(ffi::ErrorCode::AuthorizationForStatementDenied)
        || error.to_string().contains("not authorized")
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
        refuse_nested(&connection)?;
        bound_steps(&mut connection, size, VIEW_STEPS)?;
    }
    Ok(connection)
}

/// Ends what takes more steps than a constant and a multiple of the `size`.
fn bound_steps(connection: &mut Connection, size: u64, (least, times): (u64, u64)) -> Result<()> {
    let steps = (size / 2).saturating_mul(times).saturating_add(least);
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
