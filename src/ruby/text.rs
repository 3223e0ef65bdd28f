//! Values as text, and the questions that every value answers: `to_s`, `inspect`, `==`, `===`.

use std::fmt::Write;
use std::rc::Rc;

use super::interpreter::{Eval, Flow, Interpreter, failure};
use super::value::{Range, Value};
use crate::source::Span;

/// A float as Ruby writes it: always with a point.
pub(crate) fn float(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e16 {
        format!("{number:.1}")
    } else {
        number.to_string()
    }
}

impl<'pr> Interpreter<'pr, '_> {
    /// What interpolation and `to_s` make of a value.
    pub(crate) fn to_s(&mut self, value: &Value<'pr>, span: Span) -> Result<String, Flow<'pr>> {
        match value {
            Value::Nil => Ok(String::new()),
            Value::Str(_) | Value::Sym(_) => {
                let text = value.as_text().unwrap_or_default();
                self.meter.make(text.len(), span)?;
                Ok(text)
            }
            Value::Object(object) => match object.class.instance_method("to_s") {
                Some(method) => {
                    let text = self.run_method(
                        &method,
                        value.clone(),
                        super::arguments::Arguments::default(),
                        span,
                    )?;
                    Ok(text.as_text().unwrap_or_default())
                }
                None => Ok(format!("#<{}>", object.class.name)),
            },
            other => self.inspect(other, span),
        }
    }

    /// A value as its literal would be written.
    pub(crate) fn inspect(&mut self, value: &Value<'pr>, span: Span) -> Result<String, Flow<'pr>> {
        let mut out = String::new();
        self.inspect_into(&mut out, value, span)?;
        Ok(out)
    }

    fn inspect_into(
        &mut self,
        out: &mut String,
        value: &Value<'pr>,
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        let before = out.len();
        match value {
            Value::Nil => out.push_str("nil"),
            Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Value::Int(number) => out.push_str(&number.to_string()),
            Value::Float(number) => out.push_str(&float(*number)),
            Value::Str(text) => quoted(out, &text.text.borrow()),
            Value::Sym(name) => symbol(out, name),
            Value::Array(items) => self.inspect_items(out, &items.borrow().clone(), span)?,
            Value::Hash(pairs) => {
                let pairs: Vec<_> = pairs
                    .borrow()
                    .iter()
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect();
                self.inspect_pairs(out, &pairs, span)?;
            }
            Value::Range(range) => self.inspect_range(out, range, span)?,
            Value::Regexp(pattern) => {
                let _ = write!(out, "/{}/", pattern.source);
            }
            Value::Proc(_) => out.push_str("#<Proc>"),
            Value::Module(module) => out.push_str(&module.name),
            Value::Object(object) => {
                let _ = write!(out, "#<{}>", object.class.name);
            }
            Value::Scope(_) => out.push_str("#<cheatsheet>"),
        }
        self.meter.make(out.len() - before, span)?;
        Ok(())
    }

    fn inspect_items(
        &mut self,
        out: &mut String,
        items: &[Value<'pr>],
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        out.push('[');
        for (index, item) in items.iter().enumerate() {
            out.push_str(if index > 0 { ", " } else { "" });
            self.nested(span, |me| me.inspect_into(out, item, span))?;
        }
        out.push(']');
        Ok(())
    }

    fn inspect_pairs(
        &mut self,
        out: &mut String,
        pairs: &[(Value<'pr>, Value<'pr>)],
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        out.push('{');
        for (index, (key, value)) in pairs.iter().enumerate() {
            out.push_str(if index > 0 { ", " } else { "" });
            match key {
                Value::Sym(name) => {
                    let _ = write!(out, "{name}: ");
                }
                key => {
                    self.nested(span, |me| me.inspect_into(out, key, span))?;
                    out.push_str(" => ");
                }
            }
            self.nested(span, |me| me.inspect_into(out, value, span))?;
        }
        out.push('}');
        Ok(())
    }

    fn inspect_range(
        &mut self,
        out: &mut String,
        range: &Range<'pr>,
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        let end = |value: &Value| matches!(value, Value::Nil);
        if !end(&range.first) {
            self.inspect_into(out, &range.first, span)?;
        }
        out.push_str(if range.excludes_last { "..." } else { ".." });
        if !end(&range.last) {
            self.inspect_into(out, &range.last, span)?;
        }
        Ok(())
    }

    /// Goes one level down in nested data, within the limits.
    pub(crate) fn nested<T>(
        &mut self,
        span: Span,
        go: impl FnOnce(&mut Self) -> Result<T, Flow<'pr>>,
    ) -> Result<T, Flow<'pr>> {
        self.meter.step(span)?;
        self.meter.expressions += 1;
        let result = self.meter.check_depth(span).map_err(Flow::from).and_then(|()| go(self));
        self.meter.expressions -= 1;
        result
    }

    /// `==`, within the limits however the data is nested.
    pub(crate) fn equal(
        &mut self,
        a: &Value<'pr>,
        b: &Value<'pr>,
        span: Span,
    ) -> Result<bool, Flow<'pr>> {
        match (a, b) {
            (Value::Int(a), Value::Float(b)) | (Value::Float(b), Value::Int(a)) => {
                #[expect(clippy::cast_precision_loss, reason = "Ruby compares as floats too")]
                let a = *a as f64;
                Ok(a.to_bits() == b.to_bits())
            }
            (Value::Array(a), Value::Array(b)) if !Rc::ptr_eq(a, b) => {
                let (a, b) = (a.borrow().clone(), b.borrow().clone());
                self.all_equal(a.into_iter().zip(b.clone()), span, b.len())
            }
            (Value::Hash(x), Value::Hash(y)) if !Rc::ptr_eq(x, y) => {
                let (x, y) = (x.borrow().clone(), y.borrow().clone());
                if x.len() != y.len() || x.keys().any(|key| !y.contains_key(key)) {
                    return Ok(false);
                }
                let length = x.len();
                let pairs = x
                    .into_iter()
                    .map(|(key, value)| (value, y.get(&key).cloned().unwrap_or(Value::Nil)));
                self.all_equal(pairs.collect::<Vec<_>>().into_iter(), span, length)
            }
            _ => Ok(a == b),
        }
    }

    fn all_equal(
        &mut self,
        pairs: impl ExactSizeIterator<Item = (Value<'pr>, Value<'pr>)>,
        span: Span,
        length: usize,
    ) -> Result<bool, Flow<'pr>> {
        if pairs.len() != length {
            return Ok(false);
        }
        for (a, b) in pairs {
            if !self.nested(span, |me| me.equal(&a, &b, span))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// `pattern === value`, as `case` asks.
    pub(crate) fn case_equal(
        &mut self,
        pattern: &Value<'pr>,
        value: &Value<'pr>,
        span: Span,
    ) -> Result<bool, Flow<'pr>> {
        match pattern {
            Value::Regexp(regexp) => {
                let text = value.as_text().unwrap_or_default();
                self.meter.work(text.len() / 8, span)?;
                Ok(value.as_text().is_some() && regexp.regex.is_match(&text))
            }
            Value::Module(module) => Ok(self.is_a(value, &module.name)),
            Value::Range(range) => Ok(within(range, value)),
            Value::Proc(block) => Ok(self.call_proc(block, vec![value.clone()])?.truthy()),
            _ => self.equal(pattern, value, span),
        }
    }

    /// Whether `value` is an instance of the class called `name` or of one below it.
    pub(crate) fn is_a(&self, value: &Value<'pr>, name: &str) -> bool {
        let _ = self;
        if let Value::Object(object) = value {
            let mut class = Some(&object.class);
            while let Some(known) = class {
                if known.name == name
                    || known.included.borrow().iter().any(|module| module.name == name)
                {
                    return true;
                }
                class = known.parent.as_ref();
            }
        }
        let own = super::builtin::class_name(value);
        own == name
            || name == "Object"
            || (name == "Numeric" && matches!(own, "Integer" | "Float"))
            || (name == "Module" && own == "Class")
            || (name == "Enumerable" && matches!(own, "Array" | "Hash" | "Range"))
    }

    /// What `*value` spreads into.
    pub(crate) fn spread(
        &mut self,
        value: Value<'pr>,
        span: Span,
    ) -> Result<Vec<Value<'pr>>, Flow<'pr>> {
        match value {
            Value::Array(items) => {
                self.meter.work(items.borrow().len(), span)?;
                Ok(items.borrow().clone())
            }
            Value::Nil => Ok(Vec::new()),
            Value::Range(_) | Value::Hash(_) => self.each_item(&value, span),
            other => Ok(vec![other]),
        }
    }

    /// The items that `each` goes over.
    pub(crate) fn each_item(
        &mut self,
        value: &Value<'pr>,
        span: Span,
    ) -> Result<Vec<Value<'pr>>, Flow<'pr>> {
        let items = match value {
            Value::Array(items) => items.borrow().clone(),
            Value::Hash(pairs) => {
                let pairs = pairs.borrow();
                pairs
                    .iter()
                    .map(|(key, value)| Value::array(vec![key.clone(), value.clone()]))
                    .collect()
            }
            Value::Range(range) => self.range_items(range, span)?,
            other => {
                let message = format!("{} has no items to go over", other.kind().described());
                return Err(failure(span, message).hint("use an array, a hash or a range").into());
            }
        };
        self.meter.make(items.len() * size_of::<Value>(), span)?;
        Ok(items)
    }

    fn range_items(
        &mut self,
        range: &Range<'pr>,
        span: Span,
    ) -> Result<Vec<Value<'pr>>, Flow<'pr>> {
        match (&range.first, &range.last) {
            (Value::Int(first), Value::Int(last)) => {
                let last = if range.excludes_last { last.saturating_sub(1) } else { *last };
                let length =
                    usize::try_from(i128::from(last) - i128::from(*first) + 1).unwrap_or(0);
                self.meter.make(length.saturating_mul(size_of::<Value>()), span)?;
                Ok((*first..=last).map(Value::Int).collect())
            }
            (Value::Str(first), Value::Str(last)) => {
                let (first, last) = (first.text.borrow().clone(), last.text.borrow().clone());
                let mut items = Vec::new();
                let mut text = first;
                while text.len() <= last.len() {
                    let done = text == last;
                    self.meter.make(text.len() + size_of::<Value>(), span)?;
                    if !(done && range.excludes_last) {
                        items.push(Value::str(text.clone()));
                    }
                    if done {
                        break;
                    }
                    text = successor(&text);
                }
                Ok(items)
            }
            _ => Err(failure(span, "this range cannot be gone over")
                .hint("use whole numbers or strings on both ends, such as `1..9` or `'a'..'f'`")
                .into()),
        }
    }

    /// One of Ruby's own modules.
    pub(crate) fn built_in_module(&self, name: &str) -> Option<Value<'pr>> {
        let _ = self;
        let known = super::builtin::MODULES.contains(&name);
        known.then(|| {
            Value::Module(Rc::new(super::value::Module::new(name.to_owned(), true, None, None)))
        })
    }

    /// A constant inside one of Ruby's own modules.
    pub(crate) fn built_in_constant(&self, module: &str, name: &str) -> Option<Value<'pr>> {
        let _ = self;
        match (module, name) {
            ("File", "SEPARATOR") => Some(Value::str("/")),
            ("Math", "PI") => Some(Value::Float(std::f64::consts::PI)),
            ("Regexp", "IGNORECASE") => Some(Value::Int(1)),
            ("Regexp", "EXTENDED") => Some(Value::Int(2)),
            ("Regexp", "MULTILINE") => Some(Value::Int(4)),
            _ => None,
        }
    }

    /// A value of whichever kind, as text for `join` and the like.
    pub(crate) fn text_value(&mut self, value: &Value<'pr>, span: Span) -> Eval<'pr> {
        let text = self.to_s(value, span)?;
        Ok(Value::str(text))
    }
}

/// Whether a range covers `value`.
pub(crate) fn within(range: &Range, value: &Value) -> bool {
    let after = matches!(range.first, Value::Nil)
        || compare(&range.first, value).is_some_and(std::cmp::Ordering::is_le);
    let last = compare(value, &range.last);
    let before = matches!(range.last, Value::Nil)
        || last
            .is_some_and(|order| if range.excludes_last { order.is_lt() } else { order.is_le() });
    after && before
}

/// `<=>`: `None` where two values have no order.
pub(crate) fn compare(a: &Value, b: &Value) -> Option<std::cmp::Ordering> {
    #[expect(clippy::cast_precision_loss, reason = "Ruby compares as floats too")]
    let number = |value: &Value| match value {
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    };
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        (Value::Str(a), Value::Str(b)) => Some(a.text.borrow().cmp(&b.text.borrow())),
        (Value::Sym(a), Value::Sym(b)) => Some(a.cmp(b)),
        (Value::Bool(a), Value::Bool(b)) if a == b => Some(std::cmp::Ordering::Equal),
        (Value::Nil, Value::Nil) => Some(std::cmp::Ordering::Equal),
        (Value::Array(a), Value::Array(b)) => {
            let (a, b) = (a.borrow(), b.borrow());
            for (a, b) in a.iter().zip(b.iter()) {
                match compare(a, b)? {
                    std::cmp::Ordering::Equal => {}
                    order => return Some(order),
                }
            }
            Some(a.len().cmp(&b.len()))
        }
        _ => number(a)?.partial_cmp(&number(b)?),
    }
}

/// The next string, as `succ` counts: `a` → `b`, `z` → `aa`, `a9` → `b0`.
pub(crate) fn successor(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for index in (0..letters.len()).rev() {
        let (next, carry) = match letters[index] {
            'z' => ('a', true),
            'Z' => ('A', true),
            '9' => ('0', true),
            letter if letter.is_ascii_alphanumeric() => ((letter as u8 + 1) as char, false),
            letter => (char::from_u32(letter as u32 + 1).unwrap_or(letter), false),
        };
        letters[index] = next;
        if !carry {
            return letters.into_iter().collect();
        }
        if index == 0 || !letters[index - 1].is_ascii_alphanumeric() {
            letters.insert(index, if next == '0' { '1' } else { next });
            return letters.into_iter().collect();
        }
    }
    letters.into_iter().collect()
}

fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\x1B' => out.push_str("\\e"),
            '#' => out.push('#'),
            _ => out.push(letter),
        }
    }
    out.push('"');
}

fn symbol(out: &mut String, name: &str) {
    out.push(':');
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '?' | '!' | '=');
    if !name.is_empty() && name.chars().all(plain) {
        out.push_str(name);
    } else {
        quoted(out, name);
    }
}
