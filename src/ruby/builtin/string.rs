//! Methods of strings.

use super::{Builtin, Call, method};
use crate::ruby::interpreter::{Eval, Interpreter};
use crate::ruby::value::Value;

pub(crate) const METHODS: &[Builtin] = &[
    method("+", 1, 1, plus),
    method("upcase", 0, 0, |me, call| me.string(call.own_text().to_uppercase(), call.span)),
    method("downcase", 0, 0, |me, call| me.string(call.own_text().to_lowercase(), call.span)),
    method("strip", 0, 0, |me, call| me.string(call.own_text().trim().to_owned(), call.span)),
];

fn plus<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = call.own_text() + &call.text(0)?;
    interpreter.string(text, call.span)
}
