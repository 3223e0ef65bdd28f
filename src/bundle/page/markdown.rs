//! The parts of a text → Markdown, GitHub's dialect.

use super::part::{Emphasis, Part, Piece, Term};

/// Signs that mean something in a line.
const SIGNS: &str = "\\`*_[]<>|";

pub(super) fn markdown(parts: &[Part]) -> String {
    let blocks: Vec<String> = parts.iter().map(one).collect();
    blocks.join("\n\n")
}

fn one(part: &Part) -> String {
    match part {
        Part::Text(pieces) => at_start(&inline(pieces)),
        Part::Heading(level, pieces) => {
            format!("{} {}", "#".repeat(usize::from(*level)), inline(pieces).replace("  \n", " "))
        }
        Part::Code(text) => {
            let fence = "`".repeat(3.max(longest_run(text) + 1));
            format!("{fence}\n{text}\n{fence}")
        }
        Part::List(first, items) => list(*first, items),
        Part::Terms(terms) => terms.iter().map(term).collect::<Vec<_>>().join("\n"),
        Part::Table(headings, rows) => table(headings, rows),
        Part::Quote(parts) => prefixed(&markdown(parts), "> ", "> "),
    }
}

fn list(first: Option<u64>, items: &[Vec<Part>]) -> String {
    let items = items.iter().zip(0..).map(|(item, count)| {
        let marker =
            first.map_or("- ".to_owned(), |first| format!("{}. ", first.saturating_add(count)));
        prefixed(&markdown(item), &marker, &" ".repeat(marker.len()))
    });
    items.collect::<Vec<_>>().join("\n")
}

fn term(term: &Term) -> String {
    let name = format!("**{}**", escaped(&term.name));
    match (&term.body[..], term.name.is_empty()) {
        ([], _) => format!("- {name}"),
        (body, true) => prefixed(&markdown(body), "- ", "  "),
        ([Part::Text(pieces)], _) => format!("- {name}: {}", prefixed(&inline(pieces), "", "  ")),
        (body, _) => format!("- {name}\n\n{}", prefixed(&markdown(body), "  ", "  ")),
    }
}

fn table(headings: &[Vec<Piece>], rows: &[Vec<Vec<Piece>>]) -> String {
    let widest = rows.iter().map(Vec::len).max().unwrap_or_default();
    let columns = headings.len().max(widest);
    let line = |row: &[Vec<Piece>]| {
        let cells =
            (0..columns).map(|at| row.get(at).map(|cell| in_table(cell)).unwrap_or_default());
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let rule = format!("|{}", " --- |".repeat(columns));
    let rows = rows.iter().map(|row| line(row));
    [line(headings), rule].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// In a table even code may not have a bare `|`.
fn in_table(pieces: &[Piece]) -> String {
    let one = |piece: &Piece| match piece.emphasis {
        Emphasis::Code => spans(piece).replace('|', "\\|"),
        _ => spans(piece),
    };
    pieces.iter().map(one).collect()
}

fn inline(pieces: &[Piece]) -> String {
    pieces.iter().map(spans).collect()
}

fn spans(piece: &Piece) -> String {
    let lines = piece.text.split('\n').map(|line| span(line, piece.emphasis));
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

fn prefixed(text: &str, first: &str, others: &str) -> String {
    let mut all = String::new();
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            all.push('\n');
        }
        let prefix = if at == 0 { first } else { others };
        all.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        all.push_str(line);
    }
    all
}
