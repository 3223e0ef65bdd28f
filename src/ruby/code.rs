//! What runs and where: blocks, methods, classes and the variables they see.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use ruby_prism::{Node, ParametersNode};

use super::value::{List, Value};
use crate::source::Span;

/// Local variables of one body, and of those around it that a block sees.
pub(crate) struct Env<'pr> {
    pub(crate) variables: RefCell<BTreeMap<&'pr [u8], Value<'pr>>>,
    pub(crate) outer: Option<Rc<Env<'pr>>>,
}

/// Where a piece of code runs.
#[derive(Clone)]
pub(crate) struct Frame<'pr> {
    /// `self`.
    pub(crate) this: Value<'pr>,
    /// Where `def` and constants go, and where constants are looked up first.
    pub(crate) module: Rc<Module<'pr>>,
    /// What `yield` calls.
    pub(crate) block: Option<Rc<Proc<'pr>>>,
    pub(crate) env: Rc<Env<'pr>>,
    /// The method (or lambda) that `return` leaves; 0 at the top.
    pub(crate) method: u32,
    /// The block that `break` leaves; 0 outside blocks.
    pub(crate) proc: u32,
}

/// A block, lambda, or `&:name`.
pub(crate) struct Proc<'pr> {
    pub(crate) id: u32,
    pub(crate) code: Code<'pr>,
    pub(crate) span: Span,
}

pub(crate) enum Code<'pr> {
    Block {
        parameters: Parameters<'pr>,
        /// Its variables that are none around it: parameters, `|; x|`, first set inside.
        locals: Rc<[&'pr [u8]]>,
        body: Option<Node<'pr>>,
        frame: Frame<'pr>,
        lambda: bool,
    },
    /// Calls the method of this name on its first argument.
    Symbol(Rc<str>),
    /// Calls the method of this name of this value: `method(:name)`.
    Method(Value<'pr>, Rc<str>),
    /// Adds what it is given to a list.
    Collect(List<'pr>),
    /// Calls a block with what it is given and a running number.
    Indexed(Rc<Proc<'pr>>, Cell<i64>),
    /// Calls a block with what it is given and this value.
    With(Rc<Proc<'pr>>, Value<'pr>),
}

pub(crate) enum Parameters<'pr> {
    None,
    Named(ParametersNode<'pr>),
    /// `_1`, `_2` …: how many.
    Numbered(usize),
    It,
}

/// A method that the sheet defines.
pub(crate) struct Method<'pr> {
    pub(crate) name: String,
    pub(crate) code: MethodCode<'pr>,
    pub(crate) module: Rc<Module<'pr>>,
}

pub(crate) enum MethodCode<'pr> {
    Def {
        parameters: Option<ParametersNode<'pr>>,
        body: Option<Node<'pr>>,
    },
    /// `attr_reader`: the instance variable of this name.
    Reader(String),
    /// `attr_writer`.
    Writer(String),
    /// `define_method`.
    Block(Rc<Proc<'pr>>),
}

/// A class or module that the sheet defines, or the top level.
pub(crate) struct Module<'pr> {
    /// Set when a class without a name becomes a constant: `Key = Struct.new(:label)`.
    pub(crate) name: OnceCell<String>,
    pub(crate) is_class: bool,
    /// Whether it is Ruby's own, so that the tables of built-in methods know it by its name.
    pub(crate) is_native: bool,
    pub(crate) outer: Option<Rc<Module<'pr>>>,
    pub(crate) parent: Option<Rc<Module<'pr>>>,
    pub(crate) constants: RefCell<BTreeMap<String, Value<'pr>>>,
    /// Methods of the module itself: `def self.name`.
    pub(crate) own_methods: RefCell<BTreeMap<String, Rc<Method<'pr>>>>,
    /// Methods of its instances, or of everything at the top level.
    pub(crate) methods: RefCell<BTreeMap<String, Rc<Method<'pr>>>>,
    pub(crate) included: RefCell<Vec<Rc<Module<'pr>>>>,
    /// Modules whose methods it answers to itself: `extend self`.
    pub(crate) extended: RefCell<Vec<Rc<Module<'pr>>>>,
    pub(crate) variables: RefCell<BTreeMap<String, Value<'pr>>>,
    /// The fields of a `Struct`, and whether `new` takes them by name.
    pub(crate) fields: RefCell<Option<Fields>>,
    /// After `module_function` or inside `class << self`, `def` adds to the module itself.
    pub(crate) defines_own: Cell<bool>,
}

/// Ruby's own classes of errors that a sheet may name.
pub(crate) const ERRORS: &[&str] = &[
    "ArgumentError",
    "Exception",
    "IndexError",
    "IOError",
    "KeyError",
    "LoadError",
    "NameError",
    "NoMethodError",
    "NotImplementedError",
    "RangeError",
    "RuntimeError",
    "StandardError",
    "StopIteration",
    "TypeError",
    "ZeroDivisionError",
];

/// The fields of a `Struct`.
#[derive(Clone)]
pub(crate) struct Fields {
    pub(crate) names: Rc<[String]>,
    pub(crate) by_name: bool,
}

/// An instance of a class that the sheet defines.
pub(crate) struct Object<'pr> {
    pub(crate) class: Rc<Module<'pr>>,
    pub(crate) variables: RefCell<BTreeMap<String, Value<'pr>>>,
}

impl<'pr> Module<'pr> {
    pub(crate) fn new(
        name: String,
        is_class: bool,
        outer: Option<Rc<Self>>,
        parent: Option<Rc<Self>>,
    ) -> Self {
        Self {
            name: OnceCell::from(name),
            is_native: false,
            is_class,
            outer,
            parent,
            constants: RefCell::default(),
            own_methods: RefCell::default(),
            methods: RefCell::default(),
            included: RefCell::default(),
            extended: RefCell::default(),
            variables: RefCell::default(),
            fields: RefCell::default(),
            defines_own: Cell::new(false),
        }
    }

    /// `Class.new`, `Struct.new`: a class that has no name yet.
    pub(crate) fn unnamed(parent: Option<Rc<Self>>) -> Self {
        Self { name: OnceCell::new(), ..Self::new(String::new(), true, None, parent) }
    }

    /// Its name, as messages and `to_s` show it.
    pub(crate) fn name(&self) -> &str {
        self.name.get().map_or("#<Class>", String::as_str)
    }

    /// The full name of what is called `name` in it.
    pub(crate) fn name_inside(&self, name: &str) -> String {
        match self.name() {
            "" => name.to_owned(),
            outer => format!("{outer}::{name}"),
        }
    }

    /// Names it, if it has no name yet.
    pub(crate) fn name_it(&self, name: String) {
        self.name.get_or_init(|| name);
    }

    /// Whether its objects are errors, which `raise` takes.
    pub(crate) fn is_error(&self) -> bool {
        ERRORS.contains(&self.name()) || self.parent.as_ref().is_some_and(|up| up.is_error())
    }

    /// The method that instances answer to `name` with.
    pub(crate) fn instance_method(&self, name: &str) -> Option<Rc<Method<'pr>>> {
        let own = self.methods.borrow().get(name).cloned();
        own.or_else(|| {
            self.included.borrow().iter().rev().find_map(|module| module.instance_method(name))
        })
        .or_else(|| self.parent.as_ref()?.instance_method(name))
    }

    /// Whether this is `other`, or below it.
    pub(crate) fn descends_from(&self, other: &Rc<Self>) -> bool {
        std::ptr::eq(self, Rc::as_ptr(other))
            || self.included.borrow().iter().any(|module| module.descends_from(other))
            || self.parent.as_ref().is_some_and(|parent| parent.descends_from(other))
    }

    /// Whether it includes Ruby's own module `name`.
    pub(crate) fn includes(&self, name: &str) -> bool {
        self.included.borrow().iter().any(|module| module.name() == name || module.includes(name))
            || self.parent.as_ref().is_some_and(|parent| parent.includes(name))
    }

    /// The fields of the `Struct` that this is, or is made from.
    pub(crate) fn all_fields(&self) -> Option<Fields> {
        let own = self.fields.borrow().clone();
        own.or_else(|| self.parent.as_ref()?.all_fields())
    }

    /// The method that the module itself answers to `name` with.
    pub(crate) fn own_method(&self, name: &str) -> Option<Rc<Method<'pr>>> {
        let own = self.own_methods.borrow().get(name).cloned();
        own.or_else(|| {
            self.extended.borrow().iter().rev().find_map(|module| module.instance_method(name))
        })
        .or_else(|| self.parent.as_ref()?.own_method(name))
    }
}

impl<'pr> Env<'pr> {
    /// No variables yet, and none around.
    pub(crate) fn new() -> Rc<Self> {
        Rc::new(Self { variables: RefCell::default(), outer: None })
    }

    /// The variables of a block inside `outer`, without values yet.
    pub(crate) fn inside(outer: &Rc<Self>, locals: &[&'pr [u8]]) -> Rc<Self> {
        let variables = locals.iter().map(|name| (*name, Value::Nil)).collect();
        Rc::new(Self { variables: RefCell::new(variables), outer: Some(Rc::clone(outer)) })
    }

    pub(crate) fn get(&self, name: &[u8]) -> Option<Value<'pr>> {
        let own = self.variables.borrow().get(name).cloned();
        own.or_else(|| self.outer.as_ref()?.get(name))
    }

    /// Assigns where the variable is known, else makes it here.
    pub(crate) fn set(&self, name: &'pr [u8], value: Value<'pr>) {
        if let Err(value) = self.replace(name, value) {
            self.declare(name, value);
        }
    }

    /// Makes or sets a variable of this very body: parameters hide what is around.
    pub(crate) fn declare(&self, name: &'pr [u8], value: Value<'pr>) {
        self.variables.borrow_mut().insert(name, value);
    }

    fn replace(&self, name: &[u8], value: Value<'pr>) -> Result<(), Value<'pr>> {
        let mut variables = self.variables.borrow_mut();
        match variables.get_mut(name) {
            Some(slot) => {
                *slot = value;
                Ok(())
            }
            None => match &self.outer {
                Some(outer) => outer.replace(name, value),
                None => Err(value),
            },
        }
    }
}
