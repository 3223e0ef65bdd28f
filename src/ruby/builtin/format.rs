//! `format` and `String#%`: directives such as `%05.2f`, `%-10s`, `%<name>s`, `%{name}`.

use super::row::{Row, Text, rows};
use crate::ruby::machine::{Eval, Machine, Stop};
use crate::ruby::value::{Key, Value};

pub(super) const ROWS: &[Row] = rows! {
    "%" |m, template: Text, value: Value| {
        let values = match value {
            Value::Array(id) => m.items(id).to_vec(),
            other => vec![other],
        };
        filled(m, &template, &values)?
    };
};

/// A float has no more decimals than these.
const MAX_DECIMALS: usize = 1_100;

/// What stands between `%` and its letter.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "these are the flags of the format, each on or off"
)]
struct Directive {
    left: bool,
    zero: bool,
    plus: bool,
    space: bool,
    prefix: bool,
    width: usize,
    precision: Option<usize>,
}

struct Values<'v> {
    values: &'v [Value],
    next: usize,
}

impl Values<'_> {
    fn take(&mut self, m: &Machine) -> Eval {
        let value = self.values.get(self.next).copied();
        self.next += 1;
        value.ok_or_else(|| fails(m, "the format has more directives than values"))
    }

    fn named(&self, m: &mut Machine, name: &str) -> Eval {
        let key = Key::Sym(m.names.name(name));
        let value = match self.values.first() {
            Some(Value::Hash(id)) => m.pairs(*id).map.get(&key).map(|pair| pair.1),
            _ => None,
        };
        value.ok_or_else(|| fails(m, &format!("the format is given no value for `{name}`")))
    }
}

fn fails(m: &Machine, message: &str) -> Stop {
    m.raise("ArgumentError", message)
}

pub(super) fn filled(m: &mut Machine, template: &str, values: &[Value]) -> Eval {
    let mut out = String::new();
    let mut values = Values { values, next: 0 };
    let mut rest = template;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let before = out.len();
        rest = directive(m, rest, &mut values, &mut out)?;
        m.room(out.len() - before)?;
    }
    out.push_str(rest);
    m.text(out)
}

/// Writes one directive and returns what follows it.
fn directive<'t>(
    m: &mut Machine,
    template: &'t str,
    values: &mut Values,
    out: &mut String,
) -> Eval<&'t str> {
    let mut wanted = Directive::default();
    let mut value = None;
    let mut letters = template.char_indices();
    while let Some((at, letter)) = letters.next() {
        let after = &template[at + letter.len_utf8()..];
        match letter {
            '-' => wanted.left = true,
            '0' => wanted.zero = true,
            '+' => wanted.plus = true,
            ' ' => wanted.space = true,
            '#' => wanted.prefix = true,
            '*' => {
                let width = values.take(m).and_then(|value| whole(m, value))?;
                wanted.left |= width < 0;
                wanted.width = usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX);
            }
            '1'..='9' => {
                let number = digits(&template[at..]);
                letters = template.char_indices();
                letters.nth(at + number.len() - 1);
                wanted.width = number.parse().unwrap_or(usize::MAX);
            }
            '.' => {
                let number = digits(after);
                if !number.is_empty() {
                    letters.nth(number.len() - 1);
                }
                wanted.precision = Some(number.parse().unwrap_or(0));
            }
            '<' | '{' => {
                let close = if letter == '<' { '>' } else { '}' };
                let end = after.find(close).ok_or_else(|| unknown(m, letter))?;
                let found = values.named(m, &after[..end])?;
                if letter == '{' {
                    let text = m.to_s(found)?;
                    pad(m, &wanted, "", &text, out)?;
                    return Ok(&after[end + 1..]);
                }
                value = Some(found);
                letters.nth(after[..end].chars().count());
            }
            '%' => {
                out.push('%');
                return Ok(after);
            }
            _ => {
                let value = match value {
                    Some(value) => value,
                    None => values.take(m)?,
                };
                write(m, letter, &wanted, value, out)?;
                return Ok(after);
            }
        }
    }
    Err(fails(m, "the format ends in the middle of a directive; write `%%` for a percent sign"))
}

fn digits(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    &text[..end]
}

fn unknown(m: &Machine, letter: char) -> Stop {
    fails(m, &format!("the format does not know `%{letter}`; write `%%` for a percent sign"))
}

fn write(
    m: &mut Machine,
    letter: char,
    wanted: &Directive,
    value: Value,
    out: &mut String,
) -> Eval<()> {
    m.room(wanted.precision.unwrap_or(0))?;
    let precision = wanted.precision.unwrap_or(6).min(MAX_DECIMALS);
    let (sign, digits) = match letter {
        's' | 'p' => {
            let text =
                if letter == 's' { m.to_s(value)? } else { std::rc::Rc::new(m.inspect(value)?) };
            let most = wanted.precision.unwrap_or(usize::MAX);
            (String::new(), text.chars().take(most).collect())
        }
        'c' => match value {
            Value::Int(code) => {
                let letter = u32::try_from(code).ok().and_then(char::from_u32);
                (String::new(), letter.map(String::from).unwrap_or_default())
            }
            _ => (String::new(), m.to_s(value)?.chars().take(1).collect()),
        },
        'd' | 'i' | 'u' | 'x' | 'X' | 'o' | 'b' | 'B' => {
            let number = whole(m, value)?;
            (sign(number < 0, wanted), integer(letter, wanted, number))
        }
        'f' | 'e' | 'E' | 'g' | 'G' => {
            let number = float(m, value)?;
            let digits = match letter {
                'f' => format!("{:.precision$}", number.abs()),
                'e' | 'E' => exponent(number.abs(), precision),
                _ => shortest(number.abs(), precision.max(1)),
            };
            let digits = if letter.is_uppercase() { digits.to_uppercase() } else { digits };
            (sign(number.is_sign_negative(), wanted), digits)
        }
        _ => return Err(unknown(m, letter)),
    };
    let numeric = !matches!(letter, 's' | 'p' | 'c');
    if numeric && wanted.zero && !wanted.left {
        let spare = wanted.width.saturating_sub(sign.len() + digits.len());
        m.room(spare)?;
        out.push_str(&sign);
        out.extend(std::iter::repeat_n('0', spare));
        out.push_str(&digits);
        return Ok(());
    }
    pad(m, wanted, &sign, &digits, out)
}

fn sign(negative: bool, wanted: &Directive) -> String {
    let sign = match (negative, wanted.plus, wanted.space) {
        (true, ..) => "-",
        (_, true, _) => "+",
        (_, _, true) => " ",
        _ => "",
    };
    sign.to_owned()
}

fn integer(letter: char, wanted: &Directive, number: i64) -> String {
    let (base, prefix) = match letter {
        'x' | 'X' => (16, "0x"),
        'o' => (8, "0"),
        'b' | 'B' => (2, "0b"),
        _ => (10, ""),
    };
    let digits = super::number::in_base(number.unsigned_abs(), base);
    let zeros = wanted.precision.unwrap_or(0).saturating_sub(digits.len());
    let prefix = if wanted.prefix { prefix } else { "" };
    let text = format!("{prefix}{}{digits}", "0".repeat(zeros));
    if letter.is_uppercase() { text.to_uppercase() } else { text }
}

fn whole(m: &Machine, value: Value) -> Eval<i64> {
    let number = match value {
        Value::Int(number) => Some(number),
        #[expect(clippy::cast_possible_truncation, reason = "Ruby truncates here too")]
        Value::Float(number) => Some(number.floor() as i64),
        Value::Str(id) => m.str(id).trim().parse().ok(),
        _ => None,
    };
    number.ok_or_else(|| fails(m, "the format needs a number for one of its directives"))
}

fn float(m: &Machine, value: Value) -> Eval<f64> {
    let number = match value {
        Value::Str(id) => m.str(id).trim().parse().ok(),
        other => other.as_float(),
    };
    number.ok_or_else(|| fails(m, "the format needs a number for one of its directives"))
}

/// `1.5e+03`.
fn exponent(number: f64, precision: usize) -> String {
    let text = format!("{number:.precision$e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, power) = power.strip_prefix('-').map_or(('+', power), |power| ('-', power));
    format!("{digits}e{sign}{power:0>2}")
}

/// `%g`: as many digits as matter.
fn shortest(number: f64, precision: usize) -> String {
    let scientific = exponent(number, precision - 1);
    let power = scientific.split_once('e').and_then(|(_, power)| power.parse::<i64>().ok());
    let power = power.unwrap_or(0);
    let most = i64::try_from(precision).unwrap_or(i64::MAX);
    let trimmed = |text: &str| {
        if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            text.to_owned()
        }
    };
    if power < -4 || power >= most {
        let (digits, power) = scientific.split_once('e').unwrap_or((&scientific, "+00"));
        return format!("{}e{power}", trimmed(digits));
    }
    let places = usize::try_from(most - 1 - power).unwrap_or(0);
    trimmed(&format!("{number:.places$}"))
}

fn pad(m: &mut Machine, wanted: &Directive, sign: &str, text: &str, out: &mut String) -> Eval<()> {
    let spare = wanted.width.saturating_sub(sign.len() + text.chars().count());
    m.room(spare)?;
    let blanks = std::iter::repeat_n(' ', spare);
    if !wanted.left {
        out.extend(blanks.clone());
    }
    out.push_str(sign);
    out.push_str(text);
    if wanted.left {
        out.extend(blanks);
    }
    Ok(())
}
