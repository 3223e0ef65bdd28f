//! Hits → what the docsets show of them.

use super::hit::Hit;
use super::shelf::Shelved;
use crate::bundle::{self, Parts};
use crate::error::Error;

/// What a docset shows of a hit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The category it stands in, where the page says it.
    pub category: Option<String>,
    /// Its commands; where the page does not mark them, the first code in its text.
    pub commands: Vec<String>,
    /// Its text without its name.
    pub parts: Parts,
}

/// What `write` makes of what is shown of each hit, or of the reason why there is nothing. Each page
/// is read once, and no more is kept than what is made.
///
/// # Errors
/// Names the path when the system refuses.
pub fn entries<T: Default>(
    hits: &[Hit],
    shelf: &[Shelved],
    mut write: impl FnMut(&Hit, Result<Entry, String>) -> T,
) -> Result<Vec<T>, Error> {
    let mut all: Vec<T> = hits.iter().map(|_| T::default()).collect();
    let mut docsets: Vec<usize> = hits.iter().map(|hit| hit.docset).collect();
    docsets.sort_unstable();
    docsets.dedup();
    for docset in docsets {
        let own: Vec<usize> = (0..hits.len()).filter(|at| hits[*at].docset == docset).collect();
        let paths: Vec<&str> = own.iter().map(|at| hits[*at].path.as_str()).collect();
        let bundle = bundle::open_unlisted(&shelf[docset].path)?;
        bundle.each_block(&paths, &mut |places, block| {
            for place in places {
                let hit = &hits[own[*place]];
                let entry = match block {
                    Ok(block) => Ok(entry(hit, block)),
                    Err(absence) => Err(absence.to_string()),
                };
                all[own[*place]] = write(hit, entry);
            }
        })?;
    }
    Ok(all)
}

fn entry(hit: &Hit, block: &bundle::Block) -> Entry {
    let parts = block.parts_beside(hit.leads_to().unwrap_or(&hit.name));
    let category = hit.entry.as_deref().map(|(category, _)| category.clone());
    match block.own() {
        Some(own) => Entry { category: own.category.or(category), commands: own.commands, parts },
        None => Entry {
            category,
            commands: parts.code().map(str::to_owned).into_iter().collect(),
            parts,
        },
    }
}
