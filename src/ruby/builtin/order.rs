//! Putting items in order: `sort`, `min`, `max` and their kin.

use std::cmp::Ordering;

use super::{Builtin, Call, going, method};
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::Value;

pub(crate) const METHODS: &[Builtin] = &[
    method("sort", 0, 0, |me, call| {
        let items = in_order(me, &call)?;
        me.array(items, call.span)
    }),
    going("sort_by", 0, 0, |me, call| {
        let items = by_key(me, &call)?;
        me.array(items, call.span)
    }),
    method("min", 0, 1, |me, call| {
        let items = in_order(me, &call)?;
        taken(me, &call, items)
    }),
    method("max", 0, 1, |me, call| {
        let items = in_order(me, &call)?;
        taken(me, &call, backwards(items))
    }),
    method("minmax", 0, 0, |me, call| {
        let items = in_order(me, &call)?;
        let ends = [items.first(), items.last()].map(|end| end.cloned().unwrap_or(Value::Nil));
        me.array(ends.to_vec(), call.span)
    }),
    going("min_by", 0, 1, |me, call| {
        let items = by_key(me, &call)?;
        taken(me, &call, items)
    }),
    going("max_by", 0, 1, |me, call| {
        let items = by_key(me, &call)?;
        taken(me, &call, backwards(items))
    }),
];

type Items<'pr> = Result<Vec<Value<'pr>>, Flow<'pr>>;

fn backwards(mut items: Vec<Value>) -> Vec<Value> {
    items.reverse();
    items
}

fn taken<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    items: Vec<Value<'pr>>,
) -> Eval<'pr> {
    if !call.given(0) {
        return Ok(items.into_iter().next().unwrap_or(Value::Nil));
    }
    let many = call.size(0)?;
    interpreter.array(items.into_iter().take(many).collect(), call.span)
}

/// The items, sorted by `<=>` or by the block.
pub(super) fn in_order<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
) -> Items<'pr> {
    let items = interpreter.own_items(call)?;
    sorted(interpreter, items, |me, a, b| match &call.arguments.block {
        None => me.ordered(a, b, call.span),
        Some(block) => match me.call_proc(block, vec![a.clone(), b.clone()])? {
            Value::Int(order) => Ok(order.cmp(&0)),
            _ => Err(call.fails("needs a number from its block, as `<=>` yields it")),
        },
    })
}

/// The items, sorted by what the block makes of them.
pub(super) fn by_key<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: &Call<'pr>) -> Items<'pr> {
    let (block, items) = (call.block()?, interpreter.own_items(call)?);
    let mut keyed = Vec::with_capacity(items.len());
    for item in items {
        keyed.push((interpreter.give(&block, item.clone())?, item));
    }
    let keyed = sorted(interpreter, keyed, |me, a, b| me.ordered(&a.0, &b.0, call.span))?;
    Ok(keyed.into_iter().map(|(_, item)| item).collect())
}

/// Merge sort: a comparison may fail, and a block may contradict itself.
fn sorted<'pr, 'w, T: Clone>(
    interpreter: &mut Interpreter<'pr, 'w>,
    mut items: Vec<T>,
    mut compare: impl FnMut(&mut Interpreter<'pr, 'w>, &T, &T) -> Result<Ordering, Flow<'pr>>,
) -> Result<Vec<T>, Flow<'pr>> {
    let mut width = 1;
    while width < items.len() {
        let mut merged = Vec::with_capacity(items.len());
        for pair in items.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
                if compare(interpreter, a, b)?.is_le() {
                    merged.push(a.clone());
                    left = left_rest;
                } else {
                    merged.push(b.clone());
                    right = right_rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        items = merged;
        width *= 2;
    }
    Ok(items)
}
