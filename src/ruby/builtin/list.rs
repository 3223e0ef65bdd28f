//! Arrays: their parts, what two of them make, and changes in place.

use std::collections::HashSet;
use std::rc::Rc;

use super::cut::part;
use super::row::{Block, Items, Row, Size, Text, rows};
use crate::ruby::machine::{Eval, ITEM, Machine};
use crate::ruby::value::{Id, Key, Value, index_from};

pub(super) const ROWS: &[Row] = rows! {
    "length size" |m, a: Id| m.items(a).len();
    "empty?" |m, a: Id| m.items(a).is_empty();
    "[]" |m, a: Items, place: Value, many: Option<i64>| match (place, part(m, place, many, a.len())?) {
        (_, None) => Value::Nil,
        (Value::Int(_), Some((at, _))) if many.is_none() => a[at],
        (_, Some((start, many))) => { m.room(many * ITEM)?; m.array(a[start..start + many].to_vec())? }
    };
    "last" |m, a: Items, many: Option<Size>| match many {
        Some(many) => m.array(a[a.len().saturating_sub(many.0)..].to_vec())?,
        None => a.last().copied().unwrap_or_default(),
    };
    "+" |m, a: Items, b: Items| { m.room((a.len() + b.len()) * ITEM)?; [a.as_slice(), b.as_slice()].concat() };
    "*" |m, a: Items, times: Size| {
        m.room(a.len().saturating_mul(times.0).saturating_mul(ITEM))?;
        a.repeat(times.0)
    };
    "-" |m, a: Items, b: Items| among(m, &a, &b, false)?;
    "&" |m, a: Items, b: Items| { let both = among(m, &a, &b, true)?; unique(m, &both, &both)? };
    "|" |m, a: Items, b: Items| { m.room((a.len() + b.len()) * ITEM)?; let both = [a.as_slice(), b.as_slice()].concat(); unique(m, &both, &both)? };
    "join" |m, a: Items, by: Option<Text>| join(m, &a, &by.unwrap_or_default())?;
    "reverse reverse!" |m, a: Items| a.iter().rev().copied().collect::<Vec<_>>();
    "compact compact!" |m, a: Items| a.iter().copied().filter(|item| *item != Value::Nil).collect::<Vec<_>>();
    "flatten flatten!" |m, a: Items| { let mut flat = Vec::new(); flatten(m, &mut flat, &a)?; flat };
    "uniq uniq!" |m, a: Items, block: Block| { let keys = m.mapped(&a, block.0)?; unique(m, &a, &keys)? };
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

/// The first item of each key.
fn unique(m: &mut Machine, items: &[Value], keys: &[Value]) -> Eval<Vec<Value>> {
    let (mut known, mut kept) = (HashSet::new(), Vec::new());
    for (item, key) in items.iter().zip(keys) {
        m.room(2 * ITEM)?;
        if known.insert(m.key(*key)?) {
            kept.push(*item);
        }
    }
    Ok(kept)
}

/// The items as one text, those of arrays inside too.
fn join(m: &mut Machine, items: &[Value], by: &str) -> Eval<String> {
    let (mut out, mut flat) = (String::new(), Vec::new());
    flatten(m, &mut flat, items)?;
    for (index, item) in flat.into_iter().enumerate() {
        let by = if index > 0 { by } else { "" };
        let text = m.to_s(item)?;
        m.room(by.len() + text.len())?;
        out.extend([by, &text]);
    }
    Ok(out)
}

pub(super) fn flatten(m: &mut Machine, flat: &mut Vec<Value>, items: &[Value]) -> Eval<()> {
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
