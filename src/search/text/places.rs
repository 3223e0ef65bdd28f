//! The words of a text, by the words of the query that they stand for.

use super::super::fold::each_word;
use super::asked::Asked;
use super::forms::Form;
use super::weights::{FORM, OTHER, PAIR};

/// For each word of a text the words of the query that it stands for.
pub(super) fn places<'a>(asked: &'a Asked, own: &[String]) -> Vec<&'a [(usize, Form)]> {
    own.iter().map(|word| asked.forms.of(word)).collect()
}

/// The same for a text that was not taken apart.
pub(super) fn stands_in<'a>(asked: &'a Asked, text: &str) -> Vec<&'a [(usize, Form)]> {
    let mut stands = Vec::new();
    each_word(text, |word, _| stands.push(asked.forms.of(word)));
    stands
}

/// The words of the query that stand there, each in its best form.
pub(super) fn best_forms(stands: &[&[(usize, Form)]]) -> Vec<(usize, Form)> {
    let mut all: Vec<(usize, Form)> = stands.iter().copied().flatten().copied().collect();
    all.sort_unstable();
    all.dedup_by_key(|(word, _)| *word);
    all
}

/// Points for words that stand side by side as in the query, each pair once.
pub(super) fn pairs(asked: &Asked, stands: &[&[(usize, Form)]]) -> f64 {
    let beside = beside(asked, stands);
    let points = beside.iter().enumerate().filter(|(_, beside)| **beside);
    points.map(|(word, _)| PAIR * asked.rarity[word].min(asked.rarity[word + 1])).sum()
}

/// For each word of the query whether the next one follows it there, too.
pub(super) fn beside(asked: &Asked, stands: &[&[(usize, Form)]]) -> Vec<bool> {
    let mut beside = vec![false; asked.words.len()];
    for pair in stands.windows(2) {
        for (word, _) in pair[0] {
            beside[*word] |= pair[1].iter().any(|(next, _)| *next == word + 1);
        }
    }
    beside
}

/// Whether two words that tell something stand side by side as in the query, in either order; what
/// a program's name is made of was not written so by a person.
pub(super) fn neighbours(asked: &Asked, stands: &[&[(usize, Form)]]) -> bool {
    stands.windows(2).any(|pair| {
        let mut both =
            pair[0].iter().flat_map(|one| pair[1].iter().map(move |other| (one.0, other.0)));
        both.any(|(one, other)| {
            one.abs_diff(other) == 1 && asked.is_own(one) && asked.is_own(other)
        })
    })
}

pub(super) fn weight(form: Form) -> f64 {
    match form {
        Form::Same => 1.0,
        Form::Ending | Form::Begun => FORM,
        Form::Related => OTHER,
    }
}
