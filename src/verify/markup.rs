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

/// Attributes whose address is loaded with the page.
const LOADED: &[(&str, &[&str])] = &[
    (
        "src",
        &[
            "script", "img", "iframe", "frame", "embed", "video", "audio", "source", "track",
            "input",
        ],
    ),
    ("srcset", &["img", "source"]),
    ("href", &["base", "image", "use"]),
    ("xlink:href", &["image", "use"]),
    ("data", &["object"]),
    ("poster", &["video"]),
    ("background", &["body", "table", "td", "th"]),
];

/// Elements without which a page shows less, and the attribute with the address.
const SHOWN: &[(&str, &str)] = &[
    ("img", "src"),
    ("iframe", "src"),
    ("frame", "src"),
    ("embed", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("object", "data"),
    ("link", "href"),
];

/// `rel` values of a `link` that is loaded with the page.
const LOADED_LINKS: &[&str] = &[
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "mask-icon",
    "manifest",
    "preload",
    "modulepreload",
];

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
        note(&mut markup.script, || self.script());
        note(&mut markup.handler, || self.handler());
        note(&mut markup.remote, || self.remote());
        markup.has_base |= self.name == b"base" && self.get("href").is_some();
        markup.shown.extend(self.shown().map(str::to_owned));
        let leads = self.link().or_else(|| self.refresh());
        markup.links.extend(leads.filter(|address| !is_remote(address)).map(str::to_owned));
    }

    fn shown(&self) -> Option<&str> {
        let (_, name) = SHOWN.iter().find(|(element, _)| self.name == element.as_bytes())?;
        if self.name == b"link" && !self.is_link_to("stylesheet") {
            return None;
        }
        self.get(name).map(str::trim).filter(|address| !is_remote(address))
    }

    fn link(&self) -> Option<&str> {
        let is_link = self.name == b"a" || self.name == b"area";
        self.get("href").filter(|_| is_link).map(str::trim)
    }

    /// Where the page sends its readers by itself (HTML standard, "shared declarative refresh").
    fn refresh(&self) -> Option<&str> {
        let kind = self.get("http-equiv").filter(|_| self.name == b"meta")?.trim();
        let content = self.get("content").filter(|_| kind.eq_ignore_ascii_case("refresh"))?;
        let target = content.split_once([';', ','])?.1.trim_start();
        let word = target.get(..3).filter(|word| word.eq_ignore_ascii_case("url"));
        let after = word.and_then(|_| target[3..].trim_start().strip_prefix('='));
        Some(after.unwrap_or(target).trim().trim_matches(['"', '\'']))
    }

    fn is_link_to(&self, kind: &str) -> bool {
        let rel = self.get("rel").unwrap_or_default().to_ascii_lowercase();
        let mut values = rel.split_ascii_whitespace();
        // Browsers load an alternate style only when somebody chooses it.
        values.clone().all(|value| value != "alternate") && values.any(|value| value == kind)
    }

    fn script(&self) -> Option<String> {
        let kind = self.get("type").unwrap_or_default().to_ascii_lowercase();
        let runs = kind.is_empty()
            || kind == "module"
            || kind.contains("javascript")
            || kind.contains("ecmascript");
        let source = self.get("src").unwrap_or("inline");
        (self.name == b"script" && runs).then(|| source.to_owned())
    }

    fn handler(&self) -> Option<String> {
        let runs = |(name, value): &&(String, String)| {
            let is_handler = name.len() > 2 && name.starts_with("on") && !value.is_empty();
            let value = value.trim_start().get(..11).unwrap_or_default();
            is_handler || value.eq_ignore_ascii_case("javascript:")
        };
        let (name, value) = self.attributes.iter().find(runs)?;
        Some(format!("{name}=\"{value}\""))
    }

    fn remote(&self) -> Option<String> {
        let element = String::from_utf8_lossy(&self.name);
        let loads = |name: &str| {
            let known = LOADED.iter().find(|(attribute, _)| *attribute == name);
            known.is_some_and(|(_, elements)| elements.contains(&element.as_ref()))
                || (element == "link" && name == "href" && self.is_loaded_link())
        };
        let mut loaded = self.attributes.iter().filter(|(name, _)| loads(name));
        let address = loaded.find_map(|(name, value)| match name.as_str() {
            "srcset" => value.split(',').find(|part| is_remote(part)),
            _ => Some(value.as_str()).filter(|value| is_remote(value)),
        });
        let address = address.or_else(|| self.refresh().filter(|address| is_remote(address)));
        let address = address.map(|address| address.trim().to_owned());
        address.or_else(|| remote_in_style(self.get("style")?))
    }

    fn is_loaded_link(&self) -> bool {
        let rel = self.get("rel").unwrap_or_default().to_ascii_lowercase();
        rel.split_ascii_whitespace().any(|value| LOADED_LINKS.contains(&value))
    }
}

fn note(place: &mut Option<String>, find: impl FnOnce() -> Option<String>) {
    if place.is_none() {
        *place = find();
    }
}

fn is_remote(address: &str) -> bool {
    let address = address.trim_start();
    let starts = |start: &str| {
        let found = address.get(..start.len()).unwrap_or_default();
        found.eq_ignore_ascii_case(start)
    };
    ["http://", "https://", "//", "ftp://"].into_iter().any(starts)
}

/// The first address on the web in `url(…)` or `@import "…"`.
fn remote_in_style(style: &str) -> Option<String> {
    let after =
        |word: &'static str| style.match_indices(word).map(|(at, word)| &style[at + word.len()..]);
    let addresses = after("url(").chain(after("@import")).map(|rest| {
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        rest.split(['"', '\'', ')', ';', '\n']).next().unwrap_or_default()
    });
    addresses.into_iter().find(|address| is_remote(address)).map(str::to_owned)
}
