//! What Ruby expressions yield. A value is small and copied freely; what it refers to lies in the
//! heap, which is dropped as a whole, so that no value is ever walked to be dropped.

use std::collections::HashMap;
use std::rc::Rc;

use indexmap::IndexMap;

use super::regexp::Pattern;
use super::words::Scope;

/// A Ruby value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Value {
    #[default]
    Nil,
    Bool(bool),
    Int(i64),
    Float(f64),
    Sym(Name),
    Str(Id),
    Array(Id),
    Hash(Id),
    Range(Id),
    Regexp(Id),
    Match(Id),
    Module(Id),
    Object(Id),
    /// A block of the cheat-sheet language: the sheet, a category, an entry.
    Scope(Scope),
}

/// Where something lies in its part of the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Id(pub(crate) u32);

/// A name or symbol, kept once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Name(u32);

/// Every name that occurs.
#[derive(Debug, Default)]
pub(crate) struct Names {
    texts: Vec<Rc<str>>,
    known: HashMap<Rc<str>, Name>,
}

/// What a hash holds, in the order in which it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pairs {
    pub(crate) map: IndexMap<Key, (Value, Value)>,
    /// What a key without a value yields: `Hash.new(0)`.
    pub(crate) default: Value,
    /// What is called with hash and key instead: `Hash.new { |hash, key| … }`.
    pub(crate) makes: Option<Id>,
}

/// A value as the key of a hash: it is walked once, and compared flat.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Nil,
    Bool(bool),
    Int(i64),
    /// The bits of a float.
    Float(u64),
    Sym(Name),
    Str(Rc<String>),
    List(Vec<Self>),
}

/// `first..last` or `first...last`; either end may be `nil`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    pub(crate) first: Value,
    pub(crate) last: Value,
    pub(crate) excludes_last: bool,
}

/// What a regular expression found.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    pub(crate) text: Rc<String>,
    pub(crate) pattern: Rc<Pattern>,
    /// Byte offsets of the whole match and of each group.
    pub(crate) groups: Rc<[Option<(usize, usize)>]>,
}

impl Names {
    pub(crate) fn name(&mut self, text: &str) -> Name {
        if let Some(name) = self.known.get(text) {
            return *name;
        }
        let name = Name(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        let text: Rc<str> = text.into();
        self.texts.push(Rc::clone(&text));
        self.known.insert(text, name);
        name
    }

    pub(crate) fn text(&self, name: Name) -> Rc<str> {
        Rc::clone(&self.texts[name.0 as usize])
    }
}

impl Value {
    pub(crate) fn int(number: usize) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }

    pub(crate) const fn truthy(self) -> bool {
        !matches!(self, Self::Nil | Self::Bool(false))
    }

    /// Its class, as the tables of methods name it, and what messages call it.
    const fn kind(self) -> (&'static str, &'static str) {
        match self {
            Self::Nil => ("nil", "`nil`"),
            Self::Bool(_) => ("true and false", "`true` or `false`"),
            Self::Int(_) => ("Integer", "a number"),
            Self::Float(_) => ("Float", "a number"),
            Self::Str(_) => ("String", "a string"),
            Self::Sym(_) => ("Symbol", "a symbol"),
            Self::Array(_) => ("Array", "an array"),
            Self::Hash(_) => ("Hash", "a hash"),
            Self::Range(_) => ("Range", "a range"),
            Self::Regexp(_) => ("Regexp", "a regular expression"),
            Self::Match(_) => ("MatchData", "a match"),
            Self::Module(_) => ("classes and modules", "a class or module"),
            Self::Object(_) => ("objects", "an object"),
            Self::Scope(_) => ("blocks of the sheet", "a block of the sheet"),
        }
    }

    pub(crate) const fn class(self) -> &'static str {
        self.kind().0
    }

    /// With its article, for messages.
    pub(crate) const fn described(self) -> &'static str {
        self.kind().1
    }

    /// The number that a value is, as a float.
    #[expect(clippy::cast_precision_loss, reason = "Ruby rounds here too")]
    pub(crate) const fn as_float(self) -> Option<f64> {
        match self {
            Self::Int(number) => Some(number as f64),
            Self::Float(number) => Some(number),
            _ => None,
        }
    }
}

impl Range {
    /// Where the range starts among `length` items, and how many it takes; `None` when outside.
    pub(crate) fn within(&self, length: usize) -> Option<(usize, usize)> {
        let number = |value: Value, default: i64| match value {
            Value::Int(number) => Some(number),
            Value::Nil => Some(default),
            _ => None,
        };
        let start = index_from(number(self.first, 0)?, length).filter(|start| *start <= length)?;
        let excludes = self.excludes_last && self.last != Value::Nil;
        let end = index_from(number(self.last, -1)?, length)
            .map_or(0, |last| last.saturating_add(usize::from(!excludes)));
        Some((start, end.min(length).saturating_sub(start)))
    }
}

/// A number that may count from the end, as an index into `length` items.
pub(crate) fn index_from(index: i64, length: usize) -> Option<usize> {
    match usize::try_from(index) {
        Ok(index) => Some(index),
        Err(_) => length.checked_sub(usize::try_from(index.unsigned_abs()).ok()?),
    }
}

impl Match {
    /// The text of the group `index`; the whole match is group 0.
    pub(crate) fn group(&self, index: usize) -> Option<&str> {
        let (start, end) = (*self.groups.get(index)?)?;
        self.text.get(start..end)
    }

    /// The number of the group called `name`.
    pub(crate) fn named(&self, name: &str) -> Option<usize> {
        self.pattern.regex.capture_names().position(|known| known == Some(name))
    }

    /// Where the whole match is, in bytes.
    pub(crate) fn whole(&self) -> (usize, usize) {
        self.groups.first().copied().flatten().unwrap_or_default()
    }
}
