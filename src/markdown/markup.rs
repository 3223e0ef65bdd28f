//! HTML that an author wrote → the same in the tree: what is no element is text, as it was written.

use super::build::{Builder, Space, table_part};
use super::spelling::leftover;
use super::tokens::{Tag, Token, tokens};
use super::tree::Node;
use crate::elements;

/// Elements whose text may look like Markdown.
const CODE: &[&str] = &["code", "kbd", "math", "pre", "samp", "svg", "tt", "var"];

impl Builder<'_> {
    /// Adds a block of HTML amid Markdown, which says what is wrong if there is Markdown in it.
    pub(super) fn block(&mut self, html: &str) {
        self.among_markdown = true;
        self.html(html, "");
        self.among_markdown = false;
    }

    /// Adds HTML that the author wrote. Text up to an end tag may stand in `after`, which is not
    /// read otherwise; how much of it does.
    pub(super) fn html(&mut self, html: &str, after: &str) -> usize {
        let mut from = 0;
        self.reach = usize::from(after.is_empty());
        self.endless[1].clear();
        'rest: loop {
            let rest = &html[from..];
            let mut done = 0;
            for token in tokens(rest) {
                match token {
                    Token::Text(text) => {
                        self.note_markdown(&text);
                        self.text(&text);
                    }
                    Token::Comment(place) => {
                        done = place.end;
                        self.comment(&rest[place]);
                    }
                    Token::End { name, place } => {
                        done = place.end;
                        self.end_tag(&name, &rest[place]);
                    }
                    Token::Start(tag) => {
                        done = tag.place.end;
                        let source = &rest[tag.place.clone()];
                        let behind = if done < rest.len() { &rest[done..] } else { after };
                        let taken = self.start_tag(tag, source, behind);
                        if taken > 0 && done == rest.len() {
                            return taken;
                        }
                        if taken > 0 {
                            from += done + taken;
                            continue 'rest;
                        }
                    }
                }
            }
            self.broken(&rest[done..]);
            return 0;
        }
    }

    fn note_markdown(&mut self, text: &str) {
        if self.among_markdown
            && !self.is_inside(CODE)
            && let Some(marked) = leftover(text)
        {
            self.remarks.raw_markdown(marked);
        }
    }

    /// Only `<!-- … -->` is meant to be unseen.
    fn comment(&mut self, comment: &str) {
        if !(comment.starts_with("<!--") && comment.ends_with('>')) {
            self.text(comment);
        }
    }

    /// Shows a tag without its end, if there is one in the last text.
    fn broken(&mut self, text: &str) {
        let is_tag = |at: &usize| {
            let after = &text[at + 1..];
            let name = after.strip_prefix('/').unwrap_or(after);
            name.starts_with(|first: char| first.is_ascii_alphabetic())
        };
        if let Some(start) = text.match_indices('<').map(|(at, _)| at).find(is_tag) {
            self.remarks.endless_element(&text[start..]);
            self.text(&text[start..]);
        }
    }

    /// Adds a start tag as written in `source`; how much of what is behind it is its text.
    fn start_tag(&mut self, tag: Tag, source: &str, behind: &str) -> usize {
        let Some(name) = self.known(&tag.name) else {
            // `Array<String>` is a type.
            if !self.follows_word() {
                self.remarks.unknown_element(source);
            }
            self.text(source);
            return 0;
        };
        let is_bare = tag.attributes.is_empty();
        let is_title = name == "title" && self.space() == Space::Svg;
        if is_never_meant(name, is_bare) && !is_title {
            self.remarks.misplaced_element(source);
            self.text(source);
            return 0;
        }
        if self.space() == Space::Html && elements::RAW_TEXT.contains(&name) {
            return self.raw_text(name, tag, source, behind);
        }
        if self.start(name, tag.attributes).is_none() {
            let stays_open = !elements::VOID.contains(&name) && !tag.closes_itself;
            self.too_deep += usize::from(self.is_full() && stays_open);
        } else if elements::VOID.contains(&name) {
        } else if tag.closes_itself {
            // A browser reads `<a name="x"/>` as a start tag; its author does not.
            self.close();
        } else if is_bare && elements::PLACEHOLDERS.contains(&name) {
            let source = self.tree.keep(source);
            if let Some(open) = self.open.last_mut() {
                open.placeholder = Some(source);
            }
        }
        0
    }

    /// Whether the text so far ends with a letter or a digit.
    fn follows_word(&self) -> bool {
        match self.tree.nodes.last() {
            Some(Node::Text(text)) => self.text_at(text).ends_with(char::is_alphanumeric),
            _ => false,
        }
    }

    fn end_tag(&mut self, name: &str, source: &str) {
        let Some(name) = self.known(name) else {
            self.remarks.unknown_element(source);
            return self.text(source);
        };
        if elements::DOCUMENT.contains(&name) && self.find(&[name], &[]).is_none() {
            return self.text(source);
        }
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let is_table = name == "table" || table_part(name).is_some();
        let barriers = if is_table { &["table"] } else { elements::SCOPES };
        if let Some(at) = self.find(&[name], barriers) {
            self.close_down_to(at + 1);
            self.close();
        }
    }

    /// Adds an element whose content is no markup, as a whole; how much of what is behind its start
    /// tag it takes.
    fn raw_text(&mut self, name: &'static str, tag: Tag, source: &str, behind: &str) -> usize {
        let is_endless = self.endless[self.reach].contains(&name);
        let end = if is_endless { None } else { end_of_raw_text(behind, name) };
        let Some((length, end)) = end else {
            self.endless[self.reach].push(name);
            self.remarks.endless_element(source);
            self.text(source);
            return 0;
        };
        if self.start(name, tag.attributes).is_some() {
            let content = &behind[..length];
            // After `<!--` a browser may look past the next `</script>`.
            let content = if name == "script" {
                content.replace("<!--", "<\\!--")
            } else {
                content.to_owned()
            };
            let seen = if matches!(name, "script" | "style") { "" } else { content.as_str() };
            self.raw(&content, seen);
            self.close();
        }
        end
    }
}

/// Whether the tag stands for itself: `<title>`, `<input>` or a whole document's tags.
fn is_never_meant(name: &str, is_bare: bool) -> bool {
    elements::DOCUMENT.contains(&name)
        || is_bare && elements::VOID.contains(&name) && !elements::BARE_VOID.contains(&name)
}

/// Where the end tag of a raw text element starts, and where it ends.
fn end_of_raw_text(html: &str, name: &str) -> Option<(usize, usize)> {
    let last_end = html.rfind('>')?;
    let is_end = |at: &usize| {
        let (named, after) = html.as_bytes()[at + 2..=last_end].split_at_checked(name.len())?;
        let ends_there = matches!(after.first()?, b'>' | b'/' | b' ' | b'\t' | b'\n');
        (named.eq_ignore_ascii_case(name.as_bytes()) && ends_there).then_some(())
    };
    let mut ends = html[..last_end].match_indices("</").map(|(at, _)| at);
    let start = ends.find(|at| is_end(at).is_some())?;
    Some((start, start + html[start..].find('>')? + 1))
}
