//! Tags as nearly all are written, read at a glance: names, and values in quotes or without. What is
//! written otherwise is left to the tokeniser, which knows all of HTML and takes ten times as long.

use memchr::{memchr, memchr_iter};

/// What the tokeniser takes apart further wherever it stands: entities, and what is read as
/// something else.
fn is_plain(text: &[u8]) -> bool {
    // Most are short, and what looks at every byte is made into few instructions.
    !text.iter().fold(false, |found, byte| found | matches!(byte, b'&' | b'\r' | 0))
}

/// The text that `page` begins with: up to what may be a tag, and whether it stands for itself.
pub(super) fn text(page: &str) -> (&str, bool) {
    let bytes = page.as_bytes();
    let opens = |at: &usize| {
        bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || b"/!?".contains(next))
    };
    let end = memchr_iter(b'<', bytes).find(opens).unwrap_or(bytes.len());
    (&page[..end], is_plain(&bytes[..end]))
}

/// A part of a tag, its names as they are written.
pub(super) enum Part<'a> {
    Start(&'a str),
    Attribute(&'a str, &'a str),
    End(&'a str),
}

/// Calls `see` for the parts of the tag that `page` begins with, and yields what stands behind it and
/// whether it ends in `/>`; `None` where only the tokeniser knows, whatever was seen.
pub(super) fn tag<'a>(page: &'a str, mut see: impl FnMut(Part<'a>)) -> Option<(&'a str, bool)> {
    let is_end = page.as_bytes().get(1) == Some(&b'/');
    let mut rest = Rest(page.get(if is_end { 2 } else { 1 }..)?);
    let name = rest.up_to(|letter| is_blank(letter) || matches!(letter, b'/' | b'>'))?;
    if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    if is_end {
        let behind = rest.0.strip_prefix('>').filter(|_| is_plain(name.as_bytes()))?;
        see(Part::End(name));
        return Some((behind, false));
    }
    see(Part::Start(name));
    let closes_itself = loop {
        rest.blanks();
        match rest.0.as_bytes() {
            [b'>', ..] => break false,
            [b'/', b'>', ..] => break true,
            [b'/' | b'=', ..] => return None,
            _ => {
                let name =
                    rest.up_to(|letter| is_blank(letter) || matches!(letter, b'/' | b'>' | b'='))?;
                see(Part::Attribute(name, rest.value()?));
            }
        }
    };
    let behind = &rest.0[1 + usize::from(closes_itself)..];
    let tag = &page.as_bytes()[..page.len() - behind.len()];
    is_plain(tag).then_some((behind, closes_itself))
}

/// What of a tag is not read yet.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    /// What stands before the first letter that stops it.
    fn up_to(&mut self, stops: fn(u8) -> bool) -> Option<&'a str> {
        let (before, behind) = self.0.split_at(self.0.bytes().position(stops)?);
        self.0 = behind;
        Some(before)
    }

    fn blanks(&mut self) {
        self.0 =
            self.0.trim_start_matches(|letter: char| letter.is_ascii() && is_blank(letter as u8));
    }

    /// The value of an attribute whose name is read, empty where it has none.
    fn value(&mut self) -> Option<&'a str> {
        self.blanks();
        let Some(behind) = self.0.strip_prefix('=') else { return Some("") };
        self.0 = behind;
        self.blanks();
        let quote = *self.0.as_bytes().first()?;
        match quote {
            b'"' | b'\'' => {
                let within = &self.0[1..];
                let end = memchr(quote, within.as_bytes())?;
                self.0 = &within[end + 1..];
                Some(&within[..end])
            }
            b'>' => None,
            _ => self.up_to(|letter| is_blank(letter) || letter == b'>'),
        }
    }
}

const fn is_blank(letter: u8) -> bool {
    matches!(letter, b' ' | b'\n' | b'\t' | b'\x0c')
}
