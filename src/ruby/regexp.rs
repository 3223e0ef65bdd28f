//! Regular expressions: Ruby's spelling → the crate `regex`, which cannot hang.

mod translate;

use std::rc::Rc;

use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind};

use super::interpreter::{Eval, Flow, Interpreter, failure};
use super::value::{Match, Value};
use crate::source::Span;

/// Largest compiled pattern, in bytes: keeps `a{1000}{1000}` from filling the memory.
const MAX_COMPILED_BYTES: usize = 256 << 10;
/// Largest weight of a pattern, about the number of states that matching it goes through.
const MAX_WEIGHT: usize = 5_000;
/// What keeping a compiled pattern counts for, in bytes.
const PATTERN_BYTES: usize = 16 << 10;

/// The letters after the closing `/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Flags {
    pub(crate) ignore_case: bool,
    pub(crate) extended: bool,
    /// Ruby's `m`: the dot matches a newline too.
    pub(crate) dot_all: bool,
}

/// A compiled regular expression with its Ruby source.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) source: String,
    pub(crate) flags: Flags,
    pub(crate) regex: Regex,
    weight: usize,
}

impl Flags {
    /// The numbers of `Regexp::IGNORECASE` and its kin.
    pub(crate) const fn from_bits(bits: i64) -> Self {
        Self { ignore_case: bits & 1 != 0, extended: bits & 2 != 0, dot_all: bits & 4 != 0 }
    }

    /// The letters that are set, and those that are not, in Ruby's order.
    pub(crate) fn letters(self) -> (String, String) {
        let all = [(self.dot_all, 'm'), (self.ignore_case, 'i'), (self.extended, 'x')];
        let pick =
            |wanted: bool| all.iter().filter(move |(set, _)| *set == wanted).map(|pair| pair.1);
        (pick(true).collect(), pick(false).collect())
    }
}

impl Pattern {
    /// Compiles `source`; the error is a few words on what it holds that cannot be had.
    pub(crate) fn new(source: &str, flags: Flags) -> Result<Self, String> {
        let translated = translate::to_rust(source, flags.extended)?;
        let weight = weight_of(&translated, flags)?;
        if weight > MAX_WEIGHT {
            return Err("it is too large, because of what it repeats".to_owned());
        }
        // In Ruby, `^` and `$` always match at line ends.
        let regex = RegexBuilder::new(&translated)
            .multi_line(true)
            .case_insensitive(flags.ignore_case)
            .ignore_whitespace(flags.extended)
            .dot_matches_new_line(flags.dot_all)
            .size_limit(MAX_COMPILED_BYTES)
            .dfa_size_limit(MAX_COMPILED_BYTES)
            .build()
            .map_err(|error| reason(&error))?;
        Ok(Self { source: source.to_owned(), flags, regex, weight })
    }

    /// As `to_s` and interpolation write it: `(?i-mx:a)`.
    pub(crate) fn embedded(&self) -> String {
        let (on, off) = self.flags.letters();
        let minus = if off.is_empty() { "" } else { "-" };
        format!("(?{on}{minus}{off}:{})", self.source)
    }
}

impl Match {
    /// The text of the group `index`; the whole match is group 0.
    pub(crate) fn group(&self, index: usize) -> Option<&str> {
        let (start, end) = (*self.groups.get(index)?)?;
        self.text.get(start..end)
    }

    /// The number of the group called `name`.
    pub(crate) fn named(&self, name: &str) -> Option<usize> {
        self.pattern.regex.capture_names().position(|known| known == Some(name))
    }

    /// Where the whole match is, in bytes.
    pub(crate) fn whole(&self) -> (usize, usize) {
        self.groups.first().copied().flatten().unwrap_or_default()
    }

    /// The text of a group as a value; `nil` where it took no part.
    pub(crate) fn value<'pr>(&self, index: usize) -> Value<'pr> {
        self.group(index).map_or(Value::Nil, Value::str)
    }
}

impl<'pr> Interpreter<'pr, '_> {
    /// A regular expression, or the finding that says what it cannot hold.
    pub(crate) fn pattern(&mut self, source: &str, flags: Flags, span: Span) -> Eval<'pr> {
        self.meter.work(source.len() / 8, span)?;
        if let Some(known) = self.patterns.get(&(source.to_owned(), flags)) {
            return Ok(Value::Regexp(Rc::clone(known)));
        }
        self.meter.make(PATTERN_BYTES + 8 * source.len(), span)?;
        match Pattern::new(source, flags) {
            Ok(pattern) => {
                self.meter.make(64 * pattern.weight, span)?;
                let pattern = Rc::new(pattern);
                self.patterns.insert((source.to_owned(), flags), Rc::clone(&pattern));
                Ok(Value::Regexp(pattern))
            }
            Err(reason) => {
                let message = format!("this regular expression cannot be used: {reason}");
                Err(failure(span, message)
                    .hint(
                        "lookaround and backreferences are not supported; say it with plain groups",
                    )
                    .into())
            }
        }
    }

    /// The first match in `text` from the byte `from` on; it becomes `$~`.
    pub(crate) fn search(
        &mut self,
        pattern: &Rc<Pattern>,
        text: &str,
        from: usize,
        span: Span,
    ) -> Result<Option<Rc<Match>>, Flow<'pr>> {
        self.meter.work(1 + text.len() / 64, span)?;
        self.search_in(pattern, &text.into(), from, span)
    }

    /// As `search`, for a text that is searched again and again.
    pub(crate) fn search_in(
        &mut self,
        pattern: &Rc<Pattern>,
        text: &Rc<str>,
        from: usize,
        span: Span,
    ) -> Result<Option<Rc<Match>>, Flow<'pr>> {
        let found = pattern.regex.captures_at(text, from);
        let end = found.as_ref().and_then(|found| found.get(0)).map_or(text.len(), |all| all.end());
        self.meter.work(6 + (end - from).saturating_mul(pattern.weight) / 64, span)?;
        self.last_match = found.map(|found| {
            let groups = found.iter().map(|group| group.map(|group| (group.start(), group.end())));
            let (text, pattern) = (Rc::clone(text), Rc::clone(pattern));
            Rc::new(Match { text, pattern, groups: groups.collect() })
        });
        Ok(self.last_match.clone())
    }

    /// Every match in `text`, none overlapping the one before.
    pub(crate) fn search_all(
        &mut self,
        pattern: &Rc<Pattern>,
        text: &Rc<str>,
        span: Span,
    ) -> Result<Vec<Rc<Match>>, Flow<'pr>> {
        let (mut found, mut from) = (Vec::new(), 0);
        while let Some(one) = self.search_in(pattern, text, from, span)? {
            self.meter.make(64 + 16 * one.groups.len(), span)?;
            let (start, end) = one.whole();
            found.push(one);
            from = if end > start { end } else { after(text, end) };
            if from > text.len() {
                break;
            }
        }
        Ok(found)
    }
}

/// The byte after the character at `at`; past the end at the end.
fn after(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}

fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "it is too large when compiled".to_owned(),
        other => last_line(&other.to_string()),
    }
}

fn last_line(text: &str) -> String {
    text.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
}

fn weight_of(translated: &str, flags: Flags) -> Result<usize, String> {
    let parsed = ParserBuilder::new()
        .ignore_whitespace(flags.extended)
        .nest_limit(50)
        .build()
        .parse(translated)
        .map_err(|error| last_line(&error.to_string()))?;
    Ok(weight(&parsed))
}

/// About the number of states of a pattern; the parser's limit bounds the depth.
fn weight(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(_) => 2,
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min.saturating_add(1)).max(1);
            weight(&repetition.sub).saturating_mul(times as usize).saturating_add(1)
        }
        HirKind::Capture(capture) => weight(&capture.sub).saturating_add(2),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().map(weight).fold(0, usize::saturating_add)
        }
    }
}
