//! One broken statement → the mistake in it. Each kind of mistake proposes what would mend it, and
//! the first proposal after which the statement can be read is what was wrong.

use super::slip::{Broken, Slip, mended};
use super::view::{Error, View, begins_as_text};
use super::{foreign, heredocs, pieces, quotes};
use crate::source::Span;

/// The kinds of mistakes, the likeliest first.
pub(super) const KINDS: &[fn(&Broken) -> Vec<Slip>] = &[
    foreign::merge,
    foreign::comment,
    foreign::sign,
    foreign::block,
    heredocs::odd_marker,
    heredocs::text_beside_marker,
    heredocs::unclosed,
    quotes::lookalike,
    pieces::half_escape,
    pieces::dangling_sign,
    foreign::modifier,
    pieces::space_before_parenthesis,
    quotes::unclosed,
    quotes::unopened,
    pieces::missing_comma,
    pieces::unclosed,
    quotes::doubled,
    quotes::inner,
    pieces::unmeant_insert,
    quotes::behind_a_text,
    foreign::bare_text,
    foreign::stray,
];

/// The kinds of mistakes that a statement can hold which Ruby reads.
pub(super) const SILENT_KINDS: &[fn(&Broken) -> Vec<Slip>] = &[
    foreign::sign,
    heredocs::odd_marker,
    quotes::lookalike,
    last_sign,
    foreign::modifier,
    foreign::bare_text,
];

/// A comma or the like that ends a statement of one line.
fn last_sign(broken: &Broken) -> Vec<Slip> {
    if broken.is_one_line() { pieces::dangling_sign(broken) } else { Vec::new() }
}

/// What a statement is to the blocks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// It begins a block that this closes.
    Opens(&'static str),
    /// It ends so many blocks, and may begin another one.
    Closes,
    /// `else` and the like.
    Between,
}

/// The mistake in a statement, as the first of these kinds that mends it, and what it is without that.
pub(super) fn mistake(broken: &Broken, kinds: &[fn(&Broken) -> Vec<Slip>]) -> Option<(Slip, Part)> {
    if is_hopeless(broken) {
        return None;
    }
    kinds.iter().flat_map(|kind| kind(broken)).find_map(|slip| {
        let start = broken.span.start;
        let part = broken.view.slice(Span::new(start, slip.span.end));
        let (mended, _) = mended(part, start, slip.patches.iter());
        let still_bare = broken.view.wants_text(broken.word)
            && !begins_as_text(mended[broken.word.len()..].trim_start());
        let whole = part_of(broken.view, &mended).ok().filter(|_| !still_bare)?;
        Some((slip, whole))
    })
}

/// Whether nearly every byte is an error, so that each reading of it costs a lot.
fn is_hopeless(broken: &Broken) -> bool {
    broken.errors.len() > 20 + (broken.span.end - broken.span.start) / 2
}

/// What a part of a text is; else its errors, in its own places.
pub(super) fn part_of(view: View, part: &str) -> Result<Part, Vec<Error>> {
    let errors = view.errors_of_part(part).ok_or_else(Vec::new)?;
    if errors.is_empty() {
        return Ok(Part::Whole);
    }
    for (about, closer) in [("`end`", "end"), ("`}`", "}")] {
        let waits = |error: &Error| error.message.contains(about) && error.is_about_an_opening();
        let closed = || view.errors_of_part(&format!("{part}\n{closer}"));
        if errors.iter().any(waits) && closed().is_some_and(|errors| errors.is_empty()) {
            return Ok(Part::Opens(closer));
        }
    }
    Err(errors)
}
