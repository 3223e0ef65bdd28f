//! Tables and indexes of the search index: has it what readers ask for, and nothing that runs.

use std::collections::BTreeSet;

use rusqlite::{Connection, Result};

use super::super::code::Code;
use super::super::finding::Findings;
use crate::bundle::{Rows, has_fragments};

/// The table that readers search.
const TABLE: &str = "searchIndex";
/// The columns that readers ask for.
const COLUMNS: &[&str] = &["name", "type", "path"];
/// The index that Zeal makes.
const ZEAL_INDEX: &str = "__zi_name0001";

/// Something in the schema: what it is, its name, the statement that made it.
struct Thing {
    kind: String,
    name: String,
    sql: String,
}

impl Thing {
    fn is_virtual(&self) -> bool {
        let start = self.sql.get(..14).unwrap_or_default();
        start.eq_ignore_ascii_case("CREATE VIRTUAL")
    }

    fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// Checks the schema; says where the rows are, if they are anywhere.
pub(super) fn check(connection: &Connection, findings: &mut Findings) -> Result<Option<Rows>> {
    let things = things(connection)?;
    let source = Rows::of(connection)?;
    for thing in &things {
        let runs = matches!(thing.kind.as_str(), "view" | "trigger") || thing.is_virtual();
        // Zeal makes a view of that name in an index of Apple's schema.
        if runs && !(source == Some(Rows::Apple) && thing.is_called(TABLE)) {
            findings.add(Code::IndexExtra, &format!("{} `{}`", thing.kind, thing.name));
        }
    }
    match source {
        Some(Rows::Apple) => findings.note(Code::CoreData),
        Some(Rows::Table) => {
            let first = things.iter().find(|thing| thing.kind == "table");
            if let Some(first) = first.filter(|first| !first.is_called(TABLE)) {
                findings.add(Code::FirstTable, &format!("`{}` comes before it", first.name));
            }
            if !columns(connection, findings)? {
                return Ok(None);
            }
            indexes(connection, findings)?;
        }
        Some(Rows::View) => {
            if !columns(connection, findings)? {
                return Ok(None);
            }
            if !has_fragments(connection)? {
                let example = "no column `fragment`, without which Zeal finds nothing in a view";
                findings.add(Code::IndexSchema, example);
            }
        }
        None => {
            let is_virtual = things.iter().any(|thing| thing.is_called(TABLE));
            let example = if is_virtual {
                "`searchIndex` is a virtual table"
            } else {
                "no table `searchIndex`"
            };
            findings.add(Code::IndexSchema, example);
        }
    }
    Ok(source)
}

/// Whether no index or virtual table computes what it holds, so that SQLite's own check computes
/// nothing either.
pub(super) fn is_plain(connection: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage = 0) \
               OR EXISTS (SELECT 1 FROM sqlite_schema AS thing, pragma_index_list(thing.name) AS list \
               WHERE thing.type = 'table' AND thing.rootpage > 0 AND (list.partial OR EXISTS (\
                   SELECT 1 FROM pragma_index_xinfo(list.name) AS part WHERE part.cid = -2)))";
    connection.query_row(sql, [], |row| Ok(!row.get::<_, bool>(0)?))
}

fn things(connection: &Connection) -> Result<Vec<Thing>> {
    let sql = "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY rowid LIMIT 1000";
    let mut select = connection.prepare(sql)?;
    let things = select.query_map([], |row| {
        Ok(Thing { kind: row.get(0)?, name: row.get(1)?, sql: row.get(2)? })
    })?;
    things.collect()
}

/// Whether all columns are there.
fn columns(connection: &Connection, findings: &mut Findings) -> Result<bool> {
    let there = names(connection, "SELECT name FROM pragma_table_xinfo('searchIndex')")?;
    let missing: Vec<_> = COLUMNS.iter().filter(|column| !there.contains(**column)).collect();
    for column in &missing {
        findings.add(Code::IndexSchema, &format!("no column `{column}`"));
    }
    Ok(missing.is_empty())
}

fn indexes(connection: &Connection, findings: &mut Findings) -> Result<()> {
    let all = names(connection, "SELECT name FROM pragma_index_list('searchIndex')")?;
    if !all.contains(ZEAL_INDEX) {
        findings.note(Code::NoZealIndex);
    }
    // The columns that are not of the index by name make it another promise.
    let guarding = "SELECT list.name FROM pragma_index_list('searchIndex') AS list \
                    WHERE list.\"unique\" AND NOT list.partial AND NOT EXISTS (\
                        SELECT 1 FROM pragma_index_info(list.name) AS part \
                        WHERE lower(part.name) NOT IN ('name', 'type', 'path') \
                           OR part.name IS NULL)";
    if names(connection, guarding)?.is_empty() {
        findings.note(Code::NoUniqueIndex);
    }
    Ok(())
}

/// The first column of a selection, in lower case.
fn names(connection: &Connection, sql: &str) -> Result<BTreeSet<String>> {
    let mut select = connection.prepare(sql)?;
    let names = select.query_map([], |row| row.get::<_, String>(0))?;
    names.map(|name| Ok(name?.to_lowercase())).collect()
}
