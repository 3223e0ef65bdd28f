//! A pattern of a grammar → one that matches the same in ASCII text and nothing beyond it.

use std::fmt::Write;
use std::ops::RangeInclusive;

use fancy_regex::{Assertion, Expr, LookAround};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use super::shape;

/// Every ASCII character.
pub(crate) const ANY: RangeInclusive<u8> = 0..=0x7F;

/// The pattern for ASCII text; `None` for what has no spelling here: a reference to a group, a
/// condition, a call.
pub(crate) fn ascii(pattern: &str) -> Option<String> {
    let tree = Expr::parse_tree(&angles_as_letters(pattern)).ok()?.expr;
    let mut written = String::with_capacity(pattern.len());
    write(&shape::with_atoms(tree), &mut written)?;
    Some(written)
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

fn write(expression: &Expr, to: &mut String) -> Option<()> {
    match expression {
        Expr::Empty => {}
        Expr::Any { newline: true } => class(to, [ANY]),
        Expr::Any { newline: false } => class(to, [0..=b'\n' - 1, b'\n' + 1..=*ANY.end()]),
        Expr::Assertion(assertion) => to.push_str(spelling(*assertion)?),
        Expr::Literal { val, casei } => val.chars().for_each(|c| letter(c, *casei, to)),
        Expr::Concat(parts) => grouped("(?:", parts, "", to)?,
        Expr::Alt(branches) => grouped("(?:", branches, "|", to)?,
        Expr::Group(inner) => grouped("(", [&**inner], "", to)?,
        Expr::AtomicGroup(inner) => grouped("(?>", [&**inner], "", to)?,
        Expr::LookAround(inner, direction) => grouped(opening(*direction), [&**inner], "", to)?,
        Expr::Repeat { child, lo, hi, greedy } => {
            grouped("(?:", [&**child], "", to)?;
            let most = if *hi == usize::MAX { String::new() } else { hi.to_string() };
            let lazy = if *greedy { "" } else { "?" };
            write!(to, "{{{lo},{most}}}{lazy}").ok()?;
        }
        // `\Z`, which takes no character.
        Expr::Delegate { inner, size: 0, .. } => to.push_str(inner),
        Expr::Delegate { inner, casei, .. } => class(to, class_of(inner, *casei)?),
        _ => return None,
    }
    Some(())
}

fn grouped<'a>(
    opening: &str,
    parts: impl IntoIterator<Item = &'a Expr>,
    between: &str,
    to: &mut String,
) -> Option<()> {
    to.push_str(opening);
    for (place, part) in parts.into_iter().enumerate() {
        if place > 0 {
            to.push_str(between);
        }
        write(part, to)?;
    }
    to.push(')');
    Some(())
}

fn spelling(assertion: Assertion) -> Option<&'static str> {
    Some(match assertion {
        Assertion::StartText => "^",
        Assertion::EndText => "$",
        Assertion::StartLine { crlf: false } => "(?m:^)",
        Assertion::EndLine { crlf: false } => "(?m:$)",
        Assertion::WordBoundary => r"\b",
        Assertion::NotWordBoundary => r"\B",
        _ => return None,
    })
}

fn opening(direction: LookAround) -> &'static str {
    match direction {
        LookAround::LookAhead => "(?=",
        LookAround::LookAheadNeg => "(?!",
        LookAround::LookBehind => "(?<=",
        LookAround::LookBehindNeg => "(?<!",
    }
}

/// Both cases are spelled out: to a flag for them belong a Kelvin sign and a long s.
fn letter(letter: char, any_case: bool, to: &mut String) {
    match u8::try_from(letter).ok().filter(u8::is_ascii) {
        None => class(to, []),
        Some(byte) if any_case && byte.is_ascii_alphabetic() => {
            let cases = [byte.to_ascii_uppercase(), byte.to_ascii_lowercase()];
            class(to, cases.map(|case| case..=case));
        }
        Some(_) => to.push_str(&regex_syntax::escape(&letter.to_string())),
    }
}

/// Writes a class of bytes; without any it matches nowhere, and is no look around.
fn class(to: &mut String, ranges: impl IntoIterator<Item = RangeInclusive<u8>>) {
    let before = to.len();
    to.push('[');
    for range in ranges {
        let (start, end) = range.into_inner();
        to.push_str(&format!("\\x{start:02X}-\\x{end:02X}"));
    }
    if to.len() == before + 1 {
        to.truncate(before);
        to.push_str("[a&&b]");
    } else {
        to.push(']');
    }
}

/// The ASCII characters of a class such as `[^"]` or `\w`.
pub(crate) fn class_of(class: &str, any_case: bool) -> Option<Vec<RangeInclusive<u8>>> {
    let parsed = ParserBuilder::new().case_insensitive(any_case).build().parse(class).ok()?;
    let characters = match parsed.into_kind() {
        HirKind::Class(Class::Unicode(characters)) => characters,
        // A class of one character.
        HirKind::Literal(literal) => {
            let letter = std::str::from_utf8(&literal.0).ok()?.chars().next()?;
            ClassUnicode::new([ClassUnicodeRange::new(letter, letter)])
        }
        _ => return None,
    };
    let ascii = |c: char| u8::try_from(u32::from(c).min(u32::from(*ANY.end()))).ok();
    let within = characters.ranges().iter().filter(|range| range.start().is_ascii());
    within.map(|range| Some(ascii(range.start())?..=ascii(range.end())?)).collect()
}

/// The characters that an expression for one character stands for.
pub(crate) fn letters_of(expression: &Expr) -> Option<Vec<u8>> {
    match expression {
        Expr::Literal { val, casei } => {
            let &[letter] = val.as_bytes() else { return None };
            let cases = [letter.to_ascii_lowercase(), letter.to_ascii_uppercase()];
            Some(if *casei { cases.to_vec() } else { vec![letter] })
        }
        Expr::Delegate { inner, casei, size: 1 } => {
            Some(class_of(inner, *casei)?.into_iter().flatten().collect())
        }
        _ => None,
    }
}

/// One of these characters.
pub(crate) fn one_of(letters: Vec<u8>) -> Expr {
    let mut inner = String::new();
    class(&mut inner, letters.into_iter().map(|letter| letter..=letter));
    Expr::Delegate { inner, size: 1, casei: false }
}
