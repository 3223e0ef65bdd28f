//! An entry of a page → text for a terminal, as lines of pieces.

use html2text::config;
use html2text::render::RichAnnotation;
use unicode_width::UnicodeWidthStr;

use super::Shelved;
use super::excerpt::{Excerpt, Tag, excerpt, tags};
use crate::bundle::{self, DOCUMENTS, Target, target};
use crate::error::Error;

/// A line of text.
pub type Line = Vec<Piece>;

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it says; no control characters.
    pub text: String,
    /// How it stands out.
    pub emphasis: Emphasis,
}

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// Not at all.
    None,
    /// A name, a term.
    Strong,
    /// Code, a command.
    Code,
}

/// Largest page that an entry is read from, in bytes.
const LIMIT: u64 = 8 << 20;
/// Widest column of terms.
const TERM_WIDTH: usize = 20;
/// Deepest nesting that is rendered; more takes time that grows with its square.
const DEPTH: usize = 500;
/// The class of lists whose items are a term and what there is to say of it.
const FACTS: &str = "facts";

/// The text of the entry `name` that an index row's `path` leads to, in lines of `width` columns,
/// without the name itself; `None` when the page does not have it.
///
/// # Errors
/// Names the path when the system refuses.
pub fn entry(
    docset: &Shelved,
    name: &str,
    path: &str,
    width: usize,
) -> Result<Option<Vec<Line>>, Error> {
    let Target::Page { page, fragment } = target(path) else { return Ok(None) };
    let page = format!("{DOCUMENTS}/{page}");
    let bundle = bundle::open_part(&docset.path, &[&page])?;
    let bytes = bundle.read(&page, LIMIT)?.unwrap_or_default();
    let page = String::from_utf8_lossy(&bytes);
    let Some(excerpt) = excerpt(&page, fragment) else { return Ok(None) };
    let cells = cells(excerpt.html);
    let mut all =
        if cells.len() > 1 { row(&excerpt, &cells, width) } else { lines(excerpt.html, width) };
    if let Some(at) = all.iter().position(|line| says(line, name)) {
        all.remove(at);
    }
    Ok(Some(squeezed(all)))
}

/// Whether a line says just `name`, whatever heading is before it.
fn says(line: &Line, name: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_term = |(at, piece): &(usize, &Piece)| *at == 1 && piece.emphasis == Emphasis::Strong;
    let text = line.iter().enumerate().filter(|part| !is_term(part));
    let text: String = text.map(|(_, piece)| piece.text.as_str()).collect();
    words(&text) == words(name)
}

/// The cells of a row, without their tags; none for anything else.
fn cells(html: &str) -> Vec<&str> {
    let tags = tags(html);
    if tags.first().is_none_or(|tag| tag.name != "tr") {
        return Vec::new();
    }
    let mut cells = Vec::new();
    let mut depth = 0_usize;
    let mut start = None;
    for tag in &tags {
        match (tag.name.as_str(), tag.is_end) {
            ("table", false) => depth += 1,
            ("table", true) => depth = depth.saturating_sub(1),
            ("td" | "th" | "tr", _) if depth == 0 => {
                cells.extend(start.take().and_then(|start| html.get(start..tag.place.start)));
                start = (tag.name != "tr" && !tag.is_end).then_some(tag.place.end);
            }
            _ => {}
        }
    }
    cells
}

/// Renders a row: a cell under a heading as a fact, another as it flows, commands a line each.
fn row(excerpt: &Excerpt, cells: &[&str], width: usize) -> Vec<Line> {
    let plain = |html: &&str| text(&flowing(html, usize::MAX >> 8));
    let headings: Vec<String> = excerpt.headings.iter().map(plain).collect();
    let widths = headings.iter().map(|heading| heading.width());
    let column = widths.max().unwrap_or_default().min(TERM_WIDTH);
    let mut all = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let cell = cell.replace("</code>\n<code>", "</code><br><code>");
        match headings.get(at).filter(|heading| !heading.is_empty()) {
            Some(_) if cell.trim().is_empty() => {}
            Some(heading) => all.extend(fact(heading, &cell, column, width)),
            None => {
                all.push(Line::new());
                all.extend(lines(&cell, width));
            }
        }
    }
    all
}

/// Renders HTML: lists of facts as a table of terms, everything else as it flows.
fn lines(html: &str, width: usize) -> Vec<Line> {
    let tags = tags(html);
    let mut lines = Vec::new();
    let mut done = 0;
    while let Some(start) = tags.iter().position(|tag| tag.place.start >= done && is_facts(tag)) {
        let end = tags.iter().skip(start).position(|tag| tag.name == "ul" && tag.is_end);
        let end = end.map_or(tags.len(), |end| start + end);
        lines.extend(flowing(&html[done..tags[start].place.start], width));
        lines.push(Line::new());
        lines.extend(facts(html, &tags[start + 1..end], width));
        lines.push(Line::new());
        done = tags.get(end).map_or(html.len(), |tag| tag.place.end);
    }
    lines.extend(flowing(&html[done..], width));
    squeezed(lines)
}

fn is_facts(tag: &Tag) -> bool {
    tag.name == "ul" && !tag.is_end && tag.class.split(' ').any(|class| class == FACTS)
}

/// The items of a list between its tags: term, and what there is to say.
fn facts(html: &str, tags: &[Tag], width: usize) -> Vec<Line> {
    let starts = tags.iter().filter(|tag| tag.name == "li" && !tag.is_end);
    let starts: Vec<usize> = starts.map(|tag| tag.place.start).collect();
    let last = tags.last().map_or(0, |tag| tag.place.end);
    let ends = starts.iter().skip(1).copied().chain([last]);
    let items: Vec<_> =
        starts.iter().zip(ends).map(|(start, end)| split_term(&html[*start..end])).collect();
    let terms = items.iter().map(|(term, _)| term.width());
    let column = terms.max().unwrap_or_default().min(TERM_WIDTH);
    items.into_iter().flat_map(|(term, html)| fact(&term, html, column, width)).collect()
}

/// `<li><strong>Term:</strong> text` → `Term` and ` text`.
fn split_term(item: &str) -> (String, &str) {
    let tags = tags(item);
    let strong = |is_end: bool| move |tag: &&Tag| tag.name == "strong" && tag.is_end == is_end;
    let (Some(start), Some(end)) =
        (tags.iter().find(strong(false)), tags.iter().find(strong(true)))
    else {
        return (String::new(), item);
    };
    let before = item[..start.place.start].trim();
    let is_first = before.is_empty() || (before.starts_with("<li") && before.ends_with('>'));
    if !is_first || start.place.end > end.place.start {
        return (String::new(), item);
    }
    let term = flowing(&item[start.place.end..end.place.start], usize::MAX >> 8);
    (text(&term).trim_end_matches(':').to_owned(), &item[end.place.end..])
}

fn fact(term: &str, html: &str, column: usize, width: usize) -> Vec<Line> {
    const GAP: usize = 2;
    let indent = GAP + column + GAP;
    let text = squeezed(flowing(html.trim(), width.saturating_sub(indent).max(20)));
    let blank = |width: usize| Piece { text: " ".repeat(width), emphasis: Emphasis::None };
    let mut lines = Vec::new();
    let mut head = vec![blank(GAP), Piece { text: term.to_owned(), emphasis: Emphasis::Strong }];
    if term.width() > column {
        lines.push(std::mem::replace(&mut head, vec![blank(indent)]));
    } else {
        head.push(blank(column + GAP - term.width()));
    }
    for line in text {
        let mut start = std::mem::replace(&mut head, vec![blank(indent)]);
        start.extend(line);
        lines.push(start);
    }
    lines
}

/// Renders HTML as it flows.
fn flowing(html: &str, width: usize) -> Vec<Line> {
    let config = config::rich().no_table_borders().allow_width_overflow().no_link_wrapping();
    // A row or a cell by itself is text without a table around it.
    let start = html.trim_start();
    let in_table = start.starts_with("<tr") || start.starts_with("<td");
    let tags = tags(html);
    let html = if depth(&tags) > DEPTH { stripped(html, &tags) } else { with_plain_headings(html) };
    let html = if in_table { format!("<table>{html}</table>") } else { html };
    let rendered = config.lines_from_read(html.as_bytes(), width).unwrap_or_default();
    rendered
        .into_iter()
        .map(|line| line.tagged_strings().map(|part| piece(&part.s, &part.tag)).collect())
        .collect()
}

/// How deep tags are nested; those that close by themselves are left out.
fn depth(tags: &[Tag]) -> usize {
    let mut depth = 0_usize;
    let depths = tags.iter().filter(|tag| !tag.closes_itself()).map(|tag| {
        depth = if tag.is_end { depth.saturating_sub(1) } else { depth + 1 };
        depth
    });
    depths.max().unwrap_or_default()
}

/// What is left of HTML without its tags, as it stands.
fn stripped(html: &str, tags: &[Tag]) -> String {
    let starts = std::iter::once(0).chain(tags.iter().map(|tag| tag.place.end));
    let ends = tags.iter().map(|tag| tag.place.start).chain([html.len()]);
    let parts = starts.zip(ends).filter_map(|(start, end)| html.get(start..end));
    parts.collect::<Vec<_>>().join(" ")
}

/// Headings as strong paragraphs, for the library would mark them with `#`.
fn with_plain_headings(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut done = 0;
    for tag in tags(html).iter().filter(|tag| tag.is_heading()) {
        plain.push_str(&html[done..tag.place.start]);
        plain.push_str(if tag.is_end { "</strong></p>" } else { "<p><strong>" });
        done = tag.place.end;
    }
    plain + &html[done..]
}

/// The text of lines in one.
fn text(lines: &[Line]) -> String {
    let text: String = lines.iter().flatten().map(|piece| piece.text.as_str()).collect();
    text.trim().to_owned()
}

fn piece(text: &str, tags: &[RichAnnotation]) -> Piece {
    let emphasis = if tags.iter().any(|tag| matches!(tag, RichAnnotation::Code)) {
        Emphasis::Code
    } else if tags.iter().any(|tag| matches!(tag, RichAnnotation::Strong)) {
        Emphasis::Strong
    } else {
        Emphasis::None
    };
    Piece { text: text.replace(char::is_control, " "), emphasis }
}

/// Without blank lines at the ends, and never two of them together.
fn squeezed(lines: Vec<Line>) -> Vec<Line> {
    let is_blank = |line: &Line| line.iter().all(|piece| piece.text.trim().is_empty());
    let mut all: Vec<Line> = Vec::new();
    for line in lines {
        if !is_blank(&line) {
            all.push(line);
        } else if all.last().is_some_and(|last| !is_blank(last)) {
            all.push(Line::new());
        }
    }
    if all.last().is_some_and(is_blank) {
        all.pop();
    }
    all
}
