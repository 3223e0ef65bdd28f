//! A tree → what of it can be seen, and how far its headings reach, known once for all questions.

use std::ops::Range;

use super::super::tree::{Attribute, Place, Tree};
use super::terms::{Terms, short};

/// Classes of links that lead to the very place where they stand.
const PERMALINKS: &[&str] = &[
    "headerlink",
    "permalink",
    "anchor-link",
    "anchorjs-link",
    "hash-link",
    "copiable-link",
    "heading-anchor",
    "anchor-heading",
    "doc-anchor",
    "toclink-anchor",
];

/// The keys of links to the next, the previous, the upper and the first page.
const NAVIGATION: &[&str] = &["n", "p", "u", "h"];
/// What may stand before the first of them.
const LEADS: usize = 3;

/// How many places are looked at for what stands before another.
const REACH: usize = 100;

/// A tree, and what is known of it.
#[derive(Debug)]
pub(super) struct Sight {
    pub(super) tree: Tree,
    /// The places of what can be seen: texts with a letter, pictures with a description.
    seen: Vec<u32>,
    /// For each place, and behind the last, how many of them stand before it.
    seen_before: Vec<u32>,
    /// The places that fragments can lead to.
    anchored: Vec<u32>,
    /// Each heading, with the place of the next one that is as high or higher.
    headings: Vec<(u32, u32)>,
    pub(super) terms: Terms,
    /// What the page calls its main part, or else all of it.
    pub(super) main: Range<Place>,
}

impl Sight {
    pub(super) fn of(tree: Tree) -> Self {
        let mut seen = Vec::new();
        let mut seen_before = Vec::with_capacity(tree.len() + 1);
        let mut at = 0;
        while at < tree.len() {
            let count = short(seen.len());
            if is_unseen(&tree, at) {
                at = tree.end(at);
                seen_before.resize(at, count);
                continue;
            }
            seen_before.push(count);
            let shows = match tree.text(at) {
                Some(text) => text.chars().any(|letter| !letter.is_whitespace()),
                None => tree.name(at) == "img" && description(&tree, at).is_some(),
            };
            if shows {
                seen.push(short(at));
            }
            at += 1;
        }
        seen_before.push(short(seen.len()));
        let has_anchor = |place: &Place| tree.anchors(*place).next().is_some();
        let anchored = (0..tree.len()).filter(has_anchor);
        let anchored = anchored.map(short).collect();
        let headings = headings(&tree);
        let is_shown = |place| seen_before[place] < seen_before[tree.end(place)];
        let terms = Terms::of(&tree, is_shown);
        let main = 0..tree.len();
        let mut sight = Self { tree, seen, seen_before, anchored, headings, terms, main };
        let tree = &sight.tree;
        let is_main = |place: &Place| {
            tree.name(*place) == "main" || tree.attribute(*place, Attribute::Role) == Some("main")
        };
        let main = (0..tree.len()).find(is_main).map(|place| place..tree.end(place));
        if let Some(main) = main.filter(|main| sight.shows(main)) {
            sight.main = main;
        }
        sight
    }

    /// The next text or picture that can be seen, from `place` on.
    pub(super) fn next(&self, place: Place) -> Option<Place> {
        self.seen.get(self.seen_before(place)).map(|seen| *seen as usize)
    }

    /// Whether there is anything to see.
    pub(super) fn shows(&self, range: &Range<Place>) -> bool {
        self.count(range) > 0
    }

    /// Whether there is anything to see of the element at `place`.
    pub(super) fn is_shown(&self, place: Place) -> bool {
        self.shows(&(place..self.tree.end(place)))
    }

    /// How many texts and pictures can be seen.
    pub(super) fn count(&self, range: &Range<Place>) -> usize {
        self.seen_before(range.end).saturating_sub(self.seen_before(range.start))
    }

    /// The heading that is all there is to see.
    pub(super) fn only_heading(&self, range: &Range<Place>) -> Option<Place> {
        let first = *self.seen.get(self.seen_before(range.start))? as usize;
        let heading = self.tree.above(first).find(|place| self.tree.level(*place).is_some())?;
        let within = heading..self.tree.end(heading);
        let is_all = range.contains(&heading) && self.count(&within) == self.count(range);
        is_all.then_some(heading)
    }

    /// Whether there is a heading.
    pub(super) fn has_heading(&self, range: &Range<Place>) -> bool {
        let next = self.headings.partition_point(|(place, _)| (*place as usize) < range.start);
        self.headings.get(next).is_some_and(|(place, _)| (*place as usize) < range.end)
    }

    /// Where the next heading stands that is as high as that at `place`, or higher.
    pub(super) fn next_heading(&self, place: Place) -> Place {
        let own = self.headings.partition_point(|(other, _)| (*other as usize) < place);
        self.headings.get(own).map_or(self.tree.len(), |(_, next)| *next as usize)
    }

    /// The elements that fragments can lead to.
    pub(super) fn anchored(&self) -> impl Iterator<Item = Place> {
        self.anchored.iter().map(|place| *place as usize)
    }

    /// The next element from `place` on that a fragment can lead to.
    pub(super) fn next_anchor(&self, place: Place) -> Option<Place> {
        let next = self.anchored.partition_point(|anchored| (*anchored as usize) < place);
        self.anchored.get(next).map(|anchored| *anchored as usize)
    }

    /// How many bytes of text there are.
    pub(super) fn length(&self, range: &Range<Place>) -> usize {
        let start = |place| self.next(place).map_or(usize::MAX, |seen| self.tree.text_start(seen));
        let whole = self.tree.text_start(self.tree.len());
        start(range.end).min(whole) - start(range.start).min(whole)
    }

    /// Whether what stands at `place` in a line of `owner` is right behind a text, as marks for an
    /// index are: a browser goes to that line. What a block interrupts goes on in the block.
    pub(super) fn is_behind_text(&self, place: Place, owner: Place) -> bool {
        let tree = &self.tree;
        let shows = |place: &Place| {
            tree.text(*place).is_some() || matches!(tree.name(*place), "br" | "img")
        };
        let before = (owner + 1..place).rev().take(REACH).find(shows).filter(|before| {
            tree.above(*before).find(|above| tree.is_block(*above)) == Some(owner)
        });
        let text = before.and_then(|before| tree.text(before)).unwrap_or_default();
        !tree.is_cut(place) && text.ends_with(|letter: char| !letter.is_whitespace())
    }

    fn seen_before(&self, place: Place) -> usize {
        self.seen_before[place.min(self.tree.len())] as usize
    }
}

/// Whether nothing of the element is text of the page.
pub(super) fn is_unseen(tree: &Tree, place: Place) -> bool {
    tree.is_silent(place) || is_permalink(tree, place) || is_navigation(tree, place)
}

/// Whether it is a line of links to the next, the previous and the upper page, as Texinfo and
/// Sphinx put around each.
fn is_navigation(tree: &Tree, place: Place) -> bool {
    matches!(tree.name(place), "p" | "li" | "div") && {
        let first = tree.children(place).take(LEADS).find(|child| tree.name(*child) == "a");
        let key =
            first.and_then(|link| tree.attribute(link, Attribute::AccessKey)).unwrap_or_default();
        NAVIGATION.iter().any(|known| key.eq_ignore_ascii_case(known))
    }
}

/// What a picture says to those who do not see it; the name of its file, which tools put there,
/// says nothing.
pub(super) fn description(tree: &Tree, place: Place) -> Option<&str> {
    let source = tree.attribute(place, Attribute::Src).unwrap_or_default();
    let text = tree.attribute(place, Attribute::Alt)?;
    Some(text).filter(|text| !text.trim().is_empty() && !source.ends_with(text.trim()))
}

/// Adds what text that keeps its lines says, without blank lines at its ends.
pub(super) fn listing(sight: &Sight, place: Place, to: &mut String) {
    let tree = &sight.tree;
    let (start, mut at) = (to.len(), place + 1);
    while at < tree.end(place) {
        if is_unseen(tree, at) {
            at = tree.end(at);
            continue;
        }
        let text = if tree.name(at) == "br" { "\n" } else { tree.text(at).unwrap_or_default() };
        let is_first = to.len() == start;
        to.push_str(if is_first { text.trim_start_matches(['\n', '\r']) } else { text });
        at += 1;
    }
    to.truncate(start + to[start..].trim_end().len());
}

/// Whether it is the `¶`, `#` or `🔗` beside a heading that leads to the heading itself.
fn is_permalink(tree: &Tree, place: Place) -> bool {
    let leads_here =
        |place| tree.attribute(place, Attribute::Href).is_some_and(|href| href.contains('#'));
    if tree.name(place) != "a" || !leads_here(place) {
        return false;
    }
    let within = place + 1..tree.end(place);
    let is_plain = within.clone().all(|place| !matches!(tree.name(place), "code" | "b" | "var"));
    let around = tree.parent(place).filter(|around| tree.name(*around) == "span");
    let is_marked = |place: Place| PERMALINKS.iter().any(|class| tree.has_class(place, class));
    let has_class = is_marked(place) || around.is_some_and(is_marked);
    if has_class && is_plain && !is_all_name(tree, place) {
        return true;
    }
    let is_here = tree.attribute(place, Attribute::Href).is_some_and(|href| href.starts_with('#'));
    // A sign that stands by itself beside other text; where it is a name, it stands in code.
    let signs =
        |letter: char| matches!(letter, '¶' | '#' | '§' | '◆' | '⚓' | '🔗' | '∞' | '\u{fe0f}');
    let mut texts = within.clone().filter_map(|place| tree.text(place));
    let is_signs =
        texts.all(|text| text.chars().all(|letter| letter.is_whitespace() || signs(letter)));
    is_here && is_plain && is_signs && within.len() <= 4
}

/// Whether a heading or a term says nothing else: manual pages make permanent links of whole names.
fn is_all_name(tree: &Tree, place: Place) -> bool {
    let is_name = |place: &Place| tree.level(*place).is_some() || tree.name(*place) == "dt";
    let Some(name) = tree.parent(place).filter(is_name) else { return false };
    let (own, around) = (place..tree.end(place), name..tree.end(name));
    let before = (around.start..own.start).rev().take(REACH);
    let mut others = before.chain((own.end..around.end).take(REACH));
    others.all(|other| tree.text(other).is_none_or(|text| text.trim().is_empty()))
}

fn headings(tree: &Tree) -> Vec<(u32, u32)> {
    let mut all = Vec::new();
    // The headings that are still waiting for the next one, the highest first.
    let mut waiting: Vec<(u8, usize)> = Vec::new();
    for place in 0..tree.len() {
        let Some(level) = tree.level(place) else { continue };
        while let Some((_, at)) = waiting.pop_if(|(waiting, _)| *waiting >= level) {
            let (_, next): &mut (u32, u32) = &mut all[at];
            *next = short(place);
        }
        waiting.push((level, all.len()));
        all.push((short(place), short(tree.len())));
    }
    all
}
