//! Regular expressions: what they find in a string, and what is put in its place.

use std::rc::Rc;

use super::row::{Block, Needle, Row, Text, rows};
use crate::ruby::machine::{Eval, Machine};
use crate::ruby::regexp::{Flags, Pattern};
use crate::ruby::value::{Id, Match, Value, index_from};

pub(super) const STRING: &[Row] = rows! {
    "=~" |m, s: Text, pattern: Rc<Pattern>| position(m, &pattern, &s)?;
    "match" |m, s: Text, pattern: Rc<Pattern>| matched(m, &pattern, &s)?;
    "match?" |m, s: Text, pattern: Rc<Pattern>| m.search(&pattern, &s, 0)?.is_some();
    "scan" |m, s: Text, pattern: Needle, block: Block| scan(m, &s, pattern, block)?;
    "gsub gsub!" |m, s: Text, pattern: Needle, new: Option<Text>, block: Block|
        substituted(m, &s, pattern, &New { new, block: block.0 }, usize::MAX)?;
    "sub sub!" |m, s: Text, pattern: Needle, new: Option<Text>, block: Block|
        substituted(m, &s, pattern, &New { new, block: block.0 }, 1)?;
};

pub(super) const REGEXP: &[Row] = rows! {
    "=~" |m, pattern: Rc<Pattern>, text: Text| position(m, &pattern, &text)?;
    "match" |m, pattern: Rc<Pattern>, text: Text| matched(m, &pattern, &text)?;
    "match?" |m, pattern: Rc<Pattern>, text: Text| m.search(&pattern, &text, 0)?.is_some();
};

pub(super) const CLASS: &[Row] = rows! {
    "union" |m, _class: Value, parts: Vec<Value>| union(m, &parts)?;
    "escape quote" |m, _class: Value, text: Text| { m.room(2 * text.len())?; regex::escape(&text) };
};

pub(super) const MATCH: &[Row] = rows! {
    "[]" |m, found: Match, group: Value| {
        let group = match group {
            Value::Int(index) => index_from(index, found.groups.len()),
            Value::Str(_) | Value::Sym(_) => m.label(group).and_then(|name| found.named(&name)),
            _ => return Err(m.fails("a match takes the number or name of a group")),
        };
        group.and_then(|group| found.group(group).map(str::to_owned))
    };
    "to_a" |m, found: Match| groups(m, &found, 0)?;
    "captures" |m, found: Match| groups(m, &found, 1)?;
};

/// The groups from `from` on, as strings.
fn groups(m: &mut Machine, found: &Match, from: usize) -> Eval {
    let groups = (from..found.groups.len()).map(|group| match found.group(group) {
        Some(text) => m.text(text),
        None => Ok(Value::Nil),
    });
    let groups = groups.collect::<Eval<Vec<_>>>()?;
    m.array(groups)
}

/// The regular expression that finds `needle`; a string stands for itself.
pub(super) fn literal(m: &mut Machine, needle: Needle) -> Eval<Rc<Pattern>> {
    match needle {
        Needle::Pattern(pattern) => Ok(pattern),
        Needle::Text(text) => m.pattern(&Rc::new(regex::escape(&text)), Flags::default()),
    }
}

/// What finds any of the parts; a string stands for itself.
fn union(m: &mut Machine, parts: &[Value]) -> Eval {
    let all = match parts {
        [list @ Value::Array(_)] => m.spread(*list)?,
        parts => Rc::new(parts.to_vec()),
    };
    let mut source = String::new();
    for part in all.iter().copied() {
        let part = match part {
            Value::Regexp(id) => m.pattern_of(id).embedded(),
            part => regex::escape(&m.to_s(part)?),
        };
        m.room(part.len() + 1)?;
        source.push_str(if source.is_empty() { "" } else { "|" });
        source.push_str(&part);
    }
    let pattern = m.pattern(&Rc::new(source), Flags::default())?;
    m.regexp(pattern)
}

/// Where it is found, in letters.
pub(super) fn position(m: &mut Machine, pattern: &Rc<Pattern>, text: &Text) -> Eval<Option<usize>> {
    let found = m.search(pattern, text, 0)?;
    Ok(found.map(|found| text[..found.whole().0].chars().count()))
}

fn matched(m: &mut Machine, pattern: &Rc<Pattern>, text: &Text) -> Eval {
    m.search(pattern, text, 0)?;
    Ok(m.last_match)
}

fn scan(m: &mut Machine, text: &Text, pattern: Needle, block: Block) -> Eval {
    let pattern = literal(m, pattern)?;
    let mut results = Vec::new();
    for found in m.search_all(&pattern, text)? {
        let item = if found.groups.len() == 1 {
            m.text(found.group(0).unwrap_or_default())?
        } else {
            groups(m, &found, 1)?
        };
        match block.0 {
            Some(block) => {
                m.remember(Some(&found))?;
                m.call_block(block, &[item])?;
            }
            None => results.push(item),
        }
    }
    if block.0.is_some() { m.shared_text(Rc::clone(text)) } else { m.array(results) }
}

/// What is put in: a string, or what a block makes of what is found.
struct New {
    new: Option<Text>,
    block: Option<Id>,
}

fn substituted(m: &mut Machine, text: &Text, pattern: Needle, new: &New, most: usize) -> Eval {
    let pattern = literal(m, pattern)?;
    let found = match most {
        1 => m.search(&pattern, text, 0)?.into_iter().collect(),
        _ => m.search_all(&pattern, text)?,
    };
    let (mut out, mut from) = (String::new(), 0);
    for one in found {
        let (start, end) = one.whole();
        out.push_str(&text[from..start]);
        let new = replacement(m, new, &one)?;
        m.room(new.len() + start - from)?;
        out.push_str(&new);
        from = end;
    }
    out.push_str(&text[from..]);
    m.text(out)
}

fn replacement(m: &mut Machine, new: &New, found: &Match) -> Eval<Text> {
    let template = match (&new.new, new.block) {
        (Some(template), _) => template,
        (None, None) => return Err(m.fails("this needs what to put in: a string or a block")),
        (None, Some(block)) => {
            m.remember(Some(found))?;
            let part = m.text(found.group(0).unwrap_or_default())?;
            let made = m.call_block(block, &[part])?;
            return m.to_s(made);
        }
    };
    if !template.contains('\\') {
        return Ok(Rc::clone(template));
    }
    let (start, end) = found.whole();
    let longest = template.matches('\\').count().saturating_mul(end - start);
    m.room(longest + template.len())?;
    filled(template, found).map(Rc::new).map_err(|name| {
        let message = format!("the regular expression has no group `{name}`");
        let hint = "name it there with `(?<name>…)`; groups without a name are `\\1`, `\\2` …";
        m.lacks(message).hint(hint)
    })
}

/// Puts the groups of a match into `template`; the name of a group that is not there is the error.
fn filled<'t>(template: &'t str, found: &Match) -> Result<String, &'t str> {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut letters = after.chars();
        let next = letters.next();
        rest = letters.as_str();
        let group = match next {
            Some(digit @ '0'..='9') => digit as usize - '0' as usize,
            Some('&') => 0,
            Some('`' | '\'' | '+') => return Err(&after[..1]),
            Some('k') if rest.starts_with('<') => {
                let (name, after) = rest[1..].split_once('>').ok_or(&rest[1..])?;
                rest = after;
                found.named(name).ok_or(name)?
            }
            other => {
                out.push('\\');
                out.extend(other.filter(|other| *other != '\\'));
                continue;
            }
        };
        out.push_str(found.group(group).unwrap_or_default());
    }
    out.push_str(rest);
    Ok(out)
}
