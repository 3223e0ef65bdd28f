//! Methods of whole numbers; what does not fit 64 bits is a finding.

use super::float;
use super::{Builtin, Call, going, method, variadic};
use crate::ruby::compare::int_as_float;
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::Value;

pub(crate) const CLASS: &[Builtin] = &[method("sqrt", 1, 1, |_, call| {
    let number = u64::try_from(call.int(0)?).map_err(|_| call.fails("takes no negative number"))?;
    Ok(Value::Int(number.isqrt().cast_signed()))
})];

pub(crate) const METHODS: &[Builtin] = &[
    method("+", 1, 1, |_, call| both(&call, i64::checked_add, |a, b| a + b)),
    method("-", 1, 1, |_, call| both(&call, i64::checked_sub, |a, b| a - b)),
    method("*", 1, 1, |_, call| both(&call, i64::checked_mul, |a, b| a * b)),
    method("/", 1, 1, |_, call| divided(&call, floored, |a, b| a / b)),
    method("div", 1, 1, |_, call| divided(&call, floored, |a, b| (a / b).floor())),
    method("%", 1, 1, |_, call| divided(&call, modulo, float::modulo)),
    method("modulo", 1, 1, |_, call| divided(&call, modulo, float::modulo)),
    method("remainder", 1, 1, |_, call| divided(&call, i64::checked_rem, |a, b| a % b)),
    method("fdiv", 1, 1, |_, call| {
        let by = float::number(&call, 0)?;
        Ok(Value::Float(int_as_float(own(&call)) / by))
    }),
    method("divmod", 1, 1, |_, call| {
        let quotient = divided(&call, floored, |a, b| (a / b).floor())?;
        Ok(Value::array(vec![quotient, divided(&call, modulo, float::modulo)?]))
    }),
    method("**", 1, 1, |_, call| power(&call)),
    method("pow", 1, 1, |_, call| power(&call)),
    method("&", 1, 1, |_, call| Ok(Value::Int(own(&call) & call.int(0)?))),
    method("|", 1, 1, |_, call| Ok(Value::Int(own(&call) | call.int(0)?))),
    method("^", 1, 1, |_, call| Ok(Value::Int(own(&call) ^ call.int(0)?))),
    method("<<", 1, 1, |_, call| {
        let by = u32::try_from(call.int(0)?).ok().filter(|by| *by < 63);
        let shifted = by.and_then(|by| own(&call).checked_mul(1 << by));
        shifted.map(Value::Int).ok_or_else(|| too_large(&call))
    }),
    method(">>", 1, 1, |_, call| Ok(Value::Int(own(&call) >> call.size(0)?.min(63)))),
    method("[]", 1, 1, |_, call| Ok(Value::Int(own(&call) >> call.size(0)?.min(63) & 1))),
    method("~", 0, 0, |_, call| Ok(Value::Int(!own(&call)))),
    method("-@", 0, 0, |_, call| {
        own(&call).checked_neg().map(Value::Int).ok_or_else(|| too_large(&call))
    }),
    method("+@", 0, 0, |_, call| Ok(call.receiver)),
    method("abs", 0, 0, |_, call| {
        own(&call).checked_abs().map(Value::Int).ok_or_else(|| too_large(&call))
    }),
    method("succ", 0, 0, |_, call| Ok(Value::Int(own(&call).saturating_add(1)))),
    method("next", 0, 0, |_, call| Ok(Value::Int(own(&call).saturating_add(1)))),
    method("pred", 0, 0, |_, call| Ok(Value::Int(own(&call).saturating_sub(1)))),
    method("even?", 0, 0, |_, call| Ok(Value::Bool(own(&call) % 2 == 0))),
    method("odd?", 0, 0, |_, call| Ok(Value::Bool(own(&call) % 2 != 0))),
    method("zero?", 0, 0, |_, call| Ok(Value::Bool(own(&call) == 0))),
    method("positive?", 0, 0, |_, call| Ok(Value::Bool(own(&call) > 0))),
    method("negative?", 0, 0, |_, call| Ok(Value::Bool(own(&call) < 0))),
    method("nonzero?", 0, 0, |_, call| {
        Ok(if own(&call) == 0 { Value::Nil } else { call.receiver })
    }),
    method("integer?", 0, 0, |_, _| Ok(Value::Bool(true))),
    method("gcd", 1, 1, |_, call| Ok(Value::Int(gcd(own(&call), call.int(0)?)))),
    method("lcm", 1, 1, |_, call| {
        let (a, b) = (own(&call), call.int(0)?);
        let lcm = (a / gcd(a, b).max(1)).checked_mul(b).and_then(i64::checked_abs);
        lcm.map(Value::Int).ok_or_else(|| too_large(&call))
    }),
    method("digits", 0, 0, |_, call| {
        let digits = own(&call).unsigned_abs().to_string();
        let digit = |digit: u8| Value::Int(i64::from(digit - b'0'));
        Ok(Value::array(digits.bytes().rev().map(digit).collect()))
    }),
    method("bit_length", 0, 0, |_, call| {
        let number = own(&call);
        let bits = 64 - (if number < 0 { !number } else { number }).leading_zeros();
        Ok(Value::Int(bits.into()))
    }),
    method("to_i", 0, 0, |_, call| Ok(call.receiver)),
    method("to_int", 0, 0, |_, call| Ok(call.receiver)),
    method("to_f", 0, 0, |_, call| Ok(Value::Float(int_as_float(own(&call))))),
    method("to_s", 0, 1, to_s),
    method("chr", 0, 1, |_, call| {
        let letter = u32::try_from(own(&call)).ok().and_then(char::from_u32);
        letter.map(Value::str).ok_or_else(|| call.fails("finds no letter of this number"))
    }),
    method("ord", 0, 0, |_, call| Ok(call.receiver)),
    variadic("round", 0, |_, call| rounded(&call, |by, rest| rest * 2 >= by)),
    variadic("floor", 0, |_, call| rounded(&call, |_, _| false)),
    variadic("ceil", 0, |_, call| rounded(&call, |_, rest| rest > 0)),
    method("truncate", 0, 0, |_, call| Ok(call.receiver)),
    going("times", 0, 0, |me, call| {
        let last = own(&call);
        counted(me, &call, 0, 1, |at| at < last)
    }),
    going("upto", 1, 1, |me, call| {
        let last = call.int(0)?;
        counted(me, &call, own(&call), 1, |at| at <= last)
    }),
    going("downto", 1, 1, |me, call| {
        let last = call.int(0)?;
        counted(me, &call, own(&call), -1, |at| at >= last)
    }),
    going("step", 1, 2, |me, call| {
        let (last, by) = (call.int(0)?, if call.given(1) { call.int(1)? } else { 1 });
        if by == 0 {
            return Err(call.fails("needs a step that is not 0"));
        }
        counted(me, &call, own(&call), by, |at| if by > 0 { at <= last } else { at >= last })
    }),
];

fn own(call: &Call) -> i64 {
    match call.receiver {
        Value::Int(number) => number,
        _ => 0,
    }
}

pub(super) fn too_large<'pr>(call: &Call<'pr>) -> Flow<'pr> {
    call.fails("makes a number that is too large")
}

fn both<'pr>(
    call: &Call<'pr>,
    ints: fn(i64, i64) -> Option<i64>,
    floats: fn(f64, f64) -> f64,
) -> Eval<'pr> {
    match call.argument(0) {
        Value::Int(other) => ints(own(call), other).map(Value::Int).ok_or_else(|| too_large(call)),
        Value::Float(other) => Ok(Value::Float(floats(int_as_float(own(call)), other))),
        _ => Err(call.wrong(0, "a number")),
    }
}

fn divided<'pr>(
    call: &Call<'pr>,
    ints: fn(i64, i64) -> Option<i64>,
    floats: fn(f64, f64) -> f64,
) -> Eval<'pr> {
    match call.argument(0) {
        Value::Int(0) => Err(call.fails("divides by 0")),
        _ => both(call, ints, floats),
    }
}

fn floored(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    Some(quotient - i64::from(a % b != 0 && (a < 0) != (b < 0)))
}

fn modulo(a: i64, b: i64) -> Option<i64> {
    let rest = a.checked_rem(b)?;
    Some(if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest })
}

fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i64::try_from(a).unwrap_or(i64::MAX)
}

fn power<'pr>(call: &Call<'pr>) -> Eval<'pr> {
    match call.argument(0) {
        Value::Int(exponent) if exponent >= 0 => {
            let exponent = u32::try_from(exponent).map_err(|_| too_large(call))?;
            own(call).checked_pow(exponent).map(Value::Int).ok_or_else(|| too_large(call))
        }
        Value::Int(_) => Err(call.fails("makes a fraction, which a sheet does not have")),
        _ => Ok(Value::Float(int_as_float(own(call)).powf(float::number(call, 0)?))),
    }
}

/// Rounds to tens, hundreds and so on: `round(-2)`.
fn rounded<'pr>(call: &Call<'pr>, up: fn(i64, i64) -> bool) -> Eval<'pr> {
    let places = match call.argument(0) {
        Value::Int(places) if places < 0 => places.unsigned_abs(),
        _ => return Ok(call.receiver.clone()),
    };
    let Some(by) = u32::try_from(places).ok().and_then(|places| 10_i64.checked_pow(places)) else {
        return Ok(Value::Int(0));
    };
    let rest = own(call).rem_euclid(by);
    let down = own(call) - rest;
    let number = if up(by, rest) { down.checked_add(by) } else { Some(down) };
    number.map(Value::Int).ok_or_else(|| too_large(call))
}

fn counted<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    first: i64,
    by: i64,
    goes_on: impl Fn(i64) -> bool,
) -> Eval<'pr> {
    let block = call.block()?;
    let mut at = Some(first);
    while let Some(number) = at.filter(|number| goes_on(*number)) {
        interpreter.meter.step(call.span)?;
        interpreter.give(&block, Value::Int(number))?;
        at = number.checked_add(by);
    }
    Ok(call.receiver.clone())
}

/// A number in a base from 2 to 36.
pub(super) fn in_base(number: u64, base: u64) -> String {
    let (mut digits, mut rest) = (Vec::new(), number);
    loop {
        let digit = u32::try_from(rest % base).unwrap_or(0);
        digits.push(char::from_digit(digit, 36).unwrap_or('?'));
        rest /= base;
        if rest == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

fn base<'pr>(call: &Call<'pr>, index: usize) -> Result<u32, Flow<'pr>> {
    let base = if call.given(index) { call.int(index)? } else { 10 };
    u32::try_from(base)
        .ok()
        .filter(|base| (2..=36).contains(base))
        .ok_or_else(|| call.fails("takes a base from 2 to 36"))
}

fn to_s<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let digits = in_base(own(&call).unsigned_abs(), base(&call, 0)?.into());
    let sign = if own(&call) < 0 { "-" } else { "" };
    interpreter.string(format!("{sign}{digits}"), call.span)
}

/// `Integer('12')`.
pub(super) fn parsed<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    match call.argument(0) {
        Value::Str(_) => {
            let text = interpreter.text_argument(&call, 0)?;
            let digits = text.trim().replace('_', "").to_lowercase();
            let base = if call.given(1) { base(&call, 1)? } else { 10 };
            let number = match digits.strip_prefix("0x") {
                Some(hex) => i64::from_str_radix(hex, 16),
                None => i64::from_str_radix(&digits, base),
            };
            number.map(Value::Int).map_err(|_| call.fails("finds no whole number in this string"))
        }
        Value::Int(_) | Value::Float(_) => call.int(0).map(Value::Int),
        _ => Err(call.wrong(0, "a number or a string")),
    }
}

/// `'12 apples'.to_i`: the number at the start, or 0.
pub(super) fn leading<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let base = base(&call, 0)?;
    let text = interpreter.own_text(&call)?.trim_start().to_lowercase();
    let (negative, digits) = match text.strip_prefix(['-', '+']) {
        Some(digits) => (text.starts_with('-'), digits),
        None => (false, text.as_str()),
    };
    let prefix = [(16, "0x"), (8, "0o"), (2, "0b")].into_iter().find(|(of, _)| *of == base);
    let digits = prefix.and_then(|(_, prefix)| digits.strip_prefix(prefix)).unwrap_or(digits);
    let mut number: i64 = 0;
    for digit in digits.chars().filter(|letter| *letter != '_').map_while(|one| one.to_digit(base))
    {
        let next = number.checked_mul(base.into()).and_then(|all| all.checked_add(digit.into()));
        number = next.ok_or_else(|| too_large(&call))?;
    }
    Ok(Value::Int(if negative { -number } else { number }))
}
