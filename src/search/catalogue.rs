//! The names of a large docset, in one file of the cache, so that a search need not open its index.
//!
//! First the head, then the words of all names, a line each; then the letters of each name in a line
//! of their own, as [`squeeze`] leaves them; then where each row begins and the rows. So what has to
//! be read for a search is little more than the letters, and for a suggestion little more than the
//! words. The file may be deleted at any time, and is written as `text` writes its own.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::cache;
use super::fold::{each_word, squeeze};
use super::shelf::Shelved;
use crate::bundle::{self, hash};
use crate::files::{self, Stamp};
use crate::layout::{INDEX, JOURNAL};

/// What the file begins with; counts up when its form changes.
const MARK: &[u8; 16] = b"docsheet names 2";
/// How the names of the files end.
const ENDING: &str = "names";
/// Smaller indexes are as quick themselves.
const SMALL: u64 = 128 << 10;
/// Rows that are no farther apart are read in one piece.
const NEAR: u32 = 4 << 10;

/// What is read of a catalogue, in memory that serves for the next one, too.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    words: Vec<u8>,
    squeezed: Vec<u8>,
    /// Where each row begins, and where the last one ends, in bytes behind `rows`; four bytes each.
    starts: Vec<u8>,
    piece: Vec<u8>,
}

/// A catalogue that is true.
#[derive(Debug)]
pub(super) struct Catalogue<'a> {
    file: File,
    buffers: &'a mut Buffers,
    lengths: Lengths,
    /// Where the words begin.
    start: u64,
}

/// The catalogue of a docset, made if it is missing or no longer true; `None` where there is to be
/// none, or the cache cannot be used; an error where the index cannot be read, which is not to be tried
/// again.
pub(super) fn open<'a>(
    docset: &Shelved,
    cache: Option<&Path>,
    buffers: &'a mut Buffers,
) -> Option<Result<Catalogue<'a>, String>> {
    let real = files::real_path(&docset.path).ok()?;
    let index = real.join(INDEX);
    // The stamp of the index says nothing of the rows in its journal.
    if files::exists(&real.join(JOURNAL)) {
        return None;
    }
    let stamp = files::stamp(&index).ok().filter(|stamp| stamp.bytes >= SMALL)?;
    let place = cache::place(&real, cache?, ENDING);
    if let Ok((file, lengths, start)) = read(&place, &stamp) {
        return Some(Ok(Catalogue { file, buffers, lengths, start }));
    }
    let draft = files::draft(&place).ok()?;
    // The same stamp might yet be that of another index.
    if stamp.unsettled(&draft.path).ok()?.is_some() {
        return None;
    }
    let parts = match collected(docset, &real, &stamp)? {
        Ok(parts) => parts,
        Err(reason) => return Some(Err(reason)),
    };
    if files::stamp(&index).ok()? != stamp {
        return None;
    }
    draft.write(&parts).and_then(|()| draft.put()).ok()?;
    drop(parts);
    cache::forget_those_gone(place.parent()?, ENDING, |place| {
        Head::read(&mut files::open(place).ok()?).ok().map(|head| head.docset)
    });
    let (file, lengths, start) = read(&place, &stamp).ok()?;
    Some(Ok(Catalogue { file, buffers, lengths, start }))
}

/// Opens the file at `place` if it was made of an index with this stamp; yields where its words
/// begin, too.
fn read(place: &Path, stamp: &Stamp) -> io::Result<(File, Lengths, u64)> {
    let mut file = files::open(place).map_err(io::Error::other)?;
    let Head { digest, lengths, .. } = Head::read(&mut file)?;
    let start = file.stream_position()?;
    let end = lengths.iter().fold(start, |end, length| end.saturating_add(*length));
    if digest != stamp.digest || end != file.metadata()?.len() {
        return Err(wrong());
    }
    Ok((file, lengths, start))
}

/// The parts of the file.
fn collected(docset: &Shelved, real: &Path, stamp: &Stamp) -> Option<Result<[Vec<u8>; 5], String>> {
    // What is not filled of it takes no memory, and growing would take it twice.
    let room = usize::try_from(stamp.bytes).unwrap_or_default();
    let (mut squeezed, mut rows) = (Vec::with_capacity(room), Vec::with_capacity(room));
    let mut starts = vec![0, 0, 0, 0];
    let (mut words, mut known) = (Vec::new(), HashSet::new());
    let mut is_too_large = false;
    let bundle = bundle::open_unlisted(&docset.path).ok()?;
    let collected = bundle.each_row(&mut |name, kind, path| {
        squeeze(name, &mut squeezed);
        squeezed.push(b'\n');
        each_word(name, |word, _| {
            if known.insert(hash(word)) {
                words.extend_from_slice(word.as_bytes());
                words.push(b'\n');
            }
        });
        for text in [name, kind, path] {
            rows.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
            rows.extend_from_slice(text.as_bytes());
        }
        is_too_large |= u32::try_from(rows.len()).is_err();
        starts.extend(u32::try_from(rows.len()).unwrap_or(u32::MAX).to_le_bytes());
    });
    if let Err(error) = collected {
        return Some(Err(error.reason));
    }
    if is_too_large {
        return None;
    }
    let docset = real.to_str()?.to_owned();
    let lengths = [&words, &squeezed, &starts, &rows].map(|part| part.len() as u64);
    let head = Head { digest: stamp.digest, lengths, docset }.bytes();
    Some(Ok([head, words, squeezed, starts, rows]))
}

impl Catalogue<'_> {
    /// The words of all names, a line each.
    pub(super) fn words(&mut self) -> io::Result<&str> {
        let [words, ..] = self.lengths;
        self.file.seek(SeekFrom::Start(self.start))?;
        read_into(&mut self.buffers.words, &self.file, words)?;
        std::str::from_utf8(&self.buffers.words).map_err(io::Error::other)
    }

    /// Calls `see` with the place, from 1, and the name, type and path of each row that `wanted`
    /// chooses by the places of lines in the letters of all names.
    pub(super) fn each_wanted_row(
        &mut self,
        wanted: impl FnOnce(&[u8]) -> Vec<usize>,
        see: &mut dyn FnMut(usize, [&str; 3]),
    ) -> io::Result<()> {
        let Buffers { squeezed, starts, piece, .. } = &mut *self.buffers;
        let [before, letters, numbers, _] = self.lengths;
        self.file.seek(SeekFrom::Start(self.start.saturating_add(before)))?;
        read_into(squeezed, &self.file, letters)?;
        read_into(starts, &self.file, numbers)?;
        let rows = self.file.stream_position()?;
        let places = wanted(squeezed);
        let (starts, _) = starts.as_chunks();
        let start =
            |place: usize| starts.get(place).copied().map(u32::from_le_bytes).ok_or_else(wrong);
        let mut from = 0;
        while let Some(first) = places.get(from) {
            let mut end = start(first + 1)?;
            let mut count = 1;
            while let Some(next) = places.get(from + count)
                && start(*next)?.saturating_sub(end) <= NEAR
            {
                end = start(next + 1)?;
                count += 1;
            }
            let begin = start(*first)?;
            self.file.seek(SeekFrom::Start(rows + u64::from(begin)))?;
            let length = end.checked_sub(begin).ok_or_else(wrong)?;
            read_into(piece, &self.file, u64::from(length))?;
            for place in &places[from..from + count] {
                let own = start(*place)?.checked_sub(begin).ok_or_else(wrong)?;
                see(place + 1, row(piece.get(own as usize..).ok_or_else(wrong)?)?);
            }
            from += count;
        }
        Ok(())
    }
}

/// Name, type and path at the start of `bytes`.
fn row(mut bytes: &[u8]) -> io::Result<[&str; 3]> {
    let mut texts = [""; 3];
    for text in &mut texts {
        let (length, rest) = bytes.split_first_chunk().ok_or_else(wrong)?;
        let own = rest.split_at_checked(u32::from_le_bytes(*length) as usize);
        let (own, rest) = own.ok_or_else(wrong)?;
        *text = std::str::from_utf8(own).map_err(io::Error::other)?;
        bytes = rest;
    }
    Ok(texts)
}

/// The lengths of the words, the letters, the starts and the rows, in bytes.
type Lengths = [u64; 4];

struct Head {
    digest: u64,
    lengths: Lengths,
    /// Where the docset really is.
    docset: String,
}

impl Head {
    fn bytes(&self) -> Vec<u8> {
        let path = self.docset.len() as u64;
        let [words, squeezed, starts, rows] = self.lengths;
        let numbers = [self.digest, words, squeezed, starts, rows, path].map(u64::to_le_bytes);
        [MARK, numbers.as_flattened(), self.docset.as_bytes()].concat()
    }

    fn read(file: &mut File) -> io::Result<Self> {
        let mut head = [0; 16 + 6 * 8];
        file.read_exact(&mut head)?;
        let (mark, numbers) = head.split_at(MARK.len());
        if mark != MARK {
            return Err(wrong());
        }
        let mut numbers = numbers.as_chunks().0.iter().map(|bytes| u64::from_le_bytes(*bytes));
        let mut next = || numbers.next().unwrap_or_default();
        let (digest, lengths, path) = (next(), [next(), next(), next(), next()], next());
        let docset = String::from_utf8(bytes(file, path)?).map_err(io::Error::other)?;
        Ok(Self { digest, lengths, docset })
    }
}

/// So many bytes; a file that is too short for them is an error before memory is taken.
fn bytes(file: &mut File, count: u64) -> io::Result<Vec<u8>> {
    if count > file.metadata()?.len() {
        return Err(wrong());
    }
    let mut bytes = Vec::new();
    read_into(&mut bytes, file, count)?;
    Ok(bytes)
}

/// So many bytes of a file that is known to have them, in place of what was in `bytes`.
fn read_into(bytes: &mut Vec<u8>, file: &File, count: u64) -> io::Result<()> {
    bytes.clear();
    bytes.reserve(usize::try_from(count).unwrap_or_default());
    file.take(count).read_to_end(bytes)?;
    Ok(())
}

fn wrong() -> io::Error {
    io::ErrorKind::InvalidData.into()
}
