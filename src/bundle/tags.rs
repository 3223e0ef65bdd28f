//! The text of a page → its tags and texts, one after the other, as a browser's tokenizer takes
//! them apart (crate `html5gum`).

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// Whether elements end as in HTML or as in XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// `<script>` and its like hold text up to their end tag; `<a/>` is a start tag.
    Html,
    /// `<script/>` is empty.
    Xml,
}

/// Endings of pages in XML.
const XML: &[&str] = &["xhtml", "xht"];

impl Syntax {
    /// That of the page `path`, which browsers tell by its ending.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let (_, ending) = path.rsplit_once('.').unwrap_or_default();
        let is_xml = XML.iter().any(|known| ending.eq_ignore_ascii_case(known));
        if is_xml { Self::Xml } else { Self::Html }
    }
}

/// A part of a page.
#[derive(Clone, Copy, Debug)]
pub enum Token<'a> {
    /// A start tag.
    Start(&'a Tag),
    /// An end tag, its name in lower case.
    End(&'a str),
    /// Text between tags, entities resolved.
    Text(&'a str),
    /// A comment.
    Comment(&'a str),
}

/// A start tag.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// Its name in lower case.
    pub name: String,
    /// Names in lower case and values, as they are written.
    pub attributes: Vec<(String, String)>,
    /// Whether it ends in `/>`.
    pub closes_itself: bool,
}

impl Tag {
    /// The value of an attribute.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(attribute, _)| attribute == name)?;
        Some(value)
    }

    /// What a fragment can lead to.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        anchors(&self.name, self.get("id"), self.get("name"))
    }
}

/// What a fragment can lead to: an `id`, and the `name` of an `a` (HTML standard, "scrolling to a
/// fragment").
pub(super) fn anchors<'a>(
    element: &str,
    id: Option<&'a str>,
    name: Option<&'a str>,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let name = name.filter(|_| element == "a");
    [id, name].into_iter().flatten().filter(|anchor| !anchor.is_empty())
}

/// Calls `see` for every part of `page`.
pub fn read(page: &str, syntax: Syntax, see: &mut dyn FnMut(Token)) {
    let mut tag = Tag::default();
    let mut is_open = false;
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent, _: Span<()>| {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                is_open = true;
                tag.name.clear();
                tag.name.push_str(&String::from_utf8_lossy(name));
                tag.attributes.clear();
            }
            CallbackEvent::AttributeName { name } if is_open => {
                tag.attributes.push((text(name), String::new()));
            }
            CallbackEvent::AttributeValue { value } if is_open => {
                if let Some((_, attribute)) = tag.attributes.last_mut() {
                    *attribute = text(value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                is_open = false;
                tag.closes_itself = self_closing;
                see(Token::Start(&tag));
            }
            CallbackEvent::EndTag { name } => see(Token::End(&text(name))),
            CallbackEvent::String { value } => see(Token::Text(&String::from_utf8_lossy(value))),
            CallbackEvent::Comment { value } => {
                see(Token::Comment(&String::from_utf8_lossy(value)));
            }
            _ => {}
        }
        None::<Infallible>
    });
    emitter.naively_switch_states(syntax == Syntax::Html);
    let Ok(()) = Tokenizer::new_with_emitter(page, emitter).finish();
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
