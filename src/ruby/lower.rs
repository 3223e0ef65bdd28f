//! Prism's tree → [`Expr`]: long spellings become short ones, and what no sheet can use is found,
//! all of it at once.

pub(crate) mod facts;
mod lowering;
mod literal;
mod call;
mod assign;

use ruby_prism::{ArgumentsNode, BeginNode, CaseNode, DefNode, Node as Prism, NodeList};
use ruby_prism::{ConstantId, ParseResult, StatementsNode};

use self::facts::Facts;
use self::lowering::{Lowering, choice, expr, first, nothing, read};
use super::expr::{Expr, Leave, Node, Owner, Variable};
use super::parse::{span, span_of};
use super::refused;
use super::room::nesting;
use super::value::Names;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A text as it can be evaluated.
pub(crate) struct Lowered {
    pub(crate) body: Expr,
    pub(crate) names: Names,
    /// What no sheet can use.
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) facts: Facts,
}

/// Lowers a whole text.
pub(crate) fn lower(parsed: &ParseResult) -> Lowered {
    let mut lowering = Lowering::default();
    let root = parsed.node();
    let statements = root.as_program_node().map(|program| program.statements());
    let body = lowering.statements(statements, span_of(&root));
    let Lowering { names, findings, mut facts, read, assigned, .. } = lowering;
    facts.names.sort_by_key(|name| name.span.start);
    facts.statements.sort_by_key(|statement| statement.span.start);
    let unused = assigned.into_iter().filter(|(variable, _)| !read.contains(variable));
    facts.unused = unused.map(|(_, span)| span).collect();
    Lowered { body, names, findings, facts }
}

impl Lowering {
    fn lower(&mut self, node: &Prism) -> Expr {
        let (span, before) = (span_of(node), self.findings.len());
        if self.depth >= nesting() {
            self.facts.beyond.get_or_insert(span);
            return expr(span, Node::Refused);
        }
        self.depth += 1;
        let lowered = self.whole(node, span);
        self.depth -= 1;
        lowered.unwrap_or_else(|| {
            if self.findings.len() == before {
                self.refuse(node);
            }
            expr(span, Node::Refused)
        })
    }

    /// Notes that a sheet cannot use this.
    fn refuse(&mut self, node: &Prism) {
        self.findings.push(refused::node(node));
    }

    /// As long as it is, and no longer: a sheet has one for each text.
    fn list(&mut self, nodes: &NodeList) -> Vec<Expr> {
        let mut list = Vec::with_capacity(nodes.len());
        list.extend(nodes.iter().map(|node| self.lower(&node)));
        list
    }

    fn pair(&mut self, left: &Prism, right: &Prism) -> (Expr, Expr) {
        (self.lower(left), self.lower(right))
    }

    fn body(&mut self, body: Option<&Prism>, span: Span) -> Expr {
        body.map_or_else(|| nothing(span), |body| self.lower(body))
    }

    fn statements(&mut self, statements: Option<StatementsNode>, span: Span) -> Expr {
        let Some(statements) = statements else { return nothing(span) };
        expr(span, self.sequence(&statements))
    }

    fn sequence(&mut self, statements: &StatementsNode) -> Node {
        let (statements, mut before) = (statements.body(), None);
        let mut lowered = Vec::with_capacity(statements.len());
        for node in &statements {
            before = Some(self.facts.statement(&node, before));
            lowered.push(self.lower(&node));
        }
        Node::Sequence(lowered)
    }

    /// A node, or `None` where it is one that no sheet can use.
    fn whole(&mut self, node: &Prism, span: Span) -> Option<Expr> {
        first! { node:
            as_call_node(call) => self.call(&call, span)?,
            as_parentheses_node(inner) => self.body(inner.body().as_ref(), span),
            as_else_node(inner) => self.statements(inner.statements(), span),
            as_begin_node(begin) => self.begin(&begin, span)?,
        }
        let literal = self.literal(node, span).or_else(|| self.assignment(node, span));
        Some(expr(span, literal.or_else(|| self.construct(node, span))?))
    }

    fn construct(&mut self, node: &Prism, span: Span) -> Option<Node> {
        first! { node:
            as_statements_node(inner) => self.sequence(&inner),
            as_self_node(_) => Node::Read(Variable::Myself),
            as_yield_node(values) => Node::Yield(self.arguments(values.arguments())),
            as_if_node(branch) => {
                let condition = self.lower(&branch.predicate());
                let yes = self.statements(branch.statements(), span);
                choice(condition, yes, self.body(branch.subsequent().as_ref(), span))
            },
            as_unless_node(branch) => {
                let condition = self.lower(&branch.predicate());
                let no = self.statements(branch.statements(), span);
                let yes = branch.else_clause().and_then(|clause| clause.statements());
                choice(condition, self.statements(yes, span), no)
            },
            as_and_node(and) => Node::And(Box::new(self.pair(&and.left(), &and.right()))),
            as_or_node(or) => Node::Or(Box::new(self.pair(&or.left(), &or.right()))),
            as_case_node(case) => self.case(&case, span)?,
            as_break_node(leave) => self.leave(Leave::Break, leave.arguments(), span),
            as_next_node(leave) => self.leave(Leave::Next, leave.arguments(), span),
            as_return_node(leave) => self.leave(Leave::Return, leave.arguments(), span),
            as_rescue_modifier_node(tried) =>
                Node::Rescue(Box::new(self.pair(&tried.expression(), &tried.rescue_expression()))),
            as_lambda_node(lambda) => {
                self.refuse(node);
                self.body(lambda.body().as_ref(), span);
                Node::Refused
            },
            as_def_node(def) => self.method(&def)?,
            as_module_node(module) => self.module(&module.name(), module.body().as_ref(), span),
            as_class_node(class) => {
                if class.superclass().is_some() {
                    self.refuse(node);
                }
                self.module(&class.name(), class.body().as_ref(), span)
            },
        }
        None
    }

    /// `case` is a chain of `if`, each of which asks `pattern === subject`.
    fn case(&mut self, case: &CaseNode, span: Span) -> Option<Node> {
        let subject = case.predicate().map(|subject| self.lower(&subject));
        let (keep, kept) = subject.map(|subject| self.kept(subject)).unzip();
        let mut branches = Vec::new();
        for condition in &case.conditions() {
            let when = condition.as_when_node()?;
            let fits = when.conditions().iter().map(|pattern| self.fits(&pattern, kept));
            let fits: Option<Vec<_>> = fits.collect();
            let fits = fits?.into_iter();
            let any = fits.reduce(|one, other| expr(one.span, Node::Or(Box::new((one, other)))))?;
            branches.push((any, self.statements(when.statements(), span)));
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
        let subject = read(pattern.span, subject);
        Some(self.send(pattern, "===", vec![subject]))
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

    fn begin(&mut self, begin: &BeginNode, span: Span) -> Option<Expr> {
        let body = self.statements(begin.statements(), span);
        let odd = begin.else_clause().is_some() || begin.ensure_clause().is_some();
        let Some(rescue) = begin.rescue_clause() else { return Some(body).filter(|_| !odd) };
        let exceptions = rescue.exceptions().iter().next();
        if odd || exceptions.or(rescue.reference()).is_some() || rescue.subsequent().is_some() {
            return None;
        }
        let instead = self.statements(rescue.statements(), span);
        Some(expr(span, Node::Rescue(Box::new((body, instead)))))
    }

    fn method(&mut self, def: &DefNode) -> Option<Node> {
        let owner = match def.receiver() {
            None => Owner::Objects,
            Some(receiver) => receiver.as_self_node().map(|_| Owner::Itself)?,
        };
        let name = self.define(def.name().as_slice());
        let code = self.code(def.parameters(), def.body().as_ref(), span(&def.name_loc()));
        Some(Node::Def(owner, name, code))
    }

    fn module(&mut self, name: &ConstantId, body: Option<&Prism>, span: Span) -> Node {
        let name = self.define(name.as_slice());
        Node::Module(name, Box::new(self.body(body, span)))
    }
}
