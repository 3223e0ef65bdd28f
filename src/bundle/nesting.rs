//! The views of an index → whether SQLite can write them out in reasonable memory.
//!
//! SQLite writes out a `SELECT` in each place that names it, and whatever that yields in each place
//! that names that, before it asks for leave or counts a step. So each level repeats the one below
//! it as often as its text has names.

use rusqlite::{Connection, Result, ffi};

use super::rows::refusal;

/// Most copies of a name; each takes some 100 bytes.
const COPIES: usize = 250_000;
/// Most views; an index needs one.
const VIEWS: usize = 32;
/// What a `SELECT` inside another begins with, or may, behind a comment.
const STARTS: &[&str] = &["select", "with", "values", "--", "/*"];
/// What stands around a name.
const QUOTES: &[char] = &['"', '\'', '`', '[', ']'];

/// Refuses views that repeat each other more often than [`COPIES`].
pub(super) fn refuse_nested(connection: &Connection) -> Result<()> {
    let mut select =
        connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'view'")?;
    let views = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let views: Vec<(String, String)> = views.take(VIEWS + 1).collect::<Result<_>>()?;
    if views.len() > VIEWS || most_copies(&views) > COPIES {
        let reason =
            "its views are nested too deep; a plain table `searchIndex` would do".to_owned();
        return Err(refusal(ffi::SQLITE_TOOBIG, reason));
    }
    Ok(())
}

/// How often the view that repeats most may repeat a name.
fn most_copies(views: &[(String, String)]) -> usize {
    let plain = |text: &str| text.to_ascii_lowercase().replace(QUOTES, "");
    let texts: Vec<String> = views.iter().map(|(_, sql)| plain(sql)).collect();
    let names: Vec<String> = views.iter().map(|(name, _)| plain(name)).collect();
    let below = |at: usize| {
        let is_named = |other: &usize| *other != at && texts[at].contains(&names[*other]);
        (0..views.len()).filter(is_named).collect::<Vec<_>>()
    };
    let below: Vec<_> = (0..views.len()).map(below).collect();
    let own: Vec<usize> = views.iter().map(|(_, sql)| own_copies(sql)).collect();
    let mut copies = own.clone();
    for _ in views {
        let most = |at: usize| below[at].iter().map(|view| copies[*view]).max().unwrap_or(1);
        copies = (0..views.len()).map(|at| own[at].saturating_mul(most(at))).collect();
    }
    copies.into_iter().max().unwrap_or_default()
}

/// How often a view by itself repeats a name: most if its names are spread evenly over its levels.
fn own_copies(sql: &str) -> usize {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | 0x80..);
    let words = sql.as_bytes().chunk_by(|one, other| is_name(one) && is_name(other));
    let words = words.filter(|word| word.first().is_some_and(is_name)).count();
    let names = words + sql.matches('*').count() + sql.matches(QUOTES).count() / 2;
    let levels = 1 + inner_selects(sql);
    names.div_ceil(levels).saturating_pow(u32::try_from(levels).unwrap_or(u32::MAX))
}

/// How many `SELECT`s stand inside others, or might behind a comment.
fn inner_selects(sql: &str) -> usize {
    let begins = |inner: &str, start: &str| {
        inner.get(..start.len()).is_some_and(|word| word.eq_ignore_ascii_case(start))
    };
    let inner = sql.split('(').skip(1).map(str::trim_start);
    inner.filter(|inner| STARTS.iter().any(|start| begins(inner, start))).count()
}
