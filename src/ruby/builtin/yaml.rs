//! `YAML.load` and `JSON.parse` of a text: events of the crate `saphyr-parser` → values.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{Builtin, Call, variadic};
use crate::ruby::interpreter::{Eval, Flow, Interpreter, failure};
use crate::ruby::value::Value;

pub(crate) const CLASS: &[Builtin] = &[
    variadic("load", 1, load),
    variadic("safe_load", 1, load),
    variadic("unsafe_load", 1, load),
    variadic("parse", 1, load),
];

pub(crate) const JSON: &[Builtin] = &[variadic("parse", 1, load)];

/// Deepest nesting of lists and mappings.
const MAX_DEPTH: usize = 100;

/// A list or mapping whose end is not read yet; keys and values alternate in a mapping.
struct Open<'pr> {
    items: Vec<Value<'pr>>,
    is_mapping: bool,
    anchor: usize,
}

fn load<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.text_argument(&call, 0)?;
    interpreter.meter.make(text.len().saturating_mul(2), call.span)?;
    let symbols = match call.arguments.values.last() {
        Some(Value::Hash(options)) => {
            options.borrow().get(&Value::sym("symbolize_names")).is_some_and(Value::truthy)
        }
        _ => false,
    };
    let mut reader = Reader { call: &call, symbols, open: Vec::new(), anchors: HashMap::new() };
    for event in Parser::new_from_str(&text) {
        let (event, _) = event.map_err(|error| unreadable(&call, &error.to_string()))?;
        if let Some(value) = reader.take(interpreter, event)? {
            return Ok(value);
        }
    }
    Ok(Value::Bool(false))
}

fn unreadable<'pr>(call: &Call<'pr>, reason: &str) -> Flow<'pr> {
    let reason: String = reason.chars().take(200).collect();
    failure(call.span, format!("`{}` cannot read the text: {reason}", call.name))
        .hint("the line and column count from the start of that text")
        .into()
}

struct Reader<'c, 'pr> {
    call: &'c Call<'pr>,
    symbols: bool,
    open: Vec<Open<'pr>>,
    anchors: HashMap<usize, Value<'pr>>,
}

impl<'pr> Reader<'_, 'pr> {
    /// Takes one event; the value when it is whole.
    fn take(
        &mut self,
        interpreter: &mut Interpreter<'pr, '_>,
        event: Event,
    ) -> Result<Option<Value<'pr>>, Flow<'pr>> {
        interpreter.meter.step(self.call.span)?;
        let (value, anchor) = match event {
            Event::Alias(anchor) => {
                let known = self.anchors.get(&anchor).cloned();
                (
                    known.ok_or_else(|| {
                        unreadable(self.call, "an alias stands inside its anchor")
                    })?,
                    0,
                )
            }
            Event::Scalar(text, style, anchor, _) => {
                interpreter.meter.make(text.len(), self.call.span)?;
                let plain = style == ScalarStyle::Plain;
                (if plain { scalar(&text) } else { Value::str(text) }, anchor)
            }
            Event::SequenceStart(anchor, _) => return self.start(anchor, false),
            Event::MappingStart(anchor, _) => return self.start(anchor, true),
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(done) = self.open.pop() else { return Ok(None) };
                let value = self.made(interpreter, done.items, done.is_mapping)?;
                (value, done.anchor)
            }
            _ => return Ok(None),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        match self.open.last_mut() {
            Some(around) => {
                around.items.push(value);
                Ok(None)
            }
            None => Ok(Some(value)),
        }
    }

    fn start(&mut self, anchor: usize, is_mapping: bool) -> Result<Option<Value<'pr>>, Flow<'pr>> {
        if self.open.len() >= MAX_DEPTH {
            return Err(unreadable(self.call, "it is nested too deeply"));
        }
        self.open.push(Open { items: Vec::new(), is_mapping, anchor });
        Ok(None)
    }

    fn made(
        &self,
        interpreter: &mut Interpreter<'pr, '_>,
        items: Vec<Value<'pr>>,
        is_mapping: bool,
    ) -> Eval<'pr> {
        let span = self.call.span;
        if !is_mapping {
            return interpreter.array(items, span);
        }
        let mut pairs = Vec::new();
        let mut items = items.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            let text = key.as_text();
            match (&text, &value) {
                (Some(merge), Value::Hash(other)) if merge == "<<" => {
                    let other = other.borrow();
                    interpreter.meter.make(other.len() * 3 * size_of::<Value>(), span)?;
                    pairs.extend(other.iter().map(|(key, value)| (key.clone(), value.clone())));
                }
                (Some(name), _) if self.symbols => pairs.push((Value::sym(name), value)),
                _ => pairs.push((interpreter.key(key, span)?, value)),
            }
        }
        interpreter.hash(pairs, span)
    }
}

/// What a text without quotes is, as Ruby's reader decides: YAML 1.1 with `:symbols`.
fn scalar<'pr>(text: &str) -> Value<'pr> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Nil,
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => {
            return Value::Bool(true);
        }
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
            return Value::Bool(false);
        }
        ".inf" | "+.inf" | ".Inf" => return Value::Float(f64::INFINITY),
        "-.inf" | "-.Inf" => return Value::Float(f64::NEG_INFINITY),
        ".nan" | ".NaN" => return Value::Float(f64::NAN),
        _ => {}
    }
    if let Some(name) =
        text.strip_prefix(':').filter(|name| !name.is_empty() && !name.contains(' '))
    {
        return Value::sym(name.trim_matches(['"', '\'']));
    }
    number(text).unwrap_or_else(|| Value::str(text))
}

fn number<'pr>(text: &str) -> Option<Value<'pr>> {
    let digits = text.replace(['_', ','], "");
    let unsigned = digits.trim_start_matches(['-', '+']);
    if !unsigned.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.') {
        return None;
    }
    let sign = if digits.starts_with('-') { -1 } else { 1 };
    let radix = |prefix: &str, base| {
        let rest = unsigned.strip_prefix(prefix).filter(|rest| !rest.is_empty())?;
        i64::from_str_radix(rest, base).ok().map(|number| Value::Int(sign * number))
    };
    let all_digits = unsigned.bytes().all(|byte| byte.is_ascii_digit());
    let octal = || if all_digits && unsigned.len() > 1 { radix("0", 8) } else { None };
    let whole = || digits.parse().ok().filter(|_| all_digits).map(Value::Int);
    let fraction = || {
        let decimal = unsigned.contains('.') && unsigned.bytes().any(|byte| byte.is_ascii_digit());
        let numeric = unsigned.bytes().all(|byte| b"0123456789.eE+-".contains(&byte));
        digits.parse().ok().filter(|_| decimal && numeric).map(Value::Float)
    };
    radix("0x", 16)
        .or_else(|| radix("0o", 8))
        .or_else(|| radix("0b", 2))
        .or_else(octal)
        .or_else(whole)
        .or_else(fraction)
}
