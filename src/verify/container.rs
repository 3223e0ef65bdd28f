//! A folder or an archive as a container: what leaves it, what does not belong into it, and
//! whether an archive holds what the folder beside it holds.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use super::code::Code;
use super::finding::Findings;
use crate::bundle::{Bundle, FlawKind, Kind};
use crate::error::Error;
use crate::identity;
use crate::layout::{self, INDEX, META, PACKED, PACKED_INDEX};

/// Files that systems and readers make for themselves, by the last part of their path.
const STRAY: &[&str] =
    &[".DS_Store", "Thumbs.db", "desktop.ini", "optimizedIndex.dsidx", "tarixIndex.db"];

/// Checks the entries for what they are and where they lead.
pub(super) fn check(bundle: &Bundle, findings: &mut Findings) {
    if let Some(archive) = bundle.archive_name().filter(|name| *name != bundle.name) {
        let example = format!("{archive} holds {}", layout::folder(&bundle.name));
        findings.add(Code::ArchiveName, &example);
    }
    if let Some(reason) = identity::weakness(&bundle.name) {
        findings.add(Code::WeakName, &format!("{}: {reason}", bundle.name));
    }
    for flaw in bundle.flaws.iter().chain(bundle.packed_flaw()) {
        findings.add(code(flaw.kind), &flaw.detail);
    }
    for (path, entry) in &bundle.entries {
        match &entry.kind {
            Kind::Link(target) if leaves(path, target) => {
                findings.add(Code::LeavesBundle, &format!("{path} -> {target}"));
            }
            Kind::Link(target) => findings.add(Code::PlainLink, &format!("{path} -> {target}")),
            Kind::HardLink(target) => findings.add(Code::HardLink, &format!("{path} -> {target}")),
            Kind::Special => findings.add(Code::SpecialFile, path),
            Kind::File | Kind::Folder => {}
        }
        let is_of_packed = path == PACKED_INDEX && bundle.has_file(PACKED);
        if entry.kind == Kind::File && is_stray(path) && !is_of_packed {
            findings.add(Code::StrayFile, path);
        }
    }
}

/// Compares the archive with the folder beside it, file by file.
pub(super) fn compare(
    archive: &Bundle,
    folder: &Bundle,
    findings: &mut Findings,
) -> Result<(), Error> {
    let files = |bundle: &Bundle| -> BTreeSet<String> {
        bundle.files().filter(|path| !is_stray(path)).map(str::to_owned).collect()
    };
    let (packed, standing) = (files(archive), files(folder));
    for path in packed.difference(&standing) {
        findings.add(Code::ArchiveDiffers, &format!("{path}: only in the archive"));
    }
    // Zeal writes `meta.json` into the folder when it installs from a feed.
    for path in standing.difference(&packed).filter(|path| *path != META) {
        findings.add(Code::ArchiveDiffers, &format!("{path}: only in the folder"));
    }
    let both = &packed & &standing;
    let mut differing = Vec::new();
    archive.visit(&both, &mut |path, bytes| {
        if !same(folder, path, bytes) {
            differing.push(path.to_owned());
        }
    })?;
    for path in differing {
        if path != INDEX || !same_rows(archive, folder) {
            findings.add(Code::ArchiveDiffers, &format!("{path}: other content"));
        }
    }
    Ok(())
}

fn code(kind: FlawKind) -> Code {
    match kind {
        FlawKind::Broken => Code::Broken,
        FlawKind::Packing => Code::ArchivePacking,
        FlawKind::Trailing => Code::TrailingBytes,
        FlawKind::TooLarge => Code::TooLarge,
        FlawKind::Dot => Code::DotEntry,
        FlawKind::Root => Code::OutsideRoot,
        FlawKind::Outside => Code::LeavesBundle,
        FlawKind::Twice => Code::TwiceInArchive,
        FlawKind::NotUtf8 => Code::UnportableName,
    }
}

/// Whether the link at `path` leads out of the bundle.
fn leaves(path: &str, target: &str) -> bool {
    let is_absolute = Path::new(target).has_root() || target.as_bytes().get(1) == Some(&b':');
    let mut depth = path.matches('/').count();
    let climbs_out = target.split(['/', '\\']).any(|part| match part {
        ".." if depth == 0 => true,
        ".." => {
            depth -= 1;
            false
        }
        "" | "." => false,
        _ => {
            depth += 1;
            false
        }
    });
    is_absolute || climbs_out
}

fn is_stray(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    STRAY.contains(&name) || name.starts_with("._")
}

/// Whether `bytes` are those of the file `path` in `folder`.
fn same(folder: &Bundle, path: &str, bytes: &mut dyn Read) -> bool {
    let mut equal = false;
    let read = folder.visit_one(path, &mut |_, other| equal = same_bytes(bytes, other));
    read.is_ok() && equal
}

fn same_bytes(one: &mut dyn Read, other: &mut dyn Read) -> bool {
    const CHUNK: u64 = 1 << 16;
    let mut buffers = (Vec::new(), Vec::new());
    loop {
        buffers.0.clear();
        buffers.1.clear();
        let read = one.take(CHUNK).read_to_end(&mut buffers.0);
        let other = other.take(CHUNK).read_to_end(&mut buffers.1);
        if read.is_err() || other.is_err() || buffers.0 != buffers.1 {
            return false;
        }
        if buffers.0.is_empty() {
            return true;
        }
    }
}

/// Whether two indexes hold the same rows: Zeal writes an index of its own into the file.
fn same_rows(one: &Bundle, other: &Bundle) -> bool {
    super::index::digest(one).is_some_and(|rows| super::index::digest(other) == Some(rows))
}
