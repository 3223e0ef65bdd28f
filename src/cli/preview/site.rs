//! The sheets as they are now → the files that the browser gets, and what is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use docsheet::docset::{self, Docset};
use docsheet::files;
use docsheet::info::Edition;
use docsheet::layout;
use docsheet::sheet::Cheatsheet;
use docsheet::web::server::News;
use docsheet::web::{self, Lookup, Place, Shown};

use super::desk::Desk;
use super::drawing;
use crate::cli::report::{self, Most};
use crate::cli::sheets::{self, Reach};
use crate::cli::terminal::{Color, Terminal};

/// A sheet as it last was when nothing was wrong with it.
struct Good {
    sheet: Cheatsheet,
    docset: Arc<Docset>,
    lookup: Lookup,
    version: String,
}

/// The definitions that are worked on, and what is shown of them.
pub(super) struct Workplace {
    paths: Vec<PathBuf>,
    desk: Desk,
    good: BTreeMap<PathBuf, Good>,
    terminal: Terminal,
}

/// The most that is shown of one sheet.
const MOST: Most = Most { errors: 20, warnings: 20 };

impl Workplace {
    pub(super) fn new(paths: Vec<PathBuf>, reach: Reach) -> Self {
        let terminal = Terminal::new(Color::Always);
        Self { paths, desk: Desk::new(reach), good: BTreeMap::new(), terminal }
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
        let about_files = changed.is_none_or(|changed| {
            changed.is_empty() || !changed.iter().all(|path| files::is_definition(path))
        });
        let fresh = self.desk.read(&candidates, about_files);
        self.good.retain(|path, _| candidates.iter().any(|one| one.path() == path));
        self.build(&fresh);
        let mut problems = Vec::new();
        for (path, reason) in self.desk.unreadable() {
            problems.push((path.display().to_string(), drawing::html(reason)));
        }
        for definition in self.desk.definitions().filter(|one| !one.findings.is_empty()) {
            let drawn = report::drawn(definition, MOST, &self.terminal);
            problems.push((definition.source.name.clone(), drawing::html(&drawn)));
        }
        self.news(problems)
    }

    /// Makes the docsets of what was just read, and of what has another name or is good at last.
    fn build(&mut self, fresh: &BTreeSet<PathBuf>) {
        let is_new = |path: &Path, sheet: &Cheatsheet| {
            let good = self.good.get(path);
            let is_named_so = |good: &Good| good.docset.name == sheet.docset_file_name;
            fresh.contains(path) || !good.is_some_and(is_named_so)
        };
        let built = sheets::each(self.desk.definitions().collect(), |definition| {
            let sheet = definition.sheet.as_ref()?;
            let docset = is_new(&definition.path, sheet)
                .then(|| docsheet::build(definition, &Edition::default()));
            let docset = docset?.ok()??;
            let lookup = web::lookup(sheet, &docset);
            let version = docset::version(&docset.files, None);
            let good = Good { sheet: sheet.clone(), docset: Arc::new(docset), lookup, version };
            Some((definition.path.clone(), good))
        });
        self.good.extend(built.into_iter().flatten());
    }

    fn news(&self, problems: Vec<(String, String)>) -> News {
        let sheets: Vec<_> = self
            .good
            .values()
            .map(|Good { sheet, docset, lookup, .. }| Shown { sheet, docset, lookup, offer: None })
            .collect();
        let versions = self
            .good
            .values()
            .map(|good| (layout::folder(&good.docset.name), good.version.clone().into_bytes()));
        let version = docset::version(&versions.collect(), None);
        let reader = web::files(&sheets, Place::Preview(&version));
        let docsets = self.good.values().map(|good| &good.docset);
        let docsets = docsets.map(|docset| (layout::folder(&docset.name), Arc::clone(docset)));
        News { reader, docsets: docsets.collect(), version, problems }
    }
}
