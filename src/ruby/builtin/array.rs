//! Methods of arrays beyond those that everything with items has.

use std::rc::Rc;

use super::cutting::{bounds, index_from};
use super::{Builtin, Call, going, method, variadic};
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::Value;

pub(crate) const CLASS: &[Builtin] = &[method("new", 0, 2, new)];

pub(crate) const METHODS: &[Builtin] = &[
    method("length", 0, 0, |_, call| Ok(Value::int(call.list().borrow().len()))),
    method("size", 0, 0, |_, call| Ok(Value::int(call.list().borrow().len()))),
    method("empty?", 0, 0, |_, call| Ok(Value::Bool(call.list().borrow().is_empty()))),
    method("[]", 1, 2, slice),
    method("slice", 1, 2, slice),
    method("at", 1, 1, slice),
    method("dig", 1, 9, dig),
    method("fetch", 1, 2, fetch),
    variadic("values_at", 0, |me, call| {
        let items = me.own_items(&call)?;
        let mut found = Vec::new();
        for index in 0..call.arguments.values.len() {
            let at = index_from(call.int(index)?, items.len());
            found.push(at.and_then(|at| items.get(at).cloned()).unwrap_or(Value::Nil));
        }
        me.array(found, call.span)
    }),
    method("last", 0, 1, |me, call| {
        let list = call.list();
        if !call.given(0) {
            return Ok(list.borrow().last().cloned().unwrap_or(Value::Nil));
        }
        let from = list.borrow().len().saturating_sub(call.size(0)?);
        let items = list.borrow()[from..].to_vec();
        me.array(items, call.span)
    }),
    method("+", 1, 1, |me, call| {
        let mut items = me.own_items(&call)?;
        items.extend(other(me, &call)?);
        me.array(items, call.span)
    }),
    method("-", 1, 1, |me, call| kept(me, &call, false)),
    method("difference", 1, 1, |me, call| kept(me, &call, false)),
    method("&", 1, 1, |me, call| kept(me, &call, true)),
    method("intersection", 1, 1, |me, call| kept(me, &call, true)),
    method("intersect?", 1, 1, |me, call| {
        let both = kept(me, &call, true)?;
        Ok(Value::Bool(matches!(both, Value::Array(items) if !items.borrow().is_empty())))
    }),
    method("|", 1, 1, union),
    method("union", 1, 1, union),
    method("*", 1, 1, times),
    method("join", 0, 1, join),
    method("reverse", 0, 0, |me, call| {
        let items = me.own_items(&call)?;
        me.array(items.into_iter().rev().collect(), call.span)
    }),
    method("rotate", 0, 1, |me, call| {
        let mut items = me.own_items(&call)?;
        let by = if call.given(0) { call.int(0)? } else { 1 };
        if let Ok(length @ 1..) = i64::try_from(items.len()) {
            items.rotate_left(usize::try_from(by.rem_euclid(length)).unwrap_or(0));
        }
        me.array(items, call.span)
    }),
    method("compact", 0, 0, |me, call| {
        let items = me.own_items(&call)?;
        let kept = items.into_iter().filter(|item| !matches!(item, Value::Nil));
        me.array(kept.collect(), call.span)
    }),
    method("flatten", 0, 1, |me, call| {
        let depth = if call.given(0) { call.int(0)? } else { i64::MAX };
        let mut flat = Vec::new();
        for item in me.own_items(&call)? {
            flatten(me, &call, item, depth, &mut flat)?;
        }
        me.array(flat, call.span)
    }),
    method("transpose", 0, 0, transpose),
    method("product", 1, 9, product),
    method("combination", 1, 1, combination),
    method("assoc", 1, 1, |me, call| {
        let wanted = call.argument(0);
        for item in me.own_items(&call)? {
            if let Value::Array(pair) = &item {
                let key = pair.borrow().first().cloned().unwrap_or(Value::Nil);
                if me.equal(&key, &wanted, call.span)? {
                    return Ok(item);
                }
            }
        }
        Ok(Value::Nil)
    }),
    going("each_index", 0, 0, |me, call| {
        let block = call.block()?;
        for index in 0..call.list().borrow().len() {
            me.give(&block, Value::int(index))?;
        }
        Ok(call.receiver)
    }),
    method("to_a", 0, 0, |_, call| Ok(call.receiver)),
    method("to_ary", 0, 0, |_, call| Ok(call.receiver)),
];

fn new<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    if let Value::Array(_) = call.argument(0) {
        let items = interpreter.each_item(&call.argument(0), call.span)?;
        return interpreter.array(items, call.span);
    }
    let size = if call.given(0) { call.size(0)? } else { 0 };
    interpreter.meter.make(size.saturating_mul(size_of::<Value>()), call.span)?;
    let mut items = Vec::with_capacity(size);
    for index in 0..size {
        items.push(match &call.arguments.block {
            Some(block) => interpreter.give(block, Value::int(index))?,
            None => call.argument(1),
        });
    }
    interpreter.array(items, call.span)
}

fn other<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
) -> Result<Vec<Value<'pr>>, Flow<'pr>> {
    match call.argument(0) {
        list @ (Value::Array(_) | Value::Enumerator(_)) => interpreter.each_item(&list, call.span),
        _ => Err(call.wrong(0, "an array")),
    }
}

fn slice<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let list = call.list();
    let length = list.borrow().len();
    let (start, many) = match call.argument(0) {
        Value::Range(range) => match bounds(&range, length) {
            Some(part) => part,
            None => return Ok(Value::Nil),
        },
        _ if call.given(1) => match index_from(call.int(0)?, length) {
            Some(start) if start <= length => (start, call.size(1)?.min(length - start)),
            _ => return Ok(Value::Nil),
        },
        _ => {
            let at = index_from(call.int(0)?, length);
            let found = at.and_then(|at| list.borrow().get(at).cloned());
            return Ok(found.unwrap_or(Value::Nil));
        }
    };
    let items = list.borrow()[start..start + many].to_vec();
    interpreter.array(items, call.span)
}

/// `dig` of arrays and hashes: one key after the other, `nil` where there is nothing.
pub(super) fn dig<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let mut value = call.receiver.clone();
    for key in call.arguments.values.clone() {
        if matches!(value, Value::Nil) {
            break;
        }
        value = interpreter.send(value, "[]", vec![key], call.span)?;
    }
    Ok(value)
}

fn fetch<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let list = call.list();
    let at = index_from(call.int(0)?, list.borrow().len());
    let found = at.and_then(|at| list.borrow().get(at).cloned());
    match (found, &call.arguments.block) {
        (Some(found), _) => Ok(found),
        (None, Some(block)) => interpreter.give(block, call.argument(0)),
        (None, None) if call.given(1) => Ok(call.argument(1)),
        _ => Err(call.fails("finds nothing at this index")),
    }
}

/// The items that are (or are not) in the other array, as `&` and `-` yield them.
fn kept<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: &Call<'pr>, both: bool) -> Eval<'pr> {
    let mut known = indexmap::IndexSet::new();
    for item in other(interpreter, call)? {
        known.insert(interpreter.key(item, call.span)?);
    }
    let mut items = Vec::new();
    let mut seen = indexmap::IndexSet::new();
    for item in interpreter.own_items(call)? {
        let key = interpreter.key(item.clone(), call.span)?;
        if known.contains(&key) == both && (!both || seen.insert(key)) {
            items.push(item);
        }
    }
    interpreter.array(items, call.span)
}

fn union<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let mut items = interpreter.own_items(&call)?;
    items.extend(other(interpreter, &call)?);
    let all = interpreter.array(items, call.span)?;
    interpreter.send(all, "uniq", Vec::new(), call.span)
}

fn times<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    if let Value::Str(_) = call.argument(0) {
        return join(interpreter, call);
    }
    let (items, times) = (interpreter.own_items(&call)?, call.size(0)?);
    let bytes = items.len().saturating_mul(size_of::<Value>()).saturating_mul(times);
    interpreter.meter.make(bytes, call.span)?;
    let length = items.len() * times;
    interpreter.array(items.into_iter().cycle().take(length).collect(), call.span)
}

fn join<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let between = if call.given(0) { interpreter.text_argument(&call, 0)? } else { String::new() };
    let mut out = String::new();
    joined(interpreter, &call, &call.receiver, &between, &mut out)?;
    interpreter.string(out, call.span)
}

fn joined<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    list: &Value<'pr>,
    between: &str,
    out: &mut String,
) -> Result<(), Flow<'pr>> {
    for (index, item) in interpreter.each_item(list, call.span)?.into_iter().enumerate() {
        if index > 0 {
            interpreter.meter.make(between.len(), call.span)?;
            out.push_str(between);
        }
        if let Value::Array(_) = item {
            interpreter.nested(call.span, |me| joined(me, call, &item, between, out))?;
        } else {
            out.push_str(&interpreter.to_s(&item, call.span)?);
        }
    }
    Ok(())
}

fn flatten<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    item: Value<'pr>,
    depth: i64,
    flat: &mut Vec<Value<'pr>>,
) -> Result<(), Flow<'pr>> {
    match item {
        Value::Array(_) if depth > 0 => {
            let items = interpreter.each_item(&item, call.span)?;
            interpreter.nested(call.span, |me| {
                items.into_iter().try_for_each(|item| flatten(me, call, item, depth - 1, flat))
            })
        }
        other => {
            interpreter.meter.make(size_of::<Value>(), call.span)?;
            flat.push(other);
            Ok(())
        }
    }
}

fn transpose<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let mut rows = Vec::new();
    for row in interpreter.own_items(&call)? {
        rows.push(interpreter.each_item(&row, call.span)?);
    }
    let width = rows.first().map_or(0, Vec::len);
    if rows.iter().any(|row| row.len() != width) {
        return Err(call.fails("needs rows of the same length"));
    }
    let mut columns = Vec::new();
    for index in 0..width {
        let column = rows.iter().map(|row| row[index].clone()).collect();
        columns.push(interpreter.array(column, call.span)?);
    }
    interpreter.array(columns, call.span)
}

fn product<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let mut rows: Vec<Vec<Value>> =
        interpreter.own_items(&call)?.into_iter().map(|item| vec![item]).collect();
    for other in call.arguments.values.clone() {
        let items = interpreter.each_item(&other, call.span)?;
        let count = rows.len().saturating_mul(items.len());
        interpreter.meter.make(count.saturating_mul(8 * size_of::<Value>()), call.span)?;
        let longer = |row: &Vec<Value<'pr>>, item: &Value<'pr>| {
            row.iter().chain([item]).cloned().collect::<Vec<_>>()
        };
        rows =
            rows.iter().flat_map(|row| items.iter().map(move |item| longer(row, item))).collect();
    }
    lists(interpreter, &call, rows)
}

fn lists<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    rows: Vec<Vec<Value<'pr>>>,
) -> Eval<'pr> {
    let mut all = Vec::new();
    for row in rows {
        all.push(interpreter.array(row, call.span)?);
    }
    interpreter.array(all, call.span)
}

/// Every choice of some items, in order; given to the block where there is one.
fn combination<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let (items, size) = (interpreter.own_items(&call)?, call.size(0)?);
    let mut chosen: Vec<usize> = (0..size).collect();
    let mut rows = Vec::new();
    while size <= items.len() {
        interpreter.meter.make((size + 8) * size_of::<Value>(), call.span)?;
        rows.push(chosen.iter().map(|&index| items[index].clone()).collect());
        let movable = (0..size).rev().find(|&at| chosen[at] < items.len() - size + at);
        let Some(at) = movable else { break };
        chosen[at] += 1;
        for next in at + 1..size {
            chosen[next] = chosen[next - 1] + 1;
        }
    }
    let all = lists(interpreter, &call, rows)?;
    match &call.arguments.block {
        Some(block) => {
            let block = Rc::clone(block);
            interpreter.send_with_block(all, "each", Vec::new(), block, call.span)?;
            Ok(call.receiver)
        }
        None => Ok(all),
    }
}
