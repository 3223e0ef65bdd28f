//! A style → the addresses that it loads, however they are spelled.
//!
//! Source: CSS Syntax 3 (tokens, escapes), CSS Values 4 (`url()`, `src()`), CSS Images 4
//! (`image-set()`, `image()`, `cross-fade()`), CSS Cascade 5 (`@import`).

use std::borrow::Cow;

/// Functions in which a quoted text is an address.
const LOADING: &[&str] = &[
    "-webkit-cross-fade", "-webkit-image-set", "cross-fade", "image", "image-set", "src", "url",
];

/// The addresses that a style loads, in their order.
pub(crate) fn loaded_by_style(style: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut reader = Reader { rest: style, functions: Vec::new(), at_rule: Cow::Borrowed("") };
    std::iter::from_fn(move || reader.next_address())
}

struct Reader<'a> {
    rest: &'a str,
    /// For each open parenthesis, whether a quoted text in it is an address.
    functions: Vec<bool>,
    /// The at-rule that we are in the head of.
    at_rule: Cow<'a, str>,
}

impl<'a> Reader<'a> {
    fn next_address(&mut self) -> Option<Cow<'a, str>> {
        loop {
            let first = self.rest.chars().next()?;
            let after = &self.rest[first.len_utf8()..];
            let address = match first {
                '/' if after.starts_with('*') => {
                    self.rest = after[1..].split_once("*/").map_or("", |(_, rest)| rest);
                    None
                }
                '"' | '\'' => {
                    self.rest = after;
                    let text = self.take(|letter| letter == first || letter == '\n');
                    self.skip_one();
                    let is_address =
                        self.functions.last().is_some_and(|loads| *loads) || self.at_rule == "import";
                    is_address.then_some(text)
                }
                '@' => {
                    self.rest = after;
                    let name = self.name();
                    self.at_rule = lower(name);
                    None
                }
                '(' => self.opened(after, false),
                ')' => {
                    self.rest = after;
                    self.functions.pop();
                    None
                }
                ';' | '{' | '}' => {
                    self.rest = after;
                    self.at_rule = Cow::Borrowed("");
                    None
                }
                _ if is_name(first) => {
                    let name = lower(self.name());
                    match self.rest.strip_prefix('(') {
                        Some(after) if name == "url" => self.url(after),
                        Some(after) => self.opened(after, LOADING.contains(&&*name)),
                        None => None,
                    }
                }
                _ => {
                    self.rest = after;
                    None
                }
            };
            let address = address.map(trimmed).filter(|address| !address.is_empty());
            if address.is_some() && self.at_rule != "namespace" {
                return address;
            }
        }
    }

    fn opened(&mut self, after: &'a str, loads: bool) -> Option<Cow<'a, str>> {
        self.rest = after;
        self.functions.push(loads);
        None
    }

    /// What stands in `url(…)`, with quotes or without.
    fn url(&mut self, after: &'a str) -> Option<Cow<'a, str>> {
        let inside = after.trim_start();
        if inside.starts_with(['"', '\'']) {
            return self.opened(inside, true);
        }
        self.rest = inside;
        let address = self.take(|letter| letter.is_whitespace() || "\"'();".contains(letter));
        self.rest = self.rest.trim_start();
        self.rest = self.rest.strip_prefix(')').unwrap_or(self.rest);
        Some(address)
    }

    fn name(&mut self) -> Cow<'a, str> {
        self.take(|letter| !is_name(letter))
    }

    /// Text up to a letter that `ends` it, escapes resolved.
    fn take(&mut self, ends: impl Fn(char) -> bool) -> Cow<'a, str> {
        let end = self.rest.find(|letter| letter == '\\' || ends(letter));
        let (plain, mut rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        let mut text = Cow::Borrowed(plain);
        while let Some(first) = rest.chars().next().filter(|first| !ends(*first)) {
            rest = &rest[first.len_utf8()..];
            if first == '\\' {
                rest = escape(rest, text.to_mut());
            } else {
                text.to_mut().push(first);
            }
        }
        self.rest = rest;
        text
    }

    fn skip_one(&mut self) {
        let first = self.rest.chars().next().map_or(0, char::len_utf8);
        self.rest = &self.rest[first..];
    }
}

/// Adds what the escape at the start of `rest` stands for; the text behind it.
fn escape<'a>(rest: &'a str, text: &mut String) -> &'a str {
    let digits = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    let (number, behind) = rest.split_at(digits);
    if let Ok(number) = u32::from_str_radix(number, 16) {
        text.push(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER));
        let blank = behind.chars().next().filter(char::is_ascii_whitespace);
        return &behind[blank.map_or(0, char::len_utf8)..];
    }
    let Some(letter) = rest.chars().next() else { return rest };
    if letter != '\n' {
        text.push(letter);
    }
    &rest[letter.len_utf8()..]
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '\\') || !letter.is_ascii()
}

fn lower(name: Cow<str>) -> Cow<str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Owned(name.to_ascii_lowercase());
    }
    name
}

fn trimmed(text: Cow<str>) -> Cow<str> {
    if text.trim().len() == text.len() { text } else { Cow::Owned(text.trim().to_owned()) }
}

#[cfg(test)]
mod tests {
    use crate::elements::style::loaded_by_style;

    fn loaded(style: &str) -> Vec<String> {
        loaded_by_style(style).map(std::borrow::Cow::into_owned).collect()
    }

    #[test]
    fn a_style_loads_what_it_imports_and_shows() {
        let style = "@import 'a.css'; @import url(b.css); b { background: url(\"c.png\") }";
        assert_eq!(loaded(style), ["a.css", "b.css", "c.png"]);
        assert_eq!(loaded("@IMPORT\n\"a.css\" screen; i{background:URL( 'b.png' )}"), ["a.css", "b.png"]);
        assert_eq!(loaded("p{background:image-set('a.png' 1x, url(b.png) 2x)}"), ["a.png", "b.png"]);
        assert_eq!(loaded("src: url(a.woff) format('woff')"), ["a.woff"]);
    }

    #[test]
    fn escapes_and_comments_hide_nothing() {
        assert_eq!(loaded(r"p{x:\75 rl(\2f\2f a.org)}"), ["//a.org"]);
        assert_eq!(loaded(r"@\69mport 'a.css'"), ["a.css"]);
        assert_eq!(loaded("/* url(a) */ url(/*b*/)"), ["/*b*/"]);
        assert_eq!(loaded("@import/**/'a.css';"), ["a.css"]);
        assert_eq!(loaded("p::before{content:'url(a)'}"), Vec::<String>::new());
        assert_eq!(loaded("@namespace url(http://a.org); p{}"), Vec::<String>::new());
    }

    #[test]
    fn broken_styles_are_read_in_one_pass() {
        for part in ["url(a ", "(", "url(\"a", "@import '", "\\", "/*", "a(b("] {
            assert!(loaded_by_style(&part.repeat(200_000)).count() <= 200_000);
        }
    }
}
