//! Calls, blocks and parameters.

use std::rc::Rc;

use ruby_prism::{ArgumentsNode, CallNode, Node as Prism, ParametersNode};

use super::lowering::{Lowering, choice, expr, nothing, write};
use crate::ruby::expr::{Call, Code, Expr, Node, Pass, Takes, Target, Variable};
use crate::ruby::parse::{span, span_of};
use crate::source::Span;

/// A parameter, and how it gets its value.
type Parameter = (Target, Takes);

impl Lowering<'_> {
    pub(super) fn call(&mut self, call: &CallNode, whole: Span) -> Option<Expr> {
        let receiver = call.receiver().map(|receiver| self.lower(&receiver));
        if !call.is_safe_navigation() {
            return self.called(call, receiver, whole);
        }
        // `a&.b` is `b` of what `a` is, unless that is `nil`.
        let kept = self.hidden();
        let keep = write(whole, kept, receiver?);
        let read = || expr(whole, Node::Read(kept));
        let is_nil = self.send(read(), "nil?", Vec::new(), whole);
        let go_on = self.called(call, Some(read()), whole)?;
        let choose = choice(whole, is_nil, nothing(whole), go_on);
        Some(expr(whole, Node::Sequence(vec![keep, choose])))
    }

    fn called(&mut self, call: &CallNode, receiver: Option<Expr>, whole: Span) -> Option<Expr> {
        let name = self.name(call.name().as_slice());
        let arguments = self.arguments(call.arguments());
        let pass = match call.block() {
            Some(node) => match node.as_block_node() {
                Some(block) => Some(Pass::Code(self.code(
                    block.parameters(),
                    block.body().as_ref(),
                    span_of(&node),
                ))),
                None => {
                    Some(Pass::Value(self.lower(&node.as_block_argument_node()?.expression()?)))
                }
            },
            None => None,
        };
        let span = span_of_call(call, whole);
        let call = Call { receiver, name, arguments, pass, span };
        Some(expr(whole, Node::Call(Box::new(call))))
    }

    pub(super) fn arguments(&mut self, list: Option<ArgumentsNode>) -> Vec<Expr> {
        list.map_or_else(Vec::new, |list| self.list(&list.arguments()))
    }

    /// The body of a block or lambda.
    pub(super) fn code(
        &mut self,
        parameters: Option<Prism>,
        body: Option<&Prism>,
        span: Span,
    ) -> Rc<Code> {
        let parameters = parameters.map_or_else(Vec::new, |node| self.block_parameters(&node));
        let body = self.body(body, span);
        Rc::new(Code { span, parameters, body })
    }

    fn block_parameters(&mut self, node: &Prism) -> Vec<Parameter> {
        let parameters = match node.as_block_parameters_node() {
            Some(block) => block.parameters(),
            None => {
                self.findings.push(super::unsupported::finding(node, span_of(node)));
                None
            }
        };
        parameters.map_or_else(Vec::new, |parameters| self.parameters(&parameters))
    }

    pub(super) fn parameters(&mut self, parameters: &ParametersNode) -> Vec<Parameter> {
        let required = parameters.requireds();
        let optional = parameters.optionals();
        let named = parameters.keywords();
        let others = [parameters.keyword_rest(), parameters.block()];
        let posts = parameters.posts();
        let all = required.iter().chain(optional.iter()).chain(parameters.rest());
        let all = all.chain(posts.iter()).chain(named.iter()).chain(others.into_iter().flatten());
        let mut lowered: Vec<Parameter> = Vec::new();
        for node in all {
            let behind_rest = matches!(lowered.last(), Some((_, Takes::Rest)));
            let wants =
                matches!(node, Prism::RequiredParameterNode { .. } | Prism::MultiTargetNode { .. });
            match self.parameter(&node).filter(|_| !(behind_rest && wants)) {
                Some(parameter) => lowered.push(parameter),
                None => self.findings.push(super::unsupported::finding(&node, span_of(&node))),
            }
        }
        lowered
    }

    fn parameter(&mut self, node: &Prism) -> Option<Parameter> {
        if let Some(optional) = node.as_optional_parameter_node() {
            let default = self.lower(&optional.value());
            return Some((self.local(optional.name().as_slice()), Takes::Default(default)));
        }
        if let Some(rest) = node.as_rest_parameter_node() {
            let name = rest.name().map_or(b" ".to_vec(), |name| name.as_slice().to_vec());
            return Some((self.local(&name), Takes::Rest));
        }
        // `|a,|` opens an array as two parameters would.
        if node.as_implicit_rest_node().is_some() {
            return Some((self.local(b" "), Takes::Rest));
        }
        if let Some(named) = node.as_required_keyword_parameter_node() {
            let name = self.name(named.name().as_slice());
            return Some((self.local(named.name().as_slice()), Takes::Named(name, None)));
        }
        if let Some(named) = node.as_optional_keyword_parameter_node() {
            let (name, default) = (self.name(named.name().as_slice()), self.lower(&named.value()));
            return Some((self.local(named.name().as_slice()), Takes::Named(name, Some(default))));
        }
        if let Some(block) = node.as_block_parameter_node() {
            return Some((self.local(block.name()?.as_slice()), Takes::Block));
        }
        Some((self.target(node)?, Takes::Value))
    }

    fn local(&mut self, name: &[u8]) -> Target {
        Target::Variable(Variable::Local(self.name(name), 0))
    }
}

/// The name alone, or from the name to the end of the arguments where something stands before it.
fn span_of_call(call: &CallNode, whole: Span) -> Span {
    let message = call.message_loc().map_or(whole, |place| span(&place));
    if call.receiver().is_none() {
        return message;
    }
    let ends = match call.block() {
        Some(block) if block.as_block_node().is_some() => [
            call.closing_loc().map(|place| span(&place).end),
            call.arguments().map(|list| span(&list.location()).end),
            Some(message.end),
        ],
        _ => [None, None, Some(whole.end)],
    };
    Span::new(message.start, ends.into_iter().flatten().max().unwrap_or(whole.end))
}
