//! What an agent asks → what the docsets say, as JSON whose texts are quotations.

use docsheet::bundle;
use docsheet::search::{self, Depth, Found, Hit, Query, Shelved};
use serde_json::{Value, json};

use super::super::environment;
use super::super::shelf::{self, Choice};

/// How many tokens of an entry are given when nobody asks for more.
pub(super) const TOKENS: u64 = 500;
/// Of them, what is around the text.
const AROUND: u64 = 80;
/// How many hits are given when nobody asks for more, and at most.
const HITS: u64 = 5;
const MOST: u64 = 50;
/// Letters of plain text that make a token, rather too few than too many.
const LETTERS: usize = 3;

/// The hits for `query`, no more than `limit`.
pub(super) fn search(choice: &Choice, given: &Value) -> Result<Value, String> {
    let words = text(given, "query")?;
    let limit = number(given, "limit").unwrap_or(HITS).min(MOST);
    let (shelf, query, found) = find(choice, words)?;
    let hits = found.hits.iter().take(usize::try_from(limit).unwrap_or(usize::MAX));
    let hits: Vec<Value> = hits.map(|hit| told(hit, &shelf)).collect();
    let mut answer = json!({ "hits": hits });
    if !found.left_out.is_empty() {
        answer["left_out"] = json!(found.left_out);
    }
    if found.hits.is_empty() {
        answer["did_you_mean"] =
            json!(search::near(&query, &shelf, &found.failed, environment::cache().as_deref()));
    }
    Ok(answer)
}

/// The entry at `place`, no longer than `max_tokens`.
pub(super) fn read(choice: &Choice, given: &Value) -> Result<Value, String> {
    let wanted = text(given, "place")?;
    let tokens = number(given, "max_tokens").unwrap_or(TOKENS);
    let (shelf, _, found) = match placed(choice, wanted)? {
        Some(found) => found,
        None => find(choice, wanted)?,
    };
    let hit = found.hits.first().ok_or("nothing is found there; ask `search` for places")?;
    let entry = search::entries(std::slice::from_ref(hit), &shelf, |_, entry| Some(entry));
    let entry = entry.map_err(|error| error.to_string())?.into_iter().flatten().next();
    let entry = entry.unwrap_or_else(|| Err("nothing is found there".into()))?;
    let (markdown, is_cut) =
        shortened(&bundle::markdown(&entry.parts), tokens.max(AROUND) - AROUND);
    let mut answer = told(hit, &shelf);
    answer["markdown"] = markdown.into();
    if is_cut {
        answer["cut"] = "ask for more with `max_tokens`".into();
    }
    Ok(answer)
}

fn find(choice: &Choice, words: &str) -> Result<(Vec<Shelved>, Query, Found), String> {
    let shelf = choice.shelf(&mut |_| ()).map_err(|error| error.to_string())?;
    let groups = shelf::groups().map_err(|error| error.to_string())?;
    let query = search::parse(words, &shelf, &groups);
    let cache = environment::cache();
    let found = search::find(&query, &shelf, Depth::Names, cache.as_deref(), &|_, _| ());
    Ok((shelf, query, found))
}

/// The hit whose place this is; `None` when it is no place.
fn placed(choice: &Choice, place: &str) -> Result<Option<(Vec<Shelved>, Query, Found)>, String> {
    let shelf = choice.shelf(&mut |_| ()).map_err(|error| error.to_string())?;
    let own = shelf.iter().position(|docset| place.starts_with(&format!("{}/", file(docset))));
    let Some(own) = own else { return Ok(None) };
    let path = &place[file(&shelf[own]).len() + 1..];
    let cache = environment::cache();
    let everything = Query { keywords: Vec::new(), unknown: Vec::new(), rest: String::new() };
    let mut found = search::search(&everything, &shelf[own..=own], cache.as_deref());
    found.hits.retain(|hit| hit.path == path);
    found.hits.iter_mut().for_each(|hit| hit.docset = own);
    Ok(Some((shelf, everything, found)))
}

fn told(hit: &Hit, shelf: &[Shelved]) -> Value {
    let docset = &shelf[hit.docset];
    let mut told = json!({
        "name": hit.name,
        "docset": docset.title,
        "place": format!("{}/{}", file(docset), hit.path),
    });
    if let Some(own) = hit.leads_to() {
        told["entry"] = own.into();
    }
    if let Some(snippet) = &hit.snippet {
        told["line"] = shortened(&snippet.text, AROUND).0.into();
    }
    told
}

/// The name of the docset's folder or archive.
fn file(docset: &Shelved) -> String {
    docset.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// So much of a text as `tokens` hold, to the end of a line where it is not too far back.
fn shortened(text: &str, tokens: u64) -> (String, bool) {
    let most = usize::try_from(tokens).unwrap_or(usize::MAX).saturating_mul(LETTERS);
    let mut left = most;
    for (at, letter) in text.char_indices() {
        let cost = if letter.is_ascii() { 1 } else { LETTERS };
        if cost > left {
            let end = text[..at].rfind('\n').filter(|end| *end > at / 2).unwrap_or(at);
            return (format!("{}…", text[..end].trim_end()), true);
        }
        left -= cost;
    }
    (text.to_owned(), false)
}

fn text<'a>(given: &'a Value, name: &str) -> Result<&'a str, String> {
    given[name].as_str().ok_or_else(|| format!("`{name}` must be a text"))
}

fn number(given: &Value, name: &str) -> Option<u64> {
    given[name].as_u64()
}
