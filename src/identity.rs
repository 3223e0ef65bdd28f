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

/// How two docsets get in each other's way in Zeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// They have one name: the second replaces the first.
    Name,
    /// They have one address: both show the pages of the first.
    Address,
}

/// How the docsets that Zeal knows by these names get in each other's way, if they do.
#[must_use]
pub fn clash(one: &str, other: &str) -> Option<Clash> {
    if one == other {
        return Some(Clash::Name);
    }
    (address(one) == address(other)).then_some(Clash::Address)
}

/// Why not every Zeal finds a docset called `name`, or tells it from others.
///
/// Since 0.7 Zeal opens no index under letters outside ASCII on Windows.
#[must_use]
pub fn weakness(name: &str) -> Option<&'static str> {
    match (name.is_ascii(), name.contains(|letter: char| letter.is_ascii_alphanumeric())) {
        (true, true) => None,
        (true, false) => Some("Zeal after 0.8.1 makes one address of all names of signs alone"),
        (false, true) => Some("Zeal on Windows opens nothing under letters outside ASCII"),
        (false, false) => Some(
            "Zeal on Windows opens nothing under letters outside ASCII, and after 0.8.1 it makes \
             one address of all such names of this length",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{Clash, address, clash, name, weakness};

    #[test]
    fn different_names_can_have_one_address() {
        assert_eq!(address("C#"), address("c+"));
        assert_eq!(address("Вода"), address("Окно"));
        assert_ne!(address("SIP_1"), address("SIP_2"));
        assert_eq!(clash("A", "A"), Some(Clash::Name));
        assert_eq!(clash("A", "a"), Some(Clash::Address));
        assert_eq!(clash("A", "B"), None);
        for weak in ["+", "\u{416}", "Caf\u{e9}"] {
            assert!(weakness(weak).is_some(), "{weak}");
        }
        assert_eq!(weakness("C++ 20"), None);
        assert_eq!(name(None, "A B"), "A_B");
        assert_eq!(name(Some(""), "A"), "A");
        assert_eq!(name(Some("x"), "A"), "x");
    }
}
