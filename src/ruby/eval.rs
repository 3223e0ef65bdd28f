//! Evaluates [`Expr`]: one `match`.

use std::rc::Rc;

use super::expr::{Expr, Leave, Node, Target, Variable};
use super::frame::Frame;
use super::machine::{Eval, ITEM, Machine, Stop};
use super::value::{Range, Value};
use super::words::TOP;
use crate::diagnostic::{Code as Rule, Diagnostic};

/// What a failure counts for that a `rescue` takes.
const RESCUE_STEPS: usize = 50;

impl Machine<'_> {
    /// Evaluates a whole text.
    pub(crate) fn program(&mut self, body: &Expr) {
        let (this, module, locals) = (Value::Scope(TOP), self.top, Rc::default());
        let frame = Frame { this, module, block: None, locals, method: 0, breaks: 0 };
        let stopped = self.natives().and_then(|()| self.recovering(body, &frame));
        if let Err(Stop::Fail(Some(finding)) | Stop::Raise(finding)) = stopped {
            self.tell(*finding);
        }
    }

    /// Runs the body of a block of the sheet: a failing statement is noted and the next one runs,
    /// so that one run shows all that is wrong. Only a limit ends it.
    pub(crate) fn recovering(&mut self, body: &Expr, frame: &Frame) -> Eval {
        let statements = match &body.node {
            Node::Sequence(statements) => statements.as_slice(),
            _ => std::slice::from_ref(body),
        };
        let mut last = Value::Nil;
        for statement in statements {
            let finding = match self.eval(statement, frame) {
                Ok(value) => {
                    last = value;
                    continue;
                }
                Err(Stop::Raise(finding)) => Some(finding),
                Err(Stop::Fail(finding))
                    if finding.as_ref().is_none_or(|one| one.code != Rule::LimitReached) =>
                {
                    finding
                }
                Err(stop) => return Err(stop),
            };
            self.report(finding.map(|finding| *finding), statement.span)?;
        }
        Ok(last)
    }

    /// The value of an expression.
    pub(crate) fn eval(&mut self, expr: &Expr, frame: &Frame) -> Eval {
        let around = std::mem::replace(&mut self.at, expr.span);
        let value = self.deeper(|me| me.node(expr, frame));
        self.at = around;
        value
    }

    fn node(&mut self, expr: &Expr, frame: &Frame) -> Eval {
        match &expr.node {
            Node::Literal(value) => Ok(*value),
            Node::Text(text) => self.shared_text(Rc::clone(text)),
            Node::Joined(parts) => self.joined(parts, frame),
            Node::Regexp(source, flags) => {
                let source = self.eval(source, frame)?;
                let source = self.to_s(source)?;
                let pattern = self.pattern(&source, *flags)?;
                self.regexp(pattern)
            }
            Node::Array(items) => {
                let items = self.values(items, frame)?;
                self.array(items)
            }
            Node::Hash(pairs) => {
                let mut all = Vec::with_capacity(pairs.len());
                for (key, value) in pairs {
                    all.push((self.eval(key, frame)?, self.eval(value, frame)?));
                }
                self.hash(all)
            }
            Node::Range(ends, excludes_last) => {
                let (first, last) = (self.eval(&ends.0, frame)?, self.eval(&ends.1, frame)?);
                if let Some(odd) = [first, last].into_iter().find(|end| !ends_a_range(*end)) {
                    let what = odd.described();
                    return Err(self.fails(format!("a range does not end in {what}")));
                }
                self.range(Range { first, last, excludes_last: *excludes_last })
            }
            Node::Splat(list) => {
                let list = self.eval(list, frame)?;
                let items = self.spread(list)?;
                self.array(items.to_vec())
            }
            Node::Read(Variable::Local(name, out)) => Ok(frame.locals.get(*name, *out)),
            Node::Read(Variable::Instance(name)) => Ok(self.variable(frame.this, *name)),
            Node::Read(Variable::Myself) => Ok(frame.this),
            Node::Read(Variable::Match) => Ok(self.last_match),
            Node::Constant(path, name) => self.constant(path.as_deref(), *name, frame),
            Node::Write(target, value) => {
                let value = self.eval(value, frame)?;
                self.assign(target, value, frame)?;
                Ok(value)
            }
            Node::Call(call) => self.call(call, frame),
            Node::Yield(arguments) => self.yield_values(arguments, frame),
            Node::Sequence(statements) => {
                statements.iter().try_fold(Value::Nil, |_, one| self.eval(one, frame))
            }
            Node::If(parts) => {
                let (condition, yes, no) = &**parts;
                let branch = if self.eval(condition, frame)?.truthy() { yes } else { no };
                self.eval(branch, frame)
            }
            Node::And(parts) => match self.eval(&parts.0, frame)? {
                left if left.truthy() => self.eval(&parts.1, frame),
                left => Ok(left),
            },
            Node::Or(parts) => match self.eval(&parts.0, frame)? {
                left if left.truthy() => Ok(left),
                _ => self.eval(&parts.1, frame),
            },
            Node::Leave(leave, value) => self.leave(*leave, value, frame),
            Node::Rescue(parts) => match self.eval(&parts.0, frame) {
                Err(Stop::Raise(_)) => {
                    self.work(RESCUE_STEPS)?;
                    self.eval(&parts.1, frame)
                }
                other => other,
            },
            Node::Def(owner, name, code) => self.define(*owner, *name, code, frame),
            Node::Module(name, body) => self.open_module(*name, body, frame),
            Node::Refused => Err(Stop::Fail(None)),
        }
    }

    /// Values in a list, with `*splat` spread out.
    pub(crate) fn values(&mut self, exprs: &[Expr], frame: &Frame) -> Eval<Vec<Value>> {
        let mut values = Vec::with_capacity(exprs.len());
        for expr in exprs {
            if let Node::Splat(list) = &expr.node {
                let list = self.eval(list, frame)?;
                let items = self.spread(list)?;
                self.room(items.len() * ITEM)?;
                values.extend(items.iter());
            } else {
                values.push(self.eval(expr, frame)?);
            }
        }
        Ok(values)
    }

    fn joined(&mut self, parts: &[Expr], frame: &Frame) -> Eval {
        let mut text = String::new();
        for part in parts {
            if let Node::Text(plain) = &part.node {
                self.room(plain.len())?;
                text.push_str(plain);
                continue;
            }
            let more = self.inserted(part, frame)?;
            self.room(more.len())?;
            text.push_str(&more);
        }
        self.text(text)
    }

    /// What `#{…}` inserts. Where it names nothing, perhaps nothing was to be inserted: it is told,
    /// and shown as it is written.
    fn inserted(&mut self, part: &Expr, frame: &Frame) -> Eval<Rc<String>> {
        let shown = self.patched.source.slice(part.span).to_owned();
        let word = self.word_to_insert(part, frame);
        let message = match &word {
            Some(word) => format!("`{shown}` inserts nothing: a sheet cannot read `{word}` back"),
            None => match self.eval(part, frame) {
                Err(Stop::Fail(Some(finding))) if finding.code == Rule::UnknownWord => {
                    let name =
                        finding.place.map_or("", |label| self.patched.source.slice(label.span));
                    format!("`{shown}` inserts a value, and there is no `{name}`")
                }
                value => {
                    let value = value?;
                    return self.to_s(value);
                }
            },
        };
        let mut finding = Diagnostic::new(Rule::Syntax, message).at(part.span, "").hint(format!(
            "to show it as it is, write `\\{shown}`, or put the text into `'…'` or `<<~'TEXT'`, where `#{{` means nothing"
        ));
        if word.is_some() {
            finding =
                finding.hint("to use a text twice, give it a name: `label = '…'`, then `#{label}`");
        }
        self.report(Some(finding), part.span)?;
        Ok(Rc::new(shown))
    }

    /// The word of the sheet that an insert begins with.
    fn word_to_insert(&self, part: &Expr, frame: &Frame) -> Option<Rc<str>> {
        match (&part.node, frame.this) {
            (Node::Sequence(parts), _) => self.word_to_insert(parts.first()?, frame),
            (Node::Call(call), Value::Scope(scope)) => match &call.receiver {
                Some(receiver) => self.word_to_insert(receiver, frame),
                None => {
                    let name = self.names.text(call.name);
                    (call.arguments.is_empty() && self.words.known(scope, &name)).then_some(name)
                }
            },
            _ => None,
        }
    }

    /// Gives `value` to whatever `target` names.
    pub(crate) fn assign(&mut self, target: &Target, value: Value, frame: &Frame) -> Eval<()> {
        match target {
            Target::Variable(Variable::Local(name, out)) => {
                self.room(ITEM)?;
                frame.locals.set(*name, *out, value);
                Ok(())
            }
            Target::Variable(Variable::Instance(name)) => {
                self.set_variable(frame.this, *name, value)
            }
            Target::Constant(name) => self.set_constant(*name, value, frame),
            Target::Many(targets) => {
                let items = match value {
                    Value::Array(id) => Rc::clone(self.items(id)),
                    other => Rc::new(vec![other]),
                };
                self.assign_many(targets, &items, frame)
            }
            Target::Variable(_) | Target::Rest(_) => Ok(()),
        }
    }

    /// `a, (b, c), *rest, d = items`.
    fn assign_many(&mut self, targets: &[Target], items: &[Value], frame: &Frame) -> Eval<()> {
        let mut items = items.iter().copied();
        for (at, target) in targets.iter().enumerate() {
            let Target::Rest(rest) = target else {
                self.assign(target, items.next().unwrap_or_default(), frame)?;
                continue;
            };
            let many = items.len().saturating_sub(targets.len() - at - 1);
            self.room(many * ITEM)?;
            let taken: Vec<_> = items.by_ref().take(many).collect();
            if let Some(target) = rest {
                let taken = self.array(taken)?;
                self.assign(target, taken, frame)?;
            }
        }
        Ok(())
    }

    fn leave(&mut self, leave: Leave, value: &Expr, frame: &Frame) -> Eval {
        let value = self.eval(value, frame)?;
        Err(match leave {
            Leave::Break => Stop::Break(frame.breaks, value),
            Leave::Next => Stop::Next(value),
            Leave::Return if frame.method == 0 && frame.breaks != 0 => {
                self.fails("`return` is outside any method").hint("leave a block with `next`")
            }
            Leave::Return => Stop::Return(frame.method, value),
        })
    }

    /// The block that `yield` calls, with values.
    fn yield_values(&mut self, arguments: &[Expr], frame: &Frame) -> Eval {
        let Some(block) = frame.block else {
            let hint = "call the method with `do … end`, or ask `if block_given?` first";
            return Err(self.fails("`yield` has no block to call").hint(hint));
        };
        let values = self.values(arguments, frame)?;
        self.call_block(block, &values)
    }
}

/// Whether a range can begin or end with it.
const fn ends_a_range(value: Value) -> bool {
    matches!(value, Value::Nil | Value::Int(_) | Value::Float(_) | Value::Str(_))
}
