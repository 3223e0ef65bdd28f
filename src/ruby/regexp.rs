//! Regular expressions: Ruby's spelling → the crate `regex`, which cannot hang.

mod translate;

use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind, Look};

/// Largest compiled pattern, in bytes: keeps `a{1000}{1000}` from filling the memory.
const MAX_COMPILED_BYTES: usize = 256 << 10;
/// Largest weight of a pattern, about the number of states that matching it goes through.
const MAX_WEIGHT: usize = 5_000;

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
    /// Whether it holds `^`: Ruby finds no line behind the last newline.
    pub(crate) begins_lines: bool,
    pub(crate) weight: usize,
}

impl Flags {
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
        let parsed = ParserBuilder::new()
            .ignore_whitespace(flags.extended)
            .multi_line(true)
            .nest_limit(50)
            .build()
            .parse(&translated)
            .map_err(|error| last_line(&error.to_string()))?;
        let weight = weight(&parsed);
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
        let begins_lines = parsed.properties().look_set().contains(Look::StartLF);
        Ok(Self { source: source.to_owned(), flags, regex, begins_lines, weight })
    }

    /// As `to_s` and interpolation write it: `(?i-mx:a)`.
    pub(crate) fn embedded(&self) -> String {
        let (on, off) = self.flags.letters();
        let minus = if off.is_empty() { "" } else { "-" };
        format!("(?{on}{minus}{off}:{})", self.source)
    }
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
