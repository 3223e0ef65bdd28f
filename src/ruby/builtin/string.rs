//! Methods of strings: what they are, and copies that differ as a whole.

use unicode_normalization::UnicodeNormalization;

use super::{Builtin, Call, going, method, variadic};
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::items::successor;
use crate::ruby::value::Value;

pub(crate) const CLASS: &[Builtin] = &[method("new", 0, 1, |me, call| {
    let text = if call.given(0) { me.text_argument(&call, 0)? } else { String::new() };
    me.string(text, call.span)
})];

pub(crate) const METHODS: &[Builtin] = &[
    method("+", 1, 1, |me, call| {
        let Value::Str(_) = call.argument(0) else {
            return Err(call.wrong(0, "a string"));
        };
        let text = me.own_text(&call)? + &me.text_argument(&call, 0)?;
        me.string(text, call.span)
    }),
    method("*", 1, 1, times),
    method("%", 1, 1, super::format::operator),
    method("length", 0, 0, length),
    method("size", 0, 0, length),
    method("bytesize", 0, 0, |me, call| Ok(Value::int(me.own_text(&call)?.len()))),
    method("empty?", 0, 0, |_, call| {
        Ok(Value::Bool(matches!(&call.receiver, Value::Str(text) if text.borrow().is_empty())))
    }),
    variadic("upcase", 0, |me, call| mapped(me, &call, str::to_uppercase)),
    variadic("downcase", 0, |me, call| mapped(me, &call, str::to_lowercase)),
    variadic("capitalize", 0, |me, call| mapped(me, &call, capitalized)),
    method("swapcase", 0, 0, |me, call| mapped(me, &call, swapped)),
    method("reverse", 0, 0, |me, call| mapped(me, &call, |text| text.chars().rev().collect())),
    method("strip", 0, 0, |me, call| mapped(me, &call, |text| text.trim_matches(BLANK).to_owned())),
    method("lstrip", 0, 0, |me, call| {
        mapped(me, &call, |text| text.trim_start_matches(BLANK).to_owned())
    }),
    method("rstrip", 0, 0, |me, call| {
        mapped(me, &call, |text| text.trim_end_matches(BLANK).to_owned())
    }),
    method("chomp", 0, 1, chomp),
    method("chop", 0, 0, |me, call| mapped(me, &call, chopped)),
    method("chr", 0, 0, |me, call| mapped(me, &call, |text| text.chars().take(1).collect())),
    method("succ", 0, 0, |me, call| mapped(me, &call, successor)),
    method("next", 0, 0, |me, call| mapped(me, &call, successor)),
    method("dump", 0, 0, |me, call| me.inspect(&call.receiver, call.span).map(Value::str)),
    method("center", 1, 2, |me, call| padded(me, &call, |spare| (spare / 2, spare - spare / 2))),
    method("ljust", 1, 2, |me, call| padded(me, &call, |spare| (0, spare))),
    method("rjust", 1, 2, |me, call| padded(me, &call, |spare| (spare, 0))),
    method("delete_prefix", 1, 1, |me, call| {
        let (text, part) = (me.own_text(&call)?, me.text_argument(&call, 0)?);
        me.string(text.strip_prefix(&part).unwrap_or(&text).to_owned(), call.span)
    }),
    method("delete_suffix", 1, 1, |me, call| {
        let (text, part) = (me.own_text(&call)?, me.text_argument(&call, 0)?);
        me.string(text.strip_suffix(&part).unwrap_or(&text).to_owned(), call.span)
    }),
    method("to_str", 0, 0, |_, call| Ok(call.receiver)),
    method("to_s", 0, 0, |_, call| Ok(call.receiver)),
    method("to_sym", 0, 0, |me, call| Ok(Value::sym(&me.own_text(&call)?))),
    method("intern", 0, 0, |me, call| Ok(Value::sym(&me.own_text(&call)?))),
    method("to_i", 0, 1, super::integer::leading),
    method("hex", 0, 0, |me, mut call| {
        call.arguments.values = vec![Value::Int(16)];
        super::integer::leading(me, call)
    }),
    method("oct", 0, 0, |me, mut call| {
        call.arguments.values = vec![Value::Int(8)];
        super::integer::leading(me, call)
    }),
    method("to_f", 0, 0, super::float::leading),
    method("ord", 0, 0, |me, call| {
        let first = me.own_text(&call)?.chars().next();
        first
            .map(|letter| Value::Int(i64::from(u32::from(letter))))
            .ok_or_else(|| call.fails("finds no letter in an empty string"))
    }),
    method("sum", 0, 0, |me, call| {
        Ok(Value::Int(me.own_text(&call)?.bytes().map(i64::from).sum::<i64>() % 65_536))
    }),
    method("casecmp", 1, 1, |me, call| {
        let (own, other) = lowered(me, &call)?;
        Ok(Value::Int(own.cmp(&other) as i64))
    }),
    method("casecmp?", 1, 1, |me, call| {
        let (own, other) = lowered(me, &call)?;
        Ok(Value::Bool(own == other))
    }),
    going("upto", 1, 2, upto),
    variadic("encode", 0, in_utf8),
    variadic("force_encoding", 0, in_utf8),
    method("unicode_normalize", 0, 1, normalized),
    variadic("scrub", 0, |_, call| Ok(call.receiver)),
    method("valid_encoding?", 0, 0, |_, _| Ok(Value::Bool(true))),
    method("ascii_only?", 0, 0, |me, call| Ok(Value::Bool(me.own_text(&call)?.is_ascii()))),
    method("+@", 0, 0, |_, call| Ok(call.receiver)),
    method("-@", 0, 0, |_, call| Ok(call.receiver)),
];

/// Every text of a sheet is in UTF-8.
fn in_utf8<'pr>(_: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    match call.argument(0).as_text() {
        Some(name) if !name.eq_ignore_ascii_case("utf-8") => {
            Err(call.fails("knows no encoding but `UTF-8`"))
        }
        _ => Ok(call.receiver),
    }
}

/// The most bytes that a byte becomes in a normal form; U+FDFA of three bytes becomes 33.
const GROWTH: usize = 11;

fn normalized<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.own_text(&call)?;
    let form = call.argument(0).as_text().unwrap_or_else(|| "nfc".to_owned());
    interpreter.meter.make(text.len().saturating_mul(GROWTH), call.span)?;
    let normal: String = match form.as_str() {
        "nfc" => text.nfc().collect(),
        "nfd" => text.nfd().collect(),
        "nfkc" => text.nfkc().collect(),
        "nfkd" => text.nfkd().collect(),
        _ => return Err(call.fails("knows the forms `:nfc`, `:nfd`, `:nfkc` and `:nfkd`")),
    };
    interpreter.string(normal, call.span)
}

/// What `strip` takes away.
pub(crate) const BLANK: &[char] = &[' ', '\t', '\n', '\r', '\x0B', '\x0C', '\0'];

fn mapped<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    map: impl FnOnce(&str) -> String,
) -> Eval<'pr> {
    let text = interpreter.own_text(call)?;
    interpreter.string(map(&text), call.span)
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    first + &letters.as_str().to_lowercase()
}

fn swapped(text: &str) -> String {
    let swap = |letter: char| {
        let upper = letter.is_uppercase();
        if upper { letter.to_lowercase().to_string() } else { letter.to_uppercase().to_string() }
    };
    text.chars().map(swap).collect()
}

fn chopped(text: &str) -> String {
    let kept = text.strip_suffix("\r\n").unwrap_or_else(|| {
        let last = text.char_indices().next_back();
        last.map_or("", |(at, _)| &text[..at])
    });
    kept.to_owned()
}

fn chomp<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let text = interpreter.own_text(&call)?;
    let kept = if call.given(0) {
        let suffix = interpreter.text_argument(&call, 0)?;
        text.strip_suffix(&suffix).unwrap_or(&text).to_owned()
    } else {
        let ends = ["\r\n", "\n", "\r"];
        ends.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(&text).to_owned()
    };
    interpreter.string(kept, call.span)
}

fn length<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let Value::Str(text) = &call.receiver else { return Ok(Value::Int(0)) };
    interpreter.meter.work(text.borrow().len() / 512, call.span)?;
    Ok(Value::int(text.borrow().chars().count()))
}

fn times<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let (text, times) = (interpreter.own_text(&call)?, call.size(0)?);
    interpreter.meter.make(text.len().saturating_mul(times), call.span)?;
    Ok(Value::str(text.repeat(times)))
}

fn padded<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    sides: fn(usize) -> (usize, usize),
) -> Eval<'pr> {
    let text = interpreter.own_text(call)?;
    let width = usize::try_from(call.int(0)?).unwrap_or(0);
    let pad = if call.given(1) { interpreter.text_argument(call, 1)? } else { " ".to_owned() };
    if pad.is_empty() {
        return Err(call.fails("cannot fill up with an empty string"));
    }
    let spare = width.saturating_sub(text.chars().count());
    interpreter.meter.make(spare.saturating_mul(4), call.span)?;
    let fill = |many: usize| pad.chars().cycle().take(many).collect::<String>();
    let (left, right) = sides(spare);
    interpreter.string(fill(left) + &text + &fill(right), call.span)
}

fn lowered<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
) -> Result<(String, String), Flow<'pr>> {
    let own = interpreter.own_text(call)?.to_lowercase();
    Ok((own, interpreter.text_argument(call, 0)?.to_lowercase()))
}

fn upto<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let block = call.block()?;
    let range = crate::ruby::value::Range {
        first: call.receiver.clone(),
        last: call.argument(0),
        excludes_last: call.argument(1).truthy(),
    };
    for item in interpreter.each_item(&Value::Range(range.into()), call.span)? {
        interpreter.give(&block, item)?;
    }
    Ok(call.receiver)
}
