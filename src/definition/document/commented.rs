//! Code whose comments say what each line does → an entry for each line.
//!
//! Either a comment stands behind each command, or one stands above each; a block in which a
//! command has none stays code.

use super::blocks::Block;
use super::row::Row;
use super::text::Texts;
use crate::definition::draft::Given;
use crate::source::Span;

/// Languages in which `#` begins a comment and lines are commands.
const SHELLS: &[&str] =
    &["", "bash", "console", "fish", "powershell", "ps1", "sh", "shell", "terminal", "zsh"];

/// The rows of a code block, if all of it are such.
pub(super) fn rows(texts: &Texts, block: &Block, language: &str, code: &str) -> Option<Vec<Row>> {
    if !SHELLS.contains(&language.to_ascii_lowercase().as_str()) {
        return None;
    }
    let mut places = Places { text: texts.text, at: block.span.start, end: block.span.end };
    let mut rows: Vec<Row> = Vec::new();
    let mut above: Option<Given> = None;
    for line in code.lines() {
        if line.trim().is_empty() {
            // A comment that stands alone says something about all of it.
            if above.is_some() {
                return None;
            }
            continue;
        }
        if line.starts_with([' ', '\t']) {
            return None;
        }
        let (command, comment) = split(line);
        match (command, comment) {
            ("", Some(comment)) => {
                if above.replace(literal(&places.given(comment)?)).is_some() {
                    return None;
                }
            }
            (command, comment) => {
                let command = places.given(command)?;
                let comment = comment
                    .and_then(|comment| places.given(comment))
                    .map(|comment| literal(&comment));
                let name = match (above.take(), comment) {
                    (Some(_), Some(_)) | (None, None) => return None,
                    (above, comment) => above.or(comment),
                };
                rows.push(row(command, name));
            }
        }
    }
    (above.is_none() && rows.len() > 1).then_some(rows)
}

fn row(mut command: Given, name: Option<Given>) -> Row {
    let start = name.as_ref().map_or(command.span.start, |name| name.span.start);
    let span = Span::new(start.min(command.span.start), command.span.end);
    if let Some(typed) = command.text.strip_prefix("$ ") {
        command.text = typed.into();
    }
    Row { span: Some(span), commands: vec![command], name, ..Row::default() }
}

/// A comment as Markdown that shows it as it is.
pub(super) fn literal(comment: &Given) -> Given {
    let mut text = String::with_capacity(comment.text.len());
    for letter in comment.text.chars() {
        if matches!(letter, '\\' | '*' | '_' | '<' | '[' | '`' | '&' | '~') {
            text.push('\\');
        }
        text.push(letter);
    }
    Given { text, span: comment.span }
}

/// A line as its command and its comment.
fn split(line: &str) -> (&str, Option<&str>) {
    if let Some(comment) = line.strip_prefix("# ") {
        return ("", Some(comment.trim()));
    }
    match line.split_once(" # ") {
        Some((command, comment)) => (command.trim_end(), Some(comment.trim())),
        None => (line.trim_end(), None),
    }
}

/// Where parts of the code stand in the document, one behind the other.
struct Places<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl Places<'_> {
    fn given(&mut self, part: &str) -> Option<Given> {
        if part.is_empty() {
            return None;
        }
        let start = self.at + self.text.get(self.at..self.end)?.find(part)?;
        self.at = start + part.len();
        Some(Given { text: part.to_owned(), span: Span::new(start, self.at) })
    }
}
