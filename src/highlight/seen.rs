//! Code → what the grammars see of it: ASCII text of the same length in bytes.

/// Stands for a byte of a letter or digit beyond ASCII.
const LETTER: char = 'x';

/// Stands for a byte of any other character beyond ASCII: no grammar knows it.
const SIGN: char = '\u{7F}';

/// `naïve “x”` → `naxxve ␡␡␡x␡␡␡`: names stay names, and places stay places.
pub(super) fn by_grammars(code: &str) -> String {
    let mut seen = String::with_capacity(code.len());
    for character in code.chars() {
        if character.is_ascii() {
            seen.push(character);
        } else {
            let stand_in = if character.is_alphanumeric() { LETTER } else { SIGN };
            seen.extend(std::iter::repeat_n(stand_in, character.len_utf8()));
        }
    }
    seen
}
