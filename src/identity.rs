//! What tells docsets apart in Zeal: a name → its address.
//!
//! Zeal knows a docset by the `name` of its `meta.json`, or else by `CFBundleName` with `_` for
//! blanks; the second of two equal names replaces the first without a word. Its versions after
//! 0.8.1 serve the pages of a docset under an address made of that name.

/// The name by which Zeal knows a docset that calls itself `title`, and `name` in its `meta.json`.
#[must_use]
pub fn name(name: Option<&str>, title: &str) -> String {
    name.filter(|name| !name.is_empty()).map_or_else(|| title.replace(' ', "_"), str::to_owned)
}

/// The address of the docset that Zeal knows by `name`.
#[must_use]
pub fn address(name: &str) -> String {
    let kept = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let letters = name.chars().map(|letter| if kept(letter) { letter } else { '_' });
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::{address, name};

    #[test]
    fn different_names_can_have_one_address() {
        assert_eq!(address("C#"), address("c+"));
        assert_eq!(address("Вода"), address("Окно"));
        assert_ne!(address("SIP_1"), address("SIP_2"));
        assert_eq!(name(None, "A B"), "A_B");
        assert_eq!(name(Some(""), "A"), "A");
        assert_eq!(name(Some("x"), "A"), "x");
    }
}
