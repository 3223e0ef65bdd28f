//! Functions that need no receiver, and methods that every value has.

use super::{Builtin, Call, method, variadic};
use crate::diagnostic::{Code, Diagnostic};
use crate::ruby::interpreter::{Eval, Interpreter};
use crate::ruby::value::Value;

/// `name` without a receiver.
pub(crate) const FUNCTIONS: &[Builtin] = &[
    variadic("require", 0, ignored),
    variadic("require_relative", 0, ignored),
    variadic("load", 0, ignored),
    variadic("puts", 0, ignored),
    variadic("print", 0, ignored),
    variadic("p", 0, ignored),
    variadic("pp", 0, ignored),
    variadic("warn", 0, ignored),
    method("block_given?", 0, 0, block_given),
];

/// Methods that every value has.
pub(crate) const ANY: &[Builtin] = &[
    method("to_s", 0, 0, to_s),
    method("inspect", 0, 0, inspect),
    method("nil?", 0, 0, |_, call| Ok(Value::Bool(matches!(call.receiver, Value::Nil)))),
    method("==", 1, 1, equal),
    method("!=", 1, 1, |me, call| Ok(Value::Bool(!equal(me, call)?.truthy()))),
    method("freeze", 0, 0, |_, call| Ok(call.receiver)),
];

fn ignored<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let finding =
        Diagnostic::new(Code::IgnoredCall, format!("`{}` does nothing in a sheet", call.name))
            .at(call.span, "")
            .hint("leave it out; a sheet is read on its own and prints nothing");
    interpreter.words.report(finding);
    Ok(Value::Nil)
}

fn block_given<'pr>(_: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    Ok(Value::Bool(call.frame.is_some_and(|frame| frame.block.is_some())))
}

fn to_s<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    interpreter.text_value(&call.receiver, call.span)
}

fn inspect<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    interpreter.inspect(&call.receiver, call.span).map(Value::str)
}

fn equal<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let other = call.argument(0);
    interpreter.equal(&call.receiver, &other, call.span).map(Value::Bool)
}
