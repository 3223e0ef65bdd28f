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
        Node::MatchWriteNode { .. } => (
            "`=~` that makes variables of its groups",
            "write `found = text.match(/(?<name>…)/)`, and then `found[:name]`",
        ),
        Node::RationalNode { .. } | Node::ImaginaryNode { .. } => {
            ("a rational or imaginary number", "write the number as a text in quotes")
        }
        Node::PreExecutionNode { .. } | Node::PostExecutionNode { .. } => {
            ("`BEGIN` or `END`", "write the code where it belongs, without `BEGIN` or `END`")
        }
        Node::ForNode { .. } => ("`for`", "write `list.each do |item| … end`"),
        Node::WhileNode { .. } | Node::UntilNode { .. } => (
            "`while` or `until`",
            "use `list.each`, `9.times`, or `loop do … end` with `break if …`",
        ),
        Node::RedoNode { .. } | Node::RetryNode { .. } => {
            ("`redo` or `retry`", "use a loop such as `each` or `times`")
        }
        Node::BeginNode { .. } => (
            "`rescue` with a class, a name or an `ensure`",
            "write `rescue` alone, or ask before what could fail: `if hash.key?(…)`",
        ),
        Node::DefinedNode { .. } => ("`defined?`", "define it first, with `nil` if need be"),
        Node::FlipFlopNode { .. } => ("a range as a condition", "compare with `>=` and `<=`"),
        Node::SplatNode { .. } => ("`*` here", "write one after the other, with commas"),
        Node::UndefNode { .. } => ("`undef`", "leave it out"),
        Node::SingletonClassNode { .. } => {
            ("`class << self`", "write `def self.name` for each of its methods")
        }
        Node::LocalVariableAndWriteNode { .. } | Node::IndexAndWriteNode { .. } => {
            ("`&&=`", "write `name = … if name`")
        }
        Node::CallOperatorWriteNode { .. }
        | Node::CallOrWriteNode { .. }
        | Node::CallAndWriteNode { .. } => {
            ("a change of what an object holds", "write `object.name = …` with the whole value")
        }
        Node::ConstantOrWriteNode { .. } | Node::ConstantOperatorWriteNode { .. } => {
            ("a constant that changes", "use a variable, whose name begins with a small letter")
        }
        Node::MultiWriteNode { .. } => {
            ("an item or attribute among several names", "give each its value on a line of its own")
        }
        Node::ClassVariableReadNode { .. }
        | Node::ClassVariableWriteNode { .. }
        | Node::ClassVariableOperatorWriteNode { .. }
        | Node::ClassVariableOrWriteNode { .. } => {
            ("a variable with `@@`", "use a constant, or a variable with one `@`")
        }
        Node::GlobalVariableReadNode { .. }
        | Node::GlobalVariableWriteNode { .. }
        | Node::GlobalVariableOperatorWriteNode { .. }
        | Node::GlobalVariableOrWriteNode { .. }
        | Node::AliasGlobalVariableNode { .. } => ("a global variable", "use a constant"),
        Node::AssocSplatNode { .. } | Node::KeywordRestParameterNode { .. } => {
            ("`**`", "take one hash, and put hashes together with `.merge`")
        }
        _ => definition(node),
    }
}

/// What stands in definitions, and what is a block.
fn definition(node: &Node) -> (&'static str, &'static str) {
    match node {
        Node::LambdaNode { .. } => {
            ("`->`", "write a method: `def name(value)`, and call it as `name(value)`")
        }
        Node::BlockArgumentNode { .. } => {
            ("`&` with a value", "write the block: `{ |item| … }`, with `yield` in it")
        }
        Node::BlockParameterNode { .. } => {
            ("`&` before a parameter", "leave it out, and call the block with `yield`")
        }
        Node::RequiredKeywordParameterNode { .. } | Node::OptionalKeywordParameterNode { .. } => (
            "a parameter with a colon",
            "take a hash: `def name(text, options = {})`, and read `options[:key]`; calls stay as they are",
        ),
        Node::RequiredParameterNode { .. } | Node::MultiTargetNode { .. } => {
            ("a parameter behind `*rest`", "write `*rest` last")
        }
        Node::ImplicitNode { .. } => ("a key without a value", "write `key: key`"),
        Node::InterpolatedSymbolNode { .. } => {
            ("a symbol with `#{…}`", "write the text, and `.to_sym` behind it")
        }
        Node::ClassNode { .. } => {
            ("a class below another", "write all methods into one class: `class Name`")
        }
        Node::ModuleNode { .. } => ("`module` here", "write `module Name … end`"),
        Node::SuperNode { .. } | Node::ForwardingSuperNode { .. } => {
            ("`super`", "write what it does in its place")
        }
        Node::AliasMethodNode { .. } => ("`alias`", "write a method: `def new_name = old_name`"),
        Node::DefNode { .. } => ("`def` on another object", "write `def name` or `def self.name`"),
        Node::NumberedParametersNode { .. }
        | Node::ItParametersNode { .. }
        | Node::ItLocalVariableReadNode { .. } => {
            ("a parameter without a name", "name it: `{ |item| … }`")
        }
        Node::ForwardingParameterNode { .. } | Node::ForwardingArgumentsNode { .. } => {
            ("`...` for all arguments", "write `*values`")
        }
        _ => (
            "this piece of Ruby",
            "write the text or list directly, or use a plain method with arguments",
        ),
    }
}
