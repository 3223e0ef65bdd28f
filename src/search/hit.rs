//! What a search comes to: entries, and what could not be searched.

use std::ops::Range;

use super::rank::Tier;
use super::shelf::Failed;
use crate::anchor;

/// The type of rows that name an entry.
pub(super) const ENTRY: &str = "Entry";

/// An entry that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Place of its docset in the shelf.
    pub docset: usize,
    /// The name that fits.
    pub name: String,
    /// Category and own name of its entry, where the anchor says them.
    pub entry: Option<Box<(String, String)>>,
    /// Its type: `Entry`, `Command`.
    pub kind: String,
    /// Page and fragment, as the index has them.
    pub path: String,
    /// How it fits.
    pub tier: Tier,
    /// The bytes of the name that fit the query.
    pub marks: Vec<Range<usize>>,
    /// The line of its text in which the words stand, if they do not stand in the name.
    pub snippet: Option<Box<Snippet>>,
    pub(super) row: usize,
}

impl Hit {
    /// The own name of the entry, where the name that fits is another one.
    #[must_use]
    pub fn leads_to(&self) -> Option<&str> {
        let (_, own) = self.entry.as_deref()?;
        (*own != self.name).then_some(own)
    }
}

/// What a search came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Best first, each place once.
    pub hits: Vec<Hit>,
    /// The docsets that could not be searched, and why.
    pub failed: Vec<Failed>,
    /// The words of the query that the best hit does not have.
    pub left_out: Vec<String>,
    /// Whether more entries have the words than are among the hits.
    pub is_cut: bool,
}

/// A line of the text of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The line.
    pub text: String,
    /// The bytes of it that are words of the query.
    pub marks: Vec<Range<usize>>,
}

/// Category and name of the entry that a row leads to, where its anchor says them.
pub(super) fn entry_of(path: &str) -> Option<(String, String)> {
    anchor::parts(path.split_once('#')?.1)
}
