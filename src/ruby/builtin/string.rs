//! Strings and symbols: what they are, copies that differ as a whole, changes in place.

use super::object::changed;
use super::row::{Caller, Long, Row, Size, Str, Text, rows};
use crate::ruby::machine::{Eval, Machine};
use crate::ruby::value::{Name, Value};

/// What `strip` takes away.
pub(super) const BLANK: &[char] = &[' ', '\t', '\n', '\r', '\x0B', '\x0C', '\0'];

/// Longest range of letters in a set.
const MAX_LETTERS: usize = 256;

pub(super) const ROWS: &[Row] = rows! {
    "+" |m, s: Text, other: Text| Long(s.len() + other.len(), || format!("{s}{other}"));
    "*" |m, s: Text, times: Size| Long(s.len().saturating_mul(times.0), || s.repeat(times.0));
    "length size" |m, s: Text| s.chars().count();
    "empty?" |m, s: Str| m.str(s.0).is_empty();
    "upcase" |m, s: Text| s.to_uppercase();
    "downcase" |m, s: Text| s.to_lowercase();
    "capitalize" |m, s: Text| capitalized(&s);
    "reverse" |m, s: Text| s.chars().rev().collect::<String>();
    "strip" |m, s: Text| s.trim_matches(BLANK).to_owned();
    "lstrip" |m, s: Text| s.trim_start_matches(BLANK).to_owned();
    "rstrip" |m, s: Text| s.trim_end_matches(BLANK).to_owned();
    "chomp" |m, s: Text, end: Option<Text>| match end {
        Some(end) => s.strip_suffix(end.as_str()).unwrap_or(&s).to_owned(),
        None => ["\r\n", "\n", "\r"].iter().find_map(|end| s.strip_suffix(end)).unwrap_or(&s).to_owned(),
    };
    "center" |m, s: Text, width: i64, pad: Option<Text>|
        padded(m, &s, width, pad, |spare| (spare / 2, spare - spare / 2))?;
    "ljust" |m, s: Text, width: i64, pad: Option<Text>| padded(m, &s, width, pad, |spare| (0, spare))?;
    "rjust" |m, s: Text, width: i64, pad: Option<Text>| padded(m, &s, width, pad, |spare| (spare, 0))?;
    "delete_prefix" |m, s: Text, part: Text| s.strip_prefix(part.as_str()).unwrap_or(&s).to_owned();
    "delete_suffix" |m, s: Text, part: Text| s.strip_suffix(part.as_str()).unwrap_or(&s).to_owned();
    "to_s" |m, s: Value| s;
    "to_sym" |m, s: Name| s;
    "to_i" |m, s: Text| super::number::leading(m, &s)?;
    "to_f" |m, s: Text| super::number::leading_float(&s);
    "%" |m, template: Text, value: Value| {
        let values = match value {
            Value::Array(id) => m.items(id).to_vec(),
            other => vec![other],
        };
        super::format::filled(m, &template, &values)?
    };
    "<< concat" |m, s: Str, other: Value| {
        let more = m.to_s(other)?;
        m.str_mut(s.0, more.len())?.push_str(&more);
        Value::Str(s.0)
    };
    "tr" |m, s: Text, from: Text, to: Text| {
        let (from, to) = (Letters::new(m, &s, &from)?, Letters::new(m, &s, &to)?);
        m.room(4 * s.len())?;
        s.chars().filter_map(|letter| from.translated(letter, &to)).collect::<String>()
    };
    "upcase! downcase! capitalize! strip! lstrip! rstrip! chomp! tr! gsub! sub!"
        |m, s: Value, _arguments: Vec<Value>, call: Caller| changed(m, s, call)?;
    "+@ -@" |m, s: Value| s;
};

pub(super) const SYMBOL: &[Row] = rows! {
    "to_sym" |m, s: Value| s;
    "length size upcase downcase capitalize start_with? end_with? []"
        |m, s: Name, values: Vec<Value>, call: Caller| {
        let (text, name) = (m.names.text(s), m.names.text(call.name));
        let text = m.text(&*text)?;
        match m.send(text, &name, &values)? {
            Value::Str(id) if name.ends_with("case") || &*name == "capitalize" => {
                let text = std::rc::Rc::clone(m.str(id));
                m.symbol(&text)?
            }
            other => other,
        }
    };
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

/// A set of letters, as `tr` and `delete` write it: `a-z`, `^a-z`, `\\-`.
struct Letters {
    letters: Vec<char>,
    negated: bool,
}

impl Letters {
    /// Reads a set, which is looked up for every letter of `text`.
    fn new(m: &mut Machine, text: &str, spelling: &str) -> Eval<Self> {
        m.room(4 * MAX_LETTERS.saturating_mul(spelling.matches('-').count()) + 4 * spelling.len())?;
        let given: Vec<char> = spelling.chars().collect();
        let negated = given.len() > 1 && given[0] == '^';
        let mut letters = Vec::new();
        let mut at = usize::from(negated);
        while at < given.len() {
            let escaped = given[at] == '\\' && at + 1 < given.len();
            at += usize::from(escaped);
            match (given.get(at + 1), given.get(at + 2)) {
                (Some('-'), Some(&last)) if !escaped && last >= given[at] => {
                    letters.extend((given[at]..=last).take(MAX_LETTERS));
                    at += 3;
                }
                _ => {
                    letters.push(given[at]);
                    at += 1;
                }
            }
        }
        m.work(text.len().saturating_mul(letters.len()) / 128)?;
        Ok(Self { letters, negated })
    }

    fn has(&self, letter: char) -> bool {
        self.letters.contains(&letter) != self.negated
    }

    /// What stands for `letter`: itself, its partner in `to`, or nothing.
    fn translated(&self, letter: char, to: &Self) -> Option<char> {
        if !self.has(letter) {
            return Some(letter);
        }
        let at = self.letters.iter().position(|known| *known == letter);
        let partner = at.and_then(|at| to.letters.get(at));
        partner.or(to.letters.last()).copied()
    }
}
