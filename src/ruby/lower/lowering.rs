//! The state of lowering a text, and the smallest expressions.

use std::collections::HashSet;

use super::facts::Facts;
use crate::diagnostic::Diagnostic;
use crate::ruby::expr::{Call, Expr, Node, Target, Variable};
use crate::ruby::parse::text;
use crate::ruby::value::{Name, Names, Value};
use crate::source::Span;

/// What lowering has come to.
#[derive(Default)]
pub(super) struct Lowering {
    pub(super) names: Names,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) facts: Facts,
    /// Variables that are read somewhere.
    pub(super) read: HashSet<Name>,
    /// Variables that are set, and where each is named.
    pub(super) assigned: Vec<(Name, Span)>,
    /// How many nodes are around the one that is lowered.
    pub(super) depth: usize,
    /// How many variables there are that no sheet can name.
    pub(super) hidden: usize,
}

/// Lowers a node of the first of these kinds that it is, and returns that.
macro_rules! first {
    ($node:ident: $($kind:ident($name:pat) => $lowered:expr,)+) => {
        $(if let Some($name) = $node.$kind() {
            return Some($lowered);
        })+
    };
}
pub(super) use first;

/// An expression where `node` stands.
pub(super) const fn expr(span: Span, node: Node) -> Expr {
    Expr { span, node }
}

pub(super) const fn nothing(span: Span) -> Expr {
    expr(span, Node::Literal(Value::Nil))
}

pub(super) fn choice(condition: Expr, yes: Expr, no: Expr) -> Node {
    Node::If(Box::new((condition, yes, no)))
}

pub(super) const fn read(span: Span, variable: Variable) -> Expr {
    expr(span, Node::Read(variable))
}

/// `target = value`.
pub(super) fn write(target: impl Into<Target>, value: Expr) -> Node {
    Node::Write(Box::new(target.into()), Box::new(value))
}

impl Lowering {
    pub(super) fn name(&mut self, bytes: &[u8]) -> Name {
        self.names.name(&text(bytes))
    }

    /// A name that the text may define.
    pub(super) fn define(&mut self, bytes: &[u8]) -> Name {
        let name = text(bytes);
        let known = self.names.name(&name);
        self.facts.defined.insert(name.into_owned());
        known
    }

    /// A variable that no sheet can name, for a value that is needed twice; and what sets it.
    pub(super) fn kept(&mut self, value: Expr) -> (Expr, Variable) {
        self.hidden += 1;
        let kept = Variable::Local(self.names.name(&format!("{} ", self.hidden)), 0);
        (expr(value.span, write(kept, value)), kept)
    }

    /// `receiver.name(arguments)`.
    pub(super) fn send(&mut self, receiver: Expr, name: &str, arguments: Vec<Expr>) -> Expr {
        let (span, name) = (receiver.span, self.names.name(name));
        let call = Call { receiver: Some(Box::new(receiver)), name, arguments, pass: None, span };
        expr(span, Node::Call(Box::new(call)))
    }
}
