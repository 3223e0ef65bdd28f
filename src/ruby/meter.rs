//! Bounds on what a sheet may cost, and the meter that holds it to them.
//!
//! Each bound is a constant plus a multiple of the sheet's size. The multiples cover what words and
//! literals cost, so that only computing can meet a bound.

use super::room::LEVELS;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::wording::grouped;

/// Largest definition that is read, in bytes.
pub const MAX_SOURCE_BYTES: usize = 64 << 20;

/// A bound: so much for every sheet, and more for each byte of it.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// What it is a bound of.
    pub of: &'static str,
    /// What even an empty sheet may take.
    pub least: u64,
    /// What each byte of the sheet adds.
    pub for_each_byte: u64,
    /// What it is counted in.
    pub unit: &'static str,
}

const STEPS: Bound = Bound { of: "evaluation", least: 300_000, for_each_byte: 8, unit: "steps" };
const BYTES: Bound =
    Bound { of: "texts and lists made", least: 8 << 20, for_each_byte: 64, unit: "bytes" };
const FIELD: Bound =
    Bound { of: "one field, computed", least: 256 << 10, for_each_byte: 1, unit: "bytes" };
const SHEET: Bound =
    Bound { of: "all fields, computed", least: 2 << 20, for_each_byte: 2, unit: "bytes" };

/// Each bound, for the documentation.
pub const BOUNDS: &[Bound] = &[STEPS, BYTES, FIELD, SHEET];

/// Levels of calls and expressions inside each other. The text itself is never so deep: the syntax
/// check refuses that. What is left is a method that calls itself, which ends at what fits the
/// stack whatever the size of the sheet.
pub const MAX_DEPTH: u32 = LEVELS;

impl Bound {
    /// The bound for a sheet of `bytes`.
    #[must_use]
    pub const fn for_sheet(self, bytes: usize) -> u64 {
        self.least + self.for_each_byte.saturating_mul(bytes as u64)
    }
}

/// Counts what evaluating has cost so far.
#[derive(Debug)]
pub(crate) struct Meter {
    source_bytes: usize,
    steps: u64,
    bytes: u64,
    given: u64,
    depth: u32,
    most_levels: u32,
}

/// A finding that a bound is reached.
pub(crate) type Exceeded = Box<Diagnostic>;

impl Meter {
    pub(crate) const fn new(source_bytes: usize, most_levels: u32) -> Self {
        Self { source_bytes, steps: 0, bytes: 0, given: 0, depth: 0, most_levels }
    }

    /// Takes `steps`.
    pub(crate) fn work(&mut self, steps: usize, at: Span) -> Result<(), Exceeded> {
        self.steps = self.steps.saturating_add(steps as u64);
        self.hold(self.steps, STEPS, at, "the sheet takes too many steps to evaluate")
    }

    /// Takes the memory for `bytes`, before they are there.
    pub(crate) fn make(&mut self, bytes: usize, at: Span) -> Result<(), Exceeded> {
        self.bytes = self.bytes.saturating_add(bytes as u64);
        self.hold(self.bytes, BYTES, at, "the sheet makes too much text")?;
        self.work(bytes / 64, at)
    }

    /// What a field of the sheet is given.
    pub(crate) fn give(&mut self, bytes: usize, at: Span) -> Result<(), Exceeded> {
        self.given = self.given.saturating_add(bytes as u64);
        self.hold(bytes as u64, FIELD, at, "this field is too long")?;
        self.hold(self.given, SHEET, at, "the sheet holds too much text")?;
        self.make(bytes, at)
    }

    /// Goes a level deeper; `leave` comes back.
    pub(crate) fn enter(&mut self, at: Span) -> Result<(), Exceeded> {
        self.depth += 1;
        if self.depth <= self.most_levels {
            return Ok(());
        }
        let most = u64::from(self.most_levels);
        Err(exceeded(at, "calls and lists are nested too deeply", most, "levels"))
    }

    pub(crate) const fn leave(&mut self) {
        self.depth -= 1;
    }

    fn hold(&self, taken: u64, bound: Bound, at: Span, message: &str) -> Result<(), Exceeded> {
        let most = bound.for_sheet(self.source_bytes);
        if taken <= most { Ok(()) } else { Err(exceeded(at, message, most, bound.unit)) }
    }
}

fn exceeded(at: Span, message: &str, most: u64, unit: &str) -> Exceeded {
    let finding = Diagnostic::new(Code::LimitReached, message)
        .at(at, format!("the limit of {} {unit} is reached here", grouped(most)))
        .hint("look for a loop or a call that never ends, or make the sheet simpler");
    Box::new(finding)
}
