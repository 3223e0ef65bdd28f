//! The bytes of an XML file → its text, as strictly as the readers' own parsers take it.
//!
//! XML 1.0, "Character Encoding in Entities" and "Characters": what is not well-formed is no XML,
//! and Zeal then knows nothing of the file.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of an XML file.
///
/// # Errors
/// Why a parser stops at it.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
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
#[must_use]
pub fn is_forbidden(letter: char) -> bool {
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
