//! What a field shows, as a tree: written as HTML, read as plain text, asked for what it loads.
//!
//! The tree lies flat, in document order: every start has its end behind what is between them. So a
//! walk over it is a loop, and no nesting can exhaust a stack.

use std::ops::Range;

use super::mark::unmarked;
use super::prose::CodeBlock;
use crate::elements::{self, Effect, Kind};
use crate::highlight::Grammar;
use crate::html::Html;

/// The attributes of an element: names in small letters, values without entities.
pub(super) type Attributes = Vec<(String, String)>;

/// A part of the tree. Texts are places in [`Tree::text`].
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// An element starts.
    Start { name: &'static str, attributes: Attributes },
    /// The innermost open element ends.
    End(&'static str),
    /// Text.
    Text(Range<usize>),
    /// Code that the page colours.
    Code(Range<usize>, Grammar),
    /// HTML that is written as it is, and the text that is seen of it.
    Raw { html: Range<usize>, seen: Range<usize> },
}

/// A link to a place on the page, which is known by a name until all names are.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// Its start among the nodes.
    pub(super) node: usize,
    /// The name, percent-decoded.
    pub(super) fragment: String,
}

/// What a field shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// All texts, one behind the other.
    pub(super) text: String,
    /// The links to places on the page, in order.
    pub(super) links: Vec<Link>,
}

impl Tree {
    /// Remembers `text` without its marks; where.
    pub(super) fn keep(&mut self, text: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(&unmarked(text));
        start..self.text.len()
    }

    /// The tree as HTML, and the code in it. `resolved` has the fragment of each link; one without leads nowhere, and
    /// only its text is written.
    pub(super) fn html(&self, resolved: &[Option<String>]) -> (String, Vec<CodeBlock>) {
        let mut html = String::with_capacity(self.text.len() * 3 / 2);
        let mut links = self.links.iter().zip(resolved).peekable();
        let mut code = Vec::new();
        let mut is_dropped = false;
        for (at, node) in self.nodes.iter().enumerate() {
            match node {
                Node::Start { name, attributes } if elements::moves_the_page(name, attributes) => {}
                Node::Start { name, attributes } => {
                    let link = links.next_if(|(link, _)| link.node == at);
                    match link {
                        Some((_, None)) => is_dropped = true,
                        Some((_, Some(fragment))) => {
                            write_start(name, attributes, Some(fragment), &mut html);
                        }
                        None => write_start(name, attributes, None, &mut html),
                    }
                }
                // No link holds another one.
                Node::End("a") if is_dropped => is_dropped = false,
                Node::End(name) => html.extend(["</", name, ">"]),
                Node::Text(text) => push_escaped(&self.text[text.clone()], &mut html),
                Node::Code(text, grammar) => {
                    let (start, text) = (html.len(), &self.text[text.clone()]);
                    push_escaped(text, &mut html);
                    code.push(CodeBlock {
                        place: start..html.len(),
                        text: text.to_owned(),
                        grammar: *grammar,
                    });
                }
                Node::Raw { html: raw, .. } => html.push_str(&self.text[raw.clone()]),
            }
        }
        html.truncate(html.trim_end().len());
        (html, code)
    }

    /// What a reader sees: white space squeezed, and a space between what stands apart.
    pub(super) fn plain(&self) -> String {
        let mut plain = String::with_capacity(self.text.len());
        let mut apart = true;
        for node in &self.nodes {
            match node {
                Node::Start { name, .. } | Node::End(name) => apart = apart || stands_apart(name),
                Node::Text(text) | Node::Code(text, _) | Node::Raw { seen: text, .. } => {
                    let text = &self.text[text.clone()];
                    for word in text.split_inclusive(char::is_whitespace) {
                        let letters = word.trim_end();
                        if !letters.is_empty() {
                            plain.push_str(if apart && !plain.is_empty() { " " } else { "" });
                            plain.push_str(letters);
                            apart = false;
                        }
                        apart |= letters.len() < word.len();
                    }
                }
            }
        }
        plain
    }

    /// Everything that its elements do.
    pub(super) fn effects(&self) -> Vec<Effect<'_>> {
        let mut effects = Vec::new();
        let mut is_style = false;
        for node in &self.nodes {
            match node {
                Node::Start { name, attributes } => {
                    is_style = *name == "style";
                    elements::effects(name, attributes, &mut |effect| effects.push(effect));
                }
                Node::Raw { html, .. } | Node::Text(html) if is_style => {
                    let loaded = elements::loaded_by_style(&self.text[html.clone()]);
                    effects.extend(loaded.map(|address| Effect {
                        element: "style",
                        kind: Kind::Loads,
                        attribute: "",
                        value: address,
                    }));
                }
                Node::End(_) => is_style = false,
                Node::Raw { .. } | Node::Text(_) | Node::Code(..) => {}
            }
        }
        effects
    }
}

fn write_start(name: &str, attributes: &Attributes, fragment: Option<&str>, html: &mut String) {
    html.extend(["<", name]);
    let kept =
        attributes.iter().filter(|(attribute, value)| elements::keeps(name, attribute, value));
    for (name, value) in kept {
        html.extend([" ", name]);
        if let Some(fragment) = fragment.filter(|_| name == "href") {
            html.extend(["=\"#", Html::escaped(fragment).as_str(), "\""]);
        } else if !value.is_empty() {
            html.extend(["=\"", Html::escaped(value).as_str(), "\""]);
        }
    }
    html.push('>');
}

fn push_escaped(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>']) {
        let entity = match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        };
        html.extend([&rest[..at], entity]);
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

/// Whether there is a space between what stands before and after a tag of this element.
fn stands_apart(name: &str) -> bool {
    const BETWEEN: &[&str] = &["br", "caption", "img", "option", "td", "th", "tr"];
    BETWEEN.contains(&name) || elements::CLOSES_PARAGRAPH.contains(&name)
}
