//! Code and the name of its language → HTML with a few classes (`hl-comment`, `hl-string` …).
//!
//! The grammars are those of `two-face`, which `grammars.bin` holds in the form that they are read in:
//! patterns as programs, and of the scopes only what `templates/highlight.css` colours (how and why:
//! `tests/it/grammars.rs`). Nothing is loaded before the first highlighted block.

mod program;
mod matcher;
mod grammars;
mod parser;
mod languages;
mod seen;

use std::fmt;
use std::ops::Range;

use crate::html::Html;
use grammars::Colour;
use parser::Parser;

/// There is no grammar for a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLanguage {
    /// A language whose name is similar.
    pub similar: Option<String>,
}

/// Longer code and longer lines are shown plain: a grammar may take time that grows with their
/// square, and nobody reads them in colour.
const LONGEST_CODE: usize = 100_000;
const LONGEST_LINE: usize = 2_000;

/// The work, in steps of patterns, that code may take for each of its bytes, and at least. What takes
/// more is shown plain.
const WORK: usize = 2_000;
const LEAST_WORK: usize = 1_000_000;

/// Finds the grammar for `code` of a language; `None` for code that stays plain, because its language
/// is empty, `text` or the like, or because it is too long.
///
/// # Errors
///
/// When no grammar has that name.
pub fn grammar(code: &str, language: &str) -> Result<Option<Grammar>, UnknownLanguage> {
    if languages::is_plain(language) {
        return Ok(None);
    }
    let grammar = languages::find(language, code)
        .ok_or_else(|| UnknownLanguage { similar: languages::similar(language) })?;
    let too_long = code.len() > LONGEST_CODE || code.lines().any(|line| line.len() > LONGEST_LINE);
    Ok((!too_long).then_some(Grammar(grammar)))
}

/// How code of a language is read.
#[derive(Clone, Copy)]
pub struct Grammar(&'static grammars::Grammar);

impl PartialEq for Grammar {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Grammar {}

impl fmt::Debug for Grammar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

/// Highlights `code` as its grammar reads it.
#[must_use]
pub fn highlight(code: &str, grammar: Grammar) -> Html {
    coloured(code, grammar.0).unwrap_or_else(|| Html::escaped(code))
}

fn coloured(code: &str, grammar: &'static grammars::Grammar) -> Option<Html> {
    let mut parser = Parser::new(grammar, LEAST_WORK + code.len() * WORK);
    let mut spans = Spans::new(code);
    let mut start = 0;
    for line in seen::by_grammars(code).split_inclusive('\n') {
        let mut at = start;
        for (end, colour) in parser.line(line.as_bytes())? {
            spans.add(at..start + end, class(colour));
            at = start + end;
        }
        start += line.len();
    }
    Some(spans.finish())
}

fn class(colour: Colour) -> &'static str {
    usize::from(colour).checked_sub(1).map_or("", |place| grammars::all().classes[place])
}

/// HTML that grows by pieces of the code; neighbours of one group share an element.
struct Spans<'a> {
    code: &'a str,
    html: String,
    group: &'static str,
    pending: Range<usize>,
}

impl<'a> Spans<'a> {
    fn new(code: &'a str) -> Self {
        Self { code, html: String::with_capacity(code.len() * 2), group: "", pending: 0..0 }
    }

    fn add(&mut self, piece: Range<usize>, group: &'static str) {
        // What the grammars see has a byte, and so may have a token's end, inside a character.
        let piece =
            self.code.floor_char_boundary(piece.start)..self.code.floor_char_boundary(piece.end);
        // White space has no colour, so it need not end an element.
        if group == self.group || self.code[piece.clone()].trim().is_empty() {
            self.pending.end = piece.end;
            return;
        }
        self.flush();
        self.group = group;
        self.pending = piece;
    }

    fn flush(&mut self) {
        let piece = Html::escaped(&self.code[self.pending.clone()]);
        if self.group.is_empty() || piece.is_empty() {
            self.html.push_str(piece.as_str());
        } else {
            let group = self.group;
            self.html.extend(["<span class=\"hl-", group, "\">", piece.as_str(), "</span>"]);
        }
    }

    fn finish(mut self) -> Html {
        self.flush();
        Html::trusted(self.html)
    }
}
