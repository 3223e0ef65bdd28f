//! The files beside a definition that go into its docset: a path → the documents' files, or
//! findings; and what the page shows without having it.

mod pages;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

pub use pages::{acting, guarded};

use crate::anchor::PAGE;
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Error;
use crate::files::{self, Item, Kind, MOST_ITEMS, Place, Tree};
use crate::sheet::{Cheatsheet, Resources, Shown};
use crate::wording::{grouped, nearest, printable};

/// How many findings of one kind are worth showing.
const SHOWN: usize = 5;

/// How many files that are not there are worth showing, each with its own place.
const SHOWN_LOST: usize = 200;

/// Most bytes of one file.
const MOST_FILE_BYTES: u64 = 64 << 20;

/// Most bytes of all files of a docset, which is made in memory.
const MOST_BYTES: u64 = 512 << 20;

/// How the folder is found out of which no resource may lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Root {
    /// The folder, where somebody names it. Else it is the nearest one around the definition that
    /// holds `.git`.
    pub named: Option<PathBuf>,
    /// The folder instead if there is no such one, as long as the definition is in it. Else it is
    /// the definition's own.
    pub current: Option<PathBuf>,
}

impl Root {
    fn around(&self, folder: &Path) -> Result<PathBuf, Error> {
        match &self.named {
            Some(named) => files::real_path(named),
            None => files::work_tree(folder, self.current.as_deref()),
        }
    }
}

/// Reads `resources` of a definition that stands in `folder`.
///
/// A folder or file is taken under its own last name. Hidden files stay behind; they are what
/// systems and editors leave in folders.
///
/// # Errors
/// When a file cannot be read. What the author has to mend comes as findings.
pub fn read(
    folder: &Path,
    resources: &Resources,
    root: &Root,
) -> Result<(Tree, Vec<Diagnostic>), Error> {
    let path = folder.join(&resources.path);
    let own_name = |part: &&str| !["", "."].contains(part);
    let name = resources.path.rsplit('/').find(own_name).filter(|name| *name != "..");
    let Some(name) = name else {
        return Ok((
            Tree::new(),
            vec![untaken(resources, ("it names no folder of its own", NAME_ONE))],
        ));
    };
    let items = match look(&root.around(folder)?, &path, name)? {
        Ok(items) => items,
        Err((reason, hint)) => return Ok((Tree::new(), vec![untaken(resources, (&reason, hint))])),
    };
    let findings = check(&items, resources);
    if !findings.is_empty() {
        return Ok((Tree::new(), findings));
    }
    let read = |item: Item| {
        let most = usize::try_from(MOST_FILE_BYTES).unwrap_or(usize::MAX);
        Ok((item.path, files::read_at_most(&item.on_disk, most)?))
    };
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
            "put it where `resources` takes it from, `{}`, and write its path from there",
            resources.path
        )),
        (None, None) => finding.hint(
            "put it into a folder beside the definition, such as `images`, give `resources` the \
             name of that folder, and refer to it as `images/…`",
        ),
    }
}

/// The file that was probably meant: of the same name elsewhere, or else of a similar one.
fn similar<'a>(path: &str, files: &'a Tree) -> Option<&'a str> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let paths = || files.keys().map(String::as_str);
    paths().find(|known| name(known) == name(path)).or_else(|| nearest(path, paths()))
}

/// Why resources cannot be taken, and what to do.
type Refusal = (String, &'static str);

const NAME_ONE: &str = "name a folder or file beside the definition";
const SMALLER: &str = "name a folder that holds only what the page shows";

/// What is at `path`, under the name that it gets in the docset; else why it cannot be taken.
fn look(root: &Path, path: &Path, name: &str) -> Result<Result<Vec<Item>, Refusal>, Error> {
    let here = |kind| Item { path: name.to_owned(), on_disk: path.to_owned(), kind };
    Ok(match files::look(root, path)? {
        None => Err(("there is no such folder or file beside the definition".to_owned(), NAME_ONE)),
        Some(Place::Outside) => Err((
            format!("it leads out of `{}`", root.display()),
            "bring it in there, or say with `--root DIR` how far a sheet may reach",
        )),
        Some(Place::Hidden) => Err((
            "it is hidden, or in a hidden folder".to_owned(),
            "copy what the sheet needs into a folder such as `images`",
        )),
        Some(Place::File(length)) => Ok(vec![here(Kind::File(length))]),
        Some(Place::Special) => Ok(vec![here(Kind::Special)]),
        Some(Place::Folder) => match files::list(path, root)? {
            None => {
                let most = grouped(MOST_ITEMS as u64);
                Err((format!("there are more than {most} files in it"), SMALLER))
            }
            Some(items) => {
                let below = |item: Item| Item { path: format!("{name}/{}", item.path), ..item };
                Ok(items.into_iter().map(below).collect())
            }
        },
    })
}

fn check(items: &[Item], resources: &Resources) -> Vec<Diagnostic> {
    let mut by_folded: BTreeMap<String, &str> = BTreeMap::new();
    by_folded.insert(PAGE.to_owned(), "the page itself");
    let mut bytes = 0;
    let problems: Vec<_> = items
        .iter()
        .filter_map(|item| {
            let problem = problem(item);
            let twin = by_folded.insert(folded(&item.path), &item.path);
            let twin = twin
                .map(|twin| format!("on many systems its name is the same as that of `{twin}`"));
            if let Kind::File(length) = item.kind {
                bytes += length;
            }
            Some((item, problem.or(twin)?))
        })
        .collect();
    if bytes > MOST_BYTES && problems.is_empty() {
        let reason = format!("its files have more than {} MiB in all", MOST_BYTES >> 20);
        return vec![untaken(resources, (&reason, SMALLER))];
    }
    problems.iter().take(SHOWN).map(|(item, problem)| bad(resources, &item.path, problem)).collect()
}

/// A path as systems see it that know neither capitals nor different spellings of one letter.
fn folded(path: &str) -> String {
    path.nfc().collect::<String>().to_lowercase()
}

fn problem(item: &Item) -> Option<String> {
    match item.kind {
        Kind::BadLink => Some("it is a link that leads out, in a circle or to nothing".to_owned()),
        Kind::NotUtf8 => Some("its name is not UTF-8".to_owned()),
        Kind::Special => Some("it is not a file".to_owned()),
        Kind::File(length) if length > MOST_FILE_BYTES => {
            Some(format!("it is larger than {} MiB", MOST_FILE_BYTES >> 20))
        }
        Kind::File(_) => item.path.split('/').find_map(files::unportable),
    }
}

fn untaken(resources: &Resources, (reason, hint): (&str, &str)) -> Diagnostic {
    Diagnostic::new(
        Code::MissingResources,
        format!("the resources `{}` cannot be taken", resources.path),
    )
    .at(resources.place, reason)
    .hint(hint)
}

fn bad(resources: &Resources, path: &str, problem: &str) -> Diagnostic {
    Diagnostic::new(Code::BadResource, format!("a docset cannot hold the file `{path}`"))
        .at(resources.place, problem)
        .hint("rename or remove it")
}
