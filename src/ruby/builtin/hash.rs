//! Hashes: look-up, changes, and what yields a hash again.

use std::rc::Rc;

use super::row::{Block, Hash, Needed, Row, rows};
use crate::ruby::machine::{Eval, Machine, PAIR};
use crate::ruby::value::{Id, Pairs, Value};

pub(super) const CLASS: &[Row] = rows! {
    "new" |m, _class: Value, default: Option<Value>, block: Block| {
        let hash = m.hash(Vec::new())?;
        if let Value::Hash(id) = hash {
            let pairs = m.pairs_mut(id, 0)?;
            (pairs.default, pairs.makes) = (default.unwrap_or_default(), block.0);
        }
        hash
    };
};

pub(super) const ROWS: &[Row] = rows! {
    "length size" |m, h: Hash| m.pairs(h.0).map.len();
    "empty?" |m, h: Hash| m.pairs(h.0).map.is_empty();
    "[]" |m, h: Hash, key: Value| looked_up(m, h.0, key)?;
    "fetch" |m, h: Hash, key: Value, default: Option<Value>, block: Block| {
        match (value_of(m, h.0, key)?, default, block.0) {
            (Some(value), ..) | (None, Some(value), None) => value,
            (None, _, Some(block)) => m.call_block(block, &[key])?,
            (None, None, None) => {
                let shown = m.inspect(key)?;
                return Err(m.fails(format!("key not found: {shown}")));
            }
        }
    };
    "key? include?" |m, h: Hash, key: Value| value_of(m, h.0, key)?.is_some();
    "keys" |m, h: Hash| all(m, h)?.map.values().map(|(key, _)| *key).collect::<Vec<_>>();
    "values" |m, h: Hash| all(m, h)?.map.values().map(|(_, value)| *value).collect::<Vec<_>>();
    "values_at" |m, h: Hash, keys: Vec<Value>|
        keys.into_iter().map(|key| looked_up(m, h.0, key)).collect::<Eval<Vec<_>>>()?;
    "select filter select! filter!" |m, h: Hash, block: Needed| sifted(m, h, block, true)?;
    "reject reject!" |m, h: Hash, block: Needed| sifted(m, h, block, false)?;
    "to_h" |m, h: Hash, block: Block| match block.0 {
        None => Value::Hash(h.0),
        Some(block) => remade(m, h, |m, key, value| {
            let made = m.call_block(block, &[key, value])?;
            pair(m, made)
        })?,
    };
    "invert" |m, h: Hash| remade(m, h, |_, key, value| Ok((value, key)))?;
    "merge merge!" |m, h: Hash, others: Vec<Hash>| {
        let mut pairs: Vec<_> = all(m, h)?.map.values().copied().collect();
        for other in others {
            pairs.extend(all(m, other)?.map.values());
        }
        m.room(pairs.len() * PAIR)?;
        m.hash(pairs)?
    };
    "transform_values" |m, h: Hash, block: Needed|
        remade(m, h, |m, key, value| Ok((key, m.call_block(block.0, &[value])?)))?;
    "transform_keys" |m, h: Hash, block: Needed|
        remade(m, h, |m, key, value| Ok((m.call_block(block.0, &[key])?, value)))?;
    "[]=" |m, h: Hash, key: Value, value: Value| {
        let (spelled, key) = m.key_to_keep(key)?;
        let map = &mut m.pairs_mut(h.0, 1)?.map;
        match map.get_mut(&spelled) {
            Some(pair) => pair.1 = value,
            None => { map.insert(spelled, (key, value)); }
        }
        value
    };
    "delete" |m, h: Hash, key: Value| {
        m.work(m.pairs(h.0).map.len() / 16)?;
        let key = m.key(key)?;
        m.pairs_mut(h.0, 0)?.map.shift_remove(&key).map(|pair| pair.1)
    };
};

/// What a hash holds, charged for as a walk over it.
fn all(m: &mut Machine, h: Hash) -> Eval<Rc<Pairs>> {
    m.work(m.pairs(h.0).map.len() / 16)?;
    Ok(Rc::clone(m.pairs(h.0)))
}

/// A hash of what each pair becomes.
fn remade(
    m: &mut Machine,
    h: Hash,
    make: impl Fn(&mut Machine, Value, Value) -> Eval<(Value, Value)>,
) -> Eval {
    let pairs = all(m, h)?;
    let pairs = pairs.map.values().map(|(key, value)| make(m, *key, *value));
    let pairs = pairs.collect::<Eval<_>>()?;
    m.hash(pairs)
}

/// A key and its value, which are an array.
pub(super) fn pair(m: &Machine, pair: Value) -> Eval<(Value, Value)> {
    match pair {
        Value::Array(id) if m.items(id).len() == 2 => Ok((m.items(id)[0], m.items(id)[1])),
        _ => Err(m.fails("a hash is made of pairs: arrays of a key and a value")),
    }
}

fn value_of(m: &mut Machine, id: Id, key: Value) -> Eval<Option<Value>> {
    let key = m.key(key)?;
    Ok(m.pairs(id).map.get(&key).map(|pair| pair.1))
}

/// `hash[key]`, with the hash's default where there is no such key.
fn looked_up(m: &mut Machine, id: Id, key: Value) -> Eval {
    match (value_of(m, id, key)?, m.pairs(id).makes) {
        (Some(value), _) => Ok(value),
        (None, Some(block)) => m.call_block(block, &[Value::Hash(id), key]),
        (None, None) => Ok(m.pairs(id).default),
    }
}

fn sifted(m: &mut Machine, h: Hash, block: Needed, wanted: bool) -> Eval {
    let mut kept = Vec::new();
    for (key, value) in all(m, h)?.map.values() {
        if m.call_block(block.0, &[*key, *value])?.truthy() == wanted {
            kept.push((*key, *value));
        }
    }
    m.hash(kept)
}
