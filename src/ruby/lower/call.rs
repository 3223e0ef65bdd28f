//! Calls, blocks and parameters.

use std::rc::Rc;

use ruby_prism::{ArgumentsNode, BlockNode, CallNode, Node as Prism, ParametersNode};

use super::lowering::{Lowering, choice, expr, nothing, read};
use crate::ruby::expr::{Call, Code, Expr, Node, Pass, Takes, Target, Variable};
use crate::ruby::parse::{span, span_of};
use crate::source::Span;

/// A parameter, and how it gets its value.
type Parameter = (Target, Takes);

impl Lowering {
    pub(super) fn call(&mut self, call: &CallNode, whole: Span) -> Option<Expr> {
        let receiver = call.receiver().map(|receiver| self.lower(&receiver));
        if !call.is_safe_navigation() {
            return self.called(call, receiver, whole);
        }
        // `a&.b` is `b` of what `a` is, unless that is `nil`.
        let (keep, kept) = self.kept(receiver?);
        let is_nil = self.send(read(whole, kept), "nil?", Vec::new());
        let go_on = self.called(call, Some(read(whole, kept)), whole)?;
        let choose = expr(whole, choice(is_nil, nothing(whole), go_on));
        Some(expr(whole, Node::Sequence(vec![keep, choose])))
    }

    fn called(&mut self, call: &CallNode, receiver: Option<Expr>, whole: Span) -> Option<Expr> {
        let name = self.name(call.name().as_slice());
        let arguments = self.arguments(call.arguments());
        if let (None, Some(place)) = (&receiver, call.message_loc()) {
            self.facts.name(span(&place), false);
        }
        let pass = match call.block() {
            Some(node) => Some(self.pass(&node)?),
            None => None,
        };
        let span = span_of_call(call, whole);
        let receiver = receiver.map(Box::new);
        let call = Call { receiver, name, arguments, pass, span };
        Some(expr(whole, Node::Call(Box::new(call))))
    }

    /// `do |item| … end`, `{ |item| … }` or `&:name`.
    fn pass(&mut self, node: &Prism) -> Option<Pass> {
        if let Some(block) = node.as_block_node() {
            return Some(Pass::Code(self.block(&block, span_of(node))));
        }
        let passed = node.as_block_argument_node().and_then(|block| block.expression());
        match passed.and_then(|passed| passed.as_symbol_node()) {
            Some(symbol) => Some(Pass::Send(self.name(symbol.unescaped()))),
            None => {
                self.refuse(node);
                None
            }
        }
    }

    fn block(&mut self, block: &BlockNode, span: Span) -> Rc<Code> {
        let parameters = block.parameters().and_then(|node| {
            let named = node.as_block_parameters_node();
            if named.is_none() {
                self.refuse(&node);
            }
            named?.parameters()
        });
        self.code(parameters, block.body().as_ref(), span)
    }

    /// The body of a block or method. Where its parameters are refused it takes whatever it is
    /// given, so that calls of it are not found wrong too.
    pub(super) fn code(
        &mut self,
        parameters: Option<ParametersNode>,
        body: Option<&Prism>,
        span: Span,
    ) -> Rc<Code> {
        let parameters = parameters.map_or_else(|| Some(Vec::new()), |all| self.parameters(&all));
        let body = self.body(body, span);
        Rc::new(match parameters {
            Some(parameters) => Code { span, parameters, body },
            None => {
                let parameters = vec![(self.named(b" "), Takes::Rest)];
                Code { span, parameters, body: expr(span, Node::Refused) }
            }
        })
    }

    pub(super) fn arguments(&mut self, list: Option<ArgumentsNode>) -> Vec<Expr> {
        list.map_or_else(Vec::new, |list| self.list(&list.arguments()))
    }

    fn parameters(&mut self, parameters: &ParametersNode) -> Option<Vec<Parameter>> {
        let (required, optional) = (parameters.requireds(), parameters.optionals());
        let (posts, named) = (parameters.posts(), parameters.keywords());
        let all = required.iter().chain(optional.iter()).chain(parameters.rest());
        let all = all.chain(posts.iter()).chain(named.iter());
        let all = all.chain(parameters.keyword_rest()).chain(parameters.block());
        let mut lowered: Vec<Parameter> = Vec::new();
        for node in all {
            let behind_rest = matches!(lowered.last(), Some((_, Takes::Rest)));
            let Some(parameter) = self.parameter(&node).filter(|_| !behind_rest) else {
                self.refuse(&node);
                return None;
            };
            lowered.push(parameter);
        }
        Some(lowered)
    }

    fn parameter(&mut self, node: &Prism) -> Option<Parameter> {
        if let Some(optional) = node.as_optional_parameter_node() {
            let default = self.lower(&optional.value());
            return Some((self.named(optional.name().as_slice()), Takes::Default(default)));
        }
        if let Some(rest) = node.as_rest_parameter_node() {
            let name = rest.name().map_or(b" ".to_vec(), |name| name.as_slice().to_vec());
            return Some((self.named(&name), Takes::Rest));
        }
        // `|a,|` opens an array as two parameters would.
        if node.as_implicit_rest_node().is_some() {
            return Some((self.named(b" "), Takes::Rest));
        }
        Some((self.target(node)?, Takes::Value))
    }

    fn named(&mut self, name: &[u8]) -> Target {
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
