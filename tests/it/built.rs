//! Docsets as the real program builds them from definitions, and their index as any `SQLite`
//! program reads it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::{Connection, OpenFlags};

/// One row of `searchIndex`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) path: String,
}

impl Row {
    pub(crate) fn file(&self) -> &str {
        self.path.split('#').next().unwrap()
    }

    /// What the row's path names inside its page.
    pub(crate) fn fragment(&self) -> Option<&str> {
        Some(self.path.split_once('#')?.1)
    }
}

/// The definitions that ship.
pub(crate) fn data() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data"))
}

/// The program under test.
pub(crate) fn docsheet() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_docsheet"))
}

/// Builds these definitions, files or folders, into a folder; → the docsets in it, sorted.
pub(crate) fn build(sheets: &[&Path], folder: &Path) -> Vec<PathBuf> {
    run(Command::new(docsheet()).arg("build").args(sheets).arg("--output").arg(folder));
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut docsets: Vec<_> =
        files.filter(|file| file.extension() == Some(OsStr::new("docset"))).collect();
    docsets.sort();
    docsets
}

/// Runs a program that must succeed; → what it prints.
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {output:#?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Where a docset keeps its index.
pub(crate) fn index(docset: &Path) -> PathBuf {
    docset.join("Contents/Resources/docSet.dsidx")
}

/// Where a docset keeps its pages.
pub(crate) fn documents(docset: &Path) -> PathBuf {
    docset.join("Contents/Resources/Documents")
}

/// Every row, in the order of the index.
pub(crate) fn rows(docset: &Path) -> Vec<Row> {
    let read_only = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let index = Connection::open_with_flags(index(docset), read_only).unwrap();
    let mut query = index.prepare("SELECT name, type, path FROM searchIndex ORDER BY id").unwrap();
    let rows = query
        .query_map([], |row| Ok(Row { name: row.get(0)?, kind: row.get(1)?, path: row.get(2)? }));
    rows.unwrap().map(Result::unwrap).collect()
}
