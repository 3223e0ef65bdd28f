//! Calls: what they pass, whose method a name is, and running it. Words of the sheet, the sheet's
//! own methods, built-in methods; nothing else can be called.

use std::rc::Rc;

use indexmap::IndexMap;

use super::builtin::{self, FUNCTIONS, Given};
use super::expr::{Call, Code, Expr, Pass, Takes};
use super::frame::{Arguments, Block, Frame, Locals, Method};
use super::machine::{Eval, Machine, Stop};
use super::refused;
use super::value::{Id, Name, Value};
use super::words::{Argument, Plain, Scope, TOP, WordCall};
use crate::diagnostic::{Code as Rule, Diagnostic};
use crate::source::Span;
use crate::wording::nearest;

/// A name that nobody knows is probably a text without its quotes when an argument begins with it.
fn unquoted(stop: Stop, span: Span) -> Stop {
    match stop {
        Stop::Fail(Some(mut finding))
            if finding.code == Rule::UnknownWord
                && finding.place.as_ref().is_some_and(|label| label.span.start == span.start) =>
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
        let number = self.number();
        arguments.block = match &call.pass {
            None => None,
            Some(Pass::Code(code)) => {
                let frame = Frame { breaks: number, ..frame.clone() };
                Some(self.block(Block::Run(Rc::clone(code), frame))?)
            }
            Some(Pass::Send(name)) => Some(self.block(Block::Send(*name))?),
        };
        self.at = call.span;
        let value = match receiver {
            Some(receiver) => self.call_on(receiver, call.name, arguments),
            None => self.call_here(call.name, arguments, frame),
        };
        match value {
            Err(Stop::Break(block, value)) if block == number => Ok(value),
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
        if let Some(method) = self.method_of(receiver, name) {
            return self.run_method(&method, name, receiver, arguments);
        }
        if let Value::Module(class) = receiver
            && &*text == "new"
            && self.module_of(class).native.is_none()
        {
            return self.instance(class, arguments);
        }
        let Some(row) = builtin::find(&self.tables(receiver), &text) else {
            return Err(self.no_method(receiver, &text));
        };
        builtin::run(self, row, Given { receiver, name, arguments, around: None, taken: 0 })
    }

    /// `name` without a receiver.
    fn call_here(&mut self, name: Name, arguments: Arguments, frame: &Frame) -> Eval {
        let text = self.names.text(name);
        if let Value::Scope(scope) = frame.this
            && self.words.known(scope, &text)
        {
            return self.word(scope, name, &arguments);
        }
        let method = self.method_of(frame.this, name);
        let method = method.or_else(|| self.method_of(Value::Scope(TOP), name));
        if let Some(method) = method {
            return self.run_method(&method, name, frame.this, arguments);
        }
        if let Some(row) = builtin::find(&[FUNCTIONS], &text) {
            let (receiver, around) = (frame.this, frame.block);
            let given = Given { receiver, name, arguments, around, taken: 0 };
            return builtin::run(self, row, given);
        }
        if let Some(finding) = refused::finding(&text, &text, self.at) {
            return Err(finding.into());
        }
        match frame.this {
            Value::Scope(scope) => Err(self.words.unknown(scope, &text, self.at).into()),
            this => self.call_on(this, name, arguments),
        }
    }

    fn no_method(&self, receiver: Value, name: &str) -> Stop {
        let (described, called) = match receiver {
            Value::Scope(scope) => return self.words.unknown(scope, name, self.at).into(),
            Value::Module(id) => {
                let module = &self.module_of(id).name;
                (format!("`{module}`"), format!("{module}.{name}"))
            }
            Value::Object(id) => {
                let class = &self.module_of(self.object_of(id).class).name;
                (format!("an object of `{class}`"), name.to_owned())
            }
            _ => (receiver.described().to_owned(), name.to_owned()),
        };
        if let Some(finding) = refused::finding(&called, name, self.at) {
            return finding.into();
        }
        if receiver == Value::Nil {
            let hint = match self.words.wants(name) {
                Some(_) => {
                    "a dot stands before it, perhaps at the end of the line above; leave it out"
                }
                None => {
                    "what stands before the dot has no value; check it, or write `&.` to allow `nil`"
                }
            };
            return self.fails(format!("`{name}` is called on `nil`")).hint(hint);
        }
        let message = format!("{described} has no method `{name}` that a sheet may use");
        let finding = Diagnostic::new(Rule::UnsupportedRuby, message).at(self.at, "");
        finding.hint(self.way_out(receiver, name)).into()
    }

    /// What to write instead of a method that a value does not have.
    fn way_out(&self, receiver: Value, name: &str) -> String {
        if let Some(instead) = refused::instead(name) {
            return instead.to_owned();
        }
        let turned = match receiver {
            Value::Sym(_) => Some(("to_s", "String")),
            Value::Range(_) | Value::Hash(_) => Some(("to_a", "Array")),
            _ => None,
        };
        if let Some((turn, _)) = turned.filter(|(_, class)| builtin::find(&[class], name).is_some())
        {
            return format!("write `.{turn}.{name}`");
        }
        let own = self.methods_of(receiver).into_iter().flat_map(IndexMap::keys);
        let own: Vec<_> = own.map(|name| self.names.text(*name)).collect();
        let tables = self.tables(receiver);
        let names = builtin::names(&tables).map(|name| -> &str { name });
        let known = own.iter().map(|name| &**name).chain(names);
        match nearest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`docsheet language` lists every method that a sheet may use".to_owned(),
        }
    }

    /// Calls a word of the sheet.
    pub(crate) fn word(&mut self, scope: Scope, name: Name, arguments: &Arguments) -> Eval {
        let span = self.at;
        let mut given = Vec::with_capacity(arguments.values.len());
        for (index, value) in arguments.values.iter().enumerate() {
            let place = self.patched.original(arguments.span(index, span));
            given.push(Argument { value: self.plain(*value, span)?, span: place });
        }
        let block = arguments.block;
        let word = self.names.text(name);
        let call = WordCall {
            scope,
            word: &word,
            span: self.patched.original(span),
            arguments: given,
            has_block: block.is_some(),
        };
        if let (Some(inner), Some(block)) = (self.words.call(call), block) {
            self.enter(inner, block)?;
        }
        Ok(Value::Nil)
    }

    /// Runs a block of the sheet with its scope as `self`.
    fn enter(&mut self, scope: Scope, block: Id) -> Eval<()> {
        let Block::Run(code, frame) = self.block_of(block).clone() else {
            return Err(self.fails("this block needs a `do … end` of its own"));
        };
        let (this, locals) = (Value::Scope(scope), Locals::inside(&frame.locals));
        let frame = Frame { this, locals, ..frame };
        let left = self.deeper(|me| {
            me.bind_loosely(&code, &[this], &frame)?;
            me.recovering(&code.body, &frame)
        });
        match left {
            Ok(_) | Err(Stop::Next(_)) => Ok(()),
            Err(stop) => Err(stop),
        }
    }

    /// A value in the terms of the language on top. Whoever copies a text charges for it here.
    fn plain(&mut self, value: Value, at: Span) -> Eval<Plain> {
        let text = match value {
            Value::Nil | Value::Bool(false) => return Ok(Plain::Nothing),
            Value::Bool(true) => return Ok(Plain::Yes),
            Value::Array(id) => {
                let mut texts = Vec::new();
                for item in Rc::clone(self.items(id)).iter() {
                    self.meter.give(size_of::<String>(), at)?;
                    let plain = match item {
                        Value::Array(_) => Plain::Other(item.described()),
                        item => self.plain(*item, at)?,
                    };
                    match plain {
                        Plain::Text(text) => texts.push(text),
                        Plain::Nothing => {}
                        _ => return Ok(Plain::Other(item.described())),
                    }
                }
                return Ok(Plain::List(texts));
            }
            Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Sym(_) => self.to_s(value)?,
            other => return Ok(Plain::Other(other.described())),
        };
        self.meter.give(text.len(), at)?;
        Ok(Plain::Text(text.to_string()))
    }

    /// Runs a method that the sheet defines.
    pub(crate) fn run_method(
        &mut self,
        method: &Method,
        name: Name,
        this: Value,
        arguments: Arguments,
    ) -> Eval {
        builtin::count_arguments(self, name, arguments.values.len(), method.arity())?;
        let (code, module) = match method {
            Method::Code(code, module) => (code, *module),
            Method::Reads(name) => return Ok(self.variable(this, *name)),
            Method::Writes(name) => {
                let value = arguments.values[0];
                return self.set_variable(this, *name, value).map(|()| value);
            }
        };
        let (number, block, locals) = (self.number(), arguments.block, Rc::default());
        let frame = Frame { this, module, block, locals, method: number, breaks: 0 };
        let value = self.deeper(|me| {
            me.bind(code, arguments.values, &frame)?;
            me.eval(&code.body, &frame)
        });
        match value {
            Err(Stop::Return(method, value)) if method == number => Ok(value),
            other => other,
        }
    }

    /// Calls a block.
    pub(crate) fn call_block(&mut self, block: Id, values: &[Value]) -> Eval {
        let (code, frame) = match self.block_of(block).clone() {
            Block::Run(code, frame) => (code, frame),
            Block::Send(name) => {
                let (receiver, values) = values.split_first().unwrap_or((&Value::Nil, &[]));
                return self.deeper(|me| me.call_on(*receiver, name, Arguments::of(values)));
            }
            Block::Collect(list) => {
                let item = match values {
                    [value] => *value,
                    _ => self.array(values.to_vec())?,
                };
                self.items_mut(list, 1)?.push(item);
                return Ok(Value::Nil);
            }
        };
        let frame = Frame { locals: Locals::inside(&frame.locals), ..frame };
        let around = std::mem::replace(&mut self.at, code.span);
        let value = self.deeper(|me| {
            me.bind_loosely(&code, values, &frame)?;
            me.eval(&code.body, &frame)
        });
        self.at = around;
        match value {
            Err(Stop::Next(value)) => Ok(value),
            other => other,
        }
    }

    /// Gives values to the parameters of a block: of one array, what is in it.
    pub(crate) fn bind_loosely(
        &mut self,
        code: &Code,
        values: &[Value],
        frame: &Frame,
    ) -> Eval<()> {
        let mut values = values.to_vec();
        if let (2.., [Value::Array(id)]) = (code.parameters.len(), values.as_slice()) {
            values = self.items(*id).to_vec();
            self.work(values.len() / 8)?;
        }
        self.bind(code, values, frame)
    }

    fn bind(&mut self, code: &Code, values: Vec<Value>, frame: &Frame) -> Eval<()> {
        let mut spare = values.len().saturating_sub(code.arity().0);
        let mut values = values.into_iter();
        for (target, takes) in &code.parameters {
            let value = match takes {
                Takes::Default(default) if spare == 0 => self.eval(default, frame)?,
                Takes::Value => values.next().unwrap_or_default(),
                Takes::Default(_) => {
                    spare -= 1;
                    values.next().unwrap_or_default()
                }
                Takes::Rest => self.array(values.by_ref().take(spare).collect())?,
            };
            self.assign(target, value, frame)?;
        }
        Ok(())
    }
}
