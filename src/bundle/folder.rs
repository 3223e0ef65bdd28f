//! A docset as a folder → its list of files.

use std::collections::BTreeMap;
use std::path::Path;

use super::entry::{ENTRY_LIMIT, Entry, Flaw, FlawKind, Kind, Listing};
use crate::error::Error;
use crate::files::{self, FoundKind};
use crate::layout::ENDING;

/// Lists the folder `root` and everything below it.
pub(super) fn list(root: &Path) -> Result<Listing, Error> {
    let mut entries = BTreeMap::new();
    let mut flaws = Vec::new();
    let mut complete = true;
    for found in files::walk(root) {
        let found = found?;
        if entries.len() == ENTRY_LIMIT {
            complete = false;
            let detail = format!("more than {ENTRY_LIMIT} files");
            flaws.push(Flaw { kind: FlawKind::TooLarge, detail });
            break;
        }
        if !found.is_utf8 {
            let detail = found.path.clone();
            flaws.push(Flaw { kind: FlawKind::NotUtf8, detail });
            continue;
        }
        let entry = Entry { kind: found.kind.into(), size: found.size };
        entries.insert(found.path, entry);
    }
    Ok(Listing { entries, flaws, complete, ..unlisted(root) })
}

/// What is known of the folder `root` without a look at what is in it.
pub(super) fn unlisted(root: &Path) -> Listing {
    let name = own_name(root);
    let stem = name.strip_suffix(ENDING);
    Listing {
        name: stem.unwrap_or(&name).to_owned(),
        is_named_docset: stem.is_some(),
        entries: BTreeMap::new(),
        flaws: Vec::new(),
        complete: true,
    }
}

/// The folder's own name, also of `.` and of paths that end in `..`.
fn own_name(root: &Path) -> String {
    let real = files::real_path(root);
    let real = real.as_deref().unwrap_or(root);
    let name = root.file_name().or(real.file_name());
    name.unwrap_or_default().to_string_lossy().into_owned()
}

impl From<FoundKind> for Kind {
    fn from(kind: FoundKind) -> Self {
        match kind {
            FoundKind::File => Self::File,
            FoundKind::Folder => Self::Folder,
            FoundKind::Link(target) => Self::Link(target),
            FoundKind::Special => Self::Special,
        }
    }
}
