//! Literals: strings in every spelling, symbols, numbers, arrays, hashes, ranges, patterns.

use std::rc::Rc;

use ruby_prism::{Node, NodeList};

use super::code::Frame;
use super::interpreter::{Eval, Flow, Interpreter, failure, span_of};
use super::regexp::Flags;
use super::value::{Range, Value};
use crate::diagnostic::Code;
use crate::source::Span;

/// What an array, hash, block or object counts for, in bytes.
pub(crate) const CONTAINER_BYTES: usize = 256;

impl<'pr> Interpreter<'pr, '_> {
    /// The value of a literal; `None` when the node is none.
    pub(crate) fn literal(
        &mut self,
        node: &Node<'pr>,
        span: Span,
        frame: &Frame<'pr>,
    ) -> Option<Eval<'pr>> {
        Some(match node {
            Node::StringNode { .. } => self.plain_string(node.as_string_node()?.unescaped(), span),
            Node::InterpolatedStringNode { .. } => {
                let parts = node.as_interpolated_string_node()?.parts();
                self.joined(&parts, frame).and_then(|text| self.string(text, span))
            }
            Node::SymbolNode { .. } => {
                utf8(node.as_symbol_node()?.unescaped(), span).map(|name| Value::sym(&name))
            }
            Node::InterpolatedSymbolNode { .. } => {
                let parts = node.as_interpolated_symbol_node()?.parts();
                self.joined(&parts, frame).map(|name| Value::sym(&name))
            }
            Node::NilNode { .. } => Ok(Value::Nil),
            Node::TrueNode { .. } => Ok(Value::Bool(true)),
            Node::FalseNode { .. } => Ok(Value::Bool(false)),
            Node::IntegerNode { .. } | Node::FloatNode { .. } => {
                number(self.source.slice(span), span)
            }
            Node::ArrayNode { .. } => {
                let items = self.items(&node.as_array_node()?.elements(), frame);
                items.and_then(|items| self.array(items, span))
            }
            Node::HashNode { .. } => self.pairs(&node.as_hash_node()?.elements(), span, frame),
            Node::KeywordHashNode { .. } => {
                self.pairs(&node.as_keyword_hash_node()?.elements(), span, frame)
            }
            Node::RangeNode { .. } => self.range(node, frame),
            Node::RegularExpressionNode { .. } => {
                let regexp = node.as_regular_expression_node()?;
                let flags = Flags {
                    ignore_case: regexp.is_ignore_case(),
                    extended: regexp.is_extended(),
                    dot_all: regexp.is_multi_line(),
                };
                utf8(regexp.unescaped(), span).and_then(|source| self.pattern(&source, flags, span))
            }
            Node::InterpolatedRegularExpressionNode { .. } => {
                let regexp = node.as_interpolated_regular_expression_node()?;
                let flags = Flags {
                    ignore_case: regexp.is_ignore_case(),
                    extended: regexp.is_extended(),
                    dot_all: regexp.is_multi_line(),
                };
                let source = self.joined(&regexp.parts(), frame);
                source.and_then(|source| self.pattern(&source, flags, span))
            }
            Node::SourceFileNode { .. } => self.string("./sheet.rb".to_owned(), span),
            Node::SourceLineNode { .. } => Ok(Value::int(self.source.place(span.start).line)),
            _ => return None,
        })
    }

    /// A string value, counted against the limits.
    pub(crate) fn string(&mut self, text: String, span: Span) -> Eval<'pr> {
        self.meter.make(text.len(), span)?;
        Ok(Value::str(text))
    }

    /// An array value, counted against the limits.
    pub(crate) fn array(&mut self, items: Vec<Value<'pr>>, span: Span) -> Eval<'pr> {
        self.meter.make(CONTAINER_BYTES + items.len() * size_of::<Value>(), span)?;
        Ok(Value::array(items))
    }

    fn plain_string(&mut self, bytes: &[u8], span: Span) -> Eval<'pr> {
        let text = utf8(bytes, span)?;
        self.string(text, span)
    }

    /// The parts of an interpolated literal, one after the other.
    fn joined(&mut self, parts: &NodeList<'pr>, frame: &Frame<'pr>) -> Result<String, Flow<'pr>> {
        let mut joined = String::new();
        for part in parts {
            let span = span_of(&part);
            let value = match part.as_embedded_statements_node() {
                Some(embedded) => {
                    let value = self.statements(embedded.statements(), frame);
                    value.map_err(|flow| not_inserted(flow, self.source.slice(span_of(&part))))?
                }
                None => match part.as_embedded_variable_node() {
                    Some(embedded) => self.eval(&embedded.variable(), frame)?,
                    None => self.eval(&part, frame)?,
                },
            };
            joined.push_str(&self.to_s(&value, span)?);
            self.meter.make(0, span)?;
        }
        Ok(joined)
    }

    /// The elements of an array or argument list, with `*splat` spread out.
    pub(crate) fn items(
        &mut self,
        nodes: &NodeList<'pr>,
        frame: &Frame<'pr>,
    ) -> Result<Vec<Value<'pr>>, Flow<'pr>> {
        let mut items = Vec::new();
        for node in nodes {
            if let Some(splat) = node.as_splat_node() {
                let span = span_of(&node);
                let inner =
                    splat.expression().ok_or_else(|| failure(span, "`*` has nothing to spread"))?;
                let value = self.eval(&inner, frame)?;
                items.extend(self.spread(value, span)?);
            } else {
                items.push(self.eval(&node, frame)?);
            }
        }
        Ok(items)
    }

    fn pairs(&mut self, nodes: &NodeList<'pr>, span: Span, frame: &Frame<'pr>) -> Eval<'pr> {
        let mut pairs = Vec::new();
        for node in nodes {
            if let Some(pair) = node.as_assoc_node() {
                let key = self.eval(&pair.key(), frame)?;
                let key = self.key(key, span_of(&pair.key()))?;
                let value = match pair.value().as_implicit_node() {
                    Some(implicit) => self.eval(&implicit.value(), frame)?,
                    None => self.eval(&pair.value(), frame)?,
                };
                pairs.push((key, value));
            } else if let Some(inner) = node.as_assoc_splat_node().and_then(|splat| splat.value()) {
                match self.eval(&inner, frame)? {
                    Value::Hash(hash) => {
                        pairs.extend(
                            hash.borrow().iter().map(|(key, value)| (key.clone(), value.clone())),
                        );
                    }
                    Value::Nil => {}
                    other => {
                        let message =
                            format!("`**` spreads a hash, not {}", other.kind().described());
                        return Err(failure(span_of(&inner), message).into());
                    }
                }
            }
        }
        self.hash(pairs, span)
    }

    /// A hash value, counted against the limits.
    pub(crate) fn hash(&mut self, pairs: Vec<(Value<'pr>, Value<'pr>)>, span: Span) -> Eval<'pr> {
        self.meter.make(CONTAINER_BYTES + pairs.len() * 3 * size_of::<Value>(), span)?;
        Ok(Value::hash(pairs))
    }

    /// A copy of a value that cannot change any more, for a hash key.
    pub(crate) fn key(&mut self, key: Value<'pr>, span: Span) -> Eval<'pr> {
        match &key {
            Value::Str(text) => {
                self.meter.make(text.borrow().len(), span)?;
                let copy = Value::str(text.borrow().clone());
                if let Value::Str(copy) = &copy {
                    copy.frozen.set(true);
                }
                Ok(copy)
            }
            Value::Array(_) => {
                let mut items = self.each_item(&key, span)?;
                for item in &mut items {
                    *item = self.nested(span, |me| me.key(item.clone(), span))?;
                }
                self.array(items, span)
            }
            Value::Hash(hash) => {
                let pairs = hash.borrow().map.clone();
                let mut copy = Vec::new();
                for (key, value) in pairs {
                    copy.push((key, self.nested(span, |me| me.key(value, span))?));
                }
                self.hash(copy, span)
            }
            _ => Ok(key),
        }
    }

    fn range(&mut self, node: &Node<'pr>, frame: &Frame<'pr>) -> Eval<'pr> {
        let Some(range) = node.as_range_node() else { return Ok(Value::Nil) };
        let first = self.body(range.left().as_ref(), frame)?;
        let last = self.body(range.right().as_ref(), frame)?;
        for end in [&first, &last] {
            if !matches!(
                end,
                Value::Nil | Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Sym(_)
            ) {
                let message = format!("a range does not end in {}", end.kind().described());
                return Err(failure(span_of(node), message).into());
            }
        }
        Ok(Value::Range(Rc::new(Range { first, last, excludes_last: range.is_exclude_end() })))
    }
}

fn utf8<'pr>(bytes: &[u8], span: Span) -> Result<String, Flow<'pr>> {
    String::from_utf8(bytes.to_vec()).map_err(|_| {
        failure(span, "an escape in this string makes bytes that are not UTF-8")
            .hint("write the character itself, or its code point as `\\u{2713}`")
            .into()
    })
}

/// What `#{…}` names is not there: perhaps nothing was to be inserted.
fn not_inserted<'pr>(flow: Flow<'pr>, shown: &str) -> Flow<'pr> {
    match flow {
        Flow::Fail(mut finding) if finding.code == Code::UnknownWord => {
            finding.hints = vec![format!(
                "to show `{shown}` as it is, write `\\{shown}`, or put the text into `'…'`"
            )];
            Flow::Fail(finding)
        }
        flow => flow,
    }
}

fn number<'pr>(literal: &str, span: Span) -> Eval<'pr> {
    let digits = literal.replace('_', "").to_lowercase();
    let (sign, digits) = digits.strip_prefix('-').map_or((1, digits.as_str()), |rest| (-1, rest));
    let radix =
        |prefix: &str, radix| digits.strip_prefix(prefix).map(|rest| (rest.to_owned(), radix));
    let octal =
        || (digits.len() > 1 && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(());
    let found = radix("0x", 16)
        .or_else(|| radix("0b", 2))
        .or_else(|| radix("0o", 8))
        .or_else(|| radix("0d", 10))
        .or_else(|| octal().and_then(|()| radix("0", 8)))
        .unwrap_or_else(|| (digits.to_owned(), 10));
    if let Ok(number) = i64::from_str_radix(&found.0, found.1) {
        return Ok(Value::Int(sign * number));
    }
    match digits.parse::<f64>() {
        Ok(number) if digits.contains(['.', 'e']) => {
            Ok(Value::Float(if sign < 0 { -number } else { number }))
        }
        _ => Err(failure(span, "this number is too large").hint("write it as a string").into()),
    }
}
