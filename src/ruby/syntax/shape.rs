//! What a text looks like in Prism's tolerant tree: strings, blocks, brackets and names with their
//! places, found in one walk.

use ruby_prism::{Location, Node, ParseResult, Visit};

use crate::ruby::parse::span_of;
use crate::source::Span;

/// The pieces of a text that slips are recognised by.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    pub(crate) strings: Vec<Quoted>,
    pub(crate) inserts: Vec<Quoted>,
    pub(crate) blocks: Vec<Construct>,
    pub(crate) brackets: Vec<Quoted>,
    pub(crate) names: Vec<Span>,
    /// Where something is longer or deeper than any sheet needs, with what it is.
    pub(crate) beyond: Option<(Span, &'static str)>,
    /// How many nodes the walk is inside of.
    depth: usize,
}

/// The most nodes inside each other: more than the evaluator follows. The parser needs quadratic
/// time for thousands of levels, and does not bound a chain such as `a + a + a …` at all.
pub(super) const MOST_DEPTH: usize = 2_000;

/// The most digits of a number. The parser needs more than linear time for them.
const MOST_DIGITS: usize = 1_000;

/// Something between two delimiters, which are empty where they are not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    pub(crate) open: Span,
    pub(crate) close: Span,
}

/// Something that an `end` or `}` closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Construct {
    /// From the word that begins it to its `do`.
    pub(crate) head: Span,
    /// Empty where it is not there.
    pub(crate) close: Span,
    /// The statements inside.
    pub(crate) body: Vec<Span>,
}

impl Shape {
    pub(crate) fn of(parsed: &ParseResult) -> Self {
        let mut shape = Self::default();
        shape.visit(&parsed.node());
        shape
    }

    fn number(&mut self, span: Span) {
        if span.end - span.start > MOST_DIGITS {
            self.beyond.get_or_insert((span, "this number has too many digits"));
        }
    }

    fn string(&mut self, open: Option<Location>, close: Option<Location>) {
        if let Some(open) = open {
            let open = span(&open);
            let close = close.map_or(Span::new(open.end, open.end), |close| span(&close));
            self.strings.push(Quoted { open, close });
        }
    }

    fn block(&mut self, head: Span, close: Option<Location>, body: Option<Node>) {
        let body = body.and_then(|body| body.as_statements_node()).map(|statements| {
            statements.body().iter().map(|statement| span_of(&statement)).collect()
        });
        let close = close.map_or(Span::new(head.end, head.end), |close| span(&close));
        self.blocks.push(Construct { head, close, body: body.unwrap_or_default() });
    }

    fn call(&mut self, node: &Node) {
        let Some(call) = node.as_call_node() else { return };
        let message = call.message_loc().map_or_else(|| span_of(node), |place| span(&place));
        self.names.push(message);
        if let Some(open) = call.opening_loc() {
            self.bracket(&open, call.closing_loc().as_ref());
        }
        if let Some(block) = call.block().and_then(|block| block.as_block_node()) {
            let head = Span::new(message.start, span(&block.opening_loc()).end);
            self.block(head, Some(block.closing_loc()), block.body());
        }
    }

    fn bracket(&mut self, open: &Location, close: Option<&Location>) {
        let open = span(open);
        let close = close.map_or(Span::new(open.end, open.end), span);
        self.brackets.push(Quoted { open, close });
    }
}

pub(crate) fn span(place: &Location) -> Span {
    Span::new(place.start() as usize, place.end() as usize)
}

/// Nodes that can stand in each other's left side without end: going into them all could need more
/// stack than there is.
macro_rules! links {
    ($($visit:ident($node:ident)),+ $(,)?) => {
        $(fn $visit(&mut self, node: &ruby_prism::$node<'pr>) {
            if self.depth < MOST_DEPTH {
                ruby_prism::$visit(self, node);
            }
        })+
    };
}

impl<'pr> Visit<'pr> for Shape {
    links! {
        visit_call_node(CallNode),
        visit_and_node(AndNode),
        visit_or_node(OrNode),
        visit_if_node(IfNode),
        visit_unless_node(UnlessNode),
        visit_while_node(WhileNode),
        visit_until_node(UntilNode),
        visit_rescue_modifier_node(RescueModifierNode),
        visit_constant_path_node(ConstantPathNode),
    }

    fn visit_branch_node_leave(&mut self) {
        self.depth -= 1;
    }

    fn visit_branch_node_enter(&mut self, node: Node<'pr>) {
        self.depth += 1;
        if self.depth >= MOST_DEPTH {
            self.beyond.get_or_insert((
                span_of(&node),
                "this is nested too deeply, or a chain of too many parts",
            ));
        }
        match &node {
            Node::CallNode { .. } => self.call(&node),
            Node::InterpolatedStringNode { .. } => {
                let Some(string) = node.as_interpolated_string_node() else { return };
                self.string(string.opening_loc(), string.closing_loc());
            }
            Node::InterpolatedXStringNode { .. } => {
                let Some(string) = node.as_interpolated_x_string_node() else { return };
                self.string(Some(string.opening_loc()), Some(string.closing_loc()));
            }
            Node::EmbeddedStatementsNode { .. } => {
                let Some(insert) = node.as_embedded_statements_node() else { return };
                let (open, close) = (span(&insert.opening_loc()), span(&insert.closing_loc()));
                self.inserts.push(Quoted { open, close });
            }
            Node::ArrayNode { .. } => {
                let Some(array) = node.as_array_node() else { return };
                if let Some(open) = array.opening_loc() {
                    self.bracket(&open, array.closing_loc().as_ref());
                }
            }
            Node::ParenthesesNode { .. } => {
                let Some(group) = node.as_parentheses_node() else { return };
                self.bracket(&group.opening_loc(), Some(&group.closing_loc()));
            }
            Node::HashNode { .. } => {
                let Some(hash) = node.as_hash_node() else { return };
                self.bracket(&hash.opening_loc(), Some(&hash.closing_loc()));
            }
            Node::DefNode { .. } => {
                let Some(def) = node.as_def_node() else { return };
                if def.equal_loc().is_none() {
                    let keyword = span(&def.def_keyword_loc());
                    self.block(keyword, def.end_keyword_loc(), def.body());
                }
            }
            Node::ClassNode { .. } => {
                let Some(class) = node.as_class_node() else { return };
                let keyword = span(&class.class_keyword_loc());
                self.block(keyword, Some(class.end_keyword_loc()), class.body());
            }
            Node::ModuleNode { .. } => {
                let Some(module) = node.as_module_node() else { return };
                let keyword = span(&module.module_keyword_loc());
                self.block(keyword, Some(module.end_keyword_loc()), module.body());
            }
            Node::IfNode { .. } => {
                let Some(choice) = node.as_if_node() else { return };
                if let (Some(keyword), Some(end)) =
                    (choice.if_keyword_loc(), choice.end_keyword_loc())
                {
                    self.block(span(&keyword), Some(end), None);
                }
            }
            Node::UnlessNode { .. } => {
                let Some(choice) = node.as_unless_node() else { return };
                if let Some(end) = choice.end_keyword_loc() {
                    self.block(span(&choice.unless_keyword_loc()), Some(end), None);
                }
            }
            Node::CaseNode { .. } => {
                let Some(choice) = node.as_case_node() else { return };
                let keyword = span(&choice.case_keyword_loc());
                self.block(keyword, Some(choice.end_keyword_loc()), None);
            }
            _ => {}
        }
    }

    fn visit_leaf_node_enter(&mut self, node: Node<'pr>) {
        match &node {
            Node::StringNode { .. } => {
                let Some(string) = node.as_string_node() else { return };
                self.string(string.opening_loc(), string.closing_loc());
            }
            Node::XStringNode { .. } => {
                let Some(string) = node.as_x_string_node() else { return };
                self.string(Some(string.opening_loc()), Some(string.closing_loc()));
            }
            Node::ConstantReadNode { .. } | Node::LocalVariableReadNode { .. } => {
                self.names.push(span_of(&node));
            }
            Node::IntegerNode { .. } | Node::FloatNode { .. } => self.number(span_of(&node)),
            _ => {}
        }
    }
}
