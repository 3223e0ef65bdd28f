//! Prism's tree → [`Expr`]: names become places, long spellings become short ones, and what no
//! sheet can use is found, all of it at once.

mod scope;
mod unsupported;
mod lowering;
mod literal;
mod call;
mod assign;

use std::rc::Rc;

use ruby_prism::{ArgumentsNode, Node as Prism, NodeList, ParseResult, StatementsNode};

use self::lowering::{Lowering, expr, nothing};
use self::scope::Scopes;
use super::expr::{Begin, Case, Code, Expr, Leave, Loop, Module, Node, Parameters, Rescue};
use super::parse::span_of;
use super::value::Names;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// A text as it can be evaluated.
pub(crate) struct Lowered {
    pub(crate) code: Rc<Code>,
    pub(crate) names: Names,
    /// What no sheet can use.
    pub(crate) findings: Vec<Diagnostic>,
}

/// Lowers a whole text.
pub(crate) fn lower(source: &Source, parsed: &ParseResult) -> Lowered {
    let mut lowering = Lowering {
        source,
        names: Names::default(),
        scopes: Scopes::default(),
        findings: Vec::new(),
    };
    let root = parsed.node();
    let span = span_of(&root);
    lowering.scopes.open_method();
    let statements = root.as_program_node().map(|program| program.statements());
    let body = lowering.statements(statements, span);
    let variables = lowering.scopes.close();
    let code = Rc::new(Code { span, parameters: Parameters::default(), variables, body });
    Lowered { code, names: lowering.names, findings: lowering.findings }
}

impl Lowering<'_> {
    fn lower(&mut self, node: &Prism) -> Expr {
        let span = span_of(node);
        self.node(node, span).unwrap_or_else(|| {
            self.findings.push(unsupported::finding(node, span));
            expr(span, Node::Refused)
        })
    }

    fn boxed(&mut self, node: &Prism) -> Box<Expr> {
        Box::new(self.lower(node))
    }

    fn list(&mut self, nodes: &NodeList) -> Vec<Expr> {
        nodes.iter().map(|node| self.lower(&node)).collect()
    }

    /// A body that may be missing.
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
            Prism::ImplicitNode { .. } => {
                return Some(self.lower(&node.as_implicit_node()?.value()));
            }
            Prism::ElseNode { .. } => {
                return Some(self.statements(node.as_else_node()?.statements(), span));
            }
            Prism::SelfNode { .. } => Node::Myself,
            Prism::CallNode { .. } => return self.call(&node.as_call_node()?, span),
            Prism::YieldNode { .. } => {
                let arguments = node.as_yield_node()?.arguments();
                Node::Yield(arguments.map_or_else(Vec::new, |list| self.list(&list.arguments())))
            }
            Prism::SuperNode { .. } | Prism::ForwardingSuperNode { .. } => self.superior(node)?,
            Prism::IfNode { .. } => {
                let branch = node.as_if_node()?;
                let condition = self.boxed(&branch.predicate());
                let yes = self.statements(branch.statements(), span);
                let no = self.body(branch.subsequent().as_ref(), span);
                Node::If(condition, Box::new(yes), Box::new(no))
            }
            Prism::UnlessNode { .. } => {
                let branch = node.as_unless_node()?;
                let condition = self.boxed(&branch.predicate());
                let body = self.statements(branch.statements(), span);
                let otherwise = branch.else_clause().and_then(|clause| clause.statements());
                let otherwise = self.statements(otherwise, span);
                Node::If(condition, Box::new(otherwise), Box::new(body))
            }
            Prism::AndNode { .. } => {
                let and = node.as_and_node()?;
                Node::And(self.boxed(&and.left()), self.boxed(&and.right()))
            }
            Prism::OrNode { .. } => {
                let or = node.as_or_node()?;
                Node::Or(self.boxed(&or.left()), self.boxed(&or.right()))
            }
            Prism::WhileNode { .. } => {
                let repeat = node.as_while_node()?;
                let condition = self.lower(&repeat.predicate());
                self.repeat(condition, repeat.statements(), repeat.is_begin_modifier(), span)
            }
            Prism::UntilNode { .. } => {
                let repeat = node.as_until_node()?;
                let condition = self.lower(&repeat.predicate());
                let condition = self.send(condition, "!", Vec::new(), span);
                self.repeat(condition, repeat.statements(), repeat.is_begin_modifier(), span)
            }
            Prism::ForNode { .. } => return self.for_in(node, span),
            Prism::CaseNode { .. } => self.case(node, span)?,
            Prism::BreakNode { .. } => {
                let leave = if self.scopes.in_loop() { Leave::Loop } else { Leave::Block };
                self.leave(leave, node.as_break_node()?.arguments(), span)
            }
            Prism::NextNode { .. } => {
                self.leave(Leave::Next, node.as_next_node()?.arguments(), span)
            }
            Prism::ReturnNode { .. } => {
                self.leave(Leave::Return, node.as_return_node()?.arguments(), span)
            }
            Prism::BeginNode { .. } => self.begin(node, span)?,
            Prism::RescueModifierNode { .. } => {
                let tried = node.as_rescue_modifier_node()?;
                let body = self.lower(&tried.expression());
                let instead = self.lower(&tried.rescue_expression());
                let rescues = vec![Rescue { errors: Vec::new(), target: None, body: instead }];
                Node::Begin(Box::new(Begin { body, rescues, otherwise: None, ensure: None }))
            }
            Prism::DefinedNode { .. } => self.defined(&node.as_defined_node()?.value(), span),
            Prism::LambdaNode { .. } => {
                let lambda = node.as_lambda_node()?;
                let body = lambda.body();
                Node::Lambda(self.block(lambda.parameters(), body.as_ref(), span)?)
            }
            Prism::DefNode { .. } => self.method(node, span)?,
            Prism::ClassNode { .. } | Prism::ModuleNode { .. } => self.module(node, span)?,
            Prism::SingletonClassNode { .. } => {
                let class = node.as_singleton_class_node()?;
                class.expression().as_self_node()?;
                Node::OwnClass(self.module_body(class.body().as_ref(), span))
            }
            Prism::AliasMethodNode { .. } => {
                let alias = node.as_alias_method_node()?;
                let names = vec![self.lower(&alias.new_name()), self.lower(&alias.old_name())];
                return Some(self.call_myself("alias_method", names, span));
            }
            _ => return self.literal(node, span).or_else(|| self.variable(node, span)),
        };
        Some(expr(span, lowered))
    }

    fn repeat(
        &mut self,
        condition: Expr,
        body: Option<StatementsNode>,
        body_first: bool,
        span: Span,
    ) -> Node {
        let around = self.scopes.enter_loop();
        let body = self.statements(body, span);
        self.scopes.leave_loop(around);
        Node::While(Box::new(Loop { condition, body, body_first }))
    }

    fn case(&mut self, node: &Prism, span: Span) -> Option<Node> {
        let case = node.as_case_node()?;
        let subject = case.predicate().map(|subject| self.lower(&subject));
        let mut branches = Vec::new();
        for condition in &case.conditions() {
            let when = condition.as_when_node()?;
            let candidates = self.list(&when.conditions());
            branches.push((candidates, self.statements(when.statements(), span)));
        }
        let otherwise = case.else_clause().and_then(|clause| clause.statements());
        let otherwise = self.statements(otherwise, span);
        Some(Node::Case(Box::new(Case { subject, branches, otherwise })))
    }

    fn leave(&mut self, leave: Leave, values: Option<ArgumentsNode>, span: Span) -> Node {
        let values = values.map(|values| self.list(&values.arguments()));
        let value = values.map(|mut values| match values.len() {
            1 if !matches!(values[0].node, Node::Splat(_)) => Box::new(values.remove(0)),
            _ => Box::new(expr(span, Node::Array(values))),
        });
        Node::Leave(leave, value)
    }

    fn begin(&mut self, node: &Prism, span: Span) -> Option<Node> {
        let begin = node.as_begin_node()?;
        let body = self.statements(begin.statements(), span);
        let mut rescues = Vec::new();
        let mut clause = begin.rescue_clause();
        while let Some(rescue) = clause {
            rescues.push(Rescue {
                errors: self.list(&rescue.exceptions()),
                target: rescue.reference().map(|target| self.target(&target)),
                body: self.statements(rescue.statements(), span),
            });
            clause = rescue.subsequent();
        }
        let otherwise = begin.else_clause().and_then(|clause| clause.statements());
        let otherwise = otherwise.map(|body| self.statements(Some(body), span));
        let ensure = begin.ensure_clause().and_then(|clause| clause.statements());
        let ensure = ensure.map(|body| self.statements(Some(body), span));
        if rescues.is_empty() && otherwise.is_none() && ensure.is_none() {
            return Some(body.node);
        }
        Some(Node::Begin(Box::new(Begin { body, rescues, otherwise, ensure })))
    }

    fn defined(&mut self, node: &Prism, span: Span) -> Node {
        let known = match node {
            Prism::LocalVariableReadNode { .. } => "local-variable",
            Prism::SelfNode { .. } => "self",
            Prism::CallNode { .. }
            | Prism::ConstantReadNode { .. }
            | Prism::ConstantPathNode { .. }
            | Prism::InstanceVariableReadNode { .. }
            | Prism::GlobalVariableReadNode { .. } => return Node::Defined(self.boxed(node)),
            Prism::YieldNode { .. } => {
                let given = self.call_myself("block_given?", Vec::new(), span);
                let yes = expr(span, Node::Text(Rc::new("yield".to_owned())));
                return Node::If(Box::new(given), Box::new(yes), Box::new(nothing(span)));
            }
            _ => "expression",
        };
        Node::Text(Rc::new(known.to_owned()))
    }

    fn method(&mut self, node: &Prism, span: Span) -> Option<Node> {
        let def = node.as_def_node()?;
        let owner = def.receiver().map(|receiver| self.boxed(&receiver));
        let name = self.name(def.name().as_slice());
        self.scopes.open_method();
        let parameters = def.parameters().map(|parameters| self.parameters(&parameters));
        let body = self.body(def.body().as_ref(), span);
        let variables = self.scopes.close();
        let parameters = parameters.unwrap_or(Some(Parameters::default()))?;
        let name_span = super::parse::span(&def.name_loc());
        Some(Node::Def(owner, name, Rc::new(Code { span: name_span, parameters, variables, body })))
    }

    fn module(&mut self, node: &Prism, span: Span) -> Option<Node> {
        if let Some(module) = node.as_module_node() {
            let name = self.name(module.name().as_slice());
            let code = self.module_body(module.body().as_ref(), span);
            return Some(Node::Module(Box::new(Module {
                name,
                is_class: false,
                parent: None,
                code,
            })));
        }
        let class = node.as_class_node()?;
        let parent = class.superclass().map(|parent| self.lower(&parent));
        let name = self.name(class.name().as_slice());
        let code = self.module_body(class.body().as_ref(), span);
        Some(Node::Module(Box::new(Module { name, is_class: true, parent, code })))
    }

    fn module_body(&mut self, body: Option<&Prism>, span: Span) -> Rc<Code> {
        self.scopes.open_method();
        let body = self.body(body, span);
        let variables = self.scopes.close();
        Rc::new(Code { span, parameters: Parameters::default(), variables, body })
    }
}
