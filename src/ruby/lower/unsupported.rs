//! Ruby that no sheet can use, however it is called: what it is, and what to write instead.

use ruby_prism::Node;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// The finding for a piece of Ruby that is not supported.
pub(super) fn finding(node: &Node, span: Span) -> Diagnostic {
    let (what, instead) = described(node);
    Diagnostic::new(Code::UnsupportedRuby, format!("{what} is not supported in a sheet"))
        .at(span, "")
        .hint(instead)
}

fn described(node: &Node) -> (&'static str, &'static str) {
    match node {
        Node::XStringNode { .. } | Node::InterpolatedXStringNode { .. } => (
            "a command in backticks",
            "reading a sheet never runs a program; put the text in quotes instead",
        ),
        Node::CaseMatchNode { .. }
        | Node::MatchPredicateNode { .. }
        | Node::MatchRequiredNode { .. } => ("pattern matching", "use `case` with `when`, or `if`"),
        Node::RationalNode { .. } | Node::ImaginaryNode { .. } => {
            ("a rational or imaginary number", "write the number as a text in quotes")
        }
        Node::PreExecutionNode { .. } | Node::PostExecutionNode { .. } => {
            ("`BEGIN` or `END`", "write the code where it belongs, without `BEGIN` or `END`")
        }
        Node::RedoNode { .. } | Node::RetryNode { .. } => {
            ("`redo` or `retry`", "use a loop such as `each` or `times`")
        }
        Node::FlipFlopNode { .. } => ("a range as a condition", "compare with `>=` and `<=`"),
        Node::UndefNode { .. } => ("`undef`", "leave it out"),
        Node::AliasGlobalVariableNode { .. } => {
            ("another name for a global variable", "use a constant")
        }
        Node::SingletonClassNode { .. } => {
            ("`class <<` on anything but `self`", "write `class << self`")
        }
        Node::ForwardingParameterNode { .. } | Node::ForwardingArgumentsNode { .. } => {
            ("`...` for all arguments", "write `*values, **named`")
        }
        _ => (
            "this piece of Ruby",
            "write the text or list directly, or use a plain method with arguments",
        ),
    }
}
