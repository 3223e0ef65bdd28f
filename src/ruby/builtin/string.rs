//! Strings and symbols: what they are, copies that differ as a whole, changes in place.

use std::rc::Rc;

use super::row::{Row, Size, Text, rows};
use crate::ruby::machine::{Eval, Machine};
use crate::ruby::value::{Id, Name, Value};

/// What `strip` takes away.
pub(super) const BLANK: &[char] = &[' ', '\t', '\n', '\r', '\x0B', '\x0C', '\0'];

/// Longest range of letters in a set.
const MAX_LETTERS: usize = 256;

pub(super) const ROWS: &[Row] = rows! {
    "+" |m, s: Text, other: Text| { m.room(s.len() + other.len())?; format!("{s}{other}") };
    "*" |m, s: Text, times: Size| { m.room(s.len().saturating_mul(times.0))?; s.repeat(times.0) };
    "length size" |m, s: Text| s.chars().count();
    "empty?" |m, s: Id| m.str(s).is_empty();
    "upcase upcase!" |m, s: Text| s.to_uppercase();
    "downcase downcase!" |m, s: Text| s.to_lowercase();
    "capitalize capitalize!" |m, s: Text| capitalized(&s);
    "reverse reverse!" |m, s: Text| s.chars().rev().collect::<String>();
    "strip strip!" |m, s: Text| s.trim_matches(BLANK).to_owned();
    "lstrip lstrip!" |m, s: Text| s.trim_start_matches(BLANK).to_owned();
    "rstrip rstrip!" |m, s: Text| s.trim_end_matches(BLANK).to_owned();
    "chomp chomp!" |m, s: Text, end: Option<Text>| match end {
        Some(end) if end.is_empty() => s.trim_end_matches('\n').to_owned(),
        Some(end) if end.as_str() != "\n" => s.strip_suffix(end.as_str()).unwrap_or(&s).to_owned(),
        _ => ["\r\n", "\n", "\r"].iter().find_map(|end| s.strip_suffix(end)).unwrap_or(&s).to_owned(),
    };
    "center" |m, s: Text, width: i64, pad: Option<Text>|
        padded(m, &s, width, pad, |spare| (spare / 2, spare - spare / 2))?;
    "ljust" |m, s: Text, width: i64, pad: Option<Text>| padded(m, &s, width, pad, |spare| (0, spare))?;
    "rjust" |m, s: Text, width: i64, pad: Option<Text>| padded(m, &s, width, pad, |spare| (spare, 0))?;
    "delete_prefix delete_prefix!" |m, s: Text, part: Text| s.strip_prefix(part.as_str()).unwrap_or(&s).to_owned();
    "delete_suffix delete_suffix!" |m, s: Text, part: Text| s.strip_suffix(part.as_str()).unwrap_or(&s).to_owned();
    "to_s" |m, s: Value| s;
    "to_sym" |m, s: Name| s;
    "to_i" |m, s: Text| super::number::leading(m, &s)?;
    "to_f" |m, s: Text| super::number::leading_float(&s);
    "%" |m, template: Text, value: Value| {
        let values = if let Value::Array(_) = value { m.spread(value)? } else { Rc::new(vec![value]) };
        super::format::filled(m, &template, &values)?
    };
    "<<" |m, s: Id, more: Text| {
        m.str_mut(s, more.len())?.push_str(&more);
        Value::Str(s)
    };
    "tr tr!" |m, s: Text, from: Text, to: Text| translated(m, &s, &from, &to)?;
    "+@" |m, s: Value| s;
};

pub(super) const SYMBOL: &[Row] = rows! {
    "to_sym" |m, s: Value| s;
};

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    first + &letters.as_str().to_lowercase()
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
        return Err(m.fails("an empty string cannot fill anything up"));
    }
    let spare = usize::try_from(width).unwrap_or(0).saturating_sub(s.chars().count());
    m.room(spare.saturating_mul(4))?;
    let fill = |many: usize| pad.chars().cycle().take(many).collect::<String>();
    let (left, right) = sides(spare);
    m.text(fill(left) + s + &fill(right))
}

/// What stands for each letter of one set, `a-z` or `^a-z`: its partner in the other, or the last.
fn translated(m: &mut Machine, s: &str, from: &str, to: &str) -> Eval<String> {
    let (others, from) = match from.strip_prefix('^') {
        Some(rest) if !rest.is_empty() => (true, letters(m, rest)?),
        _ => (false, letters(m, from)?),
    };
    let to = letters(m, to)?;
    m.work(s.len().saturating_mul(from.len()) / 128)?;
    m.room(4 * (s.len() + from.len() + to.len()))?;
    let partner = |letter: char| {
        let at = from.iter().position(|known| *known == letter);
        match (at.is_some() != others, at.and_then(|at| to.get(at))) {
            (true, partner) => partner.or(to.last()).copied(),
            (false, _) => Some(letter),
        }
    };
    Ok(s.chars().filter_map(partner).collect())
}

/// The letters of a set, with ranges spelled out; a backslash takes a letter as it is.
fn letters(m: &Machine, set: &str) -> Eval<Vec<char>> {
    let given: Vec<char> = set.chars().collect();
    let mut letters = Vec::new();
    let mut rest = given.as_slice();
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            ('\\', [letter, after @ ..]) => {
                letters.push(*letter);
                rest = after;
            }
            (first, ['-', last, after @ ..]) => {
                let range = (*first..=*last).take(MAX_LETTERS + 1);
                let before = letters.len();
                letters.extend(range);
                if !(1..=MAX_LETTERS).contains(&(letters.len() - before)) {
                    return Err(m.lacks(format!(
                        "`{first}-{last}` is no range of up to {MAX_LETTERS} letters"
                    )));
                }
                rest = after;
            }
            _ => letters.push(*first),
        }
    }
    Ok(letters)
}
