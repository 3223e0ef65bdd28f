//! HTML with an author's own tags in it → HTML that cannot reach out of the place it is put into.
//!
//! A browser repairs bad markup at the cost of the rest of the page: a `</table>` too many ends the
//! page's own table, a `<div>` too few swallows the entries that follow. Here every element ends
//! where its surroundings end, an end tag without its start is dropped, and table parts stay inside
//! a table of the author's own. One walk, one stack of bounded depth: linear in the source.

use std::ops::Range;

use super::elements as table;
use super::remarks::Remarks;
use super::tags::{Piece, Pieces, Tag};

/// How deep elements may nest. Browsers cut off at some hundreds, and the page has its own.
const DEPTH: usize = 100;

/// Balances `html` and says what is strange about it.
pub(super) fn balance(html: &str, remarks: &mut Remarks) -> String {
    let mut balance = Balance {
        html: String::with_capacity(html.len() + 16),
        open: Vec::new(),
        too_deep: 0,
        shown: Vec::new(),
        endless: Vec::new(),
        remarks,
    };
    let mut pieces = Pieces::new(html);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Text(text) => balance.text(text),
            Piece::Comment(comment) => balance.comment(comment),
            Piece::Start(tag) => balance.start(tag, &mut pieces),
            Piece::End(tag) => balance.end(tag),
        }
    }
    balance.close_down_to(0);
    balance.finish()
}

struct Balance<'a> {
    html: String,
    open: Vec<Open>,
    /// How many elements beyond `DEPTH` are open.
    too_deep: usize,
    /// Start tags in `html` that turned out to be text.
    shown: Vec<Range<usize>>,
    /// Raw text elements for which no end tag is left.
    endless: Vec<String>,
    remarks: &'a mut Remarks,
}

/// What names mean: a drawing and a formula have elements of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Html,
    Svg,
    Math,
}

struct Open {
    name: String,
    space: Space,
    /// Its start tag in `html` if that may turn out to be a placeholder.
    placeholder: Option<Range<usize>>,
}

impl Balance<'_> {
    fn text(&mut self, text: &str) {
        match text.strip_prefix('<') {
            Some(rest) => {
                self.html.push_str("&lt;");
                self.html.push_str(rest);
            }
            None => self.html.push_str(text),
        }
    }

    /// A comment; `<![CDATA[` is one that ends elsewhere, outside drawings and formulas.
    fn comment(&mut self, comment: &str) {
        if comment.starts_with("<![") && self.space() == Space::Html {
            self.show(comment);
        } else {
            self.html.push_str(comment);
        }
    }

    fn start(&mut self, tag: Tag, pieces: &mut Pieces) {
        let name = tag.name.to_ascii_lowercase();
        if !self.is_known(&name) {
            self.remarks.unknown_element(tag.source);
            return self.show(tag.source);
        }
        let is_title = name == "title" && self.space() == Space::Svg;
        if is_never_meant(&name, tag) && !is_title {
            self.remarks.misplaced_element(tag.source);
            return self.show(tag.source);
        }
        if self.too_deep > 0 || self.open.len() >= DEPTH {
            let stays_open = !table::VOID.contains(&name.as_str()) && !tag.closes_itself();
            self.too_deep += usize::from(stays_open);
            return;
        }
        self.remarks.loads_and_links(&name, tag);
        if table::BREAKS_OUT.contains(&name.as_str()) {
            self.leave_drawing();
        }
        if self.space() != Space::Html {
            self.push(name, tag);
        } else if table::RAW_TEXT.contains(&name.as_str()) {
            self.raw_text(&name, tag, pieces);
        } else if self.make_room(&name) {
            self.push(name, tag);
        }
    }

    fn end(&mut self, tag: Tag) {
        let name = tag.name.to_ascii_lowercase();
        if !self.is_known(&name) {
            self.remarks.unknown_element(tag.source);
            return self.show(tag.source);
        }
        if table::DOCUMENT.contains(&name.as_str()) && self.find(&[&name], &[]).is_none() {
            return self.show(tag.source);
        }
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let barriers =
            if name == "table" || table_part(&name).is_some() { &["table"] } else { table::SCOPES };
        if let Some(at) = self.find(&[&name], barriers) {
            self.close_down_to(at + 1);
            self.open.pop();
            self.html.push_str("</");
            self.html.push_str(tag.name);
            self.html.push('>');
        }
    }

    /// Writes markup as text.
    fn show(&mut self, markup: &str) {
        self.html.push_str(&escaped(markup));
    }

    /// Writes a start tag and remembers to end it.
    fn push(&mut self, name: String, tag: Tag) {
        let space = match (self.space(), name.as_str()) {
            (Space::Html, "svg") => Space::Svg,
            (Space::Html, "math") => Space::Math,
            (space, _) => space,
        };
        let start = self.html.len();
        self.html.push_str(tag.source);
        if table::VOID.contains(&name.as_str()) || space != Space::Html && tag.closes_itself() {
            return;
        }
        if tag.closes_itself() {
            // A browser reads `<a name="x"/>` as a start tag; its author does not.
            self.html.truncate(self.html.len() - 2);
            self.html.extend(["></", tag.name, ">"]);
            return;
        }
        let may_be_text = tag.is_bare() && table::PLACEHOLDERS.contains(&name.as_str());
        let placeholder = may_be_text.then_some(start..self.html.len());
        self.open.push(Open { name, space, placeholder });
    }

    /// Writes an element whose content is no markup, as a whole.
    fn raw_text(&mut self, name: &str, tag: Tag, pieces: &mut Pieces) {
        let length = if self.endless.iter().any(|known| known == name) {
            None
        } else {
            end_of_raw_text(pieces.rest(), name)
        };
        let Some(length) = length else {
            self.endless.push(name.to_owned());
            self.remarks.endless_element(tag.source);
            return self.show(tag.source);
        };
        self.html.push_str(tag.source);
        let content = pieces.skip(length);
        if name == "script" && content.contains("<!--") {
            // After `<!--` a browser may look past the next `</script>`.
            self.html.push_str(&content.replace("<!--", "<\\!--"));
        } else {
            self.html.push_str(content);
        }
        self.html.push_str("</");
        self.html.push_str(tag.name);
        self.html.push('>');
        if let Some(end) = pieces.rest().find('>') {
            pieces.skip(end + 1);
        }
    }

    /// Ends what cannot stay open around a new element; whether the element may start at all.
    fn make_room(&mut self, name: &str) -> bool {
        if !table::IN_SELECT.contains(&name) && self.find(&["select"], table::SCOPES).is_some() {
            return false;
        }
        if let Some(ends) = table_part(name) {
            let Some(table) = self.find(&["table"], &["foreignobject"]) else {
                return false;
            };
            let first =
                self.open[table..].iter().position(|open| ends.contains(&open.name.as_str()));
            if let Some(first) = first {
                self.close_down_to(table + first);
            }
            return true;
        }
        if name == "table"
            && let Some(outer) = self.find(&["table"], table::CELLS)
        {
            self.close_down_to(outer);
        }
        for (_, ends, barriers) in table::IMPLIED_ENDS.iter().filter(|row| row.0 == name) {
            let barriers = [*barriers, table::SCOPES].concat();
            if let Some(at) = self.find(ends, &barriers) {
                self.close_down_to(at);
            }
        }
        if table::CLOSES_PARAGRAPH.contains(&name)
            && let Some(at) = self.find(&["p"], table::SCOPES)
        {
            self.close_down_to(at);
        }
        true
    }

    /// Ends every open element from the innermost to the one at `depth`.
    fn close_down_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { return };
            if let Some(place) = open.placeholder {
                self.remarks.endless_element(&self.html[place.clone()]);
                self.shown.push(place);
            } else {
                self.html.push_str("</");
                self.html.push_str(&open.name);
                self.html.push('>');
            }
        }
    }

    /// The innermost open element with one of `names` that no element of `barriers` stands before.
    fn find(&self, names: &[&str], barriers: &[&str]) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().rev() {
            if names.contains(&open.name.as_str()) {
                return Some(at);
            }
            if barriers.contains(&open.name.as_str()) {
                return None;
            }
        }
        None
    }

    /// What names mean inside the innermost open element.
    fn space(&self) -> Space {
        let Some(open) = self.open.last() else { return Space::Html };
        let html_again = match open.space {
            Space::Html => &[],
            Space::Svg => table::HTML_IN_SVG,
            Space::Math => table::HTML_IN_MATH,
        };
        if html_again.contains(&open.name.as_str()) { Space::Html } else { open.space }
    }

    /// Ends the drawing or formula that we are in.
    fn leave_drawing(&mut self) {
        while self.space() != Space::Html {
            self.close_down_to(self.open.len() - 1);
        }
    }

    fn is_known(&self, name: &str) -> bool {
        let own: &[&str] = match self.space() {
            Space::Html => &[],
            Space::Svg => table::SVG,
            Space::Math => table::MATH,
        };
        table::HTML.contains(&name)
            || own.contains(&name)
            || self.open.iter().any(|open| open.name == name)
    }

    /// The HTML, with the start tags that turned out to be text shown as such.
    fn finish(mut self) -> String {
        self.shown.sort_by_key(|place| place.start);
        let mut html = String::with_capacity(self.html.len());
        let mut done = 0;
        for place in self.shown {
            html.push_str(&self.html[done..place.start]);
            html.push_str(&escaped(&self.html[place.clone()]));
            done = place.end;
        }
        html.push_str(&self.html[done..]);
        html
    }
}

/// Whether the tag stands for itself: `<title>`, `<input>` or a whole document's tags.
fn is_never_meant(name: &str, tag: Tag) -> bool {
    table::DOCUMENT.contains(&name)
        || tag.is_bare() && table::VOID.contains(&name) && !table::BARE_VOID.contains(&name)
}

fn table_part(name: &str) -> Option<&'static [&'static str]> {
    table::TABLE_PARTS.iter().find(|row| row.0 == name).map(|row| row.1)
}

/// Where the end tag of a raw text element starts.
fn end_of_raw_text(html: &str, name: &str) -> Option<usize> {
    let last_end = html.rfind('>')?;
    let is_end = |at: &usize| {
        let (named, after) = html.as_bytes()[at + 2..=last_end].split_at_checked(name.len())?;
        let ends_there = matches!(after.first()?, b'>' | b'/' | b' ' | b'\t' | b'\n');
        (named.eq_ignore_ascii_case(name.as_bytes()) && ends_there).then_some(())
    };
    html[..last_end].match_indices("</").map(|(at, _)| at).find(|at| is_end(at).is_some())
}

fn escaped(markup: &str) -> String {
    markup.replace('<', "&lt;").replace('>', "&gt;")
}
