//! An entry of a document, before it is written into the draft.

use crate::definition::draft::Given;
use crate::source::Span;

/// An entry that has no heading of its own.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) span: Option<Span>,
    pub(super) commands: Vec<Given>,
    pub(super) td_commands: Vec<Given>,
    pub(super) name: Option<Given>,
    pub(super) notes: Option<Given>,
    pub(super) td_notes: Vec<Given>,
    /// Further names in the index.
    pub(super) also: Vec<Given>,
    /// What the index shows instead of the name.
    pub(super) index_name: Option<Given>,
}
