//! Choosing among items: `select`, `find`, `any?`, `first` and their kin.

use indexmap::IndexMap;

use super::{Builtin, Call, going, method};
use crate::ruby::code::Proc;
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::Value;

pub(crate) const METHODS: &[Builtin] = &[
    going("select", 0, 0, |me, call| chosen(me, &call, true)),
    going("filter", 0, 0, |me, call| chosen(me, &call, true)),
    going("find_all", 0, 0, |me, call| chosen(me, &call, true)),
    going("reject", 0, 0, |me, call| chosen(me, &call, false)),
    method("grep", 1, 1, |me, call| matching(me, &call, true)),
    method("grep_v", 1, 1, |me, call| matching(me, &call, false)),
    going("partition", 0, 0, |me, call| {
        let yes = chosen(me, &call, true)?;
        let no = chosen(me, &call, false)?;
        me.array(vec![yes, no], call.span)
    }),
    going("find", 0, 0, find),
    going("detect", 0, 0, find),
    method("find_index", 0, 1, index),
    method("index", 0, 1, index),
    method("first", 0, 1, first),
    method("take", 1, 1, first),
    method("drop", 1, 1, |me, call| {
        let (items, many) = (me.own_items(&call)?, call.size(0)?);
        me.array(items.into_iter().skip(many).collect(), call.span)
    }),
    going("take_while", 0, 0, |me, call| {
        let (items, many) = leading(me, &call)?;
        me.array(items.into_iter().take(many).collect(), call.span)
    }),
    going("drop_while", 0, 0, |me, call| {
        let (items, many) = leading(me, &call)?;
        me.array(items.into_iter().skip(many).collect(), call.span)
    }),
    method("include?", 1, 1, include),
    method("member?", 1, 1, include),
    method("any?", 0, 1, |me, call| Ok(Value::Bool(counted(me, &call, Some(1))? > 0))),
    method("none?", 0, 1, |me, call| Ok(Value::Bool(counted(me, &call, Some(1))? == 0))),
    method("one?", 0, 1, |me, call| Ok(Value::Bool(counted(me, &call, Some(2))? == 1))),
    method("all?", 0, 1, |me, call| {
        for item in me.own_items(&call)? {
            if !holds(me, &call, item)? {
                return Ok(Value::Bool(false));
            }
        }
        Ok(Value::Bool(true))
    }),
    method("count", 0, 1, |me, call| {
        if call.given(0) || call.arguments.block.is_some() {
            return Ok(Value::int(counted(me, &call, None)?));
        }
        Ok(Value::int(me.own_items(&call)?.len()))
    }),
    method("uniq", 0, 0, uniq),
    method("tally", 0, 0, tally),
    going("group_by", 0, 0, group_by),
    method("chunk_while", 0, 0, |me, call| split_where(me, &call, false)),
    method("slice_when", 0, 0, |me, call| split_where(me, &call, true)),
];

fn chosen<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    wanted: bool,
) -> Eval<'pr> {
    let (block, items) = (call.block()?, interpreter.own_items(call)?);
    let mut kept = Vec::new();
    for item in items {
        if interpreter.give(&block, item.clone())?.truthy() == wanted {
            kept.push(item);
        }
    }
    interpreter.array(kept, call.span)
}

fn matching<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    wanted: bool,
) -> Eval<'pr> {
    let (items, pattern) = (interpreter.own_items(call)?, call.argument(0));
    let mut kept = Vec::new();
    for item in items {
        if interpreter.case_equal(&pattern, &item, call.span)? == wanted {
            kept.push(match &call.arguments.block {
                Some(block) => interpreter.give(block, item)?,
                None => item,
            });
        }
    }
    interpreter.array(kept, call.span)
}

fn find<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let (block, items) = (call.block()?, interpreter.own_items(&call)?);
    for item in items {
        if interpreter.give(&block, item.clone())?.truthy() {
            return Ok(item);
        }
    }
    Ok(Value::Nil)
}

/// Whether an item is what the call asks for: by pattern, by block, or by being true.
fn holds<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    item: Value<'pr>,
) -> Result<bool, Flow<'pr>> {
    interpreter.meter.step(call.span)?;
    if call.given(0) {
        let pattern = call.argument(0);
        return match call.name.as_str() {
            "count" | "index" | "find_index" => interpreter.equal(&pattern, &item, call.span),
            _ => interpreter.case_equal(&pattern, &item, call.span),
        };
    }
    match &call.arguments.block {
        Some(block) => Ok(interpreter.give(block, item)?.truthy()),
        None => Ok(item.truthy()),
    }
}

/// How many items are asked for; no more than `most` are looked for.
fn counted<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    most: Option<usize>,
) -> Result<usize, Flow<'pr>> {
    let mut count = 0;
    for item in interpreter.own_items(call)? {
        count += usize::from(holds(interpreter, call, item)?);
        if Some(count) == most {
            break;
        }
    }
    Ok(count)
}

fn index<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    for (index, item) in interpreter.own_items(&call)?.into_iter().enumerate() {
        if holds(interpreter, &call, item)? {
            return Ok(Value::int(index));
        }
    }
    Ok(Value::Nil)
}

fn first<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let items = interpreter.own_items(&call)?;
    if !call.given(0) {
        return Ok(items.into_iter().next().unwrap_or(Value::Nil));
    }
    let many = call.size(0)?;
    interpreter.array(items.into_iter().take(many).collect(), call.span)
}

type Items<'pr> = Vec<Value<'pr>>;

/// The items, and how many of them the block holds for before the first that it does not.
fn leading<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
) -> Result<(Items<'pr>, usize), Flow<'pr>> {
    let (block, items) = (call.block()?, interpreter.own_items(call)?);
    for (index, item) in items.iter().enumerate() {
        if !interpreter.give(&block, item.clone())?.truthy() {
            return Ok((items, index));
        }
    }
    let all = items.len();
    Ok((items, all))
}

fn include<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let wanted = call.argument(0);
    for item in interpreter.own_items(&call)? {
        interpreter.meter.step(call.span)?;
        if interpreter.equal(&item, &wanted, call.span)? {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

/// The items by what the block makes of them (or by themselves), in order.
fn grouped<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    block: Option<&std::rc::Rc<Proc<'pr>>>,
) -> Result<IndexMap<Value<'pr>, Items<'pr>>, Flow<'pr>> {
    let mut groups: IndexMap<Value, Items> = IndexMap::new();
    for item in interpreter.own_items(call)? {
        let key = match block {
            Some(block) => interpreter.give(block, item.clone())?,
            None => item.clone(),
        };
        let key = interpreter.key(key, call.span)?;
        interpreter.meter.make(2 * size_of::<Value>(), call.span)?;
        groups.entry(key).or_default().push(item);
    }
    Ok(groups)
}

fn uniq<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let groups = grouped(interpreter, &call, call.arguments.block.as_ref())?;
    let firsts = groups.into_values().filter_map(|items| items.into_iter().next());
    interpreter.array(firsts.collect(), call.span)
}

fn tally<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let groups = grouped(interpreter, &call, None)?;
    let counts = groups.into_iter().map(|(key, items)| (key, Value::int(items.len())));
    interpreter.hash(counts.collect(), call.span)
}

fn group_by<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let groups = grouped(interpreter, &call, Some(&call.block()?))?;
    let mut pairs = Vec::new();
    for (key, items) in groups {
        pairs.push((key, interpreter.array(items, call.span)?));
    }
    interpreter.hash(pairs, call.span)
}

/// Groups of neighbours: a new one starts where the block says `wanted` of two of them.
fn split_where<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    wanted: bool,
) -> Eval<'pr> {
    let (block, items) = (call.block()?, interpreter.own_items(call)?);
    let (mut groups, mut group): (Items, Items) = (Vec::new(), Vec::new());
    for item in items {
        if let Some(before) = group.last().cloned() {
            let answer = interpreter.call_proc(&block, vec![before, item.clone()])?;
            if answer.truthy() == wanted {
                groups.push(interpreter.array(std::mem::take(&mut group), call.span)?);
            }
        }
        group.push(item);
    }
    if !group.is_empty() {
        groups.push(interpreter.array(group, call.span)?);
    }
    interpreter.array(groups, call.span)
}
