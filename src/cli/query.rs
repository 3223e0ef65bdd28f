//! A command line that clap refuses → one in which a flag is a word of the query.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The commands that take a query.
const ASKING: &[&str] = &["search", "open"];

/// What may stand before the command: the values of `--color`.
const COLORS: &[&str] = &["auto", "always", "never"];

/// The command line with the flag that `error` does not know behind `--`; `None` where it is no
/// word of a query, or was probably meant for an option.
pub(super) fn with_flag_as_word(words: &[OsString], error: &clap::Error) -> Option<Vec<OsString>> {
    let is_command = |word: &&OsString| {
        let word = word.to_string_lossy();
        !word.starts_with('-') && !COLORS.contains(&word.as_ref())
    };
    let command = words.iter().skip(1).find(is_command);
    let asks = command.is_some_and(|command| ASKING.iter().any(|asking| command == asking));
    let is_slip = error.get(ContextKind::SuggestedArg).is_some();
    if error.kind() != ErrorKind::UnknownArgument || is_slip || !asks {
        return None;
    }
    let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg) else { return None };
    let end = words.iter().position(|word| word == "--").unwrap_or(words.len());
    let is_flag = |word: &OsString| {
        // Of letters behind one hyphen the error names the first that is unknown.
        let letter = flag.strip_prefix('-').filter(|letter| letter.chars().count() == 1);
        let word = word.to_string_lossy();
        let begins = |long: &str| word.strip_prefix(long).is_some_and(|rest| rest.starts_with('='));
        let has =
            |letter| word.starts_with('-') && !word.starts_with("--") && word.contains(letter);
        word == flag.as_str() || begins(flag) || letter.is_some_and(has)
    };
    let at = words[..end].iter().position(is_flag)?;
    let mut others = words.to_vec();
    let word = others.remove(at);
    if end == words.len() {
        others.push("--".into());
    }
    others.push(word);
    Some(others)
}
