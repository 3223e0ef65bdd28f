//! What has items, and goes over them: arrays, hashes, ranges.

use std::cmp::Ordering;
use std::rc::Rc;

use indexmap::IndexMap;

use super::hash::pair;
use super::number::sum;
use super::row::{Block, Each, Items, Needed, Row, Size, rows};
use crate::ruby::machine::{Eval, ITEM, Machine};
use crate::ruby::value::{Id, Value};

pub(super) const ROWS: &[Row] = rows! {
    "each each_pair" |m, of: Value, block: Each| { m.send_each(of, block.0)?; of };
    "each_with_index" |m, of: Value, block: Each| { numbered(m, of, 0, block)?; of };
    "with_index" |m, of: Value, first: Option<i64>, block: Each| numbered(m, of, first.unwrap_or(0), block)?;
    "each_with_object" |m, of: Items, object: Value, block: Needed| {
        for item in of.iter() {
            m.call_block(block.0, &[*item, object])?;
        }
        object
    };
    "each_slice" |m, items: Value, size: Size<1>, block: Each| {
        for group in m.spread(items)?.chunks(size.0) {
            let group = m.array(group.to_vec())?;
            m.call_block(block.0, &[group])?;
        }
        items
    };
    "map collect map! collect!" |m, of: Items, block: Each| m.mapped(&of, Some(block.0))?;
    "flat_map" |m, of: Items, block: Needed| {
        let mut flat: Vec<Value> = Vec::new();
        for item in m.mapped(&of, Some(block.0))? {
            let inner = if let Value::Array(_) = item { m.spread(item)? } else { Rc::new(vec![item]) };
            m.room(inner.len() * ITEM)?;
            flat.extend(inner.iter());
        }
        flat
    };
    "filter_map" |m, of: Items, block: Needed|
        m.mapped(&of, Some(block.0))?.into_iter().filter(|item| item.truthy()).collect::<Vec<_>>();
    "inject reduce" |m, of: Items, first: Option<Value>, name: Option<Value>, block: Block|
        reduced(m, &of, first, name, block.0)?;
    "sum" |m, of: Items, first: Option<Value>, block: Block| {
        let items = m.mapped(&of, block.0)?;
        sum(m, first.unwrap_or(Value::Int(0)), &items)?
    };
    "to_h" |m, of: Items, block: Block| {
        let made = m.mapped(&of, block.0)?.into_iter().map(|made| pair(m, made));
        let pairs = made.collect::<Eval<_>>()?;
        m.hash(pairs)?
    };
    "zip" |m, of: Items, others: Vec<Items>| {
        let mut rows = Vec::new();
        for (index, item) in of.iter().enumerate() {
            let beside = others.iter().map(|other| other.get(index).copied().unwrap_or_default());
            rows.push(m.array(std::iter::once(*item).chain(beside).collect())?);
        }
        rows
    };
    "select filter select! filter!" |m, of: Items, block: Needed| sifted(m, &of, block, true)?;
    "reject reject!" |m, of: Items, block: Needed| sifted(m, &of, block, false)?;
    "find detect" |m, of: Items, block: Needed| place(m, &of, None, Some(block.0), true)?.map(|at| of[at]);
    "index" |m, of: Items, item: Option<Value>, block: Block| place(m, &of, item, block.0, true)?;
    "first" |m, of: Items, many: Option<Size>| match many {
        Some(many) => m.array(of[..many.0.min(of.len())].to_vec())?,
        None => of.first().copied().unwrap_or_default(),
    };
    "take" |m, of: Items, many: Size| of[..many.0.min(of.len())].to_vec();
    "drop" |m, of: Items, many: Size| of[many.0.min(of.len())..].to_vec();
    "include?" |m, of: Items, item: Value| place(m, &of, Some(item), None, true)?.is_some();
    "any?" |m, of: Items, block: Block| place(m, &of, None, block.0, true)?.is_some();
    "none?" |m, of: Items, block: Block| place(m, &of, None, block.0, true)?.is_none();
    "all?" |m, of: Items, block: Block| place(m, &of, None, block.0, false)?.is_none();
    "count" |m, of: Items, item: Option<Value>, block: Block| {
        let mut count = 0_usize;
        for one in of.iter() {
            count += usize::from((item, block.0) == (None, None) || fits(m, *one, item, block.0)?);
        }
        count
    };
    "group_by" |m, of: Items, block: Needed| {
        let mut groups = IndexMap::new();
        for item in of.iter() {
            let key = m.call_block(block.0, &[*item])?;
            m.room(2 * ITEM)?;
            groups.entry(m.key(key)?).or_insert_with(|| (key, Vec::new())).1.push(*item);
        }
        let mut pairs = Vec::new();
        for (key, items) in groups.into_values() {
            pairs.push((key, m.array(items)?));
        }
        m.hash(pairs)?
    };
    "dig" |m, of: Value, keys: Vec<Value>| {
        let mut found = of;
        for key in keys {
            found = if found == Value::Nil { found } else { m.send(found, "[]", &[key])? };
        }
        found
    };
    "sort sort!" |m, of: Items, block: Block| m.sorted(&of, &mut |m, a, b| order(m, a, b, block.0))?;
    "sort_by sort_by!" |m, of: Items, block: Needed| {
        let keyed = keyed(m, &of, Some(block.0))?;
        let sorted = m.sorted(&keyed, &mut |m, a, b| m.ordered(a.0, b.0))?;
        sorted.into_iter().map(|(_, item)| item).collect::<Vec<_>>()
    };
    "min" |m, of: Items| extreme(m, &of, None, Ordering::Less)?;
    "max" |m, of: Items| extreme(m, &of, None, Ordering::Greater)?;
    "min_by" |m, of: Items, block: Needed| extreme(m, &of, Some(block.0), Ordering::Less)?;
    "max_by" |m, of: Items, block: Needed| extreme(m, &of, Some(block.0), Ordering::Greater)?;
};

/// What the block makes of each item and its number.
fn numbered(m: &mut Machine, of: Value, first: i64, block: Each) -> Eval<Vec<Value>> {
    let mut made = Vec::new();
    for (item, number) in m.spread(of)?.iter().zip(0..) {
        let number = Value::Int(first.saturating_add(number));
        made.push(m.call_block(block.0, &[*item, number])?);
    }
    Ok(made)
}

fn sifted(m: &mut Machine, of: &[Value], block: Needed, wanted: bool) -> Eval<Vec<Value>> {
    let mut kept = Vec::new();
    for item in of {
        if m.call_block(block.0, &[*item])?.truthy() == wanted {
            kept.push(*item);
        }
    }
    Ok(kept)
}

/// Whether an item is `item`, or what the block wants, or at least something.
fn fits(m: &mut Machine, one: Value, item: Option<Value>, block: Option<Id>) -> Eval<bool> {
    m.work(1)?;
    match (item, block) {
        (Some(item), _) => m.equal(one, item),
        (None, Some(block)) => Ok(m.call_block(block, &[one])?.truthy()),
        (None, None) => Ok(one.truthy()),
    }
}

/// The place of the first item that fits, or of the first that does not.
fn place(
    m: &mut Machine,
    of: &[Value],
    item: Option<Value>,
    block: Option<Id>,
    wanted: bool,
) -> Eval<Option<usize>> {
    for (at, one) in of.iter().enumerate() {
        if fits(m, *one, item, block)? == wanted {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// `inject(:+)`, `inject(0) { … }`, `inject(0, :+)`.
fn reduced(
    m: &mut Machine,
    of: &[Value],
    first: Option<Value>,
    name: Option<Value>,
    block: Option<Id>,
) -> Eval {
    let (first, name) = match (first, name, block) {
        (Some(name), None, None) => (None, Some(name)),
        (first, name, _) => (first, name),
    };
    let name = name.and_then(|name| m.label(name));
    let mut items = first.into_iter().chain(of.iter().copied());
    let mut all = items.next().unwrap_or_default();
    for item in items {
        all = match (&name, block) {
            (Some(name), _) => m.send(all, name, &[item])?,
            (None, Some(block)) => m.call_block(block, &[all, item])?,
            (None, None) => return Err(m.fails("this needs a block here")),
        };
    }
    Ok(all)
}

fn order(m: &mut Machine, a: Value, b: Value, block: Option<Id>) -> Eval<Ordering> {
    let Some(block) = block else { return m.ordered(a, b) };
    match m.call_block(block, &[a, b])? {
        Value::Int(order) => Ok(order.cmp(&0)),
        _ => m.ordered(a, b),
    }
}

/// Each item behind what the block makes of it.
fn keyed(m: &mut Machine, items: &[Value], block: Option<Id>) -> Eval<Vec<(Value, Value)>> {
    let keys = m.mapped(items, block)?;
    Ok(keys.into_iter().zip(items.iter().copied()).collect())
}

/// The first of the smallest or largest items.
fn extreme(m: &mut Machine, items: &[Value], block: Option<Id>, side: Ordering) -> Eval {
    let mut keyed = keyed(m, items, block)?.into_iter();
    let Some(mut best) = keyed.next() else { return Ok(Value::Nil) };
    for one in keyed {
        if m.ordered(one.0, best.0)? == side {
            best = one;
        }
    }
    Ok(best.1)
}
