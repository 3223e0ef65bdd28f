//! What every value answers to; ranges and blocks.

use std::rc::Rc;

use super::row::{Block, Caller, Each, Items, Needed, Row, Size, rows};
use crate::diagnostic::{Code, Diagnostic};
use crate::ruby::arguments::Arguments;
use crate::ruby::machine::{Does, Eval, Machine};
use crate::ruby::value::{Enumerator, Id, Name, Range, Value};
use crate::ruby::walk::Walk;

pub(super) const ANY: &[Row] = rows! {
    "to_s" |m, of: Value| m.to_s(of)?;
    "inspect" |m, of: Value| m.inspect(of)?;
    "nil?" |m, of: Value| of == Value::Nil;
    "==" |m, of: Value, other: Value| m.equal(of, other)?;
    "!=" |m, of: Value, other: Value| !m.equal(of, other)?;
    "===" |m, of: Value, other: Value| m.case_equal(of, other)?;
    "eql?" |m, of: Value, other: Value| m.key(of)? == m.key(other)?;
    "equal?" |m, of: Value, other: Value| of == other;
    "<=>" |m, of: Value, other: Value| m.compare(of, other)?.map(|order| order as i64);
    "=~" |m, _of: Value, _other: Value| Value::Nil;
    "!" |m, of: Value| !of.truthy();
    "!~" |m, of: Value, other: Value| !m.send(of, "=~", &[other])?.truthy();
    "&" |m, of: Value, other: Value| of.truthy() && other.truthy();
    "|" |m, of: Value, other: Value| of.truthy() || other.truthy();
    "^" |m, of: Value, other: Value| of.truthy() != other.truthy();
    "to_a" |m, of: Value| m.spread(of)?;
    "freeze" |m, of: Value| { m.freeze(of); of };
    "frozen?" |m, of: Value| m.is_frozen(of);
    "dup" |m, of: Value| m.duplicate(of)?;
    "tap" |m, of: Value, block: Needed| { m.call_block(block.0, &[of])?; of };
    "then yield_self" |m, of: Value, block: Needed| m.call_block(block.0, &[of])?;
    "class" |m, of: Value| class_of(m, of)?;
    "is_a? kind_of?" |m, of: Value, class: Value| is_a(m, of, class)?;
    "instance_of?" |m, of: Value, class: Value| class_of(m, of)? == class;
    "respond_to?" |m, of: Value, name: Name, _private: Option<Value>| m.answers(of, name)?;
    "send public_send" |m, of: Value, name: Name, _values: Vec<Value>, call: Caller| {
        let mut arguments = call.arguments;
        arguments.values.remove(0);
        arguments.spans.clear();
        m.call_as(of, name, arguments)?
    };
    "method" |m, of: Value, name: Name| Value::Block(m.block(m.at, Does::Method(of, name))?);
    "to_enum enum_for" |m, of: Value, name: Option<Name>, values: Vec<Value>| {
        let method = name.unwrap_or_else(|| m.names.name("each"));
        m.enumerator(Enumerator { receiver: of, method, values: values.into() })?
    };
    "instance_eval" |m, of: Value, values: Vec<Value>, call: Block| {
        let Some(block) = call.0 else {
            let message = "`instance_eval` runs text as a program, which a sheet may not do";
            let finding = Diagnostic::new(Code::UnsupportedRuby, message).at(m.at, "");
            return Err(finding.hint("give it a block").into());
        };
        let values = if values.is_empty() { vec![of] } else { values };
        m.call_block_as(block, Arguments::of(&values), Some(of))?
    };
};

pub(super) const RANGE: &[Row] = rows! {
    "begin" |m, range: Range| range.first;
    "end" |m, range: Range| range.last;
    "last" |m, of: Items, many: Size| of[of.len().saturating_sub(many.0)..].to_vec();
    "size count" |m, of: Items, block: Block| match block.0 {
        None => of.len(),
        Some(block) => {
            let mut count = 0;
            for item in of.iter() {
                count += usize::from(m.call_block(block, &[*item])?.truthy());
            }
            count
        }
    };
    "include? member? cover? ===" |m, range: Range, item: Value| m.covers(range, item)?;
    "step %" |m, of: Walk, by: Size, block: Each| {
        let (mut walk, mut at) = (of, 0);
        while let Some(item) = walk.next(m)? {
            if at % by.0.max(1) == 0 {
                m.call_block(block.0, &[item])?;
            }
            at += 1;
        }
    };
};

pub(super) const BLOCK: &[Row] = rows! {
    "call [] ===" |m, of: Called, _values: Vec<Value>, call: Caller|
        m.call_block_as(of.0, call.arguments, None)?;
    "to_proc" |m, of: Value| of;
};

pub(super) const PROC: &[Row] = rows! {
    "new" |m, _class: Value, block: Needed| Value::Block(block.0);
};

/// A block as a value.
struct Called(Id);

impl super::row::Typed for Called {
    const IS: &'static str = "a block";

    fn of(_: &mut Machine, value: Value) -> Eval<Option<Self>> {
        Ok(if let Value::Block(id) = value { Some(Self(id)) } else { None })
    }
}

fn class_of(m: &mut Machine, value: Value) -> Eval {
    if let Value::Object(id) = value {
        return Ok(Value::Module(m.object_of(id).class));
    }
    let name = m.class_of(value);
    let known = super::native::module_named(&name).unwrap_or("Object");
    m.native(known).map(Value::Module)
}

fn is_a(m: &mut Machine, value: Value, class: Value) -> Eval<bool> {
    match class {
        Value::Module(class) => m.is_a(value, class),
        other => {
            let message = format!("a class is asked for here, not {}", other.kind().described());
            Err(m.raise("TypeError", message))
        }
    }
}

impl Machine<'_> {
    /// A copy of a value, which can be changed.
    pub(crate) fn duplicate(&mut self, value: Value) -> Eval {
        match value {
            Value::Str(id) => self.shared_text(Rc::clone(self.str(id))),
            Value::Array(id) => self.array(self.items(id).to_vec()),
            Value::Set(id) => {
                let items: Vec<_> = self.pairs(id).map.values().map(|(item, _)| *item).collect();
                self.set(&items)
            }
            Value::Hash(id) => {
                let pairs = Rc::clone(self.pairs(id));
                let copy = self.hash(pairs.map.values().copied().collect())?;
                if let Value::Hash(copy) = copy {
                    self.pairs_mut(copy, 0)?.default = pairs.default;
                }
                Ok(copy)
            }
            Value::Object(id) => {
                let (class, variables) =
                    (self.object_of(id).class, self.object_of(id).variables.clone());
                self.room(variables.len() * 64)?;
                let copy = self.object(class)?;
                if let Value::Object(copy) = copy {
                    self.object_mut(copy).variables = variables;
                }
                Ok(copy)
            }
            other => Ok(other),
        }
    }
}
