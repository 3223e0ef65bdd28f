//! `sub` and `gsub`: by text, by hash, by block; `\1` and `\k<name>` put groups back in.

use std::rc::Rc;

use super::matching::wanted;
use super::{Builtin, Call, method};
use crate::ruby::arguments::Arguments;
use crate::ruby::interpreter::{Eval, Flow, Interpreter, failure};
use crate::ruby::value::{Match, Value};

pub(crate) const METHODS: &[Builtin] = &[
    method("gsub", 1, 2, |me, call| substituted(me, &call, usize::MAX)),
    method("sub", 1, 2, |me, call| substituted(me, &call, 1)),
];

fn substituted<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    most: usize,
) -> Eval<'pr> {
    if !call.given(1) && call.arguments.block.is_none() {
        return Err(call.fails("needs what to put in: a string, a hash or a block"));
    }
    let text: Rc<str> = interpreter.own_text(call)?.into();
    let found = matches(interpreter, call, &text, most)?;
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for one in found {
        let (start, end) = one.whole();
        out.push_str(&text[from..start]);
        let new = replacement(interpreter, call, &one)?;
        interpreter.meter.make(new.len() + start - from, call.span)?;
        out.push_str(&new);
        from = end;
    }
    out.push_str(&text[from..]);
    interpreter.string(out, call.span)
}

fn matches<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    text: &Rc<str>,
    most: usize,
) -> Result<Vec<Rc<Match>>, Flow<'pr>> {
    let pattern = match call.argument(0) {
        Value::Str(part) => {
            let source = Value::str(regex::escape(&part.borrow()));
            let literal = Call { arguments: Arguments::of(vec![source]), ..call.clone() };
            wanted(interpreter, &literal)?
        }
        _ => wanted(interpreter, call)?,
    };
    if most == 1 {
        return Ok(interpreter.search_in(&pattern, text, 0, call.span)?.into_iter().collect());
    }
    interpreter.search_all(&pattern, text, call.span)
}

fn replacement<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    found: &Rc<Match>,
) -> Result<String, Flow<'pr>> {
    let value = match (call.argument(1), &call.arguments.block) {
        (Value::Hash(pairs), _) => {
            super::hash::looked_up(interpreter, &pairs, &found.value(0), call.span)?
        }
        (Value::Nil, Some(block)) => {
            interpreter.last_match = Some(Rc::clone(found));
            interpreter.give(block, found.value(0))?
        }
        _ => {
            let template = interpreter.text_argument(call, 1)?;
            let around = template.contains("\\`") || template.contains("\\'");
            let (start, end) = found.whole();
            let longest = if around { found.text.len() } else { end - start };
            let places = template.matches('\\').count();
            interpreter.meter.make(places.saturating_mul(longest), call.span)?;
            return filled(&template, found).map_err(|name| no_group(call, name));
        }
    };
    interpreter.to_s(&value, call.span)
}

fn no_group<'pr>(call: &Call<'pr>, name: &str) -> Flow<'pr> {
    let span = call.arguments.span(1, call.span);
    failure(span, format!("the regular expression has no group `{name}`"))
        .hint("name it there with `(?<name>…)`; groups without a name are `\\1`, `\\2` …")
        .into()
}

/// Puts the groups of a match into `template`; the name of a group that is not there is the error.
fn filled<'t>(template: &'t str, found: &Match) -> Result<String, &'t str> {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let mut letters = after.chars();
        let next = letters.next();
        rest = letters.as_str();
        match next {
            Some(digit @ '0'..='9') => {
                out.push_str(found.group(digit as usize - '0' as usize).unwrap_or_default());
            }
            Some('&') => out.push_str(found.group(0).unwrap_or_default()),
            Some('`') => out.push_str(&found.text[..found.whole().0]),
            Some('\'') => out.push_str(&found.text[found.whole().1..]),
            Some('+') => {
                let last = (1..found.groups.len()).rev().find_map(|group| found.group(group));
                out.push_str(last.unwrap_or_default());
            }
            Some('\\') | None => out.push('\\'),
            Some('k') if rest.starts_with('<') => {
                let (name, after) = rest[1..].split_once('>').ok_or(&rest[1..])?;
                let group = found.named(name).ok_or(name)?;
                out.push_str(found.group(group).unwrap_or_default());
                rest = after;
            }
            Some(other) => {
                out.push('\\');
                out.push(other);
            }
        }
    }
    out.push_str(rest);
    Ok(out)
}
