//! What a text that can be read is made of, found in one walk over Prism's tree: statements, names,
//! texts and what is inserted into them.

use std::collections::BTreeSet;

use ruby_prism::{Location, Node, ParseResult, Visit};

use crate::ruby::parse::span;
use crate::ruby::room::nesting;
use crate::source::Span;

#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    /// In the order of their places.
    pub(super) statements: Vec<Statement>,
    /// Names that are used, in the order of their places.
    pub(super) names: Vec<Name>,
    /// `#{…}`.
    pub(super) inserts: Vec<Span>,
    /// Texts in which a backslash means something: where each begins, and its parts.
    pub(super) texts: Vec<(Span, Vec<Span>)>,
    /// Where heredocs begin, the first on each line.
    pub(super) heredocs: Vec<Span>,
    /// Where one literal ends and the next begins that Ruby joins to it.
    pub(super) joints: Vec<Span>,
    /// Every name that the text may define.
    pub(super) defined: BTreeSet<&'a str>,
    /// Where it is deeper than any sheet needs.
    pub(super) beyond: Option<Span>,
    text: &'a str,
    depth: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Statement {
    pub(super) span: Span,
    pub(super) kind: StatementKind,
    /// The statement before it in its block.
    pub(super) before: Option<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StatementKind {
    /// A text, or one with a sign before it.
    Text,
    /// What no sheet says, but a sentence: `… and …`, `… => …`, `word self`, `word 1. …`.
    Odd,
    Other,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) span: Span,
    pub(super) kind: NameKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    /// A call without a receiver, or a constant.
    Word,
    /// `@x`, `@@x` or `$x`.
    Variable,
}

impl<'a> Tree<'a> {
    pub(super) fn of(parsed: &ParseResult, text: &'a str) -> Self {
        let mut tree = Self { text, ..Self::default() };
        tree.visit(&parsed.node());
        tree.names.sort_by_key(|name| name.span.start);
        tree.statements.sort_by_key(|statement| statement.span.start);
        tree
    }

    /// The names used within `span`.
    pub(super) fn names_in(&self, span: Span) -> &[Name] {
        let place = |offset: usize| self.names.partition_point(|name| name.span.start < offset);
        self.names.get(place(span.start)..place(span.end)).unwrap_or_default()
    }

    fn name(&mut self, span: Span, kind: NameKind) {
        self.names.push(Name { span, kind });
    }

    fn define(&mut self, place: &Location) {
        let place = span(place);
        self.defined.extend(self.text.get(place.start..place.end));
    }

    fn text(&mut self, opening: Option<Location>, parts: Vec<Span>) {
        let Some(opening) = opening.map(|opening| span(&opening)) else { return };
        let shown = self.text.get(opening.start..opening.end).unwrap_or_default();
        if shown.starts_with("<<") {
            self.heredoc(opening);
        }
        let plain = shown.starts_with('\'')
            || shown.starts_with("%q")
            || shown.starts_with("<<") && shown.ends_with('\'');
        if !plain {
            self.texts.push((opening, parts));
        }
    }

    fn heredoc(&mut self, opening: Span) {
        let before = self.heredocs.last().map_or(0, |last| last.start);
        let same_line = !self.text.get(before..opening.start).unwrap_or_default().contains('\n');
        if self.heredocs.is_empty() || !same_line {
            self.heredocs.push(opening);
        }
    }

    fn interpolated(&mut self, node: &Node) {
        let Some(string) = node.as_interpolated_string_node() else { return };
        let parts: Vec<_> = string.parts().iter().collect();
        if string.opening_loc().is_none() {
            let quoted = |part: &Node| {
                let string = part.as_string_node().and_then(|string| string.opening_loc());
                let interpolated = part.as_interpolated_string_node();
                string.or_else(|| interpolated?.opening_loc()).map(|_| span(&part.location()))
            };
            let pairs = parts.windows(2).filter_map(|pair| quoted(&pair[0]).zip(quoted(&pair[1])));
            let joints = pairs.map(|(left, right)| Span::new(left.end, right.start));
            self.joints.extend(joints);
        }
        let contents =
            parts.iter().filter_map(|part| Some(span(&part.as_string_node()?.content_loc())));
        self.text(string.opening_loc(), contents.collect());
    }

    fn definition(&mut self, node: &Node) {
        let place = None
            .or_else(|| Some(node.as_def_node()?.name_loc()))
            .or_else(|| Some(node.as_class_node()?.constant_path().location()))
            .or_else(|| Some(node.as_module_node()?.constant_path().location()))
            .or_else(|| Some(node.as_constant_write_node()?.name_loc()))
            .or_else(|| Some(node.as_constant_or_write_node()?.name_loc()))
            .or_else(|| Some(node.as_instance_variable_write_node()?.name_loc()))
            .or_else(|| Some(node.as_instance_variable_or_write_node()?.name_loc()))
            .or_else(|| Some(node.as_class_variable_write_node()?.name_loc()))
            .or_else(|| Some(node.as_global_variable_write_node()?.name_loc()));
        if let Some(place) = place {
            self.define(&place);
        }
    }

    fn statements(&mut self, node: &Node) {
        let Some(block) = node.as_statements_node() else { return };
        let mut before = None;
        for statement in &block.body() {
            let span = span(&statement.location());
            self.statements.push(Statement { span, kind: kind_of(&statement, self.text), before });
            before = Some(span);
        }
    }

    fn branch(&mut self, node: &Node) {
        match node {
            Node::StatementsNode { .. } => self.statements(node),
            Node::InterpolatedStringNode { .. } => self.interpolated(node),
            Node::EmbeddedStatementsNode { .. } => self.inserts.push(span(&node.location())),
            Node::CallNode { .. } => {
                let call = node.as_call_node().filter(|call| call.receiver().is_none());
                if let Some(place) = call.and_then(|call| call.message_loc()) {
                    self.name(span(&place), NameKind::Word);
                }
            }
            _ => self.definition(node),
        }
    }

    fn leaf(&mut self, node: &Node) {
        match node {
            Node::ConstantReadNode { .. } => self.name(span(&node.location()), NameKind::Word),
            Node::InstanceVariableReadNode { .. }
            | Node::ClassVariableReadNode { .. }
            | Node::GlobalVariableReadNode { .. } => {
                self.name(span(&node.location()), NameKind::Variable);
            }
            Node::InstanceVariableTargetNode { .. }
            | Node::GlobalVariableTargetNode { .. }
            | Node::ConstantTargetNode { .. } => self.define(&node.location()),
            Node::SymbolNode { .. } => {
                let place = span(&node.location());
                let name = self.text.get(place.start..place.end).unwrap_or_default();
                self.defined.insert(name.trim_matches([':', '@', '"', '\'']));
            }
            Node::StringNode { .. } => {
                if let Some(string) = node.as_string_node() {
                    self.text(string.opening_loc(), vec![span(&string.content_loc())]);
                }
            }
            _ => {}
        }
    }
}

fn kind_of(statement: &Node, text: &str) -> StatementKind {
    let is_text = |node: &Node| {
        node.as_string_node().is_some_and(|string| string.opening_loc().is_some())
            || node.as_interpolated_string_node().is_some()
    };
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
            let given: Vec<Node> =
                given.iter().flat_map(|given| given.arguments().iter()).collect();
            let mut kinds = given.into_iter().map(|node| argument_kind(node, text));
            kinds.find(|kind| *kind != StatementKind::Other).unwrap_or(StatementKind::Other)
        }
        _ => StatementKind::Other,
    }
}

/// What an argument makes of its statement.
fn argument_kind(mut node: Node, text: &str) -> StatementKind {
    for _ in 0..nesting() {
        let Some(call) = node.as_call_node() else { break };
        let dot = call.call_operator_loc().map(|dot| span(&dot));
        if dot.is_some_and(|dot| text[dot.end..].starts_with(' ')) {
            return StatementKind::Odd;
        }
        let Some(receiver) = call.receiver() else { break };
        node = receiver;
    }
    match node {
        Node::SelfNode { .. }
        | Node::SuperNode { .. }
        | Node::ForwardingSuperNode { .. }
        | Node::LocalVariableOperatorWriteNode { .. }
        | Node::LocalVariableOrWriteNode { .. } => StatementKind::Odd,
        _ => StatementKind::Other,
    }
}

/// Nodes that can stand in each other without end: going into them all could need more stack than
/// there is.
macro_rules! links {
    ($($visit:ident($node:ident)),+ $(,)?) => {
        $(fn $visit(&mut self, node: &ruby_prism::$node<'pr>) {
            if self.depth < nesting() {
                ruby_prism::$visit(self, node);
            }
        })+
    };
}

impl<'pr> Visit<'pr> for Tree<'_> {
    links! {
        visit_statements_node(StatementsNode), visit_arguments_node(ArgumentsNode),
        visit_array_node(ArrayNode), visit_hash_node(HashNode), visit_assoc_node(AssocNode),
        visit_call_node(CallNode), visit_and_node(AndNode), visit_or_node(OrNode),
        visit_if_node(IfNode), visit_unless_node(UnlessNode), visit_while_node(WhileNode),
        visit_until_node(UntilNode), visit_case_node(CaseNode), visit_rescue_node(RescueNode),
        visit_rescue_modifier_node(RescueModifierNode), visit_class_node(ClassNode),
        visit_singleton_class_node(SingletonClassNode),
        visit_constant_path_node(ConstantPathNode), visit_defined_node(DefinedNode),
        visit_optional_parameter_node(OptionalParameterNode),
        visit_multi_target_node(MultiTargetNode), visit_array_pattern_node(ArrayPatternNode),
        visit_hash_pattern_node(HashPatternNode),
        visit_alternation_pattern_node(AlternationPatternNode),
        visit_capture_pattern_node(CapturePatternNode),
        visit_local_variable_write_node(LocalVariableWriteNode),
        visit_local_variable_operator_write_node(LocalVariableOperatorWriteNode),
        visit_local_variable_or_write_node(LocalVariableOrWriteNode),
        visit_local_variable_and_write_node(LocalVariableAndWriteNode),
        visit_instance_variable_write_node(InstanceVariableWriteNode),
        visit_instance_variable_operator_write_node(InstanceVariableOperatorWriteNode),
        visit_instance_variable_or_write_node(InstanceVariableOrWriteNode),
        visit_instance_variable_and_write_node(InstanceVariableAndWriteNode),
        visit_class_variable_write_node(ClassVariableWriteNode),
        visit_class_variable_operator_write_node(ClassVariableOperatorWriteNode),
        visit_class_variable_or_write_node(ClassVariableOrWriteNode),
        visit_class_variable_and_write_node(ClassVariableAndWriteNode),
        visit_global_variable_write_node(GlobalVariableWriteNode),
        visit_global_variable_operator_write_node(GlobalVariableOperatorWriteNode),
        visit_global_variable_or_write_node(GlobalVariableOrWriteNode),
        visit_global_variable_and_write_node(GlobalVariableAndWriteNode),
        visit_constant_write_node(ConstantWriteNode),
        visit_constant_operator_write_node(ConstantOperatorWriteNode),
        visit_constant_or_write_node(ConstantOrWriteNode),
        visit_constant_and_write_node(ConstantAndWriteNode),
        visit_constant_path_write_node(ConstantPathWriteNode),
        visit_constant_path_operator_write_node(ConstantPathOperatorWriteNode),
        visit_constant_path_or_write_node(ConstantPathOrWriteNode),
        visit_constant_path_and_write_node(ConstantPathAndWriteNode),
        visit_index_operator_write_node(IndexOperatorWriteNode),
        visit_index_or_write_node(IndexOrWriteNode),
        visit_index_and_write_node(IndexAndWriteNode),
        visit_call_operator_write_node(CallOperatorWriteNode),
        visit_call_or_write_node(CallOrWriteNode), visit_call_and_write_node(CallAndWriteNode),
    }

    fn visit_branch_node_enter(&mut self, node: Node<'pr>) {
        self.depth += 1;
        if self.depth >= nesting() {
            self.beyond.get_or_insert(span(&node.location()));
        }
        self.branch(&node);
    }

    fn visit_branch_node_leave(&mut self) {
        self.depth -= 1;
    }

    fn visit_leaf_node_enter(&mut self, node: Node<'pr>) {
        self.leaf(&node);
    }
}
