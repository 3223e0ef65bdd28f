//! An address on a page → whether the docset has what it leads to.

use crate::bundle::{Bundle, inside};
use crate::layout::{self, DOCUMENTS};

/// Where an address leads, its fragment aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// To something that is not a file of the docset: the web, a letter, a script.
    Elsewhere,
    /// To the page itself.
    Here,
    /// To another file or folder of the docset.
    Found,
    /// To a file that is not there; its path below the documents, or the address.
    Missing(String),
    /// Out of the docset.
    Outside,
}

/// Where `address` leads that stands on `page`, a path below the documents.
pub(super) fn lead(bundle: &Bundle, page: &str, address: &str) -> Lead {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() {
        return Lead::Here;
    }
    if let Some(scheme) = scheme(path) {
        let is_file = scheme.eq_ignore_ascii_case("file");
        return if is_file { Lead::Outside } else { Lead::Elsewhere };
    }
    if path.starts_with('/') {
        // Made for the root of a web site; here it is that of the disk.
        return Lead::Missing(path.to_owned());
    }
    let (folder, _) = page.rsplit_once('/').unwrap_or_default();
    match inside(&format!("{DOCUMENTS}/{folder}"), path) {
        Some(found) => in_bundle(bundle, page, found),
        None => Lead::Outside,
    }
}

/// What is at `path` of the bundle, seen from `page`.
fn in_bundle(bundle: &Bundle, page: &str, path: String) -> Lead {
    let below = layout::page(&path);
    if below == Some(page) {
        Lead::Here
    } else if bundle.leads_to_file(&path) || bundle.has_folder(&path) {
        Lead::Found
    } else {
        Lead::Missing(below.map(str::to_owned).unwrap_or(path))
    }
}

/// What stands before the first `:`, if that is not part of a path.
fn scheme(path: &str) -> Option<&str> {
    let (scheme, _) = path.split_once(':')?;
    (!scheme.contains('/')).then_some(scheme)
}
