//! `YAML.load` of a text: events of the crate `saphyr-parser` → values.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::{Builtin, Call, variadic};
use crate::diagnostic::Diagnostic;
use crate::ruby::interpreter::{Eval, Flow, Interpreter, failure};
use crate::ruby::value::Value;
use crate::source::Span;

pub(crate) const CLASS: &[Builtin] = &[
    variadic("load", 1, load),
    variadic("safe_load", 1, load),
    variadic("unsafe_load", 1, load),
    variadic("parse", 1, load),
];

/// Deepest nesting of lists and mappings.
const MAX_DEPTH: usize = 100;

/// What a scalar takes besides its text.
const SCALAR_BYTES: usize = 64;

const TAG: &str = "a tag such as `!name` is not supported; leave it out";

/// A list or mapping whose end is not read yet; keys and values alternate in a mapping.
struct Open<'pr> {
    items: Vec<Value<'pr>>,
    is_mapping: bool,
    anchor: usize,
}

fn load<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.text_argument(&call, 0)?;
    interpreter.meter.make(text.len().saturating_mul(2), call.span)?;
    let symbols = symbols_wanted(&call);
    let span = call.span;
    let mut reader = Reader { span, symbols, open: Vec::new(), anchors: HashMap::new() };
    for event in Parser::new_from_str(&text) {
        let (event, at) = event.map_err(|error| {
            unreadable(interpreter, &call, &text, &Trouble::at(*error.marker(), error.info()))
        })?;
        match reader.take(interpreter, event)? {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => {}
            Err(reason) => {
                let trouble = Trouble::at(at.start, reason);
                return Err(unreadable(interpreter, &call, &text, &trouble));
            }
        }
    }
    Ok(Value::Nil)
}

/// Whether the call says `symbolize_names: true`.
pub(super) fn symbols_wanted(call: &Call) -> bool {
    match call.arguments.values.last() {
        Some(Value::Hash(options)) => {
            options.borrow().get(&Value::sym("symbolize_names")).is_some_and(Value::truthy)
        }
        _ => false,
    }
}

/// Why a text of data cannot be read, and where: line and column in it, from 1.
pub(super) struct Trouble<'a> {
    pub(super) reason: &'a str,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'a> Trouble<'a> {
    fn at(marker: Marker, reason: &'a str) -> Self {
        Self { reason, line: marker.line(), column: marker.col() + 1 }
    }
}

/// The finding, at the line of the sheet where the text has its trouble if it can be told which
/// that is, with the call beside it.
pub(super) fn unreadable<'pr>(
    interpreter: &Interpreter<'pr, '_>,
    call: &Call<'pr>,
    text: &str,
    trouble: &Trouble,
) -> Flow<'pr> {
    let reason: String = trouble.reason.chars().take(200).collect();
    let message =
        format!("`{}` cannot read line {} of the text: {reason}", call.name, trouble.line);
    let line = text.lines().nth(trouble.line.saturating_sub(1)).unwrap_or_default();
    let shown = line.trim();
    let mut places = interpreter.source.text.match_indices(shown).map(|(at, _)| at);
    match (places.next(), places.next()) {
        (Some(start), None) if !shown.is_empty() => {
            let span = Span::new(start, start + shown.len());
            quoting(failure(span, message).related(call.span, "it is read here"), trouble).into()
        }
        _ => {
            let place = format!("that line is `{shown}`, column {}", trouble.column);
            quoting(failure(call.span, message), trouble).hint(place).into()
        }
    }
}

/// With a hint, where a value holds what means something else without quotes.
fn quoting(finding: Diagnostic, trouble: &Trouble) -> Diagnostic {
    let signs = ["mapping values", "unexpected character", "unknown anchor"];
    if signs.iter().any(|sign| trouble.reason.contains(sign)) {
        return finding.hint("put quotes around a value that holds `: ` or begins with a sign");
    }
    finding
}

/// What an event makes: a value when it is whole, or why it cannot be.
type Taken<'pr> = Result<Option<Value<'pr>>, &'static str>;

struct Reader<'pr> {
    span: Span,
    symbols: bool,
    open: Vec<Open<'pr>>,
    anchors: HashMap<usize, Value<'pr>>,
}

impl<'pr> Reader<'pr> {
    /// Takes one event.
    fn take(
        &mut self,
        interpreter: &mut Interpreter<'pr, '_>,
        event: Event,
    ) -> Result<Taken<'pr>, Flow<'pr>> {
        interpreter.meter.step(self.span)?;
        let (value, anchor) = match event {
            Event::Alias(anchor) => {
                let Some(known) = self.anchors.get(&anchor).cloned() else {
                    return Ok(Err("an alias stands inside its anchor"));
                };
                (known, 0)
            }
            Event::Scalar(text, style, anchor, tag) => {
                interpreter.meter.make(SCALAR_BYTES + text.len(), self.span)?;
                let plain = style == ScalarStyle::Plain && tag.is_none();
                if tag.is_some_and(|tag| tag.suffix != "str") {
                    return Ok(Err(TAG));
                }
                (if plain { scalar(&text) } else { Value::str(text) }, anchor)
            }
            Event::SequenceStart(_, Some(_)) | Event::MappingStart(_, Some(_)) => {
                return Ok(Err(TAG));
            }
            Event::SequenceStart(anchor, _) => return Ok(self.start(anchor, false)),
            Event::MappingStart(anchor, _) => return Ok(self.start(anchor, true)),
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(done) = self.open.pop() else { return Ok(Ok(None)) };
                let value = self.made(interpreter, done.items, done.is_mapping)?;
                (value, done.anchor)
            }
            _ => return Ok(Ok(None)),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        match self.open.last_mut() {
            Some(around) => {
                around.items.push(value);
                Ok(Ok(None))
            }
            None => Ok(Ok(Some(value))),
        }
    }

    fn start(&mut self, anchor: usize, is_mapping: bool) -> Taken<'pr> {
        if self.open.len() >= MAX_DEPTH {
            return Err("it is nested too deeply");
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
        let span = self.span;
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
    if let Some(name) = text.strip_prefix(':').filter(|name| !name.is_empty()) {
        let quoted = |quote| name.strip_prefix(quote)?.strip_suffix(quote);
        match quoted('"').or_else(|| quoted('\'')) {
            Some(name) => return Value::sym(name),
            None if !name.contains(' ') => return Value::sym(name),
            None => {}
        }
    }
    number(text).unwrap_or_else(|| Value::str(text))
}

fn number<'pr>(text: &str) -> Option<Value<'pr>> {
    let parts = text.split(['_', ',']);
    if text.starts_with('_') || parts.skip(1).any(|part| !part.starts_with(digit)) {
        return None;
    }
    let digits = text.replace(['_', ','], "");
    let unsigned = digits.trim_start_matches(['-', '+']);
    if !unsigned.starts_with(digit) && !unsigned.starts_with('.') {
        return None;
    }
    let sign = if digits.starts_with('-') { -1 } else { 1 };
    let radix = |prefix: &str, base| {
        let rest = unsigned.strip_prefix(prefix).filter(|rest| !rest.is_empty())?;
        i64::from_str_radix(rest, base).ok().map(|number| Value::Int(sign * number))
    };
    let all_digits = unsigned.bytes().all(|byte| byte.is_ascii_digit());
    let octal = || if all_digits && unsigned.len() > 1 { radix("0", 8) } else { None };
    let decimal = all_digits && (unsigned.len() == 1 || !unsigned.starts_with('0'));
    let whole = || digits.parse().ok().filter(|_| decimal).map(Value::Int);
    let fraction = || {
        let decimal = unsigned.contains('.') && unsigned.bytes().any(|byte| byte.is_ascii_digit());
        let numeric = unsigned.bytes().all(|byte| b"0123456789.eE+-".contains(&byte));
        digits.parse().ok().filter(|_| decimal && numeric).map(Value::Float)
    };
    radix("0x", 16).or_else(|| radix("0b", 2)).or_else(octal).or_else(whole).or_else(fraction)
}

const fn digit(letter: char) -> bool {
    letter.is_ascii_digit()
}
