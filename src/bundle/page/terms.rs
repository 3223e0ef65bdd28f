//! The lists of a tree → how far each term in them reaches, known once however many are asked for.

use std::collections::HashMap;
use std::ops::Range;

use super::super::tree::{Place, Tree};

/// Each `dt` and `dd`, in their order.
#[derive(Debug)]
pub(super) struct Terms(Vec<Term>);

/// A `dt`, or a `dd` with the `dt` before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    place: u32,
    /// Where the `dt` stands, and where the next one does behind what is said of it.
    start: u32,
    end: u32,
    /// Whether anything can be seen in a `dd` before that.
    pub(super) is_described: bool,
}

impl Term {
    pub(super) fn range(self) -> Range<Place> {
        self.start as usize..self.end as usize
    }
}

impl Terms {
    /// Those of a tree, of which `is_shown` tells what can be seen.
    pub(super) fn of(tree: &Tree, is_shown: impl Fn(Place) -> bool) -> Self {
        let mut all = Vec::new();
        // For each list the term seen last, and where the next `dt` stands; from the end on.
        let mut lists: HashMap<Option<Place>, (Term, u32)> = HashMap::new();
        for place in (0..tree.len()).rev() {
            let is_name = match tree.name(place) {
                "dt" => true,
                "dd" => false,
                _ => continue,
            };
            let (list, start) = (tree.parent(place), short(place));
            let end = short(list.map_or(tree.len(), |list| tree.end(list)));
            let new = Term { place: start, start, end, is_described: false };
            let (term, next) = lists.entry(list).or_insert((new, end));
            if !is_name && term.start == *next {
                (term.end, term.is_described) = (*next, false);
            }
            (term.place, term.start) = (start, start);
            if is_name {
                *next = start;
            } else {
                term.is_described |= is_shown(place);
            }
            all.push(*term);
        }
        all.reverse();
        give_to_names(&mut all, tree);
        Self(all)
    }

    /// What is known of the `dt` or `dd` at `place`.
    pub(super) fn find(&self, place: Place) -> Option<Term> {
        let at = self.0.binary_search_by_key(&short(place), |term| term.place).ok()?;
        Some(self.0[at])
    }
}

/// What is said of a term belongs to it.
fn give_to_names(all: &mut [Term], tree: &Tree) {
    let mut names: HashMap<Option<Place>, Term> = HashMap::new();
    for term in all {
        let list = tree.parent(term.place as usize);
        if tree.name(term.place as usize) == "dt" {
            names.insert(list, *term);
        } else if let Some(name) = names.get(&list) {
            *term = Term { place: term.place, ..*name };
        }
    }
}

/// A place in less room; no page has more of them.
pub(super) fn short(place: Place) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
