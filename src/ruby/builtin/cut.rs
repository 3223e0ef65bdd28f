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
    "each_char" |m, s: Text, block: Each| { let all = chars(m, &s)?; m.send_each(all, block.0)?; s };
    "each_line" |m, s: Text, block: Each| { let all = lines(m, &s)?; m.send_each(all, block.0)?; s };
    "split" |m, s: Text, by: Option<Needle>, limit: Option<i64>| split(m, &s, by, limit.unwrap_or(0))?;
    "[]" |m, s: Text, place: Value, second: Option<i64>| find(m, &s, place, second)?;
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
        if parts.len() + 1 < most && (start, end) != (0, 0) {
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

/// `text[place]` or `text[place, second]`.
fn find(m: &mut Machine, text: &Text, place: Value, second: Option<i64>) -> Eval<Option<String>> {
    match place {
        Value::Str(part) => {
            let part = Rc::clone(m.str(part));
            Ok(text.contains(part.as_str()).then(|| part.to_string()))
        }
        Value::Regexp(id) => {
            let pattern = Rc::clone(m.pattern_of(id));
            let found = m.search(&pattern, text, 0)?;
            let group = usize::try_from(second.unwrap_or(0)).ok();
            Ok(found.zip(group).and_then(|(found, group)| found.group(group).map(str::to_owned)))
        }
        _ => {
            let part = part(m, place, second, text.chars().count())?;
            Ok(part.map(|(start, many)| text.chars().skip(start).take(many).collect()))
        }
    }
}

/// Where `[place]` or `[place, many]` starts among `length` items or letters, and how many it takes.
pub(super) fn part(
    m: &Machine,
    place: Value,
    many: Option<i64>,
    length: usize,
) -> Eval<Option<(usize, usize)>> {
    let start = |at| index_from(at, length).filter(|start| *start <= length);
    Ok(match (place, many) {
        (Value::Range(id), None) => m.range_of(id).within(length),
        (Value::Int(at), None) => start(at).filter(|at| *at < length).map(|at| (at, 1)),
        (Value::Int(at), Some(many)) => {
            let many = usize::try_from(many).ok();
            start(at).zip(many).map(|(at, many)| (at, many.min(length - at)))
        }
        _ => {
            let what = place.described();
            return Err(
                m.fails(format!("`[]` takes a number, two of them or a range here, not {what}"))
            );
        }
    })
}
