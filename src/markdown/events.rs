//! CommonMark with marks in it → HTML, by way of the parser's events.

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::autolink::{self, Address};
use super::elements;
use super::remarks::Remarks;
use super::tags::{self, Piece, Pieces};
use super::{Dialect, MARK, Resolve};
use crate::highlight;
use crate::html::Html;

/// The HTML of a text.
pub(super) struct Rendered {
    pub(super) html: String,
    /// Whether an author's tags, or very deep nesting, are in it.
    pub(super) needs_balance: bool,
}

/// Nesting beyond which the result is balanced, which bounds it.
const DEEP: usize = 50;

/// Renders `source`.
pub(super) fn html(
    source: &str,
    dialect: Dialect,
    resolve: Resolve,
    remarks: &mut Remarks,
) -> Rendered {
    let mut writer = Writer {
        events: Vec::new(),
        dialect,
        resolve,
        remarks,
        code: None,
        links: Vec::new(),
        images: 0,
        unlinked: 0,
        lists: Vec::new(),
        depth: 0,
        needs_balance: false,
    };
    let parser = Parser::new_ext(source, dialect.options()).into_offset_iter();
    let mut dunder = 0..0;
    for (event, place) in TextMergeWithOffset::new(parser) {
        if dunder.start <= place.start && place.end <= dunder.end {
            continue;
        }
        if event == Event::Start(Tag::Strong) && is_dunder(&source[place.clone()]) {
            writer.text(source[place.clone()].into());
            dunder = place;
        } else {
            writer.event(event);
        }
    }
    let needs_balance = writer.needs_balance;
    let mut html = String::with_capacity(source.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, writer.events.into_iter());
    html.truncate(html.trim_end().len());
    Rendered { html, needs_balance }
}

struct Writer<'a, 'r> {
    events: Vec<Event<'a>>,
    dialect: Dialect,
    resolve: Resolve<'r>,
    remarks: &'r mut Remarks,
    /// The language and the text of the code block that we are in.
    code: Option<(String, String)>,
    /// For every link or image that we are in, whether it has a target.
    links: Vec<bool>,
    /// How many images we are in, whose text has no markup.
    images: usize,
    /// How many of the author's elements we are in that may not hold a link.
    unlinked: usize,
    lists: Vec<List>,
    depth: usize,
    needs_balance: bool,
}

/// A list that we are in.
struct List {
    /// Where its start is in the events.
    start: usize,
    /// Where the current item's first text may be.
    item: usize,
    /// Whether every item so far begins with a label.
    labelled: bool,
}

impl<'a> Writer<'a, '_> {
    fn event(&mut self, event: Event<'a>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(without_marks(text)),
            Event::Code(code) => self.events.push(Event::Code(without_marks(code))),
            Event::Html(html) => self.raw(Event::Html(without_marks(html))),
            Event::InlineHtml(html) if html.starts_with("<!") || html.starts_with("<?") => {
                // As Redcarpet: a declaration or comment amid text is what the text is about.
                self.text(without_marks(html));
            }
            Event::InlineHtml(html) => {
                self.unlinked = self.unlinked.saturating_add_signed(unlinked_change(&html));
                let tag = Event::InlineHtml(without_marks(html));
                if is_block_tag(&tag)
                    && let Some(last @ Event::HardBreak) = self.events.last_mut()
                {
                    *last = Event::SoftBreak;
                }
                self.raw(tag);
            }
            Event::SoftBreak if self.events.last().is_some_and(is_block_tag) => {
                self.events.push(Event::SoftBreak);
            }
            Event::SoftBreak if self.dialect == Dialect::Redcarpet => {
                self.events.push(Event::HardBreak);
            }
            other => self.events.push(other),
        }
    }

    fn raw(&mut self, event: Event<'a>) {
        self.needs_balance = true;
        self.events.push(event);
    }

    fn start(&mut self, tag: Tag<'a>) {
        if matches!(tag, Tag::Paragraph | Tag::Item | Tag::TableCell) {
            // What an author forgot to end does not reach beyond its block.
            self.unlinked = 0;
        }
        self.depth += 1;
        self.needs_balance |= self.depth > DEEP;
        match tag {
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => without_marks(language).into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                self.open_link(Some(&format!("mailto:{dest_url}")), "");
            }
            Tag::Link { dest_url, title, .. } => {
                self.link(&without_marks(dest_url), &without_marks(title));
            }
            Tag::Image { dest_url, title, link_type, id } => {
                let dest_url = without_marks(dest_url);
                self.remarks.resource(&dest_url);
                self.links.push(true);
                self.images += 1;
                let title = without_marks(title);
                self.events.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
            }
            Tag::List(_) => {
                let start = self.events.len();
                self.lists.push(List { start, item: 0, labelled: true });
                self.events.push(Event::Start(tag));
            }
            Tag::Item => {
                self.events.push(Event::Start(tag));
                let item = self.events.len();
                if let Some(list) = self.lists.last_mut() {
                    list.item = item;
                }
            }
            other => self.events.push(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.depth = self.depth.saturating_sub(1);
        match tag {
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.events.push(Event::End(tag));
                }
            }
            TagEnd::Image => {
                self.links.pop();
                self.images -= 1;
                self.events.push(Event::End(tag));
            }
            TagEnd::Item => {
                if let Some(list) = self.lists.last_mut() {
                    list.labelled &= starts_with_label(&self.events[list.item..]);
                }
                self.events.push(Event::End(tag));
            }
            TagEnd::List(ordered) => {
                if let Some(list) = self.lists.pop()
                    && list.labelled
                    && !ordered
                {
                    self.events[list.start] = Event::Html("<ul class=\"facts\">\n".into());
                }
                self.events.push(Event::End(tag));
            }
            other => self.events.push(Event::End(other)),
        }
    }

    fn text(&mut self, text: CowStr<'a>) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(&text);
        } else if text.is_empty() {
        } else if self.links.is_empty() && self.unlinked == 0 {
            self.linked(text);
        } else {
            self.events.push(Event::Text(text));
        }
    }

    fn link(&mut self, target: &str, title: &str) {
        let Some(fragment) = target.strip_prefix('#') else {
            self.remarks.link(target);
            return self.open_link(Some(target), title);
        };
        if fragment.is_empty() {
            return self.open_link(Some(target), title);
        }
        let fragment = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
        let found = (self.resolve)(&fragment).map(|fragment| format!("#{fragment}"));
        if found.is_none() {
            self.remarks.dead_link(&fragment);
        }
        self.open_link(found.as_deref(), title);
    }

    fn open_link(&mut self, target: Option<&str>, title: &str) {
        let target = target.filter(|_| self.images == 0);
        self.links.push(target.is_some());
        let Some(target) = target else { return };
        let mut start = format!("<a href=\"{}\"", Html::escaped(&href(target)));
        if !title.is_empty() {
            start.extend([" title=\"", Html::escaped(title).as_str(), "\""]);
        }
        start.push('>');
        self.events.push(Event::InlineHtml(start.into()));
    }

    /// Text in which bare addresses become links.
    fn linked(&mut self, text: CowStr<'a>) {
        let addresses = autolink::find(&text);
        if addresses.is_empty() {
            return self.events.push(Event::Text(text));
        }
        let mut done = 0;
        for Address { place, target } in addresses {
            let address = &text[place.clone()];
            self.remarks.link(address);
            self.plain(&text[done..place.start]);
            let target = Html::escaped(&href(&target));
            self.events.push(Event::InlineHtml(format!("<a href=\"{target}\">").into()));
            self.plain(address);
            self.events.push(Event::End(TagEnd::Link));
            done = place.end;
        }
        self.plain(&text[done..]);
    }

    fn plain(&mut self, text: &str) {
        if !text.is_empty() {
            self.events.push(Event::Text(text.to_owned().into()));
        }
    }

    fn code_block(&mut self) {
        let Some((language, code)) = self.code.take() else {
            return;
        };
        let class = if language.is_empty() {
            String::new()
        } else {
            format!(" class=\"language-{}\"", Html::escaped(&language))
        };
        let code = match highlight::highlight(&code, &language) {
            Ok(html) => html,
            Err(unknown) => {
                self.remarks.unknown_language(&language, unknown.similar.as_deref());
                Html::escaped(&code)
            }
        };
        let html = format!("<pre><code{class}>{code}</code></pre>\n");
        self.events.push(Event::Html(html.into()));
    }
}

/// Whether it is an identifier such as `__init__`, which programming languages write so, and no
/// emphasis such as `__Note__`.
fn is_dunder(strong: &str) -> bool {
    let name = strong.strip_prefix("__").and_then(|rest| rest.strip_suffix("__"));
    name.is_some_and(|name| {
        let is_capitalised =
            name[..1].chars().all(char::is_uppercase) && name.contains(char::is_lowercase);
        let mut letters = name.bytes();
        name.len() > 1
            && !is_capitalised
            && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == b'_')
    })
}

/// By how much a tag changes the number of elements around it that may not hold a link.
fn unlinked_change(html: &str) -> isize {
    const UNLINKED: &[&str] = &["a", "code", "pre", "script", "style", "textarea"];
    let is_one = |tag: tags::Tag| UNLINKED.iter().any(|name| tag.name.eq_ignore_ascii_case(name));
    match Pieces::new(html).next() {
        Some(Piece::Start(tag)) if is_one(tag) && !tag.closes_itself() => 1,
        Some(Piece::End(tag)) if is_one(tag) => -1,
        _ => 0,
    }
}

/// Whether it is a tag of a block or of a part of a table, beside which a break would be one too many.
fn is_block_tag(event: &Event) -> bool {
    let Event::InlineHtml(html) = event else { return false };
    let Some(Piece::Start(tag) | Piece::End(tag)) = Pieces::new(html).next() else { return false };
    let name = tag.name.to_ascii_lowercase();
    elements::CLOSES_PARAGRAPH.contains(&name.as_str())
        || elements::TABLE_PARTS.iter().any(|part| part.0 == name)
}

/// Whether the events of a list item begin with a strong text that ends with a colon.
fn starts_with_label(item: &[Event]) -> bool {
    let item = match item {
        [Event::Start(Tag::Paragraph), rest @ ..] => rest,
        item => item,
    };
    let [Event::Start(Tag::Strong), label @ ..] = item else {
        return false;
    };
    let end = label.iter().position(|event| *event == Event::End(TagEnd::Strong));
    let last = end.and_then(|end| label.get(end.checked_sub(1)?));
    matches!(last, Some(Event::Text(text)) if text.trim_end().ends_with(':'))
}

/// A link's target with everything percent-encoded that cannot stand in one.
fn href(target: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    percent_encoding::utf8_percent_encode(target, KEPT).to_string()
}

fn without_marks(text: CowStr) -> CowStr {
    if text.contains(MARK) { text.replace(MARK, "").into() } else { text }
}
