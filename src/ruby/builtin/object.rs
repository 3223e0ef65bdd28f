//! Methods that every value has.

use std::rc::Rc;

use super::{Builtin, Call, class_name, method, variadic};
use crate::ruby::arguments::Arguments;
use crate::ruby::code::{Code, Object};
use crate::ruby::compare::is_a;
use crate::ruby::interpreter::{Eval, Interpreter};
use crate::ruby::value::{Enumerator, Pairs, Shared, Value};

pub(crate) const METHODS: &[Builtin] = &[
    method("to_s", 0, 0, to_s),
    method("inspect", 0, 0, |me, call| {
        let text = me.inspect(&call.receiver, call.span)?;
        Ok(Value::str(text))
    }),
    method("nil?", 0, 0, |_, call| Ok(Value::Bool(matches!(call.receiver, Value::Nil)))),
    method("==", 1, 1, equal),
    method("eql?", 1, 1, |me, call| {
        let same_kind = call.receiver.kind() == call.argument(0).kind();
        Ok(Value::Bool(same_kind && equal(me, call)?.truthy()))
    }),
    method("equal?", 1, 1, |_, call| Ok(Value::Bool(same(&call.receiver, &call.argument(0))))),
    method("!=", 1, 1, |me, call| {
        let (receiver, other) = (call.receiver.clone(), call.argument(0));
        Ok(Value::Bool(!me.send(receiver, "==", vec![other], call.span)?.truthy()))
    }),
    method("===", 1, 1, |me, call| {
        let value = call.argument(0);
        me.case_equal(&call.receiver, &value, call.span).map(Value::Bool)
    }),
    method("=~", 1, 1, |_, _| Ok(Value::Nil)),
    method("!~", 1, 1, |me, call| {
        let (receiver, other) = (call.receiver.clone(), call.argument(0));
        Ok(Value::Bool(!me.send(receiver, "=~", vec![other], call.span)?.truthy()))
    }),
    method("<=>", 1, 1, |me, call| {
        let other = call.argument(0);
        let order = me.compare(&call.receiver, &other, call.span)?;
        Ok(order.map_or(Value::Nil, |order| Value::Int(order as i64)))
    }),
    method("&", 1, 1, |_, call| {
        Ok(Value::Bool(call.receiver.truthy() && call.argument(0).truthy()))
    }),
    method("|", 1, 1, |_, call| {
        Ok(Value::Bool(call.receiver.truthy() || call.argument(0).truthy()))
    }),
    method("^", 1, 1, |_, call| {
        Ok(Value::Bool(call.receiver.truthy() != call.argument(0).truthy()))
    }),
    method("to_a", 0, 0, |me, call| {
        let items = me.spread(call.receiver, call.span)?;
        me.array(items, call.span)
    }),
    method("to_i", 0, 0, |_, call| match call.receiver {
        Value::Nil => Ok(Value::Int(0)),
        _ => Err(call.fails("works on numbers and strings only")),
    }),
    method("to_f", 0, 0, |_, call| match call.receiver {
        Value::Nil => Ok(Value::Float(0.0)),
        _ => Err(call.fails("works on numbers and strings only")),
    }),
    method("to_h", 0, 0, |me, call| match call.receiver {
        Value::Nil => me.hash(Vec::new(), call.span),
        _ => Err(call.fails("works on hashes and arrays only")),
    }),
    method("freeze", 0, 0, freeze),
    method("frozen?", 0, 0, |_, call| Ok(Value::Bool(frozen(&call.receiver)))),
    variadic("dup", 0, dup),
    variadic("clone", 0, dup),
    method("itself", 0, 0, |_, call| Ok(call.receiver)),
    method("tap", 0, 0, |me, call| {
        me.give(&call.block()?, call.receiver.clone())?;
        Ok(call.receiver)
    }),
    method("then", 0, 0, |me, call| me.give(&call.block()?, call.receiver)),
    method("yield_self", 0, 0, |me, call| me.give(&call.block()?, call.receiver)),
    method("class", 0, 0, class),
    method("is_a?", 1, 1, kind_of),
    method("kind_of?", 1, 1, kind_of),
    method("instance_of?", 1, 1, |me, call| {
        let own = class(me, call.clone())?;
        me.equal(&own, &call.argument(0), call.span).map(Value::Bool)
    }),
    method("respond_to?", 1, 2, responds),
    variadic("send", 1, send),
    variadic("public_send", 1, send),
    variadic("__send__", 1, send),
    method("method", 1, 1, method_of),
    variadic("enum_for", 0, waiting),
    variadic("to_enum", 0, waiting),
    method("instance_eval", 0, 1, |me, call| with_self(me, call, true)),
    variadic("instance_exec", 0, |me, call| with_self(me, call, false)),
    method("instance_variable_get", 1, 1, |me, call| {
        let name = me.text_argument(&call, 0)?;
        Ok(match &call.receiver {
            Value::Object(object) => object.variables.borrow().get(&name).cloned(),
            Value::Module(module) => module.variables.borrow().get(&name).cloned(),
            _ => None,
        }
        .unwrap_or(Value::Nil))
    }),
];

pub(super) fn responds<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let name = interpreter.text_argument(&call, 0)?;
    Ok(Value::Bool(interpreter.answers(&call.receiver, &name)))
}

/// `enum_for(:each)`: the method, which waits for its block.
pub(super) fn waiting<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let given = call.given(0);
    let name = if given { interpreter.text_argument(&call, 0)? } else { "each".to_owned() };
    let values = call.arguments.values.iter().skip(1).cloned().collect();
    Ok(Value::Enumerator(Rc::new(Enumerator { receiver: call.receiver, name, values })))
}

/// `method(:name)`: a block that calls it.
pub(super) fn method_of<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let name = interpreter.text_argument(&call, 0)?;
    let code = Code::Method(call.receiver.clone(), name.as_str().into());
    Ok(Value::Proc(interpreter.native(code, call.span)))
}

fn to_s<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    interpreter.to_s(&call.receiver, call.span).map(Value::str)
}

fn equal<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let other = call.argument(0);
    interpreter.equal(&call.receiver, &other, call.span).map(Value::Bool)
}

/// Whether two values are one and the same.
fn same<'pr>(a: &Value<'pr>, b: &Value<'pr>) -> bool {
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => Rc::ptr_eq(a, b),
        (Value::Array(a), Value::Array(b)) => Rc::ptr_eq(a, b),
        (Value::Hash(a), Value::Hash(b)) => Rc::ptr_eq(a, b),
        (Value::Range(a), Value::Range(b)) => Rc::ptr_eq(a, b),
        _ => a == b,
    }
}

fn freeze<'pr>(_: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    match &call.receiver {
        Value::Str(text) => text.frozen.set(true),
        Value::Array(items) => items.frozen.set(true),
        Value::Hash(pairs) => pairs.frozen.set(true),
        _ => {}
    }
    Ok(call.receiver)
}

fn frozen(value: &Value) -> bool {
    match value {
        Value::Str(text) => text.frozen.get(),
        Value::Array(items) => items.frozen.get(),
        Value::Hash(pairs) => pairs.frozen.get(),
        Value::Object(_) | Value::Module(_) | Value::Scope(_) | Value::Proc(_) => false,
        _ => true,
    }
}

fn dup<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let span = call.span;
    match &call.receiver {
        Value::Str(_) => {
            let text = interpreter.own_text(&call)?;
            interpreter.string(text, span)
        }
        Value::Array(_) => {
            let items = interpreter.own_items(&call)?;
            interpreter.array(items, span)
        }
        Value::Hash(pairs) => {
            interpreter.meter.make(pairs.borrow().len() * 3 * size_of::<Value>(), span)?;
            let Pairs { map, default } = pairs.borrow().clone();
            Ok(Value::Hash(Rc::new(Shared::new(Pairs { map, default }))))
        }
        Value::Object(object) => {
            let variables = object.variables.clone();
            interpreter.meter.make(64 * variables.borrow().len() + 256, span)?;
            Ok(Value::Object(Rc::new(Object { class: Rc::clone(&object.class), variables })))
        }
        _ => Ok(call.receiver),
    }
}

pub(super) fn class<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    if let Value::Object(object) = &call.receiver {
        return Ok(Value::Module(Rc::clone(&object.class)));
    }
    let name = class_name(&call.receiver);
    Ok(interpreter.built_in_module(name).unwrap_or(Value::Nil))
}

fn kind_of<'pr>(_: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    match call.argument(0) {
        Value::Module(module) => Ok(Value::Bool(is_a(&call.receiver, &module))),
        _ => Err(call.wrong(0, "a class")),
    }
}

/// The same lookup as for an ordinary call, and nothing more.
pub(super) fn send<'pr>(interpreter: &mut Interpreter<'pr, '_>, mut call: Call<'pr>) -> Eval<'pr> {
    let name = interpreter.text_argument(&call, 0)?;
    call.arguments.values.remove(0);
    if !call.arguments.spans.is_empty() {
        call.arguments.spans.remove(0);
    }
    interpreter.nested(call.span, |me| me.method_call(Call { name, ..call.clone() }))
}

/// Runs the block with the receiver as `self`.
pub(super) fn with_self<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: Call<'pr>,
    gives_itself: bool,
) -> Eval<'pr> {
    if gives_itself && call.given(0) {
        return Err(call.fails("runs text as a program, which a sheet may not do"));
    }
    let block = call.block()?;
    let values =
        if gives_itself { vec![call.receiver.clone()] } else { call.arguments.values.clone() };
    interpreter.call_proc_with(&block, Arguments::of(values), Some(call.receiver), call.span)
}
