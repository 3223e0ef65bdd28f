//! The words of a query → the words of docsets that stand for them.

use std::collections::HashSet;

use rusqlite::params;

use super::super::fold::words;
use super::super::shelf::Shelved;
use super::asked::Asked;
use super::forms::{self, Form, form};
use super::line::{Numbered, Typed, codes, constants, is_code, is_prose, label};
use super::store::Store;

/// Most words of a docset that stand for one of the query.
pub(super) const FORMS: usize = 100;

/// So many numbers behind the same words in names are a series.
pub(super) const SERIES: usize = 3;
/// How many entries of a series are looked at.
const LOOKED_AT_OF_SERIES: u32 = 200;

/// A docset whose words are known.
pub(super) struct Searched<'a> {
    pub(super) place: usize,
    pub(super) docset: &'a Shelved,
    pub(super) store: Store,
    pub(super) known: Vec<Vec<Known>>,
}

/// A word of a docset that stands for one of the query, and how many entries have it.
pub(super) struct Known {
    pub(super) word: String,
    pub(super) form: Form,
    pub(super) entries: usize,
}

/// For each word of the query the words of the docset that stand for it; `related` are other words
/// for each.
pub(super) fn known(
    store: &Store,
    typed: &[Typed],
    related: &[Vec<&str>],
) -> Result<Vec<Vec<Known>>, String> {
    let find = |(Typed { word, .. }, related): (&Typed, &Vec<&str>)| {
        let mut all = standing_for(store, word)?;
        for other in related {
            let mut own = standing_for(store, other)?;
            own.retain(|own| own.form < Form::Begun && !all.iter().any(|one| one.word == own.word));
            all.extend(own.into_iter().map(|own| Known { form: Form::Related, ..own }));
        }
        all.sort_by(|one, other| (one.form, &one.word).cmp(&(other.form, &other.word)));
        all.truncate(FORMS);
        Ok(all)
    };
    let all = typed.iter().zip(related).map(find).collect::<rusqlite::Result<_>>();
    all.map_err(|error| error.to_string())
}

/// The words of the docset that stand for one word, in no order.
fn standing_for(store: &Store, word: &str) -> rusqlite::Result<Vec<Known>> {
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
    Ok(all)
}

/// How many entries have one of these words; other words for the same count where they alone are
/// there.
pub(super) fn with(known: &[Known]) -> usize {
    let (related, own): (Vec<_>, Vec<_>) =
        known.iter().partition(|known| known.form == Form::Related);
    let counted = if own.is_empty() { related } else { own };
    counted.iter().map(|known| known.entries).sum()
}

/// Leaves out words that only begin with one of the query where that stands somewhere itself.
pub(super) fn leave_beginnings(searched: &mut [Searched]) {
    let words = searched.first().map_or(0, |one| one.known.len());
    for at in 0..words {
        let stands = |one: &Searched| one.known[at].iter().any(|known| known.form < Form::Related);
        if searched.iter().any(stands) {
            for one in &mut *searched {
                one.known[at].retain(|known| known.form != Form::Begun);
            }
        }
    }
}

/// Leaves out numbers of a series that has no such number, `555` in `cause=555`: where it stands
/// elsewhere it is another thing. Yields the one that the query ends with, which it asks for.
pub(super) fn leave_foreign_numbers(
    typed: &[Typed],
    numbered: &[Numbered],
    searched: &mut [Searched],
) -> rusqlite::Result<Option<String>> {
    let mut asked_for = None;
    for Numbered { words, number, goes_on } in numbered {
        let mut series = HashSet::new();
        for one in &*searched {
            one.store.add_numbers(words, number, &mut series)?;
        }
        if series.len() < SERIES || series.contains(number) {
            continue;
        }
        forget(number, typed, searched);
        asked_for = asked_for.or_else(|| (!goes_on).then(|| number.clone()));
    }
    Ok(asked_for)
}

/// Leaves out the number of a status line that no name has: where a text says it, it is another
/// thing.
pub(super) fn leave_unnamed_code(
    code: &str,
    typed: &[Typed],
    searched: &mut [Searched],
) -> rusqlite::Result<()> {
    for one in &*searched {
        let sql = "SELECT 1 FROM words WHERE words MATCH ?1 LIMIT 1";
        let mut select = one.store.connection.prepare_cached(sql)?;
        if select.exists([format!("names : \"{code}\"")])? {
            return Ok(());
        }
    }
    forget(code, typed, searched);
    Ok(())
}

/// Takes what stands for a number away.
fn forget(number: &str, typed: &[Typed], searched: &mut [Searched]) {
    for at in (0..typed.len()).filter(|at| typed[*at].word == *number) {
        for one in &mut *searched {
            one.known[at].clear();
        }
    }
}

/// The number that stands behind the name of a docset, as in `SIP;cause=486` or at the end of `SIP
/// 486`: a code of its own.
pub(super) fn code_of_docset(numbered: &[Numbered], searched: &[Searched]) -> Option<String> {
    let is_docset = |word: &str| searched.iter().any(|one| one.docset.answers_to(word));
    let is_own = |Numbered { words, goes_on, .. }: &&Numbered| {
        is_docset(&words[0]) && (words.len() == 2 || (words.len() == 1 && !goes_on))
    };
    let found = numbered.iter().find(is_own);
    found.map(|one| one.number.clone())
}

impl Store {
    /// Adds the numbers that follow `words` in names; `number` is looked for first.
    fn add_numbers(
        &self,
        words: &[String],
        number: &str,
        series: &mut HashSet<String>,
    ) -> rusqlite::Result<()> {
        let words = words.join(" ");
        let sql = "SELECT entry.names FROM words JOIN entry ON entry.id = words.rowid
                   WHERE words MATCH ?1 LIMIT ?2";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut add = |phrase: &str| -> rusqlite::Result<()> {
            let phrase = format!("names : \"{phrase}\"");
            let mut rows = select.query(params![phrase, LOOKED_AT_OF_SERIES])?;
            while let Some(row) = rows.next()? {
                let names: String = row.get(0)?;
                names.lines().for_each(|name| add_numbers_of(name, &words, series));
            }
            Ok(())
        };
        add(&format!("{words} {number}"))?;
        add(&words)
    }
}

fn add_numbers_of(name: &str, series_of: &str, series: &mut HashSet<String>) {
    let own = words(name);
    let length = series_of.split(' ').count();
    for window in own.windows(length + 1) {
        let (before, number) = (window[..length].join(" "), &window[length]);
        if before == series_of && is_code(number) {
            series.insert(number.clone());
        }
    }
}

/// Of words written in humps keeps the whole where that stands somewhere, else the parts; and the
/// whole as well where not all of them do, so that `MySQL` is not answered by `my`.
pub(super) fn leave_unknown_wholes(typed: &mut Vec<Typed>, searched: &mut [Searched]) {
    let is_part = |at: usize| typed.get(at).is_some_and(|typed| typed.part);
    let stands = |at: usize| searched.iter().any(|one| !one.known[at].is_empty());
    let mut keep = vec![true; typed.len()];
    for at in 0..typed.len() {
        if !is_part(at) && is_part(at + 1) {
            let parts = (at + 1..).take_while(|at| is_part(*at));
            let whole_stands = stands(at);
            keep[at] = whole_stands || !parts.clone().all(stands);
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
pub(super) fn asked(
    typed: Vec<Typed>,
    line: &str,
    numbered: &[Numbered],
    code: Option<String>,
    searched: &[Searched],
) -> Asked {
    let entries: usize = searched.iter().map(|one| one.store.entries).sum();
    let tells = typed.iter().map(|typed| typed.tells).collect();
    let parts = typed.iter().map(|typed| typed.part).collect();
    let words: Vec<String> = typed.into_iter().map(|typed| typed.word).collect();
    let label = label(line);
    let numbered = numbered.iter().map(|one| one.words.join(" ") + " " + &one.number);
    let joined = constants(line).into_iter().chain(numbered).collect();
    let lists = Asked { tells, parts, joined, codes: codes(line), ..Asked::default() };
    let is_prose = is_prose(line);
    let mut asked = Asked { words, label, code, is_prose, ..lists };
    for at in 0..asked.words.len() {
        let mut with = 0;
        for one in searched {
            with += self::with(&one.known[at]).min(one.store.entries);
            for known in &one.known[at] {
                asked.forms.add(&known.word, at, known.form);
            }
        }
        asked.weigh(entries, with, line);
    }
    asked
}
