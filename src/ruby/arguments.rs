//! What a call passes.

use super::machine::{Eval, Machine};
use super::value::{Id, Name, Value};
use crate::source::Span;

/// What a call passes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arguments {
    pub(crate) values: Vec<Value>,
    /// Places of `values`, where the source shows each.
    pub(crate) spans: Vec<Span>,
    /// `name: value`, in order.
    pub(crate) named: Vec<(Name, Value)>,
    pub(crate) block: Option<Id>,
    /// Whether the last of `values` is a hash that was made of `named`.
    pub(crate) is_gathered: bool,
}

impl Arguments {
    pub(crate) fn of(values: &[Value]) -> Self {
        Self { values: values.to_vec(), ..Self::default() }
    }

    /// The place of a value, or of the whole call where it has none.
    pub(crate) fn span(&self, index: usize, whole: Span) -> Span {
        self.spans.get(index).copied().unwrap_or(whole)
    }

    /// Named arguments as a last hash, for what does not take names.
    pub(crate) fn gathered(mut self, m: &mut Machine) -> Eval<Self> {
        if !self.named.is_empty() {
            let named = std::mem::take(&mut self.named);
            let pairs = named.into_iter().map(|(name, value)| (Value::Sym(name), value)).collect();
            self.values.push(m.hash(pairs)?);
            self.is_gathered = true;
        }
        Ok(self)
    }

    /// Named arguments as such, where a built-in method such as `call` passes them on.
    pub(crate) fn regained(mut self, m: &Machine) -> Self {
        if let (true, Some(Value::Hash(id))) = (self.is_gathered, self.values.last().copied()) {
            self.values.pop();
            let pairs = m.pairs(id).map.values();
            self.named = pairs
                .filter_map(|(key, value)| match key {
                    Value::Sym(name) => Some((*name, *value)),
                    _ => None,
                })
                .collect();
            self.is_gathered = false;
        }
        self
    }
}
