//! docsheet turns cheat-sheet definitions into docsets for Dash and Zeal.

use std::path::{Path, PathBuf};

pub mod source;
pub mod wording;
pub mod diagnostic;
pub mod error;
pub mod files;
pub mod html;
pub mod highlight;
pub mod markdown;
pub mod anchor;
pub mod base_url;
pub mod sheet;
pub mod ruby;
pub mod definition;
pub mod page;
pub mod index;
pub mod info;
pub mod icon;
pub mod resources;
pub mod docset;
pub mod archive;
pub mod feed;
pub mod publish;
pub mod open;
pub mod verify;
pub mod install;

use diagnostic::Diagnostic;
use docset::{Docset, Parts};
use error::Error;
use info::Edition;
use sheet::Cheatsheet;
use source::Source;

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
    /// Its icons.
    pub icons: icon::Icons,
    /// The files of its `resources`: path beside the page → bytes.
    pub resources: files::Tree,
}

/// Reads a definition from text alone.
#[must_use]
pub fn compile(source: &Source) -> (Option<Cheatsheet>, Vec<Diagnostic>) {
    definition::read(source)
}

/// Reads the definition at `path` and what is beside it.
///
/// # Errors
/// When a file cannot be read. What the author has to mend is in [`Definition::findings`].
pub fn load(path: &Path) -> Result<Definition, Error> {
    let source = Source::new(path.display().to_string(), &files::read(path)?);
    let (sheet, mut findings) = compile(&source);
    let (icons, about_icons) = icons(path)?;
    findings.extend(about_icons);
    let folder = path.parent().unwrap_or(Path::new(""));
    let (resources, about_resources) =
        match sheet.as_ref().and_then(|sheet| sheet.resources.as_ref()) {
            Some(wanted) => resources::read(folder, wanted)?,
            None => Default::default(),
        };
    findings.extend(about_resources);
    let sheet = sheet.filter(|_| !diagnostic::any_error(&findings));
    Ok(Definition { path: path.to_owned(), source, sheet, findings, icons, resources })
}

/// Makes the docset of a definition; `None` when a finding stops it.
///
/// # Errors
/// When the index cannot be made.
pub fn build(definition: &Definition, edition: &Edition) -> Result<Option<Docset>, Error> {
    let Some(sheet) = &definition.sheet else { return Ok(None) };
    let parts = Parts {
        page: page::render(sheet),
        rows: index::rows(sheet),
        icons: definition.icons.clone(),
        resources: definition.resources.clone(),
    };
    docset::assemble(sheet, parts, edition).map(Some)
}

/// The icons `NAME.png` and `NAME@2x.png` beside the definition `NAME.rb`.
fn icons(path: &Path) -> Result<(icon::Icons, Vec<Diagnostic>), Error> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let beside =
        |suffix: &str| files::read_if_there(&path.with_file_name(format!("{name}{suffix}")));
    Ok(icon::choose(&name, beside(".png")?, beside("@2x.png")?))
}
