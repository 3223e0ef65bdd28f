//! What Ruby expressions yield: the values of the safe subset.

use std::cell::{Cell, Ref, RefCell, RefMut};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use indexmap::IndexMap;

use super::code::{Module, Object, Proc};
use super::regexp::Pattern;
use super::words::Scope;

/// A Ruby value. Cloning shares strings, arrays and hashes, as assignment does in Ruby.
#[derive(Clone, Default)]
pub(crate) enum Value<'pr> {
    #[default]
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
    Match(Rc<Match>),
    Proc(Rc<Proc<'pr>>),
    Enumerator(Rc<Enumerator<'pr>>),
    Module(Rc<Module<'pr>>),
    Object(Rc<Object<'pr>>),
    /// A block of the cheat-sheet language: the sheet, a category, an entry.
    Scope(Scope),
}

/// A string, shared and changeable in place.
pub(crate) type Text = Rc<Shared<String>>;
/// An array, shared and changeable in place.
pub(crate) type List<'pr> = Rc<Shared<Vec<Value<'pr>>>>;
/// A hash in insertion order, shared and changeable in place.
pub(crate) type Dict<'pr> = Rc<Shared<Pairs<'pr>>>;

/// Data that everybody who holds it sees change; `frozen` forbids the change.
#[derive(Default)]
pub(crate) struct Shared<T> {
    data: RefCell<T>,
    pub(crate) frozen: Cell<bool>,
}

/// What a hash holds.
#[derive(Clone, Default)]
pub(crate) struct Pairs<'pr> {
    pub(crate) map: IndexMap<Value<'pr>, Value<'pr>>,
    /// What a key without a value yields: `Hash.new(0)`; a block is called with hash and key.
    pub(crate) default: Value<'pr>,
}

/// `first..last` or `first...last`; either end may be `nil`.
pub(crate) struct Range<'pr> {
    pub(crate) first: Value<'pr>,
    pub(crate) last: Value<'pr>,
    pub(crate) excludes_last: bool,
}

/// A method that goes over items and was called without its block: `each_with_index`.
pub(crate) struct Enumerator<'pr> {
    pub(crate) receiver: Value<'pr>,
    pub(crate) name: String,
    pub(crate) values: Vec<Value<'pr>>,
}

/// What a regular expression found.
pub(crate) struct Match {
    pub(crate) text: Rc<str>,
    pub(crate) pattern: Rc<Pattern>,
    /// Byte offsets of the whole match and of each group.
    pub(crate) groups: Vec<Option<(usize, usize)>>,
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
    Match,
    Proc,
    Enumerator,
    Module,
    Object,
    Scope,
}

impl Kind {
    /// The name of its class, for the documentation.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Nil => "nil",
            Self::Boolean => "true and false",
            Self::Integer => "Integer",
            Self::Float => "Float",
            Self::String => "String",
            Self::Symbol => "Symbol",
            Self::Array => "Array",
            Self::Hash => "Hash",
            Self::Range => "Range",
            Self::Regexp => "Regexp",
            Self::Match => "MatchData",
            Self::Proc => "Proc",
            Self::Enumerator => "Enumerator",
            Self::Module => "classes and modules",
            Self::Object => "objects",
            Self::Scope => "blocks of the sheet",
        }
    }

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
            Self::Match => "a match",
            Self::Proc => "a block",
            Self::Enumerator => "a method that waits for its block",
            Self::Module => "a class or module",
            Self::Object => "an object",
            Self::Scope => "a block of the sheet",
        }
    }
}

impl<T> Shared<T> {
    pub(crate) const fn new(data: T) -> Self {
        Self { data: RefCell::new(data), frozen: Cell::new(false) }
    }

    pub(crate) fn borrow(&self) -> Ref<'_, T> {
        self.data.borrow()
    }

    /// For whoever knows that it is not frozen; see `Interpreter::change`.
    pub(crate) fn borrow_mut(&self) -> RefMut<'_, T> {
        self.data.borrow_mut()
    }
}

impl<'pr> Deref for Pairs<'pr> {
    type Target = IndexMap<Value<'pr>, Value<'pr>>;

    fn deref(&self) -> &Self::Target {
        &self.map
    }
}

impl DerefMut for Pairs<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.map
    }
}

impl Value<'_> {
    pub(crate) fn str(text: impl Into<String>) -> Self {
        Self::Str(Rc::new(Shared::new(text.into())))
    }

    pub(crate) fn sym(name: &str) -> Self {
        Self::Sym(name.into())
    }

    pub(crate) fn array(items: Vec<Self>) -> Self {
        Self::Array(Rc::new(Shared::new(items)))
    }

    pub(crate) fn hash(pairs: impl IntoIterator<Item = (Self, Self)>) -> Self {
        let map = pairs.into_iter().collect();
        Self::Hash(Rc::new(Shared::new(Pairs { map, default: Self::Nil })))
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
            Self::Match(_) => Kind::Match,
            Self::Proc(_) => Kind::Proc,
            Self::Enumerator(_) => Kind::Enumerator,
            Self::Module(_) => Kind::Module,
            Self::Object(_) => Kind::Object,
            Self::Scope(_) => Kind::Scope,
        }
    }

    /// The text of a string or symbol.
    pub(crate) fn as_text(&self) -> Option<String> {
        match self {
            Self::Str(text) => Some(text.borrow().clone()),
            Self::Sym(name) => Some(name.to_string()),
            _ => None,
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
            (Self::Str(a), Self::Str(b)) => *a.borrow() == *b.borrow(),
            (Self::Sym(a), Self::Sym(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => Rc::ptr_eq(a, b) || *a.borrow() == *b.borrow(),
            (Self::Hash(a), Self::Hash(b)) => Rc::ptr_eq(a, b) || a.borrow().map == b.borrow().map,
            (Self::Range(a), Self::Range(b)) => {
                a.first == b.first && a.last == b.last && a.excludes_last == b.excludes_last
            }
            (Self::Regexp(a), Self::Regexp(b)) => a.source == b.source,
            (Self::Match(a), Self::Match(b)) => Rc::ptr_eq(a, b),
            (Self::Proc(a), Self::Proc(b)) => Rc::ptr_eq(a, b),
            (Self::Enumerator(a), Self::Enumerator(b)) => Rc::ptr_eq(a, b),
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
            Self::Str(text) => text.borrow().hash(state),
            Self::Sym(name) => name.hash(state),
            Self::Array(items) => items.borrow().hash(state),
            Self::Hash(pairs) => hash_of_pairs(&pairs.borrow()).hash(state),
            _ => {}
        }
    }
}

/// Equal hashes may hold their pairs in different orders.
fn hash_of_pairs(pairs: &Pairs) -> u64 {
    let hashes = pairs.iter().map(|pair| {
        let mut state = DefaultHasher::new();
        pair.hash(&mut state);
        state.finish()
    });
    hashes.fold(0, u64::wrapping_add)
}
