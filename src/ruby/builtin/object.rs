//! What every value answers to, and what has an order; ranges, blocks, classes.

use super::row::{Caller, Each, Items, Label, Needed, Row, Size, rows};
use crate::ruby::machine::{Eval, Machine, Method};
use crate::ruby::value::{Id, Range, Value};

pub(super) const ANY: &[Row] = rows! {
    "to_s" |m, of: Value| m.to_s(of)?;
    "inspect" |m, of: Value| m.inspect(of)?;
    "nil?" |m, of: Value| of == Value::Nil;
    "==" |m, of: Value, other: Value| m.equal(of, other)?;
    "!=" |m, of: Value, other: Value| !m.equal(of, other)?;
    "===" |m, of: Value, other: Value| m.case_equal(of, other)?;
    "<=>" |m, of: Value, other: Value| m.compare(of, other)?.map(|order| order as i64);
    "!" |m, of: Value| !of.truthy();
    "&" |m, of: Value, other: Value| of.truthy() && other.truthy();
    "|" |m, of: Value, other: Value| of.truthy() || other.truthy();
    "to_a" |m, of: Value| m.spread(of)?;
    "freeze" |m, of: Value| of;
    "dup" |m, of: Value| m.duplicate(of)?;
    "tap" |m, of: Value, block: Needed| { m.call_block(block.0, &[of])?; of };
    "then" |m, of: Value, block: Needed| m.call_block(block.0, &[of])?;
    "is_a? kind_of?" |m, of: Value, class: Class| m.is_a(of, class.0)?;
};

pub(super) const ORDERED: &[Row] = rows! {
    "<" |m, a: Value, b: Value| m.ordered(a, b)?.is_lt();
    "<=" |m, a: Value, b: Value| m.ordered(a, b)?.is_le();
    ">" |m, a: Value, b: Value| m.ordered(a, b)?.is_gt();
    ">=" |m, a: Value, b: Value| m.ordered(a, b)?.is_ge();
};

pub(super) const RANGE: &[Row] = rows! {
    "last" |m, of: Items, many: Option<Size>| match many {
        Some(many) => m.array(of[of.len().saturating_sub(many.0)..].to_vec())?,
        None => of.last().copied().unwrap_or_default(),
    };
    "size" |m, of: Items| of.len();
    "include? member? cover?" |m, range: Range, item: Value| m.covers(range, item)?;
    "step" |m, of: Items, by: Size, block: Each| {
        for item in of.iter().step_by(by.0.max(1)) {
            m.call_block(block.0, &[*item])?;
        }
    };
};

pub(super) const BLOCK: &[Row] = rows! {
    "call []" |m, of: Value, _values: Vec<Value>, call: Caller| match of {
        Value::Block(id) => m.call_block_with(id, call.arguments)?,
        _ => Value::Nil,
    };
};

pub(super) const MODULE: &[Row] = rows! {
    "attr_reader" |m, of: Class, names: Vec<Label>| attributes(m, of, &names, true, false)?;
    "attr_writer" |m, of: Class, names: Vec<Label>| attributes(m, of, &names, false, true)?;
    "attr_accessor" |m, of: Class, names: Vec<Label>| attributes(m, of, &names, true, true)?;
    "private public protected private_class_method private_constant"
        |m, _of: Class, names: Vec<Value>| names.first().copied();
};

/// A class or module.
#[derive(Clone, Copy)]
struct Class(Id);

impl super::row::Typed for Class {
    const IS: &'static str = "a class or module";

    fn of(_: &mut Machine, value: Value) -> Eval<Option<Self>> {
        Ok(if let Value::Module(id) = value { Some(Self(id)) } else { None })
    }
}

fn attributes(m: &mut Machine, of: Class, names: &[Label], reads: bool, writes: bool) -> Eval<()> {
    for Label(name) in names {
        m.room(3 * name.len())?;
        let variable = m.names.name(&format!("@{name}"));
        if writes {
            let setter = m.names.name(&format!("{name}="));
            m.add_method(of.0, false, setter, Method::Write(variable))?;
        }
        if reads {
            let reader = m.names.name(name);
            m.add_method(of.0, false, reader, Method::Read(variable))?;
        }
    }
    Ok(())
}

/// `name!`: what `name` makes of a value becomes the value; `nil` where nothing changes, for those
/// that say so.
pub(super) fn changed(m: &mut Machine, of: Value, call: Caller) -> Eval {
    let name = m.names.text(call.name);
    let tells = !["map!", "sort!", "sort_by!", "reverse!", "merge!"].contains(&&*name);
    let plain = m.names.name(name.trim_end_matches('!'));
    let new = m.call_on(of, plain, call.arguments)?;
    if tells && m.equal(of, new)? {
        return Ok(Value::Nil);
    }
    match (of, new) {
        (Value::Str(old), Value::Str(new)) => {
            let new = std::rc::Rc::clone(m.str(new));
            new.as_str().clone_into(m.str_mut(old, new.len())?);
        }
        (Value::Array(old), Value::Array(new)) => {
            let new = std::rc::Rc::clone(m.items(new));
            *m.items_mut(old, new.len())? = new.to_vec();
        }
        (Value::Hash(old), Value::Hash(new)) => {
            let new = std::rc::Rc::clone(m.pairs(new));
            m.pairs_mut(old, new.map.len())?.map.clone_from(&new.map);
        }
        _ => {}
    }
    Ok(of)
}

impl Machine<'_> {
    /// A copy of a value, which can be changed.
    pub(crate) fn duplicate(&mut self, value: Value) -> Eval {
        match value {
            Value::Str(id) => self.shared_text(std::rc::Rc::clone(self.str(id))),
            Value::Array(id) => self.array(self.items(id).to_vec()),
            Value::Hash(id) => {
                let pairs = std::rc::Rc::clone(self.pairs(id));
                let copy = self.hash(pairs.map.values().copied().collect())?;
                if let Value::Hash(copy) = copy {
                    self.pairs_mut(copy, 0)?.default = pairs.default;
                }
                Ok(copy)
            }
            other => Ok(other),
        }
    }
}
