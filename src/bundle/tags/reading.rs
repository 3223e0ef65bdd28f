//! A page → its parts: what is written plainly at a glance, the rest by the tokeniser.

use std::collections::HashSet;

use html5gum::Span;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::emitters::naive_next_state;

use super::super::fragment::hash;
use super::plain::{self, Part};
use super::token::{Syntax, Tag, Token};
use crate::tokenizer::{text, tokenizer};

/// From how many attributes on those that repeat another are left out, as browsers leave them out:
/// fewer cost nothing.
const MANY: usize = 32;

/// What is known of a page while it is read.
#[derive(Default)]
pub(super) struct Reading {
    syntax: Syntax,
    tag: Tag,
    is_open: bool,
    /// Attributes of tags before, to be written over.
    spare: Vec<(String, String)>,
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
    pub(super) fn new(syntax: Syntax) -> Self {
        Self { syntax, unfolds: syntax == Syntax::Html, ..Self::default() }
    }

    /// Calls `see` for every part of `page`.
    pub(super) fn all(mut self, page: &str, see: &mut dyn FnMut(Token)) {
        let mut rest = page;
        while !rest.is_empty() {
            let (before, is_plain) = plain::text(rest);
            if !before.is_empty() && is_plain {
                see(Token::Text(before));
            } else if !before.is_empty() {
                self.by_the_standard(before, see);
            }
            rest = &rest[before.len()..];
            if !rest.is_empty() {
                rest = self.plain(rest, see).unwrap_or_else(|| self.by_the_standard(rest, see));
            }
        }
        self.unfold(see);
    }

    /// Takes the tag that `page` begins with, if it is written plainly; what stands behind it.
    fn plain<'a>(&mut self, page: &'a str, see: &mut dyn FnMut(Token)) -> Option<&'a str> {
        let mut end = None;
        let (behind, closes_itself) = plain::tag(page, |part| match part {
            Part::Start(name) => self.open(name),
            Part::Attribute(name, value) => {
                self.attribute(name);
                self.value(value);
            }
            Part::End(name) => end = Some(name),
        })?;
        match end {
            Some(name) if name.bytes().all(|letter| !letter.is_ascii_uppercase()) => {
                see(Token::End(name));
            }
            Some(name) => see(Token::End(&name.to_ascii_lowercase())),
            None if self.holds_raw_text() => return None,
            None => self.close(closes_itself, see),
        }
        Some(behind)
    }

    /// Takes what `page` begins with, up to the end of its first tag, and of the element if that
    /// holds raw text; what stands behind it.
    fn by_the_standard<'a>(&mut self, page: &'a str, see: &mut dyn FnMut(Token)) -> &'a str {
        let is_html = self.syntax == Syntax::Html;
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent, place: Span<usize>| {
            self.take(&event, see).then_some(place.end)
        });
        emitter.naively_switch_states(is_html);
        let end = tokenizer(page, emitter).find_map(Result::ok);
        &page[end.unwrap_or(page.len())..]
    }

    /// Takes an event; whether what is read ends with it.
    fn take(&mut self, event: &CallbackEvent, see: &mut dyn FnMut(Token)) -> bool {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.is_open = true;
                self.open(&text(name));
            }
            CallbackEvent::AttributeName { name } if self.is_open => self.attribute(&text(name)),
            CallbackEvent::AttributeValue { value } if self.is_open => self.value(&text(value)),
            CallbackEvent::CloseStartTag { self_closing } => {
                self.is_open = false;
                self.close(*self_closing, see);
                return !self.holds_raw_text();
            }
            CallbackEvent::EndTag { name } => {
                self.unfold(see);
                see(Token::End(&text(name)));
                return true;
            }
            CallbackEvent::String { value } => match &mut self.folded {
                Some(folded) => folded.push_str(&text(value)),
                None => see(Token::Text(&text(value))),
            },
            CallbackEvent::Comment { value } => {
                see(Token::Comment(&text(value)));
                return true;
            }
            CallbackEvent::Doctype { .. } => return true,
            _ => {}
        }
        false
    }

    fn open(&mut self, name: &str) {
        self.tag.name.clear();
        self.tag.name.push_str(name);
        self.tag.name.make_ascii_lowercase();
        self.spare.append(&mut self.tag.attributes);
        self.many = HashSet::new();
    }

    fn attribute(&mut self, name: &str) {
        let (mut own, mut value) = self.spare.pop().unwrap_or_default();
        own.clear();
        own.push_str(name);
        own.make_ascii_lowercase();
        value.clear();
        self.is_repeated = self.tag.attributes.len() >= MANY && !self.many.insert(hash(&own));
        if !self.is_repeated {
            self.tag.attributes.push((own, value));
        }
    }

    fn value(&mut self, value: &str) {
        if let Some((_, own)) = self.tag.attributes.last_mut()
            && !self.is_repeated
        {
            own.push_str(value);
        }
    }

    fn close(&mut self, closes_itself: bool, see: &mut dyn FnMut(Token)) {
        self.tag.closes_itself = closes_itself;
        see(Token::Start(&self.tag));
        self.folded = (self.unfolds && self.tag.name == "noscript").then(String::new);
    }

    /// Whether what stands behind the tag is no markup up to its end tag.
    fn holds_raw_text(&self) -> bool {
        self.syntax == Syntax::Html && naive_next_state(self.tag.name.as_bytes()).is_some()
    }

    fn unfold(&mut self, see: &mut dyn FnMut(Token)) {
        if let Some(folded) = self.folded.take() {
            Self::default().all(&folded, see);
        }
    }
}
