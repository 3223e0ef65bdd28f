//! What runs and where: frames with their local variables, what calls pass, blocks, methods, classes
//! and objects.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use indexmap::IndexMap;

use super::expr::Code;
use super::value::{Id, Name, Value};
use crate::source::Span;

/// Where a piece of code runs.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// `self`.
    pub(crate) this: Value,
    /// Where `def` and constants go, and where constants are looked up first.
    pub(crate) module: Id,
    /// What `yield` calls.
    pub(crate) block: Option<Id>,
    pub(crate) locals: Rc<Locals>,
    /// The method that `return` leaves; 0 at the top.
    pub(crate) method: u32,
    /// The call that `break` leaves: the one that passed the block; 0 outside blocks.
    pub(crate) breaks: u32,
}

/// Local variables of one body, and of those around it that a block sees.
#[derive(Debug, Default)]
pub(crate) struct Locals {
    own: RefCell<HashMap<Name, Value>>,
    around: Option<Rc<Self>>,
}

/// What a call passes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arguments {
    pub(crate) values: Vec<Value>,
    /// Places of `values`, where the source shows each.
    pub(crate) spans: Vec<Span>,
    pub(crate) block: Option<Id>,
}

/// What a block does when it is called.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// Runs in the frame that it stands in.
    Run(Rc<Code>, Frame),
    /// Calls the method of this name on its first argument.
    Send(Name),
    /// Adds what it is given to an array.
    Collect(Id),
}

/// A method that the sheet defines.
#[derive(Clone, Debug)]
pub(crate) enum Method {
    /// Its code, and where constants are looked up.
    Code(Rc<Code>, Id),
    /// What `attr_reader` and `attr_writer` make: they read and write a variable.
    Reads(Name),
    Writes(Name),
}

/// A class or module: the sheet's, or one of Ruby's.
#[derive(Debug, Default)]
pub(crate) struct Module {
    pub(crate) name: Rc<str>,
    /// The table of its own methods where it is one of Ruby's.
    pub(crate) native: Option<&'static str>,
    pub(crate) around: Option<Id>,
    pub(crate) constants: IndexMap<Name, Value>,
    /// Methods of the module itself: `def self.name`.
    pub(crate) own_methods: IndexMap<Name, Method>,
    /// Methods of its instances, or of everything at the top level.
    pub(crate) methods: IndexMap<Name, Method>,
    pub(crate) variables: IndexMap<Name, Value>,
}

/// An instance of a class that the sheet defines.
#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) class: Id,
    pub(crate) variables: IndexMap<Name, Value>,
}

impl Arguments {
    pub(crate) fn of(values: &[Value]) -> Self {
        Self { values: values.to_vec(), ..Self::default() }
    }

    /// The place of a value, or of the whole call where it has none.
    pub(crate) fn span(&self, index: usize, whole: Span) -> Span {
        self.spans.get(index).copied().unwrap_or(whole)
    }
}

impl Method {
    /// Fewest and most arguments.
    pub(crate) fn arity(&self) -> (usize, Option<usize>) {
        match self {
            Self::Code(code, _) => code.arity(),
            Self::Reads(_) => (0, Some(0)),
            Self::Writes(_) => (1, Some(1)),
        }
    }
}

impl Locals {
    pub(crate) fn inside(around: &Rc<Self>) -> Rc<Self> {
        Rc::new(Self { around: Some(Rc::clone(around)), ..Self::default() })
    }

    pub(crate) fn get(&self, name: Name, out: u32) -> Value {
        match (out, &self.around) {
            (1.., Some(around)) => around.get(name, out - 1),
            _ => self.own.borrow().get(&name).copied().unwrap_or_default(),
        }
    }

    pub(crate) fn set(&self, name: Name, out: u32, value: Value) {
        match (out, &self.around) {
            (1.., Some(around)) => around.set(name, out - 1, value),
            _ => {
                self.own.borrow_mut().insert(name, value);
            }
        }
    }
}
