//! Methods of hashes beyond those that everything with items has.

use std::rc::Rc;

use super::{Builtin, Call, going, method, variadic};
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::{Dict, Pairs, Shared, Value};
use crate::source::Span;

pub(crate) const CLASS: &[Builtin] = &[
    method("new", 0, 1, |_, call| {
        let default = match &call.arguments.block {
            Some(block) => Value::Proc(Rc::clone(block)),
            None => call.argument(0),
        };
        Ok(Value::Hash(Rc::new(Shared::new(Pairs { default, ..Pairs::default() }))))
    }),
    method("[]", 1, 1, |me, call| me.send(call.argument(0), "to_h", Vec::new(), call.span)),
];

pub(crate) const METHODS: &[Builtin] = &[
    method("length", 0, 0, |_, call| Ok(Value::int(call.dict().borrow().len()))),
    method("size", 0, 0, |_, call| Ok(Value::int(call.dict().borrow().len()))),
    method("empty?", 0, 0, |_, call| Ok(Value::Bool(call.dict().borrow().is_empty()))),
    method("[]", 1, 1, |me, call| looked_up(me, &call.dict(), &call.argument(0), call.span)),
    method("fetch", 1, 2, fetch),
    method("dig", 1, 9, super::array::dig),
    method("key?", 1, 1, has_key),
    method("has_key?", 1, 1, has_key),
    method("include?", 1, 1, has_key),
    method("member?", 1, 1, has_key),
    method("value?", 1, 1, |me, call| Ok(Value::Bool(key_of(me, &call)?.is_some()))),
    method("has_value?", 1, 1, |me, call| Ok(Value::Bool(key_of(me, &call)?.is_some()))),
    method("key", 1, 1, |me, call| Ok(key_of(me, &call)?.unwrap_or(Value::Nil))),
    method("keys", 0, 0, |me, call| {
        let keys = call.dict().borrow().keys().cloned().collect();
        me.array(keys, call.span)
    }),
    method("values", 0, 0, |me, call| {
        let values = call.dict().borrow().values().cloned().collect();
        me.array(values, call.span)
    }),
    variadic("values_at", 0, |me, call| {
        let mut values = Vec::new();
        for key in &call.arguments.values {
            values.push(looked_up(me, &call.dict(), key, call.span)?);
        }
        me.array(values, call.span)
    }),
    going("each_pair", 0, 0, |me, call| me.method_call(Call { name: "each".to_owned(), ..call })),
    going("each_key", 0, 0, |me, call| {
        for (key, _) in pairs(me, &call)? {
            me.give(&call.block()?, key)?;
        }
        Ok(call.receiver)
    }),
    going("each_value", 0, 0, |me, call| {
        for (_, value) in pairs(me, &call)? {
            me.give(&call.block()?, value)?;
        }
        Ok(call.receiver)
    }),
    going("select", 0, 0, |me, call| chosen(me, &call, true)),
    going("filter", 0, 0, |me, call| chosen(me, &call, true)),
    going("reject", 0, 0, |me, call| chosen(me, &call, false)),
    variadic("slice", 0, |me, call| by_keys(me, &call, true)),
    variadic("except", 0, |me, call| by_keys(me, &call, false)),
    method("compact", 0, 0, |me, call| {
        let kept = pairs(me, &call)?.into_iter().filter(|pair| !matches!(pair.1, Value::Nil));
        me.hash(kept.collect(), call.span)
    }),
    method("invert", 0, 0, |me, call| {
        let mut turned = Vec::new();
        for (key, value) in pairs(me, &call)? {
            turned.push((me.key(value, call.span)?, key));
        }
        me.hash(turned, call.span)
    }),
    variadic("merge", 0, |me, call| {
        let receiver = me.send(call.receiver.clone(), "dup", Vec::new(), call.span)?;
        merged(me, Call { receiver, ..call })
    }),
    going("transform_values", 0, 0, |me, call| {
        let (block, mut new) = (call.block()?, Vec::new());
        for (key, value) in pairs(me, &call)? {
            new.push((key, me.give(&block, value)?));
        }
        me.hash(new, call.span)
    }),
    method("transform_keys", 0, 1, |me, call| {
        let mut new = Vec::new();
        for (key, value) in pairs(me, &call)? {
            let renamed = match (call.argument(0), &call.arguments.block) {
                (Value::Hash(names), _) => names.borrow().get(&key).cloned().unwrap_or(key),
                (_, Some(block)) => me.give(block, key)?,
                _ => return Err(call.fails("needs a block or a hash of names")),
            };
            new.push((me.key(renamed, call.span)?, value));
        }
        me.hash(new, call.span)
    }),
    method("to_h", 0, 0, |me, call| match call.arguments.block {
        Some(_) => super::iterate::to_h(me, call),
        None => Ok(call.receiver),
    }),
    method("to_hash", 0, 0, |_, call| Ok(call.receiver)),
    method("default", 0, 0, |_, call| Ok(call.dict().borrow().default.clone())),
    // In place.
    method("[]=", 2, 2, store),
    method("store", 2, 2, store),
    method("default=", 1, 1, |_, call| {
        call.change(&call.dict())?.default = call.argument(0);
        Ok(call.argument(0))
    }),
    method("delete", 1, 1, |me, call| {
        let key = me.key(call.argument(0), call.span)?;
        Ok(call.change(&call.dict())?.shift_remove(&key).unwrap_or(Value::Nil))
    }),
    variadic("merge!", 0, merged),
    variadic("update", 0, merged),
    method("clear", 0, 0, |_, call| {
        call.change(&call.dict())?.clear();
        Ok(call.receiver)
    }),
    method("shift", 0, 0, |me, call| {
        me.meter.work(call.dict().borrow().len() / 16, call.span)?;
        let first = call.change(&call.dict())?.shift_remove_index(0);
        Ok(first.map_or(Value::Nil, |(key, value)| Value::array(vec![key, value])))
    }),
    going("select!", 0, 0, |me, call| replaced(me, call, "select")),
    going("keep_if", 0, 0, |me, call| replaced(me, call, "select")),
    going("reject!", 0, 0, |me, call| replaced(me, call, "reject")),
    going("delete_if", 0, 0, |me, call| replaced(me, call, "reject")),
    going("transform_values!", 0, 0, |me, call| replaced(me, call, "transform_values")),
    method("transform_keys!", 0, 1, |me, call| replaced(me, call, "transform_keys")),
    method("compact!", 0, 0, |me, call| replaced(me, call, "compact")),
];

/// The value of a key, or what the hash yields for a key that it does not have.
pub(super) fn looked_up<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    dict: &Dict<'pr>,
    key: &Value<'pr>,
    span: Span,
) -> Eval<'pr> {
    let key = interpreter.key(key.clone(), span)?;
    let (found, default) = {
        let pairs = dict.borrow();
        (pairs.get(&key).cloned(), pairs.default.clone())
    };
    match (found, default) {
        (Some(found), _) => Ok(found),
        (None, Value::Proc(block)) => {
            interpreter.call_proc(&block, vec![Value::Hash(Rc::clone(dict)), key])
        }
        (None, default) => Ok(default),
    }
}

type Kept<'pr> = Vec<(Value<'pr>, Value<'pr>)>;

/// The pairs, as they are now.
fn pairs<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
) -> Result<Kept<'pr>, Flow<'pr>> {
    let dict = call.dict();
    interpreter.meter.make(dict.borrow().len() * 2 * size_of::<Value>(), call.span)?;
    let pairs = dict.borrow();
    Ok(pairs.iter().map(|(key, value)| (key.clone(), value.clone())).collect())
}

fn fetch<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let key = interpreter.key(call.argument(0), call.span)?;
    let found = call.dict().borrow().get(&key).cloned();
    match (found, &call.arguments.block) {
        (Some(found), _) => Ok(found),
        (None, Some(block)) => interpreter.give(block, key),
        (None, None) if call.given(1) => Ok(call.argument(1)),
        (None, None) => {
            let shown = interpreter.inspect(&key, call.span)?;
            let shown: String = shown.chars().take(40).collect();
            Err(call.fails(&format!("finds no key `{shown}`")))
        }
    }
}

fn has_key<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let key = interpreter.key(call.argument(0), call.span)?;
    Ok(Value::Bool(call.dict().borrow().contains_key(&key)))
}

fn key_of<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
) -> Result<Option<Value<'pr>>, Flow<'pr>> {
    let wanted = call.argument(0);
    for (key, value) in pairs(interpreter, call)? {
        if interpreter.equal(&value, &wanted, call.span)? {
            return Ok(Some(key));
        }
    }
    Ok(None)
}

fn chosen<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    wanted: bool,
) -> Eval<'pr> {
    let (block, mut kept) = (call.block()?, Vec::new());
    for (key, value) in pairs(interpreter, call)? {
        let answer = interpreter.call_proc(&block, vec![key.clone(), value.clone()])?;
        if answer.truthy() == wanted {
            kept.push((key, value));
        }
    }
    interpreter.hash(kept, call.span)
}

/// `slice` and `except`.
fn by_keys<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    wanted: bool,
) -> Eval<'pr> {
    let mut known = indexmap::IndexSet::new();
    for key in &call.arguments.values {
        known.insert(interpreter.key(key.clone(), call.span)?);
    }
    let pairs = pairs(interpreter, call)?.into_iter();
    interpreter.hash(pairs.filter(|(key, _)| known.contains(key) == wanted).collect(), call.span)
}

/// Takes over the pairs of other hashes; a block decides where both have a key.
fn merged<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let dict = call.dict();
    for (index, other) in call.arguments.values.iter().enumerate() {
        let Value::Hash(_) = other else { return Err(call.wrong(index, "a hash")) };
        let other = Call { receiver: other.clone(), ..call.clone() };
        for (key, value) in pairs(interpreter, &other)? {
            let old = dict.borrow().get(&key).cloned();
            let value = match (old, &call.arguments.block) {
                (Some(old), Some(block)) => {
                    interpreter.call_proc(block, vec![key.clone(), old, value])?
                }
                _ => value,
            };
            call.change(&dict)?.insert(key, value);
        }
    }
    Ok(call.receiver)
}

fn store<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let key = interpreter.key(call.argument(0), call.span)?;
    interpreter.meter.make(3 * size_of::<Value>(), call.span)?;
    call.change(&call.dict())?.insert(key, call.argument(1));
    Ok(call.argument(1))
}

/// What the method `name` yields becomes what the hash holds.
fn replaced<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>, name: &str) -> Eval<'pr> {
    drop(call.change(&call.dict())?);
    let new = interpreter.method_call(Call { name: name.to_owned(), ..call.clone() })?;
    if let Value::Hash(new) = new {
        let map = new.borrow().map.clone();
        call.change(&call.dict())?.map = map;
    }
    Ok(call.receiver)
}
