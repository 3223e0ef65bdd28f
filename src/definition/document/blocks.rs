//! Markdown → its blocks, each with its place: the parser's events as a small tree.

use std::iter::Peekable;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, OffsetIter, Options, Parser, Tag, TagEnd};

use crate::source::Span;

/// How deep lists and quotes are looked into; what nests deeper is one block.
const DEPTH: usize = 24;

/// Stands for a pipe that parts no cells. As long as one, and in no text that people write.
pub(super) const PIPE: char = '\u{1}';

/// What stands on lines of its own.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) enum Kind<'a> {
    Heading {
        level: u8,
        line: Line<'a>,
    },
    Paragraph(Line<'a>),
    /// With the language and the text, whether fenced or indented.
    Code {
        language: String,
        text: String,
    },
    List(Vec<Item<'a>>),
    Table {
        header: Vec<Line<'a>>,
        rows: Vec<Vec<Line<'a>>>,
    },
    Html,
    Rule,
    Quote,
}

/// An item of a list; its place begins with its mark.
#[derive(Debug)]
pub(super) struct Item<'a> {
    pub(super) blocks: Vec<Block<'a>>,
    pub(super) span: Span,
}

/// A text with its pieces.
#[derive(Debug, Default)]
pub(super) struct Line<'a> {
    pub(super) pieces: Vec<Piece<'a>>,
}

#[derive(Debug)]
pub(super) struct Piece<'a> {
    pub(super) kind: PieceKind<'a>,
    pub(super) span: Span,
}

#[derive(Debug, PartialEq)]
pub(super) enum PieceKind<'a> {
    Text(CowStr<'a>),
    Code(CowStr<'a>),
    Strong,
    Emphasis,
    /// A link or a picture.
    Link,
    /// A line break in the source, shown as one or not.
    Break,
    /// A tag.
    Html,
    Other,
}

/// A document's blocks, and what else its events tell.
#[derive(Debug, Default)]
pub(super) struct Parsed<'a> {
    pub(super) blocks: Vec<Block<'a>>,
    /// Places of text that is no code.
    pub(super) texts: Vec<Span>,
    /// Places of HTML inside a line.
    pub(super) tags: Vec<Span>,
    /// Where lines run on: from the end of a line's text to the start of the next one's.
    pub(super) breaks: Vec<Span>,
    /// Opening lines of fences.
    pub(super) fences: Vec<Span>,
    /// `[label]: address`: labels and places.
    pub(super) definitions: Vec<(String, Span)>,
}

impl Line<'_> {
    /// From the first piece to the last; `None` when there is none.
    pub(super) fn span(&self) -> Option<Span> {
        Some(Span::new(self.pieces.first()?.span.start, self.pieces.last()?.span.end))
    }
}

/// Reads what stands in `text` from the byte at `start` on.
pub(super) fn parse(text: &str, start: usize) -> Parsed<'_> {
    let parser = Parser::new_ext(&text[start..], Options::ENABLE_TABLES);
    let definitions = parser.reference_definitions().iter();
    let definitions = definitions
        .map(|(label, definition)| (label.to_owned(), shifted(&definition.span, start)))
        .collect();
    let mut reader = Reader {
        text,
        events: parser.into_offset_iter().peekable(),
        start,
        before: start,
        text_end: start,
        run_on: None,
        parsed: Parsed { definitions, ..Parsed::default() },
    };
    let blocks = reader.blocks(0);
    Parsed { blocks, ..reader.parsed }
}

fn shifted(range: &std::ops::Range<usize>, start: usize) -> Span {
    Span::new(range.start + start, range.end + start)
}

struct Reader<'a> {
    text: &'a str,
    events: Peekable<OffsetIter<'a>>,
    start: usize,
    /// Where the last piece of text ends.
    before: usize,
    /// Where the last text ends: a backslash behind it belongs to the next.
    text_end: usize,
    /// Where a line ended that the next piece of text goes on with.
    run_on: Option<usize>,
    parsed: Parsed<'a>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        let (event, range) = self.events.next()?;
        let mut span = shifted(&range, self.start);
        // The parser's text begins behind the backslash, without which it would be read otherwise.
        if matches!(event, Event::Text(_)) {
            let between = self.text.get(self.text_end..span.start).unwrap_or_default();
            span.start -= usize::from(between.ends_with('\\'));
            self.text_end = span.end;
        }
        if let Some(end) = self.run_on.take()
            && !matches!(event, Event::End(_))
        {
            self.parsed.breaks.push(Span::new(end, span.start));
        }
        match &event {
            Event::Text(_) => self.parsed.texts.push(span),
            Event::InlineHtml(_) => self.parsed.tags.push(span),
            Event::SoftBreak => self.run_on = Some(self.before),
            _ => {}
        }
        self.before = span.end;
        Some((event, span))
    }

    /// The blocks up to the end of what they stand in, that end included.
    fn blocks(&mut self, depth: usize) -> Vec<Block<'a>> {
        let mut blocks = Vec::new();
        let mut line = Line::default();
        while let Some((event, span)) = self.next() {
            match event {
                Event::Start(tag) if is_inline(&tag) => {
                    let piece = self.element(&tag, span);
                    line.pieces.push(piece);
                }
                Event::Start(tag) => {
                    blocks.extend(paragraph(&mut line));
                    blocks.push(self.block(tag, span, depth));
                }
                Event::End(_) => break,
                Event::Rule => {
                    blocks.extend(paragraph(&mut line));
                    blocks.push(Block { kind: Kind::Rule, span });
                }
                // A line of a list whose items have no paragraphs of their own.
                other => line.pieces.push(piece(other, span)),
            }
        }
        blocks.extend(paragraph(&mut line));
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, span: Span, depth: usize) -> Block<'a> {
        let kind = match tag {
            Tag::Heading { level, .. } => Kind::Heading { level: level as u8, line: self.line() },
            Tag::Paragraph => Kind::Paragraph(self.line()),
            Tag::CodeBlock(kind) => self.code(kind, span),
            Tag::List(_) if depth < DEPTH => Kind::List(self.items(depth)),
            Tag::Table(_) => self.table(),
            Tag::HtmlBlock => {
                self.skip();
                Kind::Html
            }
            _ => {
                self.skip();
                Kind::Quote
            }
        };
        Block { kind, span }
    }

    fn code(&mut self, kind: CodeBlockKind, span: Span) -> Kind<'a> {
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                self.parsed.fences.push(span);
                let name = info.split([' ', '{']).next().unwrap_or_default();
                name.to_owned()
            }
            CodeBlockKind::Indented => String::new(),
        };
        let mut text = String::new();
        while let Some((Event::Text(part), _)) = self.events.next() {
            text.push_str(&part);
        }
        Kind::Code { language, text }
    }

    fn items(&mut self, depth: usize) -> Vec<Item<'a>> {
        let mut items = Vec::new();
        while let Some((Event::Start(_), span)) = self.next() {
            items.push(Item { blocks: self.blocks(depth + 1), span });
        }
        items
    }

    fn table(&mut self) -> Kind<'a> {
        let (mut header, mut rows) = (Vec::new(), Vec::new());
        while let Some((Event::Start(tag), _)) = self.next() {
            let mut cells = Vec::new();
            while let Some((Event::Start(_), _)) = self.next() {
                cells.push(self.line());
            }
            match tag {
                Tag::TableHead => header = cells,
                _ => rows.push(cells),
            }
        }
        Kind::Table { header, rows }
    }

    /// The pieces up to the end of what they stand in, that end included.
    fn line(&mut self) -> Line<'a> {
        let mut line = Line::default();
        while let Some((event, span)) = self.next() {
            line.pieces.push(match event {
                Event::Start(tag) => self.element(&tag, span),
                Event::End(_) => break,
                other => piece(other, span),
            });
        }
        line
    }

    fn element(&mut self, tag: &Tag, span: Span) -> Piece<'a> {
        self.skip();
        let kind = match tag {
            Tag::Strong => PieceKind::Strong,
            Tag::Emphasis => PieceKind::Emphasis,
            Tag::Link { .. } | Tag::Image { .. } => PieceKind::Link,
            _ => PieceKind::Other,
        };
        Piece { kind, span }
    }

    /// Passes over everything up to the end of the element that has just begun.
    fn skip(&mut self) {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next() {
                Some((Event::Start(Tag::CodeBlock(kind)), span)) => {
                    self.code(kind, span);
                }
                Some((Event::Start(_), _)) => depth += 1,
                Some((Event::End(_), _)) => depth -= 1,
                Some(_) => {}
                None => break,
            }
        }
    }
}

fn piece(event: Event<'_>, span: Span) -> Piece<'_> {
    let kind = match event {
        Event::Text(text) => PieceKind::Text(text),
        Event::Code(code) if code.contains(PIPE) => PieceKind::Code(code.replace(PIPE, "|").into()),
        Event::Code(code) => PieceKind::Code(code),
        Event::SoftBreak | Event::HardBreak => PieceKind::Break,
        Event::InlineHtml(_) => PieceKind::Html,
        _ => PieceKind::Other,
    };
    Piece { kind, span }
}

/// The line that stands before a block, as a paragraph.
fn paragraph<'a>(line: &mut Line<'a>) -> Option<Block<'a>> {
    let line = std::mem::take(line);
    let span = line.span()?;
    Some(Block { kind: Kind::Paragraph(line), span })
}

fn is_inline(tag: &Tag) -> bool {
    matches!(
        tag.to_end(),
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}
