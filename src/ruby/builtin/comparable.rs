//! Methods of values that have an order: numbers, strings, objects with `<=>`.

use std::cmp::Ordering;

use super::{Builtin, Call, method};
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::Value;

pub(crate) const METHODS: &[Builtin] = &[
    method("<", 1, 1, |me, call| asked(me, &call, Ordering::is_lt)),
    method("<=", 1, 1, |me, call| asked(me, &call, Ordering::is_le)),
    method(">", 1, 1, |me, call| asked(me, &call, Ordering::is_gt)),
    method(">=", 1, 1, |me, call| asked(me, &call, Ordering::is_ge)),
    method("between?", 2, 2, |me, call| {
        let after = order(me, &call, 0)?.is_ge();
        Ok(Value::Bool(after && order(me, &call, 1)?.is_le()))
    }),
    method("clamp", 1, 2, clamp),
];

fn order<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    index: usize,
) -> Result<Ordering, Flow<'pr>> {
    let (own, other) = (call.receiver.clone(), call.argument(index));
    interpreter.ordered(&own, &other, call.span)
}

fn asked<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    holds: fn(Ordering) -> bool,
) -> Eval<'pr> {
    Ok(Value::Bool(holds(order(interpreter, call, 0)?)))
}

fn clamp<'pr>(interpreter: &mut Interpreter<'pr, '_>, mut call: Call<'pr>) -> Eval<'pr> {
    if let Value::Range(range) = call.argument(0) {
        call.arguments.values = vec![range.first.clone(), range.last.clone()];
    }
    for (index, wrong) in [(0, Ordering::Less), (1, Ordering::Greater)] {
        let bound = call.argument(index);
        if !matches!(bound, Value::Nil) && order(interpreter, &call, index)? == wrong {
            return Ok(bound);
        }
    }
    Ok(call.receiver)
}
