//! Strings: parts of them.

use std::rc::Rc;

use super::pattern::{literal, position};
use super::row::{Each, Needle, Row, Text, rows};
use super::string::BLANK;
use crate::ruby::machine::{Eval, Machine};
use crate::ruby::regexp::Flags;
use crate::ruby::value::{Value, index_from};

/// What parts words, as a regular expression.
const BLANKS: &str = r"[ \t\n\v\f\r\x00]+";

pub(super) const ROWS: &[Row] = rows! {
    "chars" |m, s: Text| chars(m, &s)?;
    "lines" |m, s: Text| lines(m, &s)?;
    "each_char" |m, s: Text, block: Each| { let all = chars(m, &s)?; m.send_each(all, block.0)? };
    "each_line" |m, s: Text, block: Each| { let all = lines(m, &s)?; m.send_each(all, block.0)? };
    "split" |m, s: Text, by: Option<Needle>, limit: Option<i64>| split(m, &s, by, limit.unwrap_or(0))?;
    "[]" |m, s: Text, place: Value, second: Option<Value>|
        find(m, &s, place, second)?.map(|(start, end)| s[start..end].to_owned());
    "include?" |m, s: Text, part: Text| s.contains(part.as_str());
    "start_with?" |m, s: Text, starts: Vec<Text>| starts.iter().any(|start| s.starts_with(start.as_str()));
    "end_with?" |m, s: Text, ends: Vec<Text>| ends.iter().any(|end| s.ends_with(end.as_str()));
    "index" |m, s: Text, part: Needle| {
        let pattern = literal(m, part)?;
        position(m, &pattern, &s)?
    };
};

fn chars(m: &mut Machine, text: &str) -> Eval {
    m.room(64 * text.len())?;
    m.texts(text.chars().map(String::from).collect())
}

fn lines(m: &mut Machine, text: &str) -> Eval {
    m.room(2 * text.len())?;
    m.texts(text.split_inclusive('\n').map(str::to_owned).collect())
}

/// `split`: at white space, at a string, or at what a regular expression finds.
fn split(m: &mut Machine, text: &Text, by: Option<Needle>, limit: i64) -> Eval {
    m.room(text.len())?;
    let (pattern, text) = match by {
        Some(Needle::Text(by)) if by.as_str() != " " => {
            (literal(m, Needle::Text(by))?, Rc::clone(text))
        }
        Some(Needle::Pattern(pattern)) => (pattern, Rc::clone(text)),
        _ => {
            let blanks = m.pattern(&Rc::new(BLANKS.to_owned()), Flags::default())?;
            (blanks, Rc::new(text.trim_start_matches(BLANK).to_owned()))
        }
    };
    let most = usize::try_from(limit).ok().filter(|most| *most > 0).unwrap_or(usize::MAX);
    let (mut parts, mut from) = (Vec::new(), 0);
    for found in m.search_all(&pattern, &text)? {
        let (start, end) = found.whole();
        let nothing = start == end && (start == 0 || start == text.len());
        if parts.len() + 1 < most && !nothing {
            parts.push(text[from..start].to_owned());
            let groups = (1..found.groups.len()).filter_map(|group| found.group(group));
            parts.extend(groups.map(str::to_owned));
            from = end;
        }
    }
    if !text.is_empty() {
        parts.push(text[from..].to_owned());
    }
    while limit == 0 && parts.last().is_some_and(String::is_empty) {
        parts.pop();
    }
    m.texts(parts)
}

/// The bytes that `text[place]` or `text[place, second]` means.
fn find(
    m: &mut Machine,
    text: &Text,
    place: Value,
    second: Option<Value>,
) -> Eval<Option<(usize, usize)>> {
    let length = text.chars().count();
    match (place, second) {
        (Value::Str(id), None) => {
            let part = m.str(id);
            Ok(text.find(part.as_str()).map(|at| (at, at + part.len())))
        }
        (Value::Regexp(id), None | Some(Value::Int(_))) => {
            let pattern = Rc::clone(m.pattern_of(id));
            let found = m.search(&pattern, text, 0)?;
            let group = if let Some(Value::Int(group)) = second { group } else { 0 };
            let group = usize::try_from(group).ok();
            Ok(found.and_then(|found| *found.groups.get(group?)?))
        }
        (Value::Range(id), None) => {
            let bounds = m.range_of(id).within(length);
            Ok(bounds.and_then(|(start, many)| bytes_of(text, start, many)))
        }
        (Value::Int(start), None) => {
            let start = index_from(start, length).filter(|start| *start < length);
            Ok(start.and_then(|start| bytes_of(text, start, 1)))
        }
        (Value::Int(start), Some(Value::Int(many))) => {
            let start = index_from(start, length).filter(|start| *start <= length);
            let many = usize::try_from(many).ok();
            Ok(start.zip(many).and_then(|(start, many)| bytes_of(text, start, many)))
        }
        _ => Err(m.fails(
            "`[]` takes a number, two of them, a range, a string or a regular expression here",
        )),
    }
}

fn bytes_of(text: &str, start: usize, many: usize) -> Option<(usize, usize)> {
    let offset =
        |count: usize| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(count);
    let end = offset(start.saturating_add(many)).unwrap_or(text.len());
    offset(start).map(|start| (start, end))
}
