//! Strings and symbols: what they are, copies that differ as a whole, changes in place.

use super::row::{Caller, Long, Row, Size, Str, Text, rows};
use crate::ruby::machine::{Does, Eval, Machine};
use crate::ruby::value::{Name, Value};
use crate::ruby::walk::successor;

/// What `strip` takes away.
pub(super) const BLANK: &[char] = &[' ', '\t', '\n', '\r', '\x0B', '\x0C', '\0'];

pub(super) const CLASS: &[Row] = rows! {
    "new" |m, _class: Value, text: Option<Text>| text.unwrap_or_default().to_string();
};

pub(super) const ROWS: &[Row] = rows! {
    "+" |m, s: Text, other: Text| Long(s.len() + other.len(), || format!("{s}{other}"));
    "*" |m, s: Text, times: Size| Long(s.len().saturating_mul(times.0), || s.repeat(times.0));
    "length size" |m, s: Text| s.chars().count();
    "empty?" |m, s: Str| m.str(s.0).is_empty();
    "upcase" |m, s: Text| s.to_uppercase();
    "downcase" |m, s: Text| s.to_lowercase();
    "capitalize" |m, s: Text| capitalized(&s);
    "swapcase" |m, s: Text| swapped(&s);
    "reverse" |m, s: Text| s.chars().rev().collect::<String>();
    "strip" |m, s: Text| s.trim_matches(BLANK).to_owned();
    "lstrip" |m, s: Text| s.trim_start_matches(BLANK).to_owned();
    "rstrip" |m, s: Text| s.trim_end_matches(BLANK).to_owned();
    "chomp" |m, s: Text, end: Option<Text>| chomped(&s, end.as_deref().map(String::as_str)).to_owned();
    "succ next" |m, s: Text| successor(&s);
    "center" |m, s: Text, width: i64, pad: Option<Text>|
        padded(m, &s, width, pad, |spare| (spare / 2, spare - spare / 2))?;
    "ljust" |m, s: Text, width: i64, pad: Option<Text>| padded(m, &s, width, pad, |spare| (0, spare))?;
    "rjust" |m, s: Text, width: i64, pad: Option<Text>| padded(m, &s, width, pad, |spare| (spare, 0))?;
    "delete_prefix" |m, s: Text, part: Text| s.strip_prefix(part.as_str()).unwrap_or(&s).to_owned();
    "delete_suffix" |m, s: Text, part: Text| s.strip_suffix(part.as_str()).unwrap_or(&s).to_owned();
    "to_s" |m, s: Value| s;
    "to_sym" |m, s: Name| s;
    "to_i" |m, s: Text, base: Option<i64>| super::number::leading(m, &s, base.unwrap_or(10))?;
    "to_f" |m, s: Text| super::number::leading_float(&s);
    "ord" |m, s: Text| match s.chars().next() {
        Some(letter) => i64::from(u32::from(letter)),
        None => return Err(m.raise("ArgumentError", "an empty string has no letter")),
    };
    "casecmp?" |m, s: Text, other: Text| s.to_lowercase() == other.to_lowercase();
    "<<" |m, s: Str, other: Value| {
        let more = m.to_s(other)?;
        m.str_mut(s.0, more.len())?.push_str(&more);
        Value::Str(s.0)
    };
    "concat" |m, s: Str, others: Vec<Text>| {
        let more = joined(m, &others)?;
        m.str_mut(s.0, more.len())?.push_str(&more);
        Value::Str(s.0)
    };
    "prepend" |m, s: Str, others: Vec<Text>| {
        let more = joined(m, &others)?;
        replaced(m, s, |old| format!("{more}{old}"), more.len())?
    };
    "replace" |m, s: Str, other: Text| replaced(m, s, |_| other.to_string(), other.len())?;
    "insert" |m, s: Str, at: i64, other: Text| {
        let length = m.str(s.0).chars().count();
        let from_end = if at < 0 { at + 1 } else { at };
        let at = if at == -1 { Some(length) } else { crate::ruby::value::index_from(from_end, length) };
        let Some(at) = at.filter(|at| *at <= length) else {
            return Err(m.raise("IndexError", "the place to insert at is outside the string"));
        };
        let byte = m.str(s.0).char_indices().nth(at).map_or(m.str(s.0).len(), |(byte, _)| byte);
        replaced(m, s, |old| format!("{}{other}{}", &old[..byte], &old[byte..]), other.len())?
    };
    "upcase! downcase! capitalize! swapcase! reverse! strip! lstrip! rstrip! chomp! chop! \
     squeeze! tr! delete! gsub! sub!" |m, s: Str, _arguments: Vec<Value>, call: Caller|
        changed(m, s, call)?;
    "+@ -@" |m, s: Value| s;
};

pub(super) const SYMBOL: &[Row] = rows! {
    "to_s" |m, s: Name| m.names.text(s).to_string();
    "to_sym" |m, s: Value| s;
    "length size" |m, s: Name| m.names.text(s).chars().count();
    "to_proc" |m, s: Name| Value::Block(m.block(m.at, Does::Send(s))?);
    "upcase" |m, s: Name| { let text = m.names.text(s).to_uppercase(); m.symbol(&text)? };
    "downcase" |m, s: Name| { let text = m.names.text(s).to_lowercase(); m.symbol(&text)? };
    "capitalize" |m, s: Name| { let text = capitalized(&m.names.text(s)); m.symbol(&text)? };
    "[] start_with? end_with?" |m, s: Name, values: Vec<Value>, call: Caller| {
        let (text, name) = (m.names.text(s).to_string(), m.names.text(call.name));
        let text = m.text(text)?;
        m.send(text, &name, &values)?
    };
};

fn joined(m: &mut Machine, texts: &[Text]) -> Eval<String> {
    m.room(texts.iter().map(|text| text.len()).sum())?;
    Ok(texts.iter().map(|text| text.as_str()).collect())
}

/// What the text becomes is at most `more` bytes longer.
fn replaced(m: &mut Machine, s: Str, new: impl FnOnce(&str) -> String, more: usize) -> Eval {
    let old = m.str(s.0).len();
    let text = m.str_mut(s.0, more + old)?;
    *text = new(text);
    Ok(Value::Str(s.0))
}

/// `name!`: what `name` makes of the text becomes the text; `nil` where nothing changes.
fn changed(m: &mut Machine, s: Str, call: Caller) -> Eval {
    let name = m.names.text(call.name);
    let name = m.names.name(name.trim_end_matches('!'));
    m.str_mut(s.0, 0)?;
    let new = m.call_on(Value::Str(s.0), name, call.arguments, call.frame.as_ref())?;
    let new = m.to_s(new)?;
    if *m.str(s.0) == new {
        return Ok(Value::Nil);
    }
    replaced(m, s, |_| new.to_string(), new.len())
}

pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    first + &letters.as_str().to_lowercase()
}

fn swapped(text: &str) -> String {
    let swap = |letter: char| {
        let upper = letter.is_uppercase();
        if upper { letter.to_lowercase().to_string() } else { letter.to_uppercase().to_string() }
    };
    text.chars().map(swap).collect()
}

fn chomped<'t>(text: &'t str, end: Option<&str>) -> &'t str {
    match end {
        Some(end) => text.strip_suffix(end).unwrap_or(text),
        None => {
            let ends = ["\r\n", "\n", "\r"];
            ends.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text)
        }
    }
}

fn padded(
    m: &mut Machine,
    s: &Text,
    width: i64,
    pad: Option<Text>,
    sides: fn(usize) -> (usize, usize),
) -> Eval {
    let pad = pad.map_or_else(|| " ".to_owned(), |pad| pad.to_string());
    if pad.is_empty() {
        return Err(m.raise("ArgumentError", "an empty string cannot fill anything up"));
    }
    let spare = usize::try_from(width).unwrap_or(0).saturating_sub(s.chars().count());
    m.room(spare.saturating_mul(4))?;
    let fill = |many: usize| pad.chars().cycle().take(many).collect::<String>();
    let (left, right) = sides(spare);
    m.text(fill(left) + s + &fill(right))
}
