//! Values as text: `to_s` and `inspect`, within the meter.

use std::fmt::Write;
use std::rc::Rc;

use super::machine::{Eval, Machine};
use super::value::{Id, Range, Value};

/// A float as Ruby writes it: always with a point, with an exponent where it is far from 1.
pub(crate) fn float(number: f64) -> String {
    let size = number.abs();
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
    } else if size > 0.0 && !(1e-4..1e15).contains(&size) {
        let text = format!("{number:e}");
        let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
        let point = if digits.contains('.') { "" } else { ".0" };
        let (sign, power) = power.strip_prefix('-').map_or(("+", power), |power| ("-", power));
        format!("{digits}{point}e{sign}{power:0>2}")
    } else if number.fract() == 0.0 {
        format!("{number:.1}")
    } else {
        number.to_string()
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
                if self.method_of(value, name)?.is_none() {
                    return self.inspect(value).map(Rc::new);
                }
                let text = self.send(value, "to_s", &[])?;
                self.label(text).unwrap_or_default().to_string()
            }
            Value::Range(id) => {
                let Range { first, last, excludes_last } = self.range_of(id);
                let (first, last) = (self.to_s(first)?, self.to_s(last)?);
                self.room(first.len() + last.len())?;
                format!("{first}{}{last}", if excludes_last { "..." } else { ".." })
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
                self.inspect_list(out, &items)?;
                out.push(']');
            }
            Value::Hash(id) => self.inspect_pairs(out, id)?,
            Value::Set(id) => {
                let items: Vec<_> = self.pairs(id).map.values().map(|(item, _)| *item).collect();
                out.push_str("#<Set: {");
                self.inspect_list(out, &items)?;
                out.push_str("}>");
            }
            Value::Range(id) => {
                let range = self.range_of(id);
                if range.first != Value::Nil {
                    self.inspect_into(out, range.first)?;
                }
                out.push_str(if range.excludes_last { "..." } else { ".." });
                if range.last != Value::Nil {
                    self.inspect_into(out, range.last)?;
                }
            }
            Value::Regexp(id) => {
                let pattern = self.pattern_of(id);
                let _ = write!(out, "/{}/{}", pattern.source, pattern.flags.letters().0);
            }
            Value::Match(id) => {
                out.push_str("#<MatchData ");
                quoted(out, self.match_of(id).group(0).unwrap_or_default());
                out.push('>');
            }
            Value::Enumerator(_) => out.push_str("#<Enumerator>"),
            Value::Block(_) => out.push_str("#<Proc>"),
            Value::Module(id) => out.push_str(&self.module_of(id).name),
            Value::Object(_) => {
                let _ = write!(out, "#<{}>", self.class_of(value));
            }
            Value::Scope(_) => out.push_str("#<cheatsheet>"),
        }
        self.room(out.len() - before)
    }

    fn inspect_list(&mut self, out: &mut String, items: &[Value]) -> Eval<()> {
        for (index, item) in items.iter().enumerate() {
            out.push_str(if index > 0 { ", " } else { "" });
            self.deeper(|me| me.inspect_into(out, *item))?;
        }
        Ok(())
    }

    fn inspect_pairs(&mut self, out: &mut String, id: Id) -> Eval<()> {
        let pairs = Rc::clone(self.pairs(id));
        out.push('{');
        for (index, (key, value)) in pairs.map.values().enumerate() {
            out.push_str(if index > 0 { ", " } else { "" });
            self.deeper(|me| me.inspect_into(out, *key))?;
            out.push_str("=>");
            self.deeper(|me| me.inspect_into(out, *value))?;
        }
        out.push('}');
        Ok(())
    }
}

fn quoted(out: &mut String, text: &str) {
    out.push('"');
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '#' if letters.peek().is_some_and(|next| "{$@".contains(*next)) => out.push_str("\\#"),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\x07' => out.push_str("\\a"),
            '\x08' => out.push_str("\\b"),
            '\x0B' => out.push_str("\\v"),
            '\x0C' => out.push_str("\\f"),
            '\x1B' => out.push_str("\\e"),
            _ if letter.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

fn symbol(out: &mut String, name: &str) {
    out.push(':');
    if is_plain_symbol(name) {
        out.push_str(name);
    } else {
        quoted(out, name);
    }
}

/// Methods that are called by signs.
const OPERATORS: &[&str] = &[
    "[]", "[]=", "+", "-", "*", "/", "%", "**", "==", "!=", "<", "<=", ">", ">=", "<=>", "===",
    "=~", "!~", "!", "~", "+@", "-@", "<<", ">>", "&", "|", "^", "`",
];

/// Whether a symbol needs no quotes.
fn is_plain_symbol(name: &str) -> bool {
    let word = name.strip_suffix(['?', '!', '=']).unwrap_or(name);
    let word = word.strip_prefix("@@").or_else(|| word.strip_prefix(['@', '$'])).unwrap_or(word);
    let is_word = |word: &str| word.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    let starts = word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_');
    starts && is_word(word) || OPERATORS.contains(&name)
}
