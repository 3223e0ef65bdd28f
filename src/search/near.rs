//! Names that were probably meant, when nothing was found.

use super::fold::words;
use super::{Query, Shelved, meant};
use crate::bundle::{self, INDEX};
use crate::wording::nearest;

/// How many names are proposed.
const MOST: usize = 3;
/// Most names that are compared; comparing is slow.
const COMPARED: usize = 100_000;

/// Names of the docsets that `query` means whose words are spelled almost as its words.
#[must_use]
pub fn near(query: &Query, shelf: &[Shelved]) -> Vec<String> {
    let wanted: Vec<String> = words(&query.rest).into_iter().map(String::from_iter).collect();
    let mut close: Vec<(usize, usize, String)> = Vec::new();
    let mut compared = 0;
    for (_, docset) in meant(query, shelf) {
        let Ok(bundle) = bundle::open_part(&docset.path, &[INDEX]) else { continue };
        // What cannot be read was said when it was searched.
        let _ = bundle.each_row(&mut |name, _, _| {
            compared += 1;
            if compared <= COMPARED
                && let Some(distance) = distance(&wanted, name)
                && !close.iter().any(|(.., other)| other == name)
            {
                close.push((distance, name.chars().count(), name.to_owned()));
            }
        });
    }
    close.sort();
    close.into_iter().take(MOST).map(|(.., name)| name).collect()
}

/// How many letters have to be changed in the words of `wanted` to have them all in `name`.
fn distance(wanted: &[String], name: &str) -> Option<usize> {
    let own: Vec<String> = words(name).into_iter().map(String::from_iter).collect();
    let mut sum = 0;
    for word in wanted {
        let closest =
            if own.contains(word) { word } else { nearest(word, own.iter().map(String::as_str))? };
        sum += strsim::osa_distance(word, closest);
    }
    (!wanted.is_empty()).then_some(sum)
}
