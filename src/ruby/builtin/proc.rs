//! Methods of blocks, lambdas and `method(:name)`.

use super::{Builtin, Call, method, variadic};
use crate::ruby::code::{Code, Parameters};
use crate::ruby::interpreter::{Eval, Interpreter};
use crate::ruby::value::Value;

pub(crate) const CLASS: &[Builtin] =
    &[method("new", 0, 0, |_, call| call.block().map(Value::Proc))];

pub(crate) const METHODS: &[Builtin] = &[
    variadic("call", 0, run),
    variadic("()", 0, run),
    variadic("[]", 0, run),
    variadic("yield", 0, run),
    variadic("===", 0, run),
    method("to_proc", 0, 0, |_, call| Ok(call.receiver)),
    method("lambda?", 0, 0, |_, call| {
        let lambda = matches!(&call.receiver, Value::Proc(block) if matches!(block.code, Code::Block { lambda: true, .. }));
        Ok(Value::Bool(lambda))
    }),
    method("arity", 0, 0, |_, call| {
        let Value::Proc(block) = &call.receiver else { return Ok(Value::Nil) };
        let many = match &block.code {
            Code::Block { parameters: Parameters::Named(named), .. } => {
                named.requireds().iter().count()
            }
            Code::Block { parameters: Parameters::Numbered(many), .. } => *many,
            Code::Block { parameters: Parameters::None, .. } => 0,
            _ => 1,
        };
        Ok(Value::int(many))
    }),
];

fn run<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let Value::Proc(block) = &call.receiver else { return Ok(Value::Nil) };
    interpreter.call_proc_with(block, call.arguments.clone(), None, call.span)
}
