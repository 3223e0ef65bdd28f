//! Strings: parts of them.

use std::rc::Rc;

use super::row::{Each, Needle, Row, Text, rows};
use super::string::BLANK;
use crate::ruby::machine::{Eval, Machine};
use crate::ruby::value::{Value, index_from};

pub(super) const ROWS: &[Row] = rows! {
    "chars" |m, s: Text| chars(m, &s)?;
    "lines" |m, s: Text| lines(m, &s)?;
    "each_char" |m, s: Text, block: Each| { let all = chars(m, &s)?; m.send_each(all, block.0)? };
    "each_line" |m, s: Text, block: Each| { let all = lines(m, &s)?; m.send_each(all, block.0)? };
    "split" |m, s: Text, by: Option<Needle>, limit: Option<i64>| split(m, &s, by, limit.unwrap_or(0))?;
    "[]" |m, s: Text, place: Value, second: Option<Value>|
        find(m, &s, place, second)?.map(|(start, end)| s[start..end].to_owned());
    "include?" |m, s: Text, part: Text| s.contains(part.as_str());
    "start_with?" |m, s: Text, starts: Vec<Needle>| {
        let mut found = false;
        for start in starts {
            found = found || first(m, &s, &start, 0)?.is_some_and(|(at, _)| at == 0);
        }
        found
    };
    "end_with?" |m, s: Text, ends: Vec<Text>| ends.iter().any(|end| s.ends_with(end.as_str()));
    "index" |m, s: Text, part: Needle, from: Option<i64>| {
        let length = s.chars().count();
        match index_from(from.unwrap_or(0), length).filter(|from| *from <= length) {
            Some(from) => {
                let from = s.char_indices().nth(from).map_or(s.len(), |(byte, _)| byte);
                first(m, &s, &part, from)?.map(|(at, _)| s[..at].chars().count())
            }
            None => None,
        }
    };
};

/// The first place of `part` from the byte `from` on, in bytes.
pub(super) fn first(
    m: &mut Machine,
    text: &Text,
    part: &Needle,
    from: usize,
) -> Eval<Option<(usize, usize)>> {
    m.work(text.len() / 256)?;
    Ok(match part {
        Needle::Text(part) => {
            text[from..].find(part.as_str()).map(|at| (from + at, from + at + part.len()))
        }
        Needle::Pattern(pattern) => m.search(pattern, text, from)?.map(|found| found.whole()),
    })
}

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
    let most = usize::try_from(limit).ok().filter(|most| *most > 0).unwrap_or(usize::MAX);
    m.room(text.len())?;
    let mut parts: Vec<String> = match by {
        None => at_blanks(text, most),
        Some(Needle::Text(by)) if by.as_str() == " " => at_blanks(text, most),
        Some(Needle::Text(by)) if by.is_empty() => {
            m.room(64 * text.len())?;
            let mut parts: Vec<_> = text.splitn(most.saturating_add(1), "").skip(1).collect();
            if most == usize::MAX {
                parts.pop();
            }
            parts.into_iter().map(str::to_owned).collect()
        }
        Some(Needle::Text(by)) => text.splitn(most, by.as_str()).map(str::to_owned).collect(),
        Some(Needle::Pattern(pattern)) => at_matches(m, text, &pattern, most)?,
    };
    while limit == 0 && parts.last().is_some_and(String::is_empty) {
        parts.pop();
    }
    m.texts(parts)
}

fn at_blanks(text: &str, most: usize) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(BLANK);
    while !rest.is_empty() {
        if parts.len() + 1 == most {
            parts.push(rest.to_owned());
            break;
        }
        let end = rest.find(BLANK).unwrap_or(rest.len());
        parts.push(rest[..end].to_owned());
        let after = rest[end..].trim_start_matches(BLANK);
        if after.is_empty() && end < rest.len() {
            parts.push(String::new());
        }
        rest = after;
    }
    parts
}

fn at_matches(
    m: &mut Machine,
    text: &Text,
    pattern: &Rc<crate::ruby::regexp::Pattern>,
    most: usize,
) -> Eval<Vec<String>> {
    let mut parts = Vec::new();
    let mut from = 0;
    if text.is_empty() {
        return Ok(parts);
    }
    for found in m.search_all(pattern, text)? {
        let (start, end) = found.whole();
        let nothing = start == end && (start == 0 || start == text.len());
        if parts.len() + 1 >= most || nothing {
            continue;
        }
        parts.push(text[from..start].to_owned());
        let groups = 1..found.groups.len();
        parts.extend(groups.filter_map(|group| found.group(group)).map(str::to_owned));
        from = end;
    }
    parts.push(text[from..].to_owned());
    Ok(parts)
}

/// The bytes that `text[place]` or `text[place, second]` means.
fn find(
    m: &mut Machine,
    text: &Text,
    place: Value,
    second: Option<Value>,
) -> Eval<Option<(usize, usize)>> {
    let number = |value: Value| match value {
        Value::Int(number) => Some(number),
        _ => None,
    };
    Ok(match place {
        Value::Str(id) => {
            let part = m.str(id);
            text.find(part.as_str()).map(|at| (at, at + part.len()))
        }
        Value::Regexp(id) => {
            let pattern = Rc::clone(m.pattern_of(id));
            let found = m.search(&pattern, text, 0)?;
            let group = match second {
                None => Some(0),
                Some(Value::Int(index)) => usize::try_from(index).ok(),
                Some(name) => {
                    let name = m.label(name);
                    found.as_ref().and_then(|found| found.named(&name?))
                }
            };
            found.and_then(|found| *found.groups.get(group?)?)
        }
        Value::Range(id) => {
            let bounds = m.range_of(id).within(text.chars().count());
            bounds.and_then(|(start, many)| bytes_of(text, start, many))
        }
        Value::Int(start) => {
            let length = text.chars().count();
            let many = second.map_or(Some(1), number).and_then(|many| usize::try_from(many).ok());
            match (index_from(start, length), many) {
                (Some(start), Some(many))
                    if start < length || second.is_some() && start == length =>
                {
                    bytes_of(text, start, many)
                }
                _ => None,
            }
        }
        other => {
            let what = other.kind().described();
            let message = format!(
                "`[]` takes a number, a range, a string or a regular expression here, not {what}"
            );
            return Err(m.fails(message));
        }
    })
}

fn bytes_of(text: &str, start: usize, many: usize) -> Option<(usize, usize)> {
    let offset =
        |count: usize| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(count);
    let end = offset(start.saturating_add(many)).unwrap_or(text.len());
    offset(start).map(|start| (start, end))
}
