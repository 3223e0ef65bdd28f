//! A text as lines, before anybody knows whether it can be read: where lines begin and end, and which
//! of them are code for certain.

use std::cell::{Cell, OnceCell};

use ruby_prism::ParseResult;

use crate::diagnostic::{Code, Diagnostic};
use crate::ruby::parse::span;
use crate::ruby::words::{Wants, Words};
use crate::source::Span;

/// A text, and the words of the language on top of Ruby.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    words: &'a dyn Words,
    notes: &'a Notes,
}

/// What is found out about a text only once, and what looking at it has cost.
#[derive(Debug, Default)]
pub(super) struct Notes {
    lines: OnceCell<Vec<Line>>,
    /// Bytes of parts that were read by themselves.
    read: Cell<usize>,
}

/// A line that begins as code does.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) indent: usize,
    /// Whether it is code wherever it stands.
    pub(super) certain: bool,
    /// Whether it is an `end`, or nearly.
    pub(super) ends: bool,
}

/// What reading parts by themselves may cost, in bytes: this, and so many times the text.
const READ_LEAST: usize = 256 << 10;
const READ_TIMES: usize = 8;

/// What an error of the parser counts for.
const ERROR_COST: usize = 16;

/// An error of the parser.
#[derive(Clone, Debug)]
pub(super) struct Error {
    pub(super) span: Span,
    pub(super) message: String,
}

/// The most errors that are looked at: what is behind them is a follow-up.
const MOST_ERRORS: usize = 1_000;

/// What a part of a method or loop may not do at the top of a file: no mistake in a part.
const OUT_OF_CONTEXT: &[&str] = &[
    "Invalid next",
    "Invalid break",
    "Invalid redo",
    "Invalid retry",
    "Invalid yield",
    "Invalid return",
    "dynamic constant",
];

/// The parser's errors, without those that say only that an earlier one has consequences.
pub(super) fn errors(parsed: &ParseResult) -> Vec<Error> {
    let errors = parsed.errors().take(MOST_ERRORS).map(|error| Error {
        span: span(&error.location()),
        message: String::from_utf8_lossy(error.message()).into_owned(),
    });
    let (follow_ups, causes): (Vec<_>, Vec<_>) =
        errors.partition(|error| error.message.contains("assuming it is closing"));
    if causes.is_empty() { follow_ups } else { causes }
}

/// A finding that the text cannot be read at `span`.
pub(super) fn unreadable(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::Syntax, message).at(span, "")
}

impl Error {
    /// Whether it is about something that never ends, so that its place is where that begins.
    pub(super) fn is_about_an_opening(&self) -> bool {
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

impl<'a> View<'a> {
    pub(super) const fn new(text: &'a str, words: &'a dyn Words, notes: &'a Notes) -> Self {
        Self { text, words, notes }
    }

    /// The errors of a part of a text that is read by itself; `None` when enough has been read.
    pub(super) fn errors_of_part(&self, part: &str) -> Option<Vec<Error>> {
        if self.is_spent() {
            return None;
        }
        self.notes.read.set(self.notes.read.get() + part.len());
        let mut errors = errors(&ruby_prism::parse(part.as_bytes()));
        self.notes.read.set(self.notes.read.get() + ERROR_COST * errors.len());
        errors.retain(|error| !OUT_OF_CONTEXT.iter().any(|start| error.message.starts_with(start)));
        Some(errors)
    }

    /// Whether reading parts has cost as much as it may.
    pub(super) fn is_spent(&self) -> bool {
        self.notes.read.get() > READ_LEAST + READ_TIMES * self.text.len()
    }

    pub(super) fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    pub(super) fn before(&self, offset: usize) -> &'a str {
        self.text.get(..offset).unwrap_or_default()
    }

    pub(super) fn after(&self, offset: usize) -> &'a str {
        self.text.get(offset..).unwrap_or_default()
    }

    pub(super) fn line_start(&self, offset: usize) -> usize {
        self.before(offset).rfind('\n').map_or(0, |at| at + 1)
    }

    pub(super) fn line_end(&self, offset: usize) -> usize {
        self.after(offset).find('\n').map_or(self.text.len(), |at| offset + at)
    }

    pub(super) fn line(&self, offset: usize) -> &'a str {
        self.slice(Span::new(self.line_start(offset), self.line_end(offset)))
    }

    /// Where the lines behind that of `offset` begin.
    pub(super) fn lines_behind(self, offset: usize) -> impl Iterator<Item = usize> + use<'a> {
        let next = move |at: usize| Some(self.line_end(at) + 1).filter(|at| *at < self.text.len());
        std::iter::successors(next(offset), move |at| next(*at))
    }

    /// How far the line at `offset` is indented, in bytes.
    pub(super) fn indent(&self, offset: usize) -> usize {
        let line = self.line(offset);
        line.len() - line.trim_start().len()
    }

    /// Whether nothing but white space stands before `at` on its line.
    pub(super) fn begins_its_line(&self, at: usize) -> bool {
        self.slice(Span::new(self.line_start(at), at)).trim().is_empty()
    }

    /// The end of what the line at `offset` shows.
    pub(super) fn visible_end(&self, offset: usize) -> usize {
        let line = self.slice(Span::new(offset, self.line_end(offset)));
        offset + line.trim_end().len()
    }

    /// The first visible character of the first line behind that of `offset` which shows any.
    pub(super) fn next_visible(&self, offset: usize) -> Option<usize> {
        let from = self.line_end(offset);
        let rest = self.after(from);
        let blank = rest.len() - rest.trim_start().len();
        (blank < rest.len()).then_some(from + blank)
    }

    /// What a word takes, if the language has it.
    pub(super) fn wants(&self, word: &str) -> Option<Wants> {
        self.words.wants(word)
    }

    /// Whether the language has the word, and it takes texts.
    pub(super) fn wants_text(&self, word: &str) -> bool {
        matches!(self.wants(word), Some(Wants::Text | Wants::Texts))
    }

    /// Whether the line is code for certain: a word of the language with something after it that it
    /// takes, or an `end`.
    pub(super) fn is_code(&self, offset: usize) -> bool {
        let line = self.line(offset).trim();
        let word = leading_word(line);
        let rest = line[word.len()..].trim_start();
        match self.wants(word) {
            None => word == "end" && rest.is_empty(),
            Some(Wants::Block(_)) => rest.starts_with("do") || rest.starts_with('{'),
            Some(Wants::Nothing) => rest.is_empty(),
            Some(_) => begins_as_text(rest),
        }
    }

    /// Whether a line shows only `End`, `edn`, `endnd`, `end.` or the like.
    pub(super) fn is_nearly_end(&self, shown: &str) -> bool {
        let more = shown.strip_prefix("end").unwrap_or_default();
        let is_stutter =
            (1..=3).contains(&more.len()) && more.trim_matches(['e', 'n', 'd']).is_empty();
        let is_slip = shown.len() <= 4
            && shown.chars().all(|letter| letter.is_ascii_alphabetic())
            && !matches!(shown, "end" | "and")
            && strsim::osa_distance(&shown.to_lowercase(), "end") <= 1;
        let is_trailed = matches!(shown, "end." | "end,");
        (is_stutter || is_slip || is_trailed) && self.wants(shown).is_none()
    }

    /// Whether the line begins as a line of code does, whatever is wrong with it.
    fn begins_as_code(&self, offset: usize) -> bool {
        let line = self.line(offset).trim();
        let word = leading_word(line);
        let rest = &line[word.len()..];
        match self.wants(word) {
            Some(_) => rest.is_empty() || rest.starts_with([' ', ':', '=', '\u{A0}']),
            None if word.is_empty() || !rest.starts_with(' ') => false,
            None => rest.trim_start().starts_with(['\'', '"']) || rest.ends_with(" do"),
        }
    }

    /// The lines that begin as code does.
    fn lines(&self) -> &'a [Line] {
        self.notes.lines.get_or_init(|| {
            let mut start = 0;
            let lines = self.text.split_inclusive('\n').filter_map(|text| {
                let line = start;
                start += text.len();
                let ends = text.trim() == "end" || self.is_nearly_end(text.trim());
                let certain = ends || self.is_code(line);
                let indent = text.len() - text.trim_start().len();
                let line = Line { start: line, indent, certain, ends };
                (certain || self.begins_as_code(line.start)).then_some(line)
            });
            lines.collect()
        })
    }

    /// Where the next line of code behind `offset` begins that is like this; else the end of the text.
    pub(super) fn next_line(&self, offset: usize, fits: impl Fn(&Line) -> bool) -> usize {
        let lines = self.lines();
        let behind = lines.partition_point(|line| line.start <= offset);
        lines[behind..].iter().find(|line| fits(line)).map_or(self.text.len(), |line| line.start)
    }

    /// Where the next line begins that is code for certain, or begins as code does and stands as far
    /// to the right as the line at `offset`; else the end of the text.
    pub(super) fn next_code(&self, offset: usize) -> usize {
        let indent = self.indent(offset);
        self.next_line(offset, |line| line.certain || line.indent == indent)
    }
}

/// Whether a text or list may begin so: with a `<` only as a heredoc does.
pub(super) fn begins_as_text(argument: &str) -> bool {
    argument.starts_with(OPENINGS) && (!argument.starts_with('<') || argument.starts_with("<<"))
}

/// What a text or list may begin with, and quotes that only look like such.
const OPENINGS: &[char] = &['\'', '"', '%', '<', '[', '(', '‘', '“', '’', '”', '„', '«'];

/// What ends a text or list that begins with `open`.
pub(super) fn closer(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        other => other,
    }
}

/// The identifier at the start of `text`.
pub(super) fn leading_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    &text[..end.unwrap_or(text.len())]
}
