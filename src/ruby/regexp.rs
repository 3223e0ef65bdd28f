//! Regular expressions: Ruby's spelling → the crate `regex`, which cannot hang.

use std::iter::Peekable;
use std::str::Chars;

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
        let translated = to_rust(source, flags.extended)?;
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

/// What stands for a class or anchor that the two spell or mean differently: in Ruby `\w`, `\d`
/// and `\s` know ASCII only.
const ESCAPES: &[(char, &str)] = &[
    ('w', "[a-zA-Z0-9_]"),
    ('W', "[^a-zA-Z0-9_]"),
    ('d', "[0-9]"),
    ('D', "[^0-9]"),
    ('s', "[ \\t\\r\\n\\f\\v]"),
    ('S', "[^ \\t\\r\\n\\f\\v]"),
    ('h', "[0-9a-fA-F]"),
    ('H', "[^0-9a-fA-F]"),
    ('Z', "(?:\\n?\\z)"),
    ('R', "(?:\\r\\n|[\\n\\x0B\\f\\r])"),
    ('e', "\\x1B"),
];

/// Translates; the error is a few words on what cannot be had.
fn to_rust(source: &str, extended: bool) -> Result<String, String> {
    let mut out = String::with_capacity(source.len());
    let mut letters = source.chars().peekable();
    let mut classes = 0_usize;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => escape(&mut letters, &mut out)?,
            '[' => {
                classes += 1;
                out.push('[');
            }
            ']' if classes > 0 => {
                classes -= 1;
                out.push(']');
            }
            ' ' | '\t' | '\n' | '#' if extended && classes > 0 => {
                out.push('\\');
                out.push(letter);
            }
            '(' if classes == 0 && letters.peek() == Some(&'?') => group(&mut letters, &mut out)?,
            '{' if classes == 0 && (out.is_empty() || !counts(letters.clone())) => {
                out.push_str("\\{");
            }
            '{' if letters.peek() == Some(&',') => out.push_str("{0"),
            _ => out.push(letter),
        }
    }
    Ok(out)
}

fn escape(letters: &mut Peekable<Chars>, out: &mut String) -> Result<(), String> {
    let Some(letter) = letters.next() else { return Err("it ends in a backslash".to_owned()) };
    if let Some((_, translated)) = ESCAPES.iter().find(|(known, _)| *known == letter) {
        out.push_str(translated);
    } else if matches!(letter, '1'..='9' | 'k' | 'g') {
        return Err(format!("`\\{letter}` refers back to a group"));
    } else if matches!(letter, 'G' | 'K' | 'X') {
        return Err(format!("`\\{letter}` has no equal here"));
    } else if letter.is_ascii_alphanumeric() {
        out.push('\\');
        out.push(letter);
        // What stands in its braces is no number of times.
        if matches!(letter, 'p' | 'P' | 'u') && letters.peek() == Some(&'{') {
            out.extend(letters.by_ref().take_while(|letter| *letter != '}').chain(['}']));
        }
    } else {
        out.push_str(&regex::escape(letter.encode_utf8(&mut [0; 4])));
    }
    Ok(())
}

/// What follows `(`: a name, flags, or something that looks around.
fn group(letters: &mut Peekable<Chars>, out: &mut String) -> Result<(), String> {
    let rest: String = letters.clone().skip(1).take(2).collect();
    let looks = ["=", "!", ">", "<=", "<!"].into_iter().find(|start| rest.starts_with(start));
    if let Some(start) = looks {
        return Err(format!("`(?{start}` looks around"));
    }
    if rest.starts_with('#') {
        letters.by_ref().find(|letter| *letter == ')');
        return Ok(());
    }
    out.push('(');
    let flagged = letters.clone().skip(1).take_while(|letter| "mix-".contains(*letter)).count();
    for letter in letters.by_ref().take(1 + flagged) {
        out.push(if letter == 'm' { 's' } else { letter });
    }
    Ok(())
}

/// Whether what follows `{` makes it a number of times: `2}`, `2,}`, `,3}`, `2,3}`.
fn counts(letters: Peekable<Chars>) -> bool {
    let inside: String = letters.take_while(|letter| *letter != '}').take(12).collect();
    let (least, most) = inside.split_once(',').unwrap_or((inside.as_str(), ""));
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    number(least) && number(most) && !(least.is_empty() && most.is_empty())
}
