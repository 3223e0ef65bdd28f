//! Hashes and sets.

use std::rc::Rc;

use super::row::{Block, Caller, Each, Hash, Row, rows};
use crate::ruby::machine::{Eval, Machine, PAIR};
use crate::ruby::value::{Id, Key, Pairs, Value, index_from};

pub(super) const CLASS: &[Row] = rows! {
    "new" |m, _class: Value, default: Option<Value>, block: Block| {
        let hash = m.hash(Vec::new())?;
        if let Value::Hash(id) = hash {
            m.pairs_mut(id, 0)?.default = block.0.map_or(default.unwrap_or_default(), Value::Block);
        }
        hash
    };
    "[]" |m, _class: Value, of: Value| match of {
        Value::Array(_) => m.send(of, "to_h", &[])?,
        other => other,
    };
};

pub(super) const ROWS: &[Row] = rows! {
    "length size" |m, h: Hash| m.pairs(h.0).map.len();
    "empty?" |m, h: Hash| m.pairs(h.0).map.is_empty();
    "[]" |m, h: Hash, key: Value| looked_up(m, h.0, key)?;
    "fetch" |m, h: Hash, key: Value, default: Option<Value>, block: Block| {
        match (value_of(m, h.0, key)?, default, block.0) {
            (Some(value), ..) | (None, Some(value), _) => value,
            (None, None, Some(block)) => m.call_block(block, &[key])?,
            (None, None, None) => {
                let shown = m.inspect(key)?;
                return Err(m.raise("KeyError", format!("key not found: {shown}")));
            }
        }
    };
    "dig" |m, h: Value, key: Value, more: Vec<Value>| dug(m, h, key, &more)?;
    "key? has_key? include? member?" |m, h: Hash, key: Value| value_of(m, h.0, key)?.is_some();
    "value?" |m, h: Hash, value: Value| key_of(m, h, value)?.is_some();
    "key" |m, h: Hash, value: Value| key_of(m, h, value)?;
    "keys" |m, h: Hash| all(m, h)?.map.values().map(|(key, _)| *key).collect::<Vec<_>>();
    "values" |m, h: Hash| all(m, h)?.map.values().map(|(_, value)| *value).collect::<Vec<_>>();
    "values_at" |m, h: Hash, keys: Vec<Value>|
        keys.into_iter().map(|key| looked_up(m, h.0, key)).collect::<Eval<Vec<_>>>()?;
    "each_pair" |m, h: Value, block: Each| m.send_with_block(h, "each", &[], block.0)?;
    "each_key" |m, h: Hash, block: Each| {
        for (key, _) in all(m, h)?.map.values() {
            m.call_block(block.0, &[*key])?;
        }
        Value::Hash(h.0)
    };
    "each_value" |m, h: Hash, block: Each| {
        for (_, value) in all(m, h)?.map.values() {
            m.call_block(block.0, &[*value])?;
        }
        Value::Hash(h.0)
    };
    "select filter" |m, h: Hash, block: Each| sifted(m, h, block, true)?;
    "reject" |m, h: Hash, block: Each| sifted(m, h, block, false)?;
    "slice" |m, h: Hash, keys: Vec<Value>| by_keys(m, h, &keys, true)?;
    "except" |m, h: Hash, keys: Vec<Value>| by_keys(m, h, &keys, false)?;
    "compact" |m, h: Hash| {
        let pairs = all(m, h)?;
        m.hash(pairs.map.values().copied().filter(|pair| pair.1 != Value::Nil).collect())?
    };
    "invert" |m, h: Hash| {
        let pairs = all(m, h)?;
        m.hash(pairs.map.values().map(|(key, value)| (*value, *key)).collect())?
    };
    "merge" |m, h: Hash, others: Vec<Hash>, block: Block| {
        let copy = m.duplicate(Value::Hash(h.0))?;
        if let Value::Hash(id) = copy {
            merge(m, id, &others, block)?;
        }
        copy
    };
    "transform_values" |m, h: Hash, block: Each| {
        let mut pairs = Vec::new();
        for (key, value) in all(m, h)?.map.values() {
            pairs.push((*key, m.call_block(block.0, &[*value])?));
        }
        m.hash(pairs)?
    };
    "transform_keys" |m, h: Hash, block: Each| {
        let mut pairs = Vec::new();
        for (key, value) in all(m, h)?.map.values() {
            pairs.push((m.call_block(block.0, &[*key])?, *value));
        }
        m.hash(pairs)?
    };
};

pub(super) const CHANGING: &[Row] = rows! {
    "[]=" |m, h: Hash, key: Value, value: Value| {
        let (spelled, key) = m.key_to_keep(key)?;
        let map = &mut m.pairs_mut(h.0, 1)?.map;
        match map.get_mut(&spelled) {
            Some(pair) => pair.1 = value,
            None => { map.insert(spelled, (key, value)); }
        }
        value
    };
    "default=" |m, h: Hash, value: Value| { m.pairs_mut(h.0, 0)?.default = value; value };
    "delete" |m, h: Hash, key: Value| {
        m.work(m.pairs(h.0).map.len() / 16)?;
        let key = m.key(key)?;
        m.pairs_mut(h.0, 0)?.map.shift_remove(&key).map(|pair| pair.1)
    };
    "merge!" |m, h: Hash, others: Vec<Hash>, block: Block| {
        merge(m, h.0, &others, block)?;
        Value::Hash(h.0)
    };
    "clear" |m, h: Hash| { m.pairs_mut(h.0, 0)?.map.clear(); Value::Hash(h.0) };
    "select! filter! keep_if reject! delete_if transform_values! transform_keys! compact!"
        |m, h: Hash, _arguments: Vec<Value>, call: Caller| changed(m, h, call)?;
};

/// What a hash holds, charged for as a walk over it.
fn all(m: &mut Machine, h: Hash) -> Eval<Rc<Pairs>> {
    m.work(m.pairs(h.0).map.len() / 16)?;
    Ok(Rc::clone(m.pairs(h.0)))
}

fn value_of(m: &mut Machine, id: Id, key: Value) -> Eval<Option<Value>> {
    let key = m.key(key)?;
    Ok(m.pairs(id).map.get(&key).map(|pair| pair.1))
}

/// `hash[key]`, with the hash's default where there is no such key.
pub(super) fn looked_up(m: &mut Machine, id: Id, key: Value) -> Eval {
    match (value_of(m, id, key)?, m.pairs(id).default) {
        (Some(value), _) => Ok(value),
        (None, Value::Block(block)) => m.call_block(block, &[Value::Hash(id), key]),
        (None, default) => Ok(default),
    }
}

/// `dig`: one key after the other, as long as there is something.
pub(super) fn dug(m: &mut Machine, of: Value, key: Value, more: &[Value]) -> Eval {
    let mut found = of;
    for key in std::iter::once(&key).chain(more) {
        found = match found {
            Value::Nil => return Ok(Value::Nil),
            Value::Hash(id) => looked_up(m, id, *key)?,
            Value::Array(id) => match key {
                Value::Int(at) => {
                    let items = m.items(id);
                    let at = index_from(*at, items.len());
                    at.and_then(|at| items.get(at).copied()).unwrap_or_default()
                }
                _ => return Err(m.raise("TypeError", "an array counts by numbers")),
            },
            other => m.send(other, "[]", &[*key])?,
        };
    }
    Ok(found)
}

fn key_of(m: &mut Machine, h: Hash, wanted: Value) -> Eval<Option<Value>> {
    for (key, value) in all(m, h)?.map.values() {
        if m.deeper(|m| m.equal(*value, wanted))? {
            return Ok(Some(*key));
        }
    }
    Ok(None)
}

fn sifted(m: &mut Machine, h: Hash, block: Each, wanted: bool) -> Eval {
    let mut kept = Vec::new();
    for (key, value) in all(m, h)?.map.values() {
        if m.call_block(block.0, &[*key, *value])?.truthy() == wanted {
            kept.push((*key, *value));
        }
    }
    m.hash(kept)
}

fn by_keys(m: &mut Machine, h: Hash, keys: &[Value], wanted: bool) -> Eval {
    let keys = keys.iter().map(|key| m.key(*key)).collect::<Eval<Vec<Key>>>()?;
    let pairs = all(m, h)?;
    m.work(keys.len().saturating_mul(pairs.map.len()) / 16)?;
    let kept = pairs.map.iter().filter(|(key, _)| keys.contains(key) == wanted);
    m.hash(kept.map(|(_, pair)| *pair).collect())
}

/// Puts the pairs of others into a hash; a block chooses where both have a key.
fn merge(m: &mut Machine, id: Id, others: &[Hash], block: Block) -> Eval<()> {
    for other in others {
        for (key, (kept, value)) in &all(m, *other)?.map {
            let value = match (m.pairs(id).map.get(key), block.0) {
                (Some((_, old)), Some(block)) => m.call_block(block, &[*kept, *old, *value])?,
                _ => *value,
            };
            m.work(1)?;
            m.pairs_mut(id, 1)?.map.insert(key.clone(), (*kept, value));
        }
    }
    Ok(())
}

/// What the method of the same name without `!` makes of the hash becomes its pairs; `nil` where
/// that takes nothing away, for those that take away.
fn changed(m: &mut Machine, h: Hash, call: Caller) -> Eval {
    let name = m.names.text(call.name);
    let plain = match &*name {
        "keep_if" => "select",
        "delete_if" => "reject",
        name => name.trim_end_matches('!'),
    };
    let tells = ["select!", "filter!", "reject!", "compact!"].contains(&&*name);
    let plain = m.names.name(plain);
    m.pairs_mut(h.0, 0)?;
    let before = m.pairs(h.0).map.len();
    let new = m.call_on(Value::Hash(h.0), plain, call.arguments, call.frame.as_ref())?;
    let Value::Hash(new) = new else { return Ok(new) };
    let map = m.pairs(new).map.clone();
    m.room(map.len() * PAIR)?;
    let same = map.len() == before;
    m.pairs_mut(h.0, 0)?.map = map;
    Ok(if tells && same { Value::Nil } else { Value::Hash(h.0) })
}
