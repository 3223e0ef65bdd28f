//! The words that many entries of a docset have → the entries for which each counts most, found
//! once, so that a search need not weigh all that have it.

use std::collections::HashMap;

use rusqlite::{Connection, Result, params, params_from_iter};

use super::super::fold::each_word;
use super::fill::Size;

/// How many entries of a docset are looked at closely.
pub(super) const LOOKED_AT: u32 = 240;
/// How much a word counts in a name, a title and the text.
pub(super) const COLUMNS: [f64; 3] = [8.0, 2.0, 1.0];
/// A word that more entries have is looked up here.
pub(super) const MANY: u32 = 1000;
/// How soon a repeated word counts no more, and how far long entries count less: those of FTS5.
const REPEATED: f64 = 1.2;
const LENGTH: f64 = 0.75;

/// The table of these words.
pub(super) const SCHEMA: &str = "
    CREATE TABLE best(word TEXT, place INTEGER, entry INTEGER, PRIMARY KEY(word, place))
        WITHOUT ROWID;";

/// A word and the entries that it counts most for.
struct Common {
    word: String,
    /// How much it counts there, and the entry.
    entries: Vec<(f64, i64)>,
}

/// Fills the table; the words of all entries are known.
pub(super) fn fill(connection: &Connection, size: Size) -> Result<()> {
    if size.entries <= i64::from(MANY) {
        return Ok(());
    }
    let mut all = common(connection)?;
    if all.is_empty() {
        return Ok(());
    }
    weigh(connection, &mut all, size)?;
    let mut insert = connection.prepare("INSERT INTO best VALUES (?1, ?2, ?3)")?;
    for Common { word, mut entries } in all {
        keep_best(&mut entries);
        for (place, (_, entry)) in (0_u32..).zip(entries) {
            insert.execute(params![word, place, entry])?;
        }
    }
    Ok(())
}

fn common(connection: &Connection) -> Result<Vec<Common>> {
    let mut select = connection.prepare("SELECT term FROM vocabulary WHERE doc > ?1")?;
    let words =
        select.query_map([MANY], |row| Ok(Common { word: row.get(0)?, entries: Vec::new() }))?;
    words.collect()
}

/// Goes through all entries once.
fn weigh(connection: &Connection, all: &mut [Common], size: Size) -> Result<()> {
    let places: HashMap<String, usize> =
        all.iter().enumerate().map(|(at, one)| (one.word.clone(), at)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a count of entries is far from that large")]
    let usual = size.words / size.entries as f64;
    let mut select = connection.prepare("SELECT id, names, title, text FROM entry")?;
    let mut rows = select.query([])?;
    let mut counts = vec![0.0; all.len()];
    let mut touched = Vec::new();
    while let Some(row) = rows.next()? {
        let mut length = 0.0;
        for (column, weight) in COLUMNS.iter().enumerate() {
            each_word(row.get_ref(column + 1)?.as_str()?, |word, _| {
                length += 1.0;
                if let Some(at) = places.get(word) {
                    if counts[*at] == 0.0 {
                        touched.push(*at);
                    }
                    counts[*at] += weight;
                }
            });
        }
        let id = row.get(0)?;
        let usual = REPEATED * (1.0 - LENGTH + LENGTH * length / usual);
        for at in touched.drain(..) {
            let count = std::mem::take(&mut counts[at]);
            let entries = &mut all[at].entries;
            entries.push((count / (count + usual), id));
            if entries.len() >= 4 * LOOKED_AT as usize {
                keep_best(entries);
            }
        }
    }
    Ok(())
}

fn keep_best(entries: &mut Vec<(f64, i64)>) {
    entries.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    entries.truncate(LOOKED_AT as usize);
}

/// The `most` best entries of each of these words, each entry once.
pub(super) fn of(connection: &Connection, words: &[&str], most: u32) -> Result<Vec<i64>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let marks = vec!["?"; words.len()].join(", ");
    let sql = format!("SELECT DISTINCT entry FROM best WHERE word IN ({marks}) AND place < {most}");
    let mut select = connection.prepare(&sql)?;
    let found = select.query_map(params_from_iter(words), |row| row.get(0))?;
    found.collect()
}
