//! Bounds on what a sheet may cost, and the meter that holds it to them.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::wording::grouped;

/// Largest definition file, in bytes: five times the largest public sheet known.
pub const MAX_SOURCE_BYTES: usize = 256 << 10;
/// Evaluation steps: one for each piece of the program each time it is evaluated, and more for
/// work that grows with the data.
pub const MAX_STEPS: u64 = 300_000;
/// Bytes of strings and collections that a sheet may make while it is evaluated, all together.
pub const MAX_BYTES: u64 = 8 << 20;
/// Bytes that a word of the language is given at once: no field is longer than the longest
/// definition.
pub const MAX_FIELD_BYTES: u64 = MAX_SOURCE_BYTES as u64;
/// Bytes that all words of the language are given.
pub const MAX_SHEET_BYTES: u64 = 2 << 20;
/// Nested calls of methods and blocks.
pub const MAX_CALL_DEPTH: u32 = 100;
/// Nested expressions.
pub const MAX_EXPRESSION_DEPTH: u32 = 1_000;

/// Each bound with its unit, for the documentation.
pub const LIMITS: &[(&str, u64, &str)] = &[
    ("size of the definition", MAX_SOURCE_BYTES as u64, "bytes"),
    ("evaluation", MAX_STEPS, "steps"),
    ("strings and collections made", MAX_BYTES, "bytes"),
    ("one field of the sheet", MAX_FIELD_BYTES, "bytes"),
    ("all fields of the sheet", MAX_SHEET_BYTES, "bytes"),
    ("nested calls", MAX_CALL_DEPTH as u64, "levels"),
    ("nested expressions", MAX_EXPRESSION_DEPTH as u64, "levels"),
];

/// Counts what evaluating has cost so far.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    steps: u64,
    bytes: u64,
    given: u64,
    pub(crate) calls: u32,
    pub(crate) expressions: u32,
}

impl Meter {
    pub(crate) fn step(&mut self, span: Span) -> Result<(), Box<Diagnostic>> {
        self.work(1, span)
    }

    /// `steps` at once, for work that grows with the data.
    pub(crate) fn work(&mut self, steps: usize, span: Span) -> Result<(), Box<Diagnostic>> {
        self.steps = self.steps.saturating_add(steps as u64);
        if self.steps <= MAX_STEPS {
            return Ok(());
        }
        Err(exceeded(span, "the sheet takes too many steps to evaluate", MAX_STEPS, "steps"))
    }

    pub(crate) fn make(&mut self, bytes: usize, span: Span) -> Result<(), Box<Diagnostic>> {
        self.bytes = self.bytes.saturating_add(bytes as u64);
        if self.bytes <= MAX_BYTES {
            return self.work(bytes / 64, span);
        }
        Err(exceeded(span, "the sheet makes too much text", MAX_BYTES, "bytes"))
    }

    /// What a word of the language is given.
    pub(crate) fn give(&mut self, bytes: usize, span: Span) -> Result<(), Box<Diagnostic>> {
        self.given = self.given.saturating_add(bytes as u64);
        if bytes as u64 > MAX_FIELD_BYTES {
            return Err(exceeded(span, "this field is too long", MAX_FIELD_BYTES, "bytes"));
        }
        if self.given > MAX_SHEET_BYTES {
            return Err(exceeded(span, "the sheet holds too much text", MAX_SHEET_BYTES, "bytes"));
        }
        self.make(bytes, span)
    }

    pub(crate) fn check_depth(&self, span: Span) -> Result<(), Box<Diagnostic>> {
        if self.calls > MAX_CALL_DEPTH {
            let most = u64::from(MAX_CALL_DEPTH);
            return Err(exceeded(span, "calls are nested too deeply", most, "levels"));
        }
        if self.expressions > MAX_EXPRESSION_DEPTH {
            let most = u64::from(MAX_EXPRESSION_DEPTH);
            return Err(exceeded(span, "expressions are nested too deeply", most, "levels"));
        }
        Ok(())
    }
}

#[expect(clippy::unnecessary_box_returns, reason = "every caller hands the box on")]
fn exceeded(span: Span, message: &str, most: u64, unit: &str) -> Box<Diagnostic> {
    let finding = Diagnostic::new(Code::LimitReached, message)
        .at(span, format!("the limit of {} {unit} is reached here", grouped(most)))
        .hint("look for a loop or a call that never ends, or make the sheet simpler");
    Box::new(finding)
}
