//! Arrays: their parts, what two of them make, and changes in place.

use std::rc::Rc;

use super::row::{Array, Block, Caller, Items, Many, Row, Size, Text, rows};
use super::set::{sifted_by, unique};
use crate::ruby::machine::{Eval, ITEM, Machine, Stop};
use crate::ruby::value::{Value, index_from};

pub(super) const CLASS: &[Row] = rows! {
    "new" |m, _class: Value, length: Option<Size>, fill: Option<Value>, block: Block| {
        let length = length.map_or(0, |size| size.0);
        m.room(length.saturating_mul(ITEM))?;
        let mut items = vec![fill.unwrap_or_default(); length];
        if let Some(block) = block.0 {
            for (index, item) in items.iter_mut().enumerate() {
                *item = m.call_block(block, &[Value::int(index)])?;
            }
        }
        items
    };
};

pub(super) const ROWS: &[Row] = rows! {
    "length size" |m, a: Array| m.items(a.0).len();
    "empty?" |m, a: Array| m.items(a.0).is_empty();
    "[] slice" |m, a: Array, place: Value, many: Option<i64>| {
        let items = Rc::clone(m.items(a.0));
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
    "dig" |m, a: Value, key: Value, more: Vec<Value>| super::hash::dug(m, a, key, &more)?;
    "fetch" |m, a: Array, index: i64, default: Option<Value>, block: Block| {
        let items = m.items(a.0);
        match (index_from(index, items.len()).and_then(|at| items.get(at).copied()), default) {
            (Some(item), _) | (None, Some(item)) => item,
            _ => match block.0 {
                Some(block) => m.call_block(block, &[Value::Int(index)])?,
                None => {
                    let message = format!("index {index} outside of array bounds");
                    return Err(m.raise("IndexError", message));
                }
            },
        }
    };
    "values_at" |m, a: Array, places: Vec<i64>|
        places.into_iter().map(|place| at(m.items(a.0), place)).collect::<Vec<_>>();
    "last" |m, a: Array, many: Option<Size>| match many {
        Some(many) => {
            let items = Rc::clone(m.items(a.0));
            m.array(items[items.len().saturating_sub(many.0)..].to_vec())?
        }
        None => m.items(a.0).last().copied().unwrap_or_default(),
    };
    "+" |m, a: Items, b: Items| Many(a.len() + b.len(), || a.iter().chain(b.iter()).copied().collect());
    "*" |m, a: Items, times: Value| match times {
        Value::Str(id) => { let by = Rc::clone(m.str(id)); join(m, &a, &by)? }
        Value::Int(times) => {
            let times = usize::try_from(times).unwrap_or(0);
            m.room(a.len().saturating_mul(times).saturating_mul(ITEM))?;
            m.array(a.repeat(times))?
        }
        other => return Err(m.raise("TypeError", format!("an array times {}", other.kind().described()))),
    };
    "-" |m, a: Items, b: Items| {
        sifted_by(m, &a, &b, false)?
    };
    "&" |m, a: Items, b: Items| {
        let both = sifted_by(m, &a, &b, true)?;
        unique(m, &both)?
    };
    "|" |m, a: Items, b: Items| unique(m, &[a.as_slice(), b.as_slice()].concat())?;
    "join" |m, a: Items, by: Option<Text>| join(m, &a, &by.unwrap_or_default())?;
    "reverse" |m, a: Items| a.iter().rev().copied().collect::<Vec<_>>();
    "compact" |m, a: Items| a.iter().copied().filter(|item| *item != Value::Nil).collect::<Vec<_>>();
    "flatten" |m, a: Items, levels: Option<i64>| {
        let mut flat = Vec::new();
        flatten(m, &mut flat, &a, levels.unwrap_or(i64::MAX))?;
        flat
    };
    "each_index" |m, a: Array, block: super::row::Each| {
        let mut index = 0;
        while index < m.items(a.0).len() {
            m.call_block(block.0, &[Value::int(index)])?;
            index += 1;
        }
        Value::Array(a.0)
    };
};

pub(super) const CHANGING: &[Row] = rows! {
    "<<" |m, a: Array, item: Value| { m.items_mut(a.0, 1)?.push(item); Value::Array(a.0) };
    "push" |m, a: Array, items: Vec<Value>| {
        m.items_mut(a.0, items.len())?.extend(items);
        Value::Array(a.0)
    };
    "unshift" |m, a: Array, items: Vec<Value>| spliced(m, a, 0, 0, &items)?;
    "concat" |m, a: Array, others: Vec<Items>| {
        for items in others {
            m.items_mut(a.0, items.len())?.extend(items.iter());
        }
        Value::Array(a.0)
    };
    "pop" |m, a: Array| m.items_mut(a.0, 0)?.pop();
    "shift" |m, a: Array| {
        m.work(m.items(a.0).len() / 32)?;
        let items = m.items_mut(a.0, 0)?;
        if items.is_empty() { None } else { Some(items.remove(0)) }
    };
    "[]=" |m, a: Array, place: Value, second: Value, third: Option<Value>| match third {
        Some(new) => { let many = Some(number(m, second)?); set(m, a, place, many, new)? }
        None => set(m, a, place, None, second)?,
    };
    "delete" |m, a: Array, item: Value| {
        let (mut kept, mut found) = (Vec::new(), Value::Nil);
        for one in Rc::clone(m.items(a.0)).iter() {
            if m.deeper(|m| m.equal(*one, item))? { found = *one; } else { kept.push(*one); }
        }
        *m.items_mut(a.0, 0)? = kept;
        found
    };
    "delete_at" |m, a: Array, index: i64| {
        let length = m.items(a.0).len();
        m.work(length / 32)?;
        let at = index_from(index, length).filter(|at| *at < length);
        match at { Some(at) => m.items_mut(a.0, 0)?.remove(at), None => Value::Nil }
    };
    "clear" |m, a: Array| { m.items_mut(a.0, 0)?.clear(); Value::Array(a.0) };
    "replace" |m, a: Array, new: Items| {
        *m.items_mut(a.0, new.len())? = new.to_vec();
        Value::Array(a.0)
    };
    "map! sort! sort_by! reverse! flatten! select! filter! reject! compact! uniq! \
     keep_if delete_if" |m, a: Array, _arguments: Vec<Value>, call: Caller| changed(m, a, call)?;
};

/// What the method of the same name without `!` makes of the array becomes its items; `nil` where
/// that takes nothing away, for those that take away.
fn changed(m: &mut Machine, a: Array, call: Caller) -> Eval {
    let name = m.names.text(call.name);
    let plain = match &*name {
        "keep_if" => "select",
        "delete_if" => "reject",
        name => name.trim_end_matches('!'),
    };
    let tells = ["select!", "filter!", "reject!", "compact!", "uniq!"].contains(&&*name);
    let plain = m.names.name(plain);
    m.items_mut(a.0, 0)?;
    let before = m.items(a.0).len();
    let new = m.call_on(Value::Array(a.0), plain, call.arguments, call.frame.as_ref())?;
    let new = m.list(new)?;
    let same = new.len() == before;
    *m.items_mut(a.0, new.len())? = new.to_vec();
    Ok(if tells && same { Value::Nil } else { Value::Array(a.0) })
}

fn at(items: &[Value], index: i64) -> Value {
    index_from(index, items.len()).and_then(|at| items.get(at).copied()).unwrap_or_default()
}

fn outside(m: &Machine) -> Stop {
    m.raise("IndexError", "this place is outside the array")
}

fn number(m: &Machine, value: Value) -> Eval<i64> {
    match value {
        Value::Int(number) => Ok(number),
        other => {
            let message =
                format!("an array counts by numbers, not by {}", other.kind().described());
            Err(m.raise("TypeError", message))
        }
    }
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
    let start = index_from(number(m, place)?, items.len()).filter(|start| *start <= items.len());
    let many = usize::try_from(many.unwrap_or(1)).ok();
    Ok(start.zip(many).map(|(start, many)| (start, many.min(items.len() - start))))
}

/// Puts items in the place of `many` from `start` on.
fn spliced(m: &mut Machine, a: Array, start: usize, many: usize, new: &[Value]) -> Eval {
    m.work(m.items(a.0).len() / 32)?;
    let items = m.items_mut(a.0, new.len())?;
    items.splice(start..start + many, new.iter().copied());
    Ok(Value::Array(a.0))
}

fn set(m: &mut Machine, a: Array, place: Value, many: Option<i64>, new: Value) -> Eval {
    let length = m.items(a.0).len();
    let is_part = many.is_some() || matches!(place, Value::Range(_));
    let start = match place {
        Value::Range(id) => match m.range_of(id).first {
            Value::Int(first) => index_from(first, length),
            _ => Some(0),
        },
        other => index_from(number(m, other)?, length),
    };
    let start = start.ok_or_else(|| outside(m))?;
    let more = (start + 1).saturating_sub(length);
    let items = m.items_mut(a.0, more)?;
    if start > items.len() {
        items.resize(start, Value::Nil);
    }
    let items = Rc::clone(m.items(a.0));
    let many = match part(m, &items, place, many)? {
        Some((_, many)) => many.min(items.len() - start),
        None => 0,
    };
    drop(items);
    let inner = match new {
        Value::Array(id) if is_part => Rc::clone(m.items(id)),
        other => Rc::new(vec![other]),
    };
    spliced(m, a, start, many, &inner)?;
    Ok(new)
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

fn flatten(m: &mut Machine, flat: &mut Vec<Value>, items: &[Value], levels: i64) -> Eval<()> {
    m.room(items.len() * ITEM)?;
    for item in items {
        match item {
            Value::Array(id) if levels != 0 => {
                let inner = Rc::clone(m.items(*id));
                m.deeper(|m| flatten(m, flat, &inner, levels.saturating_sub(1)))?;
            }
            other => flat.push(*other),
        }
    }
    Ok(())
}
