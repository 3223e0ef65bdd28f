//! The bytes of an HTML page or a style → its anchors, its scripts, what it loads.
//!
//! Reads tags as browsers do (crate `html5gum`, the tokenizer of the HTML standard) and builds no
//! tree, so that neither nesting nor size can hurt.

use std::collections::{BTreeSet, HashSet};
use std::convert::Infallible;
use std::io::{self, Read};

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{IoReader, Span, Tokenizer};

use super::encoding::{Encoding, Watched, is_wide};
use crate::elements::{self, Effect, Kind};

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Markup {
    /// Every `id`, and every `name` of an `a`.
    pub(super) anchors: HashSet<String>,
    /// The first script: its address, or `inline`.
    pub(super) script: Option<String>,
    /// The first event handler or `javascript:` link.
    pub(super) handler: Option<String>,
    /// The first address that it loads from the web.
    pub(super) remote: Option<String>,
    /// The pictures, styles and frames that are not on the web, as they are written.
    pub(super) shown: BTreeSet<String>,
    /// Whether a `base` says what relative addresses are relative to.
    pub(super) has_base: bool,
    /// Where its links and redirections lead, if not to the web, as they are written.
    pub(super) links: BTreeSet<String>,
    /// What its bytes are.
    pub(super) encoding: Encoding,
}

impl Markup {
    /// Whether it is in an encoding that is not read.
    pub(super) fn is_wide(&self) -> bool {
        self.encoding == Encoding::Wide
    }
}

/// Whether elements end as in HTML or as in XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// `<script>` and its like hold text up to their end tag.
    Html,
    /// `<script/>` is empty.
    Xml,
}

/// Reads a page.
pub(super) fn read_page(bytes: &mut dyn Read, syntax: Syntax) -> io::Result<Markup> {
    let mut start = [0; 4];
    let count = read_start(bytes, &mut start)?;
    if is_wide(&start[..count]) {
        return Ok(Markup { encoding: Encoding::Wide, ..Markup::default() });
    }
    let mut watched = Watched::new(start[..count].chain(bytes));
    let mut markup = Markup::default();
    let mut tag = Tag::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent, _: Span<()>| {
        tag.take(&event, &mut markup);
        None::<Infallible>
    });
    emitter.naively_switch_states(syntax == Syntax::Html);
    Tokenizer::new_with_emitter(IoReader::new(&mut watched), emitter).finish()?;
    markup.encoding = watched.encoding();
    Ok(markup)
}

/// Reads a style; gives the first address that it loads from the web.
pub(super) fn read_style(bytes: &mut dyn Read) -> io::Result<Option<String>> {
    let mut style = Vec::new();
    bytes.read_to_end(&mut style)?;
    Ok(remote_in_style(&text(&style)))
}

/// Bytes of a page as text; what is not UTF-8 is taken for Latin-1, in which every byte is a
/// letter.
pub(super) fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn read_start(bytes: &mut dyn Read, start: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < start.len() {
        match bytes.read(&mut start[count..])? {
            0 => break,
            more => count += more,
        }
    }
    Ok(count)
}

/// The start tag that is being read, and the element whose text follows.
#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    attributes: Vec<(String, String)>,
    is_open: bool,
    is_style: bool,
}

impl Tag {
    fn take(&mut self, event: &CallbackEvent, markup: &mut Markup) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name = name.to_vec();
                self.attributes.clear();
                self.is_open = true;
            }
            CallbackEvent::AttributeName { name } if self.is_open => {
                self.attributes.push((text(name), String::new()));
            }
            CallbackEvent::AttributeValue { value } if self.is_open => {
                if let Some((_, attribute)) = self.attributes.last_mut() {
                    *attribute = text(value);
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                self.is_open = false;
                self.is_style = self.name == b"style";
                self.judge(markup);
            }
            CallbackEvent::EndTag { .. } => self.is_style = false,
            CallbackEvent::String { value } if self.is_style => {
                note(&mut markup.remote, || remote_in_style(&text(value)));
            }
            _ => {}
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(attribute, _)| attribute == name)?;
        Some(value)
    }

    fn judge(&self, markup: &mut Markup) {
        let anchors = [self.get("id"), self.get("name").filter(|_| self.name == b"a")];
        markup.anchors.extend(anchors.into_iter().flatten().map(str::to_owned));
        markup.has_base |= self.name == b"base" && self.get("href").is_some();
        for effect in elements::effects(&text(&self.name), &self.attributes) {
            judge(effect, self.name == b"script", markup);
        }
    }
}

fn judge(effect: Effect, of_script: bool, markup: &mut Markup) {
    let Effect { kind, attribute, value } = effect;
    let is_remote = elements::is_remote(&value);
    match kind {
        Kind::Shows | Kind::Loads if is_remote => note(&mut markup.remote, || Some(value.into())),
        Kind::Shows => drop(markup.shown.insert(value.into())),
        // Where the page leads by itself.
        Kind::Leads if is_remote && attribute == "content" => {
            note(&mut markup.remote, || Some(value.into()));
        }
        Kind::Leads if !is_remote && matches!(attribute, "href" | "content") => {
            markup.links.insert(value.into());
        }
        Kind::Loads | Kind::Leads => {}
        Kind::Runs if of_script && matches!(attribute, "" | "src" | "href" | "xlink:href") => {
            note(&mut markup.remote, || is_remote.then(|| value.clone().into_owned()));
            note(&mut markup.script, || Some(value.into()));
        }
        Kind::Runs => note(&mut markup.handler, || Some(format!("{attribute}=\"{value}\""))),
    }
}

fn note(place: &mut Option<String>, find: impl FnOnce() -> Option<String>) {
    if place.is_none() {
        *place = find();
    }
}

/// The first address on the web that a style loads.
fn remote_in_style(style: &str) -> Option<String> {
    elements::loaded_by_style(style).find(|address| elements::is_remote(address)).map(str::to_owned)
}
