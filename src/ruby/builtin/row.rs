//! A row of a table of built-in methods, and the types of what it takes and yields: arity,
//! conversion, cost and the finding for a wrong argument come from the types.

use std::rc::Rc;

use crate::ruby::frame::{Arguments, Block as Passed};
use crate::ruby::machine::{Eval, ITEM, Machine, Stop, failure};
use crate::ruby::regexp::Pattern;
use crate::ruby::value::{Id, Match, Name, Range, Value};
use crate::wording::count;

/// A row: the names of a method, what it takes and what it does.
pub(crate) struct Row {
    /// With a blank between those that mean the same.
    pub(crate) names: &'static str,
    /// What it is called on, and what it is given.
    pub(crate) takes: &'static [Takes],
    pub(crate) run: fn(&mut Machine, &mut Given) -> Eval,
}

/// How a parameter of a row is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    One,
    Maybe,
    Any,
    /// A block, without which the call yields what it would be given: `each_with_index.map { … }`.
    Waits,
    /// A block, or no block.
    Block,
    /// Nothing that the call shows.
    Unseen,
}

/// A table of rows: `"names" |machine, receiver: Type, argument: Type| value;`.
macro_rules! rows {
    ($($names:literal |$m:ident $(, $arg:ident: $type:ty)*| $body:expr;)*) => {
        &[$($crate::ruby::builtin::row::Row {
            names: $names,
            takes: &[$(<$type as $crate::ruby::builtin::row::Take>::TAKES),*],
            run: |$m, given| {
                $(let $arg = <$type as $crate::ruby::builtin::row::Take>::take($m, given)?;)*
                let value = $body;
                $crate::ruby::builtin::row::Give::give(value, $m)
            },
        }),*]
    };
}
pub(crate) use rows;

/// A call of a built-in method, as its parameters take it apart; taken itself, its name and what it
/// passes.
pub(crate) struct Given {
    pub(crate) receiver: Value,
    pub(crate) name: Name,
    pub(crate) arguments: Arguments,
    /// The block of the method that calls.
    pub(crate) around: Option<Id>,
    /// How many values are taken; the receiver is the first.
    pub(crate) taken: usize,
}

impl Given {
    fn next(&mut self) -> Option<Value> {
        self.taken += 1;
        match self.taken {
            1 => Some(self.receiver),
            taken => self.arguments.values.get(taken - 2).copied(),
        }
    }

    fn needed_block(&self, m: &Machine) -> Eval<Id> {
        self.arguments.block.ok_or_else(|| {
            let stop = m.fails(format!("`{}` needs a block here", m.names.text(self.name)));
            stop.hint("add `do |item| … end` or `{ |item| … }`")
        })
    }

    /// A finding that the value taken last is not what the method takes.
    fn wrong(&self, m: &Machine, value: Value, wanted: &str) -> Stop {
        let (name, kind) = (m.names.text(self.name), value.described());
        let message = format!("`{name}` takes {wanted} here, not {kind}");
        let place = self.arguments.span(self.taken.saturating_sub(2), m.at);
        let turned = TURNED.iter().find(|(from, to, _)| *from == kind && *to == wanted);
        let stop = Stop::Raise(Box::new(failure(place, message)));
        match turned {
            Some((.., hint)) => stop.hint(*hint),
            None => stop,
        }
    }
}

/// What was given, what is wanted → how to get there.
const TURNED: &[(&str, &str, &str)] = &[
    ("a number", "a string", "write `.to_s` behind it, or put it into a text: `\"…#{number}…\"`"),
    ("`nil`", "a string", "it has no value; check it, or write `.to_s`, which makes it empty"),
    ("an array", "a string", "`.join(' ')` makes one text of it"),
    ("a string", "an array", "put it into brackets, which make an array of it: `[…]`"),
    ("a number", "an array", "put it into brackets, which make an array of it: `[…]`"),
    ("a string", "a number", "write `.to_i` behind the text, or `.to_s` behind the number"),
];

/// A parameter of a row.
pub(crate) trait Take: Sized {
    const TAKES: Takes;
    fn take(m: &mut Machine, given: &mut Given) -> Eval<Self>;
}

/// What a value can be taken as.
pub(crate) trait Typed: Sized {
    /// With its article, for messages.
    const IS: &'static str;
    /// `None` where the value is something else. Whoever copies or walks charges for it here.
    fn of(m: &mut Machine, value: Value) -> Eval<Option<Self>>;
}

impl<T: Typed> Take for T {
    const TAKES: Takes = Takes::One;

    fn take(m: &mut Machine, given: &mut Given) -> Eval<Self> {
        let value = given.next().unwrap_or_default();
        T::of(m, value)?.ok_or_else(|| given.wrong(m, value, T::IS))
    }
}

impl<T: Typed> Take for Option<T> {
    const TAKES: Takes = Takes::Maybe;

    fn take(m: &mut Machine, given: &mut Given) -> Eval<Self> {
        let Some(value) = given.next() else { return Ok(None) };
        T::of(m, value)?.ok_or_else(|| given.wrong(m, value, T::IS)).map(Some)
    }
}

impl<T: Typed> Take for Vec<T> {
    const TAKES: Takes = Takes::Any;

    fn take(m: &mut Machine, given: &mut Given) -> Eval<Self> {
        let mut all = Self::new();
        while let Some(one) = <Option<T> as Take>::take(m, given)? {
            all.push(one);
        }
        Ok(all)
    }
}

/// A block that the method calls, and without which the call yields an array of what it would be given.
#[derive(Clone, Copy)]
pub(crate) struct Each(pub(crate) Id);

/// A block that the method needs.
#[derive(Clone, Copy)]
pub(crate) struct Needed(pub(crate) Id);

/// A block that the method can do without.
#[derive(Clone, Copy)]
pub(crate) struct Block(pub(crate) Option<Id>);

/// What a row takes besides the arguments that the call shows.
macro_rules! unseen {
    ($($type:ty, $takes:ident, |$m:ident, $given:ident| $value:expr;)+) => {
        $(impl Take for $type {
            const TAKES: Takes = Takes::$takes;

            fn take($m: &mut Machine, $given: &mut Given) -> Eval<Self> {
                Ok($value)
            }
        })+
    };
}

unseen! {
    Each, Waits, |m, given| Self(given.needed_block(m)?);
    Needed, Block, |m, given| Self(given.needed_block(m)?);
    Block, Block, |_m, given| Self(given.arguments.block);
    Given, Unseen, |_m, given| Self { arguments: given.arguments.clone(), ..*given };
}

/// A hash, to be looked into or changed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hash(pub(crate) Id);

/// A class or module.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Class(pub(crate) Id);

/// The items of whatever has items.
pub(crate) type Items = Rc<Vec<Value>>;

/// A text to be read.
pub(crate) type Text = Rc<String>;

/// A number of items or letters, which is at least so many.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size<const LEAST: i64 = 0>(pub(crate) usize);

/// A whole number or a float.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number(pub(crate) Value);

/// What is looked for in a text: a string, or what a regular expression finds.
pub(crate) enum Needle {
    Text(Text),
    Pattern(Rc<Pattern>),
}

/// Types that some kinds of values are taken as.
macro_rules! typed {
    ($($type:ty, $is:literal, |$m:ident| $($pattern:pat => $value:expr),+;)+) => {
        $(impl Typed for $type {
            const IS: &'static str = $is;

            fn of($m: &mut Machine, value: Value) -> Eval<Option<Self>> {
                Ok(match value {
                    $($pattern => Some($value),)+
                    #[allow(unreachable_patterns)]
                    _ => None,
                })
            }
        })+
    };
}

typed! {
    Value, "a value", |_m| value => value;
    Id, "a string, an array or a hash", |_m| Value::Str(id) | Value::Array(id) | Value::Hash(id) => id;
    Class, "a class or module", |_m| Value::Module(id) => Self(id);
    Hash, "a hash", |_m| Value::Hash(id) => Self(id);
    Name, "a string or symbol", |m|
        Value::Sym(name) => name,
        Value::Str(id) => { m.room(m.str(id).len())?; let text = Rc::clone(m.str(id)); m.names.name(&text) };
    Text, "a string", |m|
        Value::Str(id) => { m.work(m.str(id).len() / 64)?; Rc::clone(m.str(id)) };
    i64, "a number", |_m|
        Value::Int(number) => number,
        Value::Float(number) => truncated(number);
    f64, "a number", |_m|
        number @ (Value::Int(_) | Value::Float(_)) => number.as_float().unwrap_or_default();
    Number, "a number", |_m| number @ (Value::Int(_) | Value::Float(_)) => Self(number);
    Range, "a range", |m| Value::Range(id) => *m.range_of(id);
    Rc<Pattern>, "a regular expression", |m| Value::Regexp(id) => Rc::clone(m.pattern_of(id));
    Match, "a match", |m| Value::Match(id) => m.match_of(id).clone();
    Needle, "a string or a regular expression", |m|
        Value::Str(id) => { m.work(m.str(id).len() / 64)?; Self::Text(Rc::clone(m.str(id))) },
        Value::Regexp(id) => Self::Pattern(Rc::clone(m.pattern_of(id)));
}

#[expect(clippy::cast_possible_truncation, reason = "Ruby truncates here too")]
const fn truncated(number: f64) -> i64 {
    number as i64
}

impl<const LEAST: i64> Typed for Size<LEAST> {
    const IS: &'static str = "a number";

    fn of(m: &mut Machine, value: Value) -> Eval<Option<Self>> {
        let Some(number) = i64::of(m, value)? else { return Ok(None) };
        match usize::try_from(number) {
            Ok(size) if number >= LEAST => Ok(Some(Self(size))),
            _ => Err(m.fails(format!("this number is at least {LEAST}"))),
        }
    }
}

impl Typed for Items {
    const IS: &'static str = "an array";

    fn of(m: &mut Machine, value: Value) -> Eval<Option<Self>> {
        m.items_of(value)
    }
}

/// What a row yields. Whatever takes memory is charged for here.
pub(crate) trait Give {
    fn give(self, m: &mut Machine) -> Eval;
}

macro_rules! gives {
    ($($type:ty, |$value:ident, $m:ident| $given:expr;)+) => {
        $(impl Give for $type {
            fn give(self, $m: &mut Machine) -> Eval {
                let $value = self;
                $given
            }
        })+
    };
}

gives! {
    Value, |value, _m| Ok(value);
    (), |_value, _m| Ok(Value::Nil);
    bool, |value, _m| Ok(Value::Bool(value));
    i64, |value, _m| Ok(Value::Int(value));
    usize, |value, _m| Ok(Value::int(value));
    f64, |value, _m| Ok(Value::Float(value));
    Name, |value, _m| Ok(Value::Sym(value));
    String, |value, m| m.text(value);
    &str, |value, m| m.text(value);
    Text, |value, m| m.shared_text(value);
    Vec<Value>, |value, m| m.array(value);
    Items, |value, m| { m.room(value.len() * ITEM)?; m.array(value.to_vec()) };
    Vec<String>, |value, m| m.texts(value);
    Eval, |value, _m| value;
}

impl<T: Give> Give for Option<T> {
    fn give(self, m: &mut Machine) -> Eval {
        self.map_or(Ok(Value::Nil), |value| value.give(m))
    }
}

/// Runs a row after counting its arguments.
pub(crate) fn run(m: &mut Machine, row: &Row, mut given: Given) -> Eval {
    count_arguments(m, given.name, given.arguments.values.len(), arity(row))?;
    let takes = |kind: Takes| row.takes.contains(&kind);
    let takes_block = takes(Takes::Waits) || takes(Takes::Block) || takes(Takes::Unseen);
    if given.arguments.block.is_some() && !takes_block {
        let name = m.names.text(given.name);
        return Err(m
            .lacks(format!("`{name}` takes no block in a sheet"))
            .hint("leave the block out"));
    }
    if takes(Takes::Waits) && given.arguments.block.is_none() {
        let list = m.array(Vec::new())?;
        if let Value::Array(id) = list {
            given.arguments.block = Some(m.block(Passed::Collect(id))?);
            (row.run)(m, &mut given)?;
        }
        return Ok(list);
    }
    let value = (row.run)(m, &mut given)?;
    let name = m.names.text(given.name);
    if name.len() < 2 || !name.ends_with('!') {
        return Ok(value);
    }
    let unchanged = !ALWAYS.contains(&&*name) && m.equal(given.receiver, value)?;
    m.put(given.receiver, value)?;
    Ok(if unchanged { Value::Nil } else { given.receiver })
}

/// Methods that yield what they changed even where it is as before; others yield `nil` then.
const ALWAYS: &[&str] = &["map!", "collect!", "merge!", "reverse!", "sort!", "sort_by!"];

/// Fewest and most arguments; no most where there is a list of them.
fn arity(row: &Row) -> (usize, Option<usize>) {
    let arguments = &row.takes[row.takes.len().min(1)..];
    let many = |kind: Takes| arguments.iter().filter(|takes| **takes == kind).count();
    let least = many(Takes::One);
    (least, (many(Takes::Any) == 0).then(|| least + many(Takes::Maybe)))
}

/// Finds too few or too many arguments: "takes 1 to 2 arguments, 3 given".
pub(crate) fn count_arguments(
    m: &Machine,
    name: Name,
    given: usize,
    (least, most): (usize, Option<usize>),
) -> Eval<()> {
    let takes = match most {
        most if given >= least && most.is_none_or(|most| given <= most) => return Ok(()),
        Some(0) => "no arguments".to_owned(),
        Some(most) if most == least => count(most, "argument", "arguments"),
        Some(most) => format!("{least} to {}", count(most, "argument", "arguments")),
        None => format!("at least {}", count(least, "argument", "arguments")),
    };
    Err(m.fails(format!("`{}` takes {takes}, {given} given", m.names.text(name))))
}
