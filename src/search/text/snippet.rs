//! A text and the words that were looked for → the line in which they stand, marked.

use std::collections::BTreeSet;

use super::super::fold::each_word;
use super::super::hit::Snippet;
use super::super::rank::joined;
use super::asked::Asked;

/// The line with the rarest words of the query; `None` when none stands in the text.
pub(super) fn snippet(asked: &Asked, text: &str) -> Option<Snippet> {
    let mut best: Option<(f64, Snippet)> = None;
    for line in text.lines() {
        let line = line.trim();
        let (mut marks, mut words) = (Vec::new(), BTreeSet::new());
        each_word(line, |word, place| {
            let stands = asked.forms.of(word);
            if !stands.is_empty() {
                marks.push(place);
                words.extend(stands.iter().map(|(word, _)| *word));
            }
        });
        let points: f64 = words.iter().map(|word| asked.rarity[*word]).sum();
        if points > best.as_ref().map_or(0.0, |best| best.0) {
            best = Some((points, Snippet { text: line.to_owned(), marks: joined(marks) }));
        }
    }
    best.map(|(_, snippet)| snippet)
}
