//! Functions: what is called without a receiver.

use super::structs::MESSAGE;
use super::{Builtin, Call, going, method, variadic};
use crate::diagnostic::{Code, Diagnostic};
use crate::ruby::interpreter::{Eval, Interpreter, failure};
use crate::ruby::procs::as_lambda;
use crate::ruby::value::Value;

/// `name` without a receiver.
pub(crate) const FUNCTIONS: &[Builtin] = &[
    variadic("require", 0, required),
    variadic("require_relative", 0, ignored),
    variadic("load", 0, ignored),
    variadic("puts", 0, ignored),
    variadic("print", 0, ignored),
    variadic("p", 0, ignored),
    variadic("pp", 0, ignored),
    variadic("printf", 0, ignored),
    variadic("warn", 0, ignored),
    variadic("format", 1, super::format::function),
    variadic("sprintf", 1, super::format::function),
    variadic("raise", 0, raise),
    variadic("fail", 0, raise),
    method("block_given?", 0, 0, block_given),
    method("lambda", 0, 0, lambda),
    method("proc", 0, 0, |_, call| call.block().map(Value::Proc)),
    going("loop", 0, 0, repeat),
    method("Array", 1, 1, array),
    method("String", 1, 1, |me, call| {
        let text = me.to_s(&call.argument(0), call.span)?;
        me.string(text, call.span)
    }),
    method("Integer", 1, 2, super::integer::parsed),
    method("Float", 1, 1, super::float::parsed),
    method("method", 1, 1, super::object::method_of),
    variadic("send", 1, super::object::send),
    variadic("public_send", 1, super::object::send),
    variadic("__send__", 1, super::object::send),
    method("instance_eval", 0, 1, |me, call| super::object::with_self(me, call, true)),
    variadic("instance_exec", 0, |me, call| super::object::with_self(me, call, false)),
    method("respond_to?", 1, 2, super::object::responds),
    variadic("enum_for", 0, super::object::waiting),
    variadic("to_enum", 0, super::object::waiting),
    method("__method__", 0, 0, running),
    method("__dir__", 0, 0, |me, call| me.string(".".to_owned(), call.span)),
];

/// Parts of Ruby's library that only compute. What a sheet may use of them is there already; Ruby
/// itself needs the line.
const COMPUTING: &[&str] = &[
    "English",
    "abbrev",
    "base64",
    "bigdecimal",
    "cgi",
    "csv",
    "date",
    "delegate",
    "digest",
    "erb",
    "forwardable",
    "json",
    "matrix",
    "ostruct",
    "pp",
    "prime",
    "psych",
    "set",
    "shellwords",
    "singleton",
    "stringio",
    "strscan",
    "time",
    "tsort",
    "uri",
    "yaml",
];

fn required<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    match call.argument(0).as_text() {
        Some(name) if COMPUTING.contains(&name.as_str()) => Ok(Value::Bool(true)),
        _ => ignored(interpreter, call),
    }
}

fn ignored<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let finding =
        Diagnostic::new(Code::IgnoredCall, format!("`{}` does nothing in a sheet", call.name))
            .at(call.span, "")
            .hint("leave it out; a sheet is read on its own and prints nothing");
    interpreter.words.report(finding);
    Ok(Value::Nil)
}

/// `raise "…"`, `raise Error, "…"`, `raise Error.new("…")`.
fn raise<'pr>(_: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let message = call.arguments.values.iter().rev().find_map(said);
    let message = message.map_or_else(String::new, |text| format!(": {text}"));
    let message: String = message.chars().take(200).collect();
    Err(failure(call.span, format!("the sheet raises an error{message}"))
        .hint("mend what the message says, or leave out the `raise`")
        .into())
}

/// What an argument of `raise` says.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::Object(error) => error.variables.borrow().get(MESSAGE).and_then(Value::as_text),
        Value::Module(class) => Some(class.name().to_owned()),
        text => text.as_text(),
    }
}

fn block_given<'pr>(_: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    Ok(Value::Bool(call.frame.is_some_and(|frame| frame.block.is_some())))
}

fn lambda<'pr>(_: &mut Interpreter<'pr, '_>, mut call: Call<'pr>) -> Eval<'pr> {
    let block = call.block()?;
    call.arguments.block = None;
    Ok(Value::Proc(as_lambda(block)))
}

fn repeat<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let block = call.block()?;
    loop {
        interpreter.meter.step(call.span)?;
        interpreter.call_proc(&block, Vec::new())?;
    }
}

fn array<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    match call.argument(0) {
        list @ Value::Array(_) => Ok(list),
        other => {
            let items = interpreter.spread(other, call.span)?;
            interpreter.array(items, call.span)
        }
    }
}

fn running<'pr>(interpreter: &mut Interpreter<'pr, '_>, _: Call<'pr>) -> Eval<'pr> {
    Ok(interpreter.running.last().map_or(Value::Nil, |(name, _)| Value::sym(name)))
}
