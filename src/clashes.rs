//! Several definitions → findings about what two of them cannot share.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use crate::Definition;
use crate::diagnostic::{Code, Diagnostic};
use crate::identity;
use crate::source::Language;

/// Adds findings to definitions that would write the docset of an earlier one, which stops them, and
/// to those whose keyword another one has.
pub fn find(definitions: &mut [&mut Definition]) {
    tell_folders_apart(definitions);
    refuse_equal_names(definitions);
    warn_of_equal_addresses(definitions);
    warn_of_equal_keywords(definitions);
}

/// Sheets in Markdown that have the names of their files, which are the same in several folders,
/// get the names of their folders too, as many as it takes: `linux/top.md` and `osx/top.md` are
/// `linux-top`, `osx-top`.
fn tell_folders_apart(definitions: &mut [&mut Definition]) {
    loop {
        let shared = sharing(definitions, file_name).into_iter();
        let longer: Vec<_> = shared
            .filter(|&(at, other)| {
                definitions[at].path.parent() != definitions[other].path.parent()
            })
            .filter_map(|(at, _)| Some((at, with_another_folder(definitions[at])?)))
            .collect();
        if longer.is_empty() {
            return;
        }
        for (at, name) in longer {
            if let Some(sheet) = &mut definitions[at].sheet {
                sheet.docset_file_name = name;
            }
        }
    }
}

/// The name of a docset with that of one folder more; `None` if its author gave it a name.
fn with_another_folder(definition: &Definition) -> Option<String> {
    let name = &definition.sheet.as_ref()?.docset_file_name;
    let names = (0..).map_while(|folders| with_folders(&definition.path, folders));
    let mut from_its_own = names.skip_while(|derived| derived != name);
    from_its_own.nth(1).filter(|_| definition.source.language() == Language::Markdown)
}

/// The name of a file behind those of so many folders that it is in.
fn with_folders(path: &Path, folders: usize) -> Option<String> {
    let stem = path.file_stem()?.to_str()?;
    let parts = path.parent()?.components().rev().map(|part| match part {
        Component::Normal(folder) => folder.to_str(),
        _ => None,
    });
    let parts: Option<Vec<&str>> =
        std::iter::once(Some(stem)).chain(parts).take(folders + 1).collect();
    let mut parts = parts.filter(|parts| parts.len() > folders)?;
    parts.reverse();
    Some(parts.join("-"))
}

/// Names that differ in case only are one name on many systems.
fn file_name(definition: &Definition) -> Option<String> {
    Some(definition.sheet.as_ref()?.docset_file_name.to_lowercase())
}

fn refuse_equal_names(definitions: &mut [&mut Definition]) {
    for (at, first) in sharing(definitions, file_name) {
        let other = definitions[first].path.display().to_string();
        let definition = &mut *definitions[at];
        if let Some(sheet) = definition.sheet.take_if(|_| first < at) {
            let message = format!("`{other}` writes the same docset `{}`", sheet.docset_file_name);
            let finding = Diagnostic::new(Code::SameDocset, message)
                .at(sheet.place, "")
                .hint("give one of them another `docset_file_name`");
            definition.findings.push(finding);
        }
    }
}

/// Zeal makes an address of the name of a docset.
fn warn_of_equal_addresses(definitions: &mut [&mut Definition]) {
    for (at, other) in sharing(definitions, |definition| {
        Some(identity::address(&definition.sheet.as_ref()?.docset_file_name))
    }) {
        let other = &definitions[other];
        let Some(sheet) = &other.sheet else { continue };
        let (path, name) = (other.path.display(), &sheet.docset_file_name);
        let message = format!("Zeal cannot tell this docset from `{name}` of `{path}`");
        let definition = &mut *definitions[at];
        let Some(sheet) = &definition.sheet else { continue };
        let finding = Diagnostic::new(Code::SameAddress, message)
            .at(sheet.place, "")
            .hint("let their `docset_file_name` differ in ASCII letters or digits");
        if !definition.allowed.covers(&finding, &definition.source) {
            definition.findings.push(finding);
        }
    }
}

/// Readers search all docsets of a keyword at once. Sheets that name none share the default one,
/// and say nothing by it.
fn warn_of_equal_keywords(definitions: &mut [&mut Definition]) {
    for (at, other) in sharing(definitions, |definition| {
        let sheet = definition.sheet.as_ref()?;
        sheet.keyword_place.map(|_| sheet.keyword.to_lowercase())
    }) {
        let other = definitions[other].path.display().to_string();
        let definition = &mut *definitions[at];
        let Some(sheet) = &definition.sheet else { continue };
        let Some(place) = sheet.keyword_place else { continue };
        let message = format!("`{other}` has the keyword `{}` too", sheet.keyword);
        let finding = Diagnostic::new(Code::KeywordTaken, message)
            .at(place, "")
            .hint("give one of them another `keyword`, so that a search can tell them apart");
        if !definition.allowed.covers(&finding, &definition.source) {
            definition.findings.push(finding);
        }
    }
}

/// Each definition that shares a key with another one, and the first such other.
fn sharing(
    definitions: &[&mut Definition],
    key: impl Fn(&Definition) -> Option<String>,
) -> Vec<(usize, usize)> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, definition) in definitions.iter().enumerate() {
        if let Some(key) = key(definition) {
            groups.entry(key).or_default().push(at);
        }
    }
    let groups = groups.into_values();
    groups
        .flat_map(|group| {
            let first_other = |at: usize| group.iter().copied().find(|&other| other != at);
            group.iter().filter_map(|&at| Some((at, first_other(at)?))).collect::<Vec<_>>()
        })
        .collect()
}
