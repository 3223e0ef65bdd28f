//! `File`: arithmetic with paths, and nothing that touches a file.
//!
//! A sheet sees itself as `./sheet.rb`, so that every path it makes is relative to its folder.

use super::list::flatten;
use super::row::{Row, Text, rows};
use crate::ruby::machine::{Eval, Machine};
use crate::ruby::value::Value;

pub(super) const ROWS: &[Row] = rows! {
    "join" |m, _file: Value, parts: Vec<Value>| joined(m, &parts)?;
    "dirname" |m, _file: Value, path: Text| split(&path).0;
    "basename" |m, _file: Value, path: Text, suffix: Option<Text>| {
        let name = split(&path).1;
        let end = match suffix.as_deref().map_or("", String::as_str) {
            ".*" => name.rfind('.').filter(|at| *at > 0),
            suffix => name.strip_suffix(suffix).map(str::len).filter(|end| *end > 0),
        };
        name[..end.unwrap_or(name.len())].to_owned()
    };
    "expand_path" |m, _file: Value, path: Text, folder: Option<Text>| {
        let folder = folder.map_or_else(|| ".".to_owned(), |folder| folder.to_string());
        m.room(16 * (path.len() + folder.len()))?;
        expanded(&path, &folder)
    };
};

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

fn joined(m: &mut Machine, parts: &[Value]) -> Eval<String> {
    let (mut path, mut flat) = (String::new(), Vec::new());
    flatten(m, &mut flat, parts)?;
    for (index, part) in flat.into_iter().enumerate() {
        let part = m.to_s(part)?;
        m.room(part.len() + 1)?;
        if index > 0 {
            path.truncate(path.trim_end_matches('/').len());
            path.push('/');
        }
        path.push_str(if index > 0 { part.trim_start_matches('/') } else { &part });
    }
    Ok(path)
}

/// As relative as it can be said: the folder of the sheet is `.`.
fn expanded(path: &str, folder: &str) -> String {
    let whole = if path.starts_with('/') { path.to_owned() } else { format!("{folder}/{path}") };
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
    let path = names.join("/");
    match (whole.starts_with('/'), path.is_empty()) {
        (true, _) => format!("/{path}"),
        (false, true) => ".".to_owned(),
        (false, false) => path,
    }
}
