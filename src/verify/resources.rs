//! The pictures, styles and frames of a page → those that the docset does not have, or that lie
//! outside it.

use super::code::Code;
use super::finding::Findings;
use super::markup::Markup;
use crate::open::{Bundle, DOCUMENTS, Target, target};

/// Notes what `page`, a path below the documents, shows and does not find.
pub(super) fn check(bundle: &Bundle, page: &str, markup: &Markup, findings: &mut Findings) {
    if markup.has_base {
        return;
    }
    for address in &markup.shown {
        if let Some(code) = trouble(bundle, page, address) {
            findings.add(code, &format!("{page}: {address}"));
        }
    }
}

fn trouble(bundle: &Bundle, page: &str, address: &str) -> Option<Code> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() {
        return None;
    }
    if let Some(scheme) = scheme(path) {
        return scheme.eq_ignore_ascii_case("file").then_some(Code::LeavesBundle);
    }
    if path.starts_with('/') {
        // Made for the root of a web site; here it is that of the disk.
        return Some(Code::MissingResource);
    }
    let (folder, _) = page.rsplit_once('/').unwrap_or_default();
    let folder = folder.replace('%', "%25").replace('#', "%23");
    match target(&format!("{DOCUMENTS}/{folder}/{path}")) {
        Target::Page { page, .. } if bundle.leads_to_file(&page) => None,
        Target::Page { page, .. } if bundle.has_folder(&page) => None,
        Target::Page { .. } => Some(Code::MissingResource),
        Target::Outside | Target::Remote => Some(Code::LeavesBundle),
    }
}

/// What stands before the first `:`, if that is not part of a path.
fn scheme(path: &str) -> Option<&str> {
    let (scheme, _) = path.split_once(':')?;
    (!scheme.contains('/')).then_some(scheme)
}
