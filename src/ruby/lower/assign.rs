//! Names and what they stand for, and every kind of assignment. `x += 1` becomes `x = x + 1`, and
//! what it is an update of is evaluated once.

use ruby_prism::{ArgumentsNode, Node as Prism, NodeList};

use super::lowering::{Lowering, expr, nothing};
use crate::ruby::expr::{Call, Expr, Many, Node, Rest, Target, To, Variable};
use crate::ruby::parse::{span_of, text};
use crate::ruby::refused;
use crate::ruby::value::Value;
use crate::source::Span;

/// What an update does with the old value.
enum Update {
    /// `+=` and its kin.
    Operator(String),
    /// `||=`.
    Or,
    /// `&&=`.
    And,
}

/// The name in whichever of these nodes it is.
macro_rules! name_in {
    ($self:ident, $node:ident, $($as:ident)+) => {
        None$(.or_else(|| $node.$as().map(|node| text(node.name().as_slice()))))+
            .map(|name| $self.names.name(&name))
    };
}

/// The right-hand side in whichever of these nodes it is, with the update that they are.
macro_rules! updates {
    ($node:ident, $update:expr, $($as:ident)+) => {
        None$(.or_else(|| $node.$as().map(|write| ($update(&write), write.value()))))+
    };
}

/// The operator of whichever of these nodes it is, and the right-hand side.
macro_rules! operators {
    ($node:ident, $($as:ident)+) => {
        None$(.or_else(|| $node.$as().map(|write| {
            (Update::Operator(text(write.binary_operator().as_slice())), write.value())
        })))+
    };
}

impl Lowering<'_> {
    /// The value of a name, or an assignment; `None` when the node is neither.
    pub(super) fn variable(&mut self, node: &Prism, span: Span) -> Option<Expr> {
        let lowered = match node {
            Prism::LocalVariableReadNode { .. } => {
                let name = self.name(node.as_local_variable_read_node()?.name().as_slice());
                Node::Read(self.scopes.find(name))
            }
            Prism::ItLocalVariableReadNode { .. } => {
                let name = self.names.name("it");
                Node::Read(self.scopes.find(name))
            }
            Prism::ConstantReadNode { .. } => {
                Node::Constant(None, self.name(node.as_constant_read_node()?.name().as_slice()))
            }
            Prism::ConstantPathNode { .. } => {
                let path = node.as_constant_path_node()?;
                let name = self.name(path.name()?.as_slice());
                match path.parent() {
                    Some(parent) => Node::Constant(Some(self.boxed(&parent)), name),
                    None => Node::Constant(None, name),
                }
            }
            Prism::InstanceVariableReadNode { .. } => Node::Read(Variable::Instance(
                self.name(node.as_instance_variable_read_node()?.name().as_slice()),
            )),
            Prism::ClassVariableReadNode { .. } => Node::Read(Variable::Class(
                self.name(node.as_class_variable_read_node()?.name().as_slice()),
            )),
            Prism::GlobalVariableReadNode { .. } => {
                let name = text(node.as_global_variable_read_node()?.name().as_slice());
                self.global(&name, span)
            }
            Prism::NumberedReferenceReadNode { .. } => {
                let group = node.as_numbered_reference_read_node()?.number() as usize;
                let group = expr(span, Node::Literal(Value::int(group)));
                return Some(self.of_match("[]", vec![group], span));
            }
            Prism::BackReferenceReadNode { .. } => {
                let name = text(node.as_back_reference_read_node()?.name().as_slice());
                let method = match name.as_str() {
                    "$`" => "pre_match",
                    "$'" => "post_match",
                    "$&" => "to_s",
                    _ => return None,
                };
                return Some(self.of_match(method, Vec::new(), span));
            }
            Prism::MatchWriteNode { .. } => return self.match_write(node, span),
            Prism::MultiWriteNode { .. } => {
                let write = node.as_multi_write_node()?;
                let value = self.boxed(&write.value());
                let many = self.many(&write.lefts(), write.rest(), &write.rights());
                Node::Write(Box::new(Target { span, to: To::Many(many) }), value)
            }
            _ => return self.assignment(node, span),
        };
        Some(expr(span, lowered))
    }

    fn global(&mut self, name: &str, span: Span) -> Node {
        if let Some(finding) = refused::global(name, span) {
            self.findings.push(finding);
            return Node::Refused;
        }
        match name {
            "$~" => Node::Read(Variable::Match),
            _ => Node::Read(Variable::Global(self.names.name(name))),
        }
    }

    /// A method of the last match, or `nil` where there is none.
    fn of_match(&mut self, method: &str, arguments: Vec<Expr>, span: Span) -> Expr {
        let read = || expr(span, Node::Read(Variable::Match));
        let value = self.send(read(), method, arguments, span);
        let node = Node::If(Box::new(read()), Box::new(value), Box::new(nothing(span)));
        expr(span, node)
    }

    /// `/(?<name>…)/ =~ text` makes variables of the named groups.
    fn match_write(&mut self, node: &Prism, span: Span) -> Option<Expr> {
        let write = node.as_match_write_node()?;
        let kept = self.hidden();
        let call = self.lower(&write.call().as_node());
        let mut sequence = vec![self.write(kept, call, span)];
        for node in &write.targets() {
            let target = self.target(&node);
            let name = name_in!(self, node, as_local_variable_target_node)?;
            let group = expr(span, Node::Literal(Value::Sym(name)));
            let value = self.of_match("[]", vec![group], span);
            sequence.push(expr(span, Node::Write(Box::new(target), Box::new(value))));
        }
        sequence.push(expr(span, Node::Read(kept)));
        Some(expr(span, Node::Sequence(sequence)))
    }

    /// `variable = value`.
    pub(super) fn write(&mut self, variable: Variable, value: Expr, span: Span) -> Expr {
        let target = Target { span, to: To::Variable(variable) };
        expr(span, Node::Write(Box::new(target), Box::new(value)))
    }

    /// `name = value`, `name += value`, `name ||= value`, `item[index] += value`.
    fn assignment(&mut self, node: &Prism, span: Span) -> Option<Expr> {
        if let Some(value) = plain_value(node) {
            // The name is known in its own value: `add = ->(n) { … add.(n - 1) … }`.
            let to = self.named(node)?;
            let value = self.boxed(&value);
            return Some(expr(span, Node::Write(Box::new(Target { span, to }), value)));
        }
        if let Some((update, value)) = update_of_name(node) {
            let to = self.named(node)?;
            let old = expr(
                span,
                match &to {
                    To::Variable(variable) => Node::Read(*variable),
                    To::Constant(name) => Node::Constant(None, *name),
                    _ => return None,
                },
            );
            // A constant that is not there yet counts as `nil`.
            let old = match (&update, &old.node) {
                (Update::Or, Node::Constant(..)) => {
                    let known = expr(span, Node::Defined(Box::new(self.again(&old))));
                    expr(span, Node::And(Box::new(known), Box::new(old)))
                }
                _ => old,
            };
            let value = self.lower(&value);
            return Some(self.updated(&update, old, value, span, |_, value| {
                let target = Target { span, to };
                expr(span, Node::Write(Box::new(target), Box::new(value)))
            }));
        }
        self.update_of_item(node, span)
    }

    fn again(&self, old: &Expr) -> Expr {
        match old.node {
            Node::Constant(None, name) => expr(old.span, Node::Constant(None, name)),
            _ => nothing(old.span),
        }
    }

    /// The new value is written unless `||=` or `&&=` leaves the old one.
    fn updated(
        &mut self,
        update: &Update,
        old: Expr,
        value: Expr,
        span: Span,
        write: impl FnOnce(&mut Self, Expr) -> Expr,
    ) -> Expr {
        match update {
            Update::Operator(operator) => {
                let new = self.send(old, operator, vec![value], span);
                write(self, new)
            }
            Update::Or => expr(span, Node::Or(Box::new(old), Box::new(write(self, value)))),
            Update::And => expr(span, Node::And(Box::new(old), Box::new(write(self, value)))),
        }
    }

    /// `receiver[index] += value`, `receiver.name += value`.
    fn update_of_item(&mut self, node: &Prism, span: Span) -> Option<Expr> {
        let Item { receiver, arguments, reader, update, value } = item_of(node)?;
        let mut sequence = Vec::new();
        let mut kept = Vec::new();
        let receiver = match receiver {
            Some(receiver) => self.lower(&receiver),
            None => expr(span, Node::Myself),
        };
        let (index, _) = self.arguments(arguments);
        for part in std::iter::once(receiver).chain(index) {
            let variable = self.hidden();
            sequence.push(self.write(variable, part, span));
            kept.push(variable);
        }
        let read = |variable: &Variable| expr(span, Node::Read(*variable));
        let indices = || kept[1..].iter().map(read).collect::<Vec<_>>();
        let old = self.send(read(&kept[0]), &reader, indices(), span);
        let value = self.lower(&value);
        let updated = self.updated(&update, old, value, span, |me, value| {
            let mut arguments = indices();
            arguments.push(value);
            me.send(read(&kept[0]), &format!("{reader}="), arguments, span)
        });
        sequence.push(updated);
        Some(expr(span, Node::Sequence(sequence)))
    }

    /// What a value is given to.
    pub(super) fn target(&mut self, node: &Prism) -> Target {
        let span = span_of(node);
        let to = self.named(node).or_else(|| self.item_target(node));
        let to = to.unwrap_or_else(|| {
            self.findings.push(super::unsupported::finding(node, span));
            To::Many(Many::default())
        });
        Target { span, to }
    }

    fn item_target(&mut self, node: &Prism) -> Option<To> {
        let span = span_of(node);
        if let Some(group) = node.as_multi_target_node() {
            return Some(To::Many(self.many(&group.lefts(), group.rest(), &group.rights())));
        }
        let (receiver, name, arguments) = if let Some(index) = node.as_index_target_node() {
            let (arguments, _) = self.arguments(index.arguments());
            (index.receiver(), self.names.name("[]="), arguments)
        } else {
            let call = node.as_call_target_node()?;
            (call.receiver(), self.name(call.name().as_slice()), Vec::new())
        };
        let receiver = Some(self.lower(&receiver));
        Some(To::Call(Call { receiver, name, arguments, named: None, pass: None, span }))
    }

    fn many(&mut self, lefts: &NodeList, rest: Option<Prism>, rights: &NodeList) -> Many {
        let first = lefts.iter().map(|left| self.target(&left)).collect();
        let rest = rest.map_or(Rest::None, |rest| {
            let inner = rest.as_splat_node().and_then(|splat| splat.expression());
            Rest::of(inner.map(|inner| Box::new(self.target(&inner))))
        });
        let last = rights.iter().map(|right| self.target(&right)).collect();
        Many { first, rest, last }
    }

    /// The variable or constant that a node assigns.
    fn named(&mut self, node: &Prism) -> Option<To> {
        let local = name_in!(self, node, as_local_variable_write_node as_local_variable_target_node
            as_local_variable_operator_write_node as_local_variable_or_write_node
            as_local_variable_and_write_node);
        if let Some(name) = local {
            return Some(To::Variable(self.scopes.find(name)));
        }
        let constant = name_in!(self, node, as_constant_write_node as_constant_target_node
            as_constant_operator_write_node as_constant_or_write_node);
        if let Some(name) = constant {
            return Some(To::Constant(name));
        }
        let instance = name_in!(self, node, as_instance_variable_write_node
            as_instance_variable_target_node as_instance_variable_operator_write_node
            as_instance_variable_or_write_node as_instance_variable_and_write_node);
        let class = name_in!(self, node, as_class_variable_write_node
            as_class_variable_target_node as_class_variable_operator_write_node
            as_class_variable_or_write_node);
        let global = name_in!(self, node, as_global_variable_write_node
            as_global_variable_target_node as_global_variable_operator_write_node
            as_global_variable_or_write_node);
        let variable = instance.map(Variable::Instance).or_else(|| class.map(Variable::Class));
        variable.or_else(|| global.map(Variable::Global)).map(To::Variable)
    }
}

/// The right-hand side of `name = value`.
fn plain_value<'pr>(node: &Prism<'pr>) -> Option<Prism<'pr>> {
    updates!(node, |_| (), as_local_variable_write_node as_constant_write_node
        as_instance_variable_write_node as_class_variable_write_node
        as_global_variable_write_node)
    .map(|((), value)| value)
}

/// What an update of a name does, and with which right-hand side.
fn update_of_name<'pr>(node: &Prism<'pr>) -> Option<(Update, Prism<'pr>)> {
    operators!(node, as_local_variable_operator_write_node as_constant_operator_write_node
        as_instance_variable_operator_write_node as_class_variable_operator_write_node
        as_global_variable_operator_write_node)
    .or_else(|| {
        updates!(node, |_| Update::Or, as_local_variable_or_write_node as_constant_or_write_node
            as_instance_variable_or_write_node as_class_variable_or_write_node
            as_global_variable_or_write_node)
    })
    .or_else(|| {
        updates!(node, |_| Update::And, as_local_variable_and_write_node
            as_instance_variable_and_write_node)
    })
}

/// `receiver[arguments]` or `receiver.name`, and its update.
struct Item<'pr> {
    receiver: Option<Prism<'pr>>,
    arguments: Option<ArgumentsNode<'pr>>,
    reader: String,
    update: Update,
    value: Prism<'pr>,
}

fn item_of<'pr>(node: &Prism<'pr>) -> Option<Item<'pr>> {
    macro_rules! indexed {
        ($as:ident, $update:expr) => {
            if let Some(item) = node.$as() {
                let (receiver, arguments) = (item.receiver(), item.arguments());
                let (reader, update, value) = ("[]".to_owned(), $update(&item), item.value());
                return Some(Item { receiver, arguments, reader, update, value });
            }
        };
    }
    macro_rules! attribute {
        ($as:ident, $update:expr) => {
            if let Some(item) = node.$as() {
                let reader = text(item.read_name().as_slice());
                let (receiver, update, value) = (item.receiver(), $update(&item), item.value());
                return Some(Item { receiver, arguments: None, reader, update, value });
            }
        };
    }
    indexed!(as_index_operator_write_node, |item: &ruby_prism::IndexOperatorWriteNode| {
        Update::Operator(text(item.binary_operator().as_slice()))
    });
    indexed!(as_index_or_write_node, |_| Update::Or);
    indexed!(as_index_and_write_node, |_| Update::And);
    attribute!(as_call_operator_write_node, |item: &ruby_prism::CallOperatorWriteNode| {
        Update::Operator(text(item.binary_operator().as_slice()))
    });
    attribute!(as_call_or_write_node, |_| Update::Or);
    attribute!(as_call_and_write_node, |_| Update::And);
    None
}
