//! The files beside a definition that go into its docset: a path → the documents' files, or
//! findings; and what the page shows without having it.

use std::collections::BTreeMap;
use std::path::Path;

use percent_encoding::percent_decode_str;

use crate::anchor::PAGE;
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Error;
use crate::files::{self, Item, Kind, Place, Tree};
use crate::sheet::{Cheatsheet, Resources, Shown};
use crate::wording::{nearest, printable};

/// How many findings of one kind are worth showing.
const SHOWN: usize = 5;

/// How many files that are not there are worth showing, each with its own place.
const SHOWN_LOST: usize = 200;

/// Reads `resources` of a definition that stands in `folder`.
///
/// A folder or file is taken under its own last name. Hidden files stay behind; they are what
/// systems and editors leave in folders.
///
/// # Errors
/// When a file cannot be read. What the author has to mend comes as findings.
pub fn read(folder: &Path, resources: &Resources) -> Result<(Tree, Vec<Diagnostic>), Error> {
    let path = folder.join(&resources.path);
    let Some(name) = resources.path.rsplit('/').find(|part| !part.is_empty() && *part != ".")
    else {
        return Ok((Tree::new(), vec![untaken(resources, "it names no folder of its own")]));
    };
    let items = match look(folder, &path, name)? {
        Ok(items) => items,
        Err(reason) => return Ok((Tree::new(), vec![untaken(resources, reason)])),
    };
    let items: Vec<_> = items.into_iter().filter(|item| !is_hidden(item)).collect();
    let findings = check(&items, resources);
    if !findings.is_empty() {
        return Ok((Tree::new(), findings));
    }
    let read = |item: Item| Ok((item.path, files::read(&item.on_disk)?));
    let tree = items.into_iter().map(read).collect::<Result<Tree, Error>>()?;
    Ok((tree, Vec::new()))
}

/// Findings about what the page of `sheet` shows that is not among `files`, its resources.
#[must_use]
pub fn missing(sheet: &Cheatsheet, files: &Tree) -> Vec<Diagnostic> {
    let is_there = |path: &str| path == PAGE || files.contains_key(path);
    let lost = sheet.shown.iter().filter_map(|shown| {
        let path = path_of(&shown.address)?;
        (!is_there(&path)).then(|| lost(shown, &path, sheet, files))
    });
    lost.take(SHOWN_LOST).collect()
}

/// The path beside the page to which `address` leads; `None` when it leads to no file.
fn path_of(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().filter(|path| !path.is_empty())?;
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    let is_drive = |scheme: &str| scheme.len() == 1 || scheme.eq_ignore_ascii_case("file");
    if scheme.is_some_and(|scheme| !scheme.contains('/') && !is_drive(scheme)) {
        return None;
    }
    let path = percent_decode_str(path).decode_utf8_lossy().replace('\\', "/");
    let mut parts = Vec::new();
    for (at, part) in path.split('/').enumerate() {
        match part {
            "." => {}
            "" if at > 0 => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/")).filter(|path| !path.is_empty())
}

fn lost(shown: &Shown, path: &str, sheet: &Cheatsheet, files: &Tree) -> Diagnostic {
    let message = format!("the file `{}` is not in the docset", printable(&shown.address));
    let finding = Diagnostic::new(Code::MissingFile, message).at(shown.place, "it is shown here");
    match (similar(path, files), &sheet.resources) {
        (Some(similar), _) => finding.hint(format!("did you mean `{similar}`?")),
        (None, Some(resources)) => finding.hint(format!(
            "put it where `resources '{}'` takes it from, and write its path from there",
            resources.path
        )),
        (None, None) => finding.hint(
            "put it into a folder beside the definition, such as `images`, write \
             `resources 'images'`, and refer to it as `images/…`",
        ),
    }
}

/// The file that was probably meant: of the same name elsewhere, or else of a similar one.
fn similar<'a>(path: &str, files: &'a Tree) -> Option<&'a str> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let paths = || files.keys().map(String::as_str);
    paths().find(|known| name(known) == name(path)).or_else(|| nearest(path, paths()))
}

/// What is at `path`, under the name that it gets in the docset; else why it cannot be taken.
fn look(folder: &Path, path: &Path, name: &str) -> Result<Result<Vec<Item>, &'static str>, Error> {
    match files::look(folder, path)? {
        None => Ok(Err("there is no such folder or file beside the definition")),
        Some(Place::Outside) => Ok(Err("it leads out of the definition's folder")),
        Some(Place::File(length)) => Ok(Ok(vec![Item {
            path: name.to_owned(),
            on_disk: path.to_owned(),
            kind: Kind::File(length),
        }])),
        Some(Place::Folder) => {
            let items = files::list(path)?
                .into_iter()
                .map(|item| Item { path: format!("{name}/{}", item.path), ..item });
            Ok(Ok(items.collect()))
        }
    }
}

fn is_hidden(item: &Item) -> bool {
    item.path.split('/').any(|part| part.starts_with('.'))
}

fn check(items: &[Item], resources: &Resources) -> Vec<Diagnostic> {
    let mut by_lower_case: BTreeMap<String, &str> = BTreeMap::new();
    by_lower_case.insert(PAGE.to_owned(), "the page itself");
    let problems: Vec<_> = items
        .iter()
        .filter_map(|item| {
            let problem = problem(item);
            let twin = by_lower_case.insert(item.path.to_lowercase(), &item.path);
            let twin = twin
                .map(|twin| format!("on many systems its name is the same as that of `{twin}`"));
            Some((item, problem.or(twin)?))
        })
        .collect();
    problems.iter().take(SHOWN).map(|(item, problem)| bad(resources, &item.path, problem)).collect()
}

fn problem(item: &Item) -> Option<String> {
    match item.kind {
        Kind::BadLink => Some("it is a link that does not lead to a file in the folder".to_owned()),
        Kind::NotUtf8 => Some("its name is not UTF-8".to_owned()),
        Kind::Special => Some("it is not a file".to_owned()),
        Kind::File(_) => item.path.split('/').find_map(files::unportable),
    }
}

fn untaken(resources: &Resources, reason: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingResources,
        format!("the resources `{}` cannot be taken", resources.path),
    )
    .at(resources.place, reason)
    .hint("name a folder or file beside the definition")
}

fn bad(resources: &Resources, path: &str, problem: &str) -> Diagnostic {
    Diagnostic::new(Code::BadResource, format!("a docset cannot hold the file `{path}`"))
        .at(resources.place, problem)
        .hint("rename or remove it")
}
