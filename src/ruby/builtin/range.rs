//! Methods of ranges beyond those that everything with items has.

use std::rc::Rc;

use super::{Builtin, Call, going, method};
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::{Range, Value};

pub(crate) const METHODS: &[Builtin] = &[
    method("begin", 0, 0, |_, call| Ok(own(&call)?.first.clone())),
    method("end", 0, 0, |_, call| Ok(own(&call)?.last.clone())),
    method("first", 0, 1, first),
    method("last", 0, 1, |me, call| {
        if !call.given(0) {
            return Ok(own(&call)?.last.clone());
        }
        let items = me.own_items(&call)?;
        let from = items.len().saturating_sub(call.size(0)?);
        me.array(items[from..].to_vec(), call.span)
    }),
    method("size", 0, 0, size),
    method("length", 0, 0, size),
    method("include?", 1, 1, covers),
    method("member?", 1, 1, covers),
    method("cover?", 1, 1, covers),
    method("exclude_end?", 0, 0, |_, call| Ok(Value::Bool(own(&call)?.excludes_last))),
    going("step", 1, 1, step),
    going("%", 1, 1, step),
];

fn own<'pr>(call: &Call<'pr>) -> Result<Rc<Range<'pr>>, Flow<'pr>> {
    match &call.receiver {
        Value::Range(range) => Ok(Rc::clone(range)),
        _ => Err(call.fails("needs a range")),
    }
}

fn first<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let range = own(&call)?;
    if !call.given(0) {
        return Ok(range.first.clone());
    }
    let many = call.size(0)?;
    let items = match (&range.first, &range.last) {
        (Value::Int(first), Value::Nil) => {
            let last = first.saturating_add(i64::try_from(many).unwrap_or(i64::MAX));
            let last = Value::Int(last);
            let bounded = Range { first: range.first.clone(), last, excludes_last: true };
            interpreter.each_item(&Value::Range(Rc::new(bounded)), call.span)?
        }
        _ => interpreter.own_items(&call)?,
    };
    interpreter.array(items.into_iter().take(many).collect(), call.span)
}

fn size<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    Ok(Value::int(interpreter.own_items(&call)?.len()))
}

fn covers<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let range = own(&call)?;
    interpreter.within(&range, &call.argument(0), call.span).map(Value::Bool)
}

fn step<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let (range, block) = (own(&call)?, call.block()?);
    let (mut at, by, mut many) = (range.first.clone(), call.argument(0), 0_i64);
    let zero = Value::Int(0);
    if interpreter.ordered(&by, &zero, call.span)?.is_le() {
        return Err(call.fails("needs a step above 0"));
    }
    while interpreter.within(&range, &at, call.span)? {
        interpreter.meter.step(call.span)?;
        interpreter.give(&block, at)?;
        many += 1;
        let offset = interpreter.send(by.clone(), "*", vec![Value::Int(many)], call.span)?;
        at = interpreter.send(range.first.clone(), "+", vec![offset], call.span)?;
    }
    Ok(call.receiver)
}
