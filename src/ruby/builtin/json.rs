//! `JSON.parse` of a text: the crate `serde_json` → values.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::yaml::{Trouble, symbols_wanted, unreadable};
use super::{Builtin, Call, variadic};
use crate::ruby::interpreter::{Eval, Interpreter};
use crate::ruby::value::Value;

pub(crate) const CLASS: &[Builtin] = &[variadic("parse", 1, parse)];

/// The most bytes that a byte of JSON becomes.
const GROWTH: usize = 24;

fn parse<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.text_argument(&call, 0)?;
    interpreter.meter.make(text.len().saturating_mul(GROWTH), call.span)?;
    let reader = Reader { symbols: symbols_wanted(&call), value: PhantomData };
    let mut json = serde_json::Deserializer::from_str(&text);
    let read = reader.deserialize(&mut json).and_then(|value| json.end().map(|()| value));
    read.map_err(|error| {
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        let trouble = Trouble { reason, line: error.line(), column: error.column() };
        unreadable(interpreter, &call, &text, &trouble)
    })
}

#[derive(Clone, Copy)]
struct Reader<'pr> {
    /// Whether keys become symbols.
    symbols: bool,
    value: PhantomData<Value<'pr>>,
}

impl<'de, 'pr> DeserializeSeed<'de> for Reader<'pr> {
    type Value = Value<'pr>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de, 'pr> Visitor<'de> for Reader<'pr> {
    type Value = Value<'pr>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Value::Nil)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value::Int(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        i64::try_from(number).map(Value::Int).map_err(|_| E::custom("this number is too large"))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Value::Float(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::str(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Value::array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(key) = from.next_key::<String>()? {
            let key = if self.symbols { Value::sym(&key) } else { Value::str(key) };
            pairs.push((key, from.next_value_seed(self)?));
        }
        Ok(Value::hash(pairs))
    }
}
