//! Text, elements and the author's own HTML → a tree that grows.

use std::borrow::Cow;

use pulldown_cmark::{Alignment, LinkType};

use super::autolink::{self, Address};
use super::build::Builder;
use super::mark::{Dialect, MARK, unmarked};
use super::spelling::{href, is_block_tag};
use super::tree::{Attributes, Node};
use crate::highlight;

/// Elements inside which no bare address is a link.
const UNLINKED: &[&str] = &["a", "code", "pre"];

/// What has been read of one text.
pub(super) struct Writer<'r> {
    pub(super) builder: Builder<'r>,
    pub(super) dialect: Dialect,
    /// The code block or the block of HTML that we are in.
    pub(super) block: Option<Block>,
    /// The text of the image that we are in.
    pub(super) alt: Option<String>,
    /// How many images we are in.
    pub(super) images: usize,
    /// The elements of Markdown that are open, outermost first; `None` for what found no room.
    pub(super) open: Vec<Option<usize>>,
    pub(super) lists: Vec<List>,
    pub(super) cells: Cells,
    /// Whether the last event was the tag of a block.
    pub(super) after_block_tag: bool,
}

/// A block whose text is no Markdown.
pub(super) enum Block {
    Code { language: String, code: String },
    Html(String),
}

/// A list that we are in.
pub(super) struct List {
    /// Its node, if there was room for it.
    pub(super) node: Option<usize>,
    /// Where the current item's first text may be.
    pub(super) item: usize,
    /// Whether every item so far begins with a label.
    pub(super) labelled: bool,
}

/// The table that we are in.
#[derive(Default)]
pub(super) struct Cells {
    pub(super) alignments: Vec<Alignment>,
    pub(super) name: &'static str,
    pub(super) column: usize,
}

impl<'r> Writer<'r> {
    pub(super) fn new(builder: Builder<'r>, dialect: Dialect) -> Self {
        Self {
            builder,
            dialect,
            block: None,
            alt: None,
            images: 0,
            open: Vec::new(),
            lists: Vec::new(),
            cells: Cells::default(),
            after_block_tag: false,
        }
    }

    /// Starts an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes) {
        let node = self.builder.start(name, attributes);
        self.open.push(node);
    }

    /// Ends the innermost element, whatever its author left open in it.
    pub(super) fn close(&mut self) {
        if let Some(Some(node)) = self.open.pop() {
            self.builder.end(node);
        }
    }

    pub(super) fn line_break(&mut self) {
        match &mut self.alt {
            Some(alt) => alt.push(' '),
            None => self.builder.text("\n"),
        }
    }

    pub(super) fn code(&mut self, code: &str) {
        if let Some(alt) = &mut self.alt {
            return alt.push_str(code);
        }
        self.open("code", Attributes::new());
        self.builder.text(code);
        self.close();
    }

    pub(super) fn text(&mut self, text: &str) {
        if text.contains(MARK) {
            return self.text(&unmarked(text));
        }
        if let Some(Block::Code { code, .. } | Block::Html(code)) = &mut self.block {
            return code.push_str(text);
        }
        if let Some(alt) = &mut self.alt {
            return alt.push_str(text);
        }
        if self.builder.is_inside(UNLINKED) {
            return self.builder.text(text);
        }
        let mut done = 0;
        for Address { place, target } in autolink::find(text) {
            self.builder.text(&text[done..place.start]);
            self.open("a", vec![pair("href", &href(&target))]);
            self.builder.text(&text[place.clone()]);
            self.close();
            done = place.end;
        }
        self.builder.text(&text[done..]);
    }

    /// Adds a tag amid text; how much of what is behind it is its text. As with Redcarpet, a
    /// declaration or a comment amid text is what the text is about.
    pub(super) fn inline_html(&mut self, tag: &str, behind: &str) -> usize {
        self.after_block_tag = false;
        if self.alt.is_some() {
            return 0;
        }
        if tag.starts_with("<!") || tag.starts_with("<?") {
            self.text(tag);
            return 0;
        }
        if is_block_tag(tag) {
            self.after_block_tag = true;
            self.drop_break();
        }
        self.builder.html(tag, behind)
    }

    /// A line break right before the tag of a block would be one too many.
    pub(super) fn drop_break(&mut self) {
        let at_break = match self.builder.nodes().as_slice() {
            [.., Node::Start { name: "br", .. }, Node::Text(text)] => Some(text.clone()),
            _ => None,
        };
        if at_break.is_some_and(|text| self.builder.text_at(&text) == "\n") {
            let nodes = self.builder.nodes();
            nodes.remove(nodes.len() - 2);
        }
    }

    pub(super) fn link(&mut self, kind: LinkType, target: &str, title: &str) {
        let target = unmarked(target);
        let target = match kind {
            LinkType::Email => Cow::Owned(format!("mailto:{target}")),
            _ => target,
        };
        let mut attributes = vec![pair("href", &href(&target))];
        if !title.is_empty() {
            attributes.push(pair("title", &unmarked(title)));
        }
        match target.strip_prefix('#').filter(|fragment| !fragment.is_empty()) {
            Some(fragment) => {
                let fragment = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
                let node = self.builder.start_link(fragment.into_owned(), attributes);
                self.open.push(node);
            }
            None => self.open("a", attributes),
        }
    }

    pub(super) fn code_block(&mut self, language: &str, code: &str) {
        let code = unmarked(code);
        let class = (!language.is_empty()).then(|| pair("class", &format!("language-{language}")));
        self.open("pre", Attributes::new());
        self.open("code", class.into_iter().collect());
        match highlight::grammar(&code, language) {
            Ok(Some(grammar)) => self.builder.code(&code, grammar),
            Ok(None) => self.builder.text(&code),
            Err(unknown) => {
                let similar = unknown.similar.as_deref();
                self.builder.remarks().unknown_language(language, similar);
                self.builder.text(&code);
            }
        }
        self.close();
        self.close();
        self.builder.text("\n");
    }

    pub(super) fn image(&mut self) {
        let alt = self.alt.take().unwrap_or_default();
        let alt = unmarked(&alt);
        if let Some(Node::Start { name: "img", attributes }) = self.builder.nodes().last_mut() {
            attributes.retain_mut(|(name, value)| {
                if name == "alt" {
                    alt.as_ref().clone_into(value);
                }
                true
            });
        }
    }
}

/// An attribute.
pub(super) fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}
