//! Which definitions a command works on: paths → definitions, read in parallel, in order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use docsheet::Definition;
use docsheet::diagnostic::{Code, Diagnostic};
use docsheet::error::Error;
use docsheet::files;
use rayon::prelude::*;

/// Where definitions are when nobody says.
const DEFAULT_FOLDER: &str = "data";

const HINT: &str = "name a definition, or a folder that holds some";

/// Files as they are given, folders walked for `*.rb` in sorted order; each file once.
///
/// # Errors
/// When a path does not exist or a folder has no definition.
pub(super) fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    if paths.is_empty() {
        let default = [PathBuf::from(DEFAULT_FOLDER)];
        return find(&default).map_err(|error| error.with_hint(HINT));
    }
    let mut found: Vec<PathBuf> = Vec::new();
    for path in paths {
        let definitions = files::definitions(path)?;
        if definitions.is_empty() {
            return Err(
                Error::new("read", path, "there is no definition (`*.rb`) in it").with_hint(HINT)
            );
        }
        for definition in definitions {
            if !found.contains(&definition) {
                found.push(definition);
            }
        }
    }
    Ok(found)
}

/// Reads definitions, several at a time; the results keep the order of the paths.
pub(super) fn load(paths: &[PathBuf]) -> Vec<Result<Definition, Error>> {
    let mut definitions: Vec<_> =
        paths.par_iter().map(|path: &PathBuf| docsheet::load(Path::new(path))).collect();
    refuse_equal_names(&mut definitions);
    definitions
}

/// Two sheets with one file name stop each other before anything is written. Names that differ in
/// case only are one name on many systems.
fn refuse_equal_names(definitions: &mut [Result<Definition, Error>]) {
    let mut definitions: Vec<_> = definitions.iter_mut().flatten().collect();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, definition) in definitions.iter().enumerate() {
        if let Some(sheet) = &definition.sheet {
            by_name.entry(sheet.docset_file_name.to_lowercase()).or_default().push(at);
        }
    }
    for sharing in by_name.into_values().filter(|sharing| sharing.len() > 1) {
        for &at in &sharing {
            let others: Vec<_> = sharing.iter().filter(|&&other| other != at).collect();
            let other = definitions[*others[0]].path.display().to_string();
            let definition = &mut *definitions[at];
            if let Some(sheet) = definition.sheet.take() {
                let message =
                    format!("`{other}` would write the same docset `{}`", sheet.docset_file_name);
                let finding = Diagnostic::new(Code::SameDocset, message)
                    .at(sheet.place, "")
                    .hint("give one of them another `docset_file_name`");
                definition.findings.push(finding);
            }
        }
    }
}
