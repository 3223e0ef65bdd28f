//! A page of a docset → what stands at a place of it, as a person takes it in.
//!
//! A page is parsed once; then each fragment leads to a [`Block`]: the section under a heading, the
//! row of a table, a term with its description, a paragraph. `block` says which part that is,
//! `part` what is in it, and `lines` and `markdown` write it down.

mod terms;
mod sight;
mod block;
mod part;
mod writer;
mod paragraph;
mod lines;
mod beside;
mod table;
mod draft;
mod gather;
mod markdown;

use std::ops::Range;

use super::encoding::decode;
use super::fragment::{Anchors, names_in_browser, names_in_zeal};
use super::tags::{self, Syntax, Token};
use super::tree::{Place, tree_of, tree_of_text};

pub use part::{Emphasis, Parts};
pub use writer::Line;

use sight::Sight;

/// What begins the comment that names a page's address on the web.
const ONLINE: &str = "Online page at ";

/// A page that was read.
#[derive(Debug)]
pub struct Page {
    sight: Sight,
    /// What fragments lead to.
    anchors: Anchors,
    /// Its address on the web, if it names one.
    pub online: Option<String>,
}

/// A part of a page that an index row stands for.
#[derive(Clone, Debug)]
pub struct Block<'a> {
    page: &'a Page,
    range: Range<Place>,
}

/// What one of our own pages says of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The category it stands in.
    pub category: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its commands, in order.
    pub commands: Vec<String>,
}

impl Page {
    /// Reads a page; `path` tells by its ending whether it is XML.
    #[must_use]
    pub fn read(path: &str, bytes: &[u8]) -> Self {
        let text = decode(bytes).text;
        let syntax = Syntax::of(path);
        let sight = Sight::of(tree_of(&text, syntax));
        let (mut anchors, mut online) = (Anchors::default(), None);
        for place in sight.anchored() {
            sight.tree.anchors(place).for_each(|anchor| anchors.add(anchor, place));
        }
        anchors.sort();
        tags::read(&text[..text.floor_char_boundary(HEAD)], syntax, &mut |token| {
            if let Token::Comment(comment) = token
                && let Some(address) = comment.trim().strip_prefix(ONLINE)
            {
                online = online.take().or_else(|| Some(address.trim().to_owned()));
            }
        });
        Self { sight, anchors, online }
    }

    /// Reads text that is no markup.
    #[must_use]
    pub fn plain(bytes: &[u8]) -> Self {
        let sight = Sight::of(tree_of_text(&decode(bytes).text));
        Self { sight, anchors: Anchors::default(), online: None }
    }

    /// Whether all of it was read: not when it has more elements than any page has.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.sight.tree.is_whole
    }

    /// The block that `fragment` leads to, the whole page without one; `None` when the page does
    /// not have the place.
    #[must_use]
    pub fn block(&self, fragment: Option<&str>) -> Option<Block<'_>> {
        let range = match fragment.unwrap_or_default() {
            "" => self.sight.main.clone(),
            fragment => match self.find(fragment) {
                Some(place) => block::at(&self.sight, place),
                None if fragment.eq_ignore_ascii_case("top") => self.sight.main.clone(),
                None => return None,
            },
        };
        Some(Block { page: self, range })
    }

    /// The blocks of all anchors, in the order of the page, each once.
    pub fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        let mut places: Vec<Place> = self.anchors.places().collect();
        places.sort_unstable();
        let mut ranges: Vec<_> =
            places.iter().map(|place| block::at(&self.sight, *place)).collect();
        ranges.dedup();
        ranges.into_iter().map(|range| Block { page: self, range })
    }

    /// The element that a fragment leads to in a browser, or else in Zeal.
    fn find(&self, fragment: &str) -> Option<Place> {
        let in_browser = self.anchors.find(&names_in_browser(fragment));
        in_browser.or_else(|| self.anchors.find(&names_in_zeal(fragment)))
    }
}

/// How far into a page the comment with its address may stand.
const HEAD: usize = 16 << 10;

/// About how many bytes an element or a text takes, whatever it says.
const NODE: usize = 16;

impl Block<'_> {
    /// Where it stands on its page: equal for places that lead to the same block.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// What of it stands before `other` begins.
    #[must_use]
    pub fn until(&self, other: &Self) -> Self {
        let end = self.range.end.min(other.range.start.max(self.range.start));
        Self { page: self.page, range: self.range.start..end }
    }

    /// Whether it shows nothing that can be read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.page.sight.shows(&self.range)
    }

    /// About how many bytes it takes to show.
    #[must_use]
    pub fn size(&self) -> usize {
        self.page.sight.length(&self.range) + self.range.len() * NODE
    }

    /// What is in it.
    #[must_use]
    pub fn parts(&self) -> Parts {
        gather::parts(&self.page.sight, self.range.clone())
    }

    /// What is in it beside its own name, if it is called `name` and says more than that.
    #[must_use]
    pub fn parts_beside(&self, name: &str) -> Parts {
        let rest = beside::beside(self.parts(), name);
        if rest.is_empty() { self.parts() } else { rest }
    }

    /// Its text, a paragraph or a row a line.
    #[must_use]
    pub fn text(&self) -> String {
        plain(&self.parts())
    }

    /// What one of our own pages says of the entry; `None` for anything else.
    #[must_use]
    pub fn own(&self) -> Option<Own> {
        let sight = &self.page.sight;
        let tree = &sight.tree;
        let row = self.range.start;
        if tree.name(row) != "tr" || !tree.has_class(row, "entry") {
            return None;
        }
        let category = tree.above(row).find(|place| tree.has_class(*place, "category"))?;
        let heading = tree.children(category).find(|place| tree.level(*place).is_some());
        let within = || row + 1..tree.end(row);
        let text = |place: Place| gather::text(sight, place);
        let is_command = |place: &Place| {
            let holder = tree.parent(*place);
            let class = |class| holder.is_some_and(|holder| tree.has_class(holder, class));
            tree.name(*place) == "code" && (class("command") || class("td_command"))
        };
        Some(Own {
            category: heading.map(text),
            name: within().find(|place| tree.has_class(*place, "name")).map(text),
            commands: within().filter(is_command).map(text).collect(),
        })
    }
}

/// Calls `see` for each line of parts that are `width` columns wide.
pub fn lines(parts: &Parts, width: usize, see: &mut dyn FnMut(&Line)) {
    lines::lines(parts, width, see);
}

/// Parts as text, a paragraph or a row a line.
#[must_use]
pub fn plain(parts: &Parts) -> String {
    lines::plain(parts)
}

/// Parts as Markdown (GitHub's dialect).
#[must_use]
pub fn markdown(parts: &Parts) -> String {
    markdown::markdown(parts)
}
