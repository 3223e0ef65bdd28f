//! Text → the bare addresses in it that become links, as Redcarpet makes them: `http`, `https`,
//! `ftp`, `www.` and mail. One walk; a SIP address is no mail address.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// A bare address.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Where it stands in the text.
    pub(super) place: Range<usize>,
    /// Where it leads.
    pub(super) target: String,
}

/// Schemes of addresses that become links.
const SCHEMES: &[&str] = &["http", "https", "ftp"];

/// The addresses in `text`, in order.
pub(super) fn find(text: &str) -> Vec<Address> {
    let mut found: Vec<Address> = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find([':', '@', 'w', 'W']).map(|at| from + at) {
        let done = found.last().map_or(0, |last| last.place.end);
        let address = match text.as_bytes()[at] {
            b':' => web(text, done, at),
            b'@' => mail(text, done, at),
            _ => domain(text, at),
        };
        from = address.as_ref().map_or(at + 1, |address| address.place.end);
        found.extend(address);
    }
    found
}

/// The length of the address that `text` starts with. What cannot be its last character is part of
/// the sentence around it, and so are a bracket without its fellow and the punctuation of Chinese,
/// Arabic and other scripts.
pub(super) fn length(text: &str) -> usize {
    let (mut round, mut square) = (0, 0);
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        let may_be_last = match letter {
            '(' | '[' => {
                let open = if letter == '(' { &mut round } else { &mut square };
                *open += 1;
                false
            }
            ')' | ']' => {
                let open = if letter == ')' { &mut round } else { &mut square };
                if *open == 0 {
                    break;
                }
                *open -= 1;
                true
            }
            '|' | '"' | '<' | '>' | '`' => break,
            _ if letter.is_whitespace() || letter.is_control() || is_foreign_sign(letter) => break,
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '\'' | '{' | '}' | '\\' => false,
            _ => true,
        };
        if may_be_last {
            end = at + letter.len_utf8();
        }
    }
    end
}

/// Whether it is beyond ASCII and neither a letter, a digit nor a part of one.
fn is_foreign_sign(letter: char) -> bool {
    let joins = matches!(letter, '\u{200C}' | '\u{200D}');
    !(letter.is_ascii() || letter.is_alphanumeric() || is_combining_mark(letter) || joins)
}

/// An address with the scheme that ends at `colon`.
fn web(text: &str, done: usize, colon: usize) -> Option<Address> {
    let after = text[colon..].strip_prefix("://")?;
    if !after.starts_with(|first: char| first.is_alphanumeric() || first == '[') {
        return None;
    }
    let before = &text[done..colon];
    let scheme = before.trim_end_matches(|letter: char| letter.is_ascii_alphabetic()).len();
    let scheme = &before[scheme..];
    if !SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return None;
    }
    let start = colon - scheme.len();
    let place = start..text.len() - after.len() + length(within_quotes(&text[..start], after));
    Some(Address { target: text[place.clone()].to_owned(), place })
}

/// An address that starts with `www.` at `start`.
fn domain(text: &str, start: usize) -> Option<Address> {
    let before = &text[..start];
    let rest = &text[start..];
    let begins = rest.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case("www."))
        && rest[4..].starts_with(char::is_alphanumeric);
    let is_inside = before.ends_with(|last: char| last.is_alphanumeric() || "/@.-_".contains(last));
    if !begins || is_inside {
        return None;
    }
    let place = start..start + length(within_quotes(before, rest));
    Some(Address { target: format!("http://{}", &text[place.clone()]), place })
}

/// A mail address around the `@` at `at`.
fn mail(text: &str, done: usize, at: usize) -> Option<Address> {
    let of_name = |letter: char| letter.is_ascii_alphanumeric() || "+-_.%".contains(letter);
    let before = &text[done..at];
    let start = before.trim_end_matches(of_name).len();
    let name = before[start..].trim_start_matches('.');
    let is_part = before[..start].ends_with([':', '/', '@']);
    let after = &text[at + 1..];
    let of_domain = |letter: char| letter.is_ascii_alphanumeric() || "-.".contains(letter);
    let domain = &after[..after.find(|letter| !of_domain(letter)).unwrap_or(after.len())];
    let domain = domain.trim_end_matches(['.', '-']);
    let (site, country) = domain.rsplit_once('.')?;
    let is_domain = site.split('.').all(|label| !label.is_empty() && !label.starts_with('-'))
        && country.len() > 1
        && country.bytes().all(|letter| letter.is_ascii_alphabetic());
    if name.is_empty() || is_part || !is_domain {
        return None;
    }
    let place = at - name.len()..at + 1 + domain.len();
    Some(Address { target: format!("mailto:{}", &text[place.clone()]), place })
}

/// `text` up to the quote that ends what one right before it begins.
fn within_quotes<'a>(before: &str, text: &'a str) -> &'a str {
    let end = if before.ends_with('\'') { text.find('\'') } else { None };
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use crate::markdown::autolink::find;

    #[test]
    fn addresses_end_where_their_sentence_goes_on() {
        let cases = [
            ("见 https://a.org/b，也（https://a.org/c）。", "https://a.org/b https://a.org/c"),
            ("at https://a.org/日本語、and", "https://a.org/日本語"),
            ("“https://a.org/हिन्दी”…", "https://a.org/हिन्दी"),
            ("works...https://a.org/b", "https://a.org/b"),
            ("(https://a.org/b_(c)), 'http://d.org/'", "https://a.org/b_(c) http://d.org/"),
            ("HTTPS://a.org? ftp://b.org!", "HTTPS://a.org ftp://b.org"),
            ("xhttps://a.org https:// sip:a@b.org a@b //www.c.org", ""),
            ("www.a.org. wwww.b.org", "http://www.a.org"),
            ("a.b+c@d.org; .e@f.org", "mailto:a.b+c@d.org mailto:e@f.org"),
        ];
        for (text, wanted) in cases {
            let found: Vec<_> = find(text).into_iter().map(|address| address.target).collect();
            assert_eq!(found.join(" "), wanted, "{text}");
        }
    }
}
