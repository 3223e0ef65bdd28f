//! `YAML.load` and `JSON.parse` of a text: what the crates `saphyr-parser` and `serde_json` read →
//! values.

use std::collections::HashMap;

use indexmap::IndexMap;
use saphyr_parser::{Event, Parser, ScalarStyle};

use super::row::{Given, Hash, Row, Text, rows};
use crate::ruby::machine::{Eval, Machine, PAIR, Stop, failure};
use crate::ruby::value::{Key, Name, Value};
use crate::source::Span;

pub(super) const YAML: &[Row] = rows! {
    "load safe_load" |m, _yaml: Value, text: Text, options: Option<Hash>, call: Given| {
        let symbols = wants_symbols(m, options);
        load(m, &text, symbols, call.name)?
    };
};

pub(super) const JSON: &[Row] = rows! {
    "parse" |m, _json: Value, text: Text, options: Option<Hash>, call: Given| {
        // A byte of JSON becomes up to 32 bytes of what the parser makes of it.
        m.room(text.len().saturating_mul(32))?;
        let symbols = wants_symbols(m, options);
        match serde_json::from_str::<Json>(&text) {
            Ok(read) => value(m, read, symbols)?,
            Err(error) => {
                let reason = error.to_string();
                let reason = reason.split(" at line ").next().unwrap_or_default();
                return Err(unreadable(m, call.name, &text, reason, error.line()));
            }
        }
    };
};

/// Deepest nesting of lists and mappings.
const MAX_DEPTH: usize = 100;

/// What a scalar takes besides its text.
const SCALAR_BYTES: usize = 64;

const TAG: &str = "a tag such as `!name` is not supported; leave it out";

/// A list or mapping whose end is not read yet; keys and values alternate in a mapping.
struct Open {
    items: Vec<Value>,
    is_mapping: bool,
    anchor: usize,
}

fn load(m: &mut Machine, text: &Text, symbols: bool, name: Name) -> Eval {
    m.room(text.len().saturating_mul(2))?;
    let mut reader = Reader { symbols, open: Vec::new(), anchors: HashMap::new() };
    for event in Parser::new_from_str(text) {
        let (event, at) = event
            .map_err(|error| unreadable(m, name, text, error.info(), error.marker().line()))?;
        match reader.take(m, event)? {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => {}
            Err(reason) => return Err(unreadable(m, name, text, reason, at.start.line())),
        }
    }
    Ok(Value::Nil)
}

/// Whether the options say `symbolize_names: true`.
fn wants_symbols(m: &mut Machine, options: Option<Hash>) -> bool {
    let key = Key::Sym(m.names.name("symbolize_names"));
    let pairs = options.map(|hash| m.pairs(hash.0));
    pairs.and_then(|pairs| pairs.map.get(&key)).is_some_and(|(_, value)| value.truthy())
}

/// The finding that a line of a text of data cannot be read: at that line of the sheet if it can be
/// told which it is, with the call beside it.
fn unreadable(m: &Machine, name: Name, text: &str, reason: &str, line: usize) -> Stop {
    let reason: String = reason.chars().take(200).collect();
    let message = format!("`{}` cannot read line {line} of the text: {reason}", m.names.text(name));
    let shown = text.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim();
    let mut places = m.patched.source.text.match_indices(shown).map(|(at, _)| at);
    let finding = match (places.next(), places.next()) {
        (Some(start), None) if !shown.is_empty() => {
            let line = Span::new(start, start + shown.len());
            failure(line, message).related(m.at, "it is read here")
        }
        _ => failure(m.at, message).hint(format!("that line is `{shown}`")),
    };
    let signs = ["mapping values", "unexpected character", "unknown anchor"];
    let stop = Stop::Raise(Box::new(finding));
    if signs.iter().any(|sign| reason.contains(sign)) {
        return stop.hint("put quotes around a value that holds `: ` or begins with a sign");
    }
    stop
}

/// What an event makes: a value when it is whole, or why it cannot be.
type Taken = Result<Option<Value>, &'static str>;

struct Reader {
    symbols: bool,
    open: Vec<Open>,
    anchors: HashMap<usize, Value>,
}

impl Reader {
    /// Takes one event.
    fn take(&mut self, m: &mut Machine, event: Event) -> Eval<Taken> {
        m.work(1)?;
        let (value, anchor) = match event {
            Event::Alias(anchor) => {
                let Some(known) = self.anchors.get(&anchor).copied() else {
                    return Ok(Err("an alias stands inside its anchor"));
                };
                (known, 0)
            }
            Event::Scalar(text, style, anchor, tag) => {
                m.room(SCALAR_BYTES + text.len())?;
                let plain = style == ScalarStyle::Plain && tag.is_none();
                if tag.is_some_and(|tag| tag.suffix != "str") {
                    return Ok(Err(TAG));
                }
                (if plain { scalar(m, &text)? } else { m.text(text)? }, anchor)
            }
            Event::SequenceStart(_, Some(_)) | Event::MappingStart(_, Some(_)) => {
                return Ok(Err(TAG));
            }
            Event::SequenceStart(anchor, _) => return Ok(self.start(anchor, false)),
            Event::MappingStart(anchor, _) => return Ok(self.start(anchor, true)),
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(done) = self.open.pop() else { return Ok(Ok(None)) };
                let value = self.made(m, done.items, done.is_mapping)?;
                (value, done.anchor)
            }
            _ => return Ok(Ok(None)),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, value);
        }
        match self.open.last_mut() {
            Some(around) => {
                around.items.push(value);
                Ok(Ok(None))
            }
            None => Ok(Ok(Some(value))),
        }
    }

    fn start(&mut self, anchor: usize, is_mapping: bool) -> Taken {
        if self.open.len() >= MAX_DEPTH {
            return Err("it is nested too deeply");
        }
        self.open.push(Open { items: Vec::new(), is_mapping, anchor });
        Ok(None)
    }

    fn made(&self, m: &mut Machine, items: Vec<Value>, is_mapping: bool) -> Eval {
        if !is_mapping {
            return m.array(items);
        }
        let mut pairs = Vec::new();
        for pair in items.chunks_exact(2) {
            let (key, value) = (pair[0], pair[1]);
            match (m.label(key), value) {
                (Some(merge), Value::Hash(other)) if &*merge == "<<" => {
                    m.room(m.pairs(other).map.len() * PAIR)?;
                    pairs.extend(m.pairs(other).map.values().copied());
                }
                (Some(name), _) if self.symbols => pairs.push((m.symbol(&name)?, value)),
                _ => pairs.push((key, value)),
            }
        }
        m.hash(pairs)
    }
}

/// Words that are values.
const WORDS: &[(&str, Value)] = &[
    ("~ null Null NULL", Value::Nil),
    ("true True TRUE yes Yes YES on On ON", Value::Bool(true)),
    ("false False FALSE no No NO off Off OFF", Value::Bool(false)),
    (".inf +.inf .Inf", Value::Float(f64::INFINITY)),
    ("-.inf -.Inf", Value::Float(f64::NEG_INFINITY)),
    (".nan .NaN", Value::Float(f64::NAN)),
];

/// What a text without quotes is, as Ruby's reader decides: YAML 1.1 with `:symbols`.
fn scalar(m: &mut Machine, text: &str) -> Eval {
    if text.is_empty() {
        return Ok(Value::Nil);
    }
    if let Some((_, value)) = WORDS.iter().find(|(words, _)| words.split(' ').any(|w| w == text)) {
        return Ok(*value);
    }
    if let Some(name) = text.strip_prefix(':').filter(|name| !name.is_empty()) {
        let quoted = |quote| name.strip_prefix(quote)?.strip_suffix(quote);
        match quoted('"').or_else(|| quoted('\'')) {
            Some(name) => return m.symbol(name),
            None if !name.contains(' ') => return m.symbol(name),
            None => {}
        }
    }
    number(text).map_or_else(|| m.text(text), Ok)
}

fn number(text: &str) -> Option<Value> {
    if text.split(['_', ',']).any(|part| !part.contains(|letter: char| letter.is_ascii_digit())) {
        return None;
    }
    let text = text.replace(['_', ','], "");
    let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    for (prefix, base) in [("0x", 16), ("0b", 2), ("0", 8)] {
        let rest = digits.strip_prefix(prefix).filter(|rest| !rest.starts_with(['-', '+']));
        if let Some(Ok(number)) = rest.map(|rest| i64::from_str_radix(rest, base)) {
            return Some(Value::Int(if text.starts_with('-') { -number } else { number }));
        }
    }
    if is_whole && (digits.len() == 1 || !digits.starts_with('0')) {
        return text.parse().ok().map(Value::Int);
    }
    let power = digits.split_once(['e', 'E']).map(|(_, power)| power);
    let is_decimal = digits.contains('.')
        && power.is_none_or(|power| power.starts_with(['-', '+']))
        && digits.bytes().all(|byte| b"0123456789.eE+-".contains(&byte));
    text.parse().ok().filter(|_| is_decimal).map(Value::Float)
}

/// A text of JSON as it is read; the order of names is kept.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Json {
    Null(()),
    Bool(bool),
    Int(i64),
    TooLarge(#[expect(dead_code, reason = "only that it is one matters")] u64),
    Float(f64),
    Text(String),
    List(Vec<Json>),
    Object(IndexMap<String, Json>),
}

fn value(m: &mut Machine, read: Json, symbols: bool) -> Eval {
    Ok(match read {
        Json::Null(()) => Value::Nil,
        Json::Bool(value) => Value::Bool(value),
        Json::Int(number) => Value::Int(number),
        Json::TooLarge(_) => return Err(too_large(m)),
        Json::Float(number) if number.abs() > 1.8e19 && number.fract() == 0.0 => {
            return Err(too_large(m));
        }
        Json::Float(number) => Value::Float(number),
        Json::Text(text) => m.text(text)?,
        Json::List(items) => {
            let items = items.into_iter().map(|item| m.deeper(|m| value(m, item, symbols)));
            let items = items.collect::<Eval<Vec<_>>>()?;
            m.array(items)?
        }
        Json::Object(pairs) => {
            let mut all = Vec::new();
            for (key, item) in pairs {
                let key = if symbols { m.symbol(&key)? } else { m.text(key)? };
                all.push((key, m.deeper(|m| value(m, item, symbols))?));
            }
            m.hash(all)?
        }
    })
}

fn too_large(m: &Machine) -> Stop {
    m.lacks("this number is too large").hint("put quotes around it")
}
