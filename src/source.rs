//! The text of one definition: bytes → text with places (offset, line, column).

/// A half-open range of byte offsets in [`Source::text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// A place as people count it: both numbers start at 1, columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line number, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// What a definition is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `NAME.rb`.
    Ruby,
    /// `NAME.md`.
    Markdown,
}

impl Language {
    /// The language of a file of this name: Ruby unless the name says otherwise.
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name.rsplit_once('.') {
            Some((_, ending)) if ending.eq_ignore_ascii_case("md") => Self::Markdown,
            _ => Self::Ruby,
        }
    }
}

/// A definition's text, with the name that messages show for it.
///
/// A byte order mark is dropped, CRLF becomes LF, and so does CR where it alone ends
/// lines, so that every later stage sees one kind of text; none changes a line or column.
#[derive(Clone, Debug)]
pub struct Source {
    /// What messages call the file, usually its path as the user gave it.
    pub name: String,
    /// The text; where the bytes are not UTF-8, replacement characters stand in.
    pub text: String,
    /// The first replaced bytes, if the file is not UTF-8.
    pub not_utf8: Option<Span>,
    line_starts: Vec<usize>,
}

impl Source {
    /// Reads `bytes` as UTF-8 text.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let mut bytes = bytes.into();
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        let (text, not_utf8) = match String::from_utf8(bytes) {
            Ok(text) => (unix_lines(text), None),
            Err(error) => lossy(error.as_bytes(), error.utf8_error().valid_up_to()),
        };
        let line_starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name: name.into(), text, not_utf8, line_starts }
    }

    /// What the text is written in.
    #[must_use]
    pub fn language(&self) -> Language {
        Language::of(&self.name)
    }

    /// Where the byte at `offset` stands. An offset past the end is the end.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.line(offset);
        let start = self.line_starts[line - 1];
        Place { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The number of the line, from 1, in which the byte at `offset` stands.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset)
    }

    /// The offset at which the line `line` (from 1) starts; the end of the text past the last.
    #[must_use]
    pub fn line_start(&self, line: usize) -> usize {
        let index = line.saturating_sub(1);
        self.line_starts.get(index).copied().unwrap_or(self.text.len())
    }

    /// The text that `span` covers; empty where the span does not fit the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }
}

fn unix_lines(text: String) -> String {
    match (text.contains('\r'), text.contains('\n')) {
        (false, _) => text,
        (true, true) => text.replace("\r\n", "\n"),
        (true, false) => text.replace('\r', "\n"),
    }
}

fn lossy(bytes: &[u8], valid_up_to: usize) -> (String, Option<Span>) {
    let before = String::from_utf8_lossy(&bytes[..valid_up_to]);
    let start = unix_lines(before.into_owned()).len();
    let text = unix_lines(String::from_utf8_lossy(bytes).into_owned());
    (text, Some(Span::new(start, start + char::REPLACEMENT_CHARACTER.len_utf8())))
}
