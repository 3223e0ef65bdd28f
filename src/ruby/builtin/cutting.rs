//! Methods of strings that yield parts of them.

use std::rc::Rc;

use super::string::BLANK;
use super::{Builtin, Call, going, method};
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::{Range, Value};
use crate::source::Span;

pub(crate) const METHODS: &[Builtin] = &[
    method("chars", 0, 0, |me, call| listed(me, &call, chars)),
    method("lines", 0, 1, |me, call| listed(me, &call, lines)),
    method("bytes", 0, 0, |me, call| {
        let text = me.own_text(&call)?;
        me.array(text.bytes().map(|byte| Value::Int(byte.into())).collect(), call.span)
    }),
    method("codepoints", 0, 0, |me, call| {
        let text = me.own_text(&call)?;
        me.array(text.chars().map(|one| Value::Int(u32::from(one).into())).collect(), call.span)
    }),
    going("each_char", 0, 0, |me, call| each(me, &call, chars)),
    going("each_line", 0, 1, |me, call| each(me, &call, lines)),
    method("split", 0, 2, split),
    method("[]", 1, 2, slice),
    method("slice", 1, 2, slice),
    method("partition", 1, 1, |me, call| parted(me, &call, true)),
    method("rpartition", 1, 1, |me, call| parted(me, &call, false)),
];

type Parts<'pr> = Result<Vec<Value<'pr>>, Flow<'pr>>;

fn listed<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    cut: fn(&str) -> Vec<&str>,
) -> Eval<'pr> {
    let text = interpreter.own_text(call)?;
    let parts = values(interpreter, &cut(&text), call.span)?;
    interpreter.array(parts, call.span)
}

fn each<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    cut: fn(&str) -> Vec<&str>,
) -> Eval<'pr> {
    let (text, block) = (interpreter.own_text(call)?, call.block()?);
    for part in values(interpreter, &cut(&text), call.span)? {
        interpreter.give(&block, part)?;
    }
    Ok(call.receiver.clone())
}

fn values<'pr>(interpreter: &mut Interpreter<'pr, '_>, parts: &[&str], span: Span) -> Parts<'pr> {
    let bytes: usize = parts.iter().map(|part| part.len() + 2 * size_of::<Value>()).sum();
    interpreter.meter.make(bytes, span)?;
    Ok(parts.iter().map(|part| Value::str(*part)).collect())
}

fn chars(text: &str) -> Vec<&str> {
    text.char_indices().map(|(at, letter)| &text[at..at + letter.len_utf8()]).collect()
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// `split`: at white space, at a string, or at what a regular expression finds.
fn split<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.own_text(&call)?;
    let limit = if call.given(1) { call.int(1)? } else { 0 };
    let most = usize::try_from(limit).ok().filter(|most| *most > 0).unwrap_or(usize::MAX);
    let mut parts = match call.argument(0) {
        Value::Nil => at_blanks(interpreter, &text, most, call.span)?,
        Value::Str(by) if *by.borrow() == " " => at_blanks(interpreter, &text, most, call.span)?,
        Value::Str(by) if by.borrow().is_empty() => {
            let parts: Vec<&str> = match text.char_indices().nth(most - 1) {
                Some((rest, _)) if most < usize::MAX => {
                    chars(&text[..rest]).into_iter().chain([&text[rest..]]).collect()
                }
                _ => chars(&text),
            };
            values(interpreter, &parts, call.span)?
        }
        Value::Str(by) => {
            let by = by.borrow().clone();
            let parts: Vec<&str> = text.splitn(most, by.as_str()).collect();
            values(interpreter, &parts, call.span)?
        }
        Value::Regexp(_) => at_matches(interpreter, &call, &text, most)?,
        _ => return Err(call.wrong(0, "a string or a regular expression")),
    };
    let empty = |value: &Value| matches!(value, Value::Str(text) if text.borrow().is_empty());
    if limit == 0 {
        while parts.last().is_some_and(empty) {
            parts.pop();
        }
    }
    match &call.arguments.block {
        Some(block) => {
            let block = Rc::clone(block);
            for part in parts {
                interpreter.give(&block, part)?;
            }
            Ok(call.receiver)
        }
        None => interpreter.array(parts, call.span),
    }
}

fn at_blanks<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    text: &str,
    most: usize,
    span: Span,
) -> Parts<'pr> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(BLANK);
    while !rest.is_empty() {
        if parts.len() + 1 == most {
            parts.push(rest);
            break;
        }
        let end = rest.find(BLANK).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        let after = rest[end..].trim_start_matches(BLANK);
        if after.is_empty() && end < rest.len() {
            parts.push("");
        }
        rest = after;
    }
    values(interpreter, &parts, span)
}

fn at_matches<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    text: &str,
    most: usize,
) -> Parts<'pr> {
    let Value::Regexp(pattern) = call.argument(0) else { return Ok(Vec::new()) };
    let mut parts: Vec<&str> = Vec::new();
    let mut from = 0;
    let found = interpreter.search_all(&pattern, &text.into(), call.span)?;
    for one in &found {
        let (start, end) = one.whole();
        let nothing = start == end && (start == 0 || start >= text.len());
        if nothing || text.is_empty() {
            continue;
        }
        if parts.len() + 1 >= most {
            break;
        }
        parts.push(&text[from..start]);
        parts.extend(one.groups.iter().skip(1).flatten().map(|&(start, end)| &text[start..end]));
        from = end;
    }
    if !text.is_empty() {
        parts.push(&text[from..]);
    }
    values(interpreter, &parts, call.span)
}

/// The bytes that `text[index]`, `text[start, length]`, `text[range]`, `text['part']` or
/// `text[/pattern/, group]` mean.
pub(super) fn place<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    text: &str,
) -> Result<Option<(usize, usize)>, Flow<'pr>> {
    let length = || text.chars().count();
    Ok(match call.argument(0) {
        Value::Str(part) => {
            let part = part.borrow();
            text.find(part.as_str()).map(|at| (at, at + part.len()))
        }
        Value::Regexp(pattern) => {
            let found = interpreter.search(&pattern, text, 0, call.span)?;
            let group = match call.argument(1) {
                Value::Nil => Some(0),
                Value::Int(index) => usize::try_from(index).ok(),
                name => found.as_ref().and_then(|found| found.named(&name.as_text()?)),
            };
            found.and_then(|found| *found.groups.get(group?)?)
        }
        Value::Range(range) => {
            bounds(&range, length()).and_then(|(start, many)| bytes_of(text, start, many))
        }
        Value::Int(_) | Value::Float(_) => {
            let (start, many) = (call.int(0)?, if call.given(1) { call.int(1)? } else { 1 });
            let length = length();
            let start = index_from(start, length);
            let many = usize::try_from(many).ok();
            match (start, many) {
                (Some(start), Some(many)) if start < length || call.given(1) && start == length => {
                    bytes_of(text, start, many)
                }
                _ => None,
            }
        }
        _ => return Err(call.wrong(0, "a number, a range, a string or a regular expression")),
    })
}

fn bytes_of(text: &str, start: usize, many: usize) -> Option<(usize, usize)> {
    let offset =
        |count: usize| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(count);
    let end = offset(start.saturating_add(many)).unwrap_or(text.len());
    offset(start).map(|start| (start, end))
}

/// A number that may count from the end, as an index into `length` items.
pub(super) fn index_from(index: i64, length: usize) -> Option<usize> {
    match usize::try_from(index) {
        Ok(index) => Some(index),
        Err(_) => length.checked_sub(usize::try_from(index.unsigned_abs()).ok()?),
    }
}

/// Where a range starts among `length` items, and how many it takes; `None` when outside.
pub(super) fn bounds(range: &Range, length: usize) -> Option<(usize, usize)> {
    let number = |value: &Value, default: i64| match value {
        Value::Int(number) => Some(*number),
        Value::Nil => Some(default),
        _ => None,
    };
    let start = index_from(number(&range.first, 0)?, length).filter(|start| *start <= length)?;
    let last = number(&range.last, -1)?;
    let excludes = range.excludes_last && !matches!(range.last, Value::Nil);
    let end = match index_from(last, length) {
        Some(last) => last.saturating_add(usize::from(!excludes)),
        None => 0,
    };
    Some((start, end.min(length).saturating_sub(start)))
}

fn slice<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.own_text(&call)?;
    match place(interpreter, &call, &text)? {
        Some((start, end)) => interpreter.string(text[start..end].to_owned(), call.span),
        None => Ok(Value::Nil),
    }
}

fn parted<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: &Call<'pr>, first: bool) -> Eval<'pr> {
    let text = interpreter.own_text(call)?;
    let found = match call.argument(0) {
        Value::Regexp(pattern) if first => {
            interpreter.search(&pattern, &text, 0, call.span)?.map(|found| found.whole())
        }
        Value::Regexp(pattern) => {
            let all = interpreter.search_all(&pattern, &text.as_str().into(), call.span)?;
            all.last().map(|found| found.whole())
        }
        _ => {
            let part = interpreter.text_argument(call, 0)?;
            let at = if first { text.find(&part) } else { text.rfind(&part) };
            at.map(|at| (at, at + part.len()))
        }
    };
    let parts = match (found, first) {
        (Some((start, end)), _) => [&text[..start], &text[start..end], &text[end..]],
        (None, true) => [text.as_str(), "", ""],
        (None, false) => ["", "", text.as_str()],
    };
    let parts = values(interpreter, &parts, call.span)?;
    interpreter.array(parts, call.span)
}
