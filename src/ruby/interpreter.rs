//! Walks Prism's tree: node → value. Statements, and which room evaluates which node.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use ruby_prism::{Node, StatementsNode};

use super::code::{Env, Frame, Module, Proc};
use super::limits::Meter;
use super::regexp::{Flags, Pattern};
use super::unsupported;
use super::value::{Match, Value};
use super::words::{TOP, Words};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// Why evaluation does not simply go on.
pub(crate) enum Flow<'pr> {
    Break {
        proc: u32,
        value: Value<'pr>,
    },
    Next(Value<'pr>),
    Return {
        method: u32,
        value: Value<'pr>,
    },
    /// A finding; the rest of the statement is given up.
    Fail(Box<Diagnostic>),
}

impl From<Box<Diagnostic>> for Flow<'_> {
    fn from(finding: Box<Diagnostic>) -> Self {
        Self::Fail(finding)
    }
}

impl From<Diagnostic> for Flow<'_> {
    fn from(finding: Diagnostic) -> Self {
        Self::Fail(Box::new(finding))
    }
}

/// A value, or why there is none.
pub(crate) type Eval<'pr> = Result<Value<'pr>, Flow<'pr>>;

/// Everything that one evaluation needs.
pub(crate) struct Interpreter<'pr, 'w> {
    pub(crate) source: &'pr Source,
    pub(crate) words: &'w mut dyn Words,
    pub(crate) meter: Meter,
    pub(crate) top: Rc<Module<'pr>>,
    /// The methods that are running, innermost last, for `super`.
    pub(crate) running: Vec<(String, Rc<Module<'pr>>)>,
    /// What the last search with a regular expression found: `$~`.
    pub(crate) last_match: Option<Rc<Match>>,
    /// Regular expressions that were compiled before.
    pub(crate) patterns: HashMap<(String, Flags), Rc<Pattern>>,
    /// Ruby's own modules, as far as they were named.
    pub(crate) modules: RefCell<BTreeMap<&'static str, Rc<Module<'pr>>>>,
    last_id: u32,
}

/// What a finding counts for: a sheet that fails in every statement is not followed to its end.
const FINDING_STEPS: usize = 100;

/// The place of a node.
pub(crate) fn span_of(node: &Node) -> Span {
    let location = node.location();
    Span::new(location.start() as usize, location.end() as usize)
}

/// A finding that an expression fails.
pub(crate) fn failure(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::RubyFailure, message).at(span, "")
}

/// An identifier as text; Prism hands out bytes.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl<'pr, 'w> Interpreter<'pr, 'w> {
    pub(crate) fn new(source: &'pr Source, words: &'w mut dyn Words) -> Self {
        let top = Rc::new(Module::new(String::new(), true, None, None));
        Self {
            source,
            words,
            meter: Meter::default(),
            top,
            running: Vec::new(),
            last_match: None,
            patterns: HashMap::new(),
            modules: RefCell::default(),
            last_id: 0,
        }
    }

    /// Evaluates a whole file.
    pub(crate) fn program(&mut self, node: &Node<'pr>) {
        let frame = Frame {
            this: Value::Scope(TOP),
            module: Rc::clone(&self.top),
            block: None,
            env: Env::new(),
            method: 0,
            proc: 0,
        };
        if let Some(program) = node.as_program_node() {
            let body = program.statements().as_node();
            if let Err(Flow::Fail(finding)) = self.recovering(Some(&body), &frame) {
                self.words.report(*finding);
            }
        }
    }

    pub(crate) fn fresh_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    /// Runs the body of a block of the sheet: a failing statement is noted and the next one runs,
    /// so that one run shows all that is wrong. Only a limit ends it.
    pub(crate) fn recovering(&mut self, body: Option<&Node<'pr>>, frame: &Frame<'pr>) -> Eval<'pr> {
        let Some(body) = body else { return Ok(Value::Nil) };
        let Some(statements) = body.as_statements_node() else { return self.eval(body, frame) };
        let mut last = Value::Nil;
        for statement in &statements.body() {
            match self.eval(&statement, frame) {
                Ok(value) => last = value,
                Err(Flow::Fail(finding)) if finding.code != Code::LimitReached => {
                    self.words.report(*finding);
                    self.meter.work(FINDING_STEPS, span_of(&statement))?;
                }
                Err(flow) => return Err(flow),
            }
        }
        Ok(last)
    }

    pub(crate) fn body(&mut self, body: Option<&Node<'pr>>, frame: &Frame<'pr>) -> Eval<'pr> {
        body.map_or(Ok(Value::Nil), |body| self.eval(body, frame))
    }

    pub(crate) fn statements(
        &mut self,
        statements: Option<StatementsNode<'pr>>,
        frame: &Frame<'pr>,
    ) -> Eval<'pr> {
        let mut last = Value::Nil;
        if let Some(statements) = statements {
            for statement in &statements.body() {
                last = self.eval(&statement, frame)?;
            }
        }
        Ok(last)
    }

    /// Evaluates any node.
    pub(crate) fn eval(&mut self, node: &Node<'pr>, frame: &Frame<'pr>) -> Eval<'pr> {
        let span = span_of(node);
        self.meter.step(span)?;
        self.meter.expressions += 1;
        let value = self.meter.check_depth(span).map_err(Flow::from);
        let value = value.and_then(|()| self.dispatch(node, span, frame));
        self.meter.expressions -= 1;
        value
    }

    fn dispatch(&mut self, node: &Node<'pr>, span: Span, frame: &Frame<'pr>) -> Eval<'pr> {
        if let Some(value) = self.literal(node, span, frame) {
            return value;
        }
        if let Some(value) = self.variable(node, span, frame) {
            return value;
        }
        if let Some(value) = self.control(node, span, frame) {
            return value;
        }
        if let Some(value) = self.definition(node, span, frame) {
            return value;
        }
        Err(unsupported::finding(node, span).into())
    }

    /// The block that `yield` calls here.
    pub(crate) fn yielded(
        &self,
        frame: &Frame<'pr>,
        span: Span,
    ) -> Result<Rc<Proc<'pr>>, Flow<'pr>> {
        frame.block.clone().ok_or_else(|| {
            failure(span, "`yield` has no block to call")
                .hint("call the method with `do … end`, or ask `if block_given?` first")
                .into()
        })
    }
}
