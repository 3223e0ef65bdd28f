//! Methods of a call that waits for its block, such as `map.with_index(1) { … }`.

use std::cell::Cell;

use super::{Builtin, Call, going, method};
use crate::ruby::code::Code;
use crate::ruby::interpreter::{Eval, Interpreter};
use crate::ruby::value::Value;

pub(crate) const METHODS: &[Builtin] = &[
    going("with_index", 0, 1, with_index),
    going("each_with_index", 0, 0, with_index),
    going("with_object", 1, 1, |me, call| {
        let code = Code::With(call.block()?, call.argument(0));
        run(me, &call, code)?;
        Ok(call.argument(0))
    }),
    method("size", 0, 0, |me, call| Ok(Value::int(me.own_items(&call)?.len()))),
    method("rewind", 0, 0, |_, call| Ok(call.receiver)),
];

fn with_index<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let first = if call.given(0) { call.int(0)? } else { 0 };
    let code = Code::Indexed(call.block()?, Cell::new(first));
    run(interpreter, &call, code)
}

/// Runs the method that waits, with a block that adds to what it is given.
fn run<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    code: Code<'pr>,
) -> Eval<'pr> {
    let Value::Enumerator(waiting) = &call.receiver else { return Ok(Value::Nil) };
    let block = interpreter.native(code, call.span);
    let (receiver, values) = (waiting.receiver.clone(), waiting.values.clone());
    interpreter.send_with_block(receiver, &waiting.name, values, block, call.span)
}
