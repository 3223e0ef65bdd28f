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
    /// Parts one after the other: `"a#{b}"`.
    Joined(Vec<Expr>),
    /// The text of a regular expression.
    Regexp(Box<Expr>, Flags),
    Array(Vec<Expr>),
    Hash(Vec<(Expr, Expr)>),
    /// First and last, and whether the last is left out.
    Range(Box<(Expr, Expr)>, bool),
    /// `*list`, where a list is written.
    Splat(Box<Expr>),
    Read(Variable),
    /// `Name`, or `path::Name`.
    Constant(Option<Box<Expr>>, Name),
    Write(Box<Target>, Box<Expr>),
    Call(Box<Call>),
    Yield(Vec<Expr>),
    Sequence(Vec<Expr>),
    /// Condition, then, else.
    If(Box<(Expr, Expr, Expr)>),
    And(Box<(Expr, Expr)>),
    Or(Box<(Expr, Expr)>),
    Leave(Leave, Box<Expr>),
    /// What is tried, and what its value is where that fails.
    Rescue(Box<(Expr, Expr)>),
    /// `def name`, or `def self.name`.
    Def(Owner, Name, Rc<Code>),
    /// `class Name` or `module Name`, with its body.
    Module(Name, Box<Expr>),
    /// What a sheet cannot use; lowering has said so.
    Refused,
}

/// Something with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variable {
    /// A name, so many blocks out.
    Local(Name, u32),
    Instance(Name),
    /// `self`.
    Myself,
    /// What the last match found: `$~`.
    Match,
}

/// What a value is given to.
#[derive(Debug)]
pub(crate) enum Target {
    Variable(Variable),
    Constant(Name),
    /// `a, (b, c), *d`.
    Many(Vec<Target>),
    /// `*name` among many, which may have no name.
    Rest(Option<Box<Target>>),
}

impl From<Variable> for Target {
    fn from(variable: Variable) -> Self {
        Self::Variable(variable)
    }
}

#[derive(Debug)]
pub(crate) struct Call {
    /// `None` where nothing stands before the name, as before nearly every word of a sheet.
    pub(crate) receiver: Option<Box<Expr>>,
    pub(crate) name: Name,
    /// `name: value` at the end is a hash.
    pub(crate) arguments: Vec<Expr>,
    pub(crate) pass: Option<Pass>,
    /// The name, or from the name to the end of the arguments.
    pub(crate) span: Span,
}

/// The block that a call passes.
#[derive(Debug)]
pub(crate) enum Pass {
    Code(Rc<Code>),
    /// `&:name`.
    Send(Name),
}

/// Ways out of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leave {
    /// `break` in a block.
    Break,
    Next,
    Return,
}

/// What a method is defined for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Objects of the class around it, or the whole sheet.
    Objects,
    /// The class or module itself: `def self.name`.
    Itself,
}

/// The body of a block or method.
#[derive(Debug)]
pub(crate) struct Code {
    pub(crate) span: Span,
    pub(crate) parameters: Vec<(Target, Takes)>,
    pub(crate) body: Expr,
}

/// How a parameter gets its value.
#[derive(Debug)]
pub(crate) enum Takes {
    Value,
    /// `name = default`.
    Default(Expr),
    /// `*name`.
    Rest,
}

impl Code {
    /// Fewest and most values; no most where there is a `*rest`.
    pub(crate) fn arity(&self) -> (usize, Option<usize>) {
        let many = |wanted: fn(&Takes) -> bool| {
            self.parameters.iter().filter(|(_, takes)| wanted(takes)).count()
        };
        let least = many(|takes| matches!(takes, Takes::Value));
        let most = least + many(|takes| matches!(takes, Takes::Default(_)));
        (least, (many(|takes| matches!(takes, Takes::Rest)) == 0).then_some(most))
    }
}
