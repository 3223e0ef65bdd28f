//! The pictures, styles and frames of a page → those that the docset does not have, or that lie
//! outside it.

use super::address::{Lead, lead};
use super::code::Code;
use super::finding::Findings;
use super::markup::Markup;
use crate::bundle::Bundle;

/// Notes what `page`, a path below the documents, shows and does not find.
pub(super) fn check(bundle: &Bundle, page: &str, markup: &Markup, findings: &mut Findings) {
    if markup.has_base {
        return;
    }
    for address in &markup.shown {
        let code = match lead(bundle, page, address) {
            Lead::Elsewhere | Lead::Here | Lead::Found => continue,
            Lead::Missing(_) => Code::MissingResource,
            Lead::Outside => Code::LeavesBundle,
        };
        findings.add(code, &format!("{page}: {address}"));
    }
}
