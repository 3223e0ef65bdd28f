//! A text in one dialect of Markdown → the same text in the other.
//!
//! The simplest writing that renders the same is taken.

use crate::markdown::{Dialect, Prose, read, read_name};

/// `text` in the other dialect; `None` when no writing of it renders the same.
pub(super) fn translated(text: &str, from: Dialect) -> Option<String> {
    pick(text, from, &|text, dialect| read(text, dialect).render(&|to| Some(to.to_owned())).prose)
}

/// A name in the other dialect.
pub(super) fn translated_name(text: &str, from: Dialect) -> Option<String> {
    pick(text, from, &|text, dialect| {
        read_name(text, dialect).render(&|to| Some(to.to_owned())).prose
    })
}

fn pick(text: &str, from: Dialect, prose: &dyn Fn(&str, Dialect) -> Prose) -> Option<String> {
    let to = match from {
        Dialect::Redcarpet => Dialect::GitHub,
        Dialect::GitHub => Dialect::Redcarpet,
    };
    let wanted = prose(text, from);
    let exact = unindented(text);
    let trimmed = exact.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    let mut candidates = writings(&trimmed, to);
    candidates.extend(writings(&exact, to));
    let blocks = blocks(&exact);
    if blocks.len() > 1 {
        let blocks = blocks.iter().map(|block| pick(block, from, prose));
        candidates.extend(blocks.collect::<Option<Vec<_>>>().map(|blocks| blocks.join("\n\n")));
    }
    candidates.push(wanted.html.to_string());
    candidates.into_iter().find(|candidate| prose(candidate, to) == wanted)
}

/// Ways to write the same text in a dialect, the simplest first.
fn writings(text: &str, to: Dialect) -> Vec<String> {
    match to {
        Dialect::GitHub => vec![
            text.to_owned(),
            with_breaks(text),
            apart(&with_breaks(text)),
            linked(&apart(&with_breaks(text))),
        ],
        Dialect::Redcarpet => {
            let lines = unwrapped(text);
            vec![text.to_owned(), without_breaks(&lines), apart(&without_breaks(&lines))]
        }
    }
}

/// The parts of a text that empty lines set apart; code is one of them.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    let mut in_code = false;
    for line in text.lines() {
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        if !in_code && (line.trim().is_empty() || is_fence) {
            blocks.push(String::new());
        }
        let block = blocks.last_mut().into_iter();
        block.for_each(|block| block.extend([line, "\n"]));
        in_code ^= is_fence;
        if !in_code && is_fence {
            blocks.push(String::new());
        }
    }
    blocks.retain(|block| !block.trim().is_empty());
    blocks
}

/// The text without the indentation that its lines share, and without empty ends.
fn unindented(text: &str) -> String {
    let indent = |line: &&str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let shared = lines().map(|line| indent(&line)).min().unwrap_or(0);
    let lines = text.lines().map(|line| line.get(shared..).unwrap_or(""));
    lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

/// Line breaks between lines of text written out.
fn with_breaks(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = Vec::new();
    let mut in_code = false;
    for (at, line) in lines.iter().enumerate() {
        in_code ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        let next = lines.get(at + 1).copied().unwrap_or_default();
        let breaks = !in_code && is_text(line) && is_text(next) && !begins_block(next);
        out.push(if breaks { format!("{line}\\") } else { (*line).to_owned() });
    }
    out.join("\n")
}

fn is_text(line: &str) -> bool {
    let line = line.trim();
    !(line.is_empty() || line.starts_with("```") || line.starts_with('|') || line.starts_with('#'))
}

fn begins_block(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    ["- ", "* ", "+ ", "> ", "#", "|", "---"].iter().any(|mark| line.starts_with(mark))
        || digits.len() < line.len() && digits.starts_with(". ")
}

/// Lines of text that run on as one line.
fn unwrapped(text: &str) -> String {
    let mut out = String::new();
    let mut in_code = false;
    let mut runs_on = false;
    for line in text.lines() {
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        let joins = runs_on && !in_code && is_text(line) && !begins_block(line);
        if joins {
            out.extend([" ", line.trim_start()]);
        } else {
            out.extend([if out.is_empty() { "" } else { "\n" }, line]);
        }
        in_code ^= is_fence;
        runs_on =
            !in_code && is_text(line) && !line.ends_with(['\\', '>']) && !line.ends_with("  ");
    }
    out
}

/// Breaks that are written out as plain ones.
fn without_breaks(text: &str) -> String {
    let lines = text.lines().map(|line| line.strip_suffix('\\').unwrap_or(line).trim_end());
    lines.collect::<Vec<_>>().join("\n")
}

/// Lists, tables, code and headings set apart from the lines above them by an empty line.
fn apart(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        let begins = !in_code && (fence || begins_block(line));
        let above = out.last().map(|line| line.trim().to_owned()).unwrap_or_default();
        if begins && !above.is_empty() && !begins_block(&above) && !line.starts_with(' ') {
            out.push(String::new());
        }
        in_code ^= fence;
        out.push(line.to_owned());
    }
    out.join("\n")
}

/// Bare addresses as links.
fn linked(text: &str) -> String {
    text.split(' ')
        .map(|word| if word.starts_with("http") { format!("<{word}>") } else { word.to_owned() })
        .collect::<Vec<_>>()
        .join(" ")
}
