//! Definitions as they were last read → those that have to be read again, and their findings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use docsheet::Definition;
use docsheet::diagnostic::{Diagnostic, Policy};
use docsheet::files::{self, Stamp};
use docsheet::source::Source;

use crate::cli::sheets::{self, Candidate, Reach};

/// The definitions that are worked on.
pub(super) struct Desk {
    reach: Reach,
    read: BTreeMap<PathBuf, Read>,
}

/// A definition as it was read, or why it cannot be; nothing of a text that is no sheet.
enum Read {
    Definition(Box<Own>),
    Unreadable(String),
    Other,
}

struct Own {
    definition: Definition,
    /// What is wrong with it by itself, and its own name: other definitions add to both.
    findings: Vec<Diagnostic>,
    name: Option<String>,
    /// The files beside it before it was read, where they were known.
    beside: Option<Vec<Option<Stamp>>>,
}

impl Desk {
    pub(super) fn new(reach: Reach) -> Self {
        Self { reach, read: BTreeMap::new() }
    }

    pub(super) fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.read.values().filter_map(|read| match read {
            Read::Definition(own) => Some(&own.definition),
            Read::Unreadable(_) | Read::Other => None,
        })
    }

    /// The definitions that cannot be read, and why.
    pub(super) fn unreadable(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.read.iter().filter_map(|(path, read)| match read {
            Read::Unreadable(reason) => Some((path.as_path(), reason.as_str())),
            Read::Definition(_) | Read::Other => None,
        })
    }

    /// Reads what changed, `about_files` where files beside the definitions may have, and judges
    /// all definitions together. → those that were read.
    pub(super) fn read(
        &mut self,
        candidates: &[Candidate],
        about_files: bool,
    ) -> BTreeSet<PathBuf> {
        self.read.retain(|path, _| candidates.iter().any(|one| one.path() == path));
        let again: Vec<_> = candidates
            .iter()
            .filter(|one| !self.is_same(one.path(), about_files))
            .cloned()
            .collect();
        let stamps: Vec<_> = again.iter().map(|one| self.beside(one.path())).collect();
        let read = sheets::read(&again, &self.reach);
        for ((candidate, read), beside) in again.iter().zip(read).zip(stamps) {
            let read = match read {
                Some(Ok(definition)) => Read::Definition(Box::new(Own::new(definition, beside))),
                Some(Err(error)) => Read::Unreadable(error.to_string()),
                None => Read::Other,
            };
            self.read.insert(candidate.path().to_owned(), read);
        }
        self.judge();
        again.iter().map(|one| one.path().to_owned()).collect()
    }

    fn judge(&mut self) {
        let own = self.read.values_mut().filter_map(|read| match read {
            Read::Definition(own) => Some(own.by_itself()),
            Read::Unreadable(_) | Read::Other => None,
        });
        let policy = Policy { style: false, ..Policy::default() };
        sheets::judge(&mut own.collect::<Vec<_>>(), &policy);
    }

    /// Whether a definition is as it was when it was read. One with an error counts as changed, for
    /// what stopped it may have been another one.
    fn is_same(&self, path: &Path, about_files: bool) -> bool {
        let Some(Read::Definition(own)) = self.read.get(path) else { return false };
        let is_beside_same = || own.beside.is_some() && own.beside == self.beside(path);
        own.definition.sheet.is_some()
            && files::read(path)
                .is_ok_and(|now| Source::new(String::new(), now).text == own.definition.source.text)
            && (!about_files || is_beside_same())
    }

    /// The state of the icons and resources of a definition; `None` while it is not known which.
    fn beside(&self, path: &Path) -> Option<Vec<Option<Stamp>>> {
        let Some(Read::Definition(own)) = self.read.get(path) else { return None };
        let resources = own.definition.sheet.as_ref()?.resources.as_ref();
        let name = path.file_stem()?.to_string_lossy();
        let icons = [format!("{name}.png"), format!("{name}@2x.png")];
        let files = icons.iter().chain(resources.map(|resources| &resources.path));
        Some(files.map(|file| files::stamp(&path.with_file_name(file)).ok()).collect())
    }
}

impl Own {
    fn new(definition: Definition, beside: Option<Vec<Option<Stamp>>>) -> Self {
        let name = definition.sheet.as_ref().map(|sheet| sheet.docset_file_name.clone());
        Self { findings: definition.findings.clone(), name, beside, definition }
    }

    /// The definition as it was before others were looked at.
    fn by_itself(&mut self) -> &mut Definition {
        self.definition.findings.clone_from(&self.findings);
        if let (Some(sheet), Some(name)) = (&mut self.definition.sheet, &self.name) {
            sheet.docset_file_name.clone_from(name);
        }
        &mut self.definition
    }
}
