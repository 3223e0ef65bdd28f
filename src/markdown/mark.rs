//! Which Markdown a text is written in, and the sign that tells CommonMark where to look away.

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
