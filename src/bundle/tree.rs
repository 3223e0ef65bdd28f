//! The text of a page → its elements and texts as one tree, bounded in depth and size.
//!
//! Nodes stand in document order, each with the place after its last descendant, so that a part of
//! the page is a range. Elements end as in a browser where that decides what belongs together;
//! a formatting element that a block interrupts just stays open.

use std::collections::HashMap;
use std::ops::Range;

use super::tags::{self, Syntax, Tag, Token};
use crate::elements::{CLOSES_PARAGRAPH, IMPLIED_ENDS, SCOPES, TABLE_PARTS, VOID};

/// Deepest nesting; what is deeper becomes a sibling, as browsers do from 512 on.
const DEPTH: usize = 256;
/// How far an open element is looked for, so that no page makes the search slow.
const REACH: usize = 2 * DEPTH;
/// Most nodes of a page; the largest public ones have about a million.
const MOST_NODES: usize = 3_000_000;
/// The attributes that are kept.
const KEPT: &[&str] = &[
    "id", "name", "class", "href", "src", "alt", "hidden", "role", "start", "title", "type",
    "value",
];
/// Elements whose content is no text of the page.
const SILENT: &[&str] = &["script", "style", "template", "title", "noembed", "noframes"];
/// Elements of which a page has one, whatever it says.
const ONCE: &[&str] = &["html", "head", "body"];

/// Where there is no node.
const NONE: u32 = u32::MAX;

/// Place of a node in its tree.
pub(super) type Place = usize;

/// A page as a tree.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    text: String,
    names: Vec<Name>,
    attributes: Vec<(u8, Range<u32>)>,
    /// Whether all of the page is in it.
    pub(super) is_whole: bool,
}

#[derive(Debug)]
struct Node {
    /// The element around it, and what stands before it there.
    parent: u32,
    before: u32,
    /// The place after its last descendant.
    end: u32,
    /// The place of its name; none for a text.
    name: Option<u16>,
    /// Of its attributes, or of its text.
    range: Range<u32>,
}

/// What is known of the elements of a name.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own")]
struct Name {
    text: Box<str>,
    open: u32,
    is_void: bool,
    is_silent: bool,
    /// Whether it is a block or a part of a table, and not a part of a line of text.
    is_block: bool,
    closes_paragraph: bool,
    is_scope: bool,
}

impl Tree {
    /// The tree of a page.
    pub(super) fn of(page: &str, syntax: Syntax) -> Self {
        let mut building = Building { last: NONE, ..Building::default() };
        building.tree.is_whole = true;
        tags::read(page, syntax, &mut |token| building.take(&token, syntax));
        building.close_down_to(0);
        building.tree
    }

    /// The tree of text that is no markup.
    pub(super) fn of_text(text: &str) -> Self {
        let mut building = Building { last: NONE, ..Building::default() };
        building.tree.is_whole = true;
        building.start(&Tag { name: "pre".to_owned(), ..Tag::default() }, Syntax::Xml);
        building.text(text);
        building.close_down_to(0);
        building.tree
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The name of the element at `place`, empty for a text.
    pub(super) fn name(&self, place: Place) -> &str {
        self.about(place).map_or("", |name| &name.text)
    }

    /// The text at `place`, if it is one.
    pub(super) fn text(&self, place: Place) -> Option<&str> {
        let node = self.nodes.get(place)?;
        node.name.is_none().then(|| &self.text[node.range.start as usize..node.range.end as usize])
    }

    /// The place after the last descendant.
    pub(super) fn end(&self, place: Place) -> Place {
        // A page that is empty has its whole behind its first place.
        self.nodes.get(place).map_or(place, |node| node.end as usize)
    }

    /// The element around it.
    pub(super) fn parent(&self, place: Place) -> Option<Place> {
        let parent = self.nodes.get(place)?.parent;
        (parent != NONE).then_some(parent as usize)
    }

    /// What stands directly before it in the same element.
    pub(super) fn before(&self, place: Place) -> Option<Place> {
        let before = self.nodes.get(place)?.before;
        (before != NONE).then_some(before as usize)
    }

    /// The elements around it, the nearest first.
    pub(super) fn above(&self, place: Place) -> impl Iterator<Item = Place> {
        std::iter::successors(self.parent(place), |place| self.parent(*place))
    }

    /// What is directly in it.
    pub(super) fn children(&self, place: Place) -> impl Iterator<Item = Place> {
        self.siblings(place + 1, self.end(place))
    }

    /// What stands side by side from `from` to `end`.
    pub(super) fn siblings(&self, from: Place, end: Place) -> impl Iterator<Item = Place> {
        let within = move |place: Place| (place < end).then_some(place);
        std::iter::successors(within(from), move |place| within(self.end(*place)))
    }

    /// The value of an attribute; of those in [`KEPT`] alone.
    pub(super) fn attribute(&self, place: Place, name: &str) -> Option<&str> {
        let node = self.nodes.get(place)?;
        node.name?;
        let wanted = KEPT.iter().position(|kept| *kept == name)?;
        let all = &self.attributes[node.range.start as usize..node.range.end as usize];
        let (_, value) = all.iter().find(|(kept, _)| usize::from(*kept) == wanted)?;
        Some(&self.text[value.start as usize..value.end as usize])
    }

    /// What a fragment can lead to.
    pub(super) fn anchors(&self, place: Place) -> impl Iterator<Item = &str> {
        let attribute = |name| self.attribute(place, name);
        tags::anchors(self.name(place), attribute("id"), attribute("name"))
    }

    /// Whether it has this class.
    pub(super) fn has_class(&self, place: Place, class: &str) -> bool {
        let classes = self.attribute(place, "class").unwrap_or_default();
        classes.split_ascii_whitespace().any(|own| own == class)
    }

    /// Whether it is a block or a part of a table, and not a part of a line of text.
    pub(super) fn is_block(&self, place: Place) -> bool {
        self.about(place).is_some_and(|name| name.is_block)
    }

    /// Whether browsers show nothing of it.
    pub(super) fn is_silent(&self, place: Place) -> bool {
        self.about(place).is_some_and(|name| name.is_silent)
            || self.attribute(place, "hidden").is_some_and(|value| value != "until-found")
    }

    /// The level of a heading.
    pub(super) fn level(&self, place: Place) -> Option<u8> {
        match self.name(place).as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        }
    }

    fn about(&self, place: Place) -> Option<&Name> {
        self.nodes.get(place)?.name.map(|name| &self.names[usize::from(name)])
    }
}

/// A tree that grows, and the elements that are still open.
#[derive(Default)]
struct Building {
    tree: Tree,
    known: HashMap<Box<str>, u16>,
    open: Vec<Open>,
    /// Those of them that others can stand in, each with its last child so far.
    holders: Vec<(u32, u32)>,
    /// What stands last in no element.
    last: u32,
    /// How many `svg` and `math` are open: in them `/>` ends an element.
    foreign: usize,
}

struct Open {
    place: u32,
    name: u16,
    /// Whether what comes stands in it, and not after it for want of depth.
    holds: bool,
}

impl Building {
    fn take(&mut self, token: &Token, syntax: Syntax) {
        if self.tree.nodes.len() >= MOST_NODES {
            self.tree.is_whole = false;
            return;
        }
        match token {
            Token::Start(tag) => self.start(tag, syntax),
            Token::End(name) => self.end(name),
            Token::Text(text) => self.text(text),
            Token::Comment(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        // Raw text of scripts and styles is nobody's to read.
        if self.open.last().is_some_and(|open| self.is_silent_text(open.name)) {
            return;
        }
        let range = self.keep(text);
        self.push(None, range);
    }

    fn is_silent_text(&self, name: u16) -> bool {
        matches!(&*self.tree.names[usize::from(name)].text, "script" | "style")
    }

    fn start(&mut self, tag: &Tag, syntax: Syntax) {
        let Some(name) = self.name(&tag.name) else { return };
        if ONCE.contains(&tag.name.as_str()) && self.names(name).open > 0 {
            return;
        }
        if syntax == Syntax::Html && self.foreign == 0 {
            self.imply_ends(&tag.name, name);
        }
        let attributes = self.attributes(tag);
        let place = self.push(Some(name), attributes);
        let is_empty = self.names(name).is_void
            || tag.closes_itself && (syntax == Syntax::Xml || self.foreign > 0);
        if is_empty {
            return;
        }
        if matches!(tag.name.as_str(), "svg" | "math") {
            self.foreign += 1;
        }
        let holds = self.holders.len() < DEPTH;
        if holds {
            self.holders.push((place, NONE));
        }
        self.tree.names[usize::from(name)].open += 1;
        self.open.push(Open { place, name, holds });
    }

    /// Ends what the start of an element ends.
    fn imply_ends(&mut self, started: &str, name: u16) {
        if started == "body" {
            self.end_one_of(&["head"], &|_| false);
        }
        if self.names(name).closes_paragraph {
            self.end_one_of(&["p"], &|other| other.is_scope);
        }
        if let Some((_, ends, barriers)) = IMPLIED_ENDS.iter().find(|(start, ..)| *start == started)
        {
            self.end_one_of(ends, &|other| {
                // What stands in a line ends where a block interrupts it.
                if barriers.is_empty() { other.is_block } else { barriers.contains(&&*other.text) }
            });
        }
        if is_heading(started)
            && let Some(last) = self.open.last()
            && is_heading(&self.names(last.name).text)
        {
            self.close_down_to(self.open.len() - 1);
        }
        if let Some((_, ends)) = TABLE_PARTS.iter().find(|(start, _)| *start == started) {
            while self.end_one_of(ends, &|other| &*other.text == "table") {}
        }
    }

    /// Ends the innermost open element of one of these names, unless what stops stands before it.
    fn end_one_of(&mut self, ends: &[&str], stops: &dyn Fn(&Name) -> bool) -> bool {
        let is_open =
            |end: &&str| self.known.get(*end).is_some_and(|name| self.names(*name).open > 0);
        if !ends.iter().any(is_open) {
            return false;
        }
        let lowest = self.open.len().saturating_sub(REACH);
        for at in (lowest..self.open.len()).rev() {
            let own = self.names(self.open[at].name);
            if ends.contains(&&*own.text) {
                self.close_down_to(at);
                return true;
            }
            if stops(own) {
                return false;
            }
        }
        false
    }

    fn end(&mut self, ended: &str) {
        let Some(&name) = self.known.get(ended) else { return };
        if self.names(name).open == 0 || ONCE.contains(&ended) && ended != "head" {
            return;
        }
        let is_table_part = ended == "table" || TABLE_PARTS.iter().any(|(part, _)| *part == ended);
        let is_block = self.names(name).is_block;
        // The end of a table reaches through all that is in it, that of a block through its lines.
        self.end_one_of(&[ended], &|other| {
            if is_table_part {
                &*other.text == "table"
            } else {
                other.is_scope || other.is_block && !is_block
            }
        });
    }

    fn close_down_to(&mut self, count: usize) {
        let end = place(self.tree.nodes.len());
        while self.open.len() > count {
            let Some(open) = self.open.pop() else { return };
            let name = &mut self.tree.names[usize::from(open.name)];
            name.open -= 1;
            if matches!(&*name.text, "svg" | "math") {
                self.foreign -= 1;
            }
            if open.holds {
                self.holders.pop();
                self.tree.nodes[open.place as usize].end = end;
            }
        }
    }

    fn push(&mut self, name: Option<u16>, range: Range<u32>) -> u32 {
        let at = place(self.tree.nodes.len());
        let mut outside = (NONE, self.last);
        let holder = self.holders.last_mut();
        let is_outside = holder.is_none();
        let (parent, last) = holder.unwrap_or(&mut outside);
        let (parent, before) = (*parent, std::mem::replace(last, at));
        if is_outside {
            self.last = at;
        }
        self.tree.nodes.push(Node { parent, before, end: at + 1, name, range });
        at
    }

    fn attributes(&mut self, tag: &Tag) -> Range<u32> {
        let start = place(self.tree.attributes.len());
        for (name, value) in &tag.attributes {
            if let Some(kept) = KEPT.iter().position(|kept| kept == name) {
                let value = self.keep(value);
                self.tree.attributes.push((u8::try_from(kept).unwrap_or(u8::MAX), value));
            }
        }
        start..place(self.tree.attributes.len())
    }

    fn keep(&mut self, text: &str) -> Range<u32> {
        let start = place(self.tree.text.len());
        self.tree.text.push_str(text);
        start..place(self.tree.text.len())
    }

    fn names(&self, name: u16) -> &Name {
        &self.tree.names[usize::from(name)]
    }

    /// The place of a name; none when there are more than any page has.
    fn name(&mut self, text: &str) -> Option<u16> {
        if let Some(known) = self.known.get(text) {
            return Some(*known);
        }
        let place = u16::try_from(self.tree.names.len()).ok()?;
        let closes_paragraph = CLOSES_PARAGRAPH.contains(&text);
        self.tree.names.push(Name {
            text: text.into(),
            open: 0,
            is_void: VOID.contains(&text),
            is_silent: SILENT.contains(&text),
            is_block: closes_paragraph || BLOCKS.contains(&text),
            closes_paragraph,
            is_scope: SCOPES.contains(&text),
        });
        self.known.insert(text.into(), place);
        Some(place)
    }
}

/// Blocks and parts of tables beside those that end a paragraph.
const BLOCKS: &[&str] = &[
    "body", "caption", "col", "colgroup", "head", "html", "legend", "optgroup", "option", "tbody",
    "td", "tfoot", "th", "thead", "tr",
];

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

fn place(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(NONE)
}
