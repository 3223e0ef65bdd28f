//! Calls of the words of the language on top: what they are given, and their blocks.

use super::machine::{Arguments, Block, Eval, Frame, Locals, Machine, Stop};
use super::text::float;
use super::value::{Id, Name, Value};
use super::words::{Argument, Plain, Reply, Scope, WordCall};

impl Machine<'_> {
    /// Calls a word of the sheet.
    pub(crate) fn word(&mut self, scope: Scope, name: Name, arguments: &Arguments) -> Eval {
        let span = self.at;
        let mut given = Vec::with_capacity(arguments.values.len());
        for (index, value) in arguments.values.iter().enumerate() {
            self.meter.give(self.bytes_of(*value), span)?;
            let span = arguments.span(index, span);
            given.push(Argument { value: self.plain(*value), span });
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

    /// What the copy of a value that a field keeps counts for.
    fn bytes_of(&self, value: Value) -> usize {
        let text = |value: Value| match value {
            Value::Str(id) => self.str(id).len(),
            Value::Sym(name) => self.names.text(name).len(),
            _ => 16,
        };
        match value {
            Value::Array(id) => self.items(id).iter().map(|item| 24 + text(*item)).sum(),
            other => text(other),
        }
    }

    /// A value in the terms of the language on top.
    fn plain(&self, value: Value) -> Plain {
        match value {
            Value::Nil | Value::Bool(false) => Plain::Nothing,
            Value::Bool(true) => Plain::Yes,
            Value::Int(number) => Plain::Text(number.to_string()),
            Value::Float(number) => Plain::Text(float(number)),
            Value::Str(id) => Plain::Text(self.str(id).to_string()),
            Value::Sym(name) => Plain::Text(self.names.text(name).to_string()),
            Value::Array(id) => {
                let mut texts = Vec::new();
                for item in self.items(id).iter() {
                    match (item, self.plain_item(*item)) {
                        (_, Plain::Text(text)) => texts.push(text),
                        (_, Plain::Nothing) => {}
                        _ => return Plain::Other(item.described()),
                    }
                }
                Plain::List(texts)
            }
            other => Plain::Other(other.described()),
        }
    }

    fn plain_item(&self, item: Value) -> Plain {
        if let Value::Array(_) = item { Plain::Other(item.described()) } else { self.plain(item) }
    }
}
