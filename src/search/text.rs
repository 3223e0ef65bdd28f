//! Words that stand in the text of entries → those entries, best first.
//!
//! [`store`](self) keeps the words of each docset in a file of its own; `forms` says which words
//! of a text stand for one of the query, `score` how much an entry is worth by `weights`, `snippet`
//! what is shown of it.

mod fill;
mod best;
mod store;
mod forms;
mod token;
mod spelling;
mod line;
mod related;
mod weights;
mod asked;
mod places;
mod score;
mod vocabulary;
mod snippet;

use std::path::Path;

use rayon::prelude::*;
use rusqlite::{Connection, params};
use serde_json::{Value, json};

use super::fold::words;
use super::hit::{Found, Hit, entry_of};
use super::query::{Query, meant, phrases};
use super::rank::{Tier, Wanted};
use super::shelf::{Failed, Shelved};
use crate::index::Row;

pub use store::Progress;

use asked::Asked;
use best::{COLUMNS, LOOKED_AT};
use line::{Numbered, Typed, numbered, status, typed};
use score::{Said, Score, score};
use store::open_all;
use vocabulary::{
    Known, Searched, asked, code_of_docset, known, leave_beginnings, leave_foreign_numbers,
    leave_unknown_wholes, leave_unnamed_code,
};

/// How many entries of all docsets together are looked at closely where many have a word.
const LOOKED_AT_IN_ALL: u32 = 2400;
/// A word in more than one of so many entries is not looked for where a rarer one is.
const COMMON: usize = 8;
/// A docset with fewer entries is as good as one with so many: none of its words is common.
const SMALL: usize = 400;
/// A hit that lacks a word and has less than this part of the points of the best one is none.
const WORTH: f64 = 0.3;
/// The type of rows that stand for several entries.
const CATEGORY: &str = "Category";

/// The texts behind `rows`, all of which lead to the page `bytes`: paths of rows, texts and first
/// commands, in the order in which entries are searched.
#[must_use]
pub fn page_texts(rows: &[Row], bytes: &[u8]) -> Vec<[String; 3]> {
    fill::of_page(rows, bytes)
}

/// The numbers and words of the rules by which entries are found and put into order, for who
/// searches without this program.
#[must_use]
pub fn rules() -> Value {
    let mut rules = json!({
        "forms": vocabulary::FORMS, "common": COMMON, "small": SMALL, "related": related::RELATED, "worth": WORTH,
        "names": fill::NAMES, "series": vocabulary::SERIES, "begun": forms::BEGUN,
        "grammar": line::GRAMMAR.split(' ').collect::<Vec<_>>(), "numbers": token::JOINED_NUMBERS, "odd": line::ODD,
        "changes": token::CHANGES,
    });
    for (name, weight) in weights::ALL {
        rules[name] = json!(weight);
    }
    rules
}

/// Makes the files with the words of these docsets where they are missing or no longer true.
pub fn prepare(shelf: &[Shelved], cache: Option<&Path>, progress: Progress) {
    let all: Vec<_> = shelf.iter().enumerate().collect();
    open_all(&all, cache, progress);
}

/// Searches the text in the docsets that `query` means, but for those where the search of the names
/// has `failed`; `cache` is the folder for the files with their words, `progress` is told of those
/// that have to be made.
#[must_use]
pub fn search_text(
    query: &Query,
    shelf: &[Shelved],
    failed: &[Failed],
    cache: Option<&Path>,
    progress: Progress,
) -> Found {
    let meant = meant(query, shelf, failed);
    let mut found = Found::default();
    let (plain, phrases) = phrases(&query.rest);
    let plain = spelling::plain(&plain);
    let mut typed = typed(&plain);
    if typed.is_empty() {
        return found;
    }
    let related = related::of(&typed, &plain);
    let mut searched = Vec::new();
    for (place, docset, store) in open_all(&meant, cache, progress) {
        match store.and_then(|store| known(&store, &typed, &related).map(|known| (store, known))) {
            Ok((store, known)) => searched.push(Searched { place, docset, store, known }),
            Err(reason) => found.failed.push((place, reason)),
        }
    }
    leave_beginnings(&mut searched);
    let numbered = numbered(&plain);
    let code = match code(&plain, &typed, &numbered, &mut searched) {
        Ok(code) => code,
        Err(error) => {
            found.failed.extend(searched.iter().map(|one| (one.place, error.to_string())));
            return found;
        }
    };
    leave_unknown_wholes(&mut typed, &mut searched);
    let asked = asked(typed, &plain, &numbered, code, &searched);
    // What a pasted line of a header field quotes is no phrase that has to be there.
    let required = phrases.iter().filter(|_| asked.label.is_none());
    let required: Vec<String> = required.map(|phrase| match_phrase(phrase)).collect();
    let mut all = all_answers(&asked, &required, &mut searched, &mut found);
    let in_phrases: usize = phrases.iter().map(|phrase| words(phrase).len()).sum();
    if all.is_empty() && in_phrases > 0 && words(&plain).len() > in_phrases {
        // What a pasted line quotes is no phrase that has to be there.
        all = all_answers(&asked, &[], &mut searched, &mut found);
    }
    all.sort_by(|one, other| {
        let points = other.score.points.total_cmp(&one.score.points);
        points.then_with(|| (one.docset, one.row).cmp(&(other.docset, other.row)))
    });
    settle(&mut found, all, &asked, &Wanted::new(&query.rest));
    found
}

/// The number that a query asks for; what stands for numbers that nothing is called is left out.
fn code(
    plain: &str,
    typed: &[Typed],
    numbered: &[Numbered],
    searched: &mut [Searched],
) -> rusqlite::Result<Option<String>> {
    let foreign = leave_foreign_numbers(typed, numbered, searched)?;
    let code = status(plain).or_else(|| code_of_docset(numbered, searched));
    if let Some(code) = &code {
        leave_unnamed_code(code, typed, searched)?;
    }
    Ok(code.or(foreign))
}

/// The entries of all docsets that answer, in no order.
fn all_answers(
    asked: &Asked,
    phrases: &[String],
    searched: &mut [Searched],
    found: &mut Found,
) -> Vec<Answer> {
    let have = searched.iter().filter(|one| one.known.iter().any(|known| !known.is_empty()));
    let have = u32::try_from(have.count()).unwrap_or(u32::MAX).max(1);
    let most = (LOOKED_AT_IN_ALL / have).clamp(1, LOOKED_AT);
    let answers = |one: &mut Searched| (one.place, answers(asked, phrases, one, most));
    let answers: Vec<_> = searched.par_iter_mut().map(answers).collect();
    let mut all = Vec::new();
    for (place, answers) in answers {
        match answers {
            Ok((answers, looked_at)) => {
                found.is_cut |= looked_at >= most;
                all.extend(answers);
            }
            Err(error) => found.failed.push((place, error.to_string())),
        }
    }
    all
}

/// An entry that answers.
struct Answer {
    docset: usize,
    row: i64,
    names: String,
    kind: String,
    path: String,
    text: String,
    score: Score,
}

/// The entries of a docset that answer, with the words of the query that are not too common; and how
/// many were looked at, `most` at the utmost.
fn answers(
    asked: &Asked,
    phrases: &[String],
    one: &Searched,
    most: u32,
) -> rusqlite::Result<(Vec<Answer>, u32)> {
    let Searched { place, docset, store, known } = one;
    let rare = |known: &Vec<Known>| vocabulary::with(known) * COMMON <= store.entries.max(SMALL);
    let labels = asked.label.as_deref().map_or(0, |label| words(label).len());
    let is_wanted = |at: usize| at < labels || asked.code.as_ref() == Some(&asked.words[at]);
    let telling = || known.iter().enumerate().filter(|(at, _)| asked.tells[*at] || is_wanted(*at));
    let any_rare = telling().any(|(_, known)| !known.is_empty() && rare(known));
    let asked_for: Vec<&Vec<Known>> = telling()
        .filter(|(at, known)| !known.is_empty() && (!any_rare || rare(known) || is_wanted(*at)))
        .map(|(_, known)| known)
        .collect();
    let (common, words): (Vec<_>, Vec<_>) = asked_for
        .iter()
        .copied()
        .flatten()
        .partition(|known| phrases.is_empty() && known.entries > best::MANY as usize);
    let joined = asked.joined.iter().map(|words| quoted(words));
    let words: Vec<String> = words.iter().map(|known| quoted(&known.word)).chain(joined).collect();
    let mut wanted = Vec::new();
    if !common.is_empty() {
        let common: Vec<&str> = common.iter().map(|known| known.word.as_str()).collect();
        wanted.extend(best::of(&store.connection, &common, most)?);
        if asked_for.len() > 1 {
            // What has all of the words need not be among the best for one of them.
            wanted.extend(fitting(&store.connection, &all_of(&asked_for), most)?);
        }
    }
    if !words.is_empty() {
        let mut expression = format!("({})", words.join(" OR "));
        for phrase in phrases {
            expression.push_str(&format!(" AND {phrase}"));
        }
        wanted.extend(fitting(&store.connection, &expression, most)?);
    }
    wanted.sort_unstable();
    wanted.dedup();
    let mut select = store
        .connection
        .prepare("SELECT id, names, kind, path, title, text, command FROM entry WHERE id = ?1")?;
    let about = [docset.title.as_str(), &docset.keywords.join(" ")].join(" ");
    let names = docset.keywords.iter().chain([&docset.title]).map(String::as_str);
    let is_named = asked.has_name(names);
    let mut all = Vec::new();
    for id in &wanted {
        let mut rows = select.query([id])?;
        let Some(row) = rows.next()? else { continue };
        let kind = row.get_ref(2)?.as_str()?;
        let said = Said {
            names: row.get_ref(1)?.as_str()?,
            is_category: kind == CATEGORY,
            titles: [row.get_ref(4)?.as_str()?, &about],
            text: row.get_ref(5)?.as_str()?,
            command: row.get_ref(6)?.as_str()?,
            usual: store.length,
            is_named,
        };
        if let Some(score) = score(asked, &said) {
            let (names, kind, path, text) =
                (row.get(1)?, kind.to_owned(), row.get(3)?, row.get(5)?);
            all.push(Answer { docset: *place, row: *id, names, kind, path, text, score });
        }
    }
    Ok((all, u32::try_from(wanted.len()).unwrap_or(u32::MAX)))
}

/// The expression for entries that have all words, each as one of those that stand for it.
fn all_of(words: &[&Vec<Known>]) -> String {
    let one = |known: &&Vec<Known>| {
        let forms: Vec<_> = known.iter().map(|known| quoted(&known.word)).collect();
        format!("({})", forms.join(" OR "))
    };
    words.iter().map(one).collect::<Vec<_>>().join(" AND ")
}

/// The entries that fit an expression of FTS5, the `most` best of them.
fn fitting(connection: &Connection, expression: &str, most: u32) -> rusqlite::Result<Vec<i64>> {
    let mut select = connection.prepare(
        "SELECT rowid FROM words WHERE words MATCH ?1
         ORDER BY bm25(words, ?3, ?4, ?5), rowid LIMIT ?2",
    )?;
    let [names, titles, texts] = COLUMNS;
    let found =
        select.query_map(params![expression, most, names, titles, texts], |row| row.get(0))?;
    found.collect()
}

/// The answers as hits, each place once, without those that lack words and are worth much less
/// than the best.
fn settle(found: &mut Found, mut all: Vec<Answer>, asked: &Asked, wanted: &Wanted) {
    let Some(best) = all.first() else { return };
    let least = best.score.points * WORTH;
    // Words of grammar and parts of an address were never looked for.
    let missed = (0..asked.words.len()).filter(|at| asked.tells[*at] && !best.score.has[*at]);
    found.left_out = missed.map(|at| asked.words[at].clone()).collect();
    let mut seen = std::collections::HashSet::new();
    all.retain(|answer| {
        let has_all = answer.score.has.iter().all(|has| *has);
        (has_all || answer.score.points >= least)
            && seen.insert((answer.docset, answer.path.clone()))
    });
    for (row, answer) in all.into_iter().enumerate() {
        let entry = entry_of(&answer.path).map(Box::new);
        let name = answer.names.lines().nth(answer.score.name).unwrap_or_default().to_owned();
        let marks = wanted.fit(&name).map(|fit| fit.marks).unwrap_or_default();
        let snippet = snippet::snippet(asked, &answer.text).map(Box::new);
        let Answer { docset, kind, path, .. } = answer;
        found.hits.push(Hit {
            docset,
            name,
            entry,
            kind,
            path,
            tier: Tier::Text,
            marks,
            snippet,
            row,
        });
    }
}

/// A word as FTS5 takes it.
fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

/// The words of a phrase, side by side.
fn match_phrase(phrase: &str) -> String {
    quoted(&words(phrase).join(" "))
}
