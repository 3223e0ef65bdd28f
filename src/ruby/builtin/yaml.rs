//! `YAML.load` of a text: events of the crate `saphyr-parser` → values.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::row::{Given, Hash, Row, Text, rows};
use crate::diagnostic::Diagnostic;
use crate::ruby::machine::{Eval, Machine, PAIR, Stop, failure, raised};
use crate::ruby::value::{Key, Name, Value};
use crate::source::Span;

pub(super) const ROWS: &[Row] = rows! {
    "load safe_load unsafe_load" |m, _yaml: Value, text: Text, options: Option<Hash>, call: Given| {
        let symbols = wants_symbols(m, options);
        load(m, &text, symbols, call.name)?
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
        let (event, at) = event.map_err(|error| {
            unreadable(m, name, text, &Trouble::at(*error.marker(), error.info()))
        })?;
        match reader.take(m, event)? {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => {}
            Err(reason) => return Err(unreadable(m, name, text, &Trouble::at(at.start, reason))),
        }
    }
    Ok(Value::Nil)
}

/// Whether the options say `symbolize_names: true`.
pub(super) fn wants_symbols(m: &mut Machine, options: Option<Hash>) -> bool {
    let key = Key::Sym(m.names.name("symbolize_names"));
    let pairs = options.map(|hash| m.pairs(hash.0));
    pairs.and_then(|pairs| pairs.map.get(&key)).is_some_and(|(_, value)| value.truthy())
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
pub(super) fn unreadable(m: &Machine, name: Name, text: &str, trouble: &Trouble) -> Stop {
    raised(finding(m, name, text, trouble))
}

fn finding(m: &Machine, name: Name, text: &str, trouble: &Trouble) -> Diagnostic {
    let reason: String = trouble.reason.chars().take(200).collect();
    let message =
        format!("`{}` cannot read line {} of the text: {reason}", m.names.text(name), trouble.line);
    let line = text.lines().nth(trouble.line.saturating_sub(1)).unwrap_or_default();
    let shown = line.trim();
    let mut places = m.source.text.match_indices(shown).map(|(at, _)| at);
    match (places.next(), places.next()) {
        (Some(start), None) if !shown.is_empty() => {
            let span = Span::new(start, start + shown.len());
            quoting(failure(span, message).related(m.at, "it is read here"), trouble)
        }
        _ => {
            let place = format!("that line is `{shown}`, column {}", trouble.column);
            quoting(failure(m.at, message), trouble).hint(place)
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

/// What a text without quotes is, as Ruby's reader decides: YAML 1.1 with `:symbols`.
fn scalar(m: &mut Machine, text: &str) -> Eval {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Value::Nil),
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => {
            return Ok(Value::Bool(true));
        }
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
            return Ok(Value::Bool(false));
        }
        ".inf" | "+.inf" | ".Inf" => return Ok(Value::Float(f64::INFINITY)),
        "-.inf" | "-.Inf" => return Ok(Value::Float(f64::NEG_INFINITY)),
        ".nan" | ".NaN" => return Ok(Value::Float(f64::NAN)),
        _ => {}
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
    let digit = |letter: char| letter.is_ascii_digit();
    if text.split(['_', ',']).any(|part| !part.contains(digit)) {
        return None;
    }
    let digits = text.replace(['_', ','], "");
    let (sign, unsigned) = match digits.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, digits.strip_prefix('+').unwrap_or(&digits)),
    };
    let radix = |prefix: &str, base| {
        let rest = unsigned
            .strip_prefix(prefix)
            .filter(|rest| rest.starts_with(|one: char| one.is_digit(base)))?;
        i64::from_str_radix(rest, base).ok().map(|number| Value::Int(sign * number))
    };
    let whole = unsigned.bytes().all(|byte| byte.is_ascii_digit());
    if whole && (unsigned.len() == 1 || !unsigned.starts_with('0')) {
        return digits.parse().ok().map(Value::Int);
    }
    let decimal =
        unsigned.contains('.') && unsigned.bytes().all(|byte| b"0123456789.eE+-".contains(&byte));
    let fraction = || digits.parse().ok().filter(|_| decimal).map(Value::Float);
    radix("0x", 16)
        .or_else(|| radix("0b", 2))
        .or_else(|| radix("0", 8).filter(|_| whole))
        .or_else(fraction)
}
