//! `format` and `String#%`: directives such as `%05.2f`, `%-10s`, `%<name>d`, `%{name}`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::ruby::machine::{Eval, Machine, Stop};
use crate::ruby::value::{Key, Value};

/// A float has no more decimals than these.
const MAX_DECIMALS: usize = 1_100;

/// A percent sign and what belongs to it.
static DIRECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    let directive = r"%(?:\{(?<inserted>\w+)\}|(?:<(?<name>\w+)>)?(?<flags>[-+ 0]*)(?<width>\d*)(?:\.(?<precision>\d*))?(?<letter>.))?";
    Regex::new(directive).unwrap_or_else(|error| unreachable!("{error}"))
});

/// Fills a template with values, in order or by name.
pub(super) fn filled(m: &mut Machine, template: &str, values: &[Value]) -> Eval {
    let (mut out, mut from) = (String::new(), 0);
    let mut next = values.iter().copied();
    for found in DIRECTIVE.captures_iter(template) {
        let whole = found.get_match();
        out.push_str(&template[from..whole.start()]);
        from = whole.end();
        if whole.as_str() == "%%" {
            out.push('%');
            continue;
        }
        let name = found.name("name").or_else(|| found.name("inserted"));
        let value = match name {
            Some(name) => named(m, values, name.as_str())?,
            None => {
                next.next().ok_or_else(|| fails(m, "the format has more directives than values"))?
            }
        };
        let text = written(m, &found, value)?;
        m.room(2 * text.len())?;
        out.push_str(&text);
    }
    out.push_str(&template[from..]);
    m.text(out)
}

fn fails(m: &Machine, message: &str) -> Stop {
    m.fails(format!("{message}; write `%%` for a percent sign"))
}

/// The value of a name, in the hash that is given.
fn named(m: &mut Machine, values: &[Value], name: &str) -> Eval {
    let key = Key::Sym(m.names.name(name));
    let value = match values.first() {
        Some(Value::Hash(id)) => m.pairs(*id).map.get(&key).map(|pair| pair.1),
        _ => None,
    };
    value.ok_or_else(|| fails(m, &format!("the format is given no value for `{name}`")))
}

/// A value as its directive says.
fn written(m: &mut Machine, directive: &Captures, value: Value) -> Eval<String> {
    let part = |name| directive.name(name).map_or("", |part| part.as_str());
    let size =
        |digits: &str| digits.parse().unwrap_or(if digits.is_empty() { 0 } else { usize::MAX });
    let (flags, width) = (part("flags"), size(part("width")));
    let precision = directive.name("precision").map(|digits| size(digits.as_str()));
    m.room(precision.unwrap_or(0).saturating_add(width))?;
    let (negative, digits) = match part("letter") {
        "" if directive.name("inserted").is_some() => (false, m.to_s(value)?.to_string()),
        "s" => {
            let most = precision.unwrap_or(usize::MAX);
            (false, m.to_s(value)?.chars().take(most).collect())
        }
        letter @ ("d" | "x" | "X" | "o" | "b") => {
            let number = whole(m, value)?;
            let size = number.unsigned_abs();
            if number < 0 && letter != "d" && !flags.contains(['+', ' ']) {
                return Err(m
                    .lacks(format!("`%{letter}` writes no negative number here"))
                    .hint(format!("write it with its sign: `%+{letter}`")));
            }
            let digits = match letter {
                "x" => format!("{size:x}"),
                "X" => format!("{size:X}"),
                "o" => format!("{size:o}"),
                "b" => format!("{size:b}"),
                _ => size.to_string(),
            };
            let zeros = precision.unwrap_or(0).saturating_sub(digits.len());
            (number < 0, "0".repeat(zeros) + &digits)
        }
        "f" => {
            let number = value.as_float().ok_or_else(|| needs_number(m))?;
            let decimals = precision.unwrap_or(6).min(MAX_DECIMALS);
            let digits = match number.abs() {
                size if size.is_nan() => "NaN".to_owned(),
                size if size.is_infinite() => "Inf".to_owned(),
                size => format!("{size:.decimals$}"),
            };
            (number.is_sign_negative(), digits)
        }
        letter => return Err(fails(m, &format!("the format does not know `%{letter}`"))),
    };
    let is_number = part("letter") != "s";
    let sign = match negative {
        true => "-",
        false if is_number && flags.contains('+') => "+",
        false if is_number && flags.contains(' ') => " ",
        false => "",
    };
    let spare = width.saturating_sub(sign.len() + digits.chars().count());
    Ok(if flags.contains('-') {
        format!("{sign}{digits}{}", " ".repeat(spare))
    } else if flags.contains('0') && is_number {
        format!("{sign}{}{digits}", "0".repeat(spare))
    } else {
        format!("{}{sign}{digits}", " ".repeat(spare))
    })
}

fn needs_number(m: &Machine) -> Stop {
    m.fails("the format needs a number for one of its directives")
}

fn whole(m: &Machine, value: Value) -> Eval<i64> {
    match value {
        Value::Int(number) => Ok(number),
        #[expect(clippy::cast_possible_truncation, reason = "Ruby truncates here too")]
        Value::Float(number) => Ok(number as i64),
        _ => Err(needs_number(m)),
    }
}
