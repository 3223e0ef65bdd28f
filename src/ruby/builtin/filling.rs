//! Methods that change an array in place.

use super::cutting::{bounds, index_from};
use super::{Builtin, Call, going, method, variadic};
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::Value;

pub(crate) const METHODS: &[Builtin] = &[
    method("<<", 1, 1, push),
    variadic("push", 0, push),
    variadic("append", 0, push),
    variadic("unshift", 0, unshift),
    variadic("prepend", 0, unshift),
    variadic("insert", 1, insert),
    variadic("concat", 0, |me, call| {
        for other in call.arguments.values.clone() {
            let items = me.each_item(&other, call.span)?;
            call.change(&call.list())?.extend(items);
        }
        Ok(call.receiver)
    }),
    method("pop", 0, 1, |me, call| removed(me, &call, false)),
    method("shift", 0, 1, |me, call| removed(me, &call, true)),
    method("[]=", 2, 3, set),
    method("delete", 1, 1, delete),
    method("delete_at", 1, 1, |_, call| {
        let list = call.list();
        let length = list.borrow().len();
        let at = index_from(call.int(0)?, length).filter(|at| *at < length);
        Ok(match at {
            Some(at) => call.change(&list)?.remove(at),
            None => Value::Nil,
        })
    }),
    method("slice!", 1, 2, |me, call| {
        let part = me.method_call(Call { name: "slice".to_owned(), ..call.clone() })?;
        let length = call.list().borrow().len();
        let (start, many) = place(&call, length)?.unwrap_or_default();
        call.change(&call.list())?.drain(start.min(length)..(start + many).min(length));
        Ok(part)
    }),
    method("clear", 0, 0, |_, call| {
        call.change(&call.list())?.clear();
        Ok(call.receiver)
    }),
    method("replace", 1, 1, |me, call| {
        let items = me.each_item(&call.argument(0), call.span)?;
        *call.change(&call.list())? = items;
        Ok(call.receiver)
    }),
    method("fill", 1, 1, |_, call| {
        call.change(&call.list())?.fill(call.argument(0));
        Ok(call.receiver)
    }),
    going("map!", 0, 0, |me, call| through(me, call, "map")),
    going("collect!", 0, 0, |me, call| through(me, call, "map")),
    method("sort!", 0, 0, |me, call| through(me, call, "sort")),
    going("sort_by!", 0, 0, |me, call| through(me, call, "sort_by")),
    method("reverse!", 0, 0, |me, call| through(me, call, "reverse")),
    method("rotate!", 0, 1, |me, call| through(me, call, "rotate")),
    going("keep_if", 0, 0, |me, call| through(me, call, "select")),
    going("delete_if", 0, 0, |me, call| through(me, call, "reject")),
    going("select!", 0, 0, |me, call| shortened(me, call, "select")),
    going("filter!", 0, 0, |me, call| shortened(me, call, "select")),
    going("reject!", 0, 0, |me, call| shortened(me, call, "reject")),
    method("compact!", 0, 0, |me, call| shortened(me, call, "compact")),
    method("uniq!", 0, 0, |me, call| shortened(me, call, "uniq")),
    method("flatten!", 0, 1, |me, call| through(me, call, "flatten")),
];

fn push<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    interpreter.meter.make(call.arguments.values.len() * size_of::<Value>(), call.span)?;
    call.change(&call.list())?.extend(call.arguments.values.iter().cloned());
    Ok(call.receiver)
}

fn unshift<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let length = call.list().borrow().len() / 8;
    interpreter
        .meter
        .make((length + call.arguments.values.len()) * size_of::<Value>(), call.span)?;
    call.change(&call.list())?.splice(0..0, call.arguments.values.iter().cloned());
    Ok(call.receiver)
}

fn insert<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let list = call.list();
    let length = list.borrow().len();
    let at = match call.int(0)? {
        index @ 0.. => usize::try_from(index).ok(),
        index => index_from(index + 1, length).map(|at| if index == -1 { length } else { at }),
    };
    let at = at.filter(|at| *at <= length).ok_or_else(|| call.fails("is outside the array"))?;
    interpreter
        .meter
        .make((length / 8 + call.arguments.values.len()) * size_of::<Value>(), call.span)?;
    call.change(&list)?.splice(at..at, call.arguments.values.iter().skip(1).cloned());
    Ok(call.receiver)
}

fn removed<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    first: bool,
) -> Eval<'pr> {
    let list = call.list();
    let length = list.borrow().len();
    if first {
        interpreter.meter.work(length / 32, call.span)?;
    }
    let many = if call.given(0) { call.size(0)?.min(length) } else { length.min(1) };
    let part = if first { 0..many } else { length - many..length };
    let items: Vec<Value> = call.change(&list)?.drain(part).collect();
    if call.given(0) {
        return interpreter.array(items, call.span);
    }
    Ok(items.into_iter().next().unwrap_or(Value::Nil))
}

/// Where the part that the arguments mean starts, and how many items it has.
fn place<'pr>(call: &Call<'pr>, length: usize) -> Result<Option<(usize, usize)>, Flow<'pr>> {
    Ok(match call.argument(0) {
        Value::Range(range) => bounds(&range, length),
        _ => {
            let many = if call.given(1) { call.size(1)? } else { 1 };
            index_from(call.int(0)?, length).map(|start| (start, many))
        }
    })
}

fn set<'pr>(interpreter: &mut Interpreter<'pr, '_>, mut call: Call<'pr>) -> Eval<'pr> {
    let value = call.arguments.values.pop().unwrap_or(Value::Nil);
    let list = call.list();
    let length = list.borrow().len();
    let is_part = call.given(1) || matches!(call.argument(0), Value::Range(_));
    let place = place(&call, length)?;
    let (start, many) = place.ok_or_else(|| call.fails("is outside the array"))?;
    let longer = (start + 1).saturating_sub(length).saturating_mul(size_of::<Value>());
    interpreter.meter.make(longer, call.span)?;
    let new = match &value {
        Value::Array(_) if is_part => interpreter.each_item(&value, call.span)?,
        _ => vec![value.clone()],
    };
    let mut items = call.change(&list)?;
    if start >= items.len() {
        items.resize(start, Value::Nil);
    }
    let end = start.saturating_add(many).min(items.len());
    items.splice(start..end, new);
    Ok(value)
}

fn delete<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let wanted = call.argument(0);
    let (mut kept, mut found) = (Vec::new(), Value::Nil);
    for item in interpreter.own_items(&call)? {
        if interpreter.equal(&item, &wanted, call.span)? {
            found = item;
        } else {
            kept.push(item);
        }
    }
    *call.change(&call.list())? = kept;
    Ok(found)
}

/// What the method `name` yields becomes what the array holds.
fn through<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>, name: &str) -> Eval<'pr> {
    drop(call.change(&call.list())?);
    let new = interpreter.method_call(Call { name: name.to_owned(), ..call.clone() })?;
    let items = interpreter.each_item(&new, call.span)?;
    *call.change(&call.list())? = items;
    Ok(call.receiver)
}

/// As `through`, but `nil` where nothing changes.
fn shortened<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: Call<'pr>,
    name: &str,
) -> Eval<'pr> {
    let before = call.list().borrow().len();
    let changed = through(interpreter, call.clone(), name)?;
    Ok(if call.list().borrow().len() == before { Value::Nil } else { changed })
}
