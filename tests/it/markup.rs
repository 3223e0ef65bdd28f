//! A page as a tree of elements; panics where its tags do not balance.

use std::collections::BTreeMap;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, Token, Tokenizer};

/// Elements that have no content and no end tag.
const VOID: &[&str] =
    &["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) content: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

pub(crate) fn parse(html: &str) -> Element {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut open = vec![Element::default()];
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let element = Element {
                    name: text(&tag.name),
                    attributes: tag.attributes.iter().map(|(k, v)| (text(k), text(v))).collect(),
                    content: Vec::new(),
                };
                open.push(element);
                if VOID.contains(&text(&tag.name).as_str()) {
                    close(&mut open);
                }
            }
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                assert_eq!(open.last().unwrap().name, name, "`</{name}>` closes something else");
                close(&mut open);
            }
            Token::String(string) => {
                open.last_mut().unwrap().content.push(Node::Text(text(&string)));
            }
            Token::Error(error) => panic!("{error:?} in {html}"),
            Token::Comment(_) | Token::Doctype(_) => {}
        }
    }
    assert_eq!(open.len(), 1, "`<{}>` is never closed", open.last().unwrap().name);
    open.remove(0)
}

fn text(bytes: &HtmlString) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn close(open: &mut Vec<Element>) {
    let element = open.pop().unwrap();
    open.last_mut().unwrap().content.push(Node::Element(element));
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").split_whitespace().any(|own| own == class)
    }

    /// All elements below this one, in page order.
    pub(crate) fn all(&self) -> Vec<&Element> {
        let mut found = Vec::new();
        for node in &self.content {
            if let Node::Element(element) = node {
                found.push(element);
                found.extend(element.all());
            }
        }
        found
    }

    /// Elements called `selector`, or with that class if it begins with a dot.
    pub(crate) fn find(&self, selector: &str) -> Vec<&Element> {
        let matches = |element: &&Element| match selector.strip_prefix('.') {
            Some(class) => element.has_class(class),
            None => element.name == selector,
        };
        self.all().into_iter().filter(matches).collect()
    }

    /// The only element that [`Element::find`] finds.
    pub(crate) fn only(&self, selector: &str) -> &Element {
        match self.find(selector).as_slice() {
            [element] => element,
            found => panic!("{} elements match `{selector}`", found.len()),
        }
    }

    /// The text in it, white space squeezed, with a space between elements.
    pub(crate) fn text(&self) -> String {
        let texts = self.content.iter().map(|node| match node {
            Node::Element(element) => element.text(),
            Node::Text(text) => text.clone(),
        });
        let text = texts.collect::<Vec<_>>().join(" ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
