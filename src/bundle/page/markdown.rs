//! The parts of a text → Markdown, GitHub's dialect.

use super::part::{Emphasis, Kind, Part, Parts};

/// Signs that mean something in a line.
const SIGNS: &str = "\\`*_[]<>|";

pub(super) fn markdown(parts: &Parts) -> String {
    let mut to = String::new();
    all(parts.top(), &mut to);
    to
}

fn all<'a>(parts: impl Iterator<Item = Part<'a>>, to: &mut String) {
    joined(parts, "\n\n", to, one);
}

/// Writes each with `gap` between them.
fn joined<'a>(
    parts: impl Iterator<Item = Part<'a>>,
    gap: &str,
    to: &mut String,
    mut write: impl FnMut(Part<'a>, &mut String),
) {
    for (at, part) in parts.enumerate() {
        if at > 0 {
            to.push_str(gap);
        }
        write(part, to);
    }
}

fn one(part: Part, to: &mut String) {
    match part.kind() {
        Kind::Heading(level) => {
            to.push_str(&"#".repeat(usize::from(level)));
            to.push(' ');
            to.push_str(&inline(part).replace("  \n", " "));
        }
        Kind::Code => {
            let text = part.text();
            let fence = "`".repeat(3.max(longest_run(text) + 1));
            to.extend([&fence, "\n", text, "\n", &fence]);
        }
        Kind::List | Kind::Numbered => list(part, to),
        Kind::Terms => joined(part.inside(), "\n", to, term),
        Kind::Table => table(part, to),
        Kind::Quote => prefixed(to, "> ", "> ", |to| all(part.inside(), to)),
        _ => to.push_str(&at_start(&inline(part))),
    }
}

fn list(list: Part, to: &mut String) {
    let mut count = list.number();
    joined(list.inside(), "\n", to, |item, to| {
        let marker = match list.kind() {
            Kind::Numbered => format!("{count}. "),
            _ => "- ".to_owned(),
        };
        count = count.saturating_add(1);
        prefixed(to, &marker, &" ".repeat(marker.len()), |to| all(item.inside(), to));
    });
}

fn term(term: Part, to: &mut String) {
    let mut body = term.inside();
    let name = body.next().map_or("", Part::text);
    let mut rest = body.clone();
    let named = format!("- **{}**", escaped(name));
    match (name, rest.next(), rest.next()) {
        (_, None, _) => to.push_str(&named),
        ("", ..) => prefixed(to, "- ", "  ", |to| all(body, to)),
        (_, Some(text), None) if text.kind() == Kind::Text => {
            to.push_str(&named);
            prefixed(to, ": ", "  ", |to| to.push_str(&inline(text)));
        }
        _ => {
            to.push_str(&named);
            to.push_str("\n\n");
            prefixed(to, "  ", "  ", |to| all(body, to));
        }
    }
}

fn table(table: Part, to: &mut String) {
    let columns = table.inside().map(|row| row.inside().count()).max().unwrap_or_default();
    // Only the first line needs all cells: many short rows below a long one would be mostly blanks.
    let line = |row: Option<Part>, cells: usize, to: &mut String| {
        let mut own = row.into_iter().flat_map(Part::inside);
        to.push('|');
        for _ in 0..cells {
            to.push(' ');
            to.extend(own.next().into_iter().flat_map(Part::inside).map(in_table));
            to.push_str(" |");
        }
    };
    let is_headed = table.inside().next().is_some_and(|row| row.kind() == Kind::Headings);
    let mut rows = table.inside().peekable();
    line(rows.next_if(|_| is_headed), columns, to);
    to.push_str("\n|");
    to.push_str(&" --- |".repeat(columns));
    for row in rows {
        to.push('\n');
        line(Some(row), row.inside().count(), to);
    }
}

/// In a table even code may not have a bare `|`, and a line break is a tag.
fn in_table(piece: Part) -> String {
    let text = spans(piece).replace("  \n", "<br>");
    if piece.emphasis() == Emphasis::Code { text.replace('|', "\\|") } else { text }
}

fn inline(line: Part) -> String {
    line.inside().map(spans).collect()
}

fn spans(piece: Part) -> String {
    let lines = piece.text().split('\n').map(|line| span(line, piece.emphasis()));
    lines.collect::<Vec<_>>().join("  \n")
}

fn span(text: &str, emphasis: Emphasis) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let start = text.len() - text.trim_start().len();
    let (before, after) = (&text[..start], &text[start + inner.len()..]);
    let inner = match emphasis {
        Emphasis::None => escaped(inner),
        Emphasis::Strong => format!("**{}**", escaped(inner)),
        Emphasis::Code => code(inner),
    };
    format!("{before}{inner}{after}")
}

fn code(text: &str) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if SIGNS.contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// A paragraph that does not begin like a heading, an item or a number.
fn at_start(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let is_number = digits > 0 && text[digits..].starts_with(['.', ')']);
    if is_number {
        format!("{}\\{}", &text[..digits], &text[digits..])
    } else if text.starts_with(['#', '+', '-', '=', '~']) {
        format!("\\{text}")
    } else {
        text.to_owned()
    }
}

/// Puts something before each line of what `write` writes.
fn prefixed(to: &mut String, first: &str, others: &str, write: impl FnOnce(&mut String)) {
    let start = to.len();
    write(to);
    let text = to.split_off(start);
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            to.push('\n');
        }
        let prefix = if at == 0 { first } else { others };
        to.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        to.push_str(line);
    }
}
