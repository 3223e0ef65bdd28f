//! What patterns are made of: steps, each a byte with what it takes behind it.
//!
//! A mask is 16 bytes, a bit for each ASCII character; an address, from the program's start, three
//! bytes; a slot two. `tests/it/grammars/compiler.rs` writes programs and `matcher.rs` runs them.

/// The program, or a part of it that is run by itself, has matched.
pub(crate) const END: u8 = 0;
/// Characters: how many, and which.
pub(crate) const TEXT: u8 = 1;
/// The same in any case.
pub(crate) const FOLDED: u8 = 2;
/// One character of a mask.
pub(crate) const ONE: u8 = 3;
/// Characters of a mask: how many at least and at most, two bytes each, and in which order of numbers.
pub(crate) const RUN: u8 = 4;
/// Goes on at an address unless the next character is in a mask.
pub(crate) const PEEK: u8 = 5;
/// Goes on behind it and, where that fails, at an address.
pub(crate) const ELSE: u8 = 6;
/// Goes on at an address and, where that fails, behind it.
pub(crate) const UNLESS: u8 = 7;
/// The start of a loop, which is tried once at each place: its number, two bytes, the order, and the
/// address behind it.
pub(crate) const LOOP: u8 = 8;
/// Goes on at an address.
pub(crate) const JUMP: u8 = 9;
/// Keeps the place in a slot.
pub(crate) const SLOT: u8 = 10;
/// Goes on at an address, unless the place is still the one in a slot.
pub(crate) const MOVED: u8 = 11;
/// Holds if the place is one of a kind.
pub(crate) const IS: u8 = 12;
/// An address to go on at behind the first match, which counts, of what stands from here to its `END`.
pub(crate) const ATOMIC: u8 = 13;
/// Whether there must be none, how many characters before, and what `ATOMIC` has, whose match takes no
/// characters.
pub(crate) const LOOK: u8 = 14;
/// What a group matched, in any case or not; 1 for a group of the match that opened the context.
pub(crate) const AGAIN: u8 = 15;

/// The orders of a `RUN` or a `LOOP`: from the shortest up, the longest alone; any other, from the
/// longest down.
pub(crate) const LAZY: u8 = 1;
pub(crate) const POSSESSIVE: u8 = 2;

/// The kinds of places.
pub(crate) const TEXT_START: u8 = 0;
pub(crate) const TEXT_END: u8 = 1;
pub(crate) const LINE_START: u8 = 2;
pub(crate) const LINE_END: u8 = 3;
pub(crate) const WORD_EDGE: u8 = 4;
pub(crate) const NO_WORD_EDGE: u8 = 5;
pub(crate) const SEARCH_START: u8 = 6;
pub(crate) const LAST_LINE_END: u8 = 7;
