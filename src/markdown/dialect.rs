//! Markdown as Redcarpet and the authors of sheets read it → the same as CommonMark.
//!
//! One walk over the lines that knows blocks and nothing else. It decides what each line is and
//! writes it so that a CommonMark parser has no choice: code, lists and tables re-indented and set
//! apart, and a [`MARK`] before what must stay text.

mod lines;
mod html;
mod table;

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::mark::{MARK, unmarked};
use super::remarks::Remarks;
use super::spans;

use self::lines::{
    Fence, Item, definition, ends_code_span, heading, indent, is_quote, is_rule, is_underline,
    without_indent,
};

/// How deep lists and quotes may nest; deeper ones are text.
const DEPTH: usize = 16;

/// Rewrites Markdown from the sheets' dialect as CommonMark, with marks in it.
pub(super) fn common_mark(markdown: &str, remarks: &mut Remarks) -> String {
    let clean = unmarked(markdown);
    let lines = unindent(&clean);
    let lines: Vec<&str> = lines.iter().map(Cow::as_ref).collect();
    let labels = labels(&clean);
    let mut dialect = Dialect { remarks, labels, misses: 0 };
    let mut text = dialect.blocks(&lines, 0).join("\n");
    text.push('\n');
    text
}

/// Whether the line begins with a block of HTML that ends in it.
pub(super) fn is_html(line: &str) -> bool {
    html::block(&[line], &mut 0).is_some()
}

/// What stands in brackets amid the text, in small letters: links may have their target elsewhere.
fn labels(markdown: &str) -> BTreeSet<String> {
    let starts = markdown.split('[').skip(1);
    let labels = starts.filter_map(|rest| rest.split_once(']'));
    let amid = labels.filter(|(_, after)| !after.starts_with(':'));
    amid.map(|(label, _)| label.to_lowercase()).collect()
}

/// Removes the smallest indentation that the lines share, and writes tabs at their start as spaces.
fn unindent(markdown: &str) -> Vec<Cow<'_, str>> {
    let indent = |line: &str| line.chars().take_while(|letter| letter.is_whitespace()).count();
    let lines: Vec<&str> = markdown.lines().collect();
    let shared = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| indent(line))
        .min()
        .unwrap_or(0);
    let unindented = lines.into_iter().map(|line| {
        let taken = indent(line).min(shared);
        let start = line.char_indices().nth(taken).map_or(line.len(), |(at, _)| at);
        spaces_for_tabs(&line[start..])
    });
    unindented.collect()
}

fn spaces_for_tabs(line: &str) -> Cow<'_, str> {
    let text = line.trim_start_matches([' ', '\t']);
    let blank = &line[..line.len() - text.len()];
    if !blank.contains('\t') {
        return Cow::Borrowed(line);
    }
    let mut spaces = String::new();
    for letter in blank.chars() {
        let width = if letter == '\t' { 4 - spaces.len() % 4 } else { 1 };
        spaces.extend(std::iter::repeat_n(' ', width));
    }
    Cow::Owned(spaces + text)
}

struct Dialect<'r> {
    remarks: &'r mut Remarks,
    labels: BTreeSet<String>,
    misses: usize,
}

impl Dialect<'_> {
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
        } else if let Some(taken) = html::block(lines, &mut self.misses) {
            self.html(&lines[..taken], depth, out)
        } else if let Some(heading) = heading(line) {
            out.push(heading);
            1
        } else if self.is_definition(line) {
            // Apart from the text around it, for which CommonMark asks and Redcarpet does not.
            out.extend([String::new(), line.trim().to_owned(), String::new()]);
            1
        } else if is_rule(line) {
            out.push(line.trim().to_owned());
            1
        } else if depth < DEPTH && is_quote(line, lines) {
            self.quote(lines, depth, out)
        } else if let Some(columns) = table::columns(lines) {
            table::write(lines, columns, out, self.remarks)
        } else if let Some(item) = Item::read(line)
            && depth < DEPTH
        {
            self.item(&item, lines, depth, out)
        } else {
            self.paragraph(lines, out)
        }
    }

    /// Code between fences, moved to the margin: authors indent fences with the text around them.
    fn fenced_code(&mut self, fence: &Fence, lines: &[&str], out: &mut Vec<String>) -> usize {
        let end = lines[1..].iter().position(|line| fence.is_closed_by(line));
        let code = &lines[1..end.map_or(lines.len(), |end| end + 1)];
        let delimiter = fence.delimiter;
        if end.is_none() {
            self.remarks.unclosed_fence();
        }
        out.push(format!("{delimiter} {}", fence.language));
        out.extend((!fence.code.is_empty()).then(|| fence.code.to_owned()));
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
        let taken = 1 + self.item_length(item, &lines[1..]);
        // `- # of calls` and `- > file` are text, here and for Redcarpet, and so is `- <p>`.
        let is_text = heading(item.text).is_some()
            || item.text.starts_with('>')
            || item.text.starts_with('<') && !html::is_verbatim(item.text)
            || Item::read(item.text).is_some();
        let first = if is_text { format!("{MARK}{}", item.text) } else { item.text.to_owned() };
        let mut inner = vec![first.as_str()];
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

    /// How many of the lines after its first one belong to a list item.
    fn item_length(&mut self, item: &Item, lines: &[&str]) -> usize {
        let mut length = 0;
        let mut at = 0;
        let mut after_blank = false;
        let mut fence: Option<Fence> = None;
        while let Some(line) = lines.get(at) {
            at += 1;
            if line.trim().is_empty() {
                after_blank = true;
                continue;
            }
            if let Some(open) = &fence {
                if open.is_closed_by(line) {
                    fence = None;
                }
            } else if indent(line) > item.indent {
                fence = Fence::open(&lines[at - 1..]);
            } else if after_blank || Item::read(line).is_some() {
                break;
            } else {
                match self.run_on(&lines[at - 1..]) {
                    0 => break,
                    taken => at += taken - 1,
                }
            }
            after_blank = false;
            length = at;
        }
        length
    }

    /// How many of `lines` are part of the paragraph above them, without looking beyond the first
    /// one or the HTML that starts there: none if that is a block of its own.
    fn run_on(&mut self, lines: &[&str]) -> usize {
        match html::block(lines, &mut self.misses) {
            Some(taken) if html::is_text(&lines[..taken]) => taken,
            Some(_) => 0,
            None => usize::from(!self.starts_block(lines)),
        }
    }

    /// Whether the first of `lines` ends a paragraph by starting a block of its own that is not
    /// HTML.
    fn starts_block(&self, lines: &[&str]) -> bool {
        let line = lines[0];
        Fence::open(lines).is_some_and(|fence| !fence.is_code_span(lines))
            || heading(line).is_some()
            || self.is_definition(line)
            || is_rule(line)
            || is_quote(line, lines)
            || Item::read(line).is_some_and(|item| item.interrupts)
            || table::columns(lines).is_some()
    }

    /// Whether the line is the target of links, and not `[INFO]: started`.
    fn is_definition(&self, line: &str) -> bool {
        definition(line).is_some_and(|(label, target)| {
            target.contains(['/', '.', '#', ':', '@'])
                || self.labels.contains(&label.to_lowercase())
        })
    }

    /// HTML as it stands. What an empty line sets apart in it, and no tag begins, is Markdown.
    fn html(&mut self, lines: &[&str], depth: usize, out: &mut Vec<String>) -> usize {
        let mut rest = lines;
        while !rest.is_empty() {
            let (html, after) = rest.split_at(html::verbatim(rest));
            html::write(html, out);
            let (markdown, after) = after.split_at(html::markdown(after));
            if !markdown.is_empty() {
                let inner = self.blocks(markdown, depth);
                out.extend(inner);
                out.push(String::new());
            }
            rest = after;
        }
        lines.len()
    }

    /// A paragraph: every line its own, without indentation, which means nothing here.
    fn paragraph(&mut self, lines: &[&str], out: &mut Vec<String>) -> usize {
        let mut taken = 1;
        while let Some(line) = lines.get(taken) {
            if is_underline(line) {
                return underlined(&lines[..=taken], out);
            }
            if line.trim().is_empty() {
                break;
            }
            taken += match self.run_on(&lines[taken..]) {
                0 if ends_code_span(lines, taken) => 1,
                0 => break,
                more => more,
            };
        }
        if table::has_no_rule(&lines[..taken]) {
            self.remarks.table_without_rule();
        }
        out.extend(lines[..taken].iter().map(|line| text_line(line)));
        taken
    }
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
    let is_number = after_digits.len() < text.len() && after_digits.starts_with(['.', ')']);
    is_number
        || definition(text).is_some()
        || text.starts_with(['#', '>', '<', '~', '|', ':', '='])
        || text.starts_with("```")
        || matches!(
            text.as_bytes(),
            [b'-' | b'+' | b'*'] | [b'-' | b'+' | b'*', b' ' | b'\t', ..] | [b'-', b'-', ..]
        )
}
