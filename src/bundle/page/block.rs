//! An element that a row leads to → the part of the page that a person looks at there.
//!
//! **A reader's rule goes here.** Each says for one kind of element what belongs to it; what it
//! does not decide, it hands on.
//!
//! | the anchor is | shown is |
//! | --- | --- |
//! | a heading, or in one, or a box around one alone | its section, up to the next one as high |
//! | a `dt` or `dd`, or in one | the terms and what is said of them |
//! | a cell or a row, or in one | the row, and rows below it that go on with it |
//! | a part of a line | its paragraph, what is indented below it, and what follows in the box or item that it begins |
//! | in a listing | its lines; of all of a listing, also what is said below |
//! | a line by itself among blocks | the line, and the blocks up to the next anchor |
//! | empty, right behind a text | the paragraph of the text |
//! | empty elsewhere, or an `a` around blocks | what comes next |
//! | any other block | the block, or the `details` that it is the summary of |

use std::ops::Range;

use super::super::tree::Place;
use super::sight::Sight;

/// How many neighbours are looked at for what belongs together.
const REACH: usize = 500;
/// How far above a block its summary may be.
const DEPTH: usize = 3;

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
        "tr" => row(sight, place),
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
            None => summarised(sight, place).unwrap_or_else(|| followed(sight, place)),
        },
    }
}

/// The `details` that a block is in the summary of.
fn summarised(sight: &Sight, block: Place) -> Option<Range<Place>> {
    let tree = &sight.tree;
    let summary = tree.above(block).take(DEPTH).find(|place| tree.name(*place) == "summary")?;
    let details = tree.parent(summary).filter(|place| tree.name(*place) == "details")?;
    Some(details..tree.end(details))
}

/// A heading and what is under it.
fn section(sight: &Sight, heading: Place) -> Range<Place> {
    let tree = &sight.tree;
    // A heading alone in a box belongs to what stands beside the box.
    let holds_more = |place: &Place| sight.shows(&(tree.end(heading)..tree.end(*place)));
    let around = tree.above(heading).find(holds_more);
    let end = around.map_or(tree.len(), |around| tree.end(around));
    match around.filter(|around| is_one_of_many(sight, *around, heading)) {
        Some(_) => heading..end,
        None => heading..end.min(sight.next_heading(heading)),
    }
}

/// Whether a box that begins with `heading` stands beside others like it: headings in it are its own.
fn is_one_of_many(sight: &Sight, place: Place, heading: Place) -> bool {
    let tree = &sight.tree;
    let end = tree.parent(place).map_or(tree.len(), |parent| tree.end(parent));
    let is_alike = |other: Option<Place>| other.is_some_and(|it| tree.name(it) == tree.name(place));
    let is_element = |place: &Place| tree.text(*place).is_none();
    let mut before = std::iter::successors(tree.before(place), |place| tree.before(*place));
    matches!(tree.name(place), "article" | "section")
        && !sight.shows(&(place..heading))
        && (is_alike(before.find(is_element))
            || is_alike(tree.siblings(tree.end(place), end).find(is_element)))
}

/// The terms that stand together, and what is said of them.
fn term(sight: &Sight, place: Place) -> Range<Place> {
    let tree = &sight.tree;
    let Some(term) = sight.terms.find(place) else { return place..tree.end(place) };
    let Range { start, end } = term.range();
    let list = tree.parent(place).filter(|list| tree.name(*list) == "dl" && end == tree.end(*list));
    match list.filter(|_| !term.is_described) {
        Some(list) => start..described_below(sight, list),
        None => start..end,
    }
}

/// Where the text behind a list ends that describes the last term of it, if the list does not.
fn described_below(sight: &Sight, list: Place) -> Place {
    let tree = &sight.tree;
    let end = tree.parent(list).map_or(tree.len(), |around| tree.end(around));
    let next =
        tree.siblings(tree.end(list), end).take(REACH).find(|place| tree.name(*place) == "dl");
    let end = next.unwrap_or(end);
    let own = tree.end(list)..before_next_anchor(sight, list, end);
    if sight.has_heading(&own) { tree.end(list) } else { own.end }
}

/// The row of a cell; in a table that only lays out the page, what is in the cell.
fn cell(sight: &Sight, place: Place) -> Range<Place> {
    let tree = &sight.tree;
    let found = tree.above(place).find(|place| tree.name(*place) == "tr");
    match found.filter(|row| !sight.has_heading(&(*row..tree.end(*row)))) {
        Some(found) => row(sight, found),
        None => place..tree.end(place),
    }
}

/// A row and those below it that go on with it: their first cell is empty.
fn row(sight: &Sight, place: Place) -> Range<Place> {
    let tree = &sight.tree;
    let own = place..tree.end(place);
    let around = tree.parent(place).map_or(tree.len(), |body| tree.end(body));
    let end = before_next_anchor(sight, place, around);
    let goes_on = |row: &Place| {
        let mut cells = tree.children(*row).filter(|cell| tree.name(*cell) == "td");
        cells.next().is_some_and(|first| !sight.is_shown(first))
    };
    let rows = tree.siblings(own.end, end).filter(|place| tree.name(*place) == "tr").take(REACH);
    place..rows.take_while(goes_on).last().map_or(own.end, |row| tree.end(row))
}

/// Where, behind `place` and before `end`, the first thing beside it begins that has an anchor.
fn before_next_anchor(sight: &Sight, place: Place, end: Place) -> Place {
    let tree = &sight.tree;
    let around = tree.parent(place);
    let Some(anchor) = sight.next_anchor(tree.end(place)).filter(|anchor| *anchor < end) else {
        return end;
    };
    let above = tree.above(anchor).take_while(|above| Some(*above) != around);
    above.last().unwrap_or(anchor)
}

/// A block, and right behind it what is indented below a paragraph or said of a listing.
fn followed(sight: &Sight, block: Place) -> Range<Place> {
    let tree = &sight.tree;
    let follower = match tree.name(block) {
        "p" => "blockquote",
        "pre" => "p",
        _ => return block..tree.end(block),
    };
    let around = tree.parent(block).map_or(tree.len(), |around| tree.end(around));
    let end = before_next_anchor(sight, block, around);
    let behind = tree.siblings(tree.end(block), end).take(REACH);
    let shown = behind.filter(|place| sight.is_shown(*place));
    let last = shown.take_while(|place| tree.name(*place) == follower).last();
    block..tree.end(last.unwrap_or(block))
}

/// A block and what belongs to it: all of the cell, the item or the term that it begins, and what
/// follows it in a box that it begins.
fn boxed(sight: &Sight, block: Place) -> Range<Place> {
    let tree = &sight.tree;
    let own = followed(sight, block);
    let Some(around) = tree.parent(block).filter(|around| !sight.shows(&(*around..block))) else {
        return own;
    };
    let whole = around..tree.end(around);
    // Headings without anchors are parts of the item that this begins.
    let is_item =
        || tree.name(around) == "li" && before_next_anchor(sight, block, whole.end) == whole.end;
    match tree.name(around) {
        _ if sight.has_heading(&whole) && !is_item() => own,
        "td" | "th" => cell(sight, around),
        "dt" | "dd" => term(sight, around),
        "li" | "figure" => whole,
        // A box around it alone is no other thing.
        "div" if !sight.shows(&(own.end..whole.end)) => boxed(sight, around),
        "div" | "details" | "aside" => {
            let end = before_next_anchor(sight, block, whole.end);
            // Blocks of one kind side by side, each with its anchor, are a list.
            let is_list =
                end < whole.end && (!tree.is_block(end) || tree.name(end) == tree.name(block));
            if is_list { own } else { block..end }
        }
        _ => own,
    }
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
        _ if has_blocks => line(sight, place, owner),
        _ => match sight.only_heading(&own) {
            Some(heading) => section(sight, heading),
            None if is_many_lines(sight, &own) => run(sight, place, Some(owner)),
            None => boxed(sight, owner),
        },
    }
}

/// A line among blocks; where it is all of the element, as a label is, with what it labels.
fn line(sight: &Sight, place: Place, owner: Place) -> Range<Place> {
    let tree = &sight.tree;
    let line = run(sight, place, Some(owner));
    let is_label = sight.count(&line) == sight.count(&(place..tree.end(place)));
    let top = tree.above(place).take_while(|above| *above != owner).last().unwrap_or(place);
    let labelled = line.start..before_next_anchor(sight, top, tree.end(owner));
    let goes_on = tree.anchors(place).next().is_some() && labelled.end > line.end;
    if is_label && goes_on && !sight.has_heading(&labelled) { labelled } else { line }
}

/// The parts of lines that stand together around `place`, between blocks or blank lines.
fn run(sight: &Sight, place: Place, owner: Option<Place>) -> Range<Place> {
    let tree = &sight.tree;
    let mut above = tree.above(place).take_while(|above| Some(*above) != owner);
    let ends_run = |place: Place| tree.is_block(place) || is_blank_line(sight, place);
    // All of the lines may stand in one more element.
    let holds_lines = |above: &Place| tree.children(*above).take(REACH).any(ends_run);
    let mut top = place;
    while let Some(next) = above.next().filter(|above| !holds_lines(above)) {
        top = next;
    }
    let before = std::iter::successors(tree.before(top), |place| tree.before(*place));
    let start = before.take(REACH).take_while(|place| !ends_run(*place)).last().unwrap_or(top);
    let end = tree.parent(top).map_or(tree.len(), |around| tree.end(around));
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

/// In text that keeps its lines: from this anchor to the next behind a line that is not blank.
fn listing(sight: &Sight, place: Place, owner: Place) -> Range<Place> {
    let tree = &sight.tree;
    let has_anchor = |place: &Place| tree.anchors(*place).next().is_some();
    let end = tree.end(owner);
    let before = (owner + 1..place).rev().take(REACH).any(|place| has_anchor(&place));
    let text = sight.next(place).filter(|text| *text < end).unwrap_or(place);
    let after = (tree.end(place).max(text)..end).take(REACH).find(has_anchor);
    if !before && after.is_none() { followed(sight, owner) } else { place..after.unwrap_or(end) }
}

/// What comes at an anchor that is empty itself.
fn point(sight: &Sight, place: Place) -> Range<Place> {
    let tree = &sight.tree;
    if let Some(owner) = tree.above(place).find(|place| tree.is_block(*place)) {
        let own = owner..tree.end(owner);
        let follows = sight.shows(&(place..own.end));
        let is_block_before = |child: Place| child < place && is_shown_block(sight, child);
        let belongs = match tree.name(owner) {
            "dt" | "caption" | "figcaption" | "summary" | "legend" => true,
            // On a line of its own at the end it belongs to what comes next.
            "dd" | "li" if !follows && tree.children(owner).any(is_block_before) => false,
            "dd" | "li" | "td" | "th" => !sight.has_heading(&own),
            "pre" => follows,
            "p" if follows => !tree.children(owner).any(|child| is_shown_block(sight, child)),
            _ => tree.level(owner).is_some() || sight.is_behind_text(place, owner),
        };
        if belongs && sight.shows(&own) {
            return around(sight, place);
        }
    }
    let Some(next) = sight.next(tree.end(place)) else { return place..tree.end(place) };
    // The outermost of what begins with it and does not hold the anchor itself.
    let begins = |above: &Place| *above > place;
    let element = tree.above(next).take_while(begins).last().unwrap_or(next);
    if tree.text(element).is_some() {
        return around(sight, element);
    }
    let found = at(sight, element);
    if found == (element..tree.end(element)) { boxed(sight, element) } else { found }
}

fn is_shown_block(sight: &Sight, place: Place) -> bool {
    let tree = &sight.tree;
    tree.is_block(place) && sight.is_shown(place)
}
