//! Prism's tree → [`Expr`]: long spellings become short ones, and what no sheet can use is found,
//! all of it at once.

mod unsupported;
mod lowering;
mod literal;
mod call;
mod assign;

use ruby_prism::{ArgumentsNode, Node as Prism, NodeList, ParseResult, StatementsNode};

use self::lowering::{Lowering, choice, expr, nothing};
use super::expr::{Expr, Leave, Node, Owner, Variable};
use super::parse::span_of;
use super::value::Names;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A text as it can be evaluated.
pub(crate) struct Lowered {
    pub(crate) body: Expr,
    pub(crate) names: Names,
    /// What no sheet can use.
    pub(crate) findings: Vec<Diagnostic>,
}

/// Lowers a whole text.
pub(crate) fn lower(parsed: &ParseResult) -> Lowered {
    let mut lowering = Lowering { names: Names::default(), findings: Vec::new(), hidden: 0 };
    let root = parsed.node();
    let statements = root.as_program_node().map(|program| program.statements());
    let body = lowering.statements(statements, span_of(&root));
    Lowered { body, names: lowering.names, findings: lowering.findings }
}

impl Lowering {
    fn lower(&mut self, node: &Prism) -> Expr {
        let span = span_of(node);
        let before = self.findings.len();
        self.node(node, span).unwrap_or_else(|| {
            if self.findings.len() == before {
                self.refuse(node);
            }
            expr(span, Node::Refused)
        })
    }

    /// Notes that a sheet cannot use this.
    fn refuse(&mut self, node: &Prism) {
        self.findings.push(unsupported::finding(node, span_of(node)));
    }

    fn list(&mut self, nodes: &NodeList) -> Vec<Expr> {
        nodes.iter().map(|node| self.lower(&node)).collect()
    }

    fn pair(&mut self, left: &Prism, right: &Prism) -> (Expr, Expr) {
        (self.lower(left), self.lower(right))
    }

    fn body(&mut self, body: Option<&Prism>, span: Span) -> Expr {
        body.map_or_else(|| nothing(span), |body| self.lower(body))
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
                choice(condition, yes, self.body(branch.subsequent().as_ref(), span))
            }
            Prism::UnlessNode { .. } => {
                let branch = node.as_unless_node()?;
                let condition = self.lower(&branch.predicate());
                let no = self.statements(branch.statements(), span);
                let yes = branch.else_clause().and_then(|clause| clause.statements());
                choice(condition, self.statements(yes, span), no)
            }
            Prism::AndNode { .. } => {
                let and = node.as_and_node()?;
                Node::And(Box::new(self.pair(&and.left(), &and.right())))
            }
            Prism::OrNode { .. } => {
                let or = node.as_or_node()?;
                Node::Or(Box::new(self.pair(&or.left(), &or.right())))
            }
            Prism::CaseNode { .. } => self.case(node, span)?,
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
            Prism::DefNode { .. } => self.method(node)?,
            Prism::ClassNode { .. } | Prism::ModuleNode { .. } => self.module(node, span)?,
            _ => return self.literal(node, span).or_else(|| self.variable(node, span)),
        };
        Some(expr(span, lowered))
    }

    /// `case` is a chain of `if`, each of which asks `pattern === subject`.
    fn case(&mut self, node: &Prism, span: Span) -> Option<Node> {
        let case = node.as_case_node()?;
        let subject = case.predicate().map(|subject| self.lower(&subject));
        let (keep, kept) = subject.map(|subject| self.kept(subject)).unzip();
        let mut branches = Vec::new();
        for condition in &case.conditions() {
            let when = condition.as_when_node()?;
            let mut any = None;
            for pattern in &when.conditions() {
                let fits = self.fits(&pattern, kept)?;
                any = Some(match any {
                    Some(others) => expr(fits.span, Node::Or(Box::new((others, fits)))),
                    None => fits,
                });
            }
            branches.push((any?, self.statements(when.statements(), span)));
        }
        let otherwise = case.else_clause().and_then(|clause| clause.statements());
        let otherwise = self.statements(otherwise, span);
        let chain = branches
            .into_iter()
            .rev()
            .fold(otherwise, |no, (condition, yes)| expr(span, choice(condition, yes, no)));
        Some(Node::Sequence(keep.into_iter().chain([chain]).collect()))
    }

    /// `pattern === subject`; the pattern alone where `case` has no subject.
    fn fits(&mut self, pattern: &Prism, subject: Option<Variable>) -> Option<Expr> {
        if pattern.as_splat_node().is_some() {
            self.refuse(pattern);
            return None;
        }
        let pattern = self.lower(pattern);
        let Some(subject) = subject else { return Some(pattern) };
        let at = pattern.span;
        Some(self.send(pattern, "===", vec![expr(at, Node::Read(subject))], at))
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
        let exceptions = rescue.exceptions().iter().count();
        if exceptions > 0 || rescue.reference().is_some() || rescue.subsequent().is_some() {
            return None;
        }
        let instead = self.statements(rescue.statements(), span);
        Some(expr(span, Node::Rescue(Box::new((body, instead)))))
    }

    fn method(&mut self, node: &Prism) -> Option<Node> {
        let def = node.as_def_node()?;
        let owner = match def.receiver() {
            None => Owner::Objects,
            Some(receiver) => receiver.as_self_node().map(|_| Owner::Itself)?,
        };
        let name = self.name(def.name().as_slice());
        let place = super::parse::span(&def.name_loc());
        Some(Node::Def(owner, name, self.code(def.parameters(), def.body().as_ref(), place)))
    }

    fn module(&mut self, node: &Prism, span: Span) -> Option<Node> {
        let (name, body) = match node.as_module_node() {
            Some(module) => (self.name(module.name().as_slice()), module.body()),
            None => {
                let class = node.as_class_node()?;
                if class.superclass().is_some() {
                    self.refuse(node);
                }
                (self.name(class.name().as_slice()), class.body())
            }
        };
        Some(Node::Module(name, Box::new(self.body(body.as_ref(), span))))
    }
}
