//! Headings that say the same, or nothing by themselves → names that tell them apart.

use std::collections::BTreeMap;

use super::plan::Category;
use crate::definition::draft::{Block, Draft, Given};
use crate::markdown;

/// Headings that name nothing without the one around them.
const VAGUE: &[&str] = &[
    "basic", "basics", "example", "examples", "misc", "more", "note", "notes", "other", "others",
    "usage",
];

/// Titles that differ: where two would be the same, or one names nothing by itself, that of the
/// heading around comes first, unless it says the same: `Editing: Editing` is no more than `Editing`.
pub(super) fn told_apart(categories: &[Category], title: &Given) -> Vec<Given> {
    let own = |category: &Category| category.title.clone().unwrap_or_else(|| title.clone());
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for category in categories {
        *uses.entry(own(category).text).or_default() += 1;
    }
    let names_nothing = |title: &str| is_vague(title) || uses.get(title).is_some_and(|n| *n > 1);
    let told_apart = categories.iter().map(|category| {
        let mut title = own(category);
        let around = category.around.last().filter(|around| **around != title.text);
        if let Some(around) = around.filter(|_| names_nothing(&title.text)) {
            title.text = format!("{around}: {}", title.text);
        }
        title
    });
    told_apart.collect()
}

fn is_vague(title: &str) -> bool {
    VAGUE.contains(&title.to_lowercase().as_str())
}

/// Names in the index of entries whose headings do not tell them apart: block → name with that of
/// its category in front.
pub(crate) fn index_names(draft: &Draft) -> BTreeMap<usize, String> {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    let mut headings = Vec::new();
    for &category in draft.inside(0).flat_map(|sheet| &sheet.inner) {
        let title = draft.blocks[category].last("id").map_or("", |title| title.text.as_str());
        for &entry in &draft.blocks[category].inner {
            let Some(name) = heading(draft, &draft.blocks[entry]) else { continue };
            *uses.entry(name.to_lowercase()).or_default() += 1;
            headings.push((entry, title, name));
        }
    }
    let names_nothing =
        |name: &str| is_vague(name) || uses.get(&name.to_lowercase()).is_some_and(|uses| *uses > 1);
    headings
        .into_iter()
        .filter(|(_, title, name)| !title.is_empty() && title != name && names_nothing(name))
        .map(|(entry, title, name)| (entry, format!("{title}: {name}")))
        .collect()
}

/// The name of an entry that is a heading and the text below it.
fn heading(draft: &Draft, entry: &Block) -> Option<String> {
    const OTHERS: &[&str] = &["command", "td_command", "td_notes", "not_in_main_index"];
    let name = entry.last("name").filter(|_| !OTHERS.iter().any(|word| entry.has(word)))?;
    let plain = markdown::read_name(&name.text, draft.dialect).plain;
    (!plain.is_empty()).then_some(plain)
}
