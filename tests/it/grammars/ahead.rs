//! What must not follow → what may, and letters that need not be held together: the engine of `regex`
//! knows neither a look ahead for what must not follow nor an atomic group, and `fancy-regex` without it
//! tries a pattern at one place after the other.

use std::slice::from_ref;

use fancy_regex::{Assertion, Expr, LookAround};

use super::identifier::{differ, has_one_way};
use super::pattern::{self, ANY};

/// The same pattern with a look ahead at its end that says what may follow, and with atomic groups only
/// where they change what is found.
pub(crate) fn without_need(pattern: Expr) -> Expr {
    freed(may_follow(pattern, false), &[])
}

/// The pattern, with what may follow at its end; `ahead` is whether it is a look ahead itself.
fn may_follow(pattern: Expr, ahead: bool) -> Expr {
    match pattern {
        Expr::Concat(mut parts) => {
            let last = parts.pop().map(|last| may_follow(last, ahead));
            parts.extend(last);
            Expr::Concat(parts)
        }
        Expr::LookAround(inner, LookAround::LookAhead) => {
            let inner = may_follow(*inner, true);
            if ahead { inner } else { Expr::LookAround(Box::new(inner), LookAround::LookAhead) }
        }
        Expr::LookAround(inner, LookAround::LookAheadNeg) => match others(&[&inner], &[]) {
            Some(others) if ahead => others,
            Some(others) => Expr::LookAround(Box::new(others), LookAround::LookAhead),
            None => Expr::LookAround(inner, LookAround::LookAheadNeg),
        },
        Expr::Alt(branches) if ahead => {
            Expr::Alt(branches.into_iter().map(|branch| may_follow(branch, true)).collect())
        }
        other => other,
    }
}

/// What a text begins with that does not begin with `parts`, nor with one of `barred`.
fn others(parts: &[&Expr], barred: &[u8]) -> Option<Expr> {
    let mut known = firsts(parts)?;
    known.extend(barred);
    let other = (0..=*ANY.end()).filter(|letter| !known.contains(letter)).collect();
    let mut branches = vec![pattern::one_of(other), Expr::Assertion(Assertion::EndText)];
    branches.extend(beyond_the_first(parts)?);
    Some(Expr::Alt(branches))
}

/// What begins as `parts` do, and does not go on as they do.
fn beyond_the_first(parts: &[&Expr]) -> Option<Vec<Expr>> {
    let (head, rest) = parts.split_first()?;
    let after = |letters: Expr, rest: &[&Expr], barred: &[u8]| {
        if rest.is_empty() {
            return Some(Vec::new());
        }
        Some(vec![Expr::Concat(vec![letters, others(rest, barred)?])])
    };
    match head {
        Expr::Concat(inner) => {
            beyond_the_first(&[&inner.iter().collect::<Vec<_>>(), rest].concat())
        }
        Expr::Alt(branches) => {
            let starts: Option<Vec<_>> = branches.iter().map(|one| firsts(&[one])).collect();
            let whole = |one| beyond_the_first(&[&[one], rest].concat());
            let found: Option<Vec<_>> = branches.iter().map(whole).collect();
            differ(&starts?).then_some(found?.concat())
        }
        Expr::Repeat { child, lo, hi, .. } if lo == hi && *lo > 0 => {
            beyond_the_first(&[&vec![&**child; *lo], rest].concat())
        }
        Expr::Repeat { child, lo: 1, hi: usize::MAX, .. } => {
            let letters = pattern::letters_of(child)?;
            let ends = rest.is_empty() || differ(&[letters.clone(), firsts(rest)?]);
            if !ends {
                return None;
            }
            after((*head).clone(), rest, &letters)
        }
        letter => {
            pattern::letters_of(letter)?;
            after((*letter).clone(), rest, &[])
        }
    }
}

/// The characters that `parts`, which take one at least, can begin with.
fn firsts(parts: &[&Expr]) -> Option<Vec<u8>> {
    let (starts, may_be_empty) = starts(parts)?;
    (!may_be_empty).then_some(starts)
}

/// The characters that `parts` can begin with, and whether they can match without any.
fn starts(parts: &[&Expr]) -> Option<(Vec<u8>, bool)> {
    let mut all = Vec::new();
    for part in parts {
        let (found, may_be_empty) = starts_of(part)?;
        all.extend(found);
        if !may_be_empty {
            return Some((all, false));
        }
    }
    Some((all, true))
}

fn starts_of(expression: &Expr) -> Option<(Vec<u8>, bool)> {
    match expression {
        Expr::Empty => Some((Vec::new(), true)),
        Expr::Group(inner) | Expr::AtomicGroup(inner) => starts_of(inner),
        // What is looked for must stand there, so nothing else can be behind it.
        Expr::LookAround(inner, LookAround::LookAhead) => Some((starts_of(inner)?.0, false)),
        Expr::Concat(parts) => starts(&parts.iter().collect::<Vec<_>>()),
        Expr::Alt(branches) => {
            let found: Option<Vec<_>> = branches.iter().map(starts_of).collect();
            let (all, may_be_empty): (Vec<_>, Vec<_>) = found?.into_iter().unzip();
            Some((all.concat(), may_be_empty.contains(&true)))
        }
        Expr::Repeat { child, lo, .. } => {
            let (found, may_be_empty) = starts_of(child)?;
            Some((found, may_be_empty || *lo == 0))
        }
        letter => Some((pattern::letters_of(letter)?, false)),
    }
}

/// The pattern, with `rest` behind it, without atomic groups that give back nothing that fits there.
fn freed(expression: Expr, rest: &[&Expr]) -> Expr {
    match expression {
        Expr::Concat(parts) => {
            let behind = |place| [&parts[place + 1..].iter().collect::<Vec<_>>(), rest].concat();
            let freed = |(place, part): (usize, &Expr)| freed(part.clone(), &behind(place));
            Expr::Concat(parts.iter().enumerate().map(freed).collect())
        }
        Expr::Alt(branches) => {
            Expr::Alt(branches.into_iter().map(|branch| freed(branch, rest)).collect())
        }
        Expr::Group(inner) => Expr::Group(Box::new(freed(*inner, rest))),
        Expr::LookAround(inner, LookAround::LookAhead) => {
            Expr::LookAround(Box::new(freed(*inner, &[])), LookAround::LookAhead)
        }
        Expr::AtomicGroup(inner) if gives_back_nothing(&inner, rest) => *inner,
        other => other,
    }
}

/// Whether `rest` fits behind the first match of a group if it fits behind any: it may be empty, or it
/// begins as nothing does that the group, letter by letter in one way, could leave to it.
fn gives_back_nothing(group: &Expr, rest: &[&Expr]) -> bool {
    let Some((behind, may_be_empty)) = starts(rest) else { return false };
    if may_be_empty {
        return true;
    }
    let parts = if let Expr::Concat(parts) = group { parts } else { from_ref(group) };
    let Some((Expr::Repeat { child, hi: usize::MAX, greedy: true, .. }, before)) =
        parts.split_last()
    else {
        return false;
    };
    let letters = has_one_way(child).then(|| starts_of(child)).flatten();
    before.iter().all(has_one_way)
        && letters.is_some_and(|(letters, _)| !behind.iter().any(|one| letters.contains(one)))
}
