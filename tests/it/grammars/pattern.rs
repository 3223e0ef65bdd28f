//! A pattern of a grammar → a small tree of what it matches in ASCII text.

use fancy_regex::{Assertion, Expr, LookAround};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, HirKind};

use super::program::{
    LAST_LINE_END, LINE_END, LINE_START, NO_WORD_EDGE, SEARCH_START, TEXT_END, TEXT_START,
    WORD_EDGE,
};

/// ASCII characters, a bit each.
pub(crate) type Mask = u128;

const LINE_FEED: Mask = 1 << b'\n';

#[derive(Clone, Debug)]
pub(crate) enum Node {
    One(Mask),
    /// A kind of place.
    Is(u8),
    All(Vec<Node>),
    Either(Vec<Node>),
    Group(usize, Box<Node>),
    Atomic(Box<Node>),
    Look {
        behind: bool,
        none: bool,
        inner: Box<Node>,
    },
    Repeat {
        inner: Box<Node>,
        least: usize,
        most: usize,
        greedy: bool,
    },
    Again {
        group: usize,
        folded: bool,
    },
}

/// The tree of a pattern and how many groups it has; `None` for what has no place in it: conditions,
/// calls.
pub(crate) fn parsed(pattern: &str) -> Option<(Node, usize)> {
    // The parser takes a reference for too large when the text is short.
    let room = "(?:)".repeat(4);
    let tree = Expr::parse_tree(&(angles_as_letters(pattern) + &room)).ok()?.expr;
    let mut groups = 0;
    Some((node(&tree, &mut groups)?, groups))
}

/// Grammars are written for Oniguruma, to which `\\<` is the character and not the start of a word.
fn angles_as_letters(pattern: &str) -> String {
    let mut plain = String::with_capacity(pattern.len());
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match (character, characters.clone().next()) {
            ('\\', Some('<' | '>')) => {}
            ('\\', Some(escaped)) => {
                plain.extend([character, escaped]);
                characters.next();
            }
            _ => plain.push(character),
        }
    }
    plain
}

fn node(expression: &Expr, groups: &mut usize) -> Option<Node> {
    Some(match expression {
        Expr::Empty => Node::All(Vec::new()),
        Expr::Any { newline: true } => Node::One(Mask::MAX),
        Expr::Any { newline: false } => Node::One(!LINE_FEED),
        Expr::Assertion(assertion) => Node::Is(kind(*assertion)?),
        Expr::Literal { val, casei } => {
            Node::All(val.chars().map(|c| Node::One(letter(c, *casei))).collect())
        }
        Expr::Concat(parts) => Node::All(nodes(parts, groups)?),
        Expr::Alt(branches) => Node::Either(nodes(branches, groups)?),
        Expr::Group(inner) => {
            *groups += 1;
            let group = *groups;
            Node::Group(group, boxed(inner, groups)?)
        }
        Expr::AtomicGroup(inner) => Node::Atomic(boxed(inner, groups)?),
        Expr::LookAround(inner, direction) => Node::Look {
            behind: matches!(direction, LookAround::LookBehind | LookAround::LookBehindNeg),
            none: matches!(direction, LookAround::LookAheadNeg | LookAround::LookBehindNeg),
            inner: boxed(inner, groups)?,
        },
        Expr::Repeat { child, lo, hi, greedy } => {
            Node::Repeat { inner: boxed(child, groups)?, least: *lo, most: *hi, greedy: *greedy }
        }
        Expr::Backref { group, casei } => Node::Again { group: *group, folded: *casei },
        Expr::ContinueFromPreviousMatchEnd => Node::Is(SEARCH_START),
        // `\Z`
        Expr::Delegate { size: 0, .. } => Node::Is(LAST_LINE_END),
        Expr::Delegate { inner, casei, .. } => Node::One(class(inner, *casei)?),
        _ => return None,
    })
}

/// The parts, those of texts and sequences by themselves.
fn nodes(expressions: &[Expr], groups: &mut usize) -> Option<Vec<Node>> {
    expressions.iter().map(|expression| node(expression, groups)).collect()
}

fn boxed(expression: &Expr, groups: &mut usize) -> Option<Box<Node>> {
    node(expression, groups).map(Box::new)
}

fn kind(assertion: Assertion) -> Option<u8> {
    Some(match assertion {
        Assertion::StartText => TEXT_START,
        Assertion::EndText => TEXT_END,
        Assertion::StartLine { crlf: false } => LINE_START,
        Assertion::EndLine { crlf: false } => LINE_END,
        Assertion::WordBoundary => WORD_EDGE,
        Assertion::NotWordBoundary => NO_WORD_EDGE,
        _ => return None,
    })
}

fn letter(letter: char, any_case: bool) -> Mask {
    let cases = [letter, letter.to_ascii_lowercase(), letter.to_ascii_uppercase()];
    let cases = if any_case { &cases[..] } else { &cases[..1] };
    cases.iter().filter(|case| case.is_ascii()).fold(0, |mask, case| mask | 1 << u32::from(*case))
}

/// The ASCII characters of a class such as `[^"]` or `\w`.
fn class(class: &str, any_case: bool) -> Option<Mask> {
    let parsed = ParserBuilder::new().case_insensitive(any_case).build().parse(class).ok()?;
    match parsed.into_kind() {
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges().iter().map(|range| range.start()..=range.end());
            let ascii = ranges.flat_map(|range| range.take_while(char::is_ascii));
            Some(ascii.fold(0, |mask, character| mask | letter(character, false)))
        }
        // A class of one character.
        HirKind::Literal(literal) => {
            Some(letter(std::str::from_utf8(&literal.0).ok()?.chars().next()?, false))
        }
        _ => None,
    }
}

impl Node {
    /// How many characters it takes at least, and at most if that is known.
    pub(crate) fn length(&self) -> (usize, Option<usize>) {
        match self {
            Self::One(_) => (1, Some(1)),
            Self::Is(_) | Self::Look { .. } => (0, Some(0)),
            Self::All(parts) => parts.iter().map(Self::length).fold((0, Some(0)), |sum, one| {
                (sum.0 + one.0, sum.1.zip(one.1).and_then(|(sum, one)| sum.checked_add(one)))
            }),
            Self::Either(branches) => {
                let lengths = || branches.iter().map(Self::length);
                let most: Option<Vec<_>> = lengths().map(|length| length.1).collect();
                let least = lengths().map(|length| length.0).min().unwrap_or(0);
                (least, most.map(|most| most.into_iter().max().unwrap_or(0)))
            }
            Self::Group(_, inner) | Self::Atomic(inner) => inner.length(),
            Self::Repeat { inner, least, most, .. } => {
                let (shortest, longest) = inner.length();
                (shortest * least, longest.and_then(|longest| longest.checked_mul(*most)))
            }
            Self::Again { .. } => (0, None),
        }
    }

    /// Whether it refers to a group.
    pub(crate) fn has_again(&self) -> bool {
        match self {
            Self::Again { .. } => true,
            Self::One(_) | Self::Is(_) => false,
            Self::All(parts) | Self::Either(parts) => parts.iter().any(Self::has_again),
            Self::Group(_, inner)
            | Self::Atomic(inner)
            | Self::Look { inner, .. }
            | Self::Repeat { inner, .. } => inner.has_again(),
        }
    }

    /// What the next character must be where it matches; `None` if it may be any or there may be none.
    pub(crate) fn first(&self) -> Option<Mask> {
        first(std::slice::from_ref(self))
    }

    /// That, and whether what stands behind it may begin instead.
    fn start(&self) -> (Mask, bool) {
        match self {
            Self::One(mask) => (*mask, false),
            Self::All(parts) => start(parts),
            Self::Either(branches) => branches
                .iter()
                .map(Self::start)
                .fold((0, false), |(mask, passes), (other, other_passes)| {
                    (mask | other, passes || other_passes)
                }),
            Self::Group(_, inner) | Self::Atomic(inner) => inner.start(),
            Self::Look { behind: false, none: false, inner } => match inner.start() {
                (mask, false) => (mask, false),
                (_, true) => (0, true),
            },
            Self::Repeat { inner, least, .. } => {
                let (mask, passes) = inner.start();
                (mask, passes || *least == 0)
            }
            Self::Is(_) | Self::Look { .. } => (0, true),
            Self::Again { .. } => (Mask::MAX, true),
        }
    }
}

/// What the next character must be where parts match one after the other.
pub(crate) fn first(parts: &[Node]) -> Option<Mask> {
    match start(parts) {
        (mask, false) => Some(mask),
        (_, true) => None,
    }
}

fn start(parts: &[Node]) -> (Mask, bool) {
    let mut all = 0;
    for part in parts {
        let (mask, passes) = part.start();
        all |= mask;
        if !passes {
            return (all, false);
        }
    }
    (all, true)
}
