//! The sheets as they are now → the files that the browser gets, and what is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use docsheet::Definition;
use docsheet::diagnostic::Policy;
use docsheet::docset::{self, Docset};
use docsheet::files::Tree;
use docsheet::info::Edition;
use docsheet::layout::DOCUMENTS;
use docsheet::sheet::Cheatsheet;
use docsheet::source::Source;
use docsheet::web::{self, Place, Shown};
use rayon::prelude::*;

use super::drawing;
use crate::cli::report::{self, Most};
use crate::cli::sheets::{self, Reach};
use crate::cli::terminal::{Color, Terminal};

/// What the browser is told.
#[derive(Clone, Debug, Default)]
pub(super) struct News {
    /// Changes when anything that is shown does.
    pub(super) version: String,
    /// Path → bytes.
    pub(super) files: Arc<Tree>,
    /// What is wrong: a file's name and HTML.
    pub(super) problems: Vec<(String, String)>,
}

/// A sheet as it last was when nothing was wrong with it.
struct Good {
    sheet: Cheatsheet,
    docset: Docset,
}

/// The definitions that are worked on.
pub(super) struct Workplace {
    paths: Vec<PathBuf>,
    reach: Reach,
    good: BTreeMap<PathBuf, Good>,
    /// What each definition said when it was last read.
    read: BTreeMap<PathBuf, Option<Definition>>,
    terminal: Terminal,
}

/// The most that is shown of one sheet.
const MOST: Most = Most { errors: 20, warnings: 20 };

impl Workplace {
    pub(super) fn new(paths: Vec<PathBuf>, reach: Reach) -> Self {
        let terminal = Terminal::new(Color::Always);
        Self { paths, reach, good: BTreeMap::new(), read: BTreeMap::new(), terminal }
    }

    /// The files and folders that a change of can change what is shown: each with whether all below
    /// it counts.
    pub(super) fn watched(&self) -> BTreeMap<PathBuf, bool> {
        let mut watched = BTreeMap::new();
        let default = [PathBuf::from(sheets::DEFAULT_FOLDER)];
        let paths = if self.paths.is_empty() { &default } else { self.paths.as_slice() };
        for path in paths {
            // An editor may put another file into the place of this one.
            match (path.is_dir(), path.parent()) {
                (true, _) => watched.insert(path.clone(), true),
                (false, Some(parent)) if parent != Path::new("") => {
                    watched.insert(parent.to_owned(), false)
                }
                (false, _) => watched.insert(PathBuf::from("."), false),
            };
        }
        for (path, good) in &self.good {
            if let Some(resources) = &good.sheet.resources {
                let beside = path.parent().unwrap_or(Path::new(""));
                watched.insert(beside.join(&resources.path), true);
            }
        }
        watched
    }

    /// Looks at everything again, or at what can have changed with the files `changed`.
    pub(super) fn look(&mut self, changed: Option<&BTreeSet<PathBuf>>) -> News {
        let candidates = match sheets::find(&self.paths) {
            Ok(candidates) => candidates,
            Err(error) => {
                return self.news(vec![(String::new(), drawing::html(&error.to_string()))]);
            }
        };
        let is_same = |path: &Path| {
            let only_definitions = changed.is_some_and(|changed| {
                changed.iter().all(|path| docsheet::files::is_definition(path))
            });
            let untouched = |definition: &Definition| {
                let now = docsheet::files::read(path).unwrap_or_default();
                definition.source.text == Source::new(String::new(), &now).text
            };
            only_definitions
                && self.read.get(path).is_some_and(|read| read.as_ref().is_some_and(untouched))
        };
        let again: Vec<_> = candidates.iter().filter(|one| !is_same(one.path())).cloned().collect();
        let gone: Vec<_> = self
            .read
            .keys()
            .filter(|path| !candidates.iter().any(|one| one.path() == path.as_path()))
            .cloned()
            .collect();
        for path in gone {
            self.read.remove(&path);
            self.good.remove(&path);
        }
        let mut problems = Vec::new();
        for (candidate, read) in again.iter().zip(sheets::read(&again, &self.reach)) {
            let path = candidate.path().to_owned();
            match read {
                Some(Ok(definition)) => drop(self.read.insert(path, Some(definition))),
                Some(Err(error)) => {
                    problems.push((path.display().to_string(), drawing::html(&error.to_string())));
                    self.read.insert(path, None);
                }
                None => {}
            }
        }
        let mut definitions: Vec<Definition> = self.read.values().flatten().cloned().collect();
        sheets::judge(
            &mut definitions.iter_mut().collect::<Vec<_>>(),
            &Policy { style: false, ..Policy::default() },
        );
        let fresh: BTreeSet<&Path> = again.iter().map(sheets::Candidate::path).collect();
        let built: Vec<_> = definitions
            .par_iter()
            .filter(|definition| fresh.contains(definition.path.as_path()))
            .filter_map(|definition| {
                let docset = docsheet::build(definition, &Edition::default()).ok()??;
                Some((definition.path.clone(), Good { sheet: definition.sheet.clone()?, docset }))
            })
            .collect();
        self.good.extend(built);
        for definition in &definitions {
            if !definition.findings.is_empty() {
                let drawn = report::drawn(definition, MOST, &self.terminal);
                problems.push((definition.source.name.clone(), drawing::html(&drawn)));
            }
        }
        self.news(problems)
    }

    fn news(&self, problems: Vec<(String, String)>) -> News {
        let sheets: Vec<_> = self
            .good
            .values()
            .map(|good| Shown { sheet: &good.sheet, docset: &good.docset, offer: None })
            .collect();
        let mut files = web::files(&sheets, Place::Preview);
        for good in self.good.values() {
            let bundle = format!("{}.docset", good.docset.name);
            let documents =
                good.docset.files.iter().filter(|(path, _)| path.starts_with(DOCUMENTS));
            files
                .extend(documents.map(|(path, bytes)| (format!("{bundle}/{path}"), bytes.clone())));
        }
        let version = docset::version(&files, None);
        News { version, files: Arc::new(files), problems }
    }
}
