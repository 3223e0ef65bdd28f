//! `format` and `String#%`: directives such as `%05.2f`, `%-10s`, `%<name>d`, `%{name}`.

use crate::ruby::machine::{Eval, Machine, Stop};
use crate::ruby::value::{Key, Value};

/// A float has no more decimals than these.
const MAX_DECIMALS: usize = 1_100;

/// What stands between `%` and its letter.
#[derive(Default)]
struct Directive<'t> {
    flags: &'t str,
    width: usize,
    precision: Option<usize>,
}

/// Fills a template with values, in order or by name.
pub(super) fn filled(m: &mut Machine, template: &str, values: &[Value]) -> Eval {
    let mut out = String::new();
    let mut next = values.iter().copied();
    let mut rest = template;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('%') {
            out.push('%');
            rest = after;
            continue;
        }
        if let Some((name, after)) = rest.strip_prefix('{').and_then(|it| it.split_once('}')) {
            let value = named(m, values, name)?;
            let text = m.to_s(value)?;
            m.room(text.len())?;
            out.push_str(&text);
            rest = after;
            continue;
        }
        let mut value = None;
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|it| it.split_once('>')) {
            value = Some(named(m, values, name)?);
            rest = after;
        }
        let directive = Directive::read(&mut rest);
        let Some(letter) = rest.chars().next() else {
            return Err(fails(m, "the format ends in the middle of a directive"));
        };
        rest = &rest[letter.len_utf8()..];
        let value = value.or_else(|| next.next());
        let value = value.ok_or_else(|| fails(m, "the format has more directives than values"))?;
        directive.write(m, letter, value, &mut out)?;
    }
    out.push_str(rest);
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

impl<'t> Directive<'t> {
    /// Reads flags, width and precision off the start of a text.
    fn read(rest: &mut &'t str) -> Self {
        let flags = taken(rest, |letter| "-0+ ".contains(letter));
        let digit = |letter: char| letter.is_ascii_digit();
        let width = taken(rest, digit);
        let width = if width.is_empty() { 0 } else { width.parse().unwrap_or(usize::MAX) };
        let precision = rest.strip_prefix('.').map(|after| {
            *rest = after;
            taken(rest, digit).parse().unwrap_or(0)
        });
        Self { flags, width, precision }
    }

    fn write(&self, m: &mut Machine, letter: char, value: Value, out: &mut String) -> Eval<()> {
        m.room(self.precision.unwrap_or(0).saturating_add(self.width))?;
        let precision = self.precision.unwrap_or(6).min(MAX_DECIMALS);
        let (negative, digits) = match letter {
            's' => {
                let text = m.to_s(value)?;
                let most = self.precision.unwrap_or(usize::MAX);
                (false, text.chars().take(most).collect())
            }
            'd' | 'i' | 'x' | 'X' | 'o' | 'b' => {
                let number = whole(m, value)?;
                let size = number.unsigned_abs();
                let digits = match letter {
                    'x' => format!("{size:x}"),
                    'X' => format!("{size:X}"),
                    'o' => format!("{size:o}"),
                    'b' => format!("{size:b}"),
                    _ => size.to_string(),
                };
                let zeros = self.precision.unwrap_or(0).saturating_sub(digits.len());
                (number < 0, "0".repeat(zeros) + &digits)
            }
            'f' => {
                let number = value.as_float().ok_or_else(|| needs_number(m))?;
                (number.is_sign_negative(), format!("{:.precision$}", number.abs()))
            }
            _ => return Err(fails(m, &format!("the format does not know `%{letter}`"))),
        };
        let sign = match negative {
            true => "-",
            false if letter != 's' && self.flags.contains('+') => "+",
            false if letter != 's' && self.flags.contains(' ') => " ",
            false => "",
        };
        let spare = self.width.saturating_sub(sign.len() + digits.chars().count());
        let fill = |with: &str| with.repeat(spare);
        *out += &match self.flags {
            flags if flags.contains('-') => format!("{sign}{digits}{}", fill(" ")),
            flags if flags.contains('0') && letter != 's' => format!("{sign}{}{digits}", fill("0")),
            _ => format!("{}{sign}{digits}", fill(" ")),
        };
        Ok(())
    }
}

/// Takes the letters off the start that are wanted.
fn taken<'t>(rest: &mut &'t str, wanted: impl Fn(char) -> bool) -> &'t str {
    let end = rest.find(|letter| !wanted(letter)).unwrap_or(rest.len());
    let (start, after) = rest.split_at(end);
    *rest = after;
    start
}

fn needs_number(m: &Machine) -> Stop {
    m.fails("the format needs a number for one of its directives")
}

fn whole(m: &Machine, value: Value) -> Eval<i64> {
    match value {
        Value::Int(number) => Ok(number),
        #[expect(clippy::cast_possible_truncation, reason = "Ruby truncates here too")]
        Value::Float(number) => Ok(number.floor() as i64),
        Value::Str(id) => m.str(id).trim().parse().map_err(|_| needs_number(m)),
        _ => Err(needs_number(m)),
    }
}
