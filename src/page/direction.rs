//! Directions of writing: which way a language runs, and whether a text has letters of both.

/// Which way a language is written, in languages that are written from the right.
pub(super) fn of(language: &str) -> &'static str {
    const FROM_THE_RIGHT: &[&str] =
        &["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    if FROM_THE_RIGHT.contains(&primary.as_str()) { "rtl" } else { "" }
}

/// Whether a text has letters of scripts that run from right to left, by the blocks that Unicode
/// keeps for them (UAX 9; `DerivedBidiClass.txt`, default values R and AL).
pub(super) fn has_letters_from_the_right(text: &str) -> bool {
    let from_the_right = |letter| {
        matches!(
            letter,
            '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
                | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
        )
    };
    !text.is_ascii() && text.chars().any(from_the_right)
}
