//! A part of a line between blanks, or between signs → what it is by how it is written.

use super::super::fold::words;

/// So many numbers joined by signs are an address, a date or a time.
pub(super) const JOINED_NUMBERS: usize = 3;
/// So many changes between letters and digits make an identifier: `5f3a11`.
pub(super) const CHANGES: usize = 3;

/// Whether a token holds several numbers that signs join: `10.0.0.1:5060`, `2026-03-02`, `4A:AD:B9`.
pub(super) fn is_address(token: &str) -> bool {
    let runs = token.split(|letter: char| !letter.is_alphanumeric());
    let is_number = |run: &&str| !run.is_empty() && run.bytes().all(|one| one.is_ascii_digit());
    runs.filter(|run| is_number(run) || is_byte(run)).count() >= JOINED_NUMBERS
}

/// Whether a token is a version: `SIP/2.0`, `SIP/2.0/UDP`.
pub(super) fn is_version(token: &str) -> bool {
    let is_number = |part: &str| part.chars().all(|one| one.is_ascii_digit() || one == '.');
    let is_name = |part: &str| part.chars().all(char::is_alphabetic);
    let mut parts = token.split('/');
    let begins = parts.next().is_some_and(is_name) && parts.next().is_some_and(is_number);
    begins && parts.all(is_name)
}

/// Whether a token has an account at a host: `<sip:bob@10.0.0.1>`.
pub(super) fn is_account(token: &str) -> bool {
    token.split_once('@').is_some_and(|(user, host)| {
        user.ends_with(char::is_alphanumeric) && host.starts_with(char::is_alphanumeric)
    })
}

/// Whether a token is an address with its scheme: `sip:pbx.example.com`.
pub(super) fn is_uri(token: &str) -> bool {
    let token = token.trim_start_matches(|one: char| !one.is_alphanumeric());
    let Some((scheme, rest)) = token.split_once(':') else { return false };
    let mut pairs = rest.split('.').collect::<Vec<_>>().into_iter();
    let begins = |part: &str| part.starts_with(char::is_alphanumeric);
    scheme.bytes().all(|one| one.is_ascii_lowercase())
        && pairs.next().is_some_and(|part| part.ends_with(char::is_alphanumeric))
        && pairs.next().is_some_and(begins)
}

/// Whether a token names a process that writes a log: `systemd[1]:`, `WARNING[1823]:`.
pub(super) fn is_process(token: &str) -> bool {
    token.contains('[') && token.ends_with("]:")
}

/// Whether a token is a place in the source of a program: `chan_sip.c:4065`, `session.c:`.
pub(super) fn is_place(token: &str) -> bool {
    let Some((file, line)) = token.split_once(':') else { return false };
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_ending =
        (1..=4).contains(&ending.len()) && ending.bytes().all(|one| one.is_ascii_lowercase());
    is_ending && line.chars().all(|letter| letter.is_ascii_digit() || letter == ':')
}

/// Whether a run names a value in JSON: `{"id":1`. All of them have names like that.
pub(super) fn is_key(token: &str, run: &str) -> bool {
    token.contains(&format!("{run}\":"))
}

/// Whether a run is a byte as fingerprints have them: `AD`.
pub(super) fn is_byte(run: &str) -> bool {
    run.len() == 2 && run.bytes().all(|one| one.is_ascii_digit() || (b'A'..=b'F').contains(&one))
}

pub(super) fn starts_with_digit(run: &str) -> bool {
    run.starts_with(|letter: char| letter.is_ascii_digit())
}

pub(super) fn is_identifier(run: &str) -> bool {
    let is_digit: Vec<bool> = run.chars().map(char::is_numeric).collect();
    is_digit.windows(2).filter(|pair| pair[0] != pair[1]).count() >= CHANGES
}

/// The words of `HangupCauseCode`; none where there are no humps.
pub(super) fn humps(run: &str) -> Vec<String> {
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
