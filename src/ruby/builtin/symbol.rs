//! Methods of symbols; most of them go through the text.

use super::{Builtin, Call, method};
use crate::ruby::code::Code;
use crate::ruby::interpreter::{Eval, Interpreter};
use crate::ruby::value::Value;

pub(crate) const METHODS: &[Builtin] = &[
    method("to_sym", 0, 0, |_, call| Ok(call.receiver)),
    method("to_proc", 0, 0, |me, call| {
        let name = me.own_text(&call)?;
        Ok(Value::Proc(me.native(Code::Symbol(name.as_str().into()), call.span)))
    }),
    method("name", 0, 0, as_string),
    method("id2name", 0, 0, as_string),
    method("length", 0, 0, through_text),
    method("size", 0, 0, through_text),
    method("empty?", 0, 0, through_text),
    method("start_with?", 1, 9, through_text),
    method("end_with?", 1, 9, through_text),
    method("[]", 1, 2, through_text),
    method("=~", 1, 1, through_text),
    method("match?", 1, 1, through_text),
    method("upcase", 0, 0, symbol_again),
    method("downcase", 0, 0, symbol_again),
    method("capitalize", 0, 0, symbol_again),
    method("succ", 0, 0, symbol_again),
];

fn as_string<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let name = interpreter.own_text(&call)?;
    interpreter.string(name, call.span)
}

fn through_text<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let receiver = as_string(interpreter, call.clone())?;
    interpreter.method_call(Call { receiver, ..call })
}

fn symbol_again<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = through_text(interpreter, call)?;
    Ok(Value::sym(&text.as_text().unwrap_or_default()))
}
