//! The words of a query, and what the docsets together know of each.

use std::collections::HashMap;

use super::super::fold::words;
use super::forms::Form;
use super::weights::{FOREIGN, LABEL, LITTLE};

/// Shorter words in capitals are abbreviations that anybody writes.
const CAPITALS: usize = 4;

/// The words of a query, with what is known of each.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The words, in their order.
    pub(super) words: Vec<String>,
    /// Whether each tells what is looked for.
    pub(super) tells: Vec<bool>,
    /// Whether each is a part of a word in `camelCase`.
    pub(super) parts: Vec<bool>,
    /// The words before the colon that the query begins with.
    pub(super) label: Option<String>,
    /// The number that the query asks for, as a status line does.
    pub(super) code: Option<String>,
    /// The numbers that stand in it as codes do.
    pub(super) codes: Vec<String>,
    /// Whether nothing has that number.
    pub(super) is_code_unknown: bool,
    /// Whether it has a name in CAPITALS that stands nowhere.
    pub(super) is_foreign: bool,
    /// Whether it is written as people ask, with nothing of a program in it.
    pub(super) is_prose: bool,
    /// The words of each name as programs write them, `user busy` for `USER_BUSY`, and of each
    /// number with its kind, `850 cause 17` for `Q.850;cause=17`.
    pub(super) joined: Vec<String>,
    /// How rare each is.
    pub(super) rarity: Vec<f64>,
    /// Words of texts → the words of the query that they stand for.
    pub(super) forms: Forms,
}

/// Words of texts → the words of the query that they stand for, by their place, and how.
#[derive(Debug, Default)]
pub(super) struct Forms(HashMap<String, Vec<(usize, Form)>>);

impl Forms {
    /// Adds that `own` stands for a word of the query; for another one only where it is none itself.
    pub(super) fn add(&mut self, own: &str, at: usize, form: Form) {
        let stands = self.0.entry(own.to_owned()).or_default();
        let is_word = |form: Form| form < Form::Related;
        if form == Form::Related && stands.iter().any(|(_, form)| is_word(*form)) {
            return;
        }
        if is_word(form) {
            stands.retain(|(_, form)| *form != Form::Related);
        }
        if !stands.iter().any(|(word, _)| *word == at) {
            stands.push((at, form));
        }
    }

    /// What `own` stands for.
    pub(super) fn of(&self, own: &str) -> &[(usize, Form)] {
        self.0.get(own).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Asked {
    /// Sets how rare the next word is, of those that stand in `with` of `entries`; `line` is what was
    /// asked.
    pub(super) fn weigh(&mut self, entries: usize, with: usize, line: &str) {
        let at = self.rarity.len();
        let own = &self.words[at];
        let is_unknown = with == 0 && self.code.as_ref() == Some(own);
        self.is_code_unknown |= is_unknown;
        let is_foreign = self.tells[at] && with == 0 && is_in_capitals(own, line);
        self.is_foreign |= is_foreign;
        let part = match self.tells[at] {
            // A code that nothing is called is not answered by other words of its line.
            _ if is_unknown => LABEL,
            true if is_foreign => FOREIGN,
            true => 1.0,
            false if self.words[..at].contains(own) => 0.0,
            false => LITTLE,
        };
        self.rarity.push(rarity(entries, with) * part);
    }

    /// Whether a code is asked for that something is called.
    pub(super) fn is_code_known(&self) -> bool {
        self.code.is_some() && !self.is_code_unknown
    }

    /// Whether a name begins with the code that is asked for.
    pub(super) fn is_headed(&self, name: &str) -> bool {
        self.is_code_known() && words(name).first() == self.code.as_ref()
    }

    /// Whether a name of a docset with this title begins with a number that the query has behind a
    /// word of the title, as in `SIP 503`.
    pub(super) fn is_numbered(&self, title: &str, name: &str) -> bool {
        let Some(head) = words(name).into_iter().next().filter(|head| is_number(head)) else {
            return false;
        };
        words(title).iter().any(|kind| self.joined.contains(&format!("{kind} {head}")))
    }

    /// Whether one of these names stands in the query, and something else.
    pub(super) fn has_name<'a>(&self, mut names: impl Iterator<Item = &'a str>) -> bool {
        names.any(|name| {
            let own = words(name);
            let length = own.len().max(1);
            self.words.len() > length && self.words.windows(length).any(|window| window == own)
        })
    }

    /// Whether a name begins with a number that stands in the query as a code does.
    pub(super) fn is_coded(&self, name: &str) -> bool {
        words(name).first().is_some_and(|head| self.codes.contains(head))
    }

    /// Whether these words are the label that the query begins with.
    pub(super) fn is_label(&self, own: &[String]) -> bool {
        let Some(label) = &self.label else { return false };
        if self.is_code_known() {
            return false;
        }
        let numbered = || self.words.iter().take(own.len()).eq(own) && own.len() > 1;
        let has_number = own.last().is_some_and(|word| is_number(word));
        own.join(" ") == *label || (has_number && numbered())
    }

    /// Whether these words are written as one in the query, or end with some that are.
    pub(super) fn is_joined(&self, own: &[String]) -> bool {
        let words = own.join(" ");
        // A letter is no kind of number: `Q.850` is none of `q`.
        let is_kind = |joined: &&String| joined.as_bytes().get(1) != Some(&b' ');
        own.len() > 1 && self.joined.iter().filter(is_kind).any(|joined| words.ends_with(joined))
    }

    /// Whether a word tells something, and was written as one.
    pub(super) fn is_own(&self, word: usize) -> bool {
        self.tells[word] && !self.parts[word]
    }

    /// How many words that tell something are there, and how many are not.
    pub(super) fn telling(&self, has: &[bool]) -> (usize, usize) {
        let own = has.iter().zip(&self.tells).filter(|(_, tells)| **tells);
        let (with, without): (Vec<_>, Vec<_>) = own.partition(|(has, _)| **has);
        (with.len(), without.len())
    }

    /// The part of the words that are there.
    pub(super) fn share(&self, has: &[bool]) -> f64 {
        let (with, without) = self.telling(has);
        number(with) / number(with + without).max(1.0)
    }
}

/// How rare a word is that stands in `with` of `entries`.
#[expect(clippy::cast_precision_loss, reason = "a count of entries is far from that large")]
fn rarity(entries: usize, with: usize) -> f64 {
    let (entries, with) = (entries.max(with) as f64, with as f64);
    (1.0 + (entries - with + 0.5) / (with + 0.5)).ln()
}

/// Whether a line has a word of at least `CAPITALS` letters in capitals.
fn is_in_capitals(word: &str, line: &str) -> bool {
    let is_name = word.len() >= CAPITALS && word.bytes().all(|one| one.is_ascii_lowercase());
    is_name && line.contains(&word.to_ascii_uppercase())
}

/// Whether a word is a number.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(char::is_numeric)
}

/// A count to reckon with.
pub(super) fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
