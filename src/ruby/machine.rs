//! The state of one evaluation: the heap, the meter, and the modules. Whatever takes memory is made
//! by a function of this file, which charges for it first.

use std::collections::{HashMap, HashSet};
use std::convert::identity;
use std::rc::Rc;

use indexmap::IndexMap;

use super::frame::{Block, Module, Object};
use super::meter::{Exceeded, Meter};
use super::regexp::{Flags, Pattern};
use super::syntax::slip::Patched;
use super::value::{Id, Key, Match, Name, Names, Pairs, Range, Value};
use super::words::Words;
use crate::diagnostic::{Code as Rule, Diagnostic};
use crate::source::Span;

/// Why evaluation does not simply go on.
#[derive(Debug)]
pub(crate) enum Stop {
    /// `break` to the end of the call of this number.
    Break(u32, Value),
    Next(Value),
    /// `return` from the method of this number.
    Return(u32, Value),
    /// What fails in Ruby too: `rescue` may take it.
    Raise(Box<Diagnostic>),
    /// A finding; the rest of the statement is given up. `None` where it is reported already.
    Fail(Option<Box<Diagnostic>>),
}

/// A value, or why there is none.
pub(crate) type Eval<T = Value> = Result<T, Stop>;

/// What values refer to. Nothing is taken out of it before it is dropped as a whole: all of it was
/// charged for. Whoever goes over the data of a text, array or hash holds it as it was.
#[derive(Debug, Default)]
pub(crate) struct Heap {
    texts: Vec<Rc<String>>,
    arrays: Vec<Rc<Vec<Value>>>,
    pairs: Vec<Rc<Pairs>>,
    ranges: Vec<Range>,
    regexps: Vec<Rc<Pattern>>,
    matches: Vec<Match>,
    blocks: Vec<Block>,
    modules: Vec<Module>,
    objects: Vec<Object>,
}

/// Everything that one evaluation needs.
pub(crate) struct Machine<'m> {
    /// The text, whose places findings and words are told as the author has them.
    pub(crate) patched: &'m Patched<'m>,
    pub(crate) words: &'m mut dyn Words,
    /// Where mistakes in the syntax were told.
    told: Vec<Span>,
    pub(crate) meter: Meter,
    pub(crate) names: Names,
    /// The place of the call that runs: where findings are shown.
    pub(crate) at: Span,
    pub(crate) top: Id,
    /// What the last search with a regular expression found: `$~`.
    pub(crate) last_match: Value,
    /// Regular expressions that were compiled before.
    pub(crate) patterns: HashMap<(Rc<String>, Flags), Rc<Pattern>>,
    heap: Heap,
    frozen: HashSet<(&'static str, Id)>,
    last_number: u32,
}

/// What a finding counts for: a sheet that fails in every statement is not followed to its end.
const FINDING_STEPS: usize = 500;
/// What anything on the heap takes besides its data, in bytes.
pub(crate) const SLOT: usize = 40;
/// What a value in a list takes.
pub(crate) const ITEM: usize = size_of::<Value>();
/// What a pair in a hash takes.
pub(crate) const PAIR: usize = 6 * ITEM;

impl From<Exceeded> for Stop {
    fn from(finding: Exceeded) -> Self {
        Self::Fail(Some(finding))
    }
}

impl From<Diagnostic> for Stop {
    fn from(finding: Diagnostic) -> Self {
        Self::Fail(Some(Box::new(finding)))
    }
}

impl Stop {
    /// Adds what to do about it.
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        match self {
            Self::Raise(finding) => Self::Raise(Box::new(finding.hint(hint))),
            Self::Fail(Some(finding)) => finding.hint(hint).into(),
            other => other,
        }
    }
}

/// A finding that an expression fails.
pub(crate) fn failure(at: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Rule::RubyFailure, message).at(at, "")
}

/// Puts `item` at the end of a part of the heap.
fn push<T>(part: &mut Vec<T>, item: T) -> Id {
    part.push(item);
    Id(u32::try_from(part.len() - 1).unwrap_or(u32::MAX))
}

/// Ways to what lies on the heap.
macro_rules! parts {
    ($($get:ident: $part:ident -> $type:ty;)+) => {
        impl Machine<'_> {
            $(pub(crate) fn $get(&self, id: Id) -> &$type {
                &self.heap.$part[id.0 as usize]
            })+
        }
    };
}

parts! {
    str: texts -> Rc<String>;
    items: arrays -> Rc<Vec<Value>>;
    pairs: pairs -> Rc<Pairs>;
    range_of: ranges -> Range;
    pattern_of: regexps -> Rc<Pattern>;
    match_of: matches -> Match;
    block_of: blocks -> Block;
    module_of: modules -> Module;
    object_of: objects -> Object;
}

/// Ways to put something on the heap, with the slots that it takes.
macro_rules! makes {
    ($($make:ident($type:ty), $slots:literal: $part:ident -> $value:path as $result:ty;)+) => {
        impl Machine<'_> {
            $(pub(crate) fn $make(&mut self, item: $type) -> Eval<$result> {
                self.room($slots * SLOT)?;
                Ok($value(push(&mut self.heap.$part, item)))
            })+
        }
    };
}

makes! {
    range(Range), 1: ranges -> Value::Range as Value;
    regexp(Rc<Pattern>), 1: regexps -> Value::Regexp as Value;
    matched(Match), 2: matches -> Value::Match as Value;
    shared_pairs(Rc<Pairs>), 2: pairs -> Value::Hash as Value;
    object(Object), 3: objects -> Value::Object as Value;
    block(Block), 3: blocks -> identity as Id;
    module(Module), 10: modules -> identity as Id;
}

impl<'m> Machine<'m> {
    pub(crate) fn new(
        patched: &'m Patched<'m>,
        words: &'m mut dyn Words,
        told: Vec<Span>,
        meter: Meter,
        names: Names,
    ) -> Self {
        let mut heap = Heap::default();
        let top = push(&mut heap.modules, Module::default());
        Self {
            patched,
            words,
            told,
            meter,
            names,
            at: Span::new(0, 0),
            top,
            last_match: Value::Nil,
            patterns: HashMap::new(),
            heap,
            frozen: HashSet::new(),
            last_number: 0,
        }
    }

    /// A number that nothing else has.
    pub(crate) const fn number(&mut self) -> u32 {
        self.last_number += 1;
        self.last_number
    }

    /// Takes steps for work that grows with the data.
    pub(crate) fn work(&mut self, steps: usize) -> Eval<()> {
        Ok(self.meter.work(steps, self.at)?)
    }

    /// Takes the memory for `bytes`, before they are there.
    pub(crate) fn room(&mut self, bytes: usize) -> Eval<()> {
        Ok(self.meter.make(bytes, self.at)?)
    }

    /// Goes a level deeper: into nested data, a call, an expression.
    pub(crate) fn deeper<T>(&mut self, go: impl FnOnce(&mut Self) -> Eval<T>) -> Eval<T> {
        self.meter.work(1, self.at)?;
        let entered = self.meter.enter(self.at);
        let result = entered.map_err(Stop::from).and_then(|()| go(self));
        self.meter.leave();
        result
    }

    pub(crate) fn tell(&mut self, finding: Diagnostic) {
        let finding = self.patched.in_the_original(finding);
        // What comes of a mistake in the very same place is told with it.
        let place = finding.place.as_ref().map_or(self.at, |label| label.span);
        if !self.told.iter().any(|told| told.start < place.end && place.start < told.end) {
            self.words.report(finding);
        }
    }

    /// Reports a finding at `at`, if it is not reported yet.
    pub(crate) fn report(&mut self, finding: Option<Diagnostic>, at: Span) -> Eval<()> {
        if let Some(finding) = finding {
            self.tell(finding);
        }
        Ok(self.meter.work(FINDING_STEPS, at)?)
    }

    /// The failure of the call that runs, where Ruby raises an error.
    pub(crate) fn fails(&self, message: impl Into<String>) -> Stop {
        Stop::Raise(Box::new(failure(self.at, message)))
    }

    /// The failure of the call that runs, where Ruby does more than a sheet: no `rescue` takes it.
    pub(crate) fn lacks(&self, message: impl Into<String>) -> Stop {
        failure(self.at, message).into()
    }

    pub(crate) fn text(&mut self, text: impl Into<String>) -> Eval {
        self.shared_text(Rc::new(text.into()))
    }

    /// A text that somebody else holds too; it is copied when it is changed.
    pub(crate) fn shared_text(&mut self, text: Rc<String>) -> Eval {
        let shared = Rc::strong_count(&text) > 1;
        self.room(if shared { SLOT } else { SLOT + text.len() })?;
        Ok(Value::Str(push(&mut self.heap.texts, text)))
    }

    pub(crate) fn symbol(&mut self, name: &str) -> Eval {
        self.room(name.len())?;
        Ok(Value::Sym(self.names.name(name)))
    }

    pub(crate) fn array(&mut self, items: Vec<Value>) -> Eval {
        self.room(SLOT + items.len() * ITEM)?;
        Ok(Value::Array(push(&mut self.heap.arrays, Rc::new(items))))
    }

    pub(crate) fn texts(&mut self, texts: Vec<String>) -> Eval {
        let items = texts.into_iter().map(|text| self.text(text)).collect::<Eval<_>>()?;
        self.array(items)
    }

    pub(crate) fn hash(&mut self, pairs: Vec<(Value, Value)>) -> Eval {
        self.room(pairs.len() * PAIR)?;
        let mut map = IndexMap::with_capacity(pairs.len());
        for (key, value) in pairs {
            let (spelled, key) = self.key_to_keep(key)?;
            map.insert(spelled, (key, value));
        }
        self.shared_pairs(Rc::new(Pairs { map, ..Pairs::default() }))
    }

    /// A key as a hash keeps it: a text of its own, which nobody changes.
    pub(crate) fn key_to_keep(&mut self, key: Value) -> Eval<(Key, Value)> {
        let spelled = self.key(key)?;
        let kept = match &spelled {
            Key::Str(text) => self.shared_text(Rc::clone(text))?,
            _ => key,
        };
        Ok((spelled, kept))
    }

    pub(crate) fn module_mut(&mut self, id: Id) -> &mut Module {
        &mut self.heap.modules[id.0 as usize]
    }

    /// The variables of an object or module; those at the top belong to the whole sheet.
    fn variables(&mut self, of: Value) -> &mut IndexMap<Name, Value> {
        match of {
            Value::Object(id) => &mut self.heap.objects[id.0 as usize].variables,
            Value::Module(id) => &mut self.module_mut(id).variables,
            _ => &mut self.heap.modules[self.top.0 as usize].variables,
        }
    }

    pub(crate) fn variable(&mut self, of: Value, name: Name) -> Value {
        self.variables(of).get(&name).copied().unwrap_or_default()
    }

    pub(crate) fn set_variable(&mut self, of: Value, name: Name, value: Value) -> Eval<()> {
        self.room(SLOT)?;
        self.variables(of).insert(name, value);
        Ok(())
    }

    /// The text of a string or symbol.
    pub(crate) fn label(&self, value: Value) -> Option<Rc<str>> {
        match value {
            Value::Str(id) => Some(self.str(id).as_str().into()),
            Value::Sym(name) => Some(self.names.text(name)),
            _ => None,
        }
    }

    /// Keeps a text, an array or a hash as it is.
    pub(crate) fn freeze(&mut self, value: Value) -> Eval<()> {
        if let Value::Str(id) | Value::Array(id) | Value::Hash(id) = value {
            self.room(SLOT)?;
            self.frozen.insert((value.described(), id));
        }
        Ok(())
    }

    fn not_frozen(&self, what: &'static str, id: Id) -> Eval<()> {
        if !self.frozen.contains(&(what, id)) {
            return Ok(());
        }
        let hint = "leave out `.freeze`, or change a copy: `.dup`";
        Err(self.fails(format!("{what} that is frozen cannot change")).hint(hint))
    }

    /// A text that is about to change, by at most `more` bytes.
    pub(crate) fn str_mut(&mut self, id: Id, more: usize) -> Eval<&mut String> {
        self.not_frozen("a string", id)?;
        let text = self.str(id);
        let copied = if Rc::strong_count(text) > 1 { text.len() } else { 0 };
        self.room(more.saturating_add(copied))?;
        Ok(Rc::make_mut(&mut self.heap.texts[id.0 as usize]))
    }

    /// An array that is about to change, by at most `more` items.
    pub(crate) fn items_mut(&mut self, id: Id, more: usize) -> Eval<&mut Vec<Value>> {
        self.not_frozen("an array", id)?;
        if Rc::strong_count(self.items(id)) > 1 {
            let hint = "go over a copy of it, `list.dup.each`, or make a new array with `.map`";
            return Err(self.lacks("this array changes while a method goes over it").hint(hint));
        }
        self.room(more.saturating_mul(2 * ITEM))?;
        Ok(Rc::make_mut(&mut self.heap.arrays[id.0 as usize]))
    }

    /// A hash that is about to change, by at most `more` pairs.
    pub(crate) fn pairs_mut(&mut self, id: Id, more: usize) -> Eval<&mut Pairs> {
        self.not_frozen("a hash", id)?;
        let pairs = self.pairs(id);
        let copied = if Rc::strong_count(pairs) > 1 { pairs.map.len() } else { 0 };
        self.room((more + copied) * PAIR)?;
        Ok(Rc::make_mut(&mut self.heap.pairs[id.0 as usize]))
    }

    /// Puts what is in `new` into the text, array or hash `place`.
    pub(crate) fn put(&mut self, place: Value, new: Value) -> Eval<()> {
        match (place, new) {
            (Value::Str(place), Value::Str(new)) => {
                let new = Rc::clone(self.str(new));
                self.str_mut(place, new.len())?.clone_from(&new);
            }
            (Value::Array(place), Value::Array(new)) => {
                let new = Rc::clone(self.items(new));
                self.items_mut(place, new.len())?.clone_from(&new);
            }
            (Value::Hash(place), Value::Hash(new)) => {
                let new = Rc::clone(self.pairs(new));
                self.pairs_mut(place, new.map.len())?.map.clone_from(&new.map);
            }
            _ => {
                return Err(self.lacks("only a string, an array or a hash can change in its place"));
            }
        }
        Ok(())
    }
}
