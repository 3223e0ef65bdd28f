//! A query or a pasted line → the same with numbers and words as names have them.

/// What an apostrophe joins to a word.
const ENDINGS: [&str; 7] = ["d", "ll", "m", "re", "s", "t", "ve"];
/// What stands before the octets of an information element in traces of Q.931.
const ELEMENT: &str = " i = ";
/// The bit of an octet that says that no other one of its kind follows.
const LAST: u32 = 0x80;

/// `line` with `47` for `0x2F`, `Cause 16` for `Cause i = 0x8090`, and words without what an
/// apostrophe joins to them, `can` for `can't`.
pub(super) fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    for run in line.split_inclusive(|one: char| !one.is_alphanumeric()) {
        let word = run.trim_end_matches(|one: char| !one.is_alphanumeric());
        let number = word.strip_prefix("0x").and_then(|digits| number(digits, &mut plain));
        let before = plain.trim_end_matches(['\'', '’']);
        let is_joined = before.len() < plain.len() && before.ends_with(char::is_alphabetic);
        match number {
            Some(number) => plain.push_str(&number.to_string()),
            None if is_joined && ENDINGS.contains(&word) => plain.truncate(before.len()),
            None => plain.push_str(word),
        }
        plain.push_str(&run[word.len()..]);
    }
    plain
}

/// The number behind `before`, of which the cause in an information element leaves only the word.
fn number(digits: &str, before: &mut String) -> Option<u32> {
    let number = u32::from_str_radix(digits, 16).ok()?;
    let cause = digits.get(2..4).and_then(|octet| u32::from_str_radix(octet, 16).ok());
    match cause.filter(|cause| *cause >= LAST && digits.starts_with('8')) {
        Some(cause) if before.ends_with(ELEMENT) => {
            before.truncate(before.len() - ELEMENT.len() + 1);
            Some(cause & !LAST)
        }
        _ => Some(number),
    }
}

#[cfg(test)]
mod tests {
    use crate::search::text::spelling::plain;

    #[test]
    fn numbers_are_decimal_and_short_forms_are_words() {
        for (line, expected) in [
            ("cause=0x2F;", "cause=47;"),
            ("Cause i = 0x8090 - Normal", "Cause 16 - Normal"),
            ("Cause i = 0x82E41C - Invalid", "Cause 100 - Invalid"),
            ("Channel i = 0x1234; error 0x8090", "Channel i = 4660; error 32912"),
            ("0x, 0xfg 10x2", "0x, 0xfg 10x2"),
            ("I can't, they’re, 'tis", "I can, they, 'tis"),
            ("f('t')", "f('t')"),
        ] {
            assert_eq!(plain(line), expected);
        }
    }
}
