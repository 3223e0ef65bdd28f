//! A part of a page → its paragraphs, headings, lists, terms and tables.

use std::borrow::Cow;
use std::ops::Range;

use super::super::tree::{Attribute, Place};
use super::draft::{Draft, Open};
use super::paragraph::clean;
use super::part::{Emphasis, Kind, Parts};
use super::sight::{Sight, description, is_unseen, listing};
use super::table::{cells, headings, lays_out, rows};

/// The class of lists whose items are a term and what there is to say of it.
const FACTS: &str = "facts";

/// So deep lists, quotations and tables stand in each other; what is deeper adds no indent.
const DEEPEST: usize = 12;
/// Elements that make a part with parts in it.
const NESTING: &[&str] = &["ul", "ol", "menu", "dt", "dd", "table", "blockquote"];

/// What is in a part of a page.
pub(super) fn parts(sight: &Sight, range: Range<Place>) -> Parts {
    let mut gathering = Gathering::new(sight);
    gathering.draft.parts.reserve(range.len());
    let rows = || sight.tree.siblings(range.start, range.end);
    let is_row = |place| {
        sight.tree.end(place) <= range.end && sight.tree.name(place) == "tr"
            || !sight.is_shown(place)
    };
    if sight.tree.name(range.start) == "tr" && rows().all(is_row) {
        rows().for_each(|row| gathering.row(row));
    } else {
        gathering.skips_menus = range == sight.main;
        gathering.range(range, Emphasis::None);
    }
    gathering.draft.end_paragraph();
    gathering.draft.parts.shrink();
    gathering.draft.parts
}

/// The text of an element in one line.
pub(super) fn text(sight: &Sight, place: Place) -> String {
    let mut gathering = Gathering::new(sight);
    gathering.line(place);
    gathering.draft.parts.top().map(|piece| clean(piece.text())).collect()
}

struct Gathering<'a> {
    sight: &'a Sight,
    draft: Draft,
    /// Whether it is a whole page, whose menus are no part of what it says.
    skips_menus: bool,
}

impl<'a> Gathering<'a> {
    fn new(sight: &'a Sight) -> Self {
        Self { sight, draft: Draft::default(), skips_menus: false }
    }

    /// What `fill` gathers, on a level of its own; gives the terms that what comes may join.
    fn below(&mut self, fill: impl FnOnce(&mut Self)) -> Option<Open> {
        let around = self.draft.enter();
        fill(self);
        self.draft.leave(around)
    }

    /// A part with what `fill` gathers, if that is anything.
    fn part(&mut self, kind: Kind, number: u32, fill: impl FnOnce(&mut Self)) {
        let place = self.draft.parts.open(kind, number);
        fill(self);
        self.draft.end_part(place);
    }

    /// The text of an element as pieces, without its paragraphs.
    fn line(&mut self, place: Place) {
        let around = self.draft.begin_line();
        self.inside(place, Emphasis::None);
        self.draft.end_line(around);
    }

    /// Goes through what stands in `range`, which may cut elements.
    fn range(&mut self, range: Range<Place>, emphasis: Emphasis) {
        let mut at = range.start;
        while at < range.end {
            let end = self.sight.tree.end(at);
            if end <= range.end {
                self.element(at, emphasis);
                at = end;
            } else {
                self.draft.end_paragraph();
                at += 1;
            }
        }
    }

    /// Goes through what is in an element; commands in a cell stand in a line each.
    fn inside(&mut self, place: Place, emphasis: Emphasis) {
        let tree = &self.sight.tree;
        let is_commands =
            tree.name(place) == "td" && self.shown(place).all(|child| tree.name(child) == "code");
        for child in tree.children(place) {
            if is_commands && tree.name(child) == "code" {
                self.draft.break_line();
            }
            self.element(child, emphasis);
        }
    }

    fn element(&mut self, place: Place, emphasis: Emphasis) {
        let tree = &self.sight.tree;
        if let Some(text) = tree.text(place) {
            return self.draft.say(text, emphasis);
        }
        if is_unseen(tree, place) {
            return;
        }
        if self.draft.level.in_line && tree.is_block(place) {
            self.draft.say(" ", emphasis);
            self.inside(place, emphasis);
            return self.draft.say(" ", emphasis);
        }
        if tree.is_block(place) {
            self.draft.end_paragraph();
        }
        match tree.name(place) {
            "br" if self.draft.level.in_line => self.draft.say_apart(" ", emphasis),
            "br" => self.draft.break_line(),
            "img" => self.draft.say(description(tree, place).unwrap_or_default(), emphasis),
            "b" | "strong" | "dfn" => self.inside(place, Emphasis::Strong),
            "code" | "kbd" | "samp" | "tt" | "var" => self.inside(place, Emphasis::Code),
            _ if !tree.is_block(place) => self.inside(place, emphasis),
            "nav" if self.skips_menus => {}
            name if self.draft.level.depth >= DEEPEST && NESTING.contains(&name) => {
                self.block(place);
            }
            "pre" => self.code(place),
            "ul" | "ol" | "menu" => self.list(place),
            "dt" => self.term(|it| it.name(place)),
            "dd" => self.description(place),
            "table" => self.table(place),
            "blockquote" => self.part(Kind::Quote, 0, |it| _ = it.inner(place)),
            _ => self.block(place),
        }
    }

    fn block(&mut self, place: Place) {
        if let Some(level) = self.sight.tree.level(place) {
            return self.part(Kind::Heading(level), 0, |it| it.line(place));
        }
        let emphasis = match self.sight.tree.name(place) {
            "summary" | "caption" | "figcaption" | "legend" => Emphasis::Strong,
            _ => Emphasis::None,
        };
        self.inside(place, emphasis);
        self.draft.end_paragraph();
    }

    fn code(&mut self, place: Place) {
        let before = self.draft.parts.len();
        self.draft.parts.begin_text(Kind::Code);
        self.draft.parts.change_text(|code, _| listing(self.sight, place, code));
        if self.draft.parts.at(before).text().is_empty() {
            return self.draft.parts.truncate(before);
        }
        self.draft.level.terms = None;
    }

    fn list(&mut self, place: Place) {
        let Sight { tree, .. } = self.sight;
        if tree.has_class(place, FACTS) {
            return self.shown(place).for_each(|item| self.fact(item));
        }
        let start =
            tree.attribute(place, Attribute::Start).and_then(|start| start.trim().parse().ok());
        let kind = if tree.name(place) == "ol" { Kind::Numbered } else { Kind::List };
        self.part(kind, start.unwrap_or(1), |it| {
            for item in it.shown(place) {
                it.part(Kind::Item, 0, |it| _ = it.inner(item));
            }
        });
    }

    /// An item that begins with a term in bold letters.
    fn fact(&mut self, item: Place) {
        let tree = &self.sight.tree;
        let first = self.shown(item).next();
        let term = first.filter(|child| matches!(tree.name(*child), "strong" | "b"));
        self.term(|it| {
            let Some(term) = term else {
                it.draft.parts.begin_text(Kind::Name);
                return it.says(|it| _ = it.inner(item));
            };
            let has_name = it.name(term);
            it.draft.parts.change_text(|all, start| {
                all.truncate(start + all[start..].trim_end_matches(':').len());
            });
            let rest = tree.end(term)..tree.end(item);
            it.says(|it| _ = it.below(|it| it.range(rest, Emphasis::None))) || has_name
        });
    }

    /// A term behind those right before it, if `fill` says so.
    fn term(&mut self, fill: impl FnOnce(&mut Self) -> bool) {
        let (before, open) = self.draft.begin_term();
        if fill(self) { self.draft.end_term(open) } else { self.draft.parts.truncate(before) }
    }

    /// The name of a term; whether there is one.
    fn name(&mut self, place: Place) -> bool {
        let before = self.draft.parts.len();
        self.line(place);
        self.draft.parts.join(before, Kind::Name);
        self.draft.parts.change_text(|all, start| {
            if let Cow::Owned(cleaned) = clean(&all[start..]) {
                all.replace_range(start.., &cleaned);
            }
        });
        !self.draft.parts.at(before).text().is_empty()
    }

    /// What is said of the last term; without one it stands by itself.
    fn description(&mut self, place: Place) {
        let before = self.draft.parts.len();
        let last = self.inner(place);
        if self.draft.parts.len() == before {
            return;
        }
        if let Some(open) = self.draft.level.terms.or(last) {
            self.draft.end_term(open);
        }
    }

    /// A table of short cells; one that lays out a page is as good as none.
    fn table(&mut self, place: Place) {
        let Sight { tree, .. } = self.sight;
        if lays_out(self.sight, place) {
            return self.block(place);
        }
        let mut within = place + 1..tree.end(place);
        if let Some(caption) = within.find(|place| tree.name(*place) == "caption") {
            self.block(caption);
        }
        let headings = headings(self.sight, place);
        self.part(Kind::Table, 0, |it| {
            if let Some(row) = headings {
                it.cells(Kind::Headings, row);
            }
            let rows = rows(it.sight, place).filter(|row| Some(*row) != headings);
            rows.for_each(|row| it.cells(Kind::Row, row));
        });
    }

    fn cells(&mut self, kind: Kind, row: Place) {
        let (place, mut says) = (self.draft.parts.open(kind, 0), false);
        for cell in cells(self.sight, row) {
            let place = self.draft.parts.open(Kind::Cell, 0);
            says |= self.says(|it| it.line(cell));
            self.draft.parts.close(place);
        }
        if says { self.draft.parts.close(place) } else { self.draft.parts.truncate(place) }
    }

    /// A row by itself: a cell under a heading is a fact, another is text.
    fn row(&mut self, row: Place) {
        let Sight { tree, .. } = self.sight;
        let table = tree.above(row).find(|place| tree.name(*place) == "table");
        let above = table.and_then(|table| headings(self.sight, table)).filter(|it| *it != row);
        let mut headings = above.into_iter().flat_map(|row| cells(self.sight, row));
        for cell in cells(self.sight, row) {
            match headings.next().filter(|heading| self.sight.is_shown(*heading)) {
                Some(heading) => {
                    self.term(|it| it.name(heading) && it.says(|it| _ = it.inner(cell)));
                }
                None => {
                    self.draft.end_paragraph();
                    if self.says(|it| _ = it.inner(cell)) {
                        self.draft.level.terms = None;
                    }
                }
            }
        }
    }

    /// What can be seen directly in an element.
    fn shown(&self, place: Place) -> impl Iterator<Item = Place> + use<'a> {
        let sight = self.sight;
        sight.tree.children(place).filter(|child| sight.is_shown(*child))
    }

    /// Whether `fill` gathers anything.
    fn says(&mut self, fill: impl FnOnce(&mut Self)) -> bool {
        let before = self.draft.parts.len();
        fill(self);
        self.draft.parts.len() > before
    }

    /// What is in an element, by itself.
    fn inner(&mut self, place: Place) -> Option<Open> {
        self.below(|it| it.inside(place, Emphasis::None))
    }
}
