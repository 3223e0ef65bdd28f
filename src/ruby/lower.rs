//! Prism's tree → [`Expr`]: long spellings become short ones, and what no sheet can use is found,
//! all of it at once.

mod unsupported;
mod lowering;
mod literal;
mod call;
mod assign;

use std::rc::Rc;

use ruby_prism::{ArgumentsNode, Node as Prism, NodeList, ParseResult, StatementsNode};

use self::lowering::{Lowering, choice, expr, nothing};
use super::expr::{Code, Expr, Leave, Module, Node, Owner};
use super::parse::span_of;
use super::value::Names;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// A text as it can be evaluated.
pub(crate) struct Lowered {
    pub(crate) body: Expr,
    pub(crate) names: Names,
    /// What no sheet can use.
    pub(crate) findings: Vec<Diagnostic>,
}

/// Lowers a whole text.
pub(crate) fn lower(source: &Source, parsed: &ParseResult) -> Lowered {
    let (names, findings) = (Names::default(), Vec::new());
    let mut lowering = Lowering { source, names, findings, hidden: 0 };
    let root = parsed.node();
    let statements = root.as_program_node().map(|program| program.statements());
    let body = lowering.statements(statements, span_of(&root));
    Lowered { body, names: lowering.names, findings: lowering.findings }
}

impl Lowering<'_> {
    fn lower(&mut self, node: &Prism) -> Expr {
        let span = span_of(node);
        let before = self.findings.len();
        self.node(node, span).unwrap_or_else(|| {
            if self.findings.len() == before {
                self.findings.push(unsupported::finding(node, span));
            }
            expr(span, Node::Refused)
        })
    }

    fn list(&mut self, nodes: &NodeList) -> Vec<Expr> {
        nodes.iter().map(|node| self.lower(&node)).collect()
    }

    fn pair(&mut self, left: &Prism, right: &Prism) -> (Expr, Expr) {
        (self.lower(left), self.lower(right))
    }

    fn statements(&mut self, statements: Option<StatementsNode>, span: Span) -> Expr {
        let Some(statements) = statements else { return nothing(span) };
        expr(span, Node::Sequence(self.list(&statements.body())))
    }

    /// A node, or `None` where it is one that no sheet can use.
    fn node(&mut self, node: &Prism, span: Span) -> Option<Expr> {
        let lowered = match node {
            Prism::StatementsNode { .. } => {
                Node::Sequence(self.list(&node.as_statements_node()?.body()))
            }
            Prism::ParenthesesNode { .. } => {
                return Some(self.body(node.as_parentheses_node()?.body().as_ref(), span));
            }
            Prism::ImplicitNode { .. } => {
                return Some(self.lower(&node.as_implicit_node()?.value()));
            }
            Prism::ElseNode { .. } => {
                return Some(self.statements(node.as_else_node()?.statements(), span));
            }
            Prism::SelfNode { .. } => Node::Myself,
            Prism::CallNode { .. } => return self.call(&node.as_call_node()?, span),
            Prism::YieldNode { .. } => {
                Node::Yield(self.arguments(node.as_yield_node()?.arguments()))
            }
            Prism::IfNode { .. } => {
                let branch = node.as_if_node()?;
                let condition = self.lower(&branch.predicate());
                let yes = self.statements(branch.statements(), span);
                let no = self.body(branch.subsequent().as_ref(), span);
                return Some(choice(span, condition, yes, no));
            }
            Prism::UnlessNode { .. } => {
                let branch = node.as_unless_node()?;
                let condition = self.lower(&branch.predicate());
                let no = self.statements(branch.statements(), span);
                let yes = branch.else_clause().and_then(|clause| clause.statements());
                let yes = self.statements(yes, span);
                return Some(choice(span, condition, yes, no));
            }
            Prism::AndNode { .. } => {
                let and = node.as_and_node()?;
                Node::And(Box::new(self.pair(&and.left(), &and.right())))
            }
            Prism::OrNode { .. } => {
                let or = node.as_or_node()?;
                Node::Or(Box::new(self.pair(&or.left(), &or.right())))
            }
            Prism::CaseNode { .. } => return self.case(node, span),
            Prism::BreakNode { .. } => {
                self.leave(Leave::Break, node.as_break_node()?.arguments(), span)
            }
            Prism::NextNode { .. } => {
                self.leave(Leave::Next, node.as_next_node()?.arguments(), span)
            }
            Prism::ReturnNode { .. } => {
                self.leave(Leave::Return, node.as_return_node()?.arguments(), span)
            }
            Prism::BeginNode { .. } => return self.begin(node, span),
            Prism::RescueModifierNode { .. } => {
                let tried = node.as_rescue_modifier_node()?;
                Node::Rescue(Box::new(self.pair(&tried.expression(), &tried.rescue_expression())))
            }
            Prism::LambdaNode { .. } => {
                let lambda = node.as_lambda_node()?;
                Node::Lambda(self.code(lambda.parameters(), lambda.body().as_ref(), span))
            }
            Prism::DefNode { .. } => self.method(node, span)?,
            Prism::ClassNode { .. } | Prism::ModuleNode { .. } => self.module(node, span)?,
            _ => return self.literal(node, span).or_else(|| self.variable(node, span)),
        };
        Some(expr(span, lowered))
    }

    /// `case` is a chain of `if`, each of which asks `pattern === subject`.
    fn case(&mut self, node: &Prism, span: Span) -> Option<Expr> {
        let case = node.as_case_node()?;
        let subject = case.predicate().map(|subject| {
            let subject = self.lower(&subject);
            self.kept(subject)
        });
        let mut branches = Vec::new();
        for condition in &case.conditions() {
            let when = condition.as_when_node()?;
            let mut any = None;
            for pattern in &when.conditions() {
                let pattern = self.when(&pattern);
                let at = pattern.span;
                let fits = match &subject {
                    Some((_, kept)) => {
                        self.send(pattern, "===", vec![expr(at, Node::Read(*kept))], at)
                    }
                    None => pattern,
                };
                any = Some(match any {
                    Some(others) => expr(at, Node::Or(Box::new((others, fits)))),
                    None => fits,
                });
            }
            branches.push((any?, self.statements(when.statements(), span)));
        }
        let otherwise = case.else_clause().and_then(|clause| clause.statements());
        let mut chain = self.statements(otherwise, span);
        for (condition, body) in branches.into_iter().rev() {
            chain = choice(span, condition, body, chain);
        }
        let keep = subject.map(|(keep, _)| keep);
        Some(expr(span, Node::Sequence(keep.into_iter().chain([chain]).collect())))
    }

    fn when(&mut self, pattern: &Prism) -> Expr {
        if pattern.as_splat_node().is_none() {
            return self.lower(pattern);
        }
        self.findings.push(unsupported::finding(pattern, span_of(pattern)));
        expr(span_of(pattern), Node::Refused)
    }

    fn leave(&mut self, leave: Leave, values: Option<ArgumentsNode>, span: Span) -> Node {
        let mut values = self.arguments(values);
        let value = match values.as_slice() {
            [] => nothing(span),
            [one] if !matches!(one.node, Node::Splat(_)) => values.remove(0),
            _ => expr(span, Node::Array(values)),
        };
        Node::Leave(leave, Box::new(value))
    }

    fn begin(&mut self, node: &Prism, span: Span) -> Option<Expr> {
        let begin = node.as_begin_node()?;
        let body = self.statements(begin.statements(), span);
        if begin.else_clause().is_some() || begin.ensure_clause().is_some() {
            return None;
        }
        let Some(rescue) = begin.rescue_clause() else { return Some(body) };
        let classes = rescue.exceptions();
        let plain =
            classes.iter().all(|class| self.source.slice(span_of(&class)) == "StandardError");
        if !plain || rescue.reference().is_some() || rescue.subsequent().is_some() {
            return None;
        }
        let instead = self.statements(rescue.statements(), span);
        Some(expr(span, Node::Rescue(Box::new((body, instead)))))
    }

    fn method(&mut self, node: &Prism, span: Span) -> Option<Node> {
        let def = node.as_def_node()?;
        let owner = match def.receiver() {
            None => Owner::Objects,
            Some(receiver) => receiver.as_self_node().map(|_| Owner::Itself)?,
        };
        let name = self.name(def.name().as_slice());
        let parameters = def.parameters();
        let parameters = parameters.map_or_else(Vec::new, |all| self.parameters(&all));
        let body = self.body(def.body().as_ref(), span);
        let span = super::parse::span(&def.name_loc());
        Some(Node::Def(owner, name, Rc::new(Code { span, parameters, body })))
    }

    fn module(&mut self, node: &Prism, span: Span) -> Option<Node> {
        let (name, parent, body) = if let Some(module) = node.as_module_node() {
            (self.name(module.name().as_slice()), None, module.body())
        } else {
            let class = node.as_class_node()?;
            let parent = class.superclass().map(|parent| self.lower(&parent));
            (self.name(class.name().as_slice()), parent, class.body())
        };
        let body = self.body(body.as_ref(), span);
        Some(Node::Module(Box::new(Module { name, parent, body })))
    }
}
