//! A page as one tree: its nodes, and what is asked of them.

use std::num::NonZeroU16;
use std::ops::Range;

use super::super::tags;

/// The attributes that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attribute {
    AccessKey,
    Id,
    Name,
    Class,
    Href,
    Src,
    Alt,
    Hidden,
    Role,
    Start,
}

impl Attribute {
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "accesskey" => Self::AccessKey,
            "id" => Self::Id,
            "name" => Self::Name,
            "class" => Self::Class,
            "href" => Self::Href,
            "src" => Self::Src,
            "alt" => Self::Alt,
            "hidden" => Self::Hidden,
            "role" => Self::Role,
            "start" => Self::Start,
            _ => return None,
        })
    }
}

/// Where there is no node.
pub(super) const NONE: u32 = u32::MAX;

/// Place of a node in its tree.
pub(crate) type Place = usize;

/// A page as a tree.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) text: String,
    pub(super) names: Vec<Name>,
    pub(super) attributes: Vec<(Attribute, Range<u32>)>,
    /// Whether all of the page is in it.
    pub(crate) is_whole: bool,
}

#[derive(Debug)]
pub(super) struct Node {
    /// The element around it, and what stands before it there.
    pub(super) parent: u32,
    pub(super) before: u32,
    /// The place after its last descendant.
    pub(super) end: u32,
    /// The place of its name, counted from 1; none for a text.
    pub(super) name: Option<NonZeroU16>,
    /// Whether it ended because what it stands in did.
    pub(super) is_cut: bool,
    /// Of its attributes, or of its text.
    pub(super) range: Range<u32>,
}

/// What is known of the elements of a name.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own")]
pub(super) struct Name {
    pub(super) text: Box<str>,
    pub(super) open: u32,
    /// Whether a page has one of it, whatever it says.
    pub(super) is_once: bool,
    pub(super) is_void: bool,
    pub(super) is_silent: bool,
    /// Whether it is a block or a part of a table, and not a part of a line of text.
    pub(super) is_block: bool,
    pub(super) closes_paragraph: bool,
    pub(super) is_scope: bool,
    /// Whether it holds SVG or MathML.
    pub(super) is_foreign: bool,
    pub(super) is_heading: bool,
    /// What its start ends, and what that does not reach through.
    pub(super) implied: Option<(Names, Names)>,
    /// What it ends as a part of a table.
    pub(super) table: Option<Names>,
}

/// Names of elements.
pub(super) type Names = &'static [&'static str];

impl Tree {
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The name of the element at `place`, empty for a text.
    pub(crate) fn name(&self, place: Place) -> &str {
        self.about(place).map_or("", |name| &name.text)
    }

    /// The text at `place`, if it is one.
    pub(crate) fn text(&self, place: Place) -> Option<&str> {
        let node = self.nodes.get(place)?;
        node.name.is_none().then(|| &self.text[node.range.start as usize..node.range.end as usize])
    }

    /// How many bytes of texts and attributes stand before what is at `place`, or before its end.
    pub(crate) fn text_start(&self, place: Place) -> usize {
        let own = self.nodes.get(place).and_then(|node| match node.name {
            None => Some(node.range.start),
            Some(_) => Some(self.attributes.get(node.range.start as usize)?.1.start),
        });
        own.map_or(self.text.len(), |start| start as usize)
    }

    /// The place after the last descendant.
    pub(crate) fn end(&self, place: Place) -> Place {
        // A page that is empty has its whole behind its first place.
        self.nodes.get(place).map_or(place, |node| node.end as usize)
    }

    /// The element around it.
    pub(crate) fn parent(&self, place: Place) -> Option<Place> {
        let parent = self.nodes.get(place)?.parent;
        (parent != NONE).then_some(parent as usize)
    }

    /// What stands directly before it in the same element.
    pub(crate) fn before(&self, place: Place) -> Option<Place> {
        let before = self.nodes.get(place)?.before;
        (before != NONE).then_some(before as usize)
    }

    /// The elements around it, the nearest first.
    pub(crate) fn above(&self, place: Place) -> impl Iterator<Item = Place> {
        std::iter::successors(self.parent(place), |place| self.parent(*place))
    }

    /// What is directly in it.
    pub(crate) fn children(&self, place: Place) -> impl Iterator<Item = Place> {
        self.siblings(place + 1, self.end(place))
    }

    /// What stands side by side from `from` to `end`.
    pub(crate) fn siblings(&self, from: Place, end: Place) -> impl Iterator<Item = Place> {
        let within = move |place: Place| (place < end).then_some(place);
        std::iter::successors(within(from), move |place| within(self.end(*place)))
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, place: Place, wanted: Attribute) -> Option<&str> {
        let node = self.nodes.get(place)?;
        node.name?;
        let all = &self.attributes[node.range.start as usize..node.range.end as usize];
        let (_, value) = all.iter().find(|(kept, _)| *kept == wanted)?;
        Some(&self.text[value.start as usize..value.end as usize])
    }

    /// What a fragment can lead to.
    pub(crate) fn anchors(&self, place: Place) -> impl Iterator<Item = &str> {
        let attribute = |name| self.attribute(place, name);
        tags::anchors(self.name(place), attribute(Attribute::Id), attribute(Attribute::Name))
    }

    /// Whether it has this class.
    pub(crate) fn has_class(&self, place: Place, class: &str) -> bool {
        let classes = self.attribute(place, Attribute::Class).unwrap_or_default();
        classes.split_ascii_whitespace().any(|own| own == class)
    }

    /// Whether it is a block or a part of a table, and not a part of a line of text.
    pub(crate) fn is_block(&self, place: Place) -> bool {
        self.about(place).is_some_and(|name| name.is_block)
    }

    /// Whether browsers show nothing of it.
    pub(crate) fn is_silent(&self, place: Place) -> bool {
        self.about(place).is_some_and(|name| name.is_silent)
            || self.attribute(place, Attribute::Hidden).is_some_and(|value| value != "until-found")
    }

    /// Whether the element ended because what it stands in did, and goes on behind that in a
    /// browser.
    pub(crate) fn is_cut(&self, place: Place) -> bool {
        self.nodes.get(place).is_some_and(|node| node.is_cut)
    }

    /// The level of a heading.
    pub(crate) fn level(&self, place: Place) -> Option<u8> {
        match self.name(place).as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        }
    }

    fn about(&self, place: Place) -> Option<&Name> {
        self.nodes.get(place)?.name.map(|name| &self.names[usize::from(name.get()) - 1])
    }
}
