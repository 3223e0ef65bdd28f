//! The program of a pattern and a place in a line → where its match ends, and what its groups hold.
//!
//! It backtracks, as those who wrote the patterns had it: the first way that fits counts.

use std::ops::Range;

use super::program::{
    AGAIN, ATOMIC, ELSE, END, FOLDED, IS, JUMP, LAST_LINE_END, LAZY, LINE_END, LINE_START, LOOK,
    LOOP, MOVED, NO_WORD_EDGE, ONE, PEEK, POSSESSIVE, RUN, SEARCH_START, SLOT, TEXT, TEXT_END,
    TEXT_START, UNLESS, WORD_EDGE,
};

/// No place in a line.
const NOWHERE: usize = usize::MAX;

/// Where the program goes on, and the place in the line there.
type Next = Option<(usize, usize)>;

/// What a program is run on.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    /// ASCII text.
    pub(crate) line: &'a [u8],
    /// Where the search for a token began.
    pub(crate) from: usize,
    /// What the groups held of the match that opened the context.
    pub(crate) outer: Option<&'a [Vec<u8>]>,
}

/// What is tried, or first undone, when the way taken fails.
enum Retry {
    At { pc: usize, place: usize },
    Shorter { pc: usize, least: usize, place: usize },
    Longer { pc: usize, most: usize, place: usize },
    Slot { slot: usize, held: usize },
}

/// Runs programs, one after the other.
pub(crate) struct Matcher {
    slots: Vec<usize>,
    retries: Vec<Retry>,
    /// For each loop and each place the last part, by number, in which it was tried there.
    tried: Vec<u32>,
    parts: u32,
    /// How many steps may still be taken and characters looked at.
    work: usize,
}

impl Matcher {
    /// One that does so much work: steps, and characters looked at. Then nothing matches.
    pub(crate) fn new(work: usize) -> Self {
        Self { slots: Vec::new(), retries: Vec::new(), tried: Vec::new(), parts: 0, work }
    }

    pub(crate) fn is_exhausted(&self) -> bool {
        self.work == 0
    }

    /// Runs a program that keeps places in so many slots.
    pub(crate) fn run(
        &mut self,
        program: &[u8],
        slots: usize,
        subject: Subject<'_>,
        place: usize,
    ) -> Option<usize> {
        self.retries.clear();
        self.slots.clear();
        self.slots.resize(slots, NOWHERE);
        self.part(program, subject, 0, place)
    }

    /// Where the group of the last match stands; groups count from 1.
    pub(crate) fn group(&self, group: usize) -> Option<Range<usize>> {
        let slot = (2 * group).checked_sub(2)?;
        let (start, end) = (*self.slots.get(slot)?, *self.slots.get(slot + 1)?);
        (start != NOWHERE && end != NOWHERE).then_some(start..end)
    }

    fn part(
        &mut self,
        program: &[u8],
        subject: Subject<'_>,
        mut pc: usize,
        mut place: usize,
    ) -> Option<usize> {
        let base = self.retries.len();
        let line = subject.line;
        self.parts += 1;
        let part = self.parts;
        loop {
            self.spend(1)?;
            let next: Next = match program[pc] {
                END => return Some(place),
                TEXT => {
                    let text = &program[pc + 2..][..usize::from(program[pc + 1])];
                    let fits = line[place..].starts_with(text);
                    fits.then_some((pc + 2 + text.len(), place + text.len()))
                }
                FOLDED => {
                    let text = &program[pc + 2..][..usize::from(program[pc + 1])];
                    let there = line[place..].get(..text.len());
                    let fits = there.is_some_and(|there| there.eq_ignore_ascii_case(text));
                    fits.then_some((pc + 2 + text.len(), place + text.len()))
                }
                ONE => {
                    let fits = line.get(place).is_some_and(|next| has(mask(program, pc), *next));
                    fits.then_some((pc + 17, place + 1))
                }
                RUN => self.run_of(program, line, pc, place),
                PEEK => {
                    let fits = has(mask(program, pc), peeked(line, place));
                    Some((if fits { pc + 20 } else { address(program, pc + 17) }, place))
                }
                ELSE => {
                    self.retries.push(Retry::At { pc: address(program, pc + 1), place });
                    Some((pc + 4, place))
                }
                UNLESS => {
                    self.retries.push(Retry::At { pc: pc + 4, place });
                    Some((address(program, pc + 1), place))
                }
                LOOP => self.enter(program, line, pc, place, part),
                JUMP => Some((address(program, pc + 1), place)),
                SLOT => {
                    let slot = number(program, pc + 1);
                    self.retries.push(Retry::Slot { slot, held: self.slots[slot] });
                    self.slots[slot] = place;
                    Some((pc + 3, place))
                }
                MOVED => {
                    let moved = self.slots[number(program, pc + 1)] != place;
                    moved.then(|| (address(program, pc + 3), place))
                }
                IS => is(program[pc + 1], subject, place).then_some((pc + 2, place)),
                ATOMIC => self.part(program, subject, pc + 4, place).map(|end| {
                    self.commit(base);
                    (address(program, pc + 1), end)
                }),
                LOOK => self.look(program, subject, pc, place),
                AGAIN => self.again(program, subject, pc, place),
                _ => None,
            };
            (pc, place) = match next {
                Some(next) => next,
                None => self.retry(base)?,
            };
        }
    }

    fn retry(&mut self, base: usize) -> Next {
        while self.retries.len() > base {
            match self.retries.pop()? {
                Retry::At { pc, place } => return Some((pc, place)),
                Retry::Shorter { pc, least, place } => {
                    let place = place - 1;
                    if place > least {
                        self.retries.push(Retry::Shorter { pc, least, place });
                    }
                    return Some((pc, place));
                }
                Retry::Longer { pc, most, place } => {
                    let place = place + 1;
                    if place < most {
                        self.retries.push(Retry::Longer { pc, most, place });
                    }
                    return Some((pc, place));
                }
                Retry::Slot { slot, held } => self.slots[slot] = held,
            }
        }
        None
    }

    fn run_of(&mut self, program: &[u8], line: &[u8], pc: usize, place: usize) -> Next {
        let mask = mask(program, pc);
        let (least, most) = (number(program, pc + 17), number(program, pc + 19));
        let fitting = line[place..].iter().take(most).take_while(|next| has(mask, **next)).count();
        self.spend(fitting)?;
        let (least, most) = (place + least, place + fitting);
        if most < least {
            return None;
        }
        let (order, pc) = (program[pc + 21], pc + 22);
        match order {
            POSSESSIVE => {}
            _ if least == most => {}
            LAZY => self.retries.push(Retry::Longer { pc, most, place: least }),
            _ => self.retries.push(Retry::Shorter { pc, least, place: most }),
        }
        Some((pc, if order == LAZY { least } else { most }))
    }

    /// Starts a loop. What failed behind its start would fail there again, however it is come to.
    fn enter(&mut self, program: &[u8], line: &[u8], pc: usize, place: usize, part: u32) -> Next {
        let at = number(program, pc + 1) * (line.len() + 1) + place;
        if self.tried.len() <= at {
            self.tried.resize(at + 1, 0);
        }
        if std::mem::replace(&mut self.tried[at], part) == part {
            return None;
        }
        let (inside, behind) = (pc + 7, address(program, pc + 4));
        let is_lazy = program[pc + 3] == LAZY;
        let (next, other) = if is_lazy { (behind, inside) } else { (inside, behind) };
        self.retries.push(Retry::At { pc: other, place });
        Some((next, place))
    }

    fn look(&mut self, program: &[u8], subject: Subject<'_>, pc: usize, place: usize) -> Next {
        let base = self.retries.len();
        let none = program[pc + 1] == 1;
        let start = place.checked_sub(usize::from(program[pc + 2]));
        let found = start.and_then(|start| self.part(program, subject, pc + 6, start)).is_some();
        if none {
            while self.retry(base).is_some() {}
        } else {
            self.commit(base);
        }
        (found != none).then_some((address(program, pc + 3), place))
    }

    fn again(&self, program: &[u8], subject: Subject<'_>, pc: usize, place: usize) -> Next {
        let group = usize::from(program[pc + 1]);
        let outer = subject.outer.filter(|_| program[pc + 3] == 1);
        let text = match outer {
            Some(groups) => groups.get(group - 1).map_or(&[][..], Vec::as_slice),
            None => &subject.line[self.group(group)?],
        };
        let there = subject.line[place..].get(..text.len())?;
        let fits = there == text || program[pc + 2] == 1 && there.eq_ignore_ascii_case(text);
        fits.then_some((pc + 4, place + text.len()))
    }

    fn spend(&mut self, work: usize) -> Option<()> {
        self.work = self.work.saturating_sub(work);
        (self.work > 0).then_some(())
    }

    /// Forgets the other ways since there were so many, yet not what groups held before.
    fn commit(&mut self, base: usize) {
        let mut kept = base;
        for at in base..self.retries.len() {
            if matches!(self.retries[at], Retry::Slot { .. }) {
                self.retries.swap(kept, at);
                kept += 1;
            }
        }
        self.retries.truncate(kept);
    }
}

/// The next character; at the end, which no mask bars that may match there, NUL.
pub(crate) fn peeked(line: &[u8], place: usize) -> u8 {
    line.get(place).copied().unwrap_or(0)
}

fn mask(program: &[u8], pc: usize) -> &[u8] {
    &program[pc + 1..pc + 17]
}

fn has(mask: &[u8], character: u8) -> bool {
    mask[usize::from(character >> 3)] >> (character & 7) & 1 == 1
}

fn number(program: &[u8], at: usize) -> usize {
    usize::from(program[at]) | usize::from(program[at + 1]) << 8
}

fn address(program: &[u8], at: usize) -> usize {
    number(program, at) | usize::from(program[at + 2]) << 16
}

fn is(kind: u8, Subject { line, from, .. }: Subject<'_>, place: usize) -> bool {
    let is_word = |at: usize| line.get(at).is_some_and(|c| c.is_ascii_alphanumeric() || *c == b'_');
    let is_edge = || (place > 0 && is_word(place - 1)) != is_word(place);
    match kind {
        TEXT_START => place == 0,
        TEXT_END => place == line.len(),
        LINE_START => place == 0 || line[place - 1] == b'\n',
        LINE_END => place == line.len() || line[place] == b'\n',
        WORD_EDGE => is_edge(),
        NO_WORD_EDGE => !is_edge(),
        SEARCH_START => place == from,
        LAST_LINE_END => matches!(&line[place..], [] | [b'\n']),
        _ => false,
    }
}
