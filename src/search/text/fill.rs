//! The pages that a docset's index leads to → entries and their words.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read as _;

use rayon::prelude::*;
use rusqlite::{Connection, Statement, params};

use super::super::fold::each_word;
use super::super::hit::{ENTRY, entry_of};
use super::super::shelf::Shelved;
use crate::bundle::{self, Absence, Bundle, Location, PAGE_LIMIT, Page, Parts, Target, target};
use crate::error::Error;
use crate::index::Row;

/// Told the bytes of each page that was read.
pub(super) type Read<'a> = &'a (dyn Fn(u64) + Sync);

/// How many pages are read at a time, so that they need not fit into memory together.
const BATCH: usize = 256;
/// Longest text of an entry, in bytes; what is longer is cut into several.
const LONGEST: usize = 16 << 10;
/// A longer line is data, no command.
const COMMAND: usize = 1 << 10;
/// Most entries that have one text, and most bytes that those behind the first have of it.
const SAME: usize = 16;
const SAID_AGAIN: usize = 64 << 10;
/// Most names of an entry that are looked at.
pub(super) const NAMES: usize = 64;

/// The rows that lead to one place of a page.
#[derive(Debug, Default)]
struct Place {
    path: Box<str>,
    kind: Box<str>,
    /// A line each.
    names: String,
}

/// Fragment → what leads there; by the file of the page.
type Pages = BTreeMap<String, HashMap<Option<Box<str>>, Place>>;

/// An entry that was read.
struct Entry<'a> {
    place: &'a Place,
    title: Box<str>,
    text: Box<str>,
    command: Box<str>,
}

/// How much a store holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) entries: i64,
    /// The words of all entries together.
    pub(super) words: f64,
}

/// Fills an empty store with the text of `docset`.
pub(super) fn fill(connection: &Connection, docset: &Shelved, read: Read) -> Result<Size, Error> {
    let failed = |error: rusqlite::Error| Error::new("read", &docset.path, error.to_string());
    let bundle = bundle::open_unlisted(&docset.path)?;
    let mut pages = Pages::new();
    bundle.each_row(&mut |name, kind, path| add(&mut pages, name, kind, path))?;
    let mut writer = Writer::new(connection).map_err(failed)?;
    if bundle.is_archive() {
        fill_in_order(&bundle, &pages, &mut writer, read)?.map_err(failed)?;
        return Ok(writer.size);
    }
    let pages: Vec<_> = pages.iter().collect();
    for batch in pages.chunks(BATCH) {
        let all: Vec<_> = batch
            .par_iter()
            .map(|(file, places)| {
                let (page, bytes) = page(&bundle, file)?;
                read(bytes);
                Some(entries(&page, places))
            })
            .collect();
        all.iter().flatten().try_for_each(|entries| writer.write(entries)).map_err(failed)?;
    }
    Ok(writer.size)
}

/// Pages one after the other, as they stand in an archive.
fn fill_in_order(
    bundle: &Bundle,
    pages: &Pages,
    writer: &mut Writer,
    read: Read,
) -> Result<rusqlite::Result<()>, Error> {
    let files: BTreeSet<String> = pages.keys().cloned().collect();
    let mut result = Ok(());
    bundle.visit(&files, &mut |file, bytes| {
        let mut content = Vec::new();
        // What cannot be read to its end is searched as far as it goes.
        let _ = bytes.take(PAGE_LIMIT).read_to_end(&mut content);
        read(content.len() as u64);
        if let (Ok(()), Ok(page)) = (&result, bundle::read_page(file, &content)) {
            result = writer.write(&entries(&page, &pages[file]));
        }
    })?;
    Ok(result)
}

/// A page and its bytes; what cannot be read has no text, and `docsheet verify` says why.
fn page(bundle: &Bundle, file: &str) -> Option<(Page, u64)> {
    let file = match bundle.locate(file) {
        Location::File(file) | Location::WithoutQuery(file) | Location::OtherCase(file) => file,
        Location::Linked | Location::Missing => return None,
    };
    let page: Result<Page, Absence> = bundle.page(&file).ok()?;
    Some((page.ok()?, bundle.size(&file).unwrap_or_default()))
}

fn add(pages: &mut Pages, name: &str, kind: &str, path: &str) {
    let Target::Page { file, fragment } = target(path) else { return };
    if name.trim().is_empty() {
        return;
    }
    let fragment = fragment.filter(|fragment| !fragment.is_empty()).map(Box::from);
    let place = pages.entry(file).or_default().entry(fragment).or_default();
    if place.names.is_empty() {
        (place.path, place.kind) = (path.into(), kind.into());
        if let Some((_, own)) = entry_of(path) {
            place.names = own;
        }
    }
    if kind == ENTRY {
        place.kind = kind.into();
    }
    let breaks = memchr::memchr_iter(b'\n', place.names.as_bytes()).count();
    if breaks + 1 < NAMES && !place.names.lines().any(|known| known == name) {
        let between = if place.names.is_empty() { "" } else { "\n" };
        place.names.reserve_exact(between.len() + name.len());
        place.names += between;
        place.names += name;
    }
}

/// The entries of a page, each with the text that is none of another's, in the order of the page.
fn entries<'a>(page: &Page, places: &'a HashMap<Option<Box<str>>, Place>) -> Vec<Entry<'a>> {
    let found = places
        .iter()
        .filter_map(|(fragment, place)| Some((page.block(fragment.as_deref())?, place)));
    let mut found: Vec<_> = found.collect();
    let key = |block: &bundle::Block| (block.range().start, std::cmp::Reverse(block.range().end));
    found.sort_by(|one, other| {
        key(&one.0).cmp(&key(&other.0)).then_with(|| one.1.path.cmp(&other.1.path))
    });
    let mut entries = Vec::new();
    let mut groups = found.chunk_by(|one, other| one.0.range() == other.0.range()).peekable();
    while let Some(group) = groups.next() {
        let next = groups.peek().and_then(|next| next.first());
        for (at, (block, place)) in group.iter().enumerate() {
            let own = next.map_or_else(|| block.clone(), |(next, _)| block.until(next));
            let name = place.names.lines().next().unwrap_or_default();
            // What so many say need not be said again.
            let is_said = at < SAME && at * own.size() <= SAID_AGAIN;
            let parts = if is_said { own.parts_beside(name) } else { Parts::default() };
            let text = squeezed(&bundle::plain(&parts));
            let command = command(&parts).unwrap_or_default();
            let category = entry_of(&place.path).map(|(category, _)| category);
            let title = category.unwrap_or_default().into_boxed_str();
            for text in pieces(&text) {
                let (title, command) = (title.clone(), command.into());
                entries.push(Entry { place, title, text: text.into(), command });
            }
        }
    }
    entries
}

/// The first line of the first listing: what it is about as much as its name. Lines with columns are
/// drawings.
fn command(parts: &Parts) -> Option<&str> {
    let listing = parts.listing()?;
    let line = listing.lines().map(str::trim).find(|line| !line.is_empty())?;
    (line.len() <= COMMAND && !line.contains("  ")).then_some(line)
}

/// The texts behind `rows` of the page that `bytes` are: the path of a row that leads there, the
/// text of the entry or a piece of it, and its first command, in the order of the page.
pub(super) fn of_page(rows: &[Row], bytes: &[u8]) -> Vec<[String; 3]> {
    let mut pages = Pages::new();
    for Row { name, kind, path } in rows {
        add(&mut pages, name, kind, path);
    }
    let mut texts = Vec::new();
    for (file, places) in &pages {
        let Ok(page) = bundle::read_page(file, bytes) else { continue };
        let entries = entries(&page, places).into_iter();
        texts.extend(entries.map(|Entry { place, text, command, .. }| {
            [&place.path, &text, &command].map(ToString::to_string)
        }));
    }
    texts
}

/// A text whose lines have no columns: never more than two blanks side by side.
fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    let mut blanks = 0;
    for letter in text.chars() {
        blanks = if letter == ' ' { blanks + 1 } else { 0 };
        if blanks <= 2 {
            squeezed.push(letter);
        }
    }
    squeezed
}

/// A text in pieces that are not too long, cut at the ends of lines where there are any.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while rest.len() > LONGEST {
        let most = rest.floor_char_boundary(LONGEST);
        let end = rest[..most].rfind('\n').or_else(|| rest[..most].rfind(' '));
        let end = end.filter(|end| *end > 0).unwrap_or(most);
        pieces.push(&rest[..end]);
        rest = &rest[end..];
    }
    pieces.push(rest);
    pieces
}

struct Writer<'a> {
    entry: Statement<'a>,
    words: Statement<'a>,
    size: Size,
}

impl<'a> Writer<'a> {
    fn new(connection: &'a Connection) -> rusqlite::Result<Self> {
        let entry = connection.prepare("INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
        let words = "INSERT INTO words(rowid, names, title, text) VALUES (?1, ?2, ?3, ?4)";
        let size = Size { entries: 0, words: 0.0 };
        Ok(Self { entry, words: connection.prepare(words)?, size })
    }

    fn write(&mut self, entries: &[Entry]) -> rusqlite::Result<()> {
        for Entry { place, title, text, command } in entries {
            self.size.entries += 1;
            let Place { path, kind, names } = place;
            self.entry.execute(params![
                self.size.entries,
                names,
                kind,
                path,
                title,
                text,
                command
            ])?;
            let words =
                [names.as_str(), title, text].map(|text| spaced(text, &mut self.size.words));
            self.words.execute(params![self.size.entries, words[0], words[1], words[2]])?;
        }
        Ok(())
    }
}

/// The words of a text with a blank between them, which are counted.
fn spaced(text: &str, count: &mut f64) -> String {
    let mut words = String::with_capacity(text.len());
    each_word(text, |word, _| {
        *count += 1.0;
        words.push_str(word);
        words.push(' ');
    });
    words
}
