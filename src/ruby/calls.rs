//! Calls: whose method a name is, and running it. Words of the sheet, the sheet's own methods,
//! built-in methods; nothing else can be called.

use std::rc::Rc;

use ruby_prism::{CallNode, Node};

use super::arguments::Arguments;
use super::builtin::{self, Call};
use super::definitions::message_span;
use super::interpreter::{Eval, Flow, Interpreter, failure, span_of, text};
use super::value::{Code, Env, Frame, Method, Object, Parameters, Proc, Value};
use super::words::{Argument, Plain, Reply, Scope, WordCall};
use crate::source::Span;
use crate::wording;

impl<'pr> Interpreter<'pr, '_> {
    pub(crate) fn call_node(
        &mut self,
        node: &Node<'pr>,
        span: Span,
        frame: &Frame<'pr>,
    ) -> Eval<'pr> {
        let Some(call) = node.as_call_node() else { return Ok(Value::Nil) };
        let name = text(call.name().as_slice());
        let receiver = match call.receiver() {
            Some(receiver) if receiver.as_self_node().is_none() => {
                Some(self.eval(&receiver, frame)?)
            }
            Some(_) => Some(frame.this.clone()),
            None => None,
        };
        if call.is_safe_navigation() && matches!(receiver, Some(Value::Nil)) {
            return Ok(Value::Nil);
        }
        if let Some(Value::Bool(answer)) = short_circuit(&name, receiver.as_ref()) {
            return Ok(Value::Bool(answer));
        }
        let mut arguments = match call.arguments() {
            Some(list) => self.arguments(&list.arguments(), frame)?,
            None => Arguments::default(),
        };
        arguments.block = self.block_of(&call, frame)?;
        let own_block = match &arguments.block {
            Some(block) if call.block().is_some_and(|node| node.as_block_node().is_some()) => {
                block.id
            }
            _ => 0,
        };
        let span = match receiver {
            Some(_) => Span::new(message_span(node).start, span.end),
            None => message_span(node),
        };
        let value = match receiver {
            Some(receiver) => self.call_on(receiver, &name, arguments, span, frame),
            None => self.call_implicitly(&name, arguments, span, frame),
        };
        match value {
            Err(Flow::Break { proc, value }) if proc == own_block && proc != 0 => Ok(value),
            other => other,
        }
    }

    /// The block that a call passes: `do … end`, `&block`, `&:name`.
    fn block_of(
        &mut self,
        call: &CallNode<'pr>,
        frame: &Frame<'pr>,
    ) -> Result<Option<Rc<Proc<'pr>>>, Flow<'pr>> {
        let Some(node) = call.block() else { return Ok(None) };
        let span = span_of(&node);
        if let Some(block) = node.as_block_node() {
            let parameters = parameters_of(block.parameters());
            return self.make_proc(parameters, block.body(), frame, span, false).map(Some);
        }
        let Some(passed) = node.as_block_argument_node().and_then(|argument| argument.expression())
        else {
            return Ok(frame.block.clone());
        };
        match self.eval(&passed, frame)? {
            Value::Proc(block) => Ok(Some(block)),
            Value::Nil => Ok(None),
            Value::Sym(name) => {
                let id = self.fresh_id();
                Ok(Some(Rc::new(Proc { id, code: Code::Symbol(name), span })))
            }
            other => {
                let message = format!("`&` passes on a block, not {}", other.kind().described());
                Err(failure(span, message).into())
            }
        }
    }

    fn make_proc(
        &mut self,
        parameters: Parameters<'pr>,
        body: Option<Node<'pr>>,
        frame: &Frame<'pr>,
        span: Span,
        lambda: bool,
    ) -> Result<Rc<Proc<'pr>>, Flow<'pr>> {
        self.meter.make(super::literals::CONTAINER_BYTES, span)?;
        let code = Code::Block { parameters, body, frame: frame.clone(), lambda };
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
        self.make_proc(parameters, lambda.body(), frame, span, true).map(Value::Proc)
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
        let (parameters, body, frame, lambda) = match &block.code {
            Code::Block { parameters, body, frame, lambda } => (parameters, body, frame, *lambda),
            Code::Symbol(name) => {
                let mut values = arguments.values.into_iter();
                let receiver = values.next().unwrap_or(Value::Nil);
                return self.send(receiver, name, values.collect(), span);
            }
        };
        let mut inner =
            Frame { env: Env::new(Some(Rc::clone(&frame.env))), proc: block.id, ..frame.clone() };
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

    fn deeper(&mut self, span: Span, run: impl FnOnce(&mut Self) -> Eval<'pr>) -> Eval<'pr> {
        self.meter.calls += 1;
        let value = self.meter.check_depth(span).map_err(Flow::from).and_then(|()| run(self));
        self.meter.calls -= 1;
        value
    }

    /// Runs a method that the sheet defines.
    pub(crate) fn run_method(
        &mut self,
        method: &Rc<Method<'pr>>,
        this: Value<'pr>,
        mut arguments: Arguments<'pr>,
        span: Span,
    ) -> Eval<'pr> {
        let id = self.fresh_id();
        let frame = Frame {
            this,
            module: Rc::clone(&method.module),
            block: arguments.block.clone(),
            env: Env::new(None),
            method: id,
            proc: 0,
        };
        arguments.block.clone_from(&frame.block);
        self.running.push((method.name.clone(), Rc::clone(&method.module)));
        let value = self.deeper(span, |me| {
            me.bind_strictly(&method.name, method.parameters.as_ref(), arguments, &frame, span)?;
            match me.body(method.body.as_ref(), &frame) {
                Err(Flow::Return { method, value }) if method == id => Ok(value),
                other => other,
            }
        });
        self.running.pop();
        value
    }

    /// `receiver.name(values)` from inside the program.
    pub(crate) fn send(
        &mut self,
        receiver: Value<'pr>,
        name: &str,
        values: Vec<Value<'pr>>,
        span: Span,
    ) -> Eval<'pr> {
        self.meter.step(span)?;
        let call = Call {
            receiver,
            name: name.to_owned(),
            arguments: Arguments::of(values),
            span,
            frame: None,
        };
        self.method_call(call)
    }

    fn call_on(
        &mut self,
        receiver: Value<'pr>,
        name: &str,
        arguments: Arguments<'pr>,
        span: Span,
        frame: &Frame<'pr>,
    ) -> Eval<'pr> {
        let call =
            Call { receiver, name: name.to_owned(), arguments, span, frame: Some(frame.clone()) };
        self.method_call(call)
    }

    /// `receiver.name`: a word, the sheet's own method, or a built-in.
    fn method_call(&mut self, mut call: Call<'pr>) -> Eval<'pr> {
        if let Value::Scope(scope) = call.receiver {
            match self.word(scope, &call)? {
                Some(value) => return Ok(value),
                None => {}
            }
        }
        if let Some(method) = self.own_method(&call.receiver, &call.name) {
            return self.run_method(&method, call.receiver, call.arguments, call.span);
        }
        if let (Value::Module(class), "new") = (&call.receiver, call.name.as_str()) {
            if class.is_class && self.built_in_module(&class.name).is_none() {
                let class = Rc::clone(class);
                return self.instance(class, call.arguments, call.span);
            }
        }
        let inherited = self.top.instance_method(&call.name);
        if let (Some(method), Value::Scope(_)) = (inherited, &call.receiver) {
            return self.run_method(&method, call.receiver, call.arguments, call.span);
        }
        match builtin::find(&call.receiver, &call.name) {
            Some(found) => {
                call.arguments = call.arguments.gathered();
                builtin::run(self, found, call)
            }
            None => Err(self.no_method(&call)),
        }
    }

    fn no_method(&self, call: &Call<'pr>) -> Flow<'pr> {
        let Call { receiver, name, span, .. } = call;
        if let Value::Scope(scope) = receiver {
            return self.words.unknown(*scope, name, *span).into();
        }
        if matches!(receiver, Value::Nil) {
            return failure(*span, format!("`{name}` is called on `nil`"))
                .hint("something before the dot has no value; check that name, or write `&.` to allow `nil`")
                .into();
        }
        let described = match receiver {
            Value::Module(module) => format!("`{}`", module.name),
            other => other.kind().described().to_owned(),
        };
        let finding = crate::diagnostic::Diagnostic::new(
            crate::diagnostic::Code::UnsupportedRuby,
            format!("{described} has no method `{name}` that a sheet may use"),
        )
        .at(*span, "");
        match wording::nearest(name, builtin::names(receiver)) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint("`docsheet language` lists every method that a sheet may use"),
        }
        .into()
    }

    /// The method that the sheet defines for this value.
    fn own_method(&self, receiver: &Value<'pr>, name: &str) -> Option<Rc<Method<'pr>>> {
        match receiver {
            Value::Module(module) => module.own_method(name),
            Value::Object(object) => object.class.instance_method(name),
            _ => self.reopened(receiver, name),
        }
    }

    /// A method that the sheet adds to a built-in class: `class String; def …`.
    fn reopened(&self, receiver: &Value<'pr>, name: &str) -> Option<Rc<Method<'pr>>> {
        let constants = self.top.constants.borrow();
        match constants.get(builtin::class_name(receiver))? {
            Value::Module(module) => module.instance_method(name),
            _ => None,
        }
    }

    fn instance(
        &mut self,
        class: Rc<super::value::Module<'pr>>,
        arguments: Arguments<'pr>,
        span: Span,
    ) -> Eval<'pr> {
        self.meter.make(super::literals::CONTAINER_BYTES, span)?;
        let initialize = class.instance_method("initialize");
        let object =
            Value::Object(Rc::new(Object { class, variables: std::cell::RefCell::default() }));
        if let Some(method) = initialize {
            self.run_method(&method, object.clone(), arguments, span)?;
        }
        Ok(object)
    }

    /// `name` without a receiver.
    fn call_implicitly(
        &mut self,
        name: &str,
        arguments: Arguments<'pr>,
        span: Span,
        frame: &Frame<'pr>,
    ) -> Eval<'pr> {
        let mut call = Call {
            receiver: frame.this.clone(),
            name: name.to_owned(),
            arguments,
            span,
            frame: Some(frame.clone()),
        };
        if let Value::Scope(scope) = frame.this {
            if let Some(value) = self.word(scope, &call)? {
                return Ok(value);
            }
        }
        let own = self.own_method(&call.receiver, name).or_else(|| self.top.instance_method(name));
        if let Some(method) = own {
            return self.run_method(&method, call.receiver, call.arguments, span);
        }
        if name == "new" {
            return self.method_call(call);
        }
        let found = builtin::find_function(name).or_else(|| match call.receiver {
            Value::Scope(_) => None,
            _ => builtin::find(&call.receiver, name),
        });
        if let Some(found) = found {
            call.arguments = call.arguments.gathered();
            return builtin::run(self, found, call);
        }
        Err(self.unknown_name(name, span, frame))
    }

    fn unknown_name(&self, name: &str, span: Span, frame: &Frame<'pr>) -> Flow<'pr> {
        if let Value::Scope(scope) = frame.this {
            return self.words.unknown(scope, name, span).into();
        }
        let methods = self.top.methods.borrow();
        let finding = failure(span, format!("`{name}` is neither a variable nor a method here"));
        match wording::nearest(name, methods.keys().map(String::as_str)) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint("define it above, or put quotes around it if it is a text"),
        }
        .into()
    }

    /// Calls a word of the sheet; `None` when the scope has no such word.
    fn word(&mut self, scope: Scope, call: &Call<'pr>) -> Result<Option<Value<'pr>>, Flow<'pr>> {
        if !self.words.known(scope, &call.name) {
            return Ok(None);
        }
        let gathered = call.arguments.clone().gathered();
        let arguments = gathered.values.iter().enumerate().map(|(index, value)| Argument {
            value: plain(value),
            span: gathered.span(index, call.span),
        });
        let block = call.arguments.block.clone();
        let reply = self.words.call(WordCall {
            scope,
            word: &call.name,
            span: call.span,
            arguments: arguments.collect(),
            has_block: block.is_some(),
        });
        if let (Reply::Enter(inner), Some(block)) = (reply, block) {
            self.enter(inner, &block, call.span)?;
        }
        Ok(Some(Value::Nil))
    }

    /// Runs a block of the sheet with its scope as `self`.
    fn enter(&mut self, scope: Scope, block: &Rc<Proc<'pr>>, span: Span) -> Result<(), Flow<'pr>> {
        let Code::Block { parameters, body, frame, .. } = &block.code else {
            return Err(failure(span, "this block needs a `do … end` of its own").into());
        };
        let inner = Frame {
            this: Value::Scope(scope),
            env: Env::new(Some(Rc::clone(&frame.env))),
            proc: block.id,
            ..frame.clone()
        };
        let left = self.deeper(span, |me| {
            me.bind_loosely(parameters, Arguments::of(vec![Value::Scope(scope)]), &inner, span)?;
            match me.recovering(body.as_ref(), &inner) {
                Err(Flow::Next(value)) => Ok(value),
                other => other,
            }
        });
        left.map(|_| ())
    }

    /// Whether `receiver` answers to `name`.
    pub(crate) fn answers(&self, receiver: &Value<'pr>, name: &str) -> bool {
        let word = matches!(receiver, Value::Scope(scope) if self.words.known(*scope, name));
        word || self.own_method(receiver, name).is_some()
            || self.top.instance_method(name).is_some()
            || builtin::find(receiver, name).is_some()
    }
}

/// `!x` and `!=` on anything need no table.
fn short_circuit<'pr>(name: &str, receiver: Option<&Value<'pr>>) -> Option<Value<'pr>> {
    match (name, receiver) {
        ("!", Some(value)) => Some(Value::Bool(!value.truthy())),
        _ => None,
    }
}

fn parameters_of<'pr>(node: Option<Node<'pr>>) -> Parameters<'pr> {
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

/// A value in the terms of the language on top.
fn plain(value: &Value) -> Plain {
    match value {
        Value::Nil | Value::Bool(false) => Plain::Nothing,
        Value::Bool(true) => Plain::Yes,
        Value::Int(number) => Plain::Text(number.to_string()),
        Value::Float(number) => Plain::Text(super::text::float(*number)),
        Value::Str(_) | Value::Sym(_) => Plain::Text(value.as_text().unwrap_or_default()),
        Value::Array(items) => {
            let items = items.borrow();
            let mut texts = Vec::new();
            for item in items.iter() {
                match plain(item) {
                    Plain::Text(text) => texts.push(text),
                    Plain::Nothing => {}
                    _ => return Plain::Other(item.kind()),
                }
            }
            Plain::List(texts)
        }
        other => Plain::Other(other.kind()),
    }
}
