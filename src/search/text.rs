//! Words that stand in the text of entries → those entries, best first.
//!
//! [`store`](self) keeps the words of each docset in a file of its own; `forms` says which words
//! of a text stand for one of the query, `score` how much an entry is worth, `snippet` what is
//! shown of it.

mod fill;
mod store;
mod forms;
mod line;
mod score;
mod snippet;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use rusqlite::params;

use super::query::phrases;
use super::{Found, Hit, Query, Shelved, Tier, Wanted, entry_of, meant, words};

pub use snippet::Snippet;

use forms::{Form, form};
use line::{Typed, label, typed};
use score::{Asked, Said, Score, score};
use store::Store;

/// Told how many of how many bytes were read.
pub type Progress<'a> = &'a (dyn Fn(u64, u64) + Sync);

/// How many entries of a docset are looked at closely.
const LOOKED_AT: u32 = 60;
/// Most words of a docset that stand for one of the query.
const FORMS: usize = 100;
/// A word in more than one of so many entries is not looked for where a rarer one is.
const COMMON: usize = 8;
/// A hit that lacks a word and has less than this part of the points of the best one is none.
const WORTH: f64 = 0.3;
/// The type of rows that stand for several entries.
const CATEGORY: &str = "Category";

/// Makes the files with the words of these docsets where they are missing or no longer true.
pub fn prepare(shelf: &[Shelved], cache: Option<&Path>, progress: Progress) {
    let all: Vec<_> = shelf.iter().enumerate().collect();
    stores(&all, cache, progress);
}

/// Searches the text in the docsets that `query` means; `cache` is the folder for the files with
/// their words, `progress` is told of those that have to be made.
#[must_use]
pub fn search_text(
    query: &Query,
    shelf: &[Shelved],
    cache: Option<&Path>,
    progress: Progress,
) -> Found {
    let meant = meant(query, shelf);
    let mut found = Found::default();
    let (plain, phrases) = phrases(&query.rest);
    let mut typed = typed(&plain);
    if typed.is_empty() {
        return found;
    }
    let mut searched = Vec::new();
    for (place, docset, store) in stores(&meant, cache, progress) {
        match store.and_then(|store| known(&store, &typed).map(|known| (store, known))) {
            Ok((store, known)) => searched.push(Searched { place, docset, store, known }),
            Err(reason) => found.failed.push((place, reason)),
        }
    }
    leave_beginnings(&mut searched);
    leave_unknown_wholes(&mut typed, &mut searched);
    let asked = asked(typed, label(&plain), &searched);
    let required: Vec<String> = phrases.iter().map(|phrase| match_phrase(phrase)).collect();
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

/// The entries of all docsets that answer, in no order.
fn all_answers(
    asked: &Asked,
    phrases: &[String],
    searched: &mut [Searched],
    found: &mut Found,
) -> Vec<Answer> {
    let answers: Vec<_> =
        searched.par_iter_mut().map(|one| (one.place, answers(asked, phrases, one))).collect();
    let mut all = Vec::new();
    for (place, answers) in answers {
        match answers {
            Ok(answers) => all.extend(answers),
            Err(error) => found.failed.push((place, error.to_string())),
        }
    }
    all
}

/// A docset whose words are known.
struct Searched<'a> {
    place: usize,
    docset: &'a Shelved,
    store: Store,
    known: Vec<Vec<Known>>,
}

/// A word of a docset that stands for one of the query, and how many entries have it.
struct Known {
    word: String,
    form: Form,
    entries: usize,
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

type Opened<'a> = (usize, &'a Shelved, Result<Store, String>);

fn stores<'a>(
    shelf: &[(usize, &'a Shelved)],
    cache: Option<&Path>,
    progress: Progress,
) -> Vec<Opened<'a>> {
    let looked: Vec<_> = shelf
        .par_iter()
        .map(|(place, docset)| {
            let wanted = store::look(docset, cache).map_err(|error| error.to_string());
            let cached = wanted.as_ref().ok().and_then(store::Wanted::cached);
            (*place, *docset, wanted, cached)
        })
        .collect();
    let missing = looked.iter().filter(|(.., cached)| cached.is_none());
    let all: u64 = missing
        .filter_map(|(_, _, wanted, _)| wanted.as_ref().ok())
        .map(store::Wanted::bytes)
        .sum();
    let done = AtomicU64::new(0);
    let read = |bytes: u64| progress(done.fetch_add(bytes, Ordering::Relaxed) + bytes, all);
    looked
        .into_par_iter()
        .map(|(place, docset, wanted, cached)| {
            let make = |wanted: store::Wanted| {
                wanted.make(docset, &read).map_err(|error| error.to_string())
            };
            (place, docset, cached.map_or_else(|| wanted.and_then(make), Ok))
        })
        .collect()
}

/// For each word of the query the words of the docset that stand for it.
fn known(store: &Store, typed: &[Typed]) -> Result<Vec<Vec<Known>>, String> {
    let find = |Typed { word, .. }: &Typed| -> rusqlite::Result<Vec<Known>> {
        let beginning = forms::beginning(word);
        let mut select = store
            .connection
            .prepare_cached("SELECT term, doc FROM vocabulary WHERE term >= ?1 AND term < ?2")?;
        let range = params![beginning, format!("{beginning}\u{10ffff}")];
        let mut rows = select.query(range)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let own: String = row.get(0)?;
            if let Some(form) = form(word, &own) {
                let entries: u32 = row.get(1)?;
                all.push(Known { word: own, form, entries: entries as usize });
            }
        }
        all.sort_by(|one, other| (one.form, &one.word).cmp(&(other.form, &other.word)));
        all.truncate(FORMS);
        Ok(all)
    };
    typed.iter().map(find).collect::<rusqlite::Result<_>>().map_err(|error| error.to_string())
}

/// Leaves out words that only begin with one of the query where that stands somewhere itself.
fn leave_beginnings(searched: &mut [Searched]) {
    let words = searched.first().map_or(0, |one| one.known.len());
    for at in 0..words {
        let stands = |one: &Searched| one.known[at].iter().any(|known| known.form != Form::Begun);
        if searched.iter().any(stands) {
            for one in &mut *searched {
                one.known[at].retain(|known| known.form != Form::Begun);
            }
        }
    }
}

/// Of words written in humps keeps the whole where that stands somewhere, else the parts.
fn leave_unknown_wholes(typed: &mut Vec<Typed>, searched: &mut [Searched]) {
    let is_part = |at: usize| typed.get(at).is_some_and(|typed| typed.part);
    let stands = |at: usize| searched.iter().any(|one| !one.known[at].is_empty());
    let mut keep = vec![true; typed.len()];
    for at in 0..typed.len() {
        if !is_part(at) && is_part(at + 1) {
            let parts = (at + 1..).take_while(|at| is_part(*at));
            let whole_stands = stands(at);
            keep[at] = whole_stands;
            parts.for_each(|part| keep[part] = !whole_stands);
        }
    }
    let mut kept = keep.iter();
    typed.retain(|_| *kept.next().unwrap_or(&true));
    for one in searched {
        let mut kept = keep.iter();
        one.known.retain(|_| *kept.next().unwrap_or(&true));
    }
}

/// The words with what is known of them in all docsets together.
fn asked(typed: Vec<Typed>, label: Option<String>, searched: &[Searched]) -> Asked {
    let entries: usize = searched.iter().map(|one| one.store.entries).sum();
    let tells = typed.iter().map(|typed| typed.tells).collect();
    let words: Vec<String> = typed.into_iter().map(|typed| typed.word).collect();
    let mut asked = Asked { words, tells, label, ..Asked::default() };
    for at in 0..asked.words.len() {
        let mut with = 0;
        for one in searched {
            let own: usize = one.known[at].iter().map(|known| known.entries).sum();
            with += own.min(one.store.entries);
            for known in &one.known[at] {
                let stands = asked.forms.entry(known.word.clone()).or_default();
                if !stands.iter().any(|(word, _)| *word == at) {
                    stands.push((at, known.form));
                }
            }
        }
        asked.weigh(entries, with);
    }
    asked
}

/// The entries of a docset that answer, with the words of the query that are not too common.
fn answers(asked: &Asked, phrases: &[String], one: &Searched) -> rusqlite::Result<Vec<Answer>> {
    let Searched { place, docset, store, known } = one;
    let with = |known: &Vec<Known>| known.iter().map(|known| known.entries).sum::<usize>();
    let rare = |known: &Vec<Known>| with(known) * COMMON <= store.entries.max(LOOKED_AT as usize);
    let any_rare = known.iter().any(|known| !known.is_empty() && rare(known));
    let words = known.iter().filter(|known| !any_rare || rare(known)).flatten();
    let words: Vec<String> = words.map(|known| quoted(&known.word)).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut expression = format!("({})", words.join(" OR "));
    for phrase in phrases {
        expression.push_str(&format!(" AND {phrase}"));
    }
    let mut select = store.connection.prepare(
        "SELECT entry.id, names, kind, path, title, text
         FROM (SELECT rowid AS best, bm25(words, 8.0, 2.0, 1.0) AS fit FROM words
               WHERE words MATCH ?1 ORDER BY fit, best LIMIT ?2)
         JOIN entry ON entry.id = best ORDER BY fit, best",
    )?;
    let mut rows = select.query(params![expression, LOOKED_AT])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (names, title, text): (String, String, String) =
            (row.get(1)?, row.get(4)?, row.get(5)?);
        let about = [docset.title.as_str(), &docset.keywords.join(" ")].join(" ");
        let kind: String = row.get(2)?;
        let is_category = kind == CATEGORY;
        let said = Said {
            names: &names,
            is_category,
            titles: [&title, &about],
            text: &text,
            usual: store.length,
        };
        if let Some(score) = score(asked, &said) {
            let (row, path) = (row.get(0)?, row.get(3)?);
            all.push(Answer { docset: *place, row, names, kind, path, text, score });
        }
    }
    Ok(all)
}

/// The answers as hits, each place once, without those that lack words and are worth much less
/// than the best.
fn settle(found: &mut Found, mut all: Vec<Answer>, asked: &Asked, wanted: &Wanted) {
    let Some(best) = all.first() else { return };
    let least = best.score.points * WORTH;
    let missed = asked.words.iter().zip(&best.score.has).filter(|(_, has)| !**has);
    found.left_out = missed.map(|(word, _)| word.clone()).collect();
    found.left_out.dedup();
    let mut seen = std::collections::HashSet::new();
    all.retain(|answer| {
        let has_all = answer.score.has.iter().all(|has| *has);
        (has_all || answer.score.points >= least)
            && seen.insert((answer.docset, answer.path.clone()))
    });
    let mut room = String::new();
    for (row, answer) in all.into_iter().enumerate() {
        let entry = entry_of(&answer.path);
        let name = answer.names.lines().nth(answer.score.name).unwrap_or_default().to_owned();
        let marks = wanted.fit(&name, &mut room).map(|fit| fit.marks).unwrap_or_default();
        let snippet = snippet::snippet(asked, &answer.text);
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
