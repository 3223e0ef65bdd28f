//! The tree of a pattern → one that matches the same with less backtracking.
//!
//! Of a pattern with `\b` or a look around, `fancy-regex` leaves to the quick engine of `regex`
//! what stands in an atomic group, and tries the rest letter by letter and branch by branch.

use fancy_regex::{Assertion, Expr, LookAround};

use super::{ahead, identifier, pattern};

/// Word lists of fewer words are quicker tried one by one.
const FEW: usize = 8;

/// Longer word lists are left as they are.
const MANY: usize = 4_000;

/// The same pattern with atomic groups where nothing is lost by them.
pub(crate) fn with_atoms(pattern: Expr) -> Expr {
    let pattern = identifier::as_atoms(pattern);
    let free = ahead::without_need(pattern.clone());
    if is_quick(&free) { free } else { inside(pattern) }
}

fn is_quick(pattern: &Expr) -> bool {
    match pattern {
        // A look ahead at the end is all that `fancy-regex` takes out of the way.
        Expr::Concat(parts) => match parts.split_last() {
            Some((Expr::LookAround(ahead, LookAround::LookAhead), before)) => {
                !backtracks(ahead) && !before.iter().any(backtracks)
            }
            _ => !backtracks(pattern),
        },
        Expr::LookAround(ahead, LookAround::LookAhead) => !backtracks(ahead),
        _ => !backtracks(pattern),
    }
}

/// Whether the pattern is beyond the engine of `regex`.
fn backtracks(expression: &Expr) -> bool {
    match expression {
        Expr::Concat(parts) | Expr::Alt(parts) => parts.iter().any(backtracks),
        Expr::Group(inner) => backtracks(inner),
        Expr::Repeat { child, .. } => backtracks(child),
        Expr::Assertion(assertion) => is_boundary(*assertion),
        Expr::Empty | Expr::Any { .. } | Expr::Literal { .. } | Expr::Delegate { .. } => false,
        _ => true,
    }
}

fn is_boundary(assertion: Assertion) -> bool {
    matches!(assertion, Assertion::WordBoundary | Assertion::NotWordBoundary)
}

fn inside(expression: Expr) -> Expr {
    let boxed = |inner: Box<Expr>| Box::new(inside(*inner));
    match expression {
        Expr::Concat(parts) => Expr::Concat(sequence(parts)),
        Expr::LookAround(inner, direction) => {
            let inner = if backtracks(&inner) { inside(*inner) } else { *inner };
            Expr::LookAround(Box::new(inner), direction)
        }
        Expr::Literal { val, casei: true } => either_case(&val),
        Expr::Alt(branches) => Expr::Alt(branches.into_iter().map(inside).collect()),
        Expr::Group(inner) => Expr::Group(boxed(inner)),
        Expr::Repeat { child, lo, hi, greedy } => {
            Expr::Repeat { child: boxed(child), lo, hi, greedy }
        }
        other => other,
    }
}

/// A letter in both cases as a choice: it needs no engine of its own.
fn either_case(letter: &str) -> Expr {
    let cases = [letter.to_ascii_lowercase(), letter.to_ascii_uppercase()];
    let [lower, upper] = cases.map(|val| Expr::Literal { val, casei: false });
    if lower == upper { lower } else { Expr::Alt(vec![lower, upper]) }
}

fn sequence(parts: Vec<Expr>) -> Vec<Expr> {
    let mut done = Vec::new();
    let mut letters = Vec::new();
    let mut rest = parts.into_iter().peekable();
    while let Some(part) = rest.next() {
        if is_letter(&part) {
            letters.push(part);
            continue;
        }
        done.extend(atom(std::mem::take(&mut letters)));
        let ends_word = rest.peek().is_some_and(ends_word);
        done.push(if ends_word { word_list(part) } else { inside(part) });
    }
    done.extend(atom(letters));
    done
}

/// What takes exactly one character.
fn is_letter(part: &Expr) -> bool {
    matches!(part, Expr::Any { .. } | Expr::Literal { .. } | Expr::Delegate { .. })
}

/// Letters that follow each other: as one thing to be tried, unless they are text.
fn atom(letters: Vec<Expr>) -> Vec<Expr> {
    if letters.len() < 2 || letters.iter().all(|letter| matches!(letter, Expr::Literal { .. })) {
        return letters.into_iter().map(inside).collect();
    }
    vec![Expr::AtomicGroup(Box::new(Expr::Concat(letters)))]
}

/// Whether what stands before it, letters and digits, cannot go on: `\b` and `(?=[ <>])`.
fn ends_word(part: &Expr) -> bool {
    match part {
        Expr::Assertion(assertion) => *assertion == Assertion::WordBoundary,
        Expr::LookAround(inner, LookAround::LookAhead) => match &**inner {
            Expr::Delegate { inner, casei, .. } => pattern::class_of(inner, *casei)
                .is_some_and(|ranges| !ranges.into_iter().flatten().any(is_word)),
            _ => false,
        },
        _ => false,
    }
}

fn is_word(letter: u8) -> bool {
    letter.is_ascii_alphanumeric() || letter == b'_'
}

/// A choice of words in front of where a word ends. Behind the longest one that matches only can
/// there be such a place, so that it is enough to try it.
fn word_list(part: Expr) -> Expr {
    match part {
        Expr::Group(inner) => Expr::Group(Box::new(word_list(*inner))),
        Expr::Alt(branches) => {
            let choice = Expr::Alt(branches);
            match words(&choice) {
                Some(mut words) if words.len() > FEW || any_case(&words) => {
                    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
                    let words = words.into_iter().map(Expr::Concat).collect();
                    Expr::AtomicGroup(Box::new(Expr::Alt(words)))
                }
                _ => inside(choice),
            }
        }
        other => inside(other),
    }
}

fn any_case(words: &[Vec<Expr>]) -> bool {
    words.iter().flatten().any(|letter| matches!(letter, Expr::Literal { casei: true, .. }))
}

/// All words of a choice that has nothing but words, letter by letter.
fn words(expression: &Expr) -> Option<Vec<Vec<Expr>>> {
    let found = match expression {
        Expr::Empty => vec![Vec::new()],
        Expr::Literal { val, casei } => vec![letters(val, *casei)?],
        Expr::Alt(branches) => {
            branches.iter().map(words).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect()
        }
        Expr::Concat(parts) => parts.iter().try_fold(vec![Vec::new()], |starts, part| {
            let ends = words(part)?;
            (starts.len() * ends.len() <= MANY).then(|| joined(&starts, &ends))
        })?,
        Expr::Repeat { child, lo: 0, hi: 1, .. } => {
            let mut found = words(child)?;
            found.push(Vec::new());
            found
        }
        _ => return None,
    };
    (found.len() <= MANY).then_some(found)
}

fn joined(starts: &[Vec<Expr>], ends: &[Vec<Expr>]) -> Vec<Vec<Expr>> {
    starts.iter().flat_map(|start| ends.iter().map(|end| [&start[..], end].concat())).collect()
}

fn letters(text: &str, any_case: bool) -> Option<Vec<Expr>> {
    let letter = |letter: u8| {
        let val = char::from(letter).to_string();
        is_word(letter).then_some(Expr::Literal { val, casei: any_case })
    };
    text.bytes().map(letter).collect()
}
