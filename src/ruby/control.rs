//! Control flow: conditions, loops, `case`, `and`/`or`, and ways out of a body.

use ruby_prism::{Node, NodeList, StatementsNode};

use super::code::Frame;
use super::interpreter::{Eval, Flow, Interpreter, failure, span_of};
use super::value::Value;
use crate::diagnostic::Code;
use crate::source::Span;

impl<'pr> Interpreter<'pr, '_> {
    /// The value of a control structure; `None` when the node is none.
    pub(crate) fn control(
        &mut self,
        node: &Node<'pr>,
        span: Span,
        frame: &Frame<'pr>,
    ) -> Option<Eval<'pr>> {
        Some(match node {
            Node::StatementsNode { .. } => self.statements(node.as_statements_node(), frame),
            Node::ParenthesesNode { .. } => {
                self.body(node.as_parentheses_node()?.body().as_ref(), frame)
            }
            Node::IfNode { .. } => {
                let branch = node.as_if_node()?;
                let (yes, no) = (branch.statements(), branch.subsequent());
                self.branch(&branch.predicate(), frame, yes, no.as_ref())
            }
            Node::UnlessNode { .. } => {
                let branch = node.as_unless_node()?;
                let otherwise = branch.else_clause().map(|clause| clause.as_node());
                self.unless(&branch.predicate(), frame, branch.statements(), otherwise.as_ref())
            }
            Node::ElseNode { .. } => self.statements(node.as_else_node()?.statements(), frame),
            Node::AndNode { .. } => {
                let and = node.as_and_node()?;
                self.eval(&and.left(), frame).and_then(|left| {
                    if left.truthy() { self.eval(&and.right(), frame) } else { Ok(left) }
                })
            }
            Node::OrNode { .. } => {
                let or = node.as_or_node()?;
                self.eval(&or.left(), frame).and_then(|left| {
                    if left.truthy() { Ok(left) } else { self.eval(&or.right(), frame) }
                })
            }
            Node::WhileNode { .. } => {
                let repeat = node.as_while_node()?;
                self.repeat(&repeat.predicate(), true, repeat.statements(), frame)
            }
            Node::UntilNode { .. } => {
                let repeat = node.as_until_node()?;
                self.repeat(&repeat.predicate(), false, repeat.statements(), frame)
            }
            Node::CaseNode { .. } => self.case(node, frame),
            Node::ForNode { .. } => self.for_in(node, frame),
            Node::BreakNode { .. } => {
                let value = self.left_with(
                    node.as_break_node()?.arguments().map(|list| list.arguments()),
                    frame,
                );
                value.and_then(|value| Err(Flow::Break { proc: frame.proc, value }))
            }
            Node::NextNode { .. } => {
                let value = self.left_with(
                    node.as_next_node()?.arguments().map(|list| list.arguments()),
                    frame,
                );
                value.and_then(|value| Err(Flow::Next(value)))
            }
            Node::ReturnNode { .. } => {
                let value = self.left_with(
                    node.as_return_node()?.arguments().map(|list| list.arguments()),
                    frame,
                );
                if frame.method == 0 && frame.proc != 0 {
                    let finding = failure(span, "`return` is outside any method");
                    return Some(Err(finding.hint("leave a block with `next`").into()));
                }
                value.and_then(|value| Err(Flow::Return { method: frame.method, value }))
            }
            Node::BeginNode { .. } => self.begin(node, frame),
            Node::RescueModifierNode { .. } => {
                let tried = node.as_rescue_modifier_node()?.expression();
                self.eval(&tried, frame).map_err(not_rescued)
            }
            Node::DefinedNode { .. } => Ok(self.defined(&node.as_defined_node()?.value(), frame)),
            _ => return None,
        })
    }

    fn branch(
        &mut self,
        predicate: &Node<'pr>,
        frame: &Frame<'pr>,
        yes: Option<StatementsNode<'pr>>,
        no: Option<&Node<'pr>>,
    ) -> Eval<'pr> {
        if self.eval(predicate, frame)?.truthy() {
            self.statements(yes, frame)
        } else {
            self.body(no, frame)
        }
    }

    fn unless(
        &mut self,
        predicate: &Node<'pr>,
        frame: &Frame<'pr>,
        body: Option<StatementsNode<'pr>>,
        otherwise: Option<&Node<'pr>>,
    ) -> Eval<'pr> {
        if self.eval(predicate, frame)?.truthy() {
            self.body(otherwise, frame)
        } else {
            self.statements(body, frame)
        }
    }

    fn repeat(
        &mut self,
        predicate: &Node<'pr>,
        expected: bool,
        body: Option<StatementsNode<'pr>>,
        frame: &Frame<'pr>,
    ) -> Eval<'pr> {
        let body = body.map(|body| body.as_node());
        while self.eval(predicate, frame)?.truthy() == expected {
            match self.body(body.as_ref(), frame) {
                Ok(_) | Err(Flow::Next(_)) => {}
                Err(Flow::Break { proc, value }) if proc == frame.proc => return Ok(value),
                Err(flow) => return Err(flow),
            }
        }
        Ok(Value::Nil)
    }

    fn for_in(&mut self, node: &Node<'pr>, frame: &Frame<'pr>) -> Eval<'pr> {
        let Some(repeat) = node.as_for_node() else { return Ok(Value::Nil) };
        let collection = self.eval(&repeat.collection(), frame)?;
        let body = repeat.statements().map(|body| body.as_node());
        for item in self.each_item(&collection, span_of(&repeat.collection()))? {
            self.assign(&repeat.index(), item, frame)?;
            match self.body(body.as_ref(), frame) {
                Ok(_) | Err(Flow::Next(_)) => {}
                Err(Flow::Break { proc, value }) if proc == frame.proc => return Ok(value),
                Err(flow) => return Err(flow),
            }
        }
        Ok(collection)
    }

    fn case(&mut self, node: &Node<'pr>, frame: &Frame<'pr>) -> Eval<'pr> {
        let Some(case) = node.as_case_node() else { return Ok(Value::Nil) };
        let subject = case.predicate().map(|subject| self.eval(&subject, frame)).transpose()?;
        for condition in &case.conditions() {
            let Some(when) = condition.as_when_node() else { continue };
            for candidate in self.items(&when.conditions(), frame)? {
                let span = span_of(&condition);
                let matches = match &subject {
                    Some(subject) => self.case_equal(&candidate, subject, span)?,
                    None => candidate.truthy(),
                };
                if matches {
                    return self.statements(when.statements(), frame);
                }
            }
        }
        self.statements(case.else_clause().and_then(|clause| clause.statements()), frame)
    }

    /// `begin … rescue … else … ensure … end`. What fails in there is a finding as everywhere: a
    /// sheet reads nothing that could differ from run to run, so a failure is a mistake.
    fn begin(&mut self, node: &Node<'pr>, frame: &Frame<'pr>) -> Eval<'pr> {
        let Some(begin) = node.as_begin_node() else { return Ok(Value::Nil) };
        let mut value = self.statements(begin.statements(), frame);
        if let (Ok(_), Some(otherwise)) = (&value, begin.else_clause()) {
            value = self.statements(otherwise.statements(), frame);
        }
        if begin.rescue_clause().is_some() {
            value = value.map_err(not_rescued);
        }
        if let (
            Some(ensure),
            Ok(_) | Err(Flow::Next(_) | Flow::Break { .. } | Flow::Return { .. }),
        ) = (begin.ensure_clause(), &value)
        {
            self.statements(ensure.statements(), frame)?;
        }
        value
    }

    fn left_with(&mut self, arguments: Option<NodeList<'pr>>, frame: &Frame<'pr>) -> Eval<'pr> {
        let Some(arguments) = arguments else { return Ok(Value::Nil) };
        let mut items = self.items(&arguments, frame)?;
        Ok(if items.len() == 1 { items.remove(0) } else { Value::array(items) })
    }

    fn defined(&mut self, node: &Node<'pr>, frame: &Frame<'pr>) -> Value<'pr> {
        let known = match node {
            Node::LocalVariableReadNode { .. } => Some("local-variable"),
            Node::ConstantReadNode { .. } | Node::ConstantPathNode { .. } => {
                self.eval(node, frame).ok().map(|_| "constant")
            }
            Node::YieldNode { .. } => frame.block.as_ref().map(|_| "yield"),
            Node::SelfNode { .. } => Some("self"),
            Node::InstanceVariableReadNode { .. } | Node::GlobalVariableReadNode { .. } => {
                self.eval(node, frame).ok().filter(Value::truthy).map(|_| "instance-variable")
            }
            Node::CallNode { .. } => node.as_call_node().and_then(|call| {
                let name = super::interpreter::text(call.name().as_slice());
                self.answers(&frame.this, &name).then_some("method")
            }),
            _ => Some("expression"),
        };
        known.map_or(Value::Nil, Value::str)
    }
}

/// A failure that Ruby would hand to `rescue`.
fn not_rescued(flow: Flow) -> Flow {
    match flow {
        Flow::Fail(mut finding) if finding.code == Code::RubyFailure => {
            let hint = "`rescue` hides no failure of a sheet: mend it, or ask with `if` first";
            finding.hints.push(hint.to_owned());
            Flow::Fail(finding)
        }
        flow => flow,
    }
}
