//! What a text looks like in Prism's tolerant tree: strings, blocks, brackets and names with their
//! places, found in one walk.

use ruby_prism::{Location, Node, ParseResult, Visit};

use crate::ruby::interpreter::span_of;
use crate::source::Span;

/// The pieces of a text that slips are recognised by.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    pub(crate) strings: Vec<Quoted>,
    pub(crate) inserts: Vec<Quoted>,
    pub(crate) blocks: Vec<Construct>,
    pub(crate) brackets: Vec<Quoted>,
    pub(crate) names: Vec<Span>,
    /// Where a chain such as `a + a + a …` is longer than is followed.
    pub(crate) endless: Option<Span>,
    /// How many links of chains the walk is inside of.
    links: usize,
}

/// The most links of a chain such as `a + a + a …` that are followed. The parser bounds every other
/// nesting; without this bound the walk could need more stack than there is.
const MOST_LINKS: usize = 10_000;

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

    /// Whether the walk may go into a link of a chain.
    fn follows(&mut self, node: &Node) -> bool {
        if self.links >= MOST_LINKS {
            self.endless.get_or_insert_with(|| span_of(node));
        }
        self.links < MOST_LINKS
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

/// Nodes that can stand in each other's left side without end.
macro_rules! links {
    ($($visit:ident($node:ident)),+ $(,)?) => {
        $(fn $visit(&mut self, node: &ruby_prism::$node<'pr>) {
            if self.follows(&node.as_node()) {
                self.links += 1;
                ruby_prism::$visit(self, node);
                self.links -= 1;
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

    fn visit_branch_node_enter(&mut self, node: Node<'pr>) {
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
            _ => {}
        }
    }
}
