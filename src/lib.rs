//! docsheet turns cheat-sheet definitions into docsets for Dash and Zeal.
//!
//! # The picture
//!
//! ```text
//! NAME.rb ── Prism ── lower ── Expr ── eval ─┐                ┌─ page  (HTML)
//!                                            ├─ Cheatsheet ───┼─ index (SQLite)  ── Docset ──┬─ save, install
//! NAME.md ── headings, lists, tables ────────┘                └─ info  (Info.plist)          ├─ archive, feed
//!                                                                                            └─ web: publish, preview
//!
//! anybody's X.docset, X.tgz, packed ── Bundle ──┬─ verify
//!                                               └─ search: names, then text
//! ```
//!
//! An hourglass with two waists: left of [`sheet::Cheatsheet`] is language, two of them; right of
//! [`docset::Docset`] is use. A docset is a value, a name and a sorted map of path → bytes, before
//! it is a folder. So "reproducible" means `==`, "all or nothing" means "save the value", and most
//! tests need no disk. The third noun, [`bundle::Bundle`], is a docset that somebody else made.
//!
//! [`docset()`], [`load`] and [`build`] are the whole pipeline; read them first.
//!
//! ```
//! use docsheet::diagnostic::{Look, draw};
//! use docsheet::source::Source;
//! use docsheet::{Edition, docset};
//!
//! let text = b"# Ports\n\n## Web\n\n### `443` HTTPS\nPages that nobody reads on the way.\n";
//! let source = Source::new("ports.md", text);
//! let made = docset(&source, &Edition::default())?;
//! for finding in &made.findings {
//!     eprintln!("{}", draw(&source, finding, Look::Plain));
//! }
//! let docset = made.docset.expect("nothing stops this sheet");
//! assert_eq!(docset.name, "ports");
//! assert!(docset.files.contains_key("Contents/Resources/docSet.dsidx"));
//! # Ok::<(), docsheet::error::Error>(())
//! ```
//!
//! # The rules
//!
//! 1. A module uses only modules declared above it in this file; they stand in reading order. The
//!    binary (`main.rs`, `cli/`) sees the public API only. A test holds both.
//! 2. There are two kinds of failure. A [`diagnostic::Diagnostic`] is the author's: many at once,
//!    each with its place, drawn by one function. An [`error::Error`] is the world's: it names the
//!    path. Exit status 0 is fine, 1 is findings, 2 is "could not run".
//! 3. Reading a definition never executes anything: no process, file, network, clock or random
//!    number, and [`ruby::meter`] bounds steps, depth and bytes.
//! 4. Only [`files`] touches the disk; only the binary prints and reads the environment.
//! 5. Equal inputs give equal bytes on every machine: ordered maps, no clock, fixed archive headers,
//!    a compact SQLite file with a fixed page size.
//! 6. An anchor is spelled in one place, [`anchor`]; page and index both read that value, so a row
//!    whose anchor the page lacks cannot be expressed.
//! 7. Nothing is written before everything is known to be right. What is written goes beside its
//!    target under a name that no reader picks up, and is then swapped in.
//! 8. Trusted HTML is a type, [`html::Html`]; the templates escape everything else.
//! 9. The rules about disk, clock and printing are lints (`.clippy.toml`), not hopes.

use std::path::{Path, PathBuf};

pub mod source;
#[doc(hidden)]
pub mod wording;
pub mod diagnostic;
pub mod error;
#[doc(hidden)]
pub mod layout;
#[doc(hidden)]
pub mod files;
#[doc(hidden)]
pub mod html;
mod tokenizer;
#[rustfmt::skip]
mod elements;
#[doc(hidden)]
pub mod highlight;
#[doc(hidden)]
pub mod markdown;
#[doc(hidden)]
pub mod anchor;
#[doc(hidden)]
pub mod identity;
#[doc(hidden)]
pub mod base_url;
pub mod sheet;
#[doc(hidden)]
pub mod ruby;
#[doc(hidden)]
pub mod definition;
#[doc(hidden)]
pub mod page;
#[doc(hidden)]
pub mod index;
#[doc(hidden)]
pub mod info;
#[doc(hidden)]
pub mod icon;
#[doc(hidden)]
pub mod resources;
pub mod docset;
#[doc(hidden)]
pub mod clashes;
#[doc(hidden)]
pub mod archive;
#[doc(hidden)]
pub mod feed;
pub mod bundle;
pub mod verify;
#[doc(hidden)]
pub mod install;
pub mod search;
#[doc(hidden)]
pub mod web;
#[doc(hidden)]
pub mod publish;

use diagnostic::Diagnostic;
use docset::{Docset, Parts};
use error::Error;
use resources::Root;
use sheet::Cheatsheet;
use source::Source;

pub use info::Edition;

/// What became of a text.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its docset; `None` when a finding stops it.
    pub docset: Option<Docset>,
    /// What is wrong with it, in the order of the places.
    pub findings: Vec<Diagnostic>,
}

/// Makes a docset from text alone: with an icon of its own, and without the files of `resources`.
///
/// # Errors
/// When the index cannot be made.
pub fn docset(source: &Source, edition: &Edition) -> Result<Made, Error> {
    let definition::Reading { sheet, mut findings, allowed } = definition::read(source);
    let (icons, _) = icon::choose("", None, None);
    findings.retain(|finding| !allowed.covers(finding, source));
    let docset = match sheet.filter(|_| !diagnostic::any_error(&findings)) {
        Some(sheet) => {
            let parts = parts(&sheet, icons, files::Tree::default(), edition);
            Some(docset::assemble(&sheet, parts, edition)?)
        }
        None => None,
    };
    Ok(Made { docset, findings })
}

/// A definition as it was read, with everything beside it that its docset needs.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Where it is.
    pub path: PathBuf,
    /// Its text.
    pub source: Source,
    /// What it says; `None` when a finding stops it.
    pub sheet: Option<Cheatsheet>,
    /// What is wrong with it, in the order of the places.
    pub findings: Vec<Diagnostic>,
    /// What its author does not want to hear about.
    pub allowed: definition::allowed::Allowed,
    /// Its icons.
    pub icons: icon::Icons,
    /// The files of its `resources`: path beside the page → bytes.
    pub resources: files::Tree,
}

/// Reads a definition from text alone.
#[must_use]
pub fn compile(source: &Source) -> (Option<Cheatsheet>, Vec<Diagnostic>) {
    let definition::Reading { sheet, findings, .. } = definition::read(source);
    (sheet, findings)
}

/// How much of a definition is read: so much that it is too long even when every line loses its
/// carriage return and the text its byte order mark.
pub const MOST_BYTES: usize = 2 * ruby::meter::MAX_SOURCE_BYTES + 4;

/// Reads the definition at `path` and what is beside it, as far as `root` reaches.
///
/// # Errors
/// When a file cannot be read. What the author has to mend is in [`Definition::findings`].
pub fn load(path: &Path, root: &Root) -> Result<Definition, Error> {
    let source = Source::new(path.display().to_string(), files::read_at_most(path, MOST_BYTES)?);
    beside(path, source, root)
}

/// Reads the definition that `bytes` are, as if they stood at `path`, and what is beside it.
///
/// # Errors
/// When a file cannot be read.
pub fn read(path: &Path, bytes: &[u8], root: &Root) -> Result<Definition, Error> {
    beside(path, Source::new(path.display().to_string(), bytes), root)
}

/// Reads the definition that `source` is, and what is beside `path`.
fn beside(path: &Path, source: Source, root: &Root) -> Result<Definition, Error> {
    let definition::Reading { sheet, mut findings, allowed } = definition::read(&source);
    let (icons, about_icons) = icons(path)?;
    findings.extend(about_icons);
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    let (resources, about_resources) =
        match sheet.as_ref().and_then(|sheet| sheet.resources.as_ref()) {
            Some(wanted) => resources::read(folder, wanted, root)?,
            None => Default::default(),
        };
    if let Some(sheet) = sheet.as_ref().filter(|_| about_resources.is_empty()) {
        findings.extend(resources::missing(sheet, &resources));
    }
    if let Some(wanted) = sheet.as_ref().and_then(|sheet| sheet.resources.as_ref()) {
        findings.extend(resources::acting(&resources, wanted));
    }
    findings.extend(about_resources);
    diagnostic::sort(&mut findings);
    findings.retain(|finding| !allowed.covers(finding, &source));
    let sheet = sheet.filter(|_| !diagnostic::any_error(&findings));
    Ok(Definition { path: path.to_owned(), source, sheet, findings, allowed, icons, resources })
}

/// Makes the docset of a definition; `None` when a finding stops it.
///
/// # Errors
/// When the index cannot be made.
pub fn build(definition: &Definition, edition: &Edition) -> Result<Option<Docset>, Error> {
    let Some(sheet) = &definition.sheet else { return Ok(None) };
    let (icons, resources) = (definition.icons.clone(), definition.resources.clone());
    docset::assemble(sheet, parts(sheet, icons, resources, edition), edition).map(Some)
}

/// What the docset of a sheet is made of: with it, a large sheet can do without its categories
/// before the rest is made.
#[must_use]
pub fn parts(
    sheet: &Cheatsheet,
    icons: icon::Icons,
    resources: files::Tree,
    edition: &Edition,
) -> Parts {
    let at = |publication: &info::Publication| publication.documents(sheet) + anchor::PAGE;
    let online = edition.publication.as_ref().map(at);
    let page = page::render_at(sheet, edition.permissions, online.as_deref());
    let resources = resources::guarded(resources, edition.permissions);
    Parts { page, rows: index::rows(sheet), icons, resources }
}

/// The icons `NAME.png` and `NAME@2x.png` beside the definition `NAME.rb`.
fn icons(path: &Path) -> Result<(icon::Icons, Vec<Diagnostic>), Error> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let beside = |suffix: &str| {
        let path = path.with_file_name(format!("{name}{suffix}"));
        files::read_if_there(&path, icon::MOST_BYTES + 1)
    };
    Ok(icon::choose(&name, beside(".png")?, beside("@2x.png")?))
}
