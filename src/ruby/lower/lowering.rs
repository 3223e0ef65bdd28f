//! The state of lowering a text, and the smallest expressions.

use super::scope::Scopes;
use crate::diagnostic::Diagnostic;
use crate::ruby::expr::{Expr, Node, Variable};
use crate::ruby::parse::text;
use crate::ruby::value::{Name, Names, Value};
use crate::source::{Source, Span};

/// What lowering has come to.
pub(super) struct Lowering<'s> {
    pub(super) source: &'s Source,
    pub(super) names: Names,
    pub(super) scopes: Scopes,
    pub(super) findings: Vec<Diagnostic>,
}

/// An expression where `node` stands.
pub(super) const fn expr(span: Span, node: Node) -> Expr {
    Expr { span, node }
}

pub(super) const fn nothing(span: Span) -> Expr {
    expr(span, Node::Literal(Value::Nil))
}

impl Lowering<'_> {
    pub(super) fn name(&mut self, bytes: &[u8]) -> Name {
        self.names.name(&text(bytes))
    }

    /// A variable that no sheet can name, for a value that is needed twice.
    pub(super) fn hidden(&mut self) -> Variable {
        Variable::Local(0, self.scopes.hidden())
    }
}
