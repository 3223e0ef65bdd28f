//! Calls: whose method a name is, and running it. Words of the sheet, the sheet's own methods,
//! built-in methods; nothing else can be called.

use std::rc::Rc;

use ruby_prism::{CallNode, Node};

use super::arguments::Arguments;
use super::builtin::{self, Call};
use super::code::{Env, Frame, Method, MethodCode, Object};
use super::definitions::message_span;
use super::interpreter::{Eval, Flow, Interpreter, failure, text};
use super::refused;
use super::value::Value;
use crate::diagnostic::{Code as Rule, Diagnostic};
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
            Some(_) => Span::new(message_span(node).start, end_of(&call, span)),
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
            env: Env::new(),
            method: id,
            proc: 0,
        };
        if let MethodCode::Block(_) = method.code {
            arguments.block = None;
        }
        self.running.push((method.name.clone(), Rc::clone(&method.module)));
        let value = self.deeper(span, |me| me.method_body(method, arguments, &frame, span));
        self.running.pop();
        match value {
            Err(Flow::Return { method, value }) if method == id => Ok(value),
            other => other,
        }
    }

    fn method_body(
        &mut self,
        method: &Method<'pr>,
        mut arguments: Arguments<'pr>,
        frame: &Frame<'pr>,
        span: Span,
    ) -> Eval<'pr> {
        match &method.code {
            MethodCode::Def { parameters, body } => {
                self.bind_strictly(&method.name, parameters.as_ref(), arguments, frame, span)?;
                self.body(body.as_ref(), frame)
            }
            MethodCode::Reader(name) => Ok(self.instance_variable(name, frame)),
            MethodCode::Writer(name) => {
                let value = arguments.values.pop().unwrap_or(Value::Nil);
                self.set_instance_variable(name.clone(), value.clone(), frame, span)?;
                Ok(value)
            }
            MethodCode::Block(block) => {
                self.call_proc_with(block, arguments, Some(frame.this.clone()), span)
            }
        }
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

    /// `name(values)` with `this` as `self`.
    pub(crate) fn send_implicitly(
        &mut self,
        this: Value<'pr>,
        name: &str,
        values: Vec<Value<'pr>>,
        span: Span,
    ) -> Eval<'pr> {
        self.meter.step(span)?;
        let frame = Frame {
            this,
            module: Rc::clone(&self.top),
            block: None,
            env: Env::new(),
            method: 0,
            proc: 0,
        };
        self.call_implicitly(name, Arguments::of(values), span, &frame)
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
    pub(crate) fn method_call(&mut self, mut call: Call<'pr>) -> Eval<'pr> {
        if let Value::Scope(scope) = call.receiver
            && let Some(value) = self.word(scope, &call)?
        {
            return Ok(value);
        }
        if let Some(method) = self.own_method(&call.receiver, &call.name) {
            return self.run_method(&method, call.receiver, call.arguments, call.span);
        }
        if let (Value::Module(class), "new") = (&call.receiver, call.name.as_str())
            && class.is_class
            && !class.is_native
        {
            let class = Rc::clone(class);
            return self.instance(class, call.arguments, call.span);
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
        if let Some(finding) = refused::method(receiver, name, *span) {
            return finding.into();
        }
        match receiver {
            Value::Scope(scope) => return self.words.unknown(*scope, name, *span).into(),
            Value::Nil => return failure(*span, format!("`{name}` is called on `nil`"))
                .hint("what stands before the dot has no value; check it, or write `&.` to allow `nil`")
                .into(),
            _ => {}
        }
        let described = match receiver {
            Value::Module(module) => format!("`{}`", module.name()),
            Value::Object(object) => format!("an object of `{}`", object.class.name()),
            other => other.kind().described().to_owned(),
        };
        let message = format!("{described} has no method `{name}` that a sheet may use");
        let finding = Diagnostic::new(Rule::UnsupportedRuby, message).at(*span, "");
        let own = self.names_of_own_methods(receiver);
        let known = own.iter().map(String::as_str).chain(builtin::names(receiver));
        match wording::nearest(name, known) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint("`docsheet language` lists every method that a sheet may use"),
        }
        .into()
    }

    fn names_of_own_methods(&self, receiver: &Value<'pr>) -> Vec<String> {
        match receiver {
            Value::Module(module) => module.own_methods.borrow().keys().cloned().collect(),
            Value::Object(object) => object.class.methods.borrow().keys().cloned().collect(),
            _ => Vec::new(),
        }
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
        class: Rc<super::code::Module<'pr>>,
        arguments: Arguments<'pr>,
        span: Span,
    ) -> Eval<'pr> {
        self.meter.make(super::literals::CONTAINER_BYTES, span)?;
        let initialize = class.instance_method("initialize");
        let object =
            Value::Object(Rc::new(Object { class, variables: std::cell::RefCell::default() }));
        match initialize {
            Some(method) => {
                self.run_method(&method, object.clone(), arguments, span)?;
            }
            None => self.initialize(&object, arguments, span)?,
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
        if let Value::Scope(scope) = frame.this
            && let Some(value) = self.word(scope, &call)?
        {
            return Ok(value);
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
        if let Some(finding) = refused::function(name, span) {
            return finding.into();
        }
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

    /// Whether `receiver` answers to `name`.
    pub(crate) fn answers(&self, receiver: &Value<'pr>, name: &str) -> bool {
        let word = matches!(receiver, Value::Scope(scope) if self.words.known(*scope, name));
        word || self.own_method(receiver, name).is_some()
            || self.top.instance_method(name).is_some()
            || builtin::find_function(name).is_some()
            || builtin::find(receiver, name).is_some()
    }
}

/// Where a call ends, without its `do … end`.
fn end_of(call: &CallNode, span: Span) -> usize {
    match call.block() {
        Some(block) if block.as_block_node().is_some() => {
            let ends = [
                call.closing_loc().map(|place| place.end()),
                call.arguments().map(|list| list.location().end()),
                call.message_loc().map(|place| place.end()),
            ];
            ends.into_iter().flatten().max().map_or(span.end, |end| end as usize)
        }
        _ => span.end,
    }
}

/// `!x` and `!=` on anything need no table.
fn short_circuit<'pr>(name: &str, receiver: Option<&Value<'pr>>) -> Option<Value<'pr>> {
    match (name, receiver) {
        ("!", Some(value)) => Some(Value::Bool(!value.truthy())),
        _ => None,
    }
}
