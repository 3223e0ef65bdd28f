//! What every value answers to, and what has an order; ranges, blocks, classes.

use std::rc::Rc;

use super::row::{Each, Items, Row, Size, rows};
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
    "last" |m, of: Items, many: Option<Size>| match many {
        Some(many) => m.array(of[of.len().saturating_sub(many.0)..].to_vec())?,
        None => of.last().copied().unwrap_or_default(),
    };
    "size" |m, of: Items| of.len();
    "include? member?" |m, range: Range, item: Value| included(m, range, item)?;
    "step" |m, of: Items, by: Size<1>, block: Each| {
        for item in of.iter().step_by(by.0) {
            m.call_block(block.0, &[*item])?;
        }
    };
};

pub(super) const MODULE: &[Row] = rows! {
    "attr_reader" |m, of: Class, names: Vec<Name>| for name in names { reader(m, of, name)?; };
    "attr_writer" |m, of: Class, names: Vec<Name>| for name in names { writer(m, of, name)?; };
    "attr_accessor" |m, of: Class, names: Vec<Name>| for name in names {
        reader(m, of, name)?;
        writer(m, of, name)?;
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
fn reader(m: &mut Machine, of: Class, name: Name) -> Eval {
    let body = Node::Read(variable(m, name)?);
    attribute(m, of, name, Vec::new(), body)
}

/// `def name=(value) = @name = value`.
fn writer(m: &mut Machine, of: Class, name: Name) -> Eval {
    let value = Variable::Local(m.names.name("value"), 0);
    let target = Target::Variable(variable(m, name)?);
    let given = Expr { span: m.at, node: Node::Read(value) };
    let body = Node::Write(Box::new(target), Box::new(given));
    let setter = m.names.name(&format!("{}=", m.names.text(name)));
    attribute(m, of, setter, vec![(Target::Variable(value), Takes::Value)], body)
}

fn variable(m: &mut Machine, name: Name) -> Eval<Variable> {
    let name = format!("@{}", m.names.text(name));
    m.room(3 * name.len())?;
    Ok(Variable::Instance(m.names.name(&name)))
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
