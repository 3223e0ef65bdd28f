//! The bytes of an `Info.plist` → its keys and values, or what is wrong with it.
//!
//! Nested values are skipped: no reader asks for one.

use std::collections::BTreeMap;

use super::xml::{self, Node, Trouble};
use crate::identity;

/// Top-level key → value.
pub type Info = BTreeMap<String, Value>;

/// A value of a property list. Zeal reads texts and booleans only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `<string>`.
    Text(String),
    /// `<true/>` or `<false/>`.
    Bool(bool),
    /// Another element, by its name.
    Other(String),
}

impl Value {
    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads the dictionary of a property list in XML.
///
/// # Errors
/// [`Trouble`] when a reader would fail on it too.
pub fn read_info(bytes: &[u8]) -> Result<Info, Trouble> {
    let mut reading = Reading::default();
    xml::read(bytes, &mut |node| reading.take(node))?;
    if reading.has_dictionary { Ok(reading.info) } else { Err(broken("it has no `<dict>`")) }
}

/// The name by which Zeal knows a docset with this `Info.plist` and this `meta.json`.
#[must_use]
pub fn zeal_name(info: &[u8], meta: &[u8]) -> Option<String> {
    // Zeal takes what is broken for empty.
    let meta: serde_json::Value = serde_json::from_slice(meta).unwrap_or_default();
    let info = read_info(info).unwrap_or_default();
    let title = info.get("CFBundleName").and_then(Value::text).unwrap_or_default();
    Some(identity::name(meta["name"].as_str(), title)).filter(|name| !name.is_empty())
}

fn broken(reason: &str) -> Trouble {
    Trouble::Broken(reason.to_owned())
}

/// What was read so far. `plist` is depth 1, its `dict` 2, a key or value in it 3.
#[derive(Default)]
struct Reading {
    info: Info,
    depth: usize,
    /// The text of the key or value that is open.
    text: String,
    key: Option<String>,
    has_dictionary: bool,
}

impl Reading {
    fn take(&mut self, node: Node) -> Result<(), Trouble> {
        match node {
            Node::Open(name) => self.open(name)?,
            Node::Text(text) | Node::Literal(text) if self.depth == 3 => self.text.push_str(text),
            Node::Text(_) | Node::Literal(_) | Node::Aside => {}
            Node::Close(name) => {
                if self.depth == 3 {
                    self.close(name)?;
                }
                self.depth -= 1;
            }
        }
        Ok(())
    }

    fn open(&mut self, name: &str) -> Result<(), Trouble> {
        self.depth += 1;
        match (self.depth, name) {
            (1, "plist") => {}
            (2, "dict") if !self.has_dictionary => self.has_dictionary = true,
            (1 | 2, _) => {
                return Err(broken(&format!("`<{name}>` where a property list has one `<dict>`")));
            }
            (3, _) => self.text.clear(),
            _ => {}
        }
        Ok(())
    }

    /// Ends a key or a value.
    fn close(&mut self, name: &str) -> Result<(), Trouble> {
        let text = std::mem::take(&mut self.text);
        match (self.key.take(), name) {
            (None, "key") => self.key = Some(text),
            (Some(key), "key") => return Err(broken(&format!("the key `{key}` has no value"))),
            (None, _) => return Err(broken(&format!("a `<{name}>` without a key"))),
            (Some(key), _) => {
                self.info.insert(key, value(name, text));
            }
        }
        Ok(())
    }
}

fn value(element: &str, text: String) -> Value {
    match element {
        "string" => Value::Text(text),
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        other => Value::Other(other.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use crate::bundle::info::{Value, read_info};
    use crate::bundle::xml::Trouble;

    fn plist(inside: &str) -> String {
        format!("<?xml version=\"1.0\"?><plist version=\"1.0\">{inside}</plist>")
    }

    #[test]
    fn keys_and_values_are_read() {
        let text = plist(
            "<dict><key>a</key><string>x &amp; &#121;<![CDATA[<z>]]></string>\
             <key>b</key><true/><key>c</key><array><string>no</string></array></dict>",
        );
        let info = read_info(text.as_bytes()).unwrap();
        assert_eq!(info["a"], Value::Text("x & y<z>".to_owned()));
        assert_eq!(info["b"], Value::Bool(true));
        assert_eq!(info["c"], Value::Other("array".to_owned()));
    }

    #[test]
    fn bad_ones_say_why() {
        let broken = |text: &str| read_info(text.as_bytes()).unwrap_err();
        assert_eq!(broken("bplist00\u{1}"), Trouble::NotXml);
        assert_eq!(broken("{}"), Trouble::NotXml);
        let bomb = "<!DOCTYPE plist [<!ENTITY a \"aaaa\">]><plist><dict></dict></plist>";
        assert_eq!(broken(bomb), Trouble::Entities);
        for text in [
            &plist("<dict><key>a</key></dict")[..],
            &plist("<dict><key>a</key><key>b</key></dict>"),
            &plist("<dict><string>a</string></dict>"),
            &plist("<dict><key>a</key><string>&nope;</string></dict>"),
            &plist("<array/>"),
            "<plist><dict>",
            "<html/>",
            &format!(" {}", plist("<dict/>")),
            &format!("\n{}", plist("<dict/>")),
            &format!("<!-- c -->{}", plist("<dict/>")),
            &format!("\u{feff}\n{}", plist("<dict/>")),
            &format!("{}rubbish", plist("<dict/>")),
            &format!("{}<plist><dict/></plist>", plist("<dict/>")),
            &plist("<dict><key>a\u{1}</key><true/></dict>"),
            &plist("<dict><key>a&#1;</key><true/></dict>"),
            &plist("<dict><key>a</key><string b=c>x</string></dict>"),
            &plist("<dict><!-- a -- b --></dict>"),
            &plist("<dict/>").replace("1.0\"?", "1.0\" encoding=\"UTF-16\"?"),
            &plist("<dict/>").replace("1.0\"?", "1.0\" encoding=\"utf-9\"?"),
            &plist("<dict/>").replacen("1.0", "1.1", 1),
        ] {
            assert!(matches!(broken(text), Trouble::Broken(_)), "{text}");
        }
    }

    #[test]
    fn every_sound_encoding_is_read() {
        let inside = "<dict><key>a</key><string>Latön</string></dict>";
        let declared =
            |name: &str| plist(inside).replace("1.0\"?", &format!("1.0\" encoding='{name}' ?"));
        let wide = |text: &str, mark: bool, big: bool| {
            let units = text.encode_utf16().collect::<Vec<u16>>();
            let units = mark.then_some(0xfeff).into_iter().chain(units);
            let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            units.flat_map(bytes).collect::<Vec<u8>>()
        };
        let latin = |text: &str| text.chars().map(|letter| letter as u8).collect::<Vec<u8>>();
        for bytes in [
            plist(inside).into_bytes(),
            format!("\u{feff}{}", declared("utf-8")).into_bytes(),
            latin(&declared("ISO-8859-1")),
            latin(&declared("windows-1252")),
            wide(&declared("UTF-16"), true, false),
            wide(&declared("utf-16be"), true, true),
            wide(&plist(inside), true, true),
            wide(&declared("UTF-16LE"), false, false),
        ] {
            let info = read_info(&bytes).unwrap();
            assert_eq!(info["a"], Value::Text("Latön".to_owned()));
        }
        let wrong = [latin(&plist(inside)), wide(&declared("UTF-8"), true, false)];
        for bytes in wrong {
            assert!(matches!(read_info(&bytes), Err(Trouble::Broken(_))));
        }
    }
}
