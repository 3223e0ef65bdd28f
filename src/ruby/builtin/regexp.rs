//! Methods of regular expressions, and of what they find.

use std::rc::Rc;

use super::{Builtin, Call, method, variadic};
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::regexp::{Flags, Pattern};
use crate::ruby::value::{Match, Value};

pub(crate) const CLASS: &[Builtin] = &[
    method("new", 1, 2, |me, call| {
        if let Value::Regexp(_) = call.argument(0) {
            return Ok(call.argument(0));
        }
        let flags = match call.argument(1) {
            Value::Int(bits) => Flags::from_bits(bits),
            other => Flags { ignore_case: other.truthy(), ..Flags::default() },
        };
        let source = me.text_argument(&call, 0)?;
        me.pattern(&source, flags, call.span)
    }),
    method("escape", 1, 1, escaped),
    method("quote", 1, 1, escaped),
    variadic("union", 0, union),
    method("last_match", 0, 1, |me, call| {
        let found = me.last_match.clone();
        let group = if call.given(0) { Some(call.size(0)?) } else { None };
        Ok(match (found, group) {
            (Some(found), Some(group)) => found.value(group),
            (Some(found), None) => Value::Match(found),
            _ => Value::Nil,
        })
    }),
];

pub(crate) const METHODS: &[Builtin] = &[
    method("source", 0, 0, |_, call| Ok(Value::str(own(&call)?.source.clone()))),
    method("to_s", 0, 0, |_, call| Ok(Value::str(own(&call)?.embedded()))),
    method("=~", 1, 1, |me, call| turned(me, call, "=~")),
    method("match", 1, 1, |me, call| turned(me, call, "match")),
    method("match?", 1, 1, |me, call| turned(me, call, "match?")),
    method("names", 0, 0, |_, call| own(&call).map(|own| names(&own))),
];

pub(crate) const MATCH: &[Builtin] = &[
    method("[]", 1, 1, |_, call| {
        let found = found(&call)?;
        let group = match call.argument(0) {
            Value::Int(_) => super::cutting::index_from(call.int(0)?, found.groups.len()),
            name => name.as_text().and_then(|name| found.named(&name)),
        };
        Ok(group.map_or(Value::Nil, |group| found.value(group)))
    }),
    method("to_s", 0, 0, |_, call| Ok(found(&call)?.value(0))),
    method("to_a", 0, 0, |_, call| groups(&call, 0)),
    method("captures", 0, 0, |_, call| groups(&call, 1)),
    method("named_captures", 0, 0, |_, call| {
        let found = found(&call)?;
        let known = found.pattern.regex.capture_names().enumerate();
        let pairs = known.filter_map(|(group, name)| Some((Value::str(name?), found.value(group))));
        Ok(Value::hash(pairs))
    }),
    method("names", 0, 0, |_, call| found(&call).map(|found| names(&found.pattern))),
    method("pre_match", 0, 0, |_, call| {
        let found = found(&call)?;
        Ok(Value::str(&found.text[..found.whole().0]))
    }),
    method("post_match", 0, 0, |_, call| {
        let found = found(&call)?;
        Ok(Value::str(&found.text[found.whole().1..]))
    }),
    method("begin", 1, 1, |_, call| offset(&call, |(start, _)| start)),
    method("end", 1, 1, |_, call| offset(&call, |(_, end)| end)),
];

fn own<'pr>(call: &Call<'pr>) -> Result<Rc<Pattern>, Flow<'pr>> {
    match &call.receiver {
        Value::Regexp(pattern) => Ok(Rc::clone(pattern)),
        _ => Err(call.fails("needs a regular expression")),
    }
}

fn found<'pr>(call: &Call<'pr>) -> Result<Rc<Match>, Flow<'pr>> {
    match &call.receiver {
        Value::Match(found) => Ok(Rc::clone(found)),
        _ => Err(call.fails("needs a match")),
    }
}

fn groups<'pr>(call: &Call<'pr>, from: usize) -> Eval<'pr> {
    let found = found(call)?;
    Ok(Value::array((from..found.groups.len()).map(|group| found.value(group)).collect()))
}

fn names<'pr>(pattern: &Pattern) -> Value<'pr> {
    Value::array(pattern.regex.capture_names().flatten().map(Value::str).collect())
}

fn offset<'pr>(call: &Call<'pr>, end: fn((usize, usize)) -> usize) -> Eval<'pr> {
    let found = found(call)?;
    let place = found.groups.get(call.size(0)?).copied().flatten();
    let characters = |byte: usize| Value::int(found.text[..byte].chars().count());
    Ok(place.map_or(Value::Nil, |place| characters(end(place))))
}

/// `/…/.match(text)` is `text.match(/…/)`.
fn turned<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>, name: &str) -> Eval<'pr> {
    match call.argument(0) {
        Value::Nil => Ok(if name == "match?" { Value::Bool(false) } else { Value::Nil }),
        text @ (Value::Str(_) | Value::Sym(_)) => {
            let text = Value::str(interpreter.to_s(&text, call.span)?);
            interpreter.send(text, name, vec![call.receiver], call.span)
        }
        _ => Err(call.wrong(0, "a string")),
    }
}

fn escape(text: &str) -> String {
    let special = |letter: char| ".*?+^$|\\()[]{}-#".contains(letter);
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            ' ' => out.push_str("\\ "),
            _ if special(letter) => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out
}

fn escaped<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.text_argument(&call, 0)?;
    interpreter.string(escape(&text), call.span)
}

fn union<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let parts = match call.arguments.values.as_slice() {
        [list @ Value::Array(_)] => interpreter.each_item(list, call.span)?,
        parts => parts.to_vec(),
    };
    let mut sources = Vec::new();
    for part in &parts {
        sources.push(match part {
            Value::Regexp(pattern) if parts.len() == 1 => pattern.source.clone(),
            Value::Regexp(pattern) => pattern.embedded(),
            other => escape(&interpreter.to_s(other, call.span)?),
        });
    }
    let source = if sources.is_empty() { "[^\\s\\S]".to_owned() } else { sources.join("|") };
    interpreter.pattern(&source, Flags::default(), call.span)
}
