//! Everything that a slip is recognised by: the text, its shape, and what the parser says about it.

use ruby_prism::ParseResult;

use super::patched::Patch;
use super::shape::{Quoted, Shape, span};
use crate::diagnostic::{Code, Diagnostic};
use crate::ruby::words::Words;
use crate::source::Span;

/// One text that cannot be read.
pub(crate) struct Case<'a> {
    pub(crate) text: &'a str,
    pub(crate) shape: &'a Shape,
    pub(crate) errors: &'a [Error],
    pub(crate) words: &'a dyn Words,
}

/// An error of the parser.
#[derive(Debug)]
pub(crate) struct Error {
    pub(crate) span: Span,
    pub(crate) message: String,
}

/// A recognised mistake, and how to mend it.
#[derive(Debug)]
pub(crate) struct Slip {
    pub(crate) finding: Diagnostic,
    /// What it is about: two slips about one thing are one finding.
    pub(crate) subject: usize,
    /// None where it is a guess, behind which reading cannot go on.
    pub(crate) patches: Vec<Patch>,
}

/// A finding that the text cannot be read at `span`.
pub(crate) fn unreadable(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::Syntax, message).at(span, "")
}

/// The parser's errors, without those that say only that an earlier one has consequences.
pub(crate) fn errors(parsed: &ParseResult) -> Vec<Error> {
    let errors = parsed.errors().map(|error| Error {
        span: span(&error.location()),
        message: String::from_utf8_lossy(error.message()).into_owned(),
    });
    let (follow_ups, causes): (Vec<_>, Vec<_>) =
        errors.partition(|error| error.message.contains("assuming it is closing"));
    if causes.is_empty() { follow_ups } else { causes }
}

impl Error {
    /// Whether it is about something that never ends, so that its place is where that begins.
    pub(crate) fn is_about_an_opening(&self) -> bool {
        let message = self.message.as_str();
        message.starts_with("expected a block beginning")
            || message.starts_with("unterminated")
            || message.ends_with("meets end of file")
            || message.starts_with("expected an `end` to close")
            || message.contains("to close the embedded expression")
            || message.contains("to close the hash literal")
            || message.contains("expected a closing delimiter")
    }
}

impl<'a> Case<'a> {
    /// The first error that stands where the parser stumbled.
    pub(crate) fn first(&self) -> Option<&'a Error> {
        let stumbles = self.errors.iter().filter(|error| !error.is_about_an_opening());
        stumbles.min_by_key(|error| error.span.start)
    }

    pub(crate) fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    pub(crate) fn line_start(&self, offset: usize) -> usize {
        self.before(offset).rfind('\n').map_or(0, |at| at + 1)
    }

    pub(crate) fn line_end(&self, offset: usize) -> usize {
        self.after(offset).find('\n').map_or(self.text.len(), |at| offset + at)
    }

    pub(crate) fn line(&self, offset: usize) -> &'a str {
        self.slice(Span::new(self.line_start(offset), self.line_end(offset)))
    }

    pub(crate) fn before(&self, offset: usize) -> &'a str {
        self.text.get(..offset).unwrap_or_default()
    }

    pub(crate) fn after(&self, offset: usize) -> &'a str {
        self.text.get(offset..).unwrap_or_default()
    }

    /// A place on the line above the one at `offset`.
    pub(crate) fn line_above(&self, offset: usize) -> Option<usize> {
        self.line_start(offset).checked_sub(1)
    }

    /// How far the line at `offset` is indented, in bytes.
    pub(crate) fn indent(&self, offset: usize) -> usize {
        let line = self.line(offset);
        line.len() - line.trim_start().len()
    }

    /// Whether nothing but white space stands before `at` on its line.
    pub(crate) fn begins_its_line(&self, at: usize) -> bool {
        let before = self.before(at).trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    }

    /// The end of what the line at `offset` shows.
    pub(crate) fn visible_end(&self, offset: usize) -> usize {
        let line = self.slice(Span::new(offset, self.line_end(offset)));
        offset + line.trim_end().len()
    }

    /// The identifier that the line at `offset` begins with.
    pub(crate) fn first_word(&self, offset: usize) -> &'a str {
        leading_word(self.line(offset).trim_start())
    }

    /// Whether the line at `offset` is code for certain: a word of the language with something
    /// after it that a word can have, or an `end`.
    pub(crate) fn is_code(&self, offset: usize) -> bool {
        let line = self.line(offset).trim();
        let word = leading_word(line);
        let rest = line[word.len()..].trim_start();
        word == "end" && rest.is_empty()
            || self.words.takes_block(word) && (rest.starts_with("do") || rest.starts_with('{'))
            || self.words.is_word(word)
                && rest.starts_with(['\'', '"', '%', '<', '[', '(', '‘', '“', '’', '”'])
            || word == "not_in_main_index" && rest.is_empty()
    }

    /// Where a text that begins at `open` was probably meant to end: before the next line of code,
    /// after what is visible.
    pub(crate) fn meant_end(&self, open: usize) -> usize {
        let mut end = self.visible_end(open);
        let mut line = self.line_end(open) + 1;
        let mut last = end;
        while line < self.text.len() {
            if self.is_code(line) {
                return last;
            }
            if !self.line(line).trim().is_empty() {
                last = self.visible_end(line);
            }
            line = self.line_end(line) + 1;
        }
        end = end.max(self.line_start(open));
        end
    }

    /// A string in plain quotes.
    pub(crate) fn quote(&self, string: &Quoted) -> Option<char> {
        match self.slice(string.open) {
            "'" => Some('\''),
            "\"" => Some('"'),
            _ => None,
        }
    }
}

/// The identifier at the start of `text`.
pub(crate) fn leading_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    &text[..end.unwrap_or(text.len())]
}
