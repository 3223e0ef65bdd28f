//! The search index: is it whole, has it the schema, what do its rows hold and where do they lead.

mod schema;
mod types;
mod rows;

use std::io::Read;

use rusqlite::{Connection, ErrorCode};
use sha2::{Digest, Sha256};

use super::code::Code;
use super::finding::Findings;
use crate::bundle::{self, Bundle, INDEX, each_field};

pub(super) use rows::{Landings, Rows};

/// Files that SQLite leaves beside a database that was not closed.
const JOURNALS: &[&str] = &["-wal", "-journal"];
/// The byte of the header that is 2 in WAL mode (SQLite, "Database File Format", 1.3).
const READ_VERSION: usize = 19;

/// Checks the index; gives what its rows are and lead to.
pub(super) fn check(bundle: &Bundle, findings: &mut Findings) -> Rows {
    if !bundle.has_file(INDEX) {
        return Rows::default();
    }
    // SQLite takes a file without a byte for a database without a table.
    if bundle.size(INDEX) == Some(0) {
        findings.add(Code::IndexBroken, "the file is empty");
        return Rows::default();
    }
    journal(bundle, findings);
    let checked = bundle.database().and_then(|connection| {
        let schema = schema::check(&connection, findings)?;
        if schema::is_plain(&connection)? {
            integrity(&connection, findings)?;
        }
        match schema {
            Some(schema) => rows::check(bundle, &connection, schema, findings),
            None => Ok(Rows::default()),
        }
    });
    checked.unwrap_or_else(|error| {
        fail(&error, findings);
        Rows::default()
    })
}

/// What all rows of the index hold, in their order, as one number; `None` when it cannot be read.
pub(super) fn digest(bundle: &Bundle) -> Option<[u8; 32]> {
    let connection = bundle.database().ok()?;
    let source = bundle::Rows::of(&connection).ok()??;
    let mut digest = Sha256::new();
    let read = each_field(&connection, source, &mut |fields| {
        for field in fields {
            digest.update(format!("{field:?}\0"));
        }
        Ok(())
    });
    read.ok()?;
    Some(digest.finalize().into())
}

fn fail(error: &rusqlite::Error, findings: &mut Findings) {
    let reason = bundle::reason(error);
    let (code, example) = match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted | ErrorCode::TooBig) => (Code::TooLarge, reason),
        _ if bundle::is_refused(error) => (Code::IndexSchema, reason),
        _ => (Code::IndexBroken, error.to_string()),
    };
    findings.add(code, &example);
}

fn journal(bundle: &Bundle, findings: &mut Findings) {
    for ending in JOURNALS {
        let path = format!("{INDEX}{ending}");
        if bundle.size(&path).is_some_and(|size| size > 0) {
            findings.add(Code::Journal, &path);
        }
    }
    let mut header = Vec::new();
    let read = bundle.visit_one(INDEX, &mut |_, bytes| {
        // A short or unreadable file fails as a database in a moment.
        let _ = bytes.take(100).read_to_end(&mut header);
    });
    if read.is_ok() && header.get(READ_VERSION) == Some(&2) {
        findings.add(Code::Journal, &format!("{INDEX} is in WAL mode"));
    }
}

/// SQLite's own check of pages and indexes.
fn integrity(connection: &Connection, findings: &mut Findings) -> rusqlite::Result<()> {
    let mut check = connection.prepare("PRAGMA integrity_check(5)")?;
    let mut troubles = check.query([])?;
    while let Some(trouble) = troubles.next()? {
        let trouble: String = trouble.get(0)?;
        if trouble != "ok" {
            findings.add(Code::IndexBroken, &trouble);
        }
    }
    Ok(())
}
