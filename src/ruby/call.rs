//! Calls: what they pass, whose method a name is, and running it. Words of the sheet, the sheet's
//! own methods, built-in methods; nothing else can be called.

use std::rc::Rc;

use super::arguments::Arguments;
use super::builtin::{self, Given};
use super::expr::{Call, Code, Expr, Pass, Rest};
use super::machine::{
    Does, Eval, Frame, Machine, Method, MethodDoes, Raised, Stop, Variables, failure,
};
use super::refused;
use super::value::{Id, Name, Value};
use crate::diagnostic::{Code as Rule, Diagnostic};
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

/// What is called without a receiver in a block of the sheet too, besides words and functions.
const IMPLIED: &[&str] = &[
    "send",
    "public_send",
    "__send__",
    "method",
    "respond_to?",
    "instance_eval",
    "instance_exec",
    "enum_for",
    "to_enum",
    "attr_reader",
    "attr_writer",
    "attr_accessor",
    "private",
    "public",
    "include",
    "extend",
    "alias_method",
];

impl Machine<'_> {
    pub(crate) fn call(&mut self, call: &Call, frame: &Frame) -> Eval {
        let receiver = call.receiver.as_ref().map(|one| self.eval(one, frame)).transpose()?;
        let mut arguments = self.arguments(&call.arguments, call.named.as_ref(), frame)?;
        arguments.block = self.pass(call.pass.as_ref(), frame)?;
        let own = match (&call.pass, arguments.block) {
            (Some(Pass::Code(_)), Some(block)) => self.block_of(block).number,
            _ => 0,
        };
        self.at = call.span;
        let value = match receiver {
            Some(receiver) => self.call_on(receiver, call.name, arguments, Some(frame)),
            None => self.call_here(call.name, arguments, frame),
        };
        match value {
            Err(Stop::Break(block, value)) if block == own && own != 0 => Ok(value),
            other => other,
        }
    }

    pub(crate) fn arguments(
        &mut self,
        exprs: &[Expr],
        named: Option<&Expr>,
        frame: &Frame,
    ) -> Eval<Arguments> {
        let mut passed = Arguments::default();
        for expr in exprs {
            let values = self.values(std::slice::from_ref(expr), frame);
            let values = values.map_err(|stop| unquoted(stop, expr.span))?;
            passed.spans.extend(values.iter().map(|_| expr.span));
            passed.values.extend(values);
        }
        let Some(expr) = named else { return Ok(passed) };
        let hash = self.eval(expr, frame)?;
        let Value::Hash(id) = hash else { return Ok(passed) };
        let pairs = Rc::clone(self.pairs(id));
        // Pairs with symbol keys are named arguments; any other key makes it a plain hash.
        let symbols = pairs.map.values().map(|(key, value)| match key {
            Value::Sym(name) => Some((*name, *value)),
            _ => None,
        });
        match symbols.collect::<Option<Vec<_>>>() {
            Some(named) => passed.named = named,
            None => {
                passed.values.push(hash);
                passed.spans.push(expr.span);
            }
        }
        Ok(passed)
    }

    /// The block that a call passes: `do … end`, `&block`, `&:name`.
    pub(crate) fn pass(&mut self, pass: Option<&Pass>, frame: &Frame) -> Eval<Option<Id>> {
        let (value, span) = match pass {
            None => return Ok(None),
            Some(Pass::Code(code)) => {
                let (code, frame) = (Rc::clone(code), frame.clone());
                let span = code.span;
                return self.block(span, Does::Run { code, frame, is_lambda: false }).map(Some);
            }
            Some(Pass::Value(None, _)) => return Ok(frame.block),
            Some(Pass::Value(Some(expr), span)) => (self.eval(expr, frame)?, *span),
        };
        match value {
            Value::Block(block) => Ok(Some(block)),
            Value::Nil => Ok(None),
            Value::Sym(name) => self.block(span, Does::Send(name)).map(Some),
            Value::Hash(_) => {
                let name = self.names.name("[]");
                self.block(span, Does::Method(value, name)).map(Some)
            }
            other => {
                let message = format!("`&` passes on a block, not {}", other.kind().described());
                Err(Raised::of("TypeError", failure(span, message)))
            }
        }
    }

    /// `receiver.name(values)` from inside the program.
    pub(crate) fn send(&mut self, receiver: Value, name: &str, values: &[Value]) -> Eval {
        let name = self.names.name(name);
        self.deeper(|me| me.call_on(receiver, name, Arguments::of(values), None))
    }

    /// `receiver.name(values) { … }` from inside the program.
    pub(crate) fn send_with_block(
        &mut self,
        receiver: Value,
        name: &str,
        values: &[Value],
        block: Id,
    ) -> Eval {
        let name = self.names.name(name);
        let arguments = Arguments { block: Some(block), ..Arguments::of(values) };
        self.deeper(|me| me.call_on(receiver, name, arguments, None))
    }

    /// `receiver.name`: a word, the sheet's own method, or a built-in.
    pub(crate) fn call_on(
        &mut self,
        receiver: Value,
        name: Name,
        mut arguments: Arguments,
        frame: Option<&Frame>,
    ) -> Eval {
        if let Value::Scope(scope) = receiver
            && self.words.known(scope, &self.names.text(name))
        {
            return self.word(scope, name, arguments);
        }
        let mut method = self.method_of(receiver, name)?;
        if method.is_none() && matches!(receiver, Value::Scope(_)) {
            method = self.instance_method(self.top, name)?;
        }
        if let Some(method) = method {
            return self.run_method(&method, receiver, arguments);
        }
        let text = self.names.text(name);
        if let Value::Module(class) = receiver
            && &*text == "new"
            && self.module_of(class).is_class
            && (!self.module_of(class).is_native || self.is_error(class)?)
        {
            return self.instance(class, arguments);
        }
        let kinds = self.kinds(receiver)?;
        let Some(row) = builtin::find(&kinds, &text) else {
            return Err(self.no_method(receiver, name)?);
        };
        arguments = arguments.gathered(self)?;
        builtin::run(self, row, Given::new(receiver, name, arguments, frame))
    }

    /// `name` without a receiver.
    fn call_here(&mut self, name: Name, arguments: Arguments, frame: &Frame) -> Eval {
        let text = self.names.text(name);
        if let Value::Scope(scope) = frame.this
            && self.words.known(scope, &text)
        {
            return self.word(scope, name, arguments);
        }
        let mut method = self.method_of(frame.this, name)?;
        if method.is_none() {
            method = self.instance_method(self.top, name)?;
        }
        if let Some(method) = method {
            return self.run_method(&method, frame.this, arguments);
        }
        if &*text == "new" {
            return self.call_on(frame.this, name, arguments, Some(frame));
        }
        let mut kinds = vec![builtin::On::Function];
        if !matches!(frame.this, Value::Scope(_)) || IMPLIED.contains(&&*text) {
            kinds.extend(self.kinds(frame.this)?);
        }
        let Some(row) = builtin::find(&kinds, &text) else {
            return Err(self.unknown_name(&text, frame));
        };
        let arguments = arguments.gathered(self)?;
        builtin::run(self, row, Given::new(frame.this, name, arguments, Some(frame)))
    }

    /// `send(:name)`: as if the name stood there, with `this` as `self`.
    pub(crate) fn call_as(&mut self, this: Value, name: Name, arguments: Arguments) -> Eval {
        let variables = Variables::new(0, None);
        let frame = Frame { this, module: self.top, block: None, variables, method: 0, breaks: 0 };
        self.deeper(|me| me.call_here(name, arguments, &frame))
    }

    fn no_method(&mut self, receiver: Value, name: Name) -> Eval<Stop> {
        let text = self.names.text(name);
        let refused = match receiver {
            Value::Module(id) => {
                let module = self.module_of(id);
                refused::in_module(&module.name, module.is_native, &text, self.at)
            }
            _ => refused::function(&text, self.at),
        };
        if let Some(finding) = refused {
            return Ok(finding.into());
        }
        match receiver {
            Value::Scope(scope) => return Ok(self.words.unknown(scope, &text, self.at).into()),
            Value::Nil => {
                let finding = failure(self.at, format!("`{text}` is called on `nil`"));
                let hint = "what stands before the dot has no value; check it, or write `&.` to allow `nil`";
                return Ok(Raised::of("NoMethodError", finding.hint(hint)));
            }
            _ => {}
        }
        let described = match receiver {
            Value::Module(id) => format!("`{}`", self.module_of(id).name),
            Value::Object(id) => {
                format!("an object of `{}`", self.module_of(self.object_of(id).class).name)
            }
            other => other.kind().described().to_owned(),
        };
        let message = format!("{described} has no method `{text}` that a sheet may use");
        let finding = Diagnostic::new(Rule::UnsupportedRuby, message).at(self.at, "");
        let kinds = self.kinds(receiver)?;
        if let Some(instead) = builtin::instead(&kinds, &text) {
            return Ok(finding.hint(instead).into());
        }
        let own: Vec<_> = self.names_of_methods(receiver);
        let mut known: Vec<&str> = own.iter().map(|name| &**name).collect();
        known.extend(builtin::names(&kinds).map(|name| -> &str { name }));
        let hint = match nearest(&text, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`docsheet language` lists every method that a sheet may use".to_owned(),
        };
        Ok(finding.hint(hint).into())
    }

    fn names_of_methods(&self, receiver: Value) -> Vec<Rc<str>> {
        let methods = match receiver {
            Value::Module(id) => &self.module_of(id).own_methods,
            Value::Object(id) => &self.module_of(self.object_of(id).class).methods,
            _ => return Vec::new(),
        };
        methods.keys().map(|name| self.names.text(*name)).collect()
    }

    fn unknown_name(&self, name: &str, frame: &Frame) -> Stop {
        let refused = match frame.this {
            Value::Module(id) => {
                let module = self.module_of(id);
                refused::in_module(&module.name, module.is_native, name, self.at)
            }
            _ => refused::function(name, self.at),
        };
        if let Some(finding) = refused {
            return finding.into();
        }
        if let Value::Scope(scope) = frame.this {
            return self.words.unknown(scope, name, self.at).into();
        }
        let message = format!("`{name}` is neither a variable nor a method here");
        let finding = failure(self.at, message);
        let known: Vec<_> = self.module_of(self.top).methods.keys().collect();
        let known: Vec<_> = known.into_iter().map(|name| self.names.text(*name)).collect();
        let finding = match nearest(name, known.iter().map(|name| &**name)) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint("define it above, or put quotes around it if it is a text"),
        };
        Raised::of("NameError", finding)
    }

    /// Whether `receiver` answers to `name`.
    pub(crate) fn answers(&mut self, receiver: Value, name: Name) -> Eval<bool> {
        let text = self.names.text(name);
        let word = matches!(receiver, Value::Scope(scope) if self.words.known(scope, &text));
        let mut kinds = vec![builtin::On::Function];
        kinds.extend(self.kinds(receiver)?);
        Ok(word
            || self.method_of(receiver, name)?.is_some()
            || self.instance_method(self.top, name)?.is_some()
            || builtin::find(&kinds, &text).is_some())
    }

    /// Runs a method that the sheet defines.
    pub(crate) fn run_method(
        &mut self,
        method: &Rc<Method>,
        this: Value,
        arguments: Arguments,
    ) -> Eval {
        let code = match &method.does {
            MethodDoes::Run(code) => Rc::clone(code),
            MethodDoes::Read(name) => return Ok(self.instance_variable(*name, this)),
            MethodDoes::Write(name) => {
                let value = arguments.values.last().copied().unwrap_or_default();
                self.set_instance_variable(*name, this, value)?;
                return Ok(value);
            }
        };
        let number = self.number();
        let frame = Frame {
            this,
            module: method.module,
            block: arguments.block,
            variables: Variables::new(code.variables, None),
            method: number,
            breaks: 0,
        };
        self.work(code.variables / 8)?;
        self.running.push((method.name, method.module));
        let value = self.deeper(|me| {
            me.bind_strictly(method.name, &code, arguments, &frame)?;
            me.eval(&code.body, &frame)
        });
        self.running.pop();
        match value {
            Err(Stop::Return(method, value)) if method == number => Ok(value),
            other => other,
        }
    }

    /// `super`: the method of the same name further up.
    pub(crate) fn call_super(
        &mut self,
        given: Option<&[Expr]>,
        pass: Option<&Pass>,
        frame: &Frame,
    ) -> Eval {
        let Some((name, module)) = self.running.last().copied() else {
            return Err(self.raise("RuntimeError", "`super` is outside any method"));
        };
        let mut arguments = match given {
            Some(exprs) => self.arguments(exprs, None, frame)?,
            None => self.own_arguments(name, module, frame)?,
        };
        arguments.block = self.pass(pass, frame)?.or(frame.block);
        match self.method_above(frame.this, name, module)? {
            Some(method) => self.run_method(&method, frame.this, arguments),
            None if &*self.names.text(name) == "initialize" => {
                self.initialize(frame.this, arguments)?;
                Ok(Value::Nil)
            }
            None => {
                let message = format!("no parent class has a method `{}`", self.names.text(name));
                Err(self.raise("NoMethodError", message))
            }
        }
    }

    /// What the running method was given, as its parameters are now.
    fn own_arguments(&mut self, name: Name, module: Id, frame: &Frame) -> Eval<Arguments> {
        let method = match frame.this {
            Value::Module(_) => self.module_of(module).own_methods.get(&name).cloned(),
            _ => self.instance_method(module, name)?,
        };
        let mut passed = Arguments::default();
        if let Some(MethodDoes::Run(code)) = method.as_ref().map(|method| &method.does) {
            let required = code.parameters.first.iter().filter_map(|target| match target.to {
                super::expr::To::Variable(super::expr::Variable::Local(_, place)) => Some(place),
                _ => None,
            });
            let optional = code.parameters.optional.iter().map(|(place, _)| *place);
            let places = required.chain(optional);
            passed.values.extend(places.map(|place| frame.variables.get(0, place)));
        }
        Ok(passed)
    }

    /// Calls a block with plain values.
    pub(crate) fn call_block(&mut self, block: Id, values: &[Value]) -> Eval {
        self.call_block_as(block, Arguments::of(values), None)
    }

    /// Calls a block, with another `self` where `this` is given.
    pub(crate) fn call_block_as(
        &mut self,
        id: Id,
        arguments: Arguments,
        this: Option<Value>,
    ) -> Eval {
        let block = self.block_of(id);
        let (number, span) = (block.number, block.span);
        let Does::Run { code, frame, is_lambda } = &block.does else {
            let does = block.does.clone();
            return self.deeper(|me| me.call_native(does, arguments));
        };
        let (code, is_lambda) = (Rc::clone(code), *is_lambda);
        let inner = Frame {
            this: this.unwrap_or(frame.this),
            variables: Variables::new(code.variables, Some(Rc::clone(&frame.variables))),
            breaks: number,
            method: if is_lambda { number } else { frame.method },
            ..frame.clone()
        };
        self.work(code.variables / 8)?;
        let around = std::mem::replace(&mut self.at, span);
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

    /// Calls a block that is no piece of the sheet.
    fn call_native(&mut self, does: Does, arguments: Arguments) -> Eval {
        let values = arguments.values;
        match does {
            Does::Run { .. } => Ok(Value::Nil),
            Does::Send(name) => {
                let (receiver, rest) =
                    values.split_first().map_or((Value::Nil, &[][..]), |parts| (*parts.0, parts.1));
                self.call_on(receiver, name, Arguments::of(rest), None)
            }
            Does::Method(receiver, name) => self.call_as(receiver, name, Arguments::of(&values)),
            Does::Collect(list) => {
                let item = self.packed(values)?;
                self.items_mut(list, 1)?.push(item);
                Ok(Value::Nil)
            }
            Does::Number(block, next) => {
                let number = next.replace(next.get().saturating_add(1));
                let item = self.packed(values)?;
                self.call_block(block, &[item, Value::Int(number)])
            }
            Does::With(block, object) => {
                let item = self.packed(values)?;
                self.call_block(block, &[item, object])
            }
        }
    }

    /// Several values that a block is given, as the one item that they are.
    fn packed(&mut self, values: Vec<Value>) -> Eval {
        if let [value] = values.as_slice() { Ok(*value) } else { self.array(values) }
    }

    /// Gives arguments to the parameters of a method or lambda, which counts them.
    fn bind_strictly(
        &mut self,
        name: Name,
        code: &Code,
        arguments: Arguments,
        frame: &Frame,
    ) -> Eval<()> {
        let arguments = self.fitting(code, arguments)?;
        let (given, (least, most)) = (arguments.values.len(), code.parameters.arity());
        if given < least || most.is_some_and(|most| given > most) {
            let takes = builtin::amount(least, most);
            let message = format!("`{}` takes {takes}, {given} given", self.names.text(name));
            return Err(self.raise("ArgumentError", message));
        }
        self.bind(name, code, arguments, frame)
    }

    /// Gives arguments to the parameters of a block, which takes what it needs.
    pub(crate) fn bind_loosely(
        &mut self,
        code: &Code,
        arguments: Arguments,
        frame: &Frame,
    ) -> Eval<()> {
        let mut arguments = self.fitting(code, arguments)?;
        if let (true, [Value::Array(id)]) = (code.parameters.opens(), arguments.values.as_slice()) {
            let items = Rc::clone(self.items(*id));
            self.work(items.len() / 8)?;
            arguments.values = items.to_vec();
        }
        let (least, most) = code.parameters.arity();
        arguments.values.truncate(most.unwrap_or(usize::MAX));
        if arguments.values.len() < least {
            arguments.values.resize(least, Value::Nil);
        }
        let name = self.names.name("block");
        self.bind(name, code, arguments, frame)
    }

    fn fitting(&mut self, code: &Code, arguments: Arguments) -> Eval<Arguments> {
        if code.parameters.takes_names() {
            Ok(arguments.regained(self))
        } else {
            arguments.gathered(self)
        }
    }

    fn bind(&mut self, name: Name, code: &Code, given: Arguments, frame: &Frame) -> Eval<()> {
        let parameters = &code.parameters;
        let set = |place: usize, value: Value| frame.variables.set(0, place, value);
        let fixed = parameters.first.len() + parameters.last.len();
        let mut spare = given.values.len().saturating_sub(fixed);
        let mut values = given.values.into_iter();
        for target in &parameters.first {
            self.assign(target, values.next().unwrap_or_default(), frame)?;
        }
        for (place, default) in &parameters.optional {
            let value = if spare > 0 {
                spare -= 1;
                values.next().unwrap_or_default()
            } else {
                self.eval(default, frame)?
            };
            set(*place, value);
        }
        if !matches!(parameters.rest, Rest::None) {
            let taken = values.by_ref().take(spare).collect();
            if let Rest::To(place) = parameters.rest {
                set(place, self.array(taken)?);
            }
        }
        for target in &parameters.last {
            self.assign(target, values.next().unwrap_or_default(), frame)?;
        }
        self.bind_named(name, code, given.named, frame)?;
        if let Some(place) = parameters.block {
            set(place, given.block.map_or(Value::Nil, Value::Block));
        }
        Ok(())
    }

    fn bind_named(
        &mut self,
        method: Name,
        code: &Code,
        mut given: Vec<(Name, Value)>,
        frame: &Frame,
    ) -> Eval<()> {
        let parameters = &code.parameters;
        self.work(given.len() * parameters.named.len() / 8)?;
        for (name, place, default) in &parameters.named {
            let value = match (given.iter().position(|(known, _)| known == name), default) {
                (Some(at), _) => given.remove(at).1,
                (None, Some(default)) => self.eval(default, frame)?,
                (None, None) => {
                    let (method, name) = (self.names.text(method), self.names.text(*name));
                    let message = format!("`{method}` needs `{name}:`");
                    return Err(self.raise("ArgumentError", message));
                }
            };
            frame.variables.set(0, *place, value);
        }
        if !matches!(parameters.named_rest, Rest::None) {
            let pairs = given.into_iter().map(|(name, value)| (Value::Sym(name), value)).collect();
            let hash = self.hash(pairs)?;
            if let Rest::To(place) = parameters.named_rest {
                frame.variables.set(0, place, hash);
            }
            return Ok(());
        }
        let Some((name, _)) = given.first() else { return Ok(()) };
        let (method, name) = (self.names.text(method), self.names.text(*name));
        let known: Vec<_> =
            parameters.named.iter().map(|(name, ..)| self.names.text(*name)).collect();
        let mut finding = failure(self.at, format!("`{method}` does not take `{name}:`"));
        if let Some(near) = nearest(&name, known.iter().map(|name| &**name)) {
            finding = finding.hint(format!("did you mean `{near}:`?"));
        }
        Err(Raised::of("ArgumentError", finding))
    }
}
