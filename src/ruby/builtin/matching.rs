//! Methods that look for something in a string, and those that go by sets of letters.

use std::rc::Rc;

use super::{Builtin, Call, method, variadic};
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::regexp::{Flags, Pattern};
use crate::ruby::value::Value;

pub(crate) const METHODS: &[Builtin] = &[
    method("=~", 1, 1, position),
    method("match", 1, 2, |me, call| {
        let (text, pattern) = (me.own_text(&call)?, wanted(me, &call)?);
        Ok(me.search(&pattern, &text, 0, call.span)?.map_or(Value::Nil, Value::Match))
    }),
    method("match?", 1, 2, |me, call| {
        let (text, pattern) = (me.own_text(&call)?, wanted(me, &call)?);
        Ok(Value::Bool(me.search(&pattern, &text, 0, call.span)?.is_some()))
    }),
    method("include?", 1, 1, |me, call| {
        let (text, part) = (me.own_text(&call)?, me.text_argument(&call, 0)?);
        Ok(Value::Bool(text.contains(&part)))
    }),
    variadic("start_with?", 0, start_with),
    variadic("end_with?", 0, |me, call| {
        let text = me.own_text(&call)?;
        for index in 0..call.arguments.values.len() {
            if text.ends_with(&me.text_argument(&call, index)?) {
                return Ok(Value::Bool(true));
            }
        }
        Ok(Value::Bool(false))
    }),
    method("index", 1, 2, index),
    method("rindex", 1, 2, last_index),
    method("scan", 1, 1, scan),
    variadic("count", 1, |me, call| {
        let sets = sets(me, &call)?;
        let text = me.own_text(&call)?;
        Ok(Value::int(
            text.chars().filter(|letter| sets.iter().all(|set| set.has(*letter))).count(),
        ))
    }),
    variadic("delete", 1, |me, call| {
        let sets = sets(me, &call)?;
        let text = me.own_text(&call)?;
        let keep = |letter: &char| !sets.iter().all(|set| set.has(*letter));
        me.string(text.chars().filter(keep).collect(), call.span)
    }),
    variadic("squeeze", 0, |me, call| {
        let sets = sets(me, &call)?;
        let text = me.own_text(&call)?;
        let mut letters: Vec<char> = text.chars().collect();
        letters.dedup_by(|a, b| a == b && sets.iter().all(|set| set.has(*a)));
        me.string(letters.into_iter().collect(), call.span)
    }),
    method("tr", 2, 2, |me, call| translated(me, &call, false)),
    method("tr_s", 2, 2, |me, call| translated(me, &call, true)),
];

/// The regular expression that an argument is, or that finds the string that it is.
pub(super) fn wanted<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
) -> Result<Rc<Pattern>, Flow<'pr>> {
    let source = match call.argument(0) {
        Value::Regexp(pattern) => return Ok(pattern),
        Value::Str(source) => source.borrow().clone(),
        _ => return Err(call.wrong(0, "a regular expression")),
    };
    match interpreter.pattern(&source, Flags::default(), call.span)? {
        Value::Regexp(pattern) => Ok(pattern),
        _ => Err(call.wrong(0, "a regular expression")),
    }
}

fn characters<'pr>(text: &str, byte: Option<usize>) -> Value<'pr> {
    byte.map_or(Value::Nil, |byte| Value::int(text[..byte].chars().count()))
}

pub(super) fn position<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let Value::Regexp(pattern) = call.argument(0) else {
        return Err(call.wrong(0, "a regular expression"));
    };
    let text = interpreter.own_text(&call)?;
    let found = interpreter.search(&pattern, &text, 0, call.span)?;
    Ok(characters(&text, found.map(|found| found.whole().0)))
}

fn start_with<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.own_text(&call)?;
    for index in 0..call.arguments.values.len() {
        let starts = match call.argument(index) {
            Value::Regexp(pattern) => interpreter
                .search(&pattern, &text, 0, call.span)?
                .is_some_and(|found| found.whole().0 == 0),
            _ => text.starts_with(&interpreter.text_argument(&call, index)?),
        };
        if starts {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn index<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.own_text(&call)?;
    let from = if call.given(1) { call.int(1)? } else { 0 };
    let length = text.chars().count();
    let Some(from) = super::cutting::index_from(from, length).filter(|from| *from <= length) else {
        return Ok(Value::Nil);
    };
    let from = text.char_indices().nth(from).map_or(text.len(), |(byte, _)| byte);
    let found = match call.argument(0) {
        Value::Regexp(pattern) => {
            interpreter.search(&pattern, &text, from, call.span)?.map(|found| found.whole().0)
        }
        _ => {
            let part = interpreter.text_argument(&call, 0)?;
            text[from..].find(&part).map(|at| from + at)
        }
    };
    Ok(characters(&text, found))
}

fn last_index<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.own_text(&call)?;
    let length = text.chars().count();
    let to = if call.given(1) { call.int(1)? } else { i64::MAX };
    let Some(to) = super::cutting::index_from(to, length) else { return Ok(Value::Nil) };
    let to = text.char_indices().nth(to).map_or(text.len(), |(byte, _)| byte);
    let found = match call.argument(0) {
        Value::Regexp(pattern) => {
            let all = interpreter.search_all(&pattern, &text.as_str().into(), call.span)?;
            all.iter().map(|found| found.whole().0).rfind(|start| *start <= to)
        }
        _ => {
            let part = interpreter.text_argument(&call, 0)?;
            let end = text.floor_char_boundary(to.saturating_add(part.len()));
            text[..end].rfind(&part)
        }
    };
    Ok(characters(&text, found))
}

fn scan<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.own_text(&call)?;
    let pattern = match call.argument(0) {
        Value::Str(part) => {
            let source = regex::escape(&part.borrow());
            let call = Call {
                arguments: crate::ruby::arguments::Arguments::of(vec![Value::str(source)]),
                ..call.clone()
            };
            wanted(interpreter, &call)?
        }
        _ => wanted(interpreter, &call)?,
    };
    let mut results = Vec::new();
    for found in interpreter.search_all(&pattern, &text.into(), call.span)? {
        let groups = found.groups.len();
        let item = if groups == 1 {
            found.value(0)
        } else {
            interpreter.array((1..groups).map(|group| found.value(group)).collect(), call.span)?
        };
        interpreter.meter.make(64 + found.group(0).map_or(0, str::len), call.span)?;
        match &call.arguments.block {
            Some(block) => {
                interpreter.last_match = Some(found);
                interpreter.give(block, item)?;
            }
            None => results.push(item),
        }
    }
    match call.arguments.block {
        Some(_) => Ok(call.receiver),
        None => interpreter.array(results, call.span),
    }
}

/// Letters as `tr`, `count` and `delete` write them: `a-z`, `^a-z`, `\\-`.
struct Letters {
    letters: Vec<char>,
    negated: bool,
}

impl Letters {
    fn new(spelling: &str) -> Self {
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
        Self { letters, negated }
    }

    fn has(&self, letter: char) -> bool {
        self.letters.contains(&letter) != self.negated
    }
}

/// Longest range of letters in `tr` and its kin.
const MAX_LETTERS: usize = 256;

fn sets<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
) -> Result<Vec<Letters>, Flow<'pr>> {
    let mut sets = Vec::new();
    for index in 0..call.arguments.values.len() {
        sets.push(Letters::new(&interpreter.text_argument(call, index)?));
    }
    let letters: usize = sets.iter().map(|set| set.letters.len()).sum();
    let text = interpreter.own_text(call)?;
    interpreter.meter.work(text.len().saturating_mul(letters) / 128, call.span)?;
    Ok(sets)
}

fn translated<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    squeezes: bool,
) -> Eval<'pr> {
    let sets = sets(interpreter, call)?;
    let [from, to] = sets.as_slice() else { return Ok(call.receiver.clone()) };
    let text = interpreter.own_text(call)?;
    let new = |letter: char| {
        let at = from.letters.iter().position(|known| *known == letter);
        let at = if from.negated { at.is_none().then_some(usize::MAX) } else { at };
        at.map(|at| to.letters.get(at).or(to.letters.last()).copied())
    };
    let mut out = String::with_capacity(text.len());
    let mut last = None;
    for letter in text.chars() {
        match new(letter) {
            None => out.push(letter),
            Some(None) => continue,
            Some(Some(new)) if squeezes && last == Some(new) => continue,
            Some(Some(new)) => out.push(new),
        }
        last = new(letter).flatten();
    }
    interpreter.string(out, call.span)
}
