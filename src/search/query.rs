//! What was typed → which docsets are meant, and what to look for in them.
//!
//! `KEYWORD:REST` and `KEYWORD,KEYWORD:REST`, as Zeal takes queries apart; what stands before the
//! colon counts only if a docset has it for a keyword, or a group has it for its name, so that `std::vec` is looked for as it is.

use super::groups::Groups;
use super::shelf::{Failed, Shelved};

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

/// Takes `text` apart, given the docsets there are; a group stands for its keywords.
#[must_use]
pub fn parse(text: &str, shelf: &[Shelved], groups: &Groups) -> Query {
    let whole = Query { keywords: Vec::new(), unknown: Vec::new(), rest: text.trim().to_owned() };
    let Some((before, rest)) = text.split_once(':') else {
        return whole;
    };
    if before.trim().is_empty() || (rest.starts_with(':') && !rest.starts_with("::")) {
        return whole;
    }
    let named = before.split(',').map(|keyword| keyword.trim().to_lowercase());
    let named = named
        .filter(|keyword| !keyword.is_empty())
        .flat_map(|keyword| groups.0.get(&keyword).cloned().unwrap_or_else(|| vec![keyword]));
    let is_known = |keyword: &String| shelf.iter().any(|docset| docset.answers_to(keyword));
    let (keywords, unknown): (Vec<_>, Vec<_>) = named.partition(is_known);
    if keywords.is_empty() {
        return Query { unknown, ..whole };
    }
    Query { keywords, unknown, rest: rest.trim().to_owned() }
}

/// The docsets that `query` means, with their places in the shelf, but for those that have `failed`.
pub(super) fn meant<'a>(
    query: &Query,
    shelf: &'a [Shelved],
    failed: &[Failed],
) -> Vec<(usize, &'a Shelved)> {
    let is_meant = |docset: &Shelved| {
        let mut keywords = query.keywords.iter();
        query.keywords.is_empty() || keywords.any(|keyword| docset.answers_to(keyword))
    };
    let can_be_read = |place: usize| failed.iter().all(|(failed, _)| *failed != place);
    let all = shelf.iter().enumerate();
    all.filter(|(place, docset)| is_meant(docset) && can_be_read(*place)).collect()
}

/// A query without the quotes of its phrases, and the phrases: `"busy here" sip` → `busy here sip`
/// and `busy here`. A quote counts where a blank or nothing is before or behind it, so not in
/// `text="Busy"`.
pub(super) fn phrases(rest: &str) -> (String, Vec<String>) {
    let mut plain = String::new();
    let mut phrases = Vec::new();
    let mut left = rest;
    while let Some(start) = left.find('"') {
        let opens = left[..start].chars().next_back().is_none_or(char::is_whitespace);
        let end = left[start + 1..].find('"').map(|end| start + 1 + end);
        let closes = |end: &usize| left[end + 1..].chars().next().is_none_or(char::is_whitespace);
        match end.filter(closes).filter(|_| opens) {
            Some(end) => {
                plain.push_str(&left[..start]);
                plain.push_str(&left[start + 1..end]);
                phrases.push(left[start + 1..end].to_owned());
                left = &left[end + 1..];
            }
            None => {
                plain.push_str(&left[..=start]);
                left = &left[start + 1..];
            }
        }
    }
    plain.push_str(left);
    (plain, phrases)
}

#[cfg(test)]
mod tests {
    use crate::search::query::phrases;

    #[test]
    fn quotes_make_phrases_where_they_stand_free() {
        let taken = |rest| phrases(rest);
        assert_eq!(taken(r#""busy here" sip"#), ("busy here sip".into(), vec!["busy here".into()]));
        let line = r#"Q.850;text="Normal""#;
        assert_eq!(taken(line), (line.into(), vec![]));
        assert_eq!(taken(r#"a "b"#), (r#"a "b"#.into(), vec![]));
    }
}
