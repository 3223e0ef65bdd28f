//! What was typed → which docsets are meant, and what to look for in them.
//!
//! `KEYWORD:REST` and `KEYWORD,KEYWORD:REST`, as Zeal takes queries apart; what stands before the
//! colon counts only if a docset has it for a keyword, so that `std::vec` is looked for as it is.

use super::Shelved;

/// A query taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The keywords that docsets have; empty when all docsets are meant.
    pub keywords: Vec<String>,
    /// What looks like keywords that no docset has.
    pub unknown: Vec<String>,
    /// What to look for; empty when everything is.
    pub rest: String,
}

/// Takes `text` apart, given the docsets there are.
#[must_use]
pub fn parse(text: &str, shelf: &[Shelved]) -> Query {
    let whole = Query { keywords: Vec::new(), unknown: Vec::new(), rest: text.trim().to_owned() };
    let Some((before, rest)) = text.split_once(':') else {
        return whole;
    };
    if before.trim().is_empty() || (rest.starts_with(':') && !rest.starts_with("::")) {
        return whole;
    }
    let named = before.split(',').map(|keyword| keyword.trim().to_lowercase());
    let named = named.filter(|keyword| !keyword.is_empty());
    let is_known = |keyword: &String| shelf.iter().any(|docset| docset.answers_to(keyword));
    let (keywords, unknown): (Vec<_>, Vec<_>) = named.partition(is_known);
    if keywords.is_empty() {
        return Query { unknown, ..whole };
    }
    Query { keywords, unknown, rest: rest.trim().to_owned() }
}
