//! Methods of numbers with a fraction, and `Math`.

use super::{Builtin, Call, method, variadic};
use crate::ruby::compare::as_float;
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::Value;

pub(crate) const MATH: &[Builtin] = &[
    method("sqrt", 1, 1, |_, call| Ok(Value::Float(number(&call, 0)?.sqrt()))),
    method("log", 1, 2, |_, call| {
        let base = if call.given(1) { number(&call, 1)? } else { std::f64::consts::E };
        Ok(Value::Float(number(&call, 0)?.log(base)))
    }),
    method("log2", 1, 1, |_, call| Ok(Value::Float(number(&call, 0)?.log2()))),
    method("log10", 1, 1, |_, call| Ok(Value::Float(number(&call, 0)?.log10()))),
];

pub(crate) const METHODS: &[Builtin] = &[
    method("+", 1, 1, |_, call| Ok(Value::Float(own(&call) + number(&call, 0)?))),
    method("-", 1, 1, |_, call| Ok(Value::Float(own(&call) - number(&call, 0)?))),
    method("*", 1, 1, |_, call| Ok(Value::Float(own(&call) * number(&call, 0)?))),
    method("/", 1, 1, |_, call| Ok(Value::Float(own(&call) / number(&call, 0)?))),
    method("fdiv", 1, 1, |_, call| Ok(Value::Float(own(&call) / number(&call, 0)?))),
    method("%", 1, 1, |_, call| Ok(Value::Float(modulo(own(&call), number(&call, 0)?)))),
    method("**", 1, 1, |_, call| Ok(Value::Float(own(&call).powf(number(&call, 0)?)))),
    method("-@", 0, 0, |_, call| Ok(Value::Float(-own(&call)))),
    method("+@", 0, 0, |_, call| Ok(call.receiver)),
    method("abs", 0, 0, |_, call| Ok(Value::Float(own(&call).abs()))),
    method("zero?", 0, 0, |_, call| Ok(Value::Bool(own(&call).abs() <= 0.0))),
    method("positive?", 0, 0, |_, call| Ok(Value::Bool(own(&call) > 0.0))),
    method("negative?", 0, 0, |_, call| Ok(Value::Bool(own(&call) < 0.0))),
    method("nan?", 0, 0, |_, call| Ok(Value::Bool(own(&call).is_nan()))),
    method("infinite?", 0, 0, |_, call| Ok(Value::Bool(own(&call).is_infinite()))),
    method("finite?", 0, 0, |_, call| Ok(Value::Bool(own(&call).is_finite()))),
    method("integer?", 0, 0, |_, _| Ok(Value::Bool(false))),
    method("to_f", 0, 0, |_, call| Ok(call.receiver)),
    method("to_i", 0, 0, |_, call| whole(&call, own(&call).trunc())),
    method("to_int", 0, 0, |_, call| whole(&call, own(&call).trunc())),
    method("truncate", 0, 1, |_, call| rounded(&call, f64::trunc)),
    variadic("round", 0, |_, call| rounded(&call, f64::round)),
    method("floor", 0, 1, |_, call| rounded(&call, f64::floor)),
    method("ceil", 0, 1, |_, call| rounded(&call, f64::ceil)),
    method("divmod", 1, 1, |_, call| {
        let by = number(&call, 0)?;
        let quotient = whole(&call, (own(&call) / by).floor())?;
        Ok(Value::array(vec![quotient, Value::Float(modulo(own(&call), by))]))
    }),
];

fn own(call: &Call) -> f64 {
    as_float(&call.receiver).unwrap_or_default()
}

/// The argument at `index` as a number.
pub(super) fn number<'pr>(call: &Call<'pr>, index: usize) -> Result<f64, Flow<'pr>> {
    as_float(&call.argument(index)).ok_or_else(|| call.wrong(index, "a number"))
}

/// The rest of a division, with the sign of the divisor.
pub(super) fn modulo(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest != 0.0 && (rest < 0.0) != (b < 0.0) { rest + b } else { rest }
}

fn whole<'pr>(call: &Call<'pr>, number: f64) -> Eval<'pr> {
    if number.abs() < 9.2e18 {
        #[expect(clippy::cast_possible_truncation, reason = "it has no fraction, and fits")]
        return Ok(Value::Int(number as i64));
    }
    Err(super::integer::too_large(call))
}

/// To a number of decimal places: the nearest float that has no more of them.
fn rounded<'pr>(call: &Call<'pr>, round: fn(f64) -> f64) -> Eval<'pr> {
    let places = match call.argument(0) {
        Value::Int(places) => i32::try_from(places).unwrap_or(i32::MAX),
        _ => 0,
    };
    let number = own(call);
    if places > 14 || !number.is_finite() {
        return Ok(call.receiver.clone());
    }
    let factor = 10_f64.powi(places.abs());
    match places {
        0 => whole(call, round(number)),
        1.. => Ok(Value::Float(round(number * factor) / factor)),
        _ => whole(call, round(number / factor) * factor),
    }
}

/// `Float('1.5')`.
pub(super) fn parsed<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    match call.argument(0) {
        Value::Str(_) => {
            let text = interpreter.text_argument(&call, 0)?.trim().replace('_', "");
            let letters = text.contains(|letter: char| letter.is_alphabetic() && letter != 'e');
            let number = text.parse::<f64>().ok().filter(|_| !letters);
            number.map(Value::Float).ok_or_else(|| call.fails("finds no number in this string"))
        }
        _ => number(&call, 0).map(Value::Float),
    }
}

/// `'1.5 km'.to_f`: the number at the start, or 0.
pub(super) fn leading<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.own_text(&call)?.trim_start().replace('_', "");
    let numeric = |letter: char| letter.is_ascii_digit() || "+-.eE".contains(letter);
    let end = text.find(|letter| !numeric(letter)).unwrap_or(text.len()).min(400);
    let number = (1..=end).rev().find_map(|end| text[..end].parse::<f64>().ok());
    Ok(Value::Float(number.unwrap_or(0.0)))
}
