//! Variables and constants, and every kind of assignment. `x += 1` becomes `x = x + 1`, and what it
//! is an update of is evaluated once.

use ruby_prism::{Node as Prism, NodeList};

use super::lowering::{Lowering, expr, write};
use crate::ruby::expr::{Expr, Node, Target, Variable};
use crate::ruby::parse::text;
use crate::ruby::refused;
use crate::ruby::value::Value;
use crate::source::Span;

/// What an assignment does with the old value.
enum Update {
    /// `=`.
    Plain,
    /// `+=` and its kin.
    Operator(String),
    /// `||=`.
    Or,
}

/// Target, update and value in whichever of these nodes it is: of `=`, of `+=`, of `||=`.
macro_rules! assigned {
    ($node:ident, |$write:ident| $to:expr, $($plain:ident)?, $operator:ident, $or:ident) => {
        $(if let Some($write) = $node.$plain() {
            return Some(($to, Update::Plain, $write.value()));
        })?
        if let Some($write) = $node.$operator() {
            let operator = text($write.binary_operator().as_slice());
            return Some(($to, Update::Operator(operator), $write.value()));
        }
        if let Some($write) = $node.$or() {
            return Some(($to, Update::Or, $write.value()));
        }
    };
}

impl Lowering {
    /// The value of a name, or an assignment; `None` when the node is neither.
    pub(super) fn variable(&mut self, node: &Prism, span: Span) -> Option<Expr> {
        let lowered = match node {
            Prism::LocalVariableReadNode { .. } => {
                let read = node.as_local_variable_read_node()?;
                Node::Read(Variable::Local(self.name(read.name().as_slice()), read.depth()))
            }
            Prism::InstanceVariableReadNode { .. } => Node::Read(Variable::Instance(
                self.name(node.as_instance_variable_read_node()?.name().as_slice()),
            )),
            Prism::ConstantReadNode { .. } => {
                Node::Constant(None, self.name(node.as_constant_read_node()?.name().as_slice()))
            }
            Prism::ConstantPathNode { .. } => {
                let path = node.as_constant_path_node()?;
                let around = path.parent().map(|parent| Box::new(self.lower(&parent)));
                Node::Constant(around, self.name(path.name()?.as_slice()))
            }
            Prism::ConstantWriteNode { .. } => {
                let constant = node.as_constant_write_node()?;
                let name = self.name(constant.name().as_slice());
                let value = self.lower(&constant.value());
                Node::Write(Box::new(Target::Constant(name)), Box::new(value))
            }
            Prism::GlobalVariableReadNode { .. } => {
                let name = text(node.as_global_variable_read_node()?.name().as_slice());
                if name == "$~" {
                    return Some(expr(span, Node::Read(Variable::Match)));
                }
                self.findings.push(refused::finding(&name, &name, span)?);
                Node::Refused
            }
            Prism::NumberedReferenceReadNode { .. } => {
                let group = node.as_numbered_reference_read_node()?.number() as usize;
                let group = expr(span, Node::Literal(Value::int(group)));
                let found = || expr(span, Node::Read(Variable::Match));
                let value = self.send(found(), "[]", vec![group], span);
                Node::And(Box::new((found(), value)))
            }
            Prism::MultiWriteNode { .. } => {
                let many = node.as_multi_write_node()?;
                let value = self.lower(&many.value());
                let target = self.many(&many.lefts(), many.rest(), &many.rights())?;
                Node::Write(Box::new(target), Box::new(value))
            }
            _ => return self.assignment(node, span),
        };
        Some(expr(span, lowered))
    }

    /// `name = value`, `name += value`, `item[index] ||= value`.
    fn assignment(&mut self, node: &Prism, span: Span) -> Option<Expr> {
        let Some((variable, update, value)) = self.of_variable(node) else {
            return self.update_of_item(node, span);
        };
        let (old, value) = (expr(span, Node::Read(variable)), self.lower(&value));
        Some(self.updated(&update, old, value, span, |_, value| write(span, variable, value)))
    }

    fn of_variable<'pr>(&mut self, node: &Prism<'pr>) -> Option<(Variable, Update, Prism<'pr>)> {
        assigned!(
            node,
            |write| Variable::Local(self.name(write.name().as_slice()), write.depth()),
            as_local_variable_write_node,
            as_local_variable_operator_write_node,
            as_local_variable_or_write_node
        );
        assigned!(
            node,
            |write| Variable::Instance(self.name(write.name().as_slice())),
            as_instance_variable_write_node,
            as_instance_variable_operator_write_node,
            as_instance_variable_or_write_node
        );
        None
    }

    /// The new value is written unless `||=` leaves the old one.
    fn updated(
        &mut self,
        update: &Update,
        old: Expr,
        value: Expr,
        span: Span,
        write: impl FnOnce(&mut Self, Expr) -> Expr,
    ) -> Expr {
        match update {
            Update::Plain => write(self, value),
            Update::Operator(operator) => {
                let new = self.send(old, operator, vec![value], span);
                write(self, new)
            }
            Update::Or => expr(span, Node::Or(Box::new((old, write(self, value))))),
        }
    }

    /// `receiver[index] += value`, `receiver[index] ||= value`.
    fn update_of_item(&mut self, node: &Prism, span: Span) -> Option<Expr> {
        let ((receiver, index), update, value) = self.of_item(node)?;
        let (keep_receiver, receiver) = self.kept(receiver);
        let (keep_index, index) = self.kept(index);
        let read = |variable| expr(span, Node::Read(variable));
        let old = self.send(read(receiver), "[]", vec![read(index)], span);
        let value = self.lower(&value);
        let updated = self.updated(&update, old, value, span, |me, value| {
            me.send(read(receiver), "[]=", vec![read(index), value], span)
        });
        Some(expr(span, Node::Sequence(vec![keep_receiver, keep_index, updated])))
    }

    /// Receiver and index of an item.
    fn of_item<'pr>(&mut self, node: &Prism<'pr>) -> Option<((Expr, Expr), Update, Prism<'pr>)> {
        assigned!(
            node,
            |item| {
                let mut indices = self.arguments(item.arguments());
                let index = indices.pop().filter(|_| indices.is_empty())?;
                (self.lower(&item.receiver()?), index)
            },
            ,
            as_index_operator_write_node,
            as_index_or_write_node
        );
        None
    }

    /// What a value is given to: a variable, a parameter, several of them.
    pub(super) fn target(&mut self, node: &Prism) -> Option<Target> {
        if let Some(local) = node.as_local_variable_target_node() {
            let name = self.name(local.name().as_slice());
            return Some(Target::Variable(Variable::Local(name, local.depth())));
        }
        if let Some(parameter) = node.as_required_parameter_node() {
            let name = self.name(parameter.name().as_slice());
            return Some(Target::Variable(Variable::Local(name, 0)));
        }
        if let Some(instance) = node.as_instance_variable_target_node() {
            let name = self.name(instance.name().as_slice());
            return Some(Target::Variable(Variable::Instance(name)));
        }
        let group = node.as_multi_target_node()?;
        self.many(&group.lefts(), group.rest(), &group.rights())
    }

    fn many(&mut self, first: &NodeList, rest: Option<Prism>, last: &NodeList) -> Option<Target> {
        let mut targets = Vec::new();
        for node in first.iter().chain(rest).chain(last.iter()) {
            targets.push(match node.as_splat_node() {
                Some(splat) => {
                    let inner = splat.expression().map(|inner| self.target(&inner).map(Box::new));
                    Target::Rest(inner.flatten())
                }
                None if node.as_implicit_rest_node().is_some() => Target::Rest(None),
                None => self.target(&node)?,
            });
        }
        Some(Target::Many(targets))
    }
}
