//! A sheet as a small tree of our own: Prism's kinds of nodes come down to these. It holds places
//! and values, and nothing of the parser's.

use std::rc::Rc;

use super::regexp::Flags;
use super::value::{Name, Value};
use crate::source::Span;

/// An expression and where it stands.
#[derive(Debug)]
pub(crate) struct Expr {
    pub(crate) span: Span,
    pub(crate) node: Node,
}

/// What there is to evaluate.
#[derive(Debug)]
pub(crate) enum Node {
    /// `nil`, `true`, a number, a symbol.
    Literal(Value),
    Text(Rc<String>),
    /// Parts one after the other: `"a#{b}"`, `:"a#{b}"`, `/a#{b}/`.
    Joined(Vec<Expr>, Joined),
    Array(Vec<Expr>),
    /// Keys with values; a key without a value is `**hash`.
    Hash(Vec<(Expr, Option<Expr>)>),
    Range(Option<Box<Expr>>, Option<Box<Expr>>, bool),
    /// `*list`, where a list is written.
    Splat(Box<Expr>),
    Myself,
    Read(Variable),
    /// `Name`, or `path::Name`.
    Constant(Option<Box<Expr>>, Name),
    Write(Box<Target>, Box<Expr>),
    Call(Box<Call>),
    Yield(Vec<Expr>),
    /// `super` with arguments, or with those of the method itself.
    Super(Option<Vec<Expr>>, Option<Pass>),
    Sequence(Vec<Expr>),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    While(Box<Loop>),
    Case(Box<Case>),
    Leave(Leave, Option<Box<Expr>>),
    Begin(Box<Begin>),
    Lambda(Rc<Code>),
    /// `def name`, with whose it is: `self` in `def self.name`.
    Def(Option<Box<Expr>>, Name, Rc<Code>),
    Module(Box<Module>),
    /// `class << self`.
    OwnClass(Rc<Code>),
    /// `defined?(…)` of what has to be tried.
    Defined(Box<Expr>),
    /// What a sheet cannot use; lowering has said so.
    Refused,
}

/// What joined parts become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joined {
    Text,
    Symbol,
    Regexp(Flags),
}

/// Something with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variable {
    /// So many bodies out, at this place among its variables.
    Local(usize, usize),
    Instance(Name),
    Class(Name),
    Global(Name),
    /// What the last match found: `$~`.
    Match,
}

/// What a value is given to.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) span: Span,
    pub(crate) to: To,
}

/// The ways to name what a value is given to.
#[derive(Debug)]
pub(crate) enum To {
    Variable(Variable),
    Constant(Name),
    /// `receiver[index]` and `receiver.name`: the call that takes the value last.
    Call(Call),
    /// `a, *b, c`.
    Many(Many),
}

/// `a, *b, c`: the targets before the splat, the splat's own, those behind it.
#[derive(Debug, Default)]
pub(crate) struct Many {
    pub(crate) first: Vec<Target>,
    pub(crate) rest: Rest<Box<Target>>,
    pub(crate) last: Vec<Target>,
}

/// What takes the rest: `*name`, which may have no name.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Rest<T> {
    #[default]
    None,
    Dropped,
    To(T),
}

#[derive(Debug)]
pub(crate) struct Call {
    /// `None` where nothing stands before the name.
    pub(crate) receiver: Option<Expr>,
    pub(crate) name: Name,
    pub(crate) arguments: Vec<Expr>,
    /// `name: value` at the end, where the keys allow them to be names.
    pub(crate) named: Option<Expr>,
    pub(crate) pass: Option<Pass>,
    /// The name, or from the name to the end of the arguments.
    pub(crate) span: Span,
}

/// The block that a call passes.
#[derive(Debug)]
pub(crate) enum Pass {
    Code(Rc<Code>),
    /// `&value`; `&` alone passes on the block that the method was given.
    Value(Option<Box<Expr>>, Span),
}

/// `while`; `until` is lowered to it.
#[derive(Debug)]
pub(crate) struct Loop {
    pub(crate) condition: Expr,
    pub(crate) body: Expr,
    /// `begin … end while`.
    pub(crate) body_first: bool,
}

#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) subject: Option<Expr>,
    pub(crate) branches: Vec<(Vec<Expr>, Expr)>,
    pub(crate) otherwise: Expr,
}

/// Ways out of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leave {
    /// `break` in a `while`.
    Loop,
    /// `break` in a block.
    Block,
    Next,
    Return,
}

#[derive(Debug)]
pub(crate) struct Begin {
    pub(crate) body: Expr,
    pub(crate) rescues: Vec<Rescue>,
    pub(crate) otherwise: Option<Expr>,
    pub(crate) ensure: Option<Expr>,
}

#[derive(Debug)]
pub(crate) struct Rescue {
    /// Classes of errors; none means `StandardError`.
    pub(crate) errors: Vec<Expr>,
    pub(crate) target: Option<Target>,
    pub(crate) body: Expr,
}

/// `class` and `module`.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) name: Name,
    pub(crate) is_class: bool,
    pub(crate) parent: Option<Expr>,
    pub(crate) code: Rc<Code>,
}

/// A body with variables of its own: of a block, a method, a class.
#[derive(Debug)]
pub(crate) struct Code {
    pub(crate) span: Span,
    pub(crate) parameters: Parameters,
    /// How many variables it has.
    pub(crate) variables: usize,
    pub(crate) body: Expr,
}

/// What a body takes.
#[derive(Debug, Default)]
pub(crate) struct Parameters {
    pub(crate) first: Vec<Target>,
    /// Variable and default.
    pub(crate) optional: Vec<(usize, Expr)>,
    pub(crate) rest: Rest<usize>,
    pub(crate) last: Vec<Target>,
    /// `name:` with its variable and default.
    pub(crate) named: Vec<(Name, usize, Option<Expr>)>,
    pub(crate) named_rest: Rest<usize>,
    pub(crate) block: Option<usize>,
    /// `|a,|` opens an array as two parameters would.
    pub(crate) trailing_comma: bool,
}

impl<T> Rest<T> {
    /// What is there, as a rest that goes to it.
    pub(crate) fn of(name: Option<T>) -> Self {
        name.map_or(Self::Dropped, Self::To)
    }
}

impl Parameters {
    /// Fewest and most values; no most where there is a `*rest`.
    pub(crate) fn arity(&self) -> (usize, Option<usize>) {
        let least = self.first.len() + self.last.len();
        (
            least,
            if matches!(self.rest, Rest::None) { Some(least + self.optional.len()) } else { None },
        )
    }

    pub(crate) fn takes_names(&self) -> bool {
        !self.named.is_empty() || !matches!(self.named_rest, Rest::None)
    }

    /// Whether a block that is given one array takes what is in it.
    pub(crate) fn opens(&self) -> bool {
        let (least, most) = self.arity();
        let some = least > 0 || most.is_some();
        self.trailing_comma || least > 1 || most.is_none_or(|most| most > 1) && some
    }
}
