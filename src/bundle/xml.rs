//! The bytes of an XML file → its elements and texts, as strictly as the readers' own parsers take
//! them.
//!
//! XML 1.0, "Character Encoding in Entities" and "Characters": what is not well-formed is no XML,
//! and Zeal then knows nothing of the file. Read from events and not into a tree, so that neither
//! nesting nor entities cost anything: entities are never expanded.

use std::borrow::Cow;
use std::collections::BTreeSet;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};

/// Why an XML file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is in Apple's binary form, or no XML at all.
    NotXml,
    /// It declares entities of its own.
    Entities,
    /// It is not well-formed, or not what it should be; the reason.
    Broken(String),
}

/// A part of an XML file. What is empty opens and closes.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// The start of an element, by its name.
    Open(&'a str),
    /// Text, or a piece of it, with its entities resolved.
    Text(&'a str),
    /// A CDATA section, which some readers take for a text of its own.
    Literal(&'a str),
    /// A comment or a processing instruction, at which some readers stop reading a text.
    Aside,
    /// The end of an element, by its name.
    Close(&'a str),
}

/// Calls `see` for each part of an XML file, in order; what it refuses ends the reading.
///
/// # Errors
/// [`Trouble`] when a reader's parser would fail on it, too.
pub fn read(bytes: &[u8], see: &mut dyn FnMut(Node) -> Result<(), Trouble>) -> Result<(), Trouble> {
    if bytes.starts_with(b"bplist") {
        return Err(Trouble::NotXml);
    }
    let text = text(bytes).map_err(Trouble::Broken)?;
    match text.trim_start().chars().next() {
        Some('<') => {}
        Some(_) => return Err(Trouble::NotXml),
        None => return Err(broken(&"it is empty")),
    }
    if text.find("<?xml ").is_some_and(|start| start > 0) {
        return Err(broken(&"something stands before `<?xml`, where not even a blank may"));
    }
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_comments = true;
    let mut reading = Reading { see, depth: 0, has_root: false, prefixes: BTreeSet::new() };
    loop {
        let event = reader.read_event().map_err(|error| broken(&error))?;
        if matches!(event, Event::Eof) {
            return reading.finish();
        }
        reading.take(&event)?;
    }
}

/// What is known of a file while it is read.
struct Reading<'a> {
    see: &'a mut dyn FnMut(Node) -> Result<(), Trouble>,
    /// How many elements are open.
    depth: usize,
    has_root: bool,
    /// The prefixes of namespaces that were declared so far.
    prefixes: BTreeSet<String>,
}

impl Reading<'_> {
    fn take(&mut self, event: &Event) -> Result<(), Trouble> {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::Empty(tag) => {
                self.open(tag)?;
                self.close(tag.name().as_ref())
            }
            Event::End(tag) => self.close(tag.name().as_ref()),
            Event::Text(text) => self.text(text),
            Event::CData(text) if self.depth > 0 => (self.see)(Node::Literal(text)),
            Event::CData(text) => self.text(text),
            Event::GeneralRef(reference) => self.text(&resolved(reference)?),
            Event::Decl(declaration) => declared_version(declaration),
            Event::DocType(text) if text.contains("<!ENTITY") => Err(Trouble::Entities),
            Event::Comment(_) | Event::PI(_) => (self.see)(Node::Aside),
            _ => Ok(()),
        }
    }

    fn open(&mut self, tag: &BytesStart) -> Result<(), Trouble> {
        well_formed(tag)?;
        self.namespaces(tag)?;
        if self.depth == 0 && self.has_root {
            return Err(broken(&"there is a second element beside the first"));
        }
        self.has_root = true;
        self.depth += 1;
        (self.see)(Node::Open(tag.name().as_ref()))
    }

    /// Readers' parsers know namespaces, and take none that is not declared.
    fn namespaces(&mut self, tag: &BytesStart) -> Result<(), Trouble> {
        let names = || tag.attributes().flatten().map(|attribute| attribute.key);
        let declared = |name: &str| name.strip_prefix("xmlns:").map(str::to_owned);
        self.prefixes.extend(names().filter_map(|name| declared(name.as_ref())));
        let mut used = names()
            .chain([tag.name()])
            .filter_map(|name| name.as_ref().split_once(':').map(|(prefix, _)| prefix.to_owned()));
        let is_unknown = |prefix: &String| {
            !matches!(prefix.as_str(), "xml" | "xmlns") && !self.prefixes.contains(prefix)
        };
        match used.find(is_unknown) {
            Some(prefix) => Err(broken(&format!("the namespace `{prefix}:` is not declared"))),
            None => Ok(()),
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Trouble> {
        self.depth = self.depth.saturating_sub(1);
        (self.see)(Node::Close(name))
    }

    fn text(&mut self, text: &str) -> Result<(), Trouble> {
        if self.depth > 0 {
            return (self.see)(Node::Text(text));
        }
        match text.trim() {
            "" => Ok(()),
            _ => Err(broken(&"there is text outside all elements")),
        }
    }

    fn finish(self) -> Result<(), Trouble> {
        match (self.depth, self.has_root) {
            (0, true) => Ok(()),
            (0, false) => Err(broken(&"it has no element")),
            _ => Err(broken(&"it is cut short")),
        }
    }
}

fn broken(error: &impl ToString) -> Trouble {
    Trouble::Broken(error.to_string())
}

fn declared_version(declaration: &BytesDecl) -> Result<(), Trouble> {
    let version = declaration.version().map_err(|error| broken(&error))?;
    match version.as_ref() {
        "1.0" => Ok(()),
        _ => Err(broken(&"its XML is not of version 1.0")),
    }
}

/// The text that a reference stands for.
fn resolved(reference: &BytesRef) -> Result<String, Trouble> {
    let number = reference.resolve_char_ref();
    if let Some(letter) = number.map_err(|error| broken(&error))? {
        if is_forbidden(letter) {
            return Err(broken(&format!("it has the character U+{:04X}", u32::from(letter))));
        }
        return Ok(letter.into());
    }
    let name: &str = reference;
    let text = resolve_predefined_entity(name);
    text.map(str::to_owned).ok_or_else(|| broken(&format!("the entity `&{name};` is unknown")))
}

/// Whether names and attributes of a tag are those of XML.
fn well_formed(tag: &BytesStart) -> Result<(), Trouble> {
    let name = tag.name();
    let name: &str = name.as_ref();
    let begins = |letter: char| letter.is_alphabetic() || matches!(letter, '_' | ':');
    if !name.starts_with(begins) {
        return Err(broken(&format!("`<{name}>` is no element")));
    }
    for attribute in tag.attributes() {
        attribute.map_err(|error| broken(&error))?;
    }
    Ok(())
}

fn text(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let (seen, start) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (Some(encoding), length),
        None => (by_first_bytes(bytes), 0),
    };
    let bytes = &bytes[start..];
    let encoding = match (seen, declared(bytes, seen)?) {
        (Some(seen), None) => seen,
        (Some(seen), Some(named)) if seen == named || is_wide(seen) && is_wide(named) => seen,
        (Some(seen), Some(named)) => {
            return Err(format!("it says that it is {}, and is {}", named.name(), seen.name()));
        }
        (None, Some(named)) if is_wide(named) => {
            return Err(format!("it says that it is {}, and is not", named.name()));
        }
        (None, named) => named.unwrap_or(UTF_8),
    };
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    if wrong {
        return Err(format!("it has a byte that is not {}", encoding.name()));
    }
    match text.chars().find(|letter| is_forbidden(*letter)) {
        Some(letter) => Err(format!("it has the character U+{:04X}", u32::from(letter))),
        None => Ok(text),
    }
}

/// Whether no XML file may have this character, not even as `&#…;`.
fn is_forbidden(letter: char) -> bool {
    letter < ' ' && !matches!(letter, '\t' | '\n' | '\r')
        || matches!(letter, '\u{fffe}' | '\u{ffff}')
}

fn is_wide(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// UTF-16 without a byte order mark.
fn by_first_bytes(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, ..] => Some(UTF_16LE),
        [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that the declaration names.
fn declared(
    bytes: &[u8],
    seen: Option<&'static Encoding>,
) -> Result<Option<&'static Encoding>, String> {
    let head = &bytes[..bytes.len().min(400)];
    let (head, _) = seen.unwrap_or(encoding_rs::WINDOWS_1252).decode_without_bom_handling(head);
    let declaration =
        head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let Some((_, after)) = declaration.and_then(|(inside, _)| inside.split_once("encoding")) else {
        return Ok(None);
    };
    let value = after.trim_start().strip_prefix('=').unwrap_or_default().trim_start();
    let label = value.trim_start_matches(['"', '\'']);
    let label = label.split(['"', '\'']).next().unwrap_or_default();
    match Encoding::for_label_no_replacement(label.as_bytes()) {
        Some(named) => Ok(Some(named)),
        None => Err(format!("it says that it is `{label}`, which is no encoding")),
    }
}
