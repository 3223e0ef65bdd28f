//! Calls of the words of the language on top: what they are given, and their blocks.

use std::rc::Rc;

use super::frame::{Arguments, Block, Frame, Locals};
use super::machine::{Eval, Machine, Stop};
use super::value::{Id, Name, Value};
use super::words::{Argument, Plain, Reply, Scope, WordCall};
use crate::source::Span;

impl Machine<'_> {
    /// Calls a word of the sheet.
    pub(crate) fn word(&mut self, scope: Scope, name: Name, arguments: &Arguments) -> Eval {
        let span = self.at;
        let mut given = Vec::with_capacity(arguments.values.len());
        for (index, value) in arguments.values.iter().enumerate() {
            let place = arguments.span(index, span);
            given.push(Argument { value: self.plain(*value, span)?, span: place });
        }
        let block = arguments.block;
        let word = self.names.text(name);
        let call =
            WordCall { scope, word: &word, span, arguments: given, has_block: block.is_some() };
        if let (Reply::Enter(inner), Some(block)) = (self.words.call(call), block) {
            self.enter(inner, block)?;
        }
        Ok(Value::Nil)
    }

    /// Runs a block of the sheet with its scope as `self`.
    fn enter(&mut self, scope: Scope, block: Id) -> Eval<()> {
        let Block::Run(code, frame) = self.block_of(block).clone() else {
            return Err(self.fails("this block needs a `do … end` of its own"));
        };
        let (this, locals) = (Value::Scope(scope), Locals::inside(&frame.locals));
        let frame = Frame { this, locals, ..frame };
        let left = self.deeper(|me| {
            me.bind_loosely(&code, &[this], &frame)?;
            me.recovering(&code.body, &frame)
        });
        match left {
            Ok(_) | Err(Stop::Next(_)) => Ok(()),
            Err(stop) => Err(stop),
        }
    }

    /// A value in the terms of the language on top. Whoever copies a text charges for it here.
    fn plain(&mut self, value: Value, at: Span) -> Eval<Plain> {
        let text = match value {
            Value::Nil | Value::Bool(false) => return Ok(Plain::Nothing),
            Value::Bool(true) => return Ok(Plain::Yes),
            Value::Array(id) => {
                let mut texts = Vec::new();
                for item in Rc::clone(self.items(id)).iter() {
                    self.meter.give(size_of::<String>(), at)?;
                    let plain = match item {
                        Value::Array(_) => Plain::Other(item.described()),
                        item => self.plain(*item, at)?,
                    };
                    match plain {
                        Plain::Text(text) => texts.push(text),
                        Plain::Nothing => {}
                        _ => return Ok(Plain::Other(item.described())),
                    }
                }
                return Ok(Plain::List(texts));
            }
            Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Sym(_) => self.to_s(value)?,
            other => return Ok(Plain::Other(other.described())),
        };
        self.meter.give(text.len(), at)?;
        Ok(Plain::Text(text.to_string()))
    }
}
