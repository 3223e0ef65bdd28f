//! The state of one evaluation: the heap, the meter, and the modules. Whatever takes memory is made
//! by a function of this file, which charges for it first.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use indexmap::IndexMap;

use super::expr::Code;
use super::meter::{Exceeded, Meter};
use super::regexp::{Flags, Pattern};
use super::value::{Enumerator, Id, Key, Match, Name, Names, Pairs, Range, Shared, Value};
use super::words::Words;
use crate::diagnostic::{Code as Rule, Diagnostic};
use crate::source::{Source, Span};

/// Why evaluation does not simply go on.
#[derive(Debug)]
pub(crate) enum Stop {
    /// `break` in a `while`.
    Loop(Value),
    /// `break` in the block of this number.
    Break(u32, Value),
    Next(Value),
    /// `return` from the method of this number.
    Return(u32, Value),
    /// An error that `rescue` may take.
    Raise(Box<Raised>),
    /// A finding; the rest of the statement is given up. `None` where it is reported already.
    Fail(Option<Box<Diagnostic>>),
}

/// An error as `rescue` sees it.
#[derive(Debug)]
pub(crate) struct Raised {
    /// The object that stands for it, where the sheet made one.
    pub(crate) object: Option<Value>,
    /// Ruby's own class for it.
    pub(crate) class: &'static str,
    pub(crate) message: String,
    /// What is said where nothing takes it.
    pub(crate) finding: Diagnostic,
}

/// A value, or why there is none.
pub(crate) type Eval<T = Value> = Result<T, Stop>;

/// Where a piece of code runs.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// `self`.
    pub(crate) this: Value,
    /// Where `def` and constants go, and where constants are looked up first.
    pub(crate) module: Id,
    /// What `yield` calls.
    pub(crate) block: Option<Id>,
    pub(crate) variables: Rc<Variables>,
    /// The method or lambda that `return` leaves; 0 at the top.
    pub(crate) method: u32,
    /// The block that `break` leaves; 0 outside blocks.
    pub(crate) breaks: u32,
}

/// Local variables of one body, and of those around it that a block sees.
#[derive(Debug)]
pub(crate) struct Variables {
    own: RefCell<Vec<Value>>,
    around: Option<Rc<Self>>,
}

/// A block, lambda, or `&:name`.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) number: u32,
    pub(crate) span: Span,
    pub(crate) does: Does,
}

/// What a block does when it is called.
#[derive(Clone, Debug)]
pub(crate) enum Does {
    Run {
        code: Rc<Code>,
        frame: Frame,
        is_lambda: bool,
    },
    /// Calls the method of this name on its first argument.
    Send(Name),
    /// Calls the method of this name of this value: `method(:name)`, `&hash`.
    Method(Value, Name),
    /// Adds what it is given to an array.
    Collect(Id),
    /// Calls a block with what it is given and a running number.
    Number(Id, Rc<Cell<i64>>),
    /// Calls a block with what it is given and this value.
    With(Id, Value),
}

/// A method that the sheet defines.
#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) name: Name,
    pub(crate) does: MethodDoes,
    pub(crate) module: Id,
}

#[derive(Clone, Debug)]
pub(crate) enum MethodDoes {
    Run(Rc<Code>),
    /// `attr_reader`: the instance variable of this name.
    Read(Name),
    /// `attr_writer`.
    Write(Name),
}

/// A class or module: the sheet's, or one of Ruby's.
#[derive(Debug, Default)]
pub(crate) struct Module {
    pub(crate) name: Rc<str>,
    pub(crate) is_class: bool,
    /// Whether it is Ruby's own, so that the tables of built-in methods know it by its name.
    pub(crate) is_native: bool,
    pub(crate) around: Option<Id>,
    pub(crate) parent: Option<Id>,
    pub(crate) constants: IndexMap<Name, Value>,
    /// Methods of the module itself: `def self.name`.
    pub(crate) own_methods: IndexMap<Name, Rc<Method>>,
    /// Methods of its instances, or of everything at the top level.
    pub(crate) methods: IndexMap<Name, Rc<Method>>,
    pub(crate) included: Vec<Id>,
    /// Modules whose methods it answers to itself: `extend self`.
    pub(crate) extended: Vec<Id>,
    pub(crate) variables: IndexMap<Name, Value>,
    /// After `module_function` or inside `class << self`, `def` adds to the module itself.
    pub(crate) defines_own: bool,
}

/// An instance of a class that the sheet defines.
#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) class: Id,
    pub(crate) variables: IndexMap<Name, Value>,
}

/// What values refer to. Nothing is taken out of it before it is dropped as a whole: all of it was
/// charged for.
#[derive(Debug, Default)]
pub(crate) struct Heap {
    texts: Vec<Shared<String>>,
    arrays: Vec<Shared<Vec<Value>>>,
    pairs: Vec<Shared<Pairs>>,
    ranges: Vec<Range>,
    regexps: Vec<Rc<Pattern>>,
    matches: Vec<Match>,
    blocks: Vec<Block>,
    enumerators: Vec<Enumerator>,
    modules: Vec<Module>,
    objects: Vec<Object>,
}

/// Everything that one evaluation needs.
pub(crate) struct Machine<'m> {
    pub(crate) source: &'m Source,
    pub(crate) words: &'m mut dyn Words,
    pub(crate) meter: Meter,
    pub(crate) names: Names,
    /// The place of the call that runs: where findings are shown.
    pub(crate) at: Span,
    pub(crate) top: Id,
    /// The methods that are running, innermost last.
    pub(crate) running: Vec<(Name, Id)>,
    /// What the last search with a regular expression found: `$~`.
    pub(crate) last_match: Value,
    /// Regular expressions that were compiled before.
    pub(crate) patterns: HashMap<(Rc<String>, Flags), Rc<Pattern>>,
    /// Ruby's own modules, as far as they were named.
    pub(crate) natives: HashMap<&'static str, Id>,
    heap: Heap,
    last_number: u32,
}

/// What anything on the heap takes besides its data, in bytes.
const SLOT: usize = 40;
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

/// A finding that an expression fails.
pub(crate) fn failure(at: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Rule::RubyFailure, message).at(at, "")
}

impl Raised {
    /// An error of Ruby's own class `class`, which says what the finding says.
    pub(crate) fn of(class: &'static str, finding: Diagnostic) -> Stop {
        let message = finding.message.clone();
        Stop::Raise(Box::new(Self { object: None, class, message, finding }))
    }
}

impl Variables {
    pub(crate) fn new(many: usize, around: Option<Rc<Self>>) -> Rc<Self> {
        Rc::new(Self { own: RefCell::new(vec![Value::Nil; many]), around })
    }

    pub(crate) fn get(&self, out: usize, place: usize) -> Value {
        match (out, &self.around) {
            (0, _) | (_, None) => self.own.borrow().get(place).copied().unwrap_or_default(),
            (_, Some(around)) => around.get(out - 1, place),
        }
    }

    pub(crate) fn set(&self, out: usize, place: usize, value: Value) {
        match (out, &self.around) {
            (0, _) | (_, None) => {
                if let Some(variable) = self.own.borrow_mut().get_mut(place) {
                    *variable = value;
                }
            }
            (_, Some(around)) => around.set(out - 1, place, value),
        }
    }
}

/// Puts `item` at the end of a part of the heap.
fn push<T>(part: &mut Vec<T>, item: T) -> Id {
    part.push(item);
    Id(u32::try_from(part.len() - 1).unwrap_or(u32::MAX))
}

impl<'m> Machine<'m> {
    pub(crate) fn new(source: &'m Source, words: &'m mut dyn Words, names: Names) -> Self {
        let mut heap = Heap::default();
        let top = push(&mut heap.modules, Module { is_class: true, ..Module::default() });
        Self {
            source,
            words,
            meter: Meter::new(source.text.len()),
            names,
            at: Span::new(0, 0),
            top,
            running: Vec::new(),
            last_match: Value::Nil,
            patterns: HashMap::new(),
            natives: HashMap::new(),
            heap,
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

    /// The failure of the call that runs, as Ruby's error `class`.
    pub(crate) fn raise(&self, class: &'static str, message: impl Into<String>) -> Stop {
        Raised::of(class, failure(self.at, message))
    }

    pub(crate) fn text(&mut self, text: impl Into<String>) -> Eval {
        self.shared_text(Rc::new(text.into()))
    }

    /// A text that somebody else holds too; it is copied when it is changed.
    pub(crate) fn shared_text(&mut self, text: Rc<String>) -> Eval {
        let shared = Rc::strong_count(&text) > 1;
        self.room(if shared { SLOT } else { SLOT + text.len() })?;
        let text = Shared { data: text, frozen: false };
        Ok(Value::Str(push(&mut self.heap.texts, text)))
    }

    pub(crate) fn symbol(&mut self, name: &str) -> Eval {
        self.room(name.len())?;
        Ok(Value::Sym(self.names.name(name)))
    }

    pub(crate) fn array(&mut self, items: Vec<Value>) -> Eval {
        self.room(SLOT + items.len() * ITEM)?;
        Ok(Value::Array(push(&mut self.heap.arrays, Shared::new(items))))
    }

    pub(crate) fn texts(&mut self, texts: Vec<String>) -> Eval {
        let items = texts.into_iter().map(|text| self.text(text)).collect::<Eval<_>>()?;
        self.array(items)
    }

    pub(crate) fn hash(&mut self, pairs: Vec<(Value, Value)>) -> Eval {
        let pairs = self.pairs_of(pairs)?;
        Ok(Value::Hash(push(&mut self.heap.pairs, Shared::new(pairs))))
    }

    pub(crate) fn set(&mut self, items: &[Value]) -> Eval {
        let pairs = self.pairs_of(items.iter().map(|item| (*item, Value::Nil)).collect())?;
        Ok(Value::Set(push(&mut self.heap.pairs, Shared::new(pairs))))
    }

    fn pairs_of(&mut self, pairs: Vec<(Value, Value)>) -> Eval<Pairs> {
        self.room(2 * SLOT + pairs.len() * PAIR)?;
        let mut map = IndexMap::with_capacity(pairs.len());
        for (key, value) in pairs {
            let (spelled, key) = self.key_to_keep(key)?;
            map.insert(spelled, (key, value));
        }
        Ok(Pairs { map, default: Value::Nil })
    }

    /// A key as a hash keeps it: a text that cannot change any more.
    pub(crate) fn key_to_keep(&mut self, key: Value) -> Eval<(Key, Value)> {
        let spelled = self.key(key)?;
        if let Value::Str(id) = key {
            let data = Rc::clone(&self.heap.texts[id.0 as usize].data);
            self.room(SLOT)?;
            let text = Shared { data, frozen: true };
            return Ok((spelled, Value::Str(push(&mut self.heap.texts, text))));
        }
        Ok((spelled, key))
    }

    pub(crate) fn range(&mut self, range: Range) -> Eval {
        self.room(SLOT)?;
        Ok(Value::Range(push(&mut self.heap.ranges, range)))
    }

    pub(crate) fn regexp(&mut self, pattern: Rc<Pattern>) -> Eval {
        self.room(SLOT)?;
        Ok(Value::Regexp(push(&mut self.heap.regexps, pattern)))
    }

    pub(crate) fn matched(&mut self, found: Match) -> Eval {
        self.room(2 * SLOT + 24 * found.groups.len())?;
        Ok(Value::Match(push(&mut self.heap.matches, found)))
    }

    pub(crate) fn enumerator(&mut self, enumerator: Enumerator) -> Eval {
        self.room(2 * SLOT)?;
        Ok(Value::Enumerator(push(&mut self.heap.enumerators, enumerator)))
    }

    pub(crate) fn block(&mut self, span: Span, does: Does) -> Eval<Id> {
        let kept = match &does {
            Does::Run { frame, .. } => frame.variables.own.borrow().len(),
            _ => 0,
        };
        self.room(3 * SLOT + ITEM * kept)?;
        let number = self.number();
        Ok(push(&mut self.heap.blocks, Block { number, span, does }))
    }

    pub(crate) fn module(&mut self, module: Module) -> Eval<Id> {
        self.room(10 * SLOT)?;
        Ok(push(&mut self.heap.modules, module))
    }

    pub(crate) fn object(&mut self, class: Id) -> Eval {
        self.room(3 * SLOT)?;
        let object = Object { class, variables: IndexMap::new() };
        Ok(Value::Object(push(&mut self.heap.objects, object)))
    }

    pub(crate) fn str(&self, id: Id) -> &Rc<String> {
        &self.heap.texts[id.0 as usize].data
    }

    pub(crate) fn items(&self, id: Id) -> &Rc<Vec<Value>> {
        &self.heap.arrays[id.0 as usize].data
    }

    /// What a hash or set holds.
    pub(crate) fn pairs(&self, id: Id) -> &Rc<Pairs> {
        &self.heap.pairs[id.0 as usize].data
    }

    pub(crate) fn range_of(&self, id: Id) -> Range {
        self.heap.ranges[id.0 as usize]
    }

    pub(crate) fn pattern_of(&self, id: Id) -> &Rc<Pattern> {
        &self.heap.regexps[id.0 as usize]
    }

    pub(crate) fn match_of(&self, id: Id) -> &Match {
        &self.heap.matches[id.0 as usize]
    }

    pub(crate) fn block_of(&self, id: Id) -> &Block {
        &self.heap.blocks[id.0 as usize]
    }

    pub(crate) fn enumerator_of(&self, id: Id) -> &Enumerator {
        &self.heap.enumerators[id.0 as usize]
    }

    pub(crate) fn module_of(&self, id: Id) -> &Module {
        &self.heap.modules[id.0 as usize]
    }

    pub(crate) fn module_mut(&mut self, id: Id) -> &mut Module {
        &mut self.heap.modules[id.0 as usize]
    }

    pub(crate) fn object_of(&self, id: Id) -> &Object {
        &self.heap.objects[id.0 as usize]
    }

    pub(crate) fn object_mut(&mut self, id: Id) -> &mut Object {
        &mut self.heap.objects[id.0 as usize]
    }

    /// The text of a string or symbol.
    pub(crate) fn label(&self, value: Value) -> Option<Rc<str>> {
        match value {
            Value::Str(id) => Some(self.str(id).as_str().into()),
            Value::Sym(name) => Some(self.names.text(name)),
            _ => None,
        }
    }

    /// A text that is about to change, by at most `more` bytes.
    pub(crate) fn str_mut(&mut self, id: Id, more: usize) -> Eval<&mut String> {
        let text = &self.heap.texts[id.0 as usize];
        let (frozen, shared) = (text.frozen, Rc::strong_count(&text.data) > 1);
        let copied = if shared { text.data.len() } else { 0 };
        self.changeable(frozen, Value::Str(id))?;
        self.room(more.saturating_add(copied))?;
        Ok(Rc::make_mut(&mut self.heap.texts[id.0 as usize].data))
    }

    /// An array that is about to change, by at most `more` items.
    pub(crate) fn items_mut(&mut self, id: Id, more: usize) -> Eval<&mut Vec<Value>> {
        let items = &self.heap.arrays[id.0 as usize];
        let (frozen, shared) = (items.frozen, Rc::strong_count(&items.data) > 1);
        let copied = if shared { items.data.len() } else { 0 };
        self.changeable(frozen, Value::Array(id))?;
        self.room(more.saturating_add(copied).saturating_mul(ITEM))?;
        Ok(Rc::make_mut(&mut self.heap.arrays[id.0 as usize].data))
    }

    /// A hash or set that is about to change, by at most `more` pairs.
    pub(crate) fn pairs_mut(&mut self, id: Id, more: usize) -> Eval<&mut Pairs> {
        let pairs = &self.heap.pairs[id.0 as usize];
        let (frozen, shared) = (pairs.frozen, Rc::strong_count(&pairs.data) > 1);
        let copied = if shared { pairs.data.map.len() } else { 0 };
        self.changeable(frozen, Value::Hash(id))?;
        self.room((more + copied) * PAIR)?;
        Ok(Rc::make_mut(&mut self.heap.pairs[id.0 as usize].data))
    }

    fn changeable(&self, frozen: bool, value: Value) -> Eval<()> {
        if !frozen {
            return Ok(());
        }
        let message = format!("this would change {} that is frozen", value.kind().described());
        let finding = failure(self.at, message).hint("change a copy of it: `dup` makes one");
        Err(Raised::of("FrozenError", finding))
    }

    pub(crate) fn freeze(&mut self, value: Value) {
        match value {
            Value::Str(id) => self.heap.texts[id.0 as usize].frozen = true,
            Value::Array(id) => self.heap.arrays[id.0 as usize].frozen = true,
            Value::Hash(id) | Value::Set(id) => self.heap.pairs[id.0 as usize].frozen = true,
            _ => {}
        }
    }

    pub(crate) fn is_frozen(&self, value: Value) -> bool {
        match value {
            Value::Str(id) => self.heap.texts[id.0 as usize].frozen,
            Value::Array(id) => self.heap.arrays[id.0 as usize].frozen,
            Value::Hash(id) | Value::Set(id) => self.heap.pairs[id.0 as usize].frozen,
            Value::Object(_) => false,
            _ => true,
        }
    }
}
