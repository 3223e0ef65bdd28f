//! Sets, and lists as sets.

use std::rc::Rc;

use super::row::{Items, Row, rows};
use crate::ruby::machine::{Eval, Machine};
use crate::ruby::value::{Id, Value};

pub(super) const CLASS: &[Row] = rows! {
    "new" |m, _class: Value, items: Option<Items>| m.set(&items.unwrap_or_default())?;
    "[]" |m, _class: Value, items: Vec<Value>| m.set(&items)?;
};

pub(super) const ROWS: &[Row] = rows! {
    "length size" |m, s: Set| m.pairs(s.0).map.len();
    "empty?" |m, s: Set| m.pairs(s.0).map.is_empty();
    "include? member? ===" |m, s: Set, item: Value| { let key = m.key(item)?; m.pairs(s.0).map.contains_key(&key) };
    "add <<" |m, s: Set, item: Value| {
        let (spelled, item) = m.key_to_keep(item)?;
        m.pairs_mut(s.0, 1)?.map.entry(spelled).or_insert((item, Value::Nil));
        Value::Set(s.0)
    };
    "delete" |m, s: Set, item: Value| {
        m.work(m.pairs(s.0).map.len() / 16)?;
        let key = m.key(item)?;
        m.pairs_mut(s.0, 0)?.map.shift_remove(&key);
        Value::Set(s.0)
    };
    "| +" |m, s: Items, other: Items| m.set(&[s.as_slice(), other.as_slice()].concat())?;
    "&" |m, s: Items, other: Items| {
        let both = sifted_by(m, &s, &other, true)?;
        m.set(&both)?
    };
    "-" |m, s: Items, other: Items| {
        let rest = sifted_by(m, &s, &other, false)?;
        m.set(&rest)?
    };
    "subset?" |m, s: Items, other: Items| sifted_by(m, &s, &other, false)?.is_empty();
};

/// A set, to be looked into or changed.
struct Set(Id);

impl super::row::Typed for Set {
    const IS: &'static str = "a set";

    fn of(_: &mut Machine, value: Value) -> Eval<Option<Self>> {
        Ok(if let Value::Set(id) = value { Some(Self(id)) } else { None })
    }
}

/// The items that are among others, or those that are not.
pub(super) fn sifted_by(
    m: &mut Machine,
    items: &[Value],
    others: &[Value],
    wanted: bool,
) -> Eval<Vec<Value>> {
    let Value::Set(id) = m.set(others)? else { return Ok(Vec::new()) };
    let mut kept = Vec::new();
    for item in items {
        let key = m.key(*item)?;
        m.work(1)?;
        if m.pairs(id).map.contains_key(&key) == wanted {
            kept.push(*item);
        }
    }
    Ok(kept)
}

/// Each item once.
pub(super) fn unique(m: &mut Machine, items: &[Value]) -> Eval<Vec<Value>> {
    let Value::Set(id) = m.set(items)? else { return Ok(Vec::new()) };
    let mut unique = vec![Value::Nil; m.pairs(id).map.len()];
    // The item itself is kept, not the set's frozen copy of it: the first one of each key.
    let pairs = Rc::clone(m.pairs(id));
    for item in items.iter().rev() {
        let key = m.key(*item)?;
        m.work(1)?;
        if let Some(at) = pairs.map.get_index_of(&key) {
            unique[at] = *item;
        }
    }
    Ok(unique)
}
