//! A part of a page → its paragraphs, headings, lists, terms and tables.

use std::ops::Range;

use super::super::tree::Place;
use super::lines::plain;
use super::paragraph::Paragraph;
use super::part::{Emphasis, Part, Piece, Term};
use super::sight::{Sight, description, is_unseen};
use super::table::{cells, headings, rows};

/// The class of lists whose items are a term and what there is to say of it.
const FACTS: &str = "facts";

/// So deep lists, quotations and tables stand in each other; what is deeper adds no indent.
const DEEPEST: usize = 12;
/// Elements that make a part with parts in it.
const NESTING: &[&str] = &["ul", "ol", "menu", "dt", "dd", "table", "blockquote"];

/// What is in a part of a page.
pub(super) fn parts(sight: &Sight, range: Range<Place>) -> Vec<Part> {
    let mut gathering = Gathering::new(sight);
    let rows = || sight.tree.siblings(range.start, range.end);
    let is_row = |place| sight.tree.name(place) == "tr" || !sight.is_shown(place);
    if sight.tree.name(range.start) == "tr" && rows().all(is_row) {
        rows().for_each(|row| gathering.row(row));
    } else {
        gathering.skips_menus = range == sight.main;
        gathering.range(range, Emphasis::None);
    }
    gathering.finish()
}

/// The text of an element in one line.
pub(super) fn text(sight: &Sight, place: Place) -> String {
    plain(&[Part::Text(pieces(sight, place))])
}

/// What is in an element, without its paragraphs.
fn pieces(sight: &Sight, place: Place) -> Vec<Piece> {
    let mut gathering = Gathering::new(sight);
    gathering.in_line = true;
    gathering.inside(place, Emphasis::None);
    gathering.line.finish()
}

struct Gathering<'a> {
    sight: &'a Sight,
    parts: Vec<Part>,
    /// The paragraph that is still open.
    line: Paragraph,
    /// In how many others it stands.
    depth: usize,
    /// Whether blocks are only parts of one line.
    in_line: bool,
    /// Whether it is a whole page, whose menus are no part of what it says.
    skips_menus: bool,
}

impl<'a> Gathering<'a> {
    fn new(sight: &'a Sight) -> Self {
        let (parts, line) = (Vec::new(), Paragraph::new());
        Self { sight, parts, line, depth: 0, in_line: false, skips_menus: false }
    }

    /// For what stands in a part of it.
    fn deeper(&self) -> Self {
        Self { depth: self.depth + 1, ..Self::new(self.sight) }
    }

    fn finish(mut self) -> Vec<Part> {
        self.end_paragraph();
        // Most items and cells have one part and there are many, so none has room to grow.
        self.parts.shrink_to_fit();
        self.parts
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
                self.end_paragraph();
                at += 1;
            }
        }
    }

    fn inside(&mut self, place: Place, emphasis: Emphasis) {
        for child in self.sight.tree.children(place) {
            self.element(child, emphasis);
        }
    }

    fn element(&mut self, place: Place, emphasis: Emphasis) {
        let tree = &self.sight.tree;
        if let Some(text) = tree.text(place) {
            return self.line.push(text, emphasis);
        }
        if is_unseen(tree, place) {
            return;
        }
        if self.in_line && tree.is_block(place) {
            self.line.push(" ", emphasis);
            self.inside(place, emphasis);
            return self.line.push(" ", emphasis);
        }
        if tree.is_block(place) {
            self.end_paragraph();
        }
        match tree.name(place) {
            "br" if self.in_line => self.line.push_apart(" ", emphasis),
            "br" => self.line.break_line(),
            "img" => self.line.push(description(tree, place).unwrap_or_default(), emphasis),
            "b" | "strong" | "dfn" => self.inside(place, Emphasis::Strong),
            "code" | "kbd" | "samp" | "tt" | "var" => self.inside(place, Emphasis::Code),
            _ if !tree.is_block(place) => self.inside(place, emphasis),
            "nav" if self.skips_menus => {}
            name if self.depth >= DEEPEST && NESTING.contains(&name) => self.block(place),
            "pre" => self.code(place),
            "ul" | "ol" | "menu" => self.list(place),
            "dt" => self.term(place),
            "dd" => self.description(place),
            "table" => self.table(place),
            "blockquote" => {
                let inner = self.inner(place);
                self.parts.extend((!inner.is_empty()).then_some(Part::Quote(inner)));
            }
            _ => self.block(place),
        }
    }

    fn block(&mut self, place: Place) {
        if let Some(level) = self.sight.tree.level(place) {
            let pieces = pieces(self.sight, place);
            if !pieces.is_empty() {
                self.parts.push(Part::Heading(level, pieces));
            }
            return;
        }
        let emphasis = match self.sight.tree.name(place) {
            "summary" | "caption" | "figcaption" | "legend" => Emphasis::Strong,
            _ => Emphasis::None,
        };
        self.inside(place, emphasis);
        self.end_paragraph();
    }

    fn code(&mut self, place: Place) {
        let tree = &self.sight.tree;
        let mut text = String::new();
        let mut at = place + 1;
        while at < tree.end(place) {
            if is_unseen(tree, at) {
                at = tree.end(at);
                continue;
            }
            text.push_str(tree.text(at).unwrap_or_default());
            if tree.name(at) == "br" {
                text.push('\n');
            }
            at += 1;
        }
        let text = text.trim_end().trim_start_matches(['\n', '\r']);
        if !text.is_empty() {
            self.parts.push(Part::Code(text.to_owned()));
        }
    }

    fn list(&mut self, place: Place) {
        let tree = &self.sight.tree;
        let shown = tree.children(place).filter(|child| self.sight.is_shown(*child));
        if tree.has_class(place, FACTS) {
            let terms = shown.map(|child| self.fact(child)).collect();
            return self.terms(terms);
        }
        let start = tree.attribute(place, "start").and_then(|start| start.trim().parse().ok());
        let first = (tree.name(place) == "ol").then(|| start.unwrap_or(1));
        let items: Vec<_> =
            shown.map(|child| self.inner(child)).filter(|item| !item.is_empty()).collect();
        if !items.is_empty() {
            self.parts.push(Part::List(first, items));
        }
    }

    /// An item that begins with a term in bold letters.
    fn fact(&self, item: Place) -> Term {
        let tree = &self.sight.tree;
        let first = tree.children(item).find(|child| self.sight.is_shown(*child));
        let Some(term) = first.filter(|child| matches!(tree.name(*child), "strong" | "b")) else {
            return Term { name: String::new(), body: self.inner(item) };
        };
        let name = text(self.sight, term);
        let mut rest = self.deeper();
        rest.range(tree.end(term)..tree.end(item), Emphasis::None);
        Term { name: name.trim_end_matches(':').to_owned(), body: rest.finish() }
    }

    fn term(&mut self, place: Place) {
        let name = text(self.sight, place);
        if !name.is_empty() {
            self.terms(vec![Term { name, body: Vec::new() }]);
        }
    }

    fn description(&mut self, place: Place) {
        let body = self.inner(place);
        match self.parts.last_mut() {
            Some(Part::Terms(terms)) if !body.is_empty() => match terms.last_mut() {
                Some(last) if last.body.is_empty() => last.body = body,
                Some(last) => last.body.extend(body),
                None => {}
            },
            _ => self.parts.extend(body),
        }
    }

    /// Terms, which join those right before them.
    fn terms(&mut self, terms: Vec<Term>) {
        self.end_paragraph();
        match self.parts.last_mut() {
            Some(Part::Terms(before)) => before.extend(terms),
            _ if !terms.is_empty() => self.parts.push(Part::Terms(terms)),
            _ => {}
        }
    }

    /// A table of short cells; one that lays out a page is as good as none.
    fn table(&mut self, place: Place) {
        let tree = &self.sight.tree;
        let mut within = place + 1..tree.end(place);
        let lays_out = |place: Place| {
            tree.level(place).is_some()
                || matches!(tree.name(place), "table" | "pre" | "ul" | "ol" | "dl")
        };
        if within.clone().any(lays_out) {
            return self.block(place);
        }
        if let Some(caption) = within.find(|place| tree.name(*place) == "caption") {
            self.block(caption);
        }
        let headings = headings(self.sight, place);
        let body = rows(self.sight, place).filter(|row| Some(*row) != headings);
        let body: Vec<_> = body.map(|row| self.cells(row)).filter(|row| !row.is_empty()).collect();
        let headings = headings.map(|row| self.cells(row)).unwrap_or_default();
        if !(body.is_empty() && headings.is_empty()) {
            self.parts.push(Part::Table(headings, body));
        }
    }

    fn cells(&self, row: Place) -> Vec<Vec<Piece>> {
        let cells: Vec<_> = cells(self.sight, row).map(|cell| pieces(self.sight, cell)).collect();
        if cells.iter().all(Vec::is_empty) { Vec::new() } else { cells }
    }

    /// A row by itself: a cell under a heading is a fact, another is text.
    fn row(&mut self, row: Place) {
        let tree = &self.sight.tree;
        let table = tree.above(row).find(|place| tree.name(*place) == "table");
        let above = table.and_then(|table| headings(self.sight, table)).filter(|it| *it != row);
        let headings = above.into_iter().flat_map(|row| cells(self.sight, row));
        let mut names = headings.map(|heading| text(self.sight, heading));
        for cell in cells(self.sight, row) {
            let body = self.inner(cell);
            match names.next().filter(|name| !name.is_empty()) {
                Some(name) if !body.is_empty() => self.terms(vec![Term { name, body }]),
                Some(_) => {}
                None => {
                    self.end_paragraph();
                    self.parts.extend(body);
                }
            }
        }
    }

    /// What is in an element, by itself; commands in a cell a line each.
    fn inner(&self, place: Place) -> Vec<Part> {
        let mut inner = self.deeper();
        let tree = &self.sight.tree;
        let shown = || tree.children(place).filter(|child| self.sight.is_shown(*child));
        if tree.name(place) == "td" && shown().all(|child| tree.name(child) == "code") {
            for (at, child) in shown().enumerate() {
                if at > 0 {
                    inner.line.break_line();
                }
                inner.element(child, Emphasis::None);
            }
        } else {
            inner.inside(place, Emphasis::None);
        }
        inner.finish()
    }

    fn end_paragraph(&mut self) {
        if self.in_line {
            return;
        }
        let line = self.line.finish();
        if !line.is_empty() {
            self.parts.push(Part::Text(line));
        }
    }
}
