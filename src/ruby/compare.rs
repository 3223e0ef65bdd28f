//! The questions that every value answers: `==`, `<=>`, `===`, `is_a?`, within the limits.

use std::cmp::Ordering;
use std::rc::Rc;

use super::arguments::Arguments;
use super::builtin::class_name;
use super::code::Module;
use super::interpreter::{Flow, Interpreter, failure};
use super::value::{Pairs, Range, Value};
use crate::source::Span;

impl<'pr> Interpreter<'pr, '_> {
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
                Ok(same(int_as_float(*a), *b))
            }
            (Value::Float(a), Value::Float(b)) => Ok(same(*a, *b)),
            (Value::Str(a), Value::Str(b)) => {
                self.meter.work(a.borrow().len().min(b.borrow().len()) / 128, span)?;
                Ok(*a.borrow() == *b.borrow())
            }
            (Value::Array(a), Value::Array(b)) if !Rc::ptr_eq(a, b) => {
                let (a, b) = (a.borrow().clone(), b.borrow().clone());
                Ok(a.len() == b.len() && self.all_equal(a.iter().zip(&b), span)?)
            }
            (Value::Hash(a), Value::Hash(b)) if !Rc::ptr_eq(a, b) => {
                let (a, b) = (a.borrow().clone(), b.borrow().clone());
                self.equal_pairs(&a, &b, span)
            }
            (Value::Object(object), _) => match object.class.instance_method("==") {
                Some(method) => {
                    let other = Arguments::of(vec![b.clone()]);
                    Ok(self.run_method(&method, a.clone(), other, span)?.truthy())
                }
                None if object.class.includes("Comparable") => {
                    Ok(self.compare(a, b, span)?.is_some_and(Ordering::is_eq))
                }
                None if object.class.all_fields().is_some() => self.equal_structs(a, b, span),
                None => Ok(a == b),
            },
            (Value::Range(_), Value::Range(_)) => Ok(a == b),
            _ => Ok(a.kind() == b.kind() && a == b),
        }
    }

    fn all_equal<'v>(
        &mut self,
        pairs: impl Iterator<Item = (&'v Value<'pr>, &'v Value<'pr>)>,
        span: Span,
    ) -> Result<bool, Flow<'pr>>
    where
        'pr: 'v,
    {
        for (a, b) in pairs {
            if !self.nested(span, |me| me.equal(a, b, span))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn equal_pairs(
        &mut self,
        a: &Pairs<'pr>,
        b: &Pairs<'pr>,
        span: Span,
    ) -> Result<bool, Flow<'pr>> {
        self.meter.work(a.len(), span)?;
        if a.len() != b.len() || a.keys().any(|key| !b.contains_key(key)) {
            return Ok(false);
        }
        let pairs = a.iter().filter_map(|(key, value)| Some((value, b.get(key)?)));
        self.all_equal(pairs, span)
    }

    fn equal_structs(
        &mut self,
        a: &Value<'pr>,
        b: &Value<'pr>,
        span: Span,
    ) -> Result<bool, Flow<'pr>> {
        match (a, b) {
            (Value::Object(x), Value::Object(y)) if Rc::ptr_eq(&x.class, &y.class) => {
                let (x, y) = (x.variables.borrow().clone(), y.variables.borrow().clone());
                Ok(x.len() == y.len() && self.all_equal(x.values().zip(y.values()), span)?)
            }
            _ => Ok(false),
        }
    }

    /// `<=>`: `None` where two values have no order.
    pub(crate) fn compare(
        &mut self,
        a: &Value<'pr>,
        b: &Value<'pr>,
        span: Span,
    ) -> Result<Option<Ordering>, Flow<'pr>> {
        match (a, b) {
            (Value::Array(a), Value::Array(b)) => {
                let (a, b) = (a.borrow().clone(), b.borrow().clone());
                for (a, b) in a.iter().zip(&b) {
                    match self.nested(span, |me| me.compare(a, b, span))? {
                        Some(Ordering::Equal) => {}
                        other => return Ok(other),
                    }
                }
                Ok(Some(a.len().cmp(&b.len())))
            }
            (Value::Object(object), _) => match object.class.instance_method("<=>") {
                Some(method) => {
                    let other = Arguments::of(vec![b.clone()]);
                    match self.run_method(&method, a.clone(), other, span)? {
                        Value::Int(order) => Ok(Some(order.cmp(&0))),
                        _ => Ok(None),
                    }
                }
                None => Ok((a == b).then_some(Ordering::Equal)),
            },
            (Value::Str(a), Value::Str(b)) => {
                self.meter.work(a.borrow().len().min(b.borrow().len()) / 128, span)?;
                Ok(Some(a.borrow().as_bytes().cmp(b.borrow().as_bytes())))
            }
            _ => Ok(simple_order(a, b)),
        }
    }

    /// The order of two values, or a finding that they have none.
    pub(crate) fn ordered(
        &mut self,
        a: &Value<'pr>,
        b: &Value<'pr>,
        span: Span,
    ) -> Result<Ordering, Flow<'pr>> {
        self.compare(a, b, span)?.ok_or_else(|| {
            let (a, b) = (a.kind().described(), b.kind().described());
            let message = format!("{a} and {b} have no order");
            failure(span, message).hint("compare numbers with numbers and texts with texts").into()
        })
    }

    /// `pattern === value`, as `case` asks.
    pub(crate) fn case_equal(
        &mut self,
        pattern: &Value<'pr>,
        value: &Value<'pr>,
        span: Span,
    ) -> Result<bool, Flow<'pr>> {
        match pattern {
            Value::Regexp(regexp) => match value.as_text() {
                Some(text) => Ok(self.search(regexp, &text, 0, span)?.is_some()),
                None => Ok(false),
            },
            Value::Module(module) => Ok(is_a(value, module)),
            Value::Range(range) => self.within(range, value, span),
            Value::Proc(block) => Ok(self.call_proc(block, vec![value.clone()])?.truthy()),
            _ => self.equal(pattern, value, span),
        }
    }

    /// Whether a range covers `value`.
    pub(crate) fn within(
        &mut self,
        range: &Range<'pr>,
        value: &Value<'pr>,
        span: Span,
    ) -> Result<bool, Flow<'pr>> {
        let after = matches!(range.first, Value::Nil)
            || self.compare(&range.first, value, span)?.is_some_and(Ordering::is_le);
        let before = matches!(range.last, Value::Nil)
            || self.compare(value, &range.last, span)?.is_some_and(|order| {
                if range.excludes_last { order.is_lt() } else { order.is_le() }
            });
        Ok(after && before)
    }
}

/// Whether `value` is an instance of this class, or of one below it.
pub(crate) fn is_a<'pr>(value: &Value<'pr>, module: &Rc<Module<'pr>>) -> bool {
    if let Value::Object(object) = value {
        return module.name() == "Object" || object.class.descends_from(module);
    }
    let (own, name) = (class_name(value), module.name());
    own == name
        || name == "Object"
        || (name == "Numeric" && matches!(own, "Integer" | "Float"))
        || (name == "Comparable" && matches!(own, "Integer" | "Float" | "String"))
        || (name == "Module" && own == "Class")
        || (name == "Enumerable" && matches!(own, "Array" | "Hash" | "Range" | "Enumerator"))
}

#[expect(clippy::float_cmp, reason = "what `==` means in Ruby")]
fn same(a: f64, b: f64) -> bool {
    a == b
}

/// A whole number as a float, as Ruby turns it into one where the two meet.
#[expect(clippy::cast_precision_loss, reason = "Ruby rounds here too")]
pub(crate) const fn int_as_float(number: i64) -> f64 {
    number as f64
}

/// The number that a value is, as a float.
pub(crate) fn as_float(value: &Value) -> Option<f64> {
    match value {
        Value::Int(number) => Some(int_as_float(*number)),
        Value::Float(number) => Some(*number),
        _ => None,
    }
}

fn simple_order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        (Value::Sym(a), Value::Sym(b)) => Some(a.cmp(b)),
        (Value::Bool(a), Value::Bool(b)) => (a == b).then_some(Ordering::Equal),
        (Value::Nil, Value::Nil) => Some(Ordering::Equal),
        _ => as_float(a)?.partial_cmp(&as_float(b)?),
    }
}
