//! Going over items: `each`, `map` and their kin, for arrays, hashes and ranges alike.

use super::{Builtin, Call, going, method, variadic};
use crate::ruby::compare::as_float;
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::Value;

pub(crate) const METHODS: &[Builtin] = &[
    going("each", 0, 0, each),
    going("each_entry", 0, 0, each),
    going("reverse_each", 0, 0, |me, call| {
        let (block, items) = (call.block()?, me.own_items(&call)?);
        for item in items.into_iter().rev() {
            me.give(&block, item)?;
        }
        Ok(call.receiver)
    }),
    going("each_with_index", 0, 0, |me, call| {
        let block = call.block()?;
        go_over(me, &call, |me, index, item| {
            me.call_proc(&block, vec![item, Value::int(index)]).map(drop)
        })?;
        Ok(call.receiver)
    }),
    going("each_with_object", 1, 1, |me, call| {
        let (block, items) = (call.block()?, me.own_items(&call)?);
        for item in items {
            me.call_proc(&block, vec![item, call.argument(0)])?;
        }
        Ok(call.argument(0))
    }),
    going("each_slice", 1, 1, |me, call| in_groups(me, call, false)),
    going("each_cons", 1, 1, |me, call| in_groups(me, call, true)),
    going("map", 0, 0, map),
    going("collect", 0, 0, map),
    going("flat_map", 0, 0, flat_map),
    going("collect_concat", 0, 0, flat_map),
    going("filter_map", 0, 0, |me, call| {
        let (block, items) = (call.block()?, me.own_items(&call)?);
        let mut kept = Vec::new();
        for item in items {
            let new = me.give(&block, item)?;
            if new.truthy() {
                kept.push(new);
            }
        }
        me.array(kept, call.span)
    }),
    going("cycle", 0, 1, cycle),
    method("inject", 0, 2, reduce),
    method("reduce", 0, 2, reduce),
    method("sum", 0, 1, sum),
    method("to_a", 0, 0, to_a),
    method("entries", 0, 0, to_a),
    method("force", 0, 0, to_a),
    method("lazy", 0, 0, to_a),
    method("to_h", 0, 0, to_h),
    variadic("zip", 0, zip),
];

fn each<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let block = call.block()?;
    go_over(interpreter, &call, |me, _, item| me.give(&block, item).map(drop))?;
    Ok(call.receiver)
}

/// Visits each item with its index. An array may grow and shrink meanwhile, and is gone over to
/// the end that it has then.
fn go_over<'pr, 'w>(
    interpreter: &mut Interpreter<'pr, 'w>,
    call: &Call<'pr>,
    mut visit: impl FnMut(&mut Interpreter<'pr, 'w>, usize, Value<'pr>) -> Result<(), Flow<'pr>>,
) -> Result<(), Flow<'pr>> {
    if let Value::Array(items) = &call.receiver {
        let item_at = |index: usize| items.borrow().get(index).cloned();
        let mut index = 0;
        while let Some(item) = item_at(index) {
            visit(interpreter, index, item)?;
            index += 1;
        }
        return Ok(());
    }
    for (index, item) in interpreter.own_items(call)?.into_iter().enumerate() {
        visit(interpreter, index, item)?;
    }
    Ok(())
}

/// What the block makes of each item.
fn made<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
) -> Result<Vec<Value<'pr>>, Flow<'pr>> {
    let block = call.block()?;
    let mut made = Vec::new();
    go_over(interpreter, call, |me, _, item| {
        made.push(me.give(&block, item)?);
        Ok(())
    })?;
    Ok(made)
}

pub(super) fn map<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let new = made(interpreter, &call)?;
    interpreter.array(new, call.span)
}

fn flat_map<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let mut flat = Vec::new();
    for item in made(interpreter, &call)? {
        match item {
            Value::Array(_) => flat.extend(interpreter.each_item(&item, call.span)?),
            other => flat.push(other),
        }
    }
    interpreter.array(flat, call.span)
}

fn to_a<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let items = interpreter.own_items(&call)?;
    interpreter.array(items, call.span)
}

/// `each_slice` and `each_cons`.
fn in_groups<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: Call<'pr>,
    overlapping: bool,
) -> Eval<'pr> {
    let (block, items, size) = (call.block()?, interpreter.own_items(&call)?, call.size(0)?);
    if size == 0 {
        return Err(call.fails("needs groups of 1 item or more"));
    }
    let groups: Vec<&[Value]> =
        if overlapping { items.windows(size).collect() } else { items.chunks(size).collect() };
    for group in groups {
        let group = interpreter.array(group.to_vec(), call.span)?;
        interpreter.give(&block, group)?;
    }
    Ok(call.receiver)
}

fn cycle<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let (block, items) = (call.block()?, interpreter.own_items(&call)?);
    let mut left = if call.given(0) { call.int(0)? } else { i64::MAX };
    while left > 0 && !items.is_empty() {
        left -= 1;
        interpreter.meter.step(call.span)?;
        for item in &items {
            interpreter.give(&block, item.clone())?;
        }
    }
    Ok(Value::Nil)
}

/// `inject(:+)`, `inject(0) { … }`, `inject(0, :+)`.
fn reduce<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let mut values = call.arguments.values.clone();
    let operator = match &call.arguments.block {
        Some(_) => None,
        None => values.pop().and_then(|name| name.as_text()),
    };
    let mut items = interpreter.own_items(&call)?.into_iter();
    let Some(mut all) = values.pop().or_else(|| items.next()) else { return Ok(Value::Nil) };
    for item in items {
        all = match &operator {
            Some(name) => interpreter.send(all, name, vec![item], call.span)?,
            None => interpreter.call_proc(&call.block()?, vec![all, item])?,
        };
    }
    Ok(all)
}

fn sum<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let items = match call.arguments.block {
        Some(_) => made(interpreter, &call)?,
        None => interpreter.own_items(&call)?,
    };
    let mut all = if call.given(0) { call.argument(0) } else { Value::Int(0) };
    let mut lost = 0.0;
    for item in items {
        let are_whole = matches!((&all, &item), (Value::Int(_), Value::Int(_)));
        all = match (as_float(&all), as_float(&item)) {
            (Some(sum), Some(next)) if !are_whole => {
                let (sum, error) = added(sum, next);
                lost += error;
                Value::Float(sum)
            }
            _ => interpreter.send(all, "+", vec![item], call.span)?,
        };
    }
    Ok(match all {
        Value::Float(sum) if lost.is_finite() => Value::Float(sum + lost),
        other => other,
    })
}

/// The sum, and what rounding took from it: Ruby adds that in the end (Kahan and Babuška).
fn added(one: f64, other: f64) -> (f64, f64) {
    let sum = one + other;
    let (large, small) = if one.abs() >= other.abs() { (one, other) } else { (other, one) };
    (sum, (large - sum) + small)
}

pub(super) fn to_h<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let pairs = match call.arguments.block {
        Some(_) => made(interpreter, &call)?,
        None => interpreter.own_items(&call)?,
    };
    let mut made = Vec::new();
    for pair in pairs {
        let pair = match &pair {
            Value::Array(items) => items.borrow().clone(),
            _ => Vec::new(),
        };
        let [key, value] = pair.as_slice() else {
            return Err(call.fails("needs pairs: arrays of a key and a value"));
        };
        made.push((interpreter.key(key.clone(), call.span)?, value.clone()));
    }
    interpreter.hash(made, call.span)
}

fn zip<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let items = interpreter.own_items(&call)?;
    let mut others = Vec::new();
    for other in &call.arguments.values {
        others.push(interpreter.each_item(other, call.span)?);
    }
    let mut rows = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        let beside = others.iter().map(|other| other.get(index).cloned().unwrap_or(Value::Nil));
        let row = std::iter::once(item).chain(beside).collect();
        rows.push(interpreter.array(row, call.span)?);
    }
    match call.arguments.block.clone() {
        Some(block) => {
            for row in rows {
                interpreter.give(&block, row)?;
            }
            Ok(Value::Nil)
        }
        None => interpreter.array(rows, call.span),
    }
}
