//! Built-in methods, each a row of a table: for which values, how many arguments, what it does.
//! What is in no table cannot be called.

mod kernel;
mod string;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::arguments::{Arguments, amount};
use super::interpreter::{Eval, Flow, Interpreter, failure};
use super::value::{Frame, Kind, Value};
use crate::source::Span;

/// A call of a built-in method.
pub(crate) struct Call<'pr> {
    pub(crate) receiver: Value<'pr>,
    pub(crate) name: String,
    pub(crate) arguments: Arguments<'pr>,
    pub(crate) span: Span,
    /// The caller's frame; `None` where the program itself calls.
    pub(crate) frame: Option<Frame<'pr>>,
}

/// What a built-in method is called on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum On {
    /// A value of this kind.
    Kind(Kind),
    /// Any value.
    Any,
    /// Nothing: a function such as `format`.
    Function,
    /// A module of Ruby's own, such as `File`.
    Module(&'static str),
}

type Run = for<'pr, 'w, 'i> fn(&'i mut Interpreter<'pr, 'w>, Call<'pr>) -> Eval<'pr>;

/// A row of a table of built-in methods.
pub(crate) struct Builtin {
    pub(crate) name: &'static str,
    pub(crate) least: usize,
    /// `None`: any number.
    pub(crate) most: Option<usize>,
    pub(crate) run: Run,
}

/// A row: name, fewest and most arguments, what it does.
pub(crate) const fn method(name: &'static str, least: usize, most: usize, run: Run) -> Builtin {
    Builtin { name, least, most: Some(most), run }
}

/// A row of a method that takes any number of arguments.
pub(crate) const fn variadic(name: &'static str, least: usize, run: Run) -> Builtin {
    Builtin { name, least, most: None, run }
}

/// Every table, with what its methods are called on.
pub(crate) const TABLES: &[(On, &[Builtin])] = &[
    (On::Function, kernel::FUNCTIONS),
    (On::Any, kernel::ANY),
    (On::Kind(Kind::String), string::METHODS),
];

static ROWS: LazyLock<HashMap<(On, &'static str), &'static Builtin>> = LazyLock::new(|| {
    let rows = TABLES.iter().flat_map(|(on, table)| table.iter().map(|row| ((*on, row.name), row)));
    rows.collect()
});

/// The built-in method `name` of `receiver`.
pub(crate) fn find(receiver: &Value, name: &str) -> Option<&'static Builtin> {
    let own = match receiver {
        Value::Module(module) => {
            MODULES.iter().find(|known| **known == module.name).map(|known| On::Module(known))
        }
        other => Some(On::Kind(other.kind())),
    };
    own.and_then(|on| row(on, name)).or_else(|| row(On::Any, name))
}

/// The built-in function `name`.
pub(crate) fn find_function(name: &str) -> Option<&'static Builtin> {
    row(On::Function, name)
}

fn row(on: On, name: &str) -> Option<&'static Builtin> {
    // The map's keys are `'static`, so a shorter-lived name is looked up through the table's own.
    ROWS.get(&(on, name)).copied()
}

/// Names of the methods that `receiver` has.
pub(crate) fn names(receiver: &Value) -> Vec<&'static str> {
    let kind = On::Kind(receiver.kind());
    let suits = |on: &On| {
        *on == kind
            || *on == On::Any
            || matches!((receiver, on), (Value::Module(module), On::Module(name)) if module.name == *name)
    };
    let tables = TABLES.iter().filter(|(on, _)| suits(on));
    tables.flat_map(|(_, table)| table.iter().map(|row| row.name)).collect()
}

/// Ruby's own modules and classes that a sheet may name.
pub(crate) const MODULES: &[&str] = &[
    "Array",
    "Class",
    "Comparable",
    "Enumerable",
    "FalseClass",
    "File",
    "Float",
    "Hash",
    "Integer",
    "Kernel",
    "Math",
    "Module",
    "NilClass",
    "Numeric",
    "Object",
    "Proc",
    "Range",
    "Regexp",
    "String",
    "Symbol",
    "TrueClass",
    "YAML",
];

/// The name of a value's class.
pub(crate) fn class_name<'a>(value: &'a Value) -> &'a str {
    match value {
        Value::Nil => "NilClass",
        Value::Bool(true) => "TrueClass",
        Value::Bool(false) => "FalseClass",
        Value::Int(_) => "Integer",
        Value::Float(_) => "Float",
        Value::Str(_) => "String",
        Value::Sym(_) => "Symbol",
        Value::Array(_) => "Array",
        Value::Hash(_) => "Hash",
        Value::Range(_) => "Range",
        Value::Regexp(_) => "Regexp",
        Value::Proc(_) => "Proc",
        Value::Module(module) if module.is_class => "Class",
        Value::Module(_) => "Module",
        Value::Object(object) => &object.class.name,
        Value::Scope(_) => "Object",
    }
}

/// Runs a built-in method after counting its arguments.
pub(crate) fn run<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    row: &Builtin,
    call: Call<'pr>,
) -> Eval<'pr> {
    let given = call.arguments.values.len();
    if given < row.least || row.most.is_some_and(|most| given > most) {
        let takes = amount(row.least, row.most);
        return Err(
            failure(call.span, format!("`{}` takes {takes}, {given} given", call.name)).into()
        );
    }
    (row.run)(interpreter, call)
}

impl<'pr> Call<'pr> {
    /// The argument at `index`, `nil` where it is not given.
    pub(crate) fn argument(&self, index: usize) -> Value<'pr> {
        self.arguments.values.get(index).cloned().unwrap_or(Value::Nil)
    }

    /// Whether the argument at `index` is given.
    pub(crate) fn given(&self, index: usize) -> bool {
        index < self.arguments.values.len()
    }

    /// The argument at `index` as text.
    pub(crate) fn text(&self, index: usize) -> Result<String, Flow<'pr>> {
        let value = self.argument(index);
        value.as_text().ok_or_else(|| self.wrong(index, "a string"))
    }

    /// The argument at `index` as a whole number.
    pub(crate) fn int(&self, index: usize) -> Result<i64, Flow<'pr>> {
        match self.argument(index) {
            Value::Int(number) => Ok(number),
            #[expect(clippy::cast_possible_truncation, reason = "Ruby truncates here too")]
            Value::Float(number) => Ok(number as i64),
            _ => Err(self.wrong(index, "a number")),
        }
    }

    /// The receiver's text; empty for anything but a string or symbol.
    pub(crate) fn own_text(&self) -> String {
        self.receiver.as_text().unwrap_or_default()
    }

    /// A finding that the argument at `index` is not what the method takes.
    pub(crate) fn wrong(&self, index: usize, wanted: &str) -> Flow<'pr> {
        let span = self.arguments.span(index, self.span);
        let kind = self.argument(index).kind().described();
        failure(span, format!("`{}` takes {wanted} here, not {kind}", self.name)).into()
    }

    /// The block, or a finding that there is none.
    pub(crate) fn block(&self) -> Result<std::rc::Rc<super::value::Proc<'pr>>, Flow<'pr>> {
        self.arguments.block.clone().ok_or_else(|| {
            failure(self.span, format!("`{}` needs a block here", self.name))
                .hint("add `do |item| … end` or `{ |item| … }`")
                .into()
        })
    }
}
