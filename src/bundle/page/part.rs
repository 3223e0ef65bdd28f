//! What stands on a page, as a person takes it in: paragraphs, headings, lists, terms and tables.
//!
//! A page can have millions of them. So they stand in one row, each before what is in it, and all
//! that they say is one string.

use std::ops::Range;

/// Parts of a page, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    nodes: Vec<Node>,
    text: String,
}

/// What a part is, and what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph: pieces, in which `\n` breaks the line.
    Text,
    /// A heading of a level from 1 to 6: pieces.
    Heading(u8),
    /// Text that keeps its lines.
    Code,
    /// Items.
    List,
    /// Items that are counted from a number.
    Numbered,
    /// Parts.
    Item,
    /// Terms that stand together.
    Terms,
    /// A name, and parts that say what there is to say of it.
    Term,
    /// The name of a term, in one line.
    Name,
    /// A row of headings, which may be none, and rows.
    Table,
    /// Cells that say what stands below them.
    Headings,
    /// Cells.
    Row,
    /// Pieces.
    Cell,
    /// A quotation: parts.
    Quote,
    /// A piece of a line.
    Piece(Emphasis),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    kind: Kind,
    /// Where its text begins; for what has none, its number.
    start: u32,
    /// The bytes of its text; for what has none, how many nodes are in it.
    size: u32,
}

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// Not at all.
    None,
    /// A name, a term.
    Strong,
    /// Code, a command.
    Code,
}

/// A part among others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    all: &'a Parts,
    place: usize,
}

impl Kind {
    fn has_text(self) -> bool {
        matches!(self, Self::Code | Self::Name | Self::Piece(_))
    }
}

impl Parts {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The first code in it.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        (0..self.len()).map(|place| self.at(place)).find_map(|part| match part.kind() {
            Kind::Code => Some(part.text().trim()),
            Kind::Piece(Emphasis::Code) => {
                part.text().lines().next().map(str::trim).filter(|code| !code.is_empty())
            }
            _ => None,
        })
    }

    /// The first text that keeps its lines and stands in no other part.
    #[must_use]
    pub fn listing(&self) -> Option<&str> {
        self.top().find(|part| part.kind() == Kind::Code).map(Part::text)
    }

    /// Makes room for what is gathered from so many elements and texts: an item with a text is three.
    pub(super) fn reserve(&mut self, elements: usize) {
        self.nodes.reserve_exact(elements + elements / 2);
    }

    /// Gives back the room that nothing was gathered into.
    pub(super) fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
        self.text.shrink_to_fit();
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Those that stand in no other.
    pub(super) fn top(&self) -> impl Iterator<Item = Part<'_>> + Clone {
        self.between(0, self.len())
    }

    fn between(&self, start: usize, end: usize) -> impl Iterator<Item = Part<'_>> + Clone {
        let within = move |place: usize| (place < end).then(|| self.at(place));
        std::iter::successors(within(start), move |part| within(part.end()))
    }

    pub(super) fn at(&self, place: usize) -> Part<'_> {
        Part { all: self, place }
    }

    /// Begins a part that others stand in; gives its place.
    pub(super) fn open(&mut self, kind: Kind, number: u32) -> usize {
        self.nodes.push(Node { kind, start: number, size: 0 });
        self.len() - 1
    }

    /// Ends the part at `place` behind all that there is by now.
    pub(super) fn close(&mut self, place: usize) {
        let size = self.len() - place - 1;
        self.nodes[place].size = u32::try_from(size).unwrap_or(u32::MAX);
    }

    /// Begins a text at the end.
    pub(super) fn begin_text(&mut self, kind: Kind) {
        let start = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node { kind, start, size: 0 });
    }

    /// Changes the text at the end, which `change` gets with the place where it begins.
    pub(super) fn change_text(&mut self, change: impl FnOnce(&mut String, usize)) {
        let Some(last) = self.nodes.last_mut().filter(|node| node.kind.has_text()) else { return };
        let start = last.start as usize;
        change(&mut self.text, start);
        last.size = u32::try_from(self.text.len() - start).unwrap_or(u32::MAX);
    }

    /// Leaves only what stands before `place`.
    pub(super) fn truncate(&mut self, place: usize) {
        let text = self.nodes[place..].iter().find(|node| node.kind.has_text());
        if let Some(node) = text {
            self.text.truncate(node.start as usize);
        }
        self.nodes.truncate(place);
    }

    /// Makes all texts from `place` on one of this kind, and an empty one of none.
    pub(super) fn join(&mut self, place: usize, kind: Kind) {
        if self.len() == place {
            return self.begin_text(kind);
        }
        self.nodes.truncate(place + 1);
        self.nodes[place].kind = kind;
        self.change_text(|_, _| ());
    }

    /// Takes these out, and what is in them, of the part at `around` if they stand in one.
    pub(super) fn remove(&mut self, places: Range<usize>, around: Option<usize>) {
        if let Some(around) = around {
            self.nodes[around].size -= u32::try_from(places.len()).unwrap_or_default();
        }
        self.nodes.drain(places);
    }
}

impl<'a> Part<'a> {
    fn node(self) -> &'a Node {
        &self.all.nodes[self.place]
    }

    pub(super) fn kind(self) -> Kind {
        self.node().kind
    }

    pub(super) fn place(self) -> usize {
        self.place
    }

    /// How it stands out.
    pub(super) fn emphasis(self) -> Emphasis {
        if let Kind::Piece(emphasis) = self.kind() { emphasis } else { Emphasis::None }
    }

    /// The number that its first item has.
    pub(super) fn number(self) -> u32 {
        self.node().start
    }

    /// Its text, if it is one.
    pub(super) fn text(self) -> &'a str {
        let Node { kind, start, size } = self.node();
        if !kind.has_text() {
            return "";
        }
        &self.all.text[*start as usize..*start as usize + *size as usize]
    }

    /// The place behind all that is in it.
    pub(super) fn end(self) -> usize {
        let Node { kind, size, .. } = self.node();
        self.place + 1 + if kind.has_text() { 0 } else { *size as usize }
    }

    /// What is directly in it.
    pub(super) fn inside(self) -> impl Iterator<Item = Part<'a>> + Clone {
        self.all.between(self.place + 1, self.end())
    }

    /// All texts in it.
    pub(super) fn texts(self) -> impl Iterator<Item = &'a str> + Clone {
        (self.place..self.end()).map(move |place| self.all.at(place).text())
    }
}

#[cfg(test)]
mod tests {
    use crate::bundle::page::part::Node;

    #[test]
    fn a_part_is_small_for_a_page_has_millions_of_them() {
        assert!(size_of::<Node>() <= 12);
    }
}
