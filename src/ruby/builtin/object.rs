//! What every value answers to, and what has an order; ranges, blocks, classes.

use std::rc::Rc;

use super::row::{Caller, Each, Items, Label, Needed, Row, Size, rows};
use crate::ruby::expr::{Code, Expr, Node, Owner, Takes, Target, Variable};
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
    "&" |m, of: Value, other: Value| of.truthy() && other.truthy();
    "|" |m, of: Value, other: Value| of.truthy() || other.truthy();
    "to_a" |m, of: Value| m.spread(of)?;
    "freeze" |m, of: Value| of;
    "dup" |m, of: Value| m.duplicate(of)?;
    "tap" |m, of: Value, block: Needed| { m.call_block(block.0, &[of])?; of };
    "then" |m, of: Value, block: Needed| m.call_block(block.0, &[of])?;
    "is_a? kind_of?" |m, of: Value, class: Class| m.is_a(of, class.0);
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

pub(super) const MODULE: &[Row] = rows! {
    "attr_reader" |m, of: Class, names: Vec<Label>| for Label(name) in names { reader(m, of, &name)?; };
    "attr_writer" |m, of: Class, names: Vec<Label>| for Label(name) in names { writer(m, of, &name)?; };
    "attr_accessor" |m, of: Class, names: Vec<Label>| for Label(name) in names {
        reader(m, of, &name)?;
        writer(m, of, &name)?;
    };
    "private" |m, _of: Class, names: Vec<Value>| names.first().copied();
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

/// `def name = @name`.
fn reader(m: &mut Machine, of: Class, name: &str) -> Eval {
    let body = Node::Read(variable(m, name)?);
    let name = m.names.name(name);
    attribute(m, of, name, Vec::new(), body)
}

/// `def name=(value) = @name = value`.
fn writer(m: &mut Machine, of: Class, name: &str) -> Eval {
    let value = Variable::Local(m.names.name("value"), 0);
    let target = Target::Variable(variable(m, name)?);
    let given = Expr { span: m.at, node: Node::Read(value) };
    let body = Node::Write(Box::new(target), Box::new(given));
    let name = m.names.name(&format!("{name}="));
    attribute(m, of, name, vec![(Target::Variable(value), Takes::Value)], body)
}

fn variable(m: &mut Machine, name: &str) -> Eval<Variable> {
    m.room(3 * name.len())?;
    Ok(Variable::Instance(m.names.name(&format!("@{name}"))))
}

fn attribute(
    m: &mut Machine,
    of: Class,
    name: Name,
    parameters: Vec<(Target, Takes)>,
    node: Node,
) -> Eval {
    let span = m.at;
    let code = Code { span, parameters, body: Expr { span, node } };
    m.add_method(of.0, Owner::Objects, name, Rc::new(code))
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
            let new = Rc::clone(m.str(new));
            new.as_str().clone_into(m.str_mut(old, new.len())?);
        }
        (Value::Array(old), Value::Array(new)) => {
            let new = Rc::clone(m.items(new));
            *m.items_mut(old, new.len())? = new.to_vec();
        }
        (Value::Hash(old), Value::Hash(new)) => {
            let new = Rc::clone(m.pairs(new));
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
            Value::Str(id) => self.shared_text(Rc::clone(self.str(id))),
            Value::Array(id) => self.array(self.items(id).to_vec()),
            Value::Hash(id) => {
                let pairs = Rc::clone(self.pairs(id));
                let copy = self.hash(Vec::new())?;
                if let Value::Hash(copy) = copy {
                    self.pairs_mut(copy, pairs.map.len())?.clone_from(&pairs);
                }
                Ok(copy)
            }
            other => Ok(other),
        }
    }
}
