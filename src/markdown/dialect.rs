//! Markdown as Redcarpet and the authors of sheets read it → the same as CommonMark.
//!
//! One walk over the lines that knows blocks and nothing else. It decides what each line is and
//! writes it so that a CommonMark parser has no choice: code, lists and tables re-indented and set
//! apart, and a [`MARK`] before what must stay text.

use super::MARK;
use super::spans;

/// How deep lists and quotes may nest; deeper ones are text.
const DEPTH: usize = 16;

/// The result of [`common_mark`].
pub(super) struct Source {
    /// The Markdown, with marks in it.
    pub(super) text: String,
    /// Whether a fenced code block has no end.
    pub(super) unclosed_fence: bool,
}

/// Rewrites Markdown from the sheets' dialect.
pub(super) fn common_mark(markdown: &str) -> Source {
    let clean = markdown.replace(MARK, "");
    let lines = unindent(&clean);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut dialect = Dialect { unclosed_fence: false };
    let mut text = dialect.blocks(&lines, 0).join("\n");
    text.push('\n');
    Source { text, unclosed_fence: dialect.unclosed_fence }
}

/// Removes the smallest indentation that the lines share, and writes tabs at their start as spaces.
fn unindent(markdown: &str) -> Vec<String> {
    let indent = |line: &str| line.chars().take_while(|letter| letter.is_whitespace()).count();
    let lines: Vec<&str> = markdown.lines().collect();
    let shared = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| indent(line))
        .min()
        .unwrap_or(0);
    let unindented = |line: &&str| {
        let taken = indent(line).min(shared);
        let start = line.char_indices().nth(taken).map_or(line.len(), |(at, _)| at);
        spaces_for_tabs(&line[start..])
    };
    lines.iter().map(unindented).collect()
}

fn spaces_for_tabs(line: &str) -> String {
    let text = line.trim_start_matches([' ', '\t']);
    let mut spaces = String::new();
    for letter in line[..line.len() - text.len()].chars() {
        let width = if letter == '\t' { 4 - spaces.len() % 4 } else { 1 };
        spaces.extend(std::iter::repeat_n(' ', width));
    }
    spaces + text
}

struct Dialect {
    unclosed_fence: bool,
}

impl Dialect {
    fn blocks(&mut self, lines: &[&str], depth: usize) -> Vec<String> {
        let mut out = Vec::with_capacity(lines.len());
        let mut rest = lines;
        while let Some(line) = rest.first() {
            let taken = if line.trim().is_empty() {
                out.push(String::new());
                1
            } else {
                self.block(rest, depth, &mut out)
            };
            rest = &rest[taken..];
        }
        out
    }

    /// Writes the block at the start of `lines`; how many lines it takes.
    fn block(&mut self, lines: &[&str], depth: usize, out: &mut Vec<String>) -> usize {
        let line = lines[0];
        if let Some(fence) = Fence::open(lines) {
            self.fenced_code(&fence, lines, out)
        } else if let Some(taken) = html_block(lines) {
            raw(&lines[..taken], out)
        } else if let Some(heading) = heading(line) {
            out.push(heading);
            1
        } else if is_rule(line) {
            out.push(line.trim().to_owned());
            1
        } else if depth < DEPTH && is_quote(line, lines) {
            self.quote(lines, depth, out)
        } else if let Some(columns) = table_columns(lines) {
            table(lines, columns, out)
        } else if let Some(item) = Item::read(line)
            && depth < DEPTH
        {
            self.item(&item, lines, depth, out)
        } else {
            paragraph(lines, out)
        }
    }

    /// Code between fences, moved to the margin: authors indent fences with the text around them.
    fn fenced_code(&mut self, fence: &Fence, lines: &[&str], out: &mut Vec<String>) -> usize {
        let end = lines[1..].iter().position(|line| fence.is_closed_by(line));
        let code = &lines[1..end.map_or(lines.len(), |end| end + 1)];
        let delimiter = fence.delimiter;
        self.unclosed_fence |= end.is_none();
        out.push(format!("{delimiter} {}", fence.language));
        out.extend(code.iter().map(|line| without_indent(line, fence.indent).to_owned()));
        out.push(delimiter.to_owned());
        code.len() + 1 + usize::from(end.is_some())
    }

    /// A quote reaches to the next empty line, its mark on every line or not.
    fn quote(&mut self, lines: &[&str], depth: usize, out: &mut Vec<String>) -> usize {
        let taken = lines.iter().position(|line| line.trim().is_empty()).unwrap_or(lines.len());
        let inside = |line: &&'_ str| -> String {
            let text = line.trim_start();
            match text.strip_prefix('>') {
                Some(quoted) => quoted.strip_prefix(' ').unwrap_or(quoted).to_owned(),
                None => text.to_owned(),
            }
        };
        let inner: Vec<String> = lines[..taken].iter().map(inside).collect();
        let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
        let inner = self.blocks(&inner, depth + 1);
        out.extend(inner.iter().map(|line| format!("> {line}")));
        taken
    }

    /// A list item with all that belongs to it: what is indented deeper than its own mark, and what
    /// runs on without an empty line.
    fn item(&mut self, item: &Item, lines: &[&str], depth: usize, out: &mut Vec<String>) -> usize {
        let taken = 1 + item_length(item, &lines[1..]);
        let mut inner = vec![item.text];
        let deeper = lines[1..taken].iter();
        inner.extend(deeper.map(|line| without_indent(line, item.indent + 1)));
        let inner = self.blocks(&inner, depth + 1);
        let margin = " ".repeat(item.mark.len());
        for (number, line) in inner.iter().enumerate() {
            out.push(match (number, line.is_empty()) {
                (0, _) => format!("{}{line}", item.mark),
                (_, true) => String::new(),
                (_, false) => format!("{margin}{line}"),
            });
        }
        taken
    }
}

/// How many of the lines after its first one belong to a list item.
fn item_length(item: &Item, lines: &[&str]) -> usize {
    let mut length = 0;
    let mut after_blank = false;
    let mut fence: Option<Fence> = None;
    for (at, line) in lines.iter().enumerate() {
        if line.trim().is_empty() {
            after_blank = true;
            continue;
        }
        let deeper = indent(line) > item.indent;
        if let Some(open) = &fence {
            if open.is_closed_by(line) {
                fence = None;
            }
        } else if !deeper && (after_blank || Item::read(line).is_some() || interrupts(&lines[at..]))
        {
            break;
        } else {
            fence = Fence::open(&lines[at..]);
        }
        after_blank = false;
        length = at + 1;
    }
    length
}

/// Whether the first of `lines` ends a paragraph by starting a block of its own.
fn interrupts(lines: &[&str]) -> bool {
    let line = lines[0];
    Fence::open(lines).is_some()
        || heading(line).is_some()
        || is_rule(line)
        || is_quote(line, lines)
        || Item::read(line).is_some_and(|item| item.interrupts)
        || html_block(lines).is_some()
        || table_columns(lines).is_some()
}

/// A paragraph: every line its own, without indentation, which means nothing here.
fn paragraph(lines: &[&str], out: &mut Vec<String>) -> usize {
    let mut taken = 1;
    while let Some(line) = lines.get(taken) {
        if is_underline(line) {
            return underlined(&lines[..=taken], out);
        }
        if line.trim().is_empty() || interrupts(&lines[taken..]) {
            break;
        }
        taken += 1;
    }
    out.extend(lines[..taken].iter().map(|line| text_line(line)));
    taken
}

/// A heading over its underline: the last line alone, what stands above it is a paragraph.
fn underlined(lines: &[&str], out: &mut Vec<String>) -> usize {
    let (text, heading) = lines.split_at(lines.len() - 2);
    if !text.is_empty() {
        out.extend(text.iter().map(|line| text_line(line)));
        out.push(String::new());
    }
    out.push(text_line(heading[0]));
    out.push(heading[1].trim().to_owned());
    lines.len()
}

/// A line of text that stays one, whatever it starts with.
fn text_line(line: &str) -> String {
    let text = line.trim();
    let line = spans::line(text);
    if looks_like_block(text) { format!("{MARK}{line}") } else { line.into_owned() }
}

/// Whether CommonMark might take the line for the start of something. The answer may be yes too
/// often; only emphasis and links must not be touched.
fn looks_like_block(text: &str) -> bool {
    let after_digits = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    match text.as_bytes() {
        [b'#' | b'>' | b'<' | b'~' | b'|' | b':', ..] => true,
        [b'-' | b'+' | b'='] | [b'-' | b'+', b' ' | b'-' | b'\t', ..] => true,
        [b'*'] | [b'*', b' ' | b'\t', ..] => true,
        [b'`', b'`', b'`', ..] => true,
        [b'0'..=b'9', ..] => after_digits.starts_with(['.', ')']),
        _ => false,
    }
}

/// HTML as it stands, empty lines in it too, which would end it for CommonMark.
fn raw(lines: &[&str], out: &mut Vec<String>) -> usize {
    for line in lines {
        if line.trim().is_empty() {
            out.push(MARK.to_string());
        } else {
            out.push((*line).to_owned());
        }
    }
    out.push(String::new());
    lines.len()
}

/// Block elements that Redcarpet reads as HTML up to their end tag. Anything else at the start of a
/// line is part of a paragraph.
const HTML_BLOCKS: &[&str] = &[
    "article",
    "aside",
    "audio",
    "blockquote",
    "canvas",
    "dd",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "iframe",
    "math",
    "nav",
    "noscript",
    "ol",
    "output",
    "p",
    "pre",
    "script",
    "section",
    "style",
    "svg",
    "table",
    "tfoot",
    "ul",
    "video",
];

/// How many of `lines` the HTML block at their start takes: up to the end tag at the end of a line.
fn html_block(lines: &[&str]) -> Option<usize> {
    let inside = lines[0].strip_prefix('<')?;
    if inside.starts_with("!--") {
        let end = lines.iter().position(|line| line.contains("-->"))?;
        return lines[end].trim_end().ends_with("-->").then_some(end + 1);
    }
    let name_end = inside.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    let name = inside[..name_end].to_ascii_lowercase();
    if name == "hr" {
        return lines[0].trim_end().ends_with('>').then_some(1);
    }
    if !HTML_BLOCKS.contains(&name.as_str()) {
        return None;
    }
    let end_tag = format!("</{name}>");
    let ends = |line: &&str| {
        let line = line.trim_end();
        line.len()
            .checked_sub(end_tag.len())
            .and_then(|start| line.get(start..))
            .is_some_and(|end| end.eq_ignore_ascii_case(&end_tag))
    };
    let stands_alone = |at: usize| lines.get(at + 1).is_none_or(|line| line.trim().is_empty());
    let end = (0..lines.len())
        .find(|&at| ends(&lines[at]) && stands_alone(at))
        .or_else(|| lines.iter().position(|line| ends(line)))?;
    Some(end + 1)
}

/// A heading as CommonMark writes it. `##Title` is one for Redcarpet and for its author; `#include`
/// is one for Redcarpet alone.
fn heading(line: &str) -> Option<String> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    let is_meant = level > 1 || text.starts_with([' ', '\t']);
    if !(1..=6).contains(&level) || !is_meant || text.trim().is_empty() {
        return None;
    }
    Some(format!("{} {}", &line[..level], spans::line(text.trim())))
}

/// Three or more of one of `*`, `-`, `_` and nothing else.
fn is_rule(line: &str) -> bool {
    let mut marks = line.bytes().filter(|letter| *letter != b' ');
    let Some(first) = marks.next().filter(|mark| b"*-_".contains(mark)) else {
        return false;
    };
    let same = marks.clone().take_while(|mark| *mark == first).count();
    same >= 2 && marks.count() == same && indent(line) < 4
}

/// The line under a heading.
fn is_underline(line: &str) -> bool {
    let line = line.trim_end();
    !line.is_empty()
        && (line.bytes().all(|mark| mark == b'=') || line.bytes().all(|mark| mark == b'-'))
}

/// Whether a quote starts at `line`. The operators `>`, `>>` and `>=` alone or before a word are
/// what they are.
fn is_quote(line: &str, lines: &[&str]) -> bool {
    let text = line.trim();
    let quoted = text.trim_start_matches(['>', ' ']);
    let alone = lines.get(1).is_none_or(|next| next.trim().is_empty());
    text.starts_with('>')
        && indent(line) < 4
        && !(quoted.starts_with('=') && text.contains(">="))
        && !(quoted.is_empty() && alone)
}

/// The number of columns, if a table starts at `lines`: a row with pipes over a row of dashes.
fn table_columns(lines: &[&str]) -> Option<usize> {
    let [header, rule, ..] = lines else {
        return None;
    };
    let rule = rule.trim();
    let is_rule = rule.contains('-') && rule.bytes().all(|letter| b"-:|+ ".contains(&letter));
    if !header.contains('|') || !is_rule {
        return None;
    }
    let columns = cells(header).len();
    let rules = rule.trim_matches('|').split(['|', '+']).count();
    (rules >= columns || rule.contains('|')).then_some(columns)
}

/// A table as CommonMark writes it: set apart, a rule of as many columns as its header, and a pipe
/// at the start of every row.
fn table(lines: &[&str], columns: usize, out: &mut Vec<String>) -> usize {
    let rows = lines[2..].iter().take_while(|line| line.contains('|')).count();
    let mut rule = String::from("|");
    let mut rules = lines[1].trim().trim_start_matches('|').split(['|', '+']);
    for _ in 0..columns {
        let cell = rules.next().unwrap_or_default().trim();
        let start = if cell.starts_with(':') { ":" } else { "" };
        let end = if cell.len() > 1 && cell.ends_with(':') { ":" } else { "" };
        rule.push_str(&format!("{start}---{end}|"));
    }
    let row = |line: &str| {
        let line = line.trim();
        let start = if line.starts_with('|') { "" } else { "|" };
        format!("{start}{}", spans::line(line))
    };
    out.extend([String::new(), row(lines[0]), rule]);
    out.extend(lines[2..2 + rows].iter().map(|line| row(line)));
    out.push(String::new());
    rows + 2
}

/// The cells of a table row.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = if row.ends_with("\\|") { row } else { row.strip_suffix('|').unwrap_or(row) };
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in row.match_indices('|') {
        if !row[..at].ends_with('\\') {
            cells.push(&row[start..at]);
            start = at + 1;
        }
    }
    cells.push(&row[start..]);
    cells
}

/// The first line of a fenced code block.
struct Fence<'a> {
    indent: usize,
    delimiter: &'a str,
    language: &'a str,
}

/// How many lines code may have whose fence carries a title besides the language.
const TITLED_LINES: usize = 200;

impl<'a> Fence<'a> {
    /// Reads the fence that `lines` start with. More than a language behind it makes it the start of
    /// a code span, unless its end stands alone in a line.
    fn open(lines: &[&'a str]) -> Option<Self> {
        let line = lines[0];
        let text = line.trim();
        let mark = text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let info = text.trim_start_matches(mark);
        let delimiter = &text[..text.len() - info.len()];
        if delimiter.len() < 3 || mark == '`' && info.contains('`') {
            return None;
        }
        let language = info.trim().trim_start_matches('{').trim_end_matches('}');
        let language = language.trim().trim_start_matches('.');
        let mut words = language.split_whitespace();
        let fence =
            Self { indent: indent(line), delimiter, language: words.next().unwrap_or_default() };
        let mut following = lines[1..].iter().take(TITLED_LINES);
        let is_fence = words.next().is_none() || following.any(|line| fence.is_closed_by(line));
        is_fence.then_some(fence)
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim();
        let mark = self.delimiter.as_bytes()[0];
        line.len() >= self.delimiter.len() && line.bytes().all(|letter| letter == mark)
    }
}

/// The first line of a list item.
struct Item<'a> {
    indent: usize,
    /// What CommonMark needs before the text.
    mark: String,
    text: &'a str,
    /// Whether it may follow a line of a paragraph: authors put lists there; a year at the start of
    /// a line is none.
    interrupts: bool,
}

impl<'a> Item<'a> {
    /// Reads `- text`, `* text`, `+ text` and `1. text`; a mark alone is text.
    fn read(line: &'a str) -> Option<Self> {
        let start = line.trim_start();
        let digits =
            start.len() - start.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let after = match digits {
            0 => start.strip_prefix(['-', '*', '+'])?,
            1..=9 => start[digits..].strip_prefix('.')?,
            _ => return None,
        };
        let text = after.strip_prefix([' ', '\t'])?.trim();
        if text.is_empty() || is_rule(line) {
            return None;
        }
        let number = &start[..digits];
        Some(Self {
            indent: indent(line),
            mark: if digits == 0 { "- ".to_owned() } else { format!("{number}. ") },
            text,
            interrupts: digits == 0 || number == "1",
        })
    }
}

/// The spaces at the start of a line.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn without_indent(line: &str, most: usize) -> &str {
    &line[indent(line).min(most)..]
}
