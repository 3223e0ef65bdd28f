//! `JSON.parse` of a text: the crate `serde_json` → values.

use indexmap::IndexMap;

use super::row::{Given, Hash, Row, Text, rows};
use super::yaml::{unreadable, wants_symbols};
use crate::ruby::machine::{Eval, Machine, Stop};
use crate::ruby::value::Value;

pub(super) const ROWS: &[Row] = rows! {
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
