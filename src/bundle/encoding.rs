//! The bytes of a page → its text, in the encoding that a browser takes it for.
//!
//! The HTML standard ("determining the character encoding"): a byte order mark, else what the page
//! itself names. A page that names nothing is UTF-8 if it can be, else Windows-1252, the fallback
//! of browsers in most languages.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::tags::{self, Syntax, Token};

/// How much of a page may stand before what names its encoding. The standard asks for 1,024 bytes;
/// browsers look through the whole head.
const HEAD: usize = 16 << 10;

/// How far the tag that names an encoding may go on behind the word `charset`.
const LABEL: usize = 1 << 10;

/// A page as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Why another program may read something else.
    pub doubt: Option<Doubt>,
}

/// Why a page may be read in another encoding than its author's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is not UTF-8, and names no encoding.
    Unnamed,
    /// It has bytes that the encoding it names does not have.
    Misnamed(&'static str),
}

/// The text of a page.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, wrong) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Decoded { text, doubt: wrong.then_some(Doubt::Misnamed(encoding.name())) };
    }
    if let Some(encoding) = named(&bytes[..bytes.len().min(HEAD)]) {
        let (text, wrong) = encoding.decode_without_bom_handling(bytes);
        return Decoded { text, doubt: wrong.then_some(Doubt::Misnamed(encoding.name())) };
    }
    let (text, wrong) = UTF_8.decode_without_bom_handling(bytes);
    if !wrong {
        return Decoded { text, doubt: None };
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Decoded { text, doubt: Some(Doubt::Unnamed) }
}

/// The encoding that the head of a page names.
fn named(head: &[u8]) -> Option<&'static Encoding> {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(up_to_label(head));
    let mut label = text.strip_prefix("<?xml").and_then(|declaration| {
        let declaration = declaration.split_once("?>")?.0;
        label_after(declaration, "encoding").map(str::to_owned)
    });
    tags::read(&text, Syntax::Html, &mut |token| {
        if let Token::Start(tag) = token
            && tag.name == "meta"
            && label.is_none()
        {
            let kind = tag.get("http-equiv").unwrap_or_default().trim();
            let content = tag.get("content").filter(|_| kind.eq_ignore_ascii_case("content-type"));
            let within = content.and_then(|content| label_after(content, "charset"));
            label = tag.get("charset").or(within).map(str::to_owned);
        }
    });
    let named = Encoding::for_label(label?.as_bytes())?;
    // A page whose head can be read as ASCII is not UTF-16, whatever it says.
    Some(if named == UTF_16BE || named == UTF_16LE { UTF_8 } else { named })
}

/// As much of a head as can name an encoding: the tokenizer need not go through all of every page.
fn up_to_label(head: &[u8]) -> &[u8] {
    if head.starts_with(b"<?xml") {
        return head;
    }
    let is_label =
        |at: &usize| head[*at..].get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"charset"));
    let last = memchr::memrchr2_iter(b'c', b'C', head).find(is_label);
    &head[..last.map_or(0, |last| head.len().min(last + LABEL))]
}

/// What `text` has after `word` and `=`, quotes aside.
fn label_after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let lower = text.to_ascii_lowercase();
    let after = &text[lower.find(word)? + word.len()..];
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|letter| matches!(letter, '"' | '\''));
    match quote {
        Some(quote) => value[1..].split(quote).next(),
        None => value.split(|letter: char| letter.is_whitespace() || letter == ';').next(),
    }
}

#[cfg(test)]
mod tests {
    use crate::bundle::encoding::{Doubt, decode};

    #[test]
    fn pages_are_decoded_as_browsers_do() {
        let misnamed = Some(Doubt::Misnamed("UTF-8"));
        let cases: &[(&[u8], &str, Option<Doubt>)] = &[
            (b"", "", None),
            ("ü€🙂".as_bytes(), "ü€🙂", None),
            (b"\xef\xbb\xbf<p>\xc3\xbc", "<p>ü", None),
            (b"\xff\xfe<\0\xfc\0", "<ü", None),
            (b"\xfe\xff\0<\0\xfc", "<ü", None),
            (b"caf\xe9 \x80", "café €", Some(Doubt::Unnamed)),
            (b"<meta charset=latin1>\xfc", "<meta charset=latin1>ü", None),
            (b"<meta charset=utf-16>\xc3\xbc", "<meta charset=utf-16>ü", None),
            (b"<meta charset=nonsense>\xc3\xbc", "<meta charset=nonsense>ü", None),
            (b"<!-- <meta charset=latin1> -->\xc3\xbc", "<!-- <meta charset=latin1> -->ü", None),
            (b"<meta charset=utf-8>\xfc", "<meta charset=utf-8>\u{fffd}", misnamed),
            (
                b"<meta http-equiv=Content-Type content='text/html; CHARSET = koi8-r'>\xf0",
                "<meta http-equiv=Content-Type content='text/html; CHARSET = koi8-r'>П",
                None,
            ),
            (
                b"<?xml version='1.0' encoding='Shift_JIS'?>\x93\xfa\x96{",
                "<?xml version='1.0' encoding='Shift_JIS'?>日本",
                None,
            ),
        ];
        for (bytes, text, doubt) in cases {
            let decoded = decode(bytes);
            assert_eq!((decoded.text.as_ref(), decoded.doubt), (*text, *doubt), "{text}");
        }
    }
}
