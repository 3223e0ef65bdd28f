//! An index row → the text of its entry, as lines for a terminal.

use super::Shelved;
use crate::bundle::{self, Line};
use crate::error::Error;

/// The text of the entry `name` that an index row's `path` leads to, in lines of `width` columns,
/// without the name itself.
///
/// # Errors
/// Names the path when the system refuses.
pub fn entry(
    docset: &Shelved,
    name: &str,
    path: &str,
    width: usize,
) -> Result<Option<Vec<Line>>, Error> {
    let bundle = bundle::open_unlisted(&docset.path)?;
    let mut shown = None;
    bundle.each_block(&[path], &mut |_, block| {
        shown = block.ok().map(|block| bundle::lines(&block.parts_beside(name), width));
    })?;
    Ok(shown)
}
