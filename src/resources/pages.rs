//! Pages and drawings among the resources: what they do beyond showing what the docset brings
//! along, and the same pages with a policy that keeps them from it.

use std::collections::BTreeSet;

use encoding_rs::UTF_8;

use crate::diagnostic::Diagnostic;
use crate::files::Tree;
use crate::html::Html;
use crate::markdown::{self, Remark};
use crate::page::Permissions;
use crate::sheet::Resources;

/// How many findings about resources are worth showing.
const SHOWN: usize = 20;

/// Endings of pages in HTML.
const HTML: &[&str] = &["htm", "html", "shtml"];
/// Endings of pages in XML.
const XHTML: &[&str] = &["xht", "xhtml"];
/// Endings of what may act like a page but has no place for a policy.
const DRAWINGS: &[&str] = &["svg", "xml"];

/// Findings about files that run, embed or load what a docset does not: one of a kind for each file.
#[must_use]
pub fn acting(files: &Tree, resources: &Resources) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (path, bytes) in files {
        let mut told = BTreeSet::new();
        let remarks = remarks(path, bytes).into_iter().filter(|remark| told.insert(remark.code));
        findings.extend(remarks.map(|remark| {
            let message = format!("in `{path}`, {}", remark.message);
            let finding = Diagnostic::new(remark.code, message).at(resources.place, "");
            remark.hints.into_iter().fold(finding, Diagnostic::hint)
        }));
        if findings.len() >= SHOWN {
            break;
        }
    }
    findings.truncate(SHOWN);
    findings
}

fn remarks(path: &str, bytes: &[u8]) -> Vec<Remark> {
    let text = || UTF_8.decode(bytes).0;
    if has_ending(path, &[HTML, XHTML, DRAWINGS].concat()) {
        let acts = |remark: &Remark| {
            use crate::diagnostic::Code::{ActiveContent, RemoteResource, Script};
            matches!(remark.code, ActiveContent | RemoteResource | Script)
        };
        markdown::remarks_on_page(&text()).into_iter().filter(acts).collect()
    } else if has_ending(path, &["css"]) {
        markdown::remarks_on_style(&text())
    } else {
        Vec::new()
    }
}

/// The same files, with the policy of `permissions` in the pages.
#[must_use]
pub fn guarded(files: Tree, permissions: Permissions) -> Tree {
    let policy = permissions.policy();
    let policy = Html::escaped(&policy);
    let meta =
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\"/>", policy.as_str());
    let guard = |(path, bytes): (String, Vec<u8>)| {
        let bytes = if has_ending(&path, HTML) {
            with(&bytes, |text| (start_of_html(text), meta.clone()))
        } else if has_ending(&path, XHTML) {
            with(&bytes, |text| start_of_head(text, &meta))
        } else {
            bytes
        };
        (path, bytes)
    };
    files.into_iter().map(guard).collect()
}

/// A page with an insertion. Where its bytes are not UTF-8, they stay what they are, but for
/// UTF-16, in which no policy could be inserted.
fn with(page: &[u8], insertion: impl Fn(&str) -> (usize, String)) -> Vec<u8> {
    const UTF_8_MARK: &[u8] = "\u{feff}".as_bytes();
    let utf_16 = page.starts_with(&[0xff, 0xfe]) || page.starts_with(&[0xfe, 0xff]);
    let decoded = UTF_8.decode(page).0;
    let marked = [UTF_8_MARK, decoded.as_bytes()].concat();
    let page = if utf_16 { &marked } else { page };
    // Everything that decides on the place is ASCII.
    let letter = |byte: &u8| if byte.is_ascii() { char::from(*byte) } else { '?' };
    let mark = if page.starts_with(UTF_8_MARK) { UTF_8_MARK.len() } else { 0 };
    let (mark, page) = page.split_at(mark);
    let text: String = page.iter().map(letter).collect();
    let (at, inserted) = insertion(&text);
    let (before, after) = page.split_at(at);
    [mark, before, inserted.as_bytes(), after].concat()
}

/// Where the first element of a page in HTML may stand: behind comments and `<!doctype …>`.
fn start_of_html(text: &str) -> usize {
    let ends = |text: &str, end: &str| text.find(end).map(|at| at + end.len());
    let mut rest = text;
    loop {
        let start = rest.trim_start_matches([' ', '\t', '\n', '\x0c', '\r']);
        let end = if start.starts_with("<!--") {
            [ends(start, "-->"), ends(start, "--!>")].into_iter().flatten().min()
        } else if start.starts_with("<!") || start.starts_with("<?") {
            ends(start, ">")
        } else {
            None
        };
        match end {
            Some(end) => rest = &start[end..],
            None => return text.len() - rest.len(),
        }
    }
}

/// Where the policy stands in a page in XML, and how it is written there.
fn start_of_head(text: &str, meta: &str) -> (usize, String) {
    let behind = |tag: &str| {
        let start = text.find(tag)?;
        Some(start + text[start..].find('>')? + 1)
    };
    match (behind("<head"), behind("<html")) {
        (Some(head), _) => (head, meta.to_owned()),
        (None, Some(html)) => (html, format!("<head><title/>{meta}</head>")),
        (None, None) => (text.len(), String::new()),
    }
}

fn has_ending(path: &str, endings: &[&str]) -> bool {
    let (_, ending) = path.rsplit_once('.').unwrap_or_default();
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guarded_page(path: &str, page: &[u8]) -> String {
        let files = Tree::from([(path.to_owned(), page.to_vec())]);
        let guarded = guarded(files, Permissions::default());
        let text = String::from_utf8_lossy(&guarded[path]).into_owned();
        let start = text.find("<meta http-equiv=\"Content").unwrap();
        let end = start + text[start..].find("/>").unwrap() + 2;
        format!("{}POLICY{}", &text[..start], &text[end..])
    }

    #[test]
    fn a_policy_stands_before_anything_that_it_is_about() {
        let cases = [
            ("<script>a</script>", "POLICY<script>a</script>"),
            ("<!DOCTYPE html>\n<html lang=de>", "<!DOCTYPE html>POLICY\n<html lang=de>"),
            (
                "\u{feff} <!-- a --><!doctype html><p>",
                "\u{feff} <!-- a --><!doctype html>POLICY<p>",
            ),
            ("ä<script>", "POLICYä<script>"),
            ("<!-- a --!><script>-->", "<!-- a --!>POLICY<script>-->"),
            ("\u{b}<!-- a -->", "POLICY\u{b}<!-- a -->"),
            ("<!-- a", "POLICY<!-- a"),
            ("", "POLICY"),
        ];
        for (page, wanted) in cases {
            assert_eq!(guarded_page("a/b.HTML", page.as_bytes()), wanted);
        }
        let xhtml = "<?xml version='1.0'?><html xmlns='a'><head x='y'><title/></head></html>";
        let wanted =
            "<?xml version='1.0'?><html xmlns='a'><head x='y'>POLICY<title/></head></html>";
        assert_eq!(guarded_page("a.xhtml", xhtml.as_bytes()), wanted);
    }

    #[test]
    fn a_page_in_utf_16_is_written_in_utf_8() {
        let bytes: Vec<u8> = "\u{feff}<p>ä".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(guarded_page("a.html", &bytes), "\u{feff}POLICY<p>ä");
    }
}
