//! The search index: a cheat sheet → rows → the bytes of `docSet.dsidx`.

/// One row of the search index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// What is searched and shown; one line, not empty.
    pub name: String,
    /// `Category`, `Command` or `Entry`.
    pub kind: &'static str,
    /// Page and fragment.
    pub path: String,
}
