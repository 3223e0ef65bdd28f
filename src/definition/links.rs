//! Links inside the page: what a fragment such as `#486` names → the anchor it leads to.

use std::collections::BTreeMap;

use super::draft::Draft;
use crate::anchor::Anchor;
use crate::sheet::Category;

/// Where the fragments of one sheet lead.
#[derive(Debug, Default)]
pub(crate) struct Targets {
    /// Whole names of categories and entries; the first of a name wins.
    names: BTreeMap<String, Anchor>,
    /// First words of entries' names; `None` where several entries share one.
    first_words: BTreeMap<String, Option<Anchor>>,
    /// `id` and `name` attributes in the author's own HTML.
    own: Vec<String>,
}

impl Targets {
    /// The fragments that lead to `categories`, and those in the HTML of the draft.
    pub(crate) fn new<C: std::borrow::Borrow<Category>>(categories: &[C], draft: &Draft) -> Self {
        let mut targets = Self { own: own_ids(draft), ..Self::default() };
        for category in categories.iter().map(C::borrow) {
            targets.names.entry(category.id.clone()).or_insert_with(|| category.anchor.clone());
        }
        for entry in categories.iter().flat_map(|category| &category.borrow().entries) {
            let names = entry.extra_index_names.iter().map(String::as_str);
            for name in std::iter::once(entry.title()).chain(names) {
                targets.names.entry(name.to_owned()).or_insert_with(|| entry.anchor.clone());
            }
            let first = entry.title().split_whitespace().next().unwrap_or_default();
            let several = targets.first_words.contains_key(first);
            let anchor = (!several).then(|| entry.anchor.clone());
            targets.first_words.insert(first.to_owned(), anchor);
        }
        targets
    }

    /// The fragment that `wanted`, percent-decoded, stands for.
    pub(crate) fn find(&self, wanted: &str) -> Option<String> {
        if self.own.iter().any(|id| id == wanted) || wanted.is_empty() || wanted == "top" {
            return Some(wanted.to_owned());
        }
        let anchor = self.names.get(wanted).or_else(|| self.first_words.get(wanted)?.as_ref());
        anchor.map(|anchor| anchor.as_str().to_owned())
    }
}

/// The values of `id` and `name` attributes anywhere in the draft's texts.
fn own_ids(draft: &Draft) -> Vec<String> {
    let fields = draft.blocks.iter().flat_map(|block| &block.fields);
    let texts = fields.flat_map(|field| &field.values).map(|given| given.text.as_str());
    texts.filter(|text| text.contains('<')).flat_map(ids_in).collect()
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
