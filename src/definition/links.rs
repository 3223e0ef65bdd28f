//! Links inside the page: what a fragment such as `#486` names → the anchor it leads to.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use crate::anchor::Anchor;
use crate::sheet::{Category, Entry};

/// Where the fragments of one sheet lead.
#[derive(Debug, Default)]
pub(crate) struct Targets {
    /// Whole names of categories and entries, as shown and as indexed; the first of a name wins.
    names: BTreeMap<String, Anchor>,
    /// First words of entries' names; `None` where several entries share one.
    first_words: BTreeMap<String, Option<Anchor>>,
    /// Names as sites in Markdown write them in an address.
    slugs: BTreeMap<String, Anchor>,
    /// `id` and `name` attributes in the author's own HTML.
    own: BTreeSet<String>,
}

impl Targets {
    /// The fragments that lead to `categories`, and those in the HTML of the draft.
    pub(crate) fn new<C: std::borrow::Borrow<Category>>(categories: &[C], draft: &Draft) -> Self {
        if !has_fragments(draft) {
            return Self::default();
        }
        let mut targets = Self { own: own_ids(draft), ..Self::default() };
        for category in categories.iter().map(C::borrow) {
            targets.names.entry(category.id.clone()).or_insert_with(|| category.anchor.clone());
        }
        for entry in categories.iter().flat_map(|category| &category.borrow().entries) {
            for name in names(entry) {
                targets.names.entry(name.to_owned()).or_insert_with(|| entry.anchor.clone());
            }
            for first in first_words(entry) {
                let known = targets.first_words.entry(first.to_owned());
                known
                    .and_modify(|known| *known = None)
                    .or_insert_with(|| Some(entry.anchor.clone()));
            }
        }
        for entry in categories.iter().flat_map(|category| &category.borrow().entries) {
            for command in entry.commands.iter().chain(&entry.td_commands) {
                targets.names.entry(command.clone()).or_insert_with(|| entry.anchor.clone());
            }
        }
        targets.slugs =
            targets.names.iter().map(|(name, anchor)| (slug(name), anchor.clone())).collect();
        targets
    }

    /// The fragment that `wanted`, percent-decoded, stands for.
    pub(crate) fn find(&self, wanted: &str) -> Option<String> {
        if self.own.contains(wanted) || wanted.is_empty() || wanted == "top" {
            return Some(wanted.to_owned());
        }
        let anchor = self.names.get(wanted).or_else(|| self.first_words.get(wanted)?.as_ref());
        let anchor = anchor.or_else(|| self.slugs.get(&slug(wanted)));
        anchor.map(Anchor::link)
    }
}

/// Whether a text can link within the page at all; most sheets have none that does.
fn has_fragments(draft: &Draft) -> bool {
    texts(draft).any(|text| text.contains('#'))
}

fn texts(draft: &Draft) -> impl Iterator<Item = &str> {
    let fields = draft.blocks.iter().flat_map(|block| &block.fields);
    fields.flat_map(|field| &field.values).map(|given| given.text.as_str())
}

/// A name as GitHub writes it in an address: `Kinds of Pots` → `kinds-of-pots`.
fn slug(name: &str) -> String {
    let kept = |letter: &char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_');
    name.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
}

/// What an entry is called on the page and in the index.
fn names(entry: &Entry) -> impl Iterator<Item = &str> {
    let shown = entry.name.as_ref().map(|name| name.plain.as_str());
    let extra = entry.extra_index_names.iter().map(String::as_str);
    shown.into_iter().chain([entry.title()]).chain(extra)
}

/// What its name begins with, on the page and in the index.
fn first_words(entry: &Entry) -> BTreeSet<&str> {
    let shown = entry.name.as_ref().map(|name| name.plain.as_str());
    let names = shown.into_iter().chain([entry.title()]);
    names.filter_map(|name| name.split_whitespace().next()).collect()
}

/// The values of `id` and `name` attributes anywhere in the draft's texts.
fn own_ids(draft: &Draft) -> BTreeSet<String> {
    texts(draft).filter(|text| text.contains('<')).flat_map(ids_in).collect()
}

fn ids_in(text: &str) -> Vec<String> {
    let starts = ["id=", "name="].into_iter().flat_map(|attribute| {
        text.match_indices(attribute).map(move |(at, _)| at + attribute.len())
    });
    let values = starts.filter_map(|at| {
        let rest = &text[at..];
        let quote = rest.chars().next()?;
        match quote {
            '"' | '\'' => rest[1..].split(quote).next(),
            _ => rest.split([' ', '>', '/']).next(),
        }
    });
    values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
}
