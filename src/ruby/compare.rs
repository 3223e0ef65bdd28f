//! The questions that every value answers: `==`, `<=>`, `===`, what it is as a key, and which items
//! it has. Each goes through the meter at every step into nested data.

use std::cmp::Ordering;
use std::rc::Rc;

use super::machine::{Eval, ITEM, Machine, PAIR};
use super::value::{Key, Range, Value};

impl Machine<'_> {
    /// A value as the key of a hash.
    pub(crate) fn key(&mut self, value: Value) -> Eval<Key> {
        Ok(match value {
            Value::Nil => Key::Nil,
            Value::Bool(value) => Key::Bool(value),
            Value::Int(number) => Key::Int(number),
            Value::Float(number) => Key::Float(number.to_bits()),
            Value::Sym(name) => Key::Sym(name),
            Value::Str(id) => {
                self.work(self.str(id).len() / 64)?;
                Key::Str(Rc::clone(self.str(id)))
            }
            Value::Array(id) => {
                let items = Rc::clone(self.items(id));
                self.room(items.len() * PAIR)?;
                let keys = items.iter().map(|item| self.deeper(|me| me.key(*item)));
                Key::List(keys.collect::<Eval<_>>()?)
            }
            other => {
                let message = format!("{} cannot be a key here", other.described());
                let hint = "use strings, symbols or numbers, or arrays of them";
                return Err(self.lacks(message).hint(hint));
            }
        })
    }

    /// `==`.
    pub(crate) fn equal(&mut self, a: Value, b: Value) -> Eval<bool> {
        match (a, b) {
            _ if a == b => Ok(true),
            (Value::Str(a), Value::Str(b)) => {
                self.work(self.str(a).len().min(self.str(b).len()) / 128)?;
                Ok(self.str(a) == self.str(b))
            }
            (Value::Array(a), Value::Array(b)) => {
                let (a, b) = (Rc::clone(self.items(a)), Rc::clone(self.items(b)));
                let mut pairs = a.iter().zip(b.iter());
                let mut same = a.len() == b.len();
                while let (true, Some((a, b))) = (same, pairs.next()) {
                    same = self.deeper(|me| me.equal(*a, *b))?;
                }
                Ok(same)
            }
            (Value::Hash(a), Value::Hash(b)) => {
                let (a, b) = (Rc::clone(self.pairs(a)), Rc::clone(self.pairs(b)));
                let mut pairs = a.map.iter();
                let mut same = a.map.len() == b.map.len();
                while let (true, Some((key, (_, a)))) = (same, pairs.next()) {
                    let b = b.map.get(key).map(|pair| pair.1);
                    same = b.map_or(Ok(false), |b| self.deeper(|me| me.equal(*a, b)))?;
                }
                Ok(same)
            }
            (Value::Range(_), Value::Range(_)) | (Value::Regexp(_), Value::Regexp(_)) => {
                Ok(self.inspect(a)? == self.inspect(b)?)
            }
            _ => Ok(numeric_order(a, b).is_some_and(Ordering::is_eq)),
        }
    }

    /// `<=>`: `None` where two values have no order.
    pub(crate) fn compare(&mut self, a: Value, b: Value) -> Eval<Option<Ordering>> {
        self.work(1)?;
        match (a, b) {
            (Value::Array(a), Value::Array(b)) => {
                let (a, b) = (Rc::clone(self.items(a)), Rc::clone(self.items(b)));
                for (a, b) in a.iter().zip(b.iter()) {
                    match self.deeper(|me| me.compare(*a, *b))? {
                        Some(Ordering::Equal) => {}
                        other => return Ok(other),
                    }
                }
                Ok(Some(a.len().cmp(&b.len())))
            }
            (Value::Str(a), Value::Str(b)) => {
                self.work(self.str(a).len().min(self.str(b).len()) / 128)?;
                Ok(Some(self.str(a).cmp(self.str(b))))
            }
            (Value::Sym(a), Value::Sym(b)) => Ok(Some(self.names.text(a).cmp(&self.names.text(b)))),
            _ if a == b => Ok(Some(Ordering::Equal)),
            _ => Ok(numeric_order(a, b)),
        }
    }

    /// The order of two values, or a finding that they have none.
    pub(crate) fn ordered(&mut self, a: Value, b: Value) -> Eval<Ordering> {
        self.compare(a, b)?.ok_or_else(|| {
            let (a, b) = (a.described(), b.described());
            let hint = "compare numbers with numbers and texts with texts, or use `.sort_by`";
            self.fails(format!("{a} and {b} have no order")).hint(hint)
        })
    }

    /// Sorts, keeping the order of equal items; `order` may fail, or answer anything.
    pub(crate) fn sorted<T: Copy>(
        &mut self,
        items: &[T],
        order: &mut dyn FnMut(&mut Self, T, T) -> Eval<Ordering>,
    ) -> Eval<Vec<T>> {
        if items.len() < 2 {
            return Ok(items.to_vec());
        }
        let (left, right) = items.split_at(items.len() / 2);
        let (left, right) = (self.sorted(left, order)?, self.sorted(right, order)?);
        let mut merged = Vec::with_capacity(items.len());
        let (mut left, mut right) = (left.as_slice(), right.as_slice());
        while let (Some(a), Some(b)) = (left.first(), right.first()) {
            self.work(1)?;
            let part = if order(self, *a, *b)?.is_gt() { &mut right } else { &mut left };
            merged.push(part[0]);
            *part = &part[1..];
        }
        merged.extend(left.iter().chain(right));
        Ok(merged)
    }

    /// `pattern === value`, as `case` asks.
    pub(crate) fn case_equal(&mut self, pattern: Value, value: Value) -> Eval<bool> {
        match pattern {
            Value::Regexp(id) => match self.label(value) {
                Some(text) => {
                    let pattern = Rc::clone(self.pattern_of(id));
                    self.room(text.len())?;
                    Ok(self.search(&pattern, &Rc::new(text.to_string()), 0)?.is_some())
                }
                None => Ok(false),
            },
            Value::Module(module) => Ok(self.is_a(value, module)),
            Value::Range(id) => self.covers(*self.range_of(id), value),
            _ => self.equal(pattern, value),
        }
    }

    /// Whether a range covers `value`.
    pub(crate) fn covers(&mut self, range: Range, value: Value) -> Eval<bool> {
        let Range { first, last, excludes_last } = range;
        let after = first == Value::Nil || self.compare(first, value)?.is_some_and(Ordering::is_le);
        let order = if last == Value::Nil { None } else { self.compare(value, last)? };
        let before = last == Value::Nil
            || order.is_some_and(|order| order.is_lt() || order.is_eq() && !excludes_last);
        Ok(after && before)
    }

    /// The items that `value` has now; `None` where it has none.
    pub(crate) fn items_of(&mut self, value: Value) -> Eval<Option<Rc<Vec<Value>>>> {
        match value {
            Value::Array(id) => {
                self.work(self.items(id).len() / 32)?;
                Ok(Some(Rc::clone(self.items(id))))
            }
            Value::Hash(id) => {
                let pairs = Rc::clone(self.pairs(id));
                let pairs = pairs.map.values().map(|(key, value)| self.array(vec![*key, *value]));
                Ok(Some(Rc::new(pairs.collect::<Eval<_>>()?)))
            }
            Value::Range(id) => {
                self.items_of_range(*self.range_of(id)).map(|all| Some(Rc::new(all)))
            }
            _ => Ok(None),
        }
    }

    pub(crate) fn items_of_range(&mut self, range: Range) -> Eval<Vec<Value>> {
        let excluded = i64::from(range.excludes_last);
        let letter = |id| self.str(id).parse::<char>().ok();
        match (range.first, range.last) {
            (Value::Int(first), Value::Int(last)) => {
                let many = (i128::from(last) - i128::from(first) + 1 - i128::from(excluded)).max(0);
                self.room(usize::try_from(many).unwrap_or(usize::MAX).saturating_mul(ITEM))?;
                Ok((first..=last.saturating_sub(excluded)).map(Value::Int).collect())
            }
            (Value::Str(first), Value::Str(last)) => match (letter(first), letter(last)) {
                (Some(first), Some(last)) => {
                    let all = (first..=last).filter(|letter| excluded == 0 || *letter != last);
                    let many = (u32::from(last) + 1).saturating_sub(u32::from(first));
                    self.room(many as usize)?;
                    all.map(|letter| self.text(letter)).collect()
                }
                _ => Err(self.no_items("this range cannot be gone over")),
            },
            (Value::Int(_), Value::Nil) => Err(self.no_items("this range has no end")),
            _ => Err(self.no_items("this range cannot be gone over")),
        }
    }

    fn no_items(&self, message: &str) -> super::machine::Stop {
        let hint = "use whole numbers or single letters on both ends, such as `1..9` or `'a'..'f'`";
        self.lacks(message).hint(hint)
    }

    /// What `*value` spreads into.
    pub(crate) fn spread(&mut self, value: Value) -> Eval<Rc<Vec<Value>>> {
        match self.items_of(value)? {
            Some(items) => Ok(items),
            None if value == Value::Nil => Ok(Rc::default()),
            None => Ok(Rc::new(vec![value])),
        }
    }
}

fn numeric_order(a: Value, b: Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(&b)),
        _ => a.as_float()?.partial_cmp(&b.as_float()?),
    }
}
