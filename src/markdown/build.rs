//! Elements and text → a tree that cannot reach out of the place it is put into.
//!
//! A browser repairs bad markup at the cost of the rest of the page: a `</table>` too many ends the
//! page's own table, a `<div>` too few swallows the entries that follow. Here every element ends
//! where its surroundings end, an end tag without its start is dropped, and table parts stay inside
//! a table of the author's own. One walk, one stack of bounded depth: linear in the source.

use std::ops::Range;

use super::remarks::Remarks;
use super::tree::{Attributes, Link, Node, Tree};
use crate::elements;
use crate::highlight::Grammar;

/// How deep elements may nest. Browsers cut off at some hundreds, and the page has its own.
const DEPTH: usize = 100;

/// A tree that grows from its start to its end.
pub(super) struct Builder<'r> {
    pub(super) tree: Tree,
    pub(super) open: Vec<Open>,
    /// How many elements beyond `DEPTH` are open.
    pub(super) too_deep: usize,
    /// Raw text elements without an end tag in the rest of the field, and in that of its block.
    pub(super) endless: [Vec<&'static str>; 2],
    /// Which of the two `endless` holds for the HTML that is being read.
    pub(super) reach: usize,
    /// Whether it is a block amid Markdown.
    pub(super) among_markdown: bool,
    pub(super) remarks: &'r mut Remarks,
}

/// What names mean: a drawing and a formula have elements of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    Html,
    Svg,
    Math,
}

pub(super) struct Open {
    pub(super) name: &'static str,
    space: Space,
    /// Where it starts among the nodes.
    node: usize,
    /// Its tag as written, if that may turn out to be a placeholder.
    pub(super) placeholder: Option<Range<usize>>,
}

impl<'r> Builder<'r> {
    pub(super) fn new(remarks: &'r mut Remarks) -> Self {
        Self {
            tree: Tree::default(),
            open: Vec::new(),
            too_deep: 0,
            endless: Default::default(),
            reach: 0,
            among_markdown: false,
            remarks,
        }
    }

    /// The nodes so far.
    pub(super) fn nodes(&mut self) -> &mut Vec<Node> {
        &mut self.tree.nodes
    }

    /// What there is to say so far.
    pub(super) fn remarks(&mut self) -> &mut Remarks {
        self.remarks
    }

    /// The text at `place`.
    pub(super) fn text_at(&self, place: &Range<usize>) -> &str {
        &self.tree.text[place.clone()]
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        let text = self.tree.keep(text);
        match self.tree.nodes.last_mut() {
            Some(Node::Text(before)) if before.end == text.start => before.end = text.end,
            _ if text.is_empty() => {}
            _ => self.tree.nodes.push(Node::Text(text)),
        }
    }

    /// Adds `html`, of which `seen` is seen.
    pub(super) fn raw(&mut self, html: &str, seen: &str) {
        let (html, seen) = (self.tree.keep(html), self.tree.keep(seen));
        self.tree.nodes.push(Node::Raw { html, seen });
    }

    /// Adds code that will be coloured.
    pub(super) fn code(&mut self, code: &str, grammar: Grammar) {
        let code = self.tree.keep(code);
        self.tree.nodes.push(Node::Code(code, grammar));
    }

    /// Ends the line, if there is something in it.
    pub(super) fn end_line(&mut self) {
        let at_start = match self.tree.nodes.last() {
            None => true,
            Some(Node::Text(text)) => self.tree.text[text.clone()].ends_with('\n'),
            Some(_) => false,
        };
        if !at_start {
            self.text("\n");
        }
    }

    /// Starts an element; where it stands, if there is room for it.
    pub(super) fn start(&mut self, name: &'static str, attributes: Attributes) -> Option<usize> {
        if self.is_full() {
            return None;
        }
        if self.space() != Space::Html && elements::BREAKS_OUT.contains(&name) {
            self.leave_drawing();
        }
        let is_html = self.space() == Space::Html;
        if is_html && !self.make_room(name) {
            return None;
        }
        let space = match (self.space(), name) {
            (Space::Html, "svg") => Space::Svg,
            (Space::Html, "math") => Space::Math,
            (space, _) => space,
        };
        let node = self.tree.nodes.len();
        self.tree.nodes.push(Node::Start { name, attributes });
        if !elements::VOID.contains(&name) {
            self.open.push(Open { name, space, node, placeholder: None });
        }
        Some(node)
    }

    /// Starts a link to a place on the page.
    pub(super) fn start_link(&mut self, fragment: String, attributes: Attributes) -> Option<usize> {
        let node = self.start("a", attributes)?;
        self.tree.links.push(Link { node, fragment });
        Some(node)
    }

    /// Ends the element that starts at `node`, and what is open inside it.
    pub(super) fn end(&mut self, node: usize) {
        if let Some(at) = self.open.iter().rposition(|open| open.node == node) {
            self.close_down_to(at);
            self.too_deep = 0;
        }
    }

    /// Whether one of `names` is open.
    pub(super) fn is_inside(&self, names: &[&str]) -> bool {
        self.open.iter().any(|open| names.contains(&open.name))
    }

    /// The tree.
    pub(super) fn finish(mut self) -> Tree {
        self.close_down_to(0);
        self.tree
    }

    /// Whether there is no room for a further element.
    pub(super) fn is_full(&self) -> bool {
        self.too_deep > 0 || self.open.len() >= DEPTH
    }

    /// Ends what cannot stay open around a new element; whether the element may start at all.
    fn make_room(&mut self, name: &str) -> bool {
        if self.open.is_empty() {
            return table_part(name).is_none();
        }
        let in_select = self.find(&["select"], elements::SCOPES).is_some();
        if in_select && !elements::IN_SELECT.contains(&name) {
            return false;
        }
        if let Some(ends) = table_part(name) {
            let Some(table) = self.find(&["table"], &["foreignobject"]) else {
                return false;
            };
            let first = self.open[table..].iter().position(|open| ends.contains(&open.name));
            if let Some(first) = first {
                self.close_down_to(table + first);
            }
            return true;
        }
        if name == "table"
            && let Some(outer) = self.find(&["table"], elements::CELLS)
        {
            self.close_down_to(outer);
        }
        for (_, ends, barriers) in elements::IMPLIED_ENDS.iter().filter(|row| row.0 == name) {
            let barriers = [*barriers, elements::SCOPES].concat();
            if let Some(at) = self.find(ends, &barriers) {
                self.close_down_to(at);
            }
        }
        if let Some(at) = self.find(&["p"], elements::SCOPES)
            && elements::CLOSES_PARAGRAPH.contains(&name)
        {
            self.close_down_to(at);
        }
        true
    }

    /// Ends every open element from the innermost to the one at `depth`.
    pub(super) fn close_down_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { return };
            if let Some(source) = open.placeholder {
                self.remarks.endless_element(&self.tree.text[source.clone()]);
                self.tree.nodes[open.node] = Node::Text(source);
            } else {
                self.tree.nodes.push(Node::End(open.name));
            }
        }
    }

    /// Ends the innermost open element.
    pub(super) fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.tree.nodes.push(Node::End(open.name));
        }
    }

    /// The innermost open element with one of `names` that no element of `barriers` stands before.
    pub(super) fn find(&self, names: &[&str], barriers: &[&str]) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().rev() {
            if names.contains(&open.name) {
                return Some(at);
            }
            if barriers.contains(&open.name) {
                return None;
            }
        }
        None
    }

    /// What names mean inside the innermost open element.
    pub(super) fn space(&self) -> Space {
        let Some(open) = self.open.last() else { return Space::Html };
        let html_again = match open.space {
            Space::Html => &[],
            Space::Svg => elements::HTML_IN_SVG,
            Space::Math => elements::HTML_IN_MATH,
        };
        if html_again.contains(&open.name) { Space::Html } else { open.space }
    }

    /// Ends the drawing or formula that we are in.
    fn leave_drawing(&mut self) {
        while self.space() != Space::Html {
            self.close_down_to(self.open.len() - 1);
        }
    }

    /// The element called `name`, if there is one here.
    pub(super) fn known(&self, name: &str) -> Option<&'static str> {
        let own: &[&str] = match self.space() {
            Space::Html => &[],
            Space::Svg => elements::SVG,
            Space::Math => elements::MATH,
        };
        let open = self.open.iter().rev().map(|open| open.name).find(|open| *open == name);
        open.or_else(|| elements::HTML.iter().chain(own).copied().find(|known| *known == name))
    }
}

pub(super) fn table_part(name: &str) -> Option<&'static [&'static str]> {
    elements::TABLE_PARTS.iter().find(|row| row.0 == name).map(|row| row.1)
}
