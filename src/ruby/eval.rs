//! Evaluates [`Expr`]: one `match`.

use std::rc::Rc;

use super::expr::{
    Begin, Case, Code, Expr, Joined, Leave, Loop, Many, Node, Rest, Target, To, Variable,
};
use super::machine::{Does, Eval, Frame, Machine, Raised, Stop, Variables, failure};
use super::value::{Id, Range, Value};
use super::words::TOP;
use crate::diagnostic::Code as Rule;
use crate::source::Span;

/// What a finding counts for: a sheet that fails in every statement is not followed to its end.
const FINDING_STEPS: usize = 500;

impl Machine<'_> {
    /// Evaluates a whole text.
    pub(crate) fn program(&mut self, code: &Code) {
        let variables = Variables::new(code.variables, None);
        let this = Value::Scope(TOP);
        let frame = Frame { this, module: self.top, block: None, variables, method: 0, breaks: 0 };
        match self.recovering(&code.body, &frame) {
            Err(Stop::Fail(finding)) => {
                if let Some(finding) = finding {
                    self.words.report(*finding);
                }
            }
            Err(Stop::Raise(raised)) => self.words.report(raised.finding),
            Ok(_) | Err(_) => {}
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
                Err(Stop::Raise(raised)) => Some(Box::new(raised.finding)),
                Err(Stop::Fail(finding))
                    if finding.as_ref().is_none_or(|one| one.code != Rule::LimitReached) =>
                {
                    finding
                }
                Err(stop) => return Err(stop),
            };
            if let Some(finding) = finding {
                self.words.report(*finding);
            }
            self.meter.work(FINDING_STEPS, statement.span)?;
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
            Node::Joined(parts, joined) => self.joined(parts, *joined, frame),
            Node::Array(items) => {
                let items = self.values(items, frame)?;
                self.array(items)
            }
            Node::Hash(pairs) => self.hash_of(pairs, frame),
            Node::Range(first, last, excludes_last) => {
                self.range_between(first.as_deref(), last.as_deref(), *excludes_last, frame)
            }
            Node::Splat(list) => {
                let list = self.eval(list, frame)?;
                let items = self.spread(list)?;
                self.array(items.to_vec())
            }
            Node::Myself => Ok(frame.this),
            Node::Read(variable) => Ok(self.read(*variable, frame)),
            Node::Constant(path, name) => self.constant(path.as_deref(), *name, frame),
            Node::Write(target, value) => {
                let value = self.eval(value, frame)?;
                self.assign(target, value, frame)?;
                Ok(value)
            }
            Node::Call(call) => self.call(call, frame),
            Node::Yield(arguments) => self.yield_values(arguments, frame),
            Node::Super(arguments, pass) => {
                self.call_super(arguments.as_deref(), pass.as_ref(), frame)
            }
            Node::Sequence(statements) => {
                statements.iter().try_fold(Value::Nil, |_, one| self.eval(one, frame))
            }
            Node::If(condition, yes, no) => {
                let branch = if self.eval(condition, frame)?.truthy() { yes } else { no };
                self.eval(branch, frame)
            }
            Node::And(left, right) => match self.eval(left, frame)? {
                left if left.truthy() => self.eval(right, frame),
                left => Ok(left),
            },
            Node::Or(left, right) => match self.eval(left, frame)? {
                left if left.truthy() => Ok(left),
                _ => self.eval(right, frame),
            },
            Node::While(repeat) => self.repeat(repeat, frame),
            Node::Case(case) => self.case(case, frame),
            Node::Leave(leave, value) => self.leave(*leave, value.as_deref(), frame),
            Node::Begin(begin) => self.begin(begin, frame),
            Node::Lambda(code) => {
                let (code, frame) = (Rc::clone(code), frame.clone());
                let span = code.span;
                self.block(span, Does::Run { code, frame, is_lambda: true }).map(Value::Block)
            }
            Node::Def(owner, name, code) => self.define(owner.as_deref(), *name, code, frame),
            Node::Module(module) => self.open_module(module, frame),
            Node::OwnClass(code) => {
                let before =
                    std::mem::replace(&mut self.module_mut(frame.module).defines_own, true);
                let variables = Variables::new(code.variables, None);
                let value = self.eval(&code.body, &Frame { variables, ..frame.clone() });
                self.module_mut(frame.module).defines_own = before;
                value
            }
            Node::Defined(expr) => self.defined(expr, frame),
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
                self.room(items.len() * size_of::<Value>())?;
                values.extend(items.iter());
            } else {
                values.push(self.eval(expr, frame)?);
            }
        }
        Ok(values)
    }

    fn joined(&mut self, parts: &[Expr], joined: Joined, frame: &Frame) -> Eval {
        let mut text = String::new();
        for part in parts {
            if let Node::Text(plain) = &part.node {
                self.room(plain.len())?;
                text.push_str(plain);
                continue;
            }
            let value = self.eval(part, frame);
            let value = value.map_err(|stop| self.not_inserted(stop, part.span))?;
            let more = self.to_s(value)?;
            self.room(more.len())?;
            text.push_str(&more);
        }
        match joined {
            Joined::Text => self.text(text),
            Joined::Symbol => self.symbol(&text),
            Joined::Regexp(flags) => {
                let pattern = self.pattern(&Rc::new(text), flags)?;
                self.regexp(pattern)
            }
        }
    }

    /// What `#{…}` names is not there: perhaps nothing was to be inserted.
    fn not_inserted(&self, stop: Stop, span: Span) -> Stop {
        match stop {
            Stop::Fail(Some(mut finding)) if finding.code == Rule::UnknownWord => {
                let shown = self.source.slice(span);
                finding.hints = vec![format!(
                    "to show `{shown}` as it is, write `\\{shown}`, or put the text into `'…'`"
                )];
                Stop::Fail(Some(finding))
            }
            stop => stop,
        }
    }

    fn hash_of(&mut self, pairs: &[(Expr, Option<Expr>)], frame: &Frame) -> Eval {
        let mut all = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let first = self.eval(key, frame)?;
            let Some(value) = value else {
                match first {
                    Value::Hash(id) => {
                        let inner = Rc::clone(self.pairs(id));
                        self.work(inner.map.len())?;
                        all.extend(inner.map.values().copied());
                    }
                    Value::Nil => {}
                    other => {
                        let what = other.kind().described();
                        let message = format!("`**` spreads a hash, not {what}");
                        return Err(Raised::of("TypeError", failure(key.span, message)));
                    }
                }
                continue;
            };
            all.push((first, self.eval(value, frame)?));
        }
        self.hash(all)
    }

    fn range_between(
        &mut self,
        first: Option<&Expr>,
        last: Option<&Expr>,
        excludes_last: bool,
        frame: &Frame,
    ) -> Eval {
        let mut ends = [Value::Nil; 2];
        for (end, expr) in ends.iter_mut().zip([first, last]) {
            let Some(expr) = expr else { continue };
            *end = self.eval(expr, frame)?;
            let fits = matches!(
                end,
                Value::Nil | Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Sym(_)
            );
            if !fits {
                let message = format!("a range does not end in {}", end.kind().described());
                return Err(self.raise("ArgumentError", message));
            }
        }
        self.range(Range { first: ends[0], last: ends[1], excludes_last })
    }

    fn read(&self, variable: Variable, frame: &Frame) -> Value {
        let found = match variable {
            Variable::Local(out, place) => return frame.variables.get(out, place),
            Variable::Match => return self.last_match,
            Variable::Instance(name) => return self.instance_variable(name, frame.this),
            Variable::Class(name) => self.module_of(frame.module).variables.get(&name),
            Variable::Global(name) => self.module_of(self.top).variables.get(&name),
        };
        found.copied().unwrap_or_default()
    }

    /// Gives `value` to whatever `target` names.
    pub(crate) fn assign(&mut self, target: &Target, value: Value, frame: &Frame) -> Eval<()> {
        match &target.to {
            To::Variable(Variable::Local(out, place)) => frame.variables.set(*out, *place, value),
            To::Variable(Variable::Match) => self.last_match = value,
            To::Variable(Variable::Instance(name)) => {
                self.set_instance_variable(*name, frame.this, value)?;
            }
            To::Variable(Variable::Class(name)) => {
                self.room(64)?;
                self.module_mut(frame.module).variables.insert(*name, value);
            }
            To::Variable(Variable::Global(name)) => {
                self.room(64)?;
                self.module_mut(self.top).variables.insert(*name, value);
            }
            To::Constant(name) => self.set_constant(*name, value, frame)?,
            To::Call(call) => {
                let receiver = call.receiver.as_ref();
                let receiver = receiver.map_or(Ok(frame.this), |one| self.eval(one, frame))?;
                let mut values = self.values(&call.arguments, frame)?;
                values.push(value);
                let name = self.names.text(call.name);
                self.send(receiver, &name, &values)?;
            }
            To::Many(many) => {
                let items = match value {
                    Value::Array(id) => Rc::clone(self.items(id)),
                    other => Rc::new(vec![other]),
                };
                self.assign_many(many, &items, frame)?;
            }
        }
        Ok(())
    }

    /// `a, (b, c), *rest = items`.
    fn assign_many(&mut self, many: &Many, items: &[Value], frame: &Frame) -> Eval<()> {
        let mut items = items.iter().copied();
        for target in &many.first {
            self.assign(target, items.next().unwrap_or_default(), frame)?;
        }
        if !matches!(many.rest, Rest::None) {
            let middle = items.len().saturating_sub(many.last.len());
            self.work(middle / 8)?;
            let spread: Vec<_> = items.by_ref().take(middle).collect();
            if let Rest::To(target) = &many.rest {
                let spread = self.array(spread)?;
                self.assign(target, spread, frame)?;
            }
        }
        for target in &many.last {
            self.assign(target, items.next().unwrap_or_default(), frame)?;
        }
        Ok(())
    }

    fn repeat(&mut self, repeat: &Loop, frame: &Frame) -> Eval {
        let mut go = repeat.body_first;
        while go || self.eval(&repeat.condition, frame)?.truthy() {
            go = false;
            match self.eval(&repeat.body, frame) {
                Ok(_) | Err(Stop::Next(_)) => {}
                Err(Stop::Loop(value)) => return Ok(value),
                Err(stop) => return Err(stop),
            }
        }
        Ok(Value::Nil)
    }

    fn case(&mut self, case: &Case, frame: &Frame) -> Eval {
        let subject = case.subject.as_ref().map(|subject| self.eval(subject, frame)).transpose()?;
        for (candidates, body) in &case.branches {
            for candidate in self.values(candidates, frame)? {
                let matches = match subject {
                    Some(subject) => self.case_equal(candidate, subject)?,
                    None => candidate.truthy(),
                };
                if matches {
                    return self.eval(body, frame);
                }
            }
        }
        self.eval(&case.otherwise, frame)
    }

    fn leave(&mut self, leave: Leave, value: Option<&Expr>, frame: &Frame) -> Eval {
        let value = value.map_or(Ok(Value::Nil), |value| self.eval(value, frame))?;
        Err(match leave {
            Leave::Loop => Stop::Loop(value),
            Leave::Block => Stop::Break(frame.breaks, value),
            Leave::Next => Stop::Next(value),
            Leave::Return if frame.method == 0 && frame.breaks != 0 => {
                let finding = failure(self.at, "`return` is outside any method");
                Raised::of("LocalJumpError", finding.hint("leave a block with `next`"))
            }
            Leave::Return => Stop::Return(frame.method, value),
        })
    }

    /// `begin … rescue … else … ensure … end`.
    fn begin(&mut self, begin: &Begin, frame: &Frame) -> Eval {
        let mut value = self.eval(&begin.body, frame);
        if let (Ok(_), Some(otherwise)) = (&value, &begin.otherwise) {
            value = self.eval(otherwise, frame);
        } else if let Err(Stop::Raise(raised)) = value {
            value = self.rescued(raised, begin, frame);
        }
        if let Some(ensure) = &begin.ensure
            && !matches!(value, Err(Stop::Fail(_)))
        {
            self.eval(ensure, frame)?;
        }
        value
    }

    fn rescued(&mut self, raised: Box<Raised>, begin: &Begin, frame: &Frame) -> Eval {
        let error = self.error_object(&raised)?;
        for rescue in &begin.rescues {
            let mut classes = self.values(&rescue.errors, frame)?;
            if rescue.errors.is_empty() {
                classes.push(Value::Module(self.native("StandardError")?));
            }
            for class in classes {
                let Value::Module(class) = class else { continue };
                if self.is_a(error, class)? {
                    if let Some(target) = &rescue.target {
                        self.assign(target, error, frame)?;
                    }
                    return self.eval(&rescue.body, frame);
                }
            }
        }
        Err(Stop::Raise(raised))
    }

    fn defined(&mut self, expr: &Expr, frame: &Frame) -> Eval {
        let known = match &expr.node {
            Node::Constant(..) => self.eval(expr, frame).is_ok().then_some("constant"),
            Node::Read(variable) => {
                (self.read(*variable, frame) != Value::Nil).then_some("instance-variable")
            }
            Node::Call(call) if call.receiver.is_none() => {
                self.answers(frame.this, call.name)?.then_some("method")
            }
            _ => self.eval(expr, frame).is_ok().then_some("method"),
        };
        known.map_or(Ok(Value::Nil), |known| self.text(known))
    }

    /// The block that `yield` calls, with values.
    fn yield_values(&mut self, arguments: &[Expr], frame: &Frame) -> Eval {
        let Some(block) = frame.block else {
            let finding = failure(self.at, "`yield` has no block to call")
                .hint("call the method with `do … end`, or ask `if block_given?` first");
            return Err(Raised::of("LocalJumpError", finding));
        };
        let values = self.values(arguments, frame)?;
        self.call_block(block, &values)
    }

    pub(crate) fn instance_variable(&self, name: super::value::Name, this: Value) -> Value {
        let variables = match this {
            Value::Object(id) => &self.object_of(id).variables,
            Value::Module(id) => &self.module_of(id).variables,
            _ => &self.module_of(self.top).variables,
        };
        variables.get(&name).copied().unwrap_or_default()
    }

    pub(crate) fn set_instance_variable(
        &mut self,
        name: super::value::Name,
        this: Value,
        value: Value,
    ) -> Eval<()> {
        self.room(64)?;
        let top: Id = self.top;
        let variables = match this {
            Value::Object(id) => &mut self.object_mut(id).variables,
            Value::Module(id) => &mut self.module_mut(id).variables,
            _ => &mut self.module_mut(top).variables,
        };
        variables.insert(name, value);
        Ok(())
    }
}
