//! Names and what they stand for: locals, constants, instance variables, every assignment.

use ruby_prism::Node;

use super::code::Frame;
use super::interpreter::{Eval, Flow, Interpreter, failure, span_of, text};
use super::refused;
use super::unsupported;
use super::value::Value;
use crate::source::Span;

/// What `x += 1`, `x ||= 1` and their kin do with the old value.
enum Update {
    Operator(String),
    Or,
    And,
}

impl<'pr> Interpreter<'pr, '_> {
    /// The value of a name or an assignment; `None` when the node is neither.
    pub(crate) fn variable(
        &mut self,
        node: &Node<'pr>,
        span: Span,
        frame: &Frame<'pr>,
    ) -> Option<Eval<'pr>> {
        Some(match node {
            Node::LocalVariableReadNode { .. } => {
                let name = node.as_local_variable_read_node()?.name().as_slice();
                Ok(frame.env.get(name).unwrap_or(Value::Nil))
            }
            Node::ItLocalVariableReadNode { .. } => Ok(frame.env.get(b"it").unwrap_or(Value::Nil)),
            Node::SelfNode { .. } => Ok(frame.this.clone()),
            Node::ConstantReadNode { .. } => {
                let name = text(node.as_constant_read_node()?.name().as_slice());
                self.constant(&name, span, frame)
            }
            Node::ConstantPathNode { .. } => self.constant_path(node, span, frame),
            Node::InstanceVariableReadNode { .. } => {
                let name = text(node.as_instance_variable_read_node()?.name().as_slice());
                Ok(self.instance_variable(&name, frame))
            }
            Node::ClassVariableReadNode { .. } => {
                let name = text(node.as_class_variable_read_node()?.name().as_slice());
                Ok(frame.module.variables.borrow().get(&name).cloned().unwrap_or(Value::Nil))
            }
            Node::GlobalVariableReadNode { .. } => {
                let name = text(node.as_global_variable_read_node()?.name().as_slice());
                match refused::global(&name, span) {
                    Some(finding) => Err(finding.into()),
                    None if name == "$~" => {
                        Ok(self.last_match.clone().map_or(Value::Nil, Value::Match))
                    }
                    None => Ok(self.top.variables.borrow().get(&name).cloned().unwrap_or_default()),
                }
            }
            Node::NumberedReferenceReadNode { .. } => {
                let group = node.as_numbered_reference_read_node()?.number() as usize;
                Ok(self.last_match.as_ref().map_or(Value::Nil, |found| found.value(group)))
            }
            Node::BackReferenceReadNode { .. } => {
                let name = text(node.as_back_reference_read_node()?.name().as_slice());
                Ok(self.back_reference(&name))
            }
            Node::MatchWriteNode { .. } => self.match_write(node, span, frame),
            Node::MultiWriteNode { .. } => {
                let write = node.as_multi_write_node()?;
                self.eval(&write.value(), frame).and_then(|value| {
                    self.assign(node, value.clone(), frame)?;
                    Ok(value)
                })
            }
            _ => match self.plain_write(node) {
                Some(value) => self.eval(&value, frame).and_then(|value| {
                    self.assign(node, value.clone(), frame)?;
                    Ok(value)
                }),
                None => return self.update(node, span, frame),
            },
        })
    }

    /// What the last match found: all of it, what is before it, what is after it, its last group.
    fn back_reference(&self, name: &str) -> Value<'pr> {
        let Some(found) = &self.last_match else { return Value::Nil };
        let (start, end) = found.whole();
        match name {
            "$`" => Value::str(&found.text[..start]),
            "$'" => Value::str(&found.text[end..]),
            "$+" => found.value(found.groups.len() - 1),
            _ => found.value(0),
        }
    }

    /// `/(?<name>…)/ =~ text` makes variables of the named groups.
    fn match_write(&mut self, node: &Node<'pr>, span: Span, frame: &Frame<'pr>) -> Eval<'pr> {
        let Some(write) = node.as_match_write_node() else { return Ok(Value::Nil) };
        let value = self.call_node(&write.call().as_node(), span, frame)?;
        let found = self.last_match.clone();
        for target in &write.targets() {
            if let Some(name) = local_name(&target) {
                let group = found.as_ref().and_then(|found| {
                    let group = found.named(&text(name))?;
                    Some(found.value(group))
                });
                frame.env.set(name, group.unwrap_or_default());
            }
        }
        Ok(value)
    }

    /// The right-hand side of `name = value`.
    fn plain_write(&self, node: &Node<'pr>) -> Option<Node<'pr>> {
        match node {
            Node::LocalVariableWriteNode { .. } => {
                Some(node.as_local_variable_write_node()?.value())
            }
            Node::ConstantWriteNode { .. } => Some(node.as_constant_write_node()?.value()),
            Node::InstanceVariableWriteNode { .. } => {
                Some(node.as_instance_variable_write_node()?.value())
            }
            Node::ClassVariableWriteNode { .. } => {
                Some(node.as_class_variable_write_node()?.value())
            }
            Node::GlobalVariableWriteNode { .. } => {
                Some(node.as_global_variable_write_node()?.value())
            }
            _ => None,
        }
    }

    /// Gives `value` to whatever `target` names.
    pub(crate) fn assign(
        &mut self,
        target: &Node<'pr>,
        value: Value<'pr>,
        frame: &Frame<'pr>,
    ) -> Result<(), Flow<'pr>> {
        let span = span_of(target);
        if let Some(name) = local_name(target) {
            frame.env.set(name, value);
        } else if let Some(name) = constant_name(target) {
            if let Value::Module(module) = &value {
                module.name_it(frame.module.name_inside(&name));
            }
            frame.module.constants.borrow_mut().insert(name, value);
        } else if let Some(name) = instance_name(target) {
            self.set_instance_variable(name, value, frame, span)?;
        } else if let Some(name) = class_name(target) {
            frame.module.variables.borrow_mut().insert(name, value);
        } else if let Some(name) = global_name(target) {
            self.top.variables.borrow_mut().insert(name, value);
        } else if target.as_multi_target_node().is_some() || target.as_multi_write_node().is_some()
        {
            self.assign_many(target, value, frame)?;
        } else if let Some(index) = target.as_index_target_node() {
            let receiver = self.eval(&index.receiver(), frame)?;
            let mut arguments = self.items(
                &index
                    .arguments()
                    .map(|list| list.arguments())
                    .ok_or_else(|| failure(span, "`[]=` needs an index"))?,
                frame,
            )?;
            arguments.push(value);
            self.send(receiver, "[]=", arguments, span)?;
        } else if let Some(call) = target.as_call_target_node() {
            let receiver = self.eval(&call.receiver(), frame)?;
            self.send(receiver, &text(call.name().as_slice()), vec![value], span)?;
        } else {
            return Err(unsupported::finding(target, span).into());
        }
        Ok(())
    }

    /// `a, (b, c), *rest = value`.
    fn assign_many(
        &mut self,
        target: &Node<'pr>,
        value: Value<'pr>,
        frame: &Frame<'pr>,
    ) -> Result<(), Flow<'pr>> {
        let (lefts, rest, rights) =
            match (target.as_multi_target_node(), target.as_multi_write_node()) {
                (Some(many), _) => (many.lefts(), many.rest(), many.rights()),
                (_, Some(many)) => (many.lefts(), many.rest(), many.rights()),
                _ => return Ok(()),
            };
        let items = match value {
            Value::Array(items) => items.borrow().clone(),
            other => vec![other],
        };
        let (left_count, right_count) = (lefts.iter().count(), rights.iter().count());
        let mut items = items.into_iter();
        for left in &lefts {
            self.assign(&left, items.next().unwrap_or(Value::Nil), frame)?;
        }
        let _ = left_count;
        let middle = items.len().saturating_sub(right_count);
        let spread: Vec<_> = items.by_ref().take(if rest.is_some() { middle } else { 0 }).collect();
        if let Some(inner) =
            rest.and_then(|rest| rest.as_splat_node()).and_then(|splat| splat.expression())
        {
            self.assign(&inner, Value::array(spread), frame)?;
        }
        for right in &rights {
            self.assign(&right, items.next().unwrap_or(Value::Nil), frame)?;
        }
        Ok(())
    }

    pub(crate) fn instance_variable(&self, name: &str, frame: &Frame<'pr>) -> Value<'pr> {
        let variables = match &frame.this {
            Value::Object(object) => &object.variables,
            Value::Module(module) => &module.variables,
            _ => &self.top.variables,
        };
        variables.borrow().get(name).cloned().unwrap_or(Value::Nil)
    }

    pub(crate) fn set_instance_variable(
        &mut self,
        name: String,
        value: Value<'pr>,
        frame: &Frame<'pr>,
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        let variables = match &frame.this {
            Value::Object(object) => &object.variables,
            Value::Module(module) => &module.variables,
            _ => &self.top.variables,
        };
        self.meter.make(name.len(), span)?;
        variables.borrow_mut().insert(name, value);
        Ok(())
    }

    /// `x += 1`, `x ||= 1`, `h[:k] += 1`, `self.x ||= 1`; `None` when the node is none of these.
    fn update(&mut self, node: &Node<'pr>, span: Span, frame: &Frame<'pr>) -> Option<Eval<'pr>> {
        if let Some(result) = self.update_item(node, span, frame) {
            return Some(result);
        }
        let (update, value) = updated(node)?;
        let old = match (local_name(node), constant_name(node)) {
            (Some(name), _) => frame.env.get(name).unwrap_or(Value::Nil),
            (_, Some(name)) => self.find_constant(&frame.module, &name).unwrap_or(Value::Nil),
            _ => match (instance_name(node), class_name(node), global_name(node)) {
                (Some(name), ..) => self.instance_variable(&name, frame),
                (_, Some(name), _) => {
                    frame.module.variables.borrow().get(&name).cloned().unwrap_or(Value::Nil)
                }
                (.., Some(name)) => {
                    self.top.variables.borrow().get(&name).cloned().unwrap_or(Value::Nil)
                }
                _ => Value::Nil,
            },
        };
        Some(self.updated_value(&update, old, &value, span, frame).and_then(|new| match new {
            Some(new) => self.assign(node, new.clone(), frame).map(|()| new),
            None => Ok(Value::Nil),
        }))
    }

    /// The new value, or `None` where the old one stays.
    fn updated_value(
        &mut self,
        update: &Update,
        old: Value<'pr>,
        value: &Node<'pr>,
        span: Span,
        frame: &Frame<'pr>,
    ) -> Result<Option<Value<'pr>>, Flow<'pr>> {
        match update {
            Update::Or if old.truthy() => Ok(Some(old)),
            Update::And if !old.truthy() => Ok(Some(old)),
            Update::Or | Update::And => self.eval(value, frame).map(Some),
            Update::Operator(operator) => {
                let value = self.eval(value, frame)?;
                self.send(old, operator, vec![value], span).map(Some)
            }
        }
    }

    fn update_item(
        &mut self,
        node: &Node<'pr>,
        span: Span,
        frame: &Frame<'pr>,
    ) -> Option<Eval<'pr>> {
        let (receiver, mut arguments, reader, update, value) =
            if let Some(item) = node.as_index_operator_write_node() {
                let update = Update::Operator(text(item.binary_operator().as_slice()));
                (item.receiver(), item.arguments(), "[]".to_owned(), update, item.value())
            } else if let Some(item) = node.as_index_or_write_node() {
                (item.receiver(), item.arguments(), "[]".to_owned(), Update::Or, item.value())
            } else if let Some(item) = node.as_index_and_write_node() {
                (item.receiver(), item.arguments(), "[]".to_owned(), Update::And, item.value())
            } else if let Some(item) = node.as_call_operator_write_node() {
                let update = Update::Operator(text(item.binary_operator().as_slice()));
                (item.receiver(), None, text(item.read_name().as_slice()), update, item.value())
            } else if let Some(item) = node.as_call_or_write_node() {
                (item.receiver(), None, text(item.read_name().as_slice()), Update::Or, item.value())
            } else {
                return None;
            };
        let result = (|| {
            let receiver = match receiver {
                Some(receiver) => self.eval(&receiver, frame)?,
                None => frame.this.clone(),
            };
            let mut index = match arguments.take() {
                Some(list) => self.items(&list.arguments(), frame)?,
                None => Vec::new(),
            };
            let old = self.send(receiver.clone(), &reader, index.clone(), span)?;
            let new = self.updated_value(&update, old, &value, span, frame)?.unwrap_or(Value::Nil);
            index.push(new.clone());
            self.send(receiver, &format!("{reader}="), index, span)?;
            Ok(new)
        })();
        Some(result)
    }
}

/// Each kind of variable has a node for `=`, `op=`, `||=`, `&&=` and for its place in `a, b =`.
macro_rules! name_in {
    ($node:expr, $($as:ident),+) => {
        None$(.or_else(|| $node.$as().map(|node| node.name().as_slice())))+
    };
}

fn local_name<'pr>(node: &Node<'pr>) -> Option<&'pr [u8]> {
    name_in!(
        node,
        as_local_variable_write_node,
        as_local_variable_target_node,
        as_local_variable_operator_write_node,
        as_local_variable_or_write_node,
        as_local_variable_and_write_node,
        as_required_parameter_node
    )
}

fn constant_name(node: &Node) -> Option<String> {
    name_in!(
        node,
        as_constant_write_node,
        as_constant_target_node,
        as_constant_operator_write_node,
        as_constant_or_write_node
    )
    .map(text)
}

fn instance_name(node: &Node) -> Option<String> {
    name_in!(
        node,
        as_instance_variable_write_node,
        as_instance_variable_target_node,
        as_instance_variable_operator_write_node,
        as_instance_variable_or_write_node,
        as_instance_variable_and_write_node
    )
    .map(text)
}

fn class_name(node: &Node) -> Option<String> {
    name_in!(
        node,
        as_class_variable_write_node,
        as_class_variable_target_node,
        as_class_variable_operator_write_node,
        as_class_variable_or_write_node
    )
    .map(text)
}

fn global_name(node: &Node) -> Option<String> {
    name_in!(
        node,
        as_global_variable_write_node,
        as_global_variable_target_node,
        as_global_variable_operator_write_node,
        as_global_variable_or_write_node
    )
    .map(text)
}

/// What an updating assignment does, and with which right-hand side.
fn updated<'pr>(node: &Node<'pr>) -> Option<(Update, Node<'pr>)> {
    macro_rules! operator {
        ($($as:ident),+) => {
            None$(.or_else(|| node.$as().map(|write| {
                (Update::Operator(text(write.binary_operator().as_slice())), write.value())
            })))+
        };
    }
    macro_rules! conditional {
        ($update:expr, $($as:ident),+) => {
            None$(.or_else(|| node.$as().map(|write| ($update, write.value()))))+
        };
    }
    operator!(
        as_local_variable_operator_write_node,
        as_constant_operator_write_node,
        as_instance_variable_operator_write_node,
        as_class_variable_operator_write_node,
        as_global_variable_operator_write_node
    )
    .or_else(|| {
        conditional!(
            Update::Or,
            as_local_variable_or_write_node,
            as_constant_or_write_node,
            as_instance_variable_or_write_node,
            as_class_variable_or_write_node,
            as_global_variable_or_write_node
        )
    })
    .or_else(|| {
        conditional!(
            Update::And,
            as_local_variable_and_write_node,
            as_instance_variable_and_write_node
        )
    })
}
