//! The links of a page → those that open an error page, and those that do nothing.

use std::collections::HashSet;

use super::address::{Lead, lead};
use super::code::Code;
use super::finding::Findings;
use super::markup::{Markup, Scripts, lands_in_browser};
use crate::bundle::{Bundle, hash};

/// What is known of the links of all pages so far.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Hashes of the pages that are missing: a menu repeats its links on every page.
    missing: HashSet<u64>,
}

impl Links {
    /// Notes which of the pages that `page` leads to and that are `missing` nobody has told yet.
    pub(super) fn add(&mut self, missing: &[String], page: &str, findings: &mut Findings) {
        for target in missing {
            if self.missing.insert(hash(target)) {
                findings.add(Code::BrokenLink, &format!("{target}, linked from {page}"));
            }
        }
    }
}

/// Notes which links of `page`, a path below the documents, do nothing; what others lead to that is
/// not there.
pub(super) fn check(
    bundle: &Bundle,
    page: &str,
    markup: &Markup,
    scripts: Scripts,
    findings: &mut Findings,
) -> Vec<String> {
    let mut missing = Vec::new();
    if markup.has_base {
        return missing;
    }
    // Links to places on one page stand side by side, and need one look.
    let mut last = ("", Lead::Here);
    for link in &markup.links {
        let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
        let is_next = last.0 != path;
        if is_next {
            last = (path, lead(bundle, page, path));
        }
        match &last.1 {
            Lead::Missing(target) if is_next => missing.push(target.clone()),
            Lead::Outside if is_next => missing.push(path.to_owned()),
            Lead::Here if !lands(fragment, markup, scripts) => {
                findings.add(Code::DeadLink, &format!("{page}#{fragment}"));
            }
            _ => {}
        }
    }
    missing
}

/// Whether the page has the place, or scripts that may make it or do without.
fn lands(fragment: &str, markup: &Markup, scripts: Scripts) -> bool {
    let is_scripted = markup.script.is_some() || markup.handler.is_some();
    scripts == Scripts::On && is_scripted || lands_in_browser(fragment, markup)
}
