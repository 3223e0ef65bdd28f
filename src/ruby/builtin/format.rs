//! `format` and `String#%`: directives such as `%05.2f`, `%-10s`, `%<name>d`, `%{name}`.

use crate::ruby::machine::{Eval, Machine, Stop};
use crate::ruby::value::{Key, Value};

/// A float has no more decimals than these.
const MAX_DECIMALS: usize = 1_100;

/// Fills a template with values, in order or by name.
pub(super) fn filled(m: &mut Machine, template: &str, values: &[Value]) -> Eval {
    let mut out = String::new();
    let mut next = values.iter().copied();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        rest = after;
        if let Some(after) = rest.strip_prefix('%') {
            out.push('%');
            rest = after;
            continue;
        }
        let mut value = None;
        for (open, close) in [('{', '}'), ('<', '>')] {
            if let Some((name, after)) = rest.strip_prefix(open).and_then(|it| it.split_once(close))
            {
                value = Some(named(m, values, name)?);
                rest = if open == '{' { rest } else { after };
                break;
            }
        }
        let text = match rest.strip_prefix('{').and_then(|it| it.split_once('}')) {
            Some((_, after)) => {
                rest = after;
                m.to_s(value.unwrap_or_default())?.to_string()
            }
            None => directive(m, &mut rest, value, &mut next)?,
        };
        m.room(text.len())?;
        out.push_str(&text);
    }
    out.push_str(rest);
    m.text(out)
}
