//! Strings by sets of letters, as `tr`, `count` and `delete` write them: `a-z`, `^a-z`, `\\-`.

use super::row::{Row, Text, rows};
use crate::ruby::machine::{Eval, Machine};

/// Longest range of letters.
const MAX_LETTERS: usize = 256;

pub(super) const ROWS: &[Row] = rows! {
    "tr" |m, s: Text, from: Text, to: Text| translated(m, &s, &from, &to)?;
    "delete" |m, s: Text, first: Text, more: Vec<Text>| {
        let sets = sets(m, &s, first, more)?;
        s.chars().filter(|letter| !sets.iter().all(|set| set.has(*letter))).collect::<String>()
    };
    "squeeze" |m, s: Text, sets: Vec<Text>| {
        let sets = sets_of(m, &s, &sets)?;
        m.room(4 * s.len())?;
        let mut letters: Vec<char> = s.chars().collect();
        letters.dedup_by(|a, b| a == b && sets.iter().all(|set| set.has(*a)));
        letters.into_iter().collect::<String>()
    };
    "count" |m, s: Text, first: Text, more: Vec<Text>| {
        let sets = sets(m, &s, first, more)?;
        s.chars().filter(|letter| sets.iter().all(|set| set.has(*letter))).count()
    };
};

struct Letters {
    letters: Vec<char>,
    negated: bool,
}

impl Letters {
    fn new(spelling: &str) -> Self {
        let given: Vec<char> = spelling.chars().collect();
        let negated = given.len() > 1 && given[0] == '^';
        let mut letters = Vec::new();
        let mut at = usize::from(negated);
        while at < given.len() {
            let escaped = given[at] == '\\' && at + 1 < given.len();
            at += usize::from(escaped);
            match (given.get(at + 1), given.get(at + 2)) {
                (Some('-'), Some(&last)) if !escaped && last >= given[at] => {
                    letters.extend((given[at]..=last).take(MAX_LETTERS));
                    at += 3;
                }
                _ => {
                    letters.push(given[at]);
                    at += 1;
                }
            }
        }
        Self { letters, negated }
    }

    fn has(&self, letter: char) -> bool {
        self.letters.contains(&letter) != self.negated
    }
}

fn sets(m: &mut Machine, text: &Text, first: Text, mut more: Vec<Text>) -> Eval<Vec<Letters>> {
    more.insert(0, first);
    sets_of(m, text, &more)
}

fn sets_of(m: &mut Machine, text: &Text, spellings: &[Text]) -> Eval<Vec<Letters>> {
    let mut sets = Vec::new();
    for spelling in spellings {
        m.room(4 * MAX_LETTERS.saturating_mul(spelling.matches('-').count()) + 4 * spelling.len())?;
        sets.push(Letters::new(spelling));
    }
    let letters: usize = sets.iter().map(|set| set.letters.len()).sum();
    m.work(text.len().saturating_mul(letters) / 128)?;
    Ok(sets)
}

fn translated(m: &mut Machine, text: &Text, from: &Text, to: &Text) -> Eval<String> {
    let sets = sets_of(m, text, &[from.clone(), to.clone()])?;
    let [from, to] = sets.as_slice() else { return Ok(text.to_string()) };
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        let at = from.letters.iter().position(|known| *known == letter);
        let at = if from.negated { at.is_none().then_some(usize::MAX) } else { at };
        match at {
            Some(at) => out.extend(to.letters.get(at).or(to.letters.last())),
            None => out.push(letter),
        }
    }
    Ok(out)
}
