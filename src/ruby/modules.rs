//! Classes, modules and constants: the sheet's own and Ruby's; what a value answers to.

use std::rc::Rc;

use indexmap::IndexMap;

use super::builtin;
use super::expr::{Code, Expr, Owner};
use super::frame::{Arguments, Frame, Locals, Method, Module, Object};
use super::machine::{Eval, Machine, Stop};
use super::refused;
use super::value::{Id, Name, Value};
use crate::diagnostic::{Code as Rule, Diagnostic};
use crate::wording::nearest;

impl Machine<'_> {
    /// Makes Ruby's own modules constants of the sheet.
    pub(crate) fn natives(&mut self) -> Eval<()> {
        for (name, table) in builtin::modules() {
            let module = Module { name: name.into(), native: Some(table), ..Module::default() };
            let module = Value::Module(self.module(module)?);
            let name = self.names.name(name);
            self.module_mut(self.top).constants.insert(name, module);
        }
        Ok(())
    }

    /// The value of a constant: `name`, or `path::name`.
    pub(crate) fn constant(&mut self, path: Option<&Expr>, name: Name, frame: &Frame) -> Eval {
        let modules = match path.map(|path| self.eval(path, frame)).transpose()? {
            None => self.around(frame.module)?,
            Some(Value::Module(id)) => vec![id],
            Some(_) => Vec::new(),
        };
        let found = modules.iter().find_map(|id| self.module_of(*id).constants.get(&name));
        if let Some(value) = found {
            return Ok(*value);
        }
        let text = self.names.text(name);
        if let Some(finding) = refused::finding(&text, &text, self.at) {
            return Err(finding.into());
        }
        let known = modules.iter().flat_map(|id| self.module_of(*id).constants.keys());
        let known: Vec<_> = known.map(|name| self.names.text(*name)).collect();
        let message = format!("`{}` is not defined", self.patched.source.slice(self.at));
        let stop = Stop::from(Diagnostic::new(Rule::UnknownWord, message).at(self.at, ""));
        Err(stop.hint(match nearest(&text, known.iter().map(|name| &**name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "a name with a capital letter is a constant or a class; define it above, or put quotes around a text".to_owned(),
        }))
    }

    /// A module and those around it.
    fn around(&mut self, module: Id) -> Eval<Vec<Id>> {
        let next = |id: &Id| self.module_of(*id).around;
        let all: Vec<_> = std::iter::successors(Some(module), next).collect();
        self.work(all.len())?;
        Ok(all)
    }

    pub(crate) fn set_constant(&mut self, name: Name, value: Value, frame: &Frame) -> Eval<()> {
        self.room(64)?;
        self.module_mut(frame.module).constants.insert(name, value);
        Ok(())
    }

    /// `class Name`, `module Name`: makes it if there is none yet, and runs its body.
    pub(crate) fn open_module(&mut self, name: Name, body: &Expr, frame: &Frame) -> Eval {
        let text = self.names.text(name);
        let id = match self.module_of(frame.module).constants.get(&name) {
            Some(Value::Module(id)) if self.module_of(*id).native.is_none() => *id,
            Some(Value::Module(_)) => {
                let message = format!("`{text}` is Ruby's own class, which a sheet cannot change");
                let hint = "write a method that takes the value: `def name(value)`";
                return Err(self.lacks(message).hint(hint));
            }
            _ => {
                self.room(text.len())?;
                let around = Some(frame.module);
                let id = self.module(Module { name: text, around, ..Module::default() })?;
                self.set_constant(name, Value::Module(id), frame)?;
                id
            }
        };
        let this = Value::Module(id);
        let locals = Rc::<Locals>::default();
        self.eval(body, &Frame { this, module: id, block: None, locals, ..frame.clone() })
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
        let is_module = matches!(frame.this, Value::Module(_));
        let owner = if is_module { owner } else { Owner::Objects };
        self.room(256)?;
        let module = self.module_mut(frame.module);
        let methods = match owner {
            Owner::Objects => &mut module.methods,
            Owner::Itself => &mut module.own_methods,
        };
        methods.insert(name, Method::Code(Rc::clone(code), frame.module));
        Ok(Value::Sym(name))
    }

    /// `attr_reader name`, or `attr_writer name` where the method's name ends in `=`.
    pub(crate) fn attribute(
        &mut self,
        class: Id,
        name: Name,
        end: &str,
        method: fn(Name) -> Method,
    ) -> Eval<()> {
        self.room(256)?;
        let text = self.names.text(name);
        let variable = self.names.name(&format!("@{text}"));
        let name = self.names.name(&format!("{text}{end}"));
        self.module_mut(class).methods.insert(name, method(variable));
        Ok(())
    }

    /// The methods that the sheet defines for this value.
    pub(crate) fn methods_of(&self, receiver: Value) -> Option<&IndexMap<Name, Method>> {
        Some(match receiver {
            Value::Module(id) => &self.module_of(id).own_methods,
            Value::Object(id) => &self.module_of(self.object_of(id).class).methods,
            Value::Scope(_) => &self.module_of(self.top).methods,
            _ => return None,
        })
    }

    pub(crate) fn method_of(&self, receiver: Value, name: Name) -> Option<Method> {
        self.methods_of(receiver)?.get(&name).cloned()
    }

    /// Whether `value` is an instance of this class.
    pub(crate) fn is_a(&self, value: Value, module: Id) -> bool {
        let class = match value {
            Value::Object(id) if self.object_of(id).class == module => return true,
            Value::Nil => "NilClass",
            Value::Bool(true) => "TrueClass",
            Value::Bool(false) => "FalseClass",
            Value::Module(_) => "Module",
            other => other.class(),
        };
        let number = matches!(value, Value::Int(_) | Value::Float(_));
        let name = &*self.module_of(module).name;
        name == class || name == "Object" || name == "Numeric" && number
    }

    /// The tables of built-in methods that a value has, the most special first.
    pub(crate) fn tables(&self, value: Value) -> [&'static str; 3] {
        let class = value.class();
        let own = match value {
            Value::Module(id) => self.module_of(id).native,
            _ => None,
        };
        [own.unwrap_or(class), class, builtin::ANY]
    }

    /// `Class.new`: an object of a class of the sheet.
    pub(crate) fn instance(&mut self, class: Id, arguments: Arguments) -> Eval {
        let object = self.object(Object { class, variables: IndexMap::new() })?;
        let initialize = self.names.name("initialize");
        if let Some(method) = self.method_of(object, initialize) {
            self.run_method(&method, initialize, object, arguments)?;
        } else if !arguments.values.is_empty() {
            let given = arguments.values.len();
            let stop = self.fails(format!("`new` takes no arguments, {given} given"));
            return Err(stop.hint("give the class an `initialize`"));
        }
        Ok(object)
    }
}
