//! Variables and constants, and every kind of assignment. `x += 1` becomes `x = x + 1`, and what it
//! is an update of is evaluated once.

use ruby_prism::{ArgumentsNode, ConstantId, Node as Prism, NodeList};

use super::lowering::{Lowering, expr, first, read, write};
use crate::ruby::expr::{Expr, Node, Target, Variable};
use crate::ruby::parse::{self, text};
use crate::ruby::refused;
use crate::ruby::value::Value;
use crate::source::Span;

impl Lowering {
    /// The value of a name, or an assignment; `None` when the node is neither.
    pub(super) fn assignment(&mut self, node: &Prism, span: Span) -> Option<Node> {
        first! { node:
            as_local_variable_read_node(it) => {
                let name = self.name(it.name().as_slice());
                self.read.insert(name);
                Node::Read(Variable::Local(name, it.depth()))
            },
            as_local_variable_write_node(it) => {
                let name = self.name(it.name().as_slice());
                self.assigned.push((name, parse::span(&it.name_loc())));
                write(Variable::Local(name, it.depth()), self.lower(&it.value()))
            },
            as_local_variable_operator_write_node(it) => {
                let operator = it.binary_operator();
                self.update(&it.name(), Some(it.depth()), Some(&operator), &it.value(), span)
            },
            as_local_variable_or_write_node(it) =>
                self.update(&it.name(), Some(it.depth()), None, &it.value(), span),
            as_instance_variable_read_node(it) => {
                self.facts.name(span, true);
                Node::Read(self.variable(&it.name(), None))
            },
            as_instance_variable_write_node(it) => {
                let value = self.lower(&it.value());
                write(self.instance(&it.name()), value)
            },
            as_instance_variable_operator_write_node(it) =>
                self.update(&it.name(), None, Some(&it.binary_operator()), &it.value(), span),
            as_instance_variable_or_write_node(it) =>
                self.update(&it.name(), None, None, &it.value(), span),
            as_index_operator_write_node(it) => {
                let item = (self.lower(&it.receiver()?), self.index(it.arguments())?);
                self.update_of_item(item, Some(&it.binary_operator()), &it.value(), span)
            },
            as_index_or_write_node(it) => {
                let item = (self.lower(&it.receiver()?), self.index(it.arguments())?);
                self.update_of_item(item, None, &it.value(), span)
            },
            as_constant_read_node(it) => {
                self.facts.name(span, false);
                Node::Constant(None, self.name(it.name().as_slice()))
            },
            as_constant_path_node(it) => {
                let around = it.parent().map(|parent| Box::new(self.lower(&parent)));
                Node::Constant(around, self.name(it.name()?.as_slice()))
            },
            as_constant_write_node(it) => {
                let target = Target::Constant(self.define(it.name().as_slice()));
                write(target, self.lower(&it.value()))
            },
            as_multi_write_node(it) => {
                let value = self.lower(&it.value());
                write(self.many(&it.lefts(), it.rest(), &it.rights())?, value)
            },
            as_numbered_reference_read_node(it) => {
                let group = expr(span, Node::Literal(Value::int(it.number() as usize)));
                let found = || read(span, Variable::Match);
                Node::And(Box::new((found(), self.send(found(), "[]", vec![group]))))
            },
            as_global_variable_read_node(it) => match &*text(it.name().as_slice()) {
                "$~" => Node::Read(Variable::Match),
                name => {
                    self.facts.name(span, true);
                    self.findings.push(refused::finding(name, name, span)?);
                    Node::Refused
                }
            },
        }
        None
    }

    /// A variable so many blocks out, or an instance variable.
    fn variable(&mut self, name: &ConstantId, out: Option<u32>) -> Variable {
        let name = self.name(name.as_slice());
        out.map_or(Variable::Instance(name), |out| Variable::Local(name, out))
    }

    /// An instance variable that is set.
    fn instance(&mut self, name: &ConstantId) -> Variable {
        Variable::Instance(self.define(name.as_slice()))
    }

    /// The one index between brackets.
    fn index(&mut self, arguments: Option<ArgumentsNode>) -> Option<Expr> {
        let mut indices = self.arguments(arguments);
        indices.pop().filter(|_| indices.is_empty())
    }

    /// `variable += value`, or `||=` where there is no operator.
    fn update(
        &mut self,
        name: &ConstantId,
        out: Option<u32>,
        operator: Option<&ConstantId>,
        value: &Prism,
        span: Span,
    ) -> Node {
        let variable = match out {
            Some(_) => self.variable(name, out),
            None => self.instance(name),
        };
        let (old, value) = (read(span, variable), self.lower(value));
        self.updated(old, operator, value, |_, new| expr(span, write(variable, new)))
    }

    /// `receiver[index] += value`, `receiver[index] ||= value`.
    fn update_of_item(
        &mut self,
        (receiver, index): (Expr, Expr),
        operator: Option<&ConstantId>,
        value: &Prism,
        span: Span,
    ) -> Node {
        let (keep_receiver, receiver) = self.kept(receiver);
        let (keep_index, index) = self.kept(index);
        let (receiver, index) = (|| read(span, receiver), || read(span, index));
        let old = self.send(receiver(), "[]", vec![index()]);
        let value = self.lower(value);
        let updated = self.updated(old, operator, value, |me, new| {
            me.send(receiver(), "[]=", vec![index(), new])
        });
        Node::Sequence(vec![keep_receiver, keep_index, expr(span, updated)])
    }

    /// The new value is written, unless `||=` leaves the old one.
    fn updated(
        &mut self,
        old: Expr,
        operator: Option<&ConstantId>,
        value: Expr,
        write: impl FnOnce(&mut Self, Expr) -> Expr,
    ) -> Node {
        let Some(operator) = operator else {
            return Node::Or(Box::new((old, write(self, value))));
        };
        let new = self.send(old, &text(operator.as_slice()), vec![value]);
        write(self, new).node
    }

    /// What a value is given to: a variable, a parameter, several of them.
    pub(super) fn target(&mut self, node: &Prism) -> Option<Target> {
        first! { node:
            as_local_variable_target_node(it) => Target::Variable(self.variable(&it.name(), Some(it.depth()))),
            as_required_parameter_node(it) => Target::Variable(self.variable(&it.name(), Some(0))),
            as_instance_variable_target_node(it) => Target::Variable(self.instance(&it.name())),
            as_multi_target_node(it) => self.many(&it.lefts(), it.rest(), &it.rights())?,
            as_implicit_rest_node(_) => Target::Rest(None),
            as_splat_node(it) => Target::Rest(match it.expression() {
                Some(inner) => Some(Box::new(self.target(&inner)?)),
                None => None,
            }),
        }
        None
    }

    fn many(&mut self, first: &NodeList, rest: Option<Prism>, last: &NodeList) -> Option<Target> {
        let nodes = first.iter().chain(rest).chain(last.iter());
        nodes.map(|node| self.target(&node)).collect::<Option<_>>().map(Target::Many)
    }
}
