//! A file that is no definition at all, but a text in another format: its text → what it is.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// Says what a text is that no part of looks like a definition.
pub(crate) fn find(source: &Source) -> Option<Diagnostic> {
    let text = source.text.as_str();
    if text.lines().any(looks_like_a_definition) {
        return None;
    }
    let format = FORMATS.iter().find(|(_, is)| is(text)).map(|(name, _)| *name)?;
    let start = text.len() - text.trim_start().len();
    let end = start + text[start..].find('\n').unwrap_or(text.len() - start);
    let finding =
        Diagnostic::new(Code::NoCheatsheet, format!("this is {format}, and no definition"))
            .at(Span::new(start, end), "");
    Some(if format == MARKDOWN {
        finding.hint("a sheet in Markdown has a name that ends with `.md`; `docsheet language --markdown` tells how it is written")
    } else {
        finding.hint("a definition is written in Ruby, between `cheatsheet do` and `end`, or in Markdown; `docsheet language` lists its words")
    })
}

const MARKDOWN: &str = "Markdown";

type Is = fn(&str) -> bool;

/// Formats, the surest first.
const FORMATS: &[(&str, Is)] = &[
    ("JSON", is_json),
    ("HTML or XML", is_markup),
    (MARKDOWN, is_markdown),
    ("YAML", is_yaml),
    ("a table such as CSV", is_table),
];

/// A word of the language with a block, or another block of Ruby.
fn looks_like_a_definition(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("cheatsheet") || line.ends_with(" do") || line == "end"
}

fn is_json(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| !letter.is_whitespace());
    match (letters.next(), letters.next()) {
        (Some('{'), Some(next)) => matches!(next, '"' | '}'),
        (Some('['), Some(next)) => {
            matches!(next, '"' | '{' | '[') && text.trim_end().ends_with(']')
        }
        _ => false,
    }
}

fn is_markup(text: &str) -> bool {
    let mut letters = text.trim_start().chars();
    letters.next() == Some('<')
        && letters
            .next()
            .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '!' | '?'))
}

/// A heading, and something below it that is no comment of Ruby's.
fn is_markdown(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    let heading = |line: &str| {
        let signs = line.len() - line.trim_start_matches('#').len();
        (1..=6).contains(&signs) && line[signs..].starts_with(' ')
    };
    let block = |line: &str| {
        ["> ", "- ", "* ", "+ ", "```", "1. ", "| ", "---", "==="]
            .iter()
            .any(|sign| line.starts_with(sign))
    };
    let starts_with_heading = lines.clone().find(|line| !line.is_empty()).is_some_and(heading);
    lines.clone().any(heading) && lines.clone().any(block)
        || starts_with_heading && lines.any(|line| line.starts_with("## "))
}

/// Lines `key: value` or `- item`, and nothing else but what is further to the right.
fn is_yaml(text: &str) -> bool {
    let lines =
        text.lines().filter(|line| !line.trim().is_empty() && !line.trim().starts_with('#'));
    let is_key = |line: &str| {
        let (key, rest) = line.split_once(':').unwrap_or_default();
        let plain =
            |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | ' ' | '"');
        !key.is_empty() && key.chars().all(plain) && (rest.is_empty() || rest.starts_with(' '))
    };
    let fits = |line: &str| {
        line.starts_with([' ', '\t']) || line.starts_with("- ") || line == "---" || is_key(line)
    };
    let keys = lines.clone().filter(|line| is_key(line)).count();
    keys > 0 && lines.clone().count() > 1 && lines.clone().all(fits)
}

/// Two lines or more with as many separators each, and no bracket or sign of a program.
fn is_table(text: &str) -> bool {
    let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    [',', ';', '\t'].into_iter().any(|separator| {
        let cells = |line: &str| line.matches(separator).count();
        let first = lines.first().map_or(0, |line| cells(line));
        let alike = lines.iter().filter(|line| cells(line) == first).count();
        let program = lines.first().is_some_and(|line| line.contains(['=', '(', '[', '{']));
        first > 0 && lines.len() > 1 && alike * 10 >= lines.len() * 9 && !program
    })
}
