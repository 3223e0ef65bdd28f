//! A query or a pasted line → its words, and which of them say little.

use super::super::fold::{each_word, words};
use super::token::{
    humps, is_account, is_address, is_byte, is_identifier, is_key, is_place, is_process, is_uri,
    is_version, starts_with_digit,
};

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
pub(super) const GRAMMAR: &str = "\
    a about again am an and any anybody anyone are aren as at be been being between but by \
    can cannot cant could couldn did didn didnt difference do does doesn doesnt don dont each \
    existing for from get gets getting given got had has hasn have haven having he her him \
    his how i if in into is isn isnt it its just me mean meaning means my of on or our please s \
    she should shouldn so some somebody someone specific specified still than that the their them \
    then there these they this those time to up us use using versus very vs was wasn we were \
    weren what when where which who why will with won wont would wouldn you your";

/// A number of so many digits before a phrase, or that counts nothing, is a code.
const CODE: usize = 3;

/// So many words of a question have one beside them with other signs than those of sentences.
pub(super) const ODD: usize = 6;

/// The signs of sentences.
const PROSE: &str = ",.;?!'\"`()/";

/// Whether a word stands in any question.
pub(super) fn is_grammar(word: &str) -> bool {
    GRAMMAR.split(' ').any(|own| own == word)
}

/// The words of `line`, in their order. Where no word tells anything, each does.
pub(super) fn typed(line: &str) -> Vec<Typed> {
    let mut all: Vec<Typed> = Vec::new();
    let labels = label(line).map_or(0, |label| words(&label).len());
    for token in line.split_whitespace() {
        let has_numbers_of_one = is_address(token) || is_version(token);
        let runs = token.split(|letter: char| !letter.is_alphanumeric());
        for run in runs.filter(|run| !run.is_empty()) {
            let says_little = is_elsewhere(token)
                || is_identifier(run)
                || is_key(token, run)
                || (has_numbers_of_one && (starts_with_digit(run) || is_byte(run)));
            let humps = if says_little { Vec::new() } else { humps(run) };
            for word in words(run) {
                let repeated = all.iter().any(|typed| typed.word == word && typed.tells);
                let is_grammar = is_grammar(&word) && all.len() >= labels;
                let tells = !says_little && !repeated && !is_grammar;
                all.push(Typed { word, tells, part: false });
            }
            all.extend(humps.into_iter().map(|word| {
                let tells = !is_grammar(&word);
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

/// Whether a token says where something is, not what.
fn is_elsewhere(token: &str) -> bool {
    is_place(token) || is_account(token) || is_process(token) || is_uri(token)
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

/// The number behind the version in a status line, `SIP/2.0 486 Busy Here`, or before the phrase
/// where a line begins with it.
pub(super) fn status(line: &str) -> Option<String> {
    let is_number = |text: &&str| text.bytes().all(|letter| letter.is_ascii_digit());
    let mut tokens = line.split_whitespace();
    if tokens.any(is_version) {
        return tokens.next().filter(is_number).map(str::to_owned);
    }
    let (first, phrase) = line.trim().split_once(' ')?;
    let is_code =
        first.len() >= CODE && is_number(&first) && phrase.starts_with(char::is_uppercase);
    is_code.then(|| first.to_owned())
}

/// The numbers of a line that stand as codes do: of as many digits, alone between blanks or signs that
/// are no quotes, and with nothing behind them that they count, as in `200 calls` and `250 ms`.
pub(super) fn codes(line: &str) -> Vec<String> {
    let is_sign = |letter: char| !letter.is_alphanumeric();
    let counts = |next: &&str| {
        let word = next.split(is_sign).find(|run| !run.is_empty()).unwrap_or_default();
        (matches!(word.len(), 1 | 2) || word.ends_with('s')) && !is_grammar(&word.to_lowercase())
    };
    let mut tokens = line.split_whitespace().peekable();
    let mut codes = Vec::new();
    while let Some(token) = tokens.next() {
        let mut numbers = token.split(is_sign).filter(|run| starts_with_digit(run));
        let (Some(number), None) = (numbers.next(), numbers.next()) else { continue };
        let is_counted = token.ends_with(number) && tokens.peek().is_some_and(counts);
        let is_code = number.len() == CODE && number.bytes().all(|one| one.is_ascii_digit());
        let is_quoted =
            token.split(number).next().is_some_and(|before| before.ends_with(['"', '\'']));
        if is_code && !is_counted && !is_quoted && !is_elsewhere(token) {
            codes.push(number.to_owned());
        }
    }
    codes
}

/// Whether a line is written as people ask: of letters and the signs of sentences, with nothing that
/// is numbered. One of so many words may be another, but for those that programs write before what
/// they say.
pub(super) fn is_prose(line: &str) -> bool {
    let is_plain = |one: char| one.is_alphabetic() || PROSE.contains(one);
    let is_program =
        |one: char| one.is_uppercase() || !(one.is_alphanumeric() || "-_/.`()".contains(one));
    let (plain, odd): (Vec<_>, Vec<_>) =
        line.split_whitespace().partition(|token| token.chars().all(is_plain));
    match odd.len() {
        0 => numbered(line).is_empty(),
        count => count * ODD <= plain.len() && !odd.iter().any(|token| token.contains(is_program)),
    }
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
    let is_name = |word: &str| word.chars().all(char::is_alphabetic) && !is_grammar(word);
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
    let is_letter = word.len() == 1 && !is_grammar(word);
    is_letter || word.bytes().all(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::search::text::line::{
        GRAMMAR, codes, constants, is_prose, label, numbered, status, typed,
    };

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
        assert!(GRAMMAR.split(' ').is_sorted());
    }

    #[test]
    fn a_question_is_prose_and_what_a_program_writes_is_not() {
        for line in [
            "who hangs up first?",
            "List all branches (local, remote)",
            "don't answer",
            "re-encrypt an encrypted file with another password",
        ] {
            assert!(is_prose(line), "{line}");
        }
        for line in [
            "error: not found",
            "item-not-found",
            "timer z expired",
            "a = b",
            "line 12",
            "error: an entry of that name is there already",
        ] {
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
        let statuses = [
            ("SIP/2.0 486 Busy Here", Some("486")),
            ("Contact: <sip:10.0.0.1>;expires=300", None),
            ("what does 486 mean", None),
            ("403 Permission denied: no match", Some("403")),
            ("100 calls at once", None),
            ("17 Phones ring", None),
        ];
        for (line, expected) in statuses {
            assert_eq!(status(line).as_deref(), expected, "{line}");
        }
        let standing: [(&str, &[&str]); 5] = [
            ("rejected with 403 by the proxy, then (480)", &["403", "480"]),
            ("code=487;reason=x, failed with [408].", &["487", "408"]),
            ("100 calls in 250 ms, 480 is what I see", &["480"]),
            ("from '\"100\"' <sip:200@x>, x.c:300 LOG[404]:", &[]),
            ("4065 12 1.480 v480 480p", &[]),
        ];
        for (line, expected) in standing {
            assert_eq!(codes(line), expected, "{line}");
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
