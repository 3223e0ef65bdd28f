//! `Struct`: classes that are a list of fields.

use std::rc::Rc;

use super::class::{Own, fill};
use super::row::{Block, Caller, Each, Items, Label, Row, rows};
use crate::ruby::machine::{Eval, Machine, MethodDoes, Module};
use crate::ruby::value::{Key, Name, Value, index_from};

pub(super) const NEW: &[Row] = rows! {
    "new" |m, _class: Value, _values: Vec<Value>, block: Block, call: Caller| made(m, block, call)?;
};

pub(super) const CLASS: &[Row] = rows! {
    "members" |m, of: Own| members(m, of.0);
};

pub(super) const ROWS: &[Row] = rows! {
    "to_a deconstruct" |m, of: Items| of;
    "members" |m, of: Value| match of { Value::Object(id) => members(m, m.object_of(id).class), _ => Vec::new() };
    "to_h" |m, of: Value| pairs(m, of)?;
    "each_pair" |m, of: Value, block: Each| {
        let pairs = pairs(m, of)?;
        m.send_with_block(pairs, "each", &[], block.0)?;
        of
    };
    "[]" |m, of: Value, field: Value| { let field = field_of(m, of, field)?; m.instance_variable(field, of) };
    "[]=" |m, of: Value, field: Value, value: Value| {
        let field = field_of(m, of, field)?;
        m.set_instance_variable(field, of, value)?;
        value
    };
    "dig" |m, of: Value, key: Value, more: Vec<Value>| super::hash::dug(m, of, key, &more)?;
};

/// The names of the fields, as symbols.
fn members(m: &mut Machine, class: crate::ruby::value::Id) -> Vec<Value> {
    let Some((fields, _)) = m.fields_of(class) else { return Vec::new() };
    let bare = |m: &mut Machine, field: Name| m.names.name(&m.names.text(field)[1..]);
    fields.iter().map(|field| Value::Sym(bare(m, *field))).collect()
}

fn pairs(m: &mut Machine, of: Value) -> Eval {
    let Value::Object(id) = of else { return Ok(Value::Nil) };
    let names = members(m, m.object_of(id).class);
    let values = m.object_of(id).variables.values().copied();
    let pairs = names.into_iter().zip(values).collect();
    m.hash(pairs)
}

/// The variable of a field, by its name or number.
fn field_of(m: &mut Machine, of: Value, field: Value) -> Eval<Name> {
    let Value::Object(id) = of else { return Err(m.raise("NameError", "there is no such field")) };
    let fields = m.fields_of(m.object_of(id).class).map(|(fields, _)| fields).unwrap_or_default();
    let found = match field {
        Value::Int(index) => index_from(index, fields.len()).and_then(|at| fields.get(at).copied()),
        other => {
            let name = m.label(other).unwrap_or_default();
            let variable = m.names.name(&format!("@{name}"));
            fields.contains(&variable).then_some(variable)
        }
    };
    found.ok_or_else(|| m.raise("NameError", "there is no such field"))
}

/// `Struct.new(:name, :command, keyword_init: true) do … end`.
fn made(m: &mut Machine, block: Block, call: Caller) -> Eval {
    let mut values = call.arguments.values;
    let by_name = match values.last().copied() {
        Some(Value::Hash(id)) => {
            values.pop();
            let key = Key::Sym(m.names.name("keyword_init"));
            m.pairs(id).map.get(&key).is_some_and(|(_, value)| value.truthy())
        }
        _ => false,
    };
    let id = m.module(Module { name: "#<Class>".into(), is_class: true, ..Module::default() })?;
    let mut fields: Vec<Name> = Vec::new();
    for value in values {
        let Some(Label(name)) = <Label as super::row::Typed>::of(m, value)? else {
            return Err(m.raise("TypeError", "a field of a `Struct` is named by a symbol"));
        };
        let (variable, reader) = (m.names.name(&format!("@{name}")), m.names.name(&name));
        let writer = m.names.name(&format!("{name}="));
        m.add_method(id, false, reader, MethodDoes::Read(variable), id)?;
        m.add_method(id, false, writer, MethodDoes::Write(variable), id)?;
        fields.push(variable);
    }
    m.module_mut(id).fields = Some((Rc::from(fields), by_name));
    fill(m, id, block, call.frame)?;
    Ok(Value::Module(id))
}
