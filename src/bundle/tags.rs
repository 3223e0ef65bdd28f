//! The text of a page → its tags and texts, one after the other, as a browser's tokenizer takes
//! them apart (crate `html5gum`).

use std::collections::HashSet;
use std::convert::Infallible;

use html5gum::Span;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::fragment::hash;
use crate::tokenizer::{text, tokenizer};

/// Whether elements end as in HTML or as in XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// `<script>` and its like hold text up to their end tag; `<a/>` is a start tag.
    Html,
    /// `<script/>` is empty.
    Xml,
}

/// From how many attributes on those that repeat another are left out, as browsers leave them out:
/// fewer cost nothing.
const MANY: usize = 32;

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
///
/// What stands in a `noscript` is markup, as where scripts do not run: readers run none unless a
/// docset asks for it.
pub fn read(page: &str, syntax: Syntax, see: &mut dyn FnMut(Token)) {
    let reading = Reading { unfolds: syntax == Syntax::Html, ..Reading::default() };
    reading.all(page, syntax, see);
}

/// What is known of a page while it is read.
#[derive(Default)]
struct Reading {
    tag: Tag,
    is_open: bool,
    /// Hashes of the attributes of a tag that has many.
    many: HashSet<u64>,
    /// Whether the attribute that is read repeats another.
    is_repeated: bool,
    /// Whether what stands in a `noscript` is taken apart; in another one it is not.
    unfolds: bool,
    /// What the `noscript` that is open holds so far.
    folded: Option<String>,
}

impl Reading {
    fn all(mut self, page: &str, syntax: Syntax, see: &mut dyn FnMut(Token)) {
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent, _: Span<()>| {
            self.take(&event, see);
            None::<Infallible>
        });
        emitter.naively_switch_states(syntax == Syntax::Html);
        let Ok(()) = tokenizer(page, emitter).finish();
        self.unfold(see);
    }

    fn take(&mut self, event: &CallbackEvent, see: &mut dyn FnMut(Token)) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.is_open = true;
                self.tag.name.clear();
                self.tag.name.push_str(&text(name));
                self.tag.attributes.clear();
                self.many = HashSet::new();
            }
            CallbackEvent::AttributeName { name } if self.is_open => {
                let name = text(name).into_owned();
                self.is_repeated =
                    self.tag.attributes.len() >= MANY && !self.many.insert(hash(&name));
                if !self.is_repeated {
                    self.tag.attributes.push((name, String::new()));
                }
            }
            CallbackEvent::AttributeValue { value } if self.is_open && !self.is_repeated => {
                if let Some((_, attribute)) = self.tag.attributes.last_mut() {
                    *attribute = text(value).into_owned();
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.is_open = false;
                self.tag.closes_itself = *self_closing;
                see(Token::Start(&self.tag));
                self.folded = (self.unfolds && self.tag.name == "noscript").then(String::new);
            }
            CallbackEvent::EndTag { name } => {
                self.unfold(see);
                see(Token::End(&text(name)));
            }
            CallbackEvent::String { value } => match &mut self.folded {
                Some(folded) => folded.push_str(&text(value)),
                None => see(Token::Text(&text(value))),
            },
            CallbackEvent::Comment { value } => {
                see(Token::Comment(&text(value)));
            }
            _ => {}
        }
    }

    fn unfold(&mut self, see: &mut dyn FnMut(Token)) {
        if let Some(folded) = self.folded.take() {
            Self::default().all(&folded, Syntax::Html, see);
        }
    }
}
