//! Built-in methods, each a row of a table: for which values, how many arguments, what it does.
//! What is in no table cannot be called.

#![allow(
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    reason = "every built-in method has the one signature that the tables hold"
)]

mod array;
mod cgi;
mod changing;
mod class;
mod comparable;
mod cutting;
mod enumerator;
mod file;
mod filling;
mod float;
mod format;
mod hash;
mod integer;
mod iterate;
mod json;
mod kernel;
mod matching;
mod object;
mod order;
mod proc;
mod range;
mod regexp;
mod select;
mod string;
mod structs;
mod substitute;
mod symbol;
mod yaml;

use std::cell::RefMut;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

use super::arguments::{Arguments, amount};
use super::code::{Frame, Proc};
use super::interpreter::{Eval, Flow, Interpreter, failure};
use super::value::{Dict, Enumerator, Kind, List, Shared, Value};
use crate::source::Span;

/// What was given, what is wanted → how to get there.
const TURNED: &[(Kind, &str, &str)] = &[
    (Kind::Integer, "a string", AS_TEXT),
    (Kind::Float, "a string", AS_TEXT),
    (Kind::Nil, "a string", "it has no value; check it, or write `.to_s`, which makes it empty"),
    (Kind::String, "an array", AS_LIST),
    (Kind::Integer, "an array", AS_LIST),
    (Kind::Array, "a string", "`.join(' ')` makes one text of it"),
    (
        Kind::String,
        "a number",
        "write the number as a text, `\"…#{number}…\"`, or the text as a number with `.to_i`",
    ),
];

const AS_LIST: &str = "put it into brackets, which make an array of it: `[…]`";
const AS_TEXT: &str = "write `.to_s` behind it, or put it into a text: `\"…#{number}…\"`";

/// A call of a built-in method.
#[derive(Clone)]
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
    /// A value with an order: a number, a string, an object with `<=>`.
    Comparable,
    /// A value with items: an array, a hash, a range.
    Enumerable,
    /// An object made from a `Struct`.
    Struct,
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
    /// Whether a call without a block waits for it: `each_with_index.map { … }`.
    pub(crate) waits: bool,
    pub(crate) run: Run,
}

/// A row: name, fewest and most arguments, what it does.
pub(crate) const fn method(name: &'static str, least: usize, most: usize, run: Run) -> Builtin {
    Builtin { name, least, most: Some(most), waits: false, run }
}

/// A row of a method that takes any number of arguments.
pub(crate) const fn variadic(name: &'static str, least: usize, run: Run) -> Builtin {
    Builtin { name, least, most: None, waits: false, run }
}

/// A row of a method that goes over items and needs a block for it.
pub(crate) const fn going(name: &'static str, least: usize, most: usize, run: Run) -> Builtin {
    Builtin { name, least, most: Some(most), waits: true, run }
}

/// What a function makes of the text that the call is given.
fn made_of_text<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    make: fn(&str) -> String,
) -> Eval<'pr> {
    let text = interpreter.text_argument(call, 0)?;
    interpreter.string(make(&text), call.span)
}

/// Every table, with what its methods are called on.
pub(crate) const TABLES: &[(On, &[Builtin])] = &[
    (On::Function, kernel::FUNCTIONS),
    (On::Function, class::FUNCTIONS),
    (On::Any, object::METHODS),
    (On::Comparable, comparable::METHODS),
    (On::Kind(Kind::String), string::METHODS),
    (On::Kind(Kind::String), cutting::METHODS),
    (On::Kind(Kind::String), changing::METHODS),
    (On::Kind(Kind::String), matching::METHODS),
    (On::Kind(Kind::String), substitute::METHODS),
    (On::Kind(Kind::Symbol), symbol::METHODS),
    (On::Kind(Kind::Integer), integer::METHODS),
    (On::Kind(Kind::Float), float::METHODS),
    (On::Kind(Kind::Array), array::METHODS),
    (On::Kind(Kind::Array), filling::METHODS),
    (On::Kind(Kind::Hash), hash::METHODS),
    (On::Kind(Kind::Range), range::METHODS),
    (On::Enumerable, iterate::METHODS),
    (On::Enumerable, select::METHODS),
    (On::Enumerable, order::METHODS),
    (On::Kind(Kind::Enumerator), enumerator::METHODS),
    (On::Kind(Kind::Regexp), regexp::METHODS),
    (On::Kind(Kind::Match), regexp::MATCH),
    (On::Kind(Kind::Proc), proc::METHODS),
    (On::Kind(Kind::Module), class::METHODS),
    (On::Struct, structs::METHODS),
    (On::Module("Array"), array::CLASS),
    (On::Module("CGI"), cgi::CLASS),
    (On::Module("Class"), class::CLASS),
    (On::Module("File"), file::CLASS),
    (On::Module("Hash"), hash::CLASS),
    (On::Module("Integer"), integer::CLASS),
    (On::Module("JSON"), json::CLASS),
    (On::Module("Math"), float::MATH),
    (On::Module("Proc"), proc::CLASS),
    (On::Module("Regexp"), regexp::CLASS),
    (On::Module("String"), string::CLASS),
    (On::Module("Struct"), structs::CLASS),
    (On::Module("YAML"), yaml::CLASS),
];

static ROWS: LazyLock<HashMap<(On, &'static str), &'static Builtin>> = LazyLock::new(|| {
    let rows = TABLES.iter().flat_map(|(on, table)| table.iter().map(|row| ((*on, row.name), row)));
    rows.collect()
});

/// The built-in method `name` of `receiver`.
pub(crate) fn find(receiver: &Value, name: &str) -> Option<&'static Builtin> {
    // The map's keys are `'static`, so a shorter-lived name is looked up through the table's own.
    kinds_of(receiver).into_iter().find_map(|on| ROWS.get(&(on?, name)).copied())
}

/// The built-in function `name`.
pub(crate) fn find_function(name: &str) -> Option<&'static Builtin> {
    ROWS.get(&(On::Function, name)).copied()
}

/// What a value is in terms of the tables, the most special first.
fn kinds_of(receiver: &Value) -> [Option<On>; 5] {
    let includes = |name: &str| match receiver {
        Value::Object(object) => object.class.includes(name),
        _ => false,
    };
    let kind = receiver.kind();
    let own = match receiver {
        Value::Module(module) if !module.is_native => None,
        Value::Module(module) if module.name() == "Kernel" => Some(On::Function),
        Value::Module(module) => module_named(module.name()).map(On::Module),
        Value::Object(object) => object.class.all_fields().map(|_| On::Struct),
        _ => None,
    };
    let ordered = matches!(kind, Kind::Integer | Kind::Float | Kind::String);
    let many = matches!(kind, Kind::Array | Kind::Hash | Kind::Range | Kind::Enumerator);
    let many = many || own == Some(On::Struct) || includes("Enumerable");
    [
        own,
        Some(On::Kind(kind)),
        (ordered || includes("Comparable")).then_some(On::Comparable),
        many.then_some(On::Enumerable),
        Some(On::Any),
    ]
}

/// Names of the methods that `receiver` has.
pub(crate) fn names(receiver: &Value) -> Vec<&'static str> {
    let kinds = kinds_of(receiver);
    let tables = TABLES.iter().filter(|(on, _)| kinds.contains(&Some(*on)));
    tables.flat_map(|(_, table)| table.iter().map(|row| row.name)).collect()
}

/// The built-in methods by what they are called on, for the documentation.
pub(crate) fn reference() -> Vec<(String, Vec<&'static str>)> {
    let mut sections: Vec<(String, Vec<&str>)> = Vec::new();
    for (on, table) in TABLES {
        let heading = heading(*on);
        let at = sections.iter().position(|(known, _)| *known == heading);
        let at = at.unwrap_or_else(|| {
            sections.push((heading, Vec::new()));
            sections.len() - 1
        });
        sections[at].1.extend(table.iter().map(|row| row.name));
    }
    for (_, names) in &mut sections {
        names.sort_unstable();
    }
    sections
}

fn heading(on: On) -> String {
    match on {
        On::Kind(kind) => kind.name().to_owned(),
        On::Any => "any value".to_owned(),
        On::Comparable => "Integer, Float, String, objects with `<=>`".to_owned(),
        On::Enumerable => "Array, Hash, Range, objects with `each`".to_owned(),
        On::Struct => "objects of a Struct".to_owned(),
        On::Function => "functions".to_owned(),
        On::Module(name) => format!("`{name}` itself"),
    }
}

/// Ruby's own modules and classes that a sheet may name.
pub(crate) const MODULES: &[&str] = &[
    "Array",
    "CGI",
    "Class",
    "Comparable",
    "Enumerable",
    "Enumerator",
    "FalseClass",
    "File",
    "Float",
    "Hash",
    "Integer",
    "JSON",
    "Kernel",
    "MatchData",
    "Math",
    "Method",
    "Module",
    "NilClass",
    "Numeric",
    "Object",
    "Proc",
    "Range",
    "Regexp",
    "String",
    "Struct",
    "Symbol",
    "TrueClass",
    "YAML",
];

/// The module of Ruby's own that a sheet calls `name`.
pub(crate) fn module_named(name: &str) -> Option<&'static str> {
    let name = if name == "Psych" { "YAML" } else { name };
    let all = MODULES.iter().copied().chain(super::refused::modules());
    all.into_iter().find(|known| *known == name)
}

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
        Value::Match(_) => "MatchData",
        Value::Proc(_) => "Proc",
        Value::Enumerator(_) => "Enumerator",
        Value::Module(module) if module.is_class => "Class",
        Value::Module(_) => "Module",
        Value::Object(object) => object.class.name(),
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
        let message = format!("`{}` takes {takes}, {given} given", call.name);
        return Err(failure(call.span, message).into());
    }
    if row.waits && call.arguments.block.is_none() {
        let Call { receiver, name, arguments, .. } = call;
        let values = arguments.values;
        return Ok(Value::Enumerator(Rc::new(Enumerator { receiver, name, values })));
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

    /// The argument at `index` as a whole number.
    pub(crate) fn int(&self, index: usize) -> Result<i64, Flow<'pr>> {
        match self.argument(index) {
            Value::Int(number) => Ok(number),
            #[expect(clippy::cast_possible_truncation, reason = "Ruby truncates here too")]
            Value::Float(number) => Ok(number as i64),
            _ => Err(self.wrong(index, "a number")),
        }
    }

    /// The argument at `index` as a number of items or characters, which is not negative.
    pub(crate) fn size(&self, index: usize) -> Result<usize, Flow<'pr>> {
        usize::try_from(self.int(index)?).map_err(|_| {
            let span = self.arguments.span(index, self.span);
            failure(span, format!("`{}` takes no negative number here", self.name)).into()
        })
    }

    /// The array that the method is called on.
    pub(crate) fn list(&self) -> List<'pr> {
        match &self.receiver {
            Value::Array(items) => Rc::clone(items),
            _ => List::default(),
        }
    }

    /// The hash that the method is called on.
    pub(crate) fn dict(&self) -> Dict<'pr> {
        match &self.receiver {
            Value::Hash(pairs) => Rc::clone(pairs),
            _ => Dict::default(),
        }
    }

    /// A finding that the argument at `index` is not what the method takes.
    pub(crate) fn wrong(&self, index: usize, wanted: &str) -> Flow<'pr> {
        let span = self.arguments.span(index, self.span);
        let kind = self.argument(index).kind();
        let message = format!("`{}` takes {wanted} here, not {}", self.name, kind.described());
        let finding = failure(span, message);
        let turned = TURNED.iter().find(|(from, to, _)| *from == kind && *to == wanted);
        turned.map_or(finding.clone(), |(.., hint)| finding.hint(*hint)).into()
    }

    /// A finding that the call fails, with a reason that follows the method's name.
    pub(crate) fn fails(&self, reason: &str) -> Flow<'pr> {
        failure(self.span, format!("`{}` {reason}", self.name)).into()
    }

    /// The block, or a finding that there is none.
    pub(crate) fn block(&self) -> Result<Rc<Proc<'pr>>, Flow<'pr>> {
        self.arguments.block.clone().ok_or_else(|| {
            failure(self.span, format!("`{}` needs a block here", self.name))
                .hint("add `do |item| … end` or `{ |item| … }`")
                .into()
        })
    }

    /// What may be changed, or a finding that it is frozen.
    pub(crate) fn change<'v, T>(&self, shared: &'v Shared<T>) -> Result<RefMut<'v, T>, Flow<'pr>> {
        if !shared.frozen.get() {
            return Ok(shared.borrow_mut());
        }
        let kind = self.receiver.kind().described();
        Err(failure(self.span, format!("`{}` would change {kind} that is frozen", self.name))
            .hint("change a copy of it: `dup` makes one")
            .into())
    }
}

impl<'pr> Interpreter<'pr, '_> {
    /// The text of the string or symbol that a method is called on.
    pub(crate) fn own_text(&mut self, call: &Call<'pr>) -> Result<String, Flow<'pr>> {
        self.copied(&call.receiver, call.span)
    }

    /// The argument at `index` as text.
    pub(crate) fn text_argument(
        &mut self,
        call: &Call<'pr>,
        index: usize,
    ) -> Result<String, Flow<'pr>> {
        match call.argument(index) {
            value @ (Value::Str(_) | Value::Sym(_)) => self.copied(&value, call.span),
            _ => Err(call.wrong(index, "a string")),
        }
    }

    fn copied(&mut self, value: &Value<'pr>, span: Span) -> Result<String, Flow<'pr>> {
        if let Value::Str(text) = value {
            self.meter.work(text.borrow().len() / 128, span)?;
        }
        Ok(value.as_text().unwrap_or_default())
    }

    /// The items of what a method is called on, as they are now.
    pub(crate) fn own_items(&mut self, call: &Call<'pr>) -> Result<Vec<Value<'pr>>, Flow<'pr>> {
        self.each_item(&call.receiver, call.span)
    }

    /// Calls a block with one item.
    pub(crate) fn give(&mut self, block: &Rc<Proc<'pr>>, item: Value<'pr>) -> Eval<'pr> {
        self.call_proc(block, vec![item])
    }
}
