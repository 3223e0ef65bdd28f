//! Classes, modules and constants: the sheet's own and Ruby's; what an object answers to.

use std::rc::Rc;

use super::arguments::Arguments;
use super::builtin::{self, On};
use super::expr::{Code, Expr, Module as Opened};
use super::machine::{
    Eval, Frame, Machine, Method, MethodDoes, Module, Raised, Stop, Variables, failure,
};
use super::refused;
use super::value::{Id, Name, Value};
use super::words::Kind;
use crate::wording::nearest;

/// Ruby's own classes of errors, each with the one above it.
const ERRORS: &[(&str, &str)] = &[
    ("Exception", ""),
    ("ScriptError", "Exception"),
    ("LoadError", "ScriptError"),
    ("NotImplementedError", "ScriptError"),
    ("StandardError", "Exception"),
    ("ArgumentError", "StandardError"),
    ("IOError", "StandardError"),
    ("IndexError", "StandardError"),
    ("KeyError", "IndexError"),
    ("StopIteration", "IndexError"),
    ("LocalJumpError", "StandardError"),
    ("NameError", "StandardError"),
    ("NoMethodError", "NameError"),
    ("RangeError", "StandardError"),
    ("FloatDomainError", "RangeError"),
    ("RegexpError", "StandardError"),
    ("RuntimeError", "StandardError"),
    ("FrozenError", "RuntimeError"),
    ("TypeError", "StandardError"),
    ("ZeroDivisionError", "StandardError"),
];

/// Where an error keeps what it says.
const MESSAGE: &str = "@message";

impl Machine<'_> {
    /// One of Ruby's own modules, which `name` is.
    pub(crate) fn native(&mut self, name: &'static str) -> Eval<Id> {
        if let Some(id) = self.natives.get(name) {
            return Ok(*id);
        }
        let above = ERRORS.iter().find(|(known, _)| *known == name).map(|(_, above)| *above);
        let parent = match above {
            Some(above) if !above.is_empty() => Some(self.native(above)?),
            _ => None,
        };
        let is_class = !builtin::MIXED_IN.contains(&name);
        let module =
            Module { name: name.into(), is_class, is_native: true, parent, ..Module::default() };
        let id = self.module(module)?;
        self.natives.insert(name, id);
        Ok(id)
    }

    /// The value of a constant.
    pub(crate) fn constant(&mut self, path: Option<&Expr>, name: Name, frame: &Frame) -> Eval {
        let text = self.names.text(name);
        let Some(path) = path else {
            return match self.find_constant(frame.module, name)? {
                Some(value) => Ok(value),
                None => Err(self.no_constant(&text, frame)),
            };
        };
        let around = self.eval(path, frame)?;
        if let Value::Module(id) = around {
            for module in self.ancestors(id)? {
                if let Some(value) = self.module_of(module).constants.get(&name) {
                    return Ok(*value);
                }
            }
            let module = self.module_of(id);
            if let Some(value) = builtin::constant(&module.name, &text) {
                return Ok(value);
            }
            if let Some(finding) =
                refused::in_module(&module.name, module.is_native, &text, self.at)
            {
                return Err(finding.into());
            }
        }
        let finding = failure(self.at, format!("`{}` is not defined", self.source.slice(self.at)));
        Err(Raised::of("NameError", finding.hint("define it above, or check its spelling")))
    }

    /// Looks outwards through the enclosing modules, then upwards through the parents.
    fn find_constant(&mut self, module: Id, name: Name) -> Eval<Option<Value>> {
        let mut around = Some(module);
        while let Some(id) = around {
            self.work(1)?;
            if let Some(value) = self.module_of(id).constants.get(&name) {
                return Ok(Some(*value));
            }
            around = self.module_of(id).around;
        }
        for id in self.ancestors(module)?.into_iter().chain([self.top]) {
            if let Some(value) = self.module_of(id).constants.get(&name) {
                return Ok(Some(*value));
            }
        }
        let text = self.names.text(name);
        let error = ERRORS.iter().map(|(known, _)| *known).find(|known| **known == *text);
        match error.or_else(|| builtin::module_named(&text)) {
            Some(known) => self.native(known).map(|id| Some(Value::Module(id))),
            None => Ok(None),
        }
    }

    fn no_constant(&self, name: &str, frame: &Frame) -> Stop {
        if let Some(finding) = refused::constant(name, self.at) {
            return finding.into();
        }
        let mut known = Vec::new();
        let mut around = Some(frame.module);
        while let Some(id) = around {
            let constants = self.module_of(id).constants.keys();
            known.extend(constants.map(|name| self.names.text(*name)));
            around = self.module_of(id).around;
        }
        let finding = failure(self.at, format!("`{name}` is not defined"));
        let finding = match nearest(name, known.iter().map(|name| &**name)) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint("a name with a capital letter is a constant or a class; define it above, or put quotes around a text"),
        };
        Raised::of("NameError", finding)
    }

    pub(crate) fn set_constant(&mut self, name: Name, value: Value, frame: &Frame) -> Eval<()> {
        self.room(64)?;
        self.module_mut(frame.module).constants.insert(name, value);
        Ok(())
    }

    /// The full name of what is called `name` in `module`.
    fn full_name(&self, module: Id, name: Name) -> Rc<str> {
        let (around, name) = (&self.module_of(module).name, self.names.text(name));
        if around.is_empty() { name } else { format!("{around}::{name}").into() }
    }

    /// `class Name`, `module Name`: makes it if there is none yet, and runs its body.
    pub(crate) fn open_module(&mut self, opened: &Opened, frame: &Frame) -> Eval {
        let Opened { name, is_class, parent, code } = opened;
        let parent = parent.as_ref().map(|parent| self.eval(parent, frame)).transpose()?;
        let known = self.module_of(frame.module).constants.get(name).copied();
        let id = match known {
            Some(Value::Module(id)) => id,
            _ => {
                let parent = match parent {
                    Some(Value::Module(parent)) => Some(parent),
                    _ => None,
                };
                let full = self.full_name(frame.module, *name);
                self.room(full.len())?;
                let is_native = builtin::module_named(&full).is_some_and(|known| *known == *full)
                    && refused::constant(&full, self.at).is_none();
                let module = Module {
                    name: full,
                    is_class: *is_class,
                    is_native,
                    around: Some(frame.module),
                    parent,
                    ..Module::default()
                };
                let id = self.module(module)?;
                self.module_mut(frame.module).constants.insert(*name, Value::Module(id));
                id
            }
        };
        self.module_mut(id).defines_own = false;
        self.inside(id, code, frame)
    }

    /// Runs code as the body of a module.
    pub(crate) fn inside(&mut self, module: Id, code: &Code, frame: &Frame) -> Eval {
        let variables = Variables::new(code.variables, None);
        let this = Value::Module(module);
        let inner = Frame { this, module, block: None, variables, ..frame.clone() };
        self.eval(&code.body, &inner)
    }

    /// `def name`, `def self.name`.
    pub(crate) fn define(
        &mut self,
        owner: Option<&Expr>,
        name: Name,
        code: &Rc<Code>,
        frame: &Frame,
    ) -> Eval {
        if let Some(finding) = refused::definition(&self.names.text(name), code.span) {
            return Err(finding.into());
        }
        let owner = owner.map(|owner| self.eval(owner, frame)).transpose()?;
        let (module, own) = match owner {
            None => (frame.module, self.module_of(frame.module).defines_own),
            Some(Value::Module(module)) => (module, true),
            Some(Value::Scope(_)) => (self.top, false),
            Some(other) => {
                let what = other.kind().described();
                let finding = failure(self.at, format!("a method cannot be added to {what}"));
                return Err(finding.hint("write `def name` or `def self.name`").into());
            }
        };
        self.add_method(module, own, name, MethodDoes::Run(Rc::clone(code)), frame.module)
    }

    pub(crate) fn add_method(
        &mut self,
        to: Id,
        own: bool,
        name: Name,
        does: MethodDoes,
        module: Id,
    ) -> Eval {
        self.room(256)?;
        let method = Rc::new(Method { name, does, module });
        let to = self.module_mut(to);
        let methods = if own { &mut to.own_methods } else { &mut to.methods };
        methods.insert(name, method);
        Ok(Value::Sym(name))
    }

    /// A module, what it includes and what is above it, each once, in the order of their answers.
    pub(crate) fn ancestors(&mut self, module: Id) -> Eval<Vec<Id>> {
        let mut found = Vec::new();
        let mut waiting = vec![module];
        while let Some(id) = waiting.pop() {
            self.work(1 + found.len() / 16)?;
            if found.contains(&id) {
                continue;
            }
            found.push(id);
            let module = self.module_of(id);
            waiting.extend(module.parent);
            waiting.extend(module.included.iter());
        }
        Ok(found)
    }

    /// The method that instances of `module` answer to `name` with.
    pub(crate) fn instance_method(&mut self, module: Id, name: Name) -> Eval<Option<Rc<Method>>> {
        let mut found = self.ancestors(module)?.into_iter();
        Ok(found.find_map(|id| self.module_of(id).methods.get(&name)).cloned())
    }

    /// The method that the module itself answers to `name` with.
    fn own_method(&mut self, module: Id, name: Name) -> Eval<Option<Rc<Method>>> {
        for id in self.ancestors(module)? {
            if let Some(method) = self.module_of(id).own_methods.get(&name) {
                return Ok(Some(Rc::clone(method)));
            }
            for extended in self.module_of(id).extended.clone().into_iter().rev() {
                if let Some(method) = self.instance_method(extended, name)? {
                    return Ok(Some(method));
                }
            }
        }
        Ok(None)
    }

    /// The method that the sheet defines for this value.
    pub(crate) fn method_of(&mut self, receiver: Value, name: Name) -> Eval<Option<Rc<Method>>> {
        match receiver {
            Value::Module(id) => self.own_method(id, name),
            Value::Object(id) => self.instance_method(self.object_of(id).class, name),
            // `class String; def …` adds to a class of Ruby's.
            _ => {
                let class = self.names.name(class_name(receiver));
                match self.module_of(self.top).constants.get(&class) {
                    Some(Value::Module(id)) => self.instance_method(*id, name),
                    _ => Ok(None),
                }
            }
        }
    }

    /// The method that `super` calls in a method of `module`.
    pub(crate) fn method_above(
        &mut self,
        this: Value,
        name: Name,
        module: Id,
    ) -> Eval<Option<Rc<Method>>> {
        if let Value::Module(_) = this {
            let parent = self.module_of(module).parent;
            return parent.map_or(Ok(None), |parent| self.own_method(parent, name));
        }
        let class = match this {
            Value::Object(id) => self.object_of(id).class,
            _ => module,
        };
        let mut above = self.ancestors(class)?.into_iter().skip_while(|id| *id != module).skip(1);
        Ok(above.find_map(|id| self.module_of(id).methods.get(&name)).cloned())
    }

    /// Whether `value` is an instance of this class, or of one below it.
    pub(crate) fn is_a(&mut self, value: Value, module: Id) -> Eval<bool> {
        let name = Rc::clone(&self.module_of(module).name);
        if let Value::Object(id) = value {
            let class = self.object_of(id).class;
            return Ok(&*name == "Object" || self.ancestors(class)?.contains(&module));
        }
        let (own, name) = (self.class_of(value), &*name);
        Ok(*own == *name
            || name == "Object"
            || name == "Numeric" && matches!(value.kind(), Kind::Integer | Kind::Float)
            || name == "Comparable"
                && matches!(value.kind(), Kind::Integer | Kind::Float | Kind::String)
            || name == "Module" && &*own == "Class"
            || name == "Enumerable" && has_items(value.kind()))
    }

    /// The name of a value's class.
    pub(crate) fn class_of(&self, value: Value) -> Rc<str> {
        match value {
            Value::Object(id) => Rc::clone(&self.module_of(self.object_of(id).class).name),
            Value::Module(id) if self.module_of(id).is_class => "Class".into(),
            other => class_name(other).into(),
        }
    }

    /// Whether an object's class includes Ruby's module `name`.
    pub(crate) fn includes(&mut self, value: Value, name: &str) -> Eval<bool> {
        let Value::Object(id) = value else { return Ok(false) };
        let above = self.ancestors(self.object_of(id).class)?;
        Ok(above.into_iter().any(|id| &*self.module_of(id).name == name))
    }

    /// What a value is in terms of the tables of built-in methods, the most special first.
    pub(crate) fn kinds(&mut self, value: Value) -> Eval<Vec<On>> {
        let mut kinds = Vec::with_capacity(4);
        match value {
            Value::Module(id) => {
                let module = self.module_of(id);
                if module.is_native && &*module.name == "Kernel" {
                    kinds.push(On::Function);
                } else if module.is_native {
                    kinds.extend(builtin::module_named(&module.name).map(On::Module));
                }
            }
            Value::Object(id) => {
                if self.is_error(self.object_of(id).class)? {
                    kinds.push(On::Error);
                }
                if self.includes(value, "Comparable")? {
                    kinds.push(On::Comparable);
                }
                if self.includes(value, "Enumerable")? {
                    kinds.push(On::Enumerable);
                }
            }
            _ => {}
        }
        let kind = value.kind();
        // At the top of a sheet, `include` and its like are about the top itself.
        kinds.push(On::Kind(if kind == Kind::Scope { Kind::Module } else { kind }));
        if matches!(kind, Kind::Integer | Kind::Float) {
            kinds.push(On::Number);
        }
        if matches!(kind, Kind::Integer | Kind::Float | Kind::String) {
            kinds.push(On::Comparable);
        }
        if has_items(kind) {
            kinds.push(On::Enumerable);
        }
        kinds.push(On::Any);
        Ok(kinds)
    }

    /// Whether objects of a class are errors, which `raise` takes.
    pub(crate) fn is_error(&mut self, class: Id) -> Eval<bool> {
        let above = self.ancestors(class)?;
        Ok(above.into_iter().any(|id| &*self.module_of(id).name == "Exception"))
    }

    /// `Class.new`: an object of a class of the sheet, or an error.
    pub(crate) fn instance(&mut self, class: Id, arguments: Arguments) -> Eval {
        let object = self.object(class)?;
        let initialize = self.names.name("initialize");
        match self.instance_method(class, initialize)? {
            Some(method) => {
                self.run_method(&method, object, arguments)?;
            }
            None => self.initialize(object, arguments)?,
        }
        Ok(object)
    }

    /// Fills a new object that has no `initialize` of its own.
    pub(crate) fn initialize(&mut self, object: Value, arguments: Arguments) -> Eval<()> {
        let Value::Object(id) = object else { return Ok(()) };
        let class = self.object_of(id).class;
        if self.is_error(class)? {
            let message = arguments.values.first().copied();
            let message = match message {
                Some(message) => message,
                None => self.text(&*self.class_of(object))?,
            };
            let name = self.names.name(MESSAGE);
            return self.set_instance_variable(name, object, message);
        }
        let given = arguments.gathered(self)?.values.len();
        if given == 0 {
            return Ok(());
        }
        let message = format!("`new` takes no arguments, {given} given");
        let finding = failure(self.at, message).hint("give the class an `initialize`");
        Err(Raised::of("ArgumentError", finding))
    }

    /// What an error says.
    pub(crate) fn error_message(&mut self, error: Value) -> Eval<Rc<String>> {
        let name = self.names.name(MESSAGE);
        let own = self.names.name("message");
        if self.method_of(error, own)?.is_some() {
            let message = self.send(error, "message", &[])?;
            return self.to_s(message);
        }
        self.to_s(self.instance_variable(name, error))
    }

    /// The object that `rescue => e` names.
    pub(crate) fn error_object(&mut self, raised: &Raised) -> Eval {
        if let Some(object) = raised.object {
            return Ok(object);
        }
        let class = self.native(raised.class)?;
        let message = self.text(raised.message.as_str())?;
        self.instance(class, Arguments::of(&[message]))
    }
}

/// The name of the class of a value of Ruby's own.
fn class_name(value: Value) -> &'static str {
    match value {
        Value::Nil => "NilClass",
        Value::Bool(true) => "TrueClass",
        Value::Bool(false) => "FalseClass",
        Value::Module(_) => "Module",
        Value::Object(_) | Value::Scope(_) => "Object",
        other => other.kind().name(),
    }
}

const fn has_items(kind: Kind) -> bool {
    matches!(kind, Kind::Array | Kind::Hash | Kind::Set | Kind::Range | Kind::Enumerator)
}
