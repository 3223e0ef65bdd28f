//! What a value holds: the items that `each` and `*` go over.

use std::rc::Rc;

use super::arguments::Arguments;
use super::builtin::Call;
use super::code::{Code, Proc};
use super::interpreter::{Flow, Interpreter, failure};
use super::literals::CONTAINER_BYTES;
use super::value::{Enumerator, List, Range, Value};
use crate::source::Span;

type Items<'pr> = Result<Vec<Value<'pr>>, Flow<'pr>>;

impl<'pr> Interpreter<'pr, '_> {
    /// What `*value` spreads into.
    pub(crate) fn spread(&mut self, value: Value<'pr>, span: Span) -> Items<'pr> {
        match value {
            Value::Nil => Ok(Vec::new()),
            Value::Array(_) | Value::Range(_) | Value::Hash(_) | Value::Enumerator(_) => {
                self.each_item(&value, span)
            }
            Value::Object(object) if object.class.all_fields().is_some() => {
                self.each_item(&Value::Object(object), span)
            }
            other => Ok(vec![other]),
        }
    }

    /// The items that `each` goes over, as they are now: a block may change what is gone over.
    pub(crate) fn each_item(&mut self, value: &Value<'pr>, span: Span) -> Items<'pr> {
        let items = match value {
            Value::Array(items) => items.borrow().clone(),
            Value::Hash(pairs) => {
                self.meter.make(pairs.borrow().len() * (CONTAINER_BYTES / 2), span)?;
                let pair = |(key, value): (&Value<'pr>, &Value<'pr>)| {
                    Value::array(vec![key.clone(), value.clone()])
                };
                pairs.borrow().iter().map(pair).collect()
            }
            Value::Range(range) => return self.range_items(range, span),
            Value::Enumerator(waiting) => self.awaited(waiting, span)?,
            Value::Object(object) if let Some(fields) = object.class.all_fields() => {
                object.variables.borrow().values().take(fields.names.len()).cloned().collect()
            }
            Value::Object(_) => self.collected(value.clone(), "each", Vec::new(), span)?,
            other => {
                let message = format!("{} has no items to go over", other.kind().described());
                return Err(failure(span, message).hint("use an array, a hash or a range").into());
            }
        };
        self.meter.make(items.len() * size_of::<Value>(), span)?;
        Ok(items)
    }

    fn awaited(&mut self, waiting: &Rc<Enumerator<'pr>>, span: Span) -> Items<'pr> {
        let Enumerator { receiver, name, values } = &**waiting;
        self.collected(receiver.clone(), name, values.clone(), span)
    }

    /// What the method `name` gives to its block.
    fn collected(
        &mut self,
        receiver: Value<'pr>,
        name: &str,
        values: Vec<Value<'pr>>,
        span: Span,
    ) -> Items<'pr> {
        let list = List::default();
        let block = self.native(Code::Collect(Rc::clone(&list)), span);
        self.send_with_block(receiver, name, values, block, span)?;
        let items = list.borrow().clone();
        Ok(items)
    }

    /// A block of the program's own.
    pub(crate) fn native(&mut self, code: Code<'pr>, span: Span) -> Rc<Proc<'pr>> {
        Rc::new(Proc { id: self.fresh_id(), code, span })
    }

    /// `receiver.name(values) { … }` from inside the program.
    pub(crate) fn send_with_block(
        &mut self,
        receiver: Value<'pr>,
        name: &str,
        values: Vec<Value<'pr>>,
        block: Rc<Proc<'pr>>,
        span: Span,
    ) -> super::interpreter::Eval<'pr> {
        self.meter.step(span)?;
        let arguments = Arguments { block: Some(block), ..Arguments::of(values) };
        self.method_call(Call { receiver, name: name.to_owned(), arguments, span, frame: None })
    }

    fn range_items(&mut self, range: &Range<'pr>, span: Span) -> Items<'pr> {
        match (&range.first, &range.last) {
            (Value::Int(first), Value::Int(last)) => {
                self.counted(*first, *last, range.excludes_last, span)
            }
            #[expect(clippy::cast_possible_truncation, reason = "saturates, and is bounded below")]
            (Value::Int(first), Value::Float(last)) => {
                let excludes = range.excludes_last && last.fract() == 0.0;
                self.counted(*first, last.floor() as i64, excludes, span)
            }
            (Value::Str(first), Value::Str(last)) => {
                let (first, last) = (first.borrow().clone(), last.borrow().clone());
                self.lettered(first, &last, range.excludes_last, span)
            }
            (_, Value::Nil) => Err(failure(span, "this range has no end")
                .hint("give it one, such as `1..9`, or take a number of items with `first(9)`")
                .into()),
            _ => Err(failure(span, "this range cannot be gone over")
                .hint("use whole numbers or strings on both ends, such as `1..9` or `'a'..'f'`")
                .into()),
        }
    }

    fn counted(&mut self, first: i64, last: i64, excludes_last: bool, span: Span) -> Items<'pr> {
        let last = i128::from(last) - i128::from(excludes_last);
        let length = usize::try_from(last - i128::from(first) + 1).unwrap_or(0);
        self.meter.make(length.saturating_mul(size_of::<Value>()), span)?;
        let mut items = Vec::with_capacity(length);
        let mut number = i128::from(first);
        while number <= last {
            items.push(Value::Int(i64::try_from(number).unwrap_or(i64::MAX)));
            number += 1;
        }
        Ok(items)
    }

    fn lettered(
        &mut self,
        first: String,
        last: &str,
        excludes_last: bool,
        span: Span,
    ) -> Items<'pr> {
        let mut items = Vec::new();
        let mut text = first;
        let single = text.len() == 1 && last.len() == 1;
        if single && text.as_str() > last {
            return Ok(items);
        }
        while text.len() <= last.len() {
            let done = text == last;
            self.meter.make(text.len() + 2 * size_of::<Value>(), span)?;
            if !(done && excludes_last) {
                items.push(Value::str(text.clone()));
            }
            if done {
                break;
            }
            text = if single { next_letter(&text) } else { successor(&text) };
        }
        Ok(items)
    }
}

fn next_letter(text: &str) -> String {
    text.chars().map(|letter| char::from_u32(letter as u32 + 1).unwrap_or(letter)).collect()
}

/// The next string, as `succ` counts: `a` → `b`, `z` → `aa`, `a9` → `b0`, `1.9` → `2.0`.
pub(crate) fn successor(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let counting: Vec<usize> =
        (0..letters.len()).filter(|&index| letters[index].is_ascii_alphanumeric()).collect();
    if counting.is_empty() {
        if let Some(last) = letters.last_mut() {
            *last = char::from_u32(*last as u32 + 1).unwrap_or(*last);
        }
        return letters.into_iter().collect();
    }
    let mut carried: Option<(usize, char)> = None;
    for &index in counting.iter().rev() {
        let letter = letters[index];
        // A carry crosses what is no letter only from digit to digit, or from letter to letter.
        let same_kind = |at: usize| letters[at].is_ascii_digit() == letter.is_ascii_digit();
        if carried.is_some_and(|(at, _)| at - index > 1 && !same_kind(at)) {
            break;
        }
        let (next, carry) = match letter {
            'z' => ('a', Some('a')),
            'Z' => ('A', Some('A')),
            '9' => ('0', Some('1')),
            letter => (char::from(letter as u8 + 1), None),
        };
        letters[index] = next;
        carried = carry.map(|carry| (index, carry));
        if carried.is_none() {
            break;
        }
    }
    if let Some((at, carry)) = carried {
        letters.insert(at, carry);
    }
    letters.into_iter().collect()
}
