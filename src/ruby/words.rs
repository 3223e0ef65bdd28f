//! The border between Ruby and the language on top of it: which words a `self` answers to.

use std::rc::Rc;

use super::arguments::Arguments;
use super::builtin::Call;
use super::code::{Code, Env, Frame, Proc};
use super::interpreter::{Flow, Interpreter, failure};
use super::value::{Kind, Value};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A block of the language on top, as the evaluator passes it around: it is `self` in there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Scope(pub(crate) usize);

/// The scope of the file itself, outside any block.
pub(crate) const TOP: Scope = Scope(0);

/// A word of the language, called on a scope.
#[derive(Debug)]
pub(crate) struct WordCall<'a> {
    /// Whose word it is.
    pub(crate) scope: Scope,
    /// The word.
    pub(crate) word: &'a str,
    /// Where the word stands.
    pub(crate) span: Span,
    /// What it was given.
    pub(crate) arguments: Vec<Argument>,
    /// Whether a `do … end` came with it.
    pub(crate) has_block: bool,
}

/// What a word was given, in Rust's terms.
#[derive(Clone, Debug)]
pub(crate) struct Argument {
    /// The value.
    pub(crate) value: Plain,
    /// Where it stands.
    pub(crate) span: Span,
}

/// A value that a field can hold, or the kind of one that it cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    /// `nil` or `false`: as if the field were not there.
    Nothing,
    /// `true`.
    Yes,
    /// Text, or a number or symbol as its text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// Something else.
    Other(Kind),
}

/// What a call of a word comes to.
#[derive(Debug)]
pub(crate) enum Reply {
    /// Done, or noted as a finding.
    Done,
    /// Run the block with this scope as `self`.
    Enter(Scope),
}

/// A language on top of Ruby.
pub(crate) trait Words {
    /// Calls a word.
    fn call(&mut self, call: WordCall) -> Reply;
    /// Whether `scope` has this word, or it is a word of another block.
    fn known(&self, scope: Scope, word: &str) -> bool;
    /// A finding about a word that nobody answers to, worded in the language's terms.
    fn unknown(&self, scope: Scope, word: &str, span: Span) -> Diagnostic;
    /// Whether it is a word of any block.
    fn is_word(&self, word: &str) -> bool;
    /// Whether it is a word that opens a block.
    fn takes_block(&self, word: &str) -> bool;
    /// Records a finding.
    fn report(&mut self, finding: Diagnostic);
}

impl<'pr> Interpreter<'pr, '_> {
    /// Calls a word of the sheet; `None` when the scope has no such word.
    pub(crate) fn word(
        &mut self,
        scope: Scope,
        call: &Call<'pr>,
    ) -> Result<Option<Value<'pr>>, Flow<'pr>> {
        if !self.words.known(scope, &call.name) {
            return Ok(None);
        }
        let gathered = call.arguments.clone().gathered();
        let mut arguments = Vec::with_capacity(gathered.values.len());
        for (index, value) in gathered.values.iter().enumerate() {
            self.meter.give(bytes_of(value), call.span)?;
            arguments.push(Argument { value: plain(value), span: gathered.span(index, call.span) });
        }
        let block = call.arguments.block.clone();
        let reply = self.words.call(WordCall {
            scope,
            word: &call.name,
            span: call.span,
            arguments,
            has_block: block.is_some(),
        });
        if let (Reply::Enter(inner), Some(block)) = (reply, block) {
            self.enter(inner, &block, call.span)?;
        }
        Ok(Some(Value::Nil))
    }

    /// Runs a block of the sheet with its scope as `self`.
    fn enter(&mut self, scope: Scope, block: &Rc<Proc<'pr>>, span: Span) -> Result<(), Flow<'pr>> {
        let Code::Block { parameters, locals, body, frame, .. } = &block.code else {
            return Err(failure(span, "this block needs a `do … end` of its own").into());
        };
        let inner = Frame {
            this: Value::Scope(scope),
            env: Env::inside(&frame.env, locals),
            proc: block.id,
            ..frame.clone()
        };
        let left = self.deeper(span, |me| {
            me.bind_loosely(parameters, Arguments::of(vec![Value::Scope(scope)]), &inner, span)?;
            match me.recovering(body.as_ref(), &inner) {
                Err(Flow::Next(value)) => Ok(value),
                other => other,
            }
        });
        left.map(|_| ())
    }
}

/// What the copy of a value that a field keeps counts for.
fn bytes_of(value: &Value) -> usize {
    let text = |value: &Value| match value {
        Value::Str(text) => text.borrow().len(),
        Value::Sym(name) => name.len(),
        _ => 16,
    };
    match value {
        Value::Array(items) => items.borrow().iter().map(|item| 24 + text(item)).sum(),
        other => text(other),
    }
}

/// A value in the terms of the language on top.
fn plain(value: &Value) -> Plain {
    match value {
        Value::Nil | Value::Bool(false) => Plain::Nothing,
        Value::Bool(true) => Plain::Yes,
        Value::Int(number) => Plain::Text(number.to_string()),
        Value::Float(number) => Plain::Text(super::text::float(*number)),
        Value::Str(_) | Value::Sym(_) => Plain::Text(value.as_text().unwrap_or_default()),
        Value::Array(items) => {
            let items = items.borrow();
            let mut texts = Vec::new();
            for item in items.iter() {
                match item {
                    Value::Array(_) => return Plain::Other(item.kind()),
                    item => match plain(item) {
                        Plain::Text(text) => texts.push(text),
                        Plain::Nothing => {}
                        _ => return Plain::Other(item.kind()),
                    },
                }
            }
            Plain::List(texts)
        }
        other => Plain::Other(other.kind()),
    }
}
