//! What lowering learns about a text besides its meaning: where its statements, names and literals
//! stand. The syntax messages judge by that whether it was meant so.

use std::collections::BTreeSet;

use ruby_prism::{InterpolatedStringNode, Location, Node, StringNode};

use crate::ruby::parse::span;
use crate::ruby::room::nesting;
use crate::source::Span;

#[derive(Default)]
pub(crate) struct Facts {
    /// In the order of their places.
    pub(crate) statements: Vec<Statement>,
    /// Names that are used, in the order of their places.
    pub(crate) names: Vec<Name>,
    /// Texts in which a backslash means something: where each begins, and its parts.
    pub(crate) texts: Vec<(Span, Vec<Span>)>,
    /// Where heredocs begin.
    pub(crate) heredocs: Vec<Span>,
    /// Where one literal ends and the next begins that Ruby joins to it.
    pub(crate) joints: Vec<Span>,
    /// Every name that the text may define.
    pub(crate) defined: BTreeSet<String>,
    /// Variables that are set and never read.
    pub(crate) unused: Vec<Span>,
    /// Where it is deeper than any sheet needs.
    pub(crate) beyond: Option<Span>,
}

#[derive(Clone, Copy)]
pub(crate) struct Statement {
    pub(crate) span: Span,
    pub(crate) kind: StatementKind,
    /// The statement before it in its block.
    pub(crate) before: Option<Span>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatementKind {
    /// A text, or one with a sign before it.
    Text,
    /// What no sheet says, but a sentence: `… and …`, `… => …`, `word self`, `word 1. …`.
    Odd,
    Other,
}

#[derive(Clone, Copy)]
pub(crate) struct Name {
    pub(crate) span: Span,
    /// Whether it is `@x` or `$x`; else it is a call without a receiver, or a constant.
    pub(crate) is_variable: bool,
}

impl Facts {
    /// The names used within `span`.
    pub(crate) fn names_in(&self, span: Span) -> &[Name] {
        let place = |offset: usize| self.names.partition_point(|name| name.span.start < offset);
        self.names.get(place(span.start)..place(span.end)).unwrap_or_default()
    }

    /// The last statement that begins before a place.
    pub(crate) fn statement_before(&self, place: usize) -> Option<Span> {
        let at = self.statements.partition_point(|statement| statement.span.start < place);
        Some(self.statements.get(at.checked_sub(1)?)?.span)
    }

    pub(super) fn name(&mut self, span: Span, is_variable: bool) {
        self.names.push(Name { span, is_variable });
    }

    pub(super) fn statement(&mut self, node: &Node, before: Option<Span>) -> Span {
        let span = span(&node.location());
        self.statements.push(Statement { span, kind: kind_of(node), before });
        span
    }

    pub(super) fn string(&mut self, string: &StringNode) {
        self.text(string.opening_loc(), std::iter::once(span(&string.content_loc())));
    }

    fn text(&mut self, opening: Option<Location>, parts: impl Iterator<Item = Span>) {
        let Some(opening) = opening else { return };
        let (shown, opening) = (opening.as_slice(), span(&opening));
        if shown.starts_with(b"<<") {
            self.heredocs.push(opening);
        }
        let plain = shown.starts_with(b"'")
            || shown.starts_with(b"%q")
            || shown.starts_with(b"<<") && shown.ends_with(b"'");
        if !plain {
            self.texts.push((opening, parts.collect()));
        }
    }

    pub(super) fn interpolated(&mut self, string: &InterpolatedStringNode) {
        let parts: Vec<_> = string.parts().iter().collect();
        if string.opening_loc().is_none() {
            let quoted = |part: &Node| is_text(part).then(|| span(&part.location()));
            let pairs = parts.windows(2).filter_map(|pair| quoted(&pair[0]).zip(quoted(&pair[1])));
            self.joints.extend(pairs.map(|(left, right)| Span::new(left.end, right.start)));
        }
        let contents = parts.iter().filter_map(|part| Some(part.as_string_node()?.content_loc()));
        self.text(string.opening_loc(), contents.map(|place| span(&place)));
    }
}

fn is_text(node: &Node) -> bool {
    node.as_string_node().is_some_and(|string| string.opening_loc().is_some())
        || node.as_interpolated_string_node().is_some()
}

fn kind_of(statement: &Node) -> StatementKind {
    match statement {
        node if is_text(node) => StatementKind::Text,
        Node::AndNode { .. }
        | Node::OrNode { .. }
        | Node::MatchRequiredNode { .. }
        | Node::MatchPredicateNode { .. } => StatementKind::Odd,
        Node::CallNode { .. } => {
            let Some(call) = statement.as_call_node() else { return StatementKind::Other };
            let signed = matches!(call.name().as_slice(), b"+@" | b"-@");
            if signed && call.receiver().is_some_and(|receiver| is_text(&receiver)) {
                return StatementKind::Text;
            }
            let given = call.arguments().filter(|_| call.receiver().is_none());
            let is_odd = given.is_some_and(|given| given.arguments().iter().any(is_odd));
            // A bare word with a sign and something behind that.
            let is_signed = call.call_operator_loc().is_none() && call.arguments().is_some();
            let is_bare = |word: ruby_prism::CallNode| {
                word.receiver().is_none() && word.arguments().is_none() && word.block().is_none()
            };
            let word = call.receiver().and_then(|receiver| receiver.as_call_node());
            if is_odd || is_signed && word.is_some_and(is_bare) {
                StatementKind::Odd
            } else {
                StatementKind::Other
            }
        }
        _ => StatementKind::Other,
    }
}

/// Whether an argument makes its statement a sentence.
fn is_odd(mut node: Node) -> bool {
    for _ in 0..nesting() {
        let Some(call) = node.as_call_node() else { break };
        let gap = call.call_operator_loc().zip(call.message_loc());
        if gap.is_some_and(|(dot, name)| {
            let (from, whole) = (span(&dot).end, call.location());
            span(&name).start > from
                && whole.as_slice().get(from - span(&whole).start) == Some(&b' ')
        }) {
            return true;
        }
        let Some(receiver) = call.receiver() else { break };
        node = receiver;
    }
    matches!(
        node,
        Node::SelfNode { .. }
            | Node::SuperNode { .. }
            | Node::ForwardingSuperNode { .. }
            | Node::LocalVariableOperatorWriteNode { .. }
            | Node::LocalVariableOrWriteNode { .. }
    )
}
