//! What Ruby expressions yield: the values of the safe subset.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use indexmap::IndexMap;
use ruby_prism::{Node, ParametersNode};

use super::regexp::Pattern;
use super::words::Scope;
use crate::source::Span;

/// A Ruby value. Cloning shares strings, arrays and hashes, as assignment does in Ruby.
#[derive(Clone)]
pub(crate) enum Value<'pr> {
    Nil,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(Text),
    Sym(Rc<str>),
    Array(List<'pr>),
    Hash(Dict<'pr>),
    Range(Rc<Range<'pr>>),
    Regexp(Rc<Pattern>),
    Proc(Rc<Proc<'pr>>),
    Module(Rc<Module<'pr>>),
    Object(Rc<Object<'pr>>),
    /// A block of the cheat-sheet language: the sheet, a category, an entry.
    Scope(Scope),
}

/// A string, shared and changeable in place; `frozen` forbids the change.
pub(crate) type Text = Rc<TextCell>;
/// An array, shared and changeable in place.
pub(crate) type List<'pr> = Rc<RefCell<Vec<Value<'pr>>>>;
/// A hash in insertion order, shared and changeable in place.
pub(crate) type Dict<'pr> = Rc<RefCell<IndexMap<Value<'pr>, Value<'pr>>>>;

pub(crate) struct TextCell {
    pub(crate) text: RefCell<String>,
    pub(crate) frozen: Cell<bool>,
}

/// `first..last` or `first...last`; either end may be `nil`.
pub(crate) struct Range<'pr> {
    pub(crate) first: Value<'pr>,
    pub(crate) last: Value<'pr>,
    pub(crate) excludes_last: bool,
}

/// Local variables of one body, and of those around it that a block sees.
pub(crate) struct Env<'pr> {
    pub(crate) variables: RefCell<Vec<(&'pr [u8], Value<'pr>)>>,
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
        body: Option<Node<'pr>>,
        frame: Frame<'pr>,
        lambda: bool,
    },
    /// Calls the method of this name on its first argument.
    Symbol(Rc<str>),
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
    pub(crate) parameters: Option<ParametersNode<'pr>>,
    pub(crate) body: Option<Node<'pr>>,
    pub(crate) module: Rc<Module<'pr>>,
}

/// A class or module that the sheet defines, or the top level.
pub(crate) struct Module<'pr> {
    pub(crate) name: String,
    pub(crate) is_class: bool,
    pub(crate) outer: Option<Rc<Module<'pr>>>,
    pub(crate) parent: Option<Rc<Module<'pr>>>,
    pub(crate) constants: RefCell<BTreeMap<String, Value<'pr>>>,
    /// Methods of the module itself: `def self.name`.
    pub(crate) own_methods: RefCell<BTreeMap<String, Rc<Method<'pr>>>>,
    /// Methods of its instances, or of everything at the top level.
    pub(crate) methods: RefCell<BTreeMap<String, Rc<Method<'pr>>>>,
    pub(crate) included: RefCell<Vec<Rc<Module<'pr>>>>,
    pub(crate) variables: RefCell<BTreeMap<String, Value<'pr>>>,
    /// After `module_function` or inside `class << self`, `def` adds to the module itself.
    pub(crate) defines_own: Cell<bool>,
}

/// An instance of a class that the sheet defines.
pub(crate) struct Object<'pr> {
    pub(crate) class: Rc<Module<'pr>>,
    pub(crate) variables: RefCell<BTreeMap<String, Value<'pr>>>,
}

/// What kind of value it is, as messages call it and as the method tables are keyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Nil,
    Boolean,
    Integer,
    Float,
    String,
    Symbol,
    Array,
    Hash,
    Range,
    Regexp,
    Proc,
    Module,
    Object,
    Scope,
}

impl Kind {
    /// With its article, for messages: "a string".
    pub(crate) const fn described(self) -> &'static str {
        match self {
            Self::Nil => "`nil`",
            Self::Boolean => "`true` or `false`",
            Self::Integer | Self::Float => "a number",
            Self::String => "a string",
            Self::Symbol => "a symbol",
            Self::Array => "an array",
            Self::Hash => "a hash",
            Self::Range => "a range",
            Self::Regexp => "a regular expression",
            Self::Proc => "a block",
            Self::Module => "a class or module",
            Self::Object => "an object",
            Self::Scope => "a block of the sheet",
        }
    }
}

impl<'pr> Value<'pr> {
    pub(crate) fn str(text: impl Into<String>) -> Self {
        let (text, frozen) = (RefCell::new(text.into()), Cell::new(false));
        Self::Str(Rc::new(TextCell { text, frozen }))
    }

    pub(crate) fn sym(name: &str) -> Self {
        Self::Sym(name.into())
    }

    pub(crate) fn array(items: Vec<Self>) -> Self {
        Self::Array(Rc::new(RefCell::new(items)))
    }

    pub(crate) fn hash(pairs: impl IntoIterator<Item = (Self, Self)>) -> Self {
        Self::Hash(Rc::new(RefCell::new(pairs.into_iter().collect())))
    }

    pub(crate) fn int(number: usize) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }

    pub(crate) const fn truthy(&self) -> bool {
        !matches!(self, Self::Nil | Self::Bool(false))
    }

    pub(crate) const fn kind(&self) -> Kind {
        match self {
            Self::Nil => Kind::Nil,
            Self::Bool(_) => Kind::Boolean,
            Self::Int(_) => Kind::Integer,
            Self::Float(_) => Kind::Float,
            Self::Str(_) => Kind::String,
            Self::Sym(_) => Kind::Symbol,
            Self::Array(_) => Kind::Array,
            Self::Hash(_) => Kind::Hash,
            Self::Range(_) => Kind::Range,
            Self::Regexp(_) => Kind::Regexp,
            Self::Proc(_) => Kind::Proc,
            Self::Module(_) => Kind::Module,
            Self::Object(_) => Kind::Object,
            Self::Scope(_) => Kind::Scope,
        }
    }

    /// The text of a string or symbol.
    pub(crate) fn as_text(&self) -> Option<String> {
        match self {
            Self::Str(text) => Some(text.text.borrow().clone()),
            Self::Sym(name) => Some(name.to_string()),
            _ => None,
        }
    }
}

impl<'pr> Module<'pr> {
    pub(crate) fn new(
        name: String,
        is_class: bool,
        outer: Option<Rc<Self>>,
        parent: Option<Rc<Self>>,
    ) -> Self {
        Self {
            name,
            is_class,
            outer,
            parent,
            constants: RefCell::default(),
            own_methods: RefCell::default(),
            methods: RefCell::default(),
            included: RefCell::default(),
            variables: RefCell::default(),
            defines_own: Cell::new(false),
        }
    }

    /// The method that instances answer to `name` with.
    pub(crate) fn instance_method(&self, name: &str) -> Option<Rc<Method<'pr>>> {
        let own = self.methods.borrow().get(name).cloned();
        own.or_else(|| {
            self.included.borrow().iter().rev().find_map(|module| module.instance_method(name))
        })
        .or_else(|| self.parent.as_ref()?.instance_method(name))
    }

    /// The method that the module itself answers to `name` with.
    pub(crate) fn own_method(&self, name: &str) -> Option<Rc<Method<'pr>>> {
        let own = self.own_methods.borrow().get(name).cloned();
        own.or_else(|| self.parent.as_ref()?.own_method(name))
    }
}

impl<'pr> Env<'pr> {
    pub(crate) fn new(outer: Option<Rc<Self>>) -> Rc<Self> {
        Rc::new(Self { variables: RefCell::default(), outer })
    }

    pub(crate) fn get(&self, name: &[u8]) -> Option<Value<'pr>> {
        let variables = self.variables.borrow();
        let own = variables.iter().find(|(known, _)| *known == name);
        match own {
            Some((_, value)) => Some(value.clone()),
            None => self.outer.as_ref()?.get(name),
        }
    }

    /// Assigns where the variable is known, else makes it here.
    pub(crate) fn set(&self, name: &'pr [u8], value: Value<'pr>) {
        if let Err(value) = self.replace(name, value) {
            self.variables.borrow_mut().push((name, value));
        }
    }

    /// Makes or sets a variable of this very body: parameters hide what is around.
    pub(crate) fn declare(&self, name: &'pr [u8], value: Value<'pr>) {
        let mut variables = self.variables.borrow_mut();
        match variables.iter_mut().find(|(known, _)| *known == name) {
            Some((_, slot)) => *slot = value,
            None => variables.push((name, value)),
        }
    }

    fn replace(&self, name: &[u8], value: Value<'pr>) -> Result<(), Value<'pr>> {
        let mut variables = self.variables.borrow_mut();
        match variables.iter_mut().find(|(known, _)| *known == name) {
            Some((_, slot)) => {
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

impl PartialEq for Value<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Nil, Self::Nil) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits(),
            (Self::Str(a), Self::Str(b)) => *a.text.borrow() == *b.text.borrow(),
            (Self::Sym(a), Self::Sym(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => Rc::ptr_eq(a, b) || *a.borrow() == *b.borrow(),
            (Self::Hash(a), Self::Hash(b)) => Rc::ptr_eq(a, b) || *a.borrow() == *b.borrow(),
            (Self::Range(a), Self::Range(b)) => {
                a.first == b.first && a.last == b.last && a.excludes_last == b.excludes_last
            }
            (Self::Regexp(a), Self::Regexp(b)) => a.source == b.source,
            (Self::Proc(a), Self::Proc(b)) => Rc::ptr_eq(a, b),
            (Self::Module(a), Self::Module(b)) => Rc::ptr_eq(a, b),
            (Self::Object(a), Self::Object(b)) => Rc::ptr_eq(a, b),
            (Self::Scope(a), Self::Scope(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Value<'_> {}

impl Hash for Value<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.kind().hash(state);
        match self {
            Self::Bool(value) => value.hash(state),
            Self::Int(number) => number.hash(state),
            Self::Float(number) => number.to_bits().hash(state),
            Self::Str(text) => text.text.borrow().hash(state),
            Self::Sym(name) => name.hash(state),
            Self::Array(items) => items.borrow().len().hash(state),
            _ => {}
        }
    }
}
