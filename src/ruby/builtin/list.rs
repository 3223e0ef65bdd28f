//! Arrays: their parts, what two of them make, and changes in place.

use std::collections::HashSet;
use std::rc::Rc;

use super::row::{Block, Items, Row, Size, Text, rows};
use crate::ruby::machine::{Eval, ITEM, Machine};
use crate::ruby::value::{Id, Key, Value, index_from};

pub(super) const ROWS: &[Row] = rows! {
    "length size" |m, a: Id| m.items(a).len();
    "empty?" |m, a: Id| m.items(a).is_empty();
    "[]" |m, a: Id, place: Value, many: Option<i64>| {
        let items = Rc::clone(m.items(a));
        match (place, many) {
            (Value::Int(index), None) => at(&items, index),
            _ => match part(m, &items, place, many)? {
                Some((start, many)) => {
                    m.room(many * ITEM)?;
                    m.array(items[start..start + many].to_vec())?
                }
                None => Value::Nil,
            },
        }
    };
    "last" |m, a: Id, many: Option<Size>| match many {
        Some(many) => {
            let items = Rc::clone(m.items(a));
            m.array(items[items.len().saturating_sub(many.0)..].to_vec())?
        }
        None => m.items(a).last().copied().unwrap_or_default(),
    };
    "+" |m, a: Items, b: Items| { m.room((a.len() + b.len()) * ITEM)?; [a.as_slice(), b.as_slice()].concat() };
    "*" |m, a: Items, times: Size| {
        m.room(a.len().saturating_mul(times.0).saturating_mul(ITEM))?;
        a.repeat(times.0)
    };
    "-" |m, a: Items, b: Items| among(m, &a, &b, false)?;
    "&" |m, a: Items, b: Items| { let both = among(m, &a, &b, true)?; unique(m, &both)? };
    "|" |m, a: Items, b: Items| {
        m.room((a.len() + b.len()) * ITEM)?;
        unique(m, &[a.as_slice(), b.as_slice()].concat())?
    };
    "join" |m, a: Items, by: Option<Text>| join(m, &a, &by.unwrap_or_default())?;
    "reverse" |m, a: Items| a.iter().rev().copied().collect::<Vec<_>>();
    "compact" |m, a: Items| a.iter().copied().filter(|item| *item != Value::Nil).collect::<Vec<_>>();
    "flatten" |m, a: Items| { let mut flat = Vec::new(); flatten(m, &mut flat, &a)?; flat };
    "uniq" |m, a: Items, block: Block| {
        let mut keys = a.to_vec();
        if let Some(block) = block.0 {
            for key in &mut keys {
                *key = m.call_block(block, &[*key])?;
            }
        }
        first_of_each(m, &a, &keys)?
    };
};

pub(super) const CHANGING: &[Row] = rows! {
    "<<" |m, a: Id, item: Value| { m.items_mut(a, 1)?.push(item); Value::Array(a) };
    "push" |m, a: Id, items: Vec<Value>| {
        m.items_mut(a, items.len())?.extend(items);
        Value::Array(a)
    };
    "[]=" |m, a: Id, index: i64, new: Value| {
        let length = m.items(a).len();
        let Some(at) = index_from(index, length) else {
            return Err(m.fails("this place is outside the array"));
        };
        let items = m.items_mut(a, (at + 1).saturating_sub(length))?;
        items.resize(items.len().max(at + 1), Value::Nil);
        items[at] = new;
        new
    };
};

fn at(items: &[Value], index: i64) -> Value {
    index_from(index, items.len()).and_then(|at| items.get(at).copied()).unwrap_or_default()
}

/// Where `[place]` or `[place, many]` starts, and how many items that is.
fn part(
    m: &Machine,
    items: &[Value],
    place: Value,
    many: Option<i64>,
) -> Eval<Option<(usize, usize)>> {
    if let Value::Range(id) = place {
        return Ok(m.range_of(id).within(items.len()));
    }
    let Value::Int(place) = place else {
        let what = place.kind().described();
        return Err(m.fails(format!("an array counts by numbers, not by {what}")));
    };
    let start = index_from(place, items.len()).filter(|start| *start <= items.len());
    let many = usize::try_from(many.unwrap_or(1)).ok();
    Ok(start.zip(many).map(|(start, many)| (start, many.min(items.len() - start))))
}

/// The items that are among others, or those that are not.
fn among(m: &mut Machine, items: &[Value], others: &[Value], wanted: bool) -> Eval<Vec<Value>> {
    m.room(others.len() * ITEM)?;
    let others = others.iter().map(|other| m.key(*other)).collect::<Eval<HashSet<Key>>>()?;
    let mut kept = Vec::new();
    for item in items {
        m.work(1)?;
        if others.contains(&m.key(*item)?) == wanted {
            kept.push(*item);
        }
    }
    Ok(kept)
}

/// Each item once.
fn unique(m: &mut Machine, items: &[Value]) -> Eval<Vec<Value>> {
    first_of_each(m, items, items)
}

/// The first item of each key.
fn first_of_each(m: &mut Machine, items: &[Value], keys: &[Value]) -> Eval<Vec<Value>> {
    let (mut known, mut kept) = (HashSet::new(), Vec::new());
    for (item, key) in items.iter().zip(keys) {
        m.room(2 * ITEM)?;
        if known.insert(m.key(*key)?) {
            kept.push(*item);
        }
    }
    Ok(kept)
}

/// `join`: the items as text, those of arrays inside too.
pub(super) fn join(m: &mut Machine, items: &[Value], by: &str) -> Eval {
    let mut out = String::new();
    join_into(m, &mut out, items, by)?;
    m.text(out)
}

fn join_into(m: &mut Machine, out: &mut String, items: &[Value], by: &str) -> Eval<()> {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            m.room(by.len())?;
            out.push_str(by);
        }
        if let Value::Array(id) = item {
            let inner = Rc::clone(m.items(*id));
            m.deeper(|m| join_into(m, out, &inner, by))?;
            continue;
        }
        m.work(1)?;
        let text = m.to_s(*item)?;
        m.room(text.len())?;
        out.push_str(&text);
    }
    Ok(())
}

fn flatten(m: &mut Machine, flat: &mut Vec<Value>, items: &[Value]) -> Eval<()> {
    m.room(items.len() * ITEM)?;
    for item in items {
        match item {
            Value::Array(id) => {
                let inner = Rc::clone(m.items(*id));
                m.deeper(|m| flatten(m, flat, &inner))?;
            }
            other => flat.push(*other),
        }
    }
    Ok(())
}
