//! Numbers. A whole number that does not fit 64 bits is a finding.

use super::row::{Each, Needed, Row, Text, rows};
use crate::ruby::machine::{Eval, Machine};
use crate::ruby::value::Value;

pub(super) const NUMBER: &[Row] = rows! {
    "+" |m, a: Value, b: Value| both(m, a, b, i64::checked_add, |a, b| a + b)?;
    "-" |m, a: Value, b: Value| both(m, a, b, i64::checked_sub, |a, b| a - b)?;
    "*" |m, a: Value, b: Value| both(m, a, b, i64::checked_mul, |a, b| a * b)?;
    "/" |m, a: Value, b: Value| divided(m, a, b, floored, |a, b| a / b)?;
    "%" |m, a: Value, b: Value| divided(m, a, b, modulo, modulo_of_floats)?;
    "**" |m, a: Value, b: Value| power(m, a, b)?;
    "fdiv" |m, a: f64, b: f64| a / b;
    "divmod" |m, a: Value, b: Value| {
        let all = divided(m, a, b, floored, |a, b| (a / b).floor())?;
        vec![whole(m, all)?, divided(m, a, b, modulo, modulo_of_floats)?]
    };
    "-@" |m, a: Value| both(m, Value::Int(0), a, i64::checked_sub, |_, b| -b)?;
    "+@" |m, a: Value| a;
    "abs" |m, a: Value| match a {
        Value::Float(number) => Value::Float(number.abs()),
        _ => both(m, a, Value::Int(0), |a, _| a.checked_abs(), |a, _| a)?,
    };
    "zero?" |m, a: f64| a.abs() <= 0.0;
    "positive?" |m, a: f64| a > 0.0;
    "negative?" |m, a: f64| a < 0.0;
    "to_i truncate" |m, a: Value| whole(m, a)?;
    "to_f" |m, a: f64| a;
    "round" |m, a: Value, places: Option<i64>| rounded(m, a, places, |by, rest| rest * 2 >= by, f64::round)?;
    "floor" |m, a: Value, places: Option<i64>| rounded(m, a, places, |_, _| false, f64::floor)?;
    "ceil" |m, a: Value, places: Option<i64>| rounded(m, a, places, |_, rest| rest > 0, f64::ceil)?;
};

pub(super) const INTEGER: &[Row] = rows! {
    "succ next" |m, a: i64| a.checked_add(1).ok_or_else(|| too_large(m))?;
    "pred" |m, a: i64| a.checked_sub(1).ok_or_else(|| too_large(m))?;
    "even?" |m, a: i64| a % 2 == 0;
    "odd?" |m, a: i64| a % 2 != 0;
    "to_s" |m, a: i64, base: Option<i64>| {
        let digits = in_base(a.unsigned_abs(), base_of(m, base.unwrap_or(10))?.into());
        if a < 0 { format!("-{digits}") } else { digits }
    };
    "times" |m, a: i64, block: Each| { counted(m, 0, 1, a.saturating_sub(1), Needed(block.0))?; a };
    "upto" |m, a: i64, last: i64, block: Each| counted(m, a, 1, last, Needed(block.0))?;
    "downto" |m, a: i64, last: i64, block: Each| counted(m, a, -1, last, Needed(block.0))?;
};

fn too_large(m: &Machine) -> crate::ruby::machine::Stop {
    m.raise("RangeError", "this makes a number that is too large")
}

fn both(
    m: &Machine,
    a: Value,
    b: Value,
    ints: fn(i64, i64) -> Option<i64>,
    floats: fn(f64, f64) -> f64,
) -> Eval {
    if let (Value::Int(a), Value::Int(b)) = (a, b) {
        return ints(a, b).map(Value::Int).ok_or_else(|| too_large(m));
    }
    match (a.as_float(), b.as_float()) {
        (Some(a), Some(b)) => Ok(Value::Float(floats(a, b))),
        _ => Err(no_number(m, b)),
    }
}

fn no_number(m: &Machine, value: Value) -> crate::ruby::machine::Stop {
    use crate::ruby::machine::{Raised, failure};
    let message =
        format!("a number goes with a number here, not with {}", value.kind().described());
    let finding = failure(m.at, message);
    let hint =
        "write the number as a text, `\"…#{number}…\"`, or the text as a number with `.to_i`";
    Raised::of("TypeError", if let Value::Str(_) = value { finding.hint(hint) } else { finding })
}

fn divided(
    m: &Machine,
    a: Value,
    b: Value,
    ints: fn(i64, i64) -> Option<i64>,
    floats: fn(f64, f64) -> f64,
) -> Eval {
    match (a, b) {
        (Value::Int(_), Value::Int(0)) => Err(m.raise("ZeroDivisionError", "divided by 0")),
        _ => both(m, a, b, ints, floats),
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

fn power(m: &Machine, a: Value, b: Value) -> Eval {
    match (a, b) {
        (Value::Int(_), Value::Int(exponent)) if exponent < 0 => {
            Err(m.raise("ArgumentError", "this makes a fraction, which a sheet does not have"))
        }
        _ => both(m, a, b, |a, b| a.checked_pow(u32::try_from(b).ok()?), f64::powf),
    }
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

/// To a number of decimal places, or to tens, hundreds and so on where that is negative.
fn rounded(
    m: &Machine,
    number: Value,
    places: Option<i64>,
    up: fn(i64, i64) -> bool,
    round: fn(f64) -> f64,
) -> Eval {
    let places = places.unwrap_or(0);
    let power = i32::try_from(places.unsigned_abs()).unwrap_or(i32::MAX);
    match number {
        Value::Float(float) if float.is_finite() => {
            let factor = 10_f64.powi(power);
            match places {
                15.. => Ok(number),
                1.. => Ok(Value::Float(round(float * factor) / factor)),
                _ => whole(m, Value::Float(round(float / factor) * factor)),
            }
        }
        Value::Int(int) if places < 0 => {
            let by = u32::try_from(power).ok().and_then(|power| 10_i64.checked_pow(power));
            let Some(by) = by.filter(|by| *by < i64::MAX / 2) else { return Ok(Value::Int(0)) };
            let rest = int.rem_euclid(by);
            let more = if up(by, rest) { by - rest } else { -rest };
            let number = int.checked_add(more);
            number.map(Value::Int).ok_or_else(|| too_large(m))
        }
        Value::Float(_) if places <= 0 => Err(too_large(m)),
        other => Ok(other),
    }
}

fn counted(m: &mut Machine, first: i64, by: i64, last: i64, block: Needed) -> Eval {
    if by == 0 {
        return Err(m.raise("ArgumentError", "a step is not 0"));
    }
    let mut at = Some(first);
    while let Some(number) = at.filter(|at| if by > 0 { *at <= last } else { *at >= last }) {
        m.work(1)?;
        m.call_block(block.0, &[Value::Int(number)])?;
        at = number.checked_add(by);
    }
    Ok(Value::Int(first))
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

fn base_of(m: &Machine, base: i64) -> Eval<u32> {
    let base = u32::try_from(base).ok().filter(|base| (2..=36).contains(base));
    base.ok_or_else(|| m.raise("ArgumentError", "a base is a number from 2 to 36"))
}

/// `Integer('12')`.
pub(super) fn parsed(m: &mut Machine, value: Value, base: Option<i64>) -> Eval {
    let Value::Str(id) = value else {
        return match value {
            Value::Int(_) | Value::Float(_) => whole(m, value),
            other => Err(no_number(m, other)),
        };
    };
    let base = base.map(|base| base_of(m, base)).transpose()?;
    let digits = m.str(id).trim().replace('_', "").to_lowercase();
    let (sign, unsigned) =
        digits.strip_prefix('-').map_or(("", digits.as_str()), |rest| ("-", rest));
    let prefixes = [("0x", 16), ("0b", 2), ("0o", 8), ("0", 8)];
    let prefix = prefixes.iter().find(|(prefix, of)| {
        unsigned.len() > prefix.len()
            && unsigned.starts_with(prefix)
            && base.is_none_or(|base| base == *of)
    });
    let (digits, base) = match prefix {
        Some((prefix, base)) => (format!("{sign}{}", &unsigned[prefix.len()..]), *base),
        None => (digits.clone(), base.unwrap_or(10)),
    };
    let number = i64::from_str_radix(&digits, base).ok();
    number.map(Value::Int).ok_or_else(|| no_number_in(m, "Integer", value))
}

/// `Float('1.5')`.
pub(super) fn parsed_float(m: &mut Machine, value: Value) -> Eval {
    let Value::Str(id) = value else {
        return value.as_float().map(Value::Float).ok_or_else(|| no_number(m, value));
    };
    let text = m.str(id).trim().replace('_', "");
    let letters = text.contains(|letter: char| letter.is_alphabetic() && letter != 'e');
    let number = text.parse::<f64>().ok().filter(|_| !letters);
    number.map(Value::Float).ok_or_else(|| no_number_in(m, "Float", value))
}

/// Ruby's own words go to `rescue => e`.
fn no_number_in(m: &mut Machine, name: &str, value: Value) -> crate::ruby::machine::Stop {
    let shown = m.inspect(value).unwrap_or_default();
    let message = format!("`{name}` finds no number in this string");
    let mut stop = m.raise("ArgumentError", message);
    if let crate::ruby::machine::Stop::Raise(raised) = &mut stop {
        raised.message = format!("invalid value for {name}(): {shown}");
    }
    stop
}

/// `'12 apples'.to_i`: the number at the start, or 0.
pub(super) fn leading(m: &Machine, text: &Text, base: i64) -> Eval {
    let base = base_of(m, base)?;
    let text = text.trim_start().to_lowercase();
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
        number = next.ok_or_else(|| too_large(m))?;
    }
    Ok(Value::Int(if negative { -number } else { number }))
}

/// `'1.5 km'.to_f`: the number at the start, or 0.
pub(super) fn leading_float(text: &Text) -> f64 {
    let text = text.trim_start().replace('_', "");
    let numeric = |letter: char| letter.is_ascii_digit() || "+-.eE".contains(letter);
    let end = text.find(|letter| !numeric(letter)).unwrap_or(text.len()).min(400);
    (1..=end).rev().find_map(|end| text[..end].parse::<f64>().ok()).unwrap_or(0.0)
}

/// The sum, and what rounding took from it: Ruby adds that in the end (Kahan and Babuška).
pub(super) fn added(one: f64, other: f64) -> (f64, f64) {
    let sum = one + other;
    let (large, small) = if one.abs() >= other.abs() { (one, other) } else { (other, one) };
    (sum, (large - sum) + small)
}

/// The sum of values, from `first` on.
pub(super) fn sum(m: &mut Machine, first: Value, items: &[Value]) -> Eval {
    let (mut all, mut lost) = (first, 0.0);
    for item in items {
        m.work(1)?;
        all = match (all, *item) {
            (Value::Float(_), _) | (Value::Int(_), Value::Float(_))
                if item.as_float().is_some() =>
            {
                let numbers = (all.as_float().unwrap_or(0.0), item.as_float().unwrap_or(0.0));
                let (sum, error) = added(numbers.0, numbers.1);
                lost += error;
                Value::Float(sum)
            }
            (all, item) => m.send(all, "+", &[item])?,
        };
    }
    Ok(match all {
        Value::Float(sum) if lost.is_finite() => Value::Float(sum + lost),
        other => other,
    })
}
