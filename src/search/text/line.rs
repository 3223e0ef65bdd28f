//! A query or a pasted line → its words, and which of them say little.

use super::super::fold::{each_word, words};

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
    "time",
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

/// The signs of sentences.
const PROSE: &str = ",.;?!'\"`()/";

/// The words of `line`, in their order. Where no word tells anything, each does.
pub(super) fn typed(line: &str) -> Vec<Typed> {
    let mut all: Vec<Typed> = Vec::new();
    let labels = label(line).map_or(0, |label| words(&label).len());
    for token in line.split_whitespace() {
        let has_numbers_of_one = is_address(token) || is_version(token);
        let is_elsewhere =
            is_place(token) || is_account(token) || is_process(token) || is_uri(token);
        let runs = token.split(|letter: char| !letter.is_alphanumeric());
        for run in runs.filter(|run| !run.is_empty()) {
            let says_little = is_elsewhere
                || is_identifier(run)
                || is_key(token, run)
                || (has_numbers_of_one && (starts_with_digit(run) || is_byte(run)));
            let humps = if says_little { Vec::new() } else { humps(run) };
            for word in words(run) {
                let repeated = all.iter().any(|typed| typed.word == word && typed.tells);
                let is_grammar = GRAMMAR.contains(&word.as_str()) && all.len() >= labels;
                let tells = !says_little && !repeated && !is_grammar;
                all.push(Typed { word, tells, part: false });
            }
            all.extend(humps.into_iter().map(|word| {
                let tells = !GRAMMAR.contains(&word.as_str());
                Typed { word, tells, part: true }
            }));
        }
    }
    if !all.iter().any(|typed| typed.tells) {
        for typed in &mut all {
            typed.tells = true;
        }
    }
    all
}

/// The one word before the colon that a line begins with, as header fields have it: with a hyphen or
/// a capital letter. What a program writes before its messages, `kamailio:`, is none.
pub(super) fn label(line: &str) -> Option<String> {
    let (label, rest) = line.trim().split_once(':')?;
    let stands_free = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let is_word = label.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter));
    let is_field = label.contains('-') || !label.starts_with(char::is_lowercase);
    (stands_free && is_word && is_field && !label.is_empty()).then(|| words(label).join(" "))
}

/// The number behind the version that a status line begins with, `SIP/2.0 486 Busy Here`.
pub(super) fn status(line: &str) -> Option<String> {
    let mut tokens = line.split_whitespace();
    tokens.find(|token| is_version(token) && token.contains('/'))?;
    let is_number = |text: &&str| text.bytes().all(|letter| letter.is_ascii_digit());
    tokens.next().filter(is_number).map(str::to_owned)
}

/// Whether a line is written as people ask: of letters and the signs of sentences, with nothing that
/// is numbered.
pub(super) fn is_prose(line: &str) -> bool {
    line.chars().all(|one| one.is_alphabetic() || one.is_whitespace() || PROSE.contains(one))
        && numbered(line).is_empty()
}

/// The words of names as programs write them: `user busy` for `[USER_BUSY]`.
pub(super) fn constants(line: &str) -> Vec<String> {
    let runs = line.split(|letter: char| letter != '_' && !letter.is_alphanumeric());
    runs.filter(|run| run.trim_matches('_').contains('_')).map(|run| words(run).join(" ")).collect()
}

/// A number or letter that follows a word, as in `cause=17` or `timer B`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    /// The word, and the one that a sign joins to it, as in `Q.850;cause=17`; all words of the
    /// token before it where the last one is a number, as in `Q.850 17`.
    pub(super) words: Vec<String>,
    /// The number or letter.
    pub(super) number: String,
    /// Whether a word comes next, as in `after 20 seconds`.
    pub(super) goes_on: bool,
}

/// What is numbered in `line`.
pub(super) fn numbered(line: &str) -> Vec<Numbered> {
    let mut all: Vec<(String, &str)> = Vec::new();
    let mut end = 0;
    each_word(line, |word, place| {
        all.push((word.to_owned(), &line[end..place.start]));
        end = place.end;
    });
    let mut found = Vec::new();
    for at in 1..all.len() {
        let (number, between) = &all[at];
        if !is_code(number) || !["", "="].contains(&between.trim()) {
            continue;
        }
        let Some(first) = first_of_kind(&all[..at]) else { continue };
        let goes_on = all.get(at + 1).is_some_and(|(_, between)| between.trim().is_empty());
        let words = all[first..at].iter().map(|(word, _)| word.clone()).collect();
        found.push(Numbered { words, number: number.clone(), goes_on });
    }
    found
}

/// Where the words begin that say of what kind a number behind them is; each has what stands before
/// it.
fn first_of_kind(all: &[(String, &str)]) -> Option<usize> {
    let last = all.len() - 1;
    let is_name = |word: &str| word.chars().all(char::is_alphabetic) && !GRAMMAR.contains(&word);
    let is_joined = |before: &str| !before.contains(char::is_whitespace);
    let (word, before) = &all[last];
    if is_name(word) {
        let is_sign = |one: char| !one.is_whitespace() && !"_-".contains(one);
        let is_token = is_joined(before) && before.contains(is_sign);
        let takes_one_more = last > 0 && (is_token || before.contains(';'));
        return Some(last - usize::from(takes_one_more));
    }
    let first = all.iter().rposition(|(_, before)| !is_joined(before)).unwrap_or(0);
    let ends_with_number = starts_with_digit(word);
    (ends_with_number && first < last && is_name(&all[first].0)).then_some(first)
}

/// Whether a word is a number, or a letter that is no word.
pub(super) fn is_code(word: &str) -> bool {
    let is_letter = word.len() == 1 && !GRAMMAR.contains(&word);
    is_letter || word.bytes().all(|letter| letter.is_ascii_digit())
}

/// Whether a token holds several numbers that signs join: `10.0.0.1:5060`, `2026-03-02`, `4A:AD:B9`.
fn is_address(token: &str) -> bool {
    let runs = token.split(|letter: char| !letter.is_alphanumeric());
    let is_number = |run: &&str| !run.is_empty() && run.bytes().all(|one| one.is_ascii_digit());
    runs.filter(|run| is_number(run) || is_byte(run)).count() >= JOINED_NUMBERS
}

/// Whether a token is a version: `SIP/2.0`, `SIP/2.0/UDP`.
fn is_version(token: &str) -> bool {
    let is_number = |part: &str| part.chars().all(|one| one.is_ascii_digit() || one == '.');
    let is_name = |part: &str| part.chars().all(char::is_alphabetic);
    let mut parts = token.split('/');
    let begins = parts.next().is_some_and(is_name) && parts.next().is_some_and(is_number);
    begins && parts.all(is_name)
}

/// Whether a token has an account at a host: `<sip:bob@10.0.0.1>`.
fn is_account(token: &str) -> bool {
    token.split_once('@').is_some_and(|(user, host)| {
        user.ends_with(char::is_alphanumeric) && host.starts_with(char::is_alphanumeric)
    })
}

/// Whether a token is an address with its scheme: `sip:pbx.example.com`.
fn is_uri(token: &str) -> bool {
    let token = token.trim_start_matches(|one: char| !one.is_alphanumeric());
    let Some((scheme, rest)) = token.split_once(':') else { return false };
    let mut pairs = rest.split('.').collect::<Vec<_>>().into_iter();
    let begins = |part: &str| part.starts_with(char::is_alphanumeric);
    scheme.bytes().all(|one| one.is_ascii_lowercase())
        && pairs.next().is_some_and(|part| part.ends_with(char::is_alphanumeric))
        && pairs.next().is_some_and(begins)
}

/// Whether a token names a process that writes a log: `systemd[1]:`, `WARNING[1823]:`.
fn is_process(token: &str) -> bool {
    token.contains('[') && token.ends_with("]:")
}

/// Whether a token is a place in the source of a program: `chan_sip.c:4065`, `session.c:`.
fn is_place(token: &str) -> bool {
    let Some((file, line)) = token.split_once(':') else { return false };
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_ending =
        (1..=4).contains(&ending.len()) && ending.bytes().all(|one| one.is_ascii_lowercase());
    is_ending && line.chars().all(|letter| letter.is_ascii_digit() || letter == ':')
}

/// Whether a run names a value in JSON: `{"id":1`. All of them have names like that.
fn is_key(token: &str, run: &str) -> bool {
    token.contains(&format!("{run}\":"))
}

/// Whether a run is a byte as fingerprints have them: `AD`.
fn is_byte(run: &str) -> bool {
    run.len() == 2 && run.bytes().all(|one| one.is_ascii_digit() || (b'A'..=b'F').contains(&one))
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
    use crate::search::text::line::{GRAMMAR, constants, is_prose, label, numbered, status, typed};

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
            ("[2026-03-02 10:22:01] WARNING[1823]: x.c:4065 Lost", &["lost"]),
            ("branch=z9hG4bK776asdhds;q850=17", &["branch", "q", "850", "17"]),
            ("Via: SIP/2.0/UDP 10.0.0.1", &["via", "sip", "udp"]),
            ("From: \"Bob\" <sip:bob@10.0.0.1>;tag=1", &["from", "bob"]),
            ("a=fingerprint:sha-256 4A:AD:B9", &["fingerprint", "sha", "256"]),
            ("timer t1 timer", &["timer", "t", "1"]),
            ("systemd[1]: Started it, see http://example.com/x", &["started", "see"]),
            (r#"{"code":500,"sound": "none"}"#, &["500", "none"]),
            ("who is who", &["who", "is", "who"]),
            ("0.0.0.0", &["0", "0", "0", "0"]),
        ];
        for (line, expected) in cases {
            assert_eq!(telling(line), *expected, "{line}");
        }
        assert!(GRAMMAR.is_sorted());
    }

    #[test]
    fn a_question_is_prose_and_what_a_program_writes_is_not() {
        for line in ["who hangs up first?", "List all branches (local, remote)", "don't answer"] {
            assert!(is_prose(line), "{line}");
        }
        for line in ["error: not found", "item-not-found", "timer z expired", "a = b", "line 12"] {
            assert!(!is_prose(line), "{line}");
        }
    }

    #[test]
    fn humps_are_parts_and_labels_end_with_a_colon() {
        let parts = typed("X-HangupCauseCode: 17").into_iter().filter(|typed| typed.part);
        let parts: Vec<String> = parts.map(|typed| typed.word).collect();
        assert_eq!(parts, ["hangup", "cause", "code"]);
        assert_eq!(label("Retry-After: 120").as_deref(), Some("retry after"));
        assert_eq!(label("sip:486"), None);
        assert_eq!(label("user-agent: x").as_deref(), Some("user agent"));
        assert_eq!(label("warning: unused variable"), None);
        assert_eq!(label("WARNING[1]: x"), None);
    }

    #[test]
    fn codes_constants_and_numbers_of_series_are_known_by_how_they_are_written() {
        let codes = [
            ("SIP/2.0 486 Busy Here", Some("486")),
            ("Contact: <sip:10.0.0.1>;expires=300", None),
            ("what does 486 mean", None),
        ];
        for (line, expected) in codes {
            assert_eq!(status(line).as_deref(), expected, "{line}");
        }
        assert_eq!(constants("Hangup [NO_ANSWER] x.c user"), ["no answer"]);
        let series = [
            ("cause=555", "cause 555"),
            ("Reason: SIP ;cause=555", "sip cause 555"),
            ("hangup_cause=5", "cause 5"),
            ("Q.850 17", "q 850 17"),
            ("timer z", "timer z"),
            ("after 20 seconds", "after 20 …"),
            ("Retry-After: 120", ""),
        ];
        for (line, expected) in series {
            let found = numbered(line).into_iter().map(|one| {
                let more = if one.goes_on { " …" } else { "" };
                format!("{} {}{more}", one.words.join(" "), one.number)
            });
            assert_eq!(found.collect::<Vec<_>>().join("|"), expected, "{line}");
        }
    }
}
