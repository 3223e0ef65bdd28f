//! Letters that go on until no other follows, as names in JavaScript do → one thing to be tried.
//!
//! `x(?:a|b)*(?!a|b)` has no way to match but the longest. Letter by letter it is most of the time
//! that code in JavaScript takes.

use fancy_regex::{Expr, LookAround};

use super::pattern;

/// The same pattern with each such part in an atomic group.
pub(crate) fn as_atoms(expression: Expr) -> Expr {
    let boxed = |inner: Box<Expr>| Box::new(as_atoms(*inner));
    match expression {
        Expr::Concat(parts) => Expr::Concat(joined(parts.into_iter().map(as_atoms).collect())),
        Expr::Alt(branches) => Expr::Alt(branches.into_iter().map(as_atoms).collect()),
        Expr::Group(inner) => Expr::Group(boxed(inner)),
        Expr::LookAround(inner, direction) => Expr::LookAround(boxed(inner), direction),
        Expr::Repeat { child, lo, hi, greedy } => {
            Expr::Repeat { child: boxed(child), lo, hi, greedy }
        }
        other => other,
    }
}

fn joined(parts: Vec<Expr>) -> Vec<Expr> {
    let mut done: Vec<Expr> = Vec::new();
    let mut rest = parts.into_iter().peekable();
    while let Some(part) = rest.next() {
        if rest.next_if(|next| ends(&part, next)).is_none() {
            done.push(part);
            continue;
        }
        let start = done.pop_if(|before| has_one_way(before));
        let parts = start.into_iter().chain([part]).collect();
        done.push(Expr::AtomicGroup(Box::new(Expr::Concat(parts))));
    }
    done
}

/// Whether a part takes as many letters as there are, and what is behind it asks for no more.
fn ends(part: &Expr, next: &Expr) -> bool {
    match (part, next) {
        (
            Expr::Repeat { child, hi: usize::MAX, greedy: true, .. },
            Expr::LookAround(other, LookAround::LookAheadNeg),
        ) => child == other && has_one_way(child),
        _ => false,
    }
}

/// Whether it can match at a place in one way at most.
pub(crate) fn has_one_way(expression: &Expr) -> bool {
    match expression {
        Expr::Literal { .. } | Expr::Delegate { .. } => true,
        Expr::Repeat { child, lo, hi, .. } => lo == hi && has_one_way(child),
        Expr::Concat(parts) => parts.iter().enumerate().all(|(at, part)| {
            has_one_way(part) || parts.get(at + 1).is_some_and(|next| is_ended_by(part, next))
        }),
        Expr::Alt(branches) => {
            let firsts: Option<Vec<_>> = branches.iter().map(first).collect();
            branches.iter().all(has_one_way) && firsts.is_some_and(|firsts| differ(&firsts))
        }
        _ => false,
    }
}

/// Whether letters such as `[0-9]+` end where the next part begins.
fn is_ended_by(part: &Expr, next: &Expr) -> bool {
    let Expr::Repeat { child, .. } = part else { return false };
    let is_letter = matches!(**child, Expr::Delegate { .. });
    let firsts: Option<Vec<_>> = [&**child, next].into_iter().map(first).collect();
    is_letter && has_one_way(next) && firsts.is_some_and(|firsts| differ(&firsts))
}

/// The characters that it can begin with.
fn first(expression: &Expr) -> Option<Vec<u8>> {
    match expression {
        Expr::Concat(parts) => first(parts.first()?),
        Expr::Repeat { child, lo: 1.., .. } => first(child),
        letter => pattern::letters_of(letter),
    }
}

pub(crate) fn differ(firsts: &[Vec<u8>]) -> bool {
    let all: Vec<u8> = firsts.concat();
    let different: std::collections::BTreeSet<_> = all.iter().collect();
    different.len() == all.len()
}
