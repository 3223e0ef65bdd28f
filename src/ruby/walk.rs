//! What a value holds: the items that `each` and `*` go over, one after the other.

use std::rc::Rc;

use super::machine::{Does, Eval, Machine, Raised, failure};
use super::value::{Enumerator, Id, Pairs, Range, Value};

/// The way through the items of a value.
pub(crate) enum Walk {
    /// An array as it is at each step: a block may change it.
    Array(Id, usize),
    List(Rc<Vec<Value>>, usize),
    /// The pairs of a hash as they were.
    Pairs(Rc<Pairs>, usize),
    /// The items of a set as they were.
    Keys(Rc<Pairs>, usize),
    /// Whole numbers; the last one is `None` where there is no end.
    Count(i64, Option<i64>),
    /// Strings, up to the last one.
    Letters(Option<String>, Rc<String>, bool),
}

impl Walk {
    /// The next item.
    pub(crate) fn next(&mut self, m: &mut Machine) -> Eval<Option<Value>> {
        m.work(1)?;
        let (item, at) = match self {
            Self::Array(id, at) => (m.items(*id).get(*at).copied(), at),
            Self::List(list, at) => (list.get(*at).copied(), at),
            Self::Keys(pairs, at) => (pairs.map.get_index(*at).map(|(_, (key, _))| *key), at),
            Self::Pairs(pairs, at) => {
                let Some((_, (key, value))) = pairs.map.get_index(*at) else { return Ok(None) };
                *at += 1;
                return m.array(vec![*key, *value]).map(Some);
            }
            Self::Count(next, last) => {
                if last.is_some_and(|last| *next > last) {
                    return Ok(None);
                }
                let number = *next;
                match number.checked_add(1) {
                    Some(more) => *next = more,
                    None => *last = Some(i64::MIN),
                }
                return Ok(Some(Value::Int(number)));
            }
            Self::Letters(next, last, excludes_last) => {
                let Some(text) = next.take() else { return Ok(None) };
                let done = text == **last;
                if text.len() > last.len() || done && *excludes_last {
                    return Ok(None);
                }
                if !done {
                    *next = Some(following(&text, last));
                }
                return m.text(text).map(Some);
            }
        };
        *at += 1;
        Ok(item)
    }

    /// All items that are left.
    pub(crate) fn rest(mut self, m: &mut Machine) -> Eval<Rc<Vec<Value>>> {
        match self {
            Self::Array(id, 0) => {
                m.work(m.items(id).len() / 32)?;
                return Ok(Rc::clone(m.items(id)));
            }
            Self::List(list, 0) => return Ok(list),
            Self::Count(_, None) => {
                let finding = failure(m.at, "this range has no end")
                    .hint("give it one, such as `1..9`, or take a number of items with `first(9)`");
                return Err(Raised::of("RangeError", finding));
            }
            Self::Count(first, Some(last)) => {
                let length = usize::try_from(i128::from(last) - i128::from(first) + 1);
                let length = length.unwrap_or(0);
                m.room(length.saturating_mul(size_of::<Value>()))?;
                return Ok(Rc::new((first..=last).map(Value::Int).collect()));
            }
            _ => {}
        }
        let mut items = Vec::new();
        while let Some(item) = self.next(m)? {
            items.push(item);
        }
        m.room(items.len() * size_of::<Value>())?;
        Ok(Rc::new(items))
    }
}

impl Machine<'_> {
    /// The way through the items of `value`; `None` where it has none.
    pub(crate) fn walk(&mut self, value: Value) -> Eval<Option<Walk>> {
        Ok(Some(match value {
            Value::Array(id) => Walk::Array(id, 0),
            Value::Hash(id) => Walk::Pairs(Rc::clone(self.pairs(id)), 0),
            Value::Set(id) => Walk::Keys(Rc::clone(self.pairs(id)), 0),
            Value::Range(id) => return self.walk_range(self.range_of(id)).map(Some),
            Value::Enumerator(id) => {
                let Enumerator { receiver, method, values } = self.enumerator_of(id).clone();
                let name = self.names.text(method);
                Walk::List(self.collected(receiver, &name, &values)?, 0)
            }
            Value::Object(_) => {
                let each = self.names.name("each");
                if self.method_of(value, each)?.is_none() {
                    return Ok(None);
                }
                Walk::List(self.collected(value, "each", &[])?, 0)
            }
            _ => return Ok(None),
        }))
    }

    /// The items that `value` has now, or a finding that it has none.
    pub(crate) fn list(&mut self, value: Value) -> Eval<Rc<Vec<Value>>> {
        match self.walk(value)? {
            Some(walk) => walk.rest(self),
            None => {
                let message = format!("{} has no items to go over", value.kind().described());
                let finding = failure(self.at, message).hint("use an array, a hash or a range");
                Err(Raised::of("TypeError", finding))
            }
        }
    }

    /// What `*value` spreads into.
    pub(crate) fn spread(&mut self, value: Value) -> Eval<Rc<Vec<Value>>> {
        match (value, self.walk(value)?) {
            (Value::Nil, _) => Ok(Rc::default()),
            (_, Some(walk)) => walk.rest(self),
            (other, None) => Ok(Rc::new(vec![other])),
        }
    }

    /// What the method `name` gives to its block.
    fn collected(&mut self, receiver: Value, name: &str, values: &[Value]) -> Eval<Rc<Vec<Value>>> {
        let Value::Array(list) = self.array(Vec::new())? else { return Ok(Rc::default()) };
        let block = self.block(self.at, Does::Collect(list))?;
        self.send_with_block(receiver, name, values, block)?;
        Ok(Rc::clone(self.items(list)))
    }

    #[expect(clippy::cast_possible_truncation, reason = "saturates, and is no item then")]
    fn walk_range(&self, range: Range) -> Eval<Walk> {
        match (range.first, range.last) {
            (Value::Int(first), Value::Nil) => Ok(Walk::Count(first, None)),
            (Value::Int(first), Value::Int(last)) if range.excludes_last => {
                Ok(match last.checked_sub(1) {
                    Some(last) => Walk::Count(first, Some(last)),
                    None => Walk::List(Rc::default(), 0),
                })
            }
            (Value::Int(first), Value::Int(last)) => Ok(Walk::Count(first, Some(last))),
            (Value::Int(first), Value::Float(last)) => {
                let whole = last.floor() as i64;
                let excluded = range.excludes_last && last.fract() == 0.0;
                Ok(Walk::Count(first, Some(if excluded { whole.saturating_sub(1) } else { whole })))
            }
            (Value::Str(first), Value::Str(last)) => {
                let (first, last) = (Rc::clone(self.str(first)), Rc::clone(self.str(last)));
                let none = first.len() == 1 && last.len() == 1 && first > last;
                let next = if none { None } else { Some(first.to_string()) };
                Ok(Walk::Letters(next, last, range.excludes_last))
            }
            _ => {
                let finding = failure(self.at, "this range cannot be gone over").hint(
                    "use whole numbers or strings on both ends, such as `1..9` or `'a'..'f'`",
                );
                Err(Raised::of("TypeError", finding))
            }
        }
    }
}

/// The string after `text` on the way to `last`: between single letters, by their numbers.
fn following(text: &str, last: &str) -> String {
    if text.len() == 1 && last.len() == 1 {
        let next = |letter: char| char::from_u32(letter as u32 + 1).unwrap_or(letter);
        return text.chars().map(next).collect();
    }
    successor(text)
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
