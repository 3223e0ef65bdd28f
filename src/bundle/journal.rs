//! An index and the journal beside it (`-wal`) → the index as a reader sees it that opens both.
//!
//! Readers that may write take what was committed into the journal for a part of the index, and
//! whoever packs a docset with its journal never sees that the index alone lacks it. Source: SQLite,
//! "WAL-mode File Format".

/// Bytes of the journal's header, and of that of a frame.
const HEADER: usize = 32;
const FRAME: usize = 24;
/// What the journal begins with; the last bit says how its checksums read words.
const MAGIC: u32 = 0x377f_0682;
/// The bytes of an index that say that there may be a journal: 2, else 1.
const VERSIONS: std::ops::Range<usize> = 18..20;

/// Writes into `index` what `journal` has committed; whether that is anything.
pub(super) fn apply(index: &mut Vec<u8>, journal: &[u8]) -> bool {
    let Some((page, frames, pages)) = committed(journal) else { return false };
    let Some(size) = page.checked_mul(pages) else { return false };
    if size > index.len() + journal.len() {
        return false;
    }
    index.resize(size, 0);
    for frame in journal[HEADER..].chunks_exact(FRAME + page).take(frames) {
        let number = usize::try_from(word(frame, 0)).unwrap_or_default();
        let start = number.checked_sub(1).and_then(|before| before.checked_mul(page));
        let place = start.and_then(|start| index.get_mut(start..start.checked_add(page)?));
        if let Some(place) = place {
            place.copy_from_slice(&frame[FRAME..]);
        }
    }
    true
}

/// Marks an index that begins with `head` as one without a journal.
pub(super) fn forget(head: &mut [u8]) {
    if head.get(VERSIONS).is_some_and(|versions| versions == [2, 2]) {
        head[VERSIONS].fill(1);
    }
}

/// Bytes of a page, frames up to the last commit, and the pages that the index has then.
fn committed(journal: &[u8]) -> Option<(usize, usize, usize)> {
    let header = journal.get(..HEADER)?;
    let page = usize::try_from(word(header, 8)).ok()?;
    let is_big = word(header, 0) == MAGIC | 1;
    let mut sum = Sum { is_big, words: (0, 0) };
    sum.add(&header[..FRAME]);
    let is_one = word(header, 0) & !1 == MAGIC && page.is_power_of_two() && page >= 512;
    if !is_one || !sum.is(&header[FRAME..]) {
        return None;
    }
    let mut last = None;
    for (at, frame) in journal[HEADER..].chunks_exact(FRAME + page).enumerate() {
        sum.add(&frame[..8]);
        sum.add(&frame[FRAME..]);
        // What an older journal left behind has another salt.
        if frame[8..16] != header[16..24] || !sum.is(&frame[16..FRAME]) {
            break;
        }
        if word(frame, 4) > 0 {
            last = Some((page, at + 1, usize::try_from(word(frame, 4)).ok()?));
        }
    }
    last
}

/// The checksum of all that came so far.
struct Sum {
    is_big: bool,
    words: (u32, u32),
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        for pair in bytes.chunks_exact(8) {
            let read = |at| if self.is_big { word(pair, at) } else { word(pair, at).swap_bytes() };
            let (one, two) = (read(0), read(4));
            self.words.0 = self.words.0.wrapping_add(one).wrapping_add(self.words.1);
            self.words.1 = self.words.1.wrapping_add(two).wrapping_add(self.words.0);
        }
    }

    fn is(&self, bytes: &[u8]) -> bool {
        self.words == (word(bytes, 0), word(bytes, 4))
    }
}

/// The word at a place, in the order of the format.
fn word(bytes: &[u8], at: usize) -> u32 {
    let bytes = bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    u32::from_be_bytes(bytes.unwrap_or_default())
}
