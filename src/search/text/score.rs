//! How well the text of an entry answers a query: a number made of the words that stand in it.
//!
//! | what counts | points |
//! | --- | --- |
//! | a word in a name of the entry, or in the first command of its text | [`NAME`], the fewer the more other words that name has |
//! | a word in the title of its category or docset | [`TITLE`] |
//! | a word in the text | up to 1: BM25, by how often it stands there in how long a text |
//! | the word that the entry's own name begins with | [`HEAD`], a number [`HEAD_CODE`], a number that stands in the query as a code does [`LABEL`] |
//! | two words side by side, as in the query | [`PAIR`], in a name that times [`NAME`] |
//! | a whole name that stands in the query, or a part between its commas and brackets | [`NAMED`] for each of its words; the label of a header field or a name in `CAPITALS_OF_A_PROGRAM` [`LABEL`] |
//!
//! Each is multiplied by the rarity of the word, `ln(1 + (entries - with + ½) / (with + ½))`, and
//! less for a word in another form or one that tells little. The sum is multiplied by the part that
//! the words that stand there have of the rarity of all words of the query; where a program wrote
//! it, by their part of the words, too. Entries of a docset that the query names count [`NAMED_DOCSET`]
//! times as much.

use super::super::fold::words;
use super::asked::{Asked, is_number, number};
use super::line::is_grammar;
use super::places::{beside, best_forms, neighbours, pairs, places, stands_in, weight};
use super::weights::{
    BROAD, CATEGORY, CODE, COVERED, COVERED_ALONE, COVERED_OF_LINE, COVERED_OF_NAMED, HEAD,
    HEAD_CODE, IN_TEXT, LABEL, LENGTH, LITTLE, NAME, NAMED, NAMED_DOCSET, REPEATED, TITLE,
    WORDS_OF_LINE, WORDS_OF_NAME,
};

/// What an entry says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    /// Its names, a line each, its own first.
    pub(super) names: &'a str,
    /// Whether it stands for several entries.
    pub(super) is_category: bool,
    /// The titles of its category and its docset.
    pub(super) titles: [&'a str; 2],
    pub(super) text: &'a str,
    /// The first command in it; empty where there is none.
    pub(super) command: &'a str,
    /// Whether its docset was named in the query.
    pub(super) is_named: bool,
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

/// How the entry answers; `None` when it is no answer.
pub(super) fn score(asked: &Asked, said: &Said) -> Option<Score> {
    let mut named = vec![0.0; asked.words.len()];
    let mut told = vec![0.0; asked.words.len()];
    let (name, best) = best_name(asked, said, &mut named);
    let titled: f64 = said.titles.iter().map(|title| of_title(asked, title, &mut named)).sum();
    let (text, length) = of_text(asked, said, &mut told);
    let has: Vec<bool> = named.iter().zip(&told).map(|(one, other)| one + other > 0.0).collect();
    let all = asked.rarity.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let part = |has: &mut dyn Iterator<Item = f64>| {
        has.zip(&asked.rarity).map(|(has, rarity)| has * rarity).sum::<f64>() / all
    };
    let covered = part(&mut has.iter().map(|has| f64::from(*has)));
    let is_broad = said.is_category || length > BROAD;
    let in_text = if is_broad { IN_TEXT * IN_TEXT } else { IN_TEXT };
    let told = told.iter().map(|told| told * in_text);
    let sure = part(&mut named.iter().zip(told).map(|(named, told)| named.max(told)));
    let kind = if said.is_category { CATEGORY } else { 1.0 };
    let place = if said.is_named { NAMED_DOCSET } else { 1.0 };
    // People say more than an entry does; what a program writes it means.
    let part = if asked.is_prose { covered } else { covered * asked.share(&has) };
    // What a header field or a status line says is seldom in its entry.
    let own = said.names.lines().next().unwrap_or_default();
    let is_headed = asked.is_headed(own)
        || asked.is_numbered(said.titles[1], own)
        || (asked.is_coded(own) && asked.telling(&has).0 > 1);
    let is_called = is_headed || (best.label && !asked.is_code_known());
    let part = if is_called { part.midpoint(1.0) } else { part };
    let points = (best.points + titled + text) * part * kind * place;
    let is_answer = is_headed || asked.is_answered(&best, &has, sure);
    is_answer.then_some(Score { points, has, name })
}

impl Asked {
    /// Whether an entry that has these words is an answer, its words being so sure a part of all.
    fn is_answered(&self, best: &Named, has: &[bool], sure: f64) -> bool {
        let own = self.words.iter().zip(has).filter(|(_, has)| **has).map(|(word, _)| word);
        let lacks_code = self.code.as_ref().is_some_and(|code| !own.clone().any(|own| own == code));
        let telling = has.iter().zip(&self.tells).map(|(has, tells)| *has && *tells);
        let fitting: Vec<_> = self
            .words
            .iter()
            .zip(telling)
            .filter(|(_, fits)| *fits)
            .map(|(word, _)| word)
            .collect();
        let are_letters = fitting.iter().all(|word| word.chars().count() == 1);
        let are_grammar = self.words.iter().all(|word| is_grammar(word));
        if (are_letters || are_grammar) && !best.neighbours && self.words.len() > 1 {
            return false;
        }
        let are_many = number(best.shared) >= WORDS_OF_LINE || self.share(has) >= COVERED;
        let stand_near = best.neighbours || (self.is_prose && best.is_headed);
        let in_line = number(fitting.len()) >= WORDS_OF_LINE && stand_near && are_many;
        let in_name = self.is_prose && !self.is_foreign && number(best.shared) >= WORDS_OF_NAME;
        let is_alone =
            self.is_prose && fitting.len() < 2 && self.share(has) < 1.0 && !best.is_headed;
        let is_enough = match in_line || in_name {
            true => COVERED_OF_LINE,
            false if is_alone => COVERED_ALONE,
            false => COVERED,
        };
        let is_called = match best.whole {
            Whole::No => false,
            Whole::Inside => best.label || sure >= COVERED_OF_NAMED,
            Whole::First => true,
        };
        (is_called && !self.is_code_unknown) || (!lacks_code && sure >= is_enough)
    }
}

/// Whether a name stands whole in the query, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Whole {
    #[default]
    No,
    Inside,
    First,
}

#[derive(Clone, Copy, Debug, Default)]
struct Named {
    points: f64,
    /// Whether a name stands whole in the query.
    whole: Whole,
    /// Whether it is the query's label, or written there as programs write names.
    label: bool,
    /// Whether two words that tell something are neighbours there and in the query.
    neighbours: bool,
    /// Whether a name begins with a word that tells something.
    is_headed: bool,
    /// How many words that tell something stand together in a name.
    shared: usize,
}

impl Named {
    /// With what another name says, too.
    fn with(self, other: Self) -> Self {
        Self {
            points: self.points,
            whole: self.whole.max(other.whole),
            label: self.label || other.label,
            neighbours: self.neighbours || other.neighbours,
            is_headed: self.is_headed || other.is_headed,
            shared: self.shared.max(other.shared),
        }
    }
}

/// The name with most points; a command stands for the entry's own.
fn best_name(asked: &Asked, said: &Said, has: &mut [f64]) -> (usize, Named) {
    let mut best = (0, Named::default());
    let head = said.names.lines().next().map_or(0.0, |own| of_head(asked, own));
    let names = said.names.lines().enumerate();
    for (at, name) in names.chain(said.command.lines().map(|command| (0, command))) {
        let mut own = of_name(asked, &words(name), has);
        let parts = name.split([',', '(', ')']).filter(|part| part.len() < name.len());
        let parts = parts.map(words).filter(|part| part.len() > 1 || asked.is_label(part));
        let mut number = words(name);
        number.truncate(1 + number.iter().position(|word| is_number(word)).unwrap_or(number.len()));
        let parts = parts.chain(Some(number).filter(|part| asked.is_label(part)));
        for (place, part) in parts.map(|part| of_name(asked, &part, has)).enumerate() {
            // Words of different names do not stand together.
            if place == 0 {
                own.shared = 0;
            }
            own = Named { points: own.points.max(part.points), ..own.with(part) };
        }
        if own.points > best.1.points {
            best = (at, Named { points: own.points, ..best.1 });
        }
        best.1 = best.1.with(own);
    }
    best.1.points += head;
    best
}

fn of_head(asked: &Asked, name: &str) -> f64 {
    let Some(first) = words(name).into_iter().next() else { return 0.0 };
    let head = if asked.code.as_ref() == Some(&first) || asked.codes.contains(&first) {
        LABEL
    } else if is_number(&first) {
        HEAD_CODE
    } else {
        HEAD
    };
    let stands = places(asked, &[first]);
    best_forms(&stands).iter().map(|(word, form)| asked.rarity[*word] * weight(*form) * head).sum()
}

fn of_name(asked: &Asked, own: &[String], has: &mut [f64]) -> Named {
    let stands = places(asked, own);
    let mut points = 0.0;
    let fits = stands.iter().filter(|words| !words.is_empty()).count();
    let tight = 0.5 + 0.5 * number(fits) / number(own.len().max(1));
    for (word, form) in best_forms(&stands) {
        has[word] = weight(form).max(has[word]);
        let code = if is_number(&asked.words[word]) { CODE } else { 1.0 };
        points += asked.rarity[word] * weight(form) * NAME * code * tight;
    }
    points += pairs(asked, &stands) * NAME;
    let whole = named_whole(asked, own);
    points += whole.unwrap_or_default();
    let label = whole.is_some() && (asked.is_label(own) || asked.is_joined(own));
    let neighbours = neighbours(asked, &stands);
    let is_headed = stands.first().is_some_and(|all| all.iter().any(|(at, _)| asked.is_own(*at)));
    let whole = match whole {
        Some(_) if asked.words.starts_with(own) => Whole::First,
        Some(_) => Whole::Inside,
        None => Whole::No,
    };
    let shared = best_forms(&stands).iter().filter(|(word, _)| asked.is_own(*word)).count();
    Named { points, whole, label, neighbours, is_headed, shared }
}

/// Points of a name whose words follow one another in the query; one word is enough where it is
/// the query's label.
fn named_whole(asked: &Asked, own: &[String]) -> Option<f64> {
    let is_label = asked.is_label(own);
    let at = match own.len() {
        0 => None,
        1 => is_label.then_some(0),
        length => asked.words.windows(length).position(|window| window == own),
    }?;
    let places = at..at + own.len();
    let tells = asked.tells[places.clone()].iter().any(|tells| *tells);
    let points = if is_label || asked.is_joined(own) { LABEL } else { NAMED };
    tells.then(|| asked.rarity[places].iter().sum::<f64>() * points)
}

fn of_title(asked: &Asked, title: &str, has: &mut [f64]) -> f64 {
    let mut points = 0.0;
    for (word, form) in best_forms(&stands_in(asked, title)) {
        has[word] = weight(form).max(has[word]);
        points += asked.rarity[word] * weight(form) * TITLE;
    }
    points
}

/// Points of the text, and how many times as long as usual it is.
fn of_text(asked: &Asked, said: &Said, has: &mut [f64]) -> (f64, f64) {
    let stands = stands_in(asked, said.text);
    let mut often = vec![0.0; asked.words.len()];
    let beside = beside(asked, &stands);
    for (word, form) in stands.iter().copied().flatten() {
        let is_lone = !beside[*word] && (*word == 0 || !beside[word - 1]) && beside.len() > 1;
        // A letter somewhere in a text tells little.
        let is_letter = is_lone && asked.words[*word].chars().count() == 1;
        has[*word] = if is_letter { LITTLE } else { weight(*form) }.max(has[*word]);
        often[*word] += weight(*form);
    }
    let length = number(stands.len()) / said.usual;
    let usual = REPEATED * (1.0 - LENGTH + LENGTH * length);
    let points = often.iter().zip(&asked.rarity).map(|(often, rarity)| {
        rarity * often / (often + usual) * (1.0 + REPEATED) / (1.0 + REPEATED)
    });
    (points.sum::<f64>() + pairs(asked, &stands), length)
}
