//! What has items, and goes over them: arrays, hashes, sets, ranges, objects with `each`.

use std::cell::Cell;
use std::rc::Rc;

use super::number::sum;
use super::row::{Block, Each, Items, Row, Size, rows};
use super::set::unique;
use crate::ruby::machine::{Does, Eval, ITEM, Machine};
use crate::ruby::value::{Enumerator, Value};
use crate::ruby::walk::Walk;

pub(super) const ROWS: &[Row] = rows! {
    "each" |m, of: Value, block: Each| {
        if let Some(mut walk) = m.walk(of)? {
            while let Some(item) = walk.next(m)? {
                m.call_block(block.0, &[item])?;
            }
        }
        of
    };
    "reverse_each" |m, of: Value, block: Each| {
        for item in m.list(of)?.iter().rev() {
            m.call_block(block.0, &[*item])?;
        }
        of
    };
    "each_with_index" |m, of: Value, block: Each| {
        let block = m.block(m.at, Does::Number(block.0, Rc::default()))?;
        m.send_with_block(of, "each", &[], block)?
    };
    "each_with_object" |m, of: Walk, object: Value, block: Each| {
        let mut walk = of;
        while let Some(item) = walk.next(m)? {
            m.call_block(block.0, &[item, object])?;
        }
        object
    };
    "each_slice" |m, of: Value, size: Size, block: Each| {
        for group in m.list(of)?.chunks(at_least_one(m, size)?) {
            let group = m.array(group.to_vec())?;
            m.call_block(block.0, &[group])?;
        }
        of
    };
    "each_cons" |m, of: Value, size: Size, block: Each| {
        for group in m.list(of)?.windows(at_least_one(m, size)?) {
            m.room(group.len() * ITEM)?;
            let group = m.array(group.to_vec())?;
            m.call_block(block.0, &[group])?;
        }
        of
    };
    "map collect" |m, of: Walk, block: Each| mapped(m, of, block)?;
    "flat_map" |m, of: Walk, block: Each| {
        let mut flat = Vec::new();
        for item in mapped(m, of, block)? {
            match item {
                Value::Array(id) => {
                    let inner = Rc::clone(m.items(id));
                    m.room(inner.len() * ITEM)?;
                    flat.extend(inner.iter());
                }
                other => flat.push(other),
            }
        }
        flat
    };
    "filter_map" |m, of: Walk, block: Each|
        mapped(m, of, block)?.into_iter().filter(|item| item.truthy()).collect::<Vec<_>>();
    "inject reduce" |m, of: Walk, first: Option<Value>, name: Option<Value>, block: Block|
        reduced(m, of, first, name, block)?;
    "sum" |m, of: Walk, first: Option<Value>, block: Block| {
        let items = mapped_if(m, of, block)?;
        sum(m, first.unwrap_or(Value::Int(0)), &items)?
    };
    "to_a" |m, of: Items| of;
    "to_h" |m, of: Walk, block: Block| { let pairs = mapped_if(m, of, block)?; hash_of(m, &pairs)? };
    "to_set" |m, of: Items| m.set(&of)?;
    "zip" |m, of: Items, others: Vec<Items>| {
        let mut rows = Vec::new();
        for (index, item) in of.iter().enumerate() {
            let beside = others.iter().map(|other| other.get(index).copied().unwrap_or_default());
            rows.push(m.array(std::iter::once(*item).chain(beside).collect())?);
        }
        rows
    };
    "select filter" |m, of: Walk, block: Each| sifted(m, of, block, true)?;
    "reject" |m, of: Walk, block: Each| sifted(m, of, block, false)?;
    "grep" |m, of: Walk, pattern: Value| {
        let (mut walk, mut found) = (of, Vec::new());
        while let Some(item) = walk.next(m)? {
            if m.case_equal(pattern, item)? {
                found.push(item);
            }
        }
        found
    };
    "partition" |m, of: Walk, block: Each| {
        let (mut walk, mut parts) = (of, [Vec::new(), Vec::new()]);
        while let Some(item) = walk.next(m)? {
            parts[usize::from(!m.call_block(block.0, &[item])?.truthy())].push(item);
        }
        let [yes, no] = parts;
        vec![m.array(yes)?, m.array(no)?]
    };
    "find detect" |m, of: Walk, block: Each| found(m, of, None, Block(Some(block.0)), true)?.map(|(_, item)| item);
    "find_index index" |m, of: Walk, item: Option<Value>, block: Block|
        found(m, of, item, block, true)?.map(|(index, _)| index);
    "first" |m, of: Walk, many: Option<Size>| match many {
        Some(many) => first_items(m, of, many.0)?,
        None => { let mut walk = of; walk.next(m)?.unwrap_or_default() }
    };
    "take" |m, of: Walk, many: Size| first_items(m, of, many.0)?;
    "drop" |m, of: Items, many: Size| of[many.0.min(of.len())..].to_vec();
    "take_while" |m, of: Walk, block: Each| {
        let (mut walk, mut taken) = (of, Vec::new());
        while let Some(item) = walk.next(m)? {
            if !m.call_block(block.0, &[item])?.truthy() {
                break;
            }
            taken.push(item);
        }
        taken
    };
    "drop_while" |m, of: Items, block: Each| {
        let mut start = 0;
        while start < of.len() && m.call_block(block.0, &[of[start]])?.truthy() {
            start += 1;
        }
        of[start..].to_vec()
    };
    "include? member?" |m, of: Walk, item: Value| found(m, of, Some(item), Block(None), true)?.is_some();
    "any?" |m, of: Walk, item: Option<Value>, block: Block| matching(m, of, item, block, true)?.is_some();
    "none?" |m, of: Walk, item: Option<Value>, block: Block| matching(m, of, item, block, true)?.is_none();
    "all?" |m, of: Walk, item: Option<Value>, block: Block| matching(m, of, item, block, false)?.is_none();
    "count" |m, of: Walk, item: Option<Value>, block: Block| {
        let (mut walk, mut count) = (of, 0_usize);
        while let Some(one) = walk.next(m)? {
            count += usize::from(match (item, block.0) {
                (Some(item), _) => m.deeper(|m| m.equal(one, item))?,
                (None, Some(block)) => m.call_block(block, &[one])?.truthy(),
                (None, None) => true,
            });
        }
        count
    };
    "uniq" |m, of: Items, block: Block| match block.0 {
        None => { let items = unique(m, &of)?; m.array(items)? }
        Some(_) => {
            let keys = mapped_if(m, Walk::List(Rc::clone(&of), 0), block)?;
            let (mut known, mut kept) = (std::collections::HashSet::new(), Vec::new());
            for (item, key) in of.iter().zip(keys) {
                if known.insert(m.key(key)?) {
                    kept.push(*item);
                }
            }
            m.array(kept)?
        }
    };
    "tally" |m, of: Walk| {
        let groups = grouped(m, of, |_, item| Ok(item))?;
        let counts = groups.into_iter().map(|(key, items)| (key, Value::int(items.len())));
        m.hash(counts.collect())?
    };
    "group_by" |m, of: Walk, block: Each| {
        let groups = grouped(m, of, |m, item| m.call_block(block.0, &[item]))?;
        let mut pairs = Vec::new();
        for (key, items) in groups {
            pairs.push((key, m.array(items)?));
        }
        m.hash(pairs)?
    };
};

pub(super) const ENUMERATOR: &[Row] = rows! {
    "with_index each_with_index" |m, of: Value, first: Option<i64>, block: Each| {
        let number = Does::Number(block.0, Rc::new(Cell::new(first.unwrap_or(0))));
        resumed(m, of, number)?
    };
    "with_object" |m, of: Value, object: Value, block: Each| {
        resumed(m, of, Does::With(block.0, object))?;
        object
    };
    "size" |m, of: Items| of.len();
};

/// Runs the method that waits for its block.
fn resumed(m: &mut Machine, waiting: Value, does: Does) -> Eval {
    let Value::Enumerator(id) = waiting else { return Ok(Value::Nil) };
    let Enumerator { receiver, method, values } = m.enumerator_of(id).clone();
    let block = m.block(m.at, does)?;
    let name = m.names.text(method);
    m.send_with_block(receiver, &name, &values, block)
}

fn at_least_one(m: &Machine, size: Size) -> Eval<usize> {
    if size.0 > 0 {
        return Ok(size.0);
    }
    Err(m.raise("ArgumentError", "a group has 1 item or more"))
}

/// What the block makes of each item.
fn mapped(m: &mut Machine, mut of: Walk, block: Each) -> Eval<Vec<Value>> {
    let mut made = Vec::new();
    while let Some(item) = of.next(m)? {
        made.push(m.call_block(block.0, &[item])?);
    }
    Ok(made)
}

fn mapped_if(m: &mut Machine, of: Walk, block: Block) -> Eval<Vec<Value>> {
    match block.0 {
        Some(block) => mapped(m, of, Each(block)),
        None => Ok(of.rest(m)?.to_vec()),
    }
}

fn sifted(m: &mut Machine, mut of: Walk, block: Each, wanted: bool) -> Eval<Vec<Value>> {
    let mut kept = Vec::new();
    while let Some(item) = of.next(m)? {
        if m.call_block(block.0, &[item])?.truthy() == wanted {
            kept.push(item);
        }
    }
    Ok(kept)
}

/// The first item that is `item`, or that the block wants, with its index.
fn found(
    m: &mut Machine,
    mut of: Walk,
    item: Option<Value>,
    block: Block,
    wanted: bool,
) -> Eval<Option<(usize, Value)>> {
    let mut index = 0;
    while let Some(one) = of.next(m)? {
        let fits = match (item, block.0) {
            (Some(item), _) => m.deeper(|m| m.equal(one, item))?,
            (None, Some(block)) => m.call_block(block, &[one])?.truthy(),
            (None, None) => one.truthy(),
        };
        if fits == wanted {
            return Ok(Some((index, one)));
        }
        index += 1;
    }
    Ok(None)
}

/// As `found`, where `pattern` asks as `case` does.
fn matching(
    m: &mut Machine,
    mut of: Walk,
    pattern: Option<Value>,
    block: Block,
    wanted: bool,
) -> Eval<Option<Value>> {
    let Some(pattern) = pattern else {
        return Ok(found(m, of, None, block, wanted)?.map(|(_, item)| item));
    };
    while let Some(one) = of.next(m)? {
        if m.case_equal(pattern, one)? == wanted {
            return Ok(Some(one));
        }
    }
    Ok(None)
}

/// `inject(:+)`, `inject(0) { … }`, `inject(0, :+)`.
fn reduced(
    m: &mut Machine,
    mut of: Walk,
    first: Option<Value>,
    name: Option<Value>,
    block: Block,
) -> Eval {
    let (first, name) = match (first, name, block.0) {
        (Some(name), None, None) => (None, Some(name)),
        given => (given.0, given.1),
    };
    let mut all = match first {
        Some(first) => first,
        None => match of.next(m)? {
            Some(first) => first,
            None => return Ok(Value::Nil),
        },
    };
    let name = name.and_then(|name| m.label(name));
    while let Some(item) = of.next(m)? {
        all = match (&name, block.0) {
            (Some(name), _) => m.send(all, name, &[item])?,
            (None, Some(block)) => m.call_block(block, &[all, item])?,
            (None, None) => return Err(m.raise("ArgumentError", "this needs a block here")),
        };
    }
    Ok(all)
}

fn grouped(
    m: &mut Machine,
    mut of: Walk,
    mut by: impl FnMut(&mut Machine, Value) -> Eval,
) -> Eval<Vec<(Value, Vec<Value>)>> {
    let mut groups = indexmap::IndexMap::new();
    while let Some(item) = of.next(m)? {
        let key = by(m, item)?;
        m.room(2 * ITEM)?;
        let group = groups.entry(m.key(key)?).or_insert_with(|| (key, Vec::new()));
        group.1.push(item);
    }
    Ok(groups.into_values().collect())
}

/// A hash of pairs: arrays of a key and a value.
fn hash_of(m: &mut Machine, pairs: &[Value]) -> Eval {
    let mut made = Vec::new();
    for pair in pairs {
        let pair = match pair {
            Value::Array(id) => Rc::clone(m.items(*id)),
            _ => Rc::default(),
        };
        let [key, value] = pair.as_slice() else {
            let message = "a hash is made of pairs: arrays of a key and a value";
            return Err(m.raise("TypeError", message));
        };
        made.push((*key, *value));
    }
    m.hash(made)
}

fn first_items(m: &mut Machine, mut of: Walk, many: usize) -> Eval {
    let mut items = Vec::new();
    while items.len() < many {
        let Some(item) = of.next(m)? else { break };
        items.push(item);
    }
    m.array(items)
}
