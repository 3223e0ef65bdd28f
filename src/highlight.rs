//! Code and the name of its language → HTML with a few classes (`hl-comment`, `hl-string` …).
//!
//! `syntect` parses with the grammars of `two-face`, which are prepared in `grammars.bin` (how and why:
//! `tests/it/grammars.rs`); a table reduces their hundreds of scopes to the token groups that
//! `templates/highlight.css` colours. Nothing is loaded before the first highlighted block.

mod languages;
mod seen;

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use syntect::dumps::from_uncompressed_data;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::html::Html;

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
    let grammar = languages::find(grammars(), language, code)
        .ok_or_else(|| UnknownLanguage { similar: languages::similar(grammars(), language) })?;
    let too_long = code.len() > LONGEST_CODE || code.lines().any(|line| line.len() > LONGEST_LINE);
    Ok((!too_long).then_some(Grammar(grammar)))
}

/// Highlights `code` as its grammar reads it.
#[must_use]
pub fn highlight(code: &str, grammar: Grammar) -> Html {
    coloured(code, grammar.0)
}

/// How code of a language is read.
#[derive(Clone, Copy)]
pub struct Grammar(&'static SyntaxReference);

impl PartialEq for Grammar {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Grammar {}

impl fmt::Debug for Grammar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.name)
    }
}

fn grammars() -> &'static SyntaxSet {
    static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();
    let prepared = include_bytes!("highlight/grammars.bin");
    GRAMMARS.get_or_init(|| from_uncompressed_data(prepared).unwrap_or_default())
}

fn coloured(code: &str, grammar: &SyntaxReference) -> Html {
    let mut state = ParseState::new(grammar);
    let mut scopes = ScopeStack::new();
    let mut spans = Spans::new(code);
    let mut line_start = 0;
    for line in LinesWithEndings::from(&seen::by_grammars(code)) {
        let Ok(changes) = state.parse_line(line, grammars()) else {
            return Html::escaped(code);
        };
        let mut at = 0;
        for (next, change) in changes {
            spans.add(line_start + at..line_start + next, group(&scopes));
            at = next;
            if scopes.apply(&change).is_err() {
                return Html::escaped(code);
            }
        }
        spans.add(line_start + at..line_start + line.len(), group(&scopes));
        line_start += line.len();
    }
    spans.finish()
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

/// What scopes mean for the reader, the more special ones first. `""` ends the look outwards: code
/// inside a string is no string.
const GROUPS: &[(&str, &str)] = &[
    ("comment", "comment"),
    ("constant.character.escape", "constant"),
    ("constant.numeric", "number"),
    ("constant.other.color", "number"),
    ("constant", "constant"),
    ("string.regexp", "string"),
    ("string.unquoted", ""),
    ("string", "string"),
    ("markup.inserted", "inserted"),
    ("markup.deleted", "deleted"),
    ("markup.heading", "heading"),
    ("markup.raw", "string"),
    ("meta.diff.header", "heading"),
    ("meta.diff.range", "heading"),
    ("keyword.operator.word", "keyword"),
    ("keyword.operator", "operator"),
    ("keyword.other.unit", "number"),
    ("keyword", "keyword"),
    ("storage.type.function", "keyword"),
    ("storage", "keyword"),
    ("entity.name.function", "function"),
    ("support.function", "function"),
    ("variable.function", "function"),
    ("entity.name.tag", "tag"),
    ("entity.other.attribute-name", "attribute"),
    ("support.type.property-name", "attribute"),
    ("meta.property-name", "attribute"),
    ("entity.name.section", "heading"),
    ("entity.name", "type"),
    ("entity.other.inherited-class", "type"),
    ("support.type", "type"),
    ("support.class", "type"),
    ("support.constant", "constant"),
    ("variable.language", "constant"),
    ("meta.interpolation", ""),
    ("source", ""),
];

fn group(scopes: &ScopeStack) -> &'static str {
    static TABLE: OnceLock<Vec<(Scope, &'static str)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let parsed = GROUPS.iter().map(|(name, group)| Some((Scope::new(name).ok()?, *group)));
        parsed.flatten().collect()
    });
    let mut innermost_first = scopes.as_slice().iter().rev();
    innermost_first
        .find_map(|scope| table.iter().find(|row| row.0.is_prefix_of(*scope)))
        .map_or("", |row| row.1)
}
