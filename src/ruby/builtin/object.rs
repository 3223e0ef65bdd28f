//! What every value answers to, and what has an order; ranges, blocks, classes.

use std::rc::Rc;

use super::row::{Class, Each, Row, Size, rows};
use crate::ruby::frame::Method;
use crate::ruby::machine::{Eval, Machine};
use crate::ruby::value::{Id, Name, Range, Value};

pub(super) const ANY: &[Row] = rows! {
    "to_s" |m, of: Value| m.to_s(of)?;
    "inspect" |m, of: Value| m.inspect(of)?;
    "nil?" |m, of: Value| of == Value::Nil;
    "==" |m, of: Value, other: Value| m.equal(of, other)?;
    "!=" |m, of: Value, other: Value| !m.equal(of, other)?;
    "===" |m, of: Value, other: Value| m.case_equal(of, other)?;
    "<=>" |m, of: Value, other: Value| m.compare(of, other)?.map(|order| order as i64);
    "!" |m, of: Value| !of.truthy();
    "to_a" |m, of: Value| m.spread(of)?;
    "freeze" |m, of: Value| { m.freeze(of)?; of };
    "dup" |m, of: Value| m.duplicate(of)?;
    "is_a?" |m, of: Value, class: Class| m.is_a(of, class.0);
};

pub(super) const ORDERED: &[Row] = rows! {
    "<" |m, a: Value, b: Value| m.ordered(a, b)?.is_lt();
    "<=" |m, a: Value, b: Value| m.ordered(a, b)?.is_le();
    ">" |m, a: Value, b: Value| m.ordered(a, b)?.is_gt();
    ">=" |m, a: Value, b: Value| m.ordered(a, b)?.is_ge();
};

pub(super) const RANGE: &[Row] = rows! {
    "include?" |m, range: Range, item: Value| included(m, range, item)?;
    "step" |m, range: Value, by: Size<1>, block: Each| {
        for item in m.spread(range)?.iter().step_by(by.0) {
            m.call_block(block.0, &[*item])?;
        }
        range
    };
};

pub(super) const MODULE: &[Row] = rows! {
    "attr_reader" |m, of: Class, names: Vec<Name>| for name in names { m.attribute(of.0, name, "", Method::Reads)?; };
    "attr_accessor" |m, of: Class, names: Vec<Name>| for name in names {
        m.attribute(of.0, name, "", Method::Reads)?;
        m.attribute(of.0, name, "=", Method::Writes)?;
    };
    "private" |m, _of: Class, names: Vec<Value>| names.first().copied();
};

/// Whether a range of numbers covers a number, or a range of letters has a letter.
fn included(m: &mut Machine, range: Range, item: Value) -> Eval<bool> {
    let Value::Str(_) = range.first else { return m.covers(range, item) };
    for letter in m.items_of_range(range)? {
        if m.equal(letter, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Machine<'_> {
    /// Calls a block with each item.
    pub(super) fn send_each(&mut self, of: Value, block: Id) -> Eval<()> {
        for item in self.spread(of)?.iter() {
            self.call_block(block, &[*item])?;
        }
        Ok(())
    }

    /// What the block makes of each item; the items themselves where there is none.
    pub(super) fn mapped(&mut self, of: &[Value], block: Option<Id>) -> Eval<Vec<Value>> {
        let Some(block) = block else { return Ok(of.to_vec()) };
        of.iter().map(|item| self.call_block(block, &[*item])).collect()
    }

    /// A copy of a value, which can be changed.
    fn duplicate(&mut self, value: Value) -> Eval {
        match value {
            Value::Str(id) => self.shared_text(Rc::clone(self.str(id))),
            Value::Array(id) => self.array(self.items(id).to_vec()),
            Value::Hash(id) => self.shared_pairs(Rc::clone(self.pairs(id))),
            other => Ok(other),
        }
    }
}
