//! A query or a pasted line → its words, and which of them say little.

use super::super::fold::words;

/// A word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// The word, folded.
    pub(super) word: String,
    /// Whether it tells what is looked for. Words of grammar, parts of addresses, times,
    /// versions and identifiers do not, and no word does twice.
    pub(super) tells: bool,
    /// Whether it is a part of a word in `camelCase`, to be looked for where that whole is unknown.
    pub(super) part: bool,
}

/// English words that stand in any question, in the order of the alphabet.
pub(super) const GRAMMAR: &[&str] = &[
    "a",
    "about",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "between",
    "but",
    "by",
    "can",
    "could",
    "did",
    "difference",
    "do",
    "does",
    "for",
    "from",
    "get",
    "gets",
    "getting",
    "got",
    "had",
    "has",
    "have",
    "how",
    "i",
    "if",
    "in",
    "is",
    "it",
    "its",
    "me",
    "mean",
    "meaning",
    "means",
    "my",
    "of",
    "on",
    "or",
    "our",
    "s",
    "should",
    "so",
    "some",
    "than",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "versus",
    "vs",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
];
/// So many numbers joined by signs are an address, a date or a time.
pub(super) const JOINED_NUMBERS: usize = 3;
/// So many changes between letters and digits make an identifier: `5f3a11`.
pub(super) const CHANGES: usize = 3;

/// The words of `line`, in their order. Where no word tells anything, each does.
pub(super) fn typed(line: &str) -> Vec<Typed> {
    let mut all: Vec<Typed> = Vec::new();
    for token in line.split_whitespace() {
        let has_numbers_of_one = is_address(token) || is_version(token);
        let is_place = is_place(token);
        let runs = token.split(|letter: char| !letter.is_alphanumeric());
        for run in runs.filter(|run| !run.is_empty()) {
            let says_little =
                is_place || is_identifier(run) || (has_numbers_of_one && starts_with_digit(run));
            let humps = humps(run);
            for word in words(run) {
                let repeated = all.iter().any(|typed| typed.word == word && typed.tells);
                let tells = !says_little && !repeated && !GRAMMAR.contains(&word.as_str());
                all.push(Typed { word, tells, part: false });
            }
            all.extend(humps.into_iter().map(|word| Typed { word, tells: true, part: true }));
        }
    }
    if !all.iter().any(|typed| typed.tells) {
        for typed in &mut all {
            typed.tells = true;
        }
    }
    all
}

/// The one word before the colon that a line begins with, as header fields and messages have it.
pub(super) fn label(line: &str) -> Option<String> {
    let (label, rest) = line.trim().split_once(':')?;
    let stands_free = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let is_word = label.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter));
    (stands_free && is_word && !label.is_empty()).then(|| words(label).join(" "))
}

/// Whether a token holds several numbers that signs join: `10.0.0.1:5060`, `2026-03-02`.
fn is_address(token: &str) -> bool {
    let runs = token.split(|letter: char| !letter.is_alphanumeric());
    let numbers = runs.filter(|run| !run.is_empty() && run.bytes().all(|one| one.is_ascii_digit()));
    numbers.count() >= JOINED_NUMBERS
}

/// Whether a token is a version: `SIP/2.0`.
fn is_version(token: &str) -> bool {
    token.split_once('/').is_some_and(|(name, number)| {
        let is_number = |letter: char| letter.is_ascii_digit() || letter == '.';
        name.chars().all(char::is_alphabetic) && number.chars().all(is_number)
    })
}

/// Whether a token is a place in the source of a program: `chan_sip.c:4065`, `session.c:`.
fn is_place(token: &str) -> bool {
    let Some((file, line)) = token.split_once(':') else { return false };
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_ending =
        (1..=4).contains(&ending.len()) && ending.bytes().all(|one| one.is_ascii_lowercase());
    is_ending && line.chars().all(|letter| letter.is_ascii_digit() || letter == ':')
}

fn starts_with_digit(run: &str) -> bool {
    run.starts_with(|letter: char| letter.is_ascii_digit())
}

fn is_identifier(run: &str) -> bool {
    let is_digit: Vec<bool> = run.chars().map(char::is_numeric).collect();
    is_digit.windows(2).filter(|pair| pair[0] != pair[1]).count() >= CHANGES
}

/// The words of `HangupCauseCode`; none where there are no humps.
fn humps(run: &str) -> Vec<String> {
    let mut starts = vec![0];
    let letters: Vec<(usize, char)> = run.char_indices().collect();
    for pair in letters.windows(2) {
        if pair[0].1.is_lowercase() && pair[1].1.is_uppercase() {
            starts.push(pair[1].0);
        }
    }
    if starts.len() == 1 {
        return Vec::new();
    }
    let ends = starts[1..].iter().copied().chain([run.len()]);
    starts.iter().zip(ends).flat_map(|(start, end)| words(&run[*start..end])).collect()
}

#[cfg(test)]
mod tests {
    use crate::search::text::line::{GRAMMAR, label, typed};

    fn telling(line: &str) -> Vec<String> {
        let all = typed(line).into_iter().filter(|typed| typed.tells && !typed.part);
        all.map(|typed| typed.word).collect()
    }

    #[test]
    fn words_of_grammar_addresses_and_identifiers_tell_nothing() {
        let cases: &[(&str, &[&str])] = &[
            ("what does 491 mean", &["491"]),
            ("403 vs 603", &["403", "603"]),
            ("10.0.0.1:5060 -> 10.0.0.2 SIP/2.0 487", &["sip", "487"]),
            ("[2026-03-02 10:22:01] WARNING[1823]: x.c:4065 Lost", &["warning", "1823", "lost"]),
            ("branch=z9hG4bK776asdhds;q850=17", &["branch", "q", "850", "17"]),
            ("timer t1 timer", &["timer", "t", "1"]),
            ("who is who", &["who", "is", "who"]),
            ("0.0.0.0", &["0", "0", "0", "0"]),
        ];
        for (line, expected) in cases {
            assert_eq!(telling(line), *expected, "{line}");
        }
        assert!(GRAMMAR.is_sorted());
    }

    #[test]
    fn humps_are_parts_and_labels_end_with_a_colon() {
        let parts = typed("X-HangupCauseCode: 17").into_iter().filter(|typed| typed.part);
        let parts: Vec<String> = parts.map(|typed| typed.word).collect();
        assert_eq!(parts, ["hangup", "cause", "code"]);
        assert_eq!(label("Retry-After: 120").as_deref(), Some("retry after"));
        assert_eq!(label("sip:486"), None);
        assert_eq!(label("WARNING[1]: x"), None);
    }
}
