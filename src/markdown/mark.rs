//! Which Markdown a text is written in, and the sign that tells CommonMark where to look away.

use std::borrow::Cow;

/// Which Markdown a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// What sheets in the Ruby language are written for: see the table above.
    Redcarpet,
    /// CommonMark with the tables, strikethrough and task lists of GitHub.
    GitHub,
}

/// Stands where CommonMark must not see what it would see; a noncharacter of Unicode, made for such
/// use inside a program. It is in no result.
pub(super) const MARK: char = '\u{FDD0}';

/// A text without its marks; most have none.
pub(super) fn unmarked(text: &str) -> Cow<'_, str> {
    if text.contains(MARK) { Cow::Owned(text.replace(MARK, "")) } else { Cow::Borrowed(text) }
}
