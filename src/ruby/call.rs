//! Calls: what they pass, whose method a name is, and running it. Words of the sheet, the sheet's
//! own methods, built-in methods; nothing else can be called.

use std::rc::Rc;

use super::builtin::{self, Given, On};
use super::expr::{Call, Code, Expr, Pass, Takes};
use super::machine::{
    Arguments, Does, Eval, Frame, Locals, Machine, Method, Stop, failure, raised,
};
use super::refused;
use super::value::{Id, Key, Name, Value};
use crate::diagnostic::Code as Rule;
use crate::source::Span;
use crate::wording::nearest;

/// A name that nobody knows is probably a text without its quotes when it is all of an argument.
fn unquoted(stop: Stop, span: Span) -> Stop {
    match stop {
        Stop::Fail(Some(mut finding))
            if finding.code == Rule::UnknownWord
                && finding.place.as_ref().is_some_and(|label| label.span == span) =>
        {
            finding.hints.retain(|hint| hint.starts_with("did you mean"));
            finding.hints.push("put quotes around it if it is a text".to_owned());
            Stop::Fail(Some(finding))
        }
        stop => stop,
    }
}

impl Machine<'_> {
    pub(crate) fn call(&mut self, call: &Call, frame: &Frame) -> Eval {
        let receiver = call.receiver.as_ref().map(|one| self.eval(one, frame)).transpose()?;
        let mut arguments = self.arguments(&call.arguments, frame)?;
        arguments.block = self.pass(call.pass.as_ref(), frame)?;
        let own = match (&call.pass, arguments.block) {
            (Some(Pass::Code(_)), Some(block)) => self.block_of(block).number,
            _ => 0,
        };
        self.at = call.span;
        let value = match receiver {
            Some(receiver) => self.call_on(receiver, call.name, arguments),
            None => self.call_here(call.name, arguments, frame),
        };
        match value {
            Err(Stop::Break(block, value)) if block == own && own != 0 => Ok(value),
            other => other,
        }
    }

    fn arguments(&mut self, exprs: &[Expr], frame: &Frame) -> Eval<Arguments> {
        let mut passed = Arguments::default();
        for expr in exprs {
            let values = self.values(std::slice::from_ref(expr), frame);
            let values = values.map_err(|stop| unquoted(stop, expr.span))?;
            passed.spans.extend(values.iter().map(|_| expr.span));
            passed.values.extend(values);
        }
        Ok(passed)
    }

    /// The block that a call passes: `do … end`, `&block`, `&:name`.
    fn pass(&mut self, pass: Option<&Pass>, frame: &Frame) -> Eval<Option<Id>> {
        let expr = match pass {
            None => return Ok(None),
            Some(Pass::Code(code)) => {
                let (span, code, frame) = (code.span, Rc::clone(code), frame.clone());
                return self.block(span, Does::Run { code, frame, is_lambda: false }).map(Some);
            }
            Some(Pass::Value(expr)) => expr,
        };
        match self.eval(expr, frame)? {
            Value::Block(block) => Ok(Some(block)),
            Value::Nil => Ok(None),
            Value::Sym(name) => self.block(expr.span, Does::Send(name)).map(Some),
            other => {
                let message = format!("`&` passes on a block, not {}", other.kind().described());
                Err(raised(failure(expr.span, message).hint("write the block: `{ |item| … }`")))
            }
        }
    }

    /// `receiver.name(values)` from inside the program.
    pub(crate) fn send(&mut self, receiver: Value, name: &str, values: &[Value]) -> Eval {
        let name = self.names.name(name);
        self.deeper(|me| me.call_on(receiver, name, Arguments::of(values)))
    }

    /// `receiver.name`: a word, the sheet's own method, or a built-in.
    pub(crate) fn call_on(&mut self, receiver: Value, name: Name, arguments: Arguments) -> Eval {
        let text = self.names.text(name);
        if let Value::Scope(scope) = receiver
            && self.words.known(scope, &text)
        {
            return self.word(scope, name, &arguments);
        }
        if let Some(method) = self.method_of(receiver, name)? {
            return self.run_method(&method, name, receiver, arguments);
        }
        if let Value::Module(class) = receiver
            && &*text == "new"
            && !self.module_of(class).is_native
        {
            return self.instance(class, arguments);
        }
        let Some(row) = builtin::find(&self.kinds(receiver), &text) else {
            return Err(self.no_method(receiver, &text));
        };
        builtin::run(self, row, Given::new(receiver, name, arguments, None))
    }

    /// `name` without a receiver.
    fn call_here(&mut self, name: Name, arguments: Arguments, frame: &Frame) -> Eval {
        let (text, top) = (self.names.text(name), self.top);
        if let Value::Scope(scope) = frame.this
            && self.words.known(scope, &text)
        {
            return self.word(scope, name, &arguments);
        }
        if let Some(method) = self.method_of(frame.this, name)? {
            return self.run_method(&method, name, frame.this, arguments);
        }
        if let Some(method) = self.module_of(top).methods.get(&name).cloned() {
            return self.run_method(&method, name, frame.this, arguments);
        }
        if let Some(row) = builtin::find(&[On::Function], &text) {
            return builtin::run(self, row, Given::new(frame.this, name, arguments, Some(frame)));
        }
        if !matches!(frame.this, Value::Scope(_)) && refused::function(&text, self.at).is_none() {
            return self.call_on(frame.this, name, arguments);
        }
        Err(self.unknown_name(&text, frame))
    }

    fn no_method(&self, receiver: Value, name: &str) -> Stop {
        let refused = match receiver {
            Value::Module(id) => {
                let module = self.module_of(id);
                refused::in_module(&module.name, module.is_native, name, self.at)
            }
            _ => refused::function(name, self.at),
        };
        if let Some(finding) = refused {
            return finding.into();
        }
        let described = match receiver {
            Value::Scope(scope) => return self.words.unknown(scope, name, self.at).into(),
            Value::Nil => {
                let finding = failure(self.at, format!("`{name}` is called on `nil`"));
                let hint = "what stands before the dot has no value; check it, or write `&.` to allow `nil`";
                return raised(finding.hint(hint));
            }
            Value::Module(id) => format!("`{}`", self.module_of(id).name),
            Value::Object(id) => {
                format!("an object of `{}`", self.module_of(self.object_of(id).class).name)
            }
            other => other.kind().described().to_owned(),
        };
        let message = format!("{described} has no method `{name}` that a sheet may use");
        let finding = crate::diagnostic::Diagnostic::new(Rule::UnsupportedRuby, message);
        let finding = finding.at(self.at, "");
        if let Some(instead) = refused::instead(name) {
            return finding.hint(instead).into();
        }
        let own = match receiver {
            Value::Module(id) => Some(&self.module_of(id).own_methods),
            Value::Object(id) => Some(&self.module_of(self.object_of(id).class).methods),
            _ => None,
        };
        let own = own.into_iter().flat_map(|methods| methods.keys());
        let own: Vec<_> = own.map(|name| self.names.text(*name)).collect();
        let mut known: Vec<&str> = own.iter().map(|name| &**name).collect();
        known.extend(builtin::names(&self.kinds(receiver)).map(|name| -> &str { name }));
        let hint = match nearest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`docsheet language` lists every method that a sheet may use".to_owned(),
        };
        finding.hint(hint).into()
    }

    fn unknown_name(&self, name: &str, frame: &Frame) -> Stop {
        if let Some(finding) = refused::function(name, self.at) {
            return finding.into();
        }
        match frame.this {
            Value::Scope(scope) => self.words.unknown(scope, name, self.at).into(),
            _ => self.fails(format!("`{name}` is neither a variable nor a method here")),
        }
    }

    /// Runs a method that the sheet defines.
    pub(crate) fn run_method(
        &mut self,
        method: &Method,
        name: Name,
        this: Value,
        arguments: Arguments,
    ) -> Eval {
        let (code, module) = match method {
            Method::Run(code, module) => (code, *module),
            Method::Read(name) => return Ok(self.instance_variable(*name, this)),
            Method::Write(name) => {
                let value = arguments.values.last().copied().unwrap_or_default();
                self.set_instance_variable(*name, this, value)?;
                return Ok(value);
            }
        };
        let number = self.number();
        let (block, locals) = (arguments.block, Rc::default());
        let frame = Frame { this, module, block, locals, method: number, breaks: 0 };
        let value = self.deeper(|me| {
            me.bind_strictly(name, code, arguments, &frame)?;
            me.eval(&code.body, &frame)
        });
        match value {
            Err(Stop::Return(method, value)) if method == number => Ok(value),
            other => other,
        }
    }

    /// Calls a block with plain values.
    pub(crate) fn call_block(&mut self, block: Id, values: &[Value]) -> Eval {
        self.call_block_with(block, Arguments::of(values))
    }

    /// Calls a block with what a call passes.
    pub(crate) fn call_block_with(&mut self, id: Id, arguments: Arguments) -> Eval {
        let block = self.block_of(id).clone();
        let (code, frame, is_lambda) = match block.does {
            Does::Run { code, frame, is_lambda } => (code, frame, is_lambda),
            Does::Send(name) => {
                let mut values = arguments.values.into_iter();
                let receiver = values.next().unwrap_or_default();
                let rest = Arguments { values: values.collect(), ..Arguments::default() };
                return self.deeper(|me| me.call_on(receiver, name, rest));
            }
            Does::Collect(list) => {
                let item = match arguments.values.as_slice() {
                    [value] => *value,
                    _ => self.array(arguments.values)?,
                };
                self.items_mut(list, 1)?.push(item);
                return Ok(Value::Nil);
            }
        };
        let number = block.number;
        let inner = Frame {
            locals: Locals::inside(&frame.locals),
            breaks: number,
            method: if is_lambda { number } else { frame.method },
            ..frame
        };
        let around = std::mem::replace(&mut self.at, block.span);
        let value = self.deeper(|me| {
            if is_lambda {
                let name = me.names.name("lambda");
                me.bind_strictly(name, &code, arguments, &inner)?;
            } else {
                me.bind_loosely(&code, arguments, &inner)?;
            }
            me.eval(&code.body, &inner)
        });
        self.at = around;
        match value {
            Err(Stop::Next(value)) => Ok(value),
            Err(Stop::Return(method, value)) if is_lambda && method == number => Ok(value),
            Err(Stop::Break(block, value)) if is_lambda && block == number => Ok(value),
            other => other,
        }
    }

    /// Gives arguments to the parameters of a method or lambda, which counts them.
    fn bind_strictly(
        &mut self,
        name: Name,
        code: &Code,
        mut arguments: Arguments,
        frame: &Frame,
    ) -> Eval<()> {
        let named = self.take_named(code, &mut arguments);
        let (given, (least, most)) = (arguments.values.len(), code.arity());
        if given < least || most.is_some_and(|most| given > most) {
            let takes = builtin::amount(least, most);
            let message = format!("`{}` takes {takes}, {given} given", self.names.text(name));
            return Err(self.fails(message));
        }
        self.bind(name, code, arguments, named, frame)
    }

    /// Gives arguments to the parameters of a block, which takes what it needs.
    pub(crate) fn bind_loosely(
        &mut self,
        code: &Code,
        mut arguments: Arguments,
        frame: &Frame,
    ) -> Eval<()> {
        let named = self.take_named(code, &mut arguments);
        if let (true, [Value::Array(id)]) = (code.opens(), arguments.values.as_slice()) {
            let items = Rc::clone(self.items(*id));
            self.work(items.len() / 8)?;
            arguments.values = items.to_vec();
        }
        let name = self.names.name("block");
        self.bind(name, code, arguments, named, frame)
    }

    /// The hash at the end of the arguments, where the parameters have names for what is in it.
    fn take_named(&self, code: &Code, arguments: &mut Arguments) -> Option<Id> {
        match arguments.values.last() {
            Some(Value::Hash(id))
                if code.takes_names() && arguments.values.len() > code.arity().0 =>
            {
                let id = *id;
                arguments.values.pop();
                Some(id)
            }
            _ => None,
        }
    }

    fn bind(
        &mut self,
        name: Name,
        code: &Code,
        given: Arguments,
        named: Option<Id>,
        frame: &Frame,
    ) -> Eval<()> {
        let mut spare = given.values.len().saturating_sub(code.arity().0);
        let mut values = given.values.into_iter();
        for (target, takes) in &code.parameters {
            let value = match takes {
                Takes::Value => values.next().unwrap_or_default(),
                Takes::Default(_) if spare > 0 => {
                    spare -= 1;
                    values.next().unwrap_or_default()
                }
                Takes::Default(default) => self.eval(default, frame)?,
                Takes::Rest => self.array(values.by_ref().take(spare).collect())?,
                Takes::Named(key, default) => {
                    let found = named.and_then(|id| self.pairs(id).map.get(&Key::Sym(*key)));
                    match (found, default) {
                        (Some((_, value)), _) => *value,
                        (None, Some(default)) => self.eval(default, frame)?,
                        (None, None) => {
                            let (name, key) = (self.names.text(name), self.names.text(*key));
                            return Err(self.fails(format!("`{name}` needs `{key}:`")));
                        }
                    }
                }
                Takes::Block => given.block.map_or(Value::Nil, Value::Block),
            };
            self.assign(target, value, frame)?;
        }
        named.map_or(Ok(()), |named| self.all_taken(name, code, named))
    }

    /// Each name that a call gives is one of a parameter.
    fn all_taken(&mut self, method: Name, code: &Code, named: Id) -> Eval<()> {
        let given = Rc::clone(self.pairs(named));
        self.work(given.map.len() * code.parameters.len() / 8)?;
        let known = code.parameters.iter().filter_map(|(_, takes)| match takes {
            Takes::Named(name, _) => Some(*name),
            _ => None,
        });
        let known: Vec<_> = known.collect();
        let takes = |key: &Key| matches!(key, Key::Sym(name) if known.contains(name));
        let Some((_, (unknown, _))) = given.map.iter().find(|(key, _)| !takes(key)) else {
            return Ok(());
        };
        let (method, key) = (self.names.text(method), self.to_s(*unknown)?);
        let known: Vec<_> = known.iter().map(|name| self.names.text(*name)).collect();
        let mut finding = failure(self.at, format!("`{method}` does not take `{key}:`"));
        if let Some(near) = nearest(&key, known.iter().map(|name| &**name)) {
            finding = finding.hint(format!("did you mean `{near}:`?"));
        }
        Err(raised(finding))
    }
}
