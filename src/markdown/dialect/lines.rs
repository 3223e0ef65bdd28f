//! What a line is by itself: heading, rule, quote, fence or list item.

use crate::markdown::spans;

/// A heading as CommonMark writes it. `##Title` is one for Redcarpet and for its author; `#include`
/// is one for Redcarpet alone.
pub(super) fn heading(line: &str) -> Option<String> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    let is_meant = level > 1 || text.starts_with([' ', '\t']);
    if !(1..=6).contains(&level) || !is_meant || text.trim().is_empty() {
        return None;
    }
    let (mark, text) = (&line[..level], text.trim());
    // `##Title##` ends with its mark, `# C#` with a name.
    let text = text.strip_suffix(mark).filter(|_| level > 1).unwrap_or(text);
    Some(format!("{mark} {}", spans::line(text.trim_end())))
}

/// Three or more of one of `*`, `-`, `_` and nothing else.
pub(super) fn is_rule(line: &str) -> bool {
    let mut marks = line.bytes().filter(|letter| *letter != b' ');
    let Some(first) = marks.next().filter(|mark| b"*-_".contains(mark)) else {
        return false;
    };
    let same = marks.clone().take_while(|mark| *mark == first).count();
    same >= 2 && marks.count() == same && indent(line) < 4
}

/// The label and the target of links, `[label]: target` with or without a title.
pub(super) fn definition(line: &str) -> Option<(&str, &str)> {
    let (label, target) = line.trim_start().strip_prefix('[')?.split_once("]:")?;
    let mut words = target.split_whitespace();
    let target = words.next()?;
    let is_title = words.next().is_none_or(|word| word.starts_with(['"', '\'', '(']));
    let is_label = !label.is_empty() && !label.contains([']', '[']);
    (is_label && is_title && indent(line) < 4).then_some((label, target))
}

/// The line under a heading.
pub(super) fn is_underline(line: &str) -> bool {
    let line = line.trim_end();
    !line.is_empty()
        && (line.bytes().all(|mark| mark == b'=') || line.bytes().all(|mark| mark == b'-'))
}

/// Whether a quote starts at `line`. The operators `>`, `>>` and `>=` alone or before a word are
/// what they are.
pub(super) fn is_quote(line: &str, lines: &[&str]) -> bool {
    let text = line.trim();
    let quoted = text.trim_start_matches(['>', ' ']);
    let alone = lines.get(1).is_none_or(|next| next.trim().is_empty());
    text.starts_with('>')
        && indent(line) < 4
        && !(quoted.starts_with('=') && text.contains(">="))
        && !(quoted.is_empty() && alone)
}

/// The first line of a fenced code block.
pub(super) struct Fence<'a> {
    pub(super) indent: usize,
    pub(super) delimiter: &'a str,
    pub(super) language: &'a str,
    /// Code that stands behind the fence already.
    pub(super) code: &'a str,
}

/// How many lines code may have that begins in the line of its fence.
const LINES: usize = 200;

impl<'a> Fence<'a> {
    /// Reads the fence that `lines` start with. What is more than a language is code already, if the
    /// end of the code stands alone in a line; otherwise the fence is the start of a code span.
    pub(super) fn open(lines: &[&'a str]) -> Option<Self> {
        let line = lines[0];
        let text = line.trim();
        let mark = text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let info = text.trim_start_matches(mark);
        let delimiter = &text[..text.len() - info.len()];
        if delimiter.len() < 3 || mark == '`' && info.contains('`') {
            return None;
        }
        let info = info.trim();
        let fence = Self { indent: indent(line), delimiter, language: "", code: "" };
        if let Some(language) = language(info) {
            return Some(Self { language, ..fence });
        }
        let mut following = lines[1..].iter().take(LINES);
        following.any(|line| fence.is_closed_by(line)).then_some(Self { code: info, ..fence })
    }

    /// Whether it is the start of a code span, which ends amid a line: a paragraph may hold one.
    pub(super) fn is_code_span(&self, lines: &[&str]) -> bool {
        let end = lines[1..].iter().find(|line| line.contains(self.delimiter));
        self.delimiter.starts_with('`') && end.is_some_and(|line| !self.is_closed_by(line))
    }

    pub(super) fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim();
        let mark = self.delimiter.as_bytes()[0];
        line.len() >= self.delimiter.len() && line.bytes().all(|letter| letter == mark)
    }
}

/// Whether the line `at` in a paragraph, a fence, is the end of a code span that began amid the text
/// above it: there a fence is without its fellow, and below it too.
pub(super) fn ends_code_span(paragraph: &[&str], at: usize) -> bool {
    let fence = paragraph[at].trim();
    let (above, below) = paragraph.split_at(at);
    let below = below.iter().take_while(|line| !line.trim().is_empty());
    fence.len() >= 3
        && fence.bytes().all(|mark| mark == b'`')
        && above.iter().map(|line| line.matches(fence).count()).sum::<usize>() % 2 == 1
        && below.filter(|line| line.trim() == fence).count() % 2 == 1
}

/// The language that stands behind a fence: nothing, one word, or the first one in braces.
fn language(info: &str) -> Option<&str> {
    let inside = info.strip_prefix('{').and_then(|inside| inside.strip_suffix('}'));
    let mut words = inside.unwrap_or(info).split_whitespace();
    let language = words.next().unwrap_or_default();
    let is_all = inside.is_some() || words.next().is_none();
    is_all.then(|| language.trim_matches(['{', '}']).trim_start_matches('.'))
}

/// The first line of a list item.
pub(super) struct Item<'a> {
    pub(super) indent: usize,
    /// What CommonMark needs before the text.
    pub(super) mark: String,
    pub(super) text: &'a str,
    /// Whether it may follow a line of a paragraph: authors put lists there; a year at the start of
    /// a line is none.
    pub(super) interrupts: bool,
}

impl<'a> Item<'a> {
    /// Reads `- text`, `* text`, `+ text` and `1. text`; a mark alone is text.
    pub(super) fn read(line: &'a str) -> Option<Self> {
        let start = line.trim_start();
        let digits =
            start.len() - start.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let after = match digits {
            0 => start.strip_prefix(['-', '*', '+'])?,
            1..=9 => start[digits..].strip_prefix('.')?,
            _ => return None,
        };
        let text = after.strip_prefix([' ', '\t'])?.trim();
        if text.is_empty() || is_rule(line) {
            return None;
        }
        let number = &start[..digits];
        Some(Self {
            indent: indent(line),
            mark: if digits == 0 { "- ".to_owned() } else { format!("{number}. ") },
            text,
            interrupts: digits == 0 || number == "1",
        })
    }
}

/// The spaces at the start of a line.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

pub(super) fn without_indent(line: &str, most: usize) -> &str {
    &line[indent(line).min(most)..]
}
