//! Texts → as Markdown and YAML spell them.

use super::super::document;

/// Code in Markdown, its fence longer than any in it.
pub(super) fn code(text: &str) -> String {
    let mut fence = String::from("`");
    while text.contains(&fence) {
        fence.push('`');
    }
    let needs_room = text.starts_with('`')
        || text.ends_with('`')
        || text.starts_with(' ') && text.ends_with(' ');
    match (text.trim().is_empty(), needs_room) {
        (true, _) => String::new(),
        (_, true) => format!("{fence} {text} {fence}"),
        _ => format!("{fence}{text}{fence}"),
    }
}

pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// A title that is no Markdown as a heading that reads the same.
pub(super) fn heading(title: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if document::reads_as(&title) == title { title } else { escaped(&title) }
}

/// A name among others between commas.
pub(super) fn plain(name: &str) -> String {
    if name.contains([',', '*', '_', '`', '<', '[', '&', '\\']) {
        code(name)
    } else {
        name.to_owned()
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '#' | '{') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// A key with its value, as YAML that reads as this text.
pub(super) fn yaml(key: &str, text: &str) -> String {
    if text.contains('\n') {
        let (text, chomp) = match text.strip_suffix('\n') {
            None => (text, "-"),
            Some(lines) if lines.ends_with('\n') => (lines, "+"),
            Some(lines) => (lines, ""),
        };
        let lines = text
            .split('\n')
            .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") });
        let indent = if text.starts_with([' ', '\n']) { "2" } else { "" };
        return format!("{key}: |{indent}{chomp}\n{}", lines.collect::<String>());
    }
    let is_plain = text.chars().next().is_some_and(char::is_alphanumeric)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && !["null", "true", "false", "yes", "no"].contains(&text.to_lowercase().as_str());
    if is_plain {
        return format!("{key}: {text}\n");
    }
    if !text.contains('\'') {
        return format!("{key}: '{text}'\n");
    }
    format!("{key}: '{}'\n", text.replace('\'', "''"))
}

/// A name behind a sign that is no part of it, where it would not be read as it is.
pub(super) fn set_apart(name: &str) -> String {
    let needs_sign = name.starts_with(['`', ':', '-', '–', '—', '=', ',', '/', '|'])
        || name.starts_with("<code>")
        || name.starts_with("<kbd>");
    if needs_sign { format!("- {name}") } else { name.to_owned() }
}
