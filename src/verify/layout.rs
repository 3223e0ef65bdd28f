//! Layout, names, icons: which files are there, and whether readers find them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use super::code::Code;
use super::finding::Findings;
use crate::bundle::{Bundle, SMALL_LIMIT};
use crate::error::Error;
use crate::files;
use crate::layout::{self, CONTENTS, DOCUMENTS, ENDING, ICON, INDEX, INFO, LARGE_ICON, PACKED};

/// The icons and their width and height in pixels (Dash's page "Docset Generation Guide").
const ICONS: &[(&str, u32)] = &[(ICON, 16), (LARGE_ICON, 32)];

/// Checks everything that the list of files tells.
pub(super) fn check(bundle: &Bundle, findings: &mut Findings) -> Result<(), Error> {
    if !bundle.is_named_docset {
        findings.add(Code::BundleName, &bundle.name);
    }
    let folded = folded(bundle);
    parts(bundle, &folded, findings);
    names(bundle, &folded, findings);
    nested(bundle, findings);
    icons(bundle, findings)
}

/// Paths in lower case → how they are really spelled.
fn folded(bundle: &Bundle) -> BTreeMap<String, Vec<&str>> {
    let mut folded: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for path in bundle.entries.keys() {
        folded.entry(path.to_lowercase()).or_default().push(path);
    }
    folded
}

fn parts(bundle: &Bundle, folded: &BTreeMap<String, Vec<&str>>, findings: &mut Findings) {
    let info = bundle.info_path();
    if let Some(info) = info.filter(|path| *path != INFO) {
        findings.add(Code::InfoName, info);
    }
    let there = [
        (INFO, info.is_some()),
        (INDEX, bundle.has_file(INDEX)),
        (DOCUMENTS, bundle.has_folder(DOCUMENTS)),
    ];
    if bundle.has_file(PACKED) {
        findings.add(Code::ArchivedPages, PACKED);
    }
    for (part, _) in there.iter().filter(|(_, there)| !there) {
        match otherwise_spelled(part, folded) {
            Some(found) => findings.add(Code::WrongCase, &format!("{found}, not {part}")),
            None if *part == DOCUMENTS && bundle.has_file(PACKED) => {}
            None => findings.add(Code::MissingPart, part),
        }
    }
}

/// How `part` is really spelled, where only capitals differ. Folders may be listed by their files
/// alone.
fn otherwise_spelled(part: &str, folded: &BTreeMap<String, Vec<&str>>) -> Option<String> {
    let lower = part.to_lowercase();
    let below = format!("{lower}/");
    let (_, found) = folded
        .range(lower.clone()..)
        .take_while(|(path, _)| path.starts_with(&lower))
        .find(|(path, _)| **path == lower || path.starts_with(&below))?;
    let spelled = found.first()?.get(..part.len())?;
    (spelled != part).then(|| spelled.to_owned())
}

fn names(bundle: &Bundle, folded: &BTreeMap<String, Vec<&str>>, findings: &mut Findings) {
    let own = layout::folder(&bundle.name);
    for path in bundle.entries.keys().chain([&own]).filter(|path| !path.is_empty()) {
        let name = path.rsplit('/').next().unwrap_or_default();
        if let Some(reason) = files::unportable(name) {
            findings.add(Code::UnportableName, &format!("{path}: {reason}"));
        }
    }
    for same in folded.values().filter(|same| same.len() > 1) {
        findings.add(Code::CaseClash, &same.join(", "));
    }
}

/// Docsets among the files of the docset.
fn nested(bundle: &Bundle, findings: &mut Findings) {
    let end = format!("{ENDING}/{CONTENTS}/");
    let ends = |path: &str| path.find(&end).map(|at| at + ENDING.len());
    let below = bundle.entries.keys().filter_map(|path| Some(&path[..ends(path)?]));
    for docset in below.collect::<BTreeSet<_>>() {
        findings.add(Code::NestedDocset, docset);
    }
}

fn icons(bundle: &Bundle, findings: &mut Findings) -> Result<(), Error> {
    let is_there = |name: &str| bundle.has_file(name);
    let missing = ICONS.iter().filter(|(name, _)| !is_there(name));
    if let [(name, _)] = missing.collect::<Vec<_>>()[..] {
        findings.add(Code::IconPair, name);
    }
    for (name, size) in ICONS.iter().filter(|(name, _)| is_there(name)) {
        let bytes = bundle.read(name, SMALL_LIMIT)?.unwrap_or_default();
        match dimensions(&bytes) {
            Some(found) if found == (*size, *size) => {}
            Some((width, height)) => {
                let example = format!("{name}: {width}×{height}, not {size}×{size}");
                findings.add(Code::IconSize, &example);
            }
            None => findings.add(Code::IconBroken, name),
        }
    }
    Ok(())
}

/// Width and height of a PNG image, from its header.
fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let reader = png::Decoder::new(Cursor::new(bytes)).read_info().ok()?;
    Some(reader.info().size())
}
