//! Literals: strings in every spelling, symbols, numbers, arrays, hashes, ranges, patterns.

use std::rc::Rc;

use ruby_prism::{Node as Prism, NodeList};

use super::lowering::{Lowering, expr, first};
use crate::diagnostic::{Code, Diagnostic};
use crate::ruby::expr::{Expr, Node};
use crate::ruby::parse::span_of;
use crate::ruby::regexp::Flags;
use crate::ruby::value::Value;
use crate::source::Span;

/// The letters after the closing `/`, of either of its nodes.
macro_rules! flags {
    ($regexp:ident) => {
        Flags {
            ignore_case: $regexp.is_ignore_case(),
            extended: $regexp.is_extended(),
            dot_all: $regexp.is_multi_line(),
        }
    };
}

impl Lowering {
    /// A literal; `None` when the node is none.
    pub(super) fn literal(&mut self, node: &Prism, span: Span) -> Option<Node> {
        first! { node:
            as_string_node(it) => {
                self.facts.string(&it);
                self.text(it.unescaped(), span)
            },
            as_interpolated_string_node(it) => {
                self.facts.interpolated(&it);
                self.joined(&it.parts())
            },
            as_symbol_node(it) => Node::Literal(Value::Sym(self.define(it.unescaped()))),
            as_nil_node(_) => Node::Literal(Value::Nil),
            as_true_node(_) => Node::Literal(Value::Bool(true)),
            as_false_node(_) => Node::Literal(Value::Bool(false)),
            as_integer_node(it) => {
                let integer = it.value();
                let (negative, digits) = integer.to_u32_digits();
                match whole(negative, digits) {
                    Some(number) => Node::Literal(Value::Int(number)),
                    None => self.fail("this number is too large", "write it as a string", span),
                }
            },
            as_float_node(it) => Node::Literal(Value::Float(it.value())),
            as_array_node(it) => Node::Array(self.list(&it.elements())),
            as_splat_node(it) => Node::Splat(Box::new(self.lower(&it.expression()?))),
            as_hash_node(it) => self.pairs(&it.elements())?,
            as_keyword_hash_node(it) => self.pairs(&it.elements())?,
            as_range_node(it) => {
                let first = self.body(it.left().as_ref(), span);
                let last = self.body(it.right().as_ref(), span);
                Node::Range(Box::new((first, last)), it.is_exclude_end())
            },
            as_regular_expression_node(it) => {
                let text = self.text(it.unescaped(), span);
                Node::Regexp(Box::new(expr(span, text)), flags!(it))
            },
            as_interpolated_regular_expression_node(it) =>
                Node::Regexp(Box::new(expr(span, self.joined(&it.parts()))), flags!(it)),
            as_source_file_node(_) => Node::Text(Rc::new("./sheet.rb".to_owned())),
        }
        None
    }

    fn text(&mut self, bytes: &[u8], span: Span) -> Node {
        match std::str::from_utf8(bytes) {
            Ok(text) => Node::Text(Rc::new(text.to_owned())),
            Err(_) => self.fail(
                "an escape in this string makes bytes that are not UTF-8",
                "write the character itself, or its code point as `\\u{2713}`",
                span,
            ),
        }
    }

    fn fail(&mut self, message: &str, hint: &str, span: Span) -> Node {
        self.findings.push(Diagnostic::new(Code::RubyFailure, message).at(span, "").hint(hint));
        Node::Refused
    }

    /// Parts one after the other; texts that stand side by side become one.
    fn joined(&mut self, parts: &NodeList) -> Node {
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
        match lowered.as_slice() {
            [Expr { node: Node::Text(text), .. }] => Node::Text(Rc::clone(text)),
            _ => Node::Joined(lowered),
        }
    }

    fn part(&mut self, part: &Prism) -> Expr {
        match (part.as_embedded_statements_node(), part.as_embedded_variable_node()) {
            (Some(embedded), _) => self.statements(embedded.statements(), span_of(part)),
            (_, Some(embedded)) => self.lower(&embedded.variable()),
            _ => self.lower(part),
        }
    }

    fn pairs(&mut self, nodes: &NodeList) -> Option<Node> {
        let mut pairs = Vec::new();
        for node in nodes {
            let Some(pair) = node.as_assoc_node() else {
                self.refuse(&node);
                return None;
            };
            pairs.push(self.pair(&pair.key(), &pair.value()));
        }
        Some(Node::Hash(pairs))
    }
}

/// A whole number of 32-bit digits, the lowest first; `None` where it does not fit.
fn whole(negative: bool, digits: &[u32]) -> Option<i64> {
    let size = digits
        .iter()
        .rev()
        .try_fold(0_i64, |size, digit| size.checked_mul(1 << 32)?.checked_add(i64::from(*digit)))?;
    Some(if negative { -size } else { size })
}
