//! Calls, blocks and parameters.

use std::rc::Rc;

use ruby_prism::{ArgumentsNode, CallNode, Node as Prism, ParametersNode};

use super::lowering::{Lowering, expr, nothing};
use crate::ruby::expr::{
    Call, Code, Expr, Many, Node, Parameters, Pass, Rest, Target, To, Variable,
};
use crate::ruby::parse::{span, span_of};
use crate::source::Span;

/// A node of a kind that no sheet can use.
struct Unknown;

impl Lowering<'_> {
    pub(super) fn call(&mut self, call: &CallNode, whole: Span) -> Option<Expr> {
        let receiver = call.receiver().map(|receiver| self.lower(&receiver));
        let span = span_of_call(call, whole);
        if !call.is_safe_navigation() {
            return self.called(call, receiver, span, whole);
        }
        // `a&.b` is `b` of what `a` is, unless that is `nil`.
        let receiver = receiver?;
        let kept = self.hidden();
        let keep = self.write(kept, receiver, whole);
        let read = || expr(whole, Node::Read(kept));
        let is_nil = self.send(read(), "nil?", Vec::new(), whole);
        let go_on = self.called(call, Some(read()), span, whole)?;
        let choose = Node::If(Box::new(is_nil), Box::new(nothing(whole)), Box::new(go_on));
        Some(expr(whole, Node::Sequence(vec![keep, expr(whole, choose)])))
    }

    fn called(
        &mut self,
        call: &CallNode,
        receiver: Option<Expr>,
        span: Span,
        whole: Span,
    ) -> Option<Expr> {
        let name = self.name(call.name().as_slice());
        let (arguments, named) = self.arguments(call.arguments());
        let pass = self.pass(call.block()).ok()?;
        let call = Call { receiver, name, arguments, named, pass, span };
        Some(expr(whole, Node::Call(Box::new(call))))
    }

    /// Values, and `name: value` at the end.
    pub(super) fn arguments(&mut self, list: Option<ArgumentsNode>) -> (Vec<Expr>, Option<Expr>) {
        let Some(list) = list else { return (Vec::new(), None) };
        let (mut values, mut named) = (Vec::new(), None);
        for node in &list.arguments() {
            if node.as_keyword_hash_node().is_some() {
                named = Some(self.lower(&node));
            } else {
                values.push(self.lower(&node));
            }
        }
        (values, named)
    }

    /// The block of a call, if it has one.
    fn pass(&mut self, block: Option<Prism>) -> Result<Option<Pass>, Unknown> {
        let Some(node) = block else { return Ok(None) };
        let span = span_of(&node);
        if let Some(block) = node.as_block_node() {
            let code = self.block(block.parameters(), block.body().as_ref(), span);
            return code.map(|code| Some(Pass::Code(code))).ok_or(Unknown);
        }
        let passed = node.as_block_argument_node().ok_or(Unknown)?.expression();
        Ok(Some(Pass::Value(passed.map(|passed| self.boxed(&passed)), span)))
    }

    pub(super) fn superior(&mut self, node: &Prism) -> Option<Node> {
        if let Some(forwarding) = node.as_forwarding_super_node() {
            let block = forwarding.block().map(|block| block.as_node());
            return Some(Node::Super(None, self.pass(block).ok()?));
        }
        let call = node.as_super_node()?;
        let (mut values, named) = self.arguments(call.arguments());
        values.extend(named);
        Some(Node::Super(Some(values), self.pass(call.block()).ok()?))
    }

    pub(super) fn block(
        &mut self,
        parameters: Option<Prism>,
        body: Option<&Prism>,
        span: Span,
    ) -> Option<Rc<Code>> {
        self.scopes.open_block();
        let parameters = self.block_parameters(parameters);
        let body = self.body(body, span);
        let variables = self.scopes.close();
        Some(Rc::new(Code { span, parameters: parameters?, variables, body }))
    }

    fn block_parameters(&mut self, node: Option<Prism>) -> Option<Parameters> {
        let Some(node) = node else { return Some(Parameters::default()) };
        if let Some(numbered) = node.as_numbered_parameters_node() {
            let names = (1..=numbered.maximum()).map(|number| format!("_{number}"));
            return Some(self.plain_parameters(names, span_of(&node)));
        }
        if node.as_it_parameters_node().is_some() {
            return Some(self.plain_parameters(["it".to_owned()].into_iter(), span_of(&node)));
        }
        let Some(block) = node.as_block_parameters_node() else {
            return self.parameters(&node.as_parameters_node()?);
        };
        let parameters = block.parameters().map(|parameters| self.parameters(&parameters));
        for local in &block.locals() {
            let name = self.name(local.as_block_local_variable_node()?.name().as_slice());
            self.scopes.declare(name);
        }
        parameters.unwrap_or(Some(Parameters::default()))
    }

    fn plain_parameters(&mut self, names: impl Iterator<Item = String>, span: Span) -> Parameters {
        let first = names.map(|name| {
            let name = self.names.name(&name);
            local(self.scopes.declare(name), span)
        });
        Parameters { first: first.collect(), ..Parameters::default() }
    }

    pub(super) fn parameters(&mut self, parameters: &ParametersNode) -> Option<Parameters> {
        let mut lowered = Parameters::default();
        for node in &parameters.requireds() {
            lowered.first.push(self.parameter(&node)?);
        }
        for node in &parameters.optionals() {
            let optional = node.as_optional_parameter_node()?;
            let name = self.name(optional.name().as_slice());
            let place = self.scopes.declare(name);
            lowered.optional.push((place, self.lower(&optional.value())));
        }
        if let Some(rest) = parameters.rest() {
            let name = rest.as_rest_parameter_node().and_then(|rest| rest.name());
            lowered.trailing_comma = rest.as_implicit_rest_node().is_some();
            lowered.rest = self.rest(name.as_ref());
        }
        for node in &parameters.posts() {
            lowered.last.push(self.parameter(&node)?);
        }
        for node in &parameters.keywords() {
            lowered.named.push(self.named_parameter(&node)?);
        }
        if let Some(rest) = parameters.keyword_rest() {
            let name = rest.as_keyword_rest_parameter_node()?.name();
            lowered.named_rest = self.rest(name.as_ref());
        }
        if let Some(name) =
            parameters.block().and_then(|node| node.as_block_parameter_node()?.name())
        {
            let name = self.name(name.as_slice());
            lowered.block = Some(self.scopes.declare(name));
        }
        Some(lowered)
    }

    fn rest(&mut self, name: Option<&ruby_prism::ConstantId>) -> Rest<usize> {
        Rest::of(name.map(|name| {
            let name = self.name(name.as_slice());
            self.scopes.declare(name)
        }))
    }

    fn named_parameter(
        &mut self,
        node: &Prism,
    ) -> Option<(crate::ruby::value::Name, usize, Option<Expr>)> {
        if let Some(required) = node.as_required_keyword_parameter_node() {
            let name = self.name(required.name().as_slice());
            return Some((name, self.scopes.declare(name), None));
        }
        let optional = node.as_optional_keyword_parameter_node()?;
        let name = self.name(optional.name().as_slice());
        let place = self.scopes.declare(name);
        Some((name, place, Some(self.lower(&optional.value()))))
    }

    /// A parameter: a name, or `(a, b)`, whose names are this body's own.
    fn parameter(&mut self, node: &Prism) -> Option<Target> {
        let span = span_of(node);
        if let Some(required) = node.as_required_parameter_node() {
            let name = self.name(required.name().as_slice());
            return Some(local(self.scopes.declare(name), span));
        }
        let group = node.as_multi_target_node()?;
        let mut many = Many::default();
        for left in &group.lefts() {
            many.first.push(self.parameter(&left)?);
        }
        if let Some(rest) = group.rest() {
            let inner = rest.as_splat_node().and_then(|splat| splat.expression());
            let inner = inner.and_then(|inner| self.parameter(&inner));
            many.rest = Rest::of(inner.map(Box::new));
        }
        for right in &group.rights() {
            many.last.push(self.parameter(&right)?);
        }
        Some(Target { span, to: To::Many(many) })
    }

    /// `for target in list` is `list.each`, whose block gives each item to a target outside.
    pub(super) fn for_in(&mut self, node: &Prism, whole: Span) -> Option<Expr> {
        let repeat = node.as_for_node()?;
        let list = self.lower(&repeat.collection());
        self.scopes.open_block();
        let item = self.hidden();
        let target = self.target(&repeat.index());
        let value = expr(target.span, Node::Read(item));
        let give = expr(target.span, Node::Write(Box::new(target), Box::new(value)));
        let body = self.statements(repeat.statements(), whole);
        let body = expr(whole, Node::Sequence(vec![give, body]));
        let variables = self.scopes.close();
        let Variable::Local(_, place) = item else { return None };
        let parameters = Parameters { first: vec![local(place, whole)], ..Parameters::default() };
        let pass = Some(Pass::Code(Rc::new(Code { span: whole, parameters, variables, body })));
        let (name, span) = (self.names.name("each"), list.span);
        let receiver = Some(list);
        let call = Call { receiver, name, arguments: Vec::new(), named: None, pass, span };
        Some(expr(whole, Node::Call(Box::new(call))))
    }

    /// `receiver.name(arguments)`.
    pub(super) fn send(
        &mut self,
        receiver: Expr,
        name: &str,
        arguments: Vec<Expr>,
        span: Span,
    ) -> Expr {
        let (name, receiver) = (self.names.name(name), Some(receiver));
        let call = Call { receiver, name, arguments, named: None, pass: None, span };
        expr(span, Node::Call(Box::new(call)))
    }

    /// `name(arguments)`.
    pub(super) fn call_myself(&mut self, name: &str, arguments: Vec<Expr>, span: Span) -> Expr {
        let name = self.names.name(name);
        let call = Call { receiver: None, name, arguments, named: None, pass: None, span };
        expr(span, Node::Call(Box::new(call)))
    }
}

const fn local(place: usize, span: Span) -> Target {
    Target { span, to: To::Variable(Variable::Local(0, place)) }
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
