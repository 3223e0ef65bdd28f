//! `CGI`: texts for HTML and for addresses, and back. The Ruby generator loads it for every sheet.

use std::borrow::Cow;
use std::sync::LazyLock;

use percent_encoding::{percent_decode_str, utf8_percent_encode};
use regex::{Captures, Regex};

use super::{Builtin, Call, made_of_text, method};
use crate::anchor::ESCAPED;
use crate::html::Html;
use crate::ruby::interpreter::{Eval, Interpreter};

pub(crate) const CLASS: &[Builtin] = &[
    method("escapeHTML", 1, 1, |me, call| made_of_text(me, &call, escaped_html)),
    method("escape_html", 1, 1, |me, call| made_of_text(me, &call, escaped_html)),
    method("unescapeHTML", 1, 1, |me, call| made_of_text(me, &call, unescaped_html)),
    method("unescape_html", 1, 1, |me, call| made_of_text(me, &call, unescaped_html)),
    method("escape", 1, 1, |me, call| {
        made_of_text(me, &call, |text| {
            utf8_percent_encode(text, ESCAPED).to_string().replace("%20", "+")
        })
    }),
    method("unescape", 1, 1, unescape),
];

fn escaped_html(text: &str) -> String {
    Html::escaped(text).to_string()
}

/// The references that Ruby reads; it leaves names such as `&nbsp;` as they are.
static REFERENCES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6}));").ok()
});

fn unescaped_html(text: &str) -> String {
    let Some(references) = &*REFERENCES else { return text.to_owned() };
    let plain = references.replace_all(text, |found: &Captures| {
        let number = |group: usize, base: u32| {
            let digits = found.get(group)?.as_str();
            u32::from_str_radix(digits, base).ok().and_then(char::from_u32)
        };
        let letter = match found.get(1).map(|name| name.as_str()) {
            Some("amp") => Some('&'),
            Some("lt") => Some('<'),
            Some("gt") => Some('>'),
            Some("quot") => Some('"'),
            Some(_) => Some('\''),
            None => number(2, 10).or_else(|| number(3, 16)),
        };
        letter.map_or_else(|| found[0].to_owned(), String::from)
    });
    plain.into_owned()
}

fn unescape<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.text_argument(&call, 0)?.replace('+', " ");
    let plain = percent_decode_str(&text).decode_utf8().map(Cow::into_owned);
    let plain = plain.map_err(|_| call.fails("finds bytes that are no UTF-8 text"))?;
    interpreter.string(plain, call.span)
}
