//! What has an order: comparing, sorting, the smallest and the largest.

use std::cmp::Ordering;

use super::row::{Block, Each, Items, Row, Size, rows};
use crate::ruby::machine::{Eval, Machine};
use crate::ruby::value::{Id, Value};

pub(super) const COMPARABLE: &[Row] = rows! {
    "<" |m, a: Value, b: Value| m.ordered(a, b)?.is_lt();
    "<=" |m, a: Value, b: Value| m.ordered(a, b)?.is_le();
    ">" |m, a: Value, b: Value| m.ordered(a, b)?.is_gt();
    ">=" |m, a: Value, b: Value| m.ordered(a, b)?.is_ge();
    "between?" |m, a: Value, low: Value, high: Value| m.ordered(a, low)?.is_ge() && m.ordered(a, high)?.is_le();
    "clamp" |m, a: Value, low: Value, high: Option<Value>| {
        let (low, high) = match (low, high) {
            (Value::Range(id), None) => (m.range_of(id).first, m.range_of(id).last),
            (low, high) => (low, high.unwrap_or_default()),
        };
        if low != Value::Nil && m.ordered(a, low)?.is_lt() {
            low
        } else if high != Value::Nil && m.ordered(a, high)?.is_gt() {
            high
        } else {
            a
        }
    };
};

pub(super) const ROWS: &[Row] = rows! {
    "sort" |m, of: Items, block: Block| sorted(m, &of, block.0)?;
    "sort_by" |m, of: Items, block: Each| {
        let keyed = keyed(m, &of, block)?;
        let sorted = m.sorted(&keyed, &mut |m, a, b| m.ordered(a.0, b.0))?;
        sorted.into_iter().map(|(_, item)| item).collect::<Vec<_>>()
    };
    "min" |m, of: Items, many: Option<Size>, block: Block| extreme(m, &of, many, block.0, Ordering::Less)?;
    "max" |m, of: Items, many: Option<Size>, block: Block| extreme(m, &of, many, block.0, Ordering::Greater)?;
    "minmax" |m, of: Items| {
        let sorted = sorted(m, &of, None)?;
        vec![sorted.first().copied().unwrap_or_default(), sorted.last().copied().unwrap_or_default()]
    };
    "min_by" |m, of: Items, block: Each| extreme_by(m, &of, block, Ordering::Less)?;
    "max_by" |m, of: Items, block: Each| extreme_by(m, &of, block, Ordering::Greater)?;
};

fn order(m: &mut Machine, a: Value, b: Value, block: Option<Id>) -> Eval<Ordering> {
    let Some(block) = block else { return m.ordered(a, b) };
    match m.call_block(block, &[a, b])? {
        Value::Int(order) => Ok(order.cmp(&0)),
        _ => m.ordered(a, b),
    }
}

fn sorted(m: &mut Machine, items: &[Value], block: Option<Id>) -> Eval<Vec<Value>> {
    m.sorted(items, &mut |m, a, b| order(m, a, b, block))
}

/// Each item behind what the block makes of it.
fn keyed(m: &mut Machine, items: &[Value], block: Each) -> Eval<Vec<(Value, Value)>> {
    items.iter().map(|item| Ok((m.call_block(block.0, &[*item])?, *item))).collect()
}

/// The first of the smallest or largest items.
fn extreme(
    m: &mut Machine,
    items: &[Value],
    many: Option<Size>,
    block: Option<Id>,
    side: Ordering,
) -> Eval {
    if let Some(many) = many {
        let mut sorted = sorted(m, items, block)?;
        if side.is_gt() {
            sorted.reverse();
        }
        sorted.truncate(many.0);
        return m.array(sorted);
    }
    let mut best = items.first().copied().unwrap_or_default();
    for item in items.iter().skip(1) {
        if order(m, *item, best, block)? == side {
            best = *item;
        }
    }
    Ok(best)
}

fn extreme_by(m: &mut Machine, items: &[Value], block: Each, side: Ordering) -> Eval {
    let keyed = keyed(m, items, block)?;
    let Some(mut best) = keyed.first().copied() else { return Ok(Value::Nil) };
    for one in keyed.into_iter().skip(1) {
        if m.ordered(one.0, best.0)? == side {
            best = one;
        }
    }
    Ok(best.1)
}
