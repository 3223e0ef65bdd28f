//! Functions: what is called without a receiver.

use std::rc::Rc;

use super::row::{Given, Needed, Row, Text, rows};
use crate::diagnostic::{Code, Diagnostic};
use crate::ruby::machine::{Eval, Machine, Stop};
use crate::ruby::value::{Name, Value};

pub(super) const ROWS: &[Row] = rows! {
    "require" |m, _this: Value, name: Name, call: Given| {
        if !COMPUTING.split(' ').any(|known| known == &*m.names.text(name)) { ignored(m, &call)?; }
        true
    };
    "require_relative load puts print p pp warn" |m, _this: Value, _values: Vec<Value>, call: Given| ignored(m, &call)?;
    "format" |m, _this: Value, template: Text, values: Vec<Value>|
        super::format::filled(m, &template, &values)?;
    "raise" |m, _this: Value, values: Vec<Value>| Err::<Value, Stop>(stop(m, &values)?);
    "block_given?" |m, _this: Value, call: Given| call.around.is_some();
    "loop" |m, _this: Value, block: Needed| repeat(m, block)?;
    "__dir__" |m, _this: Value| ".";
};

/// Parts of Ruby's library that only compute. What a sheet may use of them is there already; Ruby
/// itself needs the line.
const COMPUTING: &str = "English abbrev base64 bigdecimal cgi csv date delegate digest erb \
     forwardable json matrix ostruct pp prime psych set shellwords singleton stringio strscan time \
     tsort uri yaml";

fn ignored(m: &mut Machine, call: &Given) -> Eval<()> {
    let message = format!("`{}` does nothing in a sheet", m.names.text(call.name));
    let finding = Diagnostic::new(Code::IgnoredCall, message)
        .at(m.at, "")
        .hint("leave it out; a sheet is read on its own and prints nothing");
    m.report(Some(finding), m.at)
}

fn repeat(m: &mut Machine, block: Needed) -> Eval {
    loop {
        m.call_block(block.0, &[])?;
    }
}

/// `raise "…"`, `raise Error`, `raise Error, "…"`.
fn stop(m: &mut Machine, given: &[Value]) -> Eval<Stop> {
    let said = given.last().map_or(Ok(Rc::default()), |last| m.to_s(*last))?;
    let shown: String = said.chars().take(200).collect();
    let shown = if shown.is_empty() { shown } else { format!(": {shown}") };
    let message = format!("the sheet raises an error{shown}");
    let is_standard =
        !matches!(given.first(), Some(Value::Module(id)) if &*m.module_of(*id).name == "Exception");
    let stop = if is_standard { m.fails(message) } else { m.lacks(message) };
    Ok(stop.hint("mend what the message says, or leave out the `raise`"))
}
