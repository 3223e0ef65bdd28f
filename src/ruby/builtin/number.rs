//! Numbers. A whole number that does not fit 64 bits is a finding.

use std::sync::LazyLock;

use regex::Regex;

use super::row::{Each, Number, Row, Text, rows};
use crate::ruby::machine::{Eval, Machine, Stop};
use crate::ruby::value::Value;

pub(super) const NUMBER: &[Row] = rows! {
    "+" |m, a: Value, b: Number| both(m, a, b, i64::checked_add, |a, b| a + b)?;
    "-" |m, a: Value, b: Number| both(m, a, b, i64::checked_sub, |a, b| a - b)?;
    "*" |m, a: Value, b: Number| both(m, a, b, i64::checked_mul, |a, b| a * b)?;
    "/" |m, a: Value, b: Number| { let b = divisor(m, a, b)?; both(m, a, b, floored, |a, b| a / b)? };
    "%" |m, a: Value, b: Number| { let b = divisor(m, a, b)?; both(m, a, b, modulo, modulo_of_floats)? };
    "**" |m, a: Value, b: Number| match (a, b.0) {
        (Value::Int(_), Value::Int(..0)) => return Err(m.lacks("this makes a fraction, which a sheet does not have")),
        _ => both(m, a, b, |a, b| a.checked_pow(u32::try_from(b).ok()?), f64::powf)?,
    };
    "-@" |m, a: Value| both(m, a, Number(a), |a, _| a.checked_neg(), |a, _| -a)?;
    "abs" |m, a: Value| both(m, a, Number(a), |a, _| a.checked_abs(), |a, _| a.abs())?;
    "zero?" |m, a: f64| a.abs() <= 0.0;
    "positive?" |m, a: f64| a > 0.0;
    "negative?" |m, a: f64| a < 0.0;
    "to_i" |m, a: Value| whole(m, a)?;
    "to_f" |m, a: f64| a;
    "round" |m, a: Value, places: Option<i64>| rounded(m, a, places, f64::round)?;
    "floor" |m, a: Value, places: Option<i64>| rounded(m, a, places, f64::floor)?;
    "ceil" |m, a: Value, places: Option<i64>| rounded(m, a, places, f64::ceil)?;
};

pub(super) const INTEGER: &[Row] = rows! {
    "even?" |m, a: i64| a % 2 == 0;
    "odd?" |m, a: i64| a % 2 != 0;
    "times" |m, a: i64, block: Each| { counted(m, 0..=a.saturating_sub(1), block)?; a };
    "upto" |m, a: i64, last: i64, block: Each| { counted(m, a..=last, block)?; a };
    "downto" |m, a: i64, last: i64, block: Each| { counted(m, (last..=a).rev(), block)?; a };
};

fn too_large(m: &Machine) -> Stop {
    m.lacks("this makes a number that is too large")
}

fn both(
    m: &Machine,
    a: Value,
    Number(b): Number,
    ints: fn(i64, i64) -> Option<i64>,
    floats: fn(f64, f64) -> f64,
) -> Eval {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => ints(a, b).map(Value::Int).ok_or_else(|| too_large(m)),
        _ => {
            let (a, b) = (a.as_float().unwrap_or_default(), b.as_float().unwrap_or_default());
            Ok(Value::Float(floats(a, b)))
        }
    }
}

/// What is divided by.
fn divisor(m: &Machine, a: Value, b: Number) -> Eval<Number> {
    match (a, b.0) {
        (Value::Int(_), Value::Int(0)) => Err(m.fails("divided by 0")),
        _ => Ok(b),
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

/// The rest of a division, with the sign of the divisor.
fn modulo_of_floats(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest != 0.0 && (rest < 0.0) != (b < 0.0) { rest + b } else { rest }
}

/// Without what is behind the point.
fn whole(m: &Machine, number: Value) -> Eval {
    match number {
        Value::Float(number) if number.abs() < 9.2e18 =>
        {
            #[expect(clippy::cast_possible_truncation, reason = "it has no fraction, and fits")]
            Ok(Value::Int(number.trunc() as i64))
        }
        Value::Float(_) => Err(too_large(m)),
        other => Ok(other),
    }
}

/// To a number of decimal places.
fn rounded(m: &Machine, number: Value, places: Option<i64>, round: fn(f64) -> f64) -> Eval {
    match (number, places.unwrap_or(0)) {
        (_, ..0) => Err(m.fails("a number of places is 0 or more")),
        (Value::Float(float), 0) => whole(m, Value::Float(round(float))),
        (Value::Float(float), places @ 1..15) => {
            let factor = 10_f64.powi(i32::try_from(places).unwrap_or(0));
            Ok(Value::Float(round(float * factor) / factor))
        }
        (number, _) => Ok(number),
    }
}

fn counted(m: &mut Machine, mut numbers: impl Iterator<Item = i64>, block: Each) -> Eval<()> {
    numbers.try_for_each(|number| m.call_block(block.0, &[Value::Int(number)]).map(|_| ()))
}

/// What a number in a text looks like, whole or not.
static WHOLE: LazyLock<Regex> = LazyLock::new(|| number(r"^\s*[-+]?\d+(_\d+)*"));
static FLOAT: LazyLock<Regex> =
    LazyLock::new(|| number(r"^\s*[-+]?(\d+(_\d+)*)?(\.\d+(_\d+)*)?([eE][-+]?\d+)?"));

fn number(pattern: &str) -> Regex {
    Regex::new(&pattern.replace(r"\d", "[0-9]")).unwrap_or_else(|error| unreachable!("{error}"))
}

/// The number that a text begins with.
fn start(text: &str, number: &Regex) -> Option<String> {
    Some(number.find(text)?.as_str().trim_start().replace('_', ""))
}

/// `'12 apples'.to_i`: the number at the start, or 0.
pub(super) fn leading(m: &Machine, text: &Text) -> Eval {
    let Some(number) = start(text, &WHOLE) else { return Ok(Value::Int(0)) };
    number.parse().map(Value::Int).map_err(|_| too_large(m))
}

/// `'1.5 km'.to_f`: the number at the start, or 0.
pub(super) fn leading_float(text: &Text) -> f64 {
    start(text, &FLOAT).and_then(|number| number.parse().ok()).unwrap_or(0.0)
}

/// The sum of values, from `first` on. What rounding takes from one of floats is added in the end,
/// as Ruby does (Kahan and Babuška).
pub(super) fn sum(m: &mut Machine, first: Value, items: &[Value]) -> Eval {
    let (mut all, mut lost) = (first, 0.0);
    for item in items {
        let new = m.send(all, "+", &[*item])?;
        if let (Some(a), Some(b), Value::Float(sum)) = (all.as_float(), item.as_float(), new) {
            let (large, small) = if a.abs() >= b.abs() { (a, b) } else { (b, a) };
            lost += (large - sum) + small;
        }
        all = new;
    }
    Ok(match all {
        Value::Float(sum) if lost.is_finite() => Value::Float(sum + lost),
        other => other,
    })
}
