//! A file of a docset → whether it is a page, plain text, or what else.
//!
//! Its first bytes tell more than its name. Source: the MIME Sniffing standard.

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A page.
    Page,
    /// Text that is no markup.
    Text,
    /// Nothing that can be printed; what it is.
    Other(&'static str),
}

const PICTURE: &str = "a picture";
const ARCHIVE: &str = "an archive";
const FONT: &str = "a font";
const UTF_16: &str = "text in UTF-16 without its byte order mark";

/// How archives begin that are not looked into, and how they are packed.
pub(super) const PACKINGS: &[(&[u8], &str)] = &[
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"PK\x03\x04", "zip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"),
];
/// How gzip begins.
pub(super) const GZIP: &[u8] = b"\x1f\x8b";

/// How files begin that are no pages, and what they are.
const STARTS: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"\0\0\x01\0", PICTURE),
    (b"wOF", FONT),
    (b"OTTO\0", FONT),
    (b"SQLite format 3\0", "a database"),
    (GZIP, ARCHIVE),
    (b"<\0", UTF_16),
    (b"\0<", UTF_16),
];
/// Endings of files that are no pages, and what they are.
const ENDINGS: &[(&[&str], &str)] = &[
    (&["pdf"], "a PDF document"),
    (&["png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "bmp"], PICTURE),
    (&["mp4", "webm", "mov", "avi"], "a video"),
    (&["mp3", "ogg", "wav"], "a sound"),
    (&["ttf", "otf", "woff", "woff2"], FONT),
    (&["zip", "gz", "tgz", "xz", "bz2", "7z", "jar"], ARCHIVE),
];
/// Endings of text that is no markup.
const TEXTS: &[&str] = &[
    "txt", "md", "rst", "csv", "json", "c", "h", "cpp", "py", "rb", "rs", "go", "js", "ts", "java",
    "sh", "css",
];
/// One of so many bytes is none that text has in a file that is no text: of random bytes it is one
/// of ten.
const BINARY: usize = 32;

/// What the file `path` is that has these bytes; without any, what its name says.
#[must_use]
pub fn medium(path: &str, bytes: &[u8]) -> Medium {
    let (_, ending) = path.rsplit_once('.').unwrap_or_default();
    let ending = ending.to_ascii_lowercase();
    if is_binary(bytes) {
        let begins = |(start, _): &&(&[u8], &'static str)| bytes.starts_with(start);
        let packing = || PACKINGS.iter().find(begins).map(|_| ARCHIVE);
        let known = STARTS.iter().find(begins).map(|(_, what)| *what).or_else(packing);
        return Medium::Other(known.unwrap_or("binary data"));
    }
    match ENDINGS.iter().find(|(all, _)| all.contains(&ending.as_str())) {
        Some((_, what)) => Medium::Other(what),
        None if TEXTS.contains(&ending.as_str()) => Medium::Text,
        None => Medium::Page,
    }
}

/// Whether these are the bytes of no text.
fn is_binary(bytes: &[u8]) -> bool {
    let is_utf_16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    // The standard counts the backspace, with which old manual pages print a letter twice.
    let is_foreign = |byte: &u8| matches!(byte, 0..=0x07 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f);
    // Counted by stretches whose count fits a byte: so 16 bytes are looked at in one step.
    let foreign = |bytes: &[u8]| bytes.iter().map(|byte| u8::from(is_foreign(byte))).sum::<u8>();
    let foreign = bytes.chunks(255).map(|bytes| usize::from(foreign(bytes))).sum::<usize>();
    !is_utf_16 && foreign * BINARY > bytes.len()
}
