//! Marks that lay a page out on some site and say nothing: a document's texts → what is cut out.
//!
//! kramdown and Hexo know `{: .class}`, `{.class}`, `{#id}` and `{title="…"}`, Jekyll and Hexo know
//! `{% tag %}`, and HTML has comments.

use super::blocks::Parsed;
use crate::elements::is_element;
use crate::source::Span;

/// A part of the source that is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) span: Span,
    pub(super) kind: CutKind,
    /// A text inside it that is shown all the same.
    pub(super) tooltip: Option<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CutKind {
    /// `{.class}`.
    Attributes,
    /// `{% tag %}`.
    Tag,
    Comment,
    /// `<red>…</red>`.
    Element,
    /// The end of a line that runs on, shown as a space.
    LineEnd,
}

/// What attribute names carry a text that readers of the site see.
const SHOWN: &[&str] = &["data-tooltip", "title"];

/// Finds the marks of a document, in the order of their places.
pub(super) fn find(text: &str, parsed: &Parsed) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut done = 0;
    for span in &parsed.texts {
        let mut at = span.start.max(done);
        while let Some(found) = text.get(at..span.end).and_then(|rest| rest.find('{')) {
            let start = at + found;
            at = start + 1;
            if text[..start].ends_with('\\') {
                continue;
            }
            if let Some(cut) = tag(text, start).or_else(|| attributes(text, start)) {
                done = cut.span.end;
                at = done;
                cuts.push(cut);
            }
        }
    }
    cuts.extend(parsed.fences.iter().filter_map(|fence| {
        let line = text[fence.start..fence.end].lines().next()?;
        attributes(text, fence.start + line.find('{')?)
    }));
    cuts.extend(
        parsed
            .tags
            .iter()
            .filter(|span| text[span.start..span.end].starts_with("<!--"))
            .map(|&span| Cut { span, kind: CutKind::Comment, tooltip: None }),
    );
    cuts.extend(elements(text, parsed));
    let line_end = |&span| Cut { span, kind: CutKind::LineEnd, tooltip: None };
    cuts.extend(parsed.breaks.iter().map(line_end));
    cuts.sort_by_key(|cut| cut.span.start);
    cuts
}

/// The tags of elements that HTML does not have, begun and ended on a line: a site colours with
/// them what is between.
fn elements(text: &str, parsed: &Parsed) -> Vec<Cut> {
    let mut open: Vec<(&str, Span)> = Vec::new();
    let mut cuts = Vec::new();
    for &span in &parsed.tags {
        let tag = &text[span.start..span.end];
        let name = tag.trim_matches(['<', '/', '>']);
        if !name.chars().all(|letter| letter.is_ascii_alphanumeric()) || is_element(name) {
            continue;
        }
        if !tag.starts_with("</") {
            open.push((name, span));
        } else if let Some((_, start)) = open.pop_if(|(begun, start)| {
            *begun == name && !text[start.start..span.start].contains('\n')
        }) {
            let cut = |span| Cut { span, kind: CutKind::Element, tooltip: None };
            cuts.extend([cut(start), cut(span)]);
        }
    }
    cuts
}

/// `{% … %}` at `start`.
fn tag(text: &str, start: usize) -> Option<Cut> {
    let line = rest_of_line(text, start);
    let end = line.strip_prefix("{%")?.find("%}")? + 4;
    Some(Cut { span: Span::new(start, start + end), kind: CutKind::Tag, tooltip: None })
}

fn rest_of_line(text: &str, start: usize) -> &str {
    text[start..].lines().next().unwrap_or_default()
}

/// `{: .class}`, `{.class}`, `{#id}` or `{name="…"}` at `start`, where a mark can stand: at the end
/// of a line or a cell, or right behind what it is about.
fn attributes(text: &str, start: usize) -> Option<Cut> {
    let line = rest_of_line(text, start);
    let mut list = Attributes { line, at: 1, start, tooltip: None };
    let colon = list.takes(":");
    let first = list.at;
    while list.attribute(colon)? {}
    if list.at == first && !colon {
        return None;
    }
    let end = list.at + 1;
    let behind = line[end..].trim_start();
    let ends = behind.is_empty() || behind.starts_with(['|', '{', '\\']);
    let adheres = text[..start].ends_with([')', '`', '*', '_', '>', ']']);
    (ends || adheres).then(|| Cut {
        span: Span::new(start, start + end),
        kind: CutKind::Attributes,
        tooltip: list.tooltip,
    })
}

struct Attributes<'a> {
    line: &'a str,
    at: usize,
    /// Where the line begins in the text.
    start: usize,
    tooltip: Option<Span>,
}

impl Attributes<'_> {
    fn rest(&self) -> &str {
        &self.line[self.at..]
    }

    fn takes(&mut self, sign: &str) -> bool {
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len() } else { 0 };
        found
    }

    fn spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Reads one attribute; whether there was one, or `None` when this is no list of attributes.
    fn attribute(&mut self, is_marked: bool) -> Option<bool> {
        self.spaces();
        if self.rest().starts_with('}') {
            return Some(false);
        }
        let sign = self.takes(".") || self.takes("#");
        let is_name = |letter: char| letter.is_alphanumeric() || "-_:./[]%!()#".contains(letter);
        let name = self.rest().split(|letter: char| !is_name(letter)).next()?.to_owned();
        if name.is_empty() {
            return None;
        }
        self.at += name.len();
        if sign {
            return Some(true);
        }
        if self.takes("=") {
            self.value(&name, is_marked)?;
            return Some(true);
        }
        is_marked.then_some(true)
    }

    /// A value in quotes, which ends where a list goes on or ends, or a bare one, which formulas
    /// have too: `\sum_{i=1}`.
    fn value(&mut self, name: &str, is_marked: bool) -> Option<()> {
        let quote = self.rest().chars().next()?;
        if !matches!(quote, '"' | '\'') {
            if !is_marked {
                return None;
            }
            let length = self.rest().find([' ', '}'])?;
            self.at += length;
            return (length > 0).then_some(());
        }
        self.at += 1;
        let ends = self.rest().match_indices(quote).find(|(at, _)| {
            let behind = &self.rest()[at + 1..];
            behind.starts_with('}')
                || behind.trim_start().starts_with(['.', '#', '}'])
                || behind.starts_with(' ') && behind.contains('=')
        });
        let length = ends?.0;
        if SHOWN.contains(&name) && length > 0 {
            let start = self.start + self.at;
            self.tooltip = Some(Span::new(start, start + length));
        }
        self.at += length + 1;
        Some(())
    }
}
