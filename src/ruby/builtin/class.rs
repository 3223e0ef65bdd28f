//! Classes and modules, what stands in their bodies, and errors.

use std::rc::Rc;

use super::row::{Label, Row, rows};
use crate::ruby::machine::{Eval, Machine, MethodDoes, Raised, Stop, failure};
use crate::ruby::value::{Id, Name, Value};

pub(super) const ROWS: &[Row] = rows! {
    "name to_s" |m, of: Own| m.module_of(of.0).name.to_string();
    "===" |m, of: Own, value: Value| m.is_a(value, of.0)?;
    "attr_reader" |m, of: Own, names: Vec<Label>| attributes(m, of, &names, true, false)?;
    "attr_writer" |m, of: Own, names: Vec<Label>| attributes(m, of, &names, false, true)?;
    "attr_accessor" |m, of: Own, names: Vec<Label>| attributes(m, of, &names, true, true)?;
    "private public protected private_class_method private_constant"
        |m, _of: Own, names: Vec<Value>| names.first().copied();
    "module_function" |m, of: Own, names: Vec<Name>| {
        m.module_mut(of.0).defines_own = names.is_empty();
        for name in names {
            if let Some(method) = m.instance_method(of.0, name)? {
                m.room(64)?;
                m.module_mut(of.0).own_methods.insert(name, method);
            }
        }
    };
    "include" |m, of: Own, modules: Vec<Own>| {
        m.room(64 * modules.len())?;
        m.module_mut(of.0).included.extend(modules.iter().map(|module| module.0));
    };
    "extend" |m, of: Own, modules: Vec<Own>| {
        m.room(64 * modules.len())?;
        m.module_mut(of.0).extended.extend(modules.iter().map(|module| module.0));
    };
    "alias_method" |m, of: Own, new: Name, old: Name| {
        let own = m.module_of(of.0).defines_own;
        let found = if own { m.module_of(of.0).own_methods.get(&old).cloned() } else { m.instance_method(of.0, old)? };
        let Some(method) = found else {
            let message = format!("there is no method `{}` to give another name", m.names.text(old));
            return Err(m.raise("NameError", message));
        };
        m.room(64)?;
        let module = m.module_mut(of.0);
        let methods = if own { &mut module.own_methods } else { &mut module.methods };
        methods.insert(new, method);
        Value::Sym(new)
    };
};

pub(super) const ERROR: &[Row] = rows! {
    "message to_s" |m, error: Value| m.error_message(error)?;
};

/// A class or module.
#[derive(Clone, Copy)]
pub(super) struct Own(pub(super) Id);

impl super::row::Typed for Own {
    const IS: &'static str = "a class or module";

    /// At the top of a sheet, that is the top itself.
    fn of(m: &mut Machine, value: Value) -> Eval<Option<Self>> {
        Ok(match value {
            Value::Module(id) => Some(Self(id)),
            Value::Scope(_) => Some(Self(m.top)),
            _ => None,
        })
    }
}

fn attributes(m: &mut Machine, of: Own, names: &[Label], reads: bool, writes: bool) -> Eval<()> {
    let own = m.module_of(of.0).defines_own;
    for Label(name) in names {
        m.room(3 * name.len())?;
        let variable = m.names.name(&format!("@{name}"));
        if writes {
            let setter = m.names.name(&format!("{name}="));
            m.add_method(of.0, own, setter, MethodDoes::Write(variable), of.0)?;
        }
        if reads {
            let reader = m.names.name(name);
            m.add_method(of.0, own, reader, MethodDoes::Read(variable), of.0)?;
        }
    }
    Ok(())
}

/// `raise "…"`, `raise Error, "…"`, `raise Error.new("…")`.
pub(super) fn raised(m: &mut Machine, given: &[Value]) -> Eval<Stop> {
    let (first, second) = (given.first().copied(), given.get(1).copied());
    let object = match first {
        Some(Value::Module(class)) => {
            let values: Vec<_> = second.into_iter().collect();
            Some(m.send(Value::Module(class), "new", &values)?)
        }
        Some(object @ Value::Object(_)) => Some(object),
        _ => None,
    };
    let message = match (object, first) {
        (Some(object), _) => m.error_message(object)?,
        (None, Some(text)) => m.to_s(text)?,
        (None, None) => Rc::default(),
    };
    let message = message.to_string();
    let shown: String = message.chars().take(200).collect();
    let shown = if shown.is_empty() { shown } else { format!(": {shown}") };
    let finding = failure(m.at, format!("the sheet raises an error{shown}"))
        .hint("mend what the message says, or leave out the `raise`");
    Ok(Stop::Raise(Box::new(Raised { object, class: "RuntimeError", message, finding })))
}
