//! Literals: strings in every spelling, symbols, numbers, arrays, hashes, ranges, patterns.

use std::rc::Rc;

use ruby_prism::{Node as Prism, NodeList};

use super::lowering::{Lowering, expr};
use crate::diagnostic::{Code, Diagnostic};
use crate::ruby::expr::{Expr, Joined, Node};
use crate::ruby::parse::span_of;
use crate::ruby::regexp::Flags;
use crate::ruby::value::Value;
use crate::source::Span;

/// The letters after the closing `/`, in either node of a regular expression.
macro_rules! flags {
    ($regexp:ident) => {
        Flags {
            ignore_case: $regexp.is_ignore_case(),
            extended: $regexp.is_extended(),
            dot_all: $regexp.is_multi_line(),
        }
    };
}

impl Lowering<'_> {
    /// A literal; `None` when the node is none.
    pub(super) fn literal(&mut self, node: &Prism, span: Span) -> Option<Expr> {
        let lowered = match node {
            Prism::StringNode { .. } => self.text(node.as_string_node()?.unescaped(), span),
            Prism::InterpolatedStringNode { .. } => {
                self.joined(&node.as_interpolated_string_node()?.parts(), Joined::Text)
            }
            Prism::SymbolNode { .. } => {
                let symbol = node.as_symbol_node()?;
                Node::Literal(Value::Sym(self.name(symbol.unescaped())))
            }
            Prism::InterpolatedSymbolNode { .. } => {
                self.joined(&node.as_interpolated_symbol_node()?.parts(), Joined::Symbol)
            }
            Prism::NilNode { .. } => Node::Literal(Value::Nil),
            Prism::TrueNode { .. } => Node::Literal(Value::Bool(true)),
            Prism::FalseNode { .. } => Node::Literal(Value::Bool(false)),
            Prism::IntegerNode { .. } | Prism::FloatNode { .. } => self.number(span),
            Prism::ArrayNode { .. } => Node::Array(self.list(&node.as_array_node()?.elements())),
            Prism::SplatNode { .. } => {
                Node::Splat(Box::new(self.lower(&node.as_splat_node()?.expression()?)))
            }
            Prism::HashNode { .. } => self.pairs(&node.as_hash_node()?.elements())?,
            Prism::KeywordHashNode { .. } => {
                self.pairs(&node.as_keyword_hash_node()?.elements())?
            }
            Prism::RangeNode { .. } => {
                let range = node.as_range_node()?;
                let first = self.body(range.left().as_ref(), span);
                let last = self.body(range.right().as_ref(), span);
                Node::Range(Box::new((first, last)), range.is_exclude_end())
            }
            Prism::RegularExpressionNode { .. } => {
                let regexp = node.as_regular_expression_node()?;
                let source = expr(span, self.text(regexp.unescaped(), span));
                Node::Joined(vec![source], Joined::Regexp(flags!(regexp)))
            }
            Prism::InterpolatedRegularExpressionNode { .. } => {
                let regexp = node.as_interpolated_regular_expression_node()?;
                self.joined(&regexp.parts(), Joined::Regexp(flags!(regexp)))
            }
            Prism::SourceFileNode { .. } => Node::Text(Rc::new("./sheet.rb".to_owned())),
            _ => return None,
        };
        Some(expr(span, lowered))
    }

    fn text(&mut self, bytes: &[u8], span: Span) -> Node {
        match std::str::from_utf8(bytes) {
            Ok(text) => Node::Text(Rc::new(text.to_owned())),
            Err(_) => {
                let message = "an escape in this string makes bytes that are not UTF-8";
                self.failed(
                    message,
                    "write the character itself, or its code point as `\\u{2713}`",
                    span,
                )
            }
        }
    }

    fn failed(&mut self, message: &str, hint: &str, span: Span) -> Node {
        self.findings.push(Diagnostic::new(Code::RubyFailure, message).at(span, "").hint(hint));
        Node::Refused
    }

    /// Parts one after the other; texts that stand side by side become one.
    fn joined(&mut self, parts: &NodeList, joined: Joined) -> Node {
        let mut lowered: Vec<Expr> = Vec::new();
        for part in parts {
            let next = self.part(&part);
            match (lowered.last_mut().map(|last| &mut last.node), &next.node) {
                (Some(Node::Text(before)), Node::Text(text)) => {
                    Rc::make_mut(before).push_str(text);
                }
                _ => lowered.push(next),
            }
        }
        match (joined, lowered.as_mut_slice()) {
            (Joined::Text, [Expr { node: Node::Text(text), .. }]) => Node::Text(Rc::clone(text)),
            _ => Node::Joined(lowered, joined),
        }
    }

    fn part(&mut self, part: &Prism) -> Expr {
        let span = span_of(part);
        if let Some(embedded) = part.as_embedded_statements_node() {
            return self.statements(embedded.statements(), span);
        }
        match part.as_embedded_variable_node() {
            Some(embedded) => self.lower(&embedded.variable()),
            None => self.lower(part),
        }
    }

    fn pairs(&mut self, nodes: &NodeList) -> Option<Node> {
        let mut pairs = Vec::new();
        for node in nodes {
            match node.as_assoc_node() {
                Some(pair) => pairs.push((self.lower(&pair.key()), self.lower(&pair.value()))),
                None => {
                    self.findings.push(super::unsupported::finding(&node, span_of(&node)));
                    return None;
                }
            }
        }
        Some(Node::Hash(pairs))
    }

    fn number(&mut self, span: Span) -> Node {
        match number(self.source.slice(span)) {
            Some(value) => Node::Literal(value),
            None => self.failed("this number is too large", "write it as a string", span),
        }
    }
}

/// A number in one of Ruby's spellings.
fn number(literal: &str) -> Option<Value> {
    let digits = literal.replace('_', "").to_lowercase();
    let (sign, digits) = digits.strip_prefix('-').map_or((1, digits.as_str()), |rest| (-1, rest));
    let radix = |prefix: &str, radix| digits.strip_prefix(prefix).map(|rest| (rest, radix));
    let octal = digits.len() > 1 && digits.bytes().all(|digit| digit.is_ascii_digit());
    let (found, base) = radix("0x", 16)
        .or_else(|| radix("0b", 2))
        .or_else(|| radix("0", 8).filter(|_| octal))
        .unwrap_or((digits, 10));
    if let Ok(number) = i64::from_str_radix(found, base) {
        return Some(Value::Int(sign * number));
    }
    let number = digits.parse::<f64>().ok().filter(|_| digits.contains(['.', 'e']))?;
    Some(Value::Float(if sign < 0 { -number } else { number }))
}
