//! Methods that change a string in place.

use super::{Builtin, Call, method, variadic};
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::Value;

pub(crate) const METHODS: &[Builtin] = &[
    method("<<", 1, 1, append),
    variadic("concat", 0, append),
    variadic("prepend", 0, prepend),
    method("replace", 1, 1, |me, call| {
        let text = me.text_argument(&call, 0)?;
        set(me, &call, text)
    }),
    method("clear", 0, 0, |me, call| set(me, &call, String::new())),
    method("insert", 2, 2, insert),
    method("[]=", 2, 3, set_part),
    method("slice!", 1, 2, cut_out),
    variadic("upcase!", 0, changed),
    variadic("downcase!", 0, changed),
    variadic("capitalize!", 0, changed),
    variadic("swapcase!", 0, changed),
    variadic("reverse!", 0, changed),
    variadic("strip!", 0, changed),
    variadic("lstrip!", 0, changed),
    variadic("rstrip!", 0, changed),
    variadic("chomp!", 0, changed),
    variadic("chop!", 0, changed),
    variadic("squeeze!", 0, changed),
    variadic("delete!", 0, changed),
    variadic("delete_prefix!", 0, changed),
    variadic("delete_suffix!", 0, changed),
    variadic("tr!", 0, changed),
    variadic("tr_s!", 0, changed),
    variadic("gsub!", 0, changed),
    variadic("sub!", 0, changed),
    variadic("succ!", 0, changed),
    variadic("next!", 0, changed),
    variadic("unicode_normalize!", 0, |me, call| {
        let own = call.receiver.clone();
        changed(me, call).map(|_| own)
    }),
];

/// Gives the receiver a new text.
fn set<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: &Call<'pr>, text: String) -> Eval<'pr> {
    interpreter.meter.make(text.len(), call.span)?;
    if let Value::Str(own) = &call.receiver {
        *call.change(own)? = text;
    }
    Ok(call.receiver.clone())
}

/// `name!`: what `name` yields becomes the text; `nil` where nothing changes.
fn changed<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    if let Value::Str(own) = &call.receiver {
        drop(call.change(own)?);
    }
    let before = interpreter.own_text(&call)?;
    let plain = Call { name: call.name.trim_end_matches('!').to_owned(), ..call.clone() };
    let after = interpreter.method_call(plain)?.as_text().unwrap_or_default();
    if before == after { Ok(Value::Nil) } else { set(interpreter, &call, after) }
}

fn given<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
) -> Result<String, Flow<'pr>> {
    let mut text = String::new();
    for index in 0..call.arguments.values.len() {
        match call.argument(index) {
            Value::Int(code) => {
                let letter = u32::try_from(code).ok().and_then(char::from_u32);
                text.push(letter.ok_or_else(|| call.wrong(index, "a string"))?);
            }
            _ => text.push_str(&interpreter.text_argument(call, index)?),
        }
        interpreter.meter.make(text.len(), call.span)?;
    }
    Ok(text)
}

fn append<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let more = given(interpreter, &call)?;
    if let Value::Str(own) = &call.receiver {
        call.change(own)?.push_str(&more);
    }
    Ok(call.receiver)
}

fn prepend<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = given(interpreter, &call)? + &interpreter.own_text(&call)?;
    set(interpreter, &call, text)
}

fn insert<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let mut text = interpreter.own_text(&call)?;
    let (index, more) = (call.int(0)?, interpreter.text_argument(&call, 1)?);
    let length = text.chars().count();
    let index = if index < 0 { index + 1 } else { index };
    let at = if index == 0 && call.int(0)? < 0 {
        Some(length)
    } else {
        super::cutting::index_from(index, length).filter(|at| *at <= length)
    };
    let at = at.ok_or_else(|| call.fails("is outside the string"))?;
    let byte = text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    text.insert_str(byte, &more);
    set(interpreter, &call, text)
}

fn set_part<'pr>(interpreter: &mut Interpreter<'pr, '_>, mut call: Call<'pr>) -> Eval<'pr> {
    let last = call.arguments.values.len() - 1;
    let new = interpreter.text_argument(&call, last)?;
    let value = call.arguments.values.pop().unwrap_or(Value::Nil);
    let mut text = interpreter.own_text(&call)?;
    let place = super::cutting::place(interpreter, &call, &text)?;
    let (start, end) = place.ok_or_else(|| call.fails("finds no such part in the string"))?;
    text.replace_range(start..end, &new);
    set(interpreter, &call, text)?;
    Ok(value)
}

fn cut_out<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let mut text = interpreter.own_text(&call)?;
    let Some((start, end)) = super::cutting::place(interpreter, &call, &text)? else {
        return Ok(Value::Nil);
    };
    let part: String = text.drain(start..end).collect();
    set(interpreter, &call, text)?;
    interpreter.string(part, call.span)
}
