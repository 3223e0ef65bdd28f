//! Places in a document → the texts that a sheet is given, without the marks in them.

use super::blocks::{Block, Item, Kind, Line, PIPE, Parsed, Piece, PieceKind};
use super::marks::{self, Cut, CutKind};
use crate::definition::draft::Given;
use crate::elements;
use crate::markdown::{self, Dialect};
use crate::source::Span;

/// A document whose texts can be taken.
pub(super) struct Texts<'a> {
    pub(super) text: &'a str,
    pub(super) cuts: Vec<Cut>,
    definitions: Vec<(String, Span)>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(text: &'a str, parsed: &Parsed) -> Self {
        let definitions = parsed.definitions.clone();
        Self { text, cuts: marks::find(text, parsed), definitions }
    }

    /// The marks at a place.
    pub(super) fn cuts_in(&self, span: Span) -> &[Cut] {
        let first = self.cuts.partition_point(|cut| cut.span.end <= span.start);
        let last = self.cuts.partition_point(|cut| cut.span.start < span.end);
        &self.cuts[first..last.max(first)]
    }

    /// The text at a place, without the marks in it.
    pub(super) fn slice(&self, span: Span) -> String {
        let mut slice = String::with_capacity(span.end - span.start);
        let mut at = span.start;
        for cut in self.cuts_in(span) {
            slice.push_str(self.text.get(at..cut.span.start).unwrap_or_default());
            if let Some(tooltip) = cut.tooltip.filter(|tooltip| tooltip.start > span.start) {
                slice.extend([" (", &self.text[tooltip.start..tooltip.end], ")"]);
            }
            if cut.kind == CutKind::LineEnd && !slice.is_empty() && cut.span.end < span.end {
                slice.push(' ');
            }
            at = cut.span.end;
        }
        slice.push_str(self.text.get(at..span.end).unwrap_or_default());
        slice
    }

    /// The text of one line with what its links need, if there is any.
    pub(super) fn given(&self, span: Span) -> Option<Given> {
        let text = self.slice(span);
        let text = text.trim();
        (!text.is_empty()).then(|| Given { text: self.with_definitions(text.to_owned()), span })
    }

    /// The text of a cell, as one that stands alone: no pipe ends it, and no list begins with it.
    pub(super) fn cell(&self, line: &Line) -> Option<Given> {
        let mut given = self.given(line.span()?)?;
        given.text = escaped(&given.text.replace("\\|", "|").replace(PIPE, "|"));
        Some(given)
    }

    /// Whether a block shows something.
    pub(super) fn shows(&self, block: &Block) -> bool {
        match &block.kind {
            Kind::Rule => false,
            Kind::Html => !is_comment(self.text[block.span.start..block.span.end].trim()),
            Kind::Paragraph(line) => {
                line.span().is_some_and(|span| !self.slice(span).trim().is_empty())
            }
            _ => true,
        }
    }

    /// Blocks as one text.
    pub(super) fn prose<'b, 'p: 'b>(
        &self,
        blocks: impl IntoIterator<Item = &'b Block<'p>>,
    ) -> Option<Given> {
        self.prose_without(blocks, &|_| false)
    }

    /// Blocks as one text, without some items of their lists.
    pub(super) fn prose_without<'b, 'p: 'b>(
        &self,
        blocks: impl IntoIterator<Item = &'b Block<'p>>,
        left_out: &dyn Fn(&Item) -> bool,
    ) -> Option<Given> {
        let mut parts = Vec::new();
        let mut place: Option<Span> = None;
        for block in blocks {
            let is_inner_rule = matches!(block.kind, Kind::Rule) && place.is_some();
            if !(self.shows(block) || is_inner_rule) {
                continue;
            }
            let part = match &block.kind {
                Kind::Code { language, text } => fenced(language, text),
                Kind::List(items) if items.iter().any(left_out) => {
                    let kept = items.iter().filter(|item| !left_out(item));
                    kept.map(|item| self.unindented(item.span)).collect::<Vec<_>>().join("\n")
                }
                _ => self.unindented(block.span),
            };
            if !part.is_empty() {
                parts.push(part);
                let start = place.map_or(block.span.start, |span| span.start);
                let length = self.text[block.span.start..block.span.end].trim_end().len();
                place = Some(Span::new(start, block.span.start + length));
            }
        }
        let text = parts.join("\n\n");
        place.map(|span| Given { text: self.with_definitions(text), span })
    }

    /// A block's text without the indentation that it shares with what it stands in.
    fn unindented(&self, span: Span) -> String {
        let line_start = self.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let margin = self.text[line_start..span.start].chars().count();
        let slice = self.slice(span);
        let slice = slice.trim_end();
        if margin == 0 {
            return without_empty_ends(slice);
        }
        let mut lines = slice.lines();
        let first = lines.next().unwrap_or_default().to_owned();
        let rest = lines.map(|line| {
            let spaces = line.len() - line.trim_start_matches([' ', '\t']).len();
            line.get(spaces.min(margin)..).unwrap_or_default().to_owned()
        });
        without_empty_ends(&std::iter::once(first).chain(rest).collect::<Vec<_>>().join("\n"))
    }

    fn with_definitions(&self, text: String) -> String {
        if self.definitions.is_empty() || !text.contains('[') {
            return text;
        }
        let lower = text.to_lowercase();
        let wanted = self
            .definitions
            .iter()
            .filter(|(label, _)| lower.contains(&format!("[{}]", label.to_lowercase())))
            .map(|(_, span)| self.text[span.start..span.end].trim());
        std::iter::once(text.as_str()).chain(wanted).collect::<Vec<_>>().join("\n\n")
    }

    /// A line's text as it is read aloud: code as it is, and no tags.
    pub(super) fn plain(&self, pieces: &[Piece]) -> String {
        let parts = pieces.iter().map(|piece| {
            let slice = self.slice(piece.span);
            match &piece.kind {
                PieceKind::Code(code) => code.to_string(),
                PieceKind::Break => " ".to_owned(),
                PieceKind::Text(text) if self.cuts_in(piece.span).is_empty() => text.to_string(),
                PieceKind::Html if slice.starts_with("<br") => " ".to_owned(),
                PieceKind::Html if is_tag(&slice) => String::new(),
                PieceKind::Strong | PieceKind::Emphasis | PieceKind::Link => {
                    markdown::read_name(&slice, Dialect::GitHub).plain
                }
                _ => slice,
            }
        });
        parts.collect::<String>().trim().to_owned()
    }
}

/// Whether HTML is the tag of an element that there is.
fn is_tag(html: &str) -> bool {
    let name = html.trim_start_matches(['<', '/']);
    let name = name.split(|letter: char| !letter.is_ascii_alphanumeric()).next();
    name.is_some_and(elements::is_element)
}

/// A line as a paragraph, where CommonMark would see the beginning of something else.
fn escaped(line: &str) -> String {
    let number = line.len() - line.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let sign = line[number..].chars().next().unwrap_or(' ');
    let behind = line[number..].trim_start_matches(sign);
    let begins = match sign {
        '-' | '+' | '*' if number == 0 => behind.is_empty() || line[1..].starts_with(' '),
        '#' if number == 0 => behind.is_empty() || behind.starts_with(' '),
        '>' => number == 0,
        '.' | ')' => number > 0 && line[number + 1..].trim_start().len() < line[number + 1..].len(),
        _ => false,
    };
    if begins { format!("{}\\{}", &line[..number], &line[number..]) } else { line.to_owned() }
}

/// Lines with nothing but white space left in them, at the ends, because marks stood there.
fn without_empty_ends(text: &str) -> String {
    let from = text.len() - text.trim_start_matches(['\n', ' ']).len();
    let from = text[..from].rfind('\n').map_or(0, |at| at + 1);
    text[from..].trim_end().to_owned()
}

/// Code between fences longer than any in it.
fn fenced(language: &str, code: &str) -> String {
    let mut fence = String::from("```");
    while code.contains(&fence) {
        fence.push('`');
    }
    let code = code.strip_suffix('\n').unwrap_or(code);
    format!("{fence}{language}\n{code}\n{fence}")
}

/// Whether HTML is nothing but a comment.
pub(super) fn is_comment(html: &str) -> bool {
    let inside = html.strip_prefix("<!--").and_then(|html| html.strip_suffix("-->"));
    inside.is_some_and(|inside| !inside.contains("-->"))
}
