//! How well the text of an entry answers a query: a number made of the words that stand in it.
//!
//! | what counts | points |
//! | --- | --- |
//! | a word in a name of the entry | [`NAME`], the fewer the more other words that name has |
//! | a word in the title of its category or docset | [`TITLE`] |
//! | a word in the text | up to 1: BM25, by how often it stands there in how long a text |
//! | two words side by side, as in the query | [`PAIR`], in a name that times [`NAME`] |
//! | a whole name that stands in the query | [`NAMED`] for each of its words |
//!
//! Each is multiplied by the rarity of the word, `ln(1 + (entries - with + ½) / (with + ½))`, and
//! less for a word in another form. The sum is multiplied by the part of the words that stand there,
//! and by their part of the rarity of all words of the query.

use std::collections::HashMap;

use super::super::fold::words;
use super::forms::Form;

/// Points of a word in a name of the entry.
const NAME: f64 = 3.5;
/// Points of a word in the title of its category or docset.
const TITLE: f64 = 0.8;
/// Points of two words side by side.
const PAIR: f64 = 0.6;
/// Points of each word of a name that stands whole in the query.
const NAMED: f64 = 2.0;
/// How soon a word that is repeated counts no more, and how far long texts count less (BM25).
const REPEATED: f64 = 1.2;
const LENGTH: f64 = 0.4;

/// Below this part of what the words of a query say, an entry is no answer to it.
const COVERED: f64 = 0.4;

/// The words of a query, with what is known of each.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The words, each once, in their order.
    pub(super) words: Vec<String>,
    /// How rare each is.
    pub(super) rarity: Vec<f64>,
    /// Words of texts → the words of the query that they stand for.
    pub(super) forms: HashMap<String, Vec<(usize, Form)>>,
}

/// What an entry says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    /// Its names, a line each.
    pub(super) names: &'a str,
    /// The titles of its category and its docset.
    pub(super) titles: [&'a str; 2],
    pub(super) text: &'a str,
    /// How many words an entry has on average.
    pub(super) usual: f64,
}

/// How an entry answers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Score {
    pub(super) points: f64,
    /// Which words of the query it has.
    pub(super) has: Vec<bool>,
    /// Which of its names fits best.
    pub(super) name: usize,
}

/// How rare a word is that stands in `with` of `entries`.
#[expect(clippy::cast_precision_loss, reason = "a count of entries is far from that large")]
pub(super) fn rarity(entries: usize, with: usize) -> f64 {
    let (entries, with) = (entries.max(with) as f64, with as f64);
    (1.0 + (entries - with + 0.5) / (with + 0.5)).ln()
}

/// How the entry answers; `None` when it is no answer.
pub(super) fn score(asked: &Asked, said: &Said) -> Option<Score> {
    let mut has = vec![false; asked.words.len()];
    let (name, named) = best_name(asked, said.names, &mut has);
    let titled: f64 = said.titles.iter().map(|title| of_title(asked, title, &mut has)).sum();
    let told = of_text(asked, said, &mut has);
    let all: f64 = asked.rarity.iter().sum();
    let those = has.iter().zip(&asked.rarity).filter(|(has, _)| **has);
    let covered = those.map(|(_, rarity)| rarity).sum::<f64>() / all.max(f64::MIN_POSITIVE);
    let points = (named.points + titled + told) * covered * share(&has);
    (covered >= COVERED || named.whole).then_some(Score { points, has, name })
}

/// The part of the words of the query that stand there.
fn share(has: &[bool]) -> f64 {
    let count = |wanted: bool| has.iter().filter(|has| **has == wanted).count();
    let (with, without) = (count(true), count(false));
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(with) / number(with + without).max(1.0)
}

#[derive(Clone, Copy, Debug, Default)]
struct Named {
    points: f64,
    /// Whether the whole name stands in the query.
    whole: bool,
}

/// The name with most points.
fn best_name(asked: &Asked, names: &str, has: &mut [bool]) -> (usize, Named) {
    let mut best = (0, Named::default());
    for (at, name) in names.lines().enumerate() {
        let own = of_name(asked, name, has);
        if own.points > best.1.points {
            best = (at, own);
        }
    }
    best
}

fn of_name(asked: &Asked, name: &str, has: &mut [bool]) -> Named {
    let own = words(name);
    let stands = places(asked, &own);
    let mut points = 0.0;
    let mut fits = 0_u32;
    for word in &stands {
        fits += u32::from(!word.is_empty());
    }
    let length = u32::try_from(own.len()).unwrap_or(u32::MAX).max(1);
    let tight = 0.5 + 0.5 * f64::from(fits) / f64::from(length);
    for (word, form) in best_forms(&stands) {
        has[word] = true;
        points += asked.rarity[word] * weight(form) * NAME * tight;
    }
    points += pairs(asked, &stands) * NAME;
    let whole = own.len() > 1 && stands_in_query(asked, &own);
    if whole {
        let rarities = own.iter().filter_map(|own| {
            let at = asked.words.iter().position(|word| word == own)?;
            Some(asked.rarity[at])
        });
        points += rarities.sum::<f64>() * NAMED;
    }
    Named { points, whole }
}

/// Whether the words of a name follow one another in the query.
fn stands_in_query(asked: &Asked, own: &[String]) -> bool {
    asked.words.windows(own.len()).any(|window| window == own)
}

fn of_title(asked: &Asked, title: &str, has: &mut [bool]) -> f64 {
    let mut points = 0.0;
    for (word, form) in best_forms(&places(asked, &words(title))) {
        has[word] = true;
        points += asked.rarity[word] * weight(form) * TITLE;
    }
    points
}

fn of_text(asked: &Asked, said: &Said, has: &mut [bool]) -> f64 {
    let own = words(said.text);
    let stands = places(asked, &own);
    let mut often = vec![0.0; asked.words.len()];
    for (word, form) in stands.iter().copied().flatten() {
        has[*word] = true;
        often[*word] += weight(*form);
    }
    let length = f64::from(u32::try_from(own.len()).unwrap_or(u32::MAX)) / said.usual;
    let usual = REPEATED * (1.0 - LENGTH + LENGTH * length);
    let points = often.iter().zip(&asked.rarity).map(|(often, rarity)| {
        rarity * often / (often + usual) * (1.0 + REPEATED) / (1.0 + REPEATED)
    });
    points.sum::<f64>() + pairs(asked, &stands)
}

/// For each word of a text the words of the query that it stands for.
fn places<'a>(asked: &'a Asked, own: &[String]) -> Vec<&'a [(usize, Form)]> {
    let stands = |word: &String| asked.forms.get(word).map(Vec::as_slice).unwrap_or_default();
    own.iter().map(stands).collect()
}

/// The words of the query that stand there, each in its best form.
fn best_forms(stands: &[&[(usize, Form)]]) -> Vec<(usize, Form)> {
    let mut all: Vec<(usize, Form)> = stands.iter().copied().flatten().copied().collect();
    all.sort_unstable();
    all.dedup_by_key(|(word, _)| *word);
    all
}

/// Points for words that stand side by side as in the query, each pair once.
fn pairs(asked: &Asked, stands: &[&[(usize, Form)]]) -> f64 {
    let mut seen = vec![false; asked.words.len()];
    for pair in stands.windows(2) {
        for (word, _) in pair[0] {
            if pair[1].iter().any(|(next, _)| *next == word + 1) {
                seen[*word] = true;
            }
        }
    }
    let points = seen.iter().enumerate().filter(|(_, seen)| **seen);
    points.map(|(word, _)| PAIR * asked.rarity[word].min(asked.rarity[word + 1])).sum()
}

fn weight(form: Form) -> f64 {
    match form {
        Form::Same => 1.0,
        Form::Ending => 0.5,
        Form::Begun => 0.6,
    }
}
