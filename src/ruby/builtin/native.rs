//! Ruby's own modules and classes that a sheet may name, and their constants.

use crate::ruby::refused;
use crate::ruby::value::Value;

/// Ruby's own modules and classes that a sheet may name.
const MODULES: &[&str] = &[
    "Array",
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
    "Module",
    "NilClass",
    "Numeric",
    "Object",
    "Proc",
    "Range",
    "Regexp",
    "Set",
    "String",
    "Symbol",
    "TrueClass",
    "YAML",
];

/// Ruby's own modules that are no classes.
pub(crate) const MIXED_IN: &[&str] = &["Comparable", "Enumerable", "JSON", "Kernel", "YAML"];

/// The module of Ruby's own that a sheet calls `name`.
pub(crate) fn module_named(name: &str) -> Option<&'static str> {
    let name = if name == "Psych" { "YAML" } else { name };
    let known = MODULES.iter().copied().chain(refused::modules());
    known.into_iter().find(|known| *known == name)
}

/// A constant inside one of Ruby's own modules.
pub(crate) fn constant(module: &str, name: &str) -> Option<Value> {
    Some(match (module, name) {
        ("Float", "INFINITY") => Value::Float(f64::INFINITY),
        ("Float", "NAN") => Value::Float(f64::NAN),
        ("Regexp", "IGNORECASE") => Value::Int(1),
        ("Regexp", "EXTENDED") => Value::Int(2),
        ("Regexp", "MULTILINE") => Value::Int(4),
        _ => return None,
    })
}
