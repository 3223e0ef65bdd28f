//! `meta.json`: can Zeal read it, and are its values of the kinds that Zeal takes.

use serde_json::Value;

use super::code::Code;
use super::finding::Findings;
use crate::bundle::{Bundle, SMALL_LIMIT};
use crate::error::Error;
use crate::layout::META;

type Fits = fn(&Value) -> bool;

/// Where a value stands, what it has to be, and whether it is; a value of another kind is as good
/// as none (Zeal, `docsetmetadata.cpp`).
const VALUES: &[(&str, &str, Fits)] = &[
    ("name", "a text", Value::is_string),
    ("title", "a text", Value::is_string),
    ("version", "a text", Value::is_string),
    ("revision", "a whole number in quotes", is_quoted_number),
    ("feed_url", "a text", Value::is_string),
    ("extra", "an object", Value::is_object),
    ("extra/indexFilePath", "a text", Value::is_string),
    ("extra/keywords", "a list of texts", is_texts),
    ("extra/isJavaScriptEnabled", "`true` or `false`", Value::is_boolean),
];

/// Checks the file, if there is one.
pub(super) fn check(bundle: &Bundle, findings: &mut Findings) -> Result<(), Error> {
    if !bundle.has_file(META) {
        return Ok(());
    }
    let bytes = bundle.read(META, SMALL_LIMIT)?.unwrap_or_default();
    match serde_json::from_slice::<Value>(&bytes) {
        Ok(meta) if meta.is_object() => values(&meta, findings),
        Ok(_) => findings.add(Code::MetaBroken, "it is no JSON object"),
        Err(error) => findings.add(Code::MetaBroken, &error.to_string()),
    }
    Ok(())
}

/// The version that a docset has for Zeal, if it says so.
pub(super) fn version(bundle: &Bundle) -> Option<String> {
    let bytes = bundle.read(META, SMALL_LIMIT).ok().flatten().unwrap_or_default();
    let meta: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    meta["version"].as_str().map(str::to_owned)
}

fn values(meta: &Value, findings: &mut Findings) {
    for (place, wanted, fits) in VALUES {
        let value = meta.pointer(&format!("/{place}"));
        if let Some(value) = value.filter(|value| !value.is_null() && !fits(value)) {
            findings.add(Code::MetaValue, &format!("{place} is not {wanted}: {value}"));
        }
    }
}

fn is_quoted_number(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().parse::<i64>().is_ok())
}

fn is_texts(value: &Value) -> bool {
    value.as_array().is_some_and(|values| values.iter().all(Value::is_string))
}
