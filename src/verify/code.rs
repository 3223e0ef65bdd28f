//! The kinds of findings about a docset: code → name, severity, wording, reason, remedy; one
//! table, errors before warnings.

mod rule;
mod errors;
mod warnings;

use errors::ERRORS;
use warnings::WARNINGS;

pub use rule::{Code, Rule};

impl Code {
    /// What is known of it.
    #[must_use]
    pub fn rule(self) -> &'static Rule {
        let at = self as usize;
        ERRORS.get(at).unwrap_or_else(|| &WARNINGS[at - ERRORS.len()])
    }
}

/// Every kind of finding, in the order of [`Code`]: errors, then warnings.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    ERRORS.iter().chain(WARNINGS)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::verify::code::rules;

    #[test]
    fn table_is_in_the_order_of_the_codes_and_names_are_distinct() {
        for (at, rule) in rules().enumerate() {
            assert_eq!(rule.code as usize, at, "{}", rule.name);
            assert_eq!(rule.code.rule().name, rule.name);
        }
        let names: BTreeSet<_> = rules().map(|rule| rule.name).collect();
        assert_eq!(names.len(), rules().count());
        assert!(rules().is_sorted_by_key(|rule| std::cmp::Reverse(rule.severity)));
    }
}
