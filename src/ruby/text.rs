//! Values as text, and the questions that every value answers: `to_s`, `inspect`, `==`, `===`.

use std::fmt::Write;

use super::code::{Fields, Object};
use super::interpreter::{Flow, Interpreter};
use super::value::{Range, Value};
use crate::source::Span;

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

impl<'pr> Interpreter<'pr, '_> {
    /// What interpolation and `to_s` make of a value.
    #[expect(clippy::wrong_self_convention, reason = "Ruby's own name for it")]
    pub(crate) fn to_s(&mut self, value: &Value<'pr>, span: Span) -> Result<String, Flow<'pr>> {
        match value {
            Value::Nil => Ok(String::new()),
            Value::Str(_) | Value::Sym(_) => {
                let text = value.as_text().unwrap_or_default();
                self.meter.make(text.len(), span)?;
                Ok(text)
            }
            Value::Object(object) => match object.class.instance_method("to_s") {
                Some(method) => {
                    let text = self.run_method(
                        &method,
                        value.clone(),
                        super::arguments::Arguments::default(),
                        span,
                    )?;
                    Ok(text.as_text().unwrap_or_default())
                }
                None => self.inspect(value, span),
            },
            Value::Range(range) => {
                let (first, last) = (self.to_s(&range.first, span)?, self.to_s(&range.last, span)?);
                Ok(first + if range.excludes_last { "..." } else { ".." } + &last)
            }
            Value::Regexp(pattern) => {
                self.meter.make(pattern.source.len(), span)?;
                Ok(pattern.embedded())
            }
            Value::Match(found) => {
                let text = found.group(0).unwrap_or_default();
                self.meter.make(text.len(), span)?;
                Ok(text.to_owned())
            }
            other => self.inspect(other, span),
        }
    }

    /// A value as its literal would be written.
    pub(crate) fn inspect(&mut self, value: &Value<'pr>, span: Span) -> Result<String, Flow<'pr>> {
        let mut out = String::new();
        self.inspect_into(&mut out, value, span)?;
        Ok(out)
    }

    fn inspect_into(
        &mut self,
        out: &mut String,
        value: &Value<'pr>,
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        let before = out.len();
        match value {
            Value::Nil => out.push_str("nil"),
            Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Value::Int(number) => out.push_str(&number.to_string()),
            Value::Float(number) => out.push_str(&float(*number)),
            Value::Str(text) => quoted(out, &text.borrow()),
            Value::Sym(name) => symbol(out, name),
            Value::Array(items) => self.inspect_items(out, &items.borrow().clone(), span)?,
            Value::Hash(pairs) => {
                let pairs: Vec<_> = pairs
                    .borrow()
                    .iter()
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect();
                self.inspect_pairs(out, &pairs, span)?;
            }
            Value::Range(range) => self.inspect_range(out, range, span)?,
            Value::Regexp(pattern) => {
                let _ = write!(out, "/{}/{}", pattern.source, pattern.flags.letters().0);
            }
            Value::Match(found) => {
                out.push_str("#<MatchData ");
                quoted(out, found.group(0).unwrap_or_default());
                out.push('>');
            }
            Value::Enumerator(waiting) => {
                let _ = write!(out, "#<Enumerator: {}>", waiting.name);
            }
            Value::Proc(_) => out.push_str("#<Proc>"),
            Value::Module(module) => out.push_str(module.name()),
            Value::Object(object) => match object.class.all_fields() {
                Some(fields) => self.inspect_fields(out, object, &fields, span)?,
                None => {
                    let _ = write!(out, "#<{}>", object.class.name());
                }
            },
            Value::Scope(_) => out.push_str("#<cheatsheet>"),
        }
        self.meter.make(out.len() - before, span)?;
        Ok(())
    }

    fn inspect_items(
        &mut self,
        out: &mut String,
        items: &[Value<'pr>],
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        out.push('[');
        for (index, item) in items.iter().enumerate() {
            out.push_str(if index > 0 { ", " } else { "" });
            self.nested(span, |me| me.inspect_into(out, item, span))?;
        }
        out.push(']');
        Ok(())
    }

    fn inspect_pairs(
        &mut self,
        out: &mut String,
        pairs: &[(Value<'pr>, Value<'pr>)],
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        out.push('{');
        for (index, (key, value)) in pairs.iter().enumerate() {
            out.push_str(if index > 0 { ", " } else { "" });
            self.nested(span, |me| me.inspect_into(out, key, span))?;
            out.push_str("=>");
            self.nested(span, |me| me.inspect_into(out, value, span))?;
        }
        out.push('}');
        Ok(())
    }

    fn inspect_fields(
        &mut self,
        out: &mut String,
        object: &Object<'pr>,
        fields: &Fields,
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        let values: Vec<_> = object.variables.borrow().values().cloned().collect();
        let _ = write!(out, "#<struct {}", object.class.name());
        for (index, (name, value)) in fields.names.iter().zip(&values).enumerate() {
            let _ = write!(out, "{} {name}=", if index > 0 { "," } else { "" });
            self.nested(span, |me| me.inspect_into(out, value, span))?;
        }
        out.push('>');
        Ok(())
    }

    fn inspect_range(
        &mut self,
        out: &mut String,
        range: &Range<'pr>,
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        let end = |value: &Value| matches!(value, Value::Nil);
        if !end(&range.first) {
            self.inspect_into(out, &range.first, span)?;
        }
        out.push_str(if range.excludes_last { "..." } else { ".." });
        if !end(&range.last) {
            self.inspect_into(out, &range.last, span)?;
        }
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
