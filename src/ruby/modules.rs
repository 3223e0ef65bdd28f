//! Classes, modules and constants: the sheet's own and Ruby's; what a value answers to.

use std::rc::Rc;

use super::builtin::{self, On};
use super::expr::{Code, Expr, Module as Opened, Owner};
use super::machine::{Arguments, Eval, Frame, Locals, Machine, Method, Module, failure, raised};
use super::refused;
use super::value::{Id, Name, Value};
use super::words::Kind;
use crate::wording::nearest;

impl Machine<'_> {
    /// One of Ruby's own modules, which `name` is.
    fn native(&mut self, name: &'static str) -> Eval {
        if let Some(id) = self.natives.get(name) {
            return Ok(Value::Module(*id));
        }
        let module = Module { name: name.into(), is_native: true, ..Module::default() };
        let id = self.module(module)?;
        self.natives.insert(name, id);
        Ok(Value::Module(id))
    }

    /// The value of a constant: `name`, or `path::name`.
    pub(crate) fn constant(&mut self, path: Option<&Expr>, name: Name, frame: &Frame) -> Eval {
        let text = self.names.text(name);
        let around = path.map(|path| self.eval(path, frame)).transpose()?;
        let mut modules = match around {
            None => self.around(frame.module)?,
            Some(Value::Module(id)) => self.ancestors(id)?,
            Some(_) => Vec::new(),
        };
        if path.is_none() {
            modules.extend(self.ancestors(frame.module)?);
        }
        let found = modules.iter().find_map(|id| self.module_of(*id).constants.get(&name));
        if let Some(value) = found {
            return Ok(*value);
        }
        if let Some(Value::Module(id)) = around {
            let module = self.module_of(id);
            let refused = refused::in_module(&module.name, module.is_native, &text, self.at);
            if let Some(finding) = refused {
                return Err(finding.into());
            }
        } else if let Some(native) = builtin::module_named(&text) {
            return self.native(native);
        }
        let shown = self.source.slice(self.at);
        let finding = failure(self.at, format!("`{shown}` is not defined"));
        let known = modules.iter().flat_map(|id| self.module_of(*id).constants.keys());
        let known: Vec<_> = known.map(|name| self.names.text(*name)).collect();
        Err(raised(match nearest(&text, known.iter().map(|name| &**name)) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint("a name with a capital letter is a constant or a class; define it above, or put quotes around a text"),
        }))
    }

    /// A module and those around it.
    fn around(&mut self, module: Id) -> Eval<Vec<Id>> {
        let next = |id: &Id| self.module_of(*id).around;
        let all: Vec<_> = std::iter::successors(Some(module), next).collect();
        self.work(all.len())?;
        Ok(all)
    }

    /// A class and those above it.
    fn ancestors(&mut self, class: Id) -> Eval<Vec<Id>> {
        let next = |id: &Id| self.module_of(*id).parent;
        let all: Vec<_> = std::iter::successors(Some(class), next).collect();
        self.work(all.len())?;
        Ok(all)
    }

    pub(crate) fn set_constant(&mut self, name: Name, value: Value, frame: &Frame) -> Eval<()> {
        self.room(64)?;
        self.module_mut(frame.module).constants.insert(name, value);
        Ok(())
    }

    /// `class Name`, `module Name`: makes it if there is none yet, and runs its body.
    pub(crate) fn open_module(&mut self, opened: &Opened, frame: &Frame) -> Eval {
        let name = self.names.text(opened.name);
        let known = self.module_of(frame.module).constants.get(&opened.name).copied();
        let id = match known {
            Some(Value::Module(id)) => id,
            _ if frame.module == self.top && builtin::is_class(&name) => {
                let message = format!("`{name}` is Ruby's own class, which a sheet cannot change");
                let finding = failure(self.at, message);
                return Err(finding
                    .hint("write a method that takes the value: `def name(value)`")
                    .into());
            }
            _ => {
                let parent = opened.parent.as_ref().map(|parent| self.eval(parent, frame));
                let parent = match parent.transpose()? {
                    Some(Value::Module(parent)) => Some(parent),
                    _ => None,
                };
                let around = Some(frame.module);
                self.room(name.len())?;
                let id = self.module(Module { name, around, parent, ..Module::default() })?;
                self.set_constant(opened.name, Value::Module(id), frame)?;
                id
            }
        };
        let this = Value::Module(id);
        let locals = Rc::<Locals>::default();
        self.eval(&opened.body, &Frame { this, module: id, block: None, locals, ..frame.clone() })
    }

    /// `def name`, `def self.name`.
    pub(crate) fn define(
        &mut self,
        owner: Owner,
        name: Name,
        code: &Rc<Code>,
        frame: &Frame,
    ) -> Eval {
        if let Some(finding) = refused::definition(&self.names.text(name), code.span) {
            return Err(finding.into());
        }
        let method = Method::Run(Rc::clone(code), frame.module);
        let own = owner == Owner::Itself && matches!(frame.this, Value::Module(_));
        self.add_method(frame.module, own, name, method)
    }

    pub(crate) fn add_method(&mut self, to: Id, own: bool, name: Name, method: Method) -> Eval {
        self.room(256)?;
        let to = self.module_mut(to);
        let methods = if own { &mut to.own_methods } else { &mut to.methods };
        methods.insert(name, method);
        Ok(Value::Sym(name))
    }

    /// The method that the sheet defines for this value.
    pub(crate) fn method_of(&mut self, receiver: Value, name: Name) -> Eval<Option<Method>> {
        let (class, own) = match receiver {
            Value::Module(id) => (id, true),
            Value::Object(id) => (self.object_of(id).class, false),
            Value::Scope(_) => (self.top, false),
            _ => return Ok(None),
        };
        Ok(self.ancestors(class)?.into_iter().find_map(|id| {
            let module = self.module_of(id);
            let methods = if own { &module.own_methods } else { &module.methods };
            methods.get(&name).cloned()
        }))
    }

    /// Whether `value` is an instance of this class, or of one below it.
    pub(crate) fn is_a(&mut self, value: Value, module: Id) -> Eval<bool> {
        if let Value::Object(id) = value {
            return Ok(self.ancestors(self.object_of(id).class)?.contains(&module));
        }
        let class = match value {
            Value::Nil => "NilClass",
            Value::Bool(true) => "TrueClass",
            Value::Bool(false) => "FalseClass",
            Value::Module(_) => "Module",
            other => other.kind().name(),
        };
        let number = matches!(value.kind(), Kind::Integer | Kind::Float);
        let name = &*self.module_of(module).name;
        Ok(name == class || name == "Object" || name == "Numeric" && number)
    }

    /// What a value is in terms of the tables of built-in methods, the most special first.
    pub(crate) fn kinds(&self, value: Value) -> Vec<On> {
        let mut kinds = Vec::with_capacity(4);
        if let Value::Module(id) = value
            && self.module_of(id).is_native
        {
            kinds.extend(builtin::module_named(&self.module_of(id).name).map(On::Module));
        }
        let kind = value.kind();
        kinds.push(On::Kind(kind));
        if matches!(kind, Kind::Integer | Kind::Float) {
            kinds.push(On::Number);
        }
        if matches!(kind, Kind::Integer | Kind::Float | Kind::String) {
            kinds.push(On::Ordered);
        }
        if matches!(kind, Kind::Array | Kind::Hash | Kind::Range) {
            kinds.push(On::Items);
        }
        kinds.push(On::Any);
        kinds
    }

    /// `Class.new`: an object of a class of the sheet.
    pub(crate) fn instance(&mut self, class: Id, arguments: Arguments) -> Eval {
        let object = self.object(class)?;
        let initialize = self.names.name("initialize");
        if let Some(method) = self.method_of(object, initialize)? {
            self.run_method(&method, initialize, object, arguments)?;
        } else if !arguments.values.is_empty() {
            let given = arguments.values.len();
            let finding = failure(self.at, format!("`new` takes no arguments, {given} given"));
            return Err(raised(finding.hint("give the class an `initialize`")));
        }
        Ok(object)
    }
}
