//! What is said of a name → the same without the name itself.

use std::ops::Range;

use super::part::{Kind, Part, Parts};

/// `parts` without what only says `name`.
pub(super) fn beside(mut parts: Parts, name: &str) -> Parts {
    let own = parts.top().find_map(|part| match part.kind() {
        Kind::Text | Kind::Heading(_) => {
            says(part.texts(), name).then(|| (part.place()..part.end(), None))
        }
        Kind::Terms => in_terms(part, name),
        _ => None,
    });
    if let Some((places, around)) = own {
        parts.remove(places, around);
    }
    parts
}

/// What only says the name among terms, and what of them it stands in: a term with what is said of
/// it, or what makes the only one a term.
fn in_terms(terms: Part, name: &str) -> Option<(Range<usize>, Option<usize>)> {
    let is_line = |part: Part| matches!(part.kind(), Kind::Text | Kind::Heading(_) | Kind::Code);
    let is_own = |term: &Part| {
        let mut body = term.inside().skip(1);
        body.clone().all(is_line) && says(body.by_ref().flat_map(Part::texts), name)
    };
    let is_one = terms.inside().nth(1).is_none();
    match terms.inside().find(is_own) {
        Some(_) if is_one => Some((terms.place()..terms.end(), None)),
        Some(term) => Some((term.place()..term.end(), Some(terms.place()))),
        None => {
            let term = terms.inside().next()?;
            let named = term.inside().next()?;
            let is_own = is_one && says(named.texts(), name);
            is_own.then_some((terms.place()..named.end(), None))
        }
    }
}

/// Whether texts say the name, however they are spaced.
fn says<'a>(texts: impl Iterator<Item = &'a str>, name: &str) -> bool {
    let is_letter = |letter: &char| !letter.is_whitespace();
    texts.flat_map(str::chars).filter(is_letter).eq(name.chars().filter(is_letter))
}
