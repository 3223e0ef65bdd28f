//! The paths of rows → the blocks that they lead to, or why there is nothing to show.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::Read;

use super::entry::PAGE_LIMIT;
use super::locate::Location;
use super::medium::{Medium, medium};
use super::page::{Block, Page};
use super::store::Bundle;
use super::target::{Target, target};
use crate::error::Error;
use crate::layout;

/// Why there is nothing to show of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absence {
    /// It leads to the web.
    Remote,
    /// It leads out of the docset.
    Outside,
    /// Its page is not there; the path below the bundle.
    NoPage(String),
    /// Its page is lost in a packed file that is damaged; the path, and what is wrong.
    Lost(String, String),
    /// Its page is behind a link.
    Linked(String),
    /// Its page is none, but a picture, a PDF; what it is.
    NotText(&'static str),
    /// Its page is larger than [`PAGE_LIMIT`].
    TooLarge,
    /// Its page does not have the anchor.
    NoAnchor(String),
    /// There is nothing to read at its place.
    Nothing,
    /// What it shows, others show so often that all together would be far more than the page is.
    Repeated,
}

/// So many times what the pages hold the rows may show together, and so many bytes more: sections in
/// sections repeat each other a few times, and no docset may take memory for each pair of its rows.
const REPEATS: usize = 4;
const SPARE: usize = 4 << 20;

/// What is called for each block: the places in the list of those that lead to it, and it or why
/// there is none.
pub type Seer<'a> = &'a mut dyn FnMut(&[usize], Result<&Block<'_>, &Absence>);

impl Bundle {
    /// Calls `see` for the block that each of `paths`, the paths of index rows, leads to. Rows of
    /// one block come together; each page is read and parsed once, in an order that costs least.
    ///
    /// # Errors
    /// Names the path when the system refuses.
    pub fn each_block(&self, paths: &[&str], see: Seer) -> Result<(), Error> {
        let mut wanted: BTreeMap<String, Vec<(usize, Option<&str>)>> = BTreeMap::new();
        let mut located: BTreeMap<String, Location> = BTreeMap::new();
        for (at, path) in paths.iter().enumerate() {
            let (file, fragment) = match target(path) {
                Target::Page { file, fragment } => (file, fragment),
                Target::Remote => {
                    see(&[at], Err(&Absence::Remote));
                    continue;
                }
                Target::Outside => {
                    see(&[at], Err(&Absence::Outside));
                    continue;
                }
            };
            let location = located.entry(file).or_insert_with_key(|file| self.locate(file));
            match location {
                Location::File(file) | Location::WithoutQuery(file) | Location::OtherCase(file) => {
                    wanted.entry(file.clone()).or_default().push((at, fragment));
                }
                Location::Linked => see(&[at], Err(&Absence::Linked((*path).to_owned()))),
                Location::Missing => see(&[at], Err(&self.no_page(path))),
            }
        }
        let mut read: BTreeSet<String> = wanted.keys().cloned().collect();
        for (file, rows) in &wanted {
            if let Some(absence) = self.unreadable(file) {
                let rows: Vec<usize> = rows.iter().map(|(at, _)| *at).collect();
                see(&rows, Err(&absence));
                read.remove(file);
            }
        }
        let mut left = SPARE;
        self.visit(&read, &mut |file, bytes| {
            let rows = wanted.get(file).map(Vec::as_slice).unwrap_or_default();
            let size = self.size(file).unwrap_or_default().min(PAGE_LIMIT);
            let mut content = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
            let read = bytes.take(PAGE_LIMIT).read_to_end(&mut content);
            if read.is_err() && self.packed_flaw().is_some() {
                let places: Vec<usize> = rows.iter().map(|(at, _)| *at).collect();
                let path = layout::page(file).unwrap_or(file);
                return see(&places, Err(&self.no_page(path)));
            }
            // What the system does not read to its end is shown as far as it goes.
            show(file, &content, rows, &mut left, see);
        })
    }

    /// The page `file`, a path inside the bundle.
    ///
    /// # Errors
    /// Why there is nothing to show; the outer one names the path when the system refuses.
    pub fn page(&self, file: &str) -> Result<Result<Page, Absence>, Error> {
        if let Some(absence) = self.unreadable(file) {
            return Ok(Err(absence));
        }
        let bytes = self.read(file, PAGE_LIMIT)?;
        Ok(match bytes {
            Some(bytes) => read_page(file, &bytes),
            None => Err(Absence::NoPage(file.to_owned())),
        })
    }

    /// Why the page `path` of a row is not there.
    fn no_page(&self, path: &str) -> Absence {
        match self.packed_flaw() {
            Some(flaw) => Absence::Lost(path.to_owned(), flaw.detail.clone()),
            None => Absence::NoPage(path.to_owned()),
        }
    }

    fn unreadable(&self, file: &str) -> Option<Absence> {
        self.size(file).is_some_and(|size| size > PAGE_LIMIT).then_some(Absence::TooLarge)
    }
}

/// Shows the blocks of one page; `left` is how many bytes all may still show.
fn show(file: &str, bytes: &[u8], rows: &[(usize, Option<&str>)], left: &mut usize, see: Seer) {
    let places: Vec<usize> = rows.iter().map(|(at, _)| *at).collect();
    let page = match read_page(file, bytes) {
        Ok(page) => page,
        Err(absence) => return see(&places, Err(&absence)),
    };
    let mut blocks = Vec::new();
    for (at, fragment) in rows {
        match page.block(*fragment) {
            Some(block) => blocks.push((block, *at)),
            None => {
                let anchor = fragment.unwrap_or_default().to_owned();
                see(&[*at], Err(&Absence::NoAnchor(anchor)));
            }
        }
    }
    *left += page.block(None).map_or(0, |page| page.size() * REPEATS);
    let place = |block: &Block| (block.size(), block.range().start, block.range().end);
    blocks.sort_by_key(|(block, at)| (place(block), *at));
    for same in blocks.chunk_by(|(one, _), (other, _)| one.range() == other.range()) {
        let (block, rows) = (&same[0].0, same.iter().map(|(_, at)| *at));
        let rows: Vec<usize> = rows.collect();
        if block.is_empty() {
            see(&rows, Err(&Absence::Nothing));
            continue;
        }
        let (shown, others) = rows.split_at(rows.len().min(*left / block.size().max(1)));
        *left -= block.size() * shown.len();
        see(shown, Ok(block));
        see(others, Err(&Absence::Repeated));
    }
}

/// The page that a file is.
///
/// # Errors
/// Why there is nothing to show.
pub fn read_page(file: &str, bytes: &[u8]) -> Result<Page, Absence> {
    match medium(file, bytes) {
        Medium::Page => Ok(Page::read(file, bytes)),
        Medium::Text => Ok(Page::plain(bytes)),
        Medium::Other(what) => Err(Absence::NotText(what)),
    }
}

impl fmt::Display for Absence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Remote => f.write_str("it is a page on the web"),
            Self::Outside => f.write_str("it leads out of the docset"),
            Self::NoPage(page) => write!(f, "the docset has no page `{page}`"),
            Self::Lost(page, flaw) => write!(f, "the page `{page}` is lost: {flaw}"),
            Self::Linked(page) => write!(f, "`{page}` is behind a link, which is not followed"),
            Self::NotText(what) => write!(f, "it is {what}, not a page that can be printed"),
            Self::TooLarge => write!(f, "its page is larger than {} MB", PAGE_LIMIT >> 20),
            Self::NoAnchor(anchor) => {
                write!(f, "the page has no anchor `{anchor}`, and readers show its top")
            }
            Self::Nothing => f.write_str("there is nothing to read at its place"),
            Self::Repeated => f.write_str(
                "its text is that of too many other entries to print it again; search for it alone",
            ),
        }
    }
}
