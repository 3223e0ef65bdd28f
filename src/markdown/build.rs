//! Elements, text and an author's own HTML → a tree that cannot reach out of the place it is put
//! into.
//!
//! A browser repairs bad markup at the cost of the rest of the page: a `</table>` too many ends the
//! page's own table, a `<div>` too few swallows the entries that follow. Here every element ends
//! where its surroundings end, an end tag without its start is dropped, and table parts stay inside
//! a table of the author's own. One walk, one stack of bounded depth: linear in the source.

use std::ops::Range;

use super::remarks::Remarks;
use super::spelling::leftover;
use super::tokens::{Tag, Token, tokens};
use super::tree::{Attributes, Link, Node, Tree};
use crate::elements;
use crate::highlight::Grammar;

/// How deep elements may nest. Browsers cut off at some hundreds, and the page has its own.
const DEPTH: usize = 100;

/// Elements whose text may look like Markdown.
const CODE: &[&str] = &["code", "kbd", "math", "pre", "samp", "svg", "tt", "var"];

/// A tree that grows from its start to its end.
pub(super) struct Builder<'r> {
    tree: Tree,
    open: Vec<Open>,
    /// How many elements beyond `DEPTH` are open.
    too_deep: usize,
    /// Raw text elements without an end tag in the rest of the field, and in that of its block.
    endless: [Vec<&'static str>; 2],
    /// Which of the two `endless` holds for the HTML that is being read.
    reach: usize,
    /// Whether it is a block amid Markdown.
    among_markdown: bool,
    remarks: &'r mut Remarks,
}

/// What names mean: a drawing and a formula have elements of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Html,
    Svg,
    Math,
}

struct Open {
    name: &'static str,
    space: Space,
    /// Where it starts among the nodes.
    node: usize,
    /// Its tag as written, if that may turn out to be a placeholder.
    placeholder: Option<Range<usize>>,
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
        if elements::BREAKS_OUT.contains(&name) {
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

    /// Adds a block of HTML amid Markdown, which says what is wrong if there is Markdown in it.
    pub(super) fn block(&mut self, html: &str) {
        self.among_markdown = true;
        self.html(html, "");
        self.among_markdown = false;
    }

    /// Adds HTML that the author wrote. Text up to an end tag may stand in `after`, which is not
    /// read otherwise; how much of it does.
    pub(super) fn html(&mut self, html: &str, after: &str) -> usize {
        let mut from = 0;
        self.reach = usize::from(after.is_empty());
        self.endless[1].clear();
        'rest: loop {
            let rest = &html[from..];
            let mut done = 0;
            for token in tokens(rest) {
                match token {
                    Token::Text(text) => {
                        self.note_markdown(&text);
                        self.text(&text);
                    }
                    Token::Comment(place) => {
                        done = place.end;
                        self.comment(&rest[place]);
                    }
                    Token::End { name, place } => {
                        done = place.end;
                        self.end_tag(&name, &rest[place]);
                    }
                    Token::Start(tag) => {
                        done = tag.place.end;
                        let source = &rest[tag.place.clone()];
                        let behind = if done < rest.len() { &rest[done..] } else { after };
                        let taken = self.start_tag(tag, source, behind);
                        if taken > 0 && done == rest.len() {
                            return taken;
                        }
                        if taken > 0 {
                            from += done + taken;
                            continue 'rest;
                        }
                    }
                }
            }
            self.broken(&rest[done..]);
            return 0;
        }
    }

    /// The tree.
    pub(super) fn finish(mut self) -> Tree {
        self.close_down_to(0);
        self.tree
    }

    fn note_markdown(&mut self, text: &str) {
        if self.among_markdown
            && !self.is_inside(CODE)
            && let Some(marked) = leftover(text)
        {
            self.remarks.raw_markdown(marked);
        }
    }

    /// Only `<!-- … -->` is meant to be unseen.
    fn comment(&mut self, comment: &str) {
        if !(comment.starts_with("<!--") && comment.ends_with('>')) {
            self.text(comment);
        }
    }

    /// Shows a tag without its end, if there is one in the last text.
    fn broken(&mut self, text: &str) {
        let is_tag = |at: &usize| {
            let after = &text[at + 1..];
            let name = after.strip_prefix('/').unwrap_or(after);
            name.starts_with(|first: char| first.is_ascii_alphabetic())
        };
        if let Some(start) = text.match_indices('<').map(|(at, _)| at).find(is_tag) {
            self.remarks.endless_element(&text[start..]);
            self.text(&text[start..]);
        }
    }

    /// Adds a start tag as written in `source`; how much of what is behind it is its text.
    fn start_tag(&mut self, tag: Tag, source: &str, behind: &str) -> usize {
        let Some(name) = self.known(&tag.name) else {
            // `Array<String>` is a type.
            if !self.follows_word() {
                self.remarks.unknown_element(source);
            }
            self.text(source);
            return 0;
        };
        let is_bare = tag.attributes.is_empty();
        let is_title = name == "title" && self.space() == Space::Svg;
        if is_never_meant(name, is_bare) && !is_title {
            self.remarks.misplaced_element(source);
            self.text(source);
            return 0;
        }
        if self.space() == Space::Html && elements::RAW_TEXT.contains(&name) {
            return self.raw_text(name, tag, source, behind);
        }
        if self.start(name, tag.attributes).is_none() {
            let stays_open = !elements::VOID.contains(&name) && !tag.closes_itself;
            self.too_deep += usize::from(self.is_full() && stays_open);
        } else if elements::VOID.contains(&name) {
        } else if tag.closes_itself {
            // A browser reads `<a name="x"/>` as a start tag; its author does not.
            self.close();
        } else if is_bare && elements::PLACEHOLDERS.contains(&name) {
            let source = self.tree.keep(source);
            if let Some(open) = self.open.last_mut() {
                open.placeholder = Some(source);
            }
        }
        0
    }

    /// Whether the text so far ends with a letter or a digit.
    fn follows_word(&self) -> bool {
        match self.tree.nodes.last() {
            Some(Node::Text(text)) => self.text_at(text).ends_with(char::is_alphanumeric),
            _ => false,
        }
    }

    fn end_tag(&mut self, name: &str, source: &str) {
        let Some(name) = self.known(name) else {
            self.remarks.unknown_element(source);
            return self.text(source);
        };
        if elements::DOCUMENT.contains(&name) && self.find(&[name], &[]).is_none() {
            return self.text(source);
        }
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let is_table = name == "table" || table_part(name).is_some();
        let barriers = if is_table { &["table"] } else { elements::SCOPES };
        if let Some(at) = self.find(&[name], barriers) {
            self.close_down_to(at + 1);
            self.close();
        }
    }

    /// Whether there is no room for a further element.
    fn is_full(&self) -> bool {
        self.too_deep > 0 || self.open.len() >= DEPTH
    }

    /// Adds an element whose content is no markup, as a whole; how much of what is behind its start
    /// tag it takes.
    fn raw_text(&mut self, name: &'static str, tag: Tag, source: &str, behind: &str) -> usize {
        let is_endless = self.endless[self.reach].contains(&name);
        let end = if is_endless { None } else { end_of_raw_text(behind, name) };
        let Some((length, end)) = end else {
            self.endless[self.reach].push(name);
            self.remarks.endless_element(source);
            self.text(source);
            return 0;
        };
        if self.start(name, tag.attributes).is_some() {
            let content = &behind[..length];
            // After `<!--` a browser may look past the next `</script>`.
            let content = if name == "script" {
                content.replace("<!--", "<\\!--")
            } else {
                content.to_owned()
            };
            let seen = if matches!(name, "script" | "style") { "" } else { content.as_str() };
            self.raw(&content, seen);
            self.close();
        }
        end
    }

    /// Ends what cannot stay open around a new element; whether the element may start at all.
    fn make_room(&mut self, name: &str) -> bool {
        if self.open.is_empty() {
            return table_part(name).is_none();
        }
        let in_select = elements::IN_SELECT.contains(&name);
        if !in_select && self.find(&["select"], elements::SCOPES).is_some() {
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
        if elements::CLOSES_PARAGRAPH.contains(&name)
            && let Some(at) = self.find(&["p"], elements::SCOPES)
        {
            self.close_down_to(at);
        }
        true
    }

    /// Ends every open element from the innermost to the one at `depth`.
    fn close_down_to(&mut self, depth: usize) {
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
    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.tree.nodes.push(Node::End(open.name));
        }
    }

    /// The innermost open element with one of `names` that no element of `barriers` stands before.
    fn find(&self, names: &[&str], barriers: &[&str]) -> Option<usize> {
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
    fn space(&self) -> Space {
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
    fn known(&self, name: &str) -> Option<&'static str> {
        let own: &[&str] = match self.space() {
            Space::Html => &[],
            Space::Svg => elements::SVG,
            Space::Math => elements::MATH,
        };
        let open = self.open.iter().rev().map(|open| open.name).find(|open| *open == name);
        open.or_else(|| elements::HTML.iter().chain(own).copied().find(|known| *known == name))
    }
}

/// Whether the tag stands for itself: `<title>`, `<input>` or a whole document's tags.
fn is_never_meant(name: &str, is_bare: bool) -> bool {
    elements::DOCUMENT.contains(&name)
        || is_bare && elements::VOID.contains(&name) && !elements::BARE_VOID.contains(&name)
}

fn table_part(name: &str) -> Option<&'static [&'static str]> {
    elements::TABLE_PARTS.iter().find(|row| row.0 == name).map(|row| row.1)
}

/// Where the end tag of a raw text element starts, and where it ends.
fn end_of_raw_text(html: &str, name: &str) -> Option<(usize, usize)> {
    let last_end = html.rfind('>')?;
    let is_end = |at: &usize| {
        let (named, after) = html.as_bytes()[at + 2..=last_end].split_at_checked(name.len())?;
        let ends_there = matches!(after.first()?, b'>' | b'/' | b' ' | b'\t' | b'\n');
        (named.eq_ignore_ascii_case(name.as_bytes()) && ends_there).then_some(())
    };
    let mut ends = html[..last_end].match_indices("</").map(|(at, _)| at);
    let start = ends.find(|at| is_end(at).is_some())?;
    Some((start, start + html[start..].find('>')? + 1))
}
