//! One line as sheets write it → the same line as CommonMark reads it.
//!
//! Line by line, because every difference between the dialects that matters inside a line ends with
//! it. Marks are put where CommonMark would see something else than Redcarpet and the author do.

use std::borrow::Cow;

use super::autolink;
use super::mark::MARK;
use super::target::{is_address, link, split_title, up_to_parenthesis};
use crate::elements;

/// Letters that CommonMark lets a backslash escape and Redcarpet does not: there the backslash of
/// `\;` or `\/` stays.
const NEVER_ESCAPED: &[u8] = b"\"$'%,/;?@";

/// What opens and what closes a phrase: stars inside of it touch a word.
const OPENING: &str = "([{<\"'`“‘«„「『（【";
const CLOSING: &str = ")]}>\"'`.,;:!?…%/”’»」』）】、。";

/// Addresses that become links without any mark.
const SCHEMES: &[&str] = &["http://", "https://", "ftp://"];

/// How often the end of a span may be looked for in vain: each time costs a walk along the line.
const MISSES: usize = 32;

/// Rewrites one line.
pub(super) fn line(line: &str) -> Cow<'_, str> {
    if line.contains(['\\', '*', '[', ':', '<']) || line.contains("``") {
        Cow::Owned(rewritten(line, "|"))
    } else {
        Cow::Borrowed(line)
    }
}

/// Rewrites one row of a table, where a pipe inside code must not end the cell.
pub(super) fn row(line: &str) -> String {
    rewritten(line, "\\|")
}

fn rewritten(line: &str, pipe_in_code: &'static str) -> String {
    let mut spans =
        Spans { line, at: 0, text: String::with_capacity(line.len() + 8), pipe_in_code, misses: 0 };
    while spans.at < line.len() {
        spans.step();
    }
    spans.text
}

struct Spans<'a> {
    line: &'a str,
    at: usize,
    text: String,
    pipe_in_code: &'static str,
    misses: usize,
}

impl<'a> Spans<'a> {
    fn step(&mut self) {
        match self.line.as_bytes()[self.at] {
            b'\\' => self.backslash(),
            b'`' | b'<' | b']' if self.misses > MISSES => self.copy(1),
            b'`' => self.code(),
            b'<' => self.markup(),
            b'*' => self.stars(),
            b']' => self.link_target(),
            b'f' | b'h' if SCHEMES.iter().any(|scheme| self.rest().starts_with(scheme)) => {
                self.address();
            }
            b'f' | b'h' => self.copy(1),
            _ => {
                let special = ['\\', '`', '<', '*', ']', 'f', 'h'];
                let next = self.rest().find(special);
                self.copy(next.unwrap_or(self.rest().len()));
            }
        }
    }

    fn rest(&self) -> &'a str {
        &self.line[self.at..]
    }

    fn copy(&mut self, length: usize) {
        self.text.push_str(&self.rest()[..length]);
        self.at += length;
    }

    fn backslash(&mut self) {
        match self.rest().as_bytes().get(1) {
            Some(letter) if letter.is_ascii_punctuation() && !NEVER_ESCAPED.contains(letter) => {
                self.copy(2);
            }
            _ => {
                self.copy(1);
                self.text.push(MARK);
            }
        }
    }

    /// A code span is copied as it is, if it ends in this line.
    fn code(&mut self) {
        let rest = self.rest();
        let ticks = run_of_ticks(rest);
        let Some(end) = code_end(rest, ticks) else {
            self.misses += 1;
            if ticks == 2 && code_end(&rest[1..], 1).is_some() {
                // One tick too many before `` `code` ``.
                self.at += 1;
                return self.text.push_str("\\`");
            }
            return self.copy(ticks);
        };
        let code = &rest[..end];
        self.text.push_str(&self.with_pipes(code));
        self.at += code.len();
        if self.rest().starts_with('`') {
            self.text.push(MARK);
        }
    }

    /// Code for CommonMark: in a table a pipe ends its cell, escaped or not, unless this says so.
    fn with_pipes(&self, code: &str) -> String {
        let is_row = self.pipe_in_code != "|";
        let code = if is_row { Cow::Owned(code.replace("\\|", "|")) } else { Cow::Borrowed(code) };
        code.replace('|', self.pipe_in_code)
    }

    /// A tag or an address in angle brackets is copied as it is.
    fn markup(&mut self) {
        let rest = self.rest();
        let is_tag = rest[1..].starts_with(|next: char| next.is_ascii_alphabetic() || next == '/');
        match rest.find('>') {
            Some(end) if is_tag => {
                self.copy(end + 1);
                if let Some(name) = literal(&rest[1..end]) {
                    self.literal(name);
                }
            }
            Some(_) => self.copy(1),
            None => {
                self.misses += 1;
                self.copy(1);
            }
        }
    }

    /// What stands between `<code>` and `</code>` is shown as written: keys and patterns are no
    /// emphasis. A backslash still takes a mark its meaning, and a link to an address is a link.
    fn literal(&mut self, name: &str) {
        let Some(length) = end_tag(self.rest(), name) else {
            self.misses += 1;
            return;
        };
        let end = self.at + length;
        while self.at < end {
            let rest = &self.line[self.at..end];
            match rest.as_bytes()[0] {
                b'\\' => self.backslash(),
                b'<' => {
                    let end = rest[1..].find(['<', '>']).map(|end| end + 1);
                    self.copy(
                        end.filter(|end| rest[*end..].starts_with('>')).map_or(1, |end| end + 1),
                    );
                }
                b'[' if let Some(link) = link(rest) => self.copy(link),
                b'|' => {
                    self.at += 1;
                    self.text.push_str(self.pipe_in_code);
                }
                b'*' | b'_' | b'`' | b'~' | b'[' => {
                    self.text.push('\\');
                    self.copy(1);
                }
                _ => {
                    let next = rest.find(['\\', '<', '[', '|', '*', '_', '`', '~']);
                    self.copy(next.unwrap_or(rest.len()));
                }
            }
        }
    }

    /// `**Label:**text`, `**⌘**C` and `word**(more)**` are emphasis for Redcarpet and for their
    /// authors, for CommonMark only where no punctuation touches the stars from inside. A single
    /// star behind `=` or `+` is more likely one that computes.
    fn stars(&mut self) {
        let rest = self.rest();
        let stars = rest.len() - rest.trim_start_matches('*').len();
        let before = self.line[..self.at].chars().next_back();
        let after = rest[stars..].chars().next();
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let closes = |letter| {
            let is_end = stars == 2 && is_sign(letter) && !"([{<".contains(letter);
            is_end || CLOSING.contains(letter) || is_symbol(letter)
        };
        let opens = |letter| OPENING.contains(letter) || is_symbol(letter);
        if before.is_some_and(closes) && is_word(after) {
            self.text.push(MARK);
        }
        self.copy(stars);
        if is_word(before) && after.is_some_and(opens) {
            self.text.push(MARK);
        }
    }

    /// Stars and underscores inside an address are part of it; at its end they are not.
    fn address(&mut self) {
        let rest = self.rest();
        let inside = &rest[..autolink::length(rest)];
        for letter in inside.chars() {
            match letter {
                '*' => self.text.push('\\'),
                '_' => self.text.push(MARK),
                _ => {}
            }
            self.text.push(letter);
        }
        self.at += inside.len();
    }

    /// `](some file.html "title")` is a link for Redcarpet, spaces and tabs in it or not, and so is
    /// `] (https://…)`.
    fn link_target(&mut self) {
        self.copy(1);
        let rest = self.rest();
        let gap = rest.len() - rest.trim_start().len();
        let Some(after) = rest[gap..].strip_prefix('(') else {
            return;
        };
        let Some(inside) = up_to_parenthesis(after) else {
            self.misses += 1;
            return;
        };
        let (target, title) = split_title(inside);
        let is_plain = !target.contains(|letter: char| letter.is_whitespace());
        if target.is_empty() || target.contains(['<', '>']) || gap > 0 && !is_address(target) {
            return;
        }
        self.at += gap + inside.len() + 2;
        self.text.push('(');
        if is_plain {
            self.text.push_str(target);
        } else {
            self.text.push('<');
            self.text.push_str(target);
            self.text.push('>');
        }
        if !title.is_empty() {
            self.text.push(' ');
            self.text.push_str(title);
        }
        self.text.push(')');
    }
}

/// The name of the element if this is the inside of a start tag of one whose text is literal.
fn literal(tag: &str) -> Option<&'static str> {
    let name = tag.split(|letter: char| !letter.is_ascii_alphanumeric()).next()?;
    let known = elements::LITERAL.iter().find(|known| known.eq_ignore_ascii_case(name));
    known.copied().filter(|_| !tag.ends_with('/'))
}

/// The length of what stands before the end tag of the element `name`.
fn end_tag(text: &str, name: &str) -> Option<usize> {
    let is_end = |at: &usize| {
        let after = text[at + 2..].get(..name.len());
        after.is_some_and(|after| after.eq_ignore_ascii_case(name))
    };
    text.match_indices("</").map(|(at, _)| at).find(is_end)
}

/// Whether it is neither a letter, a digit nor space.
fn is_sign(letter: char) -> bool {
    !letter.is_alphanumeric() && !letter.is_whitespace()
}

/// Whether it is a sign such as `⌘`, which no language computes with.
fn is_symbol(letter: char) -> bool {
    !letter.is_ascii() && letter != MARK && is_sign(letter)
}

fn run_of_ticks(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// The length of the code span that begins with so many ticks. As many end it, and so does the start
/// of a longer run: `` `a``b` `` is two spans and `` `\`` `` is one with a tick behind it, unless the
/// run stands by itself, as in `` `a `` b` ``.
fn code_end(text: &str, ticks: usize) -> Option<usize> {
    let (fence, mut from) = (&text[..ticks], ticks);
    while let Some(found) = text[from..].find(fence) {
        let start = from + found;
        let run = run_of_ticks(&text[start..]);
        let set_apart = text[..start].ends_with(' ') && text[start + run..].starts_with(' ');
        if run == ticks || !set_apart {
            return Some(start + ticks);
        }
        from = start + run;
    }
    None
}
