//! Strings: parts of them.

use std::rc::Rc;

use super::row::{Each, Needle, Row, Str, Text, rows};
use super::string::BLANK;
use crate::ruby::machine::{Eval, Machine};
use crate::ruby::value::{Match, Value, index_from};

pub(super) const ROWS: &[Row] = rows! {
    "chars" |m, s: Text| owned(m, &chars(&s))?;
    "lines" |m, s: Text| owned(m, &lines(&s))?;
    "bytes" |m, s: Text| { m.room(16 * s.len())?; s.bytes().map(|byte| Value::Int(byte.into())).collect::<Vec<_>>() };
    "each_char" |m, s: Str, block: Each| each(m, s, block, chars)?;
    "each_line" |m, s: Str, block: Each| each(m, s, block, lines)?;
    "split" |m, s: Text, by: Option<Needle>, limit: Option<i64>| split(m, &s, by, limit.unwrap_or(0))?;
    "[] slice" |m, s: Text, place: Value, second: Option<Value>|
        find(m, &s, place, second)?.map(|(start, end)| s[start..end].to_owned());
    "[]=" |m, s: Str, place: Value, second: Value, third: Option<Value>| {
        let (new, second) = match third { Some(new) => (new, Some(second)), None => (second, None) };
        let text = Rc::clone(m.str(s.0));
        let Some((start, end)) = find(m, &text, place, second)? else {
            return Err(m.raise("IndexError", "there is nothing at this place of the string"));
        };
        drop(text);
        let part = m.to_s(new)?;
        m.work(m.str(s.0).len() / 64)?;
        m.str_mut(s.0, part.len())?.replace_range(start..end, &part);
        new
    };
    "partition" |m, s: Text, by: Needle| parted(m, &s, &by, false)?;
    "rpartition" |m, s: Text, by: Needle| parted(m, &s, &by, true)?;
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

fn last(m: &mut Machine, text: &Text, part: &Needle) -> Eval<Option<(usize, usize)>> {
    Ok(match part {
        Needle::Text(part) => text.rfind(part.as_str()).map(|at| (at, at + part.len())),
        Needle::Pattern(pattern) => m.search_all(pattern, text)?.last().map(Match::whole),
    })
}

fn chars(text: &str) -> Vec<&str> {
    text.char_indices().map(|(at, letter)| &text[at..at + letter.len_utf8()]).collect()
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn owned(m: &mut Machine, parts: &[&str]) -> Eval {
    m.room(parts.iter().map(|part| part.len() + 64).sum())?;
    m.texts(parts.iter().map(|part| (*part).to_owned()).collect())
}

fn each(m: &mut Machine, s: Str, block: Each, cut: fn(&str) -> Vec<&str>) -> Eval {
    let text = Rc::clone(m.str(s.0));
    m.room(text.len())?;
    for part in cut(&text) {
        let part = m.text(part)?;
        m.call_block(block.0, &[part])?;
    }
    Ok(Value::Str(s.0))
}

/// `split`: at white space, at a string, or at what a regular expression finds.
fn split(m: &mut Machine, text: &Text, by: Option<Needle>, limit: i64) -> Eval {
    let most = usize::try_from(limit).ok().filter(|most| *most > 0).unwrap_or(usize::MAX);
    m.room(text.len())?;
    let mut parts: Vec<String> = match by {
        None => at_blanks(text, most),
        Some(Needle::Text(by)) if by.as_str() == " " => at_blanks(text, most),
        Some(Needle::Text(by)) if by.is_empty() => {
            let rest =
                text.char_indices().nth(most.saturating_sub(1)).map_or(text.len(), |at| at.0);
            let rest = if most == usize::MAX { text.len() } else { rest };
            let (each, rest) = text.split_at(rest);
            let tail = if rest.is_empty() { None } else { Some(rest) };
            chars(each).into_iter().chain(tail).map(str::to_owned).collect()
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
            return Err(m.raise("TypeError", message));
        }
    })
}

fn bytes_of(text: &str, start: usize, many: usize) -> Option<(usize, usize)> {
    let offset =
        |count: usize| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(count);
    let end = offset(start.saturating_add(many)).unwrap_or(text.len());
    offset(start).map(|start| (start, end))
}

fn parted(m: &mut Machine, text: &Text, by: &Needle, from_end: bool) -> Eval {
    let found = if from_end { last(m, text, by)? } else { first(m, text, by, 0)? };
    let parts = match (found, from_end) {
        (Some((start, end)), _) => [&text[..start], &text[start..end], &text[end..]],
        (None, false) => [text.as_str(), "", ""],
        (None, true) => ["", "", text.as_str()],
    };
    owned(m, &parts)
}
