//! Regular expressions: Ruby's spelling → the crate `regex`, which cannot hang.

use std::fmt::Write;

use regex::{Regex, RegexBuilder};

/// Largest compiled pattern, in bytes: keeps `a{1000}{1000}` from filling the memory.
const MAX_COMPILED_BYTES: usize = 1 << 20;

/// The letters after the closing `/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    pub(crate) regex: Regex,
}

impl Pattern {
    /// Compiles `source`; the error is a few words on what it holds that cannot be had.
    pub(crate) fn new(source: &str, flags: Flags) -> Result<Self, String> {
        let translated = translate(source)?;
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
        Ok(Self { source: source.to_owned(), regex })
    }
}

fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "it is too large when compiled".to_owned(),
        _ => {
            let text = error.to_string();
            let last = text.lines().last().unwrap_or_default();
            last.trim_start_matches("error: ").to_owned()
        }
    }
}

/// Spellings that differ between the two: `\h`, `\Z`, `\e`, POSIX classes go through as they are.
fn translate(source: &str) -> Result<String, String> {
    let mut out = String::with_capacity(source.len());
    let mut letters = source.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('h') => out.push_str("[0-9a-fA-F]"),
                Some('H') => out.push_str("[^0-9a-fA-F]"),
                Some('Z') => out.push_str("(?:\\n?\\z)"),
                Some('R') => out.push_str("(?:\\r\\n|[\\n\\x0B\\f\\r])"),
                Some('e') => out.push_str("\\x1B"),
                Some(digit @ '1'..='9') => {
                    return Err(format!("`\\{digit}` refers back to a group"));
                }
                Some('k') => return Err("`\\k` refers back to a group".to_owned()),
                Some(
                    escaped @ ('/' | '"' | '\'' | ' ' | '<' | '>' | '@' | ':' | ';' | ',' | '='
                    | '!' | '%' | '_' | '`'),
                ) => {
                    literal(&mut out, escaped);
                }
                Some(other) => {
                    let _ = write!(out, "\\{other}");
                }
                None => return Err("it ends in a backslash".to_owned()),
            },
            '(' if letters.peek() == Some(&'?') => {
                let rest: String = letters.clone().skip(1).take(2).collect();
                if rest.starts_with(['=', '!', '>']) || rest == "<=" || rest == "<!" {
                    return Err(format!(
                        "`(?{}` looks around",
                        rest.trim_end_matches(char::is_alphanumeric)
                    ));
                }
                out.push('(');
            }
            _ => out.push(letter),
        }
    }
    Ok(out)
}

fn literal(out: &mut String, letter: char) {
    out.push_str(&regex::escape(letter.encode_utf8(&mut [0; 4])));
}
