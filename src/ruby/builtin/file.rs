//! `File`: arithmetic with paths, and nothing that touches a file.
//!
//! A sheet sees itself as `./sheet.rb`, so that every path it makes is relative to its folder.

use super::{Builtin, Call, made_of_text, method, variadic};
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::Value;

pub(crate) const CLASS: &[Builtin] = &[
    variadic("join", 0, join),
    method("dirname", 1, 1, |me, call| made_of_text(me, &call, |path| split(path).0)),
    method("basename", 1, 2, |me, call| {
        let path = me.text_argument(&call, 0)?;
        let name = split(&path).1;
        let suffix = if call.given(1) { me.text_argument(&call, 1)? } else { String::new() };
        let kept = match suffix.as_str() {
            ".*" => name.strip_suffix(&extension(&name)).unwrap_or(&name),
            suffix => name.strip_suffix(suffix).unwrap_or(&name),
        };
        me.string(kept.to_owned(), call.span)
    }),
    method("extname", 1, 1, |me, call| made_of_text(me, &call, |path| extension(&split(path).1))),
    method("expand_path", 1, 2, expand),
    method("absolute_path", 1, 2, expand),
    method("realpath", 1, 2, expand),
];

/// The folder and the last name of a path.
fn split(path: &str) -> (String, String) {
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() {
        let whole = if path.is_empty() { "." } else { "/" };
        return (whole.to_owned(), path.chars().take(1).collect());
    }
    match trimmed.rsplit_once('/') {
        Some(("", name)) => ("/".to_owned(), name.to_owned()),
        Some((folder, name)) => (folder.trim_end_matches('/').to_owned(), name.to_owned()),
        None => (".".to_owned(), trimmed.to_owned()),
    }
}

fn extension(name: &str) -> String {
    match name.rfind('.') {
        Some(at) if at > 0 && at + 1 < name.len() => name[at..].to_owned(),
        _ => String::new(),
    }
}

fn parts<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
) -> Result<Vec<String>, Flow<'pr>> {
    let mut parts = Vec::new();
    for index in 0..call.arguments.values.len() {
        match call.argument(index) {
            list @ Value::Array(_) => {
                for item in interpreter.each_item(&list, call.span)? {
                    parts.push(interpreter.to_s(&item, call.span)?);
                }
            }
            _ => parts.push(interpreter.text_argument(call, index)?),
        }
    }
    Ok(parts)
}

fn join<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let mut path = String::new();
    for (index, part) in parts(interpreter, &call)?.into_iter().enumerate() {
        if index > 0 {
            path.truncate(path.trim_end_matches('/').len());
            path.push('/');
            path.push_str(part.trim_start_matches('/'));
        } else {
            path.push_str(&part);
        }
        interpreter.meter.make(path.len(), call.span)?;
    }
    interpreter.string(path, call.span)
}

/// As relative as it can be said: the folder of the sheet is `.`.
fn expand<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let path = interpreter.text_argument(&call, 0)?;
    let folder = if call.given(1) && !matches!(call.argument(1), Value::Nil) {
        interpreter.text_argument(&call, 1)?
    } else {
        ".".to_owned()
    };
    let whole = if path.starts_with('/') { path } else { format!("{folder}/{path}") };
    let mut names: Vec<&str> = Vec::new();
    for name in whole.split('/') {
        match name {
            "" | "." => {}
            ".." if names.last().is_some_and(|last| *last != "..") => {
                names.pop();
            }
            ".." if whole.starts_with('/') => {}
            name => names.push(name),
        }
    }
    let start = if whole.starts_with('/') {
        "/"
    } else if names.is_empty() {
        "."
    } else {
        ""
    };
    interpreter.string(format!("{start}{}", names.join("/")), call.span)
}
