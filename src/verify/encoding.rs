//! The bytes of a page as they pass by → are they UTF-8, and what does the page say of them.

use std::io::{self, Read};

/// How many bytes at its start may say in which encoding a page is (HTML standard, "prescan a byte
/// stream to determine its encoding").
const PRESCAN: usize = 1024;

/// What the bytes of a page are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8, or another encoding that the page names.
    #[default]
    Known,
    /// Not UTF-8, and the page names no encoding.
    Unnamed,
    /// Not UTF-8, though the page says so.
    Misnamed,
    /// UTF-16 or UTF-32, which is not read.
    Wide,
}

impl Encoding {
    /// What to say of a page that readers may get wrong.
    pub(super) fn trouble(self) -> Option<&'static str> {
        match self {
            Self::Known => None,
            Self::Unnamed => Some("it names no other encoding"),
            Self::Misnamed => Some("it says that it is"),
            Self::Wide => Some("UTF-16 or UTF-32, and its anchors were not looked at"),
        }
    }
}

/// Whether a page begins like UTF-16 or UTF-32.
pub(super) fn is_wide(start: &[u8]) -> bool {
    [&b"\xff\xfe"[..], b"\xfe\xff", b"\0\0"].iter().any(|mark| start.starts_with(mark))
}

/// A reader that looks at what passes.
pub(super) struct Watched<R> {
    inner: R,
    start: Vec<u8>,
    /// A letter whose last bytes are still to come.
    open: Vec<u8>,
    is_utf8: bool,
}

impl<R: Read> Watched<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, start: Vec::new(), open: Vec::new(), is_utf8: true }
    }

    /// What passed, once all of it has.
    pub(super) fn encoding(&self) -> Encoding {
        if self.is_utf8 && self.open.is_empty() {
            return Encoding::Known;
        }
        match named(&self.start).as_deref() {
            None => Encoding::Unnamed,
            Some("utf-8" | "utf8") => Encoding::Misnamed,
            Some(_) => Encoding::Known,
        }
    }

    fn look(&mut self, bytes: &[u8]) {
        let missing = PRESCAN - self.start.len();
        self.start.extend(bytes.iter().take(missing));
        if !self.is_utf8 {
            return;
        }
        self.open.extend_from_slice(bytes);
        let (whole, is_utf8) = match std::str::from_utf8(&self.open) {
            Ok(text) => (text.len(), true),
            Err(error) => (error.valid_up_to(), error.error_len().is_none()),
        };
        self.open.drain(..whole);
        self.is_utf8 = is_utf8;
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.look(&buffer[..count]);
        Ok(count)
    }
}

/// The encoding that the start of a page names, as `charset=…` or as `encoding="…"` of XML.
fn named(start: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    let after = |word| Some(text.split_once(word)?.1.trim_start().strip_prefix('=')?.trim_start());
    let value = after("charset").or_else(|| after("encoding"))?.trim_start_matches(['"', '\'']);
    let end =
        value.find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_:.".contains(letter)));
    let name = value[..end.unwrap_or(value.len())].to_owned();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use super::{Encoding, Watched};

    /// A reader that gives a byte at a time, which cuts every letter.
    struct Dripping<'a>(&'a [u8]);

    impl Read for Dripping<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = buffer.len().min(1);
            self.0.read(&mut buffer[..count])
        }
    }

    #[test]
    fn what_passes_is_known() {
        let cases: &[(&[u8], Encoding)] = &[
            (b"", Encoding::Known),
            ("ü€🙂".as_bytes(), Encoding::Known),
            (b"<p>\xfc", Encoding::Unnamed),
            (b"<p>\xe2\x82", Encoding::Unnamed),
            (b"<meta charset=latin1>\xfc", Encoding::Known),
            (b"<meta content='text/html; CHARSET = windows-1252'>\xfc", Encoding::Known),
            (b"<?xml encoding=\"ISO-8859-1\"?>\xfc", Encoding::Known),
            (b"<meta charset='UTF-8'>\xfc", Encoding::Misnamed),
        ];
        for (bytes, expected) in cases {
            let mut watched = Watched::new(Dripping(bytes));
            io::copy(&mut watched, &mut io::sink()).unwrap();
            assert_eq!(watched.encoding(), *expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
