//! HTML source → its pieces: text, tags, comments. Knows how markup is spelled, not what it means.

/// One piece of HTML source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text, with a stray `<` at its start where the source has one.
    Text(&'a str),
    /// `<name …>`.
    Start(Tag<'a>),
    /// `</name …>`.
    End(Tag<'a>),
    /// A comment, a declaration or a processing instruction.
    Comment(&'a str),
}

/// A start or end tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// All of it, from `<` to `>`.
    pub(super) source: &'a str,
    /// Its name as written.
    pub(super) name: &'a str,
    /// What stands between the name and the end.
    pub(super) attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// Whether it ends with `/>`, the slash not being part of a value: `<a href=b/>`.
    pub(super) fn closes_itself(self) -> bool {
        let end = self.attributes.as_bytes().as_ptr_range().end;
        let in_value =
            |value: &str| !value.is_empty() && value.as_bytes().as_ptr_range().end == end;
        let last = self.attributes().last();
        self.attributes.ends_with('/') && !last.is_some_and(|(_, value)| in_value(value))
    }

    /// Whether it has no attributes.
    pub(super) fn is_bare(self) -> bool {
        self.attributes.trim_end_matches('/').trim().is_empty()
    }

    /// Its attributes as (name, value), both as written, without quotes.
    pub(super) fn attributes(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || next_attribute(&mut rest))
    }
}

/// How much markup without an end is tried before the rest counts as text: each try costs a walk to
/// the end of the source.
const BROKEN: usize = 16;

/// The pieces of a source, in order; together they are the source.
pub(super) struct Pieces<'a> {
    rest: &'a str,
    broken: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { rest: html, broken: 0 }
    }

    /// What has not been read yet.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Goes on after the next `length` bytes, and gives them.
    pub(super) fn skip(&mut self, length: usize) -> &'a str {
        let (skipped, rest) = self.rest.split_at(length);
        self.rest = rest;
        skipped
    }

    fn markup(&mut self) -> Option<Piece<'a>> {
        let source = self.rest;
        let kind = *source.strip_prefix('<')?.as_bytes().first()?;
        let name_start = if kind == b'/' { 2 } else { 1 };
        let is_comment = matches!(kind, b'!' | b'?');
        let is_tag = source.as_bytes().get(name_start)?.is_ascii_alphabetic();
        if self.broken > BROKEN || !(is_comment || is_tag) {
            return None;
        }
        let end = if is_comment { comment_end(source) } else { tag_end(source) };
        let Some(end) = end else {
            self.broken += 1;
            return None;
        };
        self.skip(end);
        Some(match kind {
            b'!' | b'?' => Piece::Comment(&source[..end]),
            b'/' => Piece::End(tag(&source[..end], name_start)),
            _ => Piece::Start(tag(&source[..end], name_start)),
        })
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        if let Some(piece) = self.markup() {
            return Some(piece);
        }
        let stray = usize::from(self.rest.starts_with('<'));
        let end = self.rest[stray..].find('<').map_or(self.rest.len(), |at| at + stray);
        Some(Piece::Text(self.skip(end)))
    }
}

fn tag(source: &str, name_start: usize) -> Tag<'_> {
    let inside = &source[name_start..source.len() - 1];
    let name_end = inside
        .find(|letter: char| letter.is_ascii_whitespace() || letter == '/')
        .unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(name_end);
    Tag { source, name, attributes }
}

/// The length of the comment, declaration or instruction that `source` starts with.
fn comment_end(source: &str) -> Option<usize> {
    let (from, end) = if source.starts_with("<!--") {
        // `<!-->` is a whole comment, and `--!>` ends one too.
        let wrong_end = source.find("--!>").map(|at| at + 4);
        let end = source[2..].find("-->").map(|at| at + 5);
        return wrong_end.into_iter().chain(end).min();
    } else if source.starts_with("<![CDATA[") {
        (0, "]]>")
    } else {
        (0, ">")
    };
    let at = source[from..].find(end)?;
    Some(from + at + end.len())
}

/// The length of the tag that `source` starts with; a `>` in a quoted value does not end it.
fn tag_end(source: &str) -> Option<usize> {
    let mut quote = None;
    let mut last = b' ';
    for (at, &byte) in source.as_bytes().iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if last == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
    }
    None
}

fn next_attribute<'a>(rest: &mut &'a str) -> Option<(&'a str, &'a str)> {
    let space = |letter: char| letter.is_ascii_whitespace();
    let start = rest.trim_start_matches(|letter: char| space(letter) || letter == '/');
    if start.is_empty() {
        return None;
    }
    // A leading `=` belongs to the name, as browsers read it.
    let name_end = start
        .char_indices()
        .skip(1)
        .find(|&(_, letter)| space(letter) || matches!(letter, '=' | '/'))
        .map_or(start.len(), |(at, _)| at);
    let (name, after) = start.split_at(name_end);
    let Some(value) = after.trim_start().strip_prefix('=') else {
        *rest = after;
        return Some((name, ""));
    };
    let value = value.trim_start();
    let (value, after) = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
        _ => value.split_at(value.find(space).unwrap_or(value.len())),
    };
    *rest = after;
    Some((name, value))
}
