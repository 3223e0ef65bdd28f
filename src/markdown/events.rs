//! CommonMark with marks in it → a tree, by way of the parser's events.

use pulldown_cmark::{
    Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::build::Builder;
use super::mark::{Dialect, unmarked};
use super::remarks::Remarks;
use super::spelling::{element, href, is_dunder};
use super::tree::{Attributes, Node, Tree};
use super::writer::{Block, Cells, List, Writer, pair};

/// The tree of `source`.
pub(super) fn tree(source: &str, dialect: Dialect, remarks: &mut Remarks) -> Tree {
    let mut writer = Writer::new(Builder::new(remarks), dialect);
    let parser = Parser::new_ext(source, options(dialect)).into_offset_iter();
    let mut done = 0..0;
    for (event, place) in TextMergeWithOffset::new(parser) {
        if done.start <= place.start && place.end <= done.end {
            continue;
        }
        match event {
            Event::Start(Tag::Strong) if is_dunder(&source[place.clone()]) => {
                writer.text(&source[place.clone()]);
                done = place;
            }
            Event::InlineHtml(tag) => {
                let taken = writer.inline_html(&tag, &source[place.end..]);
                done = place.end..place.end + taken;
            }
            event => writer.event(event),
        }
    }
    writer.builder.finish()
}

fn options(dialect: Dialect) -> Options {
    match dialect {
        Dialect::Redcarpet => Options::ENABLE_TABLES,
        Dialect::GitHub => {
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
        }
    }
}

impl Writer<'_> {
    fn event(&mut self, event: Event) {
        let after_block_tag = std::mem::take(&mut self.after_block_tag);
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => self.code(&code),
            Event::Html(html) => match &mut self.block {
                Some(Block::Html(block)) => block.push_str(&html),
                _ => self.text(&html),
            },
            Event::SoftBreak if self.dialect == Dialect::GitHub && !after_block_tag => {
                self.text(" ");
            }
            Event::SoftBreak if after_block_tag => self.line_break(),
            Event::SoftBreak | Event::HardBreak => {
                if self.alt.is_none() {
                    self.builder.start("br", Attributes::new());
                }
                self.line_break();
            }
            Event::Rule => {
                self.builder.end_line();
                self.builder.start("hr", Attributes::new());
                self.builder.text("\n");
            }
            Event::TaskListMarker(is_done) => {
                let mut attributes = vec![pair("disabled", ""), pair("type", "checkbox")];
                attributes.extend(is_done.then(|| pair("checked", "")));
                self.builder.start("input", attributes);
                self.builder.text(" ");
            }
            Event::InlineHtml(html)
            | Event::InlineMath(html)
            | Event::DisplayMath(html)
            | Event::FootnoteReference(html) => self.text(&html),
        }
    }

    fn start(&mut self, tag: Tag) {
        let mut attributes = Attributes::new();
        match tag {
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => unmarked(&language).into_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.block = Some(Block::Code { language, code: String::new() });
            }
            Tag::HtmlBlock => self.block = Some(Block::Html(String::new())),
            Tag::Link { link_type, dest_url, title, .. } if self.images == 0 => {
                self.link(link_type, &dest_url, &title);
            }
            Tag::Link { .. } => {}
            Tag::Image { dest_url, title, .. } => {
                self.images += 1;
                if self.images == 1 {
                    attributes.push(pair("src", &href(&unmarked(&dest_url))));
                    attributes.push(pair("alt", ""));
                    if !title.is_empty() {
                        attributes.push(pair("title", &unmarked(&title)));
                    }
                    self.builder.start("img", attributes);
                    self.alt = Some(String::new());
                }
            }
            Tag::List(first) => {
                if let Some(number) = first.filter(|number| *number != 1) {
                    attributes.push(pair("start", &number.to_string()));
                }
                self.builder.end_line();
                self.open(if first.is_some() { "ol" } else { "ul" }, attributes);
                self.builder.text("\n");
                let node = self.open.last().copied().flatten();
                self.lists.push(List { node, item: 0, labelled: first.is_none() });
            }
            Tag::Item => {
                self.builder.end_line();
                self.open("li", attributes);
                let item = self.builder.nodes().len();
                if let Some(list) = self.lists.last_mut() {
                    list.item = item;
                }
            }
            Tag::Table(alignments) => {
                self.cells = Cells { alignments, name: "th", column: 0 };
                self.open("table", attributes);
            }
            Tag::TableHead => {
                self.open("thead", attributes);
                self.open("tr", Attributes::new());
            }
            Tag::TableRow => {
                self.cells.column = 0;
                self.open("tr", attributes);
            }
            Tag::TableCell => self.cell(),
            other => {
                if let Some((name, is_block)) = element(other.to_end()) {
                    if is_block {
                        self.builder.end_line();
                    }
                    self.open(name, attributes);
                    if name == "blockquote" {
                        self.builder.text("\n");
                    }
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock | TagEnd::HtmlBlock => match self.block.take() {
                Some(Block::Code { language, code }) => self.code_block(&language, &code),
                Some(Block::Html(html)) => self.builder.block(&unmarked(&html)),
                None => {}
            },
            TagEnd::Link if self.images > 0 => {}
            TagEnd::Image => {
                self.images -= 1;
                if self.images == 0 {
                    self.image();
                }
            }
            TagEnd::Item => {
                self.close();
                self.builder.text("\n");
                self.note_label();
            }
            TagEnd::List(_) => {
                let list = self.lists.pop();
                if let Some(List { node: Some(node), labelled: true, .. }) = list
                    && let Some(Node::Start { attributes, .. }) = self.builder.nodes().get_mut(node)
                {
                    attributes.push(pair("class", "facts"));
                }
                self.close();
                self.builder.text("\n");
            }
            TagEnd::TableCell => self.close(),
            TagEnd::TableHead => {
                self.cells.name = "td";
                self.close();
                self.close();
                self.open("tbody", Attributes::new());
                self.builder.text("\n");
            }
            TagEnd::TableRow => {
                self.close();
                self.builder.text("\n");
            }
            TagEnd::Table => {
                self.close();
                self.close();
                self.builder.text("\n");
            }
            other => {
                if let Some((_, is_block)) = element(other) {
                    self.close();
                    self.builder.text(if is_block { "\n" } else { "" });
                }
            }
        }
    }

    fn cell(&mut self) {
        let side = match self.cells.alignments.get(self.cells.column) {
            Some(Alignment::Left) => Some("text-align: left"),
            Some(Alignment::Center) => Some("text-align: center"),
            Some(Alignment::Right) => Some("text-align: right"),
            Some(Alignment::None) | None => None,
        };
        self.cells.column += 1;
        let attributes = side.map(|side| pair("style", side)).into_iter().collect();
        self.open(self.cells.name, attributes);
    }

    /// Notes whether the item that ends here begins with a strong text that ends with a colon.
    fn note_label(&mut self) {
        let Some(list) = self.lists.last_mut() else { return };
        let nodes = self.builder.nodes();
        let mut item = nodes[list.item.min(nodes.len())..].iter().skip_while(|node| match node {
            Node::Start { name, .. } => *name == "p",
            _ => false,
        });
        let is_strong = matches!(item.next(), Some(Node::Start { name: "strong", .. }));
        let text = match item.take_while(|node| !matches!(node, Node::End("strong"))).last() {
            Some(Node::Text(text)) if is_strong => text.clone(),
            _ => 0..0,
        };
        list.labelled &= self.builder.text_at(&text).trim_end().ends_with(':');
    }
}
