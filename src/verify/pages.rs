//! Every page and style: are the anchors there that rows lead to, does it run or load anything.

use std::io::Read;

use rayon::prelude::*;

use super::code::Code;
use super::finding::Findings;
use super::index::Landings;
use super::links::{self, Links};
use super::markup::{self, Markup, Scripts, lands_in_browser, lands_in_zeal};
use super::resources;
use crate::bundle::{Bundle, Doubt, Medium, PAGE_LIMIT, decode, medium};
use crate::error::Error;
use crate::layout;

/// How many bytes of pages wait in memory until all cores read them.
const AT_ONCE: usize = 8 << 20;
/// Endings of pages.
const PAGES: &[&str] = &["html", "htm", "xhtml", "xht", "shtml"];

/// Reads every page and style below the documents; gives the number of pages.
pub(super) fn check(
    bundle: &Bundle,
    scripts: Scripts,
    landings: &Landings,
    findings: &mut Findings,
) -> Result<usize, Error> {
    let is_wanted = |path: &str| {
        layout::page(path).is_some_and(|page| is_style(page) || is_page(path, landings))
    };
    for (path, entry) in &bundle.entries {
        if entry.size > PAGE_LIMIT && is_wanted(path) {
            let example = format!("{path}: {} MB", entry.size >> 20);
            findings.add(Code::TooLarge, &example);
        }
    }
    let is_read =
        |path: &&str| is_wanted(path) && bundle.size(path).is_some_and(|size| size <= PAGE_LIMIT);
    let read = bundle.files().filter(is_read).map(str::to_owned).collect();
    let (mut count, mut links) = (0, Links::default());
    let mut judge_all = |files: &mut Vec<File>| {
        let looked: Vec<_> =
            files.par_drain(..).map(|file| file.look(bundle, scripts, landings)).collect();
        for Looked { path, is_page, own, missing } in looked {
            count += usize::from(is_page);
            findings.append(own);
            links.add(&missing, layout::page(&path).unwrap_or_default(), findings);
        }
    };
    let (mut files, mut size) = (Vec::new(), 0);
    bundle.visit(&read, &mut |path, bytes| {
        let mut content = Vec::new();
        // What cannot be read to its end is looked at as far as it goes.
        let _ = bytes.take(PAGE_LIMIT).read_to_end(&mut content);
        size += path.len() + content.len();
        files.push(File { path: path.to_owned(), content });
        if size > AT_ONCE {
            judge_all(&mut files);
            size = 0;
        }
    })?;
    judge_all(&mut files);
    Ok(count)
}

/// A page or style that has been read but not yet understood.
struct File {
    path: String,
    content: Vec<u8>,
}

/// What a page or style has wrong.
struct Looked {
    path: String,
    is_page: bool,
    own: Findings,
    /// What its links lead to and nobody finds.
    missing: Vec<String>,
}

impl File {
    fn look(self, bundle: &Bundle, scripts: Scripts, landings: &Landings) -> Looked {
        let page = layout::page(&self.path).unwrap_or_default();
        let (mut own, mut missing) = (Findings::default(), Vec::new());
        let markup = self.read(page);
        let is_page = markup.other.is_none() && !is_style(page);
        if let Some(what) = markup.other {
            if has_ending(page, PAGES) {
                own.add(Code::NoText, &format!("{page}: it is {what}"));
            }
        } else {
            judge(page, &markup, &mut own);
        }
        if is_page {
            resources::check(bundle, page, &markup, &mut own);
            missing = links::check(bundle, page, &markup, scripts, &mut own);
            for fragment in landings.get(&self.path).into_iter().flatten() {
                if let Some(code) = dead(fragment, &markup, scripts) {
                    own.add(code, &format!("{page}#{fragment}"));
                }
            }
        }
        Looked { path: self.path, is_page, own, missing }
    }

    fn read(&self, page: &str) -> Markup {
        if is_style(page) {
            let remote = markup::remote_in_style(&decode(&self.content).text);
            return Markup { remote, ..Markup::default() };
        }
        markup::read_page(&self.path, &self.content)
    }
}

fn judge(page: &str, markup: &Markup, findings: &mut Findings) {
    let found = [
        (Code::RemoteResource, &markup.remote),
        (Code::Script, &markup.script),
        (Code::InlineHandler, &markup.handler),
        (Code::SendsAway, &markup.sends),
        (Code::EmbeddedPage, &markup.embedded),
        (Code::Contents, &markup.contents),
    ];
    for (code, example) in found {
        if let Some(example) = example {
            findings.add(code, &format!("{page}: {example}"));
        }
    }
    let trouble = match markup.doubt {
        Some(Doubt::Unnamed) => "it names no other encoding".to_owned(),
        Some(Doubt::Misnamed(name)) => format!("it says that it is {name}"),
        None => return,
    };
    findings.add(Code::Encoding, &format!("{page}: {trouble}"));
}

/// What is wrong with a row that leads to `fragment` of a page.
fn dead(fragment: &str, markup: &Markup, scripts: Scripts) -> Option<Code> {
    let is_route =
        fragment.starts_with('!') || (fragment.starts_with('/') && !fragment.starts_with("//"));
    let is_scripted = is_route && scripts == Scripts::On && markup.script.is_some();
    if !lands_in_browser(fragment, markup) {
        Some(if is_scripted { Code::ScriptedAnchor } else { Code::DeadAnchor })
    } else if lands_in_zeal(fragment, markup) {
        None
    } else {
        Some(Code::DeadAnchorZeal)
    }
}

fn is_page(page: &str, landings: &Landings) -> bool {
    let may_be = || !has_ending(page, &["xml"]) && medium(page, &[]) == Medium::Page;
    has_ending(page, PAGES) || landings.contains_key(page) && may_be()
}

fn is_style(page: &str) -> bool {
    has_ending(page, &["css"])
}

fn has_ending(page: &str, endings: &[&str]) -> bool {
    let (_, ending) = page.rsplit_once('.').unwrap_or_default();
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}
