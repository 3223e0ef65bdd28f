//! A word that was typed → the words of a text that stand for it.

/// How a word of a text stands for one that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// It is the word.
    Same,
    /// It is the word with another English ending: `retries` for `retry`.
    Ending,
    /// It is another word for the same: `removes` for `delete`.
    Related,
    /// It begins with the word: `unavailable` for `unavail`.
    Begun,
}

/// The fewest letters of a word that others may begin with.
pub(super) const BEGUN: usize = 3;

/// How `own` stands for `typed`, if it does.
pub(super) fn form(typed: &str, own: &str) -> Option<Form> {
    if typed == own {
        return Some(Form::Same);
    }
    if typed.chars().any(char::is_numeric) {
        return None;
    }
    if stem(typed) == stem(own) {
        return Some(Form::Ending);
    }
    (typed.chars().count() >= BEGUN && own.starts_with(typed)).then_some(Form::Begun)
}

/// What all words begin with that may stand for `typed`.
pub(super) fn beginning(typed: &str) -> &str {
    let stem_length = stem(typed).trim_end_matches('i').len();
    &typed[..typed.floor_char_boundary(stem_length.min(typed.len()))]
}

/// An English word without its ending: `retry`, `retries`, `retried`, `retrying` → `retri`.
pub(super) fn stem(word: &str) -> String {
    let is_long = word.len() > 3 || word.ends_with('y');
    let is_plain = is_long && word.bytes().all(|letter| letter.is_ascii_lowercase());
    if !is_plain {
        return word.to_owned();
    }
    let mut stem = without_plural(word).to_owned();
    for (ending, least) in [("ing", 3), ("ed", 3), ("ly", 4), ("ion", 4)] {
        let Some(start) = stem.strip_suffix(ending) else { continue };
        if start.len() >= least && start.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
            stem.truncate(start.len());
            undouble(&mut stem);
            break;
        }
    }
    if stem.len() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    if stem.len() > 2 && stem.ends_with('y') {
        stem.pop();
        stem.push('i');
    }
    stem
}

fn without_plural(word: &str) -> &str {
    let cut = |letters: usize| &word[..word.len() - letters];
    if ["sses", "shes", "ches", "xes", "zes"].iter().any(|ending| word.ends_with(ending)) {
        return cut(2);
    }
    if word.ends_with("ies") || word.ends_with("ied") {
        return if word.len() > 4 { cut(2) } else { cut(1) };
    }
    if word.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        return cut(1);
    }
    word
}

/// `stopp` → `stop`, but `call` and `pass` stay.
fn undouble(stem: &mut String) {
    if let [.., one, other] = stem.as_bytes()
        && one == other
        && !b"lsz".contains(one)
    {
        stem.pop();
    }
}

#[cfg(test)]
mod tests {
    use crate::search::text::forms::{Form, beginning, form};

    #[test]
    fn words_stand_for_one_another() {
        let same = [
            ("retry", "retries"),
            ("retries", "retrying"),
            ("forwarding", "forwarded"),
            ("stop", "stopped"),
            ("making", "make"),
            ("calls", "calling"),
            ("deletion", "deleted"),
            ("compressed", "compression"),
            ("recursively", "recursive"),
            ("boxes", "box"),
            ("process", "processes"),
            ("tries", "try"),
        ];
        for (typed, own) in same {
            let expected = Some(Form::Ending);
            assert!(form(typed, own).min(expected).is_some(), "{typed} {own}");
            assert_ne!(form(typed, own), Some(Form::Same), "{typed} {own}");
            assert!(form(typed, own).is_some(), "{typed} {own}");
            assert!(own.starts_with(beginning(typed)), "{typed} {own} {}", beginning(typed));
        }
        assert_eq!(form("unavail", "unavailable"), Some(Form::Begun));
        for (typed, own) in
            [("king", "k"), ("48", "480"), ("bus", "b"), ("no", "not"), ("sip", "s")]
        {
            assert_eq!(form(typed, own), None, "{typed} {own}");
        }
    }
}
