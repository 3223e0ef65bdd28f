//! Where a docset keeps what: every path inside the bundle, spelled once.
//!
//! Source: Dash's page "Docset Generation Guide"; Zeal's and Dash's own downloads.

/// How the name of the folder ends that is a docset.
pub const ENDING: &str = ".docset";

/// The name of the folder that is the docset `name`.
#[must_use]
pub fn folder(name: &str) -> String {
    format!("{name}{ENDING}")
}

/// The folder that makes a folder a docset.
pub const CONTENTS: &str = "Contents";

/// The property list.
pub const INFO: &str = "Contents/Info.plist";

/// The other spelling of it that Zeal takes (`docset.cpp`), wherever capitals count.
pub const SMALL_INFO: &str = "Contents/info.plist";

/// Zeal's own file beside `Contents`.
pub const META: &str = "meta.json";

/// The search index.
pub const INDEX: &str = "Contents/Resources/docSet.dsidx";

/// What was written to the index and never put into it (SQLite's write-ahead log).
pub const JOURNAL: &str = "Contents/Resources/docSet.dsidx-wal";

/// The folder of the pages.
pub const DOCUMENTS: &str = "Contents/Resources/Documents";

/// What Dash, and Zeal since June 2026, pack the pages into.
pub const PACKED: &str = "Contents/Resources/tarix.tgz";

/// Where Dash finds the pages in [`PACKED`].
pub const PACKED_INDEX: &str = "Contents/Resources/tarixIndex.db";

/// The small icon.
pub const ICON: &str = "icon.png";

/// The large icon.
pub const LARGE_ICON: &str = "icon@2x.png";

/// The path of `file`, a path of the bundle, below [`DOCUMENTS`].
#[must_use]
pub fn page(file: &str) -> Option<&str> {
    file.strip_prefix(DOCUMENTS)?.strip_prefix('/')
}

/// The docset that `path` leads into, and the path in it: `a/NAME.docset` and `Contents/…`.
#[must_use]
pub fn parted(path: &str) -> Option<(&str, &str)> {
    let at = path.match_indices(ENDING).map(|(at, _)| at + ENDING.len());
    let (docset, inside) = path.split_at(at.into_iter().find(|at| path[*at..].starts_with('/'))?);
    Some((docset, &inside[1..]))
}
