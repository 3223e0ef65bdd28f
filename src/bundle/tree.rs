//! The text of a page → its elements and texts as one tree, bounded in depth and size.
//!
//! Nodes stand in document order, each with the place after its last descendant, so that a part of
//! the page is a range.

mod nodes;
mod parser;

pub(super) use nodes::{Attribute, Place, Tree};
pub(super) use parser::{tree_of, tree_of_text};
