//! An element that a row leads to → the part of the page that a person looks at there.
//!
//! **A reader's rule goes here.** Each says for one kind of element what belongs to it; what it
//! does not decide, it hands on.
//!
//! | the anchor is | shown is |
//! | --- | --- |
//! | a heading, or in one, or a box around one alone | its section, up to the next one as high |
//! | a `dt` or `dd`, or in one | the terms and what is said of them |
//! | a cell or a row, or in one | the row |
//! | a part of a line | its paragraph |
//! | empty, or an `a` around blocks | what comes next |
//! | any other block | the block |

use std::ops::Range;

use super::super::tree::Place;
use super::sight::Sight;

/// How many neighbours are looked at for what belongs together.
const REACH: usize = 500;

/// What the element at `place` stands for.
pub(super) fn at(sight: &Sight, place: Place) -> Range<Place> {
    let tree = &sight.tree;
    let own = place..tree.end(place);
    if !sight.shows(&own) {
        return point(sight, place);
    }
    match tree.name(place) {
        "html" | "body" => sight.main.clone(),
        "dt" | "dd" => term(sight, place),
        "tr" => own,
        "td" | "th" => cell(sight, place),
        _ if tree.level(place).is_some() => section(sight, place),
        _ if !tree.is_block(place) => {
            match tree.children(place).find(|child| is_shown_block(sight, *child)) {
                Some(block) => at(sight, block),
                None => around(sight, place),
            }
        }
        _ => match sight.only_heading(&own) {
            Some(heading) => section(sight, heading),
            None => own,
        },
    }
}

/// A heading and what is under it.
fn section(sight: &Sight, heading: Place) -> Range<Place> {
    let tree = &sight.tree;
    // A heading alone in a box belongs to what stands beside the box.
    let holds_more = |place: &Place| sight.shows(&(tree.end(heading)..tree.end(*place)));
    let end = tree.above(heading).find(holds_more).map_or(tree.len(), |around| tree.end(around));
    heading..end.min(sight.next_heading(heading))
}

/// The terms that stand together, and what is said of them.
fn term(sight: &Sight, place: Place) -> Range<Place> {
    let tree = &sight.tree;
    let is = |name: &'static str| move |place: &Place| tree.name(*place) == name;
    let mut start = place;
    if tree.name(place) == "dd" {
        let mut before = std::iter::successors(tree.before(place), |place| tree.before(*place));
        start = before.by_ref().take(REACH).find(is("dt")).unwrap_or(place);
    }
    let around = tree.parent(place).map_or(tree.len(), |list| tree.end(list));
    let mut has_description = false;
    let next = tree.siblings(start, around).take(REACH).find(|place| {
        has_description |= tree.name(*place) == "dd";
        has_description && tree.name(*place) == "dt"
    });
    start..next.unwrap_or(around)
}

/// The row of a cell; in a table that only lays out the page, what is in the cell.
fn cell(sight: &Sight, place: Place) -> Range<Place> {
    let tree = &sight.tree;
    let row = tree.above(place).find(|place| tree.name(*place) == "tr");
    let row = row.map(|row| row..tree.end(row));
    row.filter(|row| !sight.has_heading(row)).unwrap_or(place..tree.end(place))
}

/// The block of a part of a line.
fn around(sight: &Sight, place: Place) -> Range<Place> {
    let tree = &sight.tree;
    let Some(owner) = tree.above(place).find(|place| tree.is_block(*place)) else {
        return run(sight, place, None);
    };
    let own = owner..tree.end(owner);
    let has_blocks = tree.children(owner).take(REACH).any(|child| is_shown_block(sight, child));
    match tree.name(owner) {
        "dt" | "dd" => term(sight, owner),
        "pre" => listing(sight, place, owner),
        "td" | "th" if !has_blocks || !sight.has_heading(&own) => cell(sight, owner),
        "li" | "figure" if !sight.has_heading(&own) => own,
        _ if tree.level(owner).is_some() => section(sight, owner),
        _ if has_blocks => run(sight, place, Some(owner)),
        _ => match sight.only_heading(&own) {
            Some(heading) => section(sight, heading),
            None if is_many_lines(sight, &own) => run(sight, place, Some(owner)),
            None => own,
        },
    }
}

/// The parts of lines that stand together around `place`, between blocks or blank lines.
fn run(sight: &Sight, place: Place, owner: Option<Place>) -> Range<Place> {
    let tree = &sight.tree;
    let above = tree.above(place).take_while(|above| Some(*above) != owner);
    let top = above.last().unwrap_or(place);
    let ends_run = |place: Place| tree.is_block(place) || is_blank_line(sight, place);
    let before = std::iter::successors(tree.before(top), |place| tree.before(*place));
    let start = before.take(REACH).take_while(|place| !ends_run(*place)).last().unwrap_or(top);
    let end = owner.map_or(tree.len(), |owner| tree.end(owner));
    let after = tree.siblings(tree.end(top), end).take(REACH).find(|place| ends_run(*place));
    start..after.unwrap_or(end)
}

/// Whether a line break here is the second of two.
fn is_blank_line(sight: &Sight, place: Place) -> bool {
    let tree = &sight.tree;
    let is_blank = |place: &Place| tree.text(*place).is_some_and(|text| text.trim().is_empty());
    let mut before = std::iter::successors(tree.before(place), |place| tree.before(*place));
    let is_break = |place: Place| tree.name(place) == "br";
    is_break(place) && before.find(|place| !is_blank(place)).is_some_and(is_break)
}

/// Whether a block without blocks in it is so long that it holds more than one thing.
fn is_many_lines(sight: &Sight, range: &Range<Place>) -> bool {
    let mut breaks = range.clone().take(REACH).filter(|place| is_blank_line(sight, *place));
    breaks.next().is_some()
}

/// In text that keeps its lines: from this anchor to the next.
fn listing(sight: &Sight, place: Place, owner: Place) -> Range<Place> {
    let tree = &sight.tree;
    let has_anchor = |place: &Place| tree.anchors(*place).next().is_some();
    let end = tree.end(owner);
    let before = (owner + 1..place).rev().take(REACH).any(|place| has_anchor(&place));
    let after = (tree.end(place)..end).take(REACH).find(has_anchor);
    if !before && after.is_none() { owner..end } else { place..after.unwrap_or(end) }
}

/// What comes at an anchor that is empty itself.
fn point(sight: &Sight, place: Place) -> Range<Place> {
    let tree = &sight.tree;
    if let Some(owner) = tree.above(place).find(|place| tree.is_block(*place)) {
        let own = owner..tree.end(owner);
        let follows = sight.shows(&(place..own.end));
        let belongs = match tree.name(owner) {
            "dt" | "caption" | "figcaption" | "summary" | "legend" => true,
            "dd" | "li" | "td" | "th" => !sight.has_heading(&own),
            "pre" => follows,
            "p" => follows && !tree.children(owner).any(|child| is_shown_block(sight, child)),
            _ => tree.level(owner).is_some(),
        };
        if belongs && sight.shows(&own) {
            return around(sight, place);
        }
    }
    let Some(next) = sight.next(tree.end(place)) else { return place..tree.end(place) };
    // The outermost of what begins with it and does not hold the anchor itself.
    let begins = |above: &Place| *above > place;
    let element = tree.above(next).take_while(begins).last().unwrap_or(next);
    if tree.text(element).is_some() { around(sight, element) } else { at(sight, element) }
}

fn is_shown_block(sight: &Sight, place: Place) -> bool {
    let tree = &sight.tree;
    tree.is_block(place) && sight.shows(&(place..tree.end(place)))
}
