//! The text of a page → its tree. Elements end as in a browser where that decides what belongs
//! together; a formatting element that a block interrupts just stays open.

use std::collections::HashMap;
use std::num::NonZeroU16;
use std::ops::Range;

use super::super::tags::{self, Syntax, Tag, Token};
use super::nodes::{Attribute, NONE, Name, Node, Tree};
use crate::elements::{CLOSES_PARAGRAPH, IMPLIED_ENDS, SCOPES, TABLE_PARTS, VOID};

/// Deepest nesting; what is deeper becomes a sibling, as browsers do from 512 on.
const DEPTH: usize = 256;
/// How far an open element is looked for, so that no page makes the search slow.
const REACH: usize = 2 * DEPTH;
/// Most nodes of a page; the largest public ones have about a million.
const MOST_NODES: usize = 3_000_000;
/// Elements whose content is no text of the page.
const SILENT: &[&str] = &["script", "style", "template", "title", "noembed", "noframes"];
/// Elements of which a page has one, whatever it says.
const ONCE: &[&str] = &["html", "head", "body"];

/// Blocks and parts of tables beside those that end a paragraph.
const BLOCKS: &[&str] = &[
    "body", "caption", "col", "colgroup", "head", "html", "legend", "optgroup", "option", "tbody",
    "td", "tfoot", "th", "thead", "tr",
];

/// The tree of a page.
pub(crate) fn tree_of(page: &str, syntax: Syntax) -> Tree {
    let mut building = Building { last: NONE, ..Building::default() };
    building.tree.is_whole = true;
    // What grows is copied, and takes twice its room: a tag is a node, and has a text behind it.
    let tags = memchr::memchr_iter(b'<', page.as_bytes()).count();
    building.tree.nodes.reserve_exact((2 * tags + 1).min(MOST_NODES));
    tags::read(page, syntax, &mut |token| building.take(&token, syntax));
    building.close_down_to(0);
    building.tree
}

/// The tree of text that is no markup.
pub(crate) fn tree_of_text(text: &str) -> Tree {
    let mut building = Building { last: NONE, ..Building::default() };
    building.tree.is_whole = true;
    building.start(&Tag { name: "pre".to_owned(), ..Tag::default() }, Syntax::Xml);
    building.text(text);
    building.close_down_to(0);
    building.tree
}

/// A tree that grows, and the elements that are still open.
#[derive(Default)]
struct Building {
    tree: Tree,
    known: HashMap<Box<str>, u16, foldhash::fast::RandomState>,
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
        if self.names(name).is_once && self.names(name).open > 0 {
            return;
        }
        if syntax == Syntax::Html && self.foreign == 0 {
            self.imply_ends(name);
        }
        let attributes = self.attributes(tag);
        let place = self.push(Some(name), attributes);
        let is_empty = self.names(name).is_void
            || tag.closes_itself && (syntax == Syntax::Xml || self.foreign > 0);
        if is_empty {
            return;
        }
        self.foreign += usize::from(self.names(name).is_foreign);
        let holds = self.holders.len() < DEPTH;
        if holds {
            self.holders.push((place, NONE));
        }
        self.tree.names[usize::from(name)].open += 1;
        self.open.push(Open { place, name, holds });
    }

    /// Ends what the start of an element ends.
    fn imply_ends(&mut self, started: u16) {
        let &Name { closes_paragraph, is_heading, implied, table, .. } = self.names(started);
        if &*self.names(started).text == "body" {
            self.end_one_of(&["head"], &|_| false);
        }
        if closes_paragraph {
            self.end_one_of(&["p"], &|other| other.is_scope);
        }
        if let Some((ends, barriers)) = implied {
            self.end_one_of(ends, &|other| {
                // What stands in a line ends where a block interrupts it.
                if barriers.is_empty() { other.is_block } else { barriers.contains(&&*other.text) }
            });
        }
        if is_heading
            && let Some(last) = self.open.last()
            && self.names(last.name).is_heading
        {
            self.close_down_to(self.open.len() - 1);
        }
        if let Some(ends) = table {
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
        let &Name { open, is_once, is_block, table, .. } = self.names(name);
        if open == 0 || is_once && ended != "head" {
            return;
        }
        let is_table_part = ended == "table" || table.is_some();
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
            self.foreign -= usize::from(name.is_foreign);
            if open.holds {
                self.holders.pop();
                let node = &mut self.tree.nodes[open.place as usize];
                node.end = end;
                node.is_cut = self.open.len() > count;
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
        let name = name.and_then(|name| NonZeroU16::new(name + 1));
        self.tree.nodes.push(Node { parent, before, end: at + 1, name, is_cut: false, range });
        at
    }

    fn attributes(&mut self, tag: &Tag) -> Range<u32> {
        let start = place(self.tree.attributes.len());
        for (name, value) in &tag.attributes {
            let name = if name == "style" && hides(value) { "hidden" } else { name };
            if let Some(kept) = Attribute::of(name) {
                let value = self.keep(value);
                self.tree.attributes.push((kept, value));
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
        let place = u16::try_from(self.tree.names.len()).ok().filter(|place| *place < u16::MAX)?;
        let closes_paragraph = CLOSES_PARAGRAPH.contains(&text);
        self.tree.names.push(Name {
            text: text.into(),
            open: 0,
            is_once: ONCE.contains(&text),
            is_void: VOID.contains(&text),
            is_silent: SILENT.contains(&text),
            is_block: closes_paragraph || BLOCKS.contains(&text),
            closes_paragraph,
            is_scope: SCOPES.contains(&text),
            is_foreign: matches!(text, "svg" | "math"),
            is_heading: matches!(text.as_bytes(), [b'h', b'1'..=b'6']),
            implied: IMPLIED_ENDS
                .iter()
                .find(|(start, ..)| *start == text)
                .map(|(_, ends, barriers)| (*ends, *barriers)),
            table: TABLE_PARTS.iter().find(|(start, _)| *start == text).map(|(_, ends)| *ends),
        });
        self.known.insert(text.into(), place);
        Some(place)
    }
}

/// Whether a style is `display: none`.
fn hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let value = value.split('!').next().unwrap_or_default();
        property.trim().eq_ignore_ascii_case("display") && value.trim().eq_ignore_ascii_case("none")
    })
}

fn place(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(NONE)
}
