//! Blocks and lambdas: made where they stand, called with values.

use std::rc::Rc;

use ruby_prism::{CallNode, ConstantList, Node};

use super::arguments::Arguments;
use super::code::{Code, Env, Frame, Parameters, Proc};
use super::interpreter::{Eval, Flow, Interpreter, failure, span_of};
use super::value::Value;
use crate::source::Span;

impl<'pr> Interpreter<'pr, '_> {
    /// The block that a call passes: `do … end`, `&block`, `&:name`.
    pub(crate) fn block_of(
        &mut self,
        call: &CallNode<'pr>,
        frame: &Frame<'pr>,
    ) -> Result<Option<Rc<Proc<'pr>>>, Flow<'pr>> {
        let Some(node) = call.block() else { return Ok(None) };
        let span = span_of(&node);
        if let Some(block) = node.as_block_node() {
            let parameters = parameters_of(block.parameters());
            let locals = names_of(&block.locals());
            return self.make_proc(parameters, locals, block.body(), frame, span).map(Some);
        }
        let Some(passed) = node.as_block_argument_node().and_then(|argument| argument.expression())
        else {
            return Ok(frame.block.clone());
        };
        match self.eval(&passed, frame)? {
            Value::Proc(block) => Ok(Some(block)),
            Value::Nil => Ok(None),
            Value::Sym(name) => Ok(Some(self.native(Code::Symbol(name), span))),
            hash @ Value::Hash(_) => Ok(Some(self.native(Code::Method(hash, "[]".into()), span))),
            other => {
                let message = format!("`&` passes on a block, not {}", other.kind().described());
                Err(failure(span, message).into())
            }
        }
    }

    fn make_proc(
        &mut self,
        parameters: Parameters<'pr>,
        locals: Rc<[&'pr [u8]]>,
        body: Option<Node<'pr>>,
        frame: &Frame<'pr>,
        span: Span,
    ) -> Result<Rc<Proc<'pr>>, Flow<'pr>> {
        self.meter.make(super::literals::CONTAINER_BYTES + 16 * locals.len(), span)?;
        let code = Code::Block { parameters, locals, body, frame: frame.clone(), lambda: false };
        Ok(Rc::new(Proc { id: self.fresh_id(), code, span }))
    }

    pub(crate) fn lambda_node(
        &mut self,
        node: &Node<'pr>,
        span: Span,
        frame: &Frame<'pr>,
    ) -> Eval<'pr> {
        let Some(lambda) = node.as_lambda_node() else { return Ok(Value::Nil) };
        let parameters = parameters_of(lambda.parameters());
        let locals = names_of(&lambda.locals());
        let made = self.make_proc(parameters, locals, lambda.body(), frame, span)?;
        Ok(Value::Proc(as_lambda(made)))
    }

    pub(crate) fn yield_node(
        &mut self,
        node: &Node<'pr>,
        span: Span,
        frame: &Frame<'pr>,
    ) -> Eval<'pr> {
        let block = self.yielded(frame, span)?;
        let arguments = match node.as_yield_node().and_then(|node| node.arguments()) {
            Some(list) => self.arguments(&list.arguments(), frame)?,
            None => Arguments::default(),
        };
        self.call_proc_with(&block, arguments, None, span)
    }

    /// Calls a block with plain values.
    pub(crate) fn call_proc(
        &mut self,
        block: &Rc<Proc<'pr>>,
        values: Vec<Value<'pr>>,
    ) -> Eval<'pr> {
        self.call_proc_with(block, Arguments::of(values), None, block.span)
    }

    /// Calls a block, with another `self` where `this` is given.
    pub(crate) fn call_proc_with(
        &mut self,
        block: &Rc<Proc<'pr>>,
        arguments: Arguments<'pr>,
        this: Option<Value<'pr>>,
        span: Span,
    ) -> Eval<'pr> {
        let Code::Block { parameters, locals, body, frame, lambda } = &block.code else {
            return self.call_native(&block.code, arguments, span);
        };
        let lambda = *lambda;
        self.meter.work(locals.len() / 8, span)?;
        let env = Env::inside(&frame.env, locals);
        let mut inner = Frame { env, proc: block.id, ..frame.clone() };
        if let Some(this) = this {
            inner.this = this;
        }
        if lambda {
            inner.method = block.id;
        }
        self.deeper(span, |me| {
            match parameters {
                Parameters::Named(parameters) if lambda => {
                    me.bind_strictly("lambda", Some(parameters), arguments, &inner, span)?;
                }
                _ => me.bind_loosely(parameters, arguments, &inner, span)?,
            }
            match me.body(body.as_ref(), &inner) {
                Err(Flow::Next(value)) => Ok(value),
                Err(Flow::Return { method, value }) if lambda && method == block.id => Ok(value),
                Err(Flow::Break { proc, value }) if lambda && proc == block.id => Ok(value),
                other => other,
            }
        })
    }

    /// Runs a block's code as the body of something else.
    pub(crate) fn body_with(
        &mut self,
        block: &Rc<Proc<'pr>>,
        frame: &Frame<'pr>,
        span: Span,
    ) -> Eval<'pr> {
        match &block.code {
            Code::Block { body, locals, .. } => {
                let inner = Frame { env: Env::inside(&frame.env, locals), ..frame.clone() };
                self.deeper(span, |me| me.body(body.as_ref(), &inner))
            }
            _ => Ok(Value::Nil),
        }
    }

    /// Calls a block that is no piece of the sheet.
    fn call_native(
        &mut self,
        code: &Code<'pr>,
        arguments: Arguments<'pr>,
        span: Span,
    ) -> Eval<'pr> {
        let mut values = arguments.values;
        match code {
            Code::Block { .. } => Ok(Value::Nil),
            Code::Symbol(name) => {
                let mut values = values.into_iter();
                let receiver = values.next().unwrap_or(Value::Nil);
                self.send(receiver, name, values.collect(), span)
            }
            Code::Method(receiver, name) => {
                self.send_implicitly(receiver.clone(), name, values, span)
            }
            Code::Collect(list) => {
                self.meter.make(2 * size_of::<Value>(), span)?;
                let item = self.packed(values, span)?;
                list.borrow_mut().push(item);
                Ok(Value::Nil)
            }
            Code::Indexed(block, next) => {
                let index = next.replace(next.get().saturating_add(1));
                values = vec![self.packed(values, span)?, Value::Int(index)];
                self.call_proc(block, values)
            }
            Code::With(block, object) => {
                values = vec![self.packed(values, span)?, object.clone()];
                self.call_proc(block, values)
            }
        }
    }

    /// Several values that a block is given, as the one item that they are.
    fn packed(&mut self, mut values: Vec<Value<'pr>>, span: Span) -> Eval<'pr> {
        if values.len() == 1 {
            return Ok(values.remove(0));
        }
        self.array(values, span)
    }

    pub(crate) fn deeper(
        &mut self,
        span: Span,
        run: impl FnOnce(&mut Self) -> Eval<'pr>,
    ) -> Eval<'pr> {
        self.meter.calls += 1;
        let value = self.meter.check_depth(span).map_err(Flow::from).and_then(|()| run(self));
        self.meter.calls -= 1;
        value
    }
}

fn names_of<'pr>(names: &ConstantList<'pr>) -> Rc<[&'pr [u8]]> {
    names.iter().map(|name| name.as_slice()).collect()
}

/// The same block, which counts its arguments and keeps `return` to itself; one that others hold
/// too stays as it is, as `lambda(&block)` leaves it in Ruby.
pub(crate) fn as_lambda(block: Rc<Proc<'_>>) -> Rc<Proc<'_>> {
    let mut block = match Rc::try_unwrap(block) {
        Ok(block) => block,
        Err(shared) => return shared,
    };
    if let Code::Block { lambda, .. } = &mut block.code {
        *lambda = true;
    }
    Rc::new(block)
}

fn parameters_of(node: Option<Node<'_>>) -> Parameters<'_> {
    let Some(node) = node else { return Parameters::None };
    if let Some(numbered) = node.as_numbered_parameters_node() {
        return Parameters::Numbered(usize::from(numbered.maximum()));
    }
    if node.as_it_parameters_node().is_some() {
        return Parameters::It;
    }
    let named = node.as_block_parameters_node().and_then(|block| block.parameters());
    named.or_else(|| node.as_parameters_node()).map_or(Parameters::None, Parameters::Named)
}
