//! Values as text: `to_s` and `inspect`, within the meter.

use std::fmt::Write;
use std::rc::Rc;

use super::machine::{Eval, Machine};
use super::value::Value;

/// A float as Ruby writes it: always with a point, with an exponent where it is far from 1.
pub(crate) fn float(number: f64) -> String {
    let size = number.abs();
    if number.is_infinite() {
        if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
    } else if size > 0.0 && !(1e-4..1e15).contains(&size) && !number.is_nan() {
        let text = format!("{number:e}");
        let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
        let point = if digits.contains('.') { "" } else { ".0" };
        let (sign, power) = power.strip_prefix('-').map_or(("+", power), |power| ("-", power));
        format!("{digits}{point}e{sign}{power:0>2}")
    } else {
        format!("{number:?}")
    }
}

impl Machine<'_> {
    /// What interpolation and `to_s` make of a value.
    #[expect(clippy::wrong_self_convention, reason = "Ruby's own name for it")]
    pub(crate) fn to_s(&mut self, value: Value) -> Eval<Rc<String>> {
        let text = match value {
            Value::Nil => String::new(),
            Value::Str(id) => return Ok(Rc::clone(self.str(id))),
            Value::Sym(name) => self.names.text(name).to_string(),
            Value::Object(_) => {
                let name = self.names.name("to_s");
                if self.method_of(value, name).is_none() {
                    return self.inspect(value).map(Rc::new);
                }
                let text = self.send(value, "to_s", &[])?;
                self.label(text).unwrap_or_default().to_string()
            }
            Value::Regexp(id) => self.pattern_of(id).embedded(),
            Value::Match(id) => self.match_of(id).group(0).unwrap_or_default().to_owned(),
            other => return self.inspect(other).map(Rc::new),
        };
        self.room(text.len())?;
        Ok(Rc::new(text))
    }

    /// A value as its literal would be written.
    pub(crate) fn inspect(&mut self, value: Value) -> Eval<String> {
        let mut out = String::new();
        self.inspect_into(&mut out, value)?;
        Ok(out)
    }

    fn inspect_into(&mut self, out: &mut String, value: Value) -> Eval<()> {
        let before = out.len();
        match value {
            Value::Nil => out.push_str("nil"),
            Value::Bool(value) => out.push_str(if value { "true" } else { "false" }),
            Value::Int(number) => out.push_str(&number.to_string()),
            Value::Float(number) => out.push_str(&float(number)),
            Value::Str(id) => quoted(out, self.str(id)),
            Value::Sym(name) => symbol(out, &self.names.text(name)),
            Value::Array(id) => {
                let items = Rc::clone(self.items(id));
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { ", " } else { "" });
                    self.deeper(|me| me.inspect_into(out, *item))?;
                }
                out.push(']');
            }
            Value::Hash(id) => {
                let pairs = Rc::clone(self.pairs(id));
                out.push('{');
                for (index, (key, value)) in pairs.map.values().enumerate() {
                    out.push_str(if index > 0 { ", " } else { "" });
                    self.deeper(|me| me.inspect_into(out, *key))?;
                    out.push_str("=>");
                    self.deeper(|me| me.inspect_into(out, *value))?;
                }
                out.push('}');
            }
            Value::Range(id) => {
                let range = *self.range_of(id);
                let dots = if range.excludes_last { "..." } else { ".." };
                let (first, last) = (self.inspect(range.first)?, self.inspect(range.last)?);
                let _ = write!(out, "{}{dots}{}", end(&first), end(&last));
            }
            Value::Regexp(id) => {
                let pattern = self.pattern_of(id);
                let _ = write!(out, "/{}/{}", pattern.source, pattern.flags.letters().0);
            }
            Value::Module(id) => out.push_str(&self.module_of(id).name),
            other => {
                let _ = write!(out, "#<{}>", other.class());
            }
        }
        self.room(out.len() - before)
    }
}

/// The end of a range: nothing where it has none.
fn end(inspected: &str) -> &str {
    if inspected == "nil" { "" } else { inspected }
}

fn quoted(out: &mut String, text: &str) {
    out.push('"');
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '#' if letters.peek().is_some_and(|next| "{$@".contains(*next)) => out.push_str("\\#"),
            '"' | '\\' => out.extend(['\\', letter]),
            '\x07'..='\r' => out.extend(['\\', char::from(b"abtnvfr"[letter as usize - 7])]),
            '\x1B' => out.push_str("\\e"),
            _ if letter.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

const OPERATORS: &str = "+ - * / % ** == != =~ !~ ! < > <= >= <=> === [] []= << >> & | ^ ~ +@ -@";

/// A symbol, in quotes where it is no word.
fn symbol(out: &mut String, name: &str) {
    out.push(':');
    let word = name.strip_suffix(['?', '!', '=']).unwrap_or(name);
    let is_word = word.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    if OPERATORS.split(' ').any(|known| known == name)
        || is_word && word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
    {
        out.push_str(name);
    } else {
        quoted(out, name);
    }
}
