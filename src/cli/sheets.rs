//! Which definitions a command works on: paths → definitions, read in parallel, in order.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use clap::Args;
use docsheet::diagnostic::{Code, Policy, any_error};
use docsheet::error::Error;
use docsheet::layout::INFO;
use docsheet::resources::Root;
use docsheet::ruby::room;
use docsheet::wording::printable;
use docsheet::{Definition, bundle, clashes, files, publish};
use rayon::prelude::*;

use super::terminal::Terminal;
use super::{environment, panics};

/// Where definitions are when nobody says.
pub(super) const DEFAULT_FOLDER: &str = "data";

/// How far the files of a sheet may be from its definition.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Reach {
    /// Folder that no `resources` lead out of [default: the repository that the definition is in,
    /// or else the current folder]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

impl Reach {
    fn root(&self) -> Root {
        Root { named: self.root.clone(), current: environment::current_folder() }
    }
}

const HINT: &str = "name a definition, or a folder that holds some";

/// How many files that are no sheets are named.
const MOST_SHOWN: usize = 5;

/// A file that may be a definition.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    path: PathBuf,
    /// Whether somebody named it, and not a folder around it.
    is_named: bool,
}

impl Candidate {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// Files as they are given, folders walked for `*.rb` and `*.md` in sorted order; each file once.
///
/// # Errors
/// When a path does not exist, is a docset, or is a folder without a definition.
pub(super) fn find(paths: &[PathBuf]) -> Result<Vec<Candidate>, Error> {
    if paths.is_empty() {
        let default = [PathBuf::from(DEFAULT_FOLDER)];
        return find(&default).map_err(|error| error.with_hint(hint_without_data()));
    }
    let mut found = Vec::new();
    let mut known = BTreeSet::new();
    for path in paths {
        if files::exists(path) && is_docset(path) {
            return Err(Error::new("read", path, "it is a docset, not a definition").with_hint(
                format!("`docsheet verify {}` says what is wrong with it", path.display()),
            ));
        }
        let definitions = files::definitions(path)?;
        if definitions.is_empty() {
            return Err(no_definition(path));
        }
        let is_named = definitions == [path.clone()];
        let own = definitions.iter().filter(|path| is_named || !is_made(path));
        for path in own.map(|path| plain(path)) {
            if known.insert(path.clone()) {
                found.push(Candidate { path, is_named });
            }
        }
    }
    Ok(found)
}

/// Whether a file is the text that was published beside a docset.
fn is_made(path: &Path) -> bool {
    let is_beside = || files::exists(&path.with_extension("docset"));
    let text = || files::read_at_most(path, docsheet::MOST_BYTES).unwrap_or_default();
    path.extension().is_some_and(|ending| ending == "md")
        && is_beside()
        && publish::is_made(&String::from_utf8_lossy(&text()))
}

/// What to do where the default folder is not there: perhaps definitions lie in this one.
fn hint_without_data() -> String {
    let is_sheet = |path: &Path| path.extension().is_some_and(|ending| ending == "rb");
    let beside = files::find(Path::new("."), 1, &|_| false, &is_sheet).unwrap_or_default();
    match beside.first() {
        Some(first) => {
            let name = first.file_name().unwrap_or_default().to_string_lossy();
            format!("`.` reads those in this folder, `{}` reads one of them", printable(&name))
        }
        None => HINT.to_owned(),
    }
}

/// Whether `path` is a docset or an archive, and no definition or folder of definitions.
pub(super) fn is_docset(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docset"))
        || bundle::is_archive(path)
        || files::exists(&path.join(INFO))
}

/// A path without `./`, so that two spellings of one file are one.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

fn no_definition(path: &Path) -> Error {
    let reason = "there is no definition (`*.rb`, `*.md`) in it";
    Error::new("read", path, reason).with_hint(HINT)
}

/// Reads definitions, several at a time; the results keep the order of the paths. Their findings
/// are what `policy` makes of them. Markdown files in folders that hold no entry are passed over.
///
/// # Errors
/// When nothing is left.
pub(super) fn load(
    candidates: &[Candidate],
    reach: &Reach,
    policy: &Policy,
    terminal: &Terminal,
) -> Result<Vec<Result<Definition, Error>>, Error> {
    take_small_pages();
    let mut definitions: Vec<_> = read(candidates, reach).into_iter().flatten().collect();
    pass_over(candidates, &definitions, terminal)?;
    judge(&mut definitions.iter_mut().flatten().collect::<Vec<_>>(), policy);
    Ok(definitions)
}

/// Of a huge page Linux clears two megabytes for its first byte, on which many sheets spend an eighth
/// of their time.
fn take_small_pages() {
    #[cfg(target_os = "linux")]
    // A kernel that knows no such pages uses none.
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

/// Reads the definition on standard input as if it stood at `path`, with its findings judged.
///
/// # Errors
/// When standard input, or a file beside the definition, cannot be read.
pub(super) fn from_input(path: &Path, reach: &Reach, policy: &Policy) -> Result<Definition, Error> {
    let mut bytes = Vec::new();
    let input = io::stdin().lock().take(docsheet::MOST_BYTES as u64).read_to_end(&mut bytes);
    input.map_err(|error| Error::io("read", Path::new("standard input"), &error))?;
    let mut definition = panics::caught(path, || docsheet::read(path, &bytes, &reach.root()))?;
    judge(&mut [&mut definition], policy);
    Ok(definition)
}

/// Reads definitions; nothing for a Markdown file of a folder that holds no entry.
pub(super) fn read(
    candidates: &[Candidate],
    reach: &Reach,
) -> Vec<Option<Result<Definition, Error>>> {
    let root = reach.root();
    let load = |path: &PathBuf| panics::caught(path, || docsheet::load(path, &root));
    each(candidates.iter().collect(), |candidate| match load(&candidate.path) {
        Ok(definition) if !candidate.is_named && is_other_text(&definition) => None,
        definition => Some(definition),
    })
}

/// What `work` makes of each item, several at a time, in their order. They are handed out one by one,
/// as one may take as long as fifty others. One alone needs no further threads, whose start costs as
/// much as a small sheet.
pub(super) fn each<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    if items.len() < 2 {
        return items.into_iter().map(work).collect();
    }
    room::start_workers();
    items.into_par_iter().with_max_len(1).map(work).collect()
}

/// Adds what definitions cannot share, and makes of their findings what `policy` says.
pub(super) fn judge(definitions: &mut [&mut Definition], policy: &Policy) {
    clashes::find(definitions);
    for definition in definitions {
        policy.apply(&mut definition.findings);
        if any_error(&definition.findings) {
            definition.sheet = None;
        }
    }
}

/// Whether it is a text that happens to stand among sheets, such as a `README.md`.
fn is_other_text(definition: &Definition) -> bool {
    is_readme(&definition.path)
        || definition.findings.iter().any(|finding| finding.code == Code::NoEntries)
}

/// A README is about the folder it stands in, whatever its headings look like.
fn is_readme(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.eq_ignore_ascii_case("readme.md"))
}

/// Says which files of folders are no sheets.
fn pass_over(
    candidates: &[Candidate],
    definitions: &[Result<Definition, Error>],
    terminal: &Terminal,
) -> Result<(), Error> {
    if candidates.len() == definitions.len() {
        return Ok(());
    }
    let read: BTreeSet<&Path> =
        definitions.iter().flatten().map(|definition| definition.path.as_path()).collect();
    let unreadable: BTreeSet<&Path> =
        definitions.iter().filter_map(|read| Some(read.as_ref().err()?.path.as_path())).collect();
    let others: Vec<_> = candidates
        .iter()
        .map(|candidate| candidate.path.as_path())
        .filter(|path| !read.contains(path) && !unreadable.contains(path))
        .collect();
    if definitions.is_empty() {
        let folder = others.first().and_then(|path| path.parent()).unwrap_or(Path::new("."));
        return Err(no_definition(folder));
    }
    let shown = others.iter().take(MOST_SHOWN).map(|path| printable(&path.display().to_string()));
    let mut shown: Vec<_> = shown.map(|path| format!("`{path}`")).collect();
    if others.len() > MOST_SHOWN {
        shown.push(format!("{} more", others.len() - MOST_SHOWN));
    }
    terminal.note(&format!("passed over, for want of entries: {}", shown.join(", ")));
    Ok(())
}
